"""What is shown of a template: whose it is, what it asks for, what is wrong, its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.app.library.card import card_of
from briefing.app.library.previews import keep_previews, make_previews, previews
from briefing.app.library.shelf import read_file
from briefing.app.templates import check_data
from briefing.template.problems import TemplateProblem

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.template.package import Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is shown of a template, or of a Word file that is to become one.

    Attributes:
        sentences: Whose it is and what it asks for; none for a Word file alone.
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
    return Look(sentences=card.sentences, problems=card.problems, pages=previews(package))


def look_at_file(path: Path) -> Look:
    """Return what is shown of a Word file.

    Raises:
        InputRefusedError: It cannot be read, or is no Word file.
    """
    return Look(problems=check_data(read_file(path)).problems)


def made_pages(package: Package) -> tuple[bytes, ...]:
    """Make pictures of a template's pages and keep them; none without an office suite.

    Raises:
        InputRefusedError: The form has mistakes.
        OfficeFailedError: The office suite failed.
    """
    found = make_previews(package.word)
    keep_previews(package, found)
    return found
