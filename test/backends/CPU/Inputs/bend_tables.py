"""bend_tables.py FROM TO [NUMBERS]: the program with every table (of so many numbers) moved to where the floating-point weights start."""
import re
import sys

text = open(sys.argv[1]).read()
numbers = sys.argv[3] if len(sys.argv) > 3 else r"\d+"
bent, count = re.subn(rf"(kernel\.weights at\()\d+(\) : !kernel\.array<{numbers}xi(?:16|32)>)", r"\g<1>0\2", text)
assert count, "no tables"
open(sys.argv[2], "w").write(bent)
