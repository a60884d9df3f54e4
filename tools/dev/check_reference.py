#!/usr/bin/env python3
"""Checks the generated reference against the tests:  check_reference.py ROOT PAGE.md... -- TEST_FOLDER...

Every section has a summary. An op's or attribute's section has an example (a block ```mlir), and the example stands in a .mlir test below
one of the folders (white space and comments aside), so it is parsed and verified. Each numbered rule in it (a table row `| C1 | ... |`) has
a test whose symbol is named for op and rule: @lif_c1, @lif_c2_c3_both_reported. An attribute that is one word needs no example: each case of
an enum occurs in a test. A type's examples (`!kernel.ring<...>`) on its line "Example:" are of a form that occurs in a test. A pass's section has a line
"Example: `test/...`" that names a test which runs it, and each of its options is given in a RUN line."""
import pathlib
import re
import sys


def squeeze(text):
    return " ".join(re.sub(r"//.*", "", text).split())


class Tests:
    def __init__(self, folders):
        files = [f for folder in folders for f in sorted(folder.rglob("*")) if f.suffix in (".mlir", ".test")]
        texts = {file: file.read_text() for file in files}
        modules = [text for file, text in texts.items() if file.suffix == ".mlir"]
        self.text = squeeze("\n".join(modules))
        self.raw = "\n".join(modules)  # with what tests expect to be printed
        self.symbols = {symbol for text in modules for symbol in re.findall(r"@(\w+)", text)}
        self.runs = "\n".join(re.findall(r"(?:RUN|DEFINE):.*", "\n".join(texts.values())))

    def have_rule(self, op, rule):
        return any(s.startswith(op + "_") and rule.lower() in s[len(op) :].split("_") for s in self.symbols)

    def have_option(self, name, option):
        """--pass=option=..., --pass="other=... option=..."; an option without a value is a switch."""
        call = rf"--{re.escape(name)}=(\"[^\"]*?|[^\s\"]*)(?<![\w-]){re.escape(option)}(?![\w-])"
        return re.search(call, self.runs) is not None


def examples_of(section):
    return re.findall(r"(?ms)^```mlir\n(.*?)^```", section)


def check_examples(name, section, tests):
    for example in examples_of(section):
        if squeeze(example) not in tests.text:
            yield f"{name}: example in no test: {squeeze(example)[:70]}"


def check_rules(name, stem, section, tests):
    for rule in re.findall(r"(?m)^\| ([A-Z]\d+) \|", section):
        if not tests.have_rule(stem, rule):
            yield f"{name}: rule {rule} has no test @{stem}_{rule.lower()}"


def check_summary(name, section):
    if not re.search(r"(?m)^_\S.*_$", section):
        yield f"{name}: no summary"


def check_op(name, section, tests):
    if not examples_of(section):
        yield f"{name}: no example"
    yield from check_examples(name, section, tests)
    yield from check_rules(name, name.split(".", 1)[1].replace(".", "_"), section, tests)


def check_attribute(name, section, tests):
    mnemonic = re.search(r"#\w+\.(\w+)<", section)
    if not examples_of(section) and "an enum of type" not in section:
        yield f"{name}: no example"
    yield from check_examples(name, section, tests)
    if mnemonic:
        yield from check_rules(name, mnemonic[1], section, tests)


def check_enum(name, section, tests):
    """A case is a word after `<`, `= ` or `, `, as attributes print it."""
    for case in re.findall(r"(?m)^\| \w+ \| `\d+` \| (\w+) \|", section):
        if not re.search(rf"(<|= |, |\(){case}(?=[>,)])", tests.raw):
            yield f"{name}: case {case} in no test"


def check_type(name, section, tests):
    lines = " ".join(re.findall(r"(?m)^Examples?: .*(?:\n.+)*", section))
    forms = re.findall(r"`(!\w+\.\w+<?)", lines)
    if not forms:
        yield f"{name}: no line \"Example: `!...`\""
    for form in sorted({form for form in forms if form not in tests.text}):
        yield f"{name}: {form}...> in no test"


def check_pass(name, section, tests, root):
    bare = name.lstrip("-")
    example = re.search(r"Example: `(test/\S+)`", section)
    if not example:
        yield f"{name}: no line \"Example: `test/...`\""
    elif not (root / example[1]).is_file():
        yield f"{name}: {example[1]} does not exist"
    elif not re.search(rf"RUN:.*\b{re.escape(bare)}(?![\w-])", (root / example[1]).read_text()):
        yield f"{name}: {example[1]} does not run it"
    for option in re.findall(r"(?m)^-([\w-]+)\s+:", section.partition("#### Options")[2]):
        if not tests.have_option(bare, option):
            yield f"{name}: option {option} is given in no RUN line"


def check_section(title, section, tests, root):
    """The kind of thing that a section is about, and what is wrong with it."""
    name = title.split("`")[1] if "`" in title else title
    if name.startswith("-"):
        return "passes", [*check_summary(name, section), *check_pass(name, section, tests, root)]
    if re.fullmatch(r"[a-z]\w*\.[\w.]+", name):
        return "ops", [*check_summary(name, section), *check_op(name, section, tests)]
    if "#### Cases:" in section:
        return "enums", [*check_summary(name, section), *check_enum(name, section, tests)]
    if name.endswith("Attr"):
        return "attributes", [*check_summary(name, section), *check_attribute(name, section, tests)]
    if name.endswith("Type"):
        return "types", [*check_summary(name, section), *check_type(name, section, tests)]
    return None, []


def main(root, pages, folders):
    tests, counts, findings = Tests(folders), {}, 0
    for page in pages:
        for title, section in re.findall(r"(?ms)^### ([^\n]*)\n(.*?)(?=^#{1,3} |\Z)", page.read_text()):
            kind, problems = check_section(title, section, tests, root)
            if kind:
                counts[kind] = counts.get(kind, 0) + 1
            findings += len(problems)
            for problem in problems:
                print(f"{page.name}: error: {problem}")
    print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) + f"; {findings} findings")
    return 1 if findings or not counts else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if len(arguments) < 4 or "--" not in arguments:
        sys.exit(__doc__)
    split = arguments.index("--")
    sys.exit(main(pathlib.Path(arguments[0]), *([pathlib.Path(a) for a in part] for part in (arguments[1:split], arguments[split + 1 :]))))
