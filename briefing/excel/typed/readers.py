"""Readers of plain columns: texts, dates, words of a list, names, marks, sums of money."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.dates import is_date, is_moment
from briefing.domain.vocabularies import Credibility, Reliability
from briefing.excel.typed.cell import Edit, Reader, Typed, UnfitCellError
from briefing.excel.typed.names import id_of
from briefing.excel.typed.parts import named_actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefing.domain.marks import Mark
    from briefing.domain.vocabularies import Vocabulary
    from briefing.template.words import Words

_EMPTY: Final = "It cannot be empty: type what it should be, or delete the whole row."
_YES: Final = frozenset({"key", "yes", "true", "x", "1"})
_NO: Final = frozenset({"", "no", "false", "0"})
_GRADE: Final = re.compile(r"([A-F])\s*([1-6])", re.IGNORECASE)


def text(field: str, *, required: bool = False) -> Reader[Any]:
    """Return the reader of a field that is text."""

    def read(typed: Typed[Any]) -> Iterator[Edit]:
        yield field, _needed(typed.text, required=required)

    return read


def day(field: str) -> Reader[Any]:
    """Return the reader of a field that is a date."""

    def read(typed: Typed[Any]) -> Iterator[Edit]:
        yield field, date_of(typed)

    return read


def moment(field: str) -> Reader[Any]:
    """Return the reader of a field that is a date, with a time if there is one."""

    def read(typed: Typed[Any]) -> Iterator[Edit]:
        if typed.plain and not is_moment(typed.plain):
            raise UnfitCellError(_no_date(typed.plain))
        yield field, typed.plain or None

    return read


def date_of(typed: Typed[Any]) -> str | None:
    """Return the date that is typed, None for an empty cell.

    Raises:
        UnfitCellError: It is no date.
    """
    if typed.plain and not is_date(typed.plain):
        raise UnfitCellError(_no_date(typed.plain))
    return typed.plain or None


def checked(typed: Typed[Any]) -> Iterator[Edit]:
    """Read when a record was compared with its sources; who did it stays."""
    on, before = date_of(typed), typed.view.record.checked
    by = {"by": before.by} if before is not None and before.by else {}
    yield "checked", {"on": on, **by} if on else None


def code(field: str, words: type[Vocabulary], *, required: bool = False) -> Reader[Any]:
    """Return the reader of a field that is chosen from a list."""

    def read(typed: Typed[Any]) -> Iterator[Edit]:
        found = code_of(typed, words)
        yield field, _needed(found.value if found else None, required=required)

    return read


def code_of(
    typed: Typed[Any], words: type[Vocabulary], text: str | None = None
) -> Vocabulary | None:
    """Return the member of a list whose word is typed, None for an empty cell.

    Args:
        typed: The cell.
        words: The list.
        text: What is typed, where it is not the cell itself.

    Raises:
        UnfitCellError: The list has no such word.
    """
    plain = typed.plain if text is None else " ".join(text.split())
    key, ours = plain.casefold(), typed.view.words
    for member in words:
        named = (ours.label(member), member.label, member.value)
        if key in {name.casefold() for name in named}:
            return member
    if not key:
        return None
    offered = ", ".join(map(ours.label, words))
    raise UnfitCellError(f"“{plain}” is not one of its words: {offered}.")


def mark_of(typed: str, marks: Iterable[Mark], words: Words) -> tuple[Mark, str] | None:
    """Return the mark with which a typed text begins, and what follows it; None for an empty text.

    Symbol and word, the word alone, or the code are understood; of two the longer one counts. So is
    a cell with nothing but a symbol that no other mark has, or what narrow cells have for the word.

    Raises:
        UnfitCellError: It begins with none of them.
    """
    if not typed.strip():
        return None
    key, marks = typed.strip(), tuple(marks)
    alone = _alone(marks, words).get(key.casefold())
    if alone is not None:
        return alone, ""
    openings = [
        (opening, mark)
        for mark in marks
        for word in dict.fromkeys((words.mark(mark), mark.label))
        for opening in (f"{mark.symbol} {word}", word, mark.code)
    ]
    for opening, mark in sorted(openings, key=lambda pair: -len(pair[0])):
        rest = key[len(opening) :]
        if key[: len(opening)].casefold() == opening.casefold() and not rest[:1].isalnum():
            return mark, rest
    offered = ", ".join(dict.fromkeys(words.mark(mark) for _, mark in openings))
    raise UnfitCellError(f"“{_cut(key)}” is not one of its words: {offered}.")


def _alone(marks: tuple[Mark, ...], words: Words) -> dict[str, Mark]:
    """Return the marks by what means them where nothing else stands in the cell."""
    symbols = Counter(mark.symbol for mark in marks)
    found = {mark.symbol.casefold(): mark for mark in marks if symbols[mark.symbol] == 1}
    for mark in marks:
        found |= {mark.short.casefold(): mark, words.short(mark).casefold(): mark}
    return found


def marked(field: str, marks: Mapping[Any, Mark]) -> Reader[Any]:
    """Return the reader of a field that is printed as symbol and word, and cannot be empty."""

    def read(typed: Typed[Any]) -> Iterator[Edit]:
        found = mark_of(typed.plain, marks.values(), typed.view.words)
        if found is None:
            raise UnfitCellError(_EMPTY)
        if found[1].strip():
            raise UnfitCellError(f"“{_cut(typed.plain)}” is more than the word “{found[0].label}”.")
        yield field, found[0].code

    return read


def actor(field: str, *, required: bool = False) -> Reader[Any]:
    """Return the reader of a field that names an actor."""
    return _named(field, Actor, required=required)


def topic(field: str, *, required: bool = False) -> Reader[Any]:
    """Return the reader of a field that names a topic."""
    return _named(field, Topic, required=required)


def measure(field: str) -> Reader[Any]:
    """Return the reader of a field that names an action."""
    return _named(field, Measure, required=False)


def _named(
    field: str, record_type: type[Actor | Topic | Measure], *, required: bool
) -> Reader[Any]:
    def read(typed: Typed[Any]) -> Iterator[Edit]:
        found = id_of(typed.view.content, record_type, typed.words) if typed.plain else None
        yield field, _needed(found, required=required)

    return read


def actors(field: str) -> Reader[Any]:
    """Return the reader of a field that names several actors, a semicolon between two."""

    def read(typed: Typed[Any]) -> Iterator[Edit]:
        yield field, named_actors(typed) or None

    return read


def measure_or_topic(typed: Typed[Any]) -> Iterator[Edit]:
    """Read an action, or else a topic; never both."""
    if not typed.plain:
        raise UnfitCellError(_EMPTY)
    content = typed.view.content
    try:
        yield from (("measure", id_of(content, Measure, typed.words)), ("topic", None))
    except UnfitCellError as error:
        try:
            found = id_of(content, Topic, typed.words)
        except UnfitCellError:
            raise error from None
        yield from (("measure", None), ("topic", found))


def is_key(typed: Typed[Any]) -> Iterator[Edit]:
    """Read whether a quote is a key one."""
    word = typed.plain.casefold()
    if word == typed.view.words.say("Key").casefold():
        word = "key"
    if word not in _YES | _NO:
        raise UnfitCellError(f"“{typed.plain}” is neither “Key” nor nothing.")
    yield "key", word in _YES


def grade(typed: Typed[Any]) -> Iterator[Edit]:
    """Read an Admiralty grade, such as `B2`."""
    match = _GRADE.fullmatch(typed.plain)
    if match is None:
        raise UnfitCellError(
            f"“{typed.plain}” is no grade: write a letter from A to F and a figure from 1 to 6, "
            "such as B2."
        )
    yield "reliability", Reliability(match.group(1).upper()).value
    yield "credibility", Credibility(match.group(2)).value


def _needed(value: Any, *, required: bool) -> Any:
    if required and value is None:
        raise UnfitCellError(_EMPTY)
    return value


def _no_date(words: str) -> str:
    return (
        f"“{_cut(words)}” is not a date: write it like 2026-01-06, 2026-01 or "
        "2026-01-03/2026-01-04."
    )


def _cut(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
