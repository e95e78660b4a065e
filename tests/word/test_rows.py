"""A row that repeats loses no value, wherever its loop begins and ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.word.documents import docx, fill, paragraph, texts

NAMES = ("a", "b", "c", "d")
WIDTH = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
RECORD = {name: name.upper() * 3 for name in NAMES}


def table(*cells):
    made = "".join(f"<w:tc>{WIDTH}{''.join(map(paragraph, cell))}</w:tc>" for cell in cells)
    grid = '<w:gridCol w:w="2000"/>' * len(cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{made}</w:tr></w:tbl>"


@st.composite
def rows(draw):
    """Return cells of paragraphs that hold the four values, with a loop around all of them."""
    values = [f"{{{{ x.{name} }}}}" for name in NAMES]
    values[0] = "{% for x in xs %}" + draw(st.sampled_from(["", " "])) + values[0]
    values[-1] += draw(st.sampled_from(["", " "])) + "{% endfor %}"
    cuts = sorted(draw(st.sets(st.integers(1, 3), max_size=3)))
    cells = [values[a:b] for a, b in zip([0, *cuts], [*cuts, 4], strict=True)]
    return [draw(st.sampled_from([cell, ["".join(cell)]])) for cell in cells]


@given(rows(), st.integers(0, 3))
def test_every_value_of_every_record_is_printed_once(cells, count):
    template = docx(table(*cells) + paragraph("end"))
    _, read = fill(template, {"xs": [RECORD] * count})
    printed = "".join(texts(read)).replace(" ", "")
    assert printed == "".join(RECORD.values()) * count + "end"
