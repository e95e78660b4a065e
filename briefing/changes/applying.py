"""Applies changes to a content: the records that differ, or the whole content that results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.changes.ancestry import NEUTRAL
from briefing.changes.change import PACK, Change
from briefing.changes.paths import (
    NoSuchFieldError,
    arranged,
    as_plain_at,
    is_order,
    steps_of,
    value_at,
    value_made,
    with_value,
)
from briefing.changes.values import UnfitValueError, as_plain, made
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.shape import Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.domain.content import Content

Key = tuple[str, str]
_KIND = {kind.singular: kind for kind in KINDS}


def apply(content: Content, changes: Iterable[Change]) -> Content:
    """Return the content that has the changes, whatever it had in their place before.

    Raises:
        UnfitValueError: A change is for something that is not there, or does not fit it.
    """
    draft = Draft(content)
    for change in in_order(changes):
        draft.apply(change)
    return draft.content()


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Return changes as they can be applied: records first, the order of lists last."""
    return sorted(changes, key=_rank)


def _rank(change: Change) -> int:
    if change.field is None:
        return 0
    return 2 if change.field.endswith(".order") else 1


class Draft:
    """A content with changes that are being tried; the content itself stays as it is.

    Args:
        content: What it starts from.
    """

    def __init__(self, content: Content) -> None:
        self._content = content
        self._changed: dict[Key, Any] = {}

    @property
    def changed(self) -> Mapping[Key, Any]:
        """The records that differ by (kind, id), None for removed ones; `pack` for the cover."""
        return self._changed

    def find(self, kind: str, record_id: str) -> Any:
        """Return a record as it is in the draft, or None; the cover for `pack`."""
        if (kind, record_id) in self._changed:
            return self._changed[kind, record_id]
        if kind == PACK:
            return self._content.cover
        known = _KIND.get(kind)
        return None if known is None else self._content.find(known.record_type, record_id)

    def apply(self, change: Change) -> None:
        """Make a change.

        Raises:
            UnfitValueError: It is for something that is not there, or does not fit it.
        """
        key = _key(change)
        if change.field is None:
            self._changed[key] = _record(change, change.after)
            return
        shape, record = self._place(change)
        steps = steps_of(change.field)
        value = value_made(shape, steps, change.after, change.kind)
        self._changed[key] = with_value(shape, record, steps, value)

    def has(self, change: Change) -> bool:
        """Tell whether a change has been made already.

        Raises:
            UnfitValueError: It is for something that is not there, or does not fit it.
        """
        return self._is(change, change.after)

    def stands(self, change: Change) -> bool:
        """Tell whether what a change starts from is what is there."""
        try:
            return self._is(change, change.before)
        except UnfitValueError:
            return False

    def value(self, change: Change) -> Any:
        """Return what is there in place of a change, as plain JSON values.

        Raises:
            UnfitValueError: There is no such place.
        """
        if change.field is None:
            record = self.find(*_key(change))
            return None if record is None else as_plain(record)
        shape, record = self._place(change)
        steps = steps_of(change.field)
        return as_plain_at(shape, steps, value_at(shape, record, steps))

    def content(self) -> Content:
        """Return the content with its changes, each kind in its order."""
        fields: dict[str, Any] = {}
        kinds = {kind for kind, _ in self._changed}
        for kind in KINDS:
            if kind.singular in kinds:
                rows = {row.id: row for row in self._content.all(kind.record_type)}
                new = {key[1]: row for key, row in self._changed.items() if key[0] == kind.singular}
                kept = [row for row in (rows | new).values() if row is not None]
                fields[kind.name] = tuple(sorted(kept, key=lambda row: (row.order, row.id)))
        return replace(self._content, cover=self.find(PACK, ""), **fields)

    def _is(self, change: Change, plain: Any) -> bool:
        if change.field is None:
            there = self.find(*_key(change))
            if there is None or plain is None:  # most changes add a record: none need be made
                return there is None and plain is None
            return bool(_bare(there) == _bare(_record(change, plain)))
        shape, record = self._place(change)
        steps = steps_of(change.field)
        wanted = value_made(shape, steps, plain, change.kind)
        now = value_at(shape, record, steps)
        if is_order(steps):
            return arranged(now, wanted) == tuple(now)
        return bool(now == wanted)

    def _place(self, change: Change) -> tuple[Shape, Any]:
        record = self.find(*_key(change))
        if record is None:
            raise NoSuchFieldError(f"The {change.kind} that it is about is no longer there.")
        return shape_of(type(record)), record


def _key(change: Change) -> Key:
    if change.kind == PACK:
        return PACK, ""
    return change.kind, change.record or ""


def _record(change: Change, plain: Any) -> Any:
    kind = _KIND.get(change.kind)
    if kind is None or not change.record:
        raise NoSuchFieldError(f"There is no kind of record “{change.kind}” to add or remove.")
    if plain is None:
        return None
    named = {**plain, "id": change.record} if isinstance(plain, dict) else plain
    return made(shape_of(kind.record_type), named, change.kind)


def _bare(record: Any) -> Any:
    if record is None or isinstance(record, Cover):
        return record
    return replace(record, **dict.fromkeys(NEUTRAL))
