"""The forms of a template in the languages that it has them in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.app.templates import Template
    from briefing.domain.content import Content
    from briefing.template.fields import FormOptions


def in_language(template: Template, content: Content, form: FormOptions) -> Template:
    """Return a template in the language of the document, where its package has it in that one.

    A Word file alone is what it is.
    """
    if template.package is None:
        return template
    language = (form.language or content.cover.language)[:2].lower()
    return replace(template, data=template.package.form_in(language))
