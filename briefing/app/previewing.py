"""Preview: the finished pages of frozen content, as an export would print them.

They come in two steps. The first leaves large drawings out, for which an office suite needs twice
as long as for everything else; all else stands where it will stand. The second makes the whole.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from briefing.app.checking import problems
from briefing.app.choices import chosen, form_options, language_of
from briefing.app.exporting import (
    ExportRequest,
    draft_words,
    for_others,
    planned_for_others,
)
from briefing.app.form_languages import in_language
from briefing.app.page_limits import measured_pages
from briefing.app.proving import decided
from briefing.app.templates import template_named
from briefing.app.word_files import done
from briefing.app.word_pack import pdf, unproved
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from briefing.domain.content import Content
    from briefing.preview.sketch import LeftOut
    from briefing.preview.warm import WarmOffice
    from briefing.word.reading import ReadParagraph
    from briefing.word.rendering import Rendered

APPROXIMATE = "approximate"
"""The name of the engine that is no office suite."""


class PreviewCancelledError(BriefingError):
    """A newer preview takes the place of this one."""


class Preview(NamedTuple):
    """What the finished pages are made of.

    Attributes:
        engine: What made the pages, such as `LibreOffice 7.4`.
        pdf: The pages; empty without an office suite.
        paragraphs: The words of the document, without an office suite.
        pages: On which page each heading stands, by its bookmark.
        is_settled: Whether the contents list names those pages already; else it is made again.
        left_out: The drawings that the pages do not show, in their order.
        rendered: The document, where there is more in it than on the pages.
    """

    engine: str
    pdf: bytes = b""
    paragraphs: tuple[ReadParagraph, ...] = ()
    pages: Mapping[str, int] = MappingProxyType({})
    is_settled: bool = True
    left_out: tuple[LeftOut, ...] = ()
    rendered: Rendered | None = None


def preview(
    content: Content,
    request: ExportRequest,
    pages: Mapping[str, int],
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Preview:
    """Make the pages of a pack without its large drawings; `whole` makes the rest.

    It is one conversion, with the page numbers of the preview before.

    Args:
        content: The pack; a frozen value, so that this may run in a thread.
        request: What an export would write.
        pages: The pages of the headings in the preview before.
        is_cancelled: Asked between steps.

    Raises:
        InputRefusedError: The template or an option cannot be used.
        OfficeFailedError: The office suite failed; the next preview starts it anew.
        PreviewCancelledError: It was stopped.
    """
    from briefing.preview.office import find_office

    draft = draft_words(problems(content), language_of(content, request.options))
    content = decided(content, request.decisions)
    planned = planned_for_others(content, request)
    content, request = (content, request) if planned is None else for_others(planned, request)
    choices = chosen(
        content,
        request.options,
        as_of=request.as_of,
        draft=draft,
        form=request.form,
        issue=request.issue,
    )
    template = template_named(request.template)
    form = form_options(template, choices, content)
    template = in_language(template, content, form)
    _go_on(is_cancelled)
    office = find_office()

    def waiting(_step: str) -> None:
        _go_on(is_cancelled)

    rendered = unproved(content, template, form, pages if office else None, waiting)
    _go_on(is_cancelled)
    if office is None:
        from briefing.word.tasks import READ

        read = done(READ, rendered.data, template.data, waiting)
        return Preview(engine=APPROXIMATE, paragraphs=(*read.body, *read.footnotes, *read.endnotes))
    return _first_pages(office, rendered, pages, is_cancelled)


def whole(first: Preview, is_cancelled: Callable[[], bool] = lambda: False) -> Preview:
    """Make the pages of a document whole, of which a preview left drawings out.

    Args:
        first: The preview.
        is_cancelled: Asked again and again.

    Raises:
        OfficeFailedError: The office suite failed; the next preview starts it anew.
        PreviewCancelledError: It was stopped.
    """
    from briefing.preview.office import find_office, quick_office, warm_office

    office = find_office()
    quick, warm = (quick_office(office), warm_office(office)) if office else (None, None)
    if first.rendered is None or quick is None or warm is None:
        return first
    made = _pdf(warm, first.rendered.data, is_cancelled)
    quick.renew()
    found = measured_pages(made, first.rendered.headings).starts
    return Preview(
        engine=first.engine, pdf=made, pages=found, is_settled=dict(found) == dict(first.pages)
    )


def _first_pages(
    office: Path, rendered: Rendered, pages: Mapping[str, int], is_cancelled: Callable[[], bool]
) -> Preview:
    from briefing.preview.office import office_name, quick_office
    from briefing.preview.sketch import Sketch, sketch

    quick = quick_office(office)
    if quick is None:
        light = Sketch(rendered.data)
        made = pdf(rendered.data)
    else:
        light = sketch(rendered.data)
        made = _pdf(quick, light.data, is_cancelled)
    found = measured_pages(made, rendered.headings).starts
    return Preview(
        engine=office_name(office),
        pdf=made,
        pages=found,
        is_settled=dict(found) == dict(pages),
        left_out=light.left_out,
        rendered=rendered if light.left_out else None,
    )


def _pdf(warm: WarmOffice, document: bytes, is_cancelled: Callable[[], bool]) -> bytes:
    from briefing.preview.warm import GivenUpError

    try:
        return warm.to_pdf(document, ".docx", is_given_up=is_cancelled)
    except GivenUpError as error:
        raise _cancelled() from error


def _go_on(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise _cancelled()


def _cancelled() -> PreviewCancelledError:
    return PreviewCancelledError("A newer preview took the place of this one.")
