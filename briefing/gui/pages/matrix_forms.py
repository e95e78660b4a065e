"""The small forms beside a matrix: a further stage, a new commitment, a closed search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget
from typing_extensions import override

from briefing.app import clock
from briefing.domain.vocabularies import Basis, Polarity, Stage
from briefing.gui.capture.inputs import TextInput
from briefing.gui.parts import button, column, label, named, row
from briefing.gui.reader.choice import Choice
from briefing.gui.theme import theme
from briefing.gui.widgets.checklist import Checklist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from briefing.domain.content import Content


class InlineForm(QFrame):
    """A few fields in a frame; Enter or *Save* hands them over, Escape closes.

    Signals:
        saved(): The fields are to be stored.
    """

    saved = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, title)
        self.setProperty("look", "card")
        self.heading = label(title, "heading", wraps=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(4)
        self._first: QWidget | None = None
        self.hide()

    def finish(self, save: str) -> None:
        """Put heading, fields and buttons below each other."""
        name = self.objectName()
        buttons = row(
            1,
            button(self.tr("Cancel"), f"{name}.cancel", self.close_form),
            button(save, f"{name}.save", self.save, look="primary"),
        )
        self.setLayout(column(self.heading, self.grid, buttons, margins=8, gap=4))

    def add(self, words: str, field: Any, place: tuple[int, int], span: int = 1) -> None:
        """Put a field with its label at a row and column."""
        caption = label(words, "small")
        caption.setBuddy(field)
        self.grid.addWidget(caption, 2 * place[0], place[1], 1, span)
        self.grid.addWidget(field, 2 * place[0] + 1, place[1], 1, span)
        self._first = self._first or field
        if hasattr(field, "committed"):
            field.committed.connect(self.save)

    def open(self) -> None:
        """Show the form, the keys in its first field."""
        self.show()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Close the form without storing anything."""
        self.hide()

    def save(self) -> None:
        """Hand the fields over."""
        if self.isVisible():
            self.saved.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
            return
        super().keyPressEvent(event)


class StageForm(InlineForm):
    """Asks for a further stage of a commitment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("matrix.stage", "Add a stage", parent)
        self.stage = Choice(Stage, name="matrix.stage.stage", label=self.tr("Stage"))
        self.date = named(TextInput(), "matrix.stage.date", self.tr("Date"))
        unset = self.tr("Not stated")
        self.basis = Choice(Basis, name="matrix.stage.basis", label=self.tr("Basis"), unset=unset)
        self.note = named(TextInput(), "matrix.stage.note", self.tr("Note"))
        self.add(self.tr("Stage"), self.stage, (0, 0))
        self.add(self.tr("Date"), self.date, (0, 1))
        self.add(self.tr("Basis"), self.basis, (1, 0), 2)
        self.add(self.tr("Note"), self.note, (2, 0), 2)
        self.finish(self.tr("Add stage"))

    def begin(self, stage: Stage) -> None:
        """Open with a stage proposed, dated today."""
        self.stage.set_value(stage)
        self.date.set_value(clock.today())
        self.basis.set_value(None)
        self.note.set_value("")
        self.open()


class CommitmentForm(InlineForm):
    """Asks for a new commitment of the actor and action of a cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("matrix.commitment", "Add a commitment", parent)
        self.text = named(TextInput(), "matrix.commitment.text", self.tr("Summary"))
        self.polarity = Choice(
            Polarity, name="matrix.commitment.polarity", label=self.tr("Promise")
        )
        self.stage = Choice(Stage, name="matrix.commitment.stage", label=self.tr("Stage"))
        self.date = named(TextInput(), "matrix.commitment.date", self.tr("Date"))
        unset = self.tr("Not stated")
        self.basis = Choice(
            Basis, name="matrix.commitment.basis", label=self.tr("Basis"), unset=unset
        )
        self.add(self.tr("Summary"), self.text, (0, 0), 2)
        self.add(self.tr("Promise"), self.polarity, (1, 0))
        self.add(self.tr("Stage"), self.stage, (1, 1))
        self.add(self.tr("Date"), self.date, (2, 0))
        self.add(self.tr("Basis"), self.basis, (2, 1))
        self.finish(self.tr("Add commitment"))

    def begin(self) -> None:
        """Open empty, dated today."""
        self.text.set_value("")
        self.polarity.set_value(Polarity.UNDERTAKES)
        self.stage.set_value(Stage.PLEDGED)
        self.date.set_value(clock.today())
        self.basis.set_value(None)
        self.open()


class SearchForm(InlineForm):
    """Asks when and in which sources cells were searched in vain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("matrix.search", "Close the search", parent)
        self.date = named(TextInput(), "matrix.search.date", self.tr("Searched on"))
        self.sources = Checklist("matrix.search.sources", self.tr("Sources searched"))
        self.sources.setFixedHeight(theme().scaled(180))
        self.add(self.tr("Searched on"), self.date, (0, 0))
        self.add(self.tr("Sources searched"), self.sources, (1, 0))
        self.finish(self.tr("None found"))

    def begin(self, content: Content, cells: Sequence[Any]) -> None:
        """Open for these empty cells, dated today, with every source ticked."""
        count = len(cells)
        words = (
            self.tr("Close the search: one cell")
            if count == 1
            else self.tr("Close the search: %1 cells")
        )
        self.heading.setText(words.replace("%1", str(count)))
        self.date.set_value(clock.today())
        rows = [(source.id, source.title) for source in content.sources]
        self.sources.show_rows(rows, [record_id for record_id, _ in rows])
        self.open()


class AxisForm(InlineForm):
    """Chooses the rows and columns of a matrix; each tick is one edit.

    Signals:
        rows_chosen(ids), columns_chosen(ids): The ticks changed.
        column_named(name): A new action or topic was typed.
    """

    rows_chosen = Signal(tuple)
    columns_chosen = Signal(tuple)
    column_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("matrix.axes", "Rows and columns", parent)
        self.rows = Checklist("matrix.axes.rows", self.tr("Rows"))
        self.columns = Checklist("matrix.axes.columns", self.tr("Columns"))
        self.new_column = named(QLineEdit(), "matrix.axes.new", self.tr("New column"))
        self.new_column.setPlaceholderText(self.tr("New column, then Enter"))
        self.rows.ticked.connect(self.rows_chosen)
        self.columns.ticked.connect(self.columns_chosen)
        self.new_column.returnPressed.connect(self._on_named)
        for part in (self.rows, self.columns):
            part.setMinimumHeight(theme().scaled(150))
        done = button(self.tr("Done"), "matrix.axes.done", self.close_form, look="primary")
        self.setLayout(
            column(
                self.heading,
                label(self.tr("Columns"), "small"),
                self.columns,
                self.new_column,
                label(self.tr("Rows"), "small"),
                self.rows,
                row(1, done),
                margins=8,
                gap=4,
            )
        )
        self._first = self.columns

    def _on_named(self) -> None:
        words = " ".join(self.new_column.text().split())
        if words:
            self.new_column.clear()
            self.column_named.emit(words)
