"""Ids of what a table brings: digests of what a row is, so that a newer release meets the older."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from typing import TYPE_CHECKING

from briefing.domain.country_mentions import fold
from briefing.domain.ids import LENGTH
from briefing.tabular.mapping import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.tabular.mapping import TableMapping


def derived_id(kind: str, *keys: str) -> str:
    """Return the id of a record or part that the keys name."""
    digest = hashlib.sha256("\0".join((kind, *keys)).encode()).digest()
    return b32encode(digest).decode("ascii").lower()[:LENGTH]


def fingerprint(headings: Iterable[str]) -> str:
    """Return what stands for the headings of a table, in their order."""
    words = "\0".join(heading_key(heading) for heading in headings)
    return hashlib.sha256(words.encode()).hexdigest()


def name_space(mapping: TableMapping) -> str:
    """Return what the ids of a table's own rows share: that of other tables differs."""
    return fingerprint(sorted(column.heading for column in mapping.columns))


def name_key(text: str) -> str:
    """Return what two spellings of one name share: no accents, capitals or doubled spaces."""
    return " ".join(fold(text).casefold().split())
