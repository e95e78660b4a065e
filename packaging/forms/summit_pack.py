"""The form *Summit pack*: cover, contents, judgements, matrix, countries, quotes, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forms.house_styles import FRAME
from forms.writing import Column, Words, Writer, field, paragraph, table

if TYPE_CHECKING:
    from pathlib import Path

TITLE: Final = "{{ pack.title }}"
_NEW_PAGE: Final = "<w:pageBreakBefore/>"
_NEW_PAGE_ON_TOP: Final = f'{_NEW_PAGE}<w:spacing w:before="0"/>'
_CENTRE: Final = '<w:textAlignment w:val="center"/>'
_WIDE_TAB: Final = (
    '<w:tabs><w:tab w:val="clear" w:pos="9072"/><w:tab w:val="right" w:pos="15478"/></w:tabs>'
)
_USE: Final = "{% if ROW.use %} [{{ ROW.use }}]{% endif %}"


def _tag(words: str) -> str:
    return paragraph("Body Text", words)


def _cell(*words: Words | str) -> str:
    return paragraph("Table Text", *words)


def _margin(row: str, below: int = 1) -> str:
    """Return the words beside a text that is our information only."""
    words = f"{{% if {row}.use %}}{{{{ {row}.use }}}}{{% endif %}}"
    return paragraph("Margin Note", words, properties=FRAME.replace('w:y="1"', f'w:y="{below}"'))


def _rows(row: str, rows: str, *columns: Column) -> tuple[Column, ...]:
    """Return columns whose one row repeats; the marks have paragraphs of their own."""
    first, *middle, last = columns
    opened = replace(first, cells=(_cell(f"{{% for {row} in {rows} %}}"), *first.cells))
    closed = replace(last, cells=(*last.cells, _cell("{% endfor %}")))
    return (opened, *middle, closed)


def _use(row: str) -> Words:
    return Words(_USE.replace("ROW", row), "Use")


def _head() -> tuple[str, ...]:
    return (
        paragraph("Marking", "{{ marking }}"),
        paragraph("Draft", "{% if draft %}{{ draft }}{% endif %}"),
    )


def _foot(*above: str, properties: str = "") -> tuple[str, ...]:
    number = f'<w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">Page </w:t></w:r>{field("PAGE")}'
    pages = f'<w:r><w:t xml:space="preserve"> of </w:t></w:r>{field("NUMPAGES")}'
    named = (
        "{% if pack.brief_number %}{{ pack.brief_number }}  ·  {% endif %}"
        "{% if pack.department %}{{ pack.department }}{% endif %}"
    )
    return (
        *above,
        paragraph("Footer", named, properties=properties, tail=number + pages),
        paragraph("Marking", "{{ marking }}"),
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
        paragraph("Contents Heading", "Contents", properties=_NEW_PAGE),
        paragraph("Body Text", "{{ contents }}"),
        paragraph(
            "Table Note", "Words left out of a quotation are marked by …, words added stand "
            "in [brackets]. The grades of sources, such as B2, are explained after the "
            "list of sources.",
            properties='<w:spacing w:before="360"/>',
        ),
    )  # fmt: skip
    writer.head_and_foot(_head(), (paragraph("Marking", "{{ marking }}"),), first=True)
    writer.head_and_foot(_head(), _foot())
    writer.section.different_first_page_header_footer = True
    writer.end_section()
    writer.section.different_first_page_header_footer = False


def _prose(heading: str, rows: str, name: str) -> tuple[str, ...]:
    """Return the paragraphs that print a list of sections."""
    return (
        _tag(f"{{% for {name} in {rows} %}}"),
        _margin(name, below=340),  # LibreOffice joins the items of a list that follows a frame
        paragraph(heading, f"{{{{ {name}.heading }}}}"),
        paragraph("Body Text", f"{{{{ {name}.text }}}}"),
    )


def _judgements(writer: Writer) -> None:
    writer.add(
        *_prose("heading 1", "sections", "section"),
        _tag("{% else %}"),
        paragraph("heading 1", "Summary judgements"),
        paragraph("Body Text", "No summary judgements have been written yet."),
        _tag("{% endfor %}"),
    )
    _changes(writer)
    writer.add(
        _tag("{% if meetings %}"),
        paragraph("heading 1", "Meetings"),
        table(
            _rows(
                "meeting", "meetings",
                Column("When and where", 46, (
                    _cell("{{ meeting.start | default('Time open') }}"),
                    _cell("{% if meeting.place %}{{ meeting.place }}{% endif %}"),
                )),
                Column("Meeting", 50, (
                    _cell(Words("{{ meeting.title }}", "Strong")),
                    _cell("{% if meeting.with_whom %}{{ meeting.with_whom }}{% endif %}"),
                )),
                Column("Our objective", 64, (
                    _cell("{{ meeting.objective | default('Not set yet') }}"),
                )),
            ),
            "Meetings",
        ),
        _tag("{% endif %}"),
    )  # fmt: skip


def _changes(writer: Writer) -> None:
    """Print what changed since an edition, one row a country; without an edition, nothing."""
    writer.add(
        _tag("{% if edition.since %}"),
        paragraph(
            "heading 1",
            "What changed since edition {{ edition.since.label }} ({{ edition.since.date }})",
        ),
        _tag("{% if edition.since.purged %}"),
        paragraph(
            "Body Text",
            "Edition {{ edition.since.label }} was purged on {{ edition.since.purged }}: nothing "
            "is left of it to compare with.",
        ),
        _tag("{% elif changes %}"),
        table(
            _rows(
                "changed", "changes",
                Column("Country", 28, (
                    _cell(Words("{{ changed.name }}", "Strong"), "{{ changed.citations }}"),
                )),
                Column("What changed", 132, (
                    _cell("{% for change in changed.changes %}"),
                    _cell(
                        Words("{{ change.title }}", "Emphasis"), "  ·  {{ change.words }}",
                        _use("change"),
                    ),
                    _cell("{% endfor %}"),
                )),
            ),
            "What changed",
            breaks=True,
        ),
        paragraph(
            "Table Note",
            "Compared with edition {{ edition.since.label }}, issued on {{ edition.since.issued }}."
            " Who is not named has not changed.",
        ),
        _tag("{% else %}"),
        paragraph(
            "Body Text",
            "Nothing changed about any country since edition {{ edition.since.label }}, issued on "
            "{{ edition.since.issued }}.",
        ),
        _tag("{% endif %}"),
        _tag("{% endif %}"),
    )  # fmt: skip


def _glance(writer: Writer) -> None:
    def holders(field_name: str) -> str:
        return _cell(f"{{{{ topic.{field_name} | join('; ') | default('–') }}}}")

    writer.add(
        _tag("{% if topics %}"),
        paragraph("heading 1", "Who says what at a glance"),
        _tag("{% if stance_chart %}"),
        paragraph("Body Text", "{{ stance_chart }}"),
        _tag("{% endif %}"),
        table(
            _rows(
                "topic", "topics",
                Column("Topic and proposition", 52, (
                    _cell(Words("{{ topic.name }}", "Strong")),
                    _cell("{% if topic.proposition %}{{ topic.proposition }}{% endif %}"),
                )),
                Column("Support", 26, (holders("support"),)),
                Column("Support if …", 38, (holders("conditional"),)),
                Column("Oppose", 22, (holders("oppose"),)),
                Column("Other", 22, (holders("others"),)),
            ),
            "Positions by topic",
        ),
        paragraph(
            "Table Note",
            "Positions as of {{ as_of }}. Who is not named has no position in this pack.",
        ),
        _tag("{% else %}"),
        paragraph("Body Text", "This pack has no topics yet."),
        _tag("{% endif %}"),
    )  # fmt: skip


def _matrix(writer: Writer) -> None:
    writer.add(
        _tag("{% if timeline %}"),
        paragraph("heading 1", "What was reached when"),
        paragraph("Body Text", "{{ timeline }}"),
        _tag("{% endif %}"),
        _tag("{% if map %}"),
        paragraph("Body Text", "{{ map }}"),
        _tag("{% endif %}"),
    )
    writer.add(paragraph(
        "Table Note", "{% if organisations %}Organisations in this pack: "
        "{{ organisations | join(', ', 'name') }}.{% endif %}"
    ))  # fmt: skip
    writer.end_section()
    writer.lay_out(writer.section, landscape=True, margin_mm=12)
    legend = paragraph("Table Note", "{% if matrix %}{{ matrix.legend }}{% endif %}")
    writer.head_and_foot(_head(), _foot(legend, properties=_WIDE_TAB))
    writer.add(
        _tag("{% if matrix %}"),
        paragraph("heading 1", "{{ matrix.title }}", properties='<w:spacing w:before="0"/>'),
        paragraph("Table Note", "As it stood on {{ matrix.as_of }}."),
        paragraph("Body Text", "{{ matrix.table }}"),
        paragraph(
            "Table Note",
            "{{ matrix.reading }} Signs and codes are explained at the foot of the page.",
        ),
    )  # fmt: skip
    writer.end_section()
    writer.add(_tag("{% endif %}"))
    writer.lay_out(writer.section, landscape=False, margin_mm=25)
    writer.head_and_foot(_head(), _foot())


def _positions() -> str:
    return table(
        _rows(
            "position", "country.positions",
            Column("Topic", 28, (_cell(Words("{{ position.topic }}", "Strong")),)),
            Column("Stance", 29, (_cell("{{ position.stance }} {{ position.symbol }}"),)),
            Column("In short", 70, (
                _cell("{{ position.cited }}", _use("position")),
                _cell(
                    Words("{% if position.condition %}Condition: ", "Emphasis"),
                    "{{ position.condition }}{% endif %}",
                ),
            )),
            Column("Since, basis", 33, (
                _cell("{% if position.since %}{{ position.since }}{% endif %}"),
                _cell("{% if position.basis %}{{ position.basis }}{% endif %}"),
            )),
        ),
        "Positions",
    )  # fmt: skip


def _commitments() -> str:
    return table(
        _rows(
            "promise", "country.commitments",
            Column("Action", 28, (
                _cell(Words("{{ promise.measure | default('Other') }}", "Strong")),
            )),
            Column("Stage", 29, (
                _cell("{{ promise.stage }} {{ promise.symbol }}"),
                _cell("{% if promise.amount %}{{ promise.amount }}{% endif %}"),
            )),
            Column("What was said", 70, (
                _cell("{{ promise.cited }}", _use("promise")),
                _cell(
                    Words("{% if promise.condition %}Condition: ", "Emphasis"),
                    "{{ promise.condition }}{% endif %}",
                ),
                _cell(
                    Words("{% if promise.reservation %}Reservation: ", "Emphasis"),
                    "{{ promise.reservation }}{% endif %}",
                ),
            )),
            Column("Date, basis", 33, (
                _cell("{% if promise.date %}{{ promise.date }}{% endif %}"),
                _cell("{% if promise.basis %}{{ promise.basis }}{% endif %}"),
            )),
        ),
        "Commitments",
    )  # fmt: skip


def _quotes(rows: str) -> tuple[str, ...]:
    return (
        _tag(f"{{% for quote in {rows} %}}"),
        _margin("quote"),
        paragraph("Quote", "{{ quote.words }}"),
        paragraph(
            "Quote Translation", "{% if quote.translation %}{{ quote.translation }}{% endif %}"
        ),
        paragraph(
            "Attribution", "{{ quote.attribution | default('Speaker and date not recorded') }}"
        ),
        _tag("{% endfor %}"),
    )


def _countries(writer: Writer) -> None:
    writer.add(
        _tag("{% for country in countries %}"),
        paragraph(
            "heading 1",
            "{% if country.flag %}{{ country.flag }}  {% endif %}{{ country.name }}",
            properties=_NEW_PAGE_ON_TOP + _CENTRE,
        ),
        paragraph(
            "Official Name",
            "{% if country.official_name %}{{ country.official_name }}{% endif %}",
        ),
        paragraph(
            "Small",
            "{% if country.groups %}Member of: {{ country.groups | join(', ') }}{% endif %}",
        ),
        _tag("{% if country.facts %}"),
        _tag("{% for fact in country.facts %}"),
        paragraph(
            "Fact Line", Words("{{ fact.label }}", "Muted"), "\t{{ fact.value }}", _use("fact")
        ),
        _tag("{% endfor %}"),
        paragraph("Table Note", "{% if country.facts_cited %}{{ country.facts_cited }}{% endif %}"),
        _tag("{% endif %}"),
        _tag("{% if country.changes %}"),
        paragraph("heading 2", "Changed since edition {{ edition.since.label }}"),
        _tag("{% for change in country.changes_in_short %}"),
        paragraph("List Bullet", "{{ change }}"),
        _tag("{% endfor %}"),
        _tag("{% endif %}"),
        *_prose("heading 2", "country.sections", "section"),
        _tag("{% endfor %}"),
        paragraph("heading 2", "Positions"),
        _tag("{% if country.positions %}"),
        _positions(),
        _tag("{% else %}"),
        paragraph("Body Text", "No position was found as of {{ as_of | default('today') }}."),
        _tag("{% endif %}"),
        paragraph("heading 2", "Commitments"),
        _tag("{% if country.commitments %}"),
        _commitments(),
        _tag("{% else %}"),
        paragraph("Body Text", "No commitment was found as of {{ as_of | default('today') }}."),
        _tag("{% endif %}"),
        _tag("{% if country.key_quotes %}"),
        paragraph("heading 2", "In their own words"),
        *_quotes("country.key_quotes"),
        _tag("{% endif %}"),
        _tag("{% if country.lines %}"),
        paragraph("heading 2", "Lines to take"),
        _tag("{% for line in country.lines %}"),
        paragraph(
            "List Bullet",
            Words("{{ line.kind }}{% if line.topic %}, {{ line.topic }}{% endif %}: ", "Strong"),
            "{{ line.words }}",
            _use("line"),
        ),
        _tag("{% endfor %}"),
        _tag("{% endif %}"),
        _tag("{% else %}"),
        paragraph("Body Text", "This pack has no countries yet."),
        _tag("{% endfor %}"),
    )


def _annexes(writer: Writer) -> None:
    writer.add(
        _tag("{% if quote_groups %}"),
        paragraph("heading 1", "Key quotes by topic", properties=_NEW_PAGE_ON_TOP),
        _tag("{% for group in quote_groups %}"),
        paragraph("heading 2", "{{ group.topic }}"),
        *_quotes("group.quotes"),
        _tag("{% endfor %}"),
        _tag("{% endif %}"),
        _tag("{% if references %}"),
        paragraph("heading 1", "References", properties=_NEW_PAGE_ON_TOP),
        paragraph("Body Text", "{{ references }}"),
        _tag("{% endif %}"),
        _tag("{% if sources %}"),
        paragraph("heading 1", "Sources", properties=_NEW_PAGE_ON_TOP),
        table(
            _rows(
                "source", "sources",
                Column("Title", 61, (
                    _cell("{{ source.linked }}"),
                    _cell("{% if source.withdrawn %}{{ source.withdrawn }}{% endif %}"),
                )),
                Column("Publisher", 38, (_cell("{{ source.publisher | default('not known') }}"),)),
                Column("Published", 26, (_cell("{{ source.published | default('no date') }}"),)),
                Column("Kind", 23, (_cell("{{ source.kind }}"),)),
                Column("Grade", 12, (_cell("{{ source.grade }}"),)),
            ),
            "Sources",
        ),
        paragraph("heading 2", "How sources are graded"),
        paragraph(
            "Small", "The letter says how reliable the source is: A completely, B usually, C "
            "fairly, D not usually reliable, E unreliable, F cannot be judged.",
        ),
        paragraph(
            "Small", "The number says how credible the information is: 1 confirmed by other "
            "sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be "
            "judged. F and 6 mean that nothing is known, not that it is bad.",
        ),
        _tag("{% endif %}"),
        paragraph(
            "Table Note",
            "{% if pack.department %}{{ pack.department }}{% endif %}"
            "{% if as_of %}, {{ as_of }}{% endif %}",
            properties='<w:spacing w:before="360"/>',
        ),
    )  # fmt: skip


def build(path: Path) -> None:
    """Write the Word template of the form."""
    writer = Writer(TITLE)
    _cover(writer)
    _judgements(writer)
    _glance(writer)
    _matrix(writer)
    _countries(writer)
    _annexes(writer)
    writer.save(path)
