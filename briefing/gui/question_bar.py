"""A question inside the window: it stays until it is answered and blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from briefing.gui.parts import button, column, label, named, row
from briefing.overriding import override

_WIDTH: Final = 640
_TOP: Final = 88
_MOST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: its words and what it does."""

    words: str
    run: Callable[[], object]


class ChoiceButton(QPushButton):
    """The button of one answer."""

    def __init__(self, bar: QuestionBar, number: int) -> None:
        super().__init__()
        named(self, f"question.{number}", bar.tr("Answer"))
        self.setAutoDefault(False)
        self._bar = bar
        self._run: Callable[[], object] | None = None
        self.clicked.connect(self._on_clicked)

    def show_choice(self, choice: Choice | None) -> None:
        """Stand for an answer, or for none."""
        self.setVisible(choice is not None)
        self._run = None if choice is None else choice.run
        if choice is not None:
            self.setText(choice.words)
            self.setAccessibleName(choice.words)

    def _on_clicked(self) -> None:
        run = self._run
        self._bar.dismiss()
        if run is not None:
            run()


class QuestionBar(QFrame):
    """The question at the head of the window, with its answers.

    Args:
        host: The window over which it stands.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        named(self, "question", self.tr("Question"))
        self.setProperty("look", "notice")
        self._host = host
        self._words = label("", wraps=True)
        self._words.setObjectName("question.words")
        self._answers = tuple(ChoiceButton(self, number) for number in range(1, _MOST + 1))
        self._close = button("", "question.close", self.dismiss, look="link", icon="close")
        self._close.setAccessibleName(self.tr("Leave the question"))
        self._close.setToolTip(self._close.accessibleName())
        words = row(self._words, self._close, gap=8)
        words.setStretch(0, 1)
        words.setAlignment(self._close, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(words, row(1, *self._answers, gap=8), margins=12, gap=8))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.dismiss)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Return the question that is shown or was shown last."""
        return self._words.text()

    def ask(self, sentence: str, *choices: Choice, takes_keys: bool = False) -> None:
        """Ask something.

        Args:
            sentence: What happened.
            choices: The answers.
            takes_keys: Whether the keyboard goes to the first answer: only where the analyst has
                just asked for what this is about.
        """
        self._words.setText(sentence)
        for place, answer in enumerate(self._answers):
            answer.show_choice(choices[place] if place < len(choices) else None)
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        if takes_keys:
            self._answers[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Take the question away; nothing is done."""
        self.hide()

    def _place(self) -> None:
        width = min(_WIDTH, self._host.width() - 32)
        inner = self.layout()
        height = inner.heightForWidth(width) if inner is not None else 0
        height = max(height, self.minimumSizeHint().height())
        self.setGeometry((self._host.width() - width) // 2, _TOP, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
