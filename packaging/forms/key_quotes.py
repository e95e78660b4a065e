"""The form *Key-quotes annex*: quotes by topic or by country, with translations and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forms.pieces import NEW_PAGE_ON_TOP, foot, head, quotes, sources_table, tag
from forms.writing import Writer, paragraph

if TYPE_CHECKING:
    from forms.tongues import Tongue

_FORM: Final = "Annex"


def write(tongue: Tongue) -> Writer:
    """Return the Word template of the form in a language."""
    writer = Writer("{{ pack.title }}", tongue)
    writer.head_and_foot(head(), foot())
    writer.add(
        paragraph("Form Label", _FORM),
        tag("{% if quotes_by_country %}"),
        paragraph("heading 1", "Key quotes by country", properties='<w:spacing w:before="0"/>'),
        tag("{% else %}"),
        paragraph("heading 1", "Key quotes by topic", properties='<w:spacing w:before="0"/>'),
        tag("{% endif %}"),
        paragraph("Small", "{{ pack.title }}{% if as_of %}  ·  {{ as_of }}{% endif %}"),
        paragraph(
            "Table Note", "Words left out of a quotation are marked by …, words added stand in "
            "[brackets]. Under a quote in another language stands its translation, and who made "
            "it; what a machine translated and nobody checked has no quotation marks.",
        ),
        tag("{% for group in quote_groups %}"),
        paragraph("heading 2", "{{ group.topic }}"),
        *quotes("group.quotes"),
        tag("{% else %}"),
        paragraph("Body Text", "This pack has no key quotes yet."),
        tag("{% endfor %}"),
        tag("{% if sources %}"),
        paragraph("heading 1", "Sources", properties=NEW_PAGE_ON_TOP),
        *sources_table(),
        tag("{% endif %}"),
    )  # fmt: skip
    return writer
