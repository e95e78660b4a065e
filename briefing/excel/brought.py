"""What an edited workbook brings: changes, and what cannot be one, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefing.changes.applying import Draft
from briefing.changes.brought import Brought
from briefing.changes.change import PACK, Change
from briefing.changes.values import UnfitValueError
from briefing.domain.content import Content
from briefing.excel.reading.values import letters

if TYPE_CHECKING:
    from collections.abc import Iterator


def place_of(sheet: str, column: int, row: int) -> str:
    """Return how a cell is named: `Register!F7`."""
    return f"{sheet}!{letters(column)}{row}"


def refused(  # noqa: PLR0913  # one argument for each thing that the inbox shows
    place: str,
    reason: str,
    *,
    kind: str = PACK,
    record: str | None = None,
    field: str | None = None,
    before: str = "",
    after: str = "",
) -> Brought:
    """Return what cannot be applied, with the words that were typed and those of the pack."""
    change = Change(
        kind=kind, record=record, field=field, before=before or None, after=after or None
    )
    return Brought(change=change, place=place, reason=reason)


@dataclass(slots=True)
class Gathering:
    """Gathers what a workbook brings; the same edit in two cells of it counts once.

    Attributes:
        content: The pack.
        brought: What was gathered.
    """

    content: Content
    brought: list[Brought] = field(default_factory=list)
    _known: set[tuple[str, str | None, str | None, str]] = field(default_factory=set)

    def refuse(self, one: Brought) -> None:
        """Take up what cannot be applied."""
        self.brought.append(one)

    def edit(self, change: Change, place: str, *, is_conflict: bool) -> None:
        """Take up a change of what the pack has; what it has now is looked up.

        A change to what the pack already has is none.
        """
        try:
            before = Draft(self.content).value(change)
        except UnfitValueError as error:
            self._refuse_unfit(change, place, error)
            return
        if before != change.after:
            self._add(
                Change(
                    kind=change.kind,
                    record=change.record,
                    field=change.field,
                    before=before,
                    after=change.after,
                ),
                place,
                is_conflict=is_conflict,
            )

    def add(self, kind: str, plain: dict[str, Any], place: str) -> None:
        """Take up a new record."""
        change = Change(kind=kind, record=None, field=None, before=None, after=plain)
        self._add(change, place, is_conflict=False)

    def _add(self, change: Change, place: str, *, is_conflict: bool) -> None:
        key = (change.kind, change.record, change.field, repr(change.after))
        if key not in self._known:
            self._known.add(key)
            self.brought.append(Brought(change=change, place=place, is_conflict=is_conflict))

    def _refuse_unfit(self, change: Change, place: str, error: UnfitValueError) -> None:
        self.brought.append(
            refused(
                place,
                str(error),
                kind=change.kind,
                record=change.record,
                field=change.field,
                after=str(change.after),
            )
        )

    def __iter__(self) -> Iterator[Brought]:
        return iter(self.brought)
