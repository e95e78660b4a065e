"""Reads a finished workbook back to the texts in its cells, for the proof of its quotations."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from briefing.excel.reading.texts import texts_of
from briefing.excel.strings import pieces

_STRINGS: Final = "xl/sharedStrings.xml"


class CellTexts:
    """Every text that stands in a cell of a workbook of ours, exactly as Excel shows it.

    Args:
        data: The bytes of the .xlsx.
    """

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._found = frozenset(texts_of(package.read(_STRINGS), "The texts of the workbook"))

    def have(self, words: str) -> bool:
        """Tell whether a text stands in a cell, or in the cells that a long one is divided over."""
        return all(piece in self._found for piece in pieces(words))
