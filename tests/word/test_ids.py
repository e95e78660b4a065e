"""Ids stay unique and lead to the right place, however often a block of a template repeats."""

from __future__ import annotations

import re

import pytest

from briefing.template.values import Picture
from tests.word.documents import DECLARED, NUMBERING, docx, fill, paragraph, part
from tests.word.inspection.pictures import png

COUNTRIES = {
    "countries": [
        {"name": "Italy", "topics": ["Troops", "Money"]},
        {"name": "Spain", "topics": ["Ports"]},
        {"name": "Malta", "topics": []},
    ]
}
BODY = "word/document.xml"
LOOP, END = paragraph("{% for c in countries %}"), paragraph("{% endfor %}")
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9" '
    'cy="9"/><wp:docPr id="4" name="Box" descr="Flag of {{ c.name }}"/></wp:inline></w:drawing>'
    "</w:r></w:p>"
)
CONTROL = (
    '<w:p><w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent><w:r><w:t>{{ c.name }}</w:t>'
    "</w:r></w:sdtContent></w:sdt></w:p>"
)
MARKED = (
    '<w:p><w:bookmarkStart w:id="3" w:name="here"/><w:r><w:t>{{ c.name }}</w:t></w:r>'
    '<w:bookmarkEnd w:id="3"/></w:p>'
)
ITEM_NAME = paragraph("{{ c.name }}")
LINK = '<w:p><w:hyperlink w:anchor="here"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>'
FIELD = "<w:p><w:r><w:instrText> PAGEREF here \\h </w:instrText></w:r></w:p>"


def written(*pieces: str) -> str:
    return part(fill(docx("".join(pieces)), COUNTRIES)[0].data, BODY)


def attributes(xml: str, pattern: str) -> list[str]:
    return re.findall(pattern, xml)


@pytest.mark.parametrize(
    ("block", "pattern"),
    [
        (DRAWING, r'<wp:docPr id="(\d+)"'),
        (CONTROL, r'<w:id w:val="(\d+)"'),
        (MARKED, r'<w:bookmarkStart w:id="(\d+)"'),
        (MARKED, r'w:name="(\w+)"'),
    ],
)
def test_every_round_has_ids_of_its_own(block, pattern):
    found = attributes(written(LOOP, block, block, END, block), pattern)
    assert len(found) == 7 == len(set(found))


def test_both_ends_of_a_repeated_bookmark_agree():
    xml = written(LOOP, MARKED, END)
    starts = attributes(xml, r'<w:bookmarkStart w:id="(\d+)"')
    assert starts == attributes(xml, r'<w:bookmarkEnd w:id="(\d+)"')


def test_a_shape_of_an_old_text_box_keeps_its_text_and_gets_an_id():
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Box1" '
        'type="#_x0000_t202"><v:textbox><w:txbxContent><w:p><w:r><w:t>{{ c.name }}</w:t></w:r>'
        "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    xml = written(LOOP, box, END)
    assert attributes(xml, r' id="(Box1\w*)"') == ["Box1", "Box1_2", "Box1_3"]
    assert [name for name in ("Italy", "Spain", "Malta") if f">{name}</w:t>" in xml] == [
        "Italy", "Spain", "Malta",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "pattern"),
    [
        ((MARKED, LINK), r'w:anchor="(\w+)"'),
        ((LINK, MARKED), r'w:anchor="(\w+)"'),
        ((MARKED, FIELD), r"PAGEREF (\w+)"),
        ((FIELD, MARKED), r"PAGEREF (\w+)"),
    ],
)
def test_a_reference_leads_to_the_bookmark_of_its_own_round(order, pattern):
    xml = written(LOOP, *order, END)
    assert attributes(xml, pattern) == attributes(xml, r'w:name="(here\w*)"')


def test_a_reference_outside_of_the_loop_leads_to_the_first_round():
    xml = written(LINK, LOOP, MARKED, END, FIELD)
    assert attributes(xml, r'w:anchor="(\w+)"') == ["here"]
    assert attributes(xml, r"PAGEREF (\w+)") == ["here"]


def bookmarks(xml: str) -> list[tuple[str, str, str]]:
    """Return name and number of each bookmark, and the words inside of it."""
    found = []
    for number, name in attributes(xml, r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/>'):
        inside = re.search(
            rf'<w:bookmarkStart w:id="{number}" .*?/>(.*?)<w:bookmarkEnd w:id="{number}"/>', xml
        )
        words = re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", inside[1])
        found.append((name, number, " ".join(words)))
    return found


START, STOP = '<w:bookmarkStart w:id="3" w:name="here"/>', '<w:bookmarkEnd w:id="3"/>'


def with_mark(text: str, mark: str, *, before: bool) -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p>{mark}{run}</w:p>" if before else f"<w:p>{run}{mark}</w:p>"


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        (
            (
                with_mark("a", START, before=True),
                LOOP,
                ITEM_NAME,
                END,
                with_mark("z", STOP, before=False),
            ),
            ["a Italy Spain Malta z"],
        ),
        (
            (
                with_mark("{% for c in countries %}", START, before=True),
                ITEM_NAME,
                with_mark("{% endfor %}", STOP, before=False),
            ),
            ["Italy Spain Malta"],
        ),
        (
            (
                with_mark("{% for c in countries %}", START, before=False),
                ITEM_NAME,
                with_mark("{% endfor %}", STOP, before=True),
            ),
            ["Italy", "Spain", "Malta"],
        ),
        (
            (with_mark("a", START, before=True), with_mark("{{ missing }}", STOP, before=False)),
            ["a"],
        ),
        (
            (LOOP, with_mark("a", START, before=True), with_mark("z", STOP, before=False), END),
            ["a z"] * 3,
        ),
    ],
)
def test_a_bookmark_over_several_paragraphs_keeps_both_ends(body, inside):
    xml = written(*body)
    assert [words for _, _, words in bookmarks(xml)] == inside
    assert xml.count("bookmarkStart") == xml.count("bookmarkEnd") == len(inside)


def test_a_bookmark_that_ends_in_another_block_still_has_its_beginning():
    body = (
        paragraph("{% if countries %}"),
        with_mark("a", START, before=True),
        paragraph("{% else %}"),
        with_mark("z", STOP, before=False),
        paragraph("{% endif %}"),
        LINK,
    )
    assert [(name, words) for name, _, words in bookmarks(written(*body))] == [("here", "")]


def test_a_bookmark_of_the_template_is_not_taken_by_a_repeated_one():
    own = MARKED.replace('"here"', '"HERE_2"').replace("c.name", "title")
    names = attributes(written(LOOP, MARKED, END, own), r'w:name="(\w+)"')
    assert len({name.lower() for name in names}) == 4


ITEM = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    "<w:r><w:t>{}</w:t></w:r></w:p>"
)
STYLED = ITEM.replace('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>',
                      '<w:pStyle w:val="ListNumber"/>')  # fmt: skip
TOPICS = paragraph("{% for t in c.topics %}")


@pytest.mark.parametrize("item", [ITEM, STYLED])
def test_a_list_in_a_repeated_section_begins_again(item):
    body = (LOOP, paragraph("{{ c.name }}"), TOPICS, item.format("{{ t }}"), END, END)
    rendered, _ = fill(docx("".join(body)), COUNTRIES)
    numbers = attributes(part(rendered.data, BODY), r'<w:numId w:val="(\d+)"')
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]
    lists = attributes(part(rendered.data, "word/numbering.xml"), r'<w:num w:numId="(\d+)"')
    assert set(numbers) < set(lists)
    assert len(set(lists)) == len(lists)


def test_a_loop_over_nothing_but_items_is_one_list():
    xml = written(LOOP, ITEM.format("{{ c.name }}"), END)
    assert attributes(xml, r'<w:numId w:val="(\d+)"') == ["3", "3", "3"]


def test_bullets_are_left_alone():
    body = "".join((LOOP, paragraph("{{ c.name }}"), ITEM.format("x"), END))
    numbering = f"<w:numbering {DECLARED}>{NUMBERING}</w:numbering>".replace("decimal", "bullet")
    bullets = docx(body, extra={"word/numbering.xml": numbering.encode()})
    xml = part(fill(bullets, COUNTRIES)[0].data, BODY)
    assert attributes(xml, r'<w:numId w:val="(\d+)"') == ["3", "3", "3"]


def test_our_own_output_can_be_a_template_again():
    picture = docx(paragraph("{{ flag }}") + paragraph("{_{ title }_}"))
    fields = {"flag": _picture(png()), "title": "Second"}
    once, _ = fill(picture, fields)
    again, found = fill(once.data, {**fields, "flag": _picture(png((b"tEXt", b"two")))})
    assert "Second" in [line.text for line in found.body]
    assert part(again.data, "word/_rels/document.xml.rels").count('Id="rIdB1"') == 1


def _picture(data: bytes):
    return Picture(data=data, media_type="image/png", width_mm=5, height_mm=5, alt="A flag")
