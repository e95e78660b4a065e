"""Editions: issued with template and hashes, rendered again, compared with today."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.app import clock
from briefing.app.checking import problems
from briefing.app.comparing import Difference, differences
from briefing.app.exporting import ExportReport, ExportRequest, export
from briefing.app.frozen import freeze, known_again, label, parts_digest, sha256_of, thaw, thawed
from briefing.app.templates import SUMMIT_PACK, Template, template_for_use, template_named
from briefing.checks import Severity
from briefing.domain.base import Digest, LongText
from briefing.domain.exchange import Edition, Output, TemplateUsed
from briefing.domain.ids import EditionId
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.domain.content import Content
    from briefing.store.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRequest:
    """What is to be issued.

    Attributes:
        template: The id of an installed template, or a file.
        word: Where the Word pack goes, or None.
        excel: Where the matrix goes, or None.
        addendum: Whether it belongs to the newest number instead of getting the next one.
    """

    template: str = SUMMIT_PACK
    word: Path | None = None
    excel: Path | None = None
    addendum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An edition with what there is to say about its files.

    Attributes:
        edition: The edition.
        report: What became of its files.
        differing: Files whose parts are not those that were issued; only when rendered again.
    """

    edition: Edition
    report: ExportReport
    differing: tuple[Path, ...] = ()


def issue(pack: Pack, request: IssueRequest) -> Issued:
    """Freeze the pack as an edition and write its files, as one edit.

    The files are rendered from the frozen content, so that they can be rendered again.

    Raises:
        InputRefusedError: Errors are open, each with its sentence, or there is no such template.
        OutputNotWrittenError: A file could not be written; nothing was issued.
    """
    _refuse_errors(pack.content)
    template = template_for_use(request.template)
    number, addendum = _next(pack.content, addendum=request.addendum)
    frozen = freeze(pack.content)
    report = _render(thawed(frozen, pack.text), request)
    edition = Edition(
        id=EditionId(pack.new_id()),
        number=number,
        addendum=addendum,
        issued=clock.now(),
        template=_used(template),
        content=LongText(frozen),
        content_sha256=Digest(sha256_of(frozen.encode())),
        outputs=tuple(
            Output(name=path.name, sha256=parts_digest(path.read_bytes()))
            for path in report.written
        ),
        order=len(pack.content.editions) + 1,
    )
    with pack.edit("Issue Addendum" if addendum else "Issue Edition"):
        pack.put(edition)
    return Issued(edition=pack.content.get(Edition, edition.id), report=report)


def issue_again(
    pack: Pack,
    edition: Edition,
    *,
    word: Path | None = None,
    excel: Path | None = None,
    template: str | None = None,
) -> Issued:
    """Write the files of an edition again, from its frozen content, and compare their parts.

    Args:
        pack: The pack that has the edition.
        edition: Which one.
        word: Where the Word pack goes, or None.
        excel: Where the matrix goes, or None.
        template: The template, where it is a file; it must be the one that was used.

    Raises:
        InputRefusedError: The edition was purged, a text of it is gone, or the template is
            another one now.
        OutputNotWrittenError: A file could not be written.
    """
    used = edition.template
    name = template or (used.id if used else SUMMIT_PACK)
    if used is not None and _used(template_named(name)) != used:
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
    report = _render(content, IssueRequest(template=name, word=word, excel=excel))
    issued = {Path(output.name).suffix.lower(): output.sha256 for output in edition.outputs}
    differing = tuple(
        path
        for path in report.written
        if issued.get(path.suffix.lower(), (now := parts_digest(path.read_bytes()))) != now
    )
    return Issued(edition=edition, report=report, differing=differing)


def newest(content: Content) -> Edition | None:
    """Return the edition that was issued last, or None."""
    return max(content.editions, key=lambda row: (row.number, row.addendum), default=None)


def edition_named(content: Content, name: str) -> Edition:
    """Return the edition called `3`, `3.1` or `last`, or by its id.

    Raises:
        InputRefusedError: There is none.
    """
    named = {label(row): row for row in content.editions} | {
        row.id: row for row in content.editions
    }
    last = newest(content)
    found = last if name == "last" else named.get(name)
    if found is None:
        known = ", ".join(label(row) for row in content.editions) or "none"
        raise InputRefusedError(f"There is no edition “{name}” in this pack; it has: {known}.")
    return found


def since(content: Content, edition: Edition) -> tuple[Difference, ...]:
    """Return what changed since an edition, in lines that a person can read.

    Raises:
        InputRefusedError: The edition was purged.
    """
    return differences(known_again(content, edition), content)


def _render(content: Content, request: IssueRequest) -> ExportReport:
    return export(
        content,
        ExportRequest(
            template=request.template, word=request.word, excel=request.excel, form="issue"
        ),
    )


def _refuse_errors(content: Content) -> None:
    errors = [row for row in problems(content) if row.severity is Severity.ERROR]
    if errors:
        noun = "error is" if len(errors) == 1 else "errors are"
        raise InputRefusedError(
            f"Nothing was issued: {len(errors)} {noun} open. Settle them, or export a draft.",
            *(f"{row.kind} {row.id}: {row.sentence}" for row in errors),
        )


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


def as_json(edition: Edition) -> Mapping[str, Any]:
    """Return an edition as plain JSON values, without its content."""
    from briefing.interchange.dumping import record_as_json

    plain = record_as_json(edition)
    return {name: value for name, value in plain.items() if name != "content"}
