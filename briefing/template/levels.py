"""At what level a block repeats (words, paragraphs, cells or rows), and its marks put there."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from briefing.template.language import CLOSERS, OPENERS, TagKind
from briefing.template.marking import Mark
from briefing.template.ooxml import W, is_mark, remove
from briefing.template.pairing import Report
from briefing.template.reading import OBJECT, atoms, text_of

if TYPE_CHECKING:
    from briefing.template.pairing import Chain

_ROW, _CELL, _PARAGRAPH = f"{W}tr", f"{W}tc", f"{W}p"


@dataclass(slots=True)
class _Move:
    """Where one mark goes: before or after an element; `drops` when the element goes away."""

    element: etree._Element
    after: bool = False
    drops: bool = False


@dataclass(slots=True)
class Levels:
    """Decides for every chain, then moves all marks at once so that their order is kept."""

    marks: dict[etree._Element, Mark]
    report: Report
    _moves: dict[etree._Element, _Move] = field(default_factory=dict)

    def place(self, chains: list[Chain]) -> None:
        """Move the marks of all chains to their level and take the emptied elements away."""
        decided: dict[etree._Element, _Move] = {}
        for chain in chains:
            _free(chain)
        for chain in chains:
            decided.update(self._decide(chain))
        self._moves = {node: decided[node] for node in self.marks if node in decided}
        last: dict[etree._Element, etree._Element] = {}
        emptied = set(self._emptied())
        for node, move in self._moves.items():
            if not move.after:
                if move.element in emptied:
                    keep_bookmarks(move.element, until=node)
                move.element.addprevious(node)
            else:
                last.get(move.element, move.element).addnext(node)
                last[move.element] = node
        for element in emptied:
            parent = element.getparent()
            if parent is not None and (element.tag != _PARAGRAPH or _removable(element)):
                keep_bookmarks(element)
                parent.remove(element)

    def _emptied(self) -> list[etree._Element]:
        """Return the elements that held nothing but marks which have moved away."""
        found = [move.element for move in self._moves.values() if move.drops]
        values = {mark.paragraph for mark in self.marks.values() if mark.tag.kind is TagKind.VALUE}
        for node, mark in self.marks.items():
            move = self._moves.get(node)
            moved = move is not None and move.element is not mark.paragraph
            if mark.tag.kind is TagKind.REMARK and mark.tag.level:
                found += itertools.islice(node.iterancestors(f"{W}{mark.tag.level}"), 1)
            is_emptied = mark.alone and mark.paragraph not in values
            if is_emptied and (moved or mark.tag.kind is TagKind.REMARK):
                found.append(mark.paragraph)
        return found

    def _decide(self, chain: Chain) -> dict[etree._Element, _Move]:
        elements = _elements(chain)
        if elements is None:
            self.report(
                chain[-1],
                f"and “{chain[0].tag.words}” stand in places that cannot be one block.",
                "Open and close a block in the same text, the same row, or rows of one table.",
            )
            return {}
        one = elements[0] if all(each is elements[0] for each in elements) else None
        if one is not None and len(chain) > 2:
            self.report(chain[1], "divides a single row or cell.", "Use one row for each case.")
            return {}
        moves = {}
        for mark, element in zip(chain, elements, strict=True):
            move = None if one is not None else self._replacing(element)
            move = move or self._beside(mark, element)
            if move is not None:
                moves[mark.node] = move
            elif element is not mark.node:
                self._misplaced(mark)
        return moves

    def _replacing(self, element: etree._Element) -> _Move | None:
        if is_mark(element) or any(self._content(element, None)):
            return None
        return _Move(element, drops=True)

    def _beside(self, mark: Mark, element: etree._Element) -> _Move | None:
        if element is mark.node:
            return None
        before, after = self._content(element, mark.node)
        if mark.tag.kind not in CLOSERS and not before:
            return _Move(element)
        if not after and (mark.tag.kind not in OPENERS or self._only_ends_section(element)):
            return _Move(element, after=True)
        return None

    def _only_ends_section(self, element: etree._Element) -> bool:
        """Tell whether a paragraph shows nothing and carries the end of the section before."""
        return element.find(f"{W}pPr/{W}sectPr") is not None and not any(
            self._counts(each) for each in element.iter() if each.tag != f"{W}sectPr"
        )

    def _misplaced(self, mark: Mark) -> None:
        side = "before" if mark.tag.kind in OPENERS else "after"
        self.report(
            mark,
            "stands among other words, but its block reaches beyond them.",
            f"Give it a paragraph (or row) of its own, or leave nothing {side} it.",
        )

    def _content(self, element: etree._Element, node: etree._Element | None) -> tuple[bool, bool]:
        """Tell whether words or values stand before and after a mark (None: anywhere, twice)."""
        before = after = False
        passed = False
        for each in element.iter():
            if each is node:
                passed = True
            elif self._counts(each):
                before, after = before or not passed, after or passed
        return (before, after) if node is not None else (before, before)

    def _counts(self, each: etree._Element) -> bool:
        if is_mark(each):
            mark = self.marks.get(each)
            return mark is not None and mark.tag.kind is TagKind.VALUE
        return is_content(each)


def _free(chain: Chain) -> None:
    """Dissolve the content controls that hold some tags of a block and not the others."""
    around = [list(mark.node.iterancestors(f"{W}sdt")) for mark in chain]
    for control in {id(each): each for controls in around for each in controls}.values():
        if not all(control in controls for controls in around):
            content = control.find(f"{W}sdtContent")
            for child in list(content) if content is not None else ():
                control.addprevious(child)
            remove(control)


_KEPT_IN_PLACE = (f"{W}bookmarkStart", f"{W}commentRangeStart", f"{W}commentReference")
_SHOWN = frozenset(
    f"{W}{name}"
    for name in (
        "drawing", "pict", "object", "sym", "fldChar", "fldSimple", "footnoteReference",
        "endnoteReference", "ptab", "pgNum", "sectPr",
    )
)  # fmt: skip


def is_content(element: etree._Element) -> bool:
    """Tell whether an element itself shows something or carries a section."""
    if element.tag == f"{W}t":
        return bool((element.text or "").strip())
    if element.tag == f"{W}br":
        return element.get(f"{W}type") in ("page", "column")
    return element.tag in _SHOWN


def stands_alone(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph shows nothing but its marks and carries no section."""
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return False
    return not "".join(atom.text for atom in atoms(paragraph)).strip() and not any(
        OBJECT in atom.text for atom in atoms(paragraph)
    )


def is_only_mark(mark: Mark) -> bool:
    """Tell whether a paragraph shows nothing but this one tag."""
    marks = [node for node in mark.paragraph.iter() if is_mark(node)]
    return len(marks) == 1 and stands_alone(mark.paragraph)


def is_alone(mark: Mark) -> bool:
    """Tell whether a block tag, or a value by itself, is all that its paragraph holds.

    Tabs, breaks and no-break spaces beside a value have been put there on purpose: they stay.
    """
    if mark.tag.kind is TagKind.VALUE:
        return (
            is_only_mark(mark)
            and not text_of(mark.paragraph).strip(" ")
            and mark.node.getparent() is mark.paragraph
            and next(mark.paragraph.iter(*_KEPT_IN_PLACE), None) is None
        )
    return stands_alone(mark.paragraph)


def keep_bookmarks(element: etree._Element, until: etree._Element | None = None) -> None:
    """Put the bookmarks of a paragraph that goes away, those before a mark of it, in front of it.

    Bookmarks of rows and cells that go away go with them.
    """
    if element.tag != _PARAGRAPH:
        return
    for node in list(element.iter()):
        if node is until:
            return
        if node.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            element.addprevious(node)


def _removable(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and (
        parent.tag != _CELL
        or any(is_mark(child) for child in parent)
        or sum(child.tag == _PARAGRAPH for child in parent) > 1
    )


def _elements(chain: Chain) -> list[etree._Element] | None:
    """Return for each mark the element before or after which it goes; None when impossible."""
    asked = {mark.tag.level for mark in chain}
    if "tr" in asked:
        return _siblings([_nearest(mark.node, _ROW) for mark in chain])
    if "tc" in asked:
        return _siblings([_nearest(mark.node, _CELL) for mark in chain])
    lines = [[mark.node, *mark.node.iterancestors()][::-1] for mark in chain]
    depth = 0
    while all(len(line) > depth and line[depth] is lines[0][depth] for line in lines):
        depth += 1
    shared = lines[0][depth - 1]
    if shared.tag == _ROW:
        return [shared for _ in chain]
    if shared.tag == _PARAGRAPH and _is_whole(chain, shared):
        return [shared for _ in chain]
    return [line[depth] for line in lines]


def _is_whole(chain: Chain, paragraph: etree._Element) -> bool:
    """Tell whether an `if` without `else` takes in its whole paragraph."""
    if chain[0].tag.kind is not TagKind.IF or len(chain) > 2:
        return False
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return False
    inside = False
    for each in paragraph.iter():
        if each is chain[0].node or each is chain[1].node:
            inside = not inside
        elif not inside and (is_content(each) or is_mark(each)):
            return False
    return True


def _nearest(node: etree._Element, tag: str) -> etree._Element | None:
    return next(node.iterancestors(tag), None)


def _siblings(elements: list[etree._Element | None]) -> list[etree._Element] | None:
    found = [element for element in elements if element is not None]
    if len(found) < len(elements) or len({element.getparent() for element in found}) > 1:
        return None
    return found
