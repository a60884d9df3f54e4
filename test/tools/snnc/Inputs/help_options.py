"""help_options.py OPTIONS.td: compares the options of each command's help with the table they come from, and runs its examples without their files (those of info mostly need none)."""
import re
import subprocess
import sys

table = open(sys.argv[1]).read()
lists = {name: re.findall(r"\w+Option", body) for name, body in re.findall(r"defvar (\w+) = \[(.*?)\];", table)}
takes = {}
for name, commands in re.findall(r'(?m)^def\w* \w+ : (?:Value|Flag)<(?:\["--"\], )?"([\w-]+)".*?(\w+|\[[^\]]*\])>;$', table):
    takes["--" + name] = lists.get(commands, re.findall(r"\w+Option", commands))
takes["-o"] = ["RunOption", "CompileOption"]

bad = 0
for command in ("check", "run", "compile", "diff", "info"):
    text = subprocess.run(["snnc", command, "--help"], capture_output=True, text=True, check=True).stdout
    shown = set(re.findall(r"(?m)^  (--?[\w-]+)", text.split("OPTIONS:")[1].split("\n\n")[0]))
    wanted = {name for name, commands in takes.items() if command.capitalize() + "Option" in commands}
    examples = re.findall(r"(?m)^  (snnc .*?)(?:    .*)?$", text.split("EXAMPLES:")[1].split("EXIT STATUS")[0])
    for difference in shown ^ wanted:
        bad += 1
        print(f"{command}: {difference} is {'in' if difference in shown else 'missing from'} the help")
    for example in examples:
        done = subprocess.run(example.split(), capture_output=True, text=True)
        without_file = command == "info" and "--target-file" not in example
        if done.returncode != (0 if without_file else 2) or ("No such file or directory" in done.stderr) == without_file:
            bad += 1
            print(f"{command}: {example}: {done.stderr}")
    for line in text.splitlines():
        if len(line) > 200:
            bad += 1
            print(f"{command}: a line of {len(line)} characters")
    print(f"{command}: {len(shown)} options, {len(examples)} examples")
sys.exit(bad > 0)
