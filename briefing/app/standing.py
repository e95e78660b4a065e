"""Where words of what goes still stand in what stays: told by place, never by the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.app.traces import FIRST, values_in
from briefing.app.unfolding import unfolded
from briefing.changes.change import PACK
from briefing.changes.mentions import read, strings_of
from briefing.domain.actors import Actor
from briefing.domain.cover import Cover
from briefing.domain.kinds import BY_TYPE
from briefing.domain.shape import Plain, shape_of
from briefing.domain.sources import Source
from briefing.domain.vocabularies import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefing.domain.base import Record

_PASSAGE = 40  # bytes; what is shorter two texts have in common by chance
_PASSAGES = re.compile(rb"(?=([" + re.escape(FIRST) + rb"].{39}))", re.DOTALL)
_CHUNK = 1 << 20
_WORDS = {Plain.TEXT, Plain.MARKDOWN, Plain.LONG_TEXT, Plain.FREE_FORM}
_SURNAME = 4  # letters; a shorter last word of a name is too common
_ORIGINAL = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One place in what stays that has words of what goes.

    Attributes:
        kind: The kind of the record that stays, singular; `pack` for the cover.
        id: Its id.
        field: The field in which they stand; `original` for the bytes of a source.
        of: Whose words they are: kind and id of a record that goes.
        is_name: Whether it is a name, not a passage.
    """

    kind: str
    id: str
    field: str
    of: str
    is_name: bool

    @property
    def place(self) -> str:
        """Return where it is in words."""
        record = self.kind if self.kind == PACK else f"{self.kind} {self.id}"
        return f"{record}, {self.field.replace('_', ' ')}"


class Words:
    """Names and passages of records, to be found again elsewhere.

    Args:
        records: The records that go.
        names_of_sources: Whether title and author of a source count as names.
    """

    def __init__(self, records: Iterable[Record], *, names_of_sources: bool = True) -> None:
        self._passages: dict[bytes, str] = {}
        self._names: list[tuple[re.Pattern[str], str]] = []
        for record in records:
            of = f"{BY_TYPE[type(record)].singular} {record.id}"
            for field, value in values_in(record):
                if field.plain in _WORDS and field.name != "id":
                    for one in _said(field.plain, value):
                        for passage in _passages(one.encode()):
                            self._passages.setdefault(passage, of)
            if names_of_sources or isinstance(record, Actor):
                self._names += [(_as_word(name), of) for name in dict.fromkeys(names_of(record))]

    def forget(self, records: Iterable[Any]) -> None:
        """Take out the passages that other records have."""
        for record in records:
            for _, text in texts_of(record):
                for passage in _passages(text.encode()):
                    self._passages.pop(passage, None)

    def in_record(self, record: Any) -> bool:
        """Tell whether a record has any of the passages."""
        return any(
            passage in self._passages
            for _, text in texts_of(record)
            for passage in _passages(text.encode())
        )

    def standing(
        self, records: Iterable[Any], original: Callable[[str], bytes]
    ) -> tuple[Standing, ...]:
        """Return where they stand in records, each place once."""
        found: dict[Standing, None] = {}
        for record in records:
            found |= dict.fromkeys(self._in(record))
            if isinstance(record, Source) and record.original is not None:
                data = original(record.original.sha256)
                found |= dict.fromkeys(self._in_original(record, data))
        return tuple(found)

    def of_text(self, text: str) -> frozenset[str]:
        """Return whose names and passages stand in a text."""
        passages = (self._passages.get(one) for one in _passages(text.encode()))
        names = (of for name, of in self._names if name.search(text))
        return frozenset(of for of in (*passages, *names) if of is not None)

    def _in(self, record: Any) -> Iterator[Standing]:
        for field, text in texts_of(record):
            for passage in dict.fromkeys(_passages(text.encode())):
                if passage in self._passages:
                    yield _standing(record, field, self._passages[passage], is_name=False)
            for name, of in self._names:
                if name.search(text):
                    yield _standing(record, field, of, is_name=True)

    def _in_original(self, source: Source, data: bytes) -> Iterator[Standing]:
        for one in unfolded(data):
            for passage in self._passages.keys() & _passages(one):
                yield _standing(source, _ORIGINAL, self._passages[passage], is_name=False)
            text = one.decode("utf-8", "ignore")
            for name, of in self._names:
                if name.search(text):
                    yield _standing(source, _ORIGINAL, of, is_name=True)


def names_of(record: Any) -> Iterator[str]:
    """Yield what a record is called: short words that are found again only as words."""
    if isinstance(record, Source):
        yield from filter(None, (record.title, record.author))
    if not isinstance(record, Actor):
        return
    yield record.name
    for name in record.names:
        yield from filter(None, (name.short, name.official, name.sort, *name.forms))
    last = record.name.split()[-1:]
    if record.kind is ActorKind.PERSON and last and len(last[0]) >= _SURNAME:
        yield last[0]


def place_of(record: Any, field: str) -> str:
    """Return a field of a record in words."""
    return _standing(record, field, "", is_name=False).place


def _as_word(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _standing(record: Any, field: str, of: str, *, is_name: bool) -> Standing:
    kind = PACK if isinstance(record, Cover) else BY_TYPE[type(record)].singular
    return Standing(kind=kind, id=record.id, field=field, of=of, is_name=is_name)


def texts_of(record: Any) -> Iterator[tuple[str, str]]:
    """Yield every text of a record with the field of the record that has it."""
    for field in shape_of(type(record)).fields:
        value = getattr(record, field.name)
        for one in value if field.many else (value,):
            if field.nested is not None and one is not None:
                for inner, text in values_in(one):
                    if inner.plain in _WORDS and inner.name != "id":
                        yield field.key, text
            elif isinstance(one, str) and one and field.plain in _WORDS and field.name != "id":
                for text in _said(field.plain, one):
                    yield field.key, text


def _said(plain: Plain | None, value: str) -> Iterator[str]:
    """Yield what a value says; JSON that a proposal keeps says its strings."""
    yield value
    if plain is Plain.FREE_FORM:
        yield from strings_of(read(value))


def _passages(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), _CHUNK):
        yield from _PASSAGES.findall(data[at : at + _CHUNK + _PASSAGE - 1])
