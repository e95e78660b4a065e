"""The inputs of the capture bar; each shows and returns one value of a draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from briefing.app.drafts import ConditionDraft
from briefing.domain.vocabularies import ConditionKind
from briefing.gui.parts import named, row
from briefing.gui.reader.choice import Choice
from briefing.gui.widgets.actor_field import (
    ActorField,
    ActorsField,
    NameField,
    measure_suggestions,
    topic_suggestions,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from briefing.app.naming import Suggestion
    from briefing.domain.content import Content
    from briefing.gui.capture.fields import BarField

_SUGGESTERS = {"topic": topic_suggestions, "measure": measure_suggestions}


class TextInput(QLineEdit):
    """A line of free text."""

    committed = Signal()

    def value(self) -> str:
        """Return the words without white space around them."""
        return " ".join(self.text().split())

    def set_value(self, value: str) -> None:
        """Show the words from their beginning."""
        self.setText(value)
        self.setCursorPosition(0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.committed.emit()
            return
        super().keyPressEvent(event)


class FlagInput(QCheckBox):
    """A yes or no."""

    committed = Signal()

    def value(self) -> bool:
        """Return whether it is checked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Check it or not."""
        self.setChecked(value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.committed.emit()
            return
        super().keyPressEvent(event)


class ConditionsInput(QWidget):
    """What a commitment depends on: the kind, and the words of the source or one's own.

    Further conditions of a draft are kept as they are.

    Args:
        name: The object's name.
        label: The accessible name.
        parent: The bar.
    """

    committed = Signal()

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, label)
        self._others: tuple[ConditionDraft, ...] = ()
        self.kind = Choice(
            ConditionKind, name=f"{name}.kind", label=label, unset=self.tr("No condition")
        )
        words = self.tr("Words of the condition")
        self.words = named(TextInput(), f"{name}.words", words)
        self.words.setPlaceholderText(self.tr("if …"))
        layout = row(self.kind, self.words, gap=4)
        layout.setStretch(0, 5)
        layout.setStretch(1, 6)
        self.setLayout(layout)
        self.setFocusProxy(self.kind)
        self.kind.committed.connect(self.committed)
        self.words.committed.connect(self.committed)

    def value(self) -> tuple[ConditionDraft, ...]:
        """Return the conditions; words without a kind are another condition."""
        kind, words = self.kind.value(), self.words.value()
        if kind is None and not words:
            return self._others
        found = kind or ConditionKind.OTHER
        return (ConditionDraft(kind=found, text=words or found.label.lower()), *self._others)

    def set_value(self, value: tuple[ConditionDraft, ...]) -> None:
        """Show the first condition."""
        self.kind.set_value(value[0].kind if value else None)
        self.words.set_value(value[0].text if value else "")
        self._others = value[1:]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.kind.setFocus(event.reason())


def input_for(field: BarField, content: Callable[[], Content], parent: QWidget) -> Any:
    """Return the input of a field.

    Args:
        field: The field.
        content: Returns the pack's content as it is now.
        parent: The bar.
    """
    name, label = f"capture.{field.name}", parent.tr(field.label)
    if field.vocabulary is not None:
        unset = parent.tr(field.unset) if field.unset else ""
        return Choice(field.vocabulary, name=name, label=label, unset=unset, parent=parent)
    if field.kind in _SUGGESTERS:
        suggester = partial(_suggest, field.kind, content)
        return NameField(suggester, name=name, label=label, parent=parent)
    if field.kind in {"actor", "actors"}:
        made = ActorsField if field.kind == "actors" else ActorField
        return made(content, name=name, label=label, parent=parent)
    if field.kind == "conditions":
        return ConditionsInput(name=name, label=label, parent=parent)
    if field.kind == "flag":
        return named(FlagInput(parent), name, label)
    return named(TextInput(parent), name, label)


def _suggest(kind: str, content: Callable[[], Content], text: str) -> tuple[Suggestion, ...]:
    return _SUGGESTERS[kind](content(), text)
