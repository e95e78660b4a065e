"""The map of a pack: every country a vector shape in the theme's colours, no picture.

draw_map(frozenset({"NOR", "FRA"}), own="NOR")
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefing import assets
from briefing.template.values import Paragraph, Role
from briefing.word.text import attribute

if TYPE_CHECKING:
    from briefing.template.values import DrawingContext, Drawn

_EMU_PER_MM: Final = 36000
_MICROSOFT: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_NAMES: Final = f'xmlns:wpg="{_MICROSOFT}Group" xmlns:wps="{_MICROSOFT}Shape"'
_MARKUP: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CHOICE: Final = f'<mc:AlternateContent xmlns:mc="{_MARKUP}"><mc:Choice {_NAMES} Requires="wpg">'
_WIDEST_MM: Final = 160.0
_HIGHEST_MM: Final = 150.0

_OTHER: Final = '<a:schemeClr val="bg1"><a:lumMod val="90000"/></a:schemeClr>'
_NAMED: Final = (
    '<a:schemeClr val="accent1"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr>'
)
_OWN: Final = '<a:schemeClr val="accent1"/>'
_BORDER: Final = '<a:ln w="3175"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:ln>'


@cache
def _map() -> Any:
    return json.loads(assets.read_text("map/europe.json"))


def draw_map(countries: frozenset[str], own: str | None = None) -> Drawn:
    """Return a map of Europe as a block.

    Args:
        countries: ISO codes (three letters) of the countries that the pack is about.
        own: That of the country that the pack is written for.
    """
    return MapFigure(countries=countries, own=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFigure:
    """A map with the countries of a pack; those outside its window are not shown.

    Attributes:
        countries: ISO codes of the countries that stand out.
        own: ISO code of our own country, darker than the others, or None.
    """

    countries: frozenset[str]
    own: str | None = None

    def xml(self, context: DrawingContext) -> str:
        """Return the paragraph with the map, its caption and its disclaimer."""
        wide, high = _map()["size"]
        scale = min(_WIDEST_MM, context.text_width_mm) / wide
        scale = min(scale, _HIGHEST_MM / high)
        across, down = (round(side * scale * _EMU_PER_MM) for side in (wide, high))
        extent = f'cx="{across}" cy="{down}"'
        number = context.next_id()
        shapes = "".join(
            self._shape(context, code, shape["rings"])
            for code, shape in sorted(_map()["countries"].items())
        )
        drawing = (
            '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {extent}/><wp:docPr id="{number}" name="Map {number}"'
            f' descr="{attribute(self._alt())}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="{_MICROSOFT}Group"><wpg:wgp><wpg:cNvGrpSpPr/>'
            f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/><a:chOff x="0" y="0"/>'
            f'<a:chExt cx="{wide}" cy="{high}"/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
        return (
            '<w:p><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="0"/></w:pPr>'
            f"<w:r>{_CHOICE}{drawing}</mc:Choice></mc:AlternateContent></w:r></w:p>"
            + context.paragraph(Paragraph(self._caption(), role=Role.CAPTION, keep_with_next=True))
            + context.paragraph(Paragraph(_map()["disclaimer"], role=Role.SMALL))
        )

    def _shown(self) -> int:
        return len(self.countries & _map()["countries"].keys())

    def _alt(self) -> str:
        return (
            f"Map of Europe in which the {self._shown()} countries of this pack that lie on it "
            "stand out from all others."
        )

    def _caption(self) -> str:
        dark = "; our own country is darkest" if self.own in _map()["countries"] else ""
        outside = len(self.countries) - self._shown()
        beyond = f"; {outside} of them outside the map" if outside else ""
        return f"The {len(self.countries)} countries of this pack{beyond}{dark}"

    def _shape(self, context: DrawingContext, code: str, rings: list[list[int]]) -> str:
        fill = _OWN if code == self.own else _NAMED if code in self.countries else _OTHER
        lines = [_points(ring) for ring in rings]
        left, top = (min(point[axis] for line in lines for point in line) for axis in (0, 1))
        right, low = (max(point[axis] for line in lines for point in line) for axis in (0, 1))
        wide, high = max(1, right - left), max(1, low - top)
        path = "".join(_path(line, left, top) for line in lines)
        number = context.next_id()
        return (
            f'<wps:wsp><wps:cNvPr id="{number}" name="{code}"/><wps:cNvSpPr/><wps:spPr><a:xfrm>'
            f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:custGeom>'
            '<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
            f"<a:solidFill>{fill}</a:solidFill>{_BORDER}</wps:spPr><wps:bodyPr/></wps:wsp>"
        )


def _points(ring: list[int]) -> list[tuple[int, int]]:
    x = y = 0
    found = []
    for dx, dy in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def _path(line: list[tuple[int, int]], left: int, top: int) -> str:
    first, *others = (f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in line)
    rest = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
    return f"<a:moveTo>{first}</a:moveTo>{rest}<a:close/>"
