"""The list of fields as a page of its own, from which an author copies tags into Word."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from briefing.template.contract import Kind
from briefing.template.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.template.contract import Contract, Field

_STYLE: Final = (
    "body{font:15px/1.45 Calibri,Carlito,sans-serif;color:#1B2430;margin:2.5rem auto;"
    "max-width:62rem}h1{font-size:1.6rem}h1,h2{color:#1F4E79;font-weight:600}"
    "h2{font-size:1.15rem;margin-top:2rem}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .75rem .35rem "
    "0;border-bottom:1px solid #D5DAE1;vertical-align:top}th{color:#1F4E79}"
    "code{font:13px/1.4 Consolas,'DejaVu Sans Mono',monospace;user-select:all;white-space:nowrap}"
    "small{color:#55606E}"
)
_ALONE: Final = (
    Kind.TEXT, Kind.RICH, Kind.QUOTED, Kind.BLOCK, Kind.PICTURE, Kind.NUMBER, Kind.DATE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEntry:
    """One field as an author meets it.

    Attributes:
        record: The record it belongs to; "" for the document.
        name: Its name.
        type: What it holds.
        description: What it means.
        example: What it may print.
        tag: What an author puts into Word.
    """

    record: str
    name: str
    type: str
    description: str
    example: str
    tag: str


def field_entries(contract: Contract) -> tuple[FieldEntry, ...]:
    """Return every field of a contract with the tag that prints it, the document's first."""
    return tuple(
        FieldEntry(
            record=record,
            name=field.name,
            type=str(field.type),
            description=field.description,
            example=field.example,
            tag=tag(record, field, contract),
        )
        for record, fields in {"": contract.fields, **contract.records}.items()
        for field in fields
    )


def tag(record: str, field: Field, contract: Contract) -> str:
    """Return what prints a field: a value, a loop for a list, a condition for a yes or no."""
    name = f"{record}.{field.name}" if record else field.name
    kind = field.type.kind
    if kind in _ALONE:
        return f"{{{{ {name} }}}}"
    if kind is Kind.FLAG:
        return f"{{% if {name} %}} … {{% endif %}}"
    if kind is Kind.RECORD:
        return f"{{{{ {name}.{_naming(field, contract)} }}}}"
    item = field.type.item
    variable = item.record if item is not None and item.record else "item"
    inner = f"{{{{ {variable} }}}}" if item is None or not item.record else "…"
    return f"{{% for {variable} in {name} %}} {inner} {{% endfor %}}"


def _naming(field: Field, contract: Contract) -> str:
    """Return the field of a record that is most like its name."""
    known = contract.of(field.type)
    words = [name for name, kind in known.items() if kind.kind in _ALONE]
    return next((name for name in ("name", "title", *words) if name in words), next(iter(known)))


def field_page(contract: Contract, title: str) -> str:
    """Return the list of fields as one HTML page that needs nothing else."""
    entries = field_entries(contract)
    groups = dict.fromkeys(entry.record for entry in entries)
    body = "".join(
        _group(record, [entry for entry in entries if entry.record == record]) for record in groups
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>'
        f"{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
        "<p>Click a tag to select all of it, copy it, and put it into the Word form. A field of a "
        "record is written with the name of its loop: inside <code>{% for country in countries "
        "%}</code> that is <code>country</code>.</p>"
        f"{body}{_filters()}</body></html>\n"
    )


def _group(record: str, entries: list[FieldEntry]) -> str:
    heading = f"A {record.replace('_', ' ')}" if record else "The document"
    rows = "".join(_rows(entries))
    head = "<tr><th>Tag</th><th>Holds</th><th>Meaning</th></tr>"
    return f"<h2>{escape(heading)}</h2><table>{head}{rows}</table>"


def _rows(entries: list[FieldEntry]) -> Iterator[str]:
    for entry in entries:
        example = f" <small>{escape(entry.example)}</small>" if entry.example else ""
        yield (
            f"<tr><td><code>{escape(entry.tag)}</code></td><td>{escape(entry.type)}</td>"
            f"<td>{escape(entry.description)}.{example}</td></tr>"
        )


def _filters() -> str:
    rows = "".join(
        f"<tr><td><code>| {escape(found.example)}</code></td><td>"
        f"{escape(' or '.join(sorted(found.accepts)))}</td></tr>"
        for found in FILTERS.values()
    )
    return (
        "<h2>Filters, written after a field</h2><table><tr><th>Filter</th><th>Takes</th></tr>"
        f"{rows}</table>"
    )
