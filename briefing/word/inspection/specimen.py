"""A Word file as it lies before the rules: its parts, trees, relationships and places."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.template.ooxml import R, W
from briefing.template.places import Places, shortened
from briefing.template.problems import Severity, TemplateProblem
from briefing.template.reading import text_of
from briefing.template.styles import read_styles
from briefing.word.copying import kept
from briefing.word.package import open_package, parse_xml, read_content_types, read_relationships

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.template.contract import Contract
    from briefing.template.style_sheet import StyleSheet
    from briefing.word.relationships import Relationship

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LABELS: Final = {
    "header": "Header",
    "footer": "Footer",
    "footnotes": "Footnotes",
    "endnotes": "Endnotes",
}
BODY: Final = "Body"
FILE: Final = "File"
_LINKS: Final = (f"{R}id", f"{R}embed", f"{R}link")


@dataclass(frozen=True, slots=True, eq=False)
class TextTree:
    """One part with paragraphs, as it is in the file.

    Attributes:
        name: Its name.
        label: What an author calls it.
        root: Its tree.
        places: Where its paragraphs stand.
    """

    name: str
    label: str
    root: etree._Element
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule says, without the place.

    Attributes:
        rule: The rule's own name.
        severity: How much it matters.
        message: What is wrong.
        hint: What to do.
    """

    rule: str
    severity: Severity
    message: str
    hint: str


class Specimen:
    """Everything that a rule may look at.

    Args:
        data: The file.
        used: The fields that its tags name.
        fonts: The families that are installed here, in small letters; None where nobody knows.

    Raises:
        InputRefusedError: The file is damaged or no Word document.
    """

    def __init__(self, data: bytes, used: Contract, fonts: frozenset[str] | None = None) -> None:
        self.parts = open_package(data)
        self.used = used
        self.fonts = fonts
        self.types = read_content_types(self.parts)
        self.relationships: dict[str, tuple[Relationship, ...]] = {
            part: read_relationships(self.parts, part) for part in self._holders()
        }
        found = [each for each in self.relationships.get("", ()) if each.type == "officeDocument"]
        self.main = found[0].target if found else ""

    def _holders(self) -> Iterator[str]:
        for name in sorted(self.parts):
            folder, file = posixpath.split(name)
            if file.endswith(".rels") and posixpath.basename(folder) == "_rels":
                yield posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))

    def tree(self, name: str) -> etree._Element | None:
        """Return the tree of a part, or None where there is no such part."""
        stored = self.parts.get(name)
        return None if stored is None else parse_xml(stored.content(), name)

    def target(self, kind: str, part: str | None = None) -> str:
        """Return the part of a kind that the body, or another part, refers to; or ""."""
        holder = self.main if part is None else part
        found = (each.target for each in self.relationships.get(holder, ()) if each.type == kind)
        return next(found, "")

    @cached_property
    def styles_tree(self) -> etree._Element | None:
        """The tree of the styles."""
        return self.tree(self.target("styles"))

    @cached_property
    def styles(self) -> StyleSheet:
        """The styles by name."""
        return read_styles(self.styles_tree)

    @cached_property
    def settings(self) -> etree._Element | None:
        """The tree of the settings."""
        return self.tree(self.target("settings"))

    @cached_property
    def texts(self) -> tuple[TextTree, ...]:
        """Every part with paragraphs, the body first."""
        named = {self.main: BODY}
        for name in sorted(self.parts):
            kind = self.types.of(name).removeprefix(_WORD).removesuffix("+xml")
            if kind in _LABELS:
                named[name] = _LABELS[kind]
        trees = ((name, label, self.tree(name)) for name, label in named.items())
        return tuple(
            TextTree(name, label, root, Places(root, label, self.styles))
            for name, label, root in trees
            if root is not None
        )

    @cached_property
    def copied(self) -> tuple[str, ...]:
        """The parts that a document takes over as they are: reachable, and without paragraphs."""
        found: set[str] = set()
        waiting = [""]
        while waiting:
            own = kept(self.relationships.get(waiting.pop(), ()), self.parts)
            new = {each.target for each in own if not each.is_external} - found
            found |= new
            waiting += new
        return tuple(sorted(found - {text.name for text in self.texts}))

    @property
    def body(self) -> TextTree | None:
        """The document itself."""
        return self.texts[0] if self.texts and self.texts[0].label == BODY else None

    def of_file(
        self, finding: Finding, words: str = "", part: str = "", place: str = FILE
    ) -> TemplateProblem:
        """Return a finding about the whole file, or about a part without paragraphs."""
        return TemplateProblem(
            part=part,
            place=place,
            words=shortened(words),
            message=finding.message,
            hint=finding.hint,
            severity=finding.severity,
            rule=finding.rule,
        )

    def at(
        self, finding: Finding, text: TextTree, element: etree._Element, words: str | None = None
    ) -> TemplateProblem:
        """Return a finding about the paragraph that an element is, stands in or begins with.

        Args:
            finding: What is wrong.
            text: The part.
            element: The element.
            words: The words at fault; None quotes the paragraph.
        """
        paragraph = _paragraph(element)
        if paragraph is None:
            return self.of_file(finding, words or "", text.name, text.label)
        whole = text_of(paragraph)
        found = whole.find(words) if words else 0
        stop = found + len(words) if words and found >= 0 else len(whole)
        return TemplateProblem(
            part=text.name,
            place=text.places.of(paragraph),
            words=shortened(whole if words is None else words),
            message=finding.message,
            hint=finding.hint,
            severity=finding.severity,
            rule=finding.rule,
            spot=text.places.spot(paragraph, max(found, 0), stop),
        )

    def holder(self, part: str, relationship: str) -> tuple[TextTree, etree._Element] | None:
        """Return the element of a text that uses a relationship of its part, or None."""
        text = next((text for text in self.texts if text.name == part), None)
        if text is None:
            return None
        for element in text.root.iter():
            if any(element.get(name) == relationship for name in _LINKS):
                return (text, element)
        return None


def _paragraph(element: etree._Element) -> etree._Element | None:
    if element.tag == f"{W}p":
        return element
    around = next(element.iterancestors(f"{W}p"), None)
    return around if around is not None else next(element.iter(f"{W}p"), None)
