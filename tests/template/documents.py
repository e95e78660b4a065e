"""A small contract, and templates made of raw WordprocessingML."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from lxml import etree

from briefing.template.compiling import compile_part
from briefing.template.contract import (
    BLOCK,
    DATE,
    FLAG,
    NUMBER,
    PICTURE,
    RICH,
    TEXT,
    Contract,
    Field,
    many,
    record,
    records,
)
from briefing.template.ooxml import NAMESPACES
from briefing.template.part_source import PartSource, Setting
from briefing.template.style_sheet import StyleSheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.template.holes import Hole
    from briefing.template.problems import TemplateProblem

CONTRACT = Contract(
    fields=(
        Field("title", TEXT, "Title of the pack", "Summit pack"),
        Field("as_of", DATE, "The day it speaks of", "2026-01-06"),
        Field("count", NUMBER, "How many"),
        Field("contents", BLOCK, "Table of contents"),
        Field("own", record("country"), "Our country"),
        Field("countries", records("country"), "In the chosen order"),
        Field("tags", many(TEXT), "Words"),
    ),
    records={
        "country": (
            Field("name", TEXT, "Short name", "Italy"),
            Field("flag", PICTURE, "Flag"),
            Field("summary", RICH, "What it wants"),
            Field("prose", BLOCK, "Sections"),
            Field("is_member", FLAG, "Whether it is a member"),
            Field("positions", records("position"), "Positions"),
        ),
        "position": (
            Field("topic", TEXT, "Topic"),
            Field("stance", TEXT, "Stance"),
            Field("country", record("country"), "Whose it is"),
        ),
    },
)
STYLES = StyleSheet(ids={("paragraph", "heading 1"): "Heading1"}, outline={"Heading1": 1}, lists={})
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


class PlainTarget:
    """Writes values as escaped text, and blocks as paragraphs, to one string."""

    language = "en-GB"

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.fields = fields
        self.buffer: list[str] = []
        self.rtl = False
        self.empty = 0
        self.ids = 0
        self.notes: list[str] = []

    def field(self, name: str) -> object:
        return self.fields.get(name)

    def count_empty(self) -> None:
        self.empty += 1

    def spend(self, steps: int) -> None:
        pass

    def flush(self) -> None:
        pass

    def plainness(self, values: tuple[object, ...]) -> int:
        return int(all(isinstance(value, str) and value.isalnum() for value in values))

    def in_place(self, text: str) -> str:
        return text

    def text(self, value: object, hole: Hole) -> str:
        words = "" if value is None else str(value)
        return words.replace("&", "&amp;").replace("<", "&lt;")

    def block(self, value: object, hole: Hole) -> str:
        return f"{hole.before}{self.text(value, hole)}{hole.after}"

    paragraph = block

    def turn(self) -> None:
        pass

    def attribute(self, value: object, hole: Hole) -> str:
        return str(value).replace("&", "&amp;").replace('"', "&quot;")

    def link(self, pieces: tuple[object, ...], hole: Hole) -> str:
        return "".join(map(str, pieces))

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    def bookmark_name(self, name: str) -> str:
        return f"{name}_{self.next_id()}"

    def anchor(self, name: str, is_ahead: bool) -> str:
        return f"{name}_{self.ids + is_ahead}"

    def sequence(self, name: str) -> int:
        return self.next_id()

    def new_list(self, number: int) -> int:
        return number * 100 + self.next_id()

    def part_tables(self) -> None:
        pass

    def enter_note(self, kind: str) -> None:
        pass

    def enter_part(self, name: str) -> None:
        pass

    def leave_part(self, start: int) -> str:
        return f"rId{self.note('part', start)}"

    def note(self, kind: str, start: int, known: int = 0) -> int:
        self.notes.append("".join(self.buffer[start:]))
        del self.buffer[start:]
        return len(self.notes)

    def fixed_heading(self, xml: str, level: int) -> str:
        return xml

    def close_paragraph(self, start: int, level: int) -> None:
        pass

    def fit_grid(self, start: int, declared: str) -> None:
        pass

    def guard(self, start: int, wanted: str, fallback: str) -> None:
        written = "".join(self.buffer[start:])
        if not fallback and wanted not in written:
            del self.buffer[start:]
        elif fallback and not written.endswith(wanted):
            self.buffer.append(fallback)


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph with one run for each text."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    body = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p>{properties}{body}</w:p>"


def row(*cells: str) -> str:
    """Return a table row; a cell that is no XML becomes one paragraph."""
    inside = "".join(
        f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells
    )
    return f"<w:tr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def document(body: str) -> etree._Element:
    """Return the tree of a document."""
    return etree.fromstring(f"<w:document {_DECLARED}><w:body>{body}</w:body></w:document>")


def problems(body: str, contract: Contract | None = CONTRACT) -> list[TemplateProblem]:
    found: list[TemplateProblem] = []
    source = PartSource(name="word/document.xml", label="Body", root=document(body))
    compile_part(source, Setting(styles=STYLES, contract=contract), found)
    return found


def fill(body: str, fields: Mapping[str, object], **source: object) -> etree._Element:
    found: list[TemplateProblem] = []
    part = PartSource(name="word/document.xml", label="Body", root=document(body), **source)
    routine = compile_part(part, Setting(styles=STYLES), found)
    assert routine is not None, [str(problem) for problem in found]
    target = PlainTarget(fields)
    routine.run(target)
    return etree.fromstring("".join(target.buffer).encode())


def lines(root: etree._Element) -> list[str]:
    """Return the text of every paragraph."""
    word = f"{{{NAMESPACES['w']}}}"
    return [
        unescape("".join(node.text or "" for node in found.iter(f"{word}t")))
        for found in root.iter(f"{word}p")
    ]
