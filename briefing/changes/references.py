"""What a record rests on: other records by reference, sources by their words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from briefing.domain.agenda import Matrix
from briefing.domain.exchange import Release, Remark
from briefing.domain.prose import Section
from briefing.domain.revisions import is_older_than_itself
from briefing.domain.shape import FieldShape, Plain, shape_of
from briefing.domain.sources import Source
from briefing.domain.spans import Range, Span
from briefing.domain.vocabularies import ScopeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Reference:
    """That a field of a record names another record.

    Attributes:
        root: The field of the record in which it lies.
        kinds: What it may be, singular.
        id: Which one.
    """

    root: str
    kinds: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record cannot stand as it is.

    Attributes:
        root: The field of the record in which it lies.
        sentence: What is wrong.
        missing: The record that it names in vain; None where its words or parts are at fault.
    """

    root: str
    sentence: str
    missing: Reference | None = None


def references(record: Any) -> Iterator[Reference]:
    """Yield every record that a record names."""
    if isinstance(record, Remark | Release):
        yield Reference("record", (record.record.kind,), record.record.id)
    if isinstance(record, Section) and record.scope.kind is not ScopeKind.PACK and record.scope.id:
        yield Reference("scope", (record.scope.kind.value,), record.scope.id)
    for root, field, owner, value in _plain_values(record):
        if field.plain is Plain.REFERENCE and field.name != "id":
            is_column = isinstance(owner, Matrix) and field.name == "columns"
            kinds = (owner.column_kind,) if is_column else field.targets
            yield Reference(root, kinds, value)


def faults(record: Any, find: Callable[[str, str], Any]) -> Iterator[Fault]:
    """Yield why a record cannot stand: references, words and parts.

    Args:
        record: The record, or the cover.
        find: Returns a record by kind and id, None where there is none.
    """
    name = type(record).__name__.lower()
    for reference in references(record):
        if all(find(kind, reference.id) is None for kind in reference.kinds):
            wanted = " or ".join(reference.kinds)
            sentence = f"the {name} names the {wanted} “{reference.id}”, which is not in the pack"
            yield Fault(reference.root, sentence, reference)
    if isinstance(record, Source) and is_older_than_itself(record, partial(find, "source")):
        yield Fault("replaces", "the source would be a revision of itself")
    yield from _differing_words(record, name, find)
    for root, ids in _part_ids(record).items():
        twice = [one for one, times in Counter(ids).items() if one and times > 1]
        if twice:
            yield Fault(root[0], f"the {name} would have the part “{twice[0]}” twice")


def _differing_words(record: Any, name: str, find: Callable[[str, str], Any]) -> Iterator[Fault]:
    for root, source_id, item in _ranges(record):
        source = record if isinstance(record, Source) else find("source", source_id)
        if source is None:
            continue
        if item.stop > len(source.text) or (
            isinstance(item, Span) and not item.matches(source.text)
        ):
            yield Fault(
                root,
                f"the {name} has a passage at {item.start} to {item.stop} that is not in the text "
                f"of “{source.title}”",
            )


def _plain_values(item: Any, root: str | None = None) -> Iterator[tuple[str, FieldShape, Any, Any]]:
    """Yield every plain value with the field of the record, its own field and its owner."""
    for field in shape_of(type(item)).fields:
        value = getattr(item, field.name)
        for one in value if field.many else (value,):
            if one is None:
                continue
            if field.nested is not None:
                yield from _plain_values(one, root or field.key)
            else:
                yield root or field.key, field, item, one


def _ranges(item: Any, root: str | None = None, owner: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield every passage with the field of the record and the source that it is in."""
    source = getattr(item, "source", None) or owner
    for field in shape_of(type(item)).fields:
        value = getattr(item, field.name)
        if field.nested is None:
            continue
        for one in value if field.many else (value,):
            if one is None:
                continue
            here = root or field.key
            if isinstance(one, Range):
                yield here, getattr(one, "source", None) or source, one
            yield from _ranges(one, here, source)


def _part_ids(item: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for field in shape_of(type(item)).fields:
        if field.nested is None or not field.many:
            continue
        here = (*path, field.key)
        for part in getattr(item, field.name):
            found.setdefault(here, []).append(part.id)
            for inner, ids in _part_ids(part, here).items():
                found.setdefault(inner, []).extend(ids)
    return found
