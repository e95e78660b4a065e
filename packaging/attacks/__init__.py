"""Hostile templates, made when they are needed: kinds of code, of greed and of broken structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attacks.active import ACTIVE
from attacks.code import CODE
from attacks.greedy import GREEDY
from attacks.pictures import PICTURES
from attacks.structure import STRUCTURE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["KINDS", "MARK"]

MARK: Final = b"evil"
"""Stands in whatever could do harm; no finished document may have it anywhere."""

KINDS: Final[Mapping[str, Callable[[], bytes]]] = {
    **CODE,
    **ACTIVE,
    **STRUCTURE,
    **PICTURES,
    **GREEDY,
}
