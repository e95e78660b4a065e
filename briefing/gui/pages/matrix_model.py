"""The matrix as a table model: actors down, actions or topics across, groups between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from briefing.app.countries import countries
from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.cells import Cell, Grid
from briefing.domain.grouping import members_of
from briefing.domain.picking import PICKS, says_no, says_yes
from briefing.domain.vocabularies import MatrixForm
from briefing.gui.icons import flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QObject

    from briefing.domain.content import Content

Index = QModelIndex | QPersistentModelIndex
CELL = int(Qt.ItemDataRole.UserRole)
TALLY = CELL + 1
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
REGION = "region"

ONLY: tuple[tuple[str, Callable[[Cell], bool]], ...] = (
    ("Every actor", lambda cell: cell is not None),
    ("Somebody says no", PICKS["no"]),
    ("Yes under a condition", PICKS["if"]),
    ("Contradictions", PICKS["disagrees"]),
    ("Not assessed", PICKS["open"]),
)
_TALLY_WORDS = {
    MatrixForm.STAGES: ("will do", "rule out", "rules out"),
    MatrixForm.STANCES: ("support", "oppose", "oppose"),
    MatrixForm.SCORES: ("comply", "do not", "do not"),
}


def tally(form: MatrixForm, cells: Iterable[Cell]) -> str:
    """Return how many say yes and no: `3 will do · 1 rules out`."""
    row = tuple(cells)
    yes = sum(map(says_yes, row))
    against = sum(map(says_no, row))
    does, do_not, does_not = _TALLY_WORDS[form]
    parts = []
    if yes:
        parts.append(f"{yes} {does}")
    if against:
        parts.append(f"{against} {does_not if against == 1 else do_not}")
    return " · ".join(parts) or "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table: an actor with its cells, or the heading of a group."""

    title: str
    actor: Actor | None = None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How the matrix is looked at.

    Attributes:
        as_of: The last day that counts, or None for everything known.
        only: Which of `ONLY` an actor must have in a cell.
        within: A group whose members alone are shown; empty for all.
        by: `region`, a group (members, then others), or empty for no groups.
    """

    as_of: date | None = None
    only: int = 0
    within: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the table shows at one time."""

    matrix: Matrix | None = None
    columns: tuple[Measure | Topic, ...] = ()
    lines: tuple[Line, ...] = ()
    column_tallies: tuple[str, ...] = field(default=())


class MatrixModel(QAbstractTableModel):
    """One matrix as of a date, filtered and grouped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = _Shown()

    @property
    def matrix(self) -> Matrix | None:
        """Return the matrix that is shown."""
        return self._shown.matrix

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines, headings of groups among them."""
        return self._shown.lines

    @property
    def columns(self) -> tuple[Measure | Topic, ...]:
        """Return the actions or topics."""
        return self._shown.columns

    def show(self, content: Content, matrix: Matrix | None, turn: Turn) -> bool:
        """Show a matrix; returns whether its shape changed, so that nothing else is redone."""
        shown = _Shown() if matrix is None else _shown(content, matrix, turn)
        before = self._shown
        same = [line.title for line in before.lines] == [line.title for line in shown.lines]
        if same and before.columns == shown.columns and before.matrix == shown.matrix:
            self._shown = shown
            if shown.lines and shown.columns:
                last = self.index(len(shown.lines) - 1, len(shown.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(shown.lines) - 1)
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(shown.columns) - 1)
            return False
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
        return True

    def cell_at(self, index: Index) -> Cell | None:
        """Return the cell at a place; a group's heading has none."""
        if not index.isValid():
            return None
        cells = self.lines[index.row()].cells
        return cells[index.column()] if cells else None

    def place_of(self, actor: str, column: str) -> QModelIndex:
        """Return where a cell stands; an invalid index when it is not shown."""
        rows = [at for at, line in enumerate(self.lines) if line.actor and line.actor.id == actor]
        columns = [at for at, row in enumerate(self.columns) if row.id == column]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        cell = self.cell_at(index)
        if cell is None:
            heading = self.lines[index.row()].title if index.isValid() else None
            return heading if int(role) == _DISPLAY and index.column() == 0 else None
        match int(role):
            case Qt.ItemDataRole.DisplayRole:
                return cell.words
            case Qt.ItemDataRole.UserRole:
                return cell
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{cell.actor.name}, {cell.column.name}: {cell.words}"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.cell_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return self._column_heading(section, int(role))
        return self._row_heading(section, int(role))

    def _column_heading(self, section: int, role: int) -> Any:
        if not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].name
        return self._shown.column_tallies[section] if role == TALLY else None

    def _row_heading(self, section: int, role: int) -> Any:
        if not 0 <= section < len(self.lines):
            return None
        line, matrix = self.lines[section], self.matrix
        if role == _DISPLAY:
            return line.title if line.actor else ""
        if line.actor is None or matrix is None:
            return None
        if role == int(Qt.ItemDataRole.DecorationRole):
            return flag(line.actor.iso3) if line.actor.show_flag else None
        return tally(matrix.form, line.cells) if role == TALLY else None


def _shown(content: Content, matrix: Matrix, turn: Turn) -> _Shown:
    grid = Grid(content=content, matrix=matrix, as_of=turn.as_of)
    within = members_of(content.find(Actor, turn.within), turn.as_of)
    passes = ONLY[turn.only][1]
    lines = [
        Line(title=actor.name, actor=actor, cells=cells)
        for actor, cells in zip(grid.actors, grid.cells, strict=True)
        if (not turn.within or actor.id in within) and (turn.only == 0 or any(map(passes, cells)))
    ]
    columns = range(len(grid.columns))
    tallies = tuple(tally(matrix.form, (line.cells[at] for line in lines)) for at in columns)
    return _Shown(
        matrix=matrix,
        columns=grid.columns,
        lines=_grouped(content, lines, turn),
        column_tallies=tallies,
    )


def _grouped(content: Content, lines: Sequence[Line], turn: Turn) -> tuple[Line, ...]:
    if not turn.by:
        return tuple(lines)
    group = content.find(Actor, turn.by)
    members = members_of(group, turn.as_of)
    heads: dict[str, list[Line]] = {group.name: [], "Others": []} if group else {}
    for line in lines:
        if group is not None:
            head = group.name if line.actor and line.actor.id in members else "Others"
        else:
            iso3 = line.actor.iso3 if line.actor else None
            head = countries()[iso3].region if iso3 in countries() and iso3 else "Others"
        heads.setdefault(head, []).append(line)
    return tuple(row for head, rows in heads.items() if rows for row in (Line(title=head), *rows))
