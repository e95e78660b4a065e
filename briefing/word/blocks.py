"""Paragraphs with roles, lists, pictures and drawn tables in the place of one placeholder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.template.values import (
    Block,
    Blocks,
    Contents,
    Inline,
    PageBreak,
    Paragraph,
    Picture,
    References,
    Role,
    Table,
)
from briefing.word.ordering import PARAGRAPH, with_child
from briefing.word.roles import ROLE_STYLES, role_style
from briefing.word.tables import AFTER_TABLE, table_xml
from briefing.word.text import attribute, has_rtl, is_mostly_rtl

if TYPE_CHECKING:
    from briefing.template.holes import Hole
    from briefing.word.inline import InlineWriter
    from briefing.word.part import PartWriter

_TWIPS_PER_MM = 1440 / 25.4
_HEADINGS = {Role.HEADING1: 1, Role.HEADING2: 2, Role.HEADING3: 3, Role.HEADING4: 4}
_ROLES = tuple(_HEADINGS)
_SIGNS = {Role.BULLET: "•\t", Role.NUMBER: "{number}.\t"}
_INDENT_TWIPS = 284
_UNNAMED = 0  # a list that goes on only as long as nothing stands between its items
_DEEPEST = 8  # levels of a list, from 0
_ASIDE = {  # how a role looks in a template that has no style for it
    Role.CONTINUED: ("ind", '<w:ind w:left="{left}"/>'),
    Role.RULE: ("jc", '<w:jc w:val="center"/>'),
}


class Drawing:
    """The `DrawingContext` of one placeholder; also writes the paragraphs of blocks there."""

    def __init__(self, writer: PartWriter, hole: Hole) -> None:
        self._writer = writer
        self._state = writer.state
        self._hole = hole
        self._lists: dict[int, int] = {}  # the numbering that each numbered list has
        self._counts: dict[int, int] = {}  # how far it is, where the template has no numbering

    @property
    def _inline(self) -> InlineWriter:
        return self._writer.inline

    @property
    def text_width_twips(self) -> int:
        """Width for what stands here, in twentieths of a point."""
        return self._hole.width

    @property
    def text_width_mm(self) -> float:
        """The same width in millimetres."""
        return self._hole.width / _TWIPS_PER_MM

    @property
    def language(self) -> str:
        """The document's language."""
        return self._state.options.language

    def next_id(self) -> int:
        """Return a number that is new in this document."""
        return self._state.next_id()

    def runs(self, content: Inline | str, properties: str = "") -> str:
        """Return runs; `properties` are the children of their `w:rPr`."""
        run = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return self._inline.write(content, run)

    def note(self, content: Inline) -> str:
        """Return the run that refers to a new note."""
        return self._inline.note(content)

    def picture(self, picture: Picture) -> str:
        """Return the run that shows a picture."""
        return self._inline.picture(picture)

    def paragraph_style(self, name: str) -> str | None:
        """Return the id of a paragraph style by name, or None."""
        return self._state.template.styles.find("paragraph", name)

    def table_style(self, name: str) -> str | None:
        """Return the id of a table style by name, or None."""
        return self._state.template.styles.find("table", name)

    def role_style(self, role: Role) -> str | None:
        """Return the id of the paragraph style for a role, or None."""
        return role_style(self._state.template.styles, role)

    def paragraph(self, paragraph: Paragraph, properties: str = "") -> str:
        """Return one `w:p`; `properties` follow `w:pStyle` and `w:keepNext`."""
        style = self._style_of(paragraph)
        children = f'<w:pStyle w:val="{attribute(style)}"/>' if style else ""
        if paragraph.keep_with_next:
            children += "<w:keepNext/>"
        children += properties
        level = self._state.template.styles.outline.get(style or "", 0)
        level = level or _HEADINGS.get(paragraph.role, 0)
        return self._finished(children, self._inline.write(paragraph.content), paragraph, level)

    def _style_of(self, paragraph: Paragraph) -> str | None:
        styles = self._state.template.styles
        if paragraph.style is not None:
            found = styles.find("paragraph", paragraph.style)
            if found is not None:
                return found
            self._state.notice(f"The template has no paragraph style “{paragraph.style}”.")
        found = role_style(styles, paragraph.role)
        if paragraph.level and found is not None:
            name = f"{ROLE_STYLES[paragraph.role][0]} {paragraph.level + 1}"
            found = styles.find("paragraph", name) or found
        if found is None and paragraph.role is not Role.BODY:
            self._state.notice(f"The template has no paragraph style for “{paragraph.role}”.")
        return found

    def _finished(self, children: str, runs: str, paragraph: Paragraph, level: int) -> str:
        content = paragraph.content
        words = content if isinstance(content, str) else content.plain
        if has_rtl(words) and is_mostly_rtl(words):
            children = with_child(children, "bidi", "<w:bidi/>", PARAGRAPH)
        properties = f"<w:pPr>{children}</w:pPr>" if children else ""
        if level:
            runs = self._writer.heading(runs, words, level)
        return f"<w:p>{properties}{runs}</w:p>"

    def blocks(self, blocks: Blocks) -> str:
        """Return blocks in place of the placeholder's paragraph.

        Headings are counted from the heading of the template that stands above.
        """
        under = self._state.under
        shift = under + 1 - blocks.base if under and blocks.base else 0
        items = [_shifted(item, shift) for item in blocks.items] if shift else blocks.items
        return "".join(map(self.block, items))

    def block(self, block: Block) -> str:
        """Return one block."""
        if not (isinstance(block, Paragraph) and block.role in _SIGNS):
            self._lists.pop(_UNNAMED, None)
            self._counts.pop(_UNNAMED, None)
        if isinstance(block, Paragraph):
            return self._placed(block)
        if isinstance(block, Table):
            return table_xml(block, self, self._hole.paragraph) + AFTER_TABLE
        if isinstance(block, Contents | References):
            return self._writer.leave_gap(block, self._hole)
        if isinstance(block, PageBreak):
            return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        if isinstance(block, Picture):
            picture = self._inline.picture(block)
            properties = f"<w:pPr>{self._hole.paragraph}</w:pPr>" if self._hole.paragraph else ""
            return f"<w:p>{properties}{picture}</w:p>"
        return block.xml(self)

    def _placed(self, paragraph: Paragraph) -> str:
        if paragraph.role in _SIGNS:
            return self._listed(paragraph)
        extra = _ASIDE.get(paragraph.role)
        if extra and role_style(self._state.template.styles, paragraph.role) is None:
            name, xml = extra
            xml = xml.format(left=_INDENT_TWIPS * (paragraph.level + 1))
            return self._in_place(paragraph, with_child(self._hole.paragraph, name, xml, PARAGRAPH))
        if paragraph.role is Role.BODY and paragraph.style is None:
            return self._in_place(paragraph, self._hole.paragraph)
        return self.paragraph(paragraph)

    def _in_place(self, paragraph: Paragraph, children: str) -> str:
        """Return a paragraph that looks like the placeholder's own."""
        if paragraph.keep_with_next:
            children = with_child(children, "keepNext", "<w:keepNext/>", PARAGRAPH)
        runs = self._inline.write(paragraph.content, self._hole.run)
        return self._finished(children, runs, paragraph, self._hole.level)

    def _listed(self, paragraph: Paragraph) -> str:
        style = self._style_of(paragraph)
        number = self._state.template.styles.lists.get(style or "", 0)
        children = f'<w:pStyle w:val="{attribute(style)}"/>' if style else self._hole.paragraph
        if paragraph.keep_with_next:
            children = with_child(children, "keepNext", "<w:keepNext/>", PARAGRAPH)
        runs = self._inline.write(paragraph.content)
        if not number:
            return self._signed(paragraph, children, runs)
        has_own_level = style != role_style(self._state.template.styles, paragraph.role)
        level = 0 if has_own_level else min(paragraph.level, _DEEPEST)
        if paragraph.role is Role.NUMBER:
            if paragraph.list not in self._lists:
                new = self._state.new_list(number, level, paragraph.start)
                self._lists[paragraph.list] = new
            number = self._lists[paragraph.list]
        if paragraph.role is Role.NUMBER or level:
            xml = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            children = with_child(children, "numPr", xml, PARAGRAPH)
        return self._finished(children, runs, paragraph, 0)

    def _signed(self, paragraph: Paragraph, children: str, runs: str) -> str:
        """Return an item whose sign or number is typed, because the template has no such list."""
        count = self._counts.get(paragraph.list, paragraph.start - 1)
        if paragraph.role is Role.NUMBER:
            count = self._counts[paragraph.list] = count + 1
        left = _INDENT_TWIPS * (paragraph.level + 1)
        indent = f'<w:ind w:left="{left}" w:hanging="{_INDENT_TWIPS}"/>'
        children = with_child(children, "ind", indent, PARAGRAPH)
        sign = self._inline.write(_SIGNS[paragraph.role].format(number=count))
        return self._finished(children, sign + runs, paragraph, 0)


def _shifted(block: Block, shift: int) -> Block:
    """Return a heading so many levels deeper, and anything else as it is."""
    if not isinstance(block, Paragraph) or block.role not in _HEADINGS:
        return block
    level = min(max(_HEADINGS[block.role] + shift, 1), len(_ROLES))
    return replace(block, role=_ROLES[level - 1])
