"""The search index over a pack's words: a side file that can be made anew at any time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING

import apsw

from briefing.domain.kinds import KINDS
from briefing.store.disk import URI, transaction, uri_of
from briefing.store.searched import passages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from briefing.domain.content import Content

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
CREATE VIRTUAL TABLE term USING fts5vocab(word, 'row');
CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
  INSERT INTO word (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN
  INSERT INTO word (word, rowid, words) VALUES ('delete', old.id, old.words);
END;
"""
_TERM = re.compile(r'"[^"]+"|[^\s"]+')
_WORD = re.compile(r"\w", re.UNICODE)
# Scripts written without spaces between words: the tokenizer sees a whole clause as one word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ISOLATE, _END = "\u2068", "\u2069"
_AROUND = 24  # code points beside a hit in a script without spaces
_TOKENIZER = ("remove_diacritics", "2")
_SHORTEST_PART = 3
_MOST_TERMS = 200
CANDIDATES = 2_000
"""Among so many hits, the first in the order of the sources, the best are looked for."""


class Order(StrEnum):
    """In which order hits stand."""

    SOURCE = "source"
    BEST = "best"


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

    @property
    def spot(self) -> tuple[int, int] | None:
        """Return where the first marked words stand in the passage, in code points."""
        before, isolate, rest = self.snippet.partition(_ISOLATE)
        found, end, _ = rest.partition(_END)
        if not (isolate and end):
            return None
        for lead in (before, before.removeprefix("…")):
            at = self.words.find(lead + found)
            if at >= 0:
                return at + len(lead), at + len(lead) + len(found)
        return None


class SearchIndex:
    """The words of a pack, found by word, prefix, phrase, or part of a word.

    Args:
        path: Where the index lies; an old one is thrown away.
    """

    def __init__(self, path: Path) -> None:
        self._waiting: set[tuple[str, str]] | None = None
        try:
            path.unlink(missing_ok=True)
            self._open(uri_of(path))
        except (OSError, apsw.Error):
            self._open(":memory:")

    def _open(self, name: str) -> None:
        self._db = apsw.Connection(name, flags=URI)
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

    def find(
        self, content: Content, query: str, limit: int, order: Order = Order.SOURCE
    ) -> tuple[Hit, ...]:
        """Return the places that have all the words of the query.

        Where no place has them, the places that have them inside longer words.

        Args:
            content: The pack's present content.
            query: Words and "phrases"; `cease*`, like the last word typed, also finds longer
                words, `*fire` those in which it stands.
            limit: At most so many.
            order: In the order of the sources, or the best of the first `CANDIDATES` first.
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
        found = self._matching(self._expression(terms), limit, order)
        if not found:
            found = self._matching(self._expression(terms, as_parts=True), limit, order)
        return found

    def _matching(self, expression: str, limit: int, order: Order) -> tuple[Hit, ...]:
        candidates = limit if order is Order.SOURCE else max(limit, CANDIDATES)
        rows = self._db.execute(_FIND[order], {"query": expression, "most": candidates})
        return tuple(_hit(row) for row, _ in zip(rows, range(limit), strict=False))

    def _like(self, words: str, limit: int) -> Iterator[Hit]:
        escaped = _escaped(words)
        rows = self._db.execute(
            "SELECT kind, record, field, source, start, stop, words, words FROM passage "
            "WHERE words LIKE ? ESCAPE '\\' ORDER BY id LIMIT ?",
            (f"%{escaped}%", limit),
        )
        for *place, snippet, whole in rows:
            yield _hit((*place, _marked(snippet, words), whole))

    def _expression(self, terms: list[str], *, as_parts: bool = False) -> str:
        """Return an FTS5 query in which nothing that was typed is an operator."""
        quoted = []
        for index, term in enumerate(terms):
            words = term.strip('"').strip("*").replace('"', '""')
            if not _WORD.search(words):
                continue
            is_word = not term.startswith('"')
            if is_word and (as_parts or term.startswith("*")):
                longer = self._words_with(words)
                if longer:
                    quoted.append(f"({' OR '.join(longer)})")
                    continue
            is_prefix = term.endswith("*") or (is_word and index == len(terms) - 1)
            quoted.append(f'"{words}"{"*" if is_prefix else ""}')
        return " AND ".join(quoted)

    def _words_with(self, part: str) -> list[str]:
        """Return the quoted words of the pack in which a part stands; none for a short part."""
        tokens = list(
            self._tokens(part.encode(), apsw.FTS5_TOKENIZE_QUERY, None, include_offsets=False)
        )
        folded = "".join(str(word) for token in tokens for word in token)
        if len(tokens) != 1 or len(folded) < _SHORTEST_PART:
            return []
        rows = self._db.execute(
            "SELECT term FROM term WHERE term LIKE ? ESCAPE '\\' LIMIT ?",
            (f"%{_escaped(folded)}%", _MOST_TERMS),
        )
        return [f'"{term}"' for (term,) in rows]

    @cached_property
    def _tokens(self) -> apsw.FTS5Tokenizer:
        """Cuts and folds what is typed as the index folds what it holds."""
        return self._db.fts5_tokenizer("unicode61", list(_TOKENIZER))

    def _update(self, content: Content) -> None:
        with transaction(self._db):
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
        passages = passages_of(kind, record)
        rows = (
            (at, kind, record.id, *passage)
            for at, passage in zip(chain(places or (), repeat(None)), passages, strict=False)
        )
        self._db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


_COLUMNS = (
    "kind, record, field, source, start, stop, "
    f"snippet(word, 0, '{_ISOLATE}', '{_END}', '…', 12), passage.words"
)
# the words of a record's own name say more than a mention, a short passage more than a long one
_BEST = (
    "bm25(word) * (CASE WHEN field IN ('name', 'title', 'heading') THEN 2.0 "
    "WHEN kind <> 'source' THEN 1.4 ELSE 1.0 END)"
)
_FIND = {  # made of constants; what was typed is bound
    Order.SOURCE: f"SELECT {_COLUMNS} FROM word JOIN passage ON passage.id = word.rowid "  # noqa: S608  # constants
    "WHERE word MATCH :query ORDER BY word.rowid LIMIT :most",
    Order.BEST: f"SELECT {_COLUMNS} FROM word JOIN passage ON passage.id = word.rowid "  # noqa: S608  # constants
    "WHERE word MATCH :query AND word.rowid <= (SELECT max(rowid) FROM (SELECT rowid FROM word "
    f"WHERE word MATCH :query ORDER BY rowid LIMIT :most)) ORDER BY {_BEST}, word.rowid",
}


def _escaped(words: str) -> str:
    return re.sub(r"([%_\\])", r"\\\1", words)


def _marked(words: str, hit: str) -> str:
    """Return the surroundings of a hit in a script without spaces, the hit marked."""
    at = words.casefold().find(hit.casefold())
    if at < 0 or len(words.casefold()) != len(words):
        return words
    stop = at + len(hit)
    before, after = max(0, at - _AROUND), min(len(words), stop + _AROUND)
    return "".join(
        (
            "…" if before else "",
            words[before:at],
            f"{_ISOLATE}{words[at:stop]}{_END}",
            words[stop:after],
            "…" if after < len(words) else "",
        )
    )


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
