"""Makes the pages of a pack from a template: one function of plain values for every process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.domain.content import Content
from briefing.template.fields import CONTRACT, FormOptions, fields
from briefing.word.figures import FIGURES
from briefing.word.matrix_paper import on_paper
from briefing.word.matrix_table import draw_matrix
from briefing.word.opening import compile_template
from briefing.word.reading_size import in_size
from briefing.word.rendering import Rendered, render
from briefing.word.state import RenderOptions

if TYPE_CHECKING:
    from briefing.interchange.tasks import TellStep
    from briefing.word.compiled import CompiledTemplate

_LANGUAGES: Final = {"en": "en-GB", "fr": "fr-FR", "uk": "uk-UA", "ar": "ar-SA"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """What pages are made of.

    Attributes:
        content: The pack.
        template: The template's file.
        form: The choices.
        pages: Page numbers of the headings by their bookmarks, or None where nobody counted.
    """

    content: Content
    template: bytes
    form: FormOptions
    pages: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePack:
    """What was made.

    Attributes:
        rendered: The document.
        left_out: How many closed and sensitive records stay out, by kind.
        missing: The ids that were cited and are not in the pack.
    """

    rendered: Rendered
    left_out: Mapping[str, int]
    missing: tuple[str, ...]


def make_pack(request: PackRequest, tell: TellStep) -> MadePack:
    """Return the pages of a pack.

    Args:
        request: What they are made of.
        tell: Told each step.

    Raises:
        InputRefusedError: The template cannot be used.
        BriefingError: A value does not fit its place, or cannot be stored in a Word file.
    """
    tell("Reading the template")
    form = request.form
    template = _compiled(request.template, form.paper, form.reading)
    tell("Filling the pages")
    cover = request.content.cover
    language = form.language or cover.language
    found = fields(request.content, form, draw_matrix, FIGURES)
    options = RenderOptions(
        title=cover.title,
        subject=cover.event.name if cover.event else "",
        language=_LANGUAGES.get(language, language),
        contents_pages=request.pages,
        citations=form.citations,
        ibid=form.ibid,
        review=form.review,
    )
    rendered = render(template, found, options)
    return MadePack(
        rendered=rendered,
        left_out=dict(found.left_out),
        missing=tuple(found.missing_citations),
    )


@lru_cache(maxsize=1)  # pages are made twice where the office suite counts them
def _compiled(template: bytes, paper: str, reading: float) -> CompiledTemplate:
    return compile_template(in_size(on_paper(template, paper), reading), CONTRACT)
