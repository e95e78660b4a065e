"""Reads a .docx back to text: body, table cells, notes, headers and footers, nothing left out.

`w:br` reads as LF and `w:tab` as a tab, as `text` writes them. Inserted words are there, deleted
ones are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.template.ooxml import W
from briefing.template.reading import shown_text
from briefing.word.package import open_package, parse_xml, read_relationships

if TYPE_CHECKING:
    from lxml import etree

    from briefing.files.zips import StoredPart

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadParagraph:
    """One paragraph of a file.

    Attributes:
        part: Name of the part.
        text: Its words.
        style: Id of its style, or "".
        table: Number of its table within the part, from 1, or 0 outside of tables.
        row: Row in that table, from 1, or 0.
        column: Cell in that row, from 1, or 0.
        note: Id of the note that it belongs to, or "".
    """

    part: str
    text: str
    style: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """The text of a file.

    Attributes:
        body: The paragraphs of the document in order, those in tables and text boxes included.
        headers: Those of all headers.
        footers: Those of all footers.
        footnotes: Those of all footnotes, separators left out.
        endnotes: Those of all endnotes, likewise.
    """

    body: tuple[ReadParagraph, ...]
    headers: tuple[ReadParagraph, ...]
    footers: tuple[ReadParagraph, ...]
    footnotes: tuple[ReadParagraph, ...]
    endnotes: tuple[ReadParagraph, ...]

    @property
    def paragraphs(self) -> tuple[ReadParagraph, ...]:
        """All paragraphs of the file."""
        return (*self.body, *self.headers, *self.footers, *self.footnotes, *self.endnotes)


def read_document(data: bytes) -> ReadDocument:
    """Return the text of a .docx.

    Raises:
        InputRefusedError: It is no Word file, is damaged, or could do harm.
    """
    parts = open_package(data)
    main = next(
        (each.target for each in read_relationships(parts, "") if each.type == "officeDocument"), ""
    )
    by_type: dict[str, list[str]] = {}
    for each in read_relationships(parts, main):
        by_type.setdefault(each.type, []).append(each.target)

    def paragraphs(kind: str) -> tuple[ReadParagraph, ...]:
        return tuple(
            paragraph for name in by_type.get(kind, ()) for paragraph in _read(parts, name, kind)
        )

    return ReadDocument(
        body=tuple(_read(parts, main, "body")),
        headers=paragraphs("header"),
        footers=paragraphs("footer"),
        footnotes=paragraphs("footnotes"),
        endnotes=paragraphs("endnotes"),
    )


def _read(parts: dict[str, StoredPart], name: str, kind: str) -> list[ReadParagraph]:
    stored = parts.get(name)
    if stored is None:
        return []
    root = parse_xml(stored.content(), name)
    cells = _Cells(root)
    found = []
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        note = _note(paragraph, _NOTES.get(kind))
        if note is None:
            continue
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        table, row, column = cells.of(paragraph)
        found.append(
            ReadParagraph(
                part=name,
                text=_text(paragraph),
                style="" if style is None else style.get(f"{W}val", ""),
                table=table,
                row=row,
                column=column,
                note=note,
            )
        )
    return found


def _text(paragraph: etree._Element) -> str:
    """Return the words of a paragraph; the space after a note's own number is not one of them."""
    text = shown_text(paragraph)
    numbers = (f"{W}footnoteRef", f"{W}endnoteRef")
    has_number = next(paragraph.iter(*numbers), None) is not None
    return text[1:] if has_number and text.startswith(" ") else text


def _note(paragraph: etree._Element, kind: str | None) -> str | None:
    """Return the id of the paragraph's note, "" outside of notes, None in a separator."""
    if kind is None:
        return ""
    note = next(paragraph.iterancestors(f"{W}{kind}"), None)
    if note is None or note.get(f"{W}type", "normal") != "normal":
        return None
    return note.get(f"{W}id", "")


class _Cells:
    """The tables, rows and cells of a part, numbered in one walk."""

    def __init__(self, root: etree._Element) -> None:
        self._numbers: dict[etree._Element, int] = {}
        counts: dict[etree._Element | None, int] = {}
        for tag, holder in ((f"{W}tbl", None), (f"{W}tr", f"{W}tbl"), (f"{W}tc", f"{W}tr")):
            for element in root.iter(tag):
                inside = next(element.iterancestors(holder), None) if holder else None
                counts[inside] = counts.get(inside, 0) + 1
                self._numbers[element] = counts[inside]

    def of(self, paragraph: etree._Element) -> tuple[int, int, int]:
        """Return table, row and column of a paragraph, or zeros."""
        found = [next(paragraph.iterancestors(f"{W}{name}"), None) for name in ("tbl", "tr", "tc")]
        table, row, column = (0 if each is None else self._numbers[each] for each in found)
        return (table, row, column)
