"""The pack's own fields: title, subtitle, whose pack it is, due date, department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from briefing.app import editing
from briefing.gui.fields import FieldSpec
from briefing.gui.forms import RecordForm
from briefing.gui.pages.choices import actor_choices
from briefing.gui.parts import column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.gui.session import Session

_FIELDS: Final = (
    FieldSpec(name="title", title=QT_TRANSLATE_NOOP("Fields", "Title"), required=True),
    FieldSpec(name="subtitle", title=QT_TRANSLATE_NOOP("Fields", "Subtitle")),
    FieldSpec(
        name="own",
        title=QT_TRANSLATE_NOOP("Fields", "We are"),
        kind="choice",
        choices=actor_choices,
    ),
    FieldSpec(
        name="due",
        title=QT_TRANSLATE_NOOP("Fields", "Due"),
        kind="moment",
        hint="2026-01-06T18:00+01:00",
    ),
    FieldSpec(
        name="as_of",
        title=QT_TRANSLATE_NOOP("Fields", "As of"),
        kind="moment",
        hint="2026-01-06",
    ),
    FieldSpec(name="department", title=QT_TRANSLATE_NOOP("Fields", "Department")),
    FieldSpec(name="brief_number", title=QT_TRANSLATE_NOOP("Fields", "Number")),
)


class CoverForm(QWidget):
    """A form for the pack itself; every committed field is one undoable edit.

    Args:
        session: The open pack.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._form = RecordForm(_FIELDS, "cover.form", columns=2)
        self._form.committed.connect(self._on_committed)
        self.setLayout(column(self._form))

    def refresh(self) -> None:
        """Show the pack as it is now."""
        self._form.show_record(self._session.content.cover, self._session.content)

    def _on_committed(self, _cover: object, field: str, value: Any) -> None:
        self._session.attempt(editing.change_cover, self._session.pack, **{field: value})
