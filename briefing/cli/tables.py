"""`table`: somebody else's matrix becomes proposals, and every irregularity is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from briefing.cli.opening import changing, pack_argument, reading
from briefing.cli.output import json_option, print_json, say
from briefing.domain.kinds import KINDS
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.app.tables.importing import ReadTable
    from briefing.app.tables.proposing import TablePlan
    from briefing.store.pack import Pack
    from briefing.tabular.irregularities import Irregularity
    from briefing.tabular.mapping import TableMapping

_FILE = click.Path(path_type=Path)
_NAMED: Final = 12


@click.command("table")
@pack_argument
@click.argument("file", metavar="FILE", type=_FILE)
@click.option("--sheet", metavar="NAME", default="", help="The sheet; by default the likeliest.")
@click.option(
    "--mapping",
    metavar="FILE",
    type=_FILE,
    help="What the columns mean, as JSON. Where there is no such file, the guess is written to it.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be proposed.")
@json_option
def table_command(
    pack: Path,
    file: Path,
    sheet: str,
    mapping: Path | None,
    dry_run: bool,  # click
    as_json: bool,  # click
) -> None:
    """Put another's matrix (.xlsx, .csv) into the inbox of PACK, and say what is odd in it."""
    with reading(pack) if dry_run else changing(pack) as opened:
        read, planned = _planned(opened, file, sheet, mapping)
        added = () if dry_run else _put(opened, planned, remembers=mapping is not None)
    written = _written(mapping, planned.mapping)
    if as_json:
        print_json(_as_json(read, planned, added))
        return
    for line in _lines(read, planned, len(added), dry_run=dry_run):
        click.echo(line)
    for sentence in written:
        say(sentence)


def _planned(
    pack: Pack, file: Path, sheet: str, mapping: Path | None
) -> tuple[ReadTable, TablePlan]:
    from briefing.app.tables.importing import plan_table, read_table
    from briefing.app.tables.opening import open_table_file
    from briefing.app.tables.remembering import load_mapping

    given = load_mapping(mapping) if mapping is not None and mapping.exists() else None
    read = read_table(pack.content, open_table_file(file), sheet, given)
    try:
        return read, plan_table(pack.content, read)
    except InputRefusedError as error:  # the mapping is what has to be changed
        raise InputRefusedError(*error.sentences, *_written(mapping, read.guess.mapping)) from None


def _put(pack: Pack, planned: TablePlan, *, remembers: bool) -> tuple[str, ...]:
    from briefing.app.tables.proposing import put_into_inbox, sort_out
    from briefing.app.tables.remembering import remember

    if remembers:
        remember(planned.mapping)
    return put_into_inbox(pack, sort_out(pack.content, planned))


def _written(path: Path | None, mapping: TableMapping) -> tuple[str, ...]:
    """Write the guess where the file of a mapping is not there yet, and say so."""
    from briefing.app.tables.remembering import save_mapping

    if path is None or path.exists():
        return ()
    save_mapping(mapping, path)
    return (f"The mapping as guessed was written to {path}: change it and run this again.",)


def _as_json(read: ReadTable, planned: TablePlan, added: tuple[str, ...]) -> dict[str, Any]:
    from briefing.tabular.irregularities import counts

    return {
        "file": planned.name,
        "sheet": planned.sheet or None,
        "sheets": list(read.file.sheets),
        "rows": planned.rows,
        "remembered": read.is_remembered,
        "mapping": planned.mapping.as_json(),
        "proposed": {kind: count for kind, count in planned.counted.items() if count},
        "added": list(added),
        "counts": counts(planned.irregularities),
        "irregularities": [one.as_json() for one in planned.irregularities],
    }


def _lines(read: ReadTable, planned: TablePlan, added: int, *, dry_run: bool) -> Iterator[str]:
    kept = " The mapping is the one remembered for these headings." if read.is_remembered else ""
    rows = f"{planned.rows:,} row{'s' * (planned.rows != 1)}"
    yield f"{planned.origin}: {rows} below the headings.{kept}"
    for column in planned.mapping.columns:
        if column.role != "ignored":
            yield f"  {column.heading or '(no heading)'}: {column.role.label}"
    left = [one.heading for one in planned.mapping.columns if one.role == "ignored" and one.heading]
    if left:
        more = f" and {len(left) - _NAMED:,} more" * (len(left) > _NAMED)
        yield f"  Left out: {', '.join(left[:_NAMED])}{more}"
    yield from _irregular(planned.irregularities)
    found = ", ".join(
        f"{count:,} {kind.singular if count == 1 else kind.name}"
        for kind in KINDS
        if (count := planned.counted[kind.name])
    )
    would = "would wait in the inbox" if dry_run else "wait in the inbox"
    if dry_run or added:
        yield f"{found or 'No changes'} {would}."
    else:
        yield f"{planned.origin} brings nothing that was not proposed before."


def _irregular(rows: tuple[Irregularity, ...]) -> Iterator[str]:
    """Yield the irregularities by kind, of each the first ones."""
    groups: dict[str, list[Irregularity]] = {}
    for row in rows:
        groups.setdefault(row.kind, []).append(row)
    for found in groups.values():
        kind = found[0].kind
        yield f"{len(found):,} {kind.one if len(found) == 1 else kind.many}:"
        for row in found[:_NAMED]:
            value = f" “{' '.join(row.value.split())}”" if row.value.strip() else ""
            where = row.cell or "the file"
            yield f"  {where}{value}: {row.reason}"
        if len(found) > _NAMED:
            yield f"  … and {len(found) - _NAMED:,} more; --json lists all."
