"""What somebody did to a register: cells changed, rows added, copied and removed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from briefing.changes.change import Change
from briefing.changes.paths import as_plain_at, steps_of, value_at, value_made, with_value
from briefing.changes.values import UnfitValueError, as_plain
from briefing.domain.content import Content
from briefing.domain.shape import shape_of
from briefing.excel.brought import Gathering, place_of, refused
from briefing.excel.comparing import Compared, refuse_untyped
from briefing.excel.register import Register
from briefing.excel.typed.cell import Typed, UnfitCellError
from briefing.excel.views import view_of
from briefing.template.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.excel.edited import EditedRow
    from briefing.excel.register import Field


@dataclass(slots=True, kw_only=True)
class RegisterEdits:
    """Reads one register that came back.

    Attributes:
        register: The register.
        compared: Its table beside what it said.
        shown: What of the pack is printed.
        words: The words of the workbook's language.
        as_of: The last day that counted when it was written.
        present: Everything that stands in a cell of the workbook, to find an id that was moved.
        gathering: Takes up what is found.
    """

    register: Register[Any]
    compared: Compared
    shown: Content
    words: Words
    as_of: date | None
    present: frozenset[str]
    gathering: Gathering

    def read(self) -> None:
        """Take up everything that somebody did."""
        by_id: dict[str, list[EditedRow]] = {}
        for row in self.compared.table.rows:
            by_id.setdefault(row.id, []).append(row)
        new = by_id.pop("", [])
        for rows in by_id.values():
            first, *copies = rows
            if copies:  # somebody copied a row with its id: what differs least is the record
                first, *copies = sorted(rows, key=self.compared.distance)
            if self._is_emptied(first):
                self._removed_row(first.id, self.place(first))
            else:
                self._changed_row(first)
            new += [row for row in copies if row.words != first.words]
        for row in sorted(new, key=lambda row: row.number):
            self._new_row(row)
        self._removed_rows()

    # ---------------------------------------------------------- rows that are known

    def _changed_row(self, row: EditedRow) -> None:
        record = self.gathering.content.find(self._type, row.id)
        if record is None or row.id not in self.compared.ours:
            self._row_of_nothing(row)
            return
        changed = self.compared.changed(row)
        if not changed:
            return
        shown = self.shown.get(self._type, row.id)
        editing = _Editing(self, row, record, shown)
        for field in self.register.fields:
            is_known = field.read is not None or self.compared.said is not None
            if field.title in changed and is_known:
                editing.read(field)
        edits = list(editing.edits())
        for title in changed:
            editing.tell_wrong(title)
            for path, after, its_title in edits:
                if its_title == title:
                    self._edit(row, title, path, after, is_conflict=changed[title])

    def _edit(
        self, row: EditedRow, title: str, path: str, after: Any, *, is_conflict: bool
    ) -> None:
        kind = self.register.kind
        change = Change(kind=kind, record=row.id, field=path, before=None, after=after)
        self.gathering.edit(change, self.place(row, title), is_conflict=is_conflict)

    def _row_of_nothing(self, row: EditedRow) -> None:
        said = self.compared.said
        known = said is not None and row.id in said.rows
        if known and said is not None:
            ours = dict.fromkeys(said.keys[:-1], "")
            there = replace(self.compared, ours={row.id: ours})
            if not there.distance(row):
                return  # nobody edited what is gone here
        why = "is no longer in what the pack prints" if known else "is not in this pack"
        sentence = f"The {self.register.kind} “{row.id}” {why}: clear the id to propose it anew."
        self.gathering.refuse(refused(self.place(row), sentence, after=_in_words(row)))

    # ------------------------------------------------------------------- new rows

    def _new_row(self, row: EditedRow) -> None:
        register = self.register
        if register.blank is None:
            self.gathering.refuse(refused(self.place(row), register.unmade, after=_in_words(row)))
            return
        editing = _Editing(self, row, register.blank, register.blank)
        for field in register.fields:
            if row.words.get(field.title, "").strip() and (field.read or not row.id):
                editing.read(field)
        lacking = [title for title in register.needed if title not in editing.understood]
        if lacking:
            reasons = "".join(f" {title}: {why}" for title, why in editing.wrong.items())
            self.gathering.refuse(
                refused(
                    self.place(row),
                    f"A new {register.kind} needs {' and '.join(register.needed)}.{reasons}",
                    after=_in_words(row),
                )
            )
            return
        for title in tuple(editing.wrong):
            editing.tell_wrong(title)
        self.gathering.add(register.kind, editing.typed(), self.place(row))

    # --------------------------------------------------------------- removed rows

    def _removed_rows(self) -> None:
        said, table = self.compared.said, self.compared.table
        if said is None or not table.has_ids:
            return
        there = {row.id for row in table.rows}
        for one in said.rows:
            record = self.gathering.content.find(self._type, one)
            if one in there or one in self.present or record is None:
                continue
            self._removed_row(one, table.sheet)

    def _removed_row(self, one: str, place: str) -> None:
        change = Change(kind=self.register.kind, record=one, field=None, before=None, after=None)
        self.gathering.edit(change, place, is_conflict=not self.compared.is_untouched(one))

    def _is_emptied(self, row: EditedRow) -> bool:
        """Tell whether a row was cleared, all but its id, which nobody sees."""
        has_all = self.compared.table.columns.keys() >= {one.title for one in self.register.fields}
        is_empty = not any(words.strip() for words in row.words.values())
        is_known = self.gathering.content.find(self._type, row.id) is not None
        return self.compared.said is not None and has_all and is_empty and is_known

    # ------------------------------------------------------------------- places

    @property
    def _type(self) -> Any:
        return self.register.record_type

    def place(self, row: EditedRow, title: str | None = None) -> str:
        """Return how the cell of a row is named, without a column its first one."""
        table = self.compared.table
        columns = table.columns
        column = columns.get(title or "") or min(columns.values())
        return place_of(table.sheet, column, row.number)


class _Editing:
    """Applies the cells of one row, one after the other, to a record that nobody else sees."""

    def __init__(self, owner: RegisterEdits, row: EditedRow, record: Any, shown: Any) -> None:
        self._owner = owner
        self._row = row
        self._start = self.record = record
        self._shown = shown
        self._titles: dict[str, str] = {}
        self.understood: set[str] = set()
        self.wrong: dict[str, str] = {}
        self._is_known = bool(record.id)

    def read(self, field: Field[Any]) -> None:
        """Read one cell; what cannot be used is taken up as refused."""
        title, owner = field.title, self._owner
        try:
            refuse_untyped(self._row, title)
            view = view_of(owner.shown, self._shown, owner.words, owner.as_of)
            typed = Typed(view=view, words=self._row.words.get(title, ""), beside=self._row.words)
            edits = list(_read(field, typed))
            self.record, self._shown = (
                _edited(record, edits) for record in (self.record, self._shown)
            )
        except (UnfitCellError, UnfitValueError) as error:
            self.wrong[title] = str(error)
            return
        self.understood.add(title)
        for path, _ in edits:
            self._titles.setdefault(path, title)

    def typed(self) -> dict[str, Any]:
        """Return what was typed of a new record, without what a blank one has anyway."""
        roots = {steps_of(path)[0].key for path in self._titles}
        return {key: value for key, value in as_plain(self.record).items() if key in roots}

    def tell_wrong(self, title: str) -> None:
        """Take up a cell, if it cannot be used."""
        if title not in self.wrong:
            return
        row, owner = self._row, self._owner
        ours = owner.compared.ours.get(row.id, {}) if self._is_known else {}
        owner.gathering.refuse(
            refused(
                owner.place(row, title),
                self.wrong[title],
                kind=owner.register.kind,
                record=row.id if self._is_known else None,
                field=title,
                before=ours.get(title, ""),
                after=row.words.get(title, ""),
            )
        )

    def edits(self) -> Iterator[tuple[str, Any, str]]:
        """Yield every path that was edited with what it has at last, and the column it is from.

        What was edited inside a part that is new itself comes with that part.
        """
        shape = shape_of(type(self.record))
        new = [path for path in self._titles if self._is_new(path)]
        for path, title in self._titles.items():
            if not any(path.startswith(f"{one}.") for one in new):
                steps = steps_of(path)
                yield path, as_plain_at(shape, steps, value_at(shape, self.record, steps)), title

    def _is_new(self, path: str) -> bool:
        if not path.endswith("]"):
            return False
        return value_at(shape_of(type(self._start)), self._start, steps_of(path)) is None


def _read(field: Field[Any], typed: Typed[Any]) -> Iterable[tuple[str, Any]]:
    if field.read is None:
        raise UnfitCellError(f"Nothing is read from this column: {field.fixed}")
    return field.read(typed)


def _edited(record: Any, edits: Iterable[tuple[str, Any]]) -> Any:
    """Return a record with some edits.

    Raises:
        UnfitValueError: A value does not fit.
    """
    shape = shape_of(type(record))
    for path, plain in edits:
        steps = steps_of(path)
        record = with_value(shape, record, steps, value_made(shape, steps, plain, "It"))
    return record


def _in_words(row: EditedRow) -> str:
    return " · ".join(f"{key}: {text}" for key, text in row.words.items() if text.strip())
