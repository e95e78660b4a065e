"""What the house forms have in common: headers, margin words, repeated rows, quotes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from forms.house_styles import FRAME
from forms.writing import Column, Words, field, paragraph, table

NEW_PAGE: Final = "<w:pageBreakBefore/>"
NEW_PAGE_ON_TOP: Final = f'{NEW_PAGE}<w:spacing w:before="0"/>'
OFFICIALLY: Final = "country.official_name and country.official_name != country.name"
"""Whether a country's official name says more than its name."""
CENTRE: Final = '<w:textAlignment w:val="center"/>'
_USE: Final = "{% if ROW.use %} [{{ ROW.use | replace(' ', '\u00a0') }}]{% endif %}"


def tag(words: str) -> str:
    """Return a paragraph that holds nothing but a tag; it does not print."""
    return paragraph("Body Text", words)


def cell(*words: Words | str) -> str:
    """Return a paragraph of a table cell."""
    return paragraph("Table Text", *words)


def signed(word: str, sign: str) -> str:
    """Return a paragraph of a table cell in which a sign never stands alone on a line."""
    return cell(f"{{{{ {word} }}}}\u00a0{{{{ {sign} }}}}")


def margin(row: str, below: int = 1) -> str:
    """Return the words beside a text that is our information only."""
    words = f"{{% if {row}.use %}}{{{{ {row}.use }}}}{{% endif %}}"
    return paragraph("Margin Note", words, properties=FRAME.replace('w:y="1"', f'w:y="{below}"'))


def rows(row: str, records: str, *columns: Column) -> tuple[Column, ...]:
    """Return columns whose one row repeats; the marks have paragraphs of their own."""
    first, *middle, last = columns
    opened = replace(first, cells=(cell(f"{{% for {row} in {records} %}}"), *first.cells))
    closed = replace(last, cells=(*last.cells, cell("{% endfor %}")))
    return (opened, *middle, closed)


def use(row: str) -> Words:
    """Return the words in brackets that say how a record may be used."""
    return Words(_USE.replace("ROW", row), "Use")


def head() -> tuple[str, ...]:
    """Return the paragraphs of a header: the marking, and what a draft says."""
    return (
        paragraph("Marking", "{{ marking }}"),
        paragraph("Draft", "{% if draft %}{{ draft }}{% endif %}"),
    )


def foot(*above: str, properties: str = "") -> tuple[str, ...]:
    """Return the paragraphs of a footer: who made it, page x of y, the marking."""
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


def quotes(records: str, words: str = "words") -> tuple[str, ...]:
    """Return the paragraphs that print quotes with translation and attribution."""
    return (
        tag(f"{{% for quote in {records} %}}"),
        margin("quote"),
        paragraph("Quote", f"{{{{ quote.{words} }}}}"),
        paragraph(
            "Quote Translation", "{% if quote.translation %}{{ quote.translation }}{% endif %}"
        ),
        paragraph(
            "Attribution", "{{ quote.attribution | default('Speaker and date not recorded') }}"
        ),
        tag("{% endfor %}"),
    )


def details(*lines: tuple[str, str, str]) -> tuple[str, ...]:
    """Return lines of a label and a value, each only where there is a value.

    Args:
        lines: Label, what prints the value, and the field that must not be empty.
    """
    return tuple(
        paragraph(
            "Info Line",
            Words(f"{{% if {condition} %}}{label}", "Muted"),
            f"\t{words}{{% endif %}}",
        )
        for label, words, condition in lines
    )


def meeting_head(form: str) -> tuple[str, ...]:
    """Return the head of a brief for one meeting: its form, title, time, place and people."""
    return (
        paragraph("Form Label", form, properties=NEW_PAGE),
        paragraph("heading 1", "{{ meeting.title }}", properties='<w:spacing w:before="0"/>'),
        *details(
            ("When", "{{ meeting.start }}", "meeting.start"),
            ("Where", "{{ meeting.place }}", "meeting.place"),
            ("With", "{{ meeting.with_whom }}", "meeting.with_whom"),
            ("Present", "{{ meeting.attendees | join(', ', 'name') }}", "meeting.attendees"),
        ),
    )


def background(records: str) -> tuple[str, ...]:
    """Return the paragraphs that print notes of background, up to the `endfor`."""
    return (
        tag(f"{{% for note in {records} %}}"),
        margin("note"),
        paragraph(
            "Background Note",
            Words(
                "{% if note.who %}{{ note.who }}{% if note.about %}, {% endif %}{% endif %}"
                "{% if note.about %}{{ note.about }}{% endif %}"
                "{% if note.who or note.about %}: {% endif %}",
                "Strong",
            ),
            "{{ note.words }}",
        ),
    )


def sources_table() -> tuple[str, ...]:
    """Return the list of sources with how they are graded."""
    return (
        table(
            rows(
                "source", "sources",
                Column("Title", 58, (
                    cell("{{ source.linked }}"),
                    cell("{% if source.withdrawn %}{{ source.withdrawn }}{% endif %}"),
                )),
                Column("Publisher", 38, (cell("{{ source.publisher | default('not known') }}"),)),
                Column("Published", 26, (cell("{{ source.published | default('no date') }}"),)),
                Column("Kind", 23, (cell("{{ source.kind }}"),)),
                Column("Grade", 15, (cell("{{ source.grade }}"),)),
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
    )  # fmt: skip
