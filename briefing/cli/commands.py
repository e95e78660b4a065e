"""Runs a command: loads its module on use, turns errors into sentences and exit codes."""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import Any

import click
from typing_extensions import override

from briefing import __version__
from briefing.app.library.trust import UntrustedTemplateError
from briefing.cli.table import COMMANDS
from briefing.errors import BriefingError


class _Commands(click.Group):
    """The commands of the table, each imported when it is run."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return [command.name for command in COMMANDS]

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, or None where there is none of that name."""
        del ctx
        row = next((command for command in COMMANDS if command.name == cmd_name), None)
        if row is None:
            return None
        module = importlib.import_module(f"briefing.cli.{row.module}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def briefing(debug: bool) -> None:  # click passes it by name
    """Assemble sources into briefing packs and matrices."""
    del debug


def run_command(words: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        result: Any = briefing.main(args=words, prog_name="briefing", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("Stopped; nothing was changed.", err=True)
        return 2
    except BriefingError as error:
        if "--debug" in words[:1]:
            traceback.print_exc()
        click.echo(str(error), err=True)
        if isinstance(error, UntrustedTemplateError):
            click.echo("briefing export agrees to it with --trust.", err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return result if isinstance(result, int) else 0
