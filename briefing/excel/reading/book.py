"""A workbook of strangers, opened within limits: its sheets in order, each read as a stream."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from briefing.excel.reading.dates import shown_of_date
from briefing.excel.reading.notes import notes_of
from briefing.excel.reading.outline import TRUE, Outline
from briefing.excel.reading.rows import Surroundings, rows_of
from briefing.excel.reading.streams import elements
from briefing.excel.reading.texts import texts_of
from briefing.files.zips import StoredPart, ZipReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.excel.reading.notes import HeldNote
    from briefing.excel.reading.values import Held

_KIND: Final = ".xlsx workbook"
_REMEDY: Final = "Open it in Excel or LibreOffice, save it again as .xlsx and try again."
_OLD: Final = b"\xd0\xcf\x11\xe0"
_DOCUMENT: Final = "/officeDocument"
_SHEET: Final = "/worksheet"
_NOTES: Final = ("/comments", "/threadedComment")
_RELATIONS: Final = frozenset({"Relationship"})
_OF_BOOK: Final = frozenset({"workbookPr", "sheet"})
_GROUPS: Final = frozenset({"cellStyleXfs", "cellXfs", "cellStyles", "dxfs"})
_OF_STYLES: Final = _GROUPS | {"numFmt", "xf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """One sheet of a workbook that was read.

    Attributes:
        name: Its name.
        called: How a sentence calls it.
        is_hidden: Whether the workbook hides it.
        around: What its cells refer to.
        stored: Its part.
        noted: The parts that hold the notes and comments on its cells.
    """

    name: str
    called: str
    is_hidden: bool
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

    def rows(self, outline: Outline | None = None) -> Iterator[tuple[Held, ...]]:
        """Yield the cells of each row that hold something.

        Args:
            outline: Takes up what the sheet says of itself; complete after the last row.

        Raises:
            InputRefusedError: The sheet is damaged, or far too large.
        """
        return rows_of(self.stored.content(), self.around, self.called, outline or Outline())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBook:
    """A workbook that was read: its sheets, in their order."""

    sheets: tuple[ReadSheet, ...]


def read_book(data: bytes, name: str = "") -> ReadBook:
    """Return a workbook's sheets; nothing in it is run, fetched or computed.

    Args:
        data: The bytes of the .xlsx.
        name: The name of the file, for sentences that must tell it from others.

    Raises:
        InputRefusedError: It is no workbook, is damaged, or could do harm.
    """
    zips = ZipReader(noun=name or "The workbook", kind=_KIND, remedy=_REMEDY)
    if data.startswith(_OLD):
        raise zips.refusal(
            "it is an old Excel file, or protected with a password",
            "Save it as .xlsx without a password and try again.",
        )
    package = _Package(parts=zips.read(data), name=name)
    main = package.of_kind(package.targets(""), _DOCUMENT)
    if main is None:
        raise zips.refusal(f"it is no {_KIND}")
    return ReadBook(sheets=tuple(package.sheets(main)))


class _Target(NamedTuple):
    """What a part is related to: the type of the relation, and the name of the other part."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Package:
    """The parts of a workbook, and how sentences call them."""

    parts: Mapping[str, StoredPart]
    name: str

    def sheets(self, main: StoredPart) -> Iterator[ReadSheet]:
        """Yield the sheets that have cells, in their order."""
        targets = self.targets(main.name)
        found = list(self._elements(main, _OF_BOOK))
        about_dates = [about.get("date1904") for element, about in found if element != "sheet"]
        around = Surroundings(
            strings=self._strings(targets),
            date_formats=self._date_formats(targets),
            from_1904=any(said in TRUE for said in about_dates),
        )
        for element, about in found:
            target = targets.get(_relation(about)) if element == "sheet" else None
            if target is not None and target.kind.endswith(_SHEET) and target.part in self.parts:
                yield self._sheet(about, self.parts[target.part], around)

    def _sheet(
        self, about: Mapping[str, str], stored: StoredPart, around: Surroundings
    ) -> ReadSheet:
        name = about.get("name", "")
        noted = (
            self.parts[target.part]
            for target in self.targets(stored.name).values()
            if target.kind.endswith(_NOTES) and target.part in self.parts
        )
        return ReadSheet(
            name=name,
            called=f"The sheet “{name}”" + (f" of {self.name}" if self.name else ""),
            is_hidden=about.get("state", "visible") != "visible",
            around=around,
            stored=stored,
            noted=tuple(noted),
        )

    def targets(self, part: str) -> dict[str, _Target]:
        """Return what a part is related to inside the package, by the relation's id."""
        folder, _, name = part.rpartition("/")
        beside = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, _Target] = {}
        for _, about in self._elements(beside, _RELATIONS):
            if about.get("TargetMode") != "External":
                target = unquote(about.get("Target", ""))
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[about.get("Id", "")] = _Target(about.get("Type", ""), path)
        return found

    def of_kind(self, targets: Mapping[str, _Target], kind: str) -> StoredPart | None:
        """Return the first part of a kind."""
        found = (target.part for target in targets.values() if target.kind.endswith(kind))
        return next((self.parts[part] for part in found if part in self.parts), None)

    def _strings(self, targets: Mapping[str, _Target]) -> list[str]:
        part = self.of_kind(targets, "/sharedStrings")
        what = f"The texts of {self.name or 'the workbook'}"
        return [] if part is None else texts_of(part.content(), what)

    def _date_formats(self, targets: Mapping[str, _Target]) -> list[str]:
        """Return what each cell format shows of a date."""
        codes: dict[str, str] = {}
        formats: list[str] = []
        is_of_cells = False
        for element, about in self._elements(self.of_kind(targets, "/styles"), _OF_STYLES):
            if element == "numFmt":
                codes[about.get("numFmtId", "")] = about.get("formatCode", "")
            elif element in _GROUPS:
                is_of_cells = element == "cellXfs"
            elif is_of_cells:
                number = about.get("numFmtId", "0")
                known = int(number) if number.isdecimal() and len(number) < 7 else 0
                formats.append(shown_of_date(known, codes.get(number, "")))
        return formats

    def _elements(
        self, part: StoredPart | None, wanted: frozenset[str]
    ) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield elements of a small part, none where it is not there."""
        if part is None:
            return iter(())
        what = f"The part {part.name} of {self.name or 'the workbook'}"
        return elements(part.content(), what, wanted)


def _relation(about: Mapping[str, str]) -> str:
    """Return the id of the relation that an element names, in either form of the standard."""
    return next((value for key, value in about.items() if key.endswith("relationships}id")), "")
