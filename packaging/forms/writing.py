"""Writes paragraphs and tables of a form into a python-docx document, and the document to disk."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from forms.house_styles import BLUE, numbering_xml, settings_xml, style_id, styles_xml
from forms.tongues import ENGLISH, Tongue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document as Form
    from docx.section import Section
    from lxml import etree


W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES: Final = f'xmlns:w="{W}"'
_EPOCH: Final = (2027, 1, 1, 0, 0, 0)
_UNUSED: Final = frozenset({"stylesWithEffects", "customXml", "webSettings"})
_TWIPS_PER_MM: Final = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a paragraph with a character style of its own."""

    text: str
    style: str = ""


def escaped(text: str) -> str:
    """Return text for the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(words: Words | str) -> str:
    """Return one run; a tab is a tab."""
    words = Words(words) if isinstance(words, str) else words
    style = f'<w:rPr><w:rStyle w:val="{style_id(words.style)}"/></w:rPr>' if words.style else ""
    inner = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escaped(part)}</w:t>' if part else ""
        for part in words.text.split("\t")
    )
    return f"<w:r>{style}{inner}</w:r>"


def field(code: str) -> str:
    """Return a field that Word and LibreOffice compute."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(style: str, *words: Words | str, properties: str = "", tail: str = "") -> str:
    """Return one paragraph.

    Args:
        style: Name of its style.
        words: Its stretches.
        properties: Children of `w:pPr` that follow `w:pStyle`.
        tail: Elements after the words, for instance fields.
    """
    name = f'<w:pStyle w:val="{style_id(style)}"/>' if style else ""
    return f"<w:p {_NAMES}><w:pPr>{name}{properties}</w:pPr>{''.join(map(run, words))}{tail}</w:p>"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, its width and what its cell holds."""

    heading: str
    width_mm: float
    cells: tuple[str, ...]


def _twips(width_mm: float) -> int:
    return round(width_mm * _TWIPS_PER_MM)


def _cell(column: Column, paragraphs: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(column.width_mm)}" w:type="dxa"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def table(columns: Sequence[Column], title: str) -> str:
    """Return a table of a heading row and one row to repeat.

    Args:
        columns: Its columns.
        title: How it is read aloud.
    """
    grid = "".join(f'<w:gridCol w:w="{_twips(column.width_mm)}"/>' for column in columns)
    wide = sum(_twips(column.width_mm) for column in columns)
    header = "".join(_cell(c, paragraph("Table Heading", c.heading)) for c in columns)
    body = "".join(_cell(column, "".join(column.cells)) for column in columns)
    return (
        f'<w:tbl {_NAMES}><w:tblPr><w:tblStyle w:val="HouseTable"/>'
        f'<w:tblW w:w="{wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr></w:tbl>"
    )


class Writer:
    """A form that grows downwards; sections end with the paragraph that carries them."""

    def __init__(self, title: str, tongue: Tongue = ENGLISH) -> None:
        self._tongue = tongue
        self.form: Form = Document()
        part = self.form.part
        part._styles_part._element = parse_xml(styles_xml(tongue.place, runs_left=tongue.runs_left))  # noqa: SLF001 - whole part replaced
        part.numbering_part._element = parse_xml(numbering_xml())  # noqa: SLF001 - likewise
        part._settings_part._element = parse_xml(settings_xml(tongue.place))  # noqa: SLF001 - likewise
        for key, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                part.rels.pop(key)
        for child in list(self._body):
            if not child.tag.endswith("}sectPr"):
                self._body.remove(child)
        self._describe(title)
        self._colour()
        self.lay_out(self.section, landscape=False, margin_mm=25)

    @property
    def _body(self) -> etree._Element:
        return self.form.element.body  # type: ignore[no-any-return]  # python-docx's own element

    @property
    def section(self) -> Section:
        """The section that is being written."""
        return self.form.sections[-1]

    def add(self, *blocks: str) -> None:
        """Append paragraphs and tables."""
        for block in blocks:
            self._body[-1].addprevious(self._tongue.put(parse_xml(block)))

    def end_section(self) -> None:
        """End the section with the last paragraph; the next one starts as its copy."""
        last = self._body[-2]
        final = self._body[-1]
        properties = last.find(f"{{{W}}}pPr")
        if properties is None:
            raise ValueError("A section ends with a paragraph that has a style.")
        properties.append(deepcopy(final))
        for reference in list(final):
            if reference.tag.endswith("Reference"):
                final.remove(reference)

    def lay_out(self, section: Section, *, landscape: bool, margin_mm: int) -> None:
        """Set paper and margins of a section."""
        long, short = Mm(297), Mm(210)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if landscape else (short, long)
        for side in ("left", "right"):
            setattr(section, f"{side}_margin", Mm(margin_mm))
        section.top_margin = section.bottom_margin = Mm(25 if margin_mm == 25 else 20)
        section.header_distance = section.footer_distance = Mm(11 if margin_mm == 25 else 9)

    def head_and_foot(
        self, head: Sequence[str], foot: Sequence[str], *, first: bool = False
    ) -> None:
        """Write header and footer of the current section, or those of its first page."""
        section = self.section
        pairs = (
            (section.first_page_header, section.first_page_footer)
            if first
            else (section.header, section.footer)
        )
        for part, blocks in zip(pairs, (head, foot), strict=True):
            part.is_linked_to_previous = False
            element = part._element  # noqa: SLF001 - python-docx shows no other way in
            for child in list(element):
                element.remove(child)
            for block in blocks:
                element.append(self._tongue.put(parse_xml(block)))

    def _describe(self, title: str) -> None:
        about = self.form.core_properties
        about.title, about.author, about.language = title, "", self._tongue.place
        about.comments = about.keywords = about.subject = about.last_modified_by = ""
        about.created = about.modified = datetime(*_EPOCH)  # noqa: DTZ001 - python-docx wants naive

    def _colour(self) -> None:
        """Give the theme the one blue of the house."""
        for relation in self.form.part.rels.values():
            if relation.reltype.endswith("/theme"):
                theme = relation.target_part
                blob = theme.blob.replace(b'"4F81BD"', f'"{BLUE}"'.encode())
                theme._blob = blob  # noqa: SLF001 - python-docx leaves the theme as bytes

    def save(self, path: Path) -> None:
        """Write the form so that the same form always has the same bytes."""
        self._tongue.finish(path.parent.name)
        if self._tongue.runs_left:
            for properties in self.form.element.iter(f"{{{W}}}sectPr"):
                _turn(properties)
        buffer = io.BytesIO()
        self.form.save(buffer)
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w") as kept:
            for name in made.namelist():
                if name == "docProps/thumbnail.jpeg":
                    continue
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                kept.writestr(entry, _without_thumbnail(name, made.read(name)))


def _turn(section: etree._Element) -> None:
    """Let a section run from right to left."""
    after = [section.find(f"{{{W}}}{name}") for name in ("rtlGutter", "docGrid", "printerSettings")]
    bidi = parse_xml(f"<w:bidi {_NAMES}/>")
    place = next((node for node in after if node is not None), None)
    if place is None:
        section.append(bidi)
    else:
        place.addprevious(bidi)


def _without_thumbnail(name: str, data: bytes) -> bytes:
    if name != "_rels/.rels":
        return data
    root = parse_xml(data)
    for relationship in list(root):
        if str(relationship.get("Target", "")).endswith("thumbnail.jpeg"):
            root.remove(relationship)
    return bytes(_serialised(root))


def _serialised(root: etree._Element) -> bytes:
    from lxml import etree as tree  # noqa: PLC0415 - one use

    return tree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
