#!/usr/bin/env python3
"""status=N status.py COMMAND...: success if the command ends with exactly this status."""
import os
import subprocess
import sys

found = subprocess.run(sys.argv[1:]).returncode
if found != int(os.environ["status"]):
    sys.exit(f"status {found}, expected {os.environ['status']}")
