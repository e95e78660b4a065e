"""`template list`, `show`, `check`, `new`, `pack`, `install` and `remove`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from briefing.app import templates
from briefing.app.earlier import LAST, NONE, SINCE
from briefing.app.library.shelf import Listed, shelf, unread_folders
from briefing.cli.output import json_option, print_json, print_rows, say
from briefing.template.package import WORD
from briefing.template.problems import Severity

if TYPE_CHECKING:
    from briefing.app.library.installing import InstallPlan
    from briefing.template.manifest import Option

_OUT = click.Path(path_type=Path, dir_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_FOLDER = click.Path(path_type=Path, file_okay=False)
_STATED = ("id", "name", "version", "language", "description", "author", "licence")


@click.group("template")
def template_command() -> None:
    """Look at house templates, check, make, share and install them."""


@template_command.command("list")
@json_option
def list_templates(as_json: bool) -> None:  # click
    """List the templates that ship, are installed, or lie in shared folders."""
    found = shelf()
    if as_json:
        print_json([_as_json(one) for one in found])
        return
    print_rows(
        (
            one.id,
            one.package.info.name if one.package else "–",
            one.package.info.version if one.package else "–",
            one.origin if one.is_trusted or one.refusal else f"{one.origin}, not yet agreed to",
            one.refusal or (one.package.info.description if one.package else ""),
        )
        for one in found
    )
    for sentence in unread_folders():
        say(sentence)


def _as_json(one: Listed) -> dict[str, object]:
    about = msgspec.to_builtins(one.package.info) if one.package else {"id": one.id}
    return about | {
        "origin": one.origin,
        "path": str(one.path),
        "trusted": one.is_trusted,
        "refusal": one.refusal,
    }


@template_command.command("show")
@click.argument("name", metavar="ID")
@json_option
def show_template(name: str, as_json: bool) -> None:  # click
    """Show what template ID says of itself and asks for, and every field that it may name."""
    from briefing.app.library.card import card_of

    template = templates.template_named(name)
    info = template.info
    card = card_of(template.package) if template.package is not None else None
    contract = templates.contract()
    groups = {"": contract.fields, **contract.records}
    if as_json:
        rows = {
            group or "document": [asdict(field) | {"type": str(field.type)} for field in fields]
            for group, fields in groups.items()
        }
        asks = {"fields": card.fields, "links": card.links, "sha256": card.digest} if card else {}
        shown = {"template": msgspec.to_builtins(info), "asks": asks, "fields": rows}
        print_json(shown | {"trusted": template.is_trusted})
        return
    click.echo(f"{info.name} {info.version}\n{info.description}\n")
    for sentence in card.sentences if card else ():
        click.echo(sentence)
    for option in info.options:
        click.echo(_option_line(option))
    click.echo(f"option {SINCE}: an edition (3, 3.1), {LAST}, {NONE} (default {LAST})")
    for group, fields in groups.items():
        click.echo(f"\n{group or 'Fields of the document'}")
        print_rows(
            (f"  {field.name}", str(field.type), f"{field.description}. {field.example}".strip())
            for field in fields
        )


def _option_line(option: Option) -> str:
    if option.of:
        what = "one id" if option.kind == "record" else "ids with commas between them"
        return f"option {option.name}: {what} of the pack's {option.of} (default all)"
    empty = '""'
    choices = ", ".join(choice.value or empty for choice in option.choices)
    return f"option {option.name}: {choices} (default {option.default or empty})"


@template_command.command("check")
@click.argument("name", metavar="FILE")
@click.option("--comments", type=_OUT, help="Write a copy with a comment on each place.")
@json_option
def check_template(name: str, comments: Path | None, as_json: bool) -> int:  # click
    """List everything that is wrong with a template; the exit code is 1 where there is an error.

    FILE is a Word file, a package, the id of a template, or the folder that `new` made.
    """
    forms = templates.forms_named(name)
    known = {} if comments is None else {WORD: templates.write_comments(forms[WORD], comments)}
    found = templates.problems_in(forms, known)
    if as_json:
        print_json([asdict(problem) for problem in found])
    else:
        for problem in found:
            click.echo(f"{problem.severity:7}  {problem}")
        if not found:
            click.echo("No mistakes.")
    if comments is not None:
        say(f"Wrote {comments} with {len(known[WORD].problems)} comments.")
    return 1 if any(problem.severity is Severity.ERROR for problem in found) else 0


@template_command.command("new")
@click.argument("word", metavar="FILE.docx", type=_FILE)
@click.option("--folder", type=_FOLDER, help="Make the template here, not beside the Word file.")
@click.option("--id", help="What names it among all templates.")
@click.option("--name", help="What it is called.")
@click.option("--version", help="Numbers between dots.")
@click.option("--language", help="Its own words' language, such as en-GB.")
@click.option("--description", help="What it makes.")
@click.option("--author", help="Who made it.")
@click.option("--licence", help="Under what licence it may be passed on.")
@json_option
def new_template(word: Path, folder: Path | None, as_json: bool, **stated: str | None) -> None:
    """Make a template's folder of a Word file: manifest, cleaned form, list of fields."""
    from briefing.app.library import making

    given = {name: text for name in _STATED if (text := stated.get(name))}
    made = making.new_template(word, folder, **given)
    if as_json:
        print_json(
            {
                "folder": str(made.folder),
                "template": msgspec.to_builtins(made.info),
                "taken_out": [asdict(problem) for problem in made.taken_out],
                "problems": [asdict(problem) for problem in made.problems],
            }
        )
        return
    click.echo(made.folder)
    for problem in made.taken_out:
        say(f"Taken out: {problem.place}: “{problem.words}” {problem.message}")
    for problem in made.problems:
        say(f"{problem.severity}: {problem}")
    say(f"Fields to copy from: {made.folder / making.FIELDS}")


@template_command.command("pack")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.argument("out", type=_OUT)
@click.option("--no-preview", is_flag=True, help="Make no pictures of the pages.")
def pack_template(folder: Path, out: Path, no_preview: bool) -> None:  # click
    """Write the package that the template's folder DIR makes to OUT."""
    from briefing.app.library.making import pack_folder, package_path

    package = pack_folder(folder, out, with_preview=not no_preview)
    click.echo(package_path(out))
    for name, sha in package.info.parts.items():
        say(f"{sha}  {name}")
    if not package.previews and not no_preview:
        say("Without an office suite there are no pictures of its pages.")


@template_command.command("install")
@click.argument("path", metavar="FILE", type=_FILE)
@click.option("--trust", is_flag=True, help="Agree to it now, not before its first use.")
@click.option("--replace", is_flag=True, help="Install although the same or a newer one is there.")
@json_option
def install_template(path: Path, trust: bool, replace: bool, as_json: bool) -> None:  # click
    """Install the template FILE after showing whom it is from and what it changes."""
    from briefing.app.library import installing

    plan = installing.plan_install(path)
    if not as_json:
        _tell(plan)
    target = installing.install(plan, replace=replace)
    if trust:
        templates.trust_template(plan.package.info.id)
    trusted = plan.is_trusted or trust
    if as_json:
        print_json(_plan_as_json(plan) | {"installed": str(target), "trusted": trusted})
        return
    click.echo(target)
    if not trusted:
        say("Nobody here has agreed to it yet: --trust does, with install or with export.")


def _tell(plan: InstallPlan) -> None:
    for sentence in plan.card.sentences:
        say(sentence)
    for change in plan.changes:
        say(change.sentence)
    for use in plan.used_by:
        say(f"{use.path} has {use.editions} editions made with it, the last with {use.version}.")


def _plan_as_json(plan: InstallPlan) -> dict[str, object]:
    return {
        "template": msgspec.to_builtins(plan.package.info),
        "asks": {
            "fields": plan.card.fields,
            "links": plan.card.links,
            "sha256": plan.card.digest,
        },
        "changes": [asdict(change) for change in plan.changes],
        "used_by": [asdict(use) | {"path": str(use.path)} for use in plan.used_by],
    }


@template_command.command("remove")
@click.argument("name", metavar="ID")
def remove_template(name: str) -> None:
    """Take the installed template ID out of this user's library."""
    from briefing.app.library.installing import remove

    click.echo(remove(name))
