"""What a pack's place or state asks of the analyst: read only, or copied in conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from briefing.gui.question_bar import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.gui.files import PackFiles
    from briefing.store.pack import Pack


class PackTroubles(QObject):
    """Says what is the matter with a pack that is opened, and offers what can be done.

    Args:
        files: What opens and saves packs.

    Signals:
        receive_asked(path): Another pack should be received into the open one.
    """

    receive_asked = Signal(object)

    def __init__(self, files: PackFiles) -> None:
        super().__init__(files)
        self._files = files
        files.opened.connect(self._on_opened)

    def _on_opened(self, pack: Pack) -> None:
        from briefing.app.conflicts import conflict_copies  # noqa: PLC0415  # loads on use

        if pack.why_read_only:
            words = self.tr("Open to read only: {why}. Save a copy elsewhere to work on it.")
            self._files.told.emit(words.format(why=pack.why_read_only))
        copies = conflict_copies(pack.path) if pack.path is not None else ()
        if copies:
            self._ask_about(copies)

    def _ask_about(self, copies: tuple[Path, ...]) -> None:
        first, *others = copies
        words = self.tr(
            "Beside this pack lies “{name}”: a program that keeps folders in step made it when two "
            "people saved at once. It was not opened. Receive it to see what it has that this one "
            "has not; then delete it."
        )
        if others:
            words = self.tr(
                "Beside this pack lie {count} copies such as “{name}”: a program that keeps "
                "folders in step made them when two people saved at once. None was opened. Receive "
                "them one by one to see what they have that this one has not; then delete them."
            )
        self._files.copies.question.ask(
            words.format(name=first.name, count=len(copies)),
            Choice(words=self.tr("Receive…"), run=lambda: self.receive_asked.emit(first)),
            Choice(words=self.tr("Not now"), run=self._files.copies.question.dismiss),
        )
