"""`share` and `purge`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.app import cleaning, purging, sharing
from briefing.app.wordings import headline
from briefing.cli.opening import changing, pack_argument, reading
from briefing.cli.output import json_option, print_json, print_rows, say
from briefing.domain.actors import Actor
from briefing.domain.kinds import BY_TYPE
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content


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
@click.option("--allow-echoes", is_flag=True, help="Names that are left out may stand in texts.")
@json_option
def share_command(  # one parameter an option
    pack: Path,
    out: Path,
    disclosure: str,
    dry_run: bool,
    allow_echoes: bool,
    as_json: bool,  # click
) -> None:
    """Write a copy of PACK to OUT for others and list what is left out; no file is replaced."""
    with reading(pack) as opened:
        wish = Disclosure(disclosure)
        if dry_run:
            made = sharing.plan_share(opened, wish)
        else:
            made = sharing.share(opened, out, wish, allow_echoes=allow_echoes)
    if as_json:
        print_json(
            {
                "written": not dry_run,
                "left_out": [asdict(row) for row in made.left_out],
                "counts": made.counts,
                "echoes": list(made.echoes),
                "leaks": [asdict(place) for place in made.leaks],
                "paths": list(made.paths),
                "without_address": list(made.without_address),
            }
        )
        return
    print_rows((row.kind, row.id, row.why, row.title) for row in made.left_out)
    for words in made.echoes:
        say(f"Left out, but also in what is shared: “{_shown(words)}”")
    counted = ", ".join(f"{number} {kind}" for kind, number in made.counts.items()) or "nothing"
    say(f"{'Would be left' if dry_run else 'Left'} out: {counted}.")
    for sentence in _what_is_in_it(made):
        say(sentence)
    if not dry_run:
        say(
            "The copy was searched byte by byte: of the words that only what is left out has, none "
            "is in it."
        )


def _what_is_in_it(made: sharing.Share) -> Iterator[str]:
    for one in made.without_address:
        yield f"The address of source {one} leads into the house and is taken out."
    for place in made.leaks:
        what = "The name" if place.is_name else "Words"
        yield f"{what} of {place.of}, which is left out: {place.place}."
    for where in made.paths:
        yield f"A place on a machine of the house: {where}."
    if made.traces.unsearched:
        yield (
            f"{len(made.traces.unsearched)} short values of what is left out, such as a role or a "
            "place, are in what is shared too."
        )


@click.command("purge")
@pack_argument
@click.option("--source", metavar="ID", help="The source to purge, with all that quotes it.")
@click.option("--actor", metavar="ID", help="The actor to purge, with all that quotes them.")
@click.option("--reason", required=True, help="Stands where an edition was.")
@click.option("--with-copies", is_flag=True, help="Reprints and other revisions of a source too.")
@click.option("--dry-run", is_flag=True, help="List what would go; change nothing.")
@click.option("--yes", is_flag=True, help="Yes, though it cannot be undone.")
@json_option
def purge_command(  # noqa: PLR0913, PLR0917  # one parameter an option
    pack: Path,
    source: str | None,
    actor: str | None,
    reason: str,
    with_copies: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,  # click
) -> int:
    """Take a source or actor and all that quotes it out of PACK and its copies for good.

    It can be run again, also for what was removed before; exit code 1 where something is left.
    """
    if (source is None) == (actor is None):
        raise click.UsageError("Name what to purge: --source ID or --actor ID.")
    if not (yes or dry_run):
        raise click.UsageError(
            "A purge cannot be undone, and the history of the pack is forgotten: look with "
            "--dry-run at what would go, then say --yes."
        )
    if source is not None:
        target = purging.PurgeTarget(record_type=Source, id=source)
    else:
        target = purging.PurgeTarget(record_type=Actor, id=actor or "")
    if dry_run:
        with reading(pack) as opened:
            former = cleaning.former_of(opened, target)
            plan = purging.plan_purge(
                opened, target, reason, with_copies=with_copies, former=former
            )
            _tell_purge(opened.content, plan, None, as_json)
        return 0
    with changing(pack) as opened:
        whole = opened.content
        done = cleaning.purge(opened, target, reason, with_copies=with_copies)
    _tell_purge(whole, done.plan, done, as_json)
    return 1 if done.remaining or done.plan.standing or done.plan.alike else 0


def _tell_purge(
    content: Content, plan: purging.PurgePlan, done: cleaning.Purged | None, as_json: bool
) -> None:
    rows = [(BY_TYPE[type(row)].singular, row.id, headline(content, row)) for row in plan.gone]
    if as_json:
        print_json(_purge_as_json(rows, plan, done))
        return
    print_rows(rows)
    if plan.editions:
        say(f"Editions replaced by date, reason and hash: {', '.join(plan.editions)}.")
    if plan.sent:
        say(f"Copies that may be with others: {', '.join(plan.sent)}. Ask for them back.")
    for sentence in _what_stays(plan):
        say(sentence)
    if done is not None:
        _tell_where(done)


def _tell_where(done: cleaning.Purged) -> None:
    cleaned = len(done.cleaned)
    copies = "1 copy was cleaned" if cleaned == 1 else f"{cleaned} copies were cleaned"
    say(f"{len(done.searched)} files were searched byte by byte; {copies}.")
    held = {path.partition(" (")[0] for path in done.held}
    for sentence in done.held:
        say(f"Still in {sentence}: close that window and purge again.")
    others = {path for paths in done.elsewhere.values() for path in paths}
    for path in done.elsewhere:
        say(f"Still in {path} or its dated copies, another file of this pack: purge that one too.")
    for path in done.remaining:
        if str(path.parent) not in held and path not in others:
            say(f"Still in {path}, or it cannot be read: delete that file yourself.")


def _what_stays(plan: purging.PurgePlan) -> Iterator[str]:
    for row in plan.alike:
        yield f"A reprint or another revision stays: source {row.id}. --with-copies purges it too."
    for place in plan.standing:
        what = "The name" if place.is_name else "Words"
        yield f"{what} of {place.of} still in: {place.place}. Edit, remove or purge that too."
    if plan.traces.unsearched:
        yield (
            f"{len(plan.traces.unsearched)} short values of it, such as a role or a place, are in "
            "what stays too, so that files could not be searched for them."
        )


def _purge_as_json(
    rows: list[tuple[str, str, str]], plan: purging.PurgePlan, done: cleaning.Purged | None
) -> dict[str, Any]:
    found = ("cleaned", "searched", "remaining")
    paths = {name: [str(one) for one in getattr(done, name, ())] for name in found}
    return {
        "gone": [{"kind": kind, "id": one, "title": title} for kind, one, title in rows],
        "editions": plan.editions,
        "sent": plan.sent,
        **paths,
        "held": done.held if done else (),
        "echoes": plan.traces.echoes,
        "standing": [asdict(place) for place in plan.standing],
        "alike": [row.id for row in plan.alike],
        "purged": done is not None,
    }


def _shown(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"
