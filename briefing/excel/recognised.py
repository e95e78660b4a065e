"""Columns and rows that lost their heading or their id, recognised by what they said."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from briefing.excel.remembered import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.excel.remembered import RememberedSheet

_EMPTY: Final = digest("")
_ENOUGH: Final = 0.6
"""The share of what was remembered that must be there again."""
_RARE: Final = 3
"""How many rows may say the same for it to tell them apart."""


def renamed_columns(
    said: RememberedSheet,
    missing: Sequence[str],
    columns: Mapping[int, Mapping[str, str]],
) -> dict[int, str]:
    """Return what columns with strange headings are for.

    Args:
        said: What the sheet said.
        missing: The keys of the columns that were not found by their heading.
        columns: The words of each strange column by the ids of its rows.
    """
    found: dict[int, str] = {}
    for key in missing:
        at = said.keys.index(key)
        wanted = {one: row[at] for one, row in said.rows.items() if row[at] != _EMPTY}
        for column, words in columns.items():
            same = sum(digest(words[one]) == wanted[one] for one in wanted if one in words)
            if column not in found and wanted and same >= _ENOUGH * len(wanted):
                found[column] = key
                break
    return found


def adopted_ids(
    said: RememberedSheet, rows: Mapping[int, Mapping[str, str]], free: Iterable[str]
) -> dict[int, str]:
    """Return the ids of rows that lost theirs; each goes to the row that says most of the same.

    Args:
        said: What the sheet said.
        rows: The words of the rows without an id, by their numbers and columns.
        free: The ids that no other row has.
    """
    holders: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for one in free:
        for key, value in zip(said.keys, said.rows[one], strict=True):
            if key and value != _EMPTY:
                holders[key, value].append(one)
    found: dict[int, str] = {}
    for number, words in rows.items():
        votes = Counter(
            one for key, text in words.items() for one in _few(holders.get((key, digest(text)), ()))
        )
        for one, _ in votes.most_common(3):
            if one not in found.values() and _is_like(said, one, words):
                found[number] = one
                break
    return found


def _few(ids: Sequence[str]) -> Sequence[str]:
    return ids if len(ids) <= _RARE else ()


def _is_like(said: RememberedSheet, one: str, words: Mapping[str, str]) -> bool:
    pairs = [
        (value, digest(words.get(key, "")))
        for key, value in zip(said.keys[:-1], said.rows[one][:-1], strict=True)
        if key and value != _EMPTY
    ]
    return sum(a == b for a, b in pairs) >= _ENOUGH * len(pairs)
