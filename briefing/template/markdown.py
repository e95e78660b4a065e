"""Prose in Markdown as the blocks of a Word document; whatever is written, its words survive.

Paragraphs, headings, lists, emphasis, quotations and links to http, https and mailto are
understood; raw HTML, entities, tables and link definitions are words like any others. Citations
(`[@id]`, `[@id:12-40]`) stand after the full stop, neighbouring ones together.

    blocks("It is **likely** [@letter].", cite, base_level=3)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from markdown_it import MarkdownIt

from briefing.template.values import (
    LINK_SCHEMES,
    Blocks,
    Inline,
    Link,
    Paragraph,
    Piece,
    Role,
    Text,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

Cite: TypeAlias = Callable[[Sequence[str]], Piece | None]
"""Makes one citation of the ids of sources and passages."""

CITATION: Final = re.compile(r"\[@([A-Za-z0-9][A-Za-z0-9_-]*)(?::\d+-\d+)?\]")
_CITATIONS = re.compile(rf"[ \t]*({CITATION.pattern}(?:[ \t]*{CITATION.pattern})*)([.,;:!?]*)")
_DEEPEST = 60
_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
_PARSER.disable(["reference", "entity", "html_block", "html_inline"])
_HEADINGS = (Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.HEADING4)
_LISTS = {"bullet_list": Role.BULLET, "ordered_list": Role.NUMBER}


def blocks(text: str, cite: Cite, base_level: int = 2) -> Blocks:
    """Return prose as blocks.

    Args:
        text: Markdown.
        cite: Makes one citation of the ids of one or more.
        base_level: The outline level of a heading written with one `#`; the deepest is 4.
    """
    tokens = _PARSER.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return _plain(text)
    return Blocks(tuple(_Reading(cite, base_level).paragraphs(tokens)))


def line(text: str, cite: Cite) -> Inline:
    """Return prose as one line of rich text; paragraphs are joined by line breaks."""
    pieces: list[Piece] = []
    for block in blocks(text, cite).items:
        if isinstance(block, Paragraph):
            content = block.content
            pieces += (Text("\n"),) if pieces else ()
            pieces += content.pieces if isinstance(content, Inline) else (Text(content),)
    return Inline(tuple(pieces))


def _plain(text: str) -> Blocks:
    return Blocks.of(row for row in text.splitlines() if row.strip())


@dataclass(slots=True)
class _Reading:
    cite: Cite
    base_level: int
    lists: list[Role] = field(default_factory=list)
    quotes: int = 0
    heading: Role | None = None
    starts_item: bool = False

    def paragraphs(self, tokens: Sequence[Token]) -> Iterator[Paragraph]:
        for token in tokens:
            name, _, edge = token.type.rpartition("_")
            if edge in ("open", "close"):
                self._cross(token, name, opens=edge == "open")
            elif token.type == "inline":
                yield from self._paragraph(_rich(token.children or (), self.cite))
            elif token.type in ("fence", "code_block"):
                info = f"{token.info}\n" if token.info else ""
                yield from self._paragraph(Inline.of(f"{info}{token.content}".rstrip("\n")))

    def _cross(self, token: Token, name: str, *, opens: bool) -> None:
        if name in _LISTS:
            if opens:
                self.lists.append(_LISTS[name])
            else:
                self.lists.pop()
        elif name == "list_item":
            self.starts_item = opens
        elif name == "blockquote":
            self.quotes += 1 if opens else -1
        elif name == "heading":
            level = min(self.base_level + int(token.tag[1:]) - 1, len(_HEADINGS))
            self.heading = _HEADINGS[level - 1] if opens else None

    def _paragraph(self, content: Inline) -> Iterator[Paragraph]:
        if not content:
            return
        depth = max(0, len(self.lists) - 1)
        if self.starts_item and self.lists:
            self.starts_item = False
            yield Paragraph(content, role=self.lists[-1], level=depth)
        elif self.heading is not None:
            yield Paragraph(content, role=self.heading, keep_with_next=True)
        elif self.quotes:
            yield Paragraph(content, role=Role.QUOTE)
        else:
            yield Paragraph(content)


def _rich(tokens: Sequence[Token], cite: Cite) -> Inline:
    pieces: list[Piece] = []
    bold = italic = 0
    url = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type == "link_open":
            url = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            url = ""
        else:
            words = _words(token)
            if url.lower().startswith(LINK_SCHEMES) and words:
                pieces.append(Link(words, url))
            else:
                _add(pieces, words, bold=bold > 0, italic=italic > 0)
    return Inline(tuple(_cited(pieces, cite)))


def _words(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "image":
        return "".join(map(_words, token.children or ()))
    return token.content


def _add(pieces: list[Piece], words: str, *, bold: bool, italic: bool) -> None:
    last = pieces[-1] if pieces else None
    if isinstance(last, Text) and (last.bold, last.italic) == (bold, italic):
        words = last.text + words
        pieces.pop()
    if words:
        pieces.append(Text(words, bold=bold, italic=italic))


def _cited(pieces: Sequence[Piece], cite: Cite) -> Iterator[Piece]:
    for piece in pieces:
        if not isinstance(piece, Text):
            yield piece
            continue
        at = 0
        for match in _CITATIONS.finditer(piece.text):
            before = piece.text[at : match.start()] + match.group(match.re.groups)
            if before:
                yield Text(before, bold=piece.bold, italic=piece.italic)
            citation = cite(CITATION.findall(match.group(1)))
            if citation is not None:
                yield citation
            at = match.end()
        if at < len(piece.text):
            yield Text(piece.text[at:], bold=piece.bold, italic=piece.italic)
