"""Pages without an office suite: the words in order, laid out by Qt as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.word.reading import ReadParagraph

_FAMILIES: Final = ("Calibri", "Carlito", "Liberation Sans", "sans-serif")
_BODY_POINTS: Final = 10.5
_HEADINGS: Final = {"Title": 22.0, "Heading1": 16.0, "Heading2": 13.0, "Heading3": 11.5}
_CONTENTS: Final = ("toc", "contents")  # lines without the page numbers that they are there for
_LINE: Final = "#B8C0CA"
_INDENT: Final = 18.0


def lay_out(paragraphs: Sequence[ReadParagraph]) -> bytes:
    """Return a PDF of the words of a document; what stood in a table stands in one."""
    document = QTextDocument()
    font = QFont(list(_FAMILIES))
    font.setPointSizeF(_BODY_POINTS)
    for ligatures in ("liga", "clig"):
        font.setFeature(QFont.Tag(ligatures), 0)  # a PDF of Qt's loses their letters
    document.setDefaultFont(font)
    cursor = QTextCursor(document)
    shown = [one for one in paragraphs if not one.style.lower().startswith(_CONTENTS)]
    for table, group in _groups(shown):
        if table:
            _write_table(cursor, group)
        else:
            for paragraph in group:
                _write(cursor, paragraph)
    return _printed(document)


def _groups(
    paragraphs: Sequence[ReadParagraph],
) -> Iterator[tuple[int, list[ReadParagraph]]]:
    """Yield runs of paragraphs with the number of their table, 0 outside of tables."""
    group: list[ReadParagraph] = []
    last = ("", 0)
    for paragraph in paragraphs:
        place = (paragraph.part, paragraph.table)
        if place != last and group:
            yield last[1], group
            group = []
        last = place
        group.append(paragraph)
    if group:
        yield last[1], group


def _write_table(cursor: QTextCursor, group: list[ReadParagraph]) -> None:
    rows = sorted({one.row for one in group})
    columns = max(one.column for one in group)
    shape = QTextTableFormat()
    shape.setBorder(1)
    shape.setBorderBrush(QColor(_LINE))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setCellPadding(3)
    shape.setCellSpacing(0)
    table = cursor.insertTable(len(rows), max(1, columns), shape)
    for paragraph in group:
        _write_cell(table, rows.index(paragraph.row), paragraph)
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _write_cell(table: QTextTable, row: int, paragraph: ReadParagraph) -> None:
    cursor = table.cellAt(row, max(0, paragraph.column - 1)).lastCursorPosition()
    if cursor.block().text():
        cursor.insertBlock()
    cursor.insertText(paragraph.text, _letters(paragraph.style))


def _write(cursor: QTextCursor, paragraph: ReadParagraph) -> None:
    block = QTextBlockFormat()
    points = _HEADINGS.get(paragraph.style, 0.0)
    block.setTopMargin(points)
    block.setBottomMargin(4)
    if points:
        block.setHeadingLevel(int(paragraph.style[-1]) if paragraph.style[-1].isdigit() else 1)
    if paragraph.style.startswith(("Quote", "List")):
        block.setLeftMargin(_INDENT)
    letters = _letters(paragraph.style)
    cursor.insertBlock(block, letters)
    cursor.insertText(paragraph.text, letters)


def _letters(style: str) -> QTextCharFormat:
    letters = QTextCharFormat()
    points = _HEADINGS.get(style)
    if points is not None:
        letters.setFontPointSize(points)
        letters.setFontWeight(QFont.Weight.Bold)
    letters.setFontItalic(style.startswith("Quote"))
    return letters


def _printed(document: QTextDocument) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())  # printing leaves two centimetres and numbers the pages
    document.print_(writer)
    del writer  # it writes the end of the file
    return bytes(buffer.data().data())
