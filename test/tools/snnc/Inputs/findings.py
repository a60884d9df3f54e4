"""Prints the JSON object that snnc wrote, checked for its form: a line for each value, then one for each finding."""
import json
import sys


def lines(value, path=""):
    if isinstance(value, dict):
        for key in sorted(value):
            yield from lines(value[key], f"{path}.{key}" if path else key)
    else:
        yield f"{path} {value}"


answer = json.load(sys.stdin)
findings = answer.pop("findings")
print(*lines(answer), sep="\n")
for finding in findings:
    assert set(finding) <= {"severity", "rule", "file", "node", "resource", "used", "limit", "message", "fix"}, finding
    assert finding["severity"] in ("remark", "warning", "error") and finding["message"], finding
    assert all(isinstance(fix, str) for fix in finding.get("fix", [])) and finding.get("fix") != [], finding
    text = f"{finding['severity']} {finding.get('rule', '')} {finding.get('node', '')}: ".replace(" :", " :").replace("  ", " ") + finding["message"]
    for fix in finding.get("fix", []):
        text += f" | fix {fix}"
    if "file" in finding:
        text += f" | file {finding['file'].rsplit('/', 1)[-1]}"
    print(text)
