"""How Word numbers the notes of a document, so that a reference to one can say its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.template.attributes import whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS: Final = 26
_KNOWN: Final = ("decimal", "lowerRoman", "upperRoman", "lowerLetter", "upperLetter")
_USUAL: Final = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """The numbers of one kind of note.

    Attributes:
        form: A value of `w:numFmt`.
        start: The first number.
        is_known: Whether the number of a note can be said: not where they start again on every
            page or section, or where sections differ.
    """

    form: str = "decimal"
    start: int = 1
    is_known: bool = True

    def said(self, place: int) -> str:
        """Return the number of a note, or "" where it cannot be known.

        Args:
            place: Its place among the notes of its kind, from 1.
        """
        if not self.is_known:
            return ""
        number = self.start + place - 1
        if self.form == "decimal":
            return str(number)
        words = _roman(number) if self.form.endswith("Roman") else _letters(number)
        return words.upper() if self.form.startswith("upper") else words


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        found += sign * times
    return found


def _letters(number: int) -> str:
    """Return a to z, then aa to zz, as Word counts."""
    times, place = divmod(number - 1, _LETTERS)
    return chr(ord("a") + place) * (times + 1)


def note_numerals(kind: str, parts: Sequence[bytes]) -> Numerals:
    """Return how notes are numbered.

    Args:
        kind: `footnote` or `endnote`.
        parts: The settings and the body of a template, as they are stored, the body last; each of
            its sections may differ.
    """
    said = re.compile(rf"<w:{kind}Pr\b.*?</w:{kind}Pr>".encode(), re.DOTALL)
    rows = [row for part in parts for row in said.findall(part)]
    forms = _values(rows, "numFmt") or {_USUAL[kind]}
    starts = _values(rows, "numStart") or {"1"}
    form, start = next(iter(forms)), next(iter(starts))
    sections = parts[-1].count(b"<w:sectPr") if parts else 0
    is_known = (
        len(said.findall(parts[-1]) if parts else ()) in (0, sections)
        and len(forms) == len(starts) == 1
        and form in _KNOWN
        and whole_number(start, -1) >= 0
        and _values(rows, "numRestart") <= {"continuous"}
    )
    return Numerals(form=form, start=whole_number(start, 1), is_known=is_known)


def _values(rows: Sequence[bytes], name: str) -> set[str]:
    pattern = re.compile(rf'<w:{name}\s[^>]*?w:val="([^"]*)"'.encode())
    return {found.decode() for row in rows for found in pattern.findall(row)}
