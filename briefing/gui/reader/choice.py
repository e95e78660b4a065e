"""A choice from a closed vocabulary that letters and arrow keys can make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from briefing.domain.vocabularies import Vocabulary
from briefing.gui.parts import named, of_any_width

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

V = TypeVar("V", bound=Vocabulary)


class Choice(QComboBox, Generic[V]):
    """A combo box of one vocabulary; it keeps letters for itself and lets the wheel pass.

    Args:
        vocabulary: The closed list.
        name: The object's name.
        label: The accessible name.
        unset: The words for *nothing chosen*; without them something always is.
        parent: The widget around it.
    """

    committed = Signal()
    """Enter was pressed while the list was closed."""

    def __init__(
        self,
        vocabulary: type[V],
        *,
        name: str,
        label: str,
        unset: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name, label)
        self._vocabulary = vocabulary
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        of_any_width(self, 8)
        if unset:
            self.addItem(unset, "")
        for member in vocabulary:
            self.addItem(member.label, member.value)

    def value(self) -> V | None:
        """Return what is chosen."""
        code = self.currentData()
        return self._vocabulary(code) if code else None

    def set_value(self, member: V | None) -> None:
        """Choose a member, or nothing."""
        self.setCurrentIndex(max(0, self.findData(member.value if member else "")))

    @override
    def event(self, event: QEvent) -> bool:
        # a letter chooses here; it must not become a command of the window
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.text().isprintable()
            and event.text()
            and event.modifiers()
            in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.committed.emit()
            return
        super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
