"""Changing and removing records, one named edit each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.domain.base import EdtfDate, Record
from briefing.domain.commitments import Assessment
from briefing.domain.dates import is_date, is_moment
from briefing.domain.exchange import Release, Remark
from briefing.domain.ids import ActorId, AssessmentId, MeasureId, SourceId, TopicId
from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.domain.prose import Section
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.domain.sources import SetAside, Source
from briefing.domain.statements import Translation
from briefing.domain.text import first_forbidden
from briefing.domain.vocabularies import CellState, Round
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.domain.agenda import Matrix
    from briefing.domain.content import Content
    from briefing.domain.spans import Range
    from briefing.store.pack import Pack

R = TypeVar("R", bound=Record)
_IMMUTABLE = {"text", "original", "sha256"}


def add(pack: Pack, record: Record, name: str) -> None:
    """Add a record as one edit.

    Raises:
        InputRefusedError: A field cannot be kept as typed.
    """
    refuse_unfit(record)
    with pack.edit(name):
        pack.put(record)


def change(pack: Pack, record: R, name: str, /, **changes: Any) -> R:
    """Change fields of a record as one edit; nothing happens where nothing differs.

    Args:
        pack: The pack.
        record: The record as it is.
        name: The edit, such as `Change Title`.
        changes: The new values by field; an empty text becomes absent.

    Raises:
        InputRefusedError: A value cannot be kept, or a source's words were to be changed.
    """
    tidy: dict[str, Any] = {
        field: value if value != "" else None for field, value in changes.items()
    }
    if isinstance(record, Source) and _IMMUTABLE & tidy.keys():
        raise InputRefusedError(
            f"The text of “{record.title}” cannot be changed: import the corrected text as a new "
            "revision."
        )
    _refuse_absent(record, tidy)
    new = replace(record, **tidy)
    if new != record:
        add(pack, new, name)
    return new


def change_cover(pack: Pack, name: str = "Change Pack", /, **changes: Any) -> None:
    """Change title, event, marking or clocks of the pack as one edit.

    Raises:
        InputRefusedError: A value cannot be kept as typed.
    """
    tidy: dict[str, Any] = {
        field: value if value != "" else None for field, value in changes.items()
    }
    _refuse_absent(pack.content.cover, tidy)
    new = replace(pack.content.cover, **tidy)
    refuse_unfit(new)
    if new != pack.content.cover:
        with pack.edit(name):
            pack.put_cover(new)


def dependents(content: Content, *records: Record) -> tuple[Record, ...]:
    """Return the records that would go with records: those that cannot be without them.

    Optional references (a quote's topic) and places in lists (a row of a matrix) are only taken
    out of what stays.
    """
    keys = {_key(record) for record in records}
    gone: list[Record] = []
    left = [row for row in _all(content) if _key(row) not in keys]
    while True:
        lost = [row for row in left if _cannot_be_without(row, keys)]
        if not lost:
            return tuple(gone)
        gone += lost
        keys |= {_key(row) for row in lost}
        left = [row for row in left if _key(row) not in keys]


def without(content: Content, gone: Iterable[Record]) -> Content:
    """Return a content that has neither these records nor a reference to them.

    Args:
        content: The pack.
        gone: The records, with their dependents.
    """
    keys = {_key(record) for record in gone}
    lists: dict[str, Any] = {
        kind.name: tuple(
            _without(shape_of(kind.record_type), row, keys)
            for row in content.all(kind.record_type)
            if (kind.singular, row.id) not in keys
        )
        for kind in KINDS
    }
    cover = _without(shape_of(type(content.cover)), content.cover, keys)
    return replace(content, cover=cover, **lists)


def remove(pack: Pack, record: Record) -> None:
    """Remove a record and what cannot be without it, as one edit."""
    content = pack.content
    gone = (record, *dependents(content, record))
    keys = {_key(item) for item in gone}
    with pack.edit(f"Remove {BY_TYPE[type(record)].singular.title()}"):
        for other in _all(content):
            if _key(other) not in keys:
                kept = _without(shape_of(type(other)), other, keys)
                if kept != other:
                    pack.put(kept)
        cover = _without(shape_of(type(content.cover)), content.cover, keys)
        if cover != content.cover:
            pack.put_cover(cover)
        for item in reversed(gone):
            pack.remove(item)


def set_aside(pack: Pack, source: Source, stretch: Range, reason: str) -> None:
    """Grey out a stretch of a source that is not its text; no word is lost."""
    added = SetAside(start=stretch.start, stop=stretch.stop, reason=reason)
    rows = sorted((*source.set_aside, added), key=lambda row: row.start)
    change(pack, source, "Set Aside", set_aside=tuple(rows))


def restore(pack: Pack, source: Source, set_aside_id: str) -> None:
    """Put a greyed-out stretch back into the text."""
    kept = tuple(row for row in source.set_aside if row.id != set_aside_id)
    change(pack, source, "Restore Passage", set_aside=kept)


def move(pack: Pack, record: Record, to: int) -> None:
    """Give a record another place among its kind, as one edit."""
    rows = [row for row in pack.content.all(type(record)) if row.id != record.id]
    rows.insert(to, record)
    with pack.edit(f"Move {BY_TYPE[type(record)].singular.title()}"):
        for order, row in enumerate(rows, start=1):
            if row.order != order:
                pack.put(replace(row, order=order))


def close_search(
    pack: Pack,
    matrix: Matrix,
    cells: Iterable[tuple[str, str]],
    searched: Sequence[str],
    as_of: str,
) -> None:
    """Mark cells *searched, none found*, with what was searched and when, as one edit.

    Args:
        pack: The pack.
        matrix: The matrix of the cells.
        cells: Actor and column of each cell.
        searched: The sources that were searched.
        as_of: The date of the search (EDTF).
    """
    old = {
        (row.actor, row.measure or row.topic): row
        for row in pack.content.assessments
        if row.round is Round.FINAL
    }
    with pack.edit("Close the Search"):
        for actor, column in cells:
            known = old.get((ActorId(actor), MeasureId(column)))
            row = Assessment(
                id=known.id if known else AssessmentId(pack.new_id()),
                actor=ActorId(actor),
                measure=MeasureId(column) if matrix.column_kind == "measure" else None,
                topic=TopicId(column) if matrix.column_kind == "topic" else None,
                state=CellState.SEARCHED_NONE,
                as_of=EdtfDate(as_of),
                searched=tuple(SourceId(one) for one in searched),
            )
            refuse_unfit(row)
            pack.put(row)


def refuse_unfit(record: Any) -> None:
    """Refuse values that cannot be kept: forbidden characters, and dates that are none.

    Raises:
        InputRefusedError: Naming field, character and place.
    """
    for field, value in _plain_values(shape_of(type(record)), record):
        found = first_forbidden(value)
        if found is not None and field.plain is not Plain.LONG_TEXT:
            raise InputRefusedError(
                f"The field {_words(field)} holds the character {found[1]} at position "
                f"{found[0]}, which cannot be kept: delete it."
            )
        is_fit = {Plain.DATE: is_date, Plain.MOMENT: is_moment}.get(field.plain or Plain.TEXT)
        if is_fit is not None and not is_fit(value):
            raise InputRefusedError(
                f"“{value}” in the field {_words(field)} is not a date: write it like 2026-01-06, "
                "2026-01 or 2026-01-03/2026-01-04."
            )


def _words(field: FieldShape) -> str:
    return field.key.replace("_", " ")


def _refuse_absent(record: Any, changes: dict[str, Any]) -> None:
    needed = {field.name for field in shape_of(type(record)).fields if field.required}
    for name in needed & changes.keys():
        if changes[name] in (None, ()):
            raise InputRefusedError(f"The field {name.replace('_', ' ')} cannot be empty.")


def _plain_values(shape: Shape, item: Any) -> Iterator[tuple[FieldShape, str]]:
    for field in shape.fields:
        value = getattr(item, field.name)
        for one in value if field.many else (value,):
            if field.nested is not None and one is not None:
                yield from _plain_values(field.nested, one)
            elif isinstance(one, str):
                yield field, one


def _all(content: Content) -> Iterator[Record]:
    for kind in KINDS:
        yield from content.all(kind.record_type)


def _key(record: Record) -> tuple[str, str]:
    return BY_TYPE[type(record)].singular, record.id


def _cannot_be_without(other: Record, keys: set[tuple[str, str]]) -> bool:
    if isinstance(other, Remark | Release):
        return (other.record.kind, other.record.id) in keys
    if isinstance(other, Section):
        return (other.scope.kind.value, other.scope.id) in keys
    if isinstance(other, Assessment) and (
        ("measure", other.measure) in keys or ("topic", other.topic) in keys
    ):
        return True
    shape = shape_of(type(other))
    return _is_tied(shape, other, keys) or any(
        _is_tied_whole(field.nested, getattr(other, field.name), keys)
        for field in shape.fields
        if field.many and field.required and field.nested is not None
    )


def _is_tied_whole(shape: Shape, parts: tuple[Any, ...], keys: set[tuple[str, str]]) -> bool:
    return bool(parts) and all(_is_tied(shape, part, keys) for part in parts)


def _is_tied(shape: Shape, part: Any, keys: set[tuple[str, str]]) -> bool:
    return any(
        field.required
        and field.name != "id"
        and field.plain is Plain.REFERENCE
        and any((kind, getattr(part, field.name)) in keys for kind in field.targets)
        for field in shape.fields
        if not field.many
    )


def _without(shape: Shape, item: Any, keys: set[tuple[str, str]]) -> Any:
    """Return a record or part without references to what goes."""
    changes: dict[str, Any] = {}
    for field in shape.fields:
        value = getattr(item, field.name)
        if value is None or field.name == "id":
            continue
        targets = (item.column_kind,) if len(field.targets) > 1 else field.targets
        kept = _kept(field, targets, value, keys)
        if kept != value:
            changes[field.name] = kept
    if isinstance(item, Translation) and "source" in changes:
        changes["pieces"] = ()  # they would be read as words of the quote's own source
    return replace(item, **changes) if changes else item


def _kept(
    field: FieldShape, targets: tuple[str, ...], value: Any, keys: set[tuple[str, str]]
) -> Any:
    if field.nested is not None:
        shape = field.nested
        if not field.many:
            return _without(shape, value, keys)
        return tuple(
            _without(shape, part, keys) for part in value if not _is_tied(shape, part, keys)
        )
    if field.plain is not Plain.REFERENCE:
        return value
    lost = {record_id for kind, record_id in keys if kind in targets}
    if field.many:
        return tuple(one for one in value if one not in lost)
    return None if value in lost else value
