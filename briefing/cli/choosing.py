"""What `export` and `issue` are told alike: template, options, the day shown, the readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from briefing.app.templates import trust_template
from briefing.domain.vocabularies import Disclosure

Command = TypeVar("Command", bound=Callable[..., Any])

TEMPLATE: Final = "An id or a file; a workbook (.xlsx) is a house's own form of the matrix."
_OF_WORKBOOK: Final = (
    "The workbook alone knows matrix, round, rows, columns, only, unassessed, groups and base."
)


def trust_option(command: Command) -> Command:
    """Let a command take `--trust`."""
    return click.option("--trust", is_flag=True, help="Agree to a template of somebody else.")(
        command
    )


def options_option(also: str = "") -> Callable[[Command], Command]:
    """Let a command take `--option NAME=VALUE`.

    Args:
        also: What else its options can be.
    """
    told = " ".join(filter(None, ("Repeatable.", also, _OF_WORKBOOK)))
    return click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help=told)


def moment_option(command: Command) -> Command:
    """Let a command take `--as-of DATE`."""
    return click.option("--as-of", metavar="DATE", help="Show it as it stood on this day.")(command)


def readers_option(command: Command) -> Command:
    """Let a command take `--disclosure free|background`."""
    return click.option(
        "--disclosure",
        type=click.Choice([Disclosure.FREE.value, Disclosure.BACKGROUND.value]),
        help="Write the shareable edition: without what its readers must not have.",
    )(command)


def readers(disclosure: str | None) -> Disclosure | None:
    """Return what the readers may have, or None for our own house."""
    return Disclosure(disclosure) if disclosure else None


def pair(option: str) -> tuple[str, str]:
    """Return the name and the value of `NAME=VALUE`.

    Raises:
        UsageError: There is no equals sign in it.
    """
    name, equals, value = option.partition("=")
    if not equals:
        raise click.UsageError(f"“{option}” is not NAME=VALUE.")
    return name.strip(), value.strip()


def agreed(template: str, *, trust: bool) -> str:
    """Return a template that may be used, because somebody agrees to it here and now or did before.

    Raises:
        InputRefusedError: There is no such template.
    """
    if trust:
        trust_template(template)
    return template
