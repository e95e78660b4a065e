"""The dated copies of a pack's file as a quick list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from typing_extensions import override

from briefing.gui.palette import Entry, QuickList
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.app.backups import Backup


class BackupList(QuickList):
    """The dated copies, the newest first; choosing one announces it.

    Args:
        parent: The window.
        backups: The copies.

    Signals:
        chosen(backup): It should be opened.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, backups: tuple[Backup, ...]) -> None:
        super().__init__(
            parent, "backup_list", self.tr("Restore a dated copy"), self.tr("Type part of a date")
        )
        self._backups = backups

    @override
    def entries(self, text: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                title=_title(backup),
                detail=QLocale().formattedDataSize(backup.path.stat().st_size),
                icon=theme().icon("restore"),
                target=backup,
            )
            for backup in self._backups
            if backup.path.exists() and text.strip().casefold() in _title(backup).casefold()
        )

    @override
    def go(self, target: Backup) -> None:
        self.chosen.emit(target)


def _title(backup: Backup) -> str:
    day = date.fromisoformat(backup.day)
    time = f" {backup.time}" if backup.time else ""
    title = f"{backup.day}{time} · {QLocale().dayName(day.isoweekday())}"
    if backup.version is None:
        return title
    return f"{title} · {QCoreApplication.translate('BackupList', 'written by an older version')}"
