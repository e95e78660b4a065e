"""Purge carried out: pack saved, its copies cleaned, every file searched byte by byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import folders, lineage
from briefing.app.backup_folders import known_copies
from briefing.app.backups import backups, strangers
from briefing.app.exporting import no_progress
from briefing.app.purging import Former, PurgePlan, PurgeTarget, plan_purge, what_goes
from briefing.app.recovery import empty_discarded
from briefing.app.traces import all_records, words_of, words_of_fields
from briefing.app.working_copies import working_folders_but
from briefing.domain.kinds import BY_TYPE
from briefing.errors import BriefingError, InputRefusedError
from briefing.store.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.app.exporting import Progress
    from briefing.app.snapshots import Held
    from briefing.app.working_copies import WorkingFolder
    from briefing.domain.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What became of a purge.

    Attributes:
        plan: What was taken out of the pack.
        cleaned: The backups and working copies left behind that had it and were cleaned.
        searched: The files that were looked through byte by byte afterwards.
        remaining: Those of them in which it is still found, or that could not be cleaned.
        held: Of those, the files that another window has open: who, and where.
        elsewhere: Of those, the files of other copies of the pack, by the copy; it can be purged by
            itself.
    """

    plan: PurgePlan
    cleaned: tuple[Path, ...]
    searched: tuple[Path, ...]
    remaining: tuple[Path, ...]
    held: tuple[str, ...] = ()
    elsewhere: Mapping[Path, tuple[Path, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """What is left to do once the pack itself is purged; a frozen value.

    Attributes:
        plan: What was taken out of the pack.
        target: What was purged.
        reason: Why.
        with_copies: Whether reprints and other revisions of a source went too.
        former: What is known of it, of what was in the pack too.
        path: The pack's file, or None for one that was never saved.
        identity: What the pack has in common with its copies.
        side_files: The files of its working copy.
    """

    plan: PurgePlan
    target: PurgeTarget
    reason: str
    with_copies: bool
    former: Former
    path: Path | None
    identity: str
    side_files: tuple[Path, ...]


def purge(pack: Pack, target: PurgeTarget, reason: str, *, with_copies: bool = False) -> Purged:
    """Take a source or actor and all that quotes it out of every file that this program knows.

    The pack is saved; nothing of this can be undone, and its history is forgotten. What was removed
    or purged before is purged again: wherever it still is, in editions and copies.

    Args:
        pack: The pack.
        target: What is to be purged.
        reason: Why; it stands where an edition was.
        with_copies: Whether reprints and other revisions of a source go too.

    Raises:
        InputRefusedError: Neither the pack nor a copy knows of it, or no reason was given.
        OutputNotWrittenError: The pack could not be saved.
    """
    return clean_copies(purge_pack(pack, target, reason, with_copies=with_copies))


def purge_pack(
    pack: Pack,
    target: PurgeTarget,
    reason: str,
    *,
    with_copies: bool = False,
    former: Former | None = None,
) -> Cleaning:
    """Take a source or actor and all that quotes it out of the pack and save it.

    Args:
        pack: The pack.
        target: What is to be purged.
        reason: Why; it stands where an edition was.
        with_copies: Whether reprints and other revisions of a source go too.
        former: What its copies know of it, where that was looked up already.

    Raises:
        InputRefusedError: Neither the pack nor a copy knows of it, or no reason was given.
        OutputNotWrittenError: The pack could not be saved.
    """
    if not reason.strip():
        raise InputRefusedError("A purge needs a reason: it stands where an edition was.")
    former = former or former_of(pack, target)
    plan = plan_purge(pack, target, reason, with_copies=with_copies, former=former)
    _apply(pack, plan)
    if pack.path is not None:
        _save(pack)
    return Cleaning(
        plan=plan,
        target=target,
        reason=reason,
        with_copies=with_copies,
        former=Former(records=(*former.records, *plan.gone), words=former.words),
        path=pack.path,
        identity=pack.content.cover.id,
        side_files=pack.side_files,
    )


def former_of(pack: Held, target: PurgeTarget) -> Former:
    """Return what the dated copies of a pack and working copies left behind know of a record."""
    records: dict[Record, None] = {}
    words: dict[bytes, None] = {}
    for opener, finish in _openers(pack):
        try:
            copy = opener()
        except BriefingError:
            continue
        try:
            if copy.content.cover.id == pack.content.cover.id:
                gone = what_goes(copy, target)
                records |= dict.fromkeys(gone)
                words |= dict.fromkeys(_words(copy, gone))
        finally:
            finish(copy)
    return Former(records=tuple(records), words=tuple(words))


def _openers(pack: Held) -> Iterator[tuple[Callable[[], Pack], Callable[[Pack], None]]]:
    for backup in backups(pack.path) if pack.path is not None else ():
        yield partial(_open, backup.path), Pack.close
    for folder in working_folders_but(_own(pack.side_files)):
        if folder.holder is None:
            yield partial(Pack.resume, folder.path), Pack.let_go


def _words(copy: Pack, gone: tuple[Record, ...]) -> Iterator[bytes]:
    for row in gone:
        try:
            yield from words_of((row,), copy.original)
        except KeyError:  # an edition keeps the text of a source that is gone, not its bytes
            yield from words_of_fields((row,))


def clean_copies(cleaning: Cleaning, progress: Progress = no_progress) -> Purged:
    """Purge the backups and what a crash left behind, and search every file byte by byte."""
    work = _Work(cleaning)
    empty_discarded()
    own = cleaning.path.resolve() if cleaning.path is not None else None
    copies = [path for path in known_copies(cleaning.identity) if path.resolve() != own]
    dated = backups(cleaning.path) if cleaning.path is not None else ()
    for number, backup in enumerate(dated):
        progress("Cleaning the backups", 0.5 * number / len(dated))
        work.clean_backup(backup.path)
    for path in strangers(cleaning.path) if cleaning.path is not None else ():
        path.unlink()  # nobody can look into it
    for folder in working_folders_but(_own(cleaning.side_files)):
        work.clean_working_copy(folder)
    # Another file of the same pack is not ours to change: it is only named.
    others = {path: (path, *(row.path for row in backups(path))) for path in copies}
    work.searched += [one for paths in others.values() for one in paths]
    work.searched = list(dict.fromkeys(work.searched))
    for number, path in enumerate(work.searched):
        progress("Searching every file", 0.5 + 0.5 * number / len(work.searched))
        if path.exists() and cleaning.plan.traces.in_file(path):
            work.remaining.append(path)
    held = [
        f"{folder.path} (process {folder.holder.process} of {folder.holder.user})"
        for folder in work.folders
        if folder.holder is not None and set(folder.files) & set(work.remaining)
    ]
    return Purged(
        plan=cleaning.plan,
        cleaned=tuple(work.cleaned),
        searched=tuple(work.searched),
        remaining=tuple(dict.fromkeys(work.remaining)),
        held=tuple(held),
        elsewhere={
            path: left
            for path, paths in others.items()
            if (left := tuple(one for one in paths if one in work.remaining))
        },
    )


def copies_with(path: Path, target: PurgeTarget) -> tuple[Path, ...]:
    """Return the backups of a pack that have a record, and those that cannot be read."""
    return tuple(backup.path for backup in backups(path) if _may_have(backup.path, target))


def _may_have(path: Path, target: PurgeTarget) -> bool:
    try:
        pack = _open(path)
    except BriefingError:
        return True
    try:
        return bool(what_goes(pack, target))
    finally:
        pack.close()


class _Work:
    """One cleaning on its way."""

    def __init__(self, cleaning: Cleaning) -> None:
        self._cleaning = cleaning
        self.cleaned: list[Path] = []
        self.remaining: list[Path] = []
        self.folders: list[WorkingFolder] = []
        self.searched: list[Path] = [*cleaning.side_files]
        if cleaning.path is not None:
            self.searched.append(cleaning.path)

    def clean_backup(self, path: Path) -> None:
        """Purge a backup in place; one that cannot be opened is reported, not thrown away."""
        self.searched.append(path)
        try:
            pack = _open(path)
        except BriefingError:
            self.remaining.append(path)
            return
        try:
            if self._purge(pack):
                _save(pack)
                self.cleaned.append(path)
            elif _forget(pack):  # it may have been in it once
                _save(pack)
        finally:
            pack.close()

    def clean_working_copy(self, folder: WorkingFolder) -> None:
        """Purge a working copy of the same pack that a crash left behind; others are searched."""
        self.folders.append(folder)
        if folder.holder is None:
            self._clean_left(folder)
        self.searched += folder.files

    def _clean_left(self, folder: WorkingFolder) -> None:
        try:
            pack = Pack.resume(folder.path)
        except BriefingError:
            return  # it is searched all the same
        try:
            if pack.content.cover.id != self._cleaning.identity:
                return
            if self._purge(pack):
                self.cleaned.append(folder.path)
            else:
                _forget(pack)  # its history may have it
        finally:
            pack.let_go()

    def _purge(self, pack: Pack) -> bool:
        cleaning = self._cleaning
        plan = plan_purge(
            pack,
            cleaning.target,
            cleaning.reason,
            with_copies=cleaning.with_copies,
            former=cleaning.former,
        )
        if plan.content == pack.content:
            return False
        _apply(pack, plan)
        return True


def _own(side_files: tuple[Path, ...]) -> set[Path]:
    return {path.parent for path in side_files}


def _open(path: Path) -> Pack:
    return Pack.open(folders.new_working_folder(), path)


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


def _key(record: Record) -> tuple[str, str]:
    return BY_TYPE[type(record)].singular, record.id
