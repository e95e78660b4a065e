"""Word's own table of contents in a template lists the headings that a document has."""

from __future__ import annotations

import pytest

from briefing.template.problems import TemplateRefusedError
from briefing.word.opening import compile_template
from briefing.word.reading import read_document as read
from briefing.word.rendering import render
from briefing.word.state import RenderOptions
from tests.template.documents import CONTRACT
from tests.word.battery.cases import char, code, p, run, table
from tests.word.battery.cases import row as cells
from tests.word.battery.saving import saved, section
from tests.word.documents import part, texts

VALUES = {"countries": [{"name": "Italy"}, {"name": "Spain"}]}
BODY = (
    p("Aims", style="Heading1")
    + p("{% for c in countries %}")
    + p("{{ c.name }}", style="Heading1")
    + p("Details", style="Heading2")
    + p("{% endfor %}")
)


def entry(words, before="", properties=""):
    """Return an entry as Word stores it, with the number of its page."""
    page = char("begin") + code(" PAGEREF _Toc1 \\h ") + char("separate") + run("9") + char("end")
    link = f'<w:hyperlink w:anchor="_Toc1">{run(words)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
    return p(before, link, style="TOC1", properties=properties) if before else p(link)


def contents(levels='\\o "1-3" ', end=""):
    """Return a table of contents as Word inserts it, in a content control."""
    end = end or p(char("end"))
    begin = char("begin") + code(f" TOC {levels}\\h \\z ") + char("separate")
    inside = p("Contents") + entry("Aims", begin) + entry("{{ c.name }}") + end
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def written(body, contract=None, **options):
    data = render(compile_template(saved(body), contract), VALUES, RenderOptions(**options)).data
    return data, texts(read(data))


@pytest.mark.parametrize(
    ("levels", "listed"),
    [
        ('\\o "1-1" ', ["Aims", "Italy", "Spain"]),
        ('\\o "1-3" ', ["Aims", "Italy", "Details", "Spain", "Details"]),
        ('\\o "1-10" ', ["Aims", "Italy", "Details", "Spain", "Details"]),
        ("\\u ", ["Aims", "Italy", "Details", "Spain", "Details"]),
    ],
)
def test_it_lists_the_headings_that_were_written(levels, listed):
    said = written(contents(levels) + BODY, CONTRACT)[1]
    assert said[: len(listed) + 1] == ["Contents", *listed]
    assert "{{" not in "".join(said)


def test_its_page_numbers_are_those_that_were_counted():
    pages = {"_Toc000001": 2, "_Toc000002": 3}
    said = written(contents('\\o "1-1" ') + BODY, contents_pages=pages)[1]
    assert said[:4] == ["Contents", "Aims\t2", "Italy\t3", "Spain"]


def test_there_is_one_field_and_every_part_of_it_is_closed():
    xml = part(written(contents() + BODY)[0], "word/document.xml")
    assert xml.count(" TOC ") == 1
    assert xml.count('"begin"') == xml.count('"end"')


def test_a_section_that_ends_with_it_still_ends():
    end = p(char("end"), properties=section())
    xml = part(written(contents(end=end) + BODY)[0], "word/document.xml")
    assert xml.count("<w:sectPr>") == 2


def test_a_simple_field_is_one_too():
    field = f'<w:fldSimple w:instr=" TOC \\o &quot;1-1&quot; ">{run("old")}</w:fldSimple>'
    assert written(p(field) + BODY)[1][:3] == ["Aims", "Italy", "Spain"]


@pytest.mark.parametrize("levels", ['\\c "Figure" ', "\\f ", '\\a "Table" '])
def test_a_list_of_figures_is_left_alone(levels):
    field = p(char("begin"), code(f" TOC {levels}"), char("separate"), "None yet", char("end"))
    assert written(field + BODY)[1][0] == "None yet"


def test_words_in_its_paragraphs_are_not_lost():
    field = p("See: ", char("begin"), code(' TOC \\o "1-1" '), char("separate"), "x", char("end"))
    assert written(field + BODY)[1][0] == "See: x"
    with pytest.raises(TemplateRefusedError):
        compile_template(saved(field.replace("x<", "{{ c.name }}<") + BODY), CONTRACT)


def test_in_a_cell_it_stands_in_the_cell():
    begin = char("begin") + code(' TOC \\o "1-1" ') + char("separate")
    cell = f"<w:tc><w:tcPr/>{entry('Aims', begin)}{p(char('end'))}</w:tc>"
    assert written(table(cells(cell, "x")) + BODY)[1][:4] == ["Aims", "Italy", "Spain", "x"]
