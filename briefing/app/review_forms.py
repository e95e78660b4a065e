"""What a Word pack that is to come home remembers of where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.app.templates import Template
    from briefing.domain.content import Content
    from briefing.template.review_form import ReviewForm


def review_form(content: Content, template: Template, form: str) -> ReviewForm | None:
    """Return what a Word pack that is to come home remembers, None for one that is only read."""
    from briefing.template.review_form import ReviewForm

    if form != "review":
        return None
    info = template.info
    return ReviewForm(
        pack=content.cover.id, title=content.cover.title, template=info.id, version=info.version
    )
