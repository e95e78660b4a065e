"""Capturing: from the selection over the bar to a record, and what comes right after it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from briefing.app import capture, editing
from briefing.domain.kinds import KINDS as RECORD_KINDS
from briefing.domain.statements import Piece, Quote
from briefing.gui.capture.again import AgainBar
from briefing.gui.capture.bar import CaptureBar
from briefing.gui.capture.fields import BY_NAME, KINDS

if TYPE_CHECKING:
    from briefing.app.drafts import Draft
    from briefing.domain.base import Record
    from briefing.domain.spans import Range
    from briefing.gui.reader.reader import Reader
    from briefing.gui.session import Session

_TYPES: dict[str, type[Record]] = {kind.singular: kind.record_type for kind in RECORD_KINDS}
_MISSING = {
    "speaker": "the speaker",
    "measure": "the action",
    "basis": "the basis",
    "summary": "the summary",
}


class Capturing(QObject):
    """Opens the bar for a selection and stores what it says, one edit each.

    Args:
        session: The open pack.
        reader: The reader whose selection is captured.
    """

    def __init__(self, session: Session, reader: Reader) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._last: tuple[str, str] = ("", "")
        self._last_place: tuple[str, Range] | None = None
        self.bars = {kind.name: CaptureBar(kind, session, reader) for kind in KINDS}
        self.again_bar = AgainBar(session, reader)
        for bar in self.bars.values():
            bar.saved.connect(self._on_saved)
        self.again_bar.named.connect(self._on_named)
        reader.text.capture_asked.connect(self.capture)
        reader.text.piece_asked.connect(self.add_piece)
        reader.source_shown.connect(self.close)

    @property
    def open_bar(self) -> CaptureBar | None:
        """Return the bar that is open."""
        return next((bar for bar in self.bars.values() if bar.isVisible()), None)

    def close(self) -> None:
        """Close whatever bar is open."""
        for bar in (*self.bars.values(), self.again_bar):
            if bar.isVisible():
                bar.close_bar()

    def capture(self, name: str) -> None:
        """Open the bar of a kind for the selection, or for the sentence at the caret."""
        source, place = self._reader.source, self._place(name)
        if source is None or place is None:
            self._session.tell(self.tr("Select a passage first: S takes a sentence."))
            return
        self.close()
        kind = BY_NAME[name]
        make = partial(kind.draft, self._session.content, source.id, (place,))
        if name == "commitment" and self._last_place == (source.id, place):
            make = partial(make, after=self._last[1])
        self.bars[name].open(make())

    def add_piece(self) -> None:
        """Add the selection to the quote in the bar, or to the one just captured."""
        place, bar = self._reader.text.selection(), self.bars["quote"]
        source = self._reader.source
        if place is None or source is None:
            self._session.tell(self.tr("Select the further piece first."))
            return
        draft = bar.draft()
        if bar.isVisible() and draft is not None:
            bar.set_ranges(_with_piece(draft.ranges, place))
            bar.field("speaker").setFocus()
            return
        quote = self._session.content.find(Quote, self._last[1])
        if self._last[0] == "quote" and quote is not None and quote.source == source.id:
            pieces = _with_piece(quote.pieces, Piece.at(source.text, place.start, place.stop))
            self._session.attempt(
                editing.change, self._session.pack, quote, "Add Piece", pieces=pieces
            )
        else:
            self.capture("quote")

    def again(self) -> None:
        """Ask for which other actors the last capture is repeated."""
        if self._record() is None:
            self._session.tell(self.tr("Capture something first, then repeat it for others."))
            return
        self.close()
        self.again_bar.open()

    def _place(self, name: str) -> Range | None:
        text = self._reader.text
        if text.selection() is None and text.steps is not None:
            caret = text.caret()
            quoted = text.steps.quotations if name == "quote" else ()
            around = next((one for one in quoted if one.start <= caret <= one.stop), None)
            text.select(around or text.steps.next_sentence(None, caret))
        return text.selection()

    def _record(self) -> Record | None:
        kind, record_id = self._last if self._last[1] else self._session.selected
        if kind not in BY_NAME:
            return None
        return self._session.content.find(_TYPES[kind], record_id)

    def _on_saved(self, draft: Draft) -> None:
        bar = self.open_bar
        if bar is None:
            return
        place = self._reader.text.selection()
        made = self._session.attempt(bar.kind.capture, self._session.pack, draft)
        if made is None:
            return
        self._last = (bar.kind.name, made)
        is_quote = bar.kind.name == "quote" and place is not None
        self._last_place = (draft.source, place) if is_quote and place else None
        bar.close_bar()
        self._session.select(bar.kind.name, made)
        self._session.tell(self._told(bar.kind.title, draft), "edit.undo")

    def _told(self, title: str, draft: Draft) -> str:
        told = self.tr("%1 captured.").replace("%1", self.tr(title))
        missing = [
            self.tr(words)
            for name, words in _MISSING.items()
            if hasattr(draft, name) and not getattr(draft, name)
        ]
        if missing:
            noted = self.tr("Not known yet: %1.").replace("%1", ", ".join(missing))
            told = f"{told} {noted}"
        return told

    def _on_named(self, names: tuple[str, ...]) -> None:
        record: Any = self._record()
        repeat = partial(capture.capture_again, self._session.pack, record, names)
        made = self._session.attempt(repeat)
        if made is not None:
            self.again_bar.close_bar()
            told = self.tr("Repeated for %1.").replace("%1", ", ".join(names))
            self._session.tell(told, "edit.undo")


def _with_piece(pieces: tuple[Range, ...], place: Range) -> tuple[Range, ...]:
    """Return the pieces in reading order, those that the new one touches replaced by it."""
    kept = [one for one in pieces if not one.overlaps(place)]
    return tuple(sorted((*kept, place), key=lambda one: one.start))
