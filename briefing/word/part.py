"""Writes one part of a document: what the generated function of a template calls."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from briefing.template.evaluating import ValueMismatchError
from briefing.template.values import Blocks, Contents, Drawn, Inline, Link, Paragraph, Picture
from briefing.word.archive import Deflated
from briefing.word.blocks import Drawing
from briefing.word.contents import contents_xml
from briefing.word.inline import InlineWriter
from briefing.word.ordering import PARAGRAPH, inside, with_child
from briefing.word.state import DocumentState, Heading
from briefing.word.text import attribute, encoded, has_rtl, is_mostly_rtl, is_special, runs

if TYPE_CHECKING:
    from briefing.template.program import Hole
    from briefing.word.package import StoredPart

_START = re.compile(r"(<w:p(?: [^>]*)?>)(<w:pPr/>|<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(tab|br|cr)(?: [^>]*)?/>")


class _Gap(str):
    """Stands in the buffer where something is filled in after the body."""

    __slots__ = ("contents", "hole")
    contents: Contents
    hole: Hole


class PartWriter:
    """The `Target` of a generated function; compresses while it goes.

    Attributes:
        buffer: Strings that are not yet compressed.
        rtl: Whether words from right to left were written since a paragraph was last completed.
    """

    def __init__(
        self, state: DocumentState, part: str, label: str, *, is_body: bool = False
    ) -> None:
        self.state = state
        self.part = part
        self.buffer: list[str] = []
        self.rtl = False
        self.inline = InlineWriter(state, part, has_notes=is_body)
        self._outer = self.inline
        self._label = label
        self._is_body = is_body
        self._deflated = Deflated(state.options.level)
        self._gaps: list[tuple[int, _Gap]] = []
        self.count_empty = self._count_empty
        self.field = state.field
        self.spend = state.spend
        self.next_id = state.next_id
        self.bookmark_name = state.bookmark_name

    @property
    def language(self) -> str:
        """The document's language."""
        return self.state.options.language

    def _count_empty(self) -> None:
        self.state.empty_count += 1

    def flush(self) -> None:
        """Compress what is in the buffer."""
        if not self._gaps and not any(type(piece) is _Gap for piece in self.buffer):
            self._write("".join(self.buffer))
        else:
            start = 0
            for at, piece in enumerate(self.buffer):
                if isinstance(piece, _Gap):
                    self._write("".join(self.buffer[start:at]))
                    self._gaps.append((self._deflated.leave_gap(), piece))
                    start = at + 1
            self._write("".join(self.buffer[start:]))
        self.buffer.clear()

    def _write(self, xml: str) -> None:
        content = encoded(xml, self._label)
        self.state.measure(len(content))
        self._deflated.write(content)

    def finish(self) -> StoredPart:
        """Return the part, its gaps filled."""
        self.flush()
        for number, gap in self._gaps:
            xml = contents_xml(
                self.state.headings,
                levels=gap.contents.levels,
                pages=self.state.options.contents_pages,
                styles=self.state.template.styles,
                width=gap.hole.width,
            )
            self._deflated.fill(number, encoded(xml or "<w:p/>", self._label))
        return self._deflated.finish(self.part)

    def leave_gap(self, contents: Contents, hole: Hole) -> None:
        """Leave room for the table of contents."""
        if not self._is_body or self.inline is not self._outer:
            raise ValueMismatchError("A table of contents can only stand in the body.")
        gap = _Gap()
        gap.contents, gap.hole = contents, hole
        self.buffer.append(gap)

    def text(self, value: object, hole: Hole) -> str:
        """Return the runs for a value."""
        if value.__class__ is str and value:
            if not is_special(value):
                return f'<w:r>{hole.run}<w:t xml:space="preserve">{value}</w:t></w:r>'
            return self._words(value, hole.run)
        return self._other(value, hole)

    def _words(self, text: str, run: str) -> str:
        if has_rtl(text):
            self.rtl = True
        return runs(text, run)

    def _other(self, value: object, hole: Hole) -> str:
        if _is_empty(value):
            self.state.empty_count += 1
            empty = self.state.options.empty_text
            return self._words(empty, hole.run) if empty else ""
        if isinstance(value, Inline):
            if has_rtl(value.plain):
                self.rtl = True
            return self.inline.write(value, hole.run, is_linked=hole.is_linked)
        if isinstance(value, Blocks):
            return self._flattened(value, hole)
        if isinstance(value, Picture):
            return self.inline.picture(value)
        return runs(_printed(value), hole.run)

    def _flattened(self, blocks: Blocks, hole: Hole) -> str:
        found = []
        for block in blocks.items:
            if not isinstance(block, Paragraph):
                raise ValueMismatchError("A table or contents need a paragraph of their own.")
            found.append(self.inline.write(block.content, hole.run, is_linked=hole.is_linked))
        return f"<w:r>{hole.run}<w:br/></w:r>".join(found)

    def block(self, value: object, hole: Hole) -> None:
        """Write a paragraph with a value, or blocks in its place."""
        if isinstance(value, str | int | float | Inline) or value is None:
            self._paragraph(value, hole)
        elif isinstance(value, Blocks):
            if value:
                Drawing(self, hole).blocks(value)
            else:
                self._paragraph(None, hole)
        elif isinstance(value, Contents | Picture | Drawn):
            Drawing(self, hole).block(value)
        else:
            raise ValueMismatchError("A list or a record cannot be printed.")

    def _paragraph(self, value: object, hole: Hole) -> None:
        words = self.text(value, hole)
        if not words:
            return
        start = len(self.buffer)
        properties = f"<w:pPr>{hole.paragraph}</w:pPr>" if hole.paragraph else ""
        self.buffer.append(f"<w:p>{properties}{words}</w:p>")
        if hole.level or self.rtl:
            self.close_paragraph(start, hole.level)

    def attribute(self, value: object, _hole: Hole) -> str:
        """Return the text of a value for an attribute."""
        if _is_empty(value):
            self.state.empty_count += 1
            return attribute(self.state.options.empty_text)
        return attribute(_plain(value))

    def link(self, pieces: tuple[object, ...]) -> str:
        """Return the id of the relationship to an address made of pieces."""
        url = "".join(_plain(piece) for piece in pieces if not _is_empty(piece))
        if not Link("", url).is_safe:
            raise ValueMismatchError(f"The address {url!r} is none of http, https and mailto.")
        return self.state.links_of(self.inline.part).add("hyperlink", url, is_external=True)

    def enter_note(self, kind: str) -> None:
        """Say that what follows belongs into a note of the template."""
        if self.inline is not self._outer:
            raise ValueMismatchError("A note cannot stand in a note.")
        part = self.state.template.notes[kind][0]
        self.inline = InlineWriter(self.state, part, has_notes=False)
        self.state.notes[kind].append("")

    def note(self, kind: str, start: int) -> int:
        """Take what was written since `start` as a note of the template; return its id."""
        content = "".join(self.buffer[start:])
        del self.buffer[start:]
        self.inline = self._outer
        notes = self.state.notes[kind]
        number = self.state.template.notes[kind][2] + len(notes) - 1
        notes[-1] = f'<w:{kind} w:id="{number}">{content}</w:{kind}>'
        return number

    def heading(self, content: str, text: str, level: int) -> str:
        """Remember a heading of the body, and return its runs with a bookmark around them."""
        if not self._is_body or not text.strip() or self.inline is not self._outer:
            return content
        name = f"_Toc{len(self.state.headings) + 1:06d}"
        self.state.headings.append(Heading(level=level, text=" ".join(text.split()), bookmark=name))
        number = self.state.next_id()
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def close_paragraph(self, start: int, level: int) -> None:
        """Complete a paragraph: its direction, and a heading's bookmark."""
        xml = "".join(self.buffer[start:])
        match = _START.match(xml)
        if match is None:
            return
        head, properties = match.group(1), match.group(2) or ""
        content = xml[match.end() : -len("</w:p>")]
        text = "".join(
            unescape(found.group(1)) if found.group(2) is None else " "
            for found in _WORDS.finditer(content)
        )
        if self.rtl:
            self.rtl = False
            if is_mostly_rtl(text):
                children = inside(properties, "pPr")
                children = with_child(children, "bidi", "<w:bidi/>", PARAGRAPH)
                properties = f"<w:pPr>{children}</w:pPr>"
        if level:
            content = self.heading(content, text, level)
        self.buffer[start:] = [f"{head}{properties}{content}</w:p>"]

    def guard(self, start: int, wanted: str, fallback: str) -> None:
        """Complete a container that must not stay empty."""
        pieces = self.buffer[start:]
        if not fallback:
            if not any(wanted in piece for piece in pieces):
                del self.buffer[start:]
            return
        last = next((piece for piece in reversed(pieces) if piece or type(piece) is _Gap), "")
        if not isinstance(last, _Gap) and not last.endswith(wanted):
            self.buffer.append(fallback)


def _is_empty(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, Inline | Blocks) and not value)


def _plain(value: object) -> str:
    return value.plain if isinstance(value, Inline) else _printed(value)


def _printed(value: object) -> str:
    if isinstance(value, bool):
        raise ValueMismatchError("Yes or no cannot be printed; use it as a condition.")
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise ValueMismatchError("A list, a record or a whole block cannot be printed here.")
