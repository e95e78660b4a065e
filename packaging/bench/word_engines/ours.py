"""Our engine: the template of docxtpl compiled once, documents streamed from it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from resident import serve

from briefing.template.values import Inline, Quotation
from briefing.word.opening import compile_template
from briefing.word.proof import differences
from briefing.word.rendering import render
from briefing.word.rereading import read_back

TEMPLATE = Path(os.environ["BENCH_TEMPLATE"])


def warm(data: Any) -> Any:
    """Return what writes a document from plain texts, as docxtpl gets them."""
    template = compile_template(TEMPLATE.read_bytes())

    def write(path: Path) -> None:
        path.write_bytes(render(template, data).data)

    return write


def proved(data: Any, path: Path) -> None:
    """Write a document whose quotations are read back from it and compared."""
    for country in data["countries"]:
        for number, quote in enumerate(country["quotes"]):
            name = f"{country['name']}-{number}"
            quote["text"] = Inline((Quotation(name, quote["text"]),))
    rendered = render(compile_template(TEMPLATE.read_bytes()), data)
    path.write_bytes(rendered.data)
    found = differences(read_back(path.read_bytes()).texts, rendered.ledger)
    if found or not rendered.ledger:
        sys.exit(f"{len(found)} of {len(rendered.ledger)} quotations are not in the file")


if __name__ == "__main__":
    sys.exit(serve(warm, proved))
