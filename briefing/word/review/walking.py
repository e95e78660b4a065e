"""Walks a part of somebody's document and makes one row of words of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.template.ooxml import R, W
from briefing.word.review.stream import (
    NOTE,
    OBJECT,
    FoundControl,
    FoundParagraph,
    Stream,
    Stretch,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED: Final = frozenset(
    f"{W}{name}"
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
) | {_FALLBACK}
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
    f"{W}footnoteReference": NOTE,
    f"{W}endnoteReference": NOTE,
    f"{W}drawing": OBJECT,
    f"{W}pict": OBJECT,
    f"{W}object": OBJECT,
    f"{W}sym": OBJECT,
}
_OFF: Final = ("0", "false", "off", "none")
_LINK_FIELD: Final = "HYPERLINK"
_NOTE_FIELD: Final = "NOTEREF"
_LISTED: Final = "List"  # how the ids of Word's own styles of lists begin


def stream_of(root: etree._Element, links: Mapping[str, str]) -> Stream:
    """Return a part as one row of words; text boxes come after what they stand in.

    Args:
        root: The part.
        links: The addresses of its relationships, by id.
    """
    walk = _Walk(links)
    waiting = [root]
    while waiting:
        waiting += walk.take(waiting.pop(0))
    return walk.stream


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    has_result: bool = False

    @property
    def is_hidden(self) -> bool:
        return not (self.has_result and self.code.split()[:1] == [_LINK_FIELD])


class _Walk:
    """Walks a part from one element to the next, without going down into itself."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self.stream = Stream()
        self._links = links
        self._changes: list[tuple[str, bool]] = []
        self._urls: list[str] = []
        self._fields: list[_Field] = []
        self._open: dict[str, tuple[str, int]] = {}
        self._comments: dict[str, int] = {}
        self._controls: list[tuple[str, bool, int]] = []
        self._paragraph: tuple[int, str, bool] = (0, "", False)
        self._is_heading = False
        self._rows = 0
        self._row: list[int] = []
        self._look = (False, False)
        self._begin: dict[str, Callable[[etree._Element], None]] = {
            f"{W}p": self._begin_paragraph,
            f"{W}r": self._begin_run,
            f"{W}t": self._text,
            f"{W}delText": self._text,
            f"{W}br": self._break,
            f"{W}sdt": self._begin_control,
            f"{W}tr": self._begin_row,
            f"{W}ins": self._begin_change,
            f"{W}moveTo": self._begin_change,
            f"{W}del": self._begin_change,
            f"{W}moveFrom": self._begin_change,
            f"{W}hyperlink": self._begin_link,
            f"{W}fldChar": self._field,
            f"{W}fldSimple": self._begin_simple_field,
            f"{W}instrText": self._code,
            f"{W}bookmarkStart": self._begin_bookmark,
            f"{W}bookmarkEnd": self._end_bookmark,
            f"{W}commentRangeStart": self._begin_comment,
            f"{W}commentRangeEnd": self._end_comment,
            f"{W}commentReference": self._refer_to_comment,
        }
        self._end: dict[str, Callable[[], object]] = {
            f"{W}p": self._end_paragraph,
            f"{W}sdt": self._end_control,
            f"{W}tr": self._row_ended,
            f"{W}ins": self._changes_ended,
            f"{W}moveTo": self._changes_ended,
            f"{W}del": self._changes_ended,
            f"{W}moveFrom": self._changes_ended,
            f"{W}hyperlink": self._link_ended,
            f"{W}fldSimple": self._field_ended,
        }

    def take(self, root: etree._Element) -> list[etree._Element]:
        """Read what is below an element and return the text boxes in it."""
        boxes: list[etree._Element] = []
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            tag = str(element.tag)
            if event == "end":
                self._end.get(tag, _nothing)()
            elif tag == f"{W}txbxContent" and element is not root:
                boxes.append(element)
                steps.skip_subtree()
            elif tag in _SKIPPED or (tag == f"{W}tr" and self._is_deleted(element)):
                steps.skip_subtree()
            else:
                self._start(element, tag)
        return boxes

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag in self._begin:
            self._begin[tag](element)
        elif tag in _SIGNS and (tag != f"{W}tab" or _is_in_run(element)):
            self._add(_SIGNS[tag])

    @property
    def _here(self) -> int:
        return len(self.stream.words)

    def _add(self, text: str) -> None:
        if not text or any(each.is_hidden for each in self._fields):
            return
        author, is_deleted = self._changes[-1] if self._changes else ("", False)
        self.stream.words.append(
            Word(
                text=text,
                bold=self._look[0],
                italic=self._look[1],
                url=self._urls[-1] if self._urls else "",
                author=author,
                is_deleted=any(deleted for _, deleted in self._changes) or is_deleted,
            )
        )

    def _text(self, element: etree._Element) -> None:
        self._add(element.text or "")

    def _break(self, element: etree._Element) -> None:
        if element.get(f"{W}type", "textWrapping") == "textWrapping":
            self._add("\n")

    def _begin_paragraph(self, element: etree._Element) -> None:
        style = _of(element, f"{W}pPr/{W}pStyle")
        number = _of(element, f"{W}pPr/{W}numPr/{W}numId")
        is_listed = number != "0" if number else style.startswith(_LISTED)
        self._paragraph = (self._here, style, is_listed)
        self._is_heading = False

    def _end_paragraph(self) -> None:
        start, style, is_listed = self._paragraph
        self.stream.paragraphs.append(
            FoundParagraph(
                stretch=Stretch(start, self._here),
                style=style,
                row=self._row[-1] if self._row else 0,
                is_heading=self._is_heading,
                is_listed=is_listed,
            )
        )
        self.stream.words.append(Word(text="\n"))

    def _begin_run(self, element: etree._Element) -> None:
        first = element[0] if len(element) else None
        if first is None or first.tag != f"{W}rPr":
            self._look = (False, False)
        else:
            self._look = (_is_on(first, "b"), _is_on(first, "i"))

    def _begin_row(self, _: etree._Element) -> None:
        self._rows += 1
        self._row.append(self._rows)

    def _row_ended(self) -> None:
        self._row.pop()

    def _is_deleted(self, element: etree._Element) -> bool:
        mark = element.find(f"{W}trPr/{W}del")
        if mark is not None:
            self.stream.deleted_rows.append(mark.get(f"{W}author", ""))
            self._row.append(0)  # its end still comes
        return mark is not None

    def _begin_change(self, element: etree._Element) -> None:
        is_deleted = element.tag in (f"{W}del", f"{W}moveFrom")
        self._changes.append((element.get(f"{W}author", ""), is_deleted))

    def _changes_ended(self) -> None:
        self._changes.pop()

    def _begin_link(self, element: etree._Element) -> None:
        self._urls.append(self._links.get(element.get(f"{R}id", ""), ""))

    def _link_ended(self) -> None:
        self._urls.pop()

    def _field(self, element: etree._Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].has_result = True
        elif self._fields and kind == "end":
            self._field_ended()

    def _begin_simple_field(self, element: etree._Element) -> None:
        self._fields.append(_Field(element.get(f"{W}instr", ""), has_result=True))

    def _code(self, element: etree._Element) -> None:
        if self._fields:
            self._fields[-1].code += element.text or ""

    def _field_ended(self) -> None:
        ended = self._fields.pop()
        if ended.code.split()[:1] == [_NOTE_FIELD]:
            self._add(NOTE)

    def _begin_bookmark(self, element: etree._Element) -> None:
        name = element.get(f"{W}name", "")
        self._open[element.get(f"{W}id", "")] = (name, self._here)
        self._is_heading |= name.startswith("_Toc")

    def _end_bookmark(self, element: etree._Element) -> None:
        found = self._open.pop(element.get(f"{W}id", ""), None)
        if found is not None:
            self.stream.bookmarks.setdefault(found[0], []).append(Stretch(found[1], self._here))

    def _begin_control(self, element: etree._Element) -> None:
        tag, is_prompt = "", False
        for each in element[0] if len(element) and element[0].tag == f"{W}sdtPr" else ():
            if each.tag == f"{W}tag":
                tag = each.get(f"{W}val", "")
            is_prompt |= each.tag == f"{W}showingPlcHdr"
        self._controls.append((tag, is_prompt, self._here))

    def _end_control(self) -> None:
        tag, is_prompt, start = self._controls.pop()
        stretch = Stretch(start, self._here)
        self.stream.controls.append(FoundControl(tag=tag, stretch=stretch, is_prompt=is_prompt))

    def _begin_comment(self, element: etree._Element) -> None:
        self._comments[element.get(f"{W}id", "")] = self._here

    def _end_comment(self, element: etree._Element) -> None:
        number = element.get(f"{W}id", "")
        self.stream.comments[number] = Stretch(self._comments.get(number, self._here), self._here)

    def _refer_to_comment(self, element: etree._Element) -> None:
        point = Stretch(self._here, self._here)
        self.stream.comments.setdefault(element.get(f"{W}id", ""), point)


def _nothing() -> None:
    """Do nothing at the end of an element."""


def _is_in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r"


def _of(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{W}val", "")


def _is_on(properties: etree._Element, name: str) -> bool:
    mark = properties.find(f"{W}{name}")
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF
