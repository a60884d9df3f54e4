"""terminal.py COMMAND...: runs the command with stderr on a terminal and says what it showed there.

`updates N`, `rate ok` if there were at most 15 a second, `erased` if nothing of the line is left at the end, then what stays to be read."""
import os
import pty
import re
import subprocess
import sys
import time

master, slave = pty.openpty()
start = time.monotonic()
process = subprocess.Popen(sys.argv[1:], stderr=slave, stdin=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"})
os.close(slave)
text = b""
while True:
    try:
        piece = os.read(master, 65536)
    except OSError:
        break
    if not piece:
        break
    text += piece
status = process.wait()
seconds = time.monotonic() - start
text = text.decode().replace("\r\n", "\n")
updates = re.findall(r"\r([^\r\n\x1b]+)\x1b\[K", text)
erasures = text.count("\r\x1b[K")
print("updates", len(updates), "of", *sorted({re.sub(r"\d+", "N", update.split(" ")[0]) for update in updates}))
print("rate ok" if len(updates) <= 15 * seconds + 1 else f"{len(updates)} updates in {seconds} s")
# A carriage return starts the line anew, and what follows here always clears the rest of it.
screen = "\n".join(line.rsplit("\r", 1)[-1].replace("\x1b[K", "") for line in text.split("\n"))
print("erased" if bool(updates) == bool(erasures) and (not screen or screen.endswith("\n")) else f"left: {screen!r}")
print(screen, end="")
sys.exit(status)
