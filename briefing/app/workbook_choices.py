"""The choices that a workbook offers beside those of the template: rows, rounds, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.app.choices import checked_values
from briefing.app.countries import countries
from briefing.domain.actors import Actor
from briefing.domain.base import Digest
from briefing.domain.exchange import TemplateUsed
from briefing.domain.grouping import Group, members_of
from briefing.domain.ids import MatrixId
from briefing.domain.picking import PICKS
from briefing.domain.vocabularies import Round
from briefing.template.manifest import Choice, Option
from briefing.template.words import languages, words_of

if TYPE_CHECKING:
    from briefing.app.choices import Choices
    from briefing.app.templates import Template
    from briefing.domain.content import Content
    from briefing.excel import WorkbookOptions
    from briefing.template.words import Words

REGION: Final = "region"
_BOTH: Final = "both"
_YES_NO: Final = (Choice("yes", "Yes"), Choice("no", "No"))
_PICKED: Final = {
    "no": "Somebody says no",
    "if": "Yes under a condition",
    "disagrees": "Contradictions",
    "open": "Not assessed",
}
_LANGUAGES: Final = {"en": "English", "fr": "French", "uk": "Ukrainian", "ar": "Arabic"}

OPTIONS: Final = (
    Option("matrix", "Matrix", kind="record", of="matrices"),
    Option(
        "round",
        "Round of scores",
        choices=(
            Choice("", "The last one of each cell"),
            *(Choice(one.value, one.label) for one in Round),
            Choice(_BOTH, "Both side by side"),
        ),
    ),
    Option("rows", "Rows", kind="records", of="rows"),
    Option("columns", "Columns", kind="records", of="columns"),
    Option(
        "only",
        "Only rows with",
        choices=(Choice("", "Anything"), *(Choice(code, _PICKED[code]) for code in PICKS)),
    ),
    Option("unassessed", "Rows not assessed", default="yes", choices=_YES_NO),
    Option("groups", "Rows in groups", kind="records", of="groups"),
    Option("base", "Amounts also in", kind="record", of="currencies"),
)
"""What only a workbook takes."""

SHARED: Final = (
    Option("countries", "Countries", kind="records", of="countries"),
    Option("topics", "Topics", kind="records", of="topics"),
    Option(
        "order",
        "Order",
        default="matrix",
        choices=(Choice("matrix", "As in the matrix"), Choice("name", "By name")),
    ),
    Option(
        "paper", "Paper", default="A4", choices=tuple(Choice(p, p) for p in ("A4", "A3", "Letter"))
    ),
    Option("fills", "Colours in cells", default="yes", choices=_YES_NO),
    Option(
        "language",
        "Language",
        choices=(
            Choice("", "That of the pack"),
            *(Choice(code, _LANGUAGES.get(code, code)) for code in languages()),
        ),
    ),
)
"""What a workbook takes as the templates do, under the same names."""


def workbook_options(content: Content, choices: Choices, template: Template) -> WorkbookOptions:
    """Return the choices of a workbook.

    Args:
        content: The pack.
        choices: What is chosen for every file.
        template: The form; its own options are those of the Word pack.

    Raises:
        InputRefusedError: There is no such option, or it has no such value.
    """
    from briefing.excel import Form, Paper, Shown, WorkbookOptions

    offered, others = (*OPTIONS, *SHARED), template.info.options
    values = checked_values("workbook", offered, choices, content, others=others)
    language = values["language"] or content.cover.language

    def named(name: str) -> frozenset[str]:
        return frozenset(part.strip() for part in values[name].split(",") if part.strip())

    shown = Shown(
        actors=named("rows") | named("countries"),
        columns=named("columns"),
        topics=named("topics"),
        only=values["only"],
        unassessed=values["unassessed"] == "yes",
        by_name=values["order"] == "name",
        groups=_groups(content, values["groups"], choices, words_of(language)),
        rounds=_rounds(values["round"]),
    )
    return WorkbookOptions(
        matrix=MatrixId(values["matrix"]) if values["matrix"] else None,
        shown=shown,
        as_of=choices.as_of,
        paper=Paper(values["paper"]),
        fills=values["fills"] == "yes",
        language=language,
        base=values["base"] or None,
        form=Form(choices.form),
        draft=choices.draft,
        edition=choices.edition,
        since=choices.since,
        template=TemplateUsed(
            id=template.info.id, version=template.info.version, sha256=Digest("")
        ),
        house=template.workbook,
    )


def _rounds(value: str) -> tuple[Round, ...]:
    if value == _BOTH:
        return (Round.INTERIM, Round.FINAL)
    return (Round(value),) if value else ()


def _groups(content: Content, value: str, choices: Choices, words: Words) -> tuple[Group, ...]:
    """Return the groups that are named, in that order; regions are named by one word."""
    found: list[Group] = []
    for name in filter(None, (part.strip() for part in value.split(","))):
        if name == REGION:
            found += _regions(content, words)
            continue
        group = content.get(Actor, name)
        found.append(Group(name=group.name, members=members_of(group, choices.as_of)))
    return tuple(found)


def _regions(content: Content, words: Words) -> list[Group]:
    regions: dict[str, set[str]] = {}
    for actor in content.actors:
        if actor.iso3 and actor.iso3 in countries():
            regions.setdefault(countries()[actor.iso3].region, set()).add(actor.id)
    return [
        Group(name=words.say(name), members=frozenset(regions[name])) for name in sorted(regions)
    ]
