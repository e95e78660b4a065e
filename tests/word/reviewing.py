"""A Word pack as a colleague works on it, in Word or in one of two office suites."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from briefing.template.ooxml import W

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lxml.etree import _Element as Element

_BODY = "word/document.xml"
_COMMENTS = "word/comments.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_WHEN = "2027-03-09T10:15:00Z"


def element(name: str, *children: Element, text: str = "", **attributes: str) -> Element:
    """Return an element of WordprocessingML."""
    made = etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
    made.text = text or None
    made.extend(children)
    return made


def run(text: str, kind: str = "t") -> Element:
    """Return a run with words."""
    return element("r", element(kind, text=text))


class Colleague:
    """Somebody with a Word pack of ours.

    Args:
        data: The file.
    """

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts[_BODY])
        self._comments = 0

    def saved(self) -> bytes:
        """Return the file as it is now."""
        self.parts[_BODY] = etree.tostring(self.body)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return file.getvalue()

    def control(self, tag: str, at: int = 0) -> Element:
        """Return the control of a value, where it is printed for the first time or later."""
        found = [
            one
            for one in self.body.iter(f"{W}sdt")
            if (mark := one.find(f"{W}sdtPr/{W}tag")) is not None and mark.get(f"{W}val") == tag
        ]
        return found[at]

    def words(self, tag: str, at: int = 0) -> str:
        """Return what a value says."""
        return "".join(str(one) for one in self.control(tag, at).itertext(f"{W}t"))

    def type(self, tag: str, text: str, at: int = 0) -> None:
        """Type other words over a whole value."""
        first, *others = self.control(tag, at).iter(f"{W}t")
        first.text = text
        for one in others:
            one.text = ""

    def replace(self, tag: str, old: str, new: str, at: int = 0) -> None:
        """Type other words over some of a value, which stand in one run."""
        for one in self.control(tag, at).iter(f"{W}t"):
            if old in (one.text or ""):
                one.text = (one.text or "").replace(old, new, 1)
                return
        raise AssertionError(f"{old!r} is not in {tag}")

    def emphasise(self, tag: str, words: str, *looks: str) -> None:
        """Make some of a value bold (`b`), italic (`i`) or both; they stand in one run."""
        holder = next(
            one for one in self.control(tag).iter(f"{W}r") if words in "".join(one.itertext())
        )
        before, after = "".join(holder.itertext()).split(words, 1)
        for text, signs in ((before, ()), (words, looks), (after, ())):
            piece = deepcopy(holder)
            (inner,) = piece.iter(f"{W}t")
            inner.text = text
            inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            properties = piece.find(f"{W}rPr")
            if properties is None:
                properties = element("rPr")
                piece.insert(0, properties)
            properties.extend(element(sign) for sign in signs)
            holder.addprevious(piece)
        holder.getparent().remove(holder)

    def track(self, tag: str, old: str, new: str, author: str) -> None:
        """Do the same with changes tracked."""
        holder = next(
            one for one in self.control(tag).iter(f"{W}r") if old in "".join(one.itertext())
        )
        before, after = "".join(holder.itertext()).split(old, 1)
        pieces = [run(before)] if before else []
        pieces += [element("del", run(old, "delText"), id="9001", author=author, date=_WHEN)]
        if new:
            pieces += [element("ins", run(new), id="9002", author=author, date=_WHEN)]
        pieces += [run(after)] if after else []
        for piece in pieces:
            holder.addprevious(piece)
        holder.getparent().remove(holder)

    def insert_between(self, tag: str, after: str, new: str, author: str) -> None:
        """Insert words as LibreOffice 25.2 does it: between two controls of one tag."""
        control = self.control(tag)
        text = self.words(tag)
        at = text.index(after) + len(after)
        other = deepcopy(control)
        for one, words in ((control, text[:at]), (other, text[at:])):
            content = one.find(f"{W}sdtContent")
            content[:] = [run(words)]
        inserted = element("ins", run(new), id="9003", author=author, date=_WHEN)
        control.addnext(inserted)
        inserted.addnext(other)

    def prompt(self, tag: str) -> None:
        """Empty a value as Word does it: the control then asks for words."""
        control = self.control(tag)
        control.find(f"{W}sdtPr").append(element("showingPlcHdr"))
        control.find(f"{W}sdtContent")[:] = [run("Click or tap here to enter text.")]

    def lose_tags(self) -> None:
        """Save as LibreOffice 7.4 does: the tags of controls are gone."""
        for one in list(self.body.iter(f"{W}tag")):
            one.getparent().remove(one)

    def lose_bookmarks(self) -> None:
        """Save as a program without bookmarks does."""
        for one in list(self.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            one.getparent().remove(one)

    def row(self, tag: str) -> Element:
        """Return the table row of a value."""
        return next(self.control(tag).iterancestors(f"{W}tr"))

    def remove_row(self, tag: str, author: str = "") -> None:
        """Delete the row of a value, with changes tracked where an author is named."""
        row = self.row(tag)
        if not author:
            row.getparent().remove(row)
            return
        mark = element("del", id="9004", author=author, date=_WHEN)
        row.insert(0, element("trPr", mark))

    def add_row(self, tag: str, *cells: str) -> None:
        """Type a new row below that of a value."""
        row = self.row(tag)
        made = element("tr", *(element("tc", element("p", run(text))) for text in cells))
        row.addnext(made)

    def add_paragraph(self, tag: str, *texts: str, style: str = "") -> None:
        """Type paragraphs after that of a value."""
        _type_behind(next(self.control(tag).iterancestors(f"{W}p")), texts, style)

    def add_after_table(self, tag: str, *texts: str, style: str = "") -> None:
        """Type paragraphs after the table that a value stands in."""
        _type_behind(next(self.control(tag).iterancestors(f"{W}tbl")), texts, style)

    def add_behind(self, tag: str, text: str, author: str = "") -> None:
        """Type words at the end of the paragraph of a value, maybe with changes tracked."""
        typed = run(text)
        if author:
            typed = element("ins", typed, id="9003", author=author, date=_WHEN)
        next(self.control(tag).iterancestors(f"{W}p")).append(typed)

    def comment(self, tag: str, text: str, author: str) -> None:
        """Comment on a value."""
        number = str(700 + self._comments)
        self._comments += 1
        control = self.control(tag)
        control.addprevious(element("commentRangeStart", id=number))
        reference = element("r", element("commentReference", id=number))
        end = element("commentRangeEnd", id=number)
        control.addnext(end)
        end.addnext(reference)
        note = element(
            "comment", element("p", run(text)), id=number, author=author, date=_WHEN, initials="A"
        )
        part = self.parts.get(_COMMENTS)
        root = element("comments") if part is None else etree.fromstring(part)
        root.append(note)
        self.parts[_COMMENTS] = etree.tostring(root)
        if part is None:
            self._declare_comments()

    def _declare_comments(self) -> None:
        relations = self.parts[_RELATIONS].decode()
        new = f'<Relationship Id="rIdOfComments" Type="{_RELATION}" Target="comments.xml"/>'
        self.parts[_RELATIONS] = relations.replace(
            "</Relationships>", f"{new}</Relationships>"
        ).encode()
        new = f'<Override PartName="/{_COMMENTS}" ContentType="{_KIND}"/>'
        self.parts[_TYPES] = self.parts[_TYPES].replace(b"</Types>", f"{new}</Types>".encode())


def _type_behind(place: Element, texts: Sequence[str], style: str) -> None:
    for text in reversed(texts):
        look = [element("pPr", element("pStyle", val=style))] if style else []
        place.addnext(element("p", *look, run(text)))


def through_libreoffice(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return Word files as LibreOffice saves them, by name."""
    before, after = folder / "before", folder / "after"
    before.mkdir()
    for name, data in documents.items():
        (before / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            str(after),
            *(str(before / f"{name}.docx") for name in documents),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: (after / f"{name}.docx").read_bytes() for name in documents}
