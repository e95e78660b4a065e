"""Values that are fields of a record: where a document is to come home, they say which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.domain.cover import Cover
from briefing.domain.kinds import BY_TYPE
from briefing.template.values import (
    Block,
    Blocks,
    Bound,
    Citation,
    Inline,
    Note,
    Origin,
    Paragraph,
    Role,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.domain.base import Record
    from briefing.template.fields_walk import Prose, Walk

S = TypeVar("S")
PACK = "pack"


def itself(subject: Any) -> Any:
    """Return the record that fields are about, where they are about a record."""
    return subject


def own(
    field: str, make: Callable[[Any, S], object], record: Callable[[S], object] = itself
) -> Callable[[Walk, S], object]:
    """Return what makes a value that is nothing but a field of a record.

    Args:
        field: The record's field.
        make: Makes the value.
        record: Returns the record.
    """

    def made(walk: Walk, subject: S) -> object:
        value = make(walk, subject)
        if walk.options.review is None or not value or not isinstance(value, str | Inline):
            return value
        words = Inline.of(value) if isinstance(value, str) else value
        return bound(words, record(subject), field)

    return made


def origin_of(record: Record | Cover, field: str, part: int = 0) -> Origin:
    """Return the origin of a field's value."""
    kind = PACK if isinstance(record, Cover) else BY_TYPE[type(record)].singular
    return Origin(kind, record.id, field, part)


def bound(words: Inline, record: Any, field: str) -> Inline:
    """Return words that say of which field they are the value."""
    return _bound(words, origin_of(record, field)) if words else words


def bound_blocks(blocks: Blocks, record: Prose) -> Blocks:
    """Return the prose of a record, each of whose paragraphs and cells says which one it is."""
    numbers = iter(range(1, 2**31))

    def numbered(content: Inline | str) -> Inline:
        words = Inline.of(content) if isinstance(content, str) else content
        if not words.plain:
            return words
        return _bound(words, origin_of(record, "markdown", next(numbers)), record.markdown)

    return replace(blocks, items=tuple(_block(item, numbered) for item in blocks.items))


def units_of(blocks: Blocks) -> Iterator[tuple[Block, Inline]]:
    """Yield the paragraphs and cells that are numbered, each with the block that it stands in."""
    for block in blocks.items:
        rows: list[Inline | str] = []
        if isinstance(block, Paragraph) and block.role is not Role.RULE:
            rows.append(block.content)
        elif isinstance(block, Table):
            rows += [cell for row in (block.header, *block.rows) for cell in row]
        for row in rows:
            words = Inline.of(row) if isinstance(row, str) else row
            if words.plain:
                yield block, words


def _block(block: Block, numbered: Callable[[Inline | str], Inline]) -> Block:
    if isinstance(block, Paragraph) and block.role is not Role.RULE:
        return replace(block, content=numbered(block.content))
    if isinstance(block, Table):
        header, *rows = (tuple(map(numbered, row)) for row in (block.header, *block.rows))
        return replace(block, header=header, rows=tuple(rows))
    return block


def _bound(content: Inline, origin: Origin, prose: str = "") -> Inline:
    """Return rich text with its origin; citations at its end are not part of the value."""
    pieces = content.pieces
    stop = len(pieces)
    while stop and isinstance(pieces[stop - 1], Citation | Note):
        stop -= 1
    if not stop:
        return content
    return Inline((Bound(origin, Inline(pieces[:stop]), prose), *pieces[stop:]))
