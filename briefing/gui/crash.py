"""What happens on a bug: the log gets the traceback, the analyst a sentence and a way on."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing.app.folders import log_file
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from types import TracebackType

_LOG = logging.getLogger("briefing")


def start_logging() -> None:
    """Have warnings and errors written to the log, half a megabyte at most."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415  # after the first paint

    handler = RotatingFileHandler(
        log_file(), maxBytes=256_000, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.WARNING)


class CrashGuard(QObject):
    """Catches what nobody caught.

    Signals:
        refused(sentence): A sentence for the analyst that nobody showed yet.
    """

    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: QMessageBox | None = None  # a box without parent lives as long as its name

    def install(self) -> None:
        """Take over from Python's own way to end."""
        sys.excepthook = self.catch

    def uninstall(self) -> None:
        """Give Python its own way back."""
        sys.excepthook = sys.__excepthook__

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error and show it; the pack's working copy is safe whatever happened."""
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        elif isinstance(error, BriefingError):
            self.refused.emit(str(error))
        else:
            _LOG.error("Uncaught error", exc_info=(kind, error, trace))
            self._shown = show_crash(error)

    def catch_error(self, error: Exception) -> None:
        """Show what a job could not handle; it is in the log already."""
        self.catch(type(error), error, error.__traceback__)


def show_crash(error: BaseException) -> QMessageBox:
    """Show the crash dialog without blocking and return it; the traceback can be copied."""
    box = QMessageBox(QApplication.activeWindow())
    box.setObjectName("crash")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_tr("Something went wrong"))
    box.setText(_tr("Briefing met an error of its own. Your pack is safe: go on, or save it now."))
    place = _tr("Please send us the details. They are also in the log: {file}")
    box.setInformativeText(place.format(file=log_file()))
    box.setDetailedText("".join(traceback.format_exception(error)))
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("Crash", text)
