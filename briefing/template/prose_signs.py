"""Prose as a row of signs, each with its look: how a document prints it, and how it is compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.template.bound import units_of
from briefing.template.markdown import blocks
from briefing.template.values import Citation, Inline, Link, Paragraph, Reference, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTE: Final = "\ufff9"
"""Stands for a citation."""
_NOTES: Final = re.compile(f"{NOTE}(?:, {NOTE})*")
_ANNEX: Final = re.compile(r" \[\d+(?:, \d+)*\]")
_CITED: Final = (
    "A mark of a footnote was added to it or taken out of it: what words rest on is changed in the "
    "pack, not in Word."
)


class Sign(NamedTuple):
    """One character with its look; a citation is one, too.

    Attributes:
        text: The character, or `NOTE` with the ids that it cites after it.
        bold: Whether it is bold.
        italic: Whether it is italic.
        url: Where it leads to, or "".
    """

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""

    @property
    def is_note(self) -> bool:
        """Whether it is a citation."""
        return self.text.startswith(NOTE)


Signs = tuple[Sign, ...]


class UnmappableError(Exception):
    """An edit cannot be put back into its Markdown; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph or cell of prose.

    Attributes:
        signs: What it says, with all its citations.
        kind: What it is: role, level and list of a paragraph, or the place of a cell.
    """

    signs: Signs
    kind: tuple[object, ...]

    @property
    def inner(self) -> Signs:
        """What it says without the citations at its end."""
        stop = len(self.signs)
        while stop and self.signs[stop - 1].is_note:
            stop -= 1
        return self.signs[:stop]

    @property
    def ending(self) -> Signs:
        """The citations at its end."""
        return self.signs[len(self.inner) :]


def units(markdown: str) -> tuple[Unit, ...]:
    """Return the paragraphs and cells of prose, in the order in which a document numbers them."""
    found = blocks(markdown, _cite)
    return tuple(
        Unit(_signs(content), (type(block).__name__, *_kind(block)))
        for block, content in units_of(found)
    )


def looked_at(signs: Signs, *, bold: bool, italic: bool) -> Signs:
    """Return signs without an emphasis that they have from the place they stand in."""
    return tuple(
        sign._replace(bold=sign.bold and not bold, italic=sign.italic and not italic)
        for sign in signs
    )


def with_citations(signs: Signs, printed: str, unit: Unit) -> Signs:
    """Return what a reader made of a paragraph, its marks read as the citations that they are.

    Args:
        signs: What it says now; a mark is one `NOTE`.
        printed: What it said when it was printed.
        unit: The paragraph in the Markdown.

    Raises:
        UnmappableError: A citation was added or taken away.
    """
    cited = [sign for sign in unit.inner if sign.is_note]
    for pattern in (_NOTES, _ANNEX):
        if cited and len(pattern.findall(printed)) == len(cited):
            return _named(signs, pattern, cited)
    if NOTE in "".join(sign.text for sign in signs):
        raise UnmappableError(_CITED)
    return signs


def is_uncited(printed: str, unit: Unit) -> bool:
    """Tell whether a paragraph with citations was printed without them."""
    cited = sum(sign.is_note for sign in unit.inner)
    return cited > 0 and all(len(one.findall(printed)) != cited for one in (_NOTES, _ANNEX))


def same_reading(one: Signs, other: Signs) -> bool:
    """Tell whether two paragraphs read the same; spaces have no look of their own."""
    return quiet(one) == quiet(other)


def quiet(signs: Signs) -> Signs:
    """Return signs without the look of spaces and citations, which have none of their own."""
    return tuple(Sign(sign.text) if sign.text.isspace() or sign.is_note else sign for sign in signs)


def _named(signs: Signs, pattern: re.Pattern[str], cited: Sequence[Sign]) -> Signs:
    text = "".join(sign.text for sign in signs)
    found = list(pattern.finditer(text))
    if len(found) != len(cited):
        raise UnmappableError(_CITED)
    made: list[Sign] = []
    at = 0
    for match, citation in zip(found, cited, strict=True):
        made += signs[at : match.start()]
        made.append(citation)
        at = match.end()
    return (*made, *signs[at:])


def _cite(ids: Sequence[str]) -> Citation:
    """Return a citation that keeps the ids that it names."""
    return Citation(tuple(Reference(one, Inline(), Inline()) for one in ids))


def _signs(content: Inline) -> Signs:
    made: list[Sign] = []
    for piece in content.pieces:
        if isinstance(piece, Citation):
            made.append(Sign(f"{NOTE}{' '.join(one.id for one in piece.references)}"))
        elif isinstance(piece, Text | Link):
            url = piece.url if isinstance(piece, Link) else ""
            made += [Sign(sign, piece.bold, piece.italic, url) for sign in piece.text]
    return tuple(made)


def _kind(block: object) -> tuple[object, ...]:
    if isinstance(block, Paragraph):
        return block.role, block.level, block.list, block.start
    return ()
