"""What commands print: one JSON document, or lines for people; messages go to standard error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def print_json(value: Any) -> None:
    """Print one JSON document on standard output."""
    try:
        data = msgspec.json.Encoder(decimal_format="number").encode(value)
        words = msgspec.json.format(data, indent=1).decode()
    except UnicodeEncodeError:  # the name of a file may hold bytes that are no UTF-8
        plain = json.dumps(msgspec.to_builtins(value), default=float, indent=1, ensure_ascii=False)
        words = plain.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    click.echo(words)


def print_rows(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns, the last one unpadded."""
    table = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    if not table:
        return
    widths = [min(48, max(len(row[at]) for row in table)) for at in range(len(table[0]))]
    for row in table:
        cells = [
            _cut(cell, width).ljust(width) for cell, width in zip(row[:-1], widths, strict=False)
        ]
        click.echo("  ".join((*cells, row[-1])).rstrip())


def say(sentence: str) -> None:
    """Print a sentence on standard error."""
    click.echo(sentence, err=True)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
