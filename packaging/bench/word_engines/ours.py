"""Our engine: the template of docxtpl compiled once, documents streamed from it.

A process on a machine that has used the template before finds it compiled, as the program keeps it
(`briefing.app.kept_templates`); `BENCH_KEPT` is where. The first one compiles.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resident import serve

from briefing.collecting import collect_seldom
from briefing.template.values import Inline, Quotation
from briefing.word.keeping import kept, taken_up
from briefing.word.proof import differences
from briefing.word.rendering import render
from briefing.word.rereading import read_back

if TYPE_CHECKING:
    from briefing.word.compiled import CompiledTemplate

TEMPLATE = Path(os.environ["BENCH_TEMPLATE"])
KEPT = Path(os.environ["BENCH_KEPT"])


def template() -> CompiledTemplate:
    """Return the template: as it was kept, or compiled and kept now."""
    found = taken_up(KEPT.read_bytes()) if KEPT.exists() else None
    if found is None:
        from briefing.word.opening import compile_template  # noqa: PLC0415  # the first alone needs it

        found = compile_template(TEMPLATE.read_bytes())
        KEPT.write_bytes(kept(found))
    return found


def warm(data: Any) -> Any:
    """Return what writes a document from plain texts, as docxtpl gets them."""
    compiled = template()

    def write(path: Path) -> None:
        path.write_bytes(render(compiled, data).data)

    return write


def proved(data: Any, path: Path) -> None:
    """Write a document whose quotations are read back from it and compared."""
    for country in data["countries"]:
        for number, quote in enumerate(country["quotes"]):
            name = f"{country['name']}-{number}"
            quote["text"] = Inline((Quotation(name, quote["text"]),))
    rendered = render(template(), data)
    path.write_bytes(rendered.data)
    found = differences(read_back(path.read_bytes()).texts, rendered.ledger)
    if found or not rendered.ledger:
        sys.exit(f"{len(found)} of {len(rendered.ledger)} quotations are not in the file")


if __name__ == "__main__":
    collect_seldom()
    sys.exit(serve(warm, proved))
