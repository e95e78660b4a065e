"""Cleans a template's part: tracked changes accepted, comments, editing traces and names gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.ooxml import W, remove

if TYPE_CHECKING:
    from lxml import etree

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
_UNWRAPPED = (f"{W}ins", f"{W}moveTo", f"{W}smartTag")
DROPPED: Final = frozenset(
    {
        "thumbnail", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
        "printerSettings", "core-properties", "extended-properties", "attachedTemplate",
        "customXml", "recipientData", "keyMapCustomizations", "glossaryDocument", "vbaProject",
    }
)  # fmt: skip
"""Types of relationship to parts that hold traces of editing, and leave with nothing."""
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TRACES = (f"{_W14}paraId", f"{_W14}textId")


def prepare(root: etree._Element) -> None:
    """Clean the tree of one part in place.

    Pictures for programs before Word 2010 (`mc:Fallback`) repeat what stands beside them, and data
    bindings lead to custom XML, which stays behind: both go.
    """
    for row in [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}del") is not None]:
        remove(row)
    for element in list(root.iter(*_DROPPED, _BINDING, _FALLBACK)):
        _drop(element)
    for element in list(root.iter(*_UNWRAPPED)):
        _unwrap(element)
    _drop_bookmark(root, "_GoBack")
    _drop_traces(root)


def _drop_bookmark(root: etree._Element, name: str) -> None:
    """Take out both ends of a bookmark."""
    starts = [each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name]
    numbers = {start.get(f"{W}id") for start in starts}
    ends = [each for each in root.iter(f"{W}bookmarkEnd") if each.get(f"{W}id") in numbers]
    for element in (*starts, *ends):
        _drop(element)


def _drop_traces(root: etree._Element) -> None:
    for element in root.iter():
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
        if child.tag not in (f"{W}smartTagPr",):
            element.addprevious(child)
    remove(element)


def clean_settings(root: etree._Element) -> None:
    """Take out of the settings what leads elsewhere or remembers who worked on the file."""
    for name in ("attachedTemplate", "docVars", "updateFields", "trackRevisions", "mailMerge"):
        for found in root.findall(f"{W}{name}"):
            root.remove(found)
