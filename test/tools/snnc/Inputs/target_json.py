"""target_json.py: reads what `snnc info --json` prints and tells some of it."""
import json
import sys

answer = json.load(sys.stdin)
target = answer["target"]
print(target["format"], target["version"], target["name"], target["family"])
for section, name in (("size", "neurons"), ("widths", "dash")):
    entry = target[section][name]
    print(name, entry["value"], entry["unit"], entry["source"])
print("bias bank", target["memory_map"]["bias"]["address"], target["memory_map"]["bias"]["words"])
print("biases", target["features"]["biases"]["value"])
print("findings", len(answer["findings"]), "status", answer["status"])
