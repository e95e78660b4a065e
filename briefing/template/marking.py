"""Puts a mark into the tree where each tag stands, whatever runs Word cut the tag into."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.language import Tag
from briefing.template.ooxml import MARK, XML_SPACE, W, new
from briefing.template.problems import Spot
from briefing.template.reading import Atom, atoms


@dataclass(slots=True, kw_only=True, eq=False)
class Mark:
    """A tag and where it stands.

    Attributes:
        tag: The understood tag.
        paragraph: The paragraph that it stands in.
        node: The processing instruction that stands for it in the tree.
        run: `w:rPr` of the run in which the tag starts, as text.
        place: Where that is, in words.
        alone: Whether its paragraph holds nothing else.
        holds_blocks: Whether its field holds whole paragraphs.
        spot: Where it is, as numbers.
        is_hidden: Whether the words of that run are hidden.
    """

    tag: Tag
    paragraph: etree._Element
    node: etree._Element
    run: str
    place: str
    alone: bool = False
    holds_blocks: bool = False
    spot: Spot | None = None
    is_hidden: bool = False


def instruction(text: str) -> etree._Element:
    """Return a processing instruction of ours."""
    return etree.ProcessingInstruction(MARK, text)


def cut_out(paragraph: etree._Element, start: int, stop: int, number: int) -> etree._Element:
    """Replace characters of a paragraph by a mark between runs, and return the mark."""
    touched = [
        atom for atom in atoms(paragraph) if atom.start < stop and atom.stop > start and atom.text
    ]
    first = touched[0]
    run = _run_of(first)
    later = _split_after(run, first.node)
    tail = first.text[stop - first.start :] if first.stop > stop else ""
    if tail:
        _put_text(later, tail)
    for atom in atoms(paragraph):
        if atom.node.tag == f"{W}t":
            atom.node.set(XML_SPACE, "preserve")
    _keep(first, first.text[: start - first.start])
    for atom in touched[1:]:
        _keep(atom, atom.text[stop - atom.start :] if atom.stop > stop else "")
    node = instruction(str(number))
    run.addnext(node)
    if _has_content(later):
        node.addnext(later)
    for each in {id(found): found for found in (run, *_runs(touched[1:]))}.values():
        parent = each.getparent()
        if parent is not None and not _has_content(each):
            parent.remove(each)
    return node


def run_at(paragraph: etree._Element, start: int) -> etree._Element:
    """Return the run that holds the character at `start`."""
    return _run_of(next(atom for atom in atoms(paragraph) if atom.start <= start < atom.stop))


def _run_of(atom: Atom) -> etree._Element:
    run = next(atom.node.iterancestors(f"{W}r"), None)
    if run is None:
        raise InputRefusedError(
            f"The Word file cannot be used: its words “{atom.text[:40]}” stand outside of any run "
            "of words. Save it again in Word."
        )
    return run


def _runs(found: list[Atom]) -> list[etree._Element]:
    return [
        run for atom in found if (run := next(atom.node.iterancestors(f"{W}r"), None)) is not None
    ]


def _split_after(run: etree._Element, node: etree._Element) -> etree._Element:
    later = new(run.tag, dict(run.nsmap))
    properties = run.find(f"{W}rPr")
    if properties is not None:
        later.append(deepcopy(properties))
    child = next(each for each in run if each is node or node in each.iter())
    for sibling in list(child.itersiblings()):
        later.append(sibling)
    return later


def _put_text(run: etree._Element, text: str) -> None:
    node = etree.Element(f"{W}t")
    node.text = text
    node.set(XML_SPACE, "preserve")
    run.insert(1 if run.find(f"{W}rPr") is not None else 0, node)


def _keep(atom: Atom, text: str) -> None:
    if atom.node.tag == f"{W}t" and text:
        atom.node.text = text
        atom.node.set(XML_SPACE, "preserve")
        return
    parent = atom.node.getparent()
    if parent is not None and not text:
        parent.remove(atom.node)


def _has_content(run: etree._Element) -> bool:
    return any(child.tag != f"{W}rPr" for child in run)


def free_controls(node: etree._Element) -> None:
    """Detach the content controls around a mark from their placeholder text and their data."""
    for control in node.iterancestors(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        if properties is None:
            continue
        for name in ("showingPlcHdr", "dataBinding"):
            for found in properties.findall(f"{W}{name}"):
                properties.remove(found)
