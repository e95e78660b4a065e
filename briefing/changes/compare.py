"""Compares two contents by record, part and field; a judge says what each difference means.

Parts of lists are compared by their ids; values without an id (an amount, a marking), lists of
plain values and passages as a whole, since their fields mean nothing apart. `order` and
`captured` of records are left aside unless everything is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.changes.ancestry import NEUTRAL
from briefing.changes.change import Change
from briefing.changes.judging import Judge, Verdict
from briefing.changes.paths import is_by_id, is_indivisible
from briefing.changes.places import COVER, Place
from briefing.changes.values import as_plain, field_as_plain
from briefing.domain.kinds import Kind
from briefing.domain.shape import FieldShape, Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A difference, from ours to theirs, and what it means."""

    verdict: Verdict
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How contents are compared.

    Attributes:
        judge: Says what differences mean.
        kinds: The kinds of record that count.
        neutral: The fields of records that do not count.
    """

    judge: Judge
    kinds: tuple[Kind, ...]
    neutral: frozenset[str] = NEUTRAL

    def contents(self, ours: Content, theirs: Content) -> Iterator[Found]:
        """Yield every difference, in the order of kinds, then of their records."""
        yield from self._fields(COVER, shape_of(type(ours.cover)), ours.cover, theirs.cover)
        for kind in self.kinds:
            mine, yours = (
                {row.id: row for row in side.all(kind.record_type)} for side in (ours, theirs)
            )
            shape = shape_of(kind.record_type)
            for row_id in {**yours, **mine}:
                place = Place(kind.singular, row_id)
                yield from self._item(place, shape, mine.get(row_id), yours.get(row_id))

    def _item(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Iterator[Found]:
        """Compare a record or part, which may be missing on one side."""
        if ours == theirs:
            return
        if ours is None or theirs is None:
            verdict = self.judge.one_sided(place, shape, ours, theirs)
        elif place.path and is_indivisible(shape):
            verdict = self.judge.part(place, shape, ours, theirs)
        else:
            yield from self._fields(place, shape, ours, theirs)
            return
        yield from _found(verdict, place, _whole(ours), _whole(theirs))

    def _fields(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Iterator[Found]:
        for field in shape.fields:
            if field.name == "id" or (not place.path and field.name in self.neutral):
                continue
            mine, yours = getattr(ours, field.name), getattr(theirs, field.name)
            if mine == yours:
                continue
            if is_by_id(field):
                yield from self._parts(place, field, mine, yours)
            else:
                verdict, after = self.judge.value(place, field, mine, yours)
                plain = field_as_plain(field, mine), field_as_plain(field, after)
                yield from _found(verdict, place.field(field.key), *plain)

    def _parts(
        self, place: Place, field: FieldShape, ours: tuple[Any, ...], theirs: tuple[Any, ...]
    ) -> Iterator[Found]:
        shape = field.nested
        if shape is None:
            return
        mine, yours = ({row.id: row for row in side} for side in (ours, theirs))
        for row_id in {**yours, **mine}:
            here = place.part(field.key, row_id)
            yield from self._item(here, shape, mine.get(row_id), yours.get(row_id))
        yield from self._order(place, field.key, tuple(mine), tuple(yours))

    def _order(
        self, place: Place, key: str, ours: tuple[str, ...], theirs: tuple[str, ...]
    ) -> Iterator[Found]:
        """Compare the order of what is there when everything they added has been put at the end."""
        now = [one for one in ours if one in theirs]
        now += self.judge.added(place, key, ours, theirs)
        wanted = [one for one in theirs if one in set(now)]
        if now != wanted:
            verdict = self.judge.order(place, key, ours, theirs)
            yield from _found(verdict, place.order(key), list(ours), wanted)


def _found(verdict: Verdict | None, place: Place, before: Any, after: Any) -> Iterator[Found]:
    if verdict is not None:
        path = place.path or None
        change = Change(
            kind=place.kind, record=place.record, field=path, before=before, after=after
        )
        yield Found(verdict=verdict, change=change)


def _whole(item: Any) -> Any:
    return None if item is None else as_plain(item)
