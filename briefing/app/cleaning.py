"""Purge carried out: pack saved, its copies cleaned, every file searched byte by byte."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import folders, lineage
from briefing.app.backups import backups, strangers
from briefing.app.exporting import no_progress
from briefing.app.purging import PurgePlan, PurgeTarget, plan_purge
from briefing.app.recovery import empty_discarded, left_behind
from briefing.app.traces import all_records
from briefing.domain.kinds import BY_TYPE
from briefing.errors import BriefingError, InputRefusedError
from briefing.store.pack import Pack

if TYPE_CHECKING:
    from briefing.app.exporting import Progress
    from briefing.domain.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What became of a purge.

    Attributes:
        plan: What was taken out of the pack.
        cleaned: The backups and working copies left behind that had it and were cleaned.
        searched: The files that were looked through byte by byte afterwards.
        remaining: Those of them in which it is still found, or that could not be cleaned.
    """

    plan: PurgePlan
    cleaned: tuple[Path, ...]
    searched: tuple[Path, ...]
    remaining: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """What is left to do once the pack itself is purged; a frozen value.

    Attributes:
        plan: What was taken out of the pack.
        target: What was purged.
        reason: Why.
        path: The pack's file, or None for one that was never saved.
        side_files: The files of its working copy.
    """

    plan: PurgePlan
    target: PurgeTarget
    reason: str
    path: Path | None
    side_files: tuple[Path, ...]


def purge(pack: Pack, target: PurgeTarget, reason: str) -> Purged:
    """Take a source or actor and all that quotes it out of every file that this program knows.

    The pack is saved; nothing of this can be undone, and its history is forgotten.

    Raises:
        InputRefusedError: There is no such record, or no reason was given.
        OutputNotWrittenError: The pack could not be saved.
    """
    return clean_copies(purge_pack(pack, target, reason))


def purge_pack(pack: Pack, target: PurgeTarget, reason: str) -> Cleaning:
    """Take a source or actor and all that quotes it out of the pack and save it.

    Raises:
        InputRefusedError: There is no such record, or no reason was given.
        OutputNotWrittenError: The pack could not be saved.
    """
    if not reason.strip():
        raise InputRefusedError("A purge needs a reason: it stands where an edition was.")
    plan = plan_purge(pack, target, reason)
    _apply(pack, plan)
    if pack.path is not None:
        _save(pack)
    return Cleaning(
        plan=plan, target=target, reason=reason, path=pack.path, side_files=pack.side_files
    )


def clean_copies(cleaning: Cleaning, progress: Progress = no_progress) -> Purged:
    """Purge the backups and what a crash left behind, and search every file byte by byte."""
    cleaned: list[Path] = []
    dirty: list[Path] = []
    searched = [*cleaning.side_files]
    target, reason = cleaning.target, cleaning.reason
    if cleaning.path is not None:
        searched.append(cleaning.path)
        for path in strangers(cleaning.path):
            path.unlink()  # nobody can look into it
        others = [backup.path for backup in backups(cleaning.path)]
        for number, path in enumerate(others):
            progress("Cleaning the backups", 0.5 * number / len(others))
            _clean_backup(path, target, reason, cleaned, dirty)
        searched += others
        searched += _clean_left_behind(cleaning.path, target, reason, cleaned, dirty)
    found = []
    for number, path in enumerate(searched):
        progress("Searching every file", 0.5 + 0.5 * number / len(searched))
        if path.exists() and cleaning.plan.traces.in_file(path):
            found.append(path)
    return Purged(
        plan=cleaning.plan,
        cleaned=tuple(cleaned),
        searched=tuple(searched),
        remaining=tuple(dict.fromkeys([*dirty, *found])),
    )


def copies_with(path: Path, target: PurgeTarget) -> tuple[Path, ...]:
    """Return the backups of a pack that have a record, and those that cannot be read."""
    return tuple(backup.path for backup in backups(path) if _may_have(backup.path, target))


def _may_have(path: Path, target: PurgeTarget) -> bool:
    try:
        pack = Pack.open(folders.new_working_folder(), path)
    except BriefingError:
        return True
    try:
        return pack.content.find(target.record_type, target.id) is not None
    finally:
        pack.close()


def _apply(pack: Pack, plan: PurgePlan) -> None:
    before = {_key(row): row for row in all_records(pack.content)}
    with pack.edit("Purge"):
        for row in all_records(plan.content):
            if before[_key(row)] != row:
                pack.put(row)
        if plan.content.cover != pack.content.cover:
            pack.put_cover(plan.content.cover)
        for row in reversed(plan.gone):
            pack.remove(row)
    _forget(pack)


def _forget(pack: Pack) -> bool:
    """Forget how the pack was, digests too; tell whether it knew of anything but what it is."""
    had_past = lineage.forget_past(pack)
    pack.leave_no_trace()
    return had_past


def _save(pack: Pack) -> None:
    lineage.note_save(pack)
    pack.save()


def _clean_backup(
    path: Path, target: PurgeTarget, reason: str, cleaned: list[Path], dirty: list[Path]
) -> None:
    """Purge a backup in place; one that cannot be opened is reported, not thrown away."""
    try:
        pack = Pack.open(folders.new_working_folder(), path)
    except BriefingError:
        dirty.append(path)
        return
    try:
        if pack.content.find(target.record_type, target.id) is not None:
            _apply(pack, plan_purge(pack, target, reason))
            _save(pack)
            cleaned.append(path)
        elif _forget(pack):  # it may have been in it once
            _save(pack)
    finally:
        pack.close()


def _clean_left_behind(
    pack_path: Path, target: PurgeTarget, reason: str, cleaned: list[Path], dirty: list[Path]
) -> list[Path]:
    """Purge the working copies of the same pack that a crash left behind; return their files."""
    empty_discarded()
    files: list[Path] = []
    for item in left_behind():
        if item.path is None or item.path.resolve() != pack_path.resolve():
            continue
        try:
            pack = Pack.resume(item.folder)
        except BriefingError:
            dirty.append(item.folder)
            continue
        try:
            if pack.content.find(target.record_type, target.id) is not None:
                _apply(pack, plan_purge(pack, target, reason))
                cleaned.append(item.folder)
            else:
                _forget(pack)  # its history may have it
            files += pack.side_files
        finally:
            pack.let_go()
    return [path for path in files if path.exists()]


def _key(record: Record) -> tuple[str, str]:
    return BY_TYPE[type(record)].singular, record.id
