"""What a house's own workbook may not hold: it comes from strangers and is looked at as bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.files.zips import ZipReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.errors import InputRefusedError

READER: Final = ZipReader(
    noun="The workbook form",
    kind="Excel workbook (.xlsx)",
    remedy="Save it again in Excel as a plain workbook (.xlsx).",
)
_LARGEST: Final = 16 << 20
_ACTIVE: Final = (
    (re.compile(r"vbaProject|xl/macrosheets/|xl/dialogsheets/|customUI/", re.IGNORECASE), "macros"),
    (re.compile(r"xl/externalLinks/", re.IGNORECASE), "links to other files or programs"),
    (re.compile(r"xl/(connections|queryTables|model)", re.IGNORECASE), "connections to data"),
    (re.compile(r"xl/(activeX|ctrlProps|embeddings)/", re.IGNORECASE), "embedded objects"),
    (re.compile(r"xl/(webextensions|pivotCache|pivotTables)/", re.IGNORECASE), "pivots or add-ins"),
)
_DECLARED: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)
_EXTERNAL: Final = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")


def harmless_parts(data: bytes) -> Mapping[str, bytes]:
    """Return the parts of a workbook that can do nothing but be looked at.

    Raises:
        InputRefusedError: It is no workbook, is damaged, too large, or could do something.
    """
    stored = READER.read(data)
    if sum(part.size for part in stored.values()) > _LARGEST:
        raise READER.refusal("it is too large", "Keep the form only, without data in it.")
    if "xl/workbook.xml" not in stored:
        raise READER.refusal("it is no Excel workbook (.xlsx)")
    for name in stored:
        for pattern, what in _ACTIVE:
            if pattern.search(name):
                raise _active(what)
    parts = {name: part.content() for name, part in stored.items()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            _refuse_tricks(name, content)
    return parts


def _refuse_tricks(name: str, content: bytes) -> None:
    stated = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf").lstrip())
    is_plain = stated is None or stated[1].lower() in (b"utf-8", b"us-ascii")
    if not is_plain or _DECLARED.search(content) or b"\0" in content:
        raise READER.refusal(f"its part {name} is written in a way that no Excel writes")
    if name == "[Content_Types].xml" and b"macroenabled" in content.lower():
        raise _active("macros")
    if name.endswith(".rels"):
        for found in _EXTERNAL.finditer(content):
            if not _is_hyperlink(found.group()):
                raise _active("links to other files or programs")


def _is_hyperlink(relationship: bytes) -> bool:
    return b"/hyperlink" in relationship


def _active(what: str) -> InputRefusedError:
    return READER.refusal(f"it holds {what}", "Remove them: a form is looks and words only.")
