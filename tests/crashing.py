"""A child process that edits a pack and is killed (SIGKILL) when its edits are acknowledged."""

from __future__ import annotations

import subprocess
import sys

CHILD = """
import sys, time
from pathlib import Path
from briefing.app import packs
from briefing.app.editing import change_cover
title, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
pack = packs.open_pack(Path(path)) if path else packs.create_pack("Summit")
for number in range(count - 1):
    change_cover(pack, "Change Subtitle", subtitle=str(number))
change_cover(pack, "Change Title", title=title)
print(pack._folder, flush=True)
time.sleep(600)
"""


def killed(title, path="", count=1):
    """Have a process edit a pack and kill it; return the folder of its working copy."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, title, str(path), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )
    folder = child.stdout.readline().strip()
    child.kill()
    child.communicate()
    return folder
