"""What each filter makes of values, in the language of the document."""

from __future__ import annotations

from html import escape

import pytest

from briefing.errors import BriefingError
from briefing.template.patterns import pattern_fault
from briefing.template.values import Bound, Inline, Origin, Quotation, Text
from briefing.word.state import RenderOptions
from tests.template.documents import fill, lines, paragraph, problems, row, table
from tests.word.documents import docx, texts
from tests.word.documents import fill as rendered

ROWS = [
    {"name": "Norway", "region": "North", "since": "2026-01-06", "n": 2, "at": {"code": "NO"}},
    {"name": "Åland", "region": "North", "since": "2025-03", "n": 10, "at": {"code": "AX"}},
    {"name": "Spain", "region": "South", "since": "2024", "n": None, "at": {"code": "ES"}},
    {"name": "italy", "region": "South", "since": "", "n": 1.5, "at": {"code": "IT"}},
]


def printed(expression, language="en-GB", **fields):
    template = docx(paragraph(f"{{{{ {escape(expression, quote=False)} }}}}"))
    values = {"rows": ROWS, "word": "x", **fields}
    return "".join(texts(rendered(template, values, RenderOptions(language=language))[1]))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("rows | sort('name') | join(' ', 'name')", "Åland italy Norway Spain"),
        ("rows | sort('-name') | join(' ', 'name')", "Spain Norway italy Åland"),
        ("rows | sort('region', '-n') | join(' ', 'name')", "Åland Norway italy Spain"),
        ("rows | sort('n') | join(' ', 'name')", "italy Norway Åland Spain"),
        ("rows | sort('-n') | join(' ', 'name')", "Åland Norway italy Spain"),
        ("rows | sort('at.code') | join(' ', 'at.code')", "AX ES IT NO"),
        ("rows | where('n') | join(' ', 'name')", "Norway Åland italy"),
        ("rows | where('region', 'South') | join(' ', 'name')", "Spain italy"),
        ("rows | where('n', '>=', 2) | join(' ', 'name')", "Norway Åland"),
        ("rows | where('since', '>', '2025') | join(' ', 'name')", "Norway Åland"),
        ("rows | where('at.code', 'in', 'NO ES') | join(' ', 'name')", "Norway Spain"),
        ("rows | where('region', '!=', 'North') | length", "2"),
        ("rows | group('region') | join(', ', 'key')", "North, South"),
        ("rows | unique('region') | join(', ', 'name')", "Norway, Spain"),
        ("['a', 'b', 'a'] | unique | reverse | join", "b, a"),
        ("[1, 2.5, 'x'] | join(' ')", "1 2.5 x"),
        ("rows | first | default('none')", None),
        ("'sea and sky' | replace(' and ', ' & ') | upper", "SEA & SKY"),
        ("'élan' | capitalize", "Élan"),
        ("'LOUD' | lower", "loud"),
        ("2.5 | round", "3"),
        ("2.345 | round(2) | number(2)", "2.35"),
        ("rows | count", "4"),
        ("'<b>' | e", "<b>"),
        ("'a b c d' | truncate(4)", "a b…"),
    ],
)
def test_filters_print_what_their_names_say(expression, expected):
    if expected is None:
        with pytest.raises(BriefingError, match="cannot be printed"):
            printed(expression)
    else:
        assert printed(expression) == expected


@pytest.mark.parametrize(
    ("expression", "language", "expected"),
    [
        ("'2026-01-06' | date", "en-GB", "6 January 2026"),
        ("'2026-01-06' | date", "fr-FR", "6 janvier 2026"),
        ("'2026-01-06' | date('EEEE')", "uk-UA", "вівторок"),
        ("'2026-01' | date", "fr-FR", "janvier 2026"),
        ("1234567.5 | number", "en-GB", "1,234,567.5"),
        ("1234567.5 | number(2)", "de-DE", "1.234.567,50"),
        ("'DE' | country", "en-GB", "Germany"),
        ("'DEU' | country", "fr-FR", "Allemagne"),
        ("'Germany' | country", "uk-UA", "Німеччина"),
        ("'UK' | country", "de-DE", "Vereinigtes Königreich"),
        ("'Berlin' | country", "fr-FR", "Berlin"),
        ("'Atlantis' | country", "fr-FR", "Atlantis"),
    ],
)
def test_dates_numbers_and_countries_speak_the_language_of_the_document(
    expression, language, expected
):
    assert printed(expression, language) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "rows | where('name', 'in', ['Spain', 'x']) | length",
        "rows | where('n', n) | length",
        "['a', 'b'] | sort | unique | length",
        "2 | number(n)",
        "'Côte d’Ivoire' | upper",
        "'it's' | upper",
        "[‘l’un’, ‘l’autre’] | join(‘, ’)",
    ],
)
def test_what_is_right_is_left_alone(expression):
    assert printed(expression, n=2)


def test_an_apostrophe_between_letters_ends_no_text():
    assert printed("'Côte d’Ivoire' | upper") == "CÔTE D’IVOIRE"
    assert printed("[‘l’un’, ‘l’autre’] | join(‘; ’)") == "l’un; l’autre"


def test_groups_keep_their_records_in_order():
    body = "".join(
        paragraph(text)
        for text in (
            "{% for g in rows|group('region') %}",
            "{{ g.key }}: {{ g.items|join(', ', 'name') }}",
            "{% endfor %}",
        )
    )
    assert lines(fill(body, {"rows": ROWS})) == ["North: Norway, Åland", "South: Spain, italy"]


def test_rich_text_groups_and_sorts_by_its_words():
    rich = [{"name": Inline((Text("b", bold=True),))}, {"name": "a"}, {"name": Inline.of("b")}]
    assert printed("all | sort('name') | join(' ', 'name')", all=rich) == "a b b"
    assert printed("all | group('name') | length", all=rich) == "2"


def test_no_filter_changes_the_words_of_a_quotation():
    said = Inline.of("He said ", Quotation("q", "No troops"))
    assert printed("all | sort | join", all=[said, "a"]) == "a, He said No troops"
    bound = Inline.of(Bound(Origin("position", "p", "summary"), said))
    for value in (said, bound):
        with pytest.raises(BriefingError, match="may not change the words of a quotation"):
            printed("said | upper", said=value)


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("rows | where('n', odd, 2) | length", "does not know the sign"),
        ("rows | where('n', '<', 'x') | length", "cannot be compared"),
        ("rows | group('at') | length", "told apart"),
        ("rows | first | join", "needs a list"),
        ("word | number", "need a number"),
        ("2 | round(many)", "at most 12"),
        ("'a' | truncate(zero)", "above zero"),
        ("'2026-01-06' | date(odd)", "no pattern of a date"),
    ],
)
def test_a_filter_refuses_what_it_cannot_use_and_names_the_place(expression, says):
    with pytest.raises(BriefingError, match=f"Body: .*{says}"):
        printed(expression, odd="~", many=99, zero=0)


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("dd/mm/yyyy", "dd/MM/yyyy"),
        ("DD.MM.YYYY", "dd.MM.yyyy"),
        ("jj/MM/aaaa", "dd/MM/yyyy"),
        ("TT.MM.JJJJ", "dd.MM.yyyy"),
        ("HH:mm", "d MMMM yyyy"),
        ("dd-XX", "d MMMM yyyy"),
        ("日月", "d MMMM yyyy"),
        ("", "d MMMM yyyy"),
    ],
)
def test_a_date_that_no_pattern_can_write_is_found_and_told_what_was_meant(pattern, meant):
    (found,) = problems(paragraph(f"{{{{ as_of | date('{pattern}') }}}}"))
    assert "no pattern of a date" in found.hint
    assert meant in found.hint


@pytest.mark.parametrize(
    "pattern", ["G y", "yy", "M", "LLLL", "dd", "EEEEE", "QQQ", "qqqq", "w", "d 'of' MMMM", "full"]
)
def test_every_pattern_that_is_let_pass_can_be_written(pattern):
    assert pattern_fault(pattern) == ""
    assert printed(f"'2026-12-30' | date(\"{pattern}\")")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ countries | sort('nam') | length }}", "no field"),
        ("{{ countries | sort('name', '-nam') | length }}", "no field"),
        ("{{ countries | where('own.name', 'x') | length }}", "no field"),
        ("{% for g in countries|group('name') %}{{ g.kye }}{% endfor %}", "does not have"),
        ("{% for g in countries|group('name') %}{{ g.items }}{% endfor %}", "is a list"),
        ("{% for c in countries %}{{ loop.parent.index }}{% endfor %}", "outside of a for"),
        ("{{ title | colour }}", "does not exist"),
        ("{% cellbg count %}", "is given a field of type number"),
        ("{{ as_of | date(5) }}", "a text in quotation marks"),
        ("{{ count | number('x') }}", "a whole number from 0 to 12"),
        ("{{ count | number(1.5) }}", "a whole number from 0 to 12"),
        ("{{ count | round(-1) }}", "a whole number from 0 to 12"),
        ("{{ count | round(title) }}", "a whole number from 0 to 12"),
        ("{{ title | truncate(0) }}", "a whole number from 1"),
        ("{{ title | truncate('x') }}", "a whole number from 1"),
        ("{{ title | replace(1, 'x') }}", "a text in quotation marks"),
        ("{{ title | default(countries) }}", "not a list(country)"),
        ("{{ count | default('none') | number }}", "field of type text"),
        ("{{ countries | join(1, 'name') }}", "a text in quotation marks"),
        ("{{ countries | sort | length }}", "which field counts"),
        ("{{ countries | unique | length }}", "which field counts"),
        ("{{ countries | sort('positions') | length }}", "not a list(position)"),
        ("{{ countries | group('positions') | length }}", "not a list(position)"),
        ("{{ countries | where('name', '=>', 'x') | length }}", "Known signs are"),
        ("{{ countries | where('name', '>', 2) | length }}", "a number with a text"),
        ("{{ countries | where('positions', 'x') | length }}", "a whole list or record"),
        ("{% if count == '3' %}x{% endif %}", "a number with a text"),
        ("{% if title > count %}x{% endif %}", "a number with a text"),
        ("{% if own.is_member == 'yes' %}x{% endif %}", "a text with a yes or no"),
        ("{% if title in countries %}x{% endif %}", "in a list of records"),
    ],
)
def test_mistakes_in_filters_are_found_before_anything_is_written(text, says):
    found = problems(table(row(text)))
    assert [problem for problem in found if says in str(problem)]


def test_fields_of_groups_and_dotted_fields_are_known_to_the_contract():
    body = paragraph(
        "{% for g in countries|group('name') %}{{ g.key }}{% for c in g.items %}{{ c.name }}"
        "{{ c.positions|sort('country.name')|join(', ', 'country.name') }}"
        "{{ loop.parent.revindex }}{% endfor %}{% endfor %}"
    )
    assert problems(body) == []


def test_loops_know_their_place_and_that_of_the_loop_around():
    body = paragraph(
        "{% for a in rows %}{% for b in [1, 2] %}{{ loop.parent.index0 }}{{ loop.revindex }}"
        "{% if loop.parent.last and loop.last %}.{% else %} {% endif %}{% endfor %}{% endfor %}"
    )
    assert lines(fill(body, {"rows": ROWS[:2]})) == ["02 01 12 11."]
