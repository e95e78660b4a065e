"""The Word pack on its way: rendered, read back, and rendered again with its page numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from briefing.app import jobs
from briefing.app.proving import Differing, file_differences, ledger_differences
from briefing.app.templates import is_house
from briefing.app.typed_quotations import TypedQuotation, typed_quotations
from briefing.app.worker_process import Errand
from briefing.errors import OutputNotWrittenError
from briefing.interchange.pipes import encoded

if TYPE_CHECKING:
    from briefing.app.templates import Template
    from briefing.domain.content import Content
    from briefing.template.fields import FormOptions
    from briefing.word.packing import MadePack
    from briefing.word.reading import ReadDocument
    from briefing.word.rendering import Rendered

T = TypeVar("T")
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
        sentences: What else there is to say.
    """

    data: bytes
    quotations: int
    differing: tuple[Differing, ...]
    typed: tuple[TypedQuotation, ...]
    unknown: tuple[TypedQuotation, ...]
    empty_values: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()


def word_pack(content: Content, template: Template, form: FormOptions, tell: Tell) -> WordPack:
    """Render a document, read it back, and fill in the page numbers of its contents.

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

    maker = _Maker(content, template, form, tell)
    made = maker.made(None, 0.15)
    sentences = list(made.rendered.notices)
    if find_office() is None:
        sentences.append("Without an office suite the contents have no page numbers.")
    else:
        tell("Counting the pages", 0.3)
        made = maker.made(_pages(made.rendered), 0.4)
    tell("Reading the quotations back", 0.5)
    document = maker.read(made.rendered.data, 0.5)
    sentences += [
        f"The citation [@{name}] names neither a source nor a passage of this pack."
        for name in made.missing
    ]
    return _proved(content, made, document, tuple(sentences))


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


class _Maker:
    """Makes and reads back a pack: a house template here, any other in the worker."""

    def __init__(self, content: Content, template: Template, form: FormOptions, tell: Tell) -> None:
        self._content = content
        self._template = template.data
        self._form = form
        self._tell = tell
        self._is_house = is_house(template.data)

    def made(self, pages: Mapping[str, int] | None, share: float) -> MadePack:
        """Return the document, with the page numbers that are known."""
        from briefing.word.packing import MadePack, PackRequest, make_pack

        request = PackRequest(
            content=self._content, template=self._template, form=self._form, pages=pages
        )
        if self._is_house:
            return make_pack(request, lambda step: self._tell(step, share))
        errand = Errand(
            name="make",
            value=request,
            what="The template",
            foreign=len(self._template),
            own=len(encoded(self._content)),
        )
        return self._ask(errand, MadePack, share)

    def read(self, data: bytes, share: float) -> ReadDocument:
        """Return what a finished document says."""
        from briefing.word.reading import ReadDocument, read_document

        if self._is_house:
            return read_document(data)
        errand = Errand(name="read", value=data, what="The finished document", own=len(data))
        return self._ask(errand, ReadDocument, share)

    def _ask(self, errand: Errand, kind: type[T], share: float) -> T:
        return jobs.ask(errand, kind, lambda step: self._tell(step or "Waiting", share))


def _proved(
    content: Content, made: MadePack, document: ReadDocument, sentences: tuple[str, ...]
) -> WordPack:
    from briefing.word.proof import differences

    rendered = made.rendered
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
        left_out=made.left_out,
        sentences=sentences,
    )


def _pages(rendered: Rendered) -> Mapping[str, int]:
    from briefing.preview.pages import bookmarks

    marks = iter(bookmarks(pdf(rendered.data)))
    pages: dict[str, int] = {}
    for heading in rendered.headings:
        words = " ".join(heading.text.split())
        found = next((mark for mark in marks if " ".join(mark.title.split()) == words), None)
        if found is None:
            break
        pages[heading.bookmark] = found.page
    return pages
