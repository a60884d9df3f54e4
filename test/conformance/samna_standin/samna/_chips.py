"""Configuration classes of the Xylo family as Rockpool's builders use them, and the limits of each chip.

Widths and limits are those that the vendor documents. The real samna validator is closed; `validate` applies the rules that follow from the
documented widths and sizes, and names each rule it finds broken.
"""

from ._record import Anything, Flag, Int, Matrix, Object, Objects, Recorded

WEIGHT = (-128, 127)
DASH = (0, 15)
THRESHOLD = (-32768, 32767)
BIAS = (-128, 127)
SHIFT = (0, 7)
NO_ALIAS = 0xFFF

LIMITS = {
    "xyloCore2": dict(inputs=16, hidden=1000, outputs=8, ien=1000, oen=1000, entries=32000, fanout=64, synapses=2),
    "xyloAudio3": dict(inputs=16, hidden=992, outputs=32, ien=128, oen=128, entries=31744, fanout=1024, synapses=2),
    "xyloImu": dict(inputs=16, hidden=496, outputs=16, ien=128, oen=128, entries=31744, fanout=512, synapses=1),
    "xylo": dict(inputs=16, hidden=1000, outputs=8, ien=1000, oen=1000, entries=32000, fanout=64, synapses=2),
}


class NeuronRange(Recorded):
    FIELDS = {"start": Int(0, 4095), "stop": Int(0, 4095)}


def _weights(**more):
    return {"weights": Matrix(*WEIGHT), **more, "weight_bit_shift": Int(*SHIFT)}


def _neuron_fields(synapses, bias, alias):
    fields = {"alias_target": Int(0, NO_ALIAS - 1, default=None, optional=True)} if alias else {}
    fields["i_syn_decay"] = Int(*DASH)
    if synapses > 1:
        fields["i_syn2_decay"] = Int(*DASH)
    fields["v_mem_decay"] = Int(*DASH)
    fields["threshold"] = Int(*THRESHOLD)
    if bias:
        fields["v_mem_bias"] = Int(*BIAS)
    return fields


def _record(name, fields):
    return type(name, (Recorded,), {"FIELDS": fields})


_MONITORS = {
    "monitor_neuron_spike": Anything(),
    "monitor_neuron_v_mem": Anything(),
    "monitor_neuron_i_syn": Anything(),
    "monitor_neuron_i_syn2": Anything(),
}
_RUNTIME = {
    "operation_mode": Anything(),
    "time_resolution_wrap": Anything(0),
    "enable_hibernation_mode": Anything(False),
    "clear_network_state": Anything(False),
    "input_source": Anything(),
}


def configuration_classes(module, middle, hidden_neuron, synapses, bias, top, debug):
    """The classes of one chip: XyloConfiguration, the hidden neuron class and OutputNeuron.

    `middle` is the name of the hidden population's field ("reservoir" or "hidden")."""
    second = {"syn2_weights": Matrix(*WEIGHT)} if synapses > 1 else {}
    hidden = _record(hidden_neuron, _neuron_fields(synapses, bias, alias=True))
    output = _record("OutputNeuron", _neuron_fields(1, bias, alias=False))
    fields = {name: Flag() for name in top}
    fields["debug"] = Object(_record("DebugConfig", {**{name: Flag() for name in debug}, **_MONITORS}))
    fields["input"] = Object(_record("InputConfig", _weights(**second)))
    fields[middle] = Object(
        _record(middle.capitalize() + "Config", _weights(**second, aliasing=Flag(), neurons=Objects(hidden)))
    )
    fields["readout"] = Object(_record("ReadoutConfig", _weights(neurons=Objects(output))))
    fields.update(_RUNTIME)
    config = _record("XyloConfiguration", fields)
    config.CHIP, config.MIDDLE = module, middle
    return config, hidden, output


def validate(config):
    """(ok, message) by the documented widths and sizes; the message names every rule broken."""
    limit = LIMITS[config.CHIP]
    middle = getattr(config, config.MIDDLE)
    found = []

    def at_most(name, used, allowed):
        if used > allowed:
            found.append(f"{name}: {used} used, at most {allowed}")

    inputs = config.input.weights
    at_most("input channels", len(inputs), limit["inputs"])
    at_most("hidden neurons", len(middle.neurons), limit["hidden"])
    at_most("output neurons", len(config.readout.neurons), limit["outputs"])
    at_most("input expansion neurons", len(inputs[0]) if inputs else 0, limit["ien"])
    at_most("output expansion neurons", len(config.readout.weights), limit["oen"])
    second = middle.syn2_weights if limit["synapses"] > 1 else []
    second = second or [[0] * len(row) for row in middle.weights]
    fanout = [sum(1 for a, b in zip(row, row2) if a or b) for row, row2 in zip(middle.weights, second)]
    at_most("fan-out of one hidden neuron", max(fanout, default=0), limit["fanout"])
    at_most("recurrent entries", sum(fanout), limit["entries"])
    for index, neuron in enumerate(middle.neurons):
        if neuron.threshold < 1:
            found.append(f"threshold of hidden neuron {index}: {neuron.threshold}, at least 1")
        target = neuron.alias_target
        if target is not None and not index < target < len(middle.neurons):
            found.append(f"alias {index} -> {target}: the target must be a higher hidden neuron")
    for index, neuron in enumerate(config.readout.neurons):
        if neuron.threshold < 1:
            found.append(f"threshold of output neuron {index}: {neuron.threshold}, at least 1")
    return not found, "; ".join(found)
