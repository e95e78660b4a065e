"""Reads a finished workbook back to the texts in its cells, for the proof of its quotations."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.excel.strings import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS: Final = "xl/sharedStrings.xml"
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")


class CellTexts:
    """Every text that stands in a cell of a workbook of ours, exactly as Excel shows it.

    Args:
        data: The bytes of the .xlsx.
    """

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._found = frozenset(_texts(package.read(_STRINGS)))

    def have(self, words: str) -> bool:
        """Tell whether a text stands in a cell, or in the cells that a long one is divided over."""
        return all(piece in self._found for piece in pieces(words))


def _texts(xml: bytes) -> Iterator[str]:
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for entry in root.iter(f"{_MAIN}si"):
        yield unescaped("".join(text.text or "" for text in entry.iter(f"{_MAIN}t")))


def unescaped(text: str) -> str:
    """Return a text of SpreadsheetML with its `_xHHHH_` read (ECMA-376 part 1, 22.9.2.19)."""
    return _CODE.sub(lambda code: chr(int(code.group(1), 16)), text) if "_x" in text else text
