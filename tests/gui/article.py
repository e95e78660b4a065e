"""What both walks through an article share: a window with a source, read by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication

from briefing.app import editing
from briefing.domain.agenda import Measure, Topic
from briefing.domain.ids import MeasureId, TopicId
from briefing.gui.reader.source_text import SourceText
from briefing.gui.window import MainWindow
from tests.gui.typist import Typist

K = Qt.Key


def _forget(window) -> None:
    window.files.forget()  # else it would ask whether to save


class Reading:
    """A new pack with actions and topics to choose from, and one imported article.

    The steering columns are there before the reading begins, as in a desk's own template.
    """

    def __init__(self, qtbot, path, *, measures, topics) -> None:
        self.window = MainWindow()
        qtbot.addWidget(self.window, before_close_func=_forget)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.files.create("By keys")
        self.session = self.window.session
        for order, name in enumerate(measures):
            row = Measure(id=MeasureId(f"m{order}"), name=name, order=order)
            editing.add(self.session.pack, row, "Add Measure")
        for order, name in enumerate(topics):
            row = Topic(id=TopicId(f"t{order}"), name=name, order=order)
            editing.add(self.session.pack, row, "Add Topic")
        self.window.imports.import_files([path])
        self.text = self.window.findChild(SourceText)
        self.typist = Typist()

    @property
    def content(self):
        return self.session.content

    def quote(self, times: int = 1) -> None:
        """Capture the next quotations as they are proposed: three keys each."""
        for _ in range(times):
            self.typist.press(K.Key_Apostrophe, K.Key_Q, K.Key_Return)

    def quote_of(self, speaker: str, letters: str = "") -> None:
        """Capture the next quotation; a speaker who is not proposed is typed over.

        Args:
            speaker: Who said it.
            letters: The beginning of the name where the pack has the speaker already.
        """
        self.typist.press(K.Key_Apostrophe, K.Key_Q)
        proposed = self.window.focusWidget().text()
        if proposed != speaker and letters:
            self.choose(letters)
        elif proposed != speaker:
            self.typist.type(speaker)
        self.save()

    def sentence(self, times: int = 1) -> None:
        """Step to the next sentence."""
        self.typist.press(*[K.Key_S] * times)

    def choose(self, letters: str) -> None:
        """Type the beginning of a name and take the first completion."""
        self.typist.type(letters)
        self.typist.press(K.Key_Return)

    def save(self) -> None:
        """Save what the bar says."""
        self.typist.press(K.Key_Return)

    def close(self) -> None:
        """Forget the pack without asking, once the checks that run beside have ended."""
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()
        self.window.files.forget()
