"""The options of a template as boxes: fixed choices, one record of the pack, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu

from briefing.app.choices import split, values_of
from briefing.gui.parts import named, of_any_width
from briefing.gui.words import QT_TRANSLATE_NOOP
from briefing.overriding import override

if TYPE_CHECKING:
    from briefing.domain.content import Content
    from briefing.template.manifest import Option


class ChoiceBox(QComboBox):
    """One of the fixed choices of an option, or one record of the pack.

    Args:
        option: What is chosen.
        page: The page that it is on.

    Signals:
        chosen(): Something else is chosen.
    """

    chosen = Signal()

    def __init__(self, option: Option, page: str) -> None:
        super().__init__()
        self._option = option
        named(self, f"{page}.option.{option.name}", option.label)
        of_any_width(self)
        self.currentIndexChanged.connect(self._on_index_changed)

    def _on_index_changed(self) -> None:
        self.chosen.emit()

    @property
    def choice(self) -> str:
        """Return what is chosen, as the export option takes it."""
        return str(self.currentData() or "")

    def refresh(self, content: Content) -> None:
        """Show the choices that the pack has now; keep what was chosen."""
        chosen = self.choice or self._option.default
        with QSignalBlocker(self):
            self.clear()
            if self._option.of:
                self.addItem(_nothing(self._option), "")
            for choice in values_of(self._option, content):
                self.addItem(choice.label, choice.value)
            self.setCurrentIndex(max(0, self.findData(chosen)))


class RecordsBox(QComboBox):
    """Several records of the pack, ticked in its menu; none ticked means all of them.

    Args:
        option: What is chosen.
        page: The page that it is on.

    Signals:
        chosen(): Something else is chosen.
    """

    chosen = Signal()

    def __init__(self, option: Option, page: str) -> None:
        super().__init__()
        self._option = option
        named(self, f"{page}.option.{option.name}", option.label)
        self.addItem(_nothing(option))
        of_any_width(self)
        self.menu = QMenu(self)
        self._ticked: list[str] = split(option.default)

    @property
    def choice(self) -> str:
        """Return the ids of what is ticked, as the export option takes them."""
        return ",".join(self._ticked)

    def refresh(self, content: Content) -> None:
        """Show the records that the pack has now; those still there stay ticked."""
        ticked = set(self._ticked)
        self.menu.clear()
        for choice in values_of(self._option, content):
            action = QAction(choice.label, self.menu, checkable=True)
            action.setData(choice.value)
            action.setChecked(choice.value in ticked)
            action.toggled.connect(self._on_toggled)
            self.menu.addAction(action)
        self._on_toggled()

    @override
    def showPopup(self) -> None:
        """Show the menu in place of a list, so that several can be ticked."""
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_toggled(self) -> None:
        rows = [action for action in self.menu.actions() if action.isChecked()]
        before, self._ticked = self._ticked, [str(action.data()) for action in rows]
        self.setItemText(0, ", ".join(action.text() for action in rows) or _nothing(self._option))
        self.setToolTip("\n".join(action.text() for action in rows))
        if self._ticked != before:
            self.chosen.emit()


OptionBox = ChoiceBox | RecordsBox


def option_box(option: Option, page: str) -> OptionBox:
    """Return the box of an option on a page."""
    kind = RecordsBox if option.kind == "records" else ChoiceBox
    return kind(option, page)


def _nothing(option: Option) -> str:
    """Return what it means that nothing is chosen."""
    return QCoreApplication.translate("OptionBox", _NOTHING.get(option.of, "All"))


_NOTHING: Final = {
    "matrices": QT_TRANSLATE_NOOP("OptionBox", "The first one"),
    "groups": QT_TRANSLATE_NOOP("OptionBox", "No groups"),
    "currencies": QT_TRANSLATE_NOOP("OptionBox", "The currency of the rates"),
    "": QT_TRANSLATE_NOOP("OptionBox", "All"),
}
