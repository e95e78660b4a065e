"""Who a template is from and what it asks for, said before its first use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.app.word_files import checked
from briefing.template.manifest import TemplateInfo
from briefing.template.package import WORD, WORKBOOK
from briefing.template.problems import Severity, TemplateProblem

if TYPE_CHECKING:
    from briefing.template.contract import Contract
    from briefing.template.package import Package

_SHOWN: Final = 12
DOCUMENT: Final = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What there is to know of a template before it is used.

    Attributes:
        info: What it says of itself.
        digest: The SHA-256 that stands for all of it.
        fields: The fields that its Word form names, as `record.field`; found in the form.
        links: The addresses outside that it leads to.
        problems: What the check says of its Word form.
        is_as_stated: Whether it asks for the fields that its manifest states, and no others.
    """

    info: TemplateInfo
    digest: str
    fields: tuple[str, ...]
    links: tuple[str, ...]
    problems: tuple[TemplateProblem, ...]
    is_as_stated: bool = True

    @property
    def errors(self) -> tuple[TemplateProblem, ...]:
        """Return what keeps it from being used."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all of it in sentences."""
        info = self.info
        author = info.author or "an author who is not named"
        licence = f", under the licence {info.licence}" if info.licence else ""
        return tuple(
            filter(
                None,
                (
                    f"“{info.name}” {info.version} is by {author}{licence}.",
                    sentence_of_fields(self.fields),
                    _counted("option", [option.label for option in info.options]),
                    _counted("address outside", list(self.links)),
                    "" if self.is_as_stated else "Its manifest states other fields than these.",
                    f"SHA-256 of its manifest: {self.digest}.",
                    *(
                        f"SHA-256 of {name}: {info.parts[name]}."
                        for name in (WORD, WORKBOOK)
                        if name in info.parts
                    ),
                ),
            )
        )


def card_of(package: Package) -> Card:
    """Return what there is to know of a package, read from its parts and not from its word.

    Raises:
        InputRefusedError: Its Word form is damaged or none.
    """
    inspection = checked(package.word)
    used = fields_used(inspection.used)
    return Card(
        info=package.info,
        digest=package.digest,
        fields=field_names(used),
        links=inspection.links,
        problems=inspection.problems,
        is_as_stated=not package.info.contract or package.info.contract == used,
    )


def field_names(used: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """Return fields as `record.field`, those of the document by their name alone."""
    return tuple(
        f"{record}.{name}" if record != DOCUMENT else name
        for record, types in used.items()
        for name in types
    )


def fields_used(used: Contract) -> dict[str, dict[str, str]]:
    """Return the types of the fields that a form names, by record."""
    groups = {DOCUMENT: used.fields, **used.records}
    return {
        record: {field.name: str(field.type) for field in fields}
        for record, fields in groups.items()
        if fields
    }


def sentence_of_fields(fields: tuple[str, ...]) -> str:
    """Return how many fields a form prints, and the first of them."""
    if not fields:
        return "It prints no field of a pack."
    noun = "field" if len(fields) == 1 else "fields"
    return f"It prints {len(fields)} {noun} of a pack: {_some(fields)}."


def _counted(noun: str, names: list[str]) -> str:
    if not names:
        return ""
    plural = {"option": "options", "address outside": "addresses outside"}[noun]
    return f"It has {len(names)} {noun if len(names) == 1 else plural}: {_some(names)}."


def _some(names: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
