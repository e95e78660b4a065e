"""How freely the selected record may be used, and who released it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QWidget

from briefing.domain.exchange import Edition, Proposal
from briefing.domain.freedom import too_free
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure
from briefing.gui.fields import FieldSpec, vocabulary
from briefing.gui.forms import RecordForm
from briefing.gui.parts import button, column, label, named, rule
from briefing.gui.passages import record_of
from briefing.gui.words import QT_TRANSLATE_NOOP, said

if TYPE_CHECKING:
    from briefing.domain.base import Record
    from briefing.gui.session import Session

_FIELDS: Final = (
    FieldSpec(
        name="disclosure",
        title=QT_TRANSLATE_NOOP("Fields", "Use"),
        kind="choice",
        choices=vocabulary(Disclosure),
        required=True,
    ),
    FieldSpec(
        name="sensitive",
        title=QT_TRANSLATE_NOOP("Fields", "Sensitive"),
        kind="check",
    ),
)
_OF_SOURCE: Final = (
    *_FIELDS,
    FieldSpec(
        name="public_label",
        title=QT_TRANSLATE_NOOP("Fields", "Others read"),
        hint=QT_TRANSLATE_NOOP("Fields", "A senior official"),
    ),
)


class UsePanel(QWidget):
    """Stands below the passages of the selected record; what never leaves the pack shows none.

    Args:
        session: The open pack.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("use.panel")
        self._session = session
        self._form = RecordForm(_FIELDS, "use.form")
        self._source_form = RecordForm(_OF_SOURCE, "use.source")
        for form in (self._form, self._source_form):
            form.committed.connect(self._on_committed)
        self._told = label("", "small", wraps=True)
        self._told.setObjectName("use.release")
        self._name = named(QLineEdit(), "use.released_by", self.tr("Released by"))
        self._name.setPlaceholderText(self.tr("Released by: name or office"))
        self._reason = named(QLineEdit(), "use.reason", self.tr("Why"))
        self._reason.setPlaceholderText(self.tr("Why, or how it is known"))
        go = button(self.tr("Note the release"), "use.note_release", self._on_release)
        self._asked = QWidget()
        self._asked.setLayout(column(self._name, self._reason, go, gap=6))
        self._name.returnPressed.connect(self._on_release)
        self._reason.returnPressed.connect(self._on_release)
        inner = column(self._form, self._source_form, self._told, self._asked, margins=12, gap=6)
        self.setLayout(column(rule(), inner, gap=0))
        self.refresh()

    @property
    def _record(self) -> Record | None:
        return record_of(self._session.content, *self._session.selected)

    def refresh(self) -> None:
        """Show the selected record as it is now."""
        content, record = self._session.content, self._record
        is_left_out = record is None or isinstance(record, Edition | Proposal)
        self.setVisible(not is_left_out)
        if record is None or is_left_out:
            return
        is_source = isinstance(record, Source)
        shown = self._source_form if is_source else self._form
        self._form.setVisible(not is_source)
        self._source_form.setVisible(is_source)
        shown.show_record(record, content)
        self._show_release(record)

    def _show_release(self, record: Record) -> None:
        from briefing.app.releasing import release_of  # noqa: PLC0415  # loads on use

        content = self._session.content
        is_too_free = self._session.selected in too_free(content)
        release = release_of(content, record)
        words = ""
        if is_too_free:
            words = self.tr(
                "Marked more freely than what it rests on: it stays in the house until somebody "
                "releases it by name."
            )
        elif release is not None:
            words = self.tr("{use}: released by {name} on {day}.").format(
                use=release.use.label, name=release.released_by, day=said(release.on)
            )
            words += f" {release.reason}" if release.reason else ""
        self._told.setText(words)
        self._told.setVisible(bool(words))
        self._asked.setVisible(is_too_free)

    def _on_committed(self, record: Record, field: str, value: object) -> None:
        self._session.change(record, **{field: value})

    def _on_release(self) -> None:
        from briefing.app.releasing import release  # noqa: PLC0415  # loads on use

        record = self._record
        if record is None:
            return
        made = self._session.attempt(
            release, self._session.pack, record, self._name.text(), self._reason.text()
        )
        if made is not None:
            self._name.clear()
            self._reason.clear()
