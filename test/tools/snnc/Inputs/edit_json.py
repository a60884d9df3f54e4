"""edit_json.py FROM TO EXPRESSION...: copies the artefact FROM to TO and changes its ganglion.json, a dictionary d, e.g. d['dt']=2 or d.pop('dt')."""
import json
import shutil
import sys

source, target, *changes = sys.argv[1:]
shutil.rmtree(target, ignore_errors=True)
shutil.copytree(source, target)
d = json.load(open(f"{source}/ganglion.json"))
for change in changes:
    exec(change)
json.dump(d, open(f"{target}/ganglion.json", "w"))
