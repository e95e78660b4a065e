"""Our writer on the shared workload: the sheets as values, written as the workbook's sheets are.

usage: ours.py DATA.json OUT.xlsx comments; prints the CPU of its phases as the shared scripts do
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.excel.assembly import assembled
from briefing.excel.options import WorkbookOptions
from briefing.excel.package import zipped
from briefing.excel.sheet import FIRST, HEADER, LINKED, Entry, Look, Row, Sheet, Table
from briefing.excel.uncollected import uncollected

sys.path.insert(0, os.environ["BENCH_SHARED"])
import spec  # type: ignore[import-not-found]  # beside the shared workload

if TYPE_CHECKING:
    from collections.abc import Iterator

FILLS = {status: Look(fill=f"#{colour}") for status, colour in spec.FILL.items()}


def matrix(data: Any) -> Sheet:
    """Return the sheet of countries and commitments; what else is known stands in notes."""
    head = spec.header(data)
    rows = [Row(entries=tuple(Entry(text=title, look=HEADER) for title in head))]
    for country in data["countries"]:
        cells = (
            Entry(
                text=cell["status"],
                look=FILLS[cell["status"]],
                note=f"{cell['note']} [{cell['source']}]",
            )
            for cell in country["cells"]
        )
        rows.append(Row(entries=(Entry(text=country["name"], look=FIRST), *cells)))
    return _sheet("Matrix", head, rows, (28.0, *([13.0] * (len(head) - 1))))


def sources(data: Any) -> Sheet:
    """Return the sheet of sources with their links."""
    rows = [Row(entries=tuple(Entry(text=title, look=HEADER) for title in spec.SRC_HEAD))]
    rows += (Row(entries=tuple(_source(source))) for source in data["sources"])
    return _sheet("Sources", spec.SRC_HEAD, rows, (9.0, 40.0, 20.0, 12.0, 40.0))


def _source(source: Any) -> Iterator[Entry]:
    for key in ("id", "title", "publisher", "date"):
        yield Entry(text=source[key])
    yield Entry(text=source["url"], look=LINKED, target=source["url"])


def _sheet(name: str, head: list[str], rows: list[Row], widths: tuple[float, ...]) -> Sheet:
    table = Table(name=f"{name}Table", first_row=1, last_row=len(rows), columns=tuple(head))
    return Sheet(
        name=name, rows=tuple(rows), widths=widths, table=table, pointer="B2", repeated=(1, 1)
    )


def main() -> None:
    """Write the workbook and tell what it took."""
    data, out = spec.load()
    with uncollected():  # as the program does
        sheets = [matrix(data), sources(data)]
        spec.mark("build")
        Path(out).write_bytes(zipped(assembled(sheets, WorkbookOptions(), "Matrix", ("", ""))))
    spec.done()


if __name__ == "__main__":
    main()
