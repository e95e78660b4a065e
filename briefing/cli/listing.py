"""`list`, `search` and `check`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from briefing.app.checking import problems
from briefing.app.profiles import profiles
from briefing.app.wordings import headline
from briefing.cli.opening import pack_argument, reading
from briefing.cli.output import json_option, print_json, print_rows
from briefing.domain.kinds import BY_NAME
from briefing.domain.revisions import replaced_by

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.checks import Problem
    from briefing.domain.sources import Source
    from briefing.store.pack import Pack

_KINDS = (*BY_NAME, "profiles", "problems", "edits")


@click.command("list")
@pack_argument
@click.argument("kind", type=click.Choice(_KINDS))
@json_option
def list_command(pack: Path, kind: str, as_json: bool) -> None:  # click
    """List the records of PACK of one KIND."""
    with reading(pack) as opened:
        if as_json:
            print_json(_as_json(opened, kind))
        else:
            print_rows(_rows(opened, kind))


@click.command("search")
@pack_argument
@click.argument("query")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@json_option
def search_command(pack: Path, query: str, limit: int, as_json: bool) -> int:  # click
    """Find QUERY in PACK: words, beginnings of words, "phrases"."""
    with reading(pack) as opened:
        hits = opened.search(query, limit)
    if as_json:
        print_json([asdict(hit) for hit in hits])
    else:
        clean = str.maketrans({"\u2068": "", "\u2069": ""})
        print_rows((hit.kind, hit.id, hit.snippet.translate(clean)) for hit in hits)
    return 0


@click.command("check")
@pack_argument
@json_option
def check_command(pack: Path, as_json: bool) -> int:  # click
    """List what is wrong in PACK; the exit code is 1 when a problem is an error."""
    with reading(pack) as opened:
        found = problems(opened.content)
    if as_json:
        print_json([asdict(problem) for problem in found])
    else:
        print_rows(_problem_row(problem) for problem in found)
        if not found:
            click.echo("No problems.")
    return 1 if any(problem.severity == "error" for problem in found) else 0


def _rows(pack: Pack, kind: str) -> list[tuple[str, ...]]:
    content = pack.content
    if kind == "problems":
        return [_problem_row(problem) for problem in problems(content)]
    if kind == "profiles":
        return [(row.id, row.name, row.summary) for row in profiles(content)]
    if kind == "edits":
        return [(str(at), name) for at, name in enumerate(pack.history, start=1)]
    if kind == "sources":
        newer = replaced_by(content)
        return [_source_row(row, newer.get(row.id)) for row in content.sources]
    return [(row.id, headline(content, row)) for row in content.all(BY_NAME[kind].record_type)]


def _source_row(source: Source, newer: Source | None) -> tuple[str, ...]:
    """Return a source with the revision that it is, where there are several."""
    if newer is not None:
        return source.id, f"{source.title} (replaced by {newer.id})"
    revision = f" (revision {source.revision})" if source.revision > 1 else ""
    return source.id, f"{source.title}{revision}"


def _as_json(pack: Pack, kind: str) -> Any:
    content = pack.content
    if kind == "problems":
        return [asdict(problem) for problem in problems(content)]
    if kind == "profiles":
        return [asdict(row) for row in profiles(content)]
    if kind == "edits":
        return list(pack.history)
    from briefing.app.interchange import as_json

    return as_json(pack)[kind]


def _problem_row(problem: Problem) -> tuple[str, ...]:
    return problem.severity.label, f"{problem.kind} {problem.id}", problem.sentence
