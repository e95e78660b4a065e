"""Templates as Word and LibreOffice save them: whatever they did to a tag, it is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.word.opening import compile_template
from briefing.word.reading import read_document
from briefing.word.rendering import render
from tests.word.battery.cases import CASES, FIELDS, TITLE
from tests.word.battery.saving import saved
from tests.word.documents import names, part

HOME = Path(__file__).resolve().parents[1] / "data" / "templates"
BY_NAME = {case.name: case for case in CASES}
FILES = sorted(path.relative_to(HOME).as_posix() for path in HOME.rglob("*.docx"))


def rendered(file):
    return render(compile_template((HOME / file).read_bytes()), FIELDS)


def said(paragraphs):
    return tuple(paragraph.text for paragraph in paragraphs)


@pytest.mark.parametrize("file", FILES)
def test_every_tag_is_found_in_the_body(file):
    case = BY_NAME[Path(file).stem]
    found = said(read_document(rendered(file).data).body)
    if file.startswith("word/") or case.in_libreoffice == ("same",):
        assert found == case.shown
    else:
        assert found == case.in_libreoffice


@pytest.mark.parametrize("file", [file for file in FILES if BY_NAME[Path(file).stem].elsewhere])
def test_every_tag_is_found_elsewhere(file):
    document = read_document(rendered(file).data)
    for where, lines in BY_NAME[Path(file).stem].elsewhere.items():
        assert tuple(filter(None, said(getattr(document, where)))) == lines


@pytest.mark.parametrize("file", FILES)
def test_rendering_twice_gives_the_same_bytes(file):
    assert rendered(file).data == rendered(file).data


def test_the_files_are_those_of_the_generator():
    for case in CASES:
        data = saved(case.body, case.parts, case.links, case.properties)
        ours = (HOME / "word" / f"{case.name}.docx").read_bytes()
        assert names(data) == names(ours)
        assert part(data, "word/document.xml") == part(ours, "word/document.xml")
    assert {Path(file).stem for file in FILES} == set(BY_NAME)


def test_values_in_properties_links_and_codes_are_written():
    core = part(rendered("word/everywhere.docx").data, "docProps/core.xml")
    assert "<dc:title>On Sea &amp; Sky &lt;draft&gt;</dc:title>" in core
    assert "<dc:subject>3 countries</dc:subject>" in core
    links = rendered("word/links-and-fields.docx").data
    assert 'HYPERLINK "https://example.org/a?b=1&amp;c=2"' in part(links, "word/document.xml")
    assert 'w:tooltip="To Sea &amp; Sky &lt;draft&gt;"' in part(links, "word/document.xml")
    assert 'Target="https://example.org/3"' in part(links, "word/_rels/document.xml.rels")


def test_both_branches_of_a_text_box_say_the_same():
    xml = part(rendered("word/text-boxes.docx").data, "word/document.xml")
    assert 'descr="About Sea &amp; Sky &lt;draft&gt;"' in xml
    assert "Fallback" not in xml


def test_each_round_has_a_comment_of_its_own_and_our_own_stay_behind():
    data = rendered("word/comments.docx").data
    comments = part(data, "word/comments.xml")
    numbers = re.findall(r'<w:comment w:id="(\d+)" w:author="Briefing">', comments)
    assert len(set(numbers)) == 3
    assert re.findall(r"Ask (\w\w)", comments) == ["IT", "ES", "NO"]
    assert "flags" not in comments
    assert "Jane" not in comments
    body = part(data, "word/document.xml")
    for kind in ("RangeStart", "RangeEnd", "Reference"):
        assert re.findall(rf'<w:comment{kind} w:id="(\d+)"', body) == numbers


def test_the_grid_of_a_table_follows_its_columns():
    xml = part(rendered("word/columns.docx").data, "word/document.xml")
    assert [int(each) for each in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml)] == [2275] * 4
    assert '<w:gridSpan w:val="3"/>' in xml
    assert re.search(r'<w:trPr><w:gridAfter w:val="1"/><w:wAfter w:w="2275" w:type="dxa"/>', xml)


def test_a_section_has_the_header_of_its_own_round():
    data = rendered("word/sections.docx").data
    headers = [name for name in names(data) if "header" in name]
    assert len(headers) == 4  # three rounds, and that of the last section
    assert TITLE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in part(
        data, headers[1]
    )
