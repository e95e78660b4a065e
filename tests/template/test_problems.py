"""Mistakes of a template: all found in one pass, each with its place and a remedy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.template.documents import paragraph, problems, row, table


def one(body, **options):
    found = problems(body, **options)
    assert len(found) == 1, [str(problem) for problem in found]
    assert found[0].hint
    return found[0]


def test_the_place_names_heading_table_row_and_column():
    body = (
        paragraph("Intro")
        + table(row("a", "b"))
        + paragraph("Commitments", style="Heading1")
        + table(row("a", "b"), row("a", "b"), row("{{ titel }}", "b"))
    )
    found = one(body)
    assert found.place == 'Body, under "Commitments", table 2, row 3, column 1'
    assert found.words == "{{ titel }}"
    assert "Did you mean title?" in found.hint


def test_a_table_in_a_cell_has_rows_and_columns_of_its_own():
    inner = table(row("a", "b"), row("c", "{{ titel }}"))
    found = problems(table(row(inner + paragraph(""), "x"), row("y", "{{ nmae }}")))
    assert [one.place for one in found] == [
        "Body, table 2, row 2, column 2",
        "Body, table 1, row 2, column 2",
    ]


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("{{ titel }}", "no field", "title"),
        ("{{ own.nmae }}", "does not have", "own.name"),
        ("{{ own.name.x }}", "does not have", "own.name alone"),
        ("{{ countries.name }}", "list", "for item in countries"),
        ("{{ countries }}", "is a list", "for"),
        ("{{ own }}", "whole record", "dot"),
        ("{{ own.is_member }}", "yes or no", "if"),
        ("text {{ contents }}", "whole paragraphs", "of its own"),
        ("{{ title | uper }}", "does not exist", "upper"),
        ("{{ count | upper }}", "type number", "text"),
        ("{{ title | default }}", "0 values", "default("),
        ("{{ countries | join(', ', 'nam') }}", "no field", "name"),
        ("{{ countries | where(stance) }}", "no field", "fields"),
        ("{{ loop.index }}", "outside", "for"),
        ("{{ title", "never closed", "}}"),
        ("title }}", "nothing was opened", "{{"),
        ("{ title }", "single brace", "{{ title }}"),
        ("{% if title %}x", "never closed", "endif"),
        ("x{% endif %}", "not opened", "Remove"),
        ("{% else %}", "outside of any block", "if"),
        ("{% for c in title %}x{% endfor %}", "type text", "list"),
        ("{% for c of countries %}x{% endfor %}", "complete for", "in"),
        ("{% for _c in countries %}x{% endfor %}", "cannot use", "letter"),
        ("{% for c in countries %}{{ loop.prev }}{% endfor %}", "loop", "loop.index"),
        ("{% for c in countries %}{{ nmae }}{{ c.nmae }}{% endfor %}", "", ""),
        ("{% import 'os' %}", "no tag", "imported"),
        ("{% include 'x' %}", "no tag", "include"),
        ("{% set x = 1 %}", "no tag", "stored"),
        ("{% if title %}x{% else %}y{% else %}z{% endif %}", "follows an else", "once"),
        ("{{ title.__class__ }}", "underscore", "No field"),
        ("{{ title.upper() }}", "calls", "called"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "underscore", "No field"),
        ("{{ own == title }}", "whole list or record", "fields"),
        ("{{ title in count }}", "no list", "=="),
    ],
)
def test_a_mistake_is_told_with_a_remedy(text, says, hint):
    found = problems(paragraph(text))
    assert found
    assert says in found[0].message
    assert hint in found[0].hint


def test_a_loop_variable_is_resolved_and_its_fields_are_checked():
    body = paragraph("{% for c in countries %}{% for p in c.positions %}{{ p.topik }}"
                     "{{ p.country.name }}{% endfor %}{% endfor %}")  # fmt: skip
    assert one(body).hint == "Did you mean p.topic?"


def test_a_field_of_a_record_in_sight_is_suggested():
    body = paragraph("{% for c in countries %}{{ stance }}{{ flag }}{% endfor %}")
    assert [problem.hint for problem in problems(body)] == [
        "See the list of fields.",
        "Did you mean c.flag?",
    ]


def test_all_mistakes_are_found_in_one_pass():
    texts = ("{{ titel }}", "{{ a.__b__ }}", "{% if x %}", "{{ title | no }}", "{{ open")
    found = problems("".join(map(paragraph, texts)))
    assert {problem.words for problem in found} == {*texts} | {"{% if x %}"}


def test_blocks_that_cross_are_told():
    body = "".join(
        paragraph(text)
        for text in ("{% for c in countries %}", "{% if title %}", "{% endfor %}", "{% endif %}")
    )
    found = problems(body)
    assert "before “{% if title %}” is closed" in found[0].message


def test_a_block_cannot_leave_its_cell():
    body = paragraph("{% if title %}") + table(row("{% endif %}", "b"))
    assert "other words" in one(body).message
    body = table(row("x{% if title %}", "b")) + paragraph("{% endif %}")
    assert "other words" in one(body).message


def test_a_block_tag_among_words_that_reaches_beyond_its_paragraph_is_told():
    body = paragraph("Keep {% if title %} me") + paragraph("{% endif %}")
    found = one(body)
    assert "stands among other words" in found.message


def test_the_partner_of_a_broken_tag_is_not_blamed():
    body = paragraph("{% for k, v in countries %}{{ title }}{% endfor %}")
    assert "complete for" in one(body).message


@pytest.mark.parametrize(
    ("opening", "hint"),
    [
        ("{% IF title %}", "{% if … %}"),
        ("{% iff title %}", "{% if … %}"),
        ("{%pif title %}", "{%p if … %}"),
        ("{{ if title }}", "{% if … %}"),
    ],
)
def test_a_block_word_that_is_nearly_right_is_known_again(opening, hint):
    found = one(paragraph(f"{opening}x{{% endif %}}"))
    assert hint in found.hint


@pytest.mark.parametrize(
    "closing", ["{% end for %}", "{% EndFor %}", "{% endfr %}", "{{ endfor }}"]
)
def test_an_end_that_is_nearly_right_is_known_again(closing):
    found = one(paragraph(f"{{% for c in countries %}}x{closing}"))
    assert "{% endfor %}" in found.hint


@pytest.mark.parametrize(
    "middle", ["{% elseif count %}", "{% else if count %}", "{% elsif count %}"]
)
def test_another_word_for_elif_is_known(middle):
    found = one(paragraph(f"{{% if title %}}x{middle}y{{% endif %}}"))
    assert "{% elif … %}" in found.hint


def test_fields_are_not_checked_without_a_contract():
    assert problems(paragraph("{{ anything.at.all }}"), contract=None) == []


def test_single_braces_around_other_words_are_left_alone():
    assert problems(paragraph("{ see annex } {x}")) == []


@given(st.text("{}%# abc.titleforinendi|()'_", max_size=40))
def test_any_text_compiles_or_is_refused_with_place_and_hint(text):
    for problem in problems(paragraph(text)):
        assert problem.place == "Body"
        assert problem.message
        assert problem.hint
