"""How a mark is painted in a figure: theme colours and patterns that are told apart in grey too.

Blue is for, black against; solid is whole, striped in part, dotted not yet more than words. The
code beside or upon it says the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.domain.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """A filling.

    Attributes:
        fill: The element that fills a shape.
        is_dark: Whether words on it are white.
        is_busy: Whether words on it need a white ground.
    """

    fill: str
    is_dark: bool = False
    is_busy: bool = False


def scheme(name: str, light: int = 100) -> str:
    """Return a colour of the theme.

    Args:
        name: `accent1`, `tx1` or `bg1`.
        light: How much of it is left, in percent: the rest is white; for `bg1`, black.
    """
    if light == 100:
        return f'<a:schemeClr val="{name}"/>'
    lighter = "" if name == "bg1" else f'<a:lumOff val="{(100 - light) * 1000}"/>'
    return f'<a:schemeClr val="{name}"><a:lumMod val="{light * 1000}"/>{lighter}</a:schemeClr>'


def solid(name: str, light: int = 100) -> str:
    """Return a plain filling."""
    return f"<a:solidFill>{scheme(name, light)}</a:solidFill>"


def _pattern(kind: str, name: str, light: int) -> str:
    return (
        f'<a:pattFill prst="{kind}"><a:fgClr>{scheme(name, light)}</a:fgClr>'
        f"<a:bgClr>{scheme('bg1')}</a:bgClr></a:pattFill>"
    )


_FULL: Final = Paint(fill=solid("accent1", 60))
_MUCH: Final = Paint(fill=solid("accent1", 40))
_SOME: Final = Paint(fill=solid("accent1", 20))
_HALF: Final = Paint(fill=_pattern("wdUpDiag", "accent1", 60), is_busy=True)
_WORDS: Final = Paint(fill=_pattern("pct20", "accent1", 100), is_busy=True)
_AGAINST: Final = Paint(fill=solid("tx1"), is_dark=True)
_HALF_AGAINST: Final = Paint(fill=_pattern("wdDnDiag", "tx1", 65), is_busy=True)
_GONE: Final = Paint(fill=_pattern("smCheck", "tx1", 50), is_busy=True)
_NEITHER: Final = Paint(fill=solid("bg1"))
_SILENT: Final = Paint(fill=_pattern("pct10", "tx1", 50), is_busy=True)
_OPEN: Final = Paint(fill=solid("bg1", 85))

_PAINTS: Final = {
    "support": _FULL, "conditional": _HALF, "neutral": _NEITHER, "silent": _SILENT,
    "unclear": _SILENT, "partly_oppose": _HALF_AGAINST, "oppose": _AGAINST,
    "done": _FULL, "delivering": _FULL, "allocated": _MUCH, "authorised": _MUCH, "agreed": _SOME,
    "pledged": _HALF, "draft": _WORDS, "floated": _WORDS, "suspended": _HALF_AGAINST,
    "withdrawn": _GONE, "lapsed": _GONE, "excludes": _AGAINST,
    "1": _FULL, "0": _HALF, "-1": _AGAINST, "searched_none": _NEITHER,
}  # fmt: skip


def paint(mark: Mark) -> Paint:
    """Return how a mark is painted; states without a stage are grey."""
    return _PAINTS.get(mark.code, _OPEN)
