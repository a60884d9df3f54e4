"""Loads what Ganglion compiled for a SynSense Xylo into samna:

    import ganglion_xylo
    configuration = ganglion_xylo.load("compiled/xylo.json")
    samna_device.get_model().apply_configuration(configuration)

`load` fills a configuration object of samna, with the classes of the chip that the file is for. Fields that a network does not
decide (operating mode, monitors, clocks) keep samna's values. Needs samna and nothing else."""

import importlib
import json


def samna_module(tree):
    """The name of samna's module for the chip of this configuration tree, by the fields that only this chip has."""
    if "imu_if_input_enable" in tree:
        return "samna.xyloImu"
    if "hidden" in tree:
        return "samna.xyloAudio3"
    return "samna.xyloCore2" if "bias_enable" in tree else "samna.xylo"


def load(path):
    """The configuration object of samna with what the file `path` (xylo.json) holds. A field that samna's object does not have
    raises AttributeError with the field's name."""
    with open(path, encoding="utf-8") as file:
        tree = json.load(file)
    classes = importlib.import_module(samna_module(tree) + ".configuration")
    configuration = classes.XyloConfiguration()
    hidden = "hidden" if "hidden" in tree else "reservoir"
    neuron_classes = {hidden: getattr(classes, hidden.capitalize() + "Neuron"), "readout": classes.OutputNeuron}
    _fill(configuration, tree, "", neuron_classes)
    return configuration


def _fill(target, tree, path, neuron_classes):
    for name, value in tree.items():
        field = f"{path}.{name}" if path else name
        if not hasattr(target, name):
            raise AttributeError(f"{type(target).__name__} has no field {field}")
        if isinstance(value, dict):
            # A nested object is filled in place where samna hands it out by reference, and assigned where it is a copy.
            part = getattr(target, name)
            _fill(part, value, field, neuron_classes)
            setattr(target, name, part)
        elif name == "neurons":
            setattr(target, name, [_neuron(neuron_classes[path], entry, field) for entry in value])
        elif value is not None:
            setattr(target, name, value)


def _neuron(kind, entry, path):
    neuron = kind()
    _fill(neuron, entry, path, {})
    return neuron
