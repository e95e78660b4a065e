"""What differs between two packs, in lines that a person can read."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefing.app import packs
from briefing.app.wordings import headline, quote_words
from briefing.changes.change import PACK, Change
from briefing.changes.diff import diff
from briefing.changes.paths import ORDER, field_named, is_by_id, steps_of
from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.changed import What
from briefing.domain.commitments import Assessment, Commitment
from briefing.domain.dates import sort_key
from briefing.domain.ids import ActorId
from briefing.domain.kinds import BY_SINGULAR, KINDS
from briefing.domain.prose import Fact
from briefing.domain.shape import FieldShape, Plain, shape_of
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from briefing.changes.paths import Step
    from briefing.domain.base import Record
    from briefing.domain.content import Content

_LONG = 60
_NOTHING = "–"  # typography of user text


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One change in words.

    Attributes:
        group: Whom it concerns, or what kind of record: `Italy`, `Sources`.
        text: What changed: `commitment “No ground troops” · stage: pledged → agreed`.
        change: The change.
    """

    group: str
    text: str
    change: Change

    @property
    def line(self) -> str:
        """Return group and text in one line."""
        return f"{self.group} · {self.text}"


def compare(before: Path, after: Path) -> tuple[Difference, ...]:
    """Return what changed from one saved pack to another; neither is touched.

    Raises:
        InputRefusedError: One of the files is no pack, a newer one, or damaged.
    """
    with closing(packs.open_pack(before, read_only=True)) as pack:
        older = pack.content
    with closing(packs.open_pack(after, read_only=True)) as pack:
        return differences(older, pack.content)


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Return what changed between two contents: by country in its order, then by kind."""
    words = _Words(before, after)
    actors = [_spaced(actor.name) for actor in (*after.actors, *before.actors)]
    groups = dict.fromkeys([*actors, "Pack", *(kind.name.capitalize() for kind in KINDS)])
    places = {group: place for place, group in enumerate(groups)}
    rows = [(words.names(change), change) for change in diff(before, after)]
    rows.sort(key=lambda row: places[row[0][0]])
    return tuple(
        Difference(group=", ".join(names), text=words.text(change), change=change)
        for names, change in rows
    )


class _Words:
    """Finds words for the changes between two contents."""

    def __init__(self, before: Content, after: Content) -> None:
        self._contents = (after, before)

    def names(self, change: Change) -> tuple[str, ...]:
        """Return whom a change concerns: the actors of a statement, else the kind of record."""
        if change.kind == PACK:
            return ("Pack",)
        record_type = BY_SINGULAR[change.kind].record_type
        names: dict[str, None] = {}
        for content in self._contents:
            record = content.find(record_type, change.record)
            actors = (content.get(Actor, ActorId(one)) for one in _actors(record))
            names |= dict.fromkeys(_spaced(actor.name) for actor in actors)
        return tuple(name for name in names if name) or (
            BY_SINGULAR[change.kind].name.capitalize(),
        )

    def text(self, change: Change) -> str:
        """Return what changed, without whom it concerns."""
        record, content = self._record(change)
        text = self._field(change, record) if change.field else change.what.value
        title = _title(content, record) if change.kind != PACK else ""
        return f"{change.kind} “{_cut(title)}” · {text}" if title else text

    def _record(self, change: Change) -> tuple[Any, Content]:
        after, before = self._contents
        if change.kind == PACK:
            return after.cover, after
        record_type = BY_SINGULAR[change.kind].record_type
        found = after.find(record_type, change.record)
        return (found, after) if found else (before.find(record_type, change.record), before)

    def _field(self, change: Change, record: Any) -> str:
        steps = steps_of(change.field or "")
        if steps[0].key == "stages" and len(steps) == 1 and steps[0].part:
            return self._stage(change)
        field, part = self._place(record, steps)
        name = " · ".join((*part, field.key.replace("_", " ")))
        if steps[-1].key == ORDER and is_by_id(field):
            return f"{name}: put in another order"
        if steps[-1].part is not None:
            value = change.before if change.after is None else change.after
            if change.what is What.CHANGED:
                return f"{name}: {self._shown(field, change.before)} → {self._shown(field, value)}"
            return f"{name} {change.what.value}: {self._shown(field, value)}"
        if field.many:
            return f"{name} {self._list(field, change.before or (), change.after or ())}"
        return f"{name}: {self._shown(field, change.before)} → {self._shown(field, change.after)}"

    def _place(self, record: Any, steps: tuple[Step, ...]) -> tuple[FieldShape, list[str]]:
        """Return the field that a path leads to, and the parts on the way in words."""
        shape, item, names = shape_of(type(record)), record, []
        field = field_named(shape, steps[0].key)
        for step, following in zip(steps, (*steps[1:], None), strict=True):
            if following is None or (step.part is None and following.key == ORDER):
                break
            rows = getattr(item, field.name)
            item = next((row for row in rows if row.id == step.part), None)
            names.append(self._part(field, item))
            shape = field.nested or shape
            field = field_named(shape, following.key)
        return field, names

    def _part(self, field: FieldShape, part: Any) -> str:
        stem = field.key.removesuffix("s")
        for name in ("stage", "actor", "person", "title", "language", "text"):
            value = getattr(part, name, None)
            if value:
                shown = self._plain(field_named(shape_of(type(part)), name), value)
                return f"{stem} {shown}"
        return stem

    def _stage(self, change: Change) -> str:
        """Tell from which stage to which a commitment went."""
        if change.what is What.REMOVED:
            return f"stage removed: {_stage(change.before)}"
        if change.what is What.CHANGED:
            return f"stage: {_stage(change.before)} → {_stage(change.after)}"
        old = self._contents[1].find(Commitment, change.record)
        last = max(old.stages, key=lambda row: sort_key(row.date)) if old and old.stages else None
        known = last.stage.label.lower() if last else _NOTHING
        return f"stage: {known} → {_stage(change.after)}"

    def _list(self, field: FieldShape, before: Sequence[Any], after: Sequence[Any]) -> str:
        """Tell what is new in a list of plain values and what is gone."""
        changed = (
            ("added", [one for one in after if one not in before]),
            ("removed", [one for one in before if one not in after]),
        )
        words = [
            f"{what}: {', '.join(self._shown(field, one) for one in some)}"
            for what, some in changed
            if some
        ]
        return "; ".join(words) or "put in another order"

    def _shown(self, field: FieldShape, value: Any) -> str:
        if value is None:
            return _NOTHING
        if field.nested is None:
            return self._plain(field, value)
        if "exact" in value:
            return f"“{_cut(value['exact'])}”"
        known = {inner.key: inner for inner in field.nested.fields}
        words = [
            self._plain(known[key], one)
            for key, one in value.items()
            if key != "id" and known[key].nested is None and not known[key].many
        ]
        return " ".join(words)

    def _plain(self, field: FieldShape, value: Any) -> str:
        if field.vocabulary is not None:
            return field.vocabulary(value).label.lower()
        if field.plain is Plain.REFERENCE:
            return self._named(field, value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | Decimal):
            return str(value)
        return _cut(str(value))

    def _named(self, field: FieldShape, record_id: str) -> str:
        for content in self._contents:
            for kind in field.targets:
                found = content.find(BY_SINGULAR[kind].record_type, record_id)
                if found is not None:
                    return _cut(_title(content, found))
        return record_id


def _stage(plain: dict[str, Any]) -> str:
    label = Stage(plain["stage"]).label.lower()
    return f"{label} ({plain['date']})" if "date" in plain else label


def _title(content: Content, record: Record) -> str:
    own = _TITLES.get(type(record))
    return own(content, record) if own else headline(content, record)


_TITLES: dict[type[Any], Callable[[Content, Any], str]] = {
    Commitment: lambda _, row: str(row.text),
    Quote: quote_words,
    Position: lambda content, row: str(content.get(Topic, row.topic).name),
    Fact: lambda _, row: str(row.label),
}


def _actors(record: Any) -> Iterator[str]:
    if isinstance(record, Commitment):
        yield from dict.fromkeys(party.actor for party in record.parties)
    elif isinstance(record, Quote):
        found = record.speaks_for or record.speaker
        yield from (found,) if found else ()
    elif isinstance(record, Position | Assessment | Fact):
        yield record.actor
    elif isinstance(record, Actor):
        yield record.id


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str) -> str:
    words = _spaced(text)
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"
