"""Who a template is from and what it asks for, said before its first use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefing.app.word_files import checked
from briefing.template.manifest import TemplateInfo
from briefing.template.package import LANGUAGE_FORMS, WORD, WORKBOOK
from briefing.template.problems import Severity, TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.template.contract import Contract
    from briefing.template.package import Package
    from briefing.word.inspection.rules import Inspection

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
        languages: In which other languages it has a form of its own.
    """

    info: TemplateInfo
    digest: str
    fields: tuple[str, ...]
    links: tuple[str, ...]
    problems: tuple[TemplateProblem, ...]
    is_as_stated: bool = True
    languages: tuple[str, ...] = ()

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
                    self._in_languages,
                    sentence_of_fields(self.fields),
                    _counted("option", [option.label for option in info.options]),
                    _counted("address outside", list(self.links)),
                    "" if self.is_as_stated else "Its manifest states other fields than these.",
                    f"SHA-256 of its manifest: {self.digest}.",
                    *(
                        f"SHA-256 of {name}: {info.parts[name]}."
                        for name in (WORD, *map(_part_in, self.languages), WORKBOOK)
                        if name in info.parts
                    ),
                ),
            )
        )

    @property
    def _in_languages(self) -> str:
        if not self.languages:
            return ""
        return f"It is written in {', '.join((self.info.language, *self.languages))}."


def _part_in(language: str) -> str:
    return LANGUAGE_FORMS.replace("*", language)


def card_of(package: Package) -> Card:
    """Return what there is to know of a package, read from its parts and not from its word.

    Raises:
        InputRefusedError: Its Word form is damaged or none.
    """
    found = {name: checked(form) for name, form in package.forms.items()}
    used = asked_for(found.values())
    links = (link for inspection in found.values() for link in inspection.links)
    return Card(
        info=package.info,
        digest=package.digest,
        fields=field_names(used),
        links=tuple(dict.fromkeys(links)),
        problems=problems_of(found),
        is_as_stated=not package.info.contract or package.info.contract == used,
        languages=tuple(name.split(".")[1] for name in found if name != WORD),
    )


def asked_for(found: Iterable[Inspection]) -> dict[str, dict[str, str]]:
    """Return the types of all fields that some forms name, by record."""
    asked: dict[str, dict[str, str]] = {}
    for inspection in found:
        for record, types in fields_used(inspection.used).items():
            asked.setdefault(record, {}).update(types)
    return asked


def problems_of(found: Mapping[str, Inspection]) -> tuple[TemplateProblem, ...]:
    """Return what the check says of several forms; those in other languages are named."""
    return tuple(
        one if name == WORD else replace(one, place=f"{name}, {one.place}")
        for name, inspection in found.items()
        for one in inspection.problems
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
