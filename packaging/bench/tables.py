"""Measures the import of another's table of 4,000 rows and 10 actors, from file to accepted.

Each figure is printed with what it must be; the exit code is 1 where one is missed. openpyxl reads
the same workbook in the same run, so that the machine does not matter for that one.
"""

from __future__ import annotations

import io
import random
import sys
import time
from typing import TYPE_CHECKING, Final

import openpyxl

from briefing.app import deciding, packs
from briefing.app.countries import countries
from briefing.app.tables.importing import plan_table, read_table
from briefing.app.tables.opening import table_file
from briefing.app.tables.proposing import put_into_inbox, sort_out
from briefing.excel.foreign import ForeignWorkbook

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS: Final = 4000
ACTORS: Final = 10
SLOWER: Final = 2.5
"""Ours also makes the text that passages rest on, and holds on to nothing that a sheet repeats."""

_LIMITS_S: Final = {
    "plan": 20.0,
    "put into the inbox": 10.0,
    "accept one, in place": 0.5,
    "work out accepting the rest": 15.0,
    "carry it out as one edit": 15.0,
}


def main() -> int:
    """Measure and print; 1 where a figure is missed."""
    data = workbook()
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    theirs = _timed(lambda: [list(row) for row in book["Scores"].iter_rows(values_only=True)])
    ours = _timed(lambda: ForeignWorkbook(data, "t.xlsx").table("Scores"))
    print(f"read {ROWS} rows: {ours:.3f} s, openpyxl {theirs:.3f} s (at most {SLOWER:g} times)")
    missed = int(ours > SLOWER * theirs)
    pack = packs.create_pack("Bench")
    try:
        started = time.perf_counter()
        read = read_table(pack.content, table_file(data, "t.xlsx"))
        planned = plan_table(pack.content, read)
        missed += _said("plan", time.perf_counter() - started)
        print(f"  {len(planned.changes)} changes, {len(planned.irregularities)} irregularities")
        put = _timed(lambda: put_into_inbox(pack, sort_out(pack.content, planned)))
        missed += _said("put into the inbox", put)
        one = pack.content.proposals[len(planned.changes) // 2].id
        missed += _said("accept one, in place", _timed(lambda: deciding.accept(pack, [one])))
        content = pack.content
        started = time.perf_counter()
        decision = deciding.plan_accept_all(content)
        missed += _said("work out accepting the rest", time.perf_counter() - started)
        missed += _said(
            "carry it out as one edit", _timed(lambda: deciding.carry_out(pack, decision))
        )
    finally:
        pack.close()
    return 1 if missed else 0


def workbook() -> bytes:
    """Return a workbook of scores, every fiftieth of them malformed or blank."""
    dice = random.Random(1)  # noqa: S311  # a table, not a secret
    names = [country.name for country in countries()][:ACTORS]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Scores")
    sheet.append(["Area", "Id", "Text", *names])
    for row in range(ROWS):
        scores = [dice.choice([-1, 0, 1]) if dice.random() > 0.02 else "−1" for _ in names]
        sheet.append([f"Area {row % 20}", f"C-{row}", f"We will do thing {row} by then", *scores])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _said(what: str, seconds: float) -> int:
    limit = _LIMITS_S[what]
    over = "" if seconds <= limit else f" · MISSED by {seconds - limit:.3f}"
    print(f"{what}: {seconds:.3f} s (at most {limit:g}){over}", flush=True)
    return bool(over)


if __name__ == "__main__":
    sys.exit(main())
