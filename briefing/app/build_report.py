"""The build report: what an export proved, what was decided, what is open; saved as a file."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.app.proving import Way
from briefing.checks import Severity
from briefing.files.replacing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.app.exporting import ExportReport
    from briefing.app.typed_quotations import TypedQuotation

_DECIDED = {
    Way.PARAPHRASE: "printed as a paraphrase, without quotation marks",
    Way.LEAVE_OUT: "left out",
    Way.OVERRIDE: "printed although it differs",
}


def save_report(report: ExportReport, path: Path) -> None:
    """Write a build report: as JSON where the name says so, else as Markdown.

    Raises:
        OutputNotWrittenError: It could not be written; what was there is unchanged.
    """
    if path.suffix.lower() == ".json":
        data = msgspec.json.format(msgspec.json.encode(as_json(report)), indent=1)
    else:
        data = as_markdown(report).encode()
    write_whole(path, data)


def as_json(report: ExportReport) -> dict[str, Any]:
    """Return a report as plain JSON values; files by their names, not by their places."""
    plain: dict[str, Any] = asdict(report)
    return plain | {"written": [path.name for path in report.written]}


def as_markdown(report: ExportReport) -> str:
    """Return a report to be read."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: ExportReport) -> Iterator[str]:
    yield "# Build report"
    yield ""
    yield from (f"- Written: {path.name}" for path in report.written)
    yield f"- {report.draft}" if report.draft else "- No error was open: this is no draft."
    yield f"- Quotations read back and equal to their sources: {report.quotations}"
    yield f"- Values of the form that were empty: {report.empty_values}"
    for kind, count in report.left_out.items():
        yield f"- Left out because they are closed or sensitive: {count} {kind}"
    yield from (f"- {sentence}" for sentence in (*report.pages, *report.sentences))
    yield from _decisions(report)
    yield from _typed("Typed between quotation marks, and in a source", report.typed)
    yield from _typed("Typed between quotation marks, and in no source", report.unknown)
    yield from _problems(report)


def _decisions(report: ExportReport) -> Iterator[str]:
    if report.decisions:
        yield from ("", "## Quotations that differed", "")
    for key, decision in report.decisions.items():
        reason = f": {decision.reason}" if decision.reason else ""
        yield f"- {key} was {_DECIDED[decision.way]}{reason}."
        yield from (f"  - {one.sentence}" for one in report.overridden if one.key == key)


def _typed(title: str, rows: tuple[TypedQuotation, ...]) -> Iterator[str]:
    if rows:
        yield from ("", f"## {title}", "")
    for row in rows:
        place = f" (under {row.place})" if row.place else ""
        source = f" – {row.source}" if row.source else ""
        yield f"- “{row.words}”{place}{source}"


def _problems(report: ExportReport) -> Iterator[str]:
    for severity in Severity:
        rows = [problem for problem in report.problems if problem.severity is severity]
        if rows:
            yield from ("", f"## {severity.title()}s that are open: {len(rows)}", "")
        yield from (f"- {problem.kind} {problem.id}: {problem.sentence}" for problem in rows)
