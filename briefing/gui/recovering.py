"""Work that was not saved when the program ended: offered, taken up, discarded, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from briefing.errors import BriefingError
from briefing.gui.question_bar import Choice
from briefing.gui.words import said

if TYPE_CHECKING:
    from briefing.app.recovery import LeftBehind, Unreadable
    from briefing.gui.files import PackFiles
    from briefing.store.pack import Pack


class Recovering(QObject):
    """What was left behind, and what can be done with it.

    Args:
        files: What shows packs.

    Signals:
        changed(): Other work is on offer, or none any more.
        offered(sentence): There is work that was not saved.
        discarded(sentence): Some was discarded; it can be brought back.
    """

    changed = Signal()
    offered = Signal(str)
    discarded = Signal(str)

    def __init__(self, files: PackFiles) -> None:
        super().__init__(files)
        self._files = files
        self._chosen: LeftBehind | Unreadable | None = None
        self.items: tuple[LeftBehind | Unreadable, ...] = ()
        self.can_bring_back: bool = False

    @property
    def readable(self) -> tuple[LeftBehind, ...]:
        """Return what can be taken up, the newest first."""
        if not self.items:
            return ()
        from briefing.app.recovery import LeftBehind  # noqa: PLC0415  # the store loads on use

        return tuple(item for item in self.items if isinstance(item, LeftBehind))

    def look(self) -> None:
        """Look for work that was not saved, and tell of it."""
        self._refresh()
        if self.readable:
            newest = self.readable[0]
            words = self.tr("“{title}” was not saved when the program ended on {when}.")
            more = len(self.items) - 1
            if more:
                words += " " + self.tr("The start page lists {count} more.")
            self.offered.emit(words.format(title=newest.title, when=said(newest.when), count=more))
        elif self.items:
            self.offered.emit(self.tr("Unsaved work was found that cannot be read."))

    def _refresh(self) -> None:
        from briefing.app import recovery  # noqa: PLC0415  # the store loads on use

        self.items = recovery.found()
        self.can_bring_back = bool(recovery.discarded())
        self.changed.emit()

    def take_up_newest(self) -> None:
        """Open the newest work, with its undo history."""
        if self.readable:
            self.take_up(self.readable[0])

    def take_up(self, item: LeftBehind) -> None:
        """Open a work, with its undo history."""
        self._chosen = item
        self._files.guarded(self._begin)

    def _begin(self) -> None:
        from briefing.app.recovery import LeftBehind, take_up  # noqa: PLC0415  # loads on use
        from briefing.files.locking import HeldElsewhereError  # noqa: PLC0415  # loads on use

        item = self._chosen
        if not isinstance(item, LeftBehind):
            return
        notes: list[str] = []

        def taken_up() -> Pack:
            try:
                return take_up(item)
            except HeldElsewhereError as error:
                words = self.tr("{name} is being edited by {user}: this is an unsaved copy.")
                name = item.path.name if item.path is not None else item.title
                notes.append(words.format(name=name, user=error.holder.user))
                return take_up(item, as_copy=True)

        self._files.try_opening(taken_up)
        self._refresh()
        for note in notes:
            self._files.told.emit(note)

    def discard(self, item: LeftBehind | Unreadable) -> None:
        """Lay a work aside; it can be brought back for some days."""
        self._discard((item,))

    def ask_to_discard_all(self) -> None:
        """Discard everything that is on offer, after the analyst has said so."""
        words = self.tr("Discard all {count} unsaved works? They can be brought back for a week.")
        self._files.copies.question.ask(
            words.format(count=len(self.items)),
            Choice(words=self.tr("Cancel"), run=self._leave),
            Choice(words=self.tr("Discard all"), run=self._discard_all),
            takes_keys=True,
        )

    def _leave(self) -> None:
        self._chosen = None

    def _discard_all(self) -> None:
        self._discard(self.items)

    def _discard(self, items: tuple[LeftBehind | Unreadable, ...]) -> None:
        from briefing.app import recovery  # noqa: PLC0415  # the store loads on use

        count = 0
        for item in items:
            try:
                recovery.discard(item)
                count += 1
            except BriefingError as error:
                self._files.told.emit(str(error))
        self._refresh()
        if count:
            words = self.tr("Discarded: {count}. It can be brought back for a week.")
            self.discarded.emit(words.format(count=count))

    def bring_back(self) -> None:
        """Offer again what was discarded last."""
        from briefing.app import recovery  # noqa: PLC0415  # the store loads on use

        for folder in recovery.discarded()[:1]:
            recovery.bring_back(folder)
        self._refresh()

    def rescue(self, item: Unreadable) -> None:
        """Open what can be read of a damaged work as an unsaved pack."""
        self._chosen = item
        self._files.guarded(self._begin_rescue)

    def _begin_rescue(self) -> None:
        from briefing.app.recovery import Unreadable, rescue  # noqa: PLC0415  # loads on use

        item = self._chosen
        if not isinstance(item, Unreadable):
            return
        try:
            pack, losses = rescue(item)
        except BriefingError as error:
            self._files.told.emit(str(error))
            return
        self._files.show(pack)
        words = self.tr("This is what could be read, not saved yet. Lost: {count}. {losses}")
        if not losses:
            words = self.tr(
                "This is what could be read, not saved yet. Nothing is known to be lost."
            )
        self._files.told.emit(words.format(count=len(losses), losses=" ".join(losses[:3])).strip())

    @staticmethod
    def show_folder(item: Unreadable) -> None:
        """Show where a work lies."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(item.folder)))
