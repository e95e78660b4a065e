"""`new` and `import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.app import packs
from briefing.app.carrying import new_from
from briefing.app.importing import import_bytes, import_files, import_pasted
from briefing.app.revisions.finding import Fate
from briefing.app.revisions.revising import Arriving, revise
from briefing.cli.opening import changing, pack_argument
from briefing.cli.output import json_option, print_json, say

if TYPE_CHECKING:
    from briefing.app.importing import Imported
    from briefing.app.revisions.revising import Revised
    from briefing.store.pack import Pack


@click.command("new")
@pack_argument
@click.option("--title", required=True, help="What the pack is for.")
@click.option("--language", help="Language of the outputs; en, or that of OLD.")
@click.option(
    "--from",
    "old",
    metavar="OLD",
    type=click.Path(path_type=Path),
    help="Carry over what still stands in this pack.",
)
def new_command(pack: Path, title: str, language: str | None, old: Path | None) -> None:
    """Make a new pack at PACK; a file that is there already is not overwritten."""
    pack = packs.new_file(pack)
    if old is None:
        made = packs.create_pack(title, language=language or "en")
    else:
        made = new_from(title, old, language=language)
    try:
        click.echo(packs.save_pack(made, pack))
    finally:
        made.close()


@click.command("import")
@pack_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--replaces",
    metavar="ID",
    help="FILE is the new revision of this source; what rests on that goes into the inbox.",
)
@json_option
def import_command(
    pack: Path, files: tuple[Path, ...], replaces: str | None, as_json: bool
) -> int:  # click
    """Import each FILE as a source of PACK; - reads pasted text from standard input."""
    if replaces is not None and len(files) != 1:
        raise click.UsageError("--replaces takes one FILE: a source has one new revision.")
    with changing(pack) as opened:
        if replaces is not None:
            revised = _revised(opened, replaces, files[0])
            results = [revised.imported]
            found = [_described(revised.imported) | _fates(revised)]
        else:
            results = [result for file in files for result in _imported(opened, file)]
            found = [_described(result) for result in results]
    if as_json:
        print_json(found)
    for result in results:
        if result.outcome == "refused" or not as_json:
            say(result.sentence) if result.outcome == "refused" else click.echo(result.sentence)
        for warning in result.warnings:
            say(warning)
    return 3 if any(result.outcome == "refused" for result in results) else 0


def _imported(pack: Pack, file: Path) -> tuple[Imported, ...]:
    if str(file) != "-":
        return import_files(pack, [file])
    data = sys.stdin.buffer.read()
    try:
        return (import_pasted(pack, data.decode("utf-8")),)
    except UnicodeDecodeError:
        return (import_bytes(pack, data, "standard input.txt"),)


def _revised(pack: Pack, older: str, file: Path) -> Revised:
    if str(file) != "-":
        return revise(pack, older, Arriving.of_file(file))
    data = sys.stdin.buffer.read()
    try:
        return revise(pack, older, Arriving.of_text(data.decode("utf-8")))
    except UnicodeDecodeError:
        return revise(pack, older, Arriving.of_bytes(data, "standard input.txt"))


def _fates(revised: Revised) -> dict[str, Any]:
    """Return what became of the passages of the older revision."""
    return {
        "replaces": revised.replaces,
        "passages": {fate.value: revised.counts.get(fate, 0) for fate in Fate},
        "proposals": list(revised.proposals),
    }


def _described(result: Imported) -> dict[str, Any]:
    made: dict[str, Any] = {
        "file": result.name,
        "outcome": result.outcome,
        "id": result.source,
        "sentence": result.sentence,
        "warnings": list(result.warnings),
    }
    reading = result.reading
    if reading is not None and result.source is not None:
        made |= {
            "title": reading.title,
            "publisher": reading.publisher,
            "published": reading.published,
            "language": reading.language,
            "body": [[one.start, one.stop] for one in reading.body],
            "set_aside": [[one.start, one.stop, one.reason] for one in reading.set_aside],
        }
    return made
