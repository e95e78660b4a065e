"""Cuts a serialised part at its marks, and makes the program that has them as steps."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.template.expressions import Expression, Literal
from briefing.template.language import CLOSERS, MIDDLES, TagKind
from briefing.template.ooxml import MARK, declared
from briefing.template.program import (
    Apart,
    BlockHole,
    Choice,
    Constant,
    Grid,
    Guard,
    Loop,
    Step,
    Steps,
    TextHole,
    WholeParagraph,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.template.assembling import Assembly
    from briefing.template.holes import Hole
    from briefing.template.marking import Mark

_CUT: Final = re.compile(rf"<\?{MARK} ([^?]*)\?>|\ufdd0(\d+)\ufdd1")
_ENDS = MIDDLES | CLOSERS


class Cutter:
    """Walks over constants and marks in turn."""

    def __init__(self, assembly: Assembly, holes: Mapping[int, Hole], text: str) -> None:
        self._assembly = assembly
        self._holes = holes
        self._cut: list[str | None] = _CUT.split(text)
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
            return self._hidden(int(attribute))
        if word.isdigit():
            return self._tag(self._mark())
        self._at += 3
        if word[0] == "b":
            number = int(word[1:])
            return BlockHole(_expression(self._assembly.marks[number]), self._holes[number])
        if word[0] == "a":
            return Apart()
        if word[0] == "s":
            return self._assembly.steps[int(word[1:])]
        body = self.steps()
        self._at += 3
        return self._bracketed(word, body)

    def _hidden(self, number: int) -> Step:
        """Return what stands in an attribute; a template may hold the same signs as words."""
        known = self._assembly.dynamic
        return known[number] if number < len(known) else Constant(f"\ufdd0{number}\ufdd1")

    def _bracketed(self, word: str, body: Steps) -> Step:
        if word[0] == "p":
            return WholeParagraph(int(word[1:]), body)
        if word[0] == "c":
            return Grid(declared(self._assembly.root), body)
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
            return Loop(mark.tag.variable, _expression(mark), body, otherwise, _told(mark))
        branches = []
        while self._mark().tag.kind in (TagKind.IF, TagKind.ELIF):
            condition = _expression(self._mark())
            self._at += 3
            branches.append((condition, self.steps()))
        otherwise = self._otherwise()
        self._at += 3
        return Choice(tuple(branches), otherwise, _told(mark))

    def _otherwise(self) -> Steps:
        if self._mark().tag.kind is not TagKind.ELSE:
            return ()
        self._at += 3
        return self.steps()


def _told(mark: Mark) -> str:
    """Return where a block begins, with its words."""
    return f"{mark.place}: “{mark.tag.words}”"


def _expression(mark: Mark) -> Expression:
    return mark.tag.expression or Literal(None)
