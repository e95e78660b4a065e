"""The matrix in a finished Word file says what its cells say, in colour and in one ink."""

from __future__ import annotations

import io
import zipfile

import pytest
from forms.writing import Writer, paragraph
from lxml import etree

from briefing.app.sample import sample_pack
from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure
from briefing.domain.cells import Grid
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.marks import RULED_OUT, STAGES, STATES
from briefing.domain.vocabularies import ActorKind, Stage
from briefing.template.contract import BLOCK, Contract, Field
from briefing.template.values import Blocks
from briefing.template.words import words_of
from briefing.word.matrix_cells import in_words, note_of, run_properties, shading
from briefing.word.matrix_layout import shown
from briefing.word.matrix_paper import on_paper
from briefing.word.matrix_table import draw_matrix
from briefing.word.opening import compile_template
from briefing.word.rendering import render
from briefing.word.state import RenderOptions

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTRACT = Contract(fields=(Field("table", BLOCK, "A table"),))


@pytest.fixture(scope="module")
def sample():
    return sample_pack().content


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    """A landscape page that holds nothing but the table."""
    writer = Writer("Matrix")
    writer.lay_out(writer.section, landscape=True, margin_mm=12)
    writer.add(paragraph("Body Text", "{{ table }}"))
    path = tmp_path_factory.mktemp("form") / "form.docx"
    writer.save(path)
    return path.read_bytes()


def drawn(form, grid, paper="A4", fills=True, language="en"):
    template = compile_template(on_paper(form, paper), CONTRACT)
    options = RenderOptions(language=language)
    data = render(template, {"table": Blocks((draw_matrix(grid, fills),))}, options).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def grid_of(content, number=0):
    return Grid(content=content, matrix=content.matrices[number])


def words(element):
    return "".join(element.itertext(f"{W}t"))


def rows_of(document):
    return [[words(cell) for cell in row.iter(f"{W}tc")] for row in document.iter(f"{W}tr")]


def test_where_words_fit_a_cell_says_sign_and_words(form, sample):
    grid = grid_of(sample)
    rows = shown(grid)
    header, *body = rows_of(drawn(form, grid, "A3"))
    assert header[1:] == [column.name for column in rows.columns]
    for found, actor, cells in zip(body, rows.actors, rows.cells, strict=True):
        assert found == [actor.name, *(f"{cell.mark.symbol} {cell.words}" for cell in cells)]


def test_the_runs_of_a_cell_are_its_words(sample):
    for number in (0, 1):
        for row in grid_of(sample, number).cells:
            for cell in row:
                assert in_words(cell, "en").plain == f"{cell.mark.symbol} {cell.words}"


def test_narrow_cells_carry_codes_and_numbered_notes(form, sample):
    grid = grid_of(sample)
    document = drawn(form, grid)
    _, *body = rows_of(document)
    below = "".join(words(p) for p in document.iter(f"{W}p") if p.getparent().tag == f"{W}body")
    for found, cells in zip(body, shown(grid).cells, strict=True):
        for text, cell in zip(found[1:], cells, strict=True):
            assert text.startswith(cell.mark.short)
            assert text.endswith(cell.tail)
            assert note_of(cell, words_of("en")) in below


def test_turned_headings_repeat_and_rows_stay_whole(form, sample):
    document = drawn(form, grid_of(sample))
    header, *body = document.iter(f"{W}tr")
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    directions = [d.get(f"{W}val") for d in header.iter(f"{W}textDirection")]
    assert directions == ["btLr"] * 12
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (header, *body))


def test_nothing_is_set_smaller_than_eight_points(form, sample):
    for paper in ("A4", "A3"):
        sizes = [int(s.get(f"{W}val")) for s in drawn(form, grid_of(sample), paper).iter(f"{W}sz")]
        assert min(sizes) >= 16


def test_the_columns_fill_the_page_and_no_more(form, sample):
    for paper, width in (("A4", 297), ("A3", 420)):
        document = drawn(form, grid_of(sample), paper)
        wide = sum(int(column.get(f"{W}w")) for column in document.iter(f"{W}gridCol"))
        assert wide == pytest.approx((width - 24) * 1440 / 25.4, abs=40)


def test_opposite_meanings_stay_apart_in_one_ink():
    assert 'w:fill="1B2430"' in shading(RULED_OUT, fills=False)
    assert "<w:b/>" in run_properties(RULED_OUT, 8.5)
    gone = STAGES[Stage.WITHDRAWN]
    assert "thinDiagStripe" in shading(gone, fills=False)
    assert "<w:strike/>" in run_properties(gone, 8.5)
    assert "<w:i/>" in run_properties(STAGES[Stage.DRAFT], 8.5)
    assert 'w:fill="FFFFFF"' in shading(STAGES[Stage.DONE], fills=False)


def test_uncertain_cells_have_dashed_edges(form, sample):
    document = drawn(form, grid_of(sample), "A3")
    rows = list(document.iter(f"{W}tr"))[1:]
    for row, cells in zip(rows, shown(grid_of(sample)).cells, strict=True):
        for box, cell in zip(list(row.iter(f"{W}tc"))[1:], cells, strict=True):
            styles = {side.get(f"{W}val") for side in box.find(f"{W}tcPr/{W}tcBorders")}
            if cell.mark.dashed:
                assert styles == {"dashed"}


def small(rows, columns):
    actors = tuple(Actor(id=f"a{i}", kind=ActorKind.COUNTRY, name=f"Land {i}") for i in range(rows))
    measures = tuple(Measure(id=f"m{i}", name=f"Do <{i}> & more") for i in range(columns))
    matrix = Matrix(
        id="m", title='"A" & <B>', rows=tuple(a.id for a in actors),
        columns=tuple(m.id for m in measures),
    )  # fmt: skip
    content = Content(cover=Cover(title="T"), actors=actors, measures=measures, matrices=(matrix,))
    return Grid(content=content, matrix=matrix)


def test_narrow_cells_carry_the_codes_of_the_language(form, sample):
    grid = grid_of(sample)
    _, *body = rows_of(drawn(form, grid, language="uk"))
    for found, cells in zip(body, shown(grid).cells, strict=True):
        for text, cell in zip(found[1:], cells, strict=True):
            assert text.startswith(words_of("uk").short(cell.mark))


def test_code_sign_and_numbers_keep_their_order_where_words_run_to_the_left(form, sample):
    for row in list(drawn(form, grid_of(sample), language="ar").iter(f"{W}tr"))[1:]:
        first, *cells = row.iter(f"{W}tc")
        assert all(cell.find(f".//{W}bidi").get(f"{W}val") == "0" for cell in cells)
        assert first.find(f".//{W}bidi") is None


def test_a_matrix_of_which_nothing_is_known_says_so(form):
    document = drawn(form, small(2, 3))
    assert not list(document.iter(f"{W}tbl"))
    said = words(document)
    assert "Nothing in this matrix has been assessed yet." in said
    assert "2 rows (Land 0, Land 1)" in said


def test_a_wide_matrix_breaks_into_parts_that_repeat_the_actors(form, sample):
    matrix = sample.matrices[0]
    wide = Matrix(
        id="w", title="W", rows=matrix.rows,
        columns=(*matrix.columns, *matrix.columns[:10]),
    )  # fmt: skip
    document = drawn(form, Grid(content=sample, matrix=wide))
    tables = list(document.iter(f"{W}tbl"))
    assert len(tables) == 2
    first = [[words(row.find(f"{W}tc")) for row in table.iter(f"{W}tr")] for table in tables]
    assert first[0] == first[1]
    assert "Part 1 of 2" in words(document)


def test_every_state_has_a_form_of_its_own_in_one_ink():
    marks = (
        *STAGES.values(),
        RULED_OUT,
        *STATES.values(),
    )
    words_and_codes = {(mark.label, mark.short) for mark in marks}
    assert len(words_and_codes) == len(marks)
    assert len({mark.short for mark in marks}) == len(marks)


def test_on_a4_a_form_stays_as_it_is(form):
    assert on_paper(form, "A4") == form


def test_only_landscape_pages_unfold_to_a3():
    writer = Writer("Two")
    writer.add(paragraph("Body Text", "One"))
    writer.end_section()
    writer.lay_out(writer.section, landscape=True, margin_mm=12)
    writer.add(paragraph("Body Text", "Two"))
    found = sizes_on(writer, "A3")
    assert found == [("11906", "16838"), ("23811", "16838")]
    assert sizes_on(writer, "Letter") == [("12240", "15840"), ("15840", "12240")]


def sizes_on(writer, paper):
    stream = io.BytesIO()
    writer.form.save(stream)
    with zipfile.ZipFile(io.BytesIO(on_paper(stream.getvalue(), paper))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [(size.get(f"{W}w"), size.get(f"{W}h")) for size in root.iter(f"{W}pgSz")]
