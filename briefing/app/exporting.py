"""Export: frozen content becomes Word pack, workbook and PDF, proved before they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import clock
from briefing.app.checking import problems
from briefing.app.templates import SUMMIT_PACK, Template, template_for_use
from briefing.checks import Problem, Severity
from briefing.domain.dates import first_day, is_date
from briefing.errors import BriefingError, InputRefusedError, OutputNotWrittenError
from briefing.files.replacing import write_whole

if TYPE_CHECKING:
    from datetime import date

    from briefing.domain.content import Content
    from briefing.excel import WorkbookOptions
    from briefing.template.fields import FormOptions
    from briefing.word.rendering import Rendered

Progress = Callable[[str, float], None]
LANGUAGES = {"en": "en-GB"}


class ExportCancelledError(BriefingError):
    """The analyst stopped an export; nothing was written."""


class QuotationsDifferError(OutputNotWrittenError):
    """The finished document has words between quotation marks that the source has not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What is to be written.

    Attributes:
        template: The id of an installed template, or a file.
        word: Where the Word pack goes, or None.
        excel: Where the matrix goes, or None.
        pdf: Where the finished pages go, or None; needs an office suite.
        options: The template's options by name.
        as_of: The last day that counts (EDTF), or None for everything that is known.
        form: `review` is worked on and comes home (the workbook has ids and formulas), `issue` is
            read by others.
    """

    template: str = SUMMIT_PACK
    word: Path | None = None
    excel: Path | None = None
    pdf: Path | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    form: str = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What became of an export.

    Attributes:
        written: The files.
        problems: What is wrong in the pack; errors make a draft of it.
        draft: What stands on every page of a draft, or None.
        quotations: How many quotations were read back and found equal.
        empty_values: How many values of the template were empty.
        left_out: How many closed and sensitive records stay out, by kind.
        sentences: What else there is to say.
    """

    written: tuple[Path, ...]
    problems: tuple[Problem, ...]
    draft: str | None
    quotations: int = 0
    empty_values: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()


def export(
    content: Content,
    request: ExportRequest,
    progress: Progress = lambda step, share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Render a pack and write what was asked for; nothing is written before all of it is proved.

    Args:
        content: The pack; a frozen value, so that this may run in a thread.
        request: What is to be written.
        progress: Told each step and the share that is done, 0 to 1.
        is_cancelled: Asked between steps.

    Raises:
        InputRefusedError: The template or an option cannot be used.
        QuotationsDifferError: A quotation in the finished document is not its source's words.
        OutputNotWrittenError: A file could not be written; what was there is unchanged.
        ExportCancelledError: It was stopped.
    """
    steps = _Steps(progress, is_cancelled)
    as_of = _day(request.as_of)
    found = problems(content)
    draft = _draft(found)
    outputs: dict[Path, bytes] = {}
    report = ExportReport(written=(), problems=found, draft=draft)
    if request.word or request.pdf:
        steps.at("Preparing the template", 0.05)
        word = _Word(content, template_for_use(request.template), request.options, as_of, draft)
        report = word.rendered(report, steps)
        if request.word:
            outputs[request.word] = word.data
        if request.pdf:
            steps.at("Making the PDF", 0.6)
            outputs[request.pdf] = _pdf(word.data)
    if request.excel:
        steps.at("Writing the workbook", 0.85)
        outputs[request.excel] = _workbook(content, request, as_of, draft)
    steps.at("Writing the files", 0.95)
    for path, data in outputs.items():
        write_whole(path, data)
    progress("Done", 1.0)
    return replace(report, written=tuple(outputs))


class _Steps:
    """Tells progress and stops where that was asked for."""

    def __init__(self, progress: Progress, is_cancelled: Callable[[], bool]) -> None:
        self._progress = progress
        self._is_cancelled = is_cancelled

    def at(self, step: str, share: float) -> None:
        if self._is_cancelled():
            raise ExportCancelledError("The export was stopped; nothing was written.")
        self._progress(step, share)


class _Word:
    """The Word pack on its way: rendered, proved, and rendered again with its page numbers."""

    def __init__(
        self,
        content: Content,
        template: Template,
        options: Mapping[str, str],
        as_of: date | None,
        draft: str | None,
    ) -> None:
        from briefing.template.fields import CONTRACT
        from briefing.word.matrix_paper import on_paper
        from briefing.word.opening import compile_template

        self._content = content
        self._form = form_options(template, options, as_of, draft)
        self._template = compile_template(on_paper(template.data, self._form.paper), CONTRACT)
        self._missing: tuple[str, ...] = ()
        self.data = b""

    def rendered(self, report: ExportReport, steps: _Steps) -> ExportReport:
        """Render, prove and keep the document; return the report with what there is to say."""
        from briefing.preview.office import find_office

        steps.at("Filling the pages", 0.15)
        rendered, left_out = self._render(None)
        steps.at("Reading the quotations back", 0.3)
        self._prove(rendered)
        office = find_office()
        sentences = list(rendered.notices)
        if office is None:
            sentences.append("Without an office suite the contents have no page numbers.")
        else:
            steps.at("Counting the pages", 0.4)
            pages = self._pages(rendered)
            rendered, left_out = self._render(pages)
            self._prove(rendered)
        self.data = rendered.data
        sentences += [
            f"The citation [@{name}] names neither a source nor a passage of this pack."
            for name in self._missing
        ]
        return replace(
            report,
            quotations=len(rendered.ledger),
            empty_values=rendered.empty_count,
            left_out=left_out,
            sentences=tuple(sentences),
        )

    def _render(self, pages: Mapping[str, int] | None) -> tuple[Rendered, Mapping[str, int]]:
        from briefing.template.fields import fields
        from briefing.word.figures import draw_map
        from briefing.word.matrix_table import draw_matrix
        from briefing.word.rendering import render
        from briefing.word.state import RenderOptions

        cover = self._content.cover
        found = fields(self._content, self._form, draw_matrix, draw_map)
        options = RenderOptions(
            title=cover.title,
            subject=cover.event.name if cover.event else "",
            language=LANGUAGES.get(cover.language, cover.language),
            contents_pages=pages,
        )
        rendered = render(self._template, found, options)
        self._missing = tuple(found.missing_citations)
        return rendered, found.left_out

    def _pages(self, rendered: Rendered) -> Mapping[str, int]:
        from briefing.preview.pages import bookmarks

        marks = iter(bookmarks(_pdf(rendered.data)))
        pages: dict[str, int] = {}
        for heading in rendered.headings:
            words = " ".join(heading.text.split())
            found = next((mark for mark in marks if " ".join(mark.title.split()) == words), None)
            if found is None:
                break
            pages[heading.bookmark] = found.page
        return pages

    def _prove(self, rendered: Rendered) -> None:
        from briefing.word.proof import differences

        found = differences(rendered.data, rendered.ledger)
        if found:
            raise QuotationsDifferError("\n".join(str(one) for one in found))


def form_options(
    template: Template, options: Mapping[str, str], as_of: date | None, draft: str | None
) -> FormOptions:
    """Return the choices of a document from the options as they are typed.

    Raises:
        InputRefusedError: The template has no such option, or the option no such value.
    """
    from briefing.template.fields import FormOptions

    known = {option.name: option for option in template.info.options}
    values = {option.name: option.default for option in known.values()}
    for name, value in options.items():
        option = known.get(name)
        if option is None:
            names = ", ".join(known) or "none"
            raise InputRefusedError(f"The template has no option “{name}”; it has: {names}.")
        allowed = [choice.value for choice in option.choices]
        if value not in allowed:
            raise InputRefusedError(
                f"The option “{name}” cannot be “{value}”; it can be {', '.join(allowed)}."
            )
        values[name] = value
    return FormOptions(
        paper=values.get("paper", "A4"),
        fills=values.get("fills", "yes") == "yes",
        lines=values.get("lines", "yes") == "yes",
        sources=values.get("sources", "yes") == "yes",
        map=values.get("map", "yes") == "yes",
        as_of=as_of,
        draft=draft,
    )


def _workbook(
    content: Content, request: ExportRequest, as_of: date | None, draft: str | None
) -> bytes:
    from briefing.excel import write_matrix
    from briefing.template.fields_disclosed import disclosed

    options = _workbook_options(request, as_of, draft)
    return write_matrix(disclosed(content).content, options)


def _workbook_options(
    request: ExportRequest, as_of: date | None, draft: str | None
) -> WorkbookOptions:
    from briefing.excel import Form, Paper, WorkbookOptions

    paper = Paper.A3 if request.options.get("paper") == "A3" else Paper.A4
    fills = request.options.get("fills", "yes") == "yes"
    form = Form(request.form)
    return WorkbookOptions(as_of=as_of, paper=paper, fills=fills, form=form, draft=draft)


def _pdf(data: bytes) -> bytes:
    from briefing.preview.office import find_office, to_pdf

    office = find_office()
    if office is None:
        raise OutputNotWrittenError(
            "The PDF was not made: there is no office suite on this machine. Install LibreOffice, "
            "or open the Word file and save it as PDF there."
        )
    return to_pdf(office, data)


def _draft(found: tuple[Problem, ...]) -> str | None:
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if not errors:
        return None
    noun = "problem" if errors == 1 else "problems"
    return f"DRAFT – {errors} open {noun} – {clock.now()[:16].replace('T', ' ')}"


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    if not is_date(text):
        raise InputRefusedError(f"“{text}” is not a date: write it like 2026-01-06.")
    return first_day(text)
