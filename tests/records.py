"""Makes records of every kind with references that hold: drawn by Hypothesis, or all filled.

Ids repeat across kinds on purpose (`x0` is a source and an actor), as the pack file allows it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from hypothesis import settings
from hypothesis import strategies as st

from briefing.domain.commitments import Assessment
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.exchange import Edition, FieldReference
from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.domain.prose import Scope
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.domain.sources import Original, Source
from briefing.domain.spans import Range, Span
from briefing.domain.statements import WordEdit
from briefing.domain.vocabularies import ActorKind, CellState, MatrixForm, ScopeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.kinds import Kind

# C0 but tab and LF, U+0085 and the non-characters; the codec leaves surrogates out.
_FORBIDDEN = [chr(code) for code in range(32) if code not in {9, 10}] + ["\x85"]
_FORBIDDEN += [chr(code) for code in range(0xFDD0, 0xFDF0)]
_FORBIDDEN += [chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)]
CHARACTERS = st.characters(codec="utf-8", exclude_characters="".join(_FORBIDDEN))
TEXTS = st.one_of(
    st.sampled_from(
        [
            "Harbour",
            "=1+1",
            "{{ x }}",
            "a\tb\nc",
            "\u202eevil",
            "e\u0301",
            "𝄞",
            "'; --",
            "%_\\",
            " ",
        ]
    ),
    st.text(CHARACTERS, min_size=1, max_size=8),
)
LONG_TEXTS = st.text(CHARACTERS, min_size=1, max_size=40)
DAYS = st.dates().map(lambda day: day.isoformat())
DATES = st.one_of(
    DAYS,
    DAYS.map(lambda day: day[:7]),
    DAYS.map(lambda day: f"{day[:4]}~"),
    st.tuples(DAYS, DAYS).map(lambda both: "/".join(sorted(both))),
    DAYS.map(lambda day: f"../{day}"),
    DAYS.map(lambda day: f"{day}/.."),
)
MOMENTS = st.one_of(
    DATES,
    st.builds(
        lambda day, hour, offset: f"{day}T{hour:02d}:05:09{offset}",
        DAYS,
        st.integers(0, 23),
        st.sampled_from(["", "Z", "+03:00", "-11:30"]),
    ),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=3,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=2)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12))


def examples(count: int) -> settings:
    """Return settings with so many examples, and in the profile `thorough` twenty times more."""
    usual = settings.get_profile("ci").max_examples
    return settings(max_examples=count * settings.default.max_examples // usual)


class Choices(Protocol):
    """Whoever decides what a field holds."""

    def number(self, least: int, most: int) -> int: ...
    def has(self) -> bool: ...
    def plain(self, plain: Plain) -> Any: ...


@dataclass(frozen=True)
class Drawn:
    """Leaves every decision to Hypothesis."""

    draw: Callable[..., Any]

    def number(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def has(self) -> bool:
        return self.draw(st.booleans())

    def plain(self, plain: Plain) -> Any:
        return self.draw(_STRATEGIES[plain])


class Everything:
    """Fills every field; no two texts are alike."""

    def __init__(self) -> None:
        self._count = 0

    def number(self, least: int, most: int) -> int:
        del least
        return most

    def has(self) -> bool:
        return True

    def plain(self, plain: Plain) -> Any:
        self._count += 1
        count = self._count
        return {
            Plain.INTEGER: count,
            Plain.BOOLEAN: True,
            Plain.DECIMAL: Decimal(count) / 4,
            Plain.DATE: f"2026-01-{count % 28 + 1:02d}",
            Plain.MOMENT: f"2026-01-{count % 28 + 1:02d}T10:00:00+02:00",
            Plain.FREE_FORM: json.dumps({"n": [count]}, separators=(",", ":")),
        }.get(plain, f"Words {count} of “Müller” 𝄞")


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_STRATEGIES: dict[Plain, st.SearchStrategy[Any]] = {
    Plain.TEXT: TEXTS,
    Plain.MARKDOWN: TEXTS,
    Plain.LONG_TEXT: LONG_TEXTS,
    Plain.INTEGER: st.integers(-3, 2**40),
    Plain.BOOLEAN: st.booleans(),
    Plain.DECIMAL: DECIMALS,
    Plain.DATE: DATES,
    Plain.MOMENT: MOMENTS,
    Plain.FREE_FORM: VALUES.map(_canonical),
}


@dataclass(frozen=True)
class Made:
    """A content with the bytes that its sources came from."""

    content: Content
    originals: Mapping[str, bytes]

    def original(self, sha256: str) -> bytes:
        return self.originals[sha256]


class Maker:
    """Makes records that refer to those of one content only."""

    def __init__(self, choices: Choices, content: Content) -> None:
        self._choices = choices
        self._content = content
        self._parts = 0
        self._stem = ""
        self.originals: dict[str, bytes] = {}

    def record(self, record_type: Any, record_id: str) -> Any:
        kind = BY_TYPE[record_type].singular if record_type in BY_TYPE else "cover"
        self._stem, self._parts = f"{kind}-{record_id}", 0
        return self._made(shape_of(record_type), "", {"id": record_id})

    def _made(self, shape: Shape, text: str, values: dict[str, Any]) -> Any:
        if shape.is_part:
            self._parts += 1
            values["id"] = f"{self._stem}-{self._parts}"
        special = _SPECIAL.get(shape.type)
        if special is not None:
            special(self, values)
        if shape.type is Source:
            text = values["text"] = self._choices.plain(Plain.LONG_TEXT)
        for field in sorted(shape.fields, key=lambda field: field.name != "source"):
            if field.name not in values and not (_is_place(shape, field)):
                values[field.name] = self._field(field, text, values)
            if field.name == "source" and values["source"]:
                text = self._content.get(Source, values["source"]).text
        if not issubclass(shape.type, Range):
            return shape.type(**values)
        start = self._choices.number(0, len(text) - 1)
        start = 0 if isinstance(self._choices, Everything) else start
        stop = self._choices.number(start + 1, len(text))
        made = shape.type(**values, start=start, stop=stop)
        return made.filled(text) if isinstance(made, Span) else made

    def _field(self, field: FieldShape, text: str, values: dict[str, Any]) -> Any:
        if field.many:
            count = self._choices.number(int(field.required), 2)
            return tuple(self._item(field, text, values) for _ in range(count))
        if not field.required and field.default is None and not self._can_fill(field):
            return None
        return self._item(field, text, values)

    def _can_fill(self, field: FieldShape) -> bool:
        return self._choices.has() and not (field.targets and not self._ids(field.targets[0]))

    def _item(self, field: FieldShape, text: str, values: dict[str, Any]) -> Any:
        if field.nested is not None:
            return self._made(field.nested, text, {})
        if field.vocabulary is not None:
            return self._pick(tuple(field.vocabulary))
        if field.plain is Plain.REFERENCE:
            targets = field.targets
            if len(targets) > 1:
                targets = ("topic",) if values["form"] is MatrixForm.STANCES else ("measure",)
            return self._pick(self._ids(targets[0]))
        if field.plain is Plain.DIGEST:
            return self._digest()
        return self._choices.plain(field.plain or Plain.TEXT)

    def _digest(self) -> str:
        data = str(self._choices.plain(Plain.TEXT)).encode()
        sha256 = hashlib.sha256(data).hexdigest()
        self.originals[sha256] = data
        return sha256

    def _pick(self, rows: Sequence[Any]) -> Any:
        return rows[self._choices.number(0, len(rows) - 1)]

    def _ids(self, singular: str) -> tuple[str, ...]:
        kind = next(kind for kind in KINDS if kind.singular == singular)
        return tuple(row.id for row in self._content.all(kind.record_type))

    def assessment(self, values: dict[str, Any]) -> None:
        states = (*(s for s in CellState if s is not CellState.SCORED), CellState.SCORED)
        values["state"] = self._pick(states)
        scored = values["state"] is CellState.SCORED
        values["score"] = self._choices.number(-1, 1) if scored else None

    def scope(self, values: dict[str, Any]) -> None:
        values["kind"] = self._pick(tuple(ScopeKind))
        if values["kind"] is ScopeKind.PACK:
            values["id"] = None
        else:
            values["id"] = self._pick(self._ids(values["kind"].value))

    def reference(self, values: dict[str, Any]) -> None:
        filled = [kind for kind in KINDS if self._content.all(kind.record_type)]
        values["kind"] = self._pick(filled).singular
        values["id"] = self._pick(self._ids(values["kind"]))

    def edition(self, values: dict[str, Any]) -> None:
        if isinstance(self._choices, Drawn):
            values["content"] = _canonical(self._choices.draw(OBJECTS))
        else:
            values["content"] = _canonical({"pack": {"title": "As it was"}})

    def original(self, values: dict[str, Any]) -> None:
        values["sha256"] = self._digest()

    def word_edit(self, values: dict[str, Any]) -> None:
        values["text"] = f"[{self._choices.plain(Plain.TEXT)}]"


_SPECIAL: dict[Any, Callable[[Maker, dict[str, Any]], None]] = {
    Assessment: Maker.assessment,
    Scope: Maker.scope,
    FieldReference: Maker.reference,
    Edition: Maker.edition,
    Original: Maker.original,
    WordEdit: Maker.word_edit,
}


def _is_place(shape: Shape, field: FieldShape) -> bool:
    return issubclass(shape.type, Range) and field.name in {
        "start",
        "stop",
        "exact",
        "prefix",
        "suffix",
    }


def with_record(content: Content, record: Any) -> Content:
    """Return the content with one record added, or put in place of the one with its id."""
    kind = BY_TYPE[type(record)]
    rows = [row for row in content.all(kind.record_type) if row.id != record.id]
    rows = sorted([*rows, record], key=lambda row: (row.order, row.id))
    return replace(content, **{kind.name: tuple(rows)})


_NEEDED = ("source", "actor", "topic", "meeting", "measure")


def _seed() -> Content:
    content = Content(cover=Cover(id="cover", title="Seed"))
    for singular in _NEEDED:
        kind = next(kind for kind in KINDS if kind.singular == singular)
        plain = {
            "text": "Seed text, fifteen words “or so” 𝄞 long.",
            "title": "Seed",
            "name": "Seed",
        }
        names = {field.name for field in shape_of(kind.record_type).fields if field.required}
        values = {name: plain[name] for name in names & plain.keys()} | {"id": "x0"}
        if singular == "actor":
            values["kind"] = ActorKind.PERSON
        content = with_record(content, kind.record_type(**values))
    return content


SEED = _seed()
"""One source, actor, topic, meeting and measure, to which the others can refer."""


def filled_content() -> Made:
    """Return a content with two records of every kind in which no field is empty."""
    content = SEED
    originals: dict[str, bytes] = {}
    choices = Everything()
    for name in ("x1", "x2"):
        for kind in KINDS:
            maker = Maker(choices, content)
            content = with_record(content, maker.record(kind.record_type, name))
            originals |= maker.originals
    cover = Maker(choices, content).record(Cover, "cover")
    return Made(content=replace(content, cover=cover), originals=originals)


@st.composite
def contents(draw: Callable[..., Any], kinds: tuple[Kind, ...] = KINDS, most: int = 3) -> Made:
    """Draw a content: the seed, a cover, and up to `most` records of the given kinds."""
    content = SEED
    originals: dict[str, bytes] = {}
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=most))
    for number, kind in enumerate(chosen, start=1):
        maker = Maker(Drawn(draw), content)
        content = with_record(content, maker.record(kind.record_type, f"x{number}"))
        originals |= maker.originals
    cover = Maker(Drawn(draw), content).record(Cover, "cover")
    return Made(content=replace(content, cover=cover), originals=originals)
