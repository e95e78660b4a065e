"""`share`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from briefing.app import sharing
from briefing.cli.opening import pack_argument, reading
from briefing.cli.output import json_option, print_json, print_rows, say
from briefing.domain.vocabularies import Disclosure


@click.command("share")
@pack_argument
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--disclosure",
    type=click.Choice([Disclosure.FREE.value, Disclosure.BACKGROUND.value]),
    required=True,
    help="What its readers may have: free records only, or background information as well.",
)
@click.option("--dry-run", is_flag=True, help="List what would be left out; write nothing.")
@json_option
def share_command(
    pack: Path, out: Path, disclosure: str, dry_run: bool, as_json: bool
) -> None:  # click
    """Write a copy of PACK to OUT for others and list what is left out."""
    with reading(pack) as opened:
        wish = Disclosure(disclosure)
        made = sharing.plan_share(opened, wish) if dry_run else sharing.share(opened, out, wish)
    if as_json:
        print_json(
            {
                "written": not dry_run,
                "left_out": [asdict(row) for row in made.left_out],
                "counts": made.counts,
                "echoes": list(made.echoes),
            }
        )
        return
    print_rows((row.kind, row.id, row.why, row.title) for row in made.left_out)
    for words in made.echoes:
        shown = words if len(words) <= 80 else f"{words[:79]}…"
        say(f"Left out, but also in what is shared: “{shown}”")
    counted = ", ".join(f"{number} {kind}" for kind, number in made.counts.items()) or "nothing"
    say(f"{'Would be left' if dry_run else 'Left'} out: {counted}.")
    if not dry_run:
        say("The bytes of the copy were searched: nothing that is left out is in them.")
