"""The fields of forms: a line, a text, a choice, a tick, a list; leaving one commits it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
from typing_extensions import override

from briefing.domain.content import Content
from briefing.domain.dates import is_date, is_moment
from briefing.gui.parts import of_any_width
from briefing.gui.widgets.checklist import Checklist

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent

Choices = Callable[[Content], tuple[tuple[Any, str], ...]]

_NOTHING: Final = "–"
_MOST_LINES: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field of a form.

    Attributes:
        name: The field of the record.
        title: Its label, marked for translation.
        kind: `line`, `text`, `date`, `moment`, `choice`, `check` or `list`.
        hint: What an empty field shows.
        choices: The values of a choice with their words.
        required: Whether it may not be empty.
        lines: How many lines a text shows at least.
        stretch: How much of the width it takes beside others.
    """

    name: str
    title: str
    kind: str = "line"
    hint: str = ""
    choices: Choices | None = None
    required: bool = False
    lines: int = 4
    stretch: int = 1


class LineField(QLineEdit):
    """One line; leaving it or pressing Enter commits, Esc brings the old words back."""

    committed = Signal(str, object)

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._spec = spec
        self._kept = ""
        self.setPlaceholderText(QCoreApplication.translate("Fields", spec.hint))
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(self._on_edited)

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return self.text() != self._kept

    @property
    def present(self) -> str | None:
        """Return what stands in the field now, committed or not; None for nothing."""
        return self.text().strip() or None

    def show_value(self, value: Any) -> None:
        """Show what the record holds."""
        self._kept = "" if value is None else str(value)
        if self.text() != self._kept:
            self.setText(self._kept)
            self.setCursorPosition(0)
        self._mark(wrong=False)

    def commit(self) -> None:
        """Hand over what was typed, where it can be understood."""
        words = self.text().strip()
        if not self.is_pending:
            return
        if not self._is_sound(words):
            self._mark(wrong=True)
            return
        self._kept = words
        self.committed.emit(self._spec.name, words or None)

    def _is_sound(self, words: str) -> bool:
        if not words:
            return not self._spec.required
        test = {"date": is_date, "moment": is_moment}.get(self._spec.kind)
        return test is None or test(words)

    def _on_edited(self, words: str) -> None:
        self._mark(wrong=not self._is_sound(words.strip()))

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().polish(self)
        dated = self._spec.kind in {"date", "moment"}
        hint = self.tr("Write 2026-01-06, 2026-01 or 2026-01-03/2026-01-04.") if dated else ""
        self.setToolTip((hint or self.tr("This cannot be empty.")) if wrong else "")
        self.setAccessibleDescription(self.toolTip())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_pending:
            self.show_value(self._kept)
        else:
            super().keyPressEvent(event)


class TextField(QPlainTextEdit):
    """Several lines, Markdown where the record says so; leaving it commits."""

    committed = Signal(str, object)

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._spec = spec
        self._kept = ""
        self.setTabChangesFocus(True)
        self.setPlaceholderText(QCoreApplication.translate("Fields", spec.hint))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._on_size_changed()

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return self.toPlainText() != self._kept

    @property
    def present(self) -> str | None:
        """Return what stands in the field now, committed or not; None for nothing."""
        return self.toPlainText() if self.toPlainText().strip() else None

    def show_value(self, value: Any) -> None:
        """Show what the record holds."""
        self._kept = "" if value is None else str(value)
        if self.toPlainText() != self._kept:
            self.setPlainText(self._kept)

    def commit(self) -> None:
        """Hand over what was typed."""
        words = self.toPlainText()
        if self.is_pending and (words.strip() or not self._spec.required):
            self._kept = words
            self.committed.emit(self._spec.name, words if words.strip() else None)

    def _on_size_changed(self) -> None:
        # the size of a plain text's layout counts lines, not pixels
        lines = round(self.document().size().height())
        shown = min(_MOST_LINES, max(self._spec.lines, lines))
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * shown + 20)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()


class ChoiceField(QComboBox):
    """One of a few values; choosing commits at once."""

    committed = Signal(str, object)

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._spec = spec
        of_any_width(self, 4)
        self.activated.connect(self._on_activated)

    is_pending = False

    @property
    def present(self) -> Any:
        """Return what stands in the field now, committed or not; None for nothing."""
        return self.currentData()

    def offer(self, choices: tuple[tuple[Any, str], ...]) -> None:
        """Offer these values; an optional field offers nothing as well."""
        self.blockSignals(True)
        self.clear()
        if not self._spec.required:
            self.addItem(_NOTHING, None)
        for value, words in choices:
            self.addItem(words, value)
        self.blockSignals(False)

    def show_value(self, value: Any) -> None:
        """Show what the record holds."""
        self.setCurrentIndex(max(0, self.findData(value)) if self.count() else -1)

    def commit(self) -> None:
        """Nothing waits: a choice is committed when it is made."""

    def _on_activated(self, place: int) -> None:
        self.committed.emit(self._spec.name, self.itemData(place))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CheckField(QCheckBox):
    """Yes or no; ticking commits at once."""

    committed = Signal(str, object)

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(QCoreApplication.translate("Fields", spec.title))
        self._spec = spec
        self.clicked.connect(self._on_clicked)

    is_pending = False

    @property
    def present(self) -> bool:
        """Return what stands in the field now, committed or not; None for nothing."""
        return self.isChecked()

    def show_value(self, value: Any) -> None:
        """Show what the record holds."""
        self.setChecked(bool(value))

    def commit(self) -> None:
        """Nothing waits: a tick is committed when it is made."""

    def _on_clicked(self, checked: bool) -> None:  # Qt's signal hands it over
        self.committed.emit(self._spec.name, checked)


class ListField(Checklist):
    """Several of the records or codes that are offered; ticking commits at once."""

    committed = Signal(str, object)

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(spec.name, spec.title)
        self.setProperty("look", "field")
        self._spec = spec
        self._rows: tuple[tuple[Any, str], ...] = ()
        self._kept: tuple[str, ...] = ()
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * (spec.lines + 2))
        self.ticked.connect(self._on_ticked)

    is_pending = False

    @property
    def present(self) -> tuple[str, ...] | None:
        """Return what is ticked, in the order that it had; what is new comes last."""
        ticked = self.ids()
        kept = [one for one in self._kept if one in ticked]
        return tuple(dict.fromkeys((*kept, *ticked))) or None

    def offer(self, choices: tuple[tuple[Any, str], ...]) -> None:
        """Offer these values."""
        self._rows = choices

    def show_value(self, value: Any) -> None:
        """Show what the record holds; what is not on offer is offered by its id."""
        self._kept = tuple(str(one) for one in value or ())
        known = {str(one) for one, _ in self._rows}
        strange = tuple((one, one) for one in self._kept if one not in known)
        self.show_rows((*self._rows, *strange), self._kept)

    def commit(self) -> None:
        """Nothing waits: a tick is committed when it is made."""

    def _on_ticked(self) -> None:
        self.committed.emit(self._spec.name, self.present or ())


Field = LineField | TextField | ChoiceField | CheckField | ListField
FIELD_TYPES: Final = (LineField, TextField, ChoiceField, CheckField, ListField)
KINDS: Final[dict[str, Callable[[FieldSpec], Field]]] = {
    "line": LineField,
    "date": LineField,
    "moment": LineField,
    "text": TextField,
    "choice": ChoiceField,
    "check": CheckField,
    "list": ListField,
}


def vocabulary(values: Any) -> Choices:
    """Return the choices of a closed vocabulary."""
    rows = tuple((value, value.label) for value in values)
    return lambda _content: rows
