"""Tables that stand apart in a template stay apart, whatever between them repeats or goes away."""

from __future__ import annotations

import re

import pytest

from briefing.template.values import Align, Blocks, Inline, Table
from tests.word.battery.cases import p, row, table
from tests.word.battery.saving import saved
from tests.word.documents import fill, part

ONE = table(row("{{ c }}", "x"))
LOOP, END = p("{% for c in cs %}"), p("{% endfor %}")
FIXED = table(row("a", "b"))
TYPED = Blocks((Table(header=(Inline.of("h"),), rows=((Inline.of("r"),),), aligns=(Align.LEFT,)),))


def between(body, **fields):
    """Return how many paragraphs with words and without stand between any two tables."""
    values = {"cs": ["one", "two"], "typed": TYPED, "yes": True, **fields}
    xml = part(fill(saved(body + p("end")), values)[0].data, "word/document.xml")
    outer = re.split(r"<w:tbl>.*?</w:tbl>", xml, flags=re.DOTALL)[1:-1]
    return [len(re.findall(r"<w:p[ >]", each)) for each in outer]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (LOOP + ONE + END, [1]),
        (LOOP + ONE + p("") + END, [1]),
        (FIXED + p("{% if no %}") + p("between") + p("{% endif %}") + FIXED, [1]),
        (FIXED + p("{% if yes %}") + p("between") + p("{% endif %}") + FIXED, [1]),
        (FIXED + p("{{ missing }}") + FIXED, [1]),
        (FIXED + p("{% if no %}between{% endif %}") + FIXED, [1]),
        (FIXED + p("{{ typed }}"), [1]),
        (p("{{ typed }}") + FIXED, [1]),
        (FIXED + FIXED, [0]),
    ],
)
def test_they_neither_grow_together_nor_are_driven_further_apart(body, found):
    assert between(body) == found


def test_a_table_without_rows_leaves_no_gap():
    gone = table(row("{% for c in none_of_them %}{{ c }}", "x{% endfor %}"))
    assert between(FIXED + p("{{ missing }}") + gone + p("{{ missing }}") + FIXED) == [1]


def test_however_many_they_are_all_stand_apart():
    assert between(LOOP + ONE + END, cs=["c"] * 900) == [1] * 899


def test_tables_whose_columns_repeat_stand_apart():
    columns = table(row("{%tc for d in cs %}", "{{ d }}", "{%tc endfor %}"))
    assert between(LOOP + columns + END) == [1]
