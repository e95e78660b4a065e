"""Where working copies lie, and closing so that none stays: for a machine that is not one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from briefing.errors import BriefingError
from briefing.gui.question_bar import Choice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.app.leaving import Remains
    from briefing.gui.files import PackFiles


class Leaving(QObject):
    """Empties the working folders, and lets their place be chosen.

    Args:
        files: What has the open pack.
        window: The window that its dialog belongs to.
    """

    def __init__(self, files: PackFiles, window: QWidget) -> None:
        super().__init__(files)
        self._files = files
        self._window = window
        self._shown: Remains | None = None

    def ask(self) -> None:
        """Say what would be removed from this machine, and do it when the analyst agrees."""
        from briefing.app.leaving import remains  # noqa: PLC0415  # the store loads on use

        self._shown = remains(self._path)
        self._files.copies.question.ask(
            self._words(self._shown),
            Choice(words=self.tr("Cancel"), run=self._files.copies.question.dismiss),
            Choice(words=self.tr("Close and Remove"), run=self._on_agreed),
            takes_keys=True,
        )

    @property
    def _path(self) -> Path | None:
        return None if self._files.pack is None else self._files.pack.path

    def _words(self, shown: Remains) -> str:
        said = [self.tr("Remove what Briefing keeps on this machine for good?")]
        if self._files.pack is not None:
            said.append(self.tr("This pack is closed; its saved file stays, its undo history not."))
        if shown.copies:
            said.append(self.tr("Its dated copies are removed."))
        if shown.unsaved:
            words = self.tr("Unsaved work that was left behind is lost: {titles}.")
            titles = (getattr(item, "title", item.folder.name) for item in shown.unsaved)
            said.append(words.format(titles=", ".join(f"“{title}”" for title in titles)))
        if shown.discarded:
            words = self.tr("Discarded work can no longer be brought back: {count}.")
            said.append(words.format(count=len(shown.discarded)))
        return " ".join(said)

    @Slot()
    def _on_agreed(self) -> None:
        self._files.guarded(self._leave)

    def _leave(self) -> None:
        from briefing.app.leaving import leave_nothing  # noqa: PLC0415  # the store loads on use

        shown, path = self._shown, self._path
        if shown is None:
            return
        self._files.forget()
        kept = leave_nothing(path, shown)
        self._files.recovering.look()
        if kept:
            words = self.tr("This could not be removed: {names}.")
            self._files.told.emit(words.format(names=", ".join(map(str, kept))))
        else:
            self._files.told.emit(self.tr("Nothing of it is left on this machine but saved files."))

    def choose_place(self) -> None:
        """Ask for the folder that shall have the working copies of packs opened from now on."""
        from briefing.app.folders import place_of_work  # noqa: PLC0415  # loads on use

        dialog = QFileDialog(self._window, self.tr("A Folder for Working Copies"))
        dialog.setObjectName("file.working_place.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(str(place_of_work()))
        dialog.fileSelected.connect(self._on_place_chosen)
        dialog.open()

    @Slot(str)
    def _on_place_chosen(self, chosen: str) -> None:
        from briefing.app.folders import state_folder  # noqa: PLC0415  # loads on use
        from briefing.app.working_copies import choose_place  # noqa: PLC0415  # loads on use

        folder = Path(chosen)
        try:
            place = choose_place(None if folder == state_folder() else folder)
        except BriefingError as error:
            self._files.told.emit(str(error))
            return
        words = self.tr(
            "Packs opened from now on have their working copies in {folder}; what is open stays "
            "where it is until it is closed."
        )
        self._files.told.emit(words.format(folder=place))
