"""The search index over a pack's words: a side file that can be made anew at any time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING

import apsw

from briefing.domain.kinds import KINDS
from briefing.domain.shape import Plain, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from briefing.domain.content import Content
    from briefing.domain.shape import Shape

_DDL = """
CREATE TABLE passage (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  field TEXT NOT NULL,
  source TEXT,
  start INTEGER,
  stop INTEGER,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX passage_record ON passage (kind, record);
CREATE VIRTUAL TABLE word USING fts5 (
  words, content='passage', content_rowid='id', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
  INSERT INTO word (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN
  INSERT INTO word (word, rowid, words) VALUES ('delete', old.id, old.words);
END;
"""
_SEARCHED = {Plain.TEXT, Plain.MARKDOWN}
_UNSEARCHED = {"id", "by", "prefix", "suffix", "language", "url", "scheme", "code", "currency"}
_PARAGRAPH = re.compile(r"[^\n]+")
_TERM = re.compile(r'"[^"]+"|[^\s"]+')
_WORD = re.compile(r"\w", re.UNICODE)
# Scripts written without spaces between words: the tokenizer sees a whole clause as one word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where the words were found.

    Attributes:
        kind: The kind (singular) of the record.
        id: The record.
        field: The field or list in which they stand.
        source: The source of the passage, where the words are a passage.
        start: Its first code point.
        stop: The code point after its last.
        snippet: Words around the hit, the hit itself between U+2068 and U+2069.
        words: The whole passage.
    """

    kind: str
    id: str
    field: str
    source: str | None
    start: int | None
    stop: int | None
    snippet: str
    words: str


class SearchIndex:
    """The words of a pack, found by word, prefix (`cease*` or the last word typed) or phrase.

    Args:
        path: Where the index lies; an old one is thrown away.
    """

    def __init__(self, path: Path) -> None:
        self._waiting: set[tuple[str, str]] | None = None
        try:
            path.unlink(missing_ok=True)
            self._open(str(path))
        except (OSError, apsw.Error):
            self._open(":memory:")

    def _open(self, name: str) -> None:
        self._db = apsw.Connection(name)
        self._db.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        self._db.execute(_DDL)
        self._waiting = None

    def close(self) -> None:
        """Close the index."""
        self._db.close()

    def note(self, records: Iterable[tuple[str, str]]) -> None:
        """Remember that records changed; they are indexed before the next search."""
        if self._waiting is not None:
            self._waiting.update(records)

    def find(self, content: Content, query: str, limit: int) -> tuple[Hit, ...]:
        """Return the places that have all the words of the query, in the order of the sources.

        Args:
            content: The pack's present content.
            query: Words and "phrases"; the last word also finds longer ones.
            limit: At most so many.
        """
        try:
            self._update(content)
        except (apsw.FullError, apsw.IOError):  # the disk takes no index: memory does
            self._db.close()
            self._open(":memory:")
            self._update(content)
        terms = _TERM.findall(query.replace("\0", " "))  # FTS5 takes a NUL for the end
        if not any(_WORD.search(term) for term in terms):
            return ()
        if _UNSPACED.search(query):
            return tuple(self._like(query.strip().strip('"'), limit))
        rows = self._db.execute(
            "SELECT kind, record, field, source, start, stop, "
            "snippet(word, 0, char(0x2068), char(0x2069), '…', 12), passage.words "
            "FROM word JOIN passage ON passage.id = word.rowid WHERE word MATCH ? "
            "ORDER BY word.rowid LIMIT ?",
            (_match(terms), limit),
        )
        return tuple(_hit(row) for row in rows)

    def _like(self, words: str, limit: int) -> Iterator[Hit]:
        escaped = re.sub(r"([%_\\])", r"\\\1", words)
        rows = self._db.execute(
            "SELECT kind, record, field, source, start, stop, words, words FROM passage "
            "WHERE words LIKE ? ESCAPE '\\' ORDER BY id LIMIT ?",
            (f"%{escaped}%", limit),
        )
        yield from map(_hit, rows)

    def _update(self, content: Content) -> None:
        with self._db:
            if self._waiting is None:
                for kind in KINDS:
                    for record in content.all(kind.record_type):
                        self._add(kind.singular, record)
            else:
                for kind_name, record_id in self._waiting:
                    self._replace(content, kind_name, record_id)
        self._waiting = set()

    def _replace(self, content: Content, kind_name: str, record_id: str) -> None:
        kind = next((kind for kind in KINDS if kind.singular == kind_name), None)
        if kind is None:
            return
        old = self._db.execute(
            "DELETE FROM passage WHERE kind = ? AND record = ? RETURNING id",
            (kind_name, record_id),
        )
        places = sorted(row[0] for row in old)
        record = content.find(kind.record_type, record_id)
        if record is not None:
            self._add(kind_name, record, places)

    def _add(self, kind: str, record: Any, places: list[int] | None = None) -> None:
        """Index a record, in its old places where it had some: hits stay in their order."""
        passages = _passages(kind, record)
        rows = (
            (at, kind, record.id, *passage)
            for at, passage in zip(chain(places or (), repeat(None)), passages, strict=False)
        )
        self._db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


Place = tuple[str, "str | None", "int | None", "int | None", str]


def _passages(kind: str, record: Any) -> Iterator[Place]:
    if kind == "source":
        for match in _PARAGRAPH.finditer(record.text):
            yield "text", record.id, match.start(), match.end(), match.group()
    source = record.source if kind == "quote" else None
    if kind not in {"proposal", "edition"}:
        yield from _fields(shape_of(type(record)), record, "", source)


def _fields(shape: Shape, item: Any, path: str, source: str | None) -> Iterator[Place]:
    place = (
        getattr(item, "source", source),
        getattr(item, "start", None),
        getattr(item, "stop", None),
    )
    for field in shape.fields:
        value = getattr(item, field.name)
        name = f"{path}{field.key}"
        if value is None or field.key in _UNSEARCHED:
            continue
        if field.nested is not None:
            for part in value if field.many else (value,):
                yield from _fields(field.nested, part, f"{name}.", source)
        elif field.plain in _SEARCHED:
            for words in value if field.many else (value,):
                at = place if field.key == "exact" else (None, None, None)
                if words:
                    yield name, *at, words


def _match(terms: list[str]) -> str:
    """Return an FTS5 query in which nothing that was typed is an operator."""
    quoted = []
    for index, term in enumerate(terms):
        words = term.strip('"').rstrip("*").replace('"', '""')
        if not _WORD.search(words):
            continue
        is_prefix = term.endswith("*") or (index == len(terms) - 1 and not term.startswith('"'))
        quoted.append(f'"{words}"{"*" if is_prefix else ""}')
    return " AND ".join(quoted)


def _hit(row: tuple[Any, ...]) -> Hit:
    kind, record, field, source, start, stop, snippet, words = row
    return Hit(
        kind=kind,
        id=record,
        field=field,
        source=source,
        start=start,
        stop=stop,
        snippet=snippet,
        words=words,
    )
