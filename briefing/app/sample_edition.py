"""The edition that the exercise pack was issued as before its last sources were captured."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.app import editing
from briefing.app.frozen import freeze, sha256_of
from briefing.domain.base import Digest, LongText, Moment
from briefing.domain.exchange import Edition
from briefing.domain.ids import EditionId

if TYPE_CHECKING:
    from briefing.store.pack import Pack

_RESTING = ("evidence", "stages")
"""Lists without which a record that had them says nothing any more."""


def issue_earlier(pack: Pack, described: dict[str, Any]) -> None:
    """Put the pack as it was before some sources into an edition.

    Args:
        pack: The whole pack.
        described: Key, number and moment of the edition, and the keys of the sources.
    """
    late = frozenset(described["without"])
    document = msgspec.json.Decoder(float_hook=Decimal).decode(freeze(pack.content))
    earlier = {name: _without(value, late) for name, value in document.items()}
    earlier["sources"] = [row for row in document["sources"] if row["id"] not in late]
    encoder = msgspec.json.Encoder(decimal_format="number", order="sorted")
    frozen = encoder.encode(earlier).decode()
    edition = Edition(
        id=EditionId(described["key"]),
        number=described["number"],
        issued=Moment(described["issued"]),
        content=LongText(frozen),
        content_sha256=Digest(sha256_of(frozen.encode())),
        order=1,
    )
    editing.add(pack, edition, "Issue Edition")


def _without(value: Any, late: frozenset[str]) -> Any:
    """Return a value without what rests on the sources: rows, passages, names and citations."""
    if isinstance(value, str):
        return re.sub(rf"\s*\[@(?:{'|'.join(sorted(late))})\]", "", value)
    if isinstance(value, list):
        return [
            _without(item, late)
            for item in value
            if not (item in late if isinstance(item, str) else _rests_on(item, late))
        ]
    if isinstance(value, dict):
        return {name: _without(item, late) for name, item in value.items()}
    return value


def _rests_on(row: dict[str, Any], late: frozenset[str]) -> bool:
    """Tell whether all that a row or a part of one rests on are these sources."""
    if row.get("source") in late:
        return True
    lists = (row[name] for name in _RESTING if row.get(name))
    return any(all(_rests_on(item, late) for item in rows) for rows in lists)
