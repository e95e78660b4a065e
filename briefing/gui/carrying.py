"""A new pack from an old one in the window: what is carried is shown, then a title makes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from briefing.gui.jobs import Job

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.app.snapshots import Snapshot
    from briefing.gui.files import PackFiles


class Carrying(QObject):
    """Begins new packs with what still stands in old ones.

    Args:
        files: What opens packs.
        window: The window that its dialog belongs to.

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
        self._job: Job | None = None
        self._plan: Snapshot | None = None
        self._title = ""

    def choose(self) -> None:
        """Ask for the old pack."""
        dialog = QFileDialog(self._window, self.tr("New from an Old Pack"))
        dialog.setObjectName("file.new_from.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Briefing packs (*.briefpack)"))
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        from briefing.app.carrying import plan_new  # noqa: PLC0415  # the store loads on use

        old = Path(path)
        if self._job is not None:
            return
        self._job = Job(
            self.tr("Reading {name}…").format(name=old.name), lambda _: (plan_new(old), old)
        )
        self._job.ended.connect(self._on_ended)
        self._job.finished.connect(self._on_planned)
        self._job.refused.connect(self._files.told)
        self._job.crashed.connect(self.crashed)
        self.job_started.emit(self._job)
        self._job.start()

    def _on_planned(self, found: tuple[Snapshot, Path]) -> None:
        from briefing.gui.carry_sheet import CarrySheet  # noqa: PLC0415  # loads on use

        self._plan, old = found
        sheet = CarrySheet(self._plan, old)
        sheet.title_given.connect(self._on_title_given)
        self.sheet_made.emit(sheet)
        sheet.focus_title()

    def _on_title_given(self, title: str) -> None:
        self._title = title
        self._files.guarded(self._begin)

    def _begin(self) -> None:
        from briefing.app.carrying import begin  # noqa: PLC0415  # the store loads on use

        plan = self._plan
        if plan is not None:
            self._files.try_opening(lambda: begin(plan, self._title))

    def _on_ended(self) -> None:
        self._job = None
