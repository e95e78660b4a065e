"""Which edition a document is compared with: the newest, one by its name, the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.exchange import label
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from briefing.domain.changed import Since
    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition

SINCE: Final = "since"
"""The name of the export option; every template has it."""
LAST: Final = "last"
NONE: Final = "none"


def newest(content: Content) -> Edition | None:
    """Return the edition that was issued last, or None."""
    return max(content.editions, key=_place, default=None)


def edition_named(content: Content, name: str) -> Edition:
    """Return the edition called `3`, `3.1` or `last`, or by its id.

    Raises:
        InputRefusedError: There is none.
    """
    named = {label(row): row for row in content.editions} | {
        row.id: row for row in content.editions
    }
    found = newest(content) if name == LAST else named.get(name)
    if found is None:
        known = ", ".join(label(row) for row in content.editions) or "none"
        raise InputRefusedError(f"There is no edition “{name}” in this pack; it has: {known}.")
    return found


def before(content: Content, edition: Edition) -> Edition | None:
    """Return the edition before one by number and addendum, or None; later ones never count."""
    rows = (row for row in content.editions if _place(row) < _place(edition))
    return max(rows, key=_place, default=None)


def since_chosen(
    content: Content, choice: str, language: str, *, as_of: bool
) -> tuple[Since | None, str]:
    """Return what changed since the chosen edition, and a sentence where it is left out.

    The two clocks are never mixed: a document that shows the pack as it stood on a day does not
    tell what changed since an edition.

    Args:
        content: The pack with its editions.
        choice: `last`, `none`, or an edition as `edition_named` takes it.
        language: The language of the document.
        as_of: Whether the document shows the pack as it stood on a day.

    Raises:
        InputRefusedError: There is no such edition, or a day was chosen too.
    """
    if choice == NONE or (choice == LAST and not content.editions):
        return None, ""
    edition = edition_named(content, choice)
    if as_of and choice != LAST:
        raise InputRefusedError(
            f"What changed since edition {label(edition)} cannot be told as it stood on a day: "
            "choose an edition or a day, not both."
        )
    return told_since(content, edition, language, as_of=as_of)


def told_since(
    content: Content, edition: Edition, language: str, *, as_of: bool
) -> tuple[Since | None, str]:
    """Return what changed since an edition, or a sentence in a document of another clock.

    Args:
        content: The pack.
        edition: The edition that its readers have.
        language: The language of the document.
        as_of: Whether the document shows the pack as it stood on a day.
    """
    from briefing.app.whats_new import since_edition

    if not as_of:
        return since_edition(content, edition, language), ""
    return None, (
        f"What changed since edition {label(edition)} is left out: the document shows the pack as "
        "it stood on a day."
    )


def _place(edition: Edition) -> tuple[int, int]:
    return edition.number, edition.addendum
