"""Words that somebody added to prose in a document, put into the Markdown that it was printed from.

As with edits (`prose_edits`), what is put in is printed again and compared: only where what was
there reads as before, and what was added as it was written, is the Markdown taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.template.markdown import PARSER
from briefing.template.prose_edits import UNMAPPED, citations_in, tokens_of, written
from briefing.template.prose_signs import Sign, Signs, Unit, UnmappableError, quiet, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_MARKER: Final = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+")
_NO_SPACE_BEFORE: Final = tuple(".,;:!?)")
_ROLE_AND_LEVEL: Final = 3


def extended(markdown: str, part: int, signs: Signs) -> str:
    """Return Markdown in which one paragraph goes on with more words, behind its citations.

    Args:
        markdown: The prose.
        part: Which paragraph, from 1.
        signs: What was added, without spaces around it.

    Raises:
        UnmappableError: That cannot be put in exactly.
    """
    text, before, tokens = _read(markdown, part, least=1)
    space = () if signs and signs[0].text in _NO_SPACE_BEFORE else (Sign(" "),)
    wanted = before[part - 1].signs + space + signs
    lines = text.split("\n")
    last = (tokens[part - 1].map or (0, 0))[1]
    for made in _as_markdown(space + signs):
        ended = f"{lines[last - 1].rstrip()}{made}"
        found = "\n".join((*lines[: last - 1], ended, *lines[last:])) if last else ""
        if _says(text, found, (*before[: part - 1], wanted, *before[part:])):
            return found
    raise UnmappableError(UNMAPPED)


def inserted(markdown: str, part: int, signs: Signs, *, is_listed: bool) -> str:
    """Return Markdown with one paragraph more.

    Args:
        markdown: The prose.
        part: Behind which paragraph it stands, from 1; 0 for the first place.
        signs: What it says.
        is_listed: Whether it is an item of a list.

    Raises:
        UnmappableError: That cannot be put in exactly.
    """
    text, before, tokens = _read(markdown, part, least=0)
    lines = text.split("\n") if text.strip() else []
    at, marker = _place(text, lines, tokens[part - 1] if part else None, is_listed=is_listed)
    own = marker or ("- " if is_listed else "")
    while at and not lines[at - 1].strip():
        at -= 1
    head, tail = lines[:at], lines[at:]
    if not marker:  # a block of its own
        head += [""] * bool(head)
        tail = [""] * bool(tail and tail[0].strip()) + tail
    for made in _as_markdown(signs):
        found = "\n".join((*head, own + made, *tail))
        for place in range(part, len(before) + 1):
            if _says(text, found, (*before[:place], signs, *before[place:])):
                return found
    raise UnmappableError(UNMAPPED)


def _read(markdown: str, part: int, *, least: int) -> tuple[str, tuple[Unit, ...], list[Token]]:
    """Return prose as its text, its paragraphs, and what each was read from."""
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    before, tokens = units(text), tokens_of(text)
    if len(tokens) != len(before) or not least <= part <= len(before):
        raise UnmappableError(UNMAPPED)
    return text, before, tokens


def _place(
    text: str, lines: Sequence[str], token: Token | None, *, is_listed: bool
) -> tuple[int, str]:
    """Return before which line a paragraph goes in, and the marker of the list that it goes on."""
    if token is None or token.map is None:
        return 0, ""
    first = token.map[0]
    around = [
        each
        for each in PARSER.parse(text)
        if each.map is not None and each.nesting >= 0 and each.map[0] <= first < each.map[1]
    ]
    items = [each for each in around if each.type == "list_item_open" and each.map]
    if is_listed and items and items[-1].map is not None:
        begin, end = items[-1].map
        marker = _MARKER.match(lines[begin])
        if marker is not None:
            return end, marker.group()
    outermost = next(each for each in around if each.level == 0)
    return (outermost.map or (0, 0))[1], ""


def _as_markdown(signs: Signs) -> Iterator[str]:
    for is_escaped in (False, True):
        yield written(signs, iter(()), is_escaped=is_escaped)


def _says(text: str, found: str, wanted: Sequence[Unit | Signs]) -> bool:
    """Tell whether Markdown reads as wanted, everything that it cites as it was."""
    after = units(found)
    return (
        len(after) == len(wanted)
        and citations_in(found) == citations_in(text)
        and all(
            _is_as_before(now, was) if isinstance(was, Unit) else quiet(now.signs) == quiet(was)
            for now, was in zip(after, wanted, strict=True)
        )
    )


def _is_as_before(now: Unit, was: Unit) -> bool:
    """Tell whether a paragraph reads as before; which list of the prose it is in may differ."""
    return now.signs == was.signs and now.kind[:_ROLE_AND_LEVEL] == was.kind[:_ROLE_AND_LEVEL]
