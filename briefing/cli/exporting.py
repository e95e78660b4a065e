"""`demo` and `export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.app.build_report import as_json as as_json_report
from briefing.app.build_report import save_report
from briefing.app.demo import write_demo
from briefing.app.exporting import ExportRequest, export
from briefing.app.proving import Decision, Way
from briefing.app.templates import SUMMIT_PACK
from briefing.cli.choosing import (
    TEMPLATE,
    agreed,
    moment_option,
    options_option,
    pair,
    readers,
    readers_option,
    trust_option,
)
from briefing.cli.opening import pack_argument, reading
from briefing.cli.output import json_option, print_json, say

if TYPE_CHECKING:
    from briefing.app.exporting import ExportReport

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("demo")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def demo_command(folder: Path) -> None:
    """Write the sample pack, its Word pack and its matrix into DIR."""
    report = write_demo(folder, _progress)
    for path in report.written:
        click.echo(path)
    _tell(report)


@click.command("export")
@pack_argument
@click.option(
    "--form",
    type=click.Choice(["review", "issue"]),
    default="review",
    show_default=True,
    help="To be worked on and received again, or to be read by others.",
)
@click.option(
    "--template",
    default=SUMMIT_PACK,
    show_default=True,
    help=TEMPLATE,
)
@trust_option
@click.option("--word", type=_FILE, help="Write the Word pack here.")
@click.option("--excel", type=_FILE, help="Write the commitment matrix here.")
@click.option("--pdf", type=_FILE, help="Write the finished pages here.")
@options_option("since=3, 3.1, last or none: the edition since which changes are told.")
@moment_option
@click.option(
    "--decide",
    "decisions",
    multiple=True,
    metavar="KEY=WAY",
    help="What becomes of a quotation that differs: paraphrase, leave-out or override:REASON.",
)
@readers_option
@click.option("--report", type=_FILE, help="Write what was proved and decided here (.md, .json).")
@json_option
def export_command(  # noqa: PLR0913, PLR0917  # one parameter an option
    pack: Path,
    form: str,
    template: str,
    trust: bool,
    word: Path | None,
    excel: Path | None,
    pdf: Path | None,
    options: tuple[str, ...],
    as_of: str | None,
    decisions: tuple[str, ...],
    disclosure: str | None,
    report: Path | None,
    as_json: bool,  # click
) -> None:
    """Write PACK as a Word pack, a workbook, finished pages."""
    if not (word or excel or pdf):
        raise click.UsageError("Name what to write: --word FILE, --excel FILE or --pdf FILE.")
    request = ExportRequest(
        template=agreed(template, trust=trust),
        word=word,
        excel=excel,
        pdf=pdf,
        options=dict(map(pair, options)),
        as_of=as_of,
        form=form,
        decisions=dict(_decision(words) for words in decisions),
        disclosure=readers(disclosure),
    )
    with reading(pack) as opened:
        done = export(opened.content, request, _progress)
    if report:
        save_report(done, report)
    if as_json:
        print_json(as_json_report(done) | {"written": [str(path) for path in done.written]})
    else:
        for path in done.written:
            click.echo(path)
        _tell(done)


def _decision(words: str) -> tuple[str, Decision]:
    key, value = pair(words)
    way, _, reason = value.partition(":")
    if way not in tuple(Way):
        known = ", ".join(Way)
        raise click.UsageError(f"“{way}” is no way to decide about {key}: choose one of {known}.")
    return key, Decision(way=Way(way), reason=reason.strip())


def _progress(step: str, share: float) -> None:
    if sys.stderr.isatty():
        end = "\n" if share >= 1 else ""
        click.echo(f"\r\x1b[K{round(share * 100):3} %  {step}{end}", err=True, nl=False)


def _tell(report: ExportReport) -> None:
    if report.draft:
        say(f"Marked {report.draft}.")
    if report.quotations:
        say(f"{report.quotations} quotations were read back and are those of their sources.")
    for one in report.overridden:
        say(f"Printed although it differs: {one.sentence}")
    for row in report.unknown:
        say(f"“{row.words}” stands between quotation marks and is in no source of this pack.")
    left_out = sum(report.left_out.values())
    if left_out:
        say(f"{left_out} closed or sensitive records were left out.")
    for sentence in report.sentences:
        say(sentence)
