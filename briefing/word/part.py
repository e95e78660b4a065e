"""Writes one part of a document: what the generated function of a template calls."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.template.drawing import Drawn
from briefing.template.evaluating import ValueMismatchError
from briefing.template.values import (
    Blocks,
    Contents,
    Inline,
    Link,
    PageBreak,
    Paragraph,
    Picture,
    References,
    Table,
)
from briefing.word.archive import Deflated, pack
from briefing.word.blocks import Drawing
from briefing.word.contents import contents_xml
from briefing.word.crossing import anchored
from briefing.word.inline import InlineWriter
from briefing.word.notes import annex_xml
from briefing.word.ordering import PARAGRAPH, inside, with_child
from briefing.word.printing import is_empty, plain, printed, unprintable
from briefing.word.relationships import DECLARATION
from briefing.word.state import DocumentState, Heading
from briefing.word.tables import AFTER_TABLE
from briefing.word.text import (
    attribute,
    content,
    encoded,
    has_rtl,
    in_place,
    is_mostly_rtl,
    plainness,
    runs,
    unescaped,
    without_empty_runs,
)

if TYPE_CHECKING:
    from briefing.files.zips import StoredPart
    from briefing.template.holes import Hole

_START = re.compile(r"(<w:p(?: [^>]*)?>)(<w:pPr/>|<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_RTL = "<w:rtl/>"  # in every run of words from right to left
_GAP = re.compile(r"<\?gap (\d+)\?>")  # no value can hold a `<`
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_MOST_GAPS = 20
_RUN_END = "</w:t></w:r>"
_TABLE_END = "</w:tbl>"
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(tab|br|cr)(?: [^>]*)?/>")


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
        self._gaps: list[tuple[Contents | References, Hole, int]] = []
        self._open_gaps = 0
        self._has_empty_runs = False
        self._ends_in_table = False
        self.count_empty = self._count_empty
        self.plainness = plainness
        self.in_place = in_place
        self.field = state.field
        self.spend = state.spend
        self.next_id = state.next_id
        self.bookmark_name = state.bookmark_name
        self.anchor = state.anchor
        self.new_list = state.new_list
        self.sequence = state.sequence

    @property
    def language(self) -> str:
        """The document's language."""
        return self.state.options.language

    def _count_empty(self) -> None:
        self.state.empty_count += 1

    def flush(self) -> None:
        """Compress what is in the buffer."""
        xml = "".join(self.buffer)
        self.buffer.clear()
        self._ends_in_table = xml.endswith(_TABLE_END) if xml else self._ends_in_table
        if not self._open_gaps:
            self._write(xml)
        else:
            self._write_around_gaps(xml)
        self._has_empty_runs = False

    def _write_around_gaps(self, xml: str) -> None:
        pieces = _GAP.split(xml)
        self._write(pieces[0])
        for number, after in zip(pieces[1::2], pieces[2::2], strict=True):
            block, hole, _ = self._gaps[int(number)]
            self._gaps[int(number)] = (block, hole, self._deflated.leave_gap())
            self._open_gaps -= 1
            self._write(after)

    def _write(self, xml: str) -> None:
        if self._has_empty_runs:
            xml = without_empty_runs(xml)
        content = encoded(xml, self._label)
        self.state.measure(len(content))
        self._deflated.write(content)

    def finish(self) -> StoredPart:
        """Return the part, its gaps filled."""
        self.flush()
        for block, hole, gap in self._gaps:
            self._deflated.fill(gap, encoded(self._late(block, hole) or "<w:p/>", self._label))
        return self._deflated.finish(self.part)

    def _late(self, block: Contents | References, hole: Hole) -> str:
        if isinstance(block, References):
            return annex_xml(self.state, self.inline.write, hole.paragraph)
        return contents_xml(
            self.state.headings,
            levels=block.levels,
            pages=self.state.options.contents_pages,
            styles=self.state.template.styles,
            width=hole.width,
        )

    def leave_gap(self, block: Contents | References, hole: Hole) -> str:
        """Return what stands for contents or references until the body is complete."""
        if not self._is_body or self.inline is not self._outer:
            raise ValueMismatchError("Contents and references can only stand in the body.")
        if len(self._gaps) == _MOST_GAPS:
            raise ValueMismatchError(
                f"There are more than {_MOST_GAPS} tables of contents and references."
            )
        self.state.citing.has_annex |= isinstance(block, References)
        self._gaps.append((block, hole, -1))
        self._open_gaps += 1
        return f"<?gap {len(self._gaps) - 1}?>"

    def text(self, value: object, hole: Hole) -> str:
        """Return what goes on in the open run of a hole."""
        if value.__class__ is str and value:
            if plainness((value,)):
                return in_place(value)
            if not has_rtl(value):
                return content(value)
        self._has_empty_runs = True
        words = self._runs(value, hole)
        return f"{_RUN_END}{words}{hole.before}" if words else ""

    def _words(self, text: str, run: str) -> str:
        if has_rtl(text):
            self.rtl = True
        return runs(text, run)

    def _runs(self, value: object, hole: Hole) -> str:
        if isinstance(value, str) and value:
            return self._words(value, hole.run)
        if is_empty(value):
            self.state.empty_count += 1
            empty = self.state.options.empty_text
            return self._words(empty, hole.run) if empty else ""
        if isinstance(value, Inline):
            words = self.inline.write(value, hole.run, is_linked=hole.is_linked)
            if _RTL in words:
                self.rtl = True
            return words
        if isinstance(value, Blocks):
            return self._flattened(value, hole)
        if isinstance(value, Picture):
            return self.inline.picture(value)
        return runs(printed(value), hole.run)

    def _flattened(self, blocks: Blocks, hole: Hole) -> str:
        found = []
        for block in blocks.items:
            if not isinstance(block, Paragraph | Table):
                raise ValueMismatchError("A figure or contents need a paragraph of their own.")
            lines = block.lines if isinstance(block, Table) else (block.content,)
            found += [self.inline.write(row, hole.run, is_linked=hole.is_linked) for row in lines]
        return f"<w:r>{hole.run}<w:br/></w:r>".join(found)

    def paragraph(self, value: object, hole: Hole) -> str:
        """Return a paragraph with a value, or blocks in its place; not for headings."""
        if value.__class__ is str and value and plainness((value,)):
            return f"{hole.before}{in_place(value)}{hole.after}"
        return self.block(value, hole)

    def block(self, value: object, hole: Hole) -> str:
        """Return a paragraph with a value, or blocks in its place."""
        if hole.level and value.__class__ is str and value and plainness((value,)):
            return self._heading(value, hole)
        found = self._block(value, hole)
        if hole.follows_table and found.startswith("<w:tbl>"):
            found = AFTER_TABLE + found
        is_complete = not hole.in_cell or found.endswith(("</w:p>", "?>"))
        return found if is_complete else f"{found}<w:p/>"

    def _heading(self, text: str, hole: Hole) -> str:
        self._stand_under(hole.level)
        properties = f"<w:pPr>{hole.paragraph}</w:pPr>" if hole.paragraph else ""
        written = f'<w:r>{hole.run}<w:t xml:space="preserve">{in_place(text)}{_RUN_END}'
        return f"<w:p>{properties}{self.heading(written, text, hole.level)}</w:p>"

    def _block(self, value: object, hole: Hole) -> str:
        if isinstance(value, str | int | float | Inline) or value is None:
            return self._paragraph(value, hole)
        if isinstance(value, Blocks):
            return Drawing(self, hole).blocks(value) if value else self._paragraph(None, hole)
        if isinstance(value, Contents | References | PageBreak | Picture | Drawn):
            return Drawing(self, hole).block(value)
        raise unprintable(value)

    def _paragraph(self, value: object, hole: Hole) -> str:
        others, self.rtl = self.rtl, False
        words = self._runs(value, hole)
        properties = f"<w:pPr>{hole.paragraph}</w:pPr>" if hole.paragraph else ""
        xml = f"<w:p>{properties}{words}</w:p>" if words else ""
        if xml and (hole.level or self.rtl):
            xml = self._completed(xml, hole.level)
        self.rtl = others
        return xml

    def attribute(self, value: object, _hole: Hole) -> str:
        """Return the text of a value for an attribute."""
        if is_empty(value):
            self.state.empty_count += 1
            return attribute(self.state.options.empty_text)
        return attribute(plain(value))

    def link(self, pieces: tuple[object, ...], _hole: Hole) -> str:
        """Return the id of the relationship to an address made of pieces."""
        url = "".join(plain(piece) for piece in pieces if not is_empty(piece))
        if not Link("", url).is_safe:
            raise ValueMismatchError(f"The address {url!r} is none of http, https and mailto.")
        return self.state.links_of(self.inline.part).add("hyperlink", url, is_external=True)

    def enter_note(self, kind: str) -> None:
        """Say that what follows belongs into a note of the template."""
        if self.inline is not self._outer:
            raise ValueMismatchError("A note cannot stand in a note.")
        self.state.citing.interrupt()
        part = self.state.template.notes[kind][0]
        self.inline = InlineWriter(self.state, part, has_notes=False)
        self.state.notes[kind].append("")

    def note(self, kind: str, start: int, known: int = 0) -> int:
        """Take what was written since `start` as a note of the template; return its id."""
        content = self._taken(start)
        notes = self.state.notes[kind]
        number = known or self.state.template.notes[kind][2] + len(notes) - 1
        author = ' w:author="Briefing"' if kind == "comment" else ""
        notes[-1] = f'<w:{kind} w:id="{number}"{author}>{content}</w:{kind}>'
        return number

    def _taken(self, start: int) -> str:
        content = "".join(self.buffer[start:])
        del self.buffer[start:]
        self.inline = self._outer
        return content

    def enter_part(self, name: str) -> None:
        """Say that what follows is another copy of a header or footer."""
        copy = self.state.copy_of(name)
        self.inline = InlineWriter(self.state, copy, has_notes=False)

    def leave_part(self, start: int) -> str:
        """Take what was written since `start` as that copy; return its relationship's id."""
        name = self.inline.part
        content = encoded(DECLARATION + self._taken(start), self._label)
        self.state.measure(len(content))
        self.state.copies[name] = pack(name, content, self.state.options.level)
        kind = self.state.template.types.of(self.state.originals[name]).rpartition(".")[2]
        return self.state.links_of(self.part).add(kind.removesuffix("+xml"), name)

    def heading(self, content: str, text: str, level: int) -> str:
        """Remember a heading of the body, and return its runs with a bookmark around them."""
        if not self._is_body or not text.strip() or self.inline is not self._outer:
            return content
        name = self.state.unused_name(f"_Toc{len(self.state.headings) + 1:06d}")
        self.state.headings.append(Heading(level=level, text=" ".join(text.split()), bookmark=name))
        return anchored(content, name, self.state.next_id())

    def fixed_heading(self, xml: str, level: int) -> str:
        """Return a heading of the template without values, with its bookmark."""
        self._stand_under(level)
        head, properties, inner, text = _taken_apart(xml)
        return f"{head}{properties}{self.heading(inner, text, level)}</w:p>"

    def close_paragraph(self, start: int, level: int) -> None:
        """Complete a paragraph: its direction, and a heading's bookmark."""
        self.buffer[start:] = [self._completed("".join(self.buffer[start:]), level)]

    def turn(self) -> None:
        """Give the paragraphs in the last string of the buffer their direction."""
        self.buffer[-1] = _PARAGRAPH.sub(self._turned, self.buffer[-1])
        self.rtl = False

    def _turned(self, match: re.Match[str]) -> str:
        if _RTL not in match.group():
            return match.group()
        self.rtl = True
        return self._completed(match.group(), 0)

    def _completed(self, xml: str, level: int) -> str:
        head, properties, inner, text = _taken_apart(xml)
        if self.rtl and is_mostly_rtl(text):
            children = with_child(inside(properties, "pPr"), "bidi", "<w:bidi/>", PARAGRAPH)
            properties = f"<w:pPr>{children}</w:pPr>"
        self.rtl = False
        if level:
            self._stand_under(level)
            inner = self.heading(inner, text, level)
        return f"{head}{properties}{inner}</w:p>"

    def _stand_under(self, level: int) -> None:
        """Remember a heading of the template: prose counts its own from there."""
        if self._is_body and self.inline is self._outer:
            self.state.under = level

    def guard(self, start: int, wanted: str, fallback: str) -> None:
        """Complete a container that must not stay empty."""
        pieces = self.buffer[start:]
        if fallback:
            last = next((piece for piece in reversed(pieces) if piece), "")
            if not last.endswith((wanted, "?>")):
                self.buffer.append(fallback)
        elif not any(wanted in piece for piece in pieces):
            del self.buffer[start:]

    def part_tables(self) -> None:
        """Put something between the table that comes and one that was just written."""
        last = next((piece for piece in reversed(self.buffer) if piece), "")
        if last.endswith(_TABLE_END) if last else self._ends_in_table:
            self.buffer.append(AFTER_TABLE)

    def fit_grid(self, start: int, declared: str) -> None:
        """Fit the grid of a table whose columns were repeated, left out or spanned."""
        from briefing.word.grids import fitted  # noqa: PLC0415  # few tables change their columns

        self.buffer[start:] = [fitted("".join(self.buffer[start:]), declared)]


@lru_cache(maxsize=64)  # headings of the template itself come again and again
def _taken_apart(xml: str) -> tuple[str, str, str, str]:
    """Return the start tag, the properties, the content and the words of a paragraph."""
    match = _START.match(xml)
    if match is None:
        return ("", "", xml.removesuffix("</w:p>"), "")
    inner = xml[match.end() : -len("</w:p>")]
    text = "".join(
        unescaped(found.group(1)) if found.group(2) is None else " "
        for found in _WORDS.finditer(inner)
    )
    return (match.group(1), match.group(2) or "", inner, text)
