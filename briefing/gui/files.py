"""Packs as files in the window: new, open, save, close, and the guard before anything is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from briefing.app.settings import remember_recent
from briefing.errors import BriefingError, DamagedPackError
from briefing.gui.leaving import Leaving
from briefing.gui.pack_copies import PackCopies
from briefing.gui.pack_troubles import PackTroubles
from briefing.gui.recovering import Recovering

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.store.pack import Pack

_SUFFIX = ".briefpack"


class PackFiles(QObject):
    """Opens, saves and closes packs for one window, and asks before anything is lost.

    Args:
        window: The window that its dialogs belong to.

    Signals:
        opened(pack): A pack is open; the window shows it.
        closed(): The pack may go; the window shows the start page.
        may_quit(): Nothing would be lost by closing the window.
        saved(path): The pack was written.
        new_asked(): The start page should ask for a title.
        told(sentence): Something that the analyst should know.
        held(path, error): Somebody else edits the pack that was to be opened.
        refused(path): A file cannot be opened; dated copies of it may be had.
        damaged(error): The pack that was to be opened is damaged.
        unread_found(path): The file has a version that was not read, and was not overwritten.
        theirs_wanted(path): What this version of the open pack changes belongs into the inbox.
    """

    opened = Signal(object)
    closed = Signal()
    may_quit = Signal()
    saved = Signal(str)
    new_asked = Signal()
    told = Signal(str)
    held = Signal(object, object)
    refused = Signal(object)
    damaged = Signal(object)
    unread_found = Signal(str)
    theirs_wanted = Signal(str)
    copies: PackCopies
    recovering: Recovering
    leaving: Leaving
    troubles: PackTroubles

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pack: Pack | None = None
        self._next: Callable[[], object] | None = None
        self._path: Path | None = None
        self.copies = PackCopies(self, window)
        self.troubles = PackTroubles(self)
        self.recovering = Recovering(self)
        self.leaving = Leaving(self, window)

    @property
    def pack(self) -> Pack | None:
        """Return the open pack, or None."""
        return self._pack

    def start_new(self) -> None:
        """Go to the start page and ask for a title there."""
        self.guarded(self._begin_new)

    def create(self, title: str) -> None:
        """Make a new pack with a title."""
        from briefing.app.packs import create_pack  # noqa: PLC0415  # the store loads on use

        self.try_opening(lambda: create_pack(title))

    def open_sample(self) -> None:
        """Open an unsaved copy of the sample."""
        self.guarded(self._begin_sample)

    def choose_and_open(self) -> None:
        """Ask for a pack and open it."""
        dialog = QFileDialog(self._window, self.tr("Open a Pack"))
        dialog.setObjectName("file.open.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Briefing packs (*.briefpack)"))
        dialog.fileSelected.connect(self._on_open_chosen)
        dialog.open()

    def open_path(self, path: Path) -> None:
        """Open a saved pack."""
        self._path = path
        self.guarded(self._begin_path)

    def save(self) -> bool:
        """Save the pack; one that was never saved, or is only read, asks for a name.

        Returns:
            Whether it is saved now.
        """
        self._next = None
        return self._save()

    def save_over(self) -> None:
        """Save over a version of the file that was not read; a dated copy of it is kept."""
        from briefing.app.packs import save_over  # noqa: PLC0415  # the store loads on use

        pack = self._pack
        if pack is None:
            return
        kept = self._written(lambda: save_over(pack).path)
        if kept is not None:
            words = self.tr("Saved. The other version is kept: {path}")
            self.told.emit(words.format(path=kept))
            self._go_on()
        else:
            self._next = None

    def _save(self) -> bool:
        pack = self._pack
        if pack is not None and pack.path is not None and not pack.is_read_only:
            return self._write(None)
        self._ask_where()
        return False

    def save_as(self) -> None:
        """Ask for a name and save the pack there."""
        self._ask_where()

    def _ask_where(self) -> None:
        if self._pack is None:
            return
        dialog = QFileDialog(self._window, self.tr("Save the Pack"))
        dialog.setObjectName("file.save_as.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Briefing packs (*.briefpack)"))
        dialog.setDefaultSuffix(_SUFFIX.removeprefix("."))
        title = "".join(c if c.isalnum() or c in " -_" else "-" for c in self._title())
        dialog.selectFile(title.strip("- ") + _SUFFIX)
        dialog.fileSelected.connect(self._on_save_chosen)
        dialog.rejected.connect(self._on_save_cancelled)
        dialog.open()

    def close_pack(self) -> None:
        """Close the pack and go to the start page."""
        self.guarded(self._begin_close)

    def ask_to_quit(self) -> None:
        """Announce `may_quit` at once or after the analyst has decided."""
        self.guarded(self.may_quit.emit)

    def forget(self) -> None:
        """Let the pack go without asking."""
        self._leave()

    @property
    def is_safe(self) -> bool:
        """Whether nothing would be lost by closing: saved, or new and untouched."""
        pack = self._pack
        if pack is None or not pack.is_modified:
            return True
        return pack.path is None and pack.is_untouched

    # -------------------------------------------------------------- guarding

    def guarded(self, action: Callable[[], object]) -> None:
        """Do something that replaces the open pack, at once or after the analyst has decided."""
        self._next = action
        if self.is_safe:
            self._go_on()
            return
        box = QMessageBox(self._window)
        box.setObjectName("close_guard")
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Save the pack?"))
        box.setText(
            self.tr("“{title}” has changes that are not saved.").format(title=self._title())
        )
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        box.setEscapeButton(buttons.Cancel)
        box.finished.connect(self._on_decided)
        box.open()

    @Slot(int)
    def _on_decided(self, answer: int) -> None:
        if answer == QMessageBox.StandardButton.Discard:
            self._go_on()
        elif answer == QMessageBox.StandardButton.Save:
            if self._save():
                self._go_on()
        else:
            self._next = None

    def _go_on(self) -> None:
        action, self._next = self._next, None
        if action is not None:
            action()

    def _title(self) -> str:
        return self._pack.content.cover.title if self._pack is not None else ""

    # --------------------------------------------------------------- opening

    def _begin_new(self) -> None:
        self._leave()
        self.new_asked.emit()

    def _begin_close(self) -> None:
        self._leave()

    def _begin_sample(self) -> None:
        from briefing.app.sample import sample_pack  # noqa: PLC0415  # the store loads on use

        self.try_opening(sample_pack)

    def _begin_path(self) -> None:
        from briefing.app.packs import open_pack  # noqa: PLC0415  # the store loads on use

        path = self._path
        if path is None:
            return
        if self._is_open(path):
            self.told.emit(self.tr("{name} is open in this window.").format(name=path.name))
        elif self.try_opening(lambda: open_pack(path), path):
            remember_recent(path)

    def _is_open(self, path: Path) -> bool:
        mine = self._pack.path if self._pack is not None else None
        return mine is not None and mine.resolve() == path.resolve()

    def try_opening(self, opener: Callable[[], Pack], path: Path | None = None) -> bool:
        """Show what was opened; the reason why it cannot be is told.

        Args:
            opener: Opens it.
            path: The file that is opened, of which another state may be had where it cannot be.

        Returns:
            Whether it is shown now.
        """
        from briefing.files.locking import HeldElsewhereError  # noqa: PLC0415  # loads on use

        try:
            pack = opener()
        except BriefingError as error:
            if path is not None and isinstance(error, HeldElsewhereError):
                self.held.emit(path, error)
                return False
            if path is not None:
                self.refused.emit(path)
            if isinstance(error, DamagedPackError):
                self.damaged.emit(error)
            else:
                self.told.emit(str(error))
            return False
        self.show(pack)
        return True

    def show(self, pack: Pack) -> None:
        """Show a pack that is open already, in place of the one before."""
        self._leave()
        self._pack = pack
        self.opened.emit(pack)
        if pack.migrated_from is not None:
            self._tell_migrated(pack)

    def _tell_migrated(self, pack: Pack) -> None:
        if pack.was_edited:
            words = self.tr(
                "This was begun with an older version of Briefing: it is all here, but what was "
                "done before cannot be undone any more."
            )
            self.told.emit(words)
        elif pack.path is not None:
            words = self.tr(
                "{name} was written by an older version of Briefing. Saving brings it to the new "
                "form; a copy of the old one is kept."
            )
            self.told.emit(words.format(name=pack.path.name))

    def _leave(self) -> None:
        if self._pack is not None:
            self._pack = None
            self.closed.emit()

    # ---------------------------------------------------------------- saving

    def _write(self, path: Path | None) -> bool:
        from briefing.app.packs import save_pack  # noqa: PLC0415  # the store loads on use

        pack = self._pack
        return pack is not None and self._written(lambda: save_pack(pack, path)) is not None

    def _written(self, save: Callable[[], Path]) -> Path | None:
        """Save in one way or another and tell what became of it; None where it was not saved."""
        from briefing.files.versions import ChangedOnDiskError  # noqa: PLC0415  # loads on use

        try:
            result = save()
        except ChangedOnDiskError as error:
            self.unread_found.emit(str(error.path))
            return None
        except BriefingError as error:
            self.told.emit(str(error))
            return None
        if self._pack is not None and self._pack.path is not None:
            remember_recent(self._pack.path)
            self.saved.emit(str(self._pack.path))
        return result

    @Slot(str)
    def _on_open_chosen(self, path: str) -> None:
        self._path = Path(path)
        QTimer.singleShot(0, self._on_open_later)

    @Slot()
    def _on_open_later(self) -> None:
        if self._path is not None:
            self.open_path(self._path)

    @Slot(str)
    def _on_save_chosen(self, path: str) -> None:
        if self._pack is not None and self._pack.is_read_only and self._is_open(Path(path)):
            words = self.tr("{name} is open to read only: choose another name or folder.")
            self.told.emit(words.format(name=Path(path).name))
            self._next = None
        elif self._write(Path(path)):
            self._go_on()
        else:
            self._next = None

    @Slot()
    def _on_save_cancelled(self) -> None:
        self._next = None
