"""Values in attributes, link targets and field codes of a part: found, checked, put into place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefing.template.checking import Checker, Scope
from briefing.template.expressions import Expression, Filtered
from briefing.template.holes import Hole
from briefing.template.ooxml import NAMESPACES, WP, XML_SPACE, R, W
from briefing.template.places import shortened
from briefing.template.program import AttributeHole, LinkHole
from briefing.template.texts import ValueFinder, ignore

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from briefing.template.assembling import Assembly
    from briefing.template.part_source import PartSource, Setting
    from briefing.template.problems import Spot, TemplateProblem

_A: Final = f"{{{NAMESPACES['a']}}}"
_PIC: Final = f"{{{NAMESPACES['pic']}}}"
_CODE: Final = f"{W}instrText"
_SPOKEN: Final = {
    f"{WP}docPr": ("descr", "title"),
    f"{_PIC}cNvPr": ("descr", "title"),
    f"{W}hyperlink": (f"{W}tooltip",),
    f"{_A}hlinkClick": ("tooltip",),
    f"{W}tblCaption": (f"{W}val",),
    f"{W}tblDescription": (f"{W}val",),
    "{urn:schemas-microsoft-com:vml}shape": ("alt", "title"),
    "{urn:schemas-microsoft-com:vml}textpath": ("string",),  # the words of a watermark
}
_HARMLESS: Final = frozenset(
    {
        "HYPERLINK", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "DOCPROPERTY", "SEQ", "TC", "XE",
    }
)  # fmt: skip
_TAG = re.compile(r"\{\{|\{%")
_BARE_ADDRESS = re.compile(r"\A\s*HYPERLINK\s+[\"“”]?\s*\{\{", re.I)
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def join_codes(root: etree._Element) -> None:
    """Put the code of each field with a tag in it into one element, however Word had cut it."""
    opened: list[list[etree._Element]] = []
    for node in root.iter(_CODE, f"{W}fldChar"):
        if node.tag == _CODE:
            if opened:
                opened[-1].append(node)
            continue
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append([])
        elif opened:
            _join(opened[-1])
            opened[-1] = []
            if kind == "end":
                opened.pop()


def _join(nodes: list[etree._Element]) -> None:
    text = "".join(node.text or "" for node in nodes)
    if _TAG.search(text):
        for node in nodes:
            node.text = ""
        nodes[0].text = text
        nodes[0].set(XML_SPACE, "preserve")


class Addresses:
    """Collects such values of one part, and puts their steps into the tree."""

    def __init__(
        self,
        source: PartSource,
        setting: Setting,
        problems: list[TemplateProblem],
        where_is: Callable[[etree._Element], tuple[str, Spot | None]],
    ) -> None:
        self._source = source
        self._setting = setting
        self._problems = problems
        self._where_is = where_is
        self._found: list[tuple[etree._Element, str, list[str | Expression], str]] = []

    def look_at(self, node: etree._Element, scope: Scope) -> None:
        """Find the values of one element; complain of those in places that cannot have any."""
        if node.tag in (_CODE, f"{W}fldSimple"):
            self._field(node, scope)
            return
        if node.tag == f"{_MATH}oMath":
            self._math(node)
        address = unquote(self._source.links.get(node.get(f"{R}id", ""), ""))
        if address:
            self._take(node, f"{R}id", self._pieces(node, address, scope), address)
        for name, text in node.attrib.items():
            if _TAG.search(str(text)):
                if str(name) in _SPOKEN.get(str(node.tag), ()):
                    self._take(node, str(name), self._pieces(node, str(text), scope), str(text))
                else:
                    self._refuse(node, str(text), "stands where no value can be written.")

    def _field(self, node: etree._Element, scope: Scope) -> None:
        text = (node.text if node.tag == _CODE else node.get(f"{W}instr")) or ""
        if not _TAG.search(text):
            return
        word = (text.split() or [""])[0].upper()
        if word not in _HARMLESS:
            self._refuse(node, text, "stands in the code of a field that cannot hold values.")
            return
        form = "address" if _BARE_ADDRESS.match(text) else "code"
        pieces: list[str | Expression] = []
        for piece in self._pieces(node, text, scope):
            pieces.append(piece if isinstance(piece, str) else Filtered(piece, form))
            form = form if isinstance(piece, str) else "code"
        self._take(node, "" if node.tag == _CODE else f"{W}instr", pieces, text)

    def _math(self, node: etree._Element) -> None:
        text = "".join(each.text or "" for each in node.iter(f"{_MATH}t"))
        if _TAG.search(text):
            self._refuse(node, text, "stands in a formula.")

    def _pieces(self, node: etree._Element, text: str, scope: Scope) -> list[str | Expression]:
        if not _TAG.search(text):
            return [text]
        self._setting.tags.spend(1)
        checker = Checker(self._setting.contract, scope, ignore)
        return self._finder(node).pieces(text, checker)

    def _finder(self, node: etree._Element) -> ValueFinder:
        place, spot = self._where_is(node)
        return ValueFinder(self._source.name, place, self._problems, spot)

    def _refuse(self, node: etree._Element, text: str, message: str) -> None:
        hint = "Put the value into the text; an address goes into a hyperlink."
        self._finder(node).report(shortened(text), message, hint)

    def _take(
        self, node: etree._Element, name: str, pieces: list[str | Expression], text: str
    ) -> None:
        self._found.append((node, name, pieces, shortened(text)))

    def hide(self, assembly: Assembly) -> None:
        """Write a step for every value into the tree."""
        for node, name, pieces, words in self._found:
            hole = Hole(place=self._where_is(node)[0], words=words)
            if name == f"{R}id":
                text = assembly.hide_in_attribute(LinkHole(tuple(pieces), hole))
            else:
                text = "".join(_hidden(piece, hole, assembly) for piece in pieces)
            if name:
                node.set(name, text)
            else:
                node.text = text


def _hidden(piece: str | Expression, hole: Hole, assembly: Assembly) -> str:
    if isinstance(piece, str):
        return piece
    return assembly.hide_in_attribute(AttributeHole(piece, hole))
