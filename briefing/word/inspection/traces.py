"""Rules on what stands in a template unseen: hidden words, changes, comments, names, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.hidden import hiding_styles, is_hidden
from briefing.template.ooxml import W
from briefing.template.problems import Severity
from briefing.template.reading import OBJECT
from briefing.word.inspection.specimen import Finding
from briefing.word.picture_traces import picture_traces
from briefing.word.preparing import is_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefing.template.problems import TemplateProblem
    from briefing.word.inspection.specimen import Specimen

_CHANGES: Final = tuple(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange",
        "tblPrChange", "trPrChange", "tcPrChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
_PICTURES: Final = (".jpg", ".jpeg", ".png")
_HIDDEN: Final = Finding(
    rule="hidden-text",
    severity=Severity.WARNING,
    message="is hidden: documents leave it out.",
    hint="Show it (Ctrl+D, Hidden) where it should be printed, or delete it.",
)
_NAMES: Final = {
    "creator": ("Author", "author"),
    "lastModifiedBy": ("Last modified by", "last editor"),
    "Manager": ("Manager", "manager"),
    "Company": ("Company", "company"),
    "HyperlinkBase": ("Hyperlink base", "folder of links"),
}


def hidden_text(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find words that are formatted as hidden, directly or by their style."""
    hiding = hiding_styles(specimen.styles_tree)
    for text in specimen.texts:
        for run in text.root.iter(f"{W}r"):
            words = "".join(node.text or "" for node in run.iterchildren(f"{W}t"))
            if words.strip() and is_hidden(run, hiding):
                yield specimen.at(_HIDDEN, text, run, words)


def tracked_changes(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find tracked changes that nobody has accepted or rejected, one finding a paragraph."""
    for text in specimen.texts:
        told: set[object] = set()
        for element in text.root.iter(*_CHANGES):
            author = element.get(f"{W}author") or "somebody"
            finding = Finding(
                rule="tracked-change",
                severity=Severity.WARNING,
                message=f"holds a tracked change by {author}.",
                hint="Accept or reject it in Word.",
            )
            found = specimen.at(finding, text, element, _changed_words(element))
            key = (found.spot.paragraph if found.spot else found.place, author)
            if key not in told:
                told.add(key)
                yield found


def _changed_words(element: etree._Element) -> str | None:
    words = "".join(
        node.text or "" for node in element.iter(f"{W}t", f"{W}delText") if node.text
    ).replace(OBJECT, "")
    return words or None


def comments(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find comments that were left in the template; one with tags belongs to what it prints."""
    part = specimen.target("comments")
    root = specimen.tree(part)
    every = root.iter(f"{W}comment") if root is not None else iter(())
    for comment in (each for each in every if not is_printed(each)):
        words = "".join(node.text or "" for node in comment.iter(f"{W}t"))
        finding = Finding(
            rule="comment",
            severity=Severity.WARNING,
            message=f"is a comment by {comment.get(f'{W}author') or 'somebody'}.",
            hint="Delete it in Word.",
        )
        anchor = _anchor(specimen, comment.get(f"{W}id", ""))
        if anchor is None or specimen.body is None:
            yield specimen.of_file(finding, words, part, "Comments")
        else:
            yield specimen.at(finding, specimen.body, anchor, words)


def _anchor(specimen: Specimen, number: str) -> etree._Element | None:
    body = specimen.body
    references = body.root.iter(f"{W}commentReference") if body is not None else iter(())
    return next((each for each in references if each.get(f"{W}id") == number), None)


def names_in_properties(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find who made the file and where, among its properties."""
    for kind in ("core-properties", "extended-properties"):
        part = specimen.target(kind, "")
        root = specimen.tree(part)
        for element in root.iter() if root is not None else ():
            tag = str(element.tag).rpartition("}")[2]
            words = (element.text or "").strip()
            if tag in _NAMES and words:
                place, noun = _NAMES[tag]
                yield specimen.of_file(_named(noun), words, part, f"Property {place}")
    people = specimen.target("people")
    root = specimen.tree(people)
    for person in root if root is not None else ():
        name = next((value for key, value in person.items() if str(key).endswith("author")), "")
        yield specimen.of_file(_named("reviewer"), str(name), people, "Reviewers")


def _named(noun: str) -> Finding:
    return Finding(
        rule="name",
        severity=Severity.INFO,
        message=f"is named as {noun}.",
        hint="Packs never carry it; sharing the template leaves it out.",
    )


def data_sources(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find document variables and mail merge, which remember other files."""
    if specimen.settings is None:
        return
    for tag, what in (("docVars", "document variables"), ("mailMerge", "a mail merge")):
        if specimen.settings.find(f"{W}{tag}") is not None:
            finding = Finding(
                rule="data-source",
                severity=Severity.INFO,
                message=f"remember {what}." if tag == "docVars" else f"hold {what}.",
                hint="Packs never carry it; sharing the template leaves it out.",
            )
            yield specimen.of_file(finding, part=specimen.target("settings"), place="Settings")


def pictures_that_tell(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find pictures that name a camera, a person, a place or a time."""
    shown: set[str] = set()
    for part, relationships in specimen.relationships.items():
        for each in relationships:
            if each.is_external or not each.target.lower().endswith(_PICTURES):
                continue
            stored = specimen.parts.get(each.target)
            told = picture_traces(stored.content()) if stored is not None else ()
            if not told or each.target in shown:
                continue
            shown.add(each.target)
            finding = Finding(
                rule="picture-data",
                severity=Severity.WARNING,
                message=f"tells more than its picture: {', '.join(told)}.",
                hint="Save the picture without its data and insert it again.",
            )
            holder = specimen.holder(part, each.id)
            if holder is None:
                yield specimen.of_file(finding, each.target, each.target, "Picture")
            else:
                yield specimen.at(finding, *holder, each.target)
