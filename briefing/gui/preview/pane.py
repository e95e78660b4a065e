"""The preview pane: finished pages beside the editor, on the page of the selected record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QStackedWidget, QWidget
from typing_extensions import override

from briefing.gui.parts import button, column, empty_place, label, named, row, rule
from briefing.gui.passages import passages
from briefing.gui.preview.find_line import FindLine
from briefing.gui.preview.following import place_of, record_at
from briefing.gui.preview.making import MadePages, PreviewMaker
from briefing.gui.preview.page_list import PageList
from briefing.gui.preview.tools import PreviewTools

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from briefing.gui.session import Session
    from briefing.preview.pages import Pages, Place
    from briefing.store.working import Changes

_PICTURES, _TEXT, _EMPTY = range(3)
_WAITING_WIDTH = 240


class PreviewPane(QWidget):
    """Shows the finished pages of the open pack, follows the selection, and leads back to records.

    Args:
        session: The open pack.

    Signals:
        crashed(error): Making the pages met a bug.
    """

    crashed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("preview.pane")
        self._session = session
        self._made: MadePages | None = None
        self._place: Place | None = None
        self._refusal = ""
        self._is_slow = False
        self._has_changed = False  # the selected record, since the pages that are shown
        self._maker = PreviewMaker(session, self)
        self._tools = PreviewTools()
        self._find = FindLine()
        self._list = PageList()
        self._words = named(QPlainTextEdit(), "preview.words", self.tr("Words of the page"))
        self._words.setReadOnly(True)
        self._words.setTabChangesFocus(True)
        self._stack = QStackedWidget()
        for part in (
            self._list,
            self._words,
            empty_place(self.tr("The pages are being made."), width=240),
        ):
            self._stack.addWidget(part)
        self._stack.setCurrentIndex(_EMPTY)
        self._engine = named(label("", "small"), "preview.engine", self.tr("Engine"))
        self._state = named(label("", "small", wraps=True), "preview.state", self.tr("State"))
        self._again = button(
            self.tr("Try again"), "preview.again", self._maker.make_again, look="link"
        )
        self._again.hide()
        foot = row(self._engine, self._state, self._again, gap=8)
        foot.setStretch(1, 1)
        foot.setContentsMargins(12, 4, 8, 4)
        self.setLayout(column(self._tools, self._find, rule(), self._stack, rule(), foot, gap=0))
        self._connect()

    def _connect(self) -> None:
        self._maker.begun.connect(self._on_begun)
        self._maker.made.connect(self._on_made)
        self._maker.refused.connect(self._on_refused)
        self._maker.crashed.connect(self._on_crashed)
        self._maker.slowed.connect(self._on_slowed)
        self._tools.page_asked.connect(self._list.go_to)
        self._tools.zoom_chosen.connect(self._list.set_zoom)
        self._tools.step_asked.connect(self._on_step)
        self._tools.text_asked.connect(self._on_text_asked)
        self._tools.find_asked.connect(self._find.open)
        self._list.page_changed.connect(self._on_page_changed)
        self._list.zoom_asked.connect(self._on_step)
        self._list.clicked.connect(self._on_clicked)
        self._list.opened.connect(self._on_opened)
        self._find.moved.connect(self._on_found)
        self._find.closed.connect(self._on_find_closed)
        self._session.record_selected.connect(self._on_selected)
        self._session.changed.connect(self._on_changed)

    @property
    def pages(self) -> Pages | None:
        """The pages that are shown, or None before the first ones."""
        return self._made.pages if self._made is not None else None

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made."""
        return self._maker.is_busy

    @property
    def is_current(self) -> bool:
        """Whether the pages are those of the pack as it is now."""
        return self._made is not None and not self._maker.is_old and not self._maker.is_busy

    def open_find(self) -> bool:
        """Open the find line where the keyboard is in this pane; tell whether it was."""
        focus = QApplication.focusWidget()
        is_here = focus is not None and self.isAncestorOf(focus)
        if is_here:
            self._find.open()
        return is_here

    # ------------------------------------------------------------------- making

    def _on_begun(self) -> None:
        self._refusal, self._is_slow = "", False
        self._tell()

    def _on_made(self, made: MadePages) -> None:
        self._made = made
        self._refusal, self._is_slow = "", False
        self._list.show_pages(made.pages)
        self._find.look_in(made.pages)
        if self._stack.currentIndex() == _EMPTY:
            self._stack.setCurrentIndex(_PICTURES)
        self._engine.setText(self._engine_words(made.made_of.engine))
        self._on_page_changed(self._list.page)
        self._follow(moves=self._has_changed or self._place is None)
        self._has_changed = False

    def _engine_words(self, engine: str) -> str:
        if engine == "approximate":
            return self.tr("Approximate: no office suite")
        return engine

    def _on_refused(self, sentence: str) -> None:
        self._refusal = sentence
        if self._made is None:
            self._stack.setCurrentIndex(_PICTURES)
        self._tell()

    def _on_crashed(self, error: object) -> None:
        self._on_refused(self.tr("The pages were not made."))
        self.crashed.emit(error)

    def _on_slowed(self) -> None:
        self._is_slow = True
        self._tell()

    def _tell(self) -> None:
        """Say how true the pages are; old ones are faded."""
        self._state.setText(self._refusal or self._words_of_state())
        self._again.setVisible(bool(self._refusal))
        self._list.set_faded(is_faded=self._maker.is_old)

    def _words_of_state(self) -> str:
        if self._is_slow:
            return self.tr("The office suite takes unusually long; newer pages will come.")
        if self._made is None:
            return ""
        if self._maker.is_old:
            return self.tr("Newer pages are being made…")
        if self._made.missing:
            return self.tr("Drawings follow…")
        if self._session.selected[1] and self._place is None:
            return self.tr("The selected record is not printed.")
        return ""

    # ---------------------------------------------------------------- following

    def _on_selected(self, _kind: str, _record_id: str) -> None:
        self._follow(moves=True)

    def _on_changed(self, changes: Changes) -> None:
        self._has_changed = self._has_changed or self._session.selected[1] in changes.ids

    def _follow(self, *, moves: bool) -> None:
        self._place = None
        kind, record_id = self._session.selected
        if self._made is not None and record_id and self.isVisible():
            self._place = place_of(self._made.content, self._made.pages, kind, record_id)
        self._outline()
        if moves and self._place is not None:
            self._list.bring_into_sight(self._place)
        self._tell()

    def _outline(self) -> None:
        current = self._find.current
        places = [place for place in self._find.places if place != current]
        strong = [place for place in (self._place, current) if place is not None]
        self._list.outline(places, strong)

    def _on_found(self) -> None:
        self._outline()
        current = self._find.current
        if current is not None:
            self._list.bring_into_sight(current)

    def _on_find_closed(self) -> None:
        self._outline()
        self._focus_pages()

    # -------------------------------------------------------------- leading back

    def _record_at(self, page: int, left: float, top: float) -> tuple[str, str] | None:
        if self._made is None:
            return None
        character = self._made.pages.character_at(page, left, top)
        if character is None:
            return None
        return record_at(self._made.content, self._made.pages, page, character)

    def _on_clicked(self, page: int, left: float, top: float) -> None:
        found = self._record_at(page, left, top)
        if found is not None:
            self._session.select(*found)

    def _on_opened(self, page: int, left: float, top: float) -> None:
        found = self._record_at(page, left, top)
        rests_on = passages(self._session.content, *found) if found is not None else ()
        if rests_on:
            first = rests_on[0]
            self._session.show_place(first.source.id, first.start, first.stop)

    # ------------------------------------------------------------------- looking

    def _on_step(self, steps: int) -> None:
        self._tools.take_step(steps, self._list.scale)

    def _on_page_changed(self, page: int) -> None:
        count = len(self.pages.sizes) if self.pages is not None else 0
        self._tools.show_page(page, count)
        words = self.tr("Page {page} of {count}").format(page=page, count=count)
        self._list.setAccessibleDescription(words)
        if self._stack.currentIndex() == _TEXT:
            self._show_words(page)

    def _on_text_asked(self, shown: bool) -> None:
        if self.pages is None:
            return
        self._stack.setCurrentIndex(_TEXT if shown else _PICTURES)
        self._show_words(self._list.page)
        self._focus_pages()

    def _focus_pages(self) -> None:
        shown = self._words if self._stack.currentIndex() == _TEXT else self._list
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_words(self, page: int) -> None:
        if self.pages is not None and page:
            self._words.setPlainText(self.pages.text(page))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through what was found with F3 from anywhere in the pane."""
        if event.key() == Qt.Key.Key_F3 and self._find.isVisible():
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self._find.find_previous if is_back else self._find.find_next)()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Follow the pack while the pane is seen."""
        super().showEvent(event)
        self._maker.want(wanted=True)
        self._follow(moves=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._maker.want(wanted=False)
