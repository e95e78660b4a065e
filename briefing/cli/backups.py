"""`backups`."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.app import backups, packs
from briefing.cli.output import json_option, print_json, print_rows, say


@click.command("backups")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--restore", metavar="DATE", help="Make a pack of the copy of this day, or last.")
@click.option("--to", "out", metavar="FILE", type=click.Path(path_type=Path), help="Where it goes.")
@json_option
def backups_command(
    pack: Path, restore: str | None, out: Path | None, as_json: bool
) -> int:  # click
    """List the dated copies of PACK, which may be damaged or gone, or restore one to a new file."""
    if (restore is None) != (out is None):
        raise click.UsageError("To restore a copy name both: --restore DATE --to FILE.")
    if restore is None or out is None:
        return _list(pack, as_json)
    target = packs.new_file(out)
    restored = backups.restore_backup(backups.backup_of(pack, restore))
    try:
        saved = packs.save_pack(restored, target)
    finally:
        restored.close()
    if as_json:
        print_json({"restored": str(saved)})
    else:
        click.echo(saved)
    return 0


def _list(pack: Path, as_json: bool) -> int:
    rows = [(row, backups.fault_of(row)) for row in backups.backups(pack)]
    if as_json:
        print_json(
            [
                {"day": row.day, "file": str(row.path), "is_sound": fault is None, "fault": fault}
                for row, fault in rows
            ]
        )
    else:
        print_rows((row.day, "damaged" if fault else "sound", str(row.path)) for row, fault in rows)
        if not rows:
            say("There is no dated copy: one is made at the first save of every day.")
    return 1 if any(fault for _, fault in rows) else 0
