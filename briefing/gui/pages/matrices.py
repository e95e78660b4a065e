"""The page Matrices: who does what, under which condition, as it stood on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QSplitter,
    QStackedLayout,
    QWidget,
)
from typing_extensions import override

from briefing.domain.agenda import Matrix
from briefing.domain.commitments import Commitment
from briefing.domain.vocabularies import CellState, MatrixForm, Polarity, Stage
from briefing.gui.pages import matrix_edits as edits
from briefing.gui.pages.matrix_detail import CellDetail
from briefing.gui.pages.matrix_forms import AxisForm, CommitmentForm, SearchForm, StageForm
from briefing.gui.pages.matrix_model import MatrixModel
from briefing.gui.pages.matrix_table import MatrixTable
from briefing.gui.pages.matrix_tools import MatrixTools
from briefing.gui.parts import button, column, empty_place, frame, named, scrolling
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from briefing.domain.cells import Cell
    from briefing.gui.session import Session

_OPEN = frozenset(
    {CellState.NOT_ASSESSED.value, CellState.NOT_DUE.value, CellState.SEARCHED_NONE.value}
)

_BESIDE_FROM, _BELOW_FROM, _SIDE_LEAST = 760, 640, 280


class MatricesPage(QWidget):
    """Shows the pack's matrices, turns them back in time, and fills their empty cells.

    Args:
        session: The open pack.
        parent: The window's workspace.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "Matrices", self.tr("Matrices"))
        self._session = session
        self.model = MatrixModel(self)
        self.table = MatrixTable(self.model, self)
        self.detail = CellDetail(session)
        self.tools = MatrixTools()
        self.stage_form = StageForm()
        self.commitment_form = CommitmentForm()
        self.search_form = SearchForm()
        self.axis_form = AxisForm()
        self._staged = ""
        self._searched: tuple[Cell, ...] = ()
        self._lay_out()
        self._connect()
        self.refresh()

    # ------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        head = frame("band", column(self.tools, margins=8, gap=4))
        splitter = self._splitter = named(
            QSplitter(), "matrix.splitter", self.tr("Matrix and detail")
        )
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self._side())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([theme().scaled(760), theme().scaled(340)])
        full = QWidget()
        layout = column(head, splitter, gap=0)
        layout.setStretch(1, 1)
        full.setLayout(layout)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty_place())
        self._stack.addWidget(full)

    def _side(self) -> QWidget:
        inner = QWidget()
        forms = (self.search_form, self.stage_form, self.commitment_form, self.axis_form)
        layout = column(*forms, self.detail, 1, gap=8)
        layout.setContentsMargins(8, 8, 8, 8)
        inner.setLayout(layout)
        area = scrolling(inner, "matrix.side", self.tr("Detail"))
        area.setMinimumWidth(_SIDE_LEAST)
        return area

    def _empty_place(self) -> QWidget:
        sentence = self.tr(
            "A matrix has actors down and actions across: who will do it, who rules it out, under "
            "which condition. Capture commitments first, then make one of all actions."
        )
        return empty_place(
            sentence,
            button(
                self.tr("New matrix of all actions"),
                "matrix.new_first",
                self.new_matrix,
                look="primary",
            ),
            button(self.tr("New matrix of stances"), "matrix.new_stances_first", self.new_stances),
        )

    def _connect(self) -> None:
        self.table.cell_chosen.connect(self._on_cell_chosen)
        self.table.detail_asked.connect(self._go_to_detail)
        self.tools.chosen.connect(self.refresh)
        self.tools.turned.connect(self._show)
        self.tools.width_chosen.connect(self.table.show_width)
        self.tools.search_asked.connect(self.close_search)
        self.tools.commitment_asked.connect(self.add_commitment)
        self.tools.axes_asked.connect(self.choose_axes)
        self.tools.matrix_asked.connect(self.new_matrix)
        self.tools.stances_asked.connect(self.new_stances)
        self.detail.pin_asked.connect(self.pin)
        self.detail.stage_asked.connect(self.add_stage)
        self.stage_form.saved.connect(self._on_stage_saved)
        self.commitment_form.saved.connect(self._on_commitment_saved)
        self.search_form.saved.connect(self._on_search_saved)
        self.axis_form.rows_chosen.connect(self._on_rows_chosen)
        self.axis_form.columns_chosen.connect(self._on_columns_chosen)
        self.axis_form.column_named.connect(self._on_column_named)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the detail below the table where there is no room beside it."""
        super().resizeEvent(event)
        room_below = self.height() >= theme().scaled(_BELOW_FROM)
        is_narrow = room_below and self.width() < theme().scaled(_BESIDE_FROM)
        across = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if self._splitter.orientation() != across:
            self._splitter.setOrientation(across)
            room = self.height() if is_narrow else self.width()
            self._splitter.setSizes([room * 3 // 5, room * 2 // 5])

    # ------------------------------------------------------------------ showing

    @property
    def matrix(self) -> Matrix | None:
        """Return the matrix that is shown, as the pack has it now."""
        return self._session.content.find(Matrix, self.tools.title.currentData())

    def refresh(self) -> None:
        """Show the pack as it is now."""
        content = self._session.content
        self.tools.offer(content)
        self._stack.setCurrentIndex(1 if content.matrices else 0)
        self._show()

    def show_record(self, kind: str, record_id: str) -> bool:
        """Show a matrix, or the first cell of a commitment, position or action."""
        if kind == "matrix":
            place = self.tools.title.findData(record_id)
            if place >= 0:
                self.tools.title.setCurrentIndex(place)
                self._show()
            return place >= 0
        found = edits.cell_of(self._session.content, self.matrix, kind, record_id)
        return found is not None and self.table.choose(*found)

    def open_find(self) -> None:
        """Put the keys into the filter."""
        self.tools.only.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        matrix = self.matrix
        self.model.show(self._session.content, matrix, self.tools.turn)
        self.tools.tell(self.model.lines, len(matrix.rows) if matrix else 0)
        self.detail.show_cell(self.table.cell)
        if self.axis_form.isVisible():
            self._show_axes()

    def _on_cell_chosen(self, cell: Cell | None) -> None:
        self.detail.show_cell(cell)
        if cell is not None and cell.commitments:
            self._session.select("commitment", cell.commitments[0].id)
        elif cell is not None and cell.position is not None:
            self._session.select("position", cell.position.id)

    def _go_to_detail(self) -> None:
        cell = self.table.cell
        if cell is not None and cell.commitments:
            self.add_stage(cell.commitments[0].id)
        elif cell is not None and self.model.matrix is not None:
            self.add_commitment()

    # ------------------------------------------------------------------ changes

    def new_matrix(self) -> None:
        """Make a matrix of all actions and everybody who has a commitment."""
        self._made(edits.new_matrix(self._session, MatrixForm.STAGES))

    def new_stances(self) -> None:
        """Make a matrix of all topics and everybody who holds a position."""
        self._made(edits.new_matrix(self._session, MatrixForm.STANCES))

    def _made(self, matrix_id: str) -> None:
        if matrix_id:
            self.refresh()
            self.show_record("matrix", matrix_id)

    def close_search(self) -> None:
        """Ask when and where the selected empty cells were searched."""
        self._searched = tuple(cell for cell in self.table.chosen_cells() if _can_close(cell))
        if not self._searched:
            self._session.tell(self.tr("Select cells without a commitment first."))
            return
        self._close_forms()
        self.search_form.begin(self._session.content, self._searched)

    def _on_search_saved(self) -> None:
        matrix = self.matrix
        places = tuple((cell.actor.id, cell.column.id) for cell in self._searched)
        form = self.search_form
        if matrix is not None and edits.close_search(
            self._session, matrix, places, form.sources.ids(), form.date.value()
        ):
            self._close_forms()

    def add_stage(self, commitment_id: str) -> None:
        """Ask for a further stage of a commitment."""
        commitment = self._session.content.find(Commitment, commitment_id)
        if commitment is not None:
            self._staged = commitment_id
            self._close_forms()
            newest = commitment.stages[-1].stage if commitment.stages else Stage.PLEDGED
            self.stage_form.begin(newest)

    def _on_stage_saved(self) -> None:
        form = self.stage_form
        if edits.add_stage(
            self._session,
            self._staged,
            edits.stage_entry(
                form.stage.value(), form.date.value(), form.basis.value(), form.note.value()
            ),
        ):
            self._close_forms()

    def add_commitment(self) -> None:
        """Ask for a new commitment of the current cell."""
        matrix = self.matrix
        if self.table.cell is None or matrix is None or matrix.form is not MatrixForm.STAGES:
            self._session.tell(self.tr("Choose a cell of a matrix of actions first."))
            return
        self._close_forms()
        self.commitment_form.begin()

    def _on_commitment_saved(self) -> None:
        form, cell = self.commitment_form, self.table.cell
        if cell is None:
            return
        entry = edits.stage_entry(form.stage.value(), form.date.value(), form.basis.value(), "")
        polarity = form.polarity.value() or Polarity.UNDERTAKES
        if edits.add_commitment(self._session, cell, form.text.value(), polarity, entry):
            self._close_forms()

    def pin(self, commitment_id: str) -> None:
        """Let a commitment lead its cell, or no longer."""
        edits.pin(self._session, self.table.cell, commitment_id)

    def choose_axes(self) -> None:
        """Choose which actors and actions the matrix has."""
        if self.matrix is not None:
            self._close_forms()
            self._show_axes()
            self.axis_form.open()

    def _show_axes(self) -> None:
        matrix, content = self.matrix, self._session.content
        if matrix is None:
            return
        columns = content.topics if matrix.form is MatrixForm.STANCES else content.measures
        known = {row.id: row.name for row in (*columns, *content.actors)}
        for form, have, everything in (
            (self.axis_form.columns, matrix.columns, columns),
            (self.axis_form.rows, matrix.rows, content.actors),
        ):
            ids = dict.fromkeys((*have, *(row.id for row in everything)))
            form.show_rows([(one, known[one]) for one in ids if one in known], have)

    def _on_rows_chosen(self, ids: tuple[str, ...]) -> None:
        edits.change_axes(self._session, self.matrix, "Change Rows", rows=ids)

    def _on_columns_chosen(self, ids: tuple[str, ...]) -> None:
        edits.change_axes(self._session, self.matrix, "Change Columns", columns=ids)

    def _on_column_named(self, words: str) -> None:
        edits.add_column(self._session, self.matrix, words)

    def _close_forms(self) -> None:
        for form in (self.search_form, self.stage_form, self.commitment_form, self.axis_form):
            form.close_form()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _can_close(cell: Cell) -> bool:
    return cell.mark.code in _OPEN
