"""Content that acts by itself: each kind is one finding among all others, none stops the check."""

from __future__ import annotations

import pytest

from briefing.errors import InputRefusedError
from briefing.template.problems import Severity
from briefing.word.opening import compile_template
from tests.word.documents import paragraph
from tests.word.inspection.documents import EXTERNAL, changed, found, part, relation, sound

FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{0}</w:instrText></w:r>'
    "<w:r><w:instrText>{1}</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
LINK = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>Our site</w:t></w:r></w:hyperlink></w:p>'
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"

HARMFUL = {
    "macros": sound("", relations=(relation(VBA, "vba.bin"),)),
    "outside": sound("", relations=(relation("image", "https://x.org/i.png", EXTERNAL),)),
    "attached-template": sound(
        "", relations=(relation("attachedTemplate", "file:///C:/u/jane/x.dotm", EXTERNAL),)
    ),
    "link": sound(LINK, relations=(relation("hyperlink", "file://host/x", EXTERNAL),)),
    "embedded": sound("", relations=(relation("oleObject", "o.bin"),)),
    "fetching-field": sound(FIELD.format("DDEA", "UTO cmd")),
}
LOOKALIKES = {
    "macros": sound(paragraph("vbaProject.bin and macros")),
    "outside": sound("", relations=(relation("image", "media/i.png"),)),
    "attached-template": sound(paragraph("attachedTemplate")),
    "link": sound(LINK, relations=(relation("hyperlink", "https://x.org", EXTERNAL),)),
    "embedded": sound(
        "",
        relations=(relation("chart", "charts/chart1.xml"),),
        extra={
            "word/charts/chart1.xml": b"<c/>",
            "word/charts/_rels/chart1.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                f'relationships">{relation("package", "../embeddings/w.xlsx")}</Relationships>'
            ).encode(),
        },
    ),
    "fetching-field": sound(FIELD.format(" PAG", "E ") + paragraph("DDEAUTO")),
}


@pytest.mark.parametrize("rule", HARMFUL)
def test_active_content_is_an_error_with_words_and_remedy(rule):
    (problem,) = found(HARMFUL[rule], rule)
    assert problem.severity is Severity.ERROR
    assert problem.message
    assert problem.hint
    assert problem.words


@pytest.mark.parametrize("rule", HARMFUL)
def test_what_the_check_finds_rendering_refuses(rule):
    with pytest.raises(InputRefusedError):
        compile_template(HARMFUL[rule])


@pytest.mark.parametrize("rule", LOOKALIKES)
def test_what_only_looks_active_is_left_alone(rule):
    assert found(LOOKALIKES[rule], rule) == []
    assert compile_template(LOOKALIKES[rule])


@pytest.mark.parametrize("kind", ["package", "control", "aFChunk", "subDocument", "oleObject"])
def test_every_kind_of_embedded_object_is_found(kind):
    assert found(sound("", relations=(relation(kind, "thing.bin"),)), "embedded")


@pytest.mark.parametrize(
    "code", ["DDE x", "INCLUDETEXT x", "INCLUDEPICTURE http://x", "LINK x", "IMPORT x"]
)
def test_every_field_that_fetches_is_found(code):
    body = f'<w:p><w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    (problem,) = found(sound(body), "fetching-field")
    assert problem.words == code


def test_a_file_that_may_hold_macros_is_found_and_still_checked():
    made = sound(paragraph("{{ titel }}"))
    types = part(made, "[Content_Types].xml").replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    made = changed(made, **{"[Content_Types]_dot_xml": types})
    assert [problem.rule for problem in found(made)] == ["macros", "language"]


def test_a_link_is_named_with_its_paragraph():
    (problem,) = found(HARMFUL["link"], "link")
    assert (problem.place, problem.words) == ("Body", "Our site")


def test_everything_is_found_in_one_pass():
    rows = (
        relation("oleObject", "o.bin", name="rIdO"),
        relation("image", "https://x.org/i.png", EXTERNAL, "rIdI"),
    )
    body = paragraph("{{ titel }}") + FIELD.format("DDE", " x") + paragraph("{% if as_of %}")
    rules = [problem.rule for problem in found(sound(body, relations=rows))]
    assert sorted(rules) == ["embedded", "fetching-field", "language", "language", "outside"]


UNKNOWN = {
    "unknown": sound(LINK, relations=(relation("https://x.org/thing", "thing.bin"),)),
    "unknown-field": sound(FIELD.format("MACRO", "BUTTON x")),
}


@pytest.mark.parametrize("rule", UNKNOWN)
def test_what_nobody_knows_is_an_error_and_is_not_rendered(rule):
    (problem,) = found(UNKNOWN[rule], rule)
    assert problem.severity is Severity.ERROR
    assert problem.hint
    with pytest.raises(InputRefusedError):
        compile_template(UNKNOWN[rule])


def test_an_unknown_thing_that_no_text_uses_is_left_out():
    made = sound("", relations=(relation("https://x.org/thing", "thing.bin"),))
    assert found(made, "unknown") == []
    assert compile_template(made)


@pytest.mark.parametrize(
    "code",
    [
        'HYPERLINK "https://x.org"',
        'HYPERLINK \\l "there"',
        'HYPERLINK "{{ pack.title }}"',
        "HYPERLINK {{ pack.title }} \\o tip",
        'HYPERLINK "{{ pack.title }}/{{ pack.title }}#end"',
    ],
)
def test_a_link_to_the_web_or_into_the_file_is_left_alone(code):
    assert found(sound(FIELD.format(code.replace('"', "&quot;"), "")), "link") == []


@pytest.mark.parametrize(
    "code",
    [
        'HYPERLINK "file:///x"',
        "HYPERLINK \\\\\\\\host\\\\share",
        'HYPERLINK "{{ pack.title }}file:///x"',
        'HYPERLINK "{{ pack.title }}{{ pack.title }}"',
        'HYPERLINK "{{ pack.title }}//host/share"',
        'HYPERLINK "{{ pack.title }} file:///x"',
    ],
)
def test_a_link_that_may_lead_elsewhere_is_found_whatever_its_values_say(code):
    made = sound(FIELD.format(code.replace('"', "&quot;"), ""))
    (problem,) = found(made, "link")
    assert problem.words == code
    with pytest.raises(InputRefusedError, match="https"):
        compile_template(made)


def test_a_picture_that_is_none_is_found_by_its_name():
    made = sound(
        "",
        relations=(relation("image", "media/i.png"),),
        extra={"word/media/i.png": b"no picture"},
    )
    (problem,) = found(made, "picture")
    assert (problem.part, problem.message) == (
        "word/media/i.png",
        "picture word/media/i.png is no picture that can be read.",
    )
    with pytest.raises(InputRefusedError, match="no picture that can be read"):
        compile_template(made)


def test_an_element_with_hundreds_of_attributes_is_no_word_file():
    made = sound("<w:p {}/>".format(" ".join(f"a{at}='1'" for at in range(501))))
    with pytest.raises(InputRefusedError, match="attributes"):
        found(made)
    assert found(sound("<w:p {}/>".format(" ".join(f"a{at}='1'" for at in range(400))))) == []
