"""A picture in a line of text, as DrawingML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.word.text import attribute

if TYPE_CHECKING:
    from briefing.template.values import Picture

EMU_PER_MM: Final = 36000
_EDGE: Final = (  # a flag that is white at its edge ends where it ends
    '<a:ln w="3175"><a:solidFill><a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr>'
    "</a:solidFill></a:ln>"
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)


def picture_run(picture: Picture, relationship: str, number: int) -> str:
    """Return the run that shows a picture.

    Args:
        picture: What to show.
        relationship: Id of the relationship to its part.
        number: A number that no other drawing of the document has.
    """
    width, height = (round(size * EMU_PER_MM) for size in (picture.width_mm, picture.height_mm))
    described = f'id="{number}" name="Picture {number}" descr="{attribute(picture.alt)}"'
    properties = (
        f"<wp:docPr {described}/>"
        if picture.alt
        else f"<wp:docPr {described}>{_DECORATIVE}</wp:docPr>"
    )
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>{properties}'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" '
        f'cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_EDGE}</pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
