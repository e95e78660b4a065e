"""The pictures of a stranger's file: which kind each is by its own bytes, and how large.

A picture is at fault when it is of no known kind, when showing it would take more than 50 million
points, or when it holds more than a picture (scripts, addresses). Nothing of it is decoded.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

from briefing.errors import InputRefusedError
from briefing.word.active import ActiveContent
from briefing.word.package import parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

MOST_POINTS: Final = 50_000_000
_LONGEST_SIDE: Final = 30_000
_MOST_SEGMENTS: Final = 4000
_MOST_SHAPES: Final = 200_000
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_WIDTHS, _HEIGHTS = (256, 0xBC80), (257, 0xBC81)
_UNSAFE: Final = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler", "a"})
_FETCHES: Final = re.compile(
    r"@import|url\s*\(\s*['\"]?\s*(?!#)|expression\s*\(|javascript:", re.IGNORECASE
)
_INSIDE: Final = re.compile(r"#|data:image/(?:png|jpeg|gif)[;,]", re.IGNORECASE)
_UNREADABLE: Final = "is no picture that can be read"
_LENGTH: Final = re.compile(r"\s*([0-9.eE+-]+)")

Size = tuple[float, float]


class _UnfitError(Exception):
    """A picture is at fault: what it is, and what to do."""

    def __init__(self, what: str, remedy: str = "Put it in as PNG.") -> None:
        super().__init__(what, remedy)
        self.what, self.remedy = what, remedy


def picture_faults(content: bytes, name: str) -> Iterator[ActiveContent]:
    """Yield why a picture is none, or too large, or more than that."""
    try:
        _check(content, name)
    except _UnfitError as error:
        what = f"its picture {name} {error.what}"
        yield ActiveContent("picture", what, error.remedy, "")


def _check(content: bytes, name: str) -> None:
    reader = next((read for start, read in _READERS if start.match(content)), None)
    try:
        size = reader(content) if reader else None
    except (struct.error, IndexError):
        size = None
    if size is None and _is_svg(content):
        size = _svg(content, name)
    if size is None:
        raise _UnfitError(_UNREADABLE, "Put it in as PNG or JPEG.")
    across, down = (abs(side) for side in size)
    if not across * down <= MOST_POINTS or max(across, down) > _LONGEST_SIDE:
        raise _UnfitError(
            f"is far too large ({across:.0f} × {down:.0f} points)", "Make it smaller."
        )


def _png(content: bytes) -> Size | None:
    at = content.find(b"IHDR", 8, 4096)
    if at < 0:
        return None
    across, down = struct.unpack_from(">II", content, at + 4)
    return across, down


def _jpeg(content: bytes) -> Size | None:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        at = content.index(b"\xff", at) if content.find(b"\xff", at) >= 0 else len(content)
        kind = content[at + 1]
        if kind in _FRAMES:
            down, across = struct.unpack_from(">HH", content, at + 5)
            return across, down
        if kind == 0xFF or kind in (0x00, 0x01) or 0xD0 <= kind <= 0xD8:
            at += 1 if kind == 0xFF else 2
        else:
            at += 2 + struct.unpack_from(">H", content, at + 2)[0]
    return None


def _gif(content: bytes) -> Size:
    across, down = struct.unpack_from("<HH", content, 6)
    return across, down


def _bmp(content: bytes) -> Size:
    form = "<HH" if struct.unpack_from("<I", content, 14)[0] == 12 else "<ii"
    across, down = struct.unpack_from(form, content, 18)
    return across, down


def _tiff(content: bytes) -> Size | None:
    order = "<" if content.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", content, 4)
    (count,) = struct.unpack_from(f"{order}H", content, start)
    found: dict[int, int] = {}
    for at in range(start + 2, start + 2 + 12 * min(count, 1000), 12):
        tag, kind = struct.unpack_from(f"{order}HH", content, at)
        form = f"{order}H" if kind == 3 else f"{order}I"
        found[tag] = struct.unpack_from(form, content, at + 8)[0]
    across = next((found[tag] for tag in _WIDTHS if tag in found), None)
    down = next((found[tag] for tag in _HEIGHTS if tag in found), None)
    return None if across is None or down is None else (across, down)


def _emf(content: bytes) -> Size | None:
    if content[40:44] != b" EMF":
        return None
    left, top, right, bottom = struct.unpack_from("<4i", content, 8)
    return right - left, bottom - top


def _wmf(content: bytes) -> Size | None:
    if not content.startswith(b"\xd7\xcd\xc6\x9a"):
        return 1, 1  # without a placing header it has no size of its own
    left, top, right, bottom, per_inch = struct.unpack_from("<4hH", content, 6)
    scale = 96 / (per_inch or 96)
    return (right - left) * scale, (bottom - top) * scale


_READERS: Final[tuple[tuple[re.Pattern[bytes], Callable[[bytes], Size | None]], ...]] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), _png),
    (re.compile(rb"\xff\xd8\xff"), _jpeg),
    (re.compile(rb"GIF8[79]a"), _gif),
    (re.compile(rb"BM"), _bmp),
    (re.compile(rb"II[*\xbc]|MM\0\*", re.DOTALL), _tiff),
    (re.compile(rb"\x01\0\0\0"), _emf),
    (re.compile(rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0"), _wmf),
)


def _is_svg(content: bytes) -> bool:
    return b"<svg" in content[:65536]


def _svg(content: bytes, name: str) -> Size:
    try:
        root = parse_xml(content, name)
    except InputRefusedError as error:
        raise _UnfitError(_UNREADABLE) from error
    count = 0
    for element in root.iter("{*}*"):
        count += 1
        kind = str(element.tag).rpartition("}")[2]
        if kind in _UNSAFE or (
            kind == "style" and _FETCHES.search("".join(map(str, element.itertext())))
        ):
            raise _UnfitError(f"holds more than a picture (<{kind}>)")
        for attribute, value in element.attrib.items():
            _check_attribute(str(attribute).rpartition("}")[2], str(value))
    if count > _MOST_SHAPES or _grows(root):
        raise _UnfitError("holds far too many shapes")
    sides = [_LENGTH.match(root.get(side, "")) for side in ("width", "height")]
    try:
        across, down = (float(side[1]) if side else 1.0 for side in sides)
    except ValueError:
        return 1.0, 1.0
    return across, down


def _grows(root: etree._Element) -> bool:
    """Tell whether something that is repeated repeats something itself."""
    uses = list(root.iter("{*}use"))
    holders = {holder.get("id") for use in uses for holder in (use, *use.iterancestors())}
    named = {
        str(value).removeprefix("#")
        for use in uses
        for name, value in use.attrib.items()
        if str(name).rpartition("}")[2] == "href"
    }
    return not holders.isdisjoint(named)


def _check_attribute(attribute: str, value: str) -> None:
    is_event = attribute.lower().startswith("on")
    leads_out = attribute in ("href", "src") and not _INSIDE.match(value)
    if is_event or leads_out or _FETCHES.search(value):
        raise _UnfitError(f"holds more than a picture ({attribute}={value[:40]!r})")
