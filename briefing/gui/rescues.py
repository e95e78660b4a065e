"""A damaged pack in the window: what can be read is rescued, the newest good copy beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from briefing.gui.jobs import Job
from briefing.gui.question_bar import Choice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.app.backups import Backup
    from briefing.app.rescuing import Fallback, RescueReport
    from briefing.errors import DamagedPackError
    from briefing.gui.files import PackFiles


class Rescues(QObject):
    """Offers to rescue a pack that cannot be opened.

    Args:
        files: What opens packs.
        window: The window over which questions stand.

    Signals:
        sheet_made(sheet): It should be shown.
        job_started(job): Long work began.
        crashed(error): A job met a bug.
    """

    sheet_made = Signal(object)
    job_started = Signal(object)
    crashed = Signal(object)

    def __init__(self, files: PackFiles, window: QWidget) -> None:
        super().__init__(window)
        self._files = files
        self._window = window
        self._damaged: Path | None = None
        self._copy: Backup | None = None
        self._job: Job | None = None
        files.damaged.connect(self._on_damaged)

    def choose(self) -> None:
        """Ask for a damaged pack and rescue it."""
        dialog = QFileDialog(self._window, self.tr("Rescue a Damaged Pack"))
        dialog.setObjectName("file.rescue.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Briefing packs (*.briefpack)"))
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self._damaged = Path(path)
        self.rescue()

    def _on_damaged(self, error: DamagedPackError) -> None:
        from briefing.app.backups import backups  # noqa: PLC0415  # the store loads on use
        from briefing.app.rescuing import fallback  # noqa: PLC0415  # the store loads on use

        self._damaged = error.path
        good = fallback(error.path)
        self._copy = good.backup if good is not None else None
        choices = [Choice(words=self.tr("Rescue what can be read"), run=self.rescue)]
        if good is not None:
            words = self.tr("Open the copy of {day}").format(day=good.backup.day)
            choices.append(Choice(words=words, run=self._open_copy))
        if backups(error.path):
            choices.append(Choice(words=self.tr("Restore…"), run=self._choose_copy))
        self._files.copies.question.ask(str(error), *choices, takes_keys=True)

    def rescue(self) -> None:
        """Rescue the damaged pack beside the window's own work; its file is not touched."""
        from briefing.app.rescuing import (  # noqa: PLC0415  # the store loads on use
            fallback,
            rescue_pack,
            rescued_name,
        )

        damaged = self._damaged
        if damaged is None or self._job is not None:
            return
        self._files.copies.question.dismiss()
        self._job = Job(
            self.tr("Rescuing {name}…").format(name=damaged.name),
            lambda _: (damaged, rescue_pack(damaged, rescued_name(damaged)), fallback(damaged)),
        )
        self._job.ended.connect(self._on_ended)
        self._job.finished.connect(self._on_rescued)
        self._job.refused.connect(self._files.told)
        self._job.crashed.connect(self.crashed)
        self.job_started.emit(self._job)
        self._job.start()

    def _on_rescued(self, found: tuple[Path, RescueReport, Fallback | None]) -> None:
        from briefing.gui.rescue_sheet import RescueSheet  # noqa: PLC0415  # loads on use

        sheet = RescueSheet(*found)
        sheet.rescued_asked.connect(self._files.open_path)
        sheet.copy_asked.connect(self._files.copies.restore)
        self.sheet_made.emit(sheet)
        sheet.focus_first()

    def _open_copy(self) -> None:
        if self._copy is not None:
            self._files.copies.restore(self._copy)

    def _choose_copy(self) -> None:
        self._files.copies.choose_backup_of(self._damaged)

    def _on_ended(self) -> None:
        self._job = None
