"""Turns a marked tree into a program: serialises it once and cuts it at the marks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefing.template.cells import CellMarks
from briefing.template.cutting import Cutter
from briefing.template.holes import Hole
from briefing.template.ids import renew_ids
from briefing.template.joining import RUN_END, joined
from briefing.template.language import CLOSERS, OPENERS, TagKind
from briefing.template.levels import keep_bookmarks
from briefing.template.marking import Mark, instruction
from briefing.template.numbering import restart_lists
from briefing.template.ooxml import W, fragment, is_mark, remove
from briefing.template.places import heading_level
from briefing.template.program import (
    Step,
    Steps,
)
from briefing.template.sequences import count_captions
from briefing.template.style_sheet import StyleSheet

_CONTAINERS = tuple(
    f"{W}{name}" for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")
)
_WORDS_ALONE = (f"{W}hyperlink", f"{W}rt", f"{W}rubyBase")  # no link or note may stand in these
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
        steps: What is done without writing anything, filled by `numbering`.
        counting: The numbered lists of the template.
        fitted: The tables whose grid must be fitted to what was written.
    """

    root: etree._Element
    marks: dict[int, Mark]
    styles: StyleSheet
    width: Callable[[etree._Element], int]
    keys: Iterator[int]
    has_headings: bool = False
    dynamic: list[Step] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    counting: frozenset[int] = frozenset()
    fitted: set[etree._Element] = field(default_factory=set)

    def hide_in_attribute(self, step: Step) -> str:
        """Return what to write into an attribute so that `step` takes its place."""
        self.dynamic.append(step)
        return f"\ufdd0{len(self.dynamic) - 1}\ufdd1"

    def assemble(self) -> Steps:
        """Return the program of the tree."""
        CellMarks(self).apply()
        restart_lists(self, self.counting)
        if self.has_headings:
            count_captions(self)
        holes = {number: self._hole(mark) for number, mark in self.marks.items()}
        self._lift_blocks()
        self._fit_grids()
        self._guard_containers()
        self._part_tables()
        self._bracket_paragraphs()
        renew_ids(self)
        text = etree.tostring(self.root, encoding="unicode", with_tail=False)
        return joined(Cutter(self, holes, text).steps())

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
            is_linked=next(mark.node.iterancestors(*_WORDS_ALONE), None) is not None,
            paragraph=inner,
            level=level if level <= _LISTED_LEVELS else 0,
            width=self.width(mark.paragraph),
            follows_table=mark.alone and _follows_table(mark.paragraph),
        )

    def _lift_blocks(self) -> None:
        for number, mark in self.marks.items():
            if mark.tag.kind is TagKind.REMARK:
                remove(mark.node)
            elif mark.tag.kind is TagKind.VALUE and mark.alone:
                mark.paragraph.addprevious(instruction(f"b{number}"))
                keep_bookmarks(mark.paragraph)
                remove(mark.paragraph)

    def _bracket_paragraphs(self) -> None:
        for paragraph in list(self.root.iter(f"{W}p")):
            level = heading_level(paragraph, self.styles) if self.has_headings else 0
            level = level if level <= _LISTED_LEVELS and paragraph is not self.root else 0
            has_marks = any(is_mark(node) for node in paragraph.iter())
            if (level or has_marks) and not _holds_paragraphs(paragraph):
                _bracket(paragraph, f"p{level}")

    def _guard_containers(self) -> None:
        for cell in self.root.iter(*_CONTAINERS):
            if any(is_mark(child) for child in cell):
                first = 1 if cell.find(f"{W}tcPr") is not None else 0
                cell.insert(first, instruction("g"))
                cell.append(instruction("/"))
        for content in self.root.iter(f"{W}sdtContent"):
            if content.find(f"{W}p") is not None and any(is_mark(child) for child in content):
                content.insert(0, instruction("g"))
                content.append(instruction("/"))
        for tag, wanted in ((f"{W}tbl", f"{W}tr"), (f"{W}tr", f"{W}tc")):
            letter = "t" if wanted == f"{W}tr" else "r"
            for element in list(self.root.iter(tag)):
                if self._may_be_empty(element, wanted):
                    _bracket(element, letter)

    def _fit_grids(self) -> None:
        for row in self.root.iter(f"{W}tr"):
            if any(self.opens(child) for child in row):
                self.fitted.update(itertools.islice(row.iterancestors(f"{W}tbl"), 1))
        for table in self.fitted:
            _bracket(table, "c")

    def _part_tables(self) -> None:
        """Say where a table may come right after another that stands apart in the template."""
        for table in list(self.root.iter(f"{W}tbl")):
            before = table.itersiblings(preceding=True)
            marks = list(itertools.takewhile(is_mark, before))
            words = [mark.text or "" for mark in marks]
            blocks = (at for at, word in enumerate(words) if word.isdigit() or word[0] == "b")
            nearest = next(blocks, None)
            if nearest is not None:  # behind it are brackets of the table itself
                (marks[nearest - 1] if nearest else table).addprevious(instruction("a"))

    def opens(self, node: etree._Element) -> int:
        """Return 1 for a mark that opens a block, -1 for one that closes it, else 0."""
        text = (node.text or "") if is_mark(node) else ""
        if not text.isdigit():
            return 0
        kind = self.marks[int(text)].tag.kind
        return (kind in OPENERS) - (kind in CLOSERS)

    def _may_be_empty(self, element: etree._Element, wanted: str) -> bool:
        depth, has_blocks = 0, False
        for child in element:
            change = self.opens(child)
            depth += change
            has_blocks = has_blocks or change != 0
            if child.tag == wanted and not depth:
                return False
        return has_blocks


def _bracket(element: etree._Element, letter: str) -> None:
    element.addprevious(instruction(letter))
    element.addnext(instruction("/"))


def _follows_table(paragraph: etree._Element) -> bool:
    """Tell whether a table is the last that stands before a paragraph."""
    before = (each for each in paragraph.itersiblings(preceding=True) if not is_mark(each))
    return next((each.tag for each in before), "") == f"{W}tbl"


def _holds_paragraphs(paragraph: etree._Element) -> bool:
    return any(each is not paragraph for each in paragraph.iter(f"{W}p"))
