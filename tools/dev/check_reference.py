#!/usr/bin/env python3
"""Checks the generated reference against the tests:  check_reference.py ROOT PAGE.md... -- TEST_FOLDER...

An op's section has an example (a block ```mlir), and the example stands in a .mlir test below one of the folders (white space and comments
aside), so it is parsed and verified. Each numbered rule in it (a table row `| C1 | ... |`) has a test whose symbol is named for op
and rule: @lif_c1, @lif_c2_c3_both_reported. A pass's section has a line "Example: `test/...`" that names a test which runs it."""
import pathlib
import re
import sys


def squeeze(text):
    return " ".join(re.sub(r"//.*", "", text).split())


class Tests:
    def __init__(self, folders):
        texts = [file.read_text() for folder in folders for file in sorted(folder.rglob("*.mlir"))]
        self.text = squeeze("\n".join(texts))
        self.symbols = {symbol for text in texts for symbol in re.findall(r"@(\w+)", text)}

    def have_rule(self, op, rule):
        return any(s.startswith(op + "_") and rule.lower() in s[len(op) :].split("_") for s in self.symbols)


def check_op(name, section, tests):
    examples = re.findall(r"(?ms)^```mlir\n(.*?)^```", section)
    if not examples:
        yield f"{name}: no example"
    for example in examples:
        if squeeze(example) not in tests.text:
            yield f"{name}: example in no test: {squeeze(example)[:70]}"
    op = name.split(".", 1)[1].replace(".", "_")
    for rule in re.findall(r"(?m)^\| ([A-Z]\d+) \|", section):
        if not tests.have_rule(op, rule):
            yield f"{name}: rule {rule} has no test @{op}_{rule.lower()}"


def check_pass(name, section, root):
    example = re.search(r"Example: `(test/\S+)`", section)
    if not example:
        yield f"{name}: no line \"Example: `test/...`\""
    elif not (root / example[1]).is_file():
        yield f"{name}: {example[1]} does not exist"
    elif not re.search(rf"RUN:.*\b{re.escape(name.lstrip('-'))}(?![\w-])", (root / example[1]).read_text()):
        yield f"{name}: {example[1]} does not run it"


def main(root, pages, folders):
    tests, checked, findings = Tests(folders), 0, 0
    for page in pages:
        for section in re.findall(r"(?ms)^### (`.*?)(?=^#{1,3} |\Z)", page.read_text()):
            name = section.split("`")[1]
            if name.startswith("-"):
                problems = list(check_pass(name, section, root))
            elif re.fullmatch(r"[a-z]\w*\.[\w.]+", name):
                problems = list(check_op(name, section, tests))
            else:
                continue
            checked, findings = checked + 1, findings + len(problems)
            for problem in problems:
                print(f"{page.name}: error: {problem}")
    print(f"{checked} ops and passes, {findings} findings")
    return 1 if findings or not checked else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) < 4 or "--" not in arguments:
        sys.exit(__doc__)
    split = arguments.index("--")
    sys.exit(main(pathlib.Path(arguments[0]), *([pathlib.Path(a) for a in part] for part in (arguments[1:split], arguments[split + 1 :]))))
