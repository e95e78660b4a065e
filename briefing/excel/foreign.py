"""Workbooks that this program did not write: which sheets they have, and what stands in one.

The parts are read as a stream and never trusted: sizes are limited, entities refused, and how large
a sheet says it is does not matter; only cells that hold something are kept.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.errors import InputRefusedError
from briefing.excel.foreign_cells import CellReader
from briefing.excel.foreign_parts import events, local, refusal, text_of
from briefing.excel.foreign_styles import date_styles
from briefing.files.zips import ZipReader
from briefing.tabular.table import Table, as_text

if TYPE_CHECKING:
    from briefing.files.zips import StoredPart

LARGEST: Final = 64 * 2**20
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_OLD: Final = b"\xd0\xcf\x11\xe0"
_MOST_STRINGS: Final = 2_000_000


class SheetName(NamedTuple):
    """One sheet of a workbook: its name, where it lies, and whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


class ForeignWorkbook:
    """A workbook that somebody else made.

    Args:
        data: Its bytes.
        name: The name of the file.

    Raises:
        InputRefusedError: It is no workbook, is damaged, or could do harm.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._parts = _parts(data, name)
        relations = self._relations("")
        found = next((to for kind, to in relations.values() if kind == "officeDocument"), None)
        if found is None or found not in self._parts:
            raise refusal(name, "it is no workbook", "Choose an .xlsx.")
        self._folder = found
        self._uses_1904 = False
        self.sheets = tuple(self._sheets(found))
        if not self.sheets:
            raise refusal(name, "it has no sheet with cells", "Choose another workbook.")

    def table(self, sheet: str, most_rows: int | None = None) -> Table:
        """Return what stands in a sheet; an empty one has no rows.

        Args:
            sheet: The name of the sheet.
            most_rows: Read only so many rows that hold something.

        Raises:
            InputRefusedError: There is no such sheet, or it is damaged.
        """
        found = next((one for one in self.sheets if one.name == sheet), None)
        if found is None:
            names = ", ".join(f"“{one.name}”" for one in self.sheets[:12])
            raise InputRefusedError(
                f"{self._name} has no sheet “{sheet}”; its sheets are: {names}."
            )
        reader = CellReader(
            name=self._name,
            sheet=sheet,
            strings=self._strings,
            dates=self._dates,
            uses_1904=self._uses_1904,
        )
        rows = reader.read(self._parts[found.part].content(), most_rows)
        placed, text = as_text(rows)
        return Table(
            name=self._name,
            sheet=sheet,
            rows=placed,
            text=text,
            merges=tuple(reader.merges),
            noticed=tuple(reader.noticed),
        )

    def _sheets(self, workbook: str) -> list[SheetName]:
        relations = self._relations(workbook)
        made: list[SheetName] = []
        for element in events(self._content(workbook), self._name, ("workbookPr", "sheet")):
            if local(element) == "workbookPr":
                self._uses_1904 = element.get("date1904") in {"1", "true"}
                continue
            key = element.get(f"{{{_OFFICE}}}id") or element.get(f"{{{_STRICT}}}id") or ""
            kind, part = relations.get(key, ("", ""))
            if kind == "worksheet" and part in self._parts:
                hidden = element.get("state", "visible") != "visible"
                made.append(SheetName(element.get("name", ""), part, hidden))
        return made

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return by id the kind and target of what a part refers to inside the file."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._parts:
            return {}
        made: dict[str, tuple[str, str]] = {}
        for element in events(self._content(path), self._name, ("Relationship",)):
            if element.get("TargetMode") != "External":
                to = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
                kind = element.get("Type", "").rpartition("/")[2]
                made[element.get("Id", "")] = (kind, to.lstrip("/"))
        return made

    def _content(self, part: str) -> bytes:
        return self._parts[part].content()

    def _of_kind(self, wanted: str) -> str | None:
        parts = self._relations(self._folder).values()
        return next((to for kind, to in parts if kind == wanted and to in self._parts), None)

    @cached_property
    def _strings(self) -> tuple[str, ...]:
        part = self._of_kind("sharedStrings")
        if part is None:
            return ()
        found: list[str] = []
        for element in events(self._content(part), self._name, ("si",)):
            found.append(text_of(element))
            if len(found) > _MOST_STRINGS:
                raise refusal(self._name, "it holds too many texts", "Cut it into smaller files.")
        return tuple(found)

    @cached_property
    def _dates(self) -> tuple[bool, ...]:
        part = self._of_kind("styles")
        return () if part is None else date_styles(self._content(part), self._name)


def _parts(data: bytes, name: str) -> dict[str, StoredPart]:
    if not data:
        raise refusal(name, "it is empty", "Ask for it again.")
    if len(data) > LARGEST:
        raise refusal(name, "it is larger than 64 MiB", "Keep only the sheet that matters.")
    if data.startswith(_OLD):
        raise refusal(
            name,
            "it is an old Excel file, or protected with a password",
            "Save it as .xlsx without a password.",
        )
    reader = ZipReader(noun=name, kind=".xlsx", remedy="Save it again as .xlsx where it was made.")
    return reader.read(data)
