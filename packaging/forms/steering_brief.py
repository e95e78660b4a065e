"""The form *Steering brief*: objective, points to make, background; two sides at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forms.pieces import NEW_PAGE, background, foot, head, margin, meeting_head, tag
from forms.writing import Writer, paragraph

if TYPE_CHECKING:
    from forms.tongues import Tongue

_FORM: Final = "Steering brief"


def _objective() -> tuple[str, ...]:
    return (
        paragraph("heading 2", "Objective"),
        paragraph("Body Text", "{{ meeting.objective | default('Not set yet.') }}"),
        tag("{% for line in meeting.objectives %}"),
        margin("line"),
        paragraph("List Bullet", "{{ line.words }}"),
        tag("{% endfor %}"),
    )


def _points() -> tuple[str, ...]:
    """Return the points to make; a sixth one begins another page."""
    return (
        tag("{% for sheet in meeting.point_sheets %}"),
        tag("{% if loop.first %}"),
        paragraph("heading 2", "Points to make"),
        tag("{% else %}"),
        paragraph("heading 2", "Points to make, continued", properties=NEW_PAGE),
        tag("{% endif %}"),
        tag("{% for line in sheet.lines %}"),
        margin("line", below=70),
        paragraph("Spoken", "{{ line.number }}\t{{ line.words }}"),
        tag("{% endfor %}"),
        tag("{% else %}"),
        paragraph("heading 2", "Points to make"),
        paragraph("Body Text", "No points have been written yet."),
        tag("{% endfor %}"),
    )


def _background() -> tuple[str, ...]:
    return (
        paragraph("heading 2", "Background"),
        paragraph("heading 3", "May be used freely"),
        *background("meeting.free_notes"),
        tag("{% else %}"),
        paragraph("Body Text", "Nothing."),
        tag("{% endfor %}"),
        tag("{% if meeting.own_notes or meeting.reserved_notes %}"),
        paragraph("heading 3", "May not be disclosed"),
        tag("{% endif %}"),
        *background("meeting.own_notes"),
        tag("{% endfor %}"),
        *background("meeting.reserved_notes"),
        tag("{% endfor %}"),
    )


def evidence() -> tuple[str, ...]:
    """Return the annex with the sources of what is spoken, by meeting."""
    return (
        tag("{% if meetings %}"),
        paragraph("heading 1", "Evidence for the points to make", properties=NEW_PAGE),
        tag("{% for meeting in meetings %}"),
        tag("{% if meeting.points %}"),
        paragraph("heading 2", "{{ meeting.title }}"),
        tag("{% for line in meeting.points %}"),
        paragraph(
            "Evidence Line",
            "{{ line.number }}\t{% if line.topic %}{{ line.topic }}: {% endif %}"
            "{{ line.evidence | default('no source is recorded') }}",
        ),
        tag("{% endfor %}"),
        tag("{% endif %}"),
        tag("{% endfor %}"),
        tag("{% endif %}"),
    )


def write(tongue: Tongue) -> Writer:
    """Return the Word template of the form in a language."""
    writer = Writer("{{ pack.title }}", tongue)
    writer.head_and_foot(head(), foot())
    writer.add(
        tag("{% for meeting in meetings %}"),
        *meeting_head(_FORM),
        *_objective(),
        *_points(),
        *_background(),
        tag("{% else %}"),
        paragraph("Form Label", _FORM),
        paragraph("Body Text", "This pack has no meetings yet."),
        tag("{% endfor %}"),
        *evidence(),
    )
    return writer
