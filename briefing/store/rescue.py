"""Puts together what a damaged pack still holds: only rows whose digests fit, only whole records.

What cannot be read is listed, never guessed: a record is taken when its own row, its required
lists and everything that it must refer to were found as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.shape import Plain, shape_of
from briefing.errors import InputRefusedError
from briefing.files.regular import read_file
from briefing.store.carving import carve
from briefing.store.lineage import lineage_tables
from briefing.store.logged import with_log
from briefing.store.reading import LIMIT
from briefing.store.rows import Assembly, DamagedRecordError, Row
from briefing.store.tables import COVER, all_tables, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.domain.shape import FieldShape, Shape
    from briefing.store.carving import Carved
    from briefing.store.tables import Table

LOST_TITLE = "Rescued pack"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Loss:
    """Something that could not be read, or not be taken.

    Attributes:
        kind: The kind (singular) of the record; empty where that is not known.
        id: The record; empty for what is no record.
        sentence: What is lost, and why.
    """

    kind: str
    id: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What a damaged pack still held.

    Attributes:
        content: The records that are whole.
        originals: The bytes of their sources by SHA-256.
        lineage: What is left of the pack's lineage: the rows of its tables.
        losses: What could not be read or taken.
        rows: How many rows and blobs were found with a digest that fits.
        blank: How many pages of the file are missing or empty.
    """

    content: Content
    originals: dict[str, bytes]
    lineage: dict[str, tuple[Row, ...]]
    losses: tuple[Loss, ...]
    rows: int
    blank: int


def salvage(path: Path, log: Path | None = None) -> Salvaged:
    """Read what is readable of a damaged pack; the file is not changed.

    Args:
        path: The file.
        log: The write-ahead log of a working copy of ours; a stranger's file has none.

    Raises:
        InputRefusedError: It cannot be read at all, or nothing of a pack is in it.
    """
    try:
        size = path.stat().st_size
        data = read_file(path) if size <= LIMIT else b""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputRefusedError(f"{path} cannot be opened: {reason}.") from error
    if size > LIMIT:
        raise InputRefusedError(
            f"{path} is larger than 1 GiB ({size >> 20} MiB), which no pack may be. "
            "Nothing was changed."
        )
    carved = carve(with_log(data, log.read_bytes()) if log is not None else data)
    if not carved.rows:
        raise InputRefusedError(
            f"Nothing of a briefing pack can be read in {path}: open one of its backups instead "
            "(Pack, Restore…). Nothing was changed."
        )
    return _Salvage(carved).run()


class _Salvage:
    """Records from the rows that were found, until each has what it needs."""

    def __init__(self, carved: Carved) -> None:
        self._carved = carved
        self._losses: set[Loss] = set()
        self._records: dict[str, dict[str, Any]] = {}

    def run(self) -> Salvaged:
        """Put records together, then leave out what refers to lost ones until none does."""
        for kind in (COVER, *(kind.singular for kind in KINDS)):
            self._records[kind] = {item.id: item for item in self._assembled(table_of(kind))}
        while self._leave_out():
            pass
        self._name_the_lost()
        content = self._content()
        return Salvaged(
            content=content,
            originals=dict(self._originals(content)),
            lineage={
                table.name: tuple(self._carved.rows.get(table.name, {}).values())
                for table in lineage_tables()
            },
            losses=tuple(sorted(self._losses)),
            rows=self._carved.count,
            blank=self._carved.blank,
        )

    def _lost(self, kind: str, record_id: str, why: str) -> None:
        self._losses.add(Loss(kind=kind, id=record_id, sentence=f"The {kind} {record_id} {why}."))

    # ------------------------------------------------------------- from rows

    def _assembled(self, top: Table) -> Iterator[Any]:
        assembly = Assembly(top, self._text)
        holed: set[str] = set()
        for table in top.walk():
            if table.depth:
                rows = sorted(self._carved.rows.get(table.name, {}).values(), key=_place(table))
                holed |= self._holes(table, rows)
                for row in rows:
                    assembly.add(table, row)
        for (record_id,), row in sorted(self._carved.rows.get(top.name, {}).items()):
            try:
                record = assembly.record(row)
            except DamagedRecordError as error:
                self._lost(top.name, record_id, f"is not taken: {str(error).rstrip('.')}")
                continue
            if self._is_whole(top, record, record_id in holed):
                yield record

    def _text(self, sha256: str) -> str:
        try:
            return self._carved.blobs[sha256].decode("utf-8")
        except KeyError:
            raise DamagedRecordError("its text cannot be read") from None

    def _holes(self, table: Table, rows: list[Row]) -> set[str]:
        """Return the records that lost a part in the midst of a list, or a spoilt one."""
        holed = {record for name, record in self._carved.spoilt if name == table.name}
        place = table.keys.index("position")
        expected: dict[Row, int] = {}
        for row in rows:
            owner = row[:place]
            if row[place] != expected.get(owner, 0):
                holed.add(row[0])
            expected[owner] = row[place] + 1
        for record in holed:
            part = table.name.removeprefix(f"{table.top}_").replace("_", " ")
            self._lost(table.top, record, f"has lost at least one of its {part}")
        return holed

    def _is_whole(self, top: Table, record: Any, is_holed: bool) -> bool:
        """Tell whether a record has every list that it cannot be without."""
        assert top.shape is not None  # noqa: S101  # records have shapes
        needed = [field for field in top.shape.fields if field.many and field.required]
        if any(not getattr(record, field.name) or is_holed for field in needed):
            self._lost(top.name, record.id, "is not taken: words of it are lost")
            return False
        return True

    # ------------------------------------------------------------ references

    def _leave_out(self) -> bool:
        changed = False
        for kind, rows in self._records.items():
            shape = shape_of(type(next(iter(rows.values())))) if rows else None
            for record_id, record in list(rows.items()):
                assert shape is not None  # noqa: S101  # there are rows
                fitted = self._fitted(shape, record, kind, record_id)
                if fitted is None:
                    del rows[record_id]
                elif fitted is not record:
                    rows[record_id] = fitted
                changed |= fitted is not record
        return changed

    def _fitted(self, shape: Shape, item: Any, kind: str, record_id: str) -> Any:
        """Return a record or part without its lost references; None where it needs one of them."""
        changed: dict[str, Any] = {}
        for field in shape.fields:
            value = getattr(item, field.name)
            if value is None or not (field.nested or field.plain is Plain.REFERENCE):
                continue
            fitted = self._fitted_value(field, value, kind, record_id)
            if fitted == value:
                continue
            if not fitted and field.required:
                self._lost(kind, record_id, f"is not taken, or in part: its {field.key} is lost")
                return None
            self._lost(kind, record_id, f"has lost what its {field.key} referred to")
            changed[field.name] = fitted
        return replace(item, **changed) if changed else item

    def _fitted_value(self, field: FieldShape, value: Any, kind: str, record_id: str) -> Any:
        if not field.many:
            return self._fitted_one(field, value, kind, record_id)
        fitted = (self._fitted_one(field, part, kind, record_id) for part in value)
        return tuple(part for part in fitted if part is not None)

    def _fitted_one(self, field: FieldShape, value: Any, kind: str, record_id: str) -> Any:
        if field.nested is not None:
            return self._fitted(field.nested, value, kind, record_id)
        # One of several kinds comes with its kind, except in lists whose owner names it.
        target, wanted = value if isinstance(value, tuple) else (None, value)
        targets = field.targets if target is None else (target,)
        return value if any(wanted in self._records[name] for name in targets) else None

    # --------------------------------------------------------------- the rest

    def _name_the_lost(self) -> None:
        tops = {table for table, _ in self._carved.spoilt if table in self._records}
        for table, record in self._carved.spoilt:
            if table in tops and record not in self._records[table]:
                self._lost(table, record, "is damaged: what is stored is not what was written")
        tables = {table.name: table.top for table in all_tables()} | {"": ""}
        for name, count in self._carved.unread.items():
            if name not in tables:
                continue  # of the lineage, without which packs are compared as they are
            what = f"of {name.replace('_', ' ')}" if name else "of the file"
            sentence = f"At least {count} rows {what} cannot be read: compare what you have of it."
            self._losses.add(Loss(kind=tables[name], id="", sentence=sentence))
        known = {key for rows in self._records.values() for key in rows}
        known |= {key[0] for one in lineage_tables() for key in self._carved.rows.get(one.name, {})}
        named = {loss.id for loss in self._losses}
        for record in self._carved.ids - known - named:
            sentence = f"A record {record} was in the pack and cannot be read."
            self._losses.add(Loss(kind="", id=record, sentence=sentence))

    def _content(self) -> Content:
        lists: dict[str, Any] = {
            kind.name: tuple(
                sorted(self._records[kind.singular].values(), key=lambda row: (row.order, row.id))
            )
            for kind in KINDS
        }
        covers = tuple(self._records[COVER].values())
        if not covers:
            sentence = "The pack's title, event and marking are lost: set them anew."
            self._losses.add(Loss(kind=COVER, id="", sentence=sentence))
        return Content(cover=covers[0] if covers else Cover(title=LOST_TITLE), **lists)

    def _originals(self, content: Content) -> Iterator[tuple[str, bytes]]:
        for source in content.sources:
            if source.original is None:
                continue
            data = self._carved.blobs.get(source.original.sha256)
            if data is None:
                self._lost("source", source.id, "has lost its original file; its text is whole")
            else:
                yield source.original.sha256, data


def _place(table: Table) -> Any:
    names = [*table.keys[: table.depth], "position"]
    places = [table.keys.index(name) for name in names]
    return lambda row: [row[place] for place in places]
