"""`doctor`."""

from __future__ import annotations

import click

from briefing.app.doctor import examine
from briefing.cli.output import json_option, print_json, print_rows


@click.command("doctor")
@json_option
def doctor_command(as_json: bool) -> None:  # click
    """Say what is installed, what is missing, and how to get it."""
    findings = examine()
    if as_json:
        print_json([finding._asdict() for finding in findings])
    else:
        print_rows((finding.subject, finding.state, finding.words) for finding in findings)
