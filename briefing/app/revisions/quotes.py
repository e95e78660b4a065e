"""Quotes move to a new revision with all that lies in their words, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefing.app.revisions.finding import (
    STATES,
    Fate,
    Finder,
    Found,
    arrival_of,
    changed,
    worst,
)
from briefing.domain.spans import Range, Span
from briefing.domain.statements import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.app.arrivals import Arrival
    from briefing.domain.statements import Copy, Quote, WordEdit

_STAYS: Final = (
    "Other words of the same quote stand nowhere in the new revision: all of it stays where it is "
    "until you mark it anew."
)
_UNMARKED: Final = (
    "Words changed where something is left out or put in: mark the quote anew in the new revision."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A piece of a quote: its path, as it was and as it is proposed, what became of it."""

    path: str
    before: Piece
    after: Piece | None
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A marked edit, or where the speaker is named: its path, its old and its new place."""

    path: str
    before: Range
    after: Range | None
    fate: Fate


def quote_arrivals(finder: Finder, quote: Quote) -> Iterator[Arrival]:
    """Yield what rests on older revisions in a quote: its own words, translations and copies."""
    if quote.source in finder.olds and quote.pieces:
        yield from _own_words(finder, quote)
    for translation in quote.translations:
        if translation.source in finder.olds and translation.source and translation.pieces:
            path = f"translations[{translation.id}]."
            pieces = _pieces(finder, translation.source, path, translation.pieces)
            source = f"{path}source"
            yield from _together(finder, quote.id, source, translation.source, pieces, ())
    for copy in quote.also_in:
        if copy.source in finder.olds:
            yield _of_copy(finder, quote, copy)


def _own_words(finder: Finder, quote: Quote) -> Iterator[Arrival]:
    pieces = _pieces(finder, quote.source, "", quote.pieces)
    marks = [_edit(finder, quote.source, edit, pieces) for edit in quote.edits]
    if quote.speaker_as_named is not None:
        marks.append(_speaker(finder, quote.source, quote.speaker_as_named, pieces))
    for row in quote.translations:
        if row.source is None:
            pieces += _pieces(finder, quote.source, f"translations[{row.id}].", row.pieces)
    yield from _together(finder, quote.id, "source", quote.source, pieces, marks)


def _pieces(finder: Finder, source: str, path: str, rows: Sequence[Piece]) -> list[_Piece]:
    made = []
    for row in rows:
        found = finder.passage(source, row)
        made.append(
            _Piece(
                path=f"{path}pieces[{row.id}]",
                before=row,
                after=_put(finder, row, found),
                fate=found.fate,
            )
        )
    return made


def _put(finder: Finder, piece: Piece, found: Found) -> Piece | None:
    if found.place is None:
        return None
    moved = replace(piece, start=found.place.start, stop=found.place.stop)
    return moved.filled(finder.new.text)


def _together(
    finder: Finder,
    quote: str,
    path: str,
    source: str,
    pieces: Sequence[_Piece],
    marks: Sequence[_Mark],
) -> Iterator[Arrival]:
    """Yield the changes of words of one source, or why all of them stay.

    How they wait is the same for all: what is in doubt of one is in doubt of the whole.
    """
    fates = [piece.fate for piece in pieces]
    all_of_it = worst((*fates, *(mark.fate for mark in marks)))
    if all_of_it is Fate.GONE:
        reason = _STAYS if Fate.GONE in fates else _UNMARKED
        for piece in pieces:
            change = changed("quote", quote, piece.path, piece.before, piece.after)
            yield arrival_of(change, piece.fate, "" if piece.fate is Fate.GONE else reason)
        return
    moves = changed("quote", quote, path, source, finder.new.id)
    yield arrival_of(moves, all_of_it)
    parts: Sequence[_Piece | _Mark] = (*pieces, *marks)
    for part in parts:
        if part.before != part.after:
            change = changed("quote", quote, part.path, part.before, part.after)
            yield replace(arrival_of(change, part.fate), state=STATES[all_of_it])


def _edit(finder: Finder, source: str, edit: WordEdit, pieces: Sequence[_Piece]) -> _Mark:
    """Return where a marked edit of a piece is now; one outside of every piece says nothing."""
    path = f"edits[{edit.id}]"
    piece = next((one for one in pieces if one.before.contains(edit)), None)
    if piece is None:
        return _Mark(path=path, before=edit, after=None, fate=Fate.MOVED)
    place = _within(finder.stretch(source, edit), piece)
    if place is None:
        return _Mark(path=path, before=edit, after=None, fate=Fate.GONE)
    moved = replace(edit, start=place.start, stop=place.stop)
    return _Mark(path=path, before=edit, after=moved, fate=Fate.MOVED)


def _within(words: Span, piece: _Piece) -> Range | None:
    """Return where words of a piece are now: at their place in it, or once in what is like it."""
    new = piece.after
    if new is None:
        return None
    if new.exact == piece.before.exact:
        start = words.start - piece.before.start
    elif new.exact.count(words.exact) == 1:
        start = new.exact.index(words.exact)
    else:
        return None
    return Range(start=new.start + start, stop=new.start + start + len(words.exact))


def _speaker(finder: Finder, source: str, named: Range, pieces: Sequence[_Piece]) -> _Mark:
    """Return where the speaker is named now, as far from the quote as before; else nowhere."""
    path = "speaker_as_named"
    words = finder.stretch(source, named)
    shift = next((one.after.start - one.before.start for one in pieces if one.after), None)
    at = -1 if shift is None else named.start + shift
    if at >= 0 and finder.new.text.startswith(words.exact, at):
        place = Range(start=at, stop=at + len(words.exact))
        return _Mark(path=path, before=named, after=place, fate=Fate.MOVED)
    found = finder.of(words)
    if found.fate is Fate.MOVED:
        return _Mark(path=path, before=named, after=found.place, fate=Fate.MOVED)
    return _Mark(path=path, before=named, after=None, fate=Fate.DOUBTFUL)


def _of_copy(finder: Finder, quote: Quote, copy: Copy) -> Arrival:
    found = finder.passage(copy.source, finder.stretch(copy.source, copy))
    place = found.place
    moved = place and replace(copy, source=finder.new.id, start=place.start, stop=place.stop)
    return arrival_of(changed("quote", quote.id, f"also_in[{copy.id}]", copy, moved), found.fate)
