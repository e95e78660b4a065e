"""A form in another reading size: running text grows, what is larger already stays.

Forms are made for text of 10.5 points. At 12 or 14 points everything below 14 points grows in
proportion, and no further than to 14, which is the size of lines to be spoken; words in the margin
keep the size that the margin has room for.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

MADE_FOR: Final = 10.5
_LARGEST: Final = 14.0
_SMALLEST: Final = 8.0  # words in the margin, which grows with nothing
_STYLES: Final = "word/styles.xml"
_STYLE = re.compile(r"<w:(style|rPrDefault)\b.*?</w:\1>", re.DOTALL)
_SIZE = re.compile(r'(<w:sz(?:Cs)? w:val=")(\d+)(")')
_LINE = re.compile(r'(w:line=")(\d+)(" w:lineRule="atLeast")')


def in_size(template: bytes, size: float) -> bytes:
    """Return a Word form whose running text has a size.

    Args:
        template: The .docx, made for 10.5 points.
        size: Points of running text; 10.5 and less change nothing.
    """
    if size <= MADE_FOR:
        return template
    factor = size / MADE_FOR
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(found, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == _STYLES:
                xml = data.decode()
                data = _STYLE.sub(lambda style: _grown(style.group(), factor), xml).encode()
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return found.getvalue()


def _grown(style: str, factor: float) -> str:
    sizes = [int(number) / 2 for _, number, _ in _SIZE.findall(style)]
    if not sizes:
        return style
    before = max(sizes)
    fixed = before >= _LARGEST or before <= _SMALLEST
    after = before if fixed else min(_LARGEST, before * factor)
    ratio = after / before
    style = _SIZE.sub(lambda size: f"{size[1]}{round(int(size[2]) * ratio)}{size[3]}", style)
    return _LINE.sub(lambda line: f"{line[1]}{round(int(line[2]) * ratio)}{line[3]}", style)
