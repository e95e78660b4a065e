"""The chosen proposal in full: what is here, what is proposed, and the form that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from briefing.changes.wording import Piece
from briefing.domain.vocabularies import ProposalState
from briefing.gui.pages.inbox_rows import NOTHING, InboxRow
from briefing.gui.pages.proposal_form import ProposalForm
from briefing.gui.parts import button, clear, column, frame, label, row, scrolling
from briefing.gui.widgets.marked_text import MarkedText
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.app.changing import Path
    from briefing.domain.content import Content
    from briefing.domain.exchange import Proposal

_ABOUT: Final = {
    ProposalState.WAITING: "",
    ProposalState.CONFLICT: QT_TRANSLATE_NOOP(
        "Inbox",
        "Look first: it was changed here too, or its words are not the same. Accept takes what is "
        "proposed, Reject keeps what is here.",
    ),
    ProposalState.REFUSED: QT_TRANSLATE_NOOP(
        "Inbox", "Cannot be applied. {reason} Reject it when you have seen to it."
    ),
}


class ProposalDetail(QWidget):
    """The chosen proposal: what is here and what is proposed, side by side.

    Signals:
        changed(Proposal, values): It should be accepted with these values, by their paths.
        left(): The form was left and nothing done.
    """

    changed = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inbox.detail")
        self._form: ProposalForm | None = None
        self._title = label("", "heading", wraps=True)
        self._about = label("", "warn", wraps=True)
        self._note = label("", "muted", wraps=True)
        self._before = MarkedText("inbox.before", self.tr("Here"), is_gone=True)
        self._after = MarkedText("inbox.after", self.tr("Proposed"), is_gone=False)
        self._place = column(gap=0)
        proposed = column(label(self.tr("Proposed"), "small"), self._after, self._place, 1, gap=4)
        self._here = QWidget()
        self._here.setLayout(column(label(self.tr("Here"), "small"), self._before, 1, gap=4))
        sides = row(self._here, proposed, gap=24)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        inner = QWidget()
        inner.setProperty("look", "sheet")
        inner.setLayout(column(self._title, self._about, self._note, sides, 1, margins=16, gap=8))
        accept = button(
            self.tr("Accept as changed"), "inbox.form.accept", self.accept, look="primary"
        )
        accept.setToolTip("Ctrl+Enter")
        cancel = button(self.tr("Cancel"), "inbox.form.cancel", self.leave)
        cancel.setToolTip("Esc")
        buttons = row(1, cancel, accept, gap=8)
        buttons.setContentsMargins(16, 8, 16, 8)
        self._buttons = frame("band", buttons)
        self._buttons.hide()
        self._scroll = scrolling(inner, "inbox.scroll", self.tr("Proposal"))
        self.setLayout(column(self._scroll, self._buttons, gap=0))
        self.setMinimumHeight(120)

    @property
    def is_changing(self) -> bool:
        """Whether the form is open."""
        return self._form is not None

    @property
    def proposal(self) -> Proposal | None:
        """Return the proposal that is being changed, or None."""
        return None if self._form is None else self._form.proposal

    def show_row(self, shown: InboxRow | None) -> None:
        """Show a proposal, or that none is chosen; a form of another one is left."""
        if self._form is not None and (
            shown is None or shown.proposal.id != self._form.proposal.id
        ):
            self._close()
        about = "" if shown is None else _ABOUT.get(shown.proposal.state, "")
        self._title.setText("" if shown is None else shown.title)
        reason = "" if shown is None else shown.proposal.reason or ""
        self._about.setText(
            QApplication.translate("Inbox", about).format(reason=reason) if about else ""
        )
        self._about.setVisible(bool(about))
        self._note.setText("" if shown is None else shown.note)
        self._note.setVisible(bool(self._note.text()))
        nothing = (Piece(NOTHING),)
        before, after = (nothing, nothing) if shown is None else shown.told_apart
        self._before.show_pieces(before)
        self._after.show_pieces(after)

    def change(self, proposal: Proposal, content: Content) -> None:
        """Open the form of a proposal, the keys in its first field."""
        self._close()
        self._form = ProposalForm(proposal, content)
        self._form.accepted.connect(self.accept)
        self._form.left.connect(self.leave)
        self._place.addWidget(self._form)
        self._here.setVisible(self._before.text() != NOTHING)  # a new record takes all the width
        self._form.show()  # or its fields take no keys yet
        self._after.hide()
        self._buttons.show()
        self._form.focus_first()

    def accept(self) -> None:
        """Hand over what stands in the form, where it can be understood."""
        values: dict[Path, Any] | None = None if self._form is None else self._form.changed()
        if self._form is not None and values is not None:
            self.changed.emit(self._form.proposal, values)
        elif self._form is not None:
            QTimer.singleShot(0, self._show_complaint)

    def refuse(self, sentence: str) -> None:
        """Say in the form why it was not accepted."""
        if self._form is not None:
            self._form.refuse(sentence)

    def leave(self) -> None:
        """Close the form; the proposal waits as before."""
        self._close()
        self.left.emit()

    def _show_complaint(self) -> None:
        """Scroll to what is wrong, once the sentence under it has its place."""
        field = QApplication.focusWidget()
        if self._form is not None and field is not None and self._form.isAncestorOf(field):
            self._scroll.ensureWidgetVisible(field, 0, 4 * field.height())

    def _close(self) -> None:
        self._form = None
        self._here.show()
        clear(self._place)
        self._buttons.hide()
        self._after.show()
