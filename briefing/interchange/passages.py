"""Whether every passage of a JSON document lies in its source and has its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.domain.spans import CONTEXT
from briefing.domain.wording import is_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.interchange.complaints import Path

Passage = tuple["Path", dict[str, Any], Any, bool]


def passage_complaints(document: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield place and sentence of every passage that does not fit its source."""
    texts = _texts(document)
    for path, passage, source, _ in _passages(document):
        text = texts.get(source) if isinstance(source, str) else None
        start, stop = passage.get("start"), passage.get("stop")
        if text is None or not isinstance(start, int) or not isinstance(stop, int):
            continue  # the schema or the references have said so
        if not 0 <= start < stop:
            yield path, f"runs from {start} to {stop}, which is no passage"
        elif stop > len(text):
            yield path, f"ends at {stop}, beyond its source, which has {len(text)} characters"
        elif passage.get("exact", text[start:stop]) != text[start:stop]:
            said, found = _short(passage["exact"]), _short(text[start:stop])
            yield (*path, "exact"), f"is “{said}” but the source has “{found}” there"
    for path, edit in _edits(document):
        words = edit.get("text")
        if isinstance(words, str) and not is_mark(words):
            yield (*path, "text"), f"is “{_short(words)}”; a marked edit is … or [words]"


def filled_passages(document: dict[str, Any]) -> None:
    """Fill in the words and the context of every passage of a sound document."""
    texts = _texts(document)
    for _, passage, source, has_words in _passages(document):
        if has_words:
            text, start, stop = texts[source], passage["start"], passage["stop"]
            passage["exact"] = text[start:stop]
            passage["prefix"] = text[max(0, start - CONTEXT) : start]
            passage["suffix"] = text[stop : stop + CONTEXT]


def _texts(document: dict[str, Any]) -> dict[str, str]:
    return {
        source["id"]: source["text"]
        for _, source in _rows(document, "sources")
        if isinstance(source.get("id"), str) and isinstance(source.get("text"), str)
    }


def _passages(document: dict[str, Any]) -> Iterator[Passage]:
    for path, source in _rows(document, "sources"):
        yield from _listed(path, source, "set_aside", source.get("id"), has_words=False)
    for path, quote in _rows(document, "quotes"):
        yield from _of_quote(path, quote)
    for name in ("positions", "assessments", "facts", "lines"):
        for path, record in _rows(document, name):
            yield from _listed(path, record, "evidence", None)
    for path, commitment in _rows(document, "commitments"):
        for name in ("stages", "conditions"):
            for inner, part in _parts(path, commitment, name):
                yield from _listed(inner, part, "evidence", None)


def _of_quote(path: Path, quote: dict[str, Any]) -> Iterator[Passage]:
    source = quote.get("source")
    yield from _listed(path, quote, "pieces", source)
    yield from _listed(path, quote, "edits", source, has_words=False)
    yield from _listed(path, quote, "also_in", None, has_words=False)
    named = quote.get("speaker_as_named")
    if isinstance(named, dict):
        yield (*path, "speaker_as_named"), named, source, False
    for inner, translation in _parts(path, quote, "translations"):
        yield from _listed(inner, translation, "pieces", translation.get("source", source))


def _edits(document: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path, quote in _rows(document, "quotes"):
        yield from _parts(path, quote, "edits")


def _listed(
    path: Path, item: dict[str, Any], key: str, source: Any, *, has_words: bool = True
) -> Iterator[Passage]:
    for inner, passage in _parts(path, item, key):
        yield inner, passage, passage.get("source", source), has_words


def _rows(document: dict[str, Any], name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    yield from _parts((), document, name)


def _parts(path: Path, item: dict[str, Any], key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    rows = item.get(key)
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield (*path, key, index), row


def _short(text: object) -> str:
    words = str(text)
    return words if len(words) <= 40 else f"{words[:39]}…"
