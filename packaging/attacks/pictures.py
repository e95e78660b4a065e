"""Pictures that would fill the memory of whatever shows them, or that are programs."""

from __future__ import annotations

import struct
import zlib
from functools import partial
from typing import TYPE_CHECKING, Final

from attacks.files import line, relation, word, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDE: Final = 60_000


def _chunk(kind: bytes, content: bytes) -> bytes:
    crc = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)


def _png(more: bytes = b"") -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 6, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + more
        + header
        + _chunk(b"IDAT", zlib.compress(bytes(64)))
        + _chunk(b"IEND", b"")
    )


def _jpeg(before: bytes = b"") -> bytes:
    frame = struct.pack(">BHHB", 8, _SIDE, _SIDE, 3) + b"\x01\x11\0\x02\x11\0\x03\x11\0"
    return (
        b"\xff\xd8" + before + b"\xff\xc2" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"
    )


def _gif() -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", _SIDE, _SIDE, 0, 0, 0) + b";"


def _bmp() -> bytes:
    return b"BM" + struct.pack("<IIIIiiHH", 54, 0, 54, 40, _SIDE, -_SIDE, 1, 24) + bytes(24)


def _tiff() -> bytes:
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, _SIDE) for tag in (256, 257))
    return b"II*\0" + struct.pack("<IH", 8, 2) + rows + bytes(4)


def _emf() -> bytes:
    bounds = struct.pack("<8i", 0, 0, _SIDE, _SIDE, 0, 0, 2**30, 2**30)
    return struct.pack("<II", 1, 88) + bounds + b" EMF" + bytes(44)


def _wmf() -> bytes:
    return struct.pack("<IHhhhhHIH", 0x9AC6CDD7, 0, -30_000, -30_000, 30_000, 30_000, 1, 0, 0)


def _svg(inner: str = "", size: str = "60000", before: str = "") -> bytes:
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{size}" height="{size}">{inner}</svg>'
    ).encode()


def _holding(name: str, content: bytes) -> bytes:
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="100" cy="100"/><wp:docPr id="1" name="x"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    ending = name.rpartition(".")[2]
    types = (
        f'<Default Extension="{ending}" ContentType="image/{ending}"/>' if ending != "png" else ""
    )
    rows = (relation("rId9", "image", f"media/{name}"),)
    more = {f"word/media/{name}": content + b"<!--evil-->"}
    return zipped(word(drawing + line(), rows=rows, types=types, more=more))


_SVG: Final = {
    "huge": _svg(),
    "huge box": _svg('<rect width="1e30" height="1e30"/>', "1e30"),
    "script": _svg("<script>evil()</script>", "10"),
    "event": _svg('<rect onload="evil()"/>', "10"),
    "remote picture": _svg('<image xlink:href="https://evil.example/x.png"/>', "10"),
    "local file": _svg('<image href="file:///evil"/>', "10"),
    "remote style": _svg('<style>@import url("https://evil.example/x.css");</style>', "10"),
    "style that fetches": _svg('<rect style="fill:url(https://evil.example/x)"/>', "10"),
    "foreign object": _svg("<foreignObject><evil/></foreignObject>", "10"),
    "entities": _svg("&e;", "10", '<!DOCTYPE svg [<!ENTITY e "evil">]>'),
    "uses of uses": _svg(
        "".join(
            f'<g id="g{n}">{f"<use href=%#g{n - 1}%/>" * 10}</g>' for n in range(1, 12)
        ).replace("%", '"'),
        "10",
    ),
}

PICTURES: Final[dict[str, Callable[[], bytes]]] = {
    "picture: PNG": partial(_holding, "x.png", _png()),
    "picture: PNG with another chunk first": partial(_holding, "x.png", _png(_chunk(b"CgBI", b""))),
    "picture: PNG as JPEG": partial(_holding, "x.jpeg", _png()),
    "picture: JPEG": partial(_holding, "x.jpeg", _jpeg()),
    "picture: JPEG after other segments": partial(
        _holding, "x.jpeg", _jpeg(b"\xff\xe1\x00\x08Exif\0\0\xff\xff\xfe\x00\x04ab")
    ),
    "picture: JPEG without end": partial(
        _holding, "x.jpeg", b"\xff\xd8" + b"\xff\xe0\x00\x02" * 500_000
    ),
    "picture: GIF": partial(_holding, "x.gif", _gif()),
    "picture: BMP": partial(_holding, "x.bmp", _bmp()),
    "picture: TIFF": partial(_holding, "x.tiff", _tiff()),
    "picture: EMF": partial(_holding, "x.emf", _emf()),
    "picture: WMF": partial(_holding, "x.wmf", _wmf()),
    "picture: a program": partial(_holding, "x.png", b"MZ evil"),
    "picture: a web page": partial(_holding, "x.png", b"<html><script>evil()</script></html>"),
    "picture: PostScript": partial(_holding, "x.eps", b"%!PS evil"),
    **{f"picture: SVG, {name}": partial(_holding, "x.svg", data) for name, data in _SVG.items()},
}
