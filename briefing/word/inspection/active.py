"""Rules on content that acts by itself or is unknown: all that rendering refuses a file for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.problems import Severity
from briefing.word.active import ActiveContent, active_elements, active_relationships
from briefing.word.copying import part_faults, pictures
from briefing.word.inspection.specimen import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.template.problems import TemplateProblem
    from briefing.word.inspection.specimen import Specimen

_MACROS: Final = Finding(
    rule="macros",
    severity=Severity.ERROR,
    message="may hold macros.",
    hint="Save it as a Word document (.docx).",
)


def macro_type(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find a file that is of a kind which may hold macros."""
    if "macroEnabled" in specimen.types.of(specimen.main):
        yield specimen.of_file(_MACROS, part=specimen.main)


def relationships(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find macros, embedded objects, remote templates, pictures and links that lead elsewhere."""
    for part, own in specimen.relationships.items():
        content = specimen.parts[part].content() if part in specimen.parts else b""
        for found in active_relationships(own, part, content):
            holder = specimen.holder(part, found.relationship)
            if holder is None:
                yield specimen.of_file(_finding(found), found.words, part)
            else:
                text, element = holder
                shown = specimen.at(_finding(found), text, element)
                yield (
                    shown
                    if shown.words
                    else specimen.at(_finding(found), text, element, found.words)
                )


def elements(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find objects, shapes that lead elsewhere, and fields such as DDE and INCLUDEPICTURE."""
    for text in specimen.texts:
        for found in active_elements(text.root):
            if found.element is not None:
                yield specimen.at(_finding(found), text, found.element, found.words or None)


def copied_parts(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find the same in charts, diagrams and styles, and pictures that are none or too large."""
    shown = pictures(specimen.relationships, specimen.types)
    for name in specimen.copied:
        kind = specimen.types.of(name)
        for found in part_faults(specimen.parts[name], kind, is_picture=name in shown):
            yield specimen.of_file(_finding(found), found.words, name)


def _finding(found: ActiveContent) -> Finding:
    message = found.what.removeprefix("its ").removeprefix("it ")
    return Finding(
        rule=found.rule, severity=Severity.ERROR, message=f"{message}.", hint=found.remedy
    )
