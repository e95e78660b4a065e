"""An edited paragraph put back into the Markdown that it was printed from, or refused.

Whatever is put back is printed again and compared: only where every paragraph then reads as it
should, signs, emphasis, links and citations, is the Markdown taken.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from briefing.template.cited_prose import CITATION
from briefing.template.markdown import PARSER
from briefing.template.prose_signs import Sign, Signs, Unit, UnmappableError, quiet, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_STOPS: Final = (".", ",", ";", ":", "!", "?")
_CITED_STOPS: Final = re.compile(
    rf"[ \t]*({CITATION.pattern.replace('(', '(?:', 1)}"
    rf"(?:[ \t]*{CITATION.pattern.replace('(', '(?:', 1)})*)([.,;:!?]*)"
)
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<|]")
_STARTS: Final = re.compile(r"^(#{1,6}(?=\s)|[-+>](?=\s|$)|\d{1,9}(?=[.)]))")
_CODE: Final = ("fence", "code_block")
UNMAPPED: Final = (
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
    tokens = tokens_of(text)
    if len(tokens) != len(before) or not 1 <= part <= len(before):
        raise UnmappableError(UNMAPPED)
    unit, token = before[part - 1], tokens[part - 1]
    first, last = token.map or (0, 0)
    lines = text.split("\n")
    for made in _candidates(unit, token, lines[first:last], signs, uncited=uncited):
        found = "\n".join((*lines[:first], made, *lines[last:])) if made else ""
        after = units(found)
        is_kept = len(after) == len(before) and citations_in(found) == citations_in(text)
        if is_kept and all(
            _reads(now, signs + unit.ending, uncited=uncited, old=was)
            if place == part
            else now == was
            for place, (was, now) in enumerate(zip(before, after, strict=True), start=1)
        ):
            return found
    raise UnmappableError(UNMAPPED)


def _reads(unit: Unit, wanted: Signs, *, uncited: bool, old: Unit) -> bool:
    """Tell whether a paragraph says what it should, all its citations kept."""
    if unit.kind != old.kind:
        return False
    if not uncited:
        return quiet(unit.signs) == quiet(wanted)
    kept = [sign.text for sign in unit.signs if sign.is_note]
    words = tuple(sign for sign in unit.signs if not sign.is_note)
    plain = tuple(sign for sign in wanted if not sign.is_note)
    return quiet(words) == quiet(plain) and kept == [s.text for s in old.signs if s.is_note]


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
            cited = iter(citations_in(token.content))
            made = written(_as_typed(signs + unit.ending), cited, is_escaped=is_escaped)
            yield lines[0][:at] + made + rest


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
    while len(found) < len(signs):
        moved = _moved(source, signs, len(found), at)
        if moved is not None:
            places, at = moved
            found += places
            continue
        start = _next(source, signs[len(found)].text, at)
        if start < 0:
            return None
        at = start + 1
        found.append((start, at))
    return found


def _moved(
    source: str, signs: Signs, first: int, at: int
) -> tuple[list[tuple[int, int]], int] | None:
    """Return the places of stops and the citation after them, which stands before them there."""
    match = _CITED_STOPS.match(source, at)
    stop = first
    while stop < len(signs) and signs[stop].text in _STOPS:
        stop += 1
    if match is None or stop == len(signs) or not signs[stop].is_note:
        return None
    if match[2] != "".join(sign.text for sign in signs[first:stop]):
        return None
    places = [(one, one + 1) for one in range(match.start(2), match.end(2))]
    return [*places, match.span(1)], match.end()


def _next(source: str, text: str, at: int) -> int:
    """Return the next place of a character, which may be a line break where it is a space."""
    if text.isspace():
        places = [place for one in (text, "\n", " ") if (place := source.find(one, at)) >= 0]
        return min(places, default=-1)
    return source.find(text, at)


def _as_typed(signs: Signs) -> Signs:
    """Return signs with each citation before the stops that print before it, as it is typed."""
    made: list[Sign] = []
    for sign in signs:
        at = len(made)
        while sign.is_note and at and made[at - 1].text in _STOPS:
            at -= 1
        made.insert(at, sign)
    return tuple(made)


def written(signs: Signs, cited: Iterator[str], *, is_escaped: bool) -> str:
    """Return signs as Markdown.

    Args:
        signs: The signs.
        cited: The citations as they were typed, in order.
        is_escaped: Whether signs that mean something in Markdown are to mean themselves.
    """
    made: list[str] = []
    for (bold, italic, url), group in groupby(signs, key=_look):
        words = "".join(_sign(sign, cited, is_escaped=is_escaped) for sign in group)
        bare = words.strip()
        if not bare:
            made.append(words)
            continue
        before, after = words.split(bare, 1)
        mark = "***" if bold and italic else "**" if bold else "*" if italic else ""
        inner = f"{mark}{bare}{mark}"
        made.append(before + (f"[{inner}](<{url}>)" if url else inner) + after)
    text = "".join(made)
    return _STARTS.sub(r"\\\1", text) if is_escaped else text


def citations_in(text: str) -> list[str]:
    """Return the citations in a text as they are typed, each with its passage."""
    return [match.group() for match in CITATION.finditer(text)]


def _look(sign: Sign) -> tuple[bool, bool, str]:
    return (False, False, "") if sign.is_note else (sign.bold, sign.italic, sign.url)


def _sign(sign: Sign, cited: Iterator[str], *, is_escaped: bool) -> str:
    if sign.is_note:
        return "".join(f" {next(cited, '')}" for _ in sign.text[1:].split())
    if sign.text == "\n":
        return "\\\n"
    return _escaped(sign.text) if is_escaped else sign.text


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", words).replace("\n", "\\\n")


def tokens_of(text: str) -> list[Token]:
    """Return what each unit was read from, in the same order."""
    found = []
    for token in PARSER.parse(text):
        if token.type == "inline":
            is_said = any(unit.inner for unit in units(token.content)) if token.content else False
            found += [token] * is_said
        elif token.type in _CODE and token.content.strip():
            found.append(token)
    return found
