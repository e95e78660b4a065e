"""The Word pack on its way: rendered, read back, and rendered again with its page numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.app.page_limits import Limits, measured_pages
from briefing.app.proving import Differing, file_differences, ledger_differences
from briefing.app.typed_quotations import TypedQuotation, typed_quotations
from briefing.errors import OutputNotWrittenError

if TYPE_CHECKING:
    from briefing.app.templates import Template
    from briefing.domain.content import Content
    from briefing.template.fields import FormOptions
    from briefing.word.rendering import Rendered

LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "uk": "uk-UA", "ar": "ar-SA"}
Tell = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPack:
    """A finished document with what is known of it.

    Attributes:
        data: The file.
        quotations: How many quotations were read back.
        differing: Those, and words typed between quotation marks, that differ from their source.
        typed: Words typed between quotation marks that a source has.
        unknown: Words between quotation marks that no source has.
        empty_values: How many values of the template were empty.
        left_out: How many closed and sensitive records stay out, by kind.
        pages: How the length compares with what the template allows, a sentence each.
        sentences: What else there is to say.
        starts: The page of each heading by its bookmark, or None where nobody counted.
    """

    data: bytes
    quotations: int
    differing: tuple[Differing, ...]
    typed: tuple[TypedQuotation, ...]
    unknown: tuple[TypedQuotation, ...]
    empty_values: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    starts: Mapping[str, int] | None = None


def word_pack(content: Content, template: Template, form: FormOptions, tell: Tell) -> WordPack:
    """Render a document, read it back, and fill in the page numbers of its contents.

    Pages are counted in the form that is only read: controls do not change how a page looks, but
    an office suite prints them as fields to fill in.

    Args:
        content: The pack.
        template: Its template.
        form: The choices.
        tell: Told each step and the share of the whole export that is done; may raise to stop.

    Raises:
        InputRefusedError: The template cannot be used.
        BriefingError: A value does not fit its place, or cannot be stored in a Word file.
    """
    from briefing.preview.office import find_office

    making = _Making(content, template, form)
    tell("Filling the pages", 0.15)
    office = find_office()
    rendered, left_out = making.rendered(None, is_read=office is not None)
    starts = None
    sentences = list(rendered.notices)
    limits = Limits.of(template.info, content)
    if office is None:
        sentences.append("Without an office suite the contents have no page numbers.")
        told = limits.not_measured()
    else:
        tell("Counting the pages", 0.3)
        measured = measured_pages(pdf(rendered.data), rendered.headings)
        told = limits.compared(measured)
        starts = measured.starts
        rendered, left_out = making.rendered(starts)
    tell("Reading the quotations back", 0.5)
    sentences += [
        f"The citation [@{name}] names neither a source nor a passage of this pack."
        for name in making.missing
    ]
    proved = _proved(content, rendered, left_out, tuple(sentences))
    return replace(proved, pages=told, starts=starts)


def unproved(
    content: Content, template: Template, form: FormOptions, pages: Mapping[str, int] | None
) -> Rendered:
    """Render a document with page numbers that are known from before; nothing is read back.

    Args:
        content: The pack.
        template: Its template.
        form: The choices.
        pages: The page of each heading by its bookmark, or None.
    """
    return _Making(content, template, form).rendered(pages)[0]


def pdf(data: bytes) -> bytes:
    """Return a finished document as PDF.

    Raises:
        OutputNotWrittenError: There is no office suite.
    """
    from briefing.preview.office import find_office, to_pdf

    office = find_office()
    if office is None:
        raise OutputNotWrittenError(
            "The PDF was not made: there is no office suite on this machine. Install LibreOffice, "
            "or open the Word file and save it as PDF there."
        )
    return to_pdf(office, data)


class _Making:
    """A template compiled once for one content."""

    def __init__(self, content: Content, template: Template, form: FormOptions) -> None:
        from briefing.template.fields import CONTRACT
        from briefing.word.matrix_paper import on_paper
        from briefing.word.opening import compile_template
        from briefing.word.reading_size import in_size

        self._content = content
        self._form = form
        self._template = compile_template(
            in_size(on_paper(template.data, form.paper), form.reading), CONTRACT
        )
        self.missing: tuple[str, ...] = ()

    def rendered(
        self, pages: Mapping[str, int] | None, *, is_read: bool = False
    ) -> tuple[Rendered, Mapping[str, int]]:
        """Return the document or its form that is only read, and what it leaves out."""
        from briefing.template.fields import fields
        from briefing.word.figures import FIGURES
        from briefing.word.matrix_table import draw_matrix
        from briefing.word.rendering import render
        from briefing.word.state import RenderOptions

        cover = self._content.cover
        form = replace(self._form, review=None) if is_read else self._form
        language = form.language or cover.language
        found = fields(self._content, form, draw_matrix, FIGURES)
        options = RenderOptions(
            title=cover.title,
            subject=cover.event.name if cover.event else "",
            language=LANGUAGES.get(language, language),
            contents_pages=pages,
            citations=form.citations,
            ibid=form.ibid,
            review=form.review,
        )
        rendered = render(self._template, found, options)
        self.missing = tuple(found.missing_citations)
        return rendered, found.left_out


def _proved(
    content: Content, rendered: Rendered, left_out: Mapping[str, int], sentences: tuple[str, ...]
) -> WordPack:
    from briefing.word.proof import differences
    from briefing.word.rereading import read_back

    document = read_back(rendered.data)
    typed = typed_quotations(content, document, rendered.ledger, rendered.headings)
    differing = (
        *ledger_differences(content, rendered.ledger),
        *file_differences(differences(document, rendered.ledger)),
        *typed.differing,
    )
    return WordPack(
        data=rendered.data,
        quotations=len(rendered.ledger),
        differing=differing,
        typed=typed.proved,
        unknown=typed.unknown,
        empty_values=rendered.empty_count,
        left_out=left_out,
        sentences=sentences,
    )
