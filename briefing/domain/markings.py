"""Markings, and to whom what carries one may go: the one place of that rule.

A marking that is not known to be allowed is not: a house's own word, a caveat or a slip of the
keyboard keeps a source in the house. Sources: TLP 2.0 (first.org/tlp), and the lowest step of
each scheme of classification, below which nothing is protected.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.domain.vocabularies import Disclosure

if TYPE_CHECKING:
    from briefing.domain.base import Handling

_ANYBODY = frozenset({"TLP:CLEAR", "TLP:WHITE", "NON PROTÉGÉ", "UNCLASSIFIED", "PUBLIC"})
"""What anybody may have; TLP:WHITE is what TLP 1 called CLEAR."""
_PARTNERS = _ANYBODY | {"TLP:GREEN", "TLP:AMBER", "OFFICIAL", "NATO UNCLASSIFIED"}
"""What the readers of background information may have: partners who keep it to themselves."""
_ALLOWED = {
    Disclosure.FREE: _ANYBODY,
    Disclosure.BACKGROUND: _PARTNERS,
    Disclosure.CLOSED: frozenset[str](),
}


def marking(handling: Handling | None) -> str:
    """Return a marking in the capitals in which it is printed; `TLP` goes before its colour."""
    if handling is None:
        return ""
    code = handling.code.upper()
    is_tlp = handling.scheme.upper().startswith("TLP") and not code.startswith("TLP")
    return f"TLP:{code}" if is_tlp else code


def may_go_out(handling: Handling | None, disclosure: Disclosure) -> bool:
    """Tell whether what carries a marking may be in a copy for these readers.

    Args:
        handling: The marking; what has none may.
        disclosure: What the readers may have: `free` is anybody, `background` partners.
    """
    if handling is None:
        return True
    words = re.sub(r"\s*:\s*", ":", " ".join(marking(handling).split()))
    return words.removeprefix("UK ") in _ALLOWED[disclosure]
