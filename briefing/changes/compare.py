"""Compares three contents by record, part and field: a common ancestor, ours and theirs.

Parts of lists are compared by their ids; values without an id (an amount, a marking), lists of
plain values and passages as a whole, since their fields mean nothing apart. `order` and
`captured` of records are left aside unless everything is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from briefing.changes.change import PACK, Change
from briefing.changes.paths import ORDER, is_by_id, is_indivisible
from briefing.changes.values import as_plain, field_as_plain
from briefing.domain.kinds import Kind
from briefing.domain.shape import FieldShape, Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.domain.content import Content

NEUTRAL = frozenset({"order", "captured"})


class Verdict(Enum):
    """What a difference means for ours."""

    THEIRS = auto()
    """They changed it and we did not."""
    BOTH = auto()
    """Both changed it, differently."""
    ABSENT = auto()
    """We have it and they do not, and nobody knows who was first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A difference, from ours to theirs, and what it means."""

    verdict: Verdict
    change: Change


@dataclass(frozen=True, slots=True)
class _Three:
    """The same thing on three sides; None where it is not there."""

    base: Any
    ours: Any
    theirs: Any

    def field(self, field: FieldShape) -> _Three:
        absent = () if field.many else None
        base, ours, theirs = (
            absent if side is None else getattr(side, field.name)
            for side in (self.base, self.ours, self.theirs)
        )
        return _Three(base, ours, theirs)

    def row(self, row_id: str) -> _Three:
        return _Three(self.base.get(row_id), self.ours.get(row_id), self.theirs.get(row_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How contents are compared.

    Attributes:
        kinds: The kinds of record that count.
        two_way: Whether there is no common ancestor: then nothing counts as removed.
        neutral: The fields of records that do not count.
    """

    kinds: tuple[Kind, ...]
    two_way: bool = False
    neutral: frozenset[str] = NEUTRAL

    def contents(self, base: Content | None, ours: Content, theirs: Content) -> Iterator[Found]:
        """Yield every difference, in the order of kinds, then of their records."""
        cover = _Three(None if base is None else base.cover, ours.cover, theirs.cover)
        yield from self._fields(_At(PACK, None, ""), shape_of(type(ours.cover)), cover)
        for kind in self.kinds:
            three = _Three(
                *(
                    {} if side is None else {row.id: row for row in side.all(kind.record_type)}
                    for side in (base, ours, theirs)
                )
            )
            for row_id in {**three.theirs, **three.ours}:
                at = _At(kind.singular, row_id, "")
                yield from self._record(at, shape_of(kind.record_type), three.row(row_id))

    def _record(self, at: _At, shape: Shape, three: _Three) -> Iterator[Found]:
        if three.ours is not None and three.theirs is not None:
            if three.ours != three.theirs:
                yield from self._fields(at, shape, three)
            return
        verdict = self._one_sided(at, shape, three)
        if verdict is not None:
            yield at.found(verdict, _whole(three.ours), _whole(three.theirs))

    def _one_sided(self, at: _At, shape: Shape, three: _Three) -> Verdict | None:
        """Judge a record or part that is missing on one side."""
        if self.two_way:
            return Verdict.THEIRS if three.ours is None else Verdict.ABSENT
        if three.base is None:
            return Verdict.THEIRS if three.ours is None else None
        present = three.theirs if three.ours is None else three.ours
        same = not any(self._fields(at, shape, _Three(three.base, three.base, present)))
        if three.ours is None:
            return None if same else Verdict.BOTH
        return Verdict.THEIRS if same else Verdict.BOTH

    def _fields(self, at: _At, shape: Shape, three: _Three) -> Iterator[Found]:
        for field in shape.fields:
            if field.name == "id" or (not at.path and field.name in self.neutral):
                continue
            inner = three.field(field)
            if inner.ours == inner.theirs:
                continue
            if is_by_id(field):
                yield from self._parts(at, field, inner)
            else:
                yield from self._value(at, field, inner)

    def _value(self, at: _At, field: FieldShape, three: _Three) -> Iterator[Found]:
        verdict, theirs = _decided(three), three.theirs
        if self.two_way:
            verdict, theirs = _kept_together(field, three.ours, theirs)
        if verdict is not None:
            before, after = field_as_plain(field, three.ours), field_as_plain(field, theirs)
            yield at.field(field.key).found(verdict, before, after)

    def _parts(self, at: _At, field: FieldShape, three: _Three) -> Iterator[Found]:
        rows = _Three(
            *({row.id: row for row in side} for side in (three.base, three.ours, three.theirs))
        )
        shape = field.nested
        if shape is None:
            return
        for row_id in {**rows.theirs, **rows.ours}:
            yield from self._part(at.part(field.key, row_id), shape, rows.row(row_id))
        yield from self._order(at.order(field.key), rows)

    def _part(self, at: _At, shape: Shape, three: _Three) -> Iterator[Found]:
        if three.ours is None or three.theirs is None:
            verdict = self._one_sided(at, shape, three)
        elif three.ours == three.theirs:
            return
        elif not is_indivisible(shape):
            yield from self._fields(at, shape, three)
            return
        else:
            verdict = Verdict.THEIRS if self.two_way else _decided(three)
        if verdict is not None:
            yield at.found(verdict, _whole(three.ours), _whole(three.theirs))

    def _order(self, at: _At, rows: _Three) -> Iterator[Found]:
        """Compare the order of what is there when everything they added has been put at the end."""
        base, ours, theirs = (tuple(side) for side in (rows.base, rows.ours, rows.theirs))
        known = {*ours, *base}
        now = [one for one in ours if one in rows.theirs]
        now += [one for one in theirs if one not in known]
        wanted = [one for one in theirs if one in set(now)]
        if now == wanted:
            return
        if self.two_way or ours == _left_to_chance(base, ours):
            verdict = Verdict.THEIRS
        else:
            verdict = Verdict.BOTH
        if self.two_way or theirs != _left_to_chance(base, theirs):
            yield at.found(verdict, list(ours), wanted)


@dataclass(frozen=True, slots=True)
class _At:
    """Where a comparison stands."""

    kind: str
    record: str | None
    path: str

    def field(self, key: str) -> _At:
        return _At(self.kind, self.record, f"{self.path}.{key}" if self.path else key)

    def part(self, key: str, row_id: str) -> _At:
        return _At(self.kind, self.record, f"{self.field(key).path}[{row_id}]")

    def order(self, key: str) -> _At:
        return _At(self.kind, self.record, f"{self.field(key).path}.{ORDER}")

    def found(self, verdict: Verdict, before: Any, after: Any) -> Found:
        path = self.path or None
        change = Change(kind=self.kind, record=self.record, field=path, before=before, after=after)
        return Found(verdict=verdict, change=change)


def _decided(three: _Three) -> Verdict | None:
    if three.theirs in (three.ours, three.base):
        return None
    return Verdict.THEIRS if three.ours == three.base else Verdict.BOTH


def _kept_together(field: FieldShape, ours: Any, theirs: Any) -> tuple[Verdict, Any]:
    """Judge two differing values of unknown history: what only we have stays."""
    if not field.many:
        return (Verdict.ABSENT if theirs in (None, "") else Verdict.THEIRS), theirs
    if set(ours) <= set(theirs):
        return Verdict.THEIRS, theirs
    new = tuple(one for one in theirs if one not in ours)
    return (Verdict.THEIRS, (*ours, *new)) if new else (Verdict.ABSENT, theirs)


def _left_to_chance(base: Iterable[str], side: tuple[str, ...]) -> tuple[str, ...]:
    """Return the order that a side has when nobody put it in order: what is new comes last."""
    old = tuple(one for one in base if one in side)
    return (*old, *(one for one in side if one not in old))


def _whole(item: Any) -> Any:
    return None if item is None else as_plain(item)
