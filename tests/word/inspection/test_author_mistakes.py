"""Eighteen mistakes that authors of templates make; each is found with its place and a remedy."""

from __future__ import annotations

import pytest

from tests.template.documents import row, table
from tests.word.documents import paragraph
from tests.word.inspection.documents import found, sound

HEADING = paragraph("Commitments", style="Heading1")
LOOP = "{{% for c in countries %}}{0}{{% endfor %}}"

MISTAKES = {
    "misspelt field": paragraph("{{ as_off }}"),
    "misspelt field of a record": paragraph("{{ pack.titel }}"),
    "misspelt field in a loop": paragraph(LOOP.format("{{ c.nmae }}")),
    "loop variable outside of its loop": paragraph(LOOP.format("x") + "{{ c.name }}"),
    "single braces": paragraph("{ marking }"),
    "one brace too few at the start": paragraph("{ marking }}"),
    "never closed value": paragraph("{{ marking and more"),
    "never closed loop": paragraph("{%p for c in countries %}") + paragraph("x"),
    "never closed condition": paragraph("{% if marking %}x"),
    "end without start": paragraph("x{% endif %}"),
    "crossed blocks": paragraph("{% for c in countries %}{% if marking %}x{% endfor %}{% endif %}"),
    "letter glued to the word": paragraph("{%pif marking %}") + paragraph("{%p endif %}"),
    "words beside a block": paragraph("Keep {%p if marking %} too") + paragraph("{%p endif %}"),
    "loop over no list": paragraph("{% for c in marking %}x{% endfor %}"),
    "loop without in": paragraph("{% for c countries %}x{% endfor %}"),
    "whole list as a value": paragraph("{{ countries }}"),
    "unknown filter": paragraph("{{ marking | uper }}"),
    "block that leaves its cell": table(row("x{% if marking %}", "y")) + paragraph("{% endif %}"),
}


def test_there_are_eighteen():
    assert len(MISTAKES) == 18


@pytest.mark.parametrize("body", MISTAKES.values(), ids=MISTAKES)
def test_the_mistake_is_found_with_its_place_its_words_and_a_remedy(body):
    problems = found(sound(HEADING + body), "language")
    assert problems
    for problem in problems:
        assert problem.place.startswith('Body, under "Commitments"')
        assert problem.words
        assert problem.hint


def test_a_valid_template_is_quiet():
    body = (
        HEADING
        + paragraph("{%p if marking %}")
        + paragraph("{{ pack.title | upper }} as of {{ as_of }} for {{ own.name }}")
        + paragraph("{%p endif %}")
        + table(
            "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc></w:tr>",
            row("{%tr for c in countries %}"),
            row("{{ c.name }} {% if loop.last %}.{% else %};{% endif %} {see annex}"),
            row("{%tr endfor %}"),
        )
    )
    assert found(sound(body)) == []


def test_all_mistakes_together_are_found_in_one_pass():
    alone = sum(len(found(sound(body), "language")) for body in (
        MISTAKES["misspelt field"], MISTAKES["single braces"], MISTAKES["unknown filter"],
        MISTAKES["whole list as a value"], MISTAKES["end without start"],
    ))  # fmt: skip
    body = "".join(
        MISTAKES[name]
        for name in ("misspelt field", "single braces", "unknown filter", "whole list as a value",
                     "end without start")
    )  # fmt: skip
    assert len(found(sound(body), "language")) == alone == 5
