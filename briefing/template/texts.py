"""Values in a text that is no paragraph: an attribute, an address, a property of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Final

from briefing.template.checking import Checker, unprintable
from briefing.template.expressions import Expression, ExpressionError
from briefing.template.generating import generate
from briefing.template.holes import Hole
from briefing.template.language import FoundTag, TagKind, find_tags, understand
from briefing.template.ooxml import W
from briefing.template.places import shortened
from briefing.template.problems import Spot, TemplateProblem
from briefing.template.program import AttributeHole, Constant
from briefing.template.reading import text_of
from briefing.template.spelling import plain

if TYPE_CHECKING:
    from lxml import etree

    from briefing.template.part_source import Setting
    from briefing.template.routine import Routine


_SHOWN: Final = 30  # characters of a tag that is never closed


def compile_text(
    xml: str, place: str, setting: Setting, problems: list[TemplateProblem]
) -> Routine | None:
    """Return the function that writes XML whose texts hold values, but no blocks.

    Args:
        xml: For instance a file's properties.
        place: What an author calls it.
        setting: What all parts share.
        problems: Every mistake that is found is added here.
    """
    before = len(problems)
    finder = ValueFinder(place, place, problems, is_xml=True)
    pieces = finder.pieces(xml, Checker(setting.contract, (), ignore))
    if len(problems) > before:
        return None
    hole = Hole(place=place, words="")
    return generate(
        tuple(
            Constant(piece) if isinstance(piece, str) else AttributeHole(piece, hole)
            for piece in pieces
        )
    )


def ignore(_message: str, _hint: str) -> None:
    """Take a complaint that `ValueFinder` replaces by its own."""


@dataclass(frozen=True, slots=True)
class ValueFinder:
    """Finds the values in a text that stands in an attribute.

    Attributes:
        part: Name of the part.
        place: What an author calls it.
        problems: Every mistake that is found is added here.
        spot: Where that is, as numbers.
        is_xml: Whether the text is XML, in whose tags `&` and `<` are written as such.
    """

    part: str
    place: str
    problems: list[TemplateProblem]
    spot: Spot | None = None
    is_xml: bool = False

    def pieces(self, text: str, checker: Checker) -> list[str | Expression]:
        """Return the text as constants and expressions, each of them checked."""
        found: list[str | Expression] = []
        at = 0
        for tag in map(self._read, find_tags(text)):
            words = self._words(text, tag)
            checker.complain = partial(self.report, words)
            try:
                understood = understand(tag, words)
            except ExpressionError as error:
                self.report(words, error.message, error.hint)
                continue
            if understood.kind is not TagKind.VALUE or understood.expression is None:
                self.report(words, "cannot stand here.", "Only values {{ … }} can.")
                continue
            kind = checker.type_of(understood.expression)
            fault = None if kind is None else unprintable(kind, as_text=True)
            if fault is not None:
                self.report(words, *fault)
            found += [text[at : tag.start], understood.expression]
            at = tag.stop
        return [piece for piece in (*found, text[at:]) if piece != ""]

    def _read(self, tag: FoundTag) -> FoundTag:
        is_written = self.is_xml and tag.inside is not None
        return replace(tag, inside=unescape(tag.inside or "")) if is_written else tag

    def _words(self, text: str, tag: FoundTag) -> str:
        stop = tag.stop if tag.inside is not None else tag.start + _SHOWN
        words = text[tag.start : stop]
        return shortened(unescape(words.partition("<")[0]) if self.is_xml else words)

    def report(self, words: str, message: str, hint: str) -> None:
        """Add a problem of this text."""
        self.problems.append(
            TemplateProblem(
                part=self.part,
                place=self.place,
                words=words,
                message=message,
                hint=hint,
                spot=self.spot,
            )
        )


def names_any(root: etree._Element, variables: set[str]) -> bool:
    """Tell whether a tag of a part names one of the variables."""
    for paragraph in root.iter(f"{W}p"):
        for found in find_tags(text_of(paragraph)):
            if variables & set(re.findall(r"\w+", plain(found.inside or ""))):
                return True
    return False
