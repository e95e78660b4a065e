"""Forms whose fields are data, each bound to a field of a record; leaving a field is one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from briefing.gui.fields import KINDS, ChoiceField, FieldSpec, LineField, ListField
from briefing.gui.parts import label, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.domain.cover import Cover


class RecordForm(QWidget):
    """The fields of one record, one below the other.

    Args:
        fields: The fields.
        name: The object name; a field's is `name.field`.
        columns: How many fields stand side by side.
        has_captions: Whether every field has its title before it.

    Signals:
        committed(record, field, value): A field was left with another value.
    """

    committed = Signal(object, str, object)

    def __init__(
        self,
        fields: tuple[FieldSpec, ...],
        name: str,
        columns: int = 1,
        *,
        has_captions: bool = True,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._record: Record | Cover | None = None
        self._fields = {spec.name: KINDS[spec.kind](spec) for spec in fields}
        self._specs = fields
        self._complaints: dict[str, QLabel] = {}
        self._lines: dict[str, tuple[int, int, int]] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(4)
        self._has_captions = has_captions
        for column, spec in zip(range(columns), fields, strict=False):
            layout.setColumnStretch(2 * column + 1, spec.stretch)
        place = 0
        for spec in fields:
            wide = spec.kind in {"text", "list"}
            place += -place % columns if wide else 0
            self._add(layout, spec, *divmod(place, columns), columns if wide else 1)
            place += columns if wide else 1

    def _add(self, layout: QGridLayout, spec: FieldSpec, *place: int) -> None:
        line, column, span = place
        field = self._fields[spec.name]
        title = QCoreApplication.translate("Fields", spec.title)
        named(field, f"{self.objectName()}.{spec.name}", title)
        field.committed.connect(self._on_committed)
        # every other line is for what is wrong with the field above it
        self._lines[spec.name] = (2 * line + 1, 2 * column + 1, 2 * span - 1)
        layout.addWidget(field, 2 * line, 2 * column + 1, 1, 2 * span - 1)
        if spec.kind != "check" and self._has_captions:
            caption = label(title, "muted")
            caption.setBuddy(field)
            is_high = spec.kind in {"text", "list"}
            top = Qt.AlignmentFlag.AlignTop if is_high else Qt.AlignmentFlag.AlignVCenter
            if is_high:
                caption.setContentsMargins(0, 8, 0, 0)
            layout.addWidget(caption, 2 * line, 2 * column, Qt.AlignmentFlag.AlignLeft | top)

    def show_record(self, record: Record | Cover, content: Content) -> None:
        """Show a record; what is being typed into the same record stays."""
        is_same = self._record is not None and self._record.id == record.id
        if not is_same:
            self.commit()
        self._record = record
        values = {spec.name: getattr(record, spec.name) for spec in self._specs}
        self._show(values, content, keeps_typing=is_same)

    def show_values(self, values: Mapping[str, Any], content: Content) -> None:
        """Show values that belong to no record of the pack; nothing is committed then."""
        self._record = None
        self._show(values, content, keeps_typing=False)

    def _show(self, values: Mapping[str, Any], content: Content, *, keeps_typing: bool) -> None:
        for spec in self._specs:
            field = self._fields[spec.name]
            if isinstance(field, ChoiceField | ListField) and spec.choices is not None:
                field.offer(spec.choices(content))
            if not (keeps_typing and field.is_pending):
                field.show_value(values[spec.name])

    def present(self) -> dict[str, Any]:
        """Return what stands in every field now, committed or not; None for nothing."""
        return {name: field.present for name, field in self._fields.items()}

    def complain(self, complaints: Mapping[str, str]) -> None:
        """Say under each field what is wrong with it, and go to the first; the rest is well."""
        for name in self._complaints.keys() | complaints.keys():
            words = complaints.get(name, "")
            said = self._complaint(name)
            said.setText(words)
            said.setVisible(bool(words))
            field = self._fields[name]
            field.setAccessibleDescription(words)
            field.setProperty("wrong", bool(words))
            field.style().polish(field)
        first = next((name for name in self._fields if name in complaints), None)
        if first is not None:
            self._fields[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _complaint(self, name: str) -> QLabel:
        layout = self.layout()
        if name not in self._complaints and isinstance(layout, QGridLayout):
            made = label("", "bad", wraps=True)
            made.setObjectName(f"{self.objectName()}.{name}.complaint")
            line, column, span = self._lines[name]
            layout.addWidget(made, line, column, 1, span)
            self._complaints[name] = made
        return self._complaints[name]

    def commit(self) -> None:
        """Commit what is being typed."""
        for field in self._fields.values():
            field.commit()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        first = self._fields[self._specs[0].name]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, LineField):
            first.selectAll()

    def _on_committed(self, field: str, value: object) -> None:
        if self._record is not None:
            self.committed.emit(self._record, field, value)
