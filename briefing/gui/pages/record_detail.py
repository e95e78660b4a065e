"""A form for the chosen record, and under it what else the pack holds about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from briefing.gui.forms import RecordForm
from briefing.gui.parts import clear, column, label, row, scrolling

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from briefing.domain.base import Record
    from briefing.gui.fields import FieldSpec
    from briefing.gui.session import Session


class RecordDetail(QWidget):
    """The form of one kind of record, its title above, room for more below.

    Args:
        session: The open pack.
        fields: The fields of the form.
        name: The object name.
        beside: Whether what else the pack holds stands at the right instead of below.
        form_last: Whether the form stands below everything else.
    """

    def __init__(
        self,
        session: Session,
        fields: tuple[FieldSpec, ...],
        name: str,
        *,
        beside: bool = False,
        form_last: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._session = session
        self.form = RecordForm(fields, f"{name}.form", columns=2 if beside else 1)
        self.form.committed.connect(self._on_committed)
        self.title = label("", "title", wraps=True)
        self.names = column(self.title, gap=0)
        self.head = row(self.names, gap=12)
        self.head.setStretch(0, 1)
        self.middle = column(gap=8)
        self.more = column(gap=8)
        if beside:
            body = row(self._sheet(self.head, self.form), self._sheet(self.more), gap=0)
            body.setStretch(0, 1)
            body.setStretch(1, 1)
        elif form_last:
            body = row(self._sheet(self.head, self.middle, self.more, self.form))
        else:
            body = row(self._sheet(self.head, self.form, self.middle, self.more))
        self.setLayout(body)
        self.setMinimumWidth(320)
        self.setMinimumHeight(160)

    def _sheet(self, *parts: QWidget | QLayout) -> QWidget:
        inner = QWidget()
        inner.setProperty("look", "sheet")
        inner.setLayout(column(*parts, 1, margins=16, gap=12))
        return scrolling(inner, f"{self.objectName()}.scroll", self.tr("Record"))

    def show_record(self, record: Record | None, title: str) -> None:
        """Show a record under its title; None empties the detail."""
        self.setEnabled(record is not None)
        self.title.setText(title)
        if record is not None:
            self.form.show_record(record, self._session.content)

    def show_more(self, *parts: QWidget) -> None:
        """Put these under the form in place of what stood there."""
        clear(self.more)
        for part in parts:
            self.more.addWidget(part)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.form.focus_first()

    def _on_committed(self, record: Record, field: str, value: object) -> None:
        self._session.change(record, **{field: value})
