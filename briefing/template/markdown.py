"""Prose in Markdown as the blocks of a Word document; whatever is written, its words survive.

Paragraphs, headings, lists, tables, emphasis, quotations, rules and links to http, https and mailto
are understood; raw HTML, entities, code and link definitions are words like any others, and so are
the addresses of pictures and of links that may not be followed. What is
cited stands there, too, wherever it stands: in code, in the words of a link, in deep nesting.

    blocks("It is **likely** [@letter].", cite, base_level=3)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.template.cited_prose import Cite, cited, typed
from briefing.template.values import (
    LINK_SCHEMES,
    Align,
    Block,
    Blocks,
    Inline,
    Link,
    Paragraph,
    Piece,
    Role,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DEEPEST = 60
PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
PARSER.enable("table")
PARSER.disable(["reference", "entity", "html_block", "html_inline"])
_HEADINGS = (Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.HEADING4)
_BAR = re.compile(r"(?<!\\)\|")
_RULE = "*\u2003*\u2003*"
_ALIGNS = {"center": Align.CENTER, "right": Align.RIGHT}
_LISTS = {"bullet_list": Role.BULLET, "ordered_list": Role.NUMBER}


def blocks(text: str, cite: Cite, base_level: int = 2) -> Blocks:
    """Return prose as blocks.

    Args:
        text: Markdown.
        cite: Makes one citation of the ids of one or more.
        base_level: The outline level of a heading written with one `#` where no heading stands
            above it; the deepest is 4.
    """
    tokens = PARSER.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return _plain(text, cite)
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return Blocks(tuple(_Reading(cite, base_level, lines).blocks(tokens)), base=base_level)


def line(text: str, cite: Cite) -> Inline:
    """Return prose as one line of rich text; paragraphs are joined by line breaks."""
    return in_one_line(blocks(text, cite))


def in_one_line(prose: Blocks) -> Inline:
    """Return the words of blocks as one line; paragraphs are joined by line breaks."""
    rows: list[Inline] = []
    for block in prose.items:
        if isinstance(block, Table):
            rows += block.lines
        elif isinstance(block, Paragraph):
            content = block.content
            rows.append(content if isinstance(content, Inline) else Inline.of(content))
    pieces: list[Piece] = []
    for row in rows:
        pieces += (Text("\n"),) if pieces else ()
        pieces += row.pieces
    return Inline(tuple(pieces))


def _plain(text: str, cite: Cite) -> Blocks:
    return Blocks.of(typed(row, cite) for row in text.splitlines() if row.strip())


@dataclass(frozen=True, slots=True)
class _List:
    """A list that is open."""

    role: Role
    number: int
    start: int


@dataclass(slots=True)
class _Reading:
    cite: Cite
    base_level: int
    lines: tuple[str, ...]
    lists: list[_List] = field(default_factory=list)
    count: int = 0
    quotes: int = 0
    heading: Role | None = None
    starts_item: bool = False
    rows: list[list[Inline]] = field(default_factory=list)
    aligns: list[Align] = field(default_factory=list)
    source: tuple[str, ...] = ()

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            name, _, edge = token.type.rpartition("_")
            if token.type == "table_close":
                yield from self._table()
            elif edge in ("open", "close"):
                self._cross(token, name, opens=edge == "open")
            elif token.type == "inline":
                content = _rich(token.children or (), self.cite)
                if self.rows:
                    self.rows[-1].append(content)
                else:
                    yield from self._paragraph(content)
            elif token.type in ("fence", "code_block"):
                info = f"{token.info}\n" if token.info else ""
                yield from self._paragraph(typed(f"{info}{token.content}".rstrip("\n"), self.cite))
            elif token.type == "hr":
                yield Paragraph(Inline.of(_RULE), role=Role.RULE)

    def _cross(self, token: Token, name: str, *, opens: bool) -> None:
        if name in _LISTS:
            self._cross_list(token, _LISTS[name], opens=opens)
        elif name == "list_item":
            self.starts_item = opens
        elif name == "blockquote":
            self.quotes += 1 if opens else -1
        elif name == "heading":
            level = min(self.base_level + int(token.tag[1:]) - 1, len(_HEADINGS))
            self.heading = _HEADINGS[level - 1] if opens else None
        elif name == "table":
            first, last = token.map or (0, 0)
            self.source = self.lines[first:last]
        elif name == "tr" and opens:
            self.rows.append([])
        elif name == "th" and opens:
            style = str(token.attrs.get("style", ""))
            self.aligns.append(_ALIGNS.get(style.rpartition(":")[2], Align.LEFT))

    def _cross_list(self, token: Token, role: Role, *, opens: bool) -> None:
        if opens:
            self.count += 1
            start = int(token.attrs.get("start", 1))
            self.lists.append(_List(role, self.count, start))
        else:
            self.lists.pop()

    def _table(self) -> Iterator[Block]:
        """Yield a table, or its lines where one has cells for which there is no column."""
        header, *rows = map(tuple, self.rows)
        aligns = tuple(self.aligns)
        self.rows, self.aligns = [], []
        if any(_cells(line) > len(header) for line in self.source):
            yield from (Paragraph(typed(line, self.cite)) for line in self.source)
        else:
            yield Table(header=header, rows=tuple(rows), aligns=aligns)

    def _paragraph(self, content: Inline) -> Iterator[Paragraph]:
        if not content:
            return
        depth = max(0, len(self.lists) - 1)
        if self.starts_item and self.lists:
            self.starts_item = False
            last = self.lists[-1]
            yield Paragraph(
                content, role=last.role, level=depth, list=last.number, start=last.start
            )
        elif self.quotes:
            yield Paragraph(_bold(content) if self.heading else content, role=Role.QUOTE)
        elif self.heading is not None:
            yield Paragraph(content, role=self.heading, keep_with_next=True)
        elif self.lists:
            yield Paragraph(content, role=Role.CONTINUED, level=depth)
        else:
            yield Paragraph(content)


def _cells(line: str) -> int:
    """Return how many cells a line of a table has at most."""
    inside = line.strip().removeprefix("|").removesuffix("|")
    return len(_BAR.findall(inside)) + 1


def _bold(content: Inline) -> Inline:
    """Return the words of a heading that stands where no heading can."""
    return Inline(
        tuple(
            replace(piece, bold=True) if isinstance(piece, Text) else piece
            for piece in content.pieces
        )
    )


def _rich(tokens: Sequence[Token], cite: Cite) -> Inline:
    found = _Words()
    for token in tokens:
        found.take(token)
    return Inline(tuple(cited(found.pieces, cite)))


@dataclass(slots=True)
class _Words:
    """The pieces of one line while they are read."""

    pieces: list[Piece] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    link: Token | None = None

    def take(self, token: Token) -> None:
        if token.type in ("strong_open", "strong_close"):
            self.bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            self.italic += token.nesting
        elif token.type == "link_open":
            self.link = token
        elif token.type == "link_close":
            self._close_link()
        else:
            self._add(_words(token))

    def _close_link(self) -> None:
        if self.link is not None and not _is_safe(self.link):
            self._add_text(_aside(_address(self.link, "href"), _title(self.link)))
        self.link = None

    def _add(self, words: str) -> None:
        if words and self.link is not None and _is_safe(self.link):
            url = str(self.link.attrs.get("href", ""))
            bold, italic = self.bold > 0, self.italic > 0
            self.pieces.append(Link(words, url, bold=bold, italic=italic, tip=_title(self.link)))
        else:
            self._add_text(words)

    def _add_text(self, words: str) -> None:
        bold, italic = self.bold > 0, self.italic > 0
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Text) and (last.bold, last.italic) == (bold, italic):
            words = last.text + words
            self.pieces.pop()
        if words:
            self.pieces.append(Text(words, bold=bold, italic=italic))


def _is_safe(link: Token) -> bool:
    return str(link.attrs.get("href", "")).lower().startswith(LINK_SCHEMES)


def _title(token: Token) -> str:
    return str(token.attrs.get("title", ""))


def _address(token: Token, name: str) -> str:
    """Return an address as it was written, without the codes of its letters."""
    return PARSER.normalizeLinkText(str(token.attrs.get(name, "")))


def _aside(*words: str) -> str:
    """Return in brackets what is known of a picture or link besides its words."""
    known = ", ".join(filter(None, words))
    return f" ({known})" if known else ""


def _words(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "image":
        alt = "".join(map(_words, token.children or ()))
        return alt + _aside(_address(token, "src"), _title(token))
    return token.content
