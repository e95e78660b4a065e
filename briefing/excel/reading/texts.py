"""The texts that the cells of a workbook share."""

from __future__ import annotations

from typing import Final

from briefing.errors import InputRefusedError
from briefing.excel.reading.streams import heard
from briefing.excel.strings import unescaped

MOST_TEXTS: Final = 2_000_000
"""How many texts a workbook may share."""


def texts_of(xml: bytes, what: str) -> list[str]:
    """Return the shared texts of a workbook, each exactly as it is shown.

    Args:
        xml: The part `sharedStrings`.
        what: How a sentence calls it.

    Raises:
        InputRefusedError: The part is no XML, has a document type, or far too many texts.
    """
    found = _Texts(what)
    heard(xml, what, found.start, found.end, found.words.append)
    return found.texts


class _Texts:
    """Hears the elements of the shared texts; how a text sounds (`rPh`) is no part of it."""

    def __init__(self, what: str) -> None:
        self.texts: list[str] = []
        self.words: list[str] = []
        self._what = what
        self._pieces: list[str] = []
        self._is_sounds = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Hear the start of an element."""
        self._is_sounds = self._is_sounds or name.endswith("}rPh")
        self.words.clear()

    def end(self, name: str) -> None:
        """Hear the end of an element."""
        local = name.rpartition("}")[2]
        if local == "t" and not self._is_sounds:
            self._pieces.append("".join(self.words))
        elif local == "rPh":
            self._is_sounds = False
        elif local == "si":
            self.texts.append(unescaped("".join(self._pieces)))
            self._pieces = []
            self._refuse_too_many()
        self.words.clear()

    def _refuse_too_many(self) -> None:
        if len(self.texts) > MOST_TEXTS:
            raise InputRefusedError(
                f"{self._what} are more than {MOST_TEXTS:,}. Cut the workbook into smaller files "
                "and try again."
            )
