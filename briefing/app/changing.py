"""What of a proposal can be changed before it is accepted, value by value, and put together again.

The words and bytes of a source, and passages, whose words belong to their source, cannot.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefing.app.stage_entries import DATE, corrects_entry
from briefing.app.wordings import headline
from briefing.changes.change import PACK
from briefing.changes.paths import NoSuchFieldError, field_named, is_by_id, is_order, steps_of
from briefing.changes.proposals import proposed
from briefing.changes.values import UnfitValueError, field_made
from briefing.domain.commitments import StageEntry
from briefing.domain.cover import Cover
from briefing.domain.kinds import BY_SINGULAR
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.domain.spans import Range
from briefing.domain.vocabularies import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.domain.content import Content
    from briefing.domain.exchange import Proposal

Path = tuple[str | int, ...]

_OURS = frozenset({"id", "by", "captured", "checked", "order"})
_LAST = frozenset({"sensitive", "disclosure"})
_WHOLE = frozenset({Plain.LONG_TEXT, Plain.DIGEST, Plain.FREE_FORM})
_UNDECIDED = frozenset({ProposalState.WAITING, ProposalState.CONFLICT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a proposal that can be changed.

    Attributes:
        path: Where it stands in what is proposed: keys and places; empty for all of it.
        field: What it is.
        words: What the field is called, such as `stages 2 · note`.
        plain: The value as proposed, in plain JSON; None where nothing is.
        hint: What it means that nothing is.
    """

    path: Path
    field: FieldShape
    words: str
    plain: Any
    hint: str = ""

    def complaint(self, plain: Any) -> str | None:
        """Return why another value cannot be kept here, or None when it can."""
        try:
            field_made(self.field, plain, f"“{self.words}”")
        except UnfitValueError as error:
            return str(error)
        return None


def values_of(proposal: Proposal) -> tuple[Value, ...]:
    """Return the values of a proposal that can be changed, in the order of its record.

    There are none where it removes something, is refused, or is a passage or an order of a list.
    """
    if proposal.state is ProposalState.REFUSED:
        return ()
    try:
        after = proposed(proposal, "new").change.after
        added = (_NEW_ENTRY,) if corrects_entry(proposal) else ()
        return (*_values(proposal, after), *added)
    except UnfitValueError:
        return ()


_NEW_ENTRY: Final = Value(
    path=(DATE,),
    field=field_named(shape_of(StageEntry), DATE),
    words="added as an entry of",
    plain=None,
    hint="no date: the entry is corrected",
)
"""The date that makes a new entry of a stage which otherwise corrects the one that is there."""


def with_values(proposal: Proposal, new: Mapping[Path, Any]) -> Any:
    """Return what a proposal proposes with other values, as `accept_changed` takes it.

    Args:
        proposal: The proposal.
        new: The other values by their path; None takes a value away.
    """
    after = copy.deepcopy(proposed(proposal, "new").change.after)
    if new.get(_NEW_ENTRY.path):
        return {"stage": new.get((), after), DATE: new[_NEW_ENTRY.path]}
    for path, plain in new.items():
        if not path:
            return plain
        place = after
        for step in path[:-1]:
            place = place[step] if isinstance(step, int) else place.setdefault(step, {})
        place[path[-1]] = plain
    # a field that is taken away is named, or it would be taken as it was proposed
    return {key: _tidy(value) for key, value in after.items()}


def choices(content: Content, field: FieldShape) -> tuple[tuple[str, str], ...]:
    """Return what a field that refers to records can name: ids with the records' names.

    Records that are themselves proposed can be named too: they come along.
    """
    found = {
        row.id: headline(content, row)
        for target in field.targets
        for row in content.all(BY_SINGULAR[target].record_type)
    }
    for one in content.proposals:
        if one.kind in field.targets and one.field is None and one.state in _UNDECIDED:
            found |= _coming(one, found)
    return tuple(found.items())


def _coming(proposal: Proposal, known: Mapping[str, str]) -> dict[str, str]:
    try:
        change = proposed(proposal, "").change
    except UnfitValueError:
        return {}
    after = change.after
    if not isinstance(after, dict) or not change.record or change.record in known:
        return {}
    words = next((after[key] for key in ("name", "title", "text") if after.get(key)), change.record)
    return {change.record: str(words)}


# ------------------------------------------------------------------ finding values


def _values(proposal: Proposal, after: Any) -> Iterator[Value]:
    shape = _shape(proposal.kind)
    if proposal.field is None:
        if isinstance(after, dict):
            yield from _inside(shape, after, (), "")
        return
    steps = steps_of(proposal.field)
    if is_order(steps):
        return
    for step in steps[:-1]:
        field = field_named(shape, step.key)
        if field.nested is None:
            raise NoSuchFieldError(f"There is no field “{proposal.field}”.")
        shape = field.nested
    field = field_named(shape, steps[-1].key)
    if is_by_id(field) and field.nested is not None:
        if isinstance(after, dict):
            yield from _part(field.nested, after, (), "")
    else:
        yield from _of_field(field, after, (), _words(field))


def _shape(kind: str) -> Shape:
    if kind == PACK:
        return shape_of(Cover)
    if kind not in BY_SINGULAR:
        raise NoSuchFieldError(f"There is no kind of record “{kind}”.")
    return shape_of(BY_SINGULAR[kind].record_type)


def _inside(shape: Shape, plain: dict[str, Any], path: Path, before: str) -> Iterator[Value]:
    for field in sorted(shape.fields, key=lambda one: one.name in _LAST):
        if field.name not in _OURS:
            words = f"{before}{_words(field)}"
            value = plain.get(field.key)
            if is_by_id(field) and field.nested is not None:
                yield from _parts(field.nested, value, (*path, field.key), words)
            else:
                yield from _of_field(field, value, (*path, field.key), words)


def _parts(shape: Shape, rows: Any, path: Path, words: str) -> Iterator[Value]:
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield from _part(shape, row, (*path, place), f"{words} {place + 1} · ")


def _part(shape: Shape, plain: dict[str, Any], path: Path, before: str) -> Iterator[Value]:
    if not issubclass(shape.type, Range):
        yield from _inside(shape, plain, path, before)


def _of_field(field: FieldShape, value: Any, path: Path, words: str) -> Iterator[Value]:
    """Yield a field's value; of one with fields of its own each of them, where it is there."""
    if field.nested is not None:
        if not field.many and isinstance(value, dict):
            yield from _part(field.nested, value, path, f"{words} · ")
    elif field.plain not in _WHOLE:
        if value is None and not field.many and field.plain is not Plain.REFERENCE:
            value = field.default
        yield Value(path=path, field=field, words=words, plain=value)


def _words(field: FieldShape) -> str:
    return field.key.replace("_", " ")


def _tidy(plain: Any) -> Any:
    """Return plain values without what is empty."""
    if isinstance(plain, dict):
        return {key: _tidy(value) for key, value in plain.items() if value not in (None, "", [])}
    return [_tidy(one) for one in plain] if isinstance(plain, list) else plain
