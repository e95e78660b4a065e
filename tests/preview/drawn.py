"""Word files with drawings as large as those of a pack."""

from __future__ import annotations

WIDE, HIGH = 2_540_000, 1_270_000  # 200 by 100 points
_SHAPES = "http://schemas.microsoft.com/office/word/2010"
_BOX = (
    '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
    '<a:ext cx="240000" cy="240000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp>'
)


def drawing(number: int = 1, colour: str = "1F4E79", count: int = 40) -> str:
    """Return a paragraph with a drawing of so many squares in one colour."""
    boxes = "".join(
        _BOX.format(left=one % 10 * 254_000, top=one // 10 * 254_000, colour=colour)
        for one in range(count)
    )
    return (
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{WIDE}" cy="{HIGH}"/><wp:docPr id="{number}" name="Drawing {number}"/>'
        f'<a:graphic><a:graphicData uri="{_SHAPES}/wordprocessingGroup">'
        f'<wpg:wgp xmlns:wpg="{_SHAPES}/wordprocessingGroup" '
        f'xmlns:wps="{_SHAPES}/wordprocessingShape"><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{WIDE}" cy="{HIGH}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{WIDE}" cy="{HIGH}"/></a:xfrm></wpg:grpSpPr>{boxes}</wpg:wgp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
