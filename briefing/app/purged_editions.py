"""Editions in a purge: what they froze of what goes, and the stamp that is left of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from briefing.app import clock
from briefing.app.frozen import PURGED, thaw
from briefing.domain.base import LongText
from briefing.domain.kinds import BY_TYPE
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.app.snapshots import Held
    from briefing.app.traces import Traces
    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition


def frozen_contents(pack: Held) -> Iterator[Content]:
    """Yield what the editions of a pack froze; one that was purged has nothing left."""
    for edition in pack.content.editions:
        try:
            yield thaw(edition, partial(_text_or_nothing, pack))
        except InputRefusedError:
            continue


def _text_or_nothing(pack: Held, sha256: str) -> str:
    try:
        return pack.text(sha256)
    except KeyError:
        return ""  # it was loaded from JSON without it


def holds(
    edition: Edition, keys: set[tuple[type[Record], str]], texts: set[str], found: Traces
) -> bool:
    """Tell whether an edition has records, texts or words of what goes."""
    document = msgspec.json.decode(edition.content)
    if not isinstance(document, dict):
        return found.in_bytes(edition.content.encode())
    ids = {BY_TYPE[record_type].name: set[str]() for record_type, _ in keys}
    for record_type, record_id in keys:
        ids[BY_TYPE[record_type].name].add(record_id)
    for name, wanted in ids.items():
        if any(isinstance(row, dict) and row.get("id") in wanted for row in document.get(name, ())):
            return True
    return any(one in edition.content for one in texts) or found.in_bytes(edition.content.encode())


def stamped_as_purged(edition: Edition, reason: str) -> Edition:
    """Return an edition of which only is left that it was purged, when, why, and its hash."""
    stamp = {"on": clock.today(), "reason": reason, "sha256": edition.content_sha256}
    words = msgspec.json.encode({PURGED: stamp}).decode()
    return replace(edition, content=LongText(words))
