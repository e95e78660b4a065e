"""An edited paragraph put back into the Markdown that it was printed from, or refused.

Whatever is put back is printed again and compared: only where every paragraph then reads as it
should, signs, emphasis, links and citations, is the Markdown taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.template.bound import units_of
from briefing.template.markdown import PARSER, blocks
from briefing.template.values import (
    Citation,
    Inline,
    Link,
    Paragraph,
    Reference,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

NOTE: Final = "\ufff9"
"""Stands for a citation."""
_NOTES: Final = re.compile(f"{NOTE}(?:, {NOTE})*")
_ANNEX: Final = re.compile(r" \[\d+(?:, \d+)*\]")
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<|]")
_STARTS: Final = re.compile(r"^(#{1,6}(?=\s)|[-+>](?=\s|$)|\d{1,9}(?=[.)]))")
_CODE: Final = ("fence", "code_block")


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


_CITED: Final = (
    "A mark of a footnote was added to it or taken out of it: what words rest on is changed in the "
    "pack, not in Word."
)
_UNMAPPED: Final = (
    "How it was changed cannot be put back into the record's text without losing something: make "
    "the change there."
)


def rewritten(markdown: str, part: int, signs: Signs, *, uncited: bool = False) -> str:
    """Return Markdown in which one paragraph says something else.

    Args:
        markdown: The prose.
        part: Which paragraph or cell, from 1.
        signs: What it is to say, without the citations at its end.
        uncited: Whether its citations are not among the signs, and stay where they are.

    Raises:
        UnmappableError: That cannot be put back exactly.
    """
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    before = units(text)
    tokens = _tokens(text)
    if len(tokens) != len(before) or not 1 <= part <= len(before):
        raise UnmappableError(_UNMAPPED)
    unit, token = before[part - 1], tokens[part - 1]
    first, last = token.map or (0, 0)
    lines = text.split("\n")
    for made in _candidates(unit, token, lines[first:last], signs, uncited=uncited):
        found = "\n".join((*lines[:first], made, *lines[last:])) if made else ""
        after = units(found)
        if len(after) == len(before) and all(
            _reads(now, signs + unit.ending, uncited=uncited, old=was)
            if place == part
            else now == was
            for place, (was, now) in enumerate(zip(before, after, strict=True), start=1)
        ):
            return found
    raise UnmappableError(_UNMAPPED)


def _reads(unit: Unit, wanted: Signs, *, uncited: bool, old: Unit) -> bool:
    """Tell whether a paragraph says what it should, all its citations kept."""
    if unit.kind != old.kind:
        return False
    if not uncited:
        return _quiet(unit.signs) == _quiet(wanted)
    kept = [sign.text for sign in unit.signs if sign.is_note]
    words = tuple(sign for sign in unit.signs if not sign.is_note)
    plain = tuple(sign for sign in wanted if not sign.is_note)
    return _quiet(words) == _quiet(plain) and kept == [s.text for s in old.signs if s.is_note]


def same_reading(one: Signs, other: Signs) -> bool:
    """Tell whether two paragraphs read the same; spaces have no look of their own."""
    return _quiet(one) == _quiet(other)


def _quiet(signs: Signs) -> Signs:
    return tuple(Sign(sign.text) if sign.text.isspace() or sign.is_note else sign for sign in signs)


def _candidates(
    unit: Unit, token: Token, lines: Sequence[str], signs: Signs, *, uncited: bool
) -> Iterator[str]:
    """Yield what the lines of a paragraph could be, the nearest to what they are first."""
    source = "\n".join(lines)
    before = tuple(s for s in unit.inner if not s.is_note) if uncited else unit.inner
    for is_escaped in (False, True):
        spliced = _spliced(source, before, signs, is_escaped=is_escaped)
        if spliced is not None:
            yield spliced
    if uncited or token.type in _CODE:
        return
    head = token.content.split("\n")[0]
    at = lines[0].find(head) if lines else -1
    if at >= 0:
        rest = lines[0][at + len(head) :] if len(lines) == 1 else ""
        for is_escaped in (False, True):
            yield lines[0][:at] + _written(signs + unit.ending, is_escaped=is_escaped) + rest


def _spliced(source: str, before: Signs, after: Signs, *, is_escaped: bool) -> str | None:
    """Return a source in which only what differs is replaced, or None where that is not plain."""
    places = _aligned(source, before)
    if places is None:
        return None
    shared = min(len(before), len(after))
    start = 0
    while start < shared and before[start] == after[start]:
        start += 1
    end = 0
    while end < shared - start and before[-1 - end] == after[-1 - end]:
        end += 1
    new = after[start : len(after) - end]
    if any(sign.is_note or sign.url for sign in new):
        return None
    words = "".join(sign.text for sign in new)
    at = places[start][0] if start < len(before) else places[-1][1] if places else 0
    stop = places[len(before) - end - 1][1] if len(before) - end > start else at
    if stop == at and start and new and start < len(before):
        at = stop = places[start - 1][1]  # what is added belongs to the words before it
    return source[:at] + (_escaped(words) if is_escaped else words) + source[stop:]


def _aligned(source: str, signs: Signs) -> list[tuple[int, int]] | None:
    """Return where each sign stands in the source, or None where one cannot be found."""
    found: list[tuple[int, int]] = []
    at = 0
    for sign in signs:
        if sign.is_note:
            start = source.find("[@", at)
            stop = source.find("]", start) + 1
        else:
            start = _next(source, sign.text, at)
            stop = start + 1
        if start < 0 or stop <= start:
            return None
        found.append((start, stop))
        at = stop
    return found


def _next(source: str, text: str, at: int) -> int:
    """Return the next place of a character, which may be a line break where it is a space."""
    if text.isspace():
        places = [place for one in (text, "\n", " ") if (place := source.find(one, at)) >= 0]
        return min(places, default=-1)
    return source.find(text, at)


def _written(signs: Signs, *, is_escaped: bool) -> str:
    """Return signs as Markdown on one line."""
    made: list[str] = []
    for (bold, italic, url), group in groupby(signs, key=_look):
        words = "".join(_sign(sign, is_escaped=is_escaped) for sign in group)
        bare = words.strip()
        if not bare:
            made.append(words)
            continue
        before, after = words.split(bare, 1) if bare else (words, "")
        mark = "***" if bold and italic else "**" if bold else "*" if italic else ""
        inner = f"{mark}{bare}{mark}"
        made.append(before + (f"[{inner}](<{url}>)" if url else inner) + after)
    text = "".join(made)
    return _STARTS.sub(r"\\\1", text) if is_escaped else text


def _look(sign: Sign) -> tuple[bool, bool, str]:
    return (False, False, "") if sign.is_note else (sign.bold, sign.italic, sign.url)


def _sign(sign: Sign, *, is_escaped: bool) -> str:
    if sign.is_note:
        return " " + " ".join(f"[@{one}]" for one in sign.text[1:].split())
    if sign.text == "\n":
        return "\\\n"
    return _escaped(sign.text) if is_escaped else sign.text


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", words).replace("\n", "\\\n")


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


def _tokens(text: str) -> list[Token]:
    """Return what each unit was read from, in the same order."""
    found = []
    for token in PARSER.parse(text):
        if token.type == "inline":
            is_said = any(unit.inner for unit in units(token.content)) if token.content else False
            found += [token] * is_said
        elif token.type in _CODE and token.content.strip():
            found.append(token)
    return found
