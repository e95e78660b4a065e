"""`rescue`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from briefing.app.rescuing import rescue_pack
from briefing.cli.output import json_option, print_json

_PACK = click.Path(path_type=Path)


@click.command("rescue")
@click.argument("damaged", type=_PACK)
@click.argument("new", type=_PACK)
@json_option
def rescue_command(damaged: Path, new: Path, as_json: bool) -> int:  # click
    """Make the pack NEW of what DAMAGED still holds, and list what is lost; exit code 1 if any."""
    report = rescue_pack(damaged, new)
    if as_json:
        print_json(asdict(report) | {"path": str(report.path)})
    else:
        click.echo(report.path)
        found = ", ".join(f"{count} {name}" for name, count in report.counts.items() if count)
        click.echo(f"Rescued: {found or 'the title'}.")
        if report.blank:
            click.echo(
                f"Pages of the file that are missing or empty: {report.blank}. What was written on "
                "them alone is lost and cannot be named: compare with an older copy."
            )
        for sentence in (*(loss.sentence for loss in report.losses), *report.passages):
            click.echo(sentence)
        if not (report.losses or report.passages or report.blank):
            click.echo("Nothing is known to be lost.")
    return 1 if report.losses or report.passages or report.blank else 0
