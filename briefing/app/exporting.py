"""Export: frozen content becomes Word pack, workbook and PDF, proved before they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.app import clock
from briefing.app.checking import problems
from briefing.app.choices import Issue, chosen, form_options, language_of
from briefing.app.earlier import NONE, SINCE
from briefing.app.form_languages import in_language
from briefing.app.proving import (
    Decisions,
    Differing,
    QuotationsDifferError,
    Way,
    decided,
    sheet_differences,
)
from briefing.app.review_forms import review_form
from briefing.app.templates import SUMMIT_PACK, template_for_use
from briefing.app.typed_quotations import TypedQuotation
from briefing.app.word_pack import WordPack, pdf, unproved, word_pack
from briefing.checks import Problem, Severity
from briefing.domain.vocabularies import Disclosure
from briefing.errors import BriefingError
from briefing.files.replacing import write_together

if TYPE_CHECKING:
    from briefing.app.choices import Choices
    from briefing.app.sharing import Share
    from briefing.app.templates import Template
    from briefing.domain.content import Content

Progress = Callable[[str, float], None]
_DRAFT: Final = (
    "DRAFT – {count} open problem – {moment}",
    "DRAFT – {count} open problems – {moment}",
)


def no_progress(_step: str, _share: float) -> None:
    """Tell nobody how far something is."""


def never() -> bool:
    """Tell that nobody stopped it."""
    return False


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
        form: `review` is worked on and comes home (the Word pack has its values in controls, the
            workbook has ids and formulas), `issue` is read by others. A PDF is always that.
        issue: Which edition it is and the one before it, or None; then `since` does not count.
        decisions: What becomes of quotations that differ, by their keys.
        disclosure: What the readers of a shareable edition may have, or None for our own.
    """

    template: str = SUMMIT_PACK
    word: Path | None = None
    excel: Path | None = None
    pdf: Path | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    form: str = "review"
    issue: Issue | None = None
    decisions: Decisions = field(default_factory=dict)
    disclosure: Disclosure | None = None


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
        pages: How the length compares with what the template allows, a sentence each.
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
    pages: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


def export(
    content: Content,
    request: ExportRequest,
    progress: Progress = no_progress,
    is_cancelled: Callable[[], bool] = never,
) -> ExportReport:
    """Render a pack and write what was asked for: all of it, once all is proved, or nothing.

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
    found = problems(content)
    content = decided(content, request.decisions)
    planned = planned_for_others(content, request)
    content, request = (content, request) if planned is None else for_others(planned, request)
    choices = chosen(
        content,
        request.options,
        as_of=request.as_of,
        draft=draft_words(found, language_of(content, request.options)),
        form=request.form,
        issue=request.issue,
    )
    report = ExportReport(
        written=(), problems=found, draft=choices.draft, decisions=request.decisions
    )
    making = _Making(content, request, choices, steps)
    report = making.pages(report)
    making.sheets()
    if planned is not None:
        steps.at("Looking for what is left out", 0.9)
        making.differing += _restricted(planned, making.made)
        report = replace(report, left_out=planned.counts)
    overridden = _overridden(making.differing, request.decisions)
    steps.at("Writing the files", 0.95)
    write_together(making.outputs)
    progress("Done", 1.0)
    said = tuple(filter(None, (choices.left_out, *report.sentences)))
    return replace(report, written=tuple(making.outputs), overridden=overridden, sentences=said)


class _Making:
    """The files of one export while they are made.

    Attributes:
        outputs: What is to be written, by its place.
        made: The office files that were made, written or not.
        differing: The quotations that differ from their sources.
    """

    def __init__(
        self, content: Content, request: ExportRequest, choices: Choices, steps: _Steps
    ) -> None:
        self._content = content
        self._request = request
        self._choices = choices
        self._steps = steps
        steps.at("Preparing the template", 0.05)
        self._template = template_for_use(request.template)
        self.outputs: dict[Path, bytes] = {}
        self.made: list[bytes] = []
        self.differing: list[Differing] = []

    def pages(self, report: ExportReport) -> ExportReport:
        """Make the Word pack and its PDF, where they are wanted, and tell of them."""
        request, content = self._request, self._content
        if not (request.word or request.pdf):
            return report
        template = self._template
        form = form_options(template, self._choices, content)
        template = in_language(template, content, form)
        review = review_form(content, template, self._choices.form) if request.word else None
        pack = word_pack(content, template, replace(form, review=review), self._steps.at)
        self.made.append(pack.data)
        self.differing += pack.differing
        if request.word:
            self.outputs[request.word] = pack.data
        if request.pdf:
            self._steps.at("Making the PDF", 0.6)
            shown = pack.data
            if review is not None:
                waiting = _waiting(self._steps)
                shown = unproved(content, template, form, pack.starts, waiting).data
            self.outputs[request.pdf] = pdf(shown)
        return _told(report, pack)

    def sheets(self) -> None:
        """Make the workbook, where it is wanted."""
        if self._request.excel is None:
            return
        self._steps.at("Writing the workbook", 0.85)
        shown = disclosed_of(self._content)
        data = _workbook(shown, self._choices, self._template)
        self.made.append(data)
        self.differing += sheet_differences(shown, data)
        self.outputs[self._request.excel] = data


def _waiting(steps: _Steps) -> Callable[[str], None]:
    return lambda step: steps.at(step or "Waiting", 0.6)


def for_others(planned: Share, request: ExportRequest) -> tuple[Content, ExportRequest]:
    """Return what others may read, in the form to be read; earlier editions have more than that."""
    options = {**request.options, SINCE: NONE}
    issue = request.issue and replace(request.issue, before=None)
    return planned.content, replace(request, options=options, form="issue", issue=issue)


def planned_for_others(content: Content, request: ExportRequest) -> Share | None:
    """Return what the readers of a shareable edition get, or None for our own house."""
    if request.disclosure is None:
        return None
    from briefing.app.disclosing import shareable

    return shareable(content, request.disclosure, request.decisions)


def _restricted(planned: Share, made: list[bytes]) -> tuple[Differing, ...]:
    """Return what stands in finished files although it is left out: for somebody to decide."""
    from briefing.app.disclosing import restricted

    return tuple(restricted(planned, made))


def _told(report: ExportReport, pack: WordPack) -> ExportReport:
    return replace(
        report,
        quotations=pack.quotations,
        typed=pack.typed,
        unknown=pack.unknown,
        empty_values=pack.empty_values,
        left_out=pack.left_out,
        pages=pack.pages,
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


def has_office() -> bool:
    """Tell whether an office suite can make a PDF here."""
    from briefing.preview.office import find_office

    return find_office() is not None


def disclosed_of(content: Content) -> Content:
    """Return what may be printed of a pack."""
    from briefing.template.fields_disclosed import printable

    return printable(content)


def _workbook(content: Content, choices: Choices, template: Template) -> bytes:
    from briefing.app.workbook_choices import workbook_options
    from briefing.excel import write_matrix

    return write_matrix(content, workbook_options(content, choices, template))


def draft_words(found: tuple[Problem, ...], language: str) -> str | None:
    """Return what stands on every page of a pack with open errors, or None without any.

    Args:
        found: The problems.
        language: The language of the pages.
    """
    from briefing.template.words import words_of

    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if not errors:
        return None
    moment = clock.now()[:16].replace("T", " ")
    return words_of(language).count(*_DRAFT, errors, moment=moment)
