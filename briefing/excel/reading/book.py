"""A workbook of strangers, opened within limits: its sheets in order, each read as a stream."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefing.excel.reading.dates import shown_of_date
from briefing.excel.reading.notes import notes_of
from briefing.excel.reading.rows import Surroundings, fed, rows_of, strings_of, xml_parser
from briefing.files.zips import StoredPart, ZipReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.excel.reading.notes import HeldNote
    from briefing.excel.reading.values import Held

_READER: Final = ZipReader(
    noun="The workbook",
    kind=".xlsx workbook",
    remedy="Open it in Excel or LibreOffice, save it again as .xlsx and try again.",
)
_TRUE: Final = frozenset({"1", "true", "on"})
_DOCUMENT: Final = "/officeDocument"
_NOTES: Final = ("/comments", "/threadedComment")
_Element = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """One sheet of a workbook that was read.

    Attributes:
        name: Its name.
        part: The name of its part in the package.
        around: What its cells refer to.
        stored: Its part.
        noted: The parts that hold the notes and comments on its cells.
    """

    name: str
    part: str
    around: Surroundings
    stored: StoredPart
    noted: tuple[StoredPart, ...] = ()

    def notes(self) -> Iterator[HeldNote]:
        """Yield what stands in notes and comments on its cells.

        Raises:
            InputRefusedError: They are damaged.
        """
        parts = (part.content() for part in self.noted)
        return notes_of(parts, f"The notes on “{self.name}”")

    def rows(self) -> Iterator[tuple[Held, ...]]:
        """Yield the cells of each row that hold something.

        Raises:
            InputRefusedError: The sheet is damaged, or far too large.
        """
        return rows_of(self.stored.content(), self.around, f"The sheet “{self.name}”")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBook:
    """A workbook that was read: its sheets, in their order."""

    sheets: tuple[ReadSheet, ...]


def read_book(data: bytes) -> ReadBook:
    """Return a workbook's sheets; nothing in it is run, fetched or computed.

    Args:
        data: The bytes of the .xlsx.

    Raises:
        InputRefusedError: It is no workbook, is damaged, or could do harm.
    """
    parts = _READER.read(data)
    main = _main_part(parts)
    if main is None:
        raise _READER.refusal("it is no .xlsx workbook")
    targets = _targets(parts, main)
    elements = _elements(parts[main])
    from_1904 = any(
        name == "workbookPr" and about.get("date1904") in _TRUE for name, about in elements
    )
    around = Surroundings(
        strings=_strings(parts, targets),
        date_formats=_date_formats(parts, targets),
        from_1904=from_1904,
    )
    sheets = []
    for name, about in elements:
        part = targets.get(_relation(about), ("", ""))[1] if name == "sheet" else ""
        if part in parts and targets[_relation(about)][0].endswith("/worksheet"):
            title = about.get("name", "")
            noted = tuple(
                parts[target]
                for kind, target in _targets(parts, part).values()
                if kind.endswith(_NOTES) and target in parts
            )
            sheets.append(
                ReadSheet(name=title, part=part, around=around, stored=parts[part], noted=noted)
            )
    return ReadBook(sheets=tuple(sheets))


def _main_part(parts: Mapping[str, StoredPart]) -> str | None:
    found = _targets(parts, "")
    return next(
        (part for kind, part in found.values() if kind.endswith(_DOCUMENT) and part in parts), None
    )


def _targets(parts: Mapping[str, StoredPart], part: str) -> dict[str, tuple[str, str]]:
    """Return what a part is related to inside the package: type and name, by the relation's id."""
    folder, _, name = part.rpartition("/")
    beside = posixpath.join(folder, "_rels", f"{name}.rels")
    if beside not in parts:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for element, about in _elements(parts[beside]):
        if element == "Relationship" and about.get("TargetMode") != "External":
            target = unquote(about.get("Target", ""))
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[about.get("Id", "")] = about.get("Type", ""), path
    return found


def _relation(about: Mapping[str, str]) -> str:
    """Return the id of the relation that an element names, in either form of the standard."""
    return next(
        (value for key, value in about.items() if key.endswith("relationships}id")),
        "",
    )


def _elements(stored: StoredPart) -> list[_Element]:
    """Return the elements of a small part, flat, each with its attributes."""
    found: list[_Element] = []

    def start(name: str, about: dict[str, str]) -> None:
        found.append((name.rpartition("}")[2], about))

    parser = xml_parser(start)
    fed(parser, stored.content(), is_last=True, what=f"The workbook's part {stored.name}")
    return found


def _strings(parts: Mapping[str, StoredPart], targets: dict[str, tuple[str, str]]) -> list[str]:
    part = _of_kind(parts, targets, "/sharedStrings")
    return [] if part is None else strings_of(part.content(), "The workbook's texts")


def _date_formats(
    parts: Mapping[str, StoredPart], targets: dict[str, tuple[str, str]]
) -> list[str]:
    """Return what each cell format shows of a date."""
    part = _of_kind(parts, targets, "/styles")
    codes: dict[str, str] = {}
    formats: list[str] = []
    is_of_cells = False
    for name, about in [] if part is None else _elements(part):
        if name == "numFmt":
            codes[about.get("numFmtId", "")] = about.get("formatCode", "")
        elif name in {"cellStyleXfs", "cellXfs", "cellStyles", "dxfs"}:
            is_of_cells = name == "cellXfs"
        elif name == "xf" and is_of_cells:
            number = about.get("numFmtId", "0")
            known = int(number) if number.isdecimal() else 0
            formats.append(shown_of_date(known, codes.get(number, "")))
    return formats


def _of_kind(
    parts: Mapping[str, StoredPart], targets: dict[str, tuple[str, str]], kind: str
) -> StoredPart | None:
    return next((parts[p] for k, p in targets.values() if k.endswith(kind) and p in parts), None)
