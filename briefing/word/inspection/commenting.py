"""Writes what the check found into a copy of the template, as Word comments on the exact words."""

from __future__ import annotations

import itertools
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.attributes import whole_number
from briefing.template.contract import Contract
from briefing.template.ooxml import XML_SPACE, W
from briefing.template.reading import OBJECT, Atom, atoms, text_of
from briefing.word.archive import pack, write_archive
from briefing.word.inspection.specimen import Specimen
from briefing.word.package import open_package, parse_xml
from briefing.word.relationships import OFFICE, PACKAGE, rels_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.files.zips import StoredPart
    from briefing.template.problems import TemplateProblem

_AUTHOR: Final = "Briefing"
_INITIALS: Final = "B"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def with_comments(data: bytes, problems: Sequence[TemplateProblem]) -> bytes:
    """Return a copy of a Word file with a comment for each finding.

    Findings in headers, footers and properties, where Word allows no comment, stand at the first
    paragraph of the body and name their place. All other parts keep their bytes.

    Args:
        data: The file.
        problems: What was found in it.

    Raises:
        InputRefusedError: The file is damaged or no Word document.
    """
    specimen = Specimen(data, Contract(fields=()))
    body = specimen.body
    paragraphs = [] if body is None else list(body.root.iter(f"{W}p"))
    if body is None or not paragraphs:
        raise InputRefusedError("The Word file has no paragraph on which a comment could stand.")
    name = specimen.target("comments") or _free_name(specimen)
    root = _comments_root(specimen, name)
    taken = [whole_number(each.get(f"{W}id"), -1) for each in root]
    number = max(taken, default=-1) + 1
    spots = [_Spot.of(problem, body.name, paragraphs) for problem in problems]
    for at, (problem, spot) in enumerate(zip(problems, spots, strict=True)):
        root.append(_comment(number + at, problem, names_place=not spot.is_exact))
    # from the last to the first, so that offsets before stay what they were
    order = sorted(range(len(spots)), key=lambda at: spots[at].start, reverse=True)
    for at in order:
        spot = spots[at]
        _anchor(spot.paragraph, spot.start, spot.stop, number + at)
    changed = {body.name: body.root, name: root}
    parts = dict(open_package(data))
    parts.update({each: _packed(each, tree) for each, tree in changed.items()})
    _declare(specimen, parts, name)
    return write_archive(parts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a comment can stand."""

    paragraph: etree._Element
    start: int = 0
    stop: int = 0
    is_exact: bool = False

    @classmethod
    def of(cls, problem: TemplateProblem, body: str, paragraphs: list[etree._Element]) -> Self:
        """Return the words at fault, or the nearest place that may carry a comment.

        What is at fault in a text box is told at the box, in a note at its mark.
        """
        if problem.spot is None or problem.part != body:
            return cls(paragraph=paragraphs[0])
        paragraph = paragraphs[problem.spot.paragraph]
        box = next(paragraph.iterancestors(f"{W}txbxContent"), None)
        if box is not None:
            return cls._around(box, paragraphs[0])
        start, stop = problem.spot.start, problem.spot.stop
        said = " ".join(text_of(paragraph)[start:stop].replace(OBJECT, " ").split())
        is_exact = bool(said) and said.startswith(problem.words.removesuffix("…"))
        return cls(paragraph=paragraph, start=start, stop=stop, is_exact=is_exact)

    @classmethod
    def _around(cls, box: etree._Element, otherwise: etree._Element) -> Self:
        holders = set(box.iterancestors())
        paragraph = next((each for each in box.iterancestors(f"{W}p")), otherwise)
        found = [atom for atom in atoms(paragraph) if atom.node in holders]
        if not found:
            return cls(paragraph=paragraph)
        return cls(paragraph=paragraph, start=found[0].start, stop=found[0].stop)


def _free_name(specimen: Specimen) -> str:
    folder = specimen.main.rpartition("/")[0]
    names = (f"{folder}/comments{number or ''}.xml".lstrip("/") for number in range(100))
    return next(name for name in names if name not in specimen.parts)


def _comments_root(specimen: Specimen, name: str) -> etree._Element:
    found = specimen.tree(name)
    if found is not None:
        return found
    return etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})


def _comment(number: int, problem: TemplateProblem, *, names_place: bool) -> etree._Element:
    comment = etree.Element(f"{W}comment")
    for key, value in (("id", str(number)), ("author", _AUTHOR), ("initials", _INITIALS)):
        comment.set(f"{W}{key}", value)
    quoted = f"“{problem.words}” " if problem.words else ""
    place = f"{problem.place}: " if names_place else ""
    said = f"{problem.severity.capitalize()}. {place}{quoted}{problem.message}"
    for words in filter(None, (said, problem.hint)):
        paragraph = etree.SubElement(comment, f"{W}p")
        _text_run(paragraph, words)
    return comment


def _text_run(paragraph: etree._Element, words: str) -> None:
    run = etree.SubElement(paragraph, f"{W}r")
    node = etree.SubElement(run, f"{W}t")
    node.text = "".join(sign for sign in words if sign >= " ")
    node.set(XML_SPACE, "preserve")


def _anchor(paragraph: etree._Element, start: int, stop: int, number: int) -> None:
    """Put the two ends of a comment around characters of a paragraph, and its mark after them."""
    first, last = _ends(paragraph, start, stop)
    begin, end = (_range(name, number) for name in ("Start", "End"))
    mark = etree.Element(f"{W}r")
    etree.SubElement(mark, f"{W}commentReference").set(f"{W}id", str(number))
    if first is None or last is None:
        at = 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0
        for element in (mark, end, begin):
            paragraph.insert(at, element)
        return
    first.addprevious(begin)
    last.addnext(end)
    end.addnext(mark)


def _range(name: str, number: int) -> etree._Element:
    element = etree.Element(f"{W}commentRange{name}")
    element.set(f"{W}id", str(number))
    return element


def _ends(
    paragraph: etree._Element, start: int, stop: int
) -> tuple[etree._Element | None, etree._Element | None]:
    """Return the first and the last run of these characters, cut so that they hold nothing else."""
    if stop <= start:
        return (None, None)
    for offset in (stop, start):
        _cut(paragraph, offset)
    touched = [atom for atom in atoms(paragraph) if atom.start < stop and atom.stop > start]
    runs = [run for atom in touched if (run := _run_of(atom)) is not None]
    if not runs:
        return (None, None)
    return (_outermost(runs[0], paragraph), _outermost(runs[-1], paragraph))


def _run_of(atom: Atom) -> etree._Element | None:
    return next(atom.node.iterancestors(f"{W}r"), None)


def _outermost(run: etree._Element, paragraph: etree._Element) -> etree._Element:
    """Return the child of the paragraph that holds a run: comments may stand beside it only."""
    found = run
    while (parent := found.getparent()) is not None and parent is not paragraph:
        found = parent
    return found


def _cut(paragraph: etree._Element, offset: int) -> None:
    """Cut the run that goes over an offset into two of the same properties."""
    atom = next((each for each in atoms(paragraph) if each.start < offset < each.stop), None)
    run = None if atom is None else _run_of(atom)
    if atom is None or run is None or atom.node.tag != f"{W}t":
        _cut_between(paragraph, offset)
        return
    later = _tail(run, atom.node)
    node = etree.Element(f"{W}t")
    node.text = atom.text[offset - atom.start :]
    atom.node.text = atom.text[: offset - atom.start]
    for each in (node, atom.node):
        each.set(XML_SPACE, "preserve")
    later.insert(1 if later.find(f"{W}rPr") is not None else 0, node)


def _cut_between(paragraph: etree._Element, offset: int) -> None:
    """Cut a run between two of its elements, where an offset falls there."""
    found = atoms(paragraph)
    for before, after in itertools.pairwise(found):
        if before.stop == offset == after.start:
            run = _run_of(before)
            if run is not None and run is _run_of(after) and before.node.getparent() is run:
                _tail(run, before.node)


def _tail(run: etree._Element, node: etree._Element) -> etree._Element:
    """Move what follows a node of a run into a new run of the same properties behind it."""
    later = etree.Element(run.tag)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        later.append(deepcopy(properties))
    for sibling in list(node.itersiblings()):
        later.append(sibling)
    run.addnext(later)
    return later


def _declare(specimen: Specimen, parts: dict[str, StoredPart], name: str) -> None:
    """Make the comments known to the file, where it had none."""
    if specimen.target("comments"):
        return
    types = parse_xml(parts["[Content_Types].xml"].content(), "[Content_Types].xml")
    override = etree.SubElement(types, f"{_TYPES}Override")
    override.set("PartName", f"/{name}")
    override.set("ContentType", _KIND)
    parts["[Content_Types].xml"] = _packed("[Content_Types].xml", types)
    holder = rels_name(specimen.main)
    root = specimen.tree(holder)
    if root is None:
        root = etree.Element(f"{{{PACKAGE}}}Relationships", nsmap={None: PACKAGE})  # type: ignore[dict-item]  # the stub forgets None
    taken = {each.get("Id") for each in root}
    relation = etree.SubElement(root, f"{{{PACKAGE}}}Relationship")
    relation.set("Id", next(f"rIdC{at}" for at in range(1, 10_000) if f"rIdC{at}" not in taken))
    relation.set("Type", f"{OFFICE}/comments")
    relation.set("Target", name.rpartition("/")[2])
    parts[holder] = _packed(holder, root)


def _packed(name: str, root: etree._Element) -> StoredPart:
    return pack(name, etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True))
