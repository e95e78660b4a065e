"""The open pack: its content, its edits, its history, and where it is saved."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.errors import BriefingError, DamagedPackError, InputRefusedError
from briefing.files.versions import version_of
from briefing.store import migrations
from briefing.store.lineage import Lineage
from briefing.store.live import LiveContent
from briefing.store.new_ids import new_id, with_ids
from briefing.store.own_file import OwnFile
from briefing.store.reading import read_into, schema_version
from briefing.store.rows import DamagedRecordError
from briefing.store.search import Order, SearchIndex
from briefing.store.tables import COVER
from briefing.store.upgrading import stored_tables, verified_rows
from briefing.store.working import Changes, WorkingCopy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.domain.cover import Cover
    from briefing.files.locking import FileLock
    from briefing.store.search import Hit


_LEFT = "A working copy that a crash left behind"
_KEPT = "it is kept as it is in the state folder"


class ReadOnlyError(BriefingError):
    """A pack that was opened to read was to be changed."""


class Pack:
    """One pack in its working copy; made by `Pack.create` and `Pack.open`.

    Args:
        folder: The folder of the working copy, which this pack alone uses.
        path: The file that Save writes, or None for a pack that was never saved.
        version: The version of the schema with which a new working copy is made.

    Attributes:
        migrated_from: The older version from which it was brought to the newest, or None.
        lineage: The saves from which it comes.
    """

    def __init__(self, folder: Path, path: Path | None, version: int = migrations.VERSION) -> None:
        self._folder = folder
        is_new = not (folder / "working.db").exists()
        try:
            self._working = WorkingCopy(folder / "working.db", version)
            self._search = SearchIndex(folder / "search.db")
        except BaseException:
            if is_new:
                shutil.rmtree(folder, ignore_errors=True)
            raise
        self.migrated_from: int | None = None
        self.lineage = Lineage(self._working)
        self._live = LiveContent(self._working)
        self._listeners: list[Callable[[Changes], None]] = []
        self._file = OwnFile(self._working, path)
        self.lock: FileLock | None = None
        self.is_read_only = False
        self.why_read_only = ""

    @classmethod
    def create(cls, folder: Path, cover: Cover) -> Pack:
        """Make a new pack that was never saved.

        Args:
            folder: An empty folder for the working copy.
            cover: Its title and what else is known.
        """
        pack = cls(folder, None)
        with pack._kept_only_whole(), pack.edit("New Pack"):
            pack.put_cover(cover)
        return pack

    @classmethod
    def open(cls, folder: Path, path: Path) -> Pack:
        """Open a saved pack in a fresh working copy; one of an older version is migrated there.

        Raises:
            InputRefusedError: The file cannot be used; the sentence says why.
        """
        try:
            schema = schema_version(path)  # first: what is too large is not even hashed
        except InputRefusedError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        version = version_of(path)  # before reading: a later one was not read
        pack = cls(folder, path, schema)
        try:
            read_into(path, pack._working)
            pack._migrate()
            pack.content  # noqa: B018  # what cannot be put together is refused here, not later
            pack._file.mark_saved(version)
        except DamagedRecordError as error:
            pack.close()
            raise DamagedPackError(path, f"is damaged: {str(error).rstrip('.')}") from error
        except BaseException:
            pack.close()
            raise
        return pack

    @classmethod
    def resume(cls, folder: Path) -> Pack:
        """Open a working copy that was left behind, with its edits and its history.

        One that an older version left behind is migrated, which forgets its history.

        Raises:
            InputRefusedError: It cannot be read, or a newer version left it behind.
        """
        try:
            pack = cls(folder, None)
        except apsw.Error as error:
            raise InputRefusedError(f"{_LEFT} cannot be opened ({error}): {_KEPT}.") from error
        try:
            pack._working.refuse_damage()
            pack._verify_older()
            pack._migrate()
            pack._file.recall()
            pack.content  # noqa: B018  # what cannot be put together is refused here, not later
        except (apsw.Error, DamagedRecordError, LookupError, ValueError) as error:
            pack.let_go()
            raise InputRefusedError(f"{_LEFT} cannot be read ({error}): {_KEPT}.") from error
        except BaseException:
            pack.let_go()
            raise
        return pack

    def _verify_older(self) -> None:
        """Compare the rows of an older working copy with their digests before they get new ones."""
        version = self._working.version
        if version > migrations.VERSION:
            raise InputRefusedError(
                f"{_LEFT} is of a newer version of Briefing; open it with that version: {_KEPT}."
            )
        if version < migrations.VERSION:
            for table in stored_tables(version):
                for _ in verified_rows(self._working.db, table):
                    pass

    def _migrate(self) -> None:
        version = self._working.version
        if version < migrations.VERSION:
            self._working.upgrade(migrations.later(version))
            self.migrated_from = version

    @classmethod
    def restore(cls, folder: Path, content: Content, originals: Mapping[str, bytes]) -> Pack:
        """Make a new pack with this content, never saved and without history.

        Args:
            folder: An empty folder for the working copy.
            content: Its records.
            originals: The bytes of its sources by SHA-256.
        """
        pack = cls(folder, None)
        with pack._kept_only_whole(), pack.edit("New Pack"):
            pack.put_cover(content.cover)
            for data in originals.values():
                pack.keep_original(data)
            for kind in KINDS:
                for record in content.all(kind.record_type):
                    pack.put(record)
        return pack

    @contextmanager
    def _kept_only_whole(self) -> Iterator[None]:
        """Make what is written inside the beginning of the history; else nothing is left of it."""
        try:
            yield
            self.begin_history()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the pack and remove its working copy."""
        self.let_go()
        if self.lock is not None:
            self.lock.release()
        shutil.rmtree(self._folder, ignore_errors=True)

    def let_go(self) -> None:
        """Close the pack and leave its working copy for a later `resume`."""
        self._working.close()
        self._search.close()

    # ---------------------------------------------------------------- reading

    @property
    def content(self) -> Content:
        """Every record of the pack as one frozen value, as it is now."""
        return self._live.read()

    def original(self, sha256: str) -> bytes:
        """Return the original bytes of a source.

        Raises:
            KeyError: The pack has none under this hash.
        """
        return self._working.blob(sha256)

    def text(self, sha256: str) -> str:
        """Return a long text by its hash, such as that of a source that an edition has.

        Raises:
            KeyError: The pack has none under this hash.
        """
        return self._live.text(sha256)

    def search(self, query: str, limit: int = 50, order: Order = Order.SOURCE) -> tuple[Hit, ...]:
        """Return the places that have all the words of the query, in source order or best first."""
        return self._search.find(self.content, query, limit, order)

    # ---------------------------------------------------------------- editing

    def new_id(self) -> str:
        """Return an id that no record has: twelve random letters and digits."""
        return new_id()

    @contextmanager
    def edit(self, name: str) -> Iterator[None]:
        """Make everything written inside one named edit that can be undone.

        Args:
            name: What the Edit menu says after *Undo*, such as `Capture Quote`.

        Raises:
            ReadOnlyError: The pack was opened to read.
        """
        if self.is_read_only:
            raise self.refusal(name)
        before = self._live.state
        try:
            with self._working.edit(name):
                yield
        except BaseException:
            self._live.go_back(before)
            raise
        changes, self._working.changes = self._working.changes, None
        if changes is not None:
            self._after(changes)

    def refusal(self, name: str) -> ReadOnlyError:
        """Return the error that says why something cannot be done to a pack that is only read."""
        why = f": {self.why_read_only}" if self.why_read_only else ""
        return ReadOnlyError(
            f"“{name}” was not done: the pack is open to read only{why}. Save a copy under another "
            "name and work on that."
        )

    def put(self, record: Record) -> None:
        """Write a record in place of the one with its id; parts without an id get one."""
        kind = BY_TYPE[type(record)].singular
        self._working.put(kind, with_ids(record))
        self._live.note([(kind, record.id)])

    def put_cover(self, cover: Cover) -> None:
        """Write the pack's title, event, marking and clocks."""
        cover = with_ids(cover)
        self._working.put(COVER, cover)
        self._live.note([(COVER, cover.id)])

    def remove(self, record: Record) -> None:
        """Remove a record with all its parts; what refers to it must go or change first."""
        kind = BY_TYPE[type(record)].singular
        self._working.remove(kind, record.id)
        self._live.note([(kind, record.id)])

    def keep_original(self, data: bytes) -> str:
        """Store the original bytes of a source and return their SHA-256."""
        return self._working.keep(data)

    # -------------------------------------------------------------- history

    def undo(self) -> str | None:
        """Take back the newest edit and return its name; None when there is none."""
        return self._stepped(self._working.undo())

    def redo(self) -> str | None:
        """Do the edit again that was taken back last, and return its name."""
        return self._stepped(self._working.redo())

    @property
    def history(self) -> tuple[str, ...]:
        """Return the names of all edits, oldest first, undone ones at the end."""
        return self._working.history

    @property
    def history_at(self) -> int:
        """Return how many of the edits are in force."""
        return self._working.at

    @property
    def undo_name(self) -> str | None:
        """Return the name of the edit that Undo would take back."""
        at = self.history_at
        return self.history[at - 1] if at else None

    @property
    def redo_name(self) -> str | None:
        """Return the name of the edit that Redo would do again."""
        at, history = self.history_at, self.history
        return history[at] if at < len(history) else None

    def _stepped(self, changes: Changes | None) -> str | None:
        if changes is None:
            return None
        self._after(changes)
        return changes.name

    @property
    def was_edited(self) -> bool:
        """Whether somebody edited it since it was made, even if it was taken back or forgotten."""
        return bool(self.history) or self._working.forgot_edits

    @property
    def is_untouched(self) -> bool:
        """Whether no edit is in force, nor one whose history is forgotten."""
        return self.history_at == 0 and not self._working.forgot_edits

    def begin_history(self) -> None:
        """Make what the pack holds now the beginning of its history."""
        with self._working.unrecorded("New Pack"):
            self._working.forget_edits(entirely=True)

    def leave_no_trace(self) -> None:
        """Forget the history, every text that no record has, and the bytes of both on disk."""
        is_modified = self.is_modified
        with self._working.unrecorded("Purge"):
            self._working.forget_edits()
            self._working.remember("saved_at", "" if is_modified else self._working.here)
        self._working.purge()
        self._live.forget_texts()
        self._search.close()
        self._search = SearchIndex(self._folder / "search.db")

    @property
    def side_files(self) -> tuple[Path, ...]:
        """Return the files of the working copy, its journals and the search index."""
        return tuple(sorted(self._folder.iterdir()))

    # ----------------------------------------------------------------- saving

    @property
    def is_modified(self) -> bool:
        """Whether the pack differs from what was last saved; a new one differs from nothing."""
        return not self._working.is_saved

    @property
    def path(self) -> Path | None:
        """Return the file that Save writes, or None for a pack that was never saved."""
        return self._file.path

    @property
    def version(self) -> str | None:
        """Return the version of its file that was read or written last, None where unknown."""
        return self._file.version

    def knows(self, version: str) -> bool:
        """Tell whether a version of its file was read or written here."""
        return self._file.knows(version)

    def save(self, path: Path | None = None, *, over: str | None = None) -> Path:
        """Write the pack to its file, or to another one that it then belongs to.

        Args:
            path: Another file, which the analyst has chosen.
            over: A version of its own file that may be overwritten though it was not read.

        Raises:
            ChangedOnDiskError: Its own file has a version that was not read; it is unchanged.
            OutputNotWrittenError: It could not be written; what was there is unchanged.
            ValueError: There is no file yet and none was named; that is a bug.
        """
        return self._file.write(path, over)

    def detach(self) -> None:
        """Make the pack an unsaved one that belongs to no file."""
        self._file.let_go()

    # ---------------------------------------------------------------- listeners

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Have `listener` called after every edit, undo and redo."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[Changes], None]) -> None:
        """Stop calling `listener`."""
        self._listeners.remove(listener)

    def _after(self, changes: Changes) -> None:
        self._live.note(changes.records)
        self._search.note(changes.records)
        for listener in tuple(self._listeners):
            listener(changes)
