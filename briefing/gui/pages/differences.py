"""What stopped an export: each quotation that differs from its source, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from briefing.app.proving import Decision, Way
from briefing.gui.parts import button, clear, column, frame, label, named, readable, row
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.app.proving import Differing
    from briefing.gui.session import Session

_DECIDED: Final = {
    Way.PARAPHRASE: QT_TRANSLATE_NOOP(
        "Differences", "It will stand without quotation marks, as a paraphrase."
    ),
    Way.LEAVE_OUT: QT_TRANSLATE_NOOP("Differences", "It will be left out."),
    Way.OVERRIDE: QT_TRANSLATE_NOOP(
        "Differences", "It will be printed although it differs; the report says why: {reason}"
    ),
}


class DifferenceCard(QWidget):
    """One quotation that differs.

    Args:
        differing: What differs.
        session: Where *Go there* leads.

    Signals:
        decided(key, Decision): Somebody decided; None when they took it back.
    """

    decided = Signal(str, object)

    def __init__(self, differing: Differing, session: Session) -> None:
        super().__init__()
        self._differing = differing
        self._session = session
        self._said = label("", "good", wraps=True)
        self._reason = named(QLineEdit(), "difference.reason", self.tr("Why it is right"))
        self._reason.setPlaceholderText(self.tr("Why it is right all the same"))
        self._ways = QWidget()
        self._ways.setLayout(row(*self._buttons(), 1))
        self._print = button(self.tr("Print it"), "difference.print", self._on_print)
        self._override = QWidget()
        asked = row(self._reason, self._print)
        asked.setStretch(0, 1)
        self._override.setLayout(asked)
        self._again = button(
            self.tr("Decide again"), "difference.again", self._on_again, look="link"
        )
        self._lay_out()
        self._reason.returnPressed.connect(self._on_print)
        self._show(None)

    def _buttons(self) -> list[QPushButton]:
        rows = (
            (Way.PARAPHRASE, self.tr("Print as paraphrase"), self._on_paraphrase),
            (Way.LEAVE_OUT, self.tr("Leave out"), self._on_leave_out),
            (Way.OVERRIDE, self.tr("Override…"), self._on_override),
        )
        made = [
            button(words, f"difference.{way}", run)
            for way, words, run in rows
            if way in self._differing.ways
        ]
        if self._differing.record:
            there = button(self.tr("Go there"), "difference.go", self._on_go, look="primary")
            made.insert(0, there)
        return made

    def _lay_out(self) -> None:
        one = self._differing
        place = f"{one.file} · {one.place}" if one.place else one.file
        parts: list[QWidget] = [label(place, "small"), label(one.why, "heading", wraps=True)]
        for title, words in (
            (self.tr("The source has"), one.expected),
            (self.tr("The page would have"), one.found),
        ):
            if words:
                parts += [label(title, "muted"), readable(words)]
        parts += [self._ways, self._override, self._said, self._again]
        self.setLayout(column(frame("card", column(*parts, margins=12, gap=6))))

    def _show(self, decision: Decision | None) -> None:
        self._ways.setVisible(decision is None)
        self._override.hide()
        self._said.setVisible(decision is not None)
        self._again.setVisible(decision is not None)
        if decision is not None:
            words = self.tr(_DECIDED[decision.way])
            self._said.setText(words.format(reason=decision.reason))

    def _decide(self, decision: Decision | None) -> None:
        self._show(decision)
        self.decided.emit(self._differing.key, decision)

    def _on_go(self) -> None:
        self._session.show_record(self._differing.kind, self._differing.record)

    def _on_paraphrase(self) -> None:
        self._decide(Decision(way=Way.PARAPHRASE))

    def _on_leave_out(self) -> None:
        self._decide(Decision(way=Way.LEAVE_OUT))

    def _on_override(self) -> None:
        self._override.show()
        self._reason.setFocus()

    def _on_print(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self._decide(Decision(way=Way.OVERRIDE, reason=reason))
        else:
            self._reason.setFocus()

    def _on_again(self) -> None:
        self._decide(None)


class Differences(QWidget):
    """All quotations that stopped the last export.

    Args:
        session: The open pack.

    Signals:
        settled(): Somebody decided about the last one that was open.
    """

    settled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("compose.differences")
        self._session = session
        self._open: set[str] = set()
        self.decisions: dict[str, Decision] = {}
        self._cards = column(gap=8)
        self.setLayout(self._cards)
        session.changed.connect(self._on_changed)
        self.hide()

    def show_all(self, differing: tuple[Differing, ...]) -> None:
        """Show what differs, one card for all places of the same words; nothing hides it."""
        clear(self._cards)
        found = {one.key: one for one in reversed(differing)}
        self._open = set(found)
        for one in reversed(found.values()):
            card = DifferenceCard(one, self._session)
            card.decided.connect(self._on_decided)
            self._cards.addWidget(card)
        self.setVisible(bool(found))

    def _on_decided(self, key: str, decision: Decision | None) -> None:
        if decision is None:
            self.decisions.pop(key, None)
            self._open.add(key)
            return
        self.decisions[key] = decision
        self._open.discard(key)
        if not self._open:
            self.settled.emit()

    def _on_changed(self, changes: object) -> None:
        """Forget what was decided about a record that is another one now."""
        for key in getattr(changes, "ids", ()):
            self.decisions.pop(key, None)
