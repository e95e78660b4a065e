"""The exercise pack, built from its own texts through the same use cases as any other pack."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing import assets
from briefing.app import editing, importing, packs
from briefing.app.interchange import record_of
from briefing.app.sample_edition import issue_earlier
from briefing.domain.kinds import KINDS
from briefing.domain.sources import Source
from briefing.sources.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.store.pack import Pack

_FOLDER = "sample"
_ABOUT_A_SOURCE = [
    "title",
    "publisher",
    "author",
    "published",
    "url",
    "kind",
    "origin",
    "language",
    "reliability",
    "credibility",
    "handling",
    "disclosure",
    "public_label",
    "derived_from",
]


def sample_pack() -> Pack:
    """Build the exercise pack, never saved and without history to undo into nothing."""
    described = tomllib.loads(assets.read_text(f"{_FOLDER}/pack.toml"))
    cover = described["pack"]
    pack = packs.create_pack(cover["title"], language=cover["language"])
    _add_sources(pack, described["source"])
    for kind in KINDS[1:]:
        for order, row in enumerate(described.get(kind.singular, ()), start=1):
            values = _resolved(pack, kind.singular, row) | {"order": order}
            named = _named(values, f"{kind.singular}-{row['key']}")
            record = record_of(kind.record_type, named)
            editing.add(pack, record, f"Add {kind.singular.title()}")
    about = record_of(type(pack.content.cover), _plain(cover))
    names = (name for name in about.__dataclass_fields__ if name != "id")
    editing.change_cover(pack, **{name: getattr(about, name) for name in names})
    issue_earlier(pack, described["earlier"])
    pack.begin_history()
    return pack


def _add_sources(pack: Pack, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        data = assets.read_bytes(f"{_FOLDER}/{row['file']}")
        reading = read_bytes(data, row["file"].rpartition("/")[2])
        importing.add_source(pack, reading, row["key"])
    for row in rows:
        source = pack.content.get(Source, row["key"])
        values = {name: row[name] for name in _ABOUT_A_SOURCE if name in row}
        about = record_of(Source, {"id": source.id, "title": source.title, "text": "-"} | values)
        changes = {name: getattr(about, name) for name in values}
        if "replaces" in row:
            changes |= {"replaces": row["replaces"], "revision": 2}
        aside = (
            replace(part, id=f"source-{source.id}-set_aside-{at}")
            for at, part in enumerate(source.set_aside, start=1)
        )
        changes |= {"set_aside": tuple(aside), "retrieved": None, "captured": None}
        editing.change(pack, source, "Describe Source", **changes)


def _resolved(pack: Pack, kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON values: keys are ids, words are passages, `is_key` is `key`."""
    values = {name: value for name, value in row.items() if name not in {"key", "is_key"}}
    values["id"] = row["key"]
    if kind == "quote":
        return _resolved_quote(pack, values, is_key=row.get("is_key", False))
    if kind in {"section", "line"}:
        values["markdown"] = values["markdown"].strip()
        if "scope" in values:
            scope = values["scope"]
            values["scope"] = {"kind": scope["kind"]} | (
                {"id": scope["key"]} if "key" in scope else {}
            )
    return {name: _with_passages(pack, value) for name, value in _plain(values).items()}


def _with_passages(pack: Pack, value: Any) -> Any:
    if isinstance(value, list):
        return [_with_passages(pack, item) for item in value]
    if isinstance(value, dict):
        if "words" in value and "source" in value:
            return _passage(pack, value)
        return {name: _with_passages(pack, item) for name, item in value.items()}
    return value


def _named(values: dict[str, Any], name: str) -> dict[str, Any]:
    """Return values whose parts have ids made of what they belong to, the same every time."""
    return {
        field: [
            {"id": f"{name}-{field}-{at}"} | _named(item, f"{name}-{field}-{at}")
            if isinstance(item, dict)
            else item
            for at, item in enumerate(value, start=1)
        ]
        if isinstance(value, list)
        else value
        for field, value in values.items()
    }


def _resolved_quote(pack: Pack, row: dict[str, Any], *, is_key: bool) -> dict[str, Any]:
    text = pack.content.get(Source, row["source"]).text
    wanted = row.pop("pieces", None) or [{"words": row.pop("words"), "nth": row.pop("nth", 1)}]
    places = [_place(text, item) for item in wanted]
    pieces = [_span(text, start, stop) for start, stop in places]
    row["pieces"] = pieces
    row["edits"] = [_edit(pieces, item) for item in row.get("edits", ())]
    row["also_in"] = [_copy(pack, item) for item in row.get("also_in", ())]
    if "speaker_as_named" in row:
        start, stop = _place(text, row["speaker_as_named"])
        row["speaker_as_named"] = {"start": start, "stop": stop}
    row["key"] = is_key
    row["translations"] = [
        _with_pieces(pack, row["source"], item) for item in row.get("translations", ())
    ]
    return _plain(row)


def _with_pieces(pack: Pack, source: str, translation: dict[str, Any]) -> dict[str, Any]:
    pieces = translation.get("pieces")
    if pieces is None:
        return translation
    text = pack.content.get(Source, translation.get("source", source)).text
    return translation | {"pieces": [_span(text, *_place(text, item)) for item in pieces]}


def _edit(pieces: list[dict[str, Any]], row: dict[str, Any]) -> dict[str, Any]:
    """Return an edit whose words are counted within the quote's own words."""
    wanted = row.get("nth", 1)
    for piece in pieces:
        for start in _starts(piece["exact"], row["words"]):
            wanted -= 1
            if wanted == 0:
                begin = piece["start"] + start
                return {"start": begin, "stop": begin + len(row["words"]), "text": row["text"]}
    raise LookupError(row["words"])


def _copy(pack: Pack, row: dict[str, Any]) -> dict[str, Any]:
    text = pack.content.get(Source, row["source"]).text
    start, stop = _place(text, row)
    return {"source": row["source"], "start": start, "stop": stop, "match": row["match"]}


def _passage(pack: Pack, row: dict[str, Any]) -> dict[str, Any]:
    text = pack.content.get(Source, row["source"]).text
    return {"source": row["source"]} | _span(text, *_place(text, row))


def _span(text: str, start: int, stop: int) -> dict[str, Any]:
    return {
        "start": start,
        "stop": stop,
        "exact": text[start:stop],
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[stop : stop + 32],
    }


def _place(text: str, item: dict[str, Any] | str) -> tuple[int, int]:
    words, nth = (item, 1) if isinstance(item, str) else (item["words"], item.get("nth", 1))
    for count, start in enumerate(_starts(text, words), start=1):
        if count == nth:
            return start, start + len(words)
    raise LookupError(words)


def _starts(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in ("", [], None)}
