"""How a matrix is looked at: which one, on which day, whose rows, in which groups, how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QWidget
from typing_extensions import override

from briefing.domain.dates import is_date, last_day
from briefing.gui.pages.matrix_model import ONLY, REGION, Turn
from briefing.gui.pages.matrix_table import WIDTHS
from briefing.gui.parts import button, column, label, named, of_any_width, row
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from briefing.domain.content import Content
    from briefing.gui.pages.matrix_model import Line

_TOLD_FROM = 780


class MatrixTools(QWidget):
    """The choices above a matrix.

    Signals:
        chosen(): Another matrix is to be shown.
        turned(turn): It is to be looked at in another way.
        width_chosen(width): Cells show `words`, `codes`, or what fits.
        search_asked(), commitment_asked(), axes_asked(): A button was pressed.
        matrix_asked(), stances_asked(): A new matrix of actions, or of stances, is wanted.
    """

    chosen = Signal()
    turned = Signal(object)
    width_chosen = Signal(str)
    search_asked = Signal()
    commitment_asked = Signal()
    axes_asked = Signal()
    matrix_asked = Signal()
    stances_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "matrix.tools", self.tr("How the matrix is looked at"))
        self.title = self._combo("matrix.choice", self.tr("Matrix"), 22)
        self.only = self._combo("matrix.only", self.tr("Only rows with"), 14)
        self.within = self._combo("matrix.within", self.tr("Members of"), 12)
        self.by = self._combo("matrix.by", self.tr("Group by"), 12)
        self.wide = self._combo("matrix.width", self.tr("Cells show"), 8)
        self.as_of = named(QLineEdit(), "matrix.as_of", self.tr("As it stood on"))
        self.as_of.setPlaceholderText("2026-01-06")
        self.as_of.setClearButtonEnabled(True)
        self.as_of.setFixedWidth(theme().scaled(124))
        self._told = label("", "small")
        self._new = named(QPushButton(self.tr("New matrix")), "matrix.new", self.tr("New matrix"))
        self._new.setMenu(self._new_menu())
        self._lay_out()
        self.title.activated.connect(self.chosen)
        for choice in (self.only, self.within, self.by):
            choice.currentIndexChanged.connect(self._on_turned)
        self.as_of.textChanged.connect(self._on_turned)
        self.wide.currentIndexChanged.connect(self._on_width_chosen)

    def _combo(self, name: str, title: str, width: int) -> QComboBox:
        made = named(QComboBox(), name, title)
        of_any_width(made, width)
        return made

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        for words, name, asked in (
            (self.tr("Of all &actions"), "matrix.new_stages", self.matrix_asked),
            (self.tr("Of &stances on all topics"), "matrix.new_stances", self.stances_asked),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(asked)
        return menu

    def _lay_out(self) -> None:
        looks = row(
            self.title,
            label(self.tr("As it stood on"), "muted"),
            self.as_of,
            1,
            self._told,
            self._new,
        )
        filters = row(
            label(self.tr("Show"), "muted"),
            self.only,
            label(self.tr("Members of"), "muted"),
            self.within,
            label(self.tr("Group by"), "muted"),
            self.by,
            1,
        )
        actions = row(
            button(self.tr("Close the search…"), "matrix.close_search", self.search_asked.emit),
            button(self.tr("Add a commitment…"), "matrix.add", self.commitment_asked.emit),
            button(self.tr("Rows and columns…"), "matrix.choose_axes", self.axes_asked.emit),
            1,
            self.wide,
        )
        self.setLayout(column(looks, filters, actions, gap=4))

    @property
    def turn(self) -> Turn:
        """Return how the matrix is to be looked at; a date that is none counts as unknown."""
        words = self.as_of.text().strip()
        return Turn(
            as_of=last_day(words) if is_date(words) else None,
            only=int(self.only.currentData() or 0),
            within=str(self.within.currentData() or ""),
            by=str(self.by.currentData() or ""),
        )

    def offer(self, content: Content) -> None:
        """Offer the matrices and groups of a pack, keeping what is chosen."""
        groups = [(actor.name, actor.id) for actor in content.actors if actor.members]
        _offer(self.title, [(matrix.title, matrix.id) for matrix in content.matrices])
        _offer(self.only, [(self.tr(words), str(at)) for at, (words, _) in enumerate(ONLY)])
        _offer(self.wide, [(self.tr(words), name) for words, name in WIDTHS])
        _offer(self.within, [(self.tr("Everybody"), ""), *groups])
        _offer(self.by, [(self.tr("No groups"), ""), (self.tr("Region"), REGION), *groups])

    def tell(self, lines: Sequence[Line], total: int) -> None:
        """Say how many rows are shown and how many of their cells are assessed."""
        shown = [line for line in lines if line.actor]
        cells = [cell for line in shown for cell in line.cells]
        words = self.tr("%1 of %2 actors, %3 of %4 cells assessed")
        assessed = sum(cell.is_assessed for cell in cells)
        for place, number in enumerate((len(shown), total, assessed, len(cells)), start=1):
            words = words.replace(f"%{place}", str(number))
        self._told.setText(words)
        self._told.setToolTip(words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._told.setVisible(self.width() >= theme().scaled(_TOLD_FROM))

    def _on_turned(self) -> None:
        words = self.as_of.text().strip()
        self.as_of.setProperty("wrong", bool(words) and not is_date(words))
        self.as_of.style().polish(self.as_of)
        self.turned.emit(self.turn)

    def _on_width_chosen(self) -> None:
        self.width_chosen.emit(str(self.wide.currentData()))


def _offer(combo: QComboBox, rows: Sequence[tuple[str, str]]) -> None:
    """Offer rows (words, id), keeping what is chosen where it is still there."""
    have = [(combo.itemText(at), combo.itemData(at)) for at in range(combo.count())]
    if have == list(rows):
        return
    kept = combo.currentData()
    blocker = QSignalBlocker(combo)
    combo.clear()
    for words, data in rows:
        combo.addItem(words, data)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
    blocker.unblock()
