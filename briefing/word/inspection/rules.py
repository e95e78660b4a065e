"""All rules, and the one pass that runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from briefing.template.contract import Contract
from briefing.template.problems import MOST_PROBLEMS, Severity, TemplateProblem
from briefing.template.used import NotingContract
from briefing.word.inspection import active, layout, styles, traces
from briefing.word.inspection.specimen import Specimen
from briefing.word.opening import language_problems

if TYPE_CHECKING:
    from collections.abc import Iterable

Rule: TypeAlias = Callable[[Specimen], Iterator[TemplateProblem]]

RULES: Final[tuple[Rule, ...]] = (
    active.macro_type,
    active.relationships,
    active.elements,
    active.copied_parts,
    styles.named_styles,
    styles.needed_styles,
    styles.missing_fonts,
    layout.header_rows,
    layout.page_references,
    layout.language,
    layout.title,
    layout.marking,
    traces.hidden_text,
    traces.tracked_changes,
    traces.comments,
    traces.names_in_properties,
    traces.data_sources,
    traces.pictures_that_tell,
)
_ORDER: Final = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What the check of a template found.

    Attributes:
        problems: Everything, the errors first, then in the order of the file.
        used: The fields that the template names.
        links: The addresses outside of the file that it leads to, each once.
    """

    problems: tuple[TemplateProblem, ...]
    used: Contract
    links: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[TemplateProblem, ...]:
        """Return what keeps the template from being used."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)


def check_template(
    data: bytes, contract: Contract, fonts: frozenset[str] | None = None
) -> Inspection:
    """Return everything that is wrong with a template, found in one pass.

    Args:
        data: The .docx.
        contract: The fields that may be named.
        fonts: The families that are installed here, in small letters; None where nobody knows.

    Raises:
        InputRefusedError: The file is damaged or no Word document.
    """
    noting = NotingContract(contract.fields, contract.records)
    found = list(language_problems(data, noting))
    specimen = Specimen(data, noting.used(), fonts)
    for rule in RULES:
        found += islice(rule(specimen), MOST_PROBLEMS)
    links = [
        each.target
        for relationships in specimen.relationships.values()
        for each in relationships
        if each.is_external
    ]
    return Inspection(
        problems=tuple(_in_order(found)), used=noting.used(), links=tuple(dict.fromkeys(links))
    )


def _in_order(found: Iterable[TemplateProblem]) -> list[TemplateProblem]:
    """Return each finding once: errors before warnings, each in the order of the file."""
    once = list(dict.fromkeys(found))
    parts = list(dict.fromkeys(each.part for each in once))

    def key(each: TemplateProblem) -> tuple[int, int, int, int]:
        spot = each.spot
        paragraph, start = (spot.paragraph, spot.start) if spot else (-1, 0)
        return (_ORDER.index(each.severity), parts.index(each.part), paragraph, start)

    return sorted(once, key=key)
