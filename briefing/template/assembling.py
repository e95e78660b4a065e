"""Turns a marked tree into a program: serialises it once and cuts it at the marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from briefing.template.expressions import Expression, Literal
from briefing.template.joining import RUN_END, joined
from briefing.template.language import CLOSERS, MIDDLES, OPENERS, TagKind
from briefing.template.marking import Mark, instruction
from briefing.template.ooxml import MARK, WP, W, fragment, is_mark, remove
from briefing.template.places import heading_level
from briefing.template.program import (
    BlockHole,
    Choice,
    Constant,
    Fresh,
    FreshName,
    Guard,
    Hole,
    Loop,
    Step,
    Steps,
    TextHole,
    WholeParagraph,
)
from briefing.template.styles import StyleSheet

_CUT = re.compile(rf"<\?{MARK} ([^?]*)\?>|\ufdd0(\d+)\ufdd1")
_ENDS = MIDDLES | CLOSERS
_CONTAINERS = tuple(
    f"{W}{name}" for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")
)
_NOT_COPIED = frozenset({f"{W}sectPr", f"{W}pPrChange"})
_LISTED_LEVELS = 4  # deeper headings get no bookmark


@dataclass(slots=True, kw_only=True)
class Assembly:
    """One tree on its way to a program.

    Attributes:
        root: The marked tree; it is used up.
        marks: The marks by the number in their processing instruction.
        styles: The template's styles.
        width: Tells the width for what stands at an element, in twips.
        has_headings: Whether its headings belong into the contents.
        keys: Numbers for bookmarks, shared by a part and its notes.
        dynamic: What stands in attributes, filled by `hide_in_attribute`.
    """

    root: etree._Element
    marks: dict[int, Mark]
    styles: StyleSheet
    width: Callable[[etree._Element], int]
    keys: Iterator[int]
    has_headings: bool = False
    dynamic: list[Step] = field(default_factory=list)

    def hide_in_attribute(self, step: Step) -> str:
        """Return what to write into an attribute so that `step` takes its place."""
        self.dynamic.append(step)
        return f"\ufdd0{len(self.dynamic) - 1}\ufdd1"

    def assemble(self) -> Steps:
        """Return the program of the tree."""
        holes = {number: self._hole(mark) for number, mark in self.marks.items()}
        self._lift_blocks()
        self._guard_containers()
        self._bracket_paragraphs()
        self._renew_ids()
        text = etree.tostring(self.root, encoding="unicode", with_tail=False)
        return joined(_Cutter(self, holes, _CUT.split(text)).steps())

    def _hole(self, mark: Mark) -> Hole:
        properties = mark.paragraph.find(f"{W}pPr")
        children = () if properties is None else tuple(properties)
        level = heading_level(mark.paragraph, self.styles) if self.has_headings else 0
        inner = "".join(fragment(child) for child in children if child.tag not in _NOT_COPIED)
        before, after = f'<w:r>{mark.run}<w:t xml:space="preserve">', RUN_END
        if mark.alone:
            before = f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{before}"
            after += "</w:p>"
        return Hole(
            place=mark.place,
            words=mark.tag.words,
            run=mark.run,
            before=before,
            after=after,
            is_linked=next(mark.node.iterancestors(f"{W}hyperlink"), None) is not None,
            paragraph=inner,
            level=level if level <= _LISTED_LEVELS else 0,
            width=self.width(mark.paragraph),
        )

    def _lift_blocks(self) -> None:
        for number, mark in self.marks.items():
            if mark.tag.kind is TagKind.REMARK:
                remove(mark.node)
            elif mark.tag.kind is TagKind.VALUE and mark.alone:
                mark.paragraph.addprevious(instruction(f"b{number}"))
                remove(mark.paragraph)

    def _bracket_paragraphs(self) -> None:
        for paragraph in list(self.root.iter(f"{W}p")):
            level = heading_level(paragraph, self.styles) if self.has_headings else 0
            level = level if level <= _LISTED_LEVELS and paragraph is not self.root else 0
            has_marks = any(is_mark(node) for node in paragraph.iter())
            if (level or has_marks) and not _holds_paragraphs(paragraph):
                paragraph.addprevious(instruction(f"p{level}"))
                paragraph.addnext(instruction("/"))

    def _guard_containers(self) -> None:
        for cell in self.root.iter(*_CONTAINERS):
            if any(is_mark(child) for child in cell):
                first = 1 if cell.find(f"{W}tcPr") is not None else 0
                cell.insert(first, instruction("g"))
                cell.append(instruction("/"))
        for tag, wanted in ((f"{W}tbl", f"{W}tr"), (f"{W}tr", f"{W}tc")):
            letter = "t" if wanted == f"{W}tr" else "r"
            for element in list(self.root.iter(tag)):
                if self._may_be_empty(element, wanted):
                    element.addprevious(instruction(letter))
                    element.addnext(instruction("/"))

    def _renew_ids(self) -> None:
        for start in list(self.root.iter(f"{W}bookmarkStart")):
            end = self._end_of(start)
            if end is None:
                remove(start)
                continue
            key = next(self.keys)
            name = FreshName(start.get(f"{W}name", "_b"))
            start.set(f"{W}id", self.hide_in_attribute(Fresh(key)))
            start.set(f"{W}name", self.hide_in_attribute(name))
            end.set(f"{W}id", self.hide_in_attribute(Fresh(key, is_end=True)))
        for end in list(self.root.iter(f"{W}bookmarkEnd")):
            if not end.get(f"{W}id", "").startswith("\ufdd0"):
                remove(end)
        for control in self.root.iter(f"{W}sdtPr"):
            for number in control.findall(f"{W}id"):
                number.set(f"{W}val", self.hide_in_attribute(Fresh()))
        for drawing in self.root.iter(f"{WP}docPr"):
            drawing.set("id", self.hide_in_attribute(Fresh()))

    def _opens(self, node: etree._Element) -> int:
        """Return 1 for a mark that opens a block, -1 for one that closes it, else 0."""
        text = (node.text or "") if is_mark(node) else ""
        if not text.isdigit():
            return 0
        kind = self.marks[int(text)].tag.kind
        return (kind in OPENERS) - (kind in CLOSERS)

    def _may_be_empty(self, element: etree._Element, wanted: str) -> bool:
        depth, has_blocks = 0, False
        for child in element:
            change = self._opens(child)
            depth += change
            has_blocks = has_blocks or change != 0
            if child.tag == wanted and not depth:
                return False
        return has_blocks

    def _end_of(self, start: etree._Element) -> etree._Element | None:
        """Return the other end of a bookmark, when both always come out together."""
        number, depth = start.get(f"{W}id"), 0
        for sibling in start.itersiblings():
            if sibling.tag == f"{W}bookmarkEnd" and sibling.get(f"{W}id") == number:
                return None if depth else sibling
            depth += self._opens(sibling)
            if depth < 0:
                return None
        return None


def _holds_paragraphs(paragraph: etree._Element) -> bool:
    return any(each is not paragraph for each in paragraph.iter(f"{W}p"))


class _Cutter:
    """Walks over constants and marks in turn."""

    def __init__(self, assembly: Assembly, holes: dict[int, Hole], cut: list[str | None]) -> None:
        self._assembly = assembly
        self._holes = holes
        self._cut = cut
        self._at = 0

    def steps(self) -> Steps:
        """Return steps up to a mark that ends the block, which stays the current one."""
        found: list[Step] = []
        while True:
            text = self._cut[self._at]
            if text:
                found.append(Constant(text))
            if self._at + 1 >= len(self._cut) or self._is_end():
                return tuple(found)
            step = self._step()
            if step is not None:
                found.append(step)

    def _is_end(self) -> bool:
        word = self._word()
        return word == "/" or (word.isdigit() and self._mark().tag.kind in _ENDS)

    def _word(self) -> str:
        return self._cut[self._at + 1] or ""

    def _mark(self) -> Mark:
        return self._assembly.marks[int(self._word())]

    def _step(self) -> Step | None:
        word, attribute = self._word(), self._cut[self._at + 2]
        if attribute:
            self._at += 3
            return self._assembly.dynamic[int(attribute)]
        if word.isdigit():
            return self._tag(self._mark())
        self._at += 3
        if word[0] == "b":
            number = int(word[1:])
            return BlockHole(_expression(self._assembly.marks[number]), self._holes[number])
        body = self.steps()
        self._at += 3
        if word[0] == "p":
            return WholeParagraph(int(word[1:]), body)
        if word[0] == "g" and len(body) == 1 and isinstance(body[0], BlockHole):
            return BlockHole(body[0].expression, replace(body[0].hole, in_cell=True))
        wanted = {"g": "</w:p>", "t": "<w:tr", "r": "<w:tc"}[word[0]]
        return Guard(wanted, body, "<w:p/>" if word[0] == "g" else "")

    def _tag(self, mark: Mark) -> Step:
        kind = mark.tag.kind
        if kind is TagKind.VALUE:
            number = int(self._word())
            self._at += 3
            return TextHole(_expression(mark), self._holes[number])
        if kind is TagKind.FOR:
            self._at += 3
            body = self.steps()
            otherwise = self._otherwise()
            self._at += 3
            return Loop(mark.tag.variable, _expression(mark), body, otherwise, mark.place)
        branches = []
        while self._mark().tag.kind in (TagKind.IF, TagKind.ELIF):
            condition = _expression(self._mark())
            self._at += 3
            branches.append((condition, self.steps()))
        otherwise = self._otherwise()
        self._at += 3
        return Choice(tuple(branches), otherwise, mark.place)

    def _otherwise(self) -> Steps:
        if self._mark().tag.kind is not TagKind.ELSE:
            return ()
        self._at += 3
        return self.steps()


def _expression(mark: Mark) -> Expression:
    return mark.tag.expression or Literal(None)
