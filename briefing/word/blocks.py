"""Paragraphs with roles, lists, pictures and drawn tables in the place of one placeholder."""

from __future__ import annotations

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
)
from briefing.word.ordering import PARAGRAPH, with_child
from briefing.word.roles import ROLE_STYLES, role_style
from briefing.word.text import attribute, has_rtl, is_mostly_rtl

if TYPE_CHECKING:
    from briefing.template.program import Hole
    from briefing.word.inline import InlineWriter
    from briefing.word.part import PartWriter

_TWIPS_PER_MM = 1440 / 25.4
_HEADINGS = {Role.HEADING1: 1, Role.HEADING2: 2, Role.HEADING3: 3, Role.HEADING4: 4}
_SIGNS = {Role.BULLET: "•\t", Role.NUMBER: "{number}.\t"}


class Drawing:
    """The `DrawingContext` of one placeholder; also writes the paragraphs of blocks there."""

    def __init__(self, writer: PartWriter, hole: Hole) -> None:
        self._writer = writer
        self._state = writer.state
        self._hole = hole
        self._list = 0  # the numbering that the current run of numbered paragraphs has
        self._count = 0

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
        """Return blocks in place of the placeholder's paragraph."""
        return "".join(map(self.block, blocks.items))

    def block(self, block: Block) -> str:
        """Return one block."""
        if isinstance(block, Paragraph):
            return self._placed(block)
        self._list = 0
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
        if paragraph.role is not Role.NUMBER:
            self._list = 0
        if paragraph.role in _SIGNS:
            return self._listed(paragraph)
        if paragraph.role is Role.BODY and paragraph.style is None:
            children = self._hole.paragraph
            if paragraph.keep_with_next:
                children = with_child(children, "keepNext", "<w:keepNext/>", PARAGRAPH)
            runs = self._inline.write(paragraph.content, self._hole.run)
            return self._finished(children, runs, paragraph, self._hole.level)
        return self.paragraph(paragraph)

    def _listed(self, paragraph: Paragraph) -> str:
        style = self._style_of(paragraph)
        number = self._state.template.styles.lists.get(style or "", 0)
        has_own_level = style != role_style(self._state.template.styles, paragraph.role)
        children = f'<w:pStyle w:val="{attribute(style)}"/>' if style else self._hole.paragraph
        if paragraph.keep_with_next:
            children = with_child(children, "keepNext", "<w:keepNext/>", PARAGRAPH)
        runs = self._inline.write(paragraph.content)
        if not number:
            self._count = self._count + 1 if self._list else 1
            self._list = -1 if paragraph.role is Role.NUMBER else 0
            sign = _SIGNS[paragraph.role].format(number=self._count)
            return self._finished(children, self._inline.write(sign) + runs, paragraph, 0)
        if paragraph.role is Role.NUMBER and not has_own_level:
            self._list = number = self._list or self._state.new_list(number)
        if not has_own_level and (paragraph.role is Role.NUMBER or paragraph.level):
            xml = (
                f'<w:numPr><w:ilvl w:val="{min(paragraph.level, 8)}"/>'
                f'<w:numId w:val="{number}"/></w:numPr>'
            )
            children = with_child(children, "numPr", xml, PARAGRAPH)
        return self._finished(children, runs, paragraph, 0)
