"""Rules on what every house form has: header rows, a language, a title, a marking on each page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.template.contents_field import contents_fields
from briefing.template.hidden import is_on
from briefing.template.ooxml import R, W
from briefing.template.problems import Severity
from briefing.template.reading import text_of
from briefing.word.inspection.facts import language_of, title_of
from briefing.word.inspection.specimen import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefing.template.problems import TemplateProblem
    from briefing.word.inspection.specimen import Specimen, TextTree

_MARKING: Final = re.compile(r"\{\{[^}]*\bmarking\b")
_LOOP: Final = re.compile(r"\{%\s*(?P<level>p|tr|tc|r)?\s*(?P<word>for|endfor)\b")
_KINDS: Final = {
    "default": "prints no marking in header or footer.",
    "first": "prints no marking in header or footer of its first page.",
    "even": "prints no marking in header or footer of even pages.",
}
_NO_ROW: Final = Finding(
    rule="header-row",
    severity=Severity.WARNING,
    message="repeats rows, but no row of its table is a header row.",
    hint="In Word: choose the first row, Table Layout, Repeat Header Rows.",
)
_NO_LANGUAGE: Final = Finding(
    rule="language-missing",
    severity=Severity.WARNING,
    message="states no language: words are spoken and hyphenated as those of any other.",
    hint="In Word: Review, Language, Set as Default.",
)
_NO_TITLE: Final = Finding(
    rule="title-missing",
    severity=Severity.WARNING,
    message="has no title.",
    hint="In Word: File, Info, Title; for instance {{ pack.title }}.",
)


_STORED_PAGE: Final = Finding(
    rule="page-reference",
    severity=Severity.WARNING,
    message="refers to a page by the number that Word has stored, which may be another one then.",
    hint="Update the fields of the finished document (Ctrl+A, F9), or leave the number out.",
)
_PAGE_REFERENCE: Final = re.compile(r"\s*PAGEREF\b", re.IGNORECASE)


def page_references(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find numbers of pages that only Word can bring up to date; those of contents are ours."""
    for text in specimen.texts:
        ours = {each for field in contents_fields(text.root) for each in field.paragraphs}
        for paragraph in text.root.iter(f"{W}p"):
            codes = [each.text or "" for each in paragraph.iter(f"{W}instrText")]
            codes += [each.get(f"{W}instr", "") for each in paragraph.iter(f"{W}fldSimple")]
            if paragraph not in ours and any(map(_PAGE_REFERENCE.match, codes)):
                yield specimen.at(_STORED_PAGE, text, paragraph)


def header_rows(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find tables whose rows repeat and that have no header row for the next page."""
    for text in specimen.texts:
        for table in text.root.iter(f"{W}tbl"):
            row = _repeating_row(table)
            if row is not None and not _has_header(table):
                yield specimen.at(_NO_ROW, text, row)


def _has_header(table: etree._Element) -> bool:
    header = table.find(f"{W}tr/{W}trPr/{W}tblHeader")
    return header is not None and is_on(header)


def _repeating_row(table: etree._Element) -> etree._Element | None:
    """Return the row in which a loop over rows of this table begins, or None."""
    opened: list[tuple[etree._Element, etree._Element, str]] = []
    for row in table.findall(f"{W}tr"):
        for cell in (*row.findall(f"{W}tc"), *row.findall(f"{W}sdt/{W}sdtContent/{W}tc")):
            for paragraph in cell.findall(f"{W}p"):
                for found in _LOOP.finditer(text_of(paragraph)):
                    level = found["level"] or ""
                    if found["word"] == "for":
                        opened.append((row, cell, level))
                    elif opened:
                        start, first, level = opened.pop()
                        if level != "tc" and first is not cell:
                            return start
    return None


def language(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find a template whose styles state no language."""
    if not language_of(specimen):
        yield specimen.of_file(_NO_LANGUAGE, part=specimen.target("styles"))


def title(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find a template without a title."""
    if not title_of(specimen):
        yield specimen.of_file(_NO_TITLE, part=specimen.target("core-properties", ""))


def marking(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find sections with pages that print no marking in header or footer."""
    if specimen.body is None:
        return
    marked = {
        text.name
        for text in specimen.texts
        if text.label in ("Header", "Footer")
        and any(_MARKING.search(text_of(each)) for each in text.root.iter(f"{W}p"))
    }
    targets = {each.id: each.target for each in specimen.relationships.get(specimen.main, ())}
    has_even = specimen.settings is not None and (
        specimen.settings.find(f"{W}evenAndOddHeaders") is not None
    )
    inherited: dict[tuple[str, str], str] = {}
    told: set[str] = set()
    for section in specimen.body.root.iter(f"{W}sectPr"):
        for each in section:
            if each.tag in (f"{W}headerReference", f"{W}footerReference"):
                key = (str(each.tag), each.get(f"{W}type", "default"))
                inherited[key] = targets.get(each.get(f"{R}id", ""), "")
        for kind in _kinds(section, has_even=has_even):
            parts = {name for (_, found), name in inherited.items() if found == kind}
            if not parts & marked and kind not in told:
                told.add(kind)
                yield _unmarked(specimen, specimen.body, section, kind)


def _kinds(section: etree._Element, *, has_even: bool) -> list[str]:
    title_page = section.find(f"{W}titlePg")
    found = ["default"]
    if title_page is not None and is_on(title_page):
        found.append("first")
    return [*found, "even"] if has_even else found


def _unmarked(
    specimen: Specimen, body: TextTree, section: etree._Element, kind: str
) -> TemplateProblem:
    finding = Finding(
        rule="marking",
        severity=Severity.WARNING,
        message=_KINDS[kind],
        hint="Write {{ marking }} into the header.",
    )
    if next(section.iterancestors(f"{W}p"), None) is None:
        return specimen.of_file(finding, part=specimen.main, place="Last section")
    return specimen.at(finding, body, section, "")
