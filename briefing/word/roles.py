"""Which of a template's styles prints which role; found by name, so that authors can change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.values import Role

if TYPE_CHECKING:
    from briefing.template.style_sheet import StyleSheet

ROLE_STYLES: Final[dict[Role, tuple[str, ...]]] = {
    Role.BODY: (),
    Role.QUOTE: ("Quote", "Block Text", "Intense Quote"),
    Role.ATTRIBUTION: ("Attribution", "Quote Attribution"),
    Role.BULLET: ("List Bullet", "List Paragraph"),
    Role.NUMBER: ("List Number", "List Paragraph"),
    Role.CONTINUED: ("List Continue",),
    Role.RULE: (),
    Role.HEADING1: ("heading 1",),
    Role.HEADING2: ("heading 2",),
    Role.HEADING3: ("heading 3",),
    Role.HEADING4: ("heading 4",),
    Role.CAPTION: ("caption",),
    Role.SPOKEN: ("Spoken", "Lines to Take"),
    Role.SMALL: ("Small", "Small Text"),
}


def role_style(styles: StyleSheet, role: Role) -> str | None:
    """Return the id of the paragraph style for a role, or None when the template has none."""
    found = (styles.find("paragraph", name) for name in ROLE_STYLES[role])
    return next((style for style in found if style is not None), None)
