"""Again for…: the last capture repeated for other actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from briefing.gui.capture.bar import Overlay
from briefing.gui.parts import button, label, row
from briefing.gui.widgets.actor_field import ActorsField

if TYPE_CHECKING:
    from briefing.gui.reader.reader import Reader
    from briefing.gui.session import Session


class AgainBar(Overlay):
    """One line under the selection that asks for the other actors.

    Args:
        session: The open pack.
        reader: The reader.

    Signals:
        named(names): Enter was pressed with these actors.
    """

    named = Signal(object)

    def __init__(self, session: Session, reader: Reader) -> None:
        super().__init__(reader, "capture.again_bar", "Again for")
        self._session = session
        self.actors = ActorsField(
            self._content, name="capture.again_for", label=self.tr("Again for"), parent=self
        )
        self.actors.setPlaceholderText(self.tr("Spain, Portugal"))
        layout = row(
            label(self.tr("Again for"), "heading"),
            self.actors,
            button(self.tr("Close"), "capture.again_close", self.close_bar),
            button(self.tr("Save"), "capture.again_save", self.save, look="primary"),
        )
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.actors.committed.connect(self.save)

    def _content(self) -> Any:
        return self._session.content

    def open(self) -> None:
        """Ask for the actors."""
        self.actors.set_value(())
        self.show_under_selection()
        self.actors.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Hand the names over."""
        names = self.actors.value()
        if names:
            self.named.emit(names)
