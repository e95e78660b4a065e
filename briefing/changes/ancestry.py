"""What two packs come from, as digests: they tell whether a value was the same, not what it was.

An imprint stands for a record: by field the digest of its value, by list of parts the digests of
their ids in order, each with the part's own imprint. What is absent or at its default is not in
it. Digests are keyed: only packs of one lineage can compare them. `order` and `captured`, which no
merge takes over, are left out.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias

from briefing.changes.paths import is_by_id, is_indivisible
from briefing.changes.places import COVER, Place
from briefing.changes.values import field_as_plain
from briefing.domain.exchange import Edition, Proposal
from briefing.domain.kinds import KINDS
from briefing.domain.shape import FieldShape, Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from briefing.domain.content import Content

Imprint: TypeAlias = "dict[str, str | Imprints]"
Imprints: TypeAlias = "dict[str, str | Imprint]"

MERGED = tuple(kind for kind in KINDS if kind.record_type not in (Edition, Proposal))
"""The kinds that a merge compares; editions and the inbox stay with their pack."""
NEUTRAL = frozenset({"order", "captured"})
"""The fields of records that make no difference between two packs."""
_DIGEST = 8  # bytes


@dataclass(frozen=True, slots=True)
class Seal:
    """Makes the digests of one lineage.

    Attributes:
        key: What the packs of the lineage share, and nobody can guess.
    """

    key: bytes

    def name(self, place: Place) -> str:
        """Return the digest of which record it is, or which part of a record."""
        return self._digest(place, b"")

    def value(self, place: Place, field: FieldShape, value: Any) -> str:
        """Return the digest of a field's value."""
        if isinstance(value, str):
            return self._digest(place, b"=" + value.encode())
        return self._digest(place, b":" + _canonical(field_as_plain(field, value)))

    def imprint(self, place: Place, item: Any) -> Imprint:
        """Return the imprint of a record or part."""
        made: Imprint = {}
        record_type: Any = type(item)
        for field, by_id in _fields(record_type):
            value = getattr(item, field.name)
            if is_unsaid(field, value) or (field.name in NEUTRAL and not place.path):
                continue
            made[field.key] = (
                self._parts(place, field, value)
                if by_id
                else self.value(place.field(field.key), field, value)
            )
        return made

    def part(self, place: Place, shape: Shape, part: Any) -> str | Imprint:
        """Return the imprint of a part; one digest for one that changes only as a whole."""
        if is_indivisible(shape):
            return self._digest(place, b":" + _canonical(_plain_part(shape, part)))
        return self.imprint(place, part)

    def _parts(self, place: Place, field: FieldShape, parts: tuple[Any, ...]) -> Imprints:
        shape = field.nested
        if shape is None:
            return {}
        places = [place.part(field.key, part.id) for part in parts]
        return {
            self.name(here): self.part(here, shape, part)
            for here, part in zip(places, parts, strict=True)
        }

    def _digest(self, place: Place, data: bytes) -> str:
        words = f"{place.kind}\0{place.record or ''}\0{place.path}\0".encode()
        return b64encode(
            blake2b(words + data, key=self.key, digest_size=_DIGEST).digest()
        ).decode()[:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancestor:
    """What two packs come from.

    Attributes:
        seal: What its digests were made with.
        imprints: The imprint of each record, by its name.
    """

    seal: Seal
    imprints: Mapping[str, Imprint]

    def there(self, place: Place) -> str | Imprint | None:
        """Return the imprint of the record or part at a place, None where it had none."""
        here = Place(place.kind, place.record)
        found: str | Imprint | None = self.imprints.get(self.seal.name(here))
        for key, part in zip(place.steps[::2], place.steps[1::2], strict=True):
            here = here.part(key, part)
            found = self.parts(found, key).get(self.seal.name(here))
        return found

    @staticmethod
    def parts(owner: str | Imprint | None, key: str) -> Imprints:
        """Return what an imprint has of a list of parts, in order."""
        found = owner.get(key) if isinstance(owner, dict) else None
        return found if isinstance(found, dict) else {}


def is_same(one: str | Imprint, other: str | Imprint) -> bool:
    """Tell whether two imprints are of the same, with parts in the same order."""
    return as_text(one) == as_text(other)


def as_text(imprint: str | Imprint) -> str:
    """Return an imprint as JSON; fields are sorted, parts in their order."""
    return _IN_ORDER.encode(imprint)


def merged_records(content: Content) -> Iterator[tuple[Place, Any]]:
    """Yield the cover and every record that a merge compares, each with its place."""
    yield COVER, content.cover
    for kind in MERGED:
        for record in content.all(kind.record_type):
            yield Place(kind.singular, record.id), record


def is_unsaid(field: FieldShape, value: Any) -> bool:
    """Tell whether a value is absent or at its default, so that an imprint leaves it out."""
    return value in (None, ()) if field.default is None else value == field.default


@cache
def _fields(record_type: Any) -> tuple[tuple[FieldShape, bool], ...]:
    """Return the fields by name, and whether each is a list of parts."""
    fields = sorted(shape_of(record_type).fields, key=lambda field: field.key)
    return tuple((field, is_by_id(field)) for field in fields if field.name != "id")


def _plain_part(shape: Shape, part: Any) -> dict[str, Any]:
    return {
        field.key: field_as_plain(field, getattr(part, field.name))
        for field, _ in _fields(shape.type)
        if not is_unsaid(field, getattr(part, field.name))
    }


def _number(value: Decimal) -> list[int]:
    """Return the one form of numbers that are equal: 1.0 and 1.00 are."""
    return list(value.as_integer_ratio())


_IN_ORDER = json.JSONEncoder(separators=(",", ":"))
_CANONICAL = json.JSONEncoder(separators=(",", ":"), sort_keys=True, default=_number)


def _canonical(plain: Any) -> bytes:
    return _CANONICAL.encode(plain).encode()
