"""`template list`, `show` and `check`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
import msgspec

from briefing.app import templates
from briefing.cli.output import json_option, print_json, print_rows, say

_OUT = click.Path(path_type=Path, dir_okay=False)


@click.group("template")
def template_command() -> None:
    """Look at house templates and check them."""


@template_command.command("list")
@json_option
def list_templates(as_json: bool) -> None:  # click
    """List the installed templates."""
    found = templates.templates()
    if as_json:
        print_json(msgspec.to_builtins(found))
    else:
        print_rows((info.id, info.name, info.version, info.description) for info in found)


@template_command.command("show")
@click.argument("name")
@json_option
def show_template(name: str, as_json: bool) -> None:  # click
    """Show what template NAME says of itself, and every field that it may name."""
    info = templates.template_named(name).info
    contract = templates.contract()
    groups = {"": contract.fields, **contract.records}
    if as_json:
        rows = {
            group or "document": [asdict(field) | {"type": str(field.type)} for field in fields]
            for group, fields in groups.items()
        }
        print_json({"template": msgspec.to_builtins(info), "fields": rows})
        return
    click.echo(f"{info.name} {info.version}\n{info.description}\n")
    for option in info.options:
        choices = ", ".join(choice.value for choice in option.choices)
        click.echo(f"option {option.name}: {choices} (default {option.default})")
    for group, fields in groups.items():
        click.echo(f"\n{group or 'Fields of the document'}")
        print_rows(
            (f"  {field.name}", str(field.type), f"{field.description}. {field.example}".strip())
            for field in fields
        )


@template_command.command("check")
@click.argument("name", metavar="FILE")
@click.option("--comments", type=_OUT, help="Write a copy with a comment on each place.")
@json_option
def check_template(name: str, comments: Path | None, as_json: bool) -> int:  # click
    """List everything that is wrong with a template; the exit code is 1 where there is an error."""
    found = templates.check(name)
    if comments is not None:
        templates.write_comments(name, found, comments)
    if as_json:
        print_json([asdict(problem) for problem in found.problems])
    else:
        for problem in found.problems:
            click.echo(f"{problem.severity:7}  {problem}")
        if not found.problems:
            click.echo("No mistakes.")
    if comments is not None:
        say(f"Wrote {comments} with {len(found.problems)} comments.")
    return 1 if found.errors else 0
