"""The desktop app: the only room that knows Qt."""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str]) -> int:
    """Run the desktop app until its window is closed.

    Args:
        argv: What stood on the command line after the program's name: at most one pack.

    Returns:
        The exit code.
    """
    from PySide6.QtCore import QThreadPool  # noqa: PLC0415  # importing this package is free
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # importing this package is free

    from briefing.gui.window import MainWindow  # noqa: PLC0415  # importing this package is free

    app = QApplication([sys.argv[0], *argv])
    app.setApplicationName("briefing")
    app.setApplicationDisplayName("Briefing")
    app.setDesktopFileName("briefing")
    window = MainWindow(at_once=False)
    window.first_pack = Path(argv[0]) if argv else None
    window.show()
    try:
        return app.exec()
    finally:
        window.leave()
        QThreadPool.globalInstance().waitForDone()
