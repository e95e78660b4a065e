"""Tags in unusual places: understood where a value can be written, else complained of by place."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefing.errors import BriefingError
from briefing.template.problems import TemplateRefusedError
from briefing.template.values import Inline, Link
from briefing.word.opening import compile_template
from briefing.word.reading import read_document
from briefing.word.rendering import render
from tests.template.documents import CONTRACT
from tests.word.battery.cases import char, code, p, row, run, table
from tests.word.battery.saving import DECLARED, saved, section
from tests.word.documents import names, part

BODY = "word/document.xml"
TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
VALUES = {"title": "Title", "read": "reading"}
FORMULA = "<w:p><m:oMath><m:r><m:t>x={{ ti</m:t></m:r><m:r><m:t>tle }}</m:t></m:r></m:oMath></w:p>"
DROPDOWN = (
    "<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='{{ title }}' w:value='1'/>"
    "</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)
RUBY = (
    '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/></w:rubyPr><w:rt><w:r><w:t>{}</w:t></w:r>'
    "</w:rt><w:rubyBase><w:r><w:t>{}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
ALTERNATIVE = (
    '<mc:AlternateContent><mc:Choice Requires="w14"><w:r><w:t>{{ ti</w:t></w:r></mc:Choice>'
    "<mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback></mc:AlternateContent>"
)
CHART = (
    b'<c:chart xmlns:c="c" xmlns:a="a"><a:t>{</a:t><a:t>{ a }}</a:t><c:v v="{{ b }}"/></c:chart>'
)
CAPTION = '<w:tblCaption w:val="About {{ title }}"/></w:tblPr>'


def refused(body, **options):
    with pytest.raises(TemplateRefusedError) as raised:
        compile_template(saved(body, **options))
    (problem,) = raised.value.problems
    assert problem.hint
    return problem


def written(body, fields):
    return part(render(compile_template(saved(body)), fields).data, BODY)


def field(text):
    return p(char("begin"), code(text), char("separate"), "shown", char("end"))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (FORMULA, "stands in a formula"),
        (DROPDOWN, "where no value can be written"),
        (field(' IF "{{ title }}" = "x" "a" "b" '), "a field that cannot hold values"),
        (p("{% cellbg a %}"), "outside of any table"),
        (p("{{ ti", char("begin"), "tle }}", char("end")), "picture, field or break"),
        (table(row("{%tr if a %}")) + table(row("{%tr endif %}")), "cannot be one block"),
    ],
)
def test_a_tag_where_nothing_can_be_written_is_complained_of(body, says):
    problem = refused(body)
    assert says in problem.message
    assert problem.place.startswith("Body")


def test_every_tag_in_a_chart_is_complained_of():
    data = saved(p("x"), parts={"chart": "x"})
    root = f'<w:chart {DECLARED} mc:Ignorable="w14">x</w:chart>'.encode()
    with pytest.raises(TemplateRefusedError) as raised:
        compile_template(_replaced(data, "word/chart.xml", root, CHART))
    assert [problem.words for problem in raised.value.problems] == ["{{ a }}", "{{ b }}"]
    assert all("Chart: " in sentence for sentence in raised.value.sentences)


def _replaced(data, name, old, new):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        assert before.read(name) == old
        for each in before.namelist():
            after.writestr(each, new if each == name else before.read(each))
    return stream.getvalue()


def test_the_code_of_a_harmless_field_holds_values_and_keeps_its_quotation_marks():
    xml = written(field(' DOCPROPERTY "{{ a }}" \\* MERGEFORMAT '), {"a": 'x" \\@ "y'})
    assert 'DOCPROPERTY "x\\&quot; \\\\@ \\&quot;y" \\* MERGEFORMAT' in xml


def test_an_address_in_a_field_must_be_one_that_a_reader_may_follow():
    link = field(' HYPERLINK "{{ a }}" ')
    assert 'HYPERLINK "https://x.org/%22%5C"' in written(link, {"a": 'https://x.org/"\\'})
    with pytest.raises(BriefingError, match="none of http, https and mailto"):
        written(link, {"a": "file:///etc/passwd"})


def test_the_alternative_text_of_a_table_holds_values():
    body = table(row("a", "b")).replace("</w:tblPr>", CAPTION)
    assert 'w:tblCaption w:val="About &quot;x&quot; &amp; y"' in written(body, {"title": '"x" & y'})


@pytest.mark.parametrize(("colour", "fill"), [("#ffdd00", "FFDD00"), ("", "auto"), (None, "auto")])
def test_a_cell_takes_its_colour_from_a_value(colour, fill):
    body = table(row("{% cellbg c %}x", "y"))
    assert f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' in written(body, {"c": colour})


@pytest.mark.parametrize(
    ("tag", "value", "says"),
    [
        ("cellbg c", 'red"/><x', "is no colour"),
        ("colspan c", 0, "1 to 63"),
        ("colspan c", "x", "1 to 63"),
    ],
)
def test_what_word_reads_itself_is_never_taken_as_it_comes(tag, value, says):
    body = table(row(f"{{% {tag} %}}x", "y"))
    with pytest.raises(BriefingError, match=f"table 1, row 1, column 1: .*{says}"):
        written(body, {"c": value})


def test_merged_cells_say_their_words_once():
    rows = table(row("{% for x in a %}{% vm %}Group", "{{ x }}{% endfor %}"))
    xml = written(rows, {"a": ["one", "two"]})
    assert xml.count("Group") == 1
    assert xml.index('w:val="restart"') < xml.index("Group") < xml.index('w:val="continue"')
    across = table(row("{%tc for x in a %}", "{% hm %}Head", "{%tc endfor %}"), columns=3)
    xml = written(across, {"a": ["one", "two"]})
    assert xml.count("Head") == 1
    assert '<w:gridSpan w:val="2"/>' in xml


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (TAB, "", "\tTitle"),
        (TAB + TAB, TAB, "\t\tTitle\t"),
        (BREAK, BREAK, "\nTitle\n"),
        (run("\u00a0"), "", "\u00a0Title"),
    ],
)
def test_tabs_and_breaks_beside_a_value_alone_stay(before, after, text):
    line = p(before, "{{ title }}", after or run(""))
    data = render(compile_template(saved(line, parts={"header": line})), VALUES).data
    found = read_document(data)
    assert [each.text for each in (*found.body, *found.headers)] == [text, text]


def test_printed_braces_are_no_tag():
    xml = written(p("Write {_{ name }_} or {_% if %_}, not {{ name }}."), {"name": "it"})
    assert "Write {{ name }} or {% if %}, not it." in xml


def test_a_hyphen_draws_paragraphs_together():
    body = p("Our house is{% if a -%}") + p("by the sea") + p("{%- else -%}") + p("inland")
    body += p("{%- endif %}.")
    assert "by the sea" in written(body, {"a": True})
    assert written(body, {"a": True}).count("<w:p>") == written(p("x"), {}).count("<w:p>")


def test_words_that_look_like_our_own_marks_stay_words():
    assert "\ufdd01\ufdd1" in written(p("{{ a }}\ufdd01\ufdd1"), {"a": "x"})


def test_words_beside_words_of_east_asian_texts_hold_values():
    xml = written(p(RUBY.format("{{ read }}", "{{ ti</w:t></w:r><w:r><w:t>tle }}")), VALUES)
    assert "{{" not in xml
    assert xml.index(">reading<") < xml.index(">Title<")


def test_words_beside_words_hold_no_link():
    value = Inline.of(Link("site", "https://example.org"))
    xml = written(p(RUBY.format("{{ read }}", "x")), {"read": value})
    assert ">site<" in xml
    assert "hyperlink" not in xml


def test_a_tag_in_what_newer_programs_show_is_found():
    xml = written(p(ALTERNATIVE, "tle }} here"), VALUES)
    assert "Title" in xml
    assert "old" not in xml
    assert "{{" not in xml


def test_a_header_that_only_a_repeated_section_has_is_not_there_as_the_template_has_it():
    reference = '<w:headerReference w:type="default" r:id="rIdheader"/>'
    body = p("{% for c in a %}") + p("x", properties=section(reference)) + p("{% endfor %}")
    data = saved(body + p("last"), parts={"header": p("About {{ c }}")})
    own = part(data, BODY)
    at = own.rindex(reference)
    data = _replaced(data, BODY, own.encode(), (own[:at] + own[at + len(reference) :]).encode())
    made = render(compile_template(data), {"a": ["one", "two"]}).data
    assert [each.text for each in read_document(made).headers] == ["About one", "About two"]
    assert [name for name in names(made) if "header" in name] == [
        "word/header_1.xml",
        "word/header_2.xml",
    ]


WATERMARK = (
    '<w:r><w:pict><v:shape id="W" type="#_x0000_t136" style="width:9pt;height:9pt">'
    '<v:textpath string="{{ title }}"/></v:shape></w:pict></w:r>'
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
    'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Client"><vt:lpwstr>{}'
    "</vt:lpwstr></property></Properties>"
)


def with_custom(text):
    """Return a Word file with a custom property."""
    data = saved(p("x"))
    found = io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    row = f'<Relationship Id="rIdC" Type="{kind}" Target="docProps/custom.xml"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(found, "w") as after:
        for each in before.namelist():
            content = before.read(each)
            if each == "_rels/.rels":
                content = content.replace(b"</Relationships>", row.encode())
            after.writestr(each, content)
        after.writestr("docProps/custom.xml", CUSTOM.format(text))
    return found.getvalue()


def test_the_words_of_a_watermark_hold_values():
    data = saved(p("x"), parts={"header": p(WATERMARK)})
    made = render(compile_template(data), {"title": "DRAFT & <x>"}).data
    assert 'string="DRAFT &amp; &lt;x&gt;"' in part(made, "word/header.xml")


def test_signs_of_xml_in_a_tag_of_a_property_are_written_once():
    title = "A & B {{ none_of_it|default('c & d <e>') }} {{ title }}"
    made = render(compile_template(saved(p("x"), properties={"title": title})), VALUES).data
    core = part(made, "docProps/core.xml")
    assert "<dc:title>A &amp; B c &amp; d &lt;e&gt; Title</dc:title>" in core
    custom = with_custom("{{ none_of_it|default('c &amp; d') }} {{ title }}")
    made = render(compile_template(custom), VALUES).data
    assert ">c &amp; d Title<" in part(made, "docProps/custom.xml")


def test_a_broken_tag_of_a_custom_property_is_quoted_without_mark_up():
    with pytest.raises(TemplateRefusedError, match=r"Custom property: “\{\{ titl” opens"):
        compile_template(with_custom("{{ titl"))


def test_a_block_tag_in_an_address_is_complained_of():
    body = p('<w:hyperlink r:id="rIdL">', run("x"), "</w:hyperlink>")
    target = "https://example.org/%7B%25 if a %25%7Dq%7B%25 endif %25%7D"
    with pytest.raises(TemplateRefusedError) as raised:
        compile_template(saved(body, links={"rIdL": target}))
    assert [each.words for each in raised.value.problems] == ["{% if a %}", "{% endif %}"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("countries", "is a list"),
        ("own", "is a whole record"),
        ("own.is_member", "is yes or no"),
        ("contents", "becomes whole paragraphs"),
        ("own.flag", "becomes a picture"),
    ],
)
def test_what_cannot_be_words_is_complained_of_where_only_words_can_stand(name, says):
    alt = WATERMARK.replace("title", name)
    data = saved(p(alt), properties={"title": f"{{{{ {name} }}}}"})
    with pytest.raises(TemplateRefusedError) as raised:
        compile_template(data, CONTRACT)
    assert [(each.place, says in each.message) for each in raised.value.problems] == [
        ("Body", True),
        ("Property title", True),
    ]
