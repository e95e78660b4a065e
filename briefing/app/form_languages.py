"""The house's own forms in the languages that they exist in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing import assets

if TYPE_CHECKING:
    from briefing.app.templates import Template
    from briefing.domain.content import Content
    from briefing.template.fields import FormOptions


def in_language(template: Template, content: Content, form: FormOptions) -> Template:
    """Return a template in the language of the document, where the house has it in that one.

    Only the form that ships is exchanged, never one that somebody changed under the same name.
    """
    language = (form.language or content.cover.language)[:2].lower()
    folder = f"templates/{template.info.id}"
    try:
        if assets.read_bytes(f"{folder}/pack.docx") != template.data:
            return template
        return replace(template, data=assets.read_bytes(f"{folder}/pack.{language}.docx"))
    except FileNotFoundError:
        return template
