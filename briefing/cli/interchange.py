"""`dump` and `load`."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.app import interchange, packs
from briefing.cli.opening import reading
from briefing.cli.output import print_json
from briefing.files.replacing import write_whole


@click.command("dump")
@click.argument("pack", type=click.Path(path_type=Path), required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--schema", is_flag=True, help="Print the JSON schema instead.")
def dump_command(pack: Path | None, out: Path | None, schema: bool) -> None:  # click
    """Print the whole of PACK as JSON."""
    if schema:
        print_json(interchange.schema())
        return
    if pack is None:
        raise click.UsageError("Name the pack to dump, or --schema.")
    with reading(pack) as opened:
        data = interchange.dump(opened)
    if out is None:
        click.echo(data.decode("utf-8"), nl=False)
    else:
        write_whole(out, data)


@click.command("load")
@click.argument("pack", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
def load_command(pack: Path, file: Path) -> None:
    """Make PACK from the dumped FILE; refused whole with every error and its place."""
    pack = packs.new_file(pack)
    loaded = interchange.load(file)
    try:
        click.echo(packs.save_pack(loaded, pack))
    finally:
        loaded.close()
