"""A page on its own with an open pack, as the window would hold it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget

from briefing.app import editing
from briefing.app.packs import create_pack, restored
from briefing.domain.ids import SourceId
from briefing.domain.sources import SetAside, Source
from briefing.gui.pages.matrices import MatricesPage
from briefing.gui.pages.sources import SourcesPage
from briefing.gui.session import Session
from tests.gui.typist import NONE

K = Qt.Key
MOST_MS = 30_000
TEXT = (
    "Menu\nHome\n\n"
    "Spain offers 😀 observers. “We will send monitors,” said Spanish Prime Minister Ana Ruiz. "
    "She called the plan “a first step” and left.\n\n"
    "Poland rules out ground troops. It will host a base after a ceasefire.\n\n"
    "More news\n"
)


def source(text: str = TEXT, source_id: str = "s1", **fields) -> Source:
    """A source whose first and last lines are set aside."""
    aside = fields.pop("set_aside", None)
    if aside is None:
        last = text.index("More news")
        aside = (
            SetAside(id="a1", start=0, stop=11, reason="menu"),
            SetAside(id="a2", start=last, stop=len(text), reason="related links"),
        )
    fields = {"title": "Two offers", "publisher": "The Gazette", "published": "2027-03-05"} | fields
    return Source(id=SourceId(source_id), text=text, set_aside=aside, language="en", **fields)


class Desk:
    """A page in a window, its session, and what it told."""

    def __init__(self, qtbot, page_type, pack) -> None:
        self._qtbot = qtbot
        self.pack = pack
        self.session = Session(pack)
        self.page = page_type(self.session)
        self.session.changed.connect(self._refresh)
        self.session.notice.connect(self._note)
        self.notices: list[str] = []
        self._window = QStackedWidget()
        self._window.addWidget(self.page)
        self._window.resize(1100, 800)
        qtbot.addWidget(self._window, before_close_func=self._leave)
        with qtbot.waitActive(self._window):
            self._window.show()
            self._window.activateWindow()

    def _leave(self, _window) -> None:
        self.session.close()

    def _refresh(self) -> None:
        self.page.refresh()

    def _note(self, words: str, _action: str) -> None:
        self.notices.append(words)

    @property
    def content(self):
        return self.session.content

    def receive(self, path) -> None:
        """Receive a file on the page Inbox and wait until it is there."""
        self.page.receive(path)
        self.wait()

    def wait(self) -> None:
        """Wait until the page has nothing more to do."""
        self._qtbot.waitUntil(lambda: not self.page.is_busy, timeout=MOST_MS)

    def press(self, *keys, modifiers=NONE) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def type(self, letters: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(QApplication.focusWidget(), letters)

    def select(self, words: str):
        """Select words in the reader, the keys in its text."""
        text = self.page.reader.text
        start = text.source.text.index(words)
        self.page.reader.show_place(text.source.id, start, start + len(words))
        return text


def sources_desk(qtbot, *sources: Source) -> Desk:
    """The page Sources on a new pack with these sources."""
    pack = create_pack("Desk")
    for one in sources:
        editing.add(pack, one, "Import")
    return Desk(qtbot, SourcesPage, pack)


def matrix_desk(qtbot, sample) -> Desk:
    """The page Matrices on the sample (content and originals)."""
    return Desk(qtbot, MatricesPage, restored(*sample))


def received(qtbot, window) -> None:
    """Wait until what came into a window is in its inbox."""
    qtbot.waitUntil(lambda: not window.imports.is_busy, timeout=MOST_MS)
    assert window.workspace.page_name == "Inbox"
    qtbot.waitUntil(lambda: not window.workspace.page.is_busy, timeout=MOST_MS)
