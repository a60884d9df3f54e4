"""Loads configurations of Xylo chips into the recording stand-in for samna:  xylo_loader.py ROOT FILE...

What the stand-in then holds must be what the file says, field by field; a field too many or too few is a difference."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(sys.argv[1], "tools", "python")))
import ganglion_xylo
import samna

assert samna.STAND_IN
chips = set()
for path in sys.argv[2:]:
    configuration = ganglion_xylo.load(path)
    tree = json.loads(pathlib.Path(path).read_text())
    if samna.dump(configuration) != tree:
        sys.exit(f"{path}: the loaded object is another")
    chips.add(type(configuration).__module__)
print(f"{len(sys.argv) - 2} configurations loaded, equal in every field")
for chip in sorted(chips):
    print(chip)
