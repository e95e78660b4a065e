"""Export: frozen content becomes Word pack, workbook and PDF, proved before they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import clock
from briefing.app.checking import problems
from briefing.app.proving import (
    Decisions,
    Differing,
    QuotationsDifferError,
    Way,
    decided,
    sheet_differences,
)
from briefing.app.templates import SUMMIT_PACK, Template, template_named
from briefing.app.typed_quotations import TypedQuotation
from briefing.app.word_pack import WordPack, pdf, word_pack
from briefing.checks import Problem, Severity
from briefing.domain.dates import first_day, is_date
from briefing.errors import BriefingError, InputRefusedError
from briefing.files.replacing import write_whole

if TYPE_CHECKING:
    from datetime import date

    from briefing.domain.content import Content
    from briefing.excel import WorkbookOptions
    from briefing.template.fields import FormOptions

Progress = Callable[[str, float], None]


class ExportCancelledError(BriefingError):
    """The analyst stopped an export; nothing was written."""


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
        decisions: What becomes of quotations that differ, by their keys.
    """

    template: str = SUMMIT_PACK
    word: Path | None = None
    excel: Path | None = None
    pdf: Path | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    form: str = "review"
    decisions: Decisions = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What became of an export.

    Attributes:
        written: The files.
        problems: What is wrong in the pack; errors make a draft of it.
        draft: What stands on every page of a draft, or None.
        quotations: How many quotations were read back and found equal.
        decisions: What was decided about quotations that differ, by their keys.
        overridden: The quotations that differ and are printed all the same.
        typed: Words typed between quotation marks that a source has.
        unknown: Words between quotation marks that no source has.
        empty_values: How many values of the template were empty.
        left_out: How many closed and sensitive records stay out, by kind.
        sentences: What else there is to say.
    """

    written: tuple[Path, ...]
    problems: tuple[Problem, ...]
    draft: str | None
    quotations: int = 0
    decisions: Decisions = field(default_factory=dict)
    overridden: tuple[Differing, ...] = ()
    typed: tuple[TypedQuotation, ...] = ()
    unknown: tuple[TypedQuotation, ...] = ()
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
    report = ExportReport(written=(), problems=found, draft=draft, decisions=request.decisions)
    content = decided(content, request.decisions)
    outputs: dict[Path, bytes] = {}
    differing: list[Differing] = []
    if request.word or request.pdf:
        steps.at("Preparing the template", 0.05)
        template = template_named(request.template)
        form = form_options(template, request.options, as_of, draft)
        pack = word_pack(content, template, form, steps.at)
        differing += pack.differing
        report = _told(report, pack)
        if request.word:
            outputs[request.word] = pack.data
        if request.pdf:
            steps.at("Making the PDF", 0.6)
            outputs[request.pdf] = pdf(pack.data)
    if request.excel:
        steps.at("Writing the workbook", 0.85)
        shown = disclosed_of(content)
        outputs[request.excel] = data = _workbook(shown, request, as_of, draft)
        differing += sheet_differences(shown, data)
    overridden = _overridden(differing, request.decisions)
    steps.at("Writing the files", 0.95)
    for path, data in outputs.items():
        write_whole(path, data)
    progress("Done", 1.0)
    return replace(report, written=tuple(outputs), overridden=overridden)


def _told(report: ExportReport, pack: WordPack) -> ExportReport:
    return replace(
        report,
        quotations=pack.quotations,
        typed=pack.typed,
        unknown=pack.unknown,
        empty_values=pack.empty_values,
        left_out=pack.left_out,
        sentences=pack.sentences,
    )


def _overridden(differing: list[Differing], decisions: Decisions) -> tuple[Differing, ...]:
    """Return what is printed although it differs.

    Raises:
        QuotationsDifferError: Something differs about which nobody decided.
    """
    allowed = {key for key, decision in decisions.items() if decision.way is Way.OVERRIDE}
    undecided = tuple(one for one in differing if one.key not in allowed)
    if undecided:
        raise QuotationsDifferError(undecided)
    return tuple(differing)


class _Steps:
    """Tells progress and stops where that was asked for."""

    def __init__(self, progress: Progress, is_cancelled: Callable[[], bool]) -> None:
        self._progress = progress
        self._is_cancelled = is_cancelled

    def at(self, step: str, share: float) -> None:
        if self._is_cancelled():
            raise ExportCancelledError("The export was stopped; nothing was written.")
        self._progress(step, share)


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


def disclosed_of(content: Content) -> Content:
    """Return what may be printed of a pack."""
    from briefing.template.fields_disclosed import disclosed

    return disclosed(content).content


def _workbook(
    content: Content, request: ExportRequest, as_of: date | None, draft: str | None
) -> bytes:
    from briefing.excel import write_matrix

    return write_matrix(content, _workbook_options(request, as_of, draft))


def _workbook_options(
    request: ExportRequest, as_of: date | None, draft: str | None
) -> WorkbookOptions:
    from briefing.excel import Form, Paper, WorkbookOptions

    paper = Paper.A3 if request.options.get("paper") == "A3" else Paper.A4
    fills = request.options.get("fills", "yes") == "yes"
    form = Form(request.form)
    return WorkbookOptions(as_of=as_of, paper=paper, fills=fills, form=form, draft=draft)


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
