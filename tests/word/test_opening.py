"""Opening strangers' templates: harmful files are refused, editing traces do not leave."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import InputRefusedError
from briefing.template.problems import TemplateRefusedError
from briefing.word.opening import compile_template, language_problems
from tests.word.documents import DECLARED, changed, docx, fill, names, paragraph, part, texts

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(kind, target, mode=""):
    return f'<Relationship Id="rId9" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


EXTERNAL = ' TargetMode="External"'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no .docx"),
        (b"PK\x03\x04 nothing", "no .docx"),
        (docx(paragraph("x"))[:-200], "no .docx"),
        (docx("", relations=(relation("vbaProject", "v.bin"),)), "macros"),
        (docx("", relations=(relation("attachedTemplate", "file:///x", EXTERNAL),)), "outside"),
        (docx("", relations=(relation("image", "https://x.org/i.png", EXTERNAL),)), "outside"),
        (docx("", relations=(relation("hyperlink", "file://host/x", EXTERNAL),)), "Only http"),
        (docx("", relations=(relation("oleObject", "o.bin"),)), "program object"),
        (docx("", extra={"word/../../evil.xml": b""}), "unsafe name"),
        (docx("", extra={"/abs.xml": b""}), "unsafe name"),
        (docx("", extra={"WORD/document.xml": b""}), "two parts"),
        (docx("", extra={"zeros.bin": bytes(2**22)}), "unpacks"),
    ],
)
def test_a_harmful_or_damaged_file_is_refused_with_a_sentence(data, says):
    with pytest.raises(InputRefusedError, match=says):
        compile_template(data)


@pytest.mark.parametrize("code", ["DDEAUTO cmd", "INCLUDEPICTURE http://x", "INCLUDETEXT x"])
def test_a_field_that_fetches_something_is_refused_however_it_is_cut(code):
    runs = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code[:3]}</w:instrText></w:r><w:r><w:instrText>{code[3:]}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'  # noqa: E501  # one line of XML
    with pytest.raises(InputRefusedError, match="fetches"):
        compile_template(docx(f"<w:p>{runs}</w:p>"))


def test_a_part_that_declares_entities_is_refused():
    data = docx(paragraph("x"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts["word/document.xml"]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(InputRefusedError, match="entities"):
        compile_template(stream.getvalue())


@settings(max_examples=60)
@given(st.data())
def test_a_flipped_byte_never_ends_in_a_traceback(data):
    template = bytearray(docx(paragraph("{{ a }}")))
    at = data.draw(st.integers(0, len(template) - 1))
    template[at] ^= data.draw(st.integers(1, 255))
    try:
        compile_template(bytes(template))
    except InputRefusedError as error:
        assert str(error)  # noqa: PT017  # either outcome is fine, a traceback is not


@pytest.mark.parametrize("said", ["x", "-1", "²", "9" * 5000, "", "true"])
@pytest.mark.parametrize("name", ["numId", "abstractNumId", "outlineLvl", "gridSpan", "w", "id"])
def test_an_attribute_that_is_no_number_never_ends_in_a_traceback(name, said):
    body = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>'
        "<w:r><w:t>{{ a }}</w:t></w:r></w:p><w:tbl><w:tblGrid><w:gridCol w:w='9'/></w:tblGrid>"
        '<w:tr><w:tc><w:tcPr><w:tcW w:w="9"/><w:gridSpan w:val="1"/></w:tcPr>'
        + paragraph("{% colspan n %}")
        + "</w:tc></w:tr></w:tbl>"
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="9"/></w:sectPr></w:pPr></w:p>'
    )
    note = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    data = docx(body, footnotes=note)
    for part_name in ("word/document.xml", "word/numbering.xml", "word/footnotes.xml"):
        text = part(data, part_name)
        pattern = rf'(<w:{name} w:val|w:{name})="\d+"'
        data = changed(
            data, part_name, text.encode(), re.sub(pattern, rf'\1="{said}"', text).encode()
        )
    assert fill(data, {"a": "x", "n": 2})[0].data


def test_words_outside_of_a_run_are_refused_with_a_sentence():
    with pytest.raises(InputRefusedError, match="outside of any run"):
        compile_template(docx("<w:p><w:t>{{ a }}</w:t></w:p>"))


def test_a_comment_that_is_referred_to_twice_loses_its_range_only():
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    body = (
        f'<w:p>{reference}<w:commentRangeStart w:id="0"/><w:r><w:t>x</w:t></w:r>'
        f'<w:commentRangeEnd w:id="0"/>{reference}</w:p>'
    )
    comment = f'<w:comment w:id="0" w:author="J">{paragraph("{{ a }}")}</w:comment>'
    template = docx(
        body,
        relations=(relation("comments", "comments.xml"),),
        extra={"word/comments.xml": f"<w:comments {DECLARED}>{comment}</w:comments>".encode()},
    )
    data = fill(template, {"a": "said"})[0].data
    assert part(data, "word/comments.xml").count("said") == 2
    assert "commentRange" not in part(data, "word/document.xml")


def test_mistakes_of_all_parts_are_told_together():
    template = docx(paragraph("{{ a.__b__ }}"), header=paragraph("{{ open"), title="{{ x | no }}")
    with pytest.raises(TemplateRefusedError) as raised:
        compile_template(template)
    assert [problem.place for problem in raised.value.problems] == [
        "Body",
        "Header",
        "Property title",
    ]
    assert raised.value.problems == language_problems(template)
    assert len(raised.value.sentences) == 3


def test_tracked_changes_comments_and_editing_traces_stay_behind():
    body = (
        '<w:p w:rsidR="00AA"><w:ins w:id="1" w:author="Jane"><w:r><w:t>in {{ a }}</w:t></w:r>'
        "</w:ins>"
        '<w:del w:id="2" w:author="Jane"><w:r><w:delText>out</w:delText></w:r></w:del>'
        '<w:commentRangeStart w:id="0"/><w:r w:rsidRPr="00BB"><w:t>!</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    comments = (
        b"<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    )
    template = docx(
        body,
        relations=(relation("comments", "comments.xml"),),
        extra={"word/comments.xml": comments, "loose.txt": b"Jane"},
    )
    rendered, found = fill(template, {"a": "x"})
    assert texts(found) == ["in x!"]
    xml = part(rendered.data, "word/document.xml")
    for trace in ("rsid", "Jane", "comment", "w:ins"):
        assert trace not in xml
    assert not {"word/comments.xml", "loose.txt"} & set(names(rendered.data))


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"
UNSEEN = (
    '<w:style w:type="{}" w:styleId="S{}"><w:name w:val="S{}"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def hiding(body, **options):
    """Return a template with styles whose words are hidden."""
    data = docx(body, **options)
    own = part(data, "word/styles.xml")
    styles = UNSEEN.format(*["paragraph"] * 3) + UNSEEN.format(*["character"] * 3)
    styles = own.replace("</w:styles>", f"{styles}</w:styles>")
    return changed(data, "word/styles.xml", own.encode(), styles.encode())


def test_hidden_words_and_values_stay_behind_wherever_they_stand():
    hidden = HIDDEN.format("ask Jane {{ a }} first")
    by_style = hidden.replace("<w:vanish/>", '<w:rStyle w:val="Scharacter"/>')
    switched_off = hidden.replace("<w:vanish/>", '<w:vanish w:val="0"/>').replace("ask", "shown")
    line = f"<w:p><w:r><w:t>x</w:t></w:r>{hidden}{by_style}{switched_off}</w:p>"
    body = line + paragraph("quiet Jane", style="Sparagraph") + paragraph("end")
    rendered, found = fill(hiding(body, header=line), {"a": "A"})
    assert texts(found) == ["xshown Jane A first", "", "end"]
    assert [each.text for each in found.headers] == ["xshown Jane A first"]
    assert "ask" not in part(rendered.data, "word/document.xml")
    assert "ask" not in part(rendered.data, "word/header1.xml")


def test_hidden_tags_of_blocks_count():
    body = HIDDEN.format("{% if a %}").join(["<w:p>", "<w:r><w:t>shown</w:t></w:r>"])
    body += HIDDEN.format("{% else %}") + "<w:r><w:t>not</w:t></w:r>"
    body += HIDDEN.format("{% endif %}") + "</w:p>"
    assert texts(fill(docx(body), {"a": "A"})[1]) == ["shown"]


def test_a_hidden_paragraph_leaves_no_blank_one():
    end = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
    body = paragraph("a") + f"<w:p>{end}{HIDDEN.format('note')}</w:p>" + paragraph("b")
    assert texts(fill(docx(body), {})[1]) == ["a", "b"]


def test_parts_that_hold_no_tags_are_copied_as_they_are():
    extra = {"word/theme.xml": b"<a/>"}
    rendered, _ = fill(docx("", relations=(relation("theme", "theme.xml"),), extra=extra), {})
    assert part(rendered.data, "word/theme.xml") == "<a/>"


def test_styles_for_notes_and_links_are_added_when_they_are_missing():
    rendered, _ = fill(docx(paragraph("x")), {})
    styles = part(rendered.data, "word/styles.xml")
    for name in ("FootnoteText", "FootnoteReference", "Hyperlink"):
        assert styles.count(f'w:styleId="{name}"') == 1


def test_properties_that_libreoffice_puts_elsewhere_come_where_the_schema_wants_them():
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    body = (
        f'<w:p><w:pPr><w:sectPr>{size}</w:sectPr><w:jc w:val="left"/><w:pStyle w:val="Quote"/>'
        "</w:pPr><w:r><w:rPr><w:b/><w:rStyle w:val='Strong'/><w:rStyle w:val='Strong'/></w:rPr>"
        "<w:t>{{ a }}</w:t></w:r></w:p>"
    )
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/>{}<w:lvlText w:val="%1."/></w:lvl>'
    number, style = '<w:numFmt w:val="decimal"/>', '<w:pStyle w:val="ListNumber"/>'
    lists = f"<w:abstractNum w:abstractNumId='1'>{level}</w:abstractNum>".format(style + number)
    numbering = f"<w:numbering {DECLARED}>{lists}</w:numbering>".encode()
    rendered, _ = fill(docx(body, extra={"word/numbering.xml": numbering}), {"a": "x"})
    xml = part(rendered.data, "word/document.xml")
    assert f'<w:pPr><w:pStyle w:val="Quote"/><w:jc w:val="left"/><w:sectPr>{size}' in xml
    assert '<w:rPr><w:rStyle w:val="Strong"/><w:b/></w:rPr>' in xml
    assert number + style in part(rendered.data, "word/numbering.xml")


def test_the_bookmark_of_the_last_edit_goes_with_both_its_ends():
    body = (
        '<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkStart w:id="1" '
        'w:name="kept"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id="0"/><w:bookmarkEnd '
        'w:id="1"/></w:p>'
    )
    xml = part(fill(docx(body), {})[0].data, "word/document.xml")
    assert "_GoBack" not in xml
    assert xml.count("bookmarkStart") == xml.count("bookmarkEnd") == 1
