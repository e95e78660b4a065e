"""What a difference between ours and theirs means: by an ancestor, without one, or just told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Protocol

from briefing.changes.ancestry import Ancestor, is_same, is_unsaid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.changes.ancestry import Imprint
    from briefing.changes.places import Place
    from briefing.domain.shape import FieldShape, Shape


class Verdict(Enum):
    """What a difference means for ours."""

    THEIRS = auto()
    """They changed it and we did not."""
    BOTH = auto()
    """Both changed it, differently."""
    ABSENT = auto()
    """We have it and they do not, and nobody knows who was first."""


class Judge(Protocol):
    """Says what differences mean; None for one that is nobody's business."""

    def one_sided(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Verdict | None:
        """Judge a record or part that is missing on one side."""

    def part(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Verdict | None:
        """Judge a part that both have, differently, and that changes only as a whole."""

    def value(
        self, place: Place, field: FieldShape, ours: Any, theirs: Any
    ) -> tuple[Verdict | None, Any]:
        """Judge a field of what is at a place, and return what of theirs is meant."""

    def added(self, place: Place, key: str, ours: Order, theirs: Order) -> Order:
        """Return which parts of a list they added."""

    def order(self, place: Place, key: str, ours: Order, theirs: Order) -> Verdict | None:
        """Judge the order of a list of parts, which differs even when what is new comes last."""


Order = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells every difference as theirs: ours is what was before."""

    def one_sided(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Verdict | None:
        """Return that they added or removed it."""
        del place, shape, ours, theirs
        return Verdict.THEIRS

    def part(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Verdict | None:
        """Return that they changed it."""
        del place, shape, ours, theirs
        return Verdict.THEIRS

    def value(
        self, place: Place, field: FieldShape, ours: Any, theirs: Any
    ) -> tuple[Verdict | None, Any]:
        """Return that they changed it."""
        del place, field, ours
        return Verdict.THEIRS, theirs

    def added(self, place: Place, key: str, ours: Order, theirs: Order) -> Order:
        """Return all that ours lacks."""
        del place, key
        return tuple(one for one in theirs if one not in ours)

    def order(self, place: Place, key: str, ours: Order, theirs: Order) -> Verdict | None:
        """Return that they put it in order."""
        del place, key, ours, theirs
        return Verdict.THEIRS


@dataclass(frozen=True, slots=True)
class WithoutAncestor:
    """Takes what differs as theirs, but nothing as removed: nobody knows who was first."""

    def one_sided(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Verdict | None:
        """Return that they added it, or that they lack it."""
        del place, shape, theirs
        return Verdict.THEIRS if ours is None else Verdict.ABSENT

    def part(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Verdict | None:
        """Return that they changed it."""
        return Telling().part(place, shape, ours, theirs)

    def value(
        self, place: Place, field: FieldShape, ours: Any, theirs: Any
    ) -> tuple[Verdict | None, Any]:
        """Return their value; of a list what only we have stays."""
        del place
        if not field.many:
            return (Verdict.ABSENT if theirs in (None, "") else Verdict.THEIRS), theirs
        if set(ours) <= set(theirs):
            return Verdict.THEIRS, theirs
        new = tuple(one for one in theirs if one not in ours)
        return (Verdict.THEIRS, (*ours, *new)) if new else (Verdict.ABSENT, theirs)

    def added(self, place: Place, key: str, ours: Order, theirs: Order) -> Order:
        """Return all that ours lacks."""
        return Telling().added(place, key, ours, theirs)

    def order(self, place: Place, key: str, ours: Order, theirs: Order) -> Verdict | None:
        """Return that they put it in order."""
        return Telling().order(place, key, ours, theirs)


@dataclass(frozen=True, slots=True)
class FromAncestor:
    """Compares both sides with what they come from.

    Attributes:
        ancestor: What they come from.
    """

    ancestor: Ancestor

    def one_sided(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Verdict | None:
        """Return who added, removed or kept it."""
        before = self.ancestor.there(place)
        if before is None:
            return Verdict.THEIRS if ours is None else None
        stays = is_same(before, self._imprint(place, shape, theirs if ours is None else ours))
        if ours is None:
            return None if stays else Verdict.BOTH
        return Verdict.THEIRS if stays else Verdict.BOTH

    def part(self, place: Place, shape: Shape, ours: Any, theirs: Any) -> Verdict | None:
        """Return who changed it."""
        before = self.ancestor.there(place)
        if before == self._imprint(place, shape, theirs):
            return None
        is_ours = before == self._imprint(place, shape, ours)
        return Verdict.THEIRS if is_ours else Verdict.BOTH

    def value(
        self, place: Place, field: FieldShape, ours: Any, theirs: Any
    ) -> tuple[Verdict | None, Any]:
        """Return who changed it."""
        if self._was(place, field, theirs):
            return None, theirs
        return (Verdict.THEIRS if self._was(place, field, ours) else Verdict.BOTH), theirs

    def added(self, place: Place, key: str, ours: Order, theirs: Order) -> Order:
        """Return what neither ours nor the ancestor has."""
        before = set(self._before(place, key))
        return tuple(
            one for one in theirs if one not in ours and self._name(place, key, one) not in before
        )

    def order(self, place: Place, key: str, ours: Order, theirs: Order) -> Verdict | None:
        """Return who put it in order."""
        before = self._before(place, key)
        mine, yours = (
            tuple(self._name(place, key, one) for one in side) for side in (ours, theirs)
        )
        if yours == _left_to_chance(before, yours):
            return None
        return Verdict.THEIRS if mine == _left_to_chance(before, mine) else Verdict.BOTH

    def _before(self, place: Place, key: str) -> Order:
        """Return the names of the parts that the ancestor had in a list, in order."""
        return tuple(self.ancestor.parts(self.ancestor.there(place), key))

    def _name(self, place: Place, key: str, part_id: str) -> str:
        return self.ancestor.seal.name(place.part(key, part_id))

    def _was(self, place: Place, field: FieldShape, value: Any) -> bool:
        """Tell whether the ancestor had a value in a field of what is at a place."""
        owner = self.ancestor.there(place)
        if not isinstance(owner, dict):
            return value is None or value == ()
        before = owner.get(field.key)
        if before is None or is_unsaid(field, value):
            return before is None and is_unsaid(field, value)
        return before == self.ancestor.seal.value(place.field(field.key), field, value)

    def _imprint(self, place: Place, shape: Shape, item: Any) -> str | Imprint:
        seal = self.ancestor.seal
        return seal.part(place, shape, item) if place.path else seal.imprint(place, item)


def _left_to_chance(before: Iterable[str], side: Order) -> Order:
    """Return the order that a side has when nobody put it in order: what is new comes last."""
    old = tuple(one for one in before if one in side)
    return (*old, *(one for one in side if one not in old))
