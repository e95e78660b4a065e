"""The whole workbook of a pack: grid, registers, notes, links, counts, coding guide.

usage: whole.py DATA.json OUT.xlsx; the workload's cells become commitments with a passage each
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure
from briefing.domain.base import EdtfDate, Evidence, Moment
from briefing.domain.commitments import Commitment, Party, StageEntry
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.ids import ActorId, CommitmentId, MatrixId, MeasureId, SourceId
from briefing.domain.sources import Source
from briefing.domain.vocabularies import ActorKind, Stage
from briefing.excel import WorkbookOptions, write_matrix

STAGES = tuple(Stage)


def pack(data: Any) -> Content:
    """Return the workload as a pack: each cell of its matrix a commitment."""
    actors = [Actor(id=ActorId(f"a{n}"), kind=ActorKind.COUNTRY, name=country["name"])
              for n, country in enumerate(data["countries"])]  # fmt: skip
    measures = [Measure(id=MeasureId(f"m{n}"), name=f"{row['id']} {row['title']}")
                for n, row in enumerate(data["commitments"])]  # fmt: skip
    matrix = Matrix(
        id=MatrixId("matrix"),
        title=data["title"],
        rows=tuple(actor.id for actor in actors),
        columns=tuple(measure.id for measure in measures),
    )
    return Content(
        cover=Cover(title=data["title"]),
        sources=tuple(_source(row) for row in data["sources"]),
        actors=tuple(actors),
        measures=tuple(measures),
        matrices=(matrix,),
        commitments=tuple(
            _commitment(a, m, cell)
            for a, country in enumerate(data["countries"])
            for m, cell in enumerate(country["cells"])
        ),
    )


def _source(row: Any) -> Source:
    return Source(
        id=SourceId(row["id"]),
        title=row["title"],
        publisher=row["publisher"],
        published=Moment(row["date"]),
        url=row["url"],
        text=row["title"],
    )


def _commitment(a: int, m: int, cell: Any) -> Commitment:
    passage = Evidence(id=f"e{a}-{m}", source=SourceId(cell["source"]), start=0, stop=1)
    stage = STAGES[(a + m) % len(STAGES)]
    entry = StageEntry(
        id=f"s{a}-{m}", stage=stage, date=EdtfDate("2026-01-06"), evidence=(passage.filled("x"),)
    )
    return Commitment(
        id=CommitmentId(f"c{a}-{m}"),
        parties=(Party(id="p", actor=ActorId(f"a{a}")),),
        measure=MeasureId(f"m{m}"),
        text=cell["note"],
        stages=(entry,),
    )


def main() -> None:
    """Write the workbook and tell what it took."""
    source, out = sys.argv[1:3]
    content = pack(json.loads(Path(source).read_text(encoding="utf-8")))
    before = time.process_time()
    Path(out).write_bytes(write_matrix(content, WorkbookOptions()))
    print(json.dumps({"save_cpu": time.process_time() - before}))


if __name__ == "__main__":
    main()
