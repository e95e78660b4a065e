"""Issuing: content frozen as an edition with its files, and the files made again and compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import clock
from briefing.app.checking import problems
from briefing.app.choices import Choices, Issue, day_of, form_options
from briefing.app.earlier import SINCE, newest
from briefing.app.edition_options import MadeWith
from briefing.app.exporting import (
    ExportReport,
    ExportRequest,
    Progress,
    export,
    never,
    no_progress,
)
from briefing.app.frozen import freeze, parts_digest, sha256_of, thaw, thawed
from briefing.app.lineage import note_save
from briefing.app.proving import QuotationsDifferError
from briefing.app.templates import SUMMIT_PACK, Template, template_named
from briefing.checks import Severity
from briefing.domain.base import Digest, LongText
from briefing.domain.content import Content
from briefing.domain.exchange import Edition, Output, TemplateUsed, label
from briefing.domain.ids import EditionId
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.store.new_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.store.pack import Pack

_PDF = ".pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRequest:
    """What is to be issued.

    Attributes:
        template: The id of an installed template, or a file.
        word: Where the Word pack goes, or None.
        excel: Where the matrix goes, or None.
        pdf: Where the finished pages go, or None; needs an office suite.
        addendum: Whether it belongs to the newest number instead of getting the next one.
        made_with: The options of the files, the day that they show and who reads them; an edition
            that is rendered again has those that it was issued with.
    """

    template: str = SUMMIT_PACK
    word: Path | None = None
    excel: Path | None = None
    pdf: Path | None = None
    addendum: bool = False
    made_with: MadeWith = field(default_factory=MadeWith)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What is rendered, all of it frozen, so that it can be done in a thread.

    Attributes:
        content: The content.
        request: Which files.
        issue: The edition, and the one that it is compared with.
    """

    content: Content
    request: IssueRequest
    issue: Issue

    @property
    def label(self) -> str:
        """Return how the edition is called: `3` or `3.1`."""
        return label(self.issue.edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Files that were written, and what they were written from.

    Attributes:
        rendering: What was asked for.
        frozen: The content as it is kept.
        report: What became of the files.
    """

    rendering: Rendering
    frozen: str
    report: ExportReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An edition with what there is to say about its files.

    Attributes:
        edition: The edition.
        report: What became of its files.
        differing: Files whose parts are not those that were issued; only when rendered again.
        incomparable: Files that were not issued with it, and PDFs, of which an office suite never
            makes the same bytes twice; only when rendered again.
    """

    edition: Edition
    report: ExportReport
    differing: tuple[Path, ...] = ()
    incomparable: tuple[Path, ...] = ()


def issue(pack: Pack, request: IssueRequest) -> Issued:
    """Freeze the pack as an edition and write its files, as one edit.

    The files are rendered from the frozen content and tell what changed since the edition before
    it by number (an addendum: since its number's newest), so that they can be rendered again.

    Raises:
        InputRefusedError: Errors are open, each with its sentence, or there is no such template.
        OutputNotWrittenError: A file could not be written; nothing was issued.
    """
    return keep_issued(pack, render_issue(plan_issue(pack.content, request)))


def plan_issue(content: Content, request: IssueRequest) -> Rendering:
    """Return the next edition of a content, not yet rendered.

    Raises:
        InputRefusedError: Errors are open, each with its sentence, there is no such template, it
            has no such option, or the day is not understood.
    """
    _refuse_errors(content)
    template = template_named(request.template)
    _refuse_unknown(content, template, request.made_with)
    number, addendum = _next(content, addendum=request.addendum)
    edition = Edition(
        id=EditionId(new_id()),
        number=number,
        addendum=addendum,
        issued=clock.now(),
        template=_used(template),
        content=LongText(""),  # frozen when it is rendered
        content_sha256=Digest(""),
        order=len(content.editions) + 1,
        options=request.made_with.used,
    )
    return Rendering(content=content, request=request, issue=Issue.of(content, edition))


def render_issue(
    rendering: Rendering,
    progress: Progress = no_progress,
    is_cancelled: Callable[[], bool] = never,
) -> Rendered:
    """Write the files of an edition from its frozen content, so that they can be made again.

    Raises:
        UntrustedTemplateError: The template is from somebody else, and nobody agreed to it yet.
        OutputNotWrittenError: A file could not be written, or has words that its readers must not
            have: that is settled in the pack, because an edition takes no decisions.
        ExportCancelledError: It was stopped; nothing was written.
    """
    frozen = freeze(rendering.content)
    texts = {sha256_of(row.text.encode()): row.text for row in rendering.content.sources}
    content = thawed(frozen, texts.__getitem__)
    try:
        report = export(content, _files(rendering), progress, is_cancelled)
    except QuotationsDifferError as error:
        raise OutputNotWrittenError(
            "Nothing was issued: an edition takes no decisions about words that must not be "
            "printed. Settle them in the pack (reword, mark as closed, or release by name), or "
            f"export the files, where you decide.\n{error}"
        ) from error
    return Rendered(rendering=rendering, frozen=frozen, report=report)


def keep_issued(pack: Pack, rendered: Rendered) -> Issued:
    """Put an edition whose files were written into the pack, as one edit."""
    rendering, report = rendered.rendering, rendered.report
    edition = replace(
        rendering.issue.edition,
        content=LongText(rendered.frozen),
        content_sha256=Digest(sha256_of(rendered.frozen.encode())),
        outputs=tuple(Output(name=path.name, sha256=_digest(path)) for path in report.written),
    )
    with pack.edit("Issue Addendum" if edition.addendum else "Issue Edition"):
        pack.put(edition)
    note_save(pack, edition=edition.id)
    return Issued(edition=pack.content.get(Edition, edition.id), report=report)


def issue_again(pack: Pack, edition: Edition, request: IssueRequest) -> Issued:
    """Write the files of an edition again, from its frozen content, and compare their parts.

    Raises:
        InputRefusedError: The edition was purged, a text of it is gone, or the template is
            another one now.
        OutputNotWrittenError: A file could not be written.
    """
    return render_again(edition, plan_again(pack, edition, request))


def plan_again(pack: Pack, edition: Edition, request: IssueRequest) -> Rendering:
    """Return an edition as it was issued, to be rendered again.

    Args:
        pack: The pack that has the edition.
        edition: Which one.
        request: Where the files go, and the template, which must be the one that was used.

    Raises:
        InputRefusedError: The edition was purged, a text of it is gone, or the template is
            another one now.
    """
    used, template = edition.template, template_named(request.template)
    if used is not None and _used(template) != used:
        raise InputRefusedError(
            f"Edition {label(edition)} was made with version {used.version} of the template "
            f"“{used.id}”, which is another one now: name the file that was used with --template."
        )
    try:
        content = thaw(edition, pack.text)
    except KeyError as error:
        raise InputRefusedError(
            f"Edition {label(edition)} cannot be rendered again: the text of one of its sources is "
            "no longer in the pack, which was loaded from JSON without it."
        ) from error
    return Rendering(content=content, request=request, issue=Issue.of(pack.content, edition))


def render_again(
    edition: Edition,
    rendering: Rendering,
    progress: Progress = no_progress,
    is_cancelled: Callable[[], bool] = never,
) -> Issued:
    """Write the files of an edition again and compare them with what was issued.

    Raises:
        OutputNotWrittenError: A file could not be written.
        ExportCancelledError: It was stopped; nothing was written.
    """
    report = export(rendering.content, _files(rendering), progress, is_cancelled)
    issued = {Path(output.name).suffix.lower(): output.sha256 for output in edition.outputs}
    comparable = [
        path
        for path in report.written
        if path.suffix.lower() in issued and path.suffix.lower() != _PDF
    ]
    return Issued(
        edition=edition,
        report=report,
        differing=tuple(
            path for path in comparable if issued[path.suffix.lower()] != _digest(path)
        ),
        incomparable=tuple(path for path in report.written if path not in comparable),
    )


def _files(rendering: Rendering) -> ExportRequest:
    request = rendering.request
    made_with = MadeWith.of(rendering.issue.edition)
    return ExportRequest(
        template=request.template,
        word=request.word,
        excel=request.excel,
        pdf=request.pdf,
        options=made_with.options,
        as_of=made_with.as_of,
        form="issue",
        issue=rendering.issue,
        disclosure=made_with.disclosure,
    )


def _digest(path: Path) -> Digest:
    """Return the hash of a written file: of its parts, or of the bytes of a PDF."""
    data = path.read_bytes()
    return Digest(sha256_of(data)) if path.suffix.lower() == _PDF else parts_digest(data)


def _refuse_errors(content: Content) -> None:
    errors = [row for row in problems(content) if row.severity is Severity.ERROR]
    if errors:
        noun = "error is" if len(errors) == 1 else "errors are"
        raise InputRefusedError(
            f"Nothing was issued: {len(errors)} {noun} open. Settle them, or export a draft.",
            *(f"{row.kind} {row.id}: {row.sentence}" for row in errors),
        )


def _refuse_unknown(content: Content, template: Template, made_with: MadeWith) -> None:
    """Refuse what no file of the edition could be made with."""
    options, day = made_with.options, day_of(made_with.as_of)
    if SINCE in options:
        raise InputRefusedError(
            "Nothing was issued: an edition tells what changed since the one before it. Leave the "
            f"option “{SINCE}” out."
        )
    if not options:
        return
    from briefing.app.workbook_choices import workbook_options

    choices = Choices(options=options, as_of=day, form="issue")
    form_options(template, choices, content)
    workbook_options(content, choices, template)


def _next(content: Content, *, addendum: bool) -> tuple[int, int]:
    last = newest(content)
    if not addendum:
        return (last.number + 1 if last else 1), 0
    if last is None:
        raise InputRefusedError(
            "Nothing was issued: there is no edition to which this could be an addendum."
        )
    return last.number, last.addendum + 1


def _used(template: Template) -> TemplateUsed:
    info = template.info
    sha256 = Digest(sha256_of(template.data))
    # A template that is only a file has no version of its own: its bytes say which it is.
    return TemplateUsed(id=info.id, version=info.version or sha256[:12], sha256=sha256)
