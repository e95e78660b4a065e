"""House rules of the window that a reader of its code would have to remember."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefing.gui

ROOM = Path(briefing.gui.__file__).parent
MODULES = sorted(ROOM.rglob("*.py"))
NOT_BEFORE_FIRST_PAINT = ("apsw", "babel", "docx", "jsonschema", "lxml", "openpyxl", "pypdfium2")

FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from briefing.gui.window import MainWindow
window = MainWindow()
window.show()
window.grab()
print(" ".join(sys.modules))
"""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_signal_is_connected_to_a_lambda(module):
    assert not re.search(r"\.connect\(\s*lambda", module.read_text(encoding="utf-8"))


def test_heavy_rooms_load_after_the_first_paint():
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert [name for name in NOT_BEFORE_FIRST_PAINT if name in loaded] == []
    assert "briefing.store.pack" not in loaded
