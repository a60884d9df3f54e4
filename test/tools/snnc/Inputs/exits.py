"""exits.py STATUS COMMAND...: runs the command; succeeds if it ends with this status and, where that is 2, leaves stdout empty."""
import subprocess
import sys

done = subprocess.run(sys.argv[2:], stdout=subprocess.PIPE, text=True)
sys.stdout.write(done.stdout)
if done.returncode != int(sys.argv[1]):
    sys.exit(f"exit status {done.returncode}, expected {sys.argv[1]}")
if done.returncode == 2 and done.stdout and "--json" not in sys.argv:
    sys.exit("wrong usage, and something on stdout")
