"""The order of the countries in the pack: a list, and two keys that move one up or down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from briefing.app import editing
from briefing.domain.vocabularies import ActorKind
from briefing.gui.icons import flag
from briefing.gui.parts import button, column, row
from briefing.gui.tables import Column, RecordModel, RecordView
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.domain.actors import Actor
    from briefing.gui.session import Session

_COLUMNS: Final[tuple[Column[Actor], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Country"),
        value=lambda actor: actor.name,
        icon=lambda actor: flag(actor.iso3) if actor.show_flag else None,
        width=0,
    ),
)


class CountryOrder(QWidget):
    """Moves countries among each other; every move is one undoable edit.

    Args:
        session: The open pack.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("compose.order")
        self._session = session
        model: RecordModel[Actor] = RecordModel(_COLUMNS, lambda actor: actor.id)
        title = self.tr("Order of the countries")
        self._view: RecordView[Actor] = RecordView(model, "compose.order.table", title)
        self._view.setSortingEnabled(False)
        self._view.horizontalHeader().hide()
        self._view.setMinimumHeight(theme().row_height * 6)
        up = button(self.tr("Up"), "compose.order.up", self.move_up)
        down = button(self.tr("Down"), "compose.order.down", self.move_down)
        up.setToolTip("Ctrl+Up")
        down.setToolTip("Ctrl+Down")
        self.setLayout(column(self._view, row(up, down, 1), gap=8))
        for keys, slot in (("Ctrl+Up", self.move_up), ("Ctrl+Down", self.move_down)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, theme().row_height * 12)

    def refresh(self) -> None:
        """Show the countries in their order."""
        self._view.show_rows(self._countries())

    def move_up(self) -> None:
        """Move the chosen country before the one above it."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the chosen country after the one below it."""
        self._move(+1)

    def _countries(self) -> tuple[Actor, ...]:
        actors = self._session.content.actors
        return tuple(actor for actor in actors if actor.kind is ActorKind.COUNTRY)

    def _move(self, step: int) -> None:
        countries, chosen = self._countries(), self._view.current
        place = countries.index(chosen) + step if chosen in countries else -1
        if chosen is None or not 0 <= place < len(countries):
            return
        others = [actor for actor in self._session.content.actors if actor.id != chosen.id]
        neighbour = others.index(countries[place])
        self._session.attempt(
            editing.move, self._session.pack, chosen, neighbour + (1 if step > 0 else 0)
        )
