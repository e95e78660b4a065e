"""Other states of a pack: one that somebody else edits, what is saved, dated copies, a copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from briefing.gui.disk_watch import DiskWatch
from briefing.gui.question_bar import Choice, QuestionBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.app.backups import Backup
    from briefing.files.locking import HeldElsewhereError
    from briefing.gui.files import PackFiles
    from briefing.store.pack import Pack


class PackCopies(QObject):
    """Opens other states of a pack for one window, and asks which one where there are two.

    Args:
        files: What opens and saves packs.
        window: The window over which questions stand.

    Signals:
        detached(): The open pack became an unsaved copy.
    """

    detached = Signal()

    def __init__(self, files: PackFiles, window: QWidget) -> None:
        super().__init__(files)
        self._files = files
        self._window = window
        self._bar: QuestionBar | None = None
        self._held: tuple[Path, HeldElsewhereError] | None = None
        self._backup: Backup | None = None
        self._refused: Path | None = None
        self._disk = DiskWatch(self)
        files.held.connect(self._on_held)
        files.refused.connect(self._on_refused)
        files.opened.connect(self._on_opened)
        files.closed.connect(self._on_closed)
        files.saved.connect(self._on_saved)
        self._disk.changed.connect(self._on_changed_on_disk)
        self._disk.gone.connect(self._on_gone_from_disk)

    @property
    def question(self) -> QuestionBar:
        """Return where questions stand."""
        if self._bar is None:
            self._bar = QuestionBar(self._window)
        return self._bar

    @property
    def has_file(self) -> bool:
        """Whether the open pack belongs to a file."""
        pack = self._files.pack
        return pack is not None and pack.path is not None

    @property
    def can_restore(self) -> bool:
        """Whether there is a file, open or refused, of which dated copies may be had."""
        return self.has_file or (self._files.pack is None and self._refused is not None)

    @property
    def can_revert(self) -> bool:
        """Whether there are changes that can be given up for what is saved."""
        pack = self._files.pack
        return self.has_file and pack is not None and pack.is_modified

    # ------------------------------------------------------- what commands do

    def revert(self) -> None:
        """Go back to what is saved, after the analyst has decided on what is not."""
        if self.can_revert:
            self._files.guarded(self._reload)

    def duplicate(self) -> None:
        """Make the open pack an unsaved copy; its file stays as it was last saved."""
        pack = self._files.pack
        if pack is None or pack.path is None:
            return
        name = pack.path.name
        self._let_file_go(pack)
        pack.detach()
        self._disk.watch(None)
        self.detached.emit()
        words = self.tr("This is an unsaved copy now. {name} stays as it was last saved.")
        self._files.told.emit(words.format(name=name))

    def choose_backup(self) -> None:
        """List the dated copies of the open pack's file, or of the one that could not be opened.

        The chosen one opens as a copy.
        """
        from briefing.app.backups import backups  # noqa: PLC0415  # the store loads on use
        from briefing.gui.backup_list import BackupList  # noqa: PLC0415  # loads on use

        pack = self._files.pack
        path = self._refused if pack is None else pack.path
        found = backups(path) if path is not None else ()
        if not found:
            words = self.tr(
                "There is no dated copy yet: one is made at the first save of every day."
            )
            self._files.told.emit(words)
            return
        chooser = BackupList(self._window, found)
        chooser.chosen.connect(self.restore)
        chooser.open_at(self._window)

    @Slot(object)
    def restore(self, backup: Backup) -> None:
        """Open a dated copy as an unsaved pack."""
        self._backup = backup
        self._files.guarded(self._begin_restoring)

    def _begin_restoring(self) -> None:
        from briefing.app.backups import restore_backup  # noqa: PLC0415  # the store loads on use

        backup = self._backup
        if backup is not None and self._files.try_opening(lambda: restore_backup(backup)):
            words = self.tr("This is the copy of {day}, not saved yet.")
            self._files.told.emit(words.format(day=backup.day))

    # ------------------------------------------------ a pack that cannot be opened

    def _on_refused(self, path: Path, sentence: str) -> None:
        from briefing.app.backups import backups  # noqa: PLC0415  # the store loads on use

        found = backups(path)
        if not found or self._files.pack is not None:
            self._files.told.emit(sentence)
            return
        self._refused = path
        words = self.tr("{sentence} There is a dated copy of {day}.")
        self.question.ask(
            words.format(sentence=sentence, day=found[0].day),
            Choice(words=self.tr("Restore…"), run=self.choose_backup),
            Choice(words=self.tr("Cancel"), run=self.question.dismiss),
            takes_keys=True,
        )

    # -------------------------------------------------- a pack held elsewhere

    def _on_held(self, path: Path, error: HeldElsewhereError) -> None:
        self._held = (path, error)
        choices = [
            Choice(words=self.tr("Open to read"), run=self._open_to_read),
            Choice(words=self.tr("Work on a copy"), run=self._open_copy),
        ]
        if not error.holder.is_on_this_machine:
            choices.append(Choice(words=self.tr("Take over…"), run=self._ask_to_take_over))
        self.question.ask(str(error), *choices, takes_keys=True)

    def _open_to_read(self) -> None:
        self._files.guarded(self._begin_reading)

    def _open_copy(self) -> None:
        self._files.guarded(self._begin_copy)

    def _begin_reading(self) -> None:
        from briefing.app.packs import open_pack  # noqa: PLC0415  # the store loads on use

        if self._held is not None:
            path = self._held[0]
            self._files.try_opening(lambda: open_pack(path, read_only=True))

    def _begin_copy(self) -> None:
        self._begin_reading()
        pack = self._files.pack
        if pack is not None and pack.is_read_only:
            QTimer.singleShot(0, self._files.save_as)

    def _ask_to_take_over(self) -> None:
        if self._held is None:
            return
        path, error = self._held
        words = self.tr(
            "Take {name} over only if you know that {user} on {host} edits it no more. If they "
            "still do, whoever saves last overwrites the other's work."
        )
        holder = error.holder
        self.question.ask(
            words.format(name=path.name, user=holder.user, host=holder.host),
            Choice(words=self.tr("Cancel"), run=self._leave_it),
            Choice(words=self.tr("Take over"), run=self._take_over),
            takes_keys=True,
        )

    def _leave_it(self) -> None:
        self._held = None

    def _take_over(self) -> None:
        self._files.guarded(self._begin_taking_over)

    def _begin_taking_over(self) -> None:
        from briefing.app import clock  # noqa: PLC0415  # the store loads on use
        from briefing.app.packs import open_pack  # noqa: PLC0415  # the store loads on use
        from briefing.files.locking import FileLock  # noqa: PLC0415  # the store loads on use

        if self._held is None:
            return
        path = self._held[0]

        def taken_over() -> Pack:
            lock = FileLock(path)
            lock.take_over(clock.now())
            lock.release()
            return open_pack(path)

        self._files.try_opening(taken_over, path)

    # ------------------------------------------------------- changed on disk

    def _on_changed_on_disk(self, path: str) -> None:
        pack = self._files.pack
        words = self.tr("{name} was changed on disk by another program.")
        if pack is not None and pack.is_modified:
            words = self.tr(
                "{name} was changed on disk by another program. Reloading it gives up what you "
                "have not saved; keeping yours means that the next save replaces theirs."
            )
        self.question.ask(
            words.format(name=Path(path).name),
            Choice(words=self.tr("Reload"), run=self._reload),
            Choice(words=self.tr("Keep mine"), run=self.question.dismiss),
        )

    def _on_gone_from_disk(self, path: str) -> None:
        words = self.tr("{name} is no longer in its folder. Save writes it there again.")
        self._files.told.emit(words.format(name=Path(path).name))

    def _reload(self) -> None:
        """Open the file of the open pack anew; the lock goes over to what was opened."""
        from briefing.app.packs import open_pack  # noqa: PLC0415  # the store loads on use

        old = self._files.pack
        if old is None or old.path is None:
            return
        path = old.path

        def opened_again() -> Pack:
            pack = open_pack(path, read_only=True)
            pack.lock, old.lock = old.lock, None
            pack.is_read_only = old.is_read_only
            return pack

        self._files.try_opening(opened_again)

    # --------------------------------------------------------------- handlers

    def _on_opened(self, pack: Pack) -> None:
        self._refused = None
        self._disk.watch(pack.path)

    def _on_closed(self) -> None:
        self._disk.watch(None)
        if self._bar is not None:
            self._bar.dismiss()

    def _on_saved(self, path: str) -> None:
        self._disk.watch(Path(path))

    @staticmethod
    def _let_file_go(pack: Pack) -> None:
        if pack.lock is not None:
            pack.lock.release()
        pack.lock, pack.is_read_only = None, False
