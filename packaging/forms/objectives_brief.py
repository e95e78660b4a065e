"""The form *Objectives brief*: for each meeting what we and they want, topic by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forms.pieces import NEW_PAGE, background, foot, head, margin, meeting_head, tag
from forms.writing import Words, Writer, paragraph

if TYPE_CHECKING:
    from forms.tongues import Tongue

_FORM: Final = "Objectives brief"
_LABEL: Final = Words("{% if loop.first %}{{ block.label }}{% endif %}", "Line Label")


def _blocks(records: str) -> tuple[str, ...]:
    """Return lines with what they are for beside them; what is spoken is large."""
    return (
        tag(f"{{% for block in {records} %}}"),
        tag("{% if block.spoken %}"),
        tag("{% for line in block.lines %}"),
        margin("line", below=70),
        paragraph("Brief Spoken", _LABEL, "\t{{ line.words }}"),
        tag("{% endfor %}"),
        tag("{% else %}"),
        tag("{% for line in block.lines %}"),
        margin("line"),
        paragraph("Brief Line", _LABEL, "\t{{ line.words }}"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
        tag("{% endfor %}"),
    )


def _topics() -> tuple[str, ...]:
    return (
        tag("{% for item in meeting.agenda %}"),
        paragraph(
            "heading 2", "{{ item.topic }}",
            Words("{% if item.likelihood %}  ·  {{ item.likelihood }}{% endif %}", "Heading Note"),
        ),
        *_blocks("item.blocks"),
        tag("{% if not item.blocks %}"),
        paragraph("Small", "No line has been written on this topic."),
        tag("{% endif %}"),
        tag("{% endfor %}"),
        tag("{% if meeting.blocks %}"),
        paragraph("heading 2", "Other subjects"),
        *_blocks("meeting.blocks"),
        tag("{% endif %}"),
    )  # fmt: skip


def _press() -> tuple[str, ...]:
    return (
        tag("{% if meeting.red_lines %}"),
        paragraph("heading 2", "Red lines"),
        tag("{% for line in meeting.red_lines %}"),
        margin("line"),
        paragraph("List Bullet", "{{ line.words }}"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
        tag("{% if meeting.press %}"),
        paragraph("heading 2", "Press line"),
        tag("{% for line in meeting.press %}"),
        margin("line", below=70),
        paragraph("Spoken", "{{ line.number }}\t{{ line.words }}"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
    )


def _background() -> tuple[str, ...]:
    every = "meeting.free_notes or meeting.own_notes or meeting.reserved_notes"
    return (
        tag(f"{{% if {every} %}}"),
        paragraph("heading 2", "Background"),
        tag("{% endif %}"),
        *background("meeting.free_notes"),
        tag("{% endfor %}"),
        *background("meeting.own_notes"),
        tag("{% endfor %}"),
        *background("meeting.reserved_notes"),
        tag("{% endfor %}"),
    )


def _evidence() -> tuple[str, ...]:
    return (
        tag("{% if meetings %}"),
        paragraph("heading 1", "Evidence for the lines", properties=NEW_PAGE),
        tag("{% for meeting in meetings %}"),
        tag("{% if meeting.agenda %}"),
        paragraph("heading 2", "{{ meeting.title }}"),
        tag("{% for item in meeting.agenda %}"),
        tag("{% for block in item.blocks %}"),
        tag("{% for line in block.lines %}"),
        tag("{% if line.evidence %}"),
        paragraph(
            "Evidence Line", Words("{{ line.topic }}, {{ line.kind }}: ", "Strong"),
            "{{ line.evidence }}",
        ),
        tag("{% endif %}"),
        tag("{% endfor %}"),
        tag("{% endfor %}"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
    )  # fmt: skip


def write(tongue: Tongue) -> Writer:
    """Return the Word template of the form in a language."""
    writer = Writer("{{ pack.title }}", tongue)
    writer.head_and_foot(head(), foot())
    writer.add(
        tag("{% for meeting in meetings %}"),
        *meeting_head(_FORM),
        paragraph(
            "Info Line",
            Words("Our objective", "Muted"),
            Words("\t{{ meeting.objective | default('Not set yet.') }}", "Strong"),
        ),
        *_topics(),
        *_press(),
        *_background(),
        tag("{% else %}"),
        paragraph("Form Label", _FORM),
        paragraph("Body Text", "This pack has no meetings yet."),
        tag("{% endfor %}"),
        *_evidence(),
    )
    return writer
