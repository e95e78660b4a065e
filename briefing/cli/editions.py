"""`issue`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.app import editions, issuing
from briefing.app.earlier import edition_named
from briefing.app.edition_options import MadeWith
from briefing.app.templates import SUMMIT_PACK
from briefing.cli.choosing import (
    TEMPLATE,
    agreed,
    moment_option,
    options_option,
    pair,
    readers,
    readers_option,
    trust_option,
)
from briefing.cli.opening import changing, pack_argument, reading
from briefing.cli.output import json_option, print_json, say
from briefing.domain.exchange import label

if TYPE_CHECKING:
    from briefing.app.issuing import Issued

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("issue")
@pack_argument
@click.option("--template", help=f"{TEMPLATE} Without it: {SUMMIT_PACK}.")
@trust_option
@click.option("--word", type=_FILE, help="Write the Word pack here.")
@click.option("--excel", type=_FILE, help="Write the commitment matrix here.")
@click.option("--pdf", type=_FILE, help="Write the finished pages here; needs an office suite.")
@options_option()
@moment_option
@readers_option
@click.option("--addendum", is_flag=True, help="Late news to the newest edition: keep its number.")
@click.option("--again", metavar="EDITION", help="Write the files of an edition again.")
@json_option
def issue_command(  # noqa: PLR0913, PLR0917  # one parameter an option
    pack: Path,
    template: str | None,
    trust: bool,
    word: Path | None,
    excel: Path | None,
    pdf: Path | None,
    options: tuple[str, ...],
    as_of: str | None,
    disclosure: str | None,
    addendum: bool,
    again: str | None,
    as_json: bool,  # click
) -> int:
    """Freeze PACK as an edition; refused while an error is open.

    It remembers what its files were made with, so that --again makes the same. There is no --decide
    as for export: an edition stands on record and has no open error, so words that must not be
    printed are settled in the pack first.
    """
    if again is not None:
        if addendum or options or as_of or disclosure or not (word or excel or pdf):
            raise click.UsageError(
                "--again needs --word FILE, --excel FILE or --pdf FILE, and none of --addendum, "
                "--option, --as-of and --disclosure: the files are made as they were issued."
            )
        with reading(pack) as opened:
            edition = edition_named(opened.content, again)
            name = template or (edition.template.id if edition.template else SUMMIT_PACK)
            files = issuing.IssueRequest(
                template=agreed(name, trust=trust), word=word, excel=excel, pdf=pdf
            )
            issued = issuing.issue_again(opened, edition, files)
        _tell(issued, as_json=as_json)
        return 1 if issued.differing else 0
    request = issuing.IssueRequest(
        template=agreed(template or SUMMIT_PACK, trust=trust),
        word=word,
        excel=excel,
        pdf=pdf,
        addendum=addendum,
        made_with=MadeWith(
            options=dict(map(pair, options)), as_of=as_of, disclosure=readers(disclosure)
        ),
    )
    with changing(pack) as opened:
        issued = issuing.issue(opened, request)
    _tell(issued, as_json=as_json)
    return 0


def _tell(issued: Issued, *, as_json: bool) -> None:
    edition, report = issued.edition, issued.report
    if as_json:
        files = {
            "written": [str(path) for path in report.written],
            "differing": [str(path) for path in issued.differing],
            "incomparable": [str(path) for path in issued.incomparable],
        }
        print_json({**editions.as_json(edition), **files})
    else:
        click.echo(f"Edition {label(edition)} of {edition.issued}")
        for path in report.written:
            click.echo(path)
    for path in issued.incomparable:
        say(f"{path.name} cannot be compared: no such file was issued, or an office suite made it.")
    for path in issued.differing:
        say(f"{path.name} differs from what was issued: this program draws it in another way.")
    left_out = sum(report.left_out.values())
    if left_out:
        say(f"{left_out} closed or sensitive records were left out.")
    for sentence in report.sentences:
        say(sentence)
