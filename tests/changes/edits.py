"""Draws edited copies of a content, and looks at contents as plain trees, apart from the program.

A tree has a branch for every record, list of parts and part, and a leaf for every other value; what
is absent is not in it.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hypothesis import strategies as st

from briefing.changes.ancestry import Ancestor, Seal, merged_records
from briefing.changes.merge import merge as merge_from
from briefing.domain.base import Part, RangePart, SpanPart
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.shape import shape_of
from briefing.domain.sources import Source
from briefing.domain.spans import Range
from tests.records import Drawn, Maker, filled_content, with_record

FILLED = filled_content()
BASE = FILLED.content
NEUTRAL = {"order", "captured"}
MISSING = object()
SEAL = Seal(b"the key of these tests")

# Fields that mean something only together; what a source says never changes.
_TOGETHER = {
    "quote": {"source", "pieces", "edits", "also_in", "speaker_as_named", "translations"},
    "matrix": {"form", "rows", "columns"},
    "assessment": {"state", "score"},
}
_NOT_WORDS = {"id", "exact", "prefix", "suffix"}
_FIXED = {"id", "text", "original", "set_aside"}


def ancestor_of(content, seal):
    """What a lineage would have kept of a content."""
    imprints = {
        seal.name(place): seal.imprint(place, record) for place, record in merged_records(content)
    }
    return Ancestor(seal=seal, imprints=imprints)


def merge(base, ours, theirs):
    """Merge over the digests of a content, or over none."""
    return merge_from(None if base is None else ancestor_of(base, SEAL), ours, theirs)


def records(content):
    """Return every record that is not one of the first, on which others rest."""
    return [row for kind in KINDS for row in content.all(kind.record_type) if row.id != "x0"]


def without(content, record):
    """Return a content without a record, whatever refers to it."""
    kind = next(kind for kind in KINDS if kind.record_type is type(record))
    rows = tuple(row for row in content.all(type(record)) if row.id != record.id)
    return replace(content, **{kind.name: rows})


def _put(content, record):
    if isinstance(record, Cover):
        return replace(content, cover=record)
    return with_record(content, record)


def _pick(draw, content):
    return draw(st.sampled_from([*records(content), content.cover]))


def _fields(record):
    fixed = _FIXED if isinstance(record, Source) else {"id"}
    return [field for field in shape_of(type(record)).fields if field.name not in fixed]


def change_field(draw, content, name):
    """Give a field another value, with those it cannot be without."""
    del name
    record = _pick(draw, content)
    field = draw(st.sampled_from(_fields(record)))
    fresh = Maker(Drawn(draw), content).record(type(record), record.id)
    group = _TOGETHER.get(type(record).__name__.lower(), set())
    names = group if field.name in group else {field.name}
    return _put(content, replace(record, **{one: getattr(fresh, one) for one in names}))


def add_record(draw, content, name):
    """Add a record; two sides may come upon the same id."""
    kind = draw(st.sampled_from(KINDS))
    record_id = name if kind.record_type is Source else draw(st.sampled_from([name, "both"]))
    return _put(content, Maker(Drawn(draw), content).record(kind.record_type, record_id))


def remove_record(draw, content, name):
    """Remove a record."""
    del name
    rows = records(content)
    return without(content, draw(st.sampled_from(rows))) if rows else content


def _lists(record):
    return [
        field
        for field in _fields(record)
        if field.many and field.nested is not None and getattr(record, field.name)
    ]


def _with_list(draw, content):
    rows = [row for row in [*records(content), content.cover] if _lists(row)]
    record = draw(st.sampled_from(rows))
    return record, draw(st.sampled_from(_lists(record)))


def shuffle_parts(draw, content, name):
    """Put the parts of a list in another order."""
    del name
    record, field = _with_list(draw, content)
    parts = tuple(draw(st.permutations(getattr(record, field.name))))
    return _put(content, replace(record, **{field.name: parts}))


def remove_part(draw, content, name):
    """Remove a part of a list."""
    del name
    record, field = _with_list(draw, content)
    parts = getattr(record, field.name)
    gone = draw(st.sampled_from(parts))
    kept = tuple(part for part in parts if part != gone)
    return _put(content, replace(record, **{field.name: kept}))


def add_part(draw, content, name):
    """Copy a part of a list under another id, at its end."""
    record, field = _with_list(draw, content)
    parts = getattr(record, field.name)
    inner = {
        one.name: ()
        for one in field.nested.fields
        if one.many and one.nested is not None and not one.required
    }
    if any(part.id == name for part in parts):
        return content
    new = replace(draw(st.sampled_from(parts)), id=name, **inner)
    return _put(content, replace(record, **{field.name: (*parts, new)}))


def change_part(draw, content, name):
    """Give a text in a part another value."""
    record, field = _with_list(draw, content)
    parts = getattr(record, field.name)
    texts = [
        one.name
        for one in field.nested.fields
        if one.plain == "text" and not one.many and one.name not in _NOT_WORDS
    ]
    if not texts:
        return content
    part = draw(st.sampled_from(parts))
    new = replace(part, **{draw(st.sampled_from(texts)): f"Words of {name}"})
    rows = tuple(new if row.id == part.id else row for row in parts)
    return _put(content, replace(record, **{field.name: rows}))


KEEPING = (change_field, add_record, add_part, change_part, remove_part)
IN_ORDER = (*KEEPING, remove_record)
EDITS = (*IN_ORDER, shuffle_parts)


class Copy(Content):
    """An edited copy that is shown by its edits; it would fill pages."""

    steps: tuple[str, ...] = ()

    def __repr__(self):
        return f"<copy: {', '.join(self.steps)}>"

    def _repr_pretty_(self, printer, cycle):
        del cycle
        printer.text(repr(self))


@st.composite
def copies(draw, side, content=BASE, edits=EDITS, most=5):
    """Draw an edited copy of a content."""
    content = Copy(**{field.name: getattr(content, field.name) for field in fields(Content)})
    steps = draw(st.lists(st.sampled_from(edits), max_size=most))
    for number, edit in enumerate(steps):
        content = edit(draw, content, f"{side}{number}")
    object.__setattr__(content, "steps", tuple(edit.__name__ for edit in steps))
    return content


# ------------------------------------------------------------------------ trees


def tree_of(content, *, left_out=("proposals", "editions"), neutral=frozenset(NEUTRAL)):
    """Return a content as a tree: kind, record, then fields and parts."""
    made = {"pack": {"": _branch(content.cover, frozenset({"id"}))}}
    for kind in KINDS:
        if kind.name not in left_out:
            rows = content.all(kind.record_type)
            made[kind.singular] = {row.id: _branch(row, neutral | {"id"}) for row in rows}
    return made


def _branch(item, left_out=frozenset({"id"})):
    made: dict[str, Any] = {}
    for name in item.__dataclass_fields__:
        value = getattr(item, name)
        if name in left_out:
            continue
        if _is_parts(item, name):
            made[name] = {
                part.id: part if isinstance(part, Range) else _branch(part) for part in value
            }
        elif value not in (None, ()):
            made[name] = value
    return made


def _is_parts(item, name):
    field = next(one for one in shape_of(type(item)).fields if one.name == name)
    classes = (Part, RangePart, SpanPart)
    return field.many and field.nested is not None and issubclass(field.nested.type, classes)


def both_changed(base, ours, theirs, path=()):
    """Return the paths at which two trees went different ways from a third."""
    if theirs in (ours, base) or ours == base:
        return set()
    if not (isinstance(ours, dict) and isinstance(theirs, dict)):
        return {path}
    base = base if isinstance(base, dict) else {}
    found = set()
    for key in {**ours, **theirs, **base}:
        sides = (side.get(key, MISSING) for side in (base, ours, theirs))
        found |= both_changed(*sides, (*path, key))
    return found


def merged(base, ours, theirs):
    """Return the tree in which nothing that one side alone changed is lost; ours where both did."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if not (isinstance(ours, dict) and isinstance(theirs, dict)):
        return ours
    base = base if isinstance(base, dict) else {}
    rows = {
        key: merged(*(side.get(key, MISSING) for side in (base, ours, theirs)))
        for key in {**ours, **theirs}
    }
    return {key: row for key, row in rows.items() if row is not MISSING}


def path_of(change):
    """Return where a change lies in a tree."""
    path = (change.kind, change.record or "")
    for step in (change.field or "").replace("]", "").split("."):
        path += tuple(step.split("[")) if step else ()
    reserved = {"from": "from_", "with": "with_"}
    return tuple(reserved.get(step, step) for step in path)
