"""The form in which a proposal is changed before it is accepted: a field for each of its values."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from briefing.app import changing
from briefing.domain.shape import Plain
from briefing.gui.fields import FieldSpec
from briefing.gui.forms import RecordForm
from briefing.gui.parts import column, label
from briefing.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.app.changing import Value
    from briefing.domain.content import Content
    from briefing.domain.exchange import Proposal

_LONG: Final = 60
_MOST_LISTED: Final = 6
_BY_TYPE: Final = {
    Plain.MARKDOWN: "text",
    Plain.DATE: "date",
    Plain.MOMENT: "moment",
    Plain.BOOLEAN: "check",
    Plain.CODE: "choice",
    Plain.REFERENCE: "choice",
}
_LETTERS: Final = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}


class ProposalForm(QWidget):
    """The values of one proposal, each in the field that fits it.

    Ctrl+Enter hands them over, Escape leaves them; a form of one line takes Enter too.

    Args:
        proposal: The proposal.
        content: The pack.

    Signals:
        accepted(): What stands in the fields should be accepted.
        left(): Nothing should be done.
    """

    accepted = Signal()
    left = Signal()

    def __init__(self, proposal: Proposal, content: Content) -> None:
        super().__init__()
        self.setObjectName("inbox.form.place")
        self.proposal = proposal
        self._values = {f"value{at}": one for at, one in enumerate(changing.values_of(proposal))}
        specs = tuple(_spec(name, one) for name, one in self._values.items())
        self._form = RecordForm(specs, "inbox.form", has_captions=len(specs) > 1)
        shown = {name: _shown(one) for name, one in self._values.items()}
        self._form.show_values(shown, content)
        self._shown = self._form.present()
        self._refusal = label("", "bad", wraps=True)
        self._refusal.setObjectName("inbox.form.refusal")
        self._refusal.hide()
        self.setLayout(column(self._form, self._refusal, gap=8))
        keys = ["Ctrl+Return", "Ctrl+Enter"]
        if [spec.kind for spec in specs] in (["line"], ["date"], ["moment"]):
            keys += ["Return", "Enter"]
        for key in keys:
            self._bind(key, self.accepted.emit)
        self._bind("Escape", self.left.emit)

    def _bind(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self, run)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self._form.focus_first()

    def changed(self) -> dict[changing.Path, Any] | None:
        """Return the values that are other than proposed, by their path; None where one is wrong.

        What is wrong is said under its field.
        """
        present = self._form.present()
        new = {
            name: _plain(one, present[name])
            for name, one in self._values.items()
            if present[name] != self._shown[name]
        }
        complaints = {
            name: words
            for name, plain in new.items()
            if (words := self._values[name].complaint(plain))
        }
        self._form.complain(complaints)
        self._refusal.hide()
        if complaints:
            return None
        return {self._values[name].path: plain for name, plain in new.items()}

    def refuse(self, sentence: str) -> None:
        """Say why what stands here was not accepted."""
        self._refusal.setText(sentence)
        self._refusal.show()

    @override
    def event(self, event: QEvent) -> bool:
        """Keep letters for the fields: they are commands of the page elsewhere."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.text().isprintable()
            and event.text()
            and event.modifiers() in _LETTERS
        ):
            event.accept()
            return True
        return super().event(event)


def _spec(name: str, value: Value) -> FieldSpec:
    """Return the field that fits a value."""
    field = value.field
    kind = _BY_TYPE.get(field.plain or Plain.TEXT, "line")
    listed = field.many and kind == "choice"
    words = "" if value.plain is None else str(value.plain)
    if listed:
        kind = "list"
    elif field.many or (kind == "line" and (len(words) > _LONG or "\n" in words)):
        kind = "text"
    offer = None
    if field.vocabulary is not None:
        codes = tuple((one.value, one.label) for one in field.vocabulary)
        offer = lambda _content: codes  # noqa: E731  # one of two
    elif field.plain is Plain.REFERENCE:
        offer = lambda content: changing.choices(content, field)  # noqa: E731  # one of two
    title = value.words[:1].upper() + value.words[1:]
    return FieldSpec(
        name=name,
        title=title,
        kind=kind,
        hint=value.hint,
        choices=offer,
        required=field.required and not field.many,
        lines=_MOST_LISTED if listed else 2,
    )


def _shown(value: Value) -> Any:
    """Return a value as its field shows it: several words a line each, a code by itself."""
    plain, field = value.plain, value.field
    if field.many:
        rows = plain if isinstance(plain, list) else []
        return rows if field.plain in {Plain.CODE, Plain.REFERENCE} else "\n".join(map(str, rows))
    return str(plain) if field.vocabulary is not None and plain is not None else plain


def _plain(value: Value, present: Any) -> Any:
    """Return what a field says as a plain JSON value; what is no number stays as typed."""
    if value.field.many:
        rows = present.splitlines() if isinstance(present, str) else list(present or ())
        return [one for one in (str(row).strip() for row in rows) if one] or None
    if value.field.plain not in {Plain.INTEGER, Plain.DECIMAL} or present is None:
        return present
    try:
        return int(present) if value.field.plain is Plain.INTEGER else Decimal(present)
    except (ValueError, InvalidOperation):
        return present
