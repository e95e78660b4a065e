"""The Word pack on its way: rendered, read back, and rendered again with its page numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.app.kept_templates import keep_template, kept_template
from briefing.app.page_limits import Limits, measured_pages
from briefing.app.proving import Differing, file_differences, ledger_differences
from briefing.app.typed_quotations import TypedQuotation, typed_quotations
from briefing.app.word_files import done
from briefing.errors import OutputNotWrittenError

if TYPE_CHECKING:
    from briefing.app.templates import Template
    from briefing.domain.content import Content
    from briefing.template.fields import FormOptions
    from briefing.word.packing import MadePack
    from briefing.word.rendering import Rendered
    from briefing.word.rereading import Reread

Tell = Callable[[str, float], None]
Waiting = Callable[[str], None]


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

    office = find_office()
    shown = form if office is None else replace(form, review=None)
    made = _made(content, template, shown, None, _at(0.15, tell))
    starts = None
    sentences = list(made.rendered.notices)
    limits = Limits.of(template.info, content)
    if office is None:
        sentences.append("Without an office suite the contents have no page numbers.")
        told = limits.not_measured()
    else:
        tell("Counting the pages", 0.3)
        measured = measured_pages(pdf(made.rendered.data), made.rendered.headings)
        told = limits.compared(measured)
        starts = measured.starts
        made = _made(content, template, form, starts, _at(0.4, tell))
    tell("Reading the quotations back", 0.5)
    document = _read_back(template, made, _at(0.5, tell))
    sentences += [
        f"The citation [@{name}] names neither a source nor a passage of this pack."
        for name in made.missing
    ]
    proved = _proved(content, made, document, tuple(sentences))
    return replace(proved, pages=told, starts=starts)


def unproved(
    content: Content,
    template: Template,
    form: FormOptions,
    pages: Mapping[str, int] | None,
    waiting: Waiting,
) -> Rendered:
    """Render a document with page numbers that are known from before; nothing is read back.

    Args:
        content: The pack.
        template: Its template.
        form: The choices.
        pages: The page of each heading by its bookmark, or None.
        waiting: Told each step, maybe again and again; may raise to stop.
    """
    return _made(content, template, form, pages, waiting).rendered


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


def _at(share: float, tell: Tell) -> Waiting:
    return lambda step: tell(step or "Waiting", share)


def _made(
    content: Content,
    template: Template,
    form: FormOptions,
    pages: Mapping[str, int] | None,
    waiting: Waiting,
) -> MadePack:
    from briefing.word.packing import PackRequest
    from briefing.word.tasks import MAKE

    request = PackRequest(
        content=content,
        template=template.data,
        form=form,
        pages=pages,
        kept=kept_template(template.data, form),
    )
    made = done(MAKE, request, template.data, waiting)
    keep_template(template.data, form, made.kept)
    return made


def _read_back(template: Template, made: MadePack, waiting: Waiting) -> Reread:
    from briefing.word.tasks import READ_BACK

    return done(READ_BACK, made.rendered.data, template.data, waiting)


def _proved(
    content: Content, made: MadePack, document: Reread, sentences: tuple[str, ...]
) -> WordPack:
    from briefing.word.proof import differences

    rendered = made.rendered
    typed = typed_quotations(content, document, rendered.ledger, rendered.headings)
    differing = (
        *ledger_differences(content, rendered.ledger),
        *file_differences(differences(document.texts, rendered.ledger)),
        *typed.differing,
    )
    return WordPack(
        data=rendered.data,
        quotations=len(rendered.ledger),
        differing=differing,
        typed=typed.proved,
        unknown=typed.unknown,
        empty_values=rendered.empty_count,
        left_out=made.left_out,
        sentences=sentences,
    )
