"""What is shown of a template: whose it is, what it asks for, what is wrong, its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.app.library.card import card_of, field_names, fields_used, sentence_of_fields
from briefing.app.library.previews import keep_previews, kept_previews, make_previews
from briefing.app.library.shelf import read_file
from briefing.app.word_files import checked
from briefing.template.problems import TemplateProblem

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.template.package import Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is shown of a template, or of a Word file that is to become one.

    Attributes:
        sentences: Whose it is and what it asks for; what it asks for alone where it is a
            Word file.
        problems: What is wrong with its form.
        pages: Pictures of its first pages, where there are any yet.
    """

    sentences: tuple[str, ...] = ()
    problems: tuple[TemplateProblem, ...] = ()
    pages: tuple[bytes, ...] = ()


def look_at(package: Package) -> Look:
    """Return what is shown of a package.

    Raises:
        InputRefusedError: Its Word form is damaged.
    """
    card = card_of(package)
    return Look(
        sentences=card.sentences,
        problems=card.problems,
        pages=package.previews or kept_previews(package.word),
    )


def look_at_file(path: Path) -> Look:
    """Return what is shown of a Word file.

    Raises:
        InputRefusedError: It cannot be read, or is no Word file.
    """
    data = read_file(path)
    inspection = checked(data)
    asked = sentence_of_fields(field_names(fields_used(inspection.used)))
    return Look(sentences=(asked,), problems=inspection.problems, pages=kept_previews(data))


def made_pages(form: bytes | Path) -> tuple[bytes, ...]:
    """Make pictures of the pages of a form and keep them; none without an office suite.

    Args:
        form: A Word form, or the file that has it.

    Raises:
        InputRefusedError: The form has mistakes.
        OfficeFailedError: The office suite failed.
    """
    data = form if isinstance(form, bytes) else read_file(form)
    found = make_previews(data)
    keep_previews(data, found)
    return found
