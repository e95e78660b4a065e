"""What stands in the brackets of a filter: what each may be, and why one may not."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from briefing.template.contract import Kind
from briefing.template.evaluating import COMPARE
from briefing.template.expressions import Expression, Literal
from briefing.template.patterns import pattern_fault

if TYPE_CHECKING:
    from briefing.template.contract import Type

MOST_DECIMALS: Final = 12
WORDY: Final = frozenset({Kind.TEXT, Kind.RICH, Kind.QUOTED, Kind.DATE})
_TEXTS: Final = WORDY - {Kind.QUOTED}
_UNPRINTED: Final = frozenset({Kind.LIST, Kind.RECORD, Kind.FLAG})
_UNSORTED: Final = frozenset({Kind.LIST, Kind.RECORD, Kind.BLOCK, Kind.PICTURE})


class Takes(Enum):
    """What an argument of a filter is."""

    TEXT = auto()
    PATTERN = auto()
    DECIMALS = auto()
    LENGTH = auto()
    PRINTED = auto()
    FIELD = auto()
    KEY = auto()
    COMPARED = auto()


NAMING: Final = frozenset({Takes.FIELD, Takes.KEY})
"""Arguments that name fields of a list's records."""


def argument_fault(takes: Takes, argument: Expression, kind: Type | None) -> str:
    """Return why something cannot stand in the brackets of a filter, or "".

    Args:
        takes: What the filter takes there; not a field.
        argument: What stands there.
        kind: Its type, where that is known.
    """
    value = argument.value if isinstance(argument, Literal) else None
    if takes is Takes.PATTERN and isinstance(value, str):
        return pattern_fault(value)
    if takes in (Takes.TEXT, Takes.PATTERN):
        return _unless(kind, _TEXTS, "a text in quotation marks")
    if takes is Takes.PRINTED:
        is_printed = kind is None or kind.kind not in _UNPRINTED
        return "" if is_printed else f"It prints a text or value there, not a {kind}."
    if takes is Takes.DECIMALS:
        return _count_fault(argument, kind, 0, MOST_DECIMALS)
    return _count_fault(argument, kind, 1, None) if takes is Takes.LENGTH else ""


def _unless(kind: Type | None, kinds: frozenset[Kind], wanted: str) -> str:
    return "" if kind is None or kind.kind in kinds else f"It takes {wanted}."


def _count_fault(argument: Expression, kind: Type | None, least: int, most: int | None) -> str:
    wanted = f"a whole number from {least}" + (f" to {most}" if most else "")
    if not isinstance(argument, Literal):
        return _unless(kind, frozenset({Kind.NUMBER}), wanted)
    value = argument.value
    is_count = isinstance(value, int) and not isinstance(value, bool) and value >= least
    is_fit = is_count and (most is None or int(str(value)) <= most)
    return "" if is_fit else f"It takes {wanted}."


def key_fault(kind: Type | None) -> str:
    """Return why records cannot be sorted or told apart by a field of a type, or ""."""
    if kind is None or kind.kind not in _UNSORTED:
        return ""
    return f"It takes a field that is a text, date or number, not a {kind}."


def sign_fault(sign: Expression) -> str:
    """Return why something is no sign to compare by, or ""."""
    is_known = not isinstance(sign, Literal) or str(sign.value) in COMPARE
    return "" if is_known else f"Known signs are {', '.join(COMPARE)}, each in quotation marks."


def comparison_fault(left: Type | None, sign: str, right: Type | None) -> str:
    """Return why two values are never compared well, or "".

    A number is never equal to a text, and neither is before the other; the same with yes or no.
    """
    if left is None or right is None:
        return ""
    if sign in ("in", "not in"):
        return ""
    ranks = {_rank(left.kind), _rank(right.kind)}
    if len(ranks) == 1 or "" in ranks:
        return ""
    first, second = sorted(ranks)
    return f"compares a {first} with a {second}, which are never alike."


def _rank(kind: Kind) -> str:
    if kind in WORDY:
        return "text"
    return {Kind.NUMBER: "number", Kind.FLAG: "yes or no"}.get(kind, "")
