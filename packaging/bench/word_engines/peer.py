"""docxtpl as its documentation shows it, with escaping on; runs in an environment of its own."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate  # type: ignore[import-not-found]  # not in our environment
from resident import serve

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = os.environ["BENCH_TEMPLATE"]


def write(data: Any, path: Path) -> None:
    """Write a document."""
    template = DocxTemplate(TEMPLATE)
    template.render(data, autoescape=True)
    template.save(str(path))


if __name__ == "__main__":
    sys.exit(serve(lambda data: lambda path: write(data, path), write))
