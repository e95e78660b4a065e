"""Other states of a pack: one that somebody else edits, what is saved, dated copies, a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from briefing.gui.heartbeat import Heartbeat
from briefing.gui.pack_versions import PackVersions
from briefing.gui.question_bar import Choice, QuestionBar
from briefing.gui.words import said

if TYPE_CHECKING:
    from pathlib import Path

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
        self.versions = PackVersions(files, self)
        self._heartbeat = Heartbeat(self)
        self._heartbeat.lost.connect(files.told)
        files.held.connect(self._on_held)
        files.refused.connect(self._on_refused)
        files.opened.connect(self._on_opened)
        files.closed.connect(self._on_closed)
        files.saved.connect(self._on_saved)

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
            self._files.guarded(self.versions.reload)

    def duplicate(self) -> None:
        """Make the open pack an unsaved copy; its file stays as it was last saved."""
        pack = self._files.pack
        if pack is None or pack.path is None:
            return
        name = pack.path.name
        self._let_file_go(pack)
        pack.detach()
        self.versions.watch(None)
        self._heartbeat.follow(None)
        self.detached.emit()
        words = self.tr("This is an unsaved copy now. {name} stays as it was last saved.")
        self._files.told.emit(words.format(name=name))

    def choose_backup(self) -> None:
        """List the dated copies of the open pack's file, or of the one that could not be opened."""
        pack = self._files.pack
        self.choose_backup_of(self._refused if pack is None else pack.path)

    def choose_backup_of(self, path: Path | None) -> None:
        """List the dated copies of a file; the chosen one opens as an unsaved pack."""
        from briefing.app.backups import backups  # noqa: PLC0415  # the store loads on use
        from briefing.gui.backup_list import BackupList  # noqa: PLC0415  # loads on use

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

    # -------------------------------------------------- a pack held elsewhere

    def _on_held(self, path: Path, error: HeldElsewhereError) -> None:
        from briefing.app import clock  # noqa: PLC0415  # the store loads on use

        self._held = (path, error)
        choices = [
            Choice(words=self.tr("Open to read"), run=self._open_to_read),
            Choice(words=self.tr("Work on a copy"), run=self._open_copy),
        ]
        sentence = str(error)
        if not error.holder.is_on_this_machine:
            if error.holder.is_silent(clock.now()):
                choices.append(Choice(words=self.tr("Take over…"), run=self._ask_to_take_over))
                words = self.tr("Nothing was heard of them since {when}.")
                sentence += " " + words.format(when=said(error.holder.last_heard))
            else:
                sentence += " " + self.tr(
                    "Taking it over is offered after ten minutes without a sign of life."
                )
        self.question.ask(sentence, *choices, takes_keys=True)

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

    # --------------------------------------------------------------- handlers

    def _on_refused(self, path: Path) -> None:
        self._refused = path

    def _on_opened(self, pack: Pack) -> None:
        self._refused = None
        self.versions.watch(pack)
        self._heartbeat.follow(pack)

    def _on_closed(self) -> None:
        self.versions.watch(None)
        self._heartbeat.follow(None)
        if self._bar is not None:
            self._bar.dismiss()

    def _on_saved(self, _path: str) -> None:
        self.versions.watch(self._files.pack)
        self._heartbeat.follow(self._files.pack)

    @staticmethod
    def _let_file_go(pack: Pack) -> None:
        if pack.lock is not None:
            pack.lock.release()
        pack.lock, pack.is_read_only = None, False
