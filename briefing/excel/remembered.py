"""What a workbook said when it was written, so that it can come home: digests, never values.

A cell that came back is compared with what was printed there, which tells an edit from what merely
looks different, and a removed row from one that was never there. The memory is text in cells of the
sheet *About*: unlike a custom part or a property of the document it survives every spreadsheet
program and every script (openpyxl drops parts, inspectors drop properties, LibreOffice drops
attributes), and nothing is hidden. Digests of three bytes suffice: they tell apart what
stood in one cell from what stands there now, and say nothing of a text that was deleted.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zlib_ng import zlib_ng

from briefing.domain.marks import MUTED
from briefing.domain.vocabularies import Round
from briefing.excel.prints import elsewhere, printed
from briefing.excel.reading.values import letters
from briefing.excel.sheet import FIRST, Entry, Look, Row
from briefing.excel.strings import unescaped
from briefing.template.words import languages, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.excel.options import WorkbookOptions
    from briefing.excel.sheet import Sheet

_VERSION: Final = 1
_BYTES: Final = 3
_ROOM: Final = 30_000  # characters in one cell
_LARGEST: Final = 64 * 2**20
_LOOK: Final = Look(ink=MUTED, wrap=False, align="fill")  # one line, cut at the edge of its cell
_TITLE: Final = "Memory for the way home"
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_UNEVEN: Final = re.compile("_x|[\x00-\x09\x0b-\x1f\x7f]")
_PIECE: Final = re.compile(r"briefing:(\d+)/(\d+):([A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedSheet:
    """What one sheet said.

    Attributes:
        name: Its name.
        table: The name of its table.
        keys: What each of its columns is for; nothing for a column that is only for reading.
        titles: The headings of its columns.
        rows: The digests of each row's cells by the id of its record.
        elsewhere: The digests of what stood outside the rows.
    """

    name: str
    table: str
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    rows: Mapping[str, tuple[int, ...]]
    elsewhere: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a workbook said when it was written.

    Attributes:
        title: The pack's title.
        as_of: The last day that counted, or None.
        matrix: The id of the matrix that its grid shows, or None.
        language: The language of its own words.
        rounds: Which rounds of assessments it shows.
        sheets: Its sheets.
    """

    title: str
    as_of: date | None
    matrix: str | None
    language: str
    rounds: tuple[Round, ...]
    sheets: tuple[RememberedSheet, ...]

    def sheet(self, table: str) -> RememberedSheet | None:
        """Return what the sheet of a table said, or None where it was not there."""
        return next((one for one in self.sheets if one.table == table), None)


def digest(words: str) -> int:
    """Return the digest of what a cell says.

    Line ends, control characters and escapes are read away: a program that knows nothing of
    `_x000D_` writes what it names, LibreOffice makes U+0001 of a tab in a text with two fonts, and
    what was not edited must not look edited.
    """
    if _UNEVEN.search(words):
        plain = unescaped(words).replace("\r\n", "\n").replace("\r", "\n")
        words = _CONTROL.sub(" ", plain)
    return zlib_ng.crc32(words.encode("utf-8", "surrogatepass")) & 0xFFFFFF


def remembering(
    sheets: Sequence[Sheet], options: WorkbookOptions, *, title: str, matrix: str | None
) -> list[Sheet]:
    """Return the sheets of a workbook, the last of which remembers what all say.

    Args:
        sheets: The sheets; the last one is *About*.
        options: The choices of the workbook.
        title: The pack's title.
        matrix: The id of the matrix that the grid shows.
    """
    memory = Memory(
        title=title,
        as_of=options.as_of,
        matrix=matrix,
        language=options.language,
        rounds=options.shown.rounds,
        sheets=tuple(_remembered(sheet) for sheet in sheets),
    )
    *first, about = sheets
    pieces = _pieces(_packed(memory))
    title_row = options.words.say(_TITLE)
    rows = tuple(
        Row(entries=(Entry(text=title_row, look=FIRST), Entry(text=piece, look=_LOOK)))
        for piece in pieces
    )
    table = replace(about.table, last_row=about.table.last_row + len(rows))
    printed_rows = (f"A1:{letters(len(table.columns))}{len(about.rows)}",)
    return [
        *first,
        replace(about, rows=(*about.rows, *rows), table=table, printed=printed_rows),
    ]


def memory_in(texts: Iterable[str]) -> Memory | None:
    """Return the memory that stands among the texts of a workbook; None where it is lost.

    Args:
        texts: The texts of its cells, in any order.
    """
    found: dict[int, str] = {}
    count = 0
    for text in texts:
        match = _PIECE.fullmatch(text)
        if match:
            found[int(match.group(1))] = match.group(3)
            count = int(match.group(2))
    if not count or sorted(found) != list(range(1, count + 1)):
        return None
    try:
        return _unpacked("".join(found[at] for at in sorted(found)))
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        zlib.error,
    ):
        return None  # somebody typed into it


def is_memory(text: str) -> bool:
    """Tell whether a text is a piece of a memory, or what stands before one."""
    return text in _titles() or _PIECE.fullmatch(text) is not None


@cache
def _titles() -> frozenset[str]:
    return frozenset(words_of(language).say(_TITLE) for language in languages())


def _remembered(sheet: Sheet) -> RememberedSheet:
    rows = printed(sheet) if sheet.table.keys else {}
    return RememberedSheet(
        name=sheet.name,
        table=sheet.table.name,
        keys=sheet.table.keys,
        titles=sheet.table.columns,
        rows={key: tuple(map(digest, words)) for key, words in rows.items()},
        elsewhere=frozenset(map(digest, elsewhere(sheet))),
    )


def _packed(memory: Memory) -> str:
    document = {
        "version": _VERSION,
        "title": memory.title,
        "as_of": memory.as_of.isoformat() if memory.as_of else None,
        "matrix": memory.matrix,
        "language": memory.language,
        "rounds": memory.rounds,
        "sheets": [_as_json(sheet) for sheet in memory.sheets],
    }
    data = json.dumps(document, ensure_ascii=True, separators=(",", ":")).encode()
    return base64.b64encode(zlib_ng.compress(data, 6)).decode()


def _as_json(sheet: RememberedSheet) -> dict[str, Any]:
    """Return a sheet as JSON, its digests column after column: there they repeat and pack well."""
    columns = zip(*sheet.rows.values(), strict=True)
    return {
        "name": sheet.name,
        "table": sheet.table,
        "keys": sheet.keys,
        "titles": sheet.titles,
        "ids": list(sheet.rows),
        "cells": [_digests(column) for column in columns],
        "elsewhere": _digests(sorted(sheet.elsewhere)),
    }


def _digests(values: Iterable[int]) -> str:
    data = b"".join(value.to_bytes(_BYTES, "big") for value in values)
    return base64.b64encode(data).decode()


def _pieces(packed: str) -> list[str]:
    texts = [packed[at : at + _ROOM] for at in range(0, len(packed), _ROOM)]
    return [f"briefing:{at}/{len(texts)}:{text}" for at, text in enumerate(texts, start=1)]


def _unpacked(packed: str) -> Memory | None:
    engine = zlib.decompressobj()
    data = engine.decompress(base64.b64decode(packed, validate=True), _LARGEST)
    document = json.loads(data)
    if document["version"] != _VERSION:
        return None
    as_of = document["as_of"]
    return Memory(
        title=str(document["title"]),
        as_of=date.fromisoformat(as_of) if as_of else None,
        matrix=document["matrix"],
        language=str(document["language"]),
        rounds=tuple(map(Round, document["rounds"])),
        sheets=tuple(_sheet(one) for one in document["sheets"]),
    )


def _sheet(document: dict[str, Any]) -> RememberedSheet:
    ids = [str(one) for one in document["ids"]]
    columns = [_undigested(text) for text in document["cells"]]
    if any(len(column) != len(ids) for column in columns):
        raise ValueError("columns of different lengths")
    cells = zip(*columns, strict=True) if columns else iter(())
    return RememberedSheet(
        name=str(document["name"]),
        table=str(document["table"]),
        keys=tuple(map(str, document["keys"])),
        titles=tuple(map(str, document["titles"])),
        rows=dict(zip(ids, cells, strict=True)) if columns else {},
        elsewhere=frozenset(_undigested(document["elsewhere"])),
    )


def _undigested(text: str) -> list[int]:
    data = base64.b64decode(text, validate=True)
    return [int.from_bytes(data[at : at + _BYTES], "big") for at in range(0, len(data), _BYTES)]
