"""Vector shapes in one drawing that stands in a line of text (DrawingML), in millimetres.

    canvas = Canvas(context, 160.0, 40.0)
    canvas.box(0, 0, 30, 6, fill=solid("accent1"), words="Support 4")
    canvas.paragraph("Chart", "Four support it.")

Programs that do not know these shapes print the words that stand for the drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from briefing.word.text import attribute, escaped

if TYPE_CHECKING:
    from briefing.template.drawing import DrawingContext

Ring: TypeAlias = Sequence[tuple[int, int]]
Place: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height."""

EMU_PER_MM: Final = 36000
_MICROSOFT: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_MARKUP: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES: Final = f'xmlns:wpg="{_MICROSOFT}Group" xmlns:wps="{_MICROSOFT}Shape"'
_MOST_POINTS: Final = 8.0
_MM_PER_POINT: Final = 25.4 / 72
_NARROW: Final = frozenset("fijlrtI.,;:'|!()[] ")
_SHAPE: Final = '<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
_BLACK: Final = '<w:color w:val="000000" w:themeColor="text1"/>{size}'
_WHITE: Final = (  # the ground is said again for whoever judges words without their shape
    '<w:color w:val="FFFFFF" w:themeColor="background1"/>{size}'
    '<w:shd w:val="clear" w:color="auto" w:fill="000000" w:themeFill="text1"/>'
)
NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"
_PLAIN: Final = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" '
    'w:right="0" w:firstLine="0"/><w:jc w:val="{align}"/></w:pPr>'
)


def width_mm(words: str, points: float = _MOST_POINTS) -> float:
    """Return how wide words are at most, roughly: figures are laid out without a font."""
    ems = sum(0.31 if sign in _NARROW else 0.72 if sign in "mwMW%" else 0.56 for sign in words)
    return ems * points * _MM_PER_POINT


def line(color: str, points: float, dash: str = "") -> str:
    """Return the edge of a shape in a colour of the theme."""
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(points * 12700)}"><a:solidFill>{color}</a:solidFill>{dashed}</a:ln>'


class Canvas:
    """A drawing that grows shape by shape; the last one lies on top.

    Args:
        context: The document.
        wide: Width in millimetres.
        high: Height in millimetres.
        is_mirrored: Whether what is drawn on the left comes to stand on the right: what is read
            as words are, in a document that runs from right to left. A map never is.
    """

    def __init__(
        self, context: DrawingContext, wide: float, high: float, *, is_mirrored: bool = False
    ) -> None:
        self._context = context
        self._size = (_emu(wide), _emu(high))
        self._mirror = wide if is_mirrored else None
        self._shapes: list[str] = []

    def box(
        self,
        place: Place,
        fill: str = "<a:noFill/>",
        edge: str = NO_LINE,
        words: str = "",
    ) -> None:
        """Draw a rectangle.

        Args:
            place: Left, top, width and height.
            fill: The element that fills it.
            edge: Its `a:ln`.
            words: What `label` returned, or "".
        """
        self._add("Box", place, _SHAPE.format(kind="rect") + fill + edge, words)

    def dot(self, place: Place, fill: str, edge: str) -> None:
        """Draw an ellipse."""
        self._add("Dot", place, _SHAPE.format(kind="ellipse") + fill + edge, "")

    def line(self, start: tuple[float, float], stop: tuple[float, float], edge: str) -> None:
        """Draw a line in reading direction or downwards."""
        place = (*start, stop[0] - start[0], stop[1] - start[1])
        self._add("Line", place, _SHAPE.format(kind="line") + edge, "")

    def outline(self, name: str, rings: Sequence[Ring], scale: float, look: str) -> None:
        """Draw a closed shape of one ring or several.

        Args:
            name: What it is.
            rings: Its corners, in whole units of their own.
            scale: Millimetres per unit.
            look: Filling and edge.
        """
        points = [point for ring in rings for point in ring]
        left, top = (min(point[axis] for point in points) for axis in (0, 1))
        wide, high = (
            max(1, max(p[axis] for p in points) - low) for axis, low in ((0, left), (1, top))
        )
        path = "".join(_path(ring, left, top) for ring in rings)
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        )
        place = (left * scale, top * scale, wide * scale, high * scale)
        self._add(name, place, geometry + look, "")

    def words(self, place: Place, text: str, align: str = "left") -> None:
        """Write words, in the middle of a height."""
        self.box(place, words=self.label(text, align=align))

    def label(self, text: str, *, align: str = "center", white: bool = False) -> str:
        """Return words for a shape.

        Args:
            text: The words.
            align: `left` for where a line begins in the language, `center` or `right`.
            white: Whether they are white.
        """
        color = _WHITE if white else _BLACK
        size = (
            f'<w:sz w:val="{round(_MOST_POINTS * 2)}"/><w:szCs w:val="{round(_MOST_POINTS * 2)}"/>'
        )
        written = self._context.runs(text, color.format(size=size))
        return f"<w:p>{_PLAIN.format(align=align)}{written}</w:p>"

    def _add(self, name: str, place: Place, look: str, words: str) -> None:
        if self._mirror is not None:
            place = (self._mirror - place[0] - place[2], *place[1:])
        left, top, wide, high = map(_emu, place)
        inside = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
        body = (
            '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
            if words
            else "<wps:bodyPr/>"
        )
        kind = '<wps:cNvSpPr txBox="1"/>' if words else "<wps:cNvSpPr/>"
        self._shapes.append(
            f'<wps:wsp><wps:cNvPr id="{self._context.next_id()}" name="{attribute(name)}"/>'
            f"{kind}<wps:spPr><a:xfrm>"
            f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>{look}'
            f"</wps:spPr>{inside}{body}</wps:wsp>"
        )

    def paragraph(self, name: str, alt: str) -> str:
        """Return the paragraph with the drawing; it stays with its caption.

        Args:
            name: What kind of figure it is.
            alt: What is read aloud, and printed where shapes are unknown.
        """
        extent = 'cx="{}" cy="{}"'.format(*self._size)
        number = self._context.next_id()
        words = f'<w:t xml:space="preserve">{escaped(alt)}</w:t>'
        drawing = (
            '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {extent}/><wp:docPr id="{number}" name="{name} {number}"'
            f' descr="{attribute(alt)}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="{_MICROSOFT}Group"><wpg:wgp><wpg:cNvGrpSpPr/>'
            f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/><a:chOff x="0" y="0"/>'
            f"<a:chExt {extent}/></a:xfrm></wpg:grpSpPr>{''.join(self._shapes)}</wpg:wgp>"
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
        # On pages from right to left LibreOffice mirrors the words of a drawing and not its shapes,
        # unless the paragraph says its direction.
        return (
            '<w:p><w:pPr><w:keepNext/><w:bidi w:val="0"/><w:spacing w:before="240" w:after="0"/>'
            "</w:pPr><w:r>"
            f'<mc:AlternateContent xmlns:mc="{_MARKUP}"><mc:Choice {_NAMES} Requires="wpg">'
            f"{drawing}</mc:Choice><mc:Fallback>{words}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )


def _emu(mm: float) -> int:
    return round(mm * EMU_PER_MM)


def _path(ring: Ring, left: int, top: int) -> str:
    first, *others = (f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring)
    rest = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
    return f"<a:moveTo>{first}</a:moveTo>{rest}<a:close/>"
