"""Rules on content that acts by itself: macros, objects, addresses, fields that fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.problems import Severity
from briefing.word.active import ActiveContent, active_relationship, fetching_fields
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


def active_relationships(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find macros, embedded objects, remote templates, pictures and links that lead elsewhere."""
    for part, relationships in specimen.relationships.items():
        for each in relationships:
            found = active_relationship(each, part)
            if found is None:
                continue
            holder = specimen.holder(part, each.id)
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


def fields_that_fetch(specimen: Specimen) -> Iterator[TemplateProblem]:
    """Find fields such as DDE, INCLUDETEXT and INCLUDEPICTURE."""
    for text in specimen.texts:
        for found in fetching_fields(text.root):
            if found.element is not None:
                yield specimen.at(_finding(found), text, found.element, found.words)


def _finding(found: ActiveContent) -> Finding:
    message = found.what.removeprefix("its ").removeprefix("it ")
    return Finding(
        rule=found.rule, severity=Severity.ERROR, message=f"{message}.", hint=found.remedy
    )
