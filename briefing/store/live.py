"""The records of a working copy as one frozen value, read again only where they changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.store.loading import load_records
from briefing.store.tables import COVER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.store.working import WorkingCopy

State = tuple[Content | None, frozenset[tuple[str, str]]]


class LiveContent:
    """The content of a working copy.

    Args:
        working: The working copy; all changes to it are told by `note`.
    """

    def __init__(self, working: WorkingCopy) -> None:
        self._working = working
        self._content: Content | None = None
        self._stale: set[tuple[str, str]] = set()
        self._texts: dict[str, str] = {}

    def read(self) -> Content:
        """Return every record as it is now."""
        if self._content is None or self._stale:
            with self._working.reserve.guarded("Read"):
                self._content = self._all() if self._content is None else self._again(self._content)
        self._stale = set()
        return self._content

    def text(self, sha256: str) -> str:
        """Return a long text by its hash; it is kept once it was read.

        Raises:
            KeyError: There is none under this hash.
        """
        if sha256 not in self._texts:
            self._texts[sha256] = self._working.blob(sha256).decode("utf-8")
        return self._texts[sha256]

    def forget_texts(self) -> None:
        """Forget the texts that were read."""
        self._texts.clear()

    def note(self, records: Iterable[tuple[str, str]]) -> None:
        """Remember that records changed: (kind's table, id)."""
        self._stale.update(records)

    @property
    def state(self) -> State:
        """Return what `go_back` takes, where an edit did not happen."""
        return self._content, frozenset(self._stale)

    def go_back(self, state: State) -> None:
        """Be again as before an edit that did not happen."""
        self._content, stale = state
        self._stale = set(stale)

    def _all(self) -> Content:
        lists: dict[str, Any] = {kind.name: _ordered(self._rows(kind.singular)) for kind in KINDS}
        return Content(cover=self._cover(), **lists)

    def _again(self, content: Content) -> Content:
        changed: dict[str, set[str]] = {}
        for table, record_id in self._stale:
            changed.setdefault(table, set()).add(record_id)
        fields: dict[str, Any] = {}
        if COVER in changed:
            fields["cover"] = self._cover()
        for kind in KINDS:
            touched = changed.get(kind.singular)
            if touched:
                kept = [row for row in content.all(kind.record_type) if row.id not in touched]
                fields[kind.name] = _ordered([*kept, *self._rows(kind.singular, touched)])
        return replace(content, **fields)

    def _rows(self, table: str, touched: set[str] | None = None) -> list[Any]:
        return load_records(self._working.db, table, self.text, touched)

    def _cover(self) -> Cover:
        rows: list[Cover] = self._rows(COVER)
        return rows[0] if rows else Cover(title="Untitled")


def _ordered(records: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda record: (record.order, record.id)))
