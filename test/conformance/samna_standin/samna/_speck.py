"""Configuration classes of the Speck / DYNAP-CNN family as sinabs' builders use them, and the limits of each part.

Field names and shapes are those that sinabs' builders write. Fields that sinabs never writes keep the values given here; where no source tells samna's own
default, the neutral value stands (0, false, pooling 1) and the field is named in UNKNOWN_DEFAULTS. The real samna validator is closed;
`validate` applies the limits that the vendor documents and names each rule it finds broken.
"""

import sys

import numpy as np

from ._record import Flag, Int, Kind, Object, Recorded, _integer

BYTE = (0, 255)
INT16 = (-32768, 32767)

KERNEL = [16, 16, 16, 32, 32, 64, 64, 16, 16]
NEURON = [64, 64, 64, 32, 32, 16, 16, 16, 16]
MINI_KERNEL, MINI_NEURON, MINI_BIAS = [16, 32, 32, 64, 16], [64, 32, 32, 16, 16], [0, 0, 0, 1024, 1024]


def _memory(kernel, neuron, bias):
    return [dict(kernel=k * 1024, neuron=n * 1024, bias=b) for k, n, b in zip(kernel, neuron, bias)]


NINE = _memory(KERNEL, NEURON, [1024] * 9)
FIVE = _memory(MINI_KERNEL, MINI_NEURON, MINI_BIAS)
CORES = {
    "speck2e": NINE,
    "speck2f": NINE,
    "speck2b": NINE,
    "dynapcnn": NINE,
    "speck2cMini": FIVE,
    "speck2dMini": FIVE,
}
KILL_BITS = ("dynapcnn", "speck2b")
LIMITS = dict(
    input_size=128, output_size=64, features=1024, kernel=16, strides=(1, 2, 4, 8), padding=7, poolings=(1, 2, 4), destinations=2
)
UNKNOWN_DEFAULTS = (
    "dvs_layer.mirror",
    "dvs_layer.mirror_diagonal",
    "dvs_layer.cut",
    "dvs_filter.filter_size",
    "dvs_filter.threshold",
    "readout.output_mode_sel",
    "readout.output_neuron_num",
    "readout.readout_configuration_sel",
    "readout.threshold",
    "factory_config",
)


class Struct(Object):
    """An object that may also be assigned as a dictionary of its fields, as samna allows."""

    def load(self, value, where):
        if isinstance(value, dict):
            fresh = self.cls()
            for name, part in value.items():
                setattr(fresh, name, part)
            return fresh
        return super().load(value, where)


class Pair(Kind):
    """The fixed-length list of destinations: items may be changed, not added."""

    def __init__(self, cls, count):
        super().__init__()
        self.cls, self.count = cls, count

    def initial(self):
        return [self.cls() for _ in range(self.count)]

    def load(self, value, where):
        value = list(value)
        if len(value) != self.count or not all(isinstance(item, self.cls) for item in value):
            raise ValueError(f"{where}: exactly {self.count} {self.cls.__name__} expected")
        return value

    def dump(self, value, runtime):
        return [item.dump(runtime) for item in value]


class Tensor(Kind):
    """A dense tensor of integers (or flags) as nested lists."""

    def __init__(self, low, high, rank, flag=False):
        super().__init__()
        self.low, self.high, self.rank, self.flag = low, high, rank, flag

    def initial(self):
        return []

    def load(self, value, where):
        array = np.asarray(value.tolist() if hasattr(value, "tolist") else value)
        if array.size == 0:
            return []
        if array.ndim != self.rank:
            raise ValueError(f"{where}: rank {array.ndim}, expected {self.rank}")
        if self.flag:
            return array.astype(bool).tolist()
        for extreme in (array.min(), array.max()):
            _integer(extreme, self.low, self.high, where)
        return array.astype(int).tolist()


def _record(name, fields):
    return type(name, (Recorded,), {"FIELDS": fields})


def _vec2(kind=BYTE, default=0):
    return _record("Vec2", {"x": Int(*kind, default=default), "y": Int(*kind, default=default)})


Bytes, Ones, Flags = _vec2(), _vec2(default=1), _record("Vec2Bool", {"x": Flag(), "y": Flag()})


def _classes(chip):
    modern = chip not in KILL_BITS
    top_core = len(CORES[chip]) - 1
    size = _record("Shape", {"feature_count": Int(0, 65535), "size": Struct(Bytes)})
    dimensions = _record(
        "CnnLayerDimensions",
        {
            "input_shape": Struct(size),
            "output_shape": Struct(size),
            "kernel_size": Int(*BYTE),
            "padding": Struct(Bytes),
            "stride": Struct(Ones),
        },
    )
    destination = _record(
        "CnnLayerDestination",
        {"enable": Flag(), "layer": Int(0, 15), "pooling": Int(0, 255, default=1), "feature_shift": Int(0, 65535)},
    )
    layer = {
        "biases": Tensor(*INT16, 1),
        "destinations": Pair(destination, 2),
        "dimensions": Struct(dimensions),
    }
    if modern:
        layer["input_congestion_balancer_enable"] = Flag()
    layer["leak_enable"] = Flag()
    if modern:
        layer["leak_internal_slow_clk_enable"] = Flag()
    layer["monitor_enable"] = Flag()
    layer["neurons_initial_value"] = Tensor(*INT16, 3)
    if modern:
        layer["output_decimator_enable"] = Flag()
        layer["output_decimator_interval"] = Int(0, 7)
    layer["return_to_zero"] = Flag()
    layer["threshold_high"] = Int(*INT16)
    layer["threshold_low"] = Int(*INT16)
    layer["weights"] = Tensor(-128, 127, 4)
    if not modern:
        layer["biases_kill_bit"] = Tensor(0, 1, 1, flag=True)
        layer["neurons_value_kill_bit"] = Tensor(0, 1, 3, flag=True)
        layer["weights_kill_bit"] = Tensor(0, 1, 4, flag=True)
    cnn_layer = _record("CNNLayerConfig", layer)

    dvs_destination = _record("DvsLayerDestination", {"enable": Flag(), "layer": Int(0, 15)})
    dvs_layer = _record(
        "DVSLayerConfig",
        {
            "cut": Struct(Bytes),
            "destinations": Pair(dvs_destination, 2),
            "merge": Flag(),
            "mirror": Struct(Flags),
            "mirror_diagonal": Flag(),
            "monitor_enable": Flag(),
            "off_channel": Flag(True),
            "on_channel": Flag(True),
            "origin": Struct(Bytes),
            "pass_sensor_events": Flag(),
            "pooling": Struct(Ones),
            "raw_monitor_enable": Flag(),
        },
    )
    fields = {"cnn_layers": Pair(cnn_layer, top_core + 1), "dvs_layer": Struct(dvs_layer)}
    if modern:
        dvs_filter = _record(
            "DvsFilterConfig",
            {
                "enable": Flag(),
                "filter_size": Struct(Bytes),
                "hot_pixel_filter_enable": Flag(),
                "internal_slow_clk": Flag(),
                "low_pass_mode_enable": Flag(),
                "threshold": Int(*BYTE),
            },
        )
        readout = _record(
            "ReadoutConfig",
            {
                "enable": Flag(),
                "internal_slow_clk": Flag(),
                "low_pass_filter32_not16": Flag(),
                "low_pass_filter_disable": Flag(),
                "monitor_enable": Flag(),
                "output_mode_sel": Int(*BYTE),
                "output_neuron_num": Int(*BYTE),
                "override_threshold_max": Flag(),
                "readout_configuration_sel": Int(*BYTE),
                "readout_pin_monitor_enable": Flag(),
                "threshold": Int(0, 65535),
            },
        )
        factory = _record("FactoryConfig", {"internal_slow_clk_divider": Int(0, 17), "io_sel": Int(*BYTE)})
        fields.update(dvs_filter=Struct(dvs_filter), factory_config=Struct(factory), readout=Struct(readout))
    config = _record("DynapcnnConfiguration" if chip == "dynapcnn" else "SpeckConfiguration", fields)
    config.CHIP = chip
    return config, cnn_layer, dvs_layer


def _event(name, fields):
    """A plain event object with 0 in every field."""

    def make(self, **values):
        for field in fields:
            setattr(self, field, int(values.pop(field, 0)))
        if values:
            raise AttributeError(f"{name} has no field {next(iter(values))}")

    return type(name, (), {"__slots__": tuple(fields), "__init__": make})


def output_sizes(dimensions, destination):
    """(x, y) that arrives at a destination: the neuron map divided by the pooling factor, rounded down."""
    size = dimensions["output_shape"]["size"]
    pool = max(1, destination.get("pooling", 1))
    return size["x"] // pool, size["y"] // pool


def problems(tree, chip):
    """Every documented limit that a configuration tree breaks, as texts that begin with the place."""
    found = []

    def wrong(place, text):
        found.append(f"{place}: {text}")

    used = {i for i, layer in enumerate(tree["cnn_layers"]) if layer["weights"]}
    for index in sorted(used):
        layer, place = tree["cnn_layers"][index], f"cnn_layers[{index}]"
        d = layer["dimensions"]
        source, out, kernel = d["input_shape"], d["output_shape"], d["kernel_size"]
        c, f = source["feature_count"], out["feature_count"]
        for axis in "xy":
            size, most = source["size"][axis], LIMITS["input_size"]
            if not 1 <= size <= most:
                wrong(place, f"input size {axis} {size}, allowed 1..{most}")
            if not 1 <= out["size"][axis] <= LIMITS["output_size"]:
                wrong(place, f"output size {axis} {out['size'][axis]}, allowed 1..{LIMITS['output_size']}")
            stride, padding = d["stride"][axis], d["padding"][axis]
            if stride not in LIMITS["strides"]:
                wrong(place, f"stride {axis} {stride}, allowed {LIMITS['strides']}")
            if padding > LIMITS["padding"]:
                wrong(place, f"padding {axis} {padding}, allowed 0..{LIMITS['padding']}")
            if stride and (size + 2 * padding - kernel) // stride + 1 != out["size"][axis]:
                wrong(place, f"output size {axis} {out['size'][axis]} does not follow from the dimensions")
        for name, count in (("input", c), ("output", f)):
            if not 1 <= count <= LIMITS["features"]:
                wrong(place, f"{name} feature count {count}, allowed 1..{LIMITS['features']}")
        if not 1 <= kernel <= LIMITS["kernel"]:
            wrong(place, f"kernel size {kernel}, allowed 1..{LIMITS['kernel']}")
        shapes = {
            "weights": (f, c, kernel, kernel),
            "biases": (f,),
            "neurons_initial_value": (f, out["size"]["x"], out["size"]["y"]),
        }
        for name, shape in shapes.items():
            if np.shape(layer[name]) != shape:
                wrong(place, f"{name} has shape {np.shape(layer[name])}, expected {shape}")
        log = lambda n: max(0, int(n) - 1).bit_length()
        need = {
            "kernel": c << (log(kernel * kernel) + log(f)),
            "neuron": f << (log(out["size"]["x"]) + log(out["size"]["y"])),
            "bias": f if any(layer["biases"]) else 0,
        }
        for name, words in need.items():
            if words > CORES[chip][index][name]:
                wrong(place, f"{name} memory {words} words, core {index} has {CORES[chip][index][name]}")
        if layer["threshold_low"] >= layer["threshold_high"]:
            wrong(place, f"threshold_low {layer['threshold_low']} is not below threshold_high {layer['threshold_high']}")
        for number, destination in enumerate(layer["destinations"]):
            if destination["enable"]:
                if destination["pooling"] not in LIMITS["poolings"]:
                    wrong(place, f"destination {number}: pooling {destination['pooling']}, allowed {LIMITS['poolings']}")
                _check_arrival(tree, used, place, number, destination, output_sizes(d, destination), f, wrong)
    dvs = tree["dvs_layer"]
    for axis in "xy":
        if dvs["pooling"][axis] not in LIMITS["poolings"]:
            wrong("dvs_layer", f"pooling {axis} {dvs['pooling'][axis]}, allowed {LIMITS['poolings']}")
    size = tuple(dvs["cut"][a] - dvs["origin"][a] + 1 for a in "xy")
    size = size[::-1] if dvs["mirror_diagonal"] else size
    for number, destination in enumerate(dvs["destinations"]):
        if destination["enable"]:
            _check_arrival(tree, used, "dvs_layer", number, destination, size, 1 if dvs["merge"] else 2, wrong)
    return found


def _check_arrival(tree, used, place, number, destination, size, features, wrong):
    target = destination["layer"]
    if target == 12:
        return
    if target not in used:
        wrong(place, f"destination {number}: core {target} is not configured")
        return
    shape = tree["cnn_layers"][target]["dimensions"]["input_shape"]
    wanted = (shape["size"]["x"], shape["size"]["y"])
    if tuple(size) != wanted:
        wrong(place, f"destination {number}: sends {size[0]}x{size[1]}, core {target} takes {wanted[0]}x{wanted[1]}")
    if features + destination.get("feature_shift", 0) > shape["feature_count"]:
        wrong(place, f"destination {number}: sends {features} features, core {target} takes {shape['feature_count']}")


def validate(config):
    """(ok, message) by the documented limits."""
    found = problems(config.dump(), config.CHIP)
    return not found, "; ".join(found)


def fill(module, chip):
    """Give the module of one chip its configuration and event classes."""
    config, cnn_layer, dvs_layer = _classes(chip)
    configuration = sys.modules[module.__name__ + ".configuration"]
    for cls in (config, cnn_layer, dvs_layer):
        cls.__module__ = configuration.__name__
        setattr(configuration, cls.__name__, cls)
    event = sys.modules[module.__name__ + ".event"]
    event.Spike = _event("Spike", ("layer", "x", "y", "feature", "timestamp"))
    event.DvsEvent = _event("DvsEvent", ("x", "y", "p", "timestamp"))
    event.ReadNeuronValue = _event("ReadNeuronValue", ("layer", "address"))
    event.WriteNeuronValue = _event("WriteNeuronValue", ("layer", "address", "neuron_state"))
    module.validate_configuration = validate


class DeviceInfo:
    """The type sinabs names in its annotations."""


def complete(samna):
    """What sinabs' io module asks of samna beyond the chip modules."""
    if not hasattr(samna.device, "DeviceInfo"):
        samna.device.DeviceInfo = DeviceInfo
