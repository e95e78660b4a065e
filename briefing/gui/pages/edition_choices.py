"""What an edition was made with, in words: its readers, its day, what is not as the form has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefing.app.choices import split, values_of
from briefing.app.edition_options import MadeWith
from briefing.app.templates import templates
from briefing.app.workbook_choices import OPTIONS
from briefing.errors import InputRefusedError
from briefing.gui.pages.readers_choice import READERS
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition
    from briefing.template.manifest import Option

_AS_OF = QT_TRANSLATE_NOOP("EditionChoices", "As it stood on {day}")


def chosen_words(edition: Edition, content: Content) -> tuple[str, ...]:
    """Return what was chosen for an edition, without what its form has where nothing is chosen.

    An option of a form that is no longer here, or of a newer version, is told as it was typed.

    Args:
        edition: The edition.
        content: The pack, which has the names of records.
    """
    try:
        made_with = MadeWith.of(edition)
    except InputRefusedError:
        return tuple(f"{used.name} = {used.value}" for used in edition.options)
    return tuple(_chosen(made_with, content, _offered(edition)))


def _offered(edition: Edition) -> Mapping[str, Option]:
    used = edition.template.id if edition.template is not None else ""
    form = next((info.options for info in templates() if info.id == used), ())
    return {option.name: option for option in (*OPTIONS, *form)}


def _chosen(made_with: MadeWith, content: Content, offered: Mapping[str, Option]) -> Iterator[str]:
    if made_with.disclosure is not None:
        yield QCoreApplication.translate("Readers", READERS[made_with.disclosure])
    if made_with.as_of is not None:
        words = QCoreApplication.translate("EditionChoices", _AS_OF)
        yield words.format(day=made_with.as_of)
    for name, value in made_with.options.items():
        option = offered.get(name)
        if option is None:
            yield f"{name} = {value}"
        elif value != option.default:
            yield f"{option.label}: {_value(option, value, content)}"


def _value(option: Option, value: str, content: Content) -> str:
    """Return a value in words; a record that is gone is told by its id."""
    labels = {choice.value: choice.label for choice in values_of(option, content)}
    parts = split(value) if option.kind == "records" else [value]
    return ", ".join(labels.get(part, part) for part in parts)
