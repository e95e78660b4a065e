"""Which proposals can be accepted together, what they bring along, and what they make of a content.

A proposal is applied when what it starts from is still there; else it becomes a conflict. A record
that would name something that is not there, or words that its source does not have, brings along
the waiting proposals that mend it; where there are none, it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from briefing.changes.applying import Draft, Key, in_order
from briefing.changes.change import Change
from briefing.changes.merge import is_fixed
from briefing.changes.proposals import proposed
from briefing.changes.references import Fault, Reference, faults, references
from briefing.changes.values import UnfitValueError
from briefing.domain.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.domain.content import Content
    from briefing.domain.exchange import Proposal


_KIND = {kind.singular: kind for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of proposals.

    Attributes:
        changed: The records that differ by (kind, id), None for removed ones.
        originals: The bytes of the sources that were added.
        taken: The ids of the proposals that are applied.
        brought: Those of them that nobody asked for but the others need.
        conflicts: The ids of those that would have overwritten something else, with what is there.
        refused: The ids of those that cannot be applied, with the reason.
    """

    changed: Mapping[Key, Any]
    originals: tuple[bytes, ...]
    taken: tuple[str, ...]
    brought: tuple[str, ...]
    conflicts: Mapping[str, Any]
    refused: Mapping[str, str]


@dataclass(slots=True)
class _Attempt:
    draft: Draft
    taken: dict[str, Change] = field(default_factory=dict)
    originals: list[bytes] = field(default_factory=list)
    conflicts: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def _no_step() -> None:
    """Tell nobody."""


def settle(
    content: Content,
    chosen: Sequence[Proposal],
    waiting: Sequence[Proposal],
    new_id: Callable[[], str],
    step: Callable[[], None] = _no_step,
) -> Settled:
    """Apply proposals to a content, in a draft.

    Args:
        content: What they are applied to.
        chosen: The proposals to apply.
        waiting: Further ones that may be brought along.
        new_id: Makes the id of a record that is added without one.
        step: Called again and again; may raise to cancel.
    """
    asked = {one.id for one in chosen}
    known = _Known(
        content, (*chosen, *(one for one in waiting if one.id not in asked)), new_id, step
    )
    refused: dict[str, str] = {}
    wanted: list[str] = [one.id for one in chosen]
    while True:
        attempt = known.attempt([one for one in wanted if one not in refused])
        found = tuple(_faults(content, attempt.draft))
        if not found:
            break
        helpers = [known.helpers(key, fault, attempt, refused) for key, fault in found]
        if all(helpers):
            wanted += list(dict.fromkeys(one for some in helpers for one in some))
            continue
        for (key, fault), some in zip(found, helpers, strict=True):
            if not some:
                offenders = _offenders(key, fault, attempt) or list(attempt.taken)
                refused |= dict.fromkeys(offenders, _sentence(fault))
        wanted = [one.id for one in chosen]
    return Settled(
        changed=dict(attempt.draft.changed),
        originals=tuple(attempt.originals),
        taken=tuple(attempt.taken),
        brought=tuple(one for one in attempt.taken if one not in asked),
        conflicts={one: now for one, now in attempt.conflicts.items() if one in asked},
        refused={one: why for one, why in (attempt.refused | refused).items() if one in asked},
    )


class _Known:
    """The proposals that may be applied, each read once and only when it matters."""

    def __init__(
        self,
        content: Content,
        rows: Sequence[Proposal],
        new_id: Callable[[], str],
        step: Callable[[], None],
    ) -> None:
        self._content = content
        self._new_id = new_id
        self._step = step
        self._rows: dict[str, Proposal] = {row.id: row for row in rows}
        self._last: dict[str, int] = {}
        self._unfit: dict[str, str] = {}
        self._read: dict[str, tuple[Change, bytes | None]] = {}
        self._by_record: dict[Key, list[str]] = {}
        for row in rows:
            record = row.record
            if record is None:  # only what it proposes says which record it is
                change = self._change(row.id)
                if change is None:
                    continue
                record = change.record
            self._by_record.setdefault((row.kind, record or ""), []).append(row.id)

    def _change(self, one: str) -> Change | None:
        """Return what a proposal changes, None where nobody can make sense of it."""
        if one not in self._read and one not in self._unfit:
            self._step()
            row = self._rows[one]
            try:
                read = proposed(row, "" if row.record else self._new_id())
            except UnfitValueError as error:
                self._unfit[one] = str(error)
            else:
                self._read[one] = self._placed(row, read.change), read.original
        return self._read[one][0] if one in self._read else None

    def _placed(self, row: Proposal, change: Change) -> Change:
        """Return a change; a record that is added without a name comes last of its kind."""
        if row.record is not None or change.field is not None or not isinstance(change.after, dict):
            return change
        kind = _KIND.get(change.kind)
        if kind is None or "order" in change.after:
            return change
        rows = self._content.all(kind.record_type)
        last = self._last.get(change.kind, max((one.order for one in rows), default=0))
        self._last[change.kind] = last + 1
        return replace(change, after={**change.after, "order": last + 1})

    def attempt(self, ids: Sequence[str]) -> _Attempt:
        """Apply proposals one after the other."""
        attempt = _Attempt(Draft(self._content))
        changes = {one: self._change(one) for one in ids}
        attempt.refused |= {one: self._unfit[one] for one in ids if one in self._unfit}
        by_change = {id(change): one for one, change in changes.items()}
        for change in in_order(change for change in changes.values() if change is not None):
            self._step()
            self._apply(by_change[id(change)], change, attempt)
        return attempt

    def _apply(self, proposal: str, change: Change, attempt: _Attempt) -> None:
        draft = attempt.draft
        try:
            if is_fixed(change):
                attempt.refused[proposal] = (
                    "The words and bytes of a source are never changed: import the other text as "
                    "a new revision."
                )
            elif draft.has(change):
                attempt.taken[proposal] = change
            elif not draft.stands(change):
                attempt.conflicts[proposal] = draft.value(change)
            else:
                draft.apply(change)
                attempt.taken[proposal] = change
                original = self._read[proposal][1]
                attempt.originals += [] if original is None else [original]
        except UnfitValueError as error:
            attempt.refused[proposal] = str(error)

    def helpers(
        self, key: Key, fault: Fault, attempt: _Attempt, refused: Mapping[str, str]
    ) -> list[str]:
        """Return the waiting proposals that may mend a fault."""
        tried = {*attempt.taken, *attempt.conflicts, *attempt.refused, *refused}
        found: list[str] = []
        if fault.missing is not None:
            for kind in fault.missing.kinds:
                added = self._by_record.get((kind, fault.missing.id), ())
                found += [one for one in added if self._rows[one].field is None]
        for one in self._by_record.get(key, ()):
            change = self._change(one)
            if change is not None and (fault.missing is None or change.root in {fault.root, None}):
                found.append(one)
        return [one for one in found if one not in tried and self._change(one) is not None]


def _faults(content: Content, draft: Draft) -> Iterator[tuple[Key, Fault]]:
    """Yield the faults that changes bring about; those that were there before are not theirs."""
    start = Draft(content)
    for key, record in draft.changed.items():
        if record is not None:
            old = start.find(*key)
            known = set() if old is None else set(faults(old, start.find))
            yield from ((key, fault) for fault in faults(record, draft.find) if fault not in known)
    gone = {key for key, record in draft.changed.items() if record is None}
    if gone:
        yield from _left_behind(content, draft, gone)


def _left_behind(content: Content, draft: Draft, gone: set[Key]) -> Iterator[tuple[Key, Fault]]:
    """Yield the faults of unchanged records that name removed ones."""
    rows: list[tuple[Key, Any]] = [(("pack", ""), content.cover)]
    for kind in KINDS:
        rows += [((kind.singular, row.id), row) for row in content.all(kind.record_type)]
    for key, record in rows:
        if key in draft.changed or not any(_names(one, gone) for one in references(record)):
            continue
        for fault in faults(record, draft.find):
            if fault.missing and _names(fault.missing, gone):
                yield key, fault


def _names(reference: Reference, gone: set[Key]) -> bool:
    return any((kind, reference.id) in gone for kind in reference.kinds)


def _offenders(key: Key, fault: Fault, attempt: _Attempt) -> list[str]:
    """Return the applied proposals that a fault comes from."""
    removed = set()
    if fault.missing is not None:
        removed = {(kind, fault.missing.id) for kind in fault.missing.kinds}
    found = [
        one
        for one, change in attempt.taken.items()
        if (change.kind, change.record) in removed
        or (_is_of(change, key) and (fault.missing is None or change.root in {fault.root, None}))
    ]
    return found or [one for one, change in attempt.taken.items() if _is_of(change, key)]


def _is_of(change: Change, key: Key) -> bool:
    return (change.kind, change.record or "") == key


def _sentence(fault: Fault) -> str:
    return f"It cannot be accepted alone: {fault.sentence}."
