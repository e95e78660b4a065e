"""`diff`, `receive` and `proposals`."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.app import comparing, deciding, editions, receiving
from briefing.app.earlier import edition_named
from briefing.cli.opening import changing, pack_argument, reading, say_who_edits
from briefing.cli.output import json_option, print_json, print_rows, say

if TYPE_CHECKING:
    from briefing.app.inbox import Received
    from briefing.domain.exchange import Proposal
    from briefing.store.pack import Pack

_FILE = click.Path(path_type=Path)


@click.command("diff")
@click.argument("before", metavar="A", type=_FILE)
@click.argument("after", metavar="[B]", required=False, type=_FILE)
@click.option("--since", metavar="EDITION", help="Compare A with an edition of it: 3, 3.1, last.")
@json_option
def diff_command(
    before: Path, after: Path | None, since: str | None, as_json: bool
) -> None:  # click
    """Say what changed from pack A to pack B, or in A since an edition, by country and kind."""
    found = _differences(before, after, since)
    if as_json:
        print_json([{**row.change.as_json(), "line": row.line} for row in found])
        return
    for row in found:
        click.echo(row.line)
    if not found:
        click.echo("No differences.")


def _differences(
    before: Path, after: Path | None, since: str | None
) -> tuple[comparing.Difference, ...]:
    if (after is None) == (since is None):
        raise click.UsageError("Name a second pack, or --since EDITION of the one.")
    if after is not None:
        for path in (before, after):
            say_who_edits(path)
        return comparing.compare(before, after)
    with reading(before) as opened:
        content = opened.content
        return editions.since(content, edition_named(content, since or ""))


@click.command("receive")
@pack_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@click.option("--accept", type=click.Choice(["all"]), help="Accept what can be at once.")
@json_option
def receive_command(
    pack: Path, files: tuple[Path, ...], accept: str | None, as_json: bool
) -> None:  # click
    """Put what colleagues changed, in packs, Word packs and workbooks, into the inbox of PACK."""
    with changing(pack) as opened:
        received = [(file, receiving.receive(opened, file)) for file in files]
        accepted = deciding.accept_all(opened) if accept else None
    if as_json:
        print_json([_received(file, result, accepted) for file, result in received])
        return
    for _, result in received:
        for sentence in result.sentences:
            click.echo(sentence)
    for sentence in accepted.sentences if accepted else ():
        click.echo(sentence)


@click.command("proposals")
@pack_argument
@click.option("--accept", metavar="ID|all", multiple=True, help="Accept a proposal, or all.")
@click.option("--reject", metavar="ID|all", multiple=True, help="Reject a proposal, or all.")
@click.option("--change", metavar="ID", help="Accept a proposal with another value.")
@click.option(
    "--value",
    metavar="JSON",
    help="With --change: the value. Of a whole record the fields that are other than proposed; "
    "null takes one away. Of a corrected stage an entry with its date, as in "
    '\'{"date": "2027-02-01"}\': it is added and the old one stays.',
)
@json_option
def proposals_command(
    pack: Path,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    change: str | None,
    value: str | None,
    as_json: bool,  # click
) -> None:
    """List the inbox of PACK, or accept, change and reject what is in it."""
    after = _read(change, value)
    if not (accept or reject or change):
        with reading(pack) as opened:
            _list(opened, as_json)
        return
    with changing(pack) as opened:
        rejected = _reject(opened, reject)
        changed = deciding.accept_changed(opened, change, after) if change else None
        accepted = _accept(opened, accept) if accept else None
        if as_json:
            _list(opened, as_json)
    if as_json:
        return
    if rejected:
        click.echo(f"Rejected: {', '.join(rejected)}.")
    for outcome in (changed, accepted):
        for sentence in outcome.sentences if outcome else ():
            click.echo(sentence)


def _read(change: str | None, value: str | None) -> Any:
    """Return what --value says; it and --change go together."""
    if (change is None) != (value is None):
        raise click.UsageError("--change ID and --value JSON go together.")
    if value is None:
        return None
    try:
        return json.loads(value, parse_float=Decimal, parse_constant=Decimal)
    except (ValueError, RecursionError) as error:
        raise click.UsageError(
            f"--value is no JSON ({error}): write a text in quotation marks, as in "
            "--value '\"No ground troops\"'."
        ) from error


def _accept(pack: Pack, ids: tuple[str, ...]) -> deciding.Accepted:
    return deciding.accept_all(pack) if "all" in ids else deciding.accept(pack, ids)


def _reject(pack: Pack, ids: tuple[str, ...]) -> tuple[str, ...]:
    every = tuple(one.id for one in deciding.open_proposals(pack.content))
    return deciding.reject(pack, every if "all" in ids else ids)


def _list(pack: Pack, as_json: bool) -> None:
    rows = pack.content.proposals
    if as_json:
        print_json([deciding.described(row) for row in rows])
        return
    print_rows(_row(row) for row in rows)
    if not rows:
        say("The inbox is empty.")


def _row(row: Proposal) -> tuple[str, ...]:
    where = " ".join(filter(None, (row.kind, row.record, row.field)))
    place = " ".join(filter(None, (row.origin, row.place)))
    told = (f"{_cut(row.before)} → {_cut(row.after)}", place, row.reason or "")
    return row.id, row.state.label, where, *told


def _cut(text: str | None) -> str:
    words = text or "–"
    return words if len(words) <= 40 else f"{words[:39]}…"


def _received(file: Path, result: Received, accepted: deciding.Accepted | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "file": str(file),
        "added": list(result.added),
        "conflicts": list(result.conflicts),
        "refused": dict(result.refused),
        "absences": [change.as_json() for change in result.absences],
        "since": result.since,
        "sentences": list(result.sentences),
    }
    if accepted is not None:
        taken = [one for one in accepted.accepted if one in result.added]
        refused = {one: why for one, why in accepted.refused.items() if one in result.added}
        made |= {"accepted": taken, "refused": {**result.refused, **refused}}
    return made
