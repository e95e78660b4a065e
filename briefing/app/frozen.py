"""Frozen content: canonical JSON of a pack for its editions, and back again."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.domain.base import Digest, LongText
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.exchange import Edition, Proposal, Remark, label
from briefing.domain.kinds import KINDS
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefing.domain.spans import Span

PURGED = "purged"
"""The only key of an edition's content that was purged: on, reason, sha256."""
_ASIDE = (Edition, Proposal, Remark)
FROZEN = tuple(kind for kind in KINDS if kind.record_type not in _ASIDE)
"""The kinds that are frozen."""


def purged_stamp(edition: Edition) -> Mapping[str, str] | None:
    """Return when and why an edition was purged, and its hash; None for one that was not."""
    if not edition.content.startswith(f'{{"{PURGED}":'):
        return None
    stamp: Mapping[str, str] = msgspec.json.decode(edition.content)[PURGED]
    return stamp


def freeze(content: Content) -> str:
    """Return a content as canonical JSON: keys sorted, texts by their SHA-256.

    Editions, proposals and remarks are left out.
    """
    from briefing.interchange import FORMAT, VERSION
    from briefing.interchange.dumping import record_as_json

    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "pack": record_as_json(content.cover),
    }
    for kind in FROZEN:
        document[kind.name] = [record_as_json(row) for row in content.all(kind.record_type)]
    for row in document["sources"]:
        row["text"] = sha256_of(row["text"].encode())
    return msgspec.json.Encoder(decimal_format="number", order="sorted").encode(document).decode()


def thaw(edition: Edition, text: Callable[[str], str]) -> Content:
    """Return the content that an edition froze.

    Args:
        edition: The edition.
        text: Returns the text of a source by its hash.

    Raises:
        InputRefusedError: It was purged.
        KeyError: A text is not there.
    """
    return thawed(edition.content, text, label(edition))


def texts_named(edition: Edition) -> tuple[str, ...]:
    """Return the hashes of the texts that an edition has."""
    document = msgspec.json.decode(edition.content)
    rows = document.get("sources", ()) if isinstance(document, dict) else ()
    return tuple(row["text"] for row in rows)


def purged_on(edition: Edition) -> str | None:
    """Return on which day an edition was purged, or None."""
    document = msgspec.json.decode(edition.content)
    return document[PURGED]["on"] if isinstance(document, dict) and PURGED in document else None


def thawed(frozen: str, text: Callable[[str], str], name: str = "") -> Content:
    """Return the content of canonical JSON; `name` is how messages call the edition."""
    from briefing.interchange.loading import record_from_json

    document = msgspec.json.Decoder(float_hook=Decimal).decode(frozen)
    if not isinstance(document, dict) or not {"pack", PURGED} & document.keys():
        raise InputRefusedError(
            f"Edition {name} cannot be read: what it holds is no frozen pack. Leave it out of the "
            "comparison (since = none)."
        )
    if PURGED in document:
        purged = document[PURGED]
        raise InputRefusedError(
            f"Edition {name} was purged on {purged['on']} ({purged['reason']}): nothing of it is "
            "left."
        )
    lists: dict[str, Any] = {}
    for kind in FROZEN:
        rows = (record_from_json(kind.record_type, row) for row in document.get(kind.name, ()))
        lists[kind.name] = tuple(rows)
    lists["sources"] = tuple(
        replace(row, text=LongText(text(row.text))) for row in lists.get("sources", ())
    )
    return Content(cover=record_from_json(Cover, document["pack"]), **lists)


def known_again(content: Content, edition: Edition) -> Content:
    """Return the frozen content with the texts that today's content has.

    The text of a source that is gone has only the passages that were marked in it, each in its
    place: enough for every word that is printed of it.
    """
    texts = {sha256_of(row.text.encode()): row.text for row in content.sources}
    frozen = thaw(edition, lambda sha256: texts.get(sha256, LongText("")))
    if all(row.text for row in frozen.sources):
        return frozen
    spans: dict[str, list[Span]] = {}
    for source, span in _spans(frozen):
        spans.setdefault(source, []).append(span)
    return replace(
        frozen,
        sources=tuple(
            row if row.text else replace(row, text=LongText(_patched(spans.get(row.id, []))))
            for row in frozen.sources
        ),
    )


def _spans(content: Content) -> Iterator[tuple[str, Span]]:
    for _, _, passage in content.resting:
        yield passage.source, passage
    for quote in content.quotes:
        for piece in quote.pieces:
            yield quote.source, piece
        for translation in quote.translations:
            for piece in translation.pieces:
                yield translation.source or quote.source, piece


def _patched(spans: list[Span]) -> str:
    signs = [" "] * max((span.stop for span in spans), default=1)
    for span in spans:
        signs[span.start : span.stop] = span.exact
    return "".join(signs)


def parts_digest(data: bytes) -> Digest:
    """Return the SHA-256 of a Word file or workbook over its parts, not over its compression.

    It is taken over a line for each part, sorted by name: name, NUL, SHA-256 of its bytes.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        rows = sorted((name, sha256_of(package.read(name))) for name in package.namelist())
    lines = "".join(f"{name}\0{sha256}\n" for name, sha256 in rows)
    return Digest(sha256_of(lines.encode()))


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()
