"""The form *Summit pack*: cover, contents, judgements, matrix, countries, quotes, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forms.pieces import (
    CENTRE,
    NEW_PAGE,
    NEW_PAGE_ON_TOP,
    OFFICIALLY,
    cell,
    foot,
    head,
    margin,
    quotes,
    rows,
    signed,
    sources_table,
    tag,
    use,
)
from forms.writing import Column, Words, Writer, paragraph, table

if TYPE_CHECKING:
    from forms.tongues import Tongue

TITLE: Final = "{{ pack.title }}"
_ALMOST_NOTHING: Final = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""Lets the paragraph that ends a section fit under a figure that fills its page."""
_WIDE_TAB: Final = (
    '<w:tabs><w:tab w:val="clear" w:pos="9072"/><w:tab w:val="right" w:pos="15478"/></w:tabs>'
)


def _cover(writer: Writer) -> None:
    lines = (
        ("Event", "{{ pack.event.name }}", "pack.event.name"),
        ("Place", "{{ pack.event.place }}", "pack.event.place"),
        ("Date", "{{ pack.event.dates }}", "pack.event.dates"),
        ("Edition", "{{ edition.label }}, {{ edition.issued }}", "edition.label"),
        ("For", "{{ own.official_name | default('our delegation') }}", "own"),
        ("Brief number", "{{ pack.brief_number }}", "pack.brief_number"),
        ("Prepared by", "{{ pack.department }}", "pack.department"),
        ("Information as of", "{{ as_of }}", "as_of"),
        ("Keep until", "{{ pack.dispose_after }}", "pack.dispose_after"),
    )
    writer.add(
        paragraph("Cover Label", "Summit pack"),
        paragraph("Title", TITLE),
        paragraph("Subtitle", "{{ pack.subtitle | default('Briefing pack') }}"),
        *(
            paragraph(
                "Cover Line",
                Words(f"{{% if {condition} %}}{label}", "Muted"),
                f"\t{words}{{% endif %}}",
            )
            for label, words, condition in lines
        ),
        paragraph(
            "Small",
            "{% if marking %}This pack is marked {{ marking }}. It may be passed on only as far as "
            "this marking allows.{% endif %}",
            properties='<w:spacing w:before="480"/>',
        ),
        paragraph(
            "Small",
            "{% if has_background %}What is marked Our information only in the margin may be used "
            "in preparing, but neither quoted nor shared.{% endif %}",
        ),
        paragraph("Contents Heading", "Contents", properties=NEW_PAGE),
        paragraph("Body Text", "{{ contents }}"),
        paragraph(
            "Table Note", "Words left out of a quotation are marked by …, words added stand "
            "in [brackets]. The grades of sources, such as B2, are explained after the "
            "list of sources.",
            properties='<w:spacing w:before="360"/>',
        ),
    )  # fmt: skip
    writer.head_and_foot(head(), (paragraph("Marking", "{{ marking }}"),), first=True)
    writer.head_and_foot(head(), foot())
    writer.section.different_first_page_header_footer = True
    writer.end_section()
    writer.section.different_first_page_header_footer = False


def _prose(heading: str, sections: str, name: str) -> tuple[str, ...]:
    """Return the paragraphs that print a list of sections."""
    return (
        tag(f"{{% for {name} in {sections} %}}"),
        margin(name, below=340),  # LibreOffice joins the items of a list that follows a frame
        paragraph(heading, f"{{{{ {name}.heading }}}}"),
        paragraph("Body Text", f"{{{{ {name}.text }}}}"),
    )


def _judgements(writer: Writer) -> None:
    writer.add(
        *_prose("heading 1", "sections", "section"),
        tag("{% else %}"),
        paragraph("heading 1", "Summary judgements"),
        paragraph("Body Text", "No summary judgements have been written yet."),
        tag("{% endfor %}"),
    )
    _changes(writer)
    writer.add(
        tag("{% if meetings %}"),
        paragraph("heading 1", "Meetings"),
        table(
            rows(
                "meeting", "meetings",
                Column("When and where", 46, (
                    cell("{{ meeting.start | default('Time open') }}"),
                    cell("{% if meeting.place %}{{ meeting.place }}{% endif %}"),
                )),
                Column("Meeting", 50, (
                    cell(Words("{{ meeting.title }}", "Strong")),
                    cell("{% if meeting.with_whom %}{{ meeting.with_whom }}{% endif %}"),
                )),
                Column("Our objective", 64, (
                    cell("{{ meeting.objective | default('Not set yet') }}"),
                )),
            ),
            "Meetings",
        ),
        tag("{% endif %}"),
    )  # fmt: skip


def _changes(writer: Writer) -> None:
    """Print what changed since an edition, one row a country; without an edition, nothing."""
    writer.add(
        tag("{% if edition.since %}"),
        paragraph(
            "heading 1",
            "What changed since edition {{ edition.since.label }} ({{ edition.since.date }})",
            properties=NEW_PAGE_ON_TOP,
        ),
        tag("{% if edition.since.purged %}"),
        paragraph(
            "Body Text",
            "Edition {{ edition.since.label }} was purged on {{ edition.since.purged }}: nothing "
            "is left of it to compare with.",
        ),
        tag("{% elif changes %}"),
        table(
            rows(
                "changed", "changes",
                Column("Country", 28, (
                    cell(Words("{{ changed.name }}", "Strong"), "{{ changed.citations }}"),
                )),
                Column("What changed", 132, (
                    cell("{% for change in changed.changes %}"),
                    cell(
                        Words("{{ change.title }}", "Emphasis"), "  ·  {{ change.words }}",
                        use("change"),
                    ),
                    cell("{% endfor %}"),
                )),
            ),
            "What changed",
        ),
        paragraph(
            "Table Note",
            "Compared with edition {{ edition.since.label }}, issued on {{ edition.since.issued }}."
            " Who is not named has not changed.",
        ),
        tag("{% else %}"),
        paragraph(
            "Body Text",
            "Nothing changed about any country since edition {{ edition.since.label }}, issued on "
            "{{ edition.since.issued }}.",
        ),
        tag("{% endif %}"),
        tag("{% endif %}"),
    )  # fmt: skip


def _glance(writer: Writer) -> None:
    def holders(field_name: str) -> str:
        return cell(f"{{{{ topic.{field_name} | join('; ') | default('–') }}}}")

    writer.add(
        tag("{% if topics %}"),
        paragraph("heading 1", "Who says what at a glance"),
        tag("{% if stance_chart %}"),
        paragraph("Body Text", "{{ stance_chart }}"),
        tag("{% endif %}"),
        table(
            rows(
                "topic", "topics",
                Column("Topic and proposition", 46, (
                    cell(Words("{{ topic.name }}", "Strong")),
                    cell("{% if topic.proposition %}{{ topic.proposition }}{% endif %}"),
                )),
                Column("Support", 26, (holders("support"),)),
                Column("Support if …", 38, (holders("conditional"),)),
                Column("Oppose", 27, (holders("oppose"),)),
                Column("Other", 23, (holders("others"),)),
            ),
            "Positions by topic",
        ),
        paragraph(
            "Table Note",
            "Positions as of {{ as_of }}. Who is not named has no position in this pack.",
        ),
        tag("{% else %}"),
        paragraph("Body Text", "This pack has no topics yet."),
        tag("{% endif %}"),
        paragraph(
            "Table Note", "{% if organisations %}Organisations in this pack: "
            "{{ organisations | join(', ', 'name') }}.{% endif %}",
        ),
    )  # fmt: skip


def _matrix(writer: Writer) -> None:
    writer.add(
        tag("{% if timeline %}"),
        paragraph("heading 1", "What was reached when"),
        paragraph("Body Text", "{{ timeline }}"),
        tag("{% endif %}"),
        tag("{% if map %}"),
        paragraph("Body Text", "{{ map }}"),
        tag("{% endif %}"),
    )
    writer.add(paragraph("Table Note", properties=_ALMOST_NOTHING))
    writer.end_section()
    writer.lay_out(writer.section, landscape=True, margin_mm=12)
    legend = paragraph("Table Note", "{% if matrix %}{{ matrix.legend }}{% endif %}")
    writer.head_and_foot(head(), foot(legend, properties=_WIDE_TAB))
    writer.add(
        tag("{% if matrix %}"),
        paragraph("heading 1", "{{ matrix.title }}", properties='<w:spacing w:before="0"/>'),
        paragraph("Table Note", "As it stood on {{ matrix.as_of }}."),
        paragraph("Body Text", "{{ matrix.table }}"),
        paragraph(
            "Table Note",
            "{{ matrix.reading }} Signs and codes are explained at the foot of the page.",
        ),
    )  # fmt: skip
    writer.end_section()
    writer.add(tag("{% endif %}"))
    writer.lay_out(writer.section, landscape=False, margin_mm=25)
    writer.head_and_foot(head(), foot())


def _positions() -> str:
    return table(
        rows(
            "position", "country.positions",
            Column("Topic", 28, (cell(Words("{{ position.topic }}", "Strong")),)),
            Column("Stance", 29, (signed("position.stance", "position.symbol"),)),
            Column("In short", 70, (
                cell("{{ position.cited }}", use("position")),
                cell(
                    Words("{% if position.condition %}Condition: ", "Emphasis"),
                    "{{ position.condition }}{% endif %}",
                ),
            )),
            Column("Since, basis", 33, (
                cell("{% if position.since %}{{ position.since }}{% endif %}"),
                cell("{% if position.basis %}{{ position.basis }}{% endif %}"),
            )),
        ),
        "Positions",
    )  # fmt: skip


def _commitments() -> str:
    return table(
        rows(
            "promise", "country.commitments",
            Column("Action", 28, (
                cell(Words("{{ promise.measure | default('Other') }}", "Strong")),
            )),
            Column("Stage", 29, (
                signed("promise.stage", "promise.symbol"),
                cell("{% if promise.amount %}{{ promise.amount }}{% endif %}"),
            )),
            Column("What was said", 70, (
                cell("{{ promise.cited }}", use("promise")),
                cell(
                    Words("{% if promise.condition %}Condition: ", "Emphasis"),
                    "{{ promise.condition }}{% endif %}",
                ),
                cell(
                    Words("{% if promise.reservation %}Reservation: ", "Emphasis"),
                    "{{ promise.reservation }}{% endif %}",
                ),
            )),
            Column("Date, basis", 33, (
                cell("{% if promise.date %}{{ promise.date }}{% endif %}"),
                cell("{% if promise.basis %}{{ promise.basis }}{% endif %}"),
            )),
        ),
        "Commitments",
    )  # fmt: skip


def _countries(writer: Writer) -> None:
    writer.add(
        tag("{% for country in countries %}"),
        paragraph(
            "heading 1",
            "{% if country.flag %}{{ country.flag }}  {% endif %}{{ country.name }}",
            properties=NEW_PAGE_ON_TOP + CENTRE,
        ),
        tag(f"{{% if country.groups or {OFFICIALLY} %}}"),
        paragraph(
            "Small",
            f"{{% if {OFFICIALLY} %}}{{{{ country.official_name }}}}"
            "{% if country.groups %}  ·  {% endif %}{% endif %}",
            "{% if country.groups %}Member of: {{ country.groups | join(', ') }}{% endif %}",
        ),
        tag("{% endif %}"),
        tag("{% if country.facts %}"),
        tag("{% for fact in country.facts %}"),
        paragraph(
            "Fact Line", Words("{{ fact.label }}", "Muted"), "\t{{ fact.value }}", use("fact")
        ),
        tag("{% endfor %}"),
        paragraph("Table Note", "{% if country.facts_cited %}{{ country.facts_cited }}{% endif %}"),
        tag("{% endif %}"),
        tag("{% if country.changes %}"),
        paragraph("heading 2", "Changed since edition {{ edition.since.label }}"),
        tag("{% for change in country.changes_in_short %}"),
        paragraph("List Bullet", "{{ change }}"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
        *_prose("heading 2", "country.sections", "section"),
        tag("{% endfor %}"),
        paragraph("heading 2", "Positions"),
        tag("{% if country.positions %}"),
        _positions(),
        tag("{% else %}"),
        paragraph("Body Text", "No position was found as of {{ as_of | default('today') }}."),
        tag("{% endif %}"),
        paragraph("heading 2", "Commitments"),
        tag("{% if country.commitments %}"),
        _commitments(),
        tag("{% else %}"),
        paragraph("Body Text", "No commitment was found as of {{ as_of | default('today') }}."),
        tag("{% endif %}"),
        tag("{% if country.key_quotes %}"),
        paragraph("heading 2", "In their own words"),
        *quotes("country.key_quotes"),
        tag("{% endif %}"),
        tag("{% if country.lines %}"),
        paragraph("heading 2", "Lines to take"),
        tag("{% for line in country.lines %}"),
        paragraph(
            "List Bullet",
            Words("{{ line.kind }}{% if line.topic %}, {{ line.topic }}{% endif %}: ", "Strong"),
            "{{ line.words }}",
            use("line"),
        ),
        tag("{% endfor %}"),
        tag("{% endif %}"),
        tag("{% else %}"),
        paragraph("Body Text", "This pack has no countries yet."),
        tag("{% endfor %}"),
    )


def _annexes(writer: Writer) -> None:
    writer.add(
        tag("{% if quote_groups %}"),
        paragraph("heading 1", "Key quotes by topic", properties=NEW_PAGE_ON_TOP),
        tag("{% for group in quote_groups %}"),
        paragraph("heading 2", "{{ group.topic }}"),
        *quotes("group.quotes"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
        tag("{% if references %}"),
        paragraph("heading 1", "References", properties=NEW_PAGE_ON_TOP),
        paragraph("Body Text", "{{ references }}"),
        tag("{% endif %}"),
        tag("{% if sources %}"),
        paragraph("heading 1", "Sources", properties=NEW_PAGE_ON_TOP),
        *sources_table(),
        tag("{% endif %}"),
        paragraph(
            "Table Note",
            "{% if pack.department %}{{ pack.department }}{% endif %}"
            "{% if as_of %}, {{ as_of }}{% endif %}",
            properties='<w:spacing w:before="360"/>',
        ),
    )  # fmt: skip


def write(tongue: Tongue) -> Writer:
    """Return the Word template of the form in a language."""
    writer = Writer(TITLE, tongue)
    _cover(writer)
    _judgements(writer)
    _glance(writer)
    _matrix(writer)
    _countries(writer)
    _annexes(writer)
    return writer
