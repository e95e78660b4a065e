"""Numbers of captions (Word's field SEQ): counted anew, so that a repeated caption counts on.

Word itself counts them only when somebody updates the fields of a document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.template.marking import instruction
from briefing.template.ooxml import W
from briefing.template.program import SequenceNumber

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefing.template.assembling import Assembly

_CODE: Final = re.compile(
    r"\s*SEQ\s+(?P<name>\w+)(?:\s+\\\*\s*(?:ARABIC|MERGEFORMAT))*\s*", re.IGNORECASE
)


def count_captions(assembly: Assembly) -> None:
    """Put a step into the result of each such field of a part."""
    for name, words in _results(assembly.root):
        if words:
            first, *others = words
            first.text = ""
            first.append(instruction(f"s{len(assembly.steps)}"))
            assembly.steps.append(SequenceNumber(name))
            for other in others:
                other.text = ""


def _results(root: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """Yield the name of each sequence that counts in Arabic numerals, with the texts it shows."""
    for field in root.iter(f"{W}fldSimple"):
        match = _CODE.fullmatch(field.get(f"{W}instr", ""))
        if match:
            yield match["name"], list(field.iter(f"{W}t"))
    for code, shown in _complex(root):
        match = _CODE.fullmatch(code)
        if match:
            yield match["name"], shown


def _complex(root: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """Yield code and shown texts of each field that holds no other."""
    code: list[str] = []
    shown: list[etree._Element] = []
    is_shown = False
    for node in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = node.get(f"{W}fldCharType")
        if kind is not None:
            if kind == "end" and is_shown:
                yield "".join(code), shown
            if kind != "separate":
                code, shown = [], []
            is_shown = kind == "separate"
        elif node.tag == f"{W}instrText":
            code.append(node.text or "")
        elif is_shown:
            shown.append(node)
