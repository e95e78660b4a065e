"""A form on other paper: the matrix unfolds to A3, or every page becomes Letter.

Forms are made for A4. On A3 only landscape pages grow, so that a pack stays an A4 booklet with a
sheet to unfold; on Letter every page changes. Right tab stops at the edge of the text move along.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from briefing.word.package import open_package

_SIZES: Final = {"A3": (16838, 23811), "Letter": (12240, 15840)}
_SECTION = re.compile(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_VALUE = re.compile(r'w:(w|h|orient|left|right)="([^"]*)"')
_TEXT_PARTS = re.compile(r"word/(document|styles|(?:header|footer)\d*)\.xml")


def on_paper(template: bytes, paper: str) -> bytes:
    """Return a Word form laid out for A4, A3 or Letter.

    Args:
        template: The .docx, made for A4.
        paper: `A4`, `A3` or `Letter`; any other word means A4.

    Raises:
        InputRefusedError: It is no package that may be opened: a bomb, a path that leads out.
    """
    if paper not in _SIZES or "word/document.xml" not in open_package(template):
        return template  # what is no Word file is refused where it is compiled
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(found, "w") as new:
        document = old.read("word/document.xml").decode()
        moves = dict(_edges(section, paper) for section in _SECTION.findall(document))
        for entry in old.infolist():
            data = old.read(entry)
            if _TEXT_PARTS.fullmatch(entry.filename):
                data = _moved(data.decode(), moves, paper).encode()
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return found.getvalue()


def _moved(xml: str, moves: dict[int, int], paper: str) -> str:
    xml = _SECTION.sub(lambda match: _resized(match.group(), paper), xml)
    for before, after in moves.items():
        stop = re.compile(rf'(<w:tab\b[^>]*w:val="right"[^>]*w:pos="){before}(")')
        xml = stop.sub(rf"\g<1>{after}\g<2>", xml)
        xml = xml.replace(f'w:val="clear" w:pos="{before}"', f'w:val="clear" w:pos="{after}"')
    return xml


def _edges(section: str, paper: str) -> tuple[int, int]:
    return _text_width(section), _text_width(_resized(section, paper))


def _text_width(section: str) -> int:
    values = dict(_VALUE.findall(section))
    return int(values["w"]) - int(values["left"]) - int(values["right"])


def _resized(section: str, paper: str) -> str:
    return _SIZE.sub(lambda match: _size(match.group(), paper), section)


def _size(size: str, paper: str) -> str:
    is_landscape = 'w:orient="landscape"' in size
    if paper == "A3" and not is_landscape:
        return size
    short, long = _SIZES[paper]
    wide, high = (long, short) if is_landscape else (short, long)
    turned = ' w:orient="landscape"' if is_landscape else ""
    return f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
