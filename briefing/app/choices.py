"""The choices of an export: as they are typed, and as Word pack and workbook take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from briefing.app.earlier import LAST, SINCE, before, since_chosen, told_since
from briefing.domain.actors import Actor
from briefing.domain.cells import matrices_of
from briefing.domain.changed import Since
from briefing.domain.dates import first_day, is_date
from briefing.domain.exchange import Edition
from briefing.domain.vocabularies import Disclosure
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from briefing.app.templates import Template
    from briefing.domain.content import Content
    from briefing.template.fields import FormOptions
    from briefing.template.manifest import Choice, Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is chosen for a document, whichever file it goes into.

    Attributes:
        options: The template's options by name.
        as_of: The last day that counts, or None for everything that is known.
        draft: What is printed on every page of a draft, or None.
        form: `review` or `issue`.
        edition: Which edition it is, or None.
        since: What changed since an earlier edition, or None.
        left_out: Why that is left out, where somebody could miss it.
    """

    options: Mapping[str, str]
    as_of: date | None = None
    draft: str | None = None
    form: str = "review"
    edition: Edition | None = None
    since: Since | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Which edition a document is, with the one before it: what it is compared with."""

    edition: Edition
    before: Edition | None

    @classmethod
    def of(cls, content: Content, edition: Edition) -> Issue:
        """Return an edition with the one before it in a pack."""
        return cls(edition=edition, before=before(content, edition))


def chosen(
    content: Content,
    options: Mapping[str, str],
    *,
    as_of: str | None,
    draft: str | None,
    form: str,
    issue: Issue | None,
) -> Choices:
    """Return the choices of an export.

    Raises:
        InputRefusedError: A day or an edition is not understood.
    """
    day = day_of(as_of)
    since, left_out = None, ""
    language = language_of(content, options)
    if issue is None:
        choice = options.get(SINCE, LAST)
        since, left_out = since_chosen(content, choice, language, as_of=day is not None)
    elif issue.before is not None:
        since, left_out = told_since(content, issue.before, language, as_of=day is not None)
    return Choices(
        options={name: value for name, value in options.items() if name != SINCE},
        as_of=day,
        draft=draft,
        form=form,
        edition=issue.edition if issue else None,
        since=since,
        left_out=left_out,
    )


def language_of(content: Content, options: Mapping[str, str]) -> str:
    """Return the language of what is written: the chosen one, else the pack's."""
    return options.get("language") or content.cover.language


def form_options(template: Template, choices: Choices, content: Content) -> FormOptions:
    """Return the choices of a Word pack.

    Raises:
        InputRefusedError: The template has no such option, the option no such value, or the pack
            no such record.
    """
    from briefing.app.workbook_choices import OPTIONS
    from briefing.template.cited_as import CitedAs
    from briefing.template.fields import FormOptions

    values = checked_values("template", template.info.options, choices, content, others=OPTIONS)

    def named(name: str) -> tuple[str, ...]:
        return tuple(split(values.get(name, "")))

    return FormOptions(
        language=values.get("language") or None,
        paper=values.get("paper", "A4"),
        reading=float(values.get("reading", "10.5")),
        use=Disclosure(values.get("use", Disclosure.BACKGROUND)),
        marking=values.get("marking", "code"),
        meetings=named("meeting"),
        topics=named("topics"),
        shown=named("countries"),
        order=values.get("order", "matrix"),
        grouping=values.get("grouping", "topic"),
        fills=values.get("fills", "yes") == "yes",
        lines=values.get("lines", "yes") == "yes",
        sources=values.get("sources", "yes") == "yes",
        map=values.get("map", "yes") == "yes",
        citations=CitedAs(values.get("citations", CitedAs.FOOTNOTES)),
        ibid=values.get("repeats") == "ibid",
        as_of=choices.as_of,
        draft=choices.draft,
        edition=choices.edition,
        since=choices.since,
    )


def checked_values(
    what: str,
    options: Sequence[Option],
    choices: Choices,
    content: Content,
    *,
    others: Sequence[Option],
) -> dict[str, str]:
    """Return the value of every option of a document, each checked.

    Args:
        what: What offers them: the template or the workbook.
        options: What it offers.
        choices: What was chosen.
        content: The pack.
        others: The options of another document of the same export, which are passed over.

    Raises:
        InputRefusedError: There is no such option, or it has no such value.
    """
    known = {option.name: option for option in options}
    passed_over = {option.name for option in others}
    values = {option.name: option.default for option in known.values()}
    for name, value in choices.options.items():
        option = known.get(name)
        if option is None and name in passed_over:
            continue
        if option is None:
            names = ", ".join((*known, SINCE))
            raise InputRefusedError(f"The {what} has no option “{name}”; it has: {names}.")
        allowed = [choice.value for choice in values_of(option, content)]
        wrong = next((part for part in _parts(option, value) if part not in allowed), None)
        if wrong is not None:
            raise InputRefusedError(
                f"The option “{name}” cannot be “{wrong}”; it can be {', '.join(allowed)}."
            )
        values[name] = value
    return values


def _parts(option: Option, value: str) -> list[str]:
    if option.kind == "choice":
        return [value]
    parts = split(value)
    if option.kind == "record" and len(parts) > 1:
        raise InputRefusedError(
            f"The option “{option.name}” takes one of the pack's {option.of}, not {len(parts)}."
        )
    return parts


def split(value: str) -> list[str]:
    """Return the ids of an option that names records: `a,b`."""
    return [part.strip() for part in value.split(",") if part.strip()]


def values_of(option: Option, content: Content) -> tuple[Choice, ...]:
    """Return what an option can be: its fixed choices, or the records of the pack."""
    from briefing.template.manifest import Choice

    if option.of not in _RECORDS:
        return option.choices
    return tuple(Choice(value, label) for value, label in _RECORDS[option.of](content))


def day_of(text: str | None) -> date | None:
    """Return the last day that counts, as it was typed.

    Raises:
        InputRefusedError: It is no date.
    """
    if text is None:
        return None
    if not is_date(text):
        raise InputRefusedError(f"“{text}” is not a date: write it like 2026-01-06.")
    return first_day(text)


def _countries(content: Content) -> Iterable[tuple[str, str]]:
    from briefing.template.fields_actors import countries_in_order

    return ((row.id, row.name) for row in countries_in_order(content))


def _rows(content: Content) -> Iterable[tuple[str, str]]:
    """Return the actors that are a row of a matrix."""
    ids = dict.fromkeys(row for matrix in matrices_of(content) for row in matrix.rows)
    return ((row, content.get(Actor, row).name) for row in ids)


def _columns(content: Content) -> Iterable[tuple[str, str]]:
    actions: list[tuple[str, str]] = [(row.id, row.name) for row in content.measures]
    return (*actions, *((row.id, row.name) for row in content.topics))


def _groups(content: Content) -> Iterable[tuple[str, str]]:
    from briefing.app.workbook_choices import REGION

    named = ((row.id, row.name) for row in content.actors if row.members)
    return ((REGION, "Region"), *named)


def _currencies(content: Content) -> Iterable[tuple[str, str]]:
    return ((code, code) for code in dict.fromkeys(rate.to for rate in content.cover.rates))


_RECORDS: Final[Mapping[str, Callable[[Content], Iterable[tuple[str, str]]]]] = {
    "countries": _countries,
    "topics": lambda content: ((row.id, row.name) for row in content.topics),
    "meetings": lambda content: ((row.id, row.title) for row in content.meetings),
    "matrices": lambda content: ((row.id, row.title) for row in matrices_of(content)),
    "rows": _rows,
    "columns": _columns,
    "groups": _groups,
    "currencies": _currencies,
}
"""The records that an option can be, each with its id and its name."""
