"""Styles, fonts, header rows, language, title and marking: what a house form has."""

from __future__ import annotations

import pytest

from briefing.template.problems import Severity
from tests.template.documents import row, table
from tests.word.documents import docx, paragraph
from tests.word.inspection.documents import (
    MARKED,
    changed,
    found,
    part,
    relation,
    sound,
    styled,
    with_settings,
)

HEADER_ROW = "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
LOOP = row("{% for c in countries %}{{ c.name }}", "x{% endfor %}")
STYLE = '<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{rest}</w:style>'
FIRST = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>{0}</w:sectPr>'


def style(name, kind="paragraph", rest=""):
    return STYLE.format(kind=kind, id=name.title().replace(" ", ""), name=name, rest=rest)


BLOCK_STYLES = [
    style(name) for name in ("List Bullet", "heading 3", "caption", "Attribution", "toc 2")
]


def test_a_sound_template_has_no_findings():
    assert found(sound(paragraph("{{ pack.title }}"))) == []


def test_a_style_that_the_text_names_and_the_file_lacks_is_found_once():
    body = paragraph("Intro") + paragraph("a", style="Casual") + paragraph("b", style="Casual")
    (problem,) = found(sound(body), "style")
    assert "Casual" in problem.message
    assert problem.words == "a"
    assert problem.severity is Severity.WARNING


def test_a_style_that_exists_is_left_alone():
    assert found(sound(paragraph("a", style="Quote"))) == []


def test_styles_that_blocks_print_with_are_asked_for():
    lacking = {one.words for one in found(sound(paragraph("{{ map }}")), "style")}
    assert lacking == {"List Bullet", "heading 3", "caption", "Attribution"}
    assert found(styled(paragraph("{{ map }}"), *BLOCK_STYLES), "style") == []


def test_the_contents_need_their_own_styles():
    assert [one.words for one in found(sound(paragraph("{{ contents }}")), "style")] == ["toc 2"]


def test_a_template_without_blocks_needs_no_styles_for_them():
    assert found(sound(paragraph("{{ as_of }}")), "style") == []


FONT = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'


@pytest.mark.parametrize(
    ("font", "installed", "told"),
    [
        ("Grotesque", {"arial"}, ["Grotesque"]),
        ("Grotesque", {"grotesque"}, []),
        ("Calibri", {"carlito"}, []),
        ("Calibri", {"arial"}, ["Calibri"]),
    ],
)
def test_a_font_that_neither_itself_nor_its_twin_is_installed_is_named(font, installed, told):
    made = styled("", style("Fancy", rest=FONT.format(font)))
    assert [one.words for one in found(made, "font", frozenset(installed))] == told


def test_fonts_are_not_judged_where_nobody_knows_what_is_installed():
    assert found(styled("", style("Fancy", rest=FONT.format("Grotesque"))), "font") == []


def test_fonts_of_the_theme_are_judged_where_styles_use_them():
    theme = (
        b'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont>'
        b'<a:latin typeface="Odd Face"/></a:minorFont></a:theme>'
    )
    options = {
        "relations": (relation("theme", "theme.xml"),),
        "extra": {"word/theme.xml": theme},
    }
    themed = style("Fancy", rest='<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr>')
    fonts = frozenset({"arial"})
    assert [one.words for one in found(styled("", themed, **options), "font", fonts)] == [
        "Odd Face"
    ]
    assert found(sound("", **options), "font", fonts) == []


def test_a_table_that_repeats_rows_needs_a_header_row():
    (problem,) = found(sound(table(row("Name", "x"), LOOP)), "header-row")
    assert problem.place == "Body, table 1, row 2, column 1"
    assert "{% for c in countries %}" in problem.words


@pytest.mark.parametrize(
    "body",
    [
        table(HEADER_ROW, LOOP),
        table(row("{% for c in countries %}{{ c.name }}{% endfor %}", "x")),
        table(row("Name", "x")),
        paragraph("{% for c in countries %}")
        + table(row("{{ c.name }}", "x"))
        + paragraph("{% endfor %}"),
        table(row("{%tc for c in countries %}", "{{ c.name }}", "{%tc endfor %}")),
        table(row(table(HEADER_ROW, LOOP) + paragraph(""), "x")),
    ],
    ids=["has one", "within a cell", "no loop", "around the table", "columns", "table in a table"],
)
def test_a_table_that_does_not_repeat_rows_or_has_its_header_is_left_alone(body):
    assert found(sound(body), "header-row") == []


def test_a_switched_off_header_row_is_none():
    off = HEADER_ROW.replace("<w:tblHeader/>", '<w:tblHeader w:val="0"/>')
    assert found(sound(table(off, LOOP)), "header-row")


def test_a_template_without_language_or_title_is_told():
    bare = docx(paragraph("x"), header=MARKED)
    assert [one.rule for one in found(bare)] == ["language-missing", "title-missing"]


def test_a_language_of_the_default_style_counts():
    made = docx(paragraph("x"), header=MARKED, title="Form")
    styles = part(made, "word/styles.xml").replace(
        '<w:name w:val="Normal"/>',
        '<w:name w:val="Normal"/><w:rPr><w:lang w:val="fr-FR"/></w:rPr>',
        1,
    )
    assert found(changed(made, word__styles_dot_xml=styles)) == []


def test_pages_without_a_marking_are_told():
    (problem,) = found(sound(paragraph("{{ marking }}"), header=paragraph("House")), "marking")
    assert problem.place == "Last section"


def test_a_marking_cut_into_runs_is_a_marking():
    assert found(sound("", header=paragraph("{{ mar", "king }}")), "marking") == []


def test_a_first_page_of_its_own_needs_its_own_marking():
    first = FIRST.format("<w:titlePg/>")
    body = f"<w:p><w:pPr>{first}</w:pPr></w:p>{paragraph('x')}"
    (problem,) = found(sound(body), "marking")
    assert "first page" in problem.message
    off = body.replace("<w:titlePg/>", '<w:titlePg w:val="0"/>')
    assert found(sound(off), "marking") == []


def test_even_pages_count_only_where_they_differ():
    (problem,) = found(with_settings("<w:evenAndOddHeaders/>"), "marking")
    assert "even pages" in problem.message
    assert found(with_settings("<w:zoom/>"), "marking") == []


def test_a_later_section_inherits_the_header_with_the_marking():
    body = f"<w:p><w:pPr>{FIRST.format('')}</w:pPr></w:p>" + paragraph("x")
    made = sound(body)
    xml = part(made, "word/document.xml")
    last = xml.rindex('<w:headerReference w:type="default" r:id="rId3"/>')
    xml = xml[:last] + xml[last:].replace('<w:headerReference w:type="default" r:id="rId3"/>', "")
    assert found(changed(made, word__document_dot_xml=xml), "marking") == []


def field(words, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    text = f"<w:r><w:instrText>{words}</w:instrText></w:r>"
    result = f"<w:r><w:t>{shown}</w:t></w:r>"
    return mark.format("begin") + text + mark.format("separate") + result + mark.format("end")


def test_a_page_number_that_only_word_can_bring_up_to_date_is_told():
    body = f"<w:p>{field(' PAGEREF there ', '7')}</w:p>"
    (problem,) = found(sound(body), "page-reference")
    assert "F9" in problem.hint


def test_page_numbers_of_contents_are_left_alone():
    inner = field(" PAGEREF _Toc1 ", "7")
    opening = field(' TOC \\o "1-2" ', inner)
    assert found(sound(f"<w:p>{opening}</w:p>"), "page-reference") == []
