"""Two versions of one pack: ours in the window, and one that another program put on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefing.gui.disk_watch import DiskWatch
from briefing.gui.question_bar import Choice

if TYPE_CHECKING:
    from briefing.gui.files import PackFiles
    from briefing.gui.pack_copies import PackCopies
    from briefing.store.pack import Pack


class PackVersions(QObject):
    """Asks which version stays, and never overwrites one that nobody has read.

    Args:
        files: What opens and saves packs.
        copies: What owns the question bar.
    """

    def __init__(self, files: PackFiles, copies: PackCopies) -> None:
        super().__init__(copies)
        self._files = files
        self._copies = copies
        self._disk = DiskWatch(self)
        self._disk.changed.connect(self._on_changed)
        self._disk.gone.connect(self._on_gone)
        files.unread_found.connect(self._on_unread)

    def watch(self, pack: Pack | None) -> None:
        """Watch the file of a pack, as the pack knows it; None for no pack."""
        if pack is None or pack.path is None:
            self._disk.watch(None)
        else:
            self._disk.watch(pack.path, pack.version)

    def reload(self) -> None:
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

    # ---------------------------------------------------------------- questions

    def _on_changed(self, path: str) -> None:
        from briefing.app.packs import is_a_pack  # noqa: PLC0415  # the store loads on use

        pack, file = self._files.pack, Path(path)
        if pack is None:
            return
        keep = Choice(words=self.tr("Keep mine"), run=self._copies.question.dismiss)
        if not is_a_pack(file):
            words = self.tr(
                "{name} was replaced on disk by something that is no pack. What is open here is "
                "whole; Save asks before it overwrites that."
            )
            self._copies.question.ask(words.format(name=file.name), keep)
            return
        words = self.tr("{name} was changed on disk by another program.")
        if pack.is_modified:
            words = self.tr(
                "{name} was changed on disk by another program. Reloading it gives up what you "
                "have not saved. Keep mine, and Save asks before it overwrites theirs; or receive "
                "theirs and compare in the inbox."
            )
        choices = [Choice(words=self.tr("Reload"), run=self.reload), keep]
        if not pack.is_read_only:
            choices.append(self._receiving())
        self._copies.question.ask(words.format(name=file.name), *choices)

    def _on_gone(self, path: str) -> None:
        words = self.tr("{name} is no longer in its folder. Save writes it there again.")
        self._files.told.emit(words.format(name=Path(path).name))

    def _on_unread(self, path: str) -> None:
        from briefing.app.packs import is_a_pack  # noqa: PLC0415  # the store loads on use

        file = Path(path)
        words = self.tr(
            "{name} on disk is not the version that you opened: another program changed it. "
            "Overwriting keeps a dated copy of theirs."
        )
        choices = [
            Choice(words=self.tr("Save As…"), run=self._files.save_as),
            Choice(words=self.tr("Overwrite"), run=self._files.save_over),
        ]
        if is_a_pack(file):
            choices.insert(0, self._receiving())
        self._copies.question.ask(words.format(name=file.name), *choices, takes_keys=True)

    def _receiving(self) -> Choice:
        return Choice(words=self.tr("Receive theirs"), run=self._receive)

    def _receive(self) -> None:
        """Put what the version on disk changes into the inbox, and go there."""
        pack = self._files.pack
        if pack is not None and pack.path is not None:
            self._files.theirs_wanted.emit(str(pack.path))
