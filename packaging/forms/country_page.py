"""The form *Country one-pager*: one country to a page, without footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forms.pieces import (
    CENTRE,
    NEW_PAGE_ON_TOP,
    OFFICIALLY,
    cell,
    foot,
    head,
    margin,
    quotes,
    rows,
    signed,
    tag,
    use,
)
from forms.writing import Column, Words, Writer, paragraph, table

if TYPE_CHECKING:
    from forms.tongues import Tongue

_FORM: Final = "Country one-pager"


def _heading(words: str) -> str:
    """Return a heading with less air than elsewhere: all of it has one page."""
    return paragraph("heading 2", words, properties='<w:spacing w:before="200" w:after="50"/>')


def _head() -> tuple[str, ...]:
    return (
        paragraph(
            "heading 1",
            "{% if country.flag %}{{ country.flag }}  {% endif %}{{ country.name }}",
            properties=NEW_PAGE_ON_TOP + CENTRE,
        ),
        tag(f"{{% if country.groups or {OFFICIALLY} %}}"),
        paragraph(
            "Small",
            f"{{% if {OFFICIALLY} %}}{{{{ country.official_name }}}}"
            "{% if country.groups %}  ·  {% endif %}{% endif %}"
            "{% if country.groups %}{{ country.groups | join(', ') }}{% endif %}",
        ),
        tag("{% endif %}"),
        tag("{% for fact in country.facts %}"),
        paragraph(
            "Fact Line", Words("{{ fact.label }}", "Muted"), "\t{{ fact.value }}", use("fact")
        ),
        tag("{% endfor %}"),
    )


def _positions() -> tuple[str, ...]:
    return (
        tag("{% if country.positions %}"),
        _heading("Positions"),
        table(
            rows(
                "position", "country.positions",
                Column("Topic", 38, (cell(Words("{{ position.topic }}", "Strong")),)),
                Column("Stance", 32, (signed("position.stance", "position.symbol"),)),
                Column("In short", 90, (cell("{{ position.summary }}", use("position")),)),
            ),
            "Positions",
        ),
        tag("{% endif %}"),
    )  # fmt: skip


def _commitments() -> tuple[str, ...]:
    return (
        tag("{% if country.commitments %}"),
        _heading("Commitments"),
        table(
            rows(
                "promise", "country.commitments",
                Column("Action", 50, (
                    cell("{{ promise.measure | default('Other') }}", use("promise")),
                )),
                Column("Stage", 30, (signed("promise.stage", "promise.symbol"),)),
                Column("Condition", 50, (
                    cell("{% if promise.condition %}{{ promise.condition }}{% endif %}"),
                )),
                Column("Date", 30, (cell("{% if promise.date %}{{ promise.date }}{% endif %}"),)),
            ),
            "Commitments",
        ),
        tag("{% endif %}"),
    )  # fmt: skip


def _words() -> tuple[str, ...]:
    return (
        tag("{% if country.leading_quotes %}"),
        _heading("In their own words"),
        *quotes("country.leading_quotes", "uncited"),
        tag("{% endif %}"),
        tag("{% if country.lines %}"),
        _heading("Lines to take"),
        tag("{% for line in country.lines %}"),
        margin("line"),
        paragraph("List Bullet", "{{ line.spoken }}"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
        paragraph(
            "Table Note",
            "{% if country.rests_on %}Sources: {{ country.rests_on }}. {% endif %}"
            "{% if as_of %}As of {{ as_of }}.{% endif %}",
            properties='<w:spacing w:before="160"/>',
        ),
    )


def write(tongue: Tongue) -> Writer:
    """Return the Word template of the form in a language."""
    writer = Writer("{{ pack.title }}", tongue)
    writer.head_and_foot(head(), foot())
    writer.add(
        tag("{% for country in countries %}"),
        *_head(),
        *_positions(),
        *_commitments(),
        *_words(),
        tag("{% else %}"),
        paragraph("Form Label", _FORM),
        paragraph("Body Text", "This pack has no countries yet."),
        tag("{% endfor %}"),
    )
    return writer
