"""Cleans a template's part: tracked changes accepted, comments, editing traces and names gone."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from briefing.template.ooxml import W, remove
from briefing.template.reading import text_of
from briefing.word.ordering import PARAGRAPH, RUN

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BINDING = "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"
_DROPPED = tuple(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "tblGridChange", "numberingChange", "moveFromRangeStart",
        "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "proofErr", "permStart",
        "permEnd", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd",
        "commentReference", "annotationRef", "cellDel", "cellIns", "cellMerge", "rsids", "rsidRoot",
        "dataBinding",
    )
)  # fmt: skip
_CONTROL = (
    "rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr", "label",
    "tabIndex",
)  # fmt: skip
_COMMENTS = frozenset(
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_UNWRAPPED = (f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}customXml")
_SETTINGS: Final = (
    *(
        f"{W}{name}"
        for name in (
            "attachedTemplate", "linkStyles", "docVars", "updateFields", "trackRevisions",
            "mailMerge", "attachedSchema", "saveThroughXslt", "embedTrueTypeFonts",
            "embedSystemFonts", "saveSubsetFonts", "smartTagType",
        )
    ),
    "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary",
)  # fmt: skip
_EMBEDDED: Final = tuple(f"{W}embed{face}" for face in ("Regular", "Bold", "Italic", "BoldItalic"))
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WITH_TRACES = etree.XPath(
    "//*[@w14:paraId or @w14:textId or @w:*[starts-with(local-name(), 'rsid')]]",
    namespaces={"w": W[1:-1], "w14": _W14[1:-1]},
)
_TRACES = (f"{_W14}paraId", f"{_W14}textId")
_MAY_HAVE_TRACES: Final = re.compile(rb"(?:rsid\w*|paraId|textId)\s*=")


_MISPLACED = etree.XPath(
    "//w:pPr[w:pStyle[preceding-sibling::*]]"
    " | //w:pPr[w:sectPr/following-sibling::*[not(self::w:pPrChange)]]"
    " | //w:rPr[w:rStyle[preceding-sibling::*]]"
    " | //w:lvl[w:pStyle[following-sibling::w:numFmt or following-sibling::w:lvlRestart]]",
    namespaces={"w": W[1:-1]},
)
_LEVEL = "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"
_ORDERS = {
    f"{W}{name}": {f"{W}{each}": rank for rank, each in enumerate(order.split())}
    for name, order in (("pPr", f"{PARAGRAPH} sectPr"), ("rPr", RUN), ("lvl", _LEVEL))
}


def prepare(
    root: etree._Element, content: bytes, kept: frozenset[str] = frozenset()
) -> dict[etree._Element, list[tuple[int, etree._Element]]]:
    """Clean the tree of one part in place.

    Pictures for programs before Word 2010 (`mc:Fallback`) repeat what stands beside them, and data
    bindings lead to custom XML, which stays behind: both go.

    Args:
        root: The tree.
        content: What it was read from.
        kept: Ids of the comments that stay.

    Returns:
        For each paragraph that others were joined to: at which offset of it the words of which
        one begin, its own the last.
    """
    ends = [each for each in root.iter(f"{W}p") if _has_lost_its_end(each)]
    for row in [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}del") is not None]:
        remove(row)
    for element in list(root.iter(*_DROPPED, _BINDING, _FALLBACK)):
        if element.tag not in _COMMENTS or element.get(f"{W}id") not in kept:
            _drop(element)
    for element in list(root.iter(*_UNWRAPPED)):
        _unwrap(element)
    joints: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
    for paragraph in ends:
        _join_next(paragraph, joints)
    for properties in root.iter(f"{W}sdtPr"):
        properties[:] = sorted(properties, key=_rank)  # LibreOffice writes them in another order
    put_in_order(root)
    _drop_bookmark(root, "_GoBack")
    if _MAY_HAVE_TRACES.search(content):
        _drop_traces(root)
    return joints


def put_in_order(root: etree._Element) -> bool:
    """Put properties where the schema wants them, as LibreOffice does not; tell if any was."""
    found: list[etree._Element] = _MISPLACED(root)  # type: ignore[assignment]  # elements only
    for element in found:
        order = _ORDERS[str(element.tag)]
        once = {child.tag: child for child in reversed(element)}  # of two alike the first counts
        element[:] = sorted(once.values(), key=lambda child: order.get(str(child.tag), len(order)))
    return bool(found)


def _drop_bookmark(root: etree._Element, name: str) -> None:
    """Take out both ends of a bookmark."""
    starts = [each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name]
    numbers = {start.get(f"{W}id") for start in starts}
    ends = [each for each in root.iter(f"{W}bookmarkEnd") if each.get(f"{W}id") in numbers]
    for element in (*starts, *ends):
        _drop(element)


def is_printed(comment: etree._Element) -> bool:
    """Tell whether a comment has tags: packs print it; every other one is its author's own."""
    return any("{" in text_of(paragraph) for paragraph in comment.iter(f"{W}p"))


def _rank(element: etree._Element) -> int:
    name = str(element.tag).removeprefix(W)
    return _CONTROL.index(name) if name in _CONTROL else len(_CONTROL)


def _has_lost_its_end(paragraph: etree._Element) -> bool:
    """Tell whether the end of a paragraph was deleted or moved away as a tracked change."""
    return any(
        paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom")
    )


def _join_next(
    paragraph: etree._Element, joints: dict[etree._Element, list[tuple[int, etree._Element]]]
) -> None:
    """Put what is left of a paragraph before the next one, as Word does on accepting."""
    after = paragraph.getnext()
    if after is None or after.tag != f"{W}p" or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    before = joints.pop(paragraph, [(0, paragraph)])
    joints[after] = [*before, (len(text_of(paragraph)), after)]
    at = 0 if after.find(f"{W}pPr") is None else 1
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            after.insert(at, child)
            at += 1
    remove(paragraph)


def _drop_traces(root: etree._Element) -> None:
    found: list[etree._Element] = _WITH_TRACES(root)  # type: ignore[assignment]  # elements only
    for element in found:
        for name in [str(name) for name in element.attrib]:
            if name in _TRACES or name.startswith(f"{W}rsid"):
                del element.attrib[name]


def _drop(element: etree._Element) -> None:
    run = element.getparent()
    remove(element)
    if run is not None and run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
        remove(run)


def _unwrap(element: etree._Element) -> None:
    """Put the children of an element into its place; a mark on a row or paragraph just goes."""
    for child in list(element):
        if child.tag not in (f"{W}smartTagPr", f"{W}customXmlPr"):
            element.addprevious(child)
    remove(element)


def clean_settings(root: etree._Element) -> None:
    """Take out of the settings what leads elsewhere or remembers who worked on the file."""
    for element in list(root.iter(*_SETTINGS)):
        remove(element)


def clean_fonts(root: etree._Element) -> None:
    """Take out of the table of fonts what refers to embedded ones: they stay behind."""
    for element in list(root.iter(*_EMBEDDED)):
        remove(element)
