"""Measures the check of a template of fifty pages and five hundred tags, sound and with mistakes.

Each figure is printed with what it must be; the exit code is 1 where one is missed.
"""

from __future__ import annotations

import io
import sys
import time
from typing import Final

from docx import Document
from docx.enum.text import WD_BREAK

from briefing import assets
from briefing.template.fields import CONTRACT
from briefing.word.inspection.commenting import with_comments
from briefing.word.inspection.rules import check_template

PAGES: Final = 50
LIMIT_S: Final = 2.0
_LINES: Final = (
    "{{ pack.title }} as it stood on {{ as_of }}, {{ marking }}",
    "{% if draft %}Draft: {{ draft }}{% endif %}",
    "{% for c in countries %}{{ c.name }}{% if loop.last %}.{% else %}, {% endif %}{% endfor %}",
)
_WORDS: Final = (
    "The parties met and took note of what had been said before; nothing new was agreed, and the "
    "matter will be taken up again when the heads of government meet. "
)


def main() -> int:
    """Measure and print; 1 where a figure is missed."""
    missed = 0
    for what, mistakes in (("sound", 0), ("one mistake a page", PAGES)):
        data, tags = template(mistakes)
        started = time.perf_counter()
        found = check_template(data, CONTRACT)
        checked = time.perf_counter()
        copy = with_comments(data, found.problems)
        written = time.perf_counter()
        print(f"{PAGES} pages, {tags} tags, {what}: {len(found.errors)} errors found")
        missed += _said("  check", checked - started)
        missed += _said(f"  copy with comments, {len(copy) // 1024} KiB", written - checked)
        missed += len(found.errors) != mistakes
    return 1 if missed else 0


def template(mistakes: int) -> tuple[bytes, int]:
    """Return the house form with fifty pages of its own styles behind it, and its number of tags.

    Args:
        mistakes: How many misspelt fields there are, at most one a page.
    """
    document = Document(io.BytesIO(assets.read_bytes("templates/summit-pack/pack.docx")))
    for page in range(PAGES):
        document.add_paragraph(f"Page {page + 1}", style="Heading 1")
        for line in _LINES:
            document.add_paragraph(line)
        for _ in range(12):
            document.add_paragraph(_WORDS * 2)
        if page < mistakes:
            document.add_paragraph("{{ pack.titel }}")
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    written = io.BytesIO()
    document.save(written)
    tags = sum(paragraph.text.count("{") // 2 for paragraph in document.paragraphs)
    return written.getvalue(), tags


def _said(what: str, seconds: float) -> int:
    over = "" if seconds <= LIMIT_S else f" · MISSED by {seconds - LIMIT_S:.3f}"
    print(f"{what}: {seconds:.3f} s (at most {LIMIT_S:g}){over}", flush=True)
    return bool(over)


if __name__ == "__main__":
    sys.exit(main())
