"""Tags on the document tree: what repeats, what goes away, and that runs do not matter."""

from __future__ import annotations

import itertools
from html import escape

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from briefing.template.ooxml import W
from tests.template.documents import fill, lines, paragraph, row, table

COUNTRIES = {
    "countries": [
        {"name": "Italy", "positions": [{"topic": "Troops"}, {"topic": "Money"}]},
        {"name": "Spain", "positions": []},
    ]
}


def test_a_block_tag_takes_its_paragraph_with_it():
    body = "".join(
        paragraph(text)
        for text in ("Before", "{% for c in countries %}", "{{ c.name }}!", "{% endfor %}", "After")
    )
    assert lines(fill(body, COUNTRIES)) == ["Before", "Italy!", "Spain!", "After"]


def test_a_block_may_open_and_close_at_the_edges_of_paragraphs_with_words():
    body = paragraph("{% for c in countries %}Name: {{ c.name }}") + paragraph("end{% endfor %}")
    assert lines(fill(body, COUNTRIES)) == ["Name: Italy", "end", "Name: Spain", "end"]


def test_a_loop_within_a_paragraph_repeats_words():
    body = paragraph("{% for c in countries %}{{ c.name }}{% if not loop.last %}, {% endif %}"
                     "{% endfor %}.")  # fmt: skip
    assert lines(fill(body, COUNTRIES)) == ["Italy, Spain."]


def test_a_paragraph_that_is_one_condition_vanishes_when_it_does_not_hold():
    body = paragraph("A") + paragraph("{% if note %}Note: {{ note }}{% endif %}") + paragraph("B")
    assert lines(fill(body, {})) == ["A", "B"]
    assert lines(fill(body, {"note": "n"})) == ["A", "Note: n", "B"]


def test_a_row_repeats_when_its_first_and_last_cell_hold_the_tags():
    body = table(
        row("Name", "No."),
        row("{% for c in countries %}{{ c.name }}", "{{ loop.index }}{% endfor %}"),
    )
    assert lines(fill(body, COUNTRIES)) == ["Name", "No.", "Italy", "1", "Spain", "2"]


def test_rows_of_their_own_repeat_the_rows_between_and_go_away():
    body = table(
        row("Name", ""),
        row("{%tr for c in countries %}", ""),
        row("{{ c.name }}", "x"),
        row("{%tr endfor %}", ""),
    )
    found = fill(body, COUNTRIES)
    assert lines(found) == ["Name", "", "Italy", "x", "Spain", "x"]


def test_a_table_without_any_row_is_left_out():
    body = table(row("{% for c in countries %}{{ c.name }}", "{% endfor %}")) + paragraph("x")
    found = fill(body, {})
    assert found.find(f".//{W}tbl") is None
    assert lines(found) == ["x"]


def test_a_cell_always_ends_in_a_paragraph():
    cell = "".join(
        paragraph(text) for text in ("{% for c in countries %}", "{{ c.name }}", "{% endfor %}")
    )
    body = table(row(cell, "x"))
    assert lines(fill(body, COUNTRIES)) == ["Italy", "Spain", "x"]
    assert lines(fill(body, {})) == ["", "x"]


def test_columns_repeat_by_the_letters_of_docxtpl():
    body = table(row("{%tc for c in countries %}", "{{ c.name }}", "{%tc endfor %}", "end"))
    assert lines(fill(body, COUNTRIES)) == ["Italy", "Spain", "end"]


def test_loops_nest():
    body = "".join(
        paragraph(text)
        for text in (
            "{% for c in countries %}",
            "{{ loop.index }} {{ c.name }}",
            "{% for p in c.positions %}",
            "{{ c.name }} {{ loop.index }} {{ p.topic }}",
            "{% else %}",
            "nothing",
            "{% endfor %}",
            "{{ loop.index }}",
            "{% endfor %}",
        )
    )
    assert lines(fill(body, COUNTRIES)) == [
        "1 Italy", "Italy 1 Troops", "Italy 2 Money", "1", "2 Spain", "nothing", "2",
    ]  # fmt: skip


def test_the_first_branch_that_holds_is_written():
    body = "".join(
        paragraph(text)
        for text in (
            "{% if n > 2 %}",
            "many",
            "{% elif n %}",
            "few",
            "{% else %}",
            "no",
            "{% endif %}",
        )
    )
    assert [lines(fill(body, {"n": n})) for n in (3, 1, 0)] == [["many"], ["few"], ["no"]]


def test_remarks_leave_nothing():
    body = paragraph("{# only for authors #}") + paragraph("a{# here #}b")
    assert lines(fill(body, {})) == ["ab"]


def test_a_value_takes_the_properties_of_the_run_in_which_its_tag_starts():
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ ti</w:t></w:r>"
        "<w:r><w:rPr><w:i/></w:rPr><w:t>tle }} after</w:t></w:r></w:p>"
    )
    runs = list(fill(body, {"title": "T"}).iter(f"{W}r"))
    assert [(run.find(f"{W}rPr")[0].tag, run.findtext(f"{W}t")) for run in runs] == [
        (f"{W}b", "T"),
        (f"{W}i", " after"),
    ]


def test_what_word_puts_between_runs_does_not_matter():
    body = (
        '<w:p><w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{ t</w:t></w:r>'
        '<w:bookmarkStart w:id="1" w:name="b"/><w:ins w:id="2"><w:r><w:t>itl</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>XX</w:delText></w:r></w:del><w:r><w:t>e\u00a0}</w:t></w:r>"
        '<w:bookmarkEnd w:id="1"/><w:r><w:t>} end</w:t></w:r></w:p>'
    )
    assert lines(fill(body, {"title": "T"})) == ["T end"]


def test_typographic_quotes_in_a_tag_are_quotes():
    body = paragraph("{{ missing | default(“none”) }}")
    assert lines(fill(body, {})) == ["none"]


def test_a_tag_inside_a_link_stays_inside():
    body = '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>{{ title }}</w:t></w:r></w:hyperlink></w:p>'
    assert fill(body, {"title": "T"}).find(f".//{W}hyperlink//{W}t").text == "T"


def test_ids_and_names_of_bookmarks_are_new_in_every_turn():
    body = (
        paragraph("{% for c in countries %}")
        + '<w:p><w:bookmarkStart w:id="7" w:name="x"/><w:r><w:t>{{ c.name }} there</w:t></w:r>'
        '<w:bookmarkEnd w:id="7"/></w:p>' + paragraph("{% endfor %}")
    )
    found = fill(body, COUNTRIES)
    starts = [mark.get(f"{W}id") for mark in found.iter(f"{W}bookmarkStart")]
    ends = [mark.get(f"{W}id") for mark in found.iter(f"{W}bookmarkEnd")]
    names = [mark.get(f"{W}name") for mark in found.iter(f"{W}bookmarkStart")]
    assert starts == ends
    assert len(set(starts)) == len(set(names)) == 2


def test_a_footnote_of_the_template_is_filled_with_what_is_in_sight_at_its_mark():
    word = W[1:-1]
    note = etree.fromstring(
        f'<w:footnote xmlns:w="{word}" w:id="5">{paragraph("On {{ c.name }}")}</w:footnote>'
    )
    body = (
        paragraph("{% for c in countries %}")
        + '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r></w:p>'
        + paragraph("{% endfor %}")
    )
    found = fill(body, COUNTRIES, notes={("footnote", "5"): note})
    numbers = [mark.get(f"{W}id") for mark in found.iter(f"{W}footnoteReference")]
    assert numbers == ["1", "2"]


_QUOTES_AND_BRACES = '"\u201c\u201d\u201e\u00ab\u00bb\u201f\uff02{}%#\u00a0\u202f\u2007\ufeff\u200b'
LITERAL = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters=f"{_QUOTES_AND_BRACES}\ufffe\uffff"
)


@given(st.text(LITERAL, max_size=20))
@example("it's a \\ and 'x'!r")
def test_any_text_can_be_a_literal(text):
    body = paragraph(escape(f'a{{{{ none | default("{text}") }}}}b'))
    assert lines(fill(body, {})) == [f"a{text}b"]


TAGS = "Dear {{ title | upper }}, {% if x %}{{ x }}{% else %}no one{% endif %} - {{ missing }}."


@given(cuts=st.sets(st.integers(1, len(TAGS) - 1)), x=st.sampled_from(["", "you"]))
def test_however_a_text_is_cut_into_runs_it_reads_the_same(cuts, x):
    edges = [0, *sorted(cuts), len(TAGS)]
    runs = [TAGS[start:stop] for start, stop in itertools.pairwise(edges)]
    fields = {"title": "sir", "x": x}
    assert lines(fill(paragraph(*runs), fields)) == lines(fill(paragraph(TAGS), fields))


@given(st.lists(st.lists(st.text("ab", max_size=3), max_size=3), max_size=4))
def test_nested_loops_write_what_nested_loops_in_python_write(groups):
    texts = ["{% for g in groups %}", "G", "{% for w in g.w %}", "W{{ w }}.", *["{% endfor %}"] * 2]
    body = "".join(map(paragraph, texts))
    expected = []
    for group in groups:
        expected.append("G")
        expected += [f"W{word}." for word in group]
    assert lines(fill(body, {"groups": [{"w": group} for group in groups]})) == expected
