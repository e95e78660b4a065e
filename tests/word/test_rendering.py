"""Filling a template: values of every kind, ids, links, notes, properties, the same bytes again."""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping

import pytest

from briefing.errors import BriefingError
from briefing.template.values import (
    Blocks,
    Contents,
    Inline,
    Link,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Role,
    Text,
)
from briefing.word.opening import compile_template
from briefing.word.proof import differences
from briefing.word.rendering import render
from briefing.word.state import Placed, RenderOptions
from tests.template.documents import row, table
from tests.word.documents import docx, fill, names, paragraph, part, texts, texts_of

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)
FLAG = Picture(data=PNG, media_type="image/png", width_mm=12, height_mm=9, alt="Flag of Italy")


def body_of(data: bytes) -> str:
    return part(data, "word/document.xml")


def test_the_same_template_and_fields_give_the_same_bytes():
    template = docx(paragraph("{{ a }}") + paragraph("{{ b }}"))
    fields = {"a": "x", "b": Inline((Note(Inline.of("n")), FLAG))}
    assert fill(template, fields)[0].data == fill(template, fields)[0].data


def test_parts_come_in_a_fixed_order_and_without_author_or_date():
    rendered, _ = fill(docx(paragraph("{{ a }}"), title="For {{ a }}"), {"a": "x & y"})
    order = names(rendered.data)
    assert order[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert order[2:] == sorted(order[2:])
    core = part(rendered.data, "docProps/core.xml")
    assert "<dc:title>For x &amp; y</dc:title>" in core
    assert "<dc:language>en-GB</dc:language>" in core
    assert "Jane" not in core


def test_options_name_title_subject_and_keywords():
    options = RenderOptions(title="T", subject="S", keywords="K", language="fr")
    rendered, _ = fill(docx(paragraph("x"), title="old"), {}, options)
    core = part(rendered.data, "docProps/core.xml")
    assert re.findall(r">(\w+)</", core) == ["T", "S", "K", "fr"]


def test_an_empty_value_prints_the_empty_text_and_is_counted():
    template = docx(paragraph("{{ a }}") + paragraph("b: {{ b }} {{ c | default('none') }}"))
    rendered, found = fill(template, {"a": "", "b": None}, RenderOptions(empty_text="[no data]"))
    assert texts(found) == ["[no data]", "b: [no data] none"]
    assert rendered.empty_count == 3


def test_an_empty_value_alone_leaves_no_blank_paragraph():
    rendered, found = fill(docx(paragraph("{{ a }}") + paragraph("x")), {})
    assert texts(found) == ["x"]
    assert rendered.empty_count == 1


def test_numbers_print_and_yes_or_no_does_not():
    assert texts(fill(docx(paragraph("{{ n }}!")), {"n": 3})[1]) == ["3!"]
    with pytest.raises(BriefingError, match=r"^Body: .*condition"):
        fill(docx(paragraph("{{ n }}!")), {"n": True})


def test_a_value_that_does_not_fit_is_told_with_its_place():
    body = paragraph("Aims", style="Heading1") + paragraph("{% for a in aims %}{{ a }}{% endfor %}")
    says = 'Body, under "Aims": “{% for a in aims %}”: A loop needs a list'
    with pytest.raises(BriefingError, match=says):
        fill(docx(body), {"aims": "none"})


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (paragraph("{{ ok }} {{ word | number }} {{ ok }}"), "“{{ word | number }}”: The filters"),
        (paragraph("x {{ aims }} y"), "“{{ aims }}”: A list, a record"),
        (paragraph("{% if word &gt; 3 %}x{% endif %}"), "“{% if word > 3 %}”: A text cannot be"),
        (paragraph("{{ ok.a.b }}"), "“{{ ok.a.b }}”: “.a” is asked"),
        (
            table(row("{% cellbg word %}x", "{{ ok }}")),
            "row 1, column 1: “{% cellbg word %}”: “TEXT” is no colour",
        ),
    ],
)
def test_an_error_while_writing_names_the_tag(body, says):
    with pytest.raises(BriefingError, match=re.escape(says)):
        fill(docx(body), {"ok": "fine", "word": "text", "aims": ["a"]})


class Computed(Mapping):
    """A record that makes its fields when asked, and holds what must not be reached."""

    hidden = "attribute"

    def __getitem__(self, name):
        if name == "name":
            return "made"
        raise KeyError(name)

    def __iter__(self):
        return iter(["name"])

    def __len__(self):
        return 1


def test_records_are_read_by_key_and_never_by_attribute():
    template = docx(paragraph("{{ r.name }}-{{ r.hidden }}-{{ r.keys }}."))
    assert texts(fill(template, {"r": Computed()})[1]) == ["made--."]


def test_rich_text_keeps_the_surroundings_and_adds_emphasis():
    body = '<w:p><w:r><w:rPr><w:color w:val="112233"/></w:rPr><w:t>{{ a }} end</w:t></w:r></w:p>'
    value = Inline((Text("b", bold=True), Text("i", italic=True), Text("s", style="strong")))
    found = body_of(fill(docx(body), {"a": value})[0].data)
    properties = re.findall(r"<w:rPr>(.*?)</w:rPr>", found)
    assert properties == [
        '<w:b/><w:bCs/><w:color w:val="112233"/>',
        '<w:i/><w:iCs/><w:color w:val="112233"/>',
        '<w:rStyle w:val="Strong"/><w:color w:val="112233"/>',
        '<w:color w:val="112233"/>',
    ]


def test_a_link_is_stored_once_and_only_safe_ones_are_links():
    link = Link("here", 'https://example.org/?a=1&b="2"')
    value = Inline((link, link, Link("file", "file:///etc/passwd"), Link("js", "javascript:x")))
    rendered, found = fill(docx(paragraph("x {{ a }}")), {"a": value})
    relations = part(rendered.data, "word/_rels/document.xml.rels")
    assert relations.count("TargetMode") == 1
    assert "https://example.org/?a=1&amp;b=&quot;2&quot;" in relations
    assert body_of(rendered.data).count("<w:hyperlink") == 2
    assert texts(found) == ["x hereherefilejs"]


def test_a_link_inside_a_link_of_the_template_is_plain():
    body = '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{{ a }}</w:t></w:r></w:hyperlink></w:p>'
    rendered, _ = fill(docx(body), {"a": Inline((Link("t", "https://x.org"),))})
    assert body_of(rendered.data).count("<w:hyperlink") == 1


def test_a_link_target_of_the_template_can_hold_a_value():
    relation = (
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/hyperlink" Target="%7B%7B%20s.url%20%7D%7D" TargetMode="External"/>'
    )
    body = (
        paragraph("{% for s in sources %}")
        + '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>{{ s.t }}</w:t></w:r></w:hyperlink></w:p>'
        + paragraph("{% endfor %}")
    )
    sources = [{"t": n, "url": f"https://example.org/{n}"} for n in "ab"]
    rendered, found = fill(docx(body, relations=(relation,)), {"sources": sources})
    relations = part(rendered.data, "word/_rels/document.xml.rels")
    assert "https://example.org/a" in relations
    assert "https://example.org/b" in relations
    assert "7B" not in relations
    assert texts(found) == ["a", "b"]
    with pytest.raises(BriefingError, match="none of http"):
        fill(docx(body, relations=(relation,)), {"sources": [{"t": "x", "url": "file:///x"}]})


def test_notes_become_footnotes_and_the_part_is_made():
    value = Inline((Text("said"), Note(Inline.of("Letter, ", Link("here", "https://x.org")))))
    rendered, found = fill(docx(paragraph("It {{ a }}.") + paragraph("{{ a }}")), {"a": value})
    assert [note.text for note in found.footnotes] == ["Letter, here"] * 2
    assert [note.style for note in found.footnotes] == ["FootnoteText"] * 2
    assert re.findall(r'footnoteReference w:id="(\d+)"', body_of(rendered.data)) == ["1", "2"]
    assert "https://x.org" in part(rendered.data, "word/_rels/footnotes.xml.rels")
    assert "footnotes+xml" in part(rendered.data, "[Content_Types].xml")


def test_footnotes_of_the_template_are_filled_where_they_are_referred_to():
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="4">{paragraph("On {{ c }}, {{ n }}")}</w:footnote>'
    )
    body = (
        paragraph("{% for c in cs %}")
        + '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>'
        + paragraph("{% endfor %}")
    )
    fields = {"cs": ["A", "B"], "n": Inline((Text("see"), Note(Inline.of("deep"))))}
    _, found = fill(docx(body, footnotes=notes), fields)
    assert [(note.note, note.text) for note in found.footnotes] == [
        ("1", "On A, see (deep)"),
        ("2", "On B, see (deep)"),
    ]


def test_a_note_in_a_header_prints_in_brackets():
    value = Inline((Text("said"), Note(Inline.of("Letter"))))
    _, found = fill(docx(paragraph("x"), header=paragraph("{{ a }}")), {"a": value})
    assert [line.text for line in found.headers] == ["said (Letter)"]


def test_equal_pictures_are_stored_once_with_ids_of_their_own():
    body = paragraph("{% for c in cs %}") + paragraph("{{ c }}!") + paragraph("{% endfor %}")
    rendered, _ = fill(docx(body), {"cs": [FLAG, FLAG]})
    assert [name for name in names(rendered.data) if "media" in name] == [
        "word/media/briefing1.png"
    ]
    found = body_of(rendered.data)
    ids = re.findall(r'<wp:docPr id="(\d+)"', found)
    assert len(set(ids)) == 2
    assert 'descr="Flag of Italy"' in found
    assert 'Extension="png"' in part(rendered.data, "[Content_Types].xml")


def test_blocks_take_the_styles_of_the_template_by_their_names():
    value = Blocks(
        (
            Paragraph("body"),
            Paragraph("words", role=Role.QUOTE),
            Paragraph("head", role=Role.HEADING2),
            Paragraph("item", role=Role.BULLET),
        )
    )
    rendered, found = fill(docx(paragraph("{{ a }}", style="Special")), {"a": value})
    assert [(line.style, line.text) for line in found.body] == [
        ("Special", "body"),
        ("Quote", "words"),
        ("Heading2", "head"),
        ("Special", "•\titem"),
    ]
    assert rendered.notices == ("The template has no paragraph style for “bullet”.",)


def test_every_numbered_list_starts_at_one():
    number = Paragraph("n", role=Role.NUMBER)
    value = Blocks((number, number, Paragraph("between"), number))
    rendered, _ = fill(docx(paragraph("{{ a }}")), {"a": value})
    lists = re.findall(r'<w:numId w:val="(\d+)"/>', body_of(rendered.data))
    assert lists[0] == lists[1] != lists[2]
    numbering = part(rendered.data, "word/numbering.xml")
    assert numbering.count('<w:startOverride w:val="1"/>') == 2
    assert re.findall(r'<w:num w:numId="(\d+)"', numbering) == ["3", *dict.fromkeys(lists)]


def test_blocks_in_a_line_become_lines():
    value = Blocks((Paragraph("a"), Paragraph("b")))
    assert texts(fill(docx(paragraph("x {{ a }}")), {"a": value})[1]) == ["x a\nb"]


class Ruler:
    """A drawn block that prints how wide it may be."""

    def xml(self, context):
        words = f"{context.text_width_mm:.0f} {context.text_width_twips} & {context.language}"
        note = context.note(Inline.of("drawn"))
        runs = context.runs(words, "<w:b/>") + note
        assert context.role_style(Role.QUOTE) == "Quote"
        assert context.table_style("no such") is None
        assert context.paragraph_style("toc 1") == "Toc1"
        return f"<w:p>{runs}</w:p>" + context.paragraph(Paragraph("q", role=Role.QUOTE))


def test_a_drawn_block_knows_its_width_and_has_notes():
    cell = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="3216" w:type="dxa"/></w:tcPr>'
        f"{paragraph('{{ a }}')}</w:tc></w:tr></w:tbl>"
    )
    _, found = fill(docx(paragraph("{{ a }}") + cell), {"a": Ruler()})
    assert texts(found) == ["160 9072 & en-GB", "q", "53 3000 & en-GB", "q"]
    assert [note.text for note in found.footnotes] == ["drawn", "drawn"]


CONTENTS = (
    paragraph("{{ contents }}")
    + paragraph("{% for c in cs %}")
    + paragraph("{{ c }} first", style="Heading1")
    + paragraph("{{ prose }}")
    + paragraph("{% endfor %}")
)


def test_the_contents_list_the_headings_that_were_written_with_links_that_lead_there():
    prose = Blocks((Paragraph("Below & more", role=Role.HEADING2), Paragraph("x")))
    fields = {"contents": Contents(), "cs": ["A", "B"], "prose": prose}
    rendered, found = fill(docx(CONTENTS), fields)
    assert texts(found)[:4] == ["A first", "Below & more", "B first", "Below & more"]
    xml = body_of(rendered.data)
    anchors = re.findall(r'w:anchor="(\w+)"', xml)
    assert anchors == re.findall(r'bookmarkStart w:id="\d+" w:name="(\w+)"', xml)
    assert [(each.level, each.text) for each in rendered.headings][:2] == [
        (1, "A first"),
        (2, "Below & more"),
    ]
    assert "PAGEREF" not in xml
    assert "updateFields" not in xml


def test_page_numbers_of_the_contents_come_from_an_option():
    fields = {"contents": Contents(levels=1), "cs": ["A"]}
    first, _ = fill(docx(CONTENTS), fields)
    pages = {first.headings[0].bookmark: 12}
    rendered, found = fill(docx(CONTENTS), fields, RenderOptions(contents_pages=pages))
    assert texts(found)[0] == "A first\t12"
    assert " PAGEREF _Toc000001 \\h " in body_of(rendered.data)


def test_contents_without_headings_leave_a_valid_document():
    assert texts(fill(docx(paragraph("{{ c }}")), {"c": Contents()})[1]) == [""]


def test_contents_cannot_stand_in_a_header():
    with pytest.raises(BriefingError, match=r"Header: .*only stand in the body"):
        fill(docx("", header=paragraph("{{ c }}")), {"c": Contents()})


def test_the_ledger_lists_quotations_in_order_and_the_proof_finds_them():
    words = "no “ground” troops"
    value = Inline(
        (Text("“"), Quotation("q1", words), Text("”"), Note(Inline((Quotation("q2", "n"),))))
    )
    rendered, _ = fill(docx(paragraph("{{ a }}") + paragraph("{{ a }}")), {"a": value})
    assert [(each.id, each.part) for each in rendered.ledger] == [
        ("q1", "word/document.xml"),
        ("q2", "word/footnotes.xml"),
    ] * 2
    assert differences(texts_of(rendered.data), rendered.ledger) == ()


def test_the_proof_names_a_quotation_that_differs_by_one_character():
    rendered, _ = fill(docx(paragraph("{{ a }}")), {"a": "we will send no ground troops there"})
    placed = Placed(id="q", text="no ground-troops there", part="word/document.xml")
    (found,) = differences(texts_of(rendered.data), (placed,))
    assert (found.id, found.found) == ("q", "no ground troops there")


def test_the_proof_wants_every_placed_quotation_to_stand_by_itself():
    rendered, _ = fill(docx(paragraph("{{ a }}")), {"a": "never again"})
    placed = Placed(id="q", text="never", part="word/document.xml")
    assert len(differences(texts_of(rendered.data), (placed, placed))) == 1


def test_dates_and_numbers_print_in_the_language_of_the_document():
    template = docx(paragraph("{{ d | date }}; {{ m | date('MMM y') }}; {{ n | number(1) }}."))
    fields = {"d": "2026-01-06", "m": "2026-03", "n": 1234.56}
    assert texts(fill(template, fields)[1]) == ["6 January 2026; March 2026; 1,234.6."]
    options = RenderOptions(language="fr")
    assert texts(fill(template, fields, options)[1])[0].startswith("6 janvier 2026; mars 2026; 1")


def test_a_loop_without_end_is_stopped():
    tags = "".join(f"{{% for {name} in many %}}" for name in "abcdef")
    body = paragraph(tags + "{% endfor %}" * 6)
    with pytest.raises(BriefingError, match="repeats more than"):
        fill(docx(body), {"many": list(range(100))})


def test_alternative_texts_can_hold_values():
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="p" '
        'descr="Flag of {{ c }}"/></wp:inline></w:drawing></w:r></w:p>'
    )
    body = paragraph("{% for c in cs %}") + drawing + paragraph("{% endfor %}")
    rendered, _ = fill(docx(body), {"cs": ['"A" & B', "C"]})
    found = re.findall(r'docPr id="(\d+)" name="p" descr="(.*?)"', body_of(rendered.data))
    assert found == [("1", "Flag of &quot;A&quot; &amp; B"), ("2", "Flag of C")]


def test_a_compiled_template_can_be_kept_and_used_again():
    body = paragraph("{% for a in all %}{{ a | upper }}{% endfor %}") + paragraph("{{ b }}")
    template = compile_template(docx(body, header=paragraph("{{ b }}")))
    fields = {"all": ["x", "y"], "b": Inline((Note(Inline.of("n")),))}
    kept = pickle.loads(pickle.dumps(template))  # noqa: S301  # our own bytes
    assert render(kept, fields).data == render(template, fields).data


def test_a_landscape_section_is_wider():
    section = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="680" '
        'w:right="680" w:top="680" w:bottom="680"/></w:sectPr></w:pPr></w:p>'
    )
    body = paragraph("{{ a }}") + section + paragraph("{{ a }}")
    found = texts(fill(docx(body), {"a": Ruler()})[1])
    assert found == ["273 15478 & en-GB", "q", "", "160 9072 & en-GB", "q"]


def test_a_quotation_in_a_text_box_is_placed_once():
    box = f"<w:txbxContent>{paragraph('{{ a }}')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc="
        '"http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w">'
        f"<w:pict>{box}</w:pict></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    rendered, found = fill(docx(body), {"a": Inline((Quotation("q", "words"),))})
    assert texts(found) == ["", "words"]
    assert len(rendered.ledger) == 1
    assert differences(texts_of(rendered.data), rendered.ledger) == ()
