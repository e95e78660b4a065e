"""The open pack in the window: the navigator and the stack of pages, each made when visited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefing.gui.navigation import Navigator
from briefing.gui.page_specs import PAGES, TASKS
from briefing.gui.parts import named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from briefing.gui.page_specs import Page, PageSpec, Task
    from briefing.gui.session import Session


class Workspace(QWidget):
    """Navigator and pages of one session.

    Signals:
        page_shown(name): Another page is in front.
    """

    page_shown = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self._session = session
        self._pages: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._front = ""
        self._chosen: dict[str, tuple[str, str]] = {}  # what each page selected last
        self._last = PAGES[0].name
        self.navigator = Navigator(session)
        self._stack = named(QStackedWidget(), "pages", self.tr("Pages"))
        self._stack.setProperty("look", "sheet")
        splitter = named(QSplitter(), "workspace.splitter", self.tr("Navigator and page"))
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.navigator)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme().scaled(224), theme().scaled(900)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        splitter.setFrameShape(QFrame.Shape.NoFrame)
        self.navigator.page_chosen.connect(self.show_page)
        session.changed.connect(self._on_changed)
        session.record_selected.connect(self._on_selected)
        session.page_requested.connect(self.show_page)
        session.record_requested.connect(self.show_record)
        session.place_requested.connect(self._on_place_requested)
        session.purge_requested.connect(self._on_purge_requested)

    @property
    def page(self) -> QWidget | None:
        """Return the page in front, or None before the first one."""
        return self._stack.currentWidget()

    @property
    def page_name(self) -> str:
        """Return the name of the page in front; empty before the first one."""
        return "" if self.page is None else self.page.objectName()

    def show_page(self, name: str) -> None:
        """Bring a page to the front; it is made on its first visit.

        What is chosen on it is selected again, so that passages and preview speak of what is seen.
        """
        if name == self.page_name:
            return
        self._front = name
        spec = next(spec for spec in (*PAGES, *TASKS) if spec.name == name)
        if spec in PAGES:
            self._last = name
        page = self._made(spec)
        if name in self._stale:
            self._stale.discard(name)
            cast("Page", page).refresh()
        self._make_room_for(page)
        self._stack.setCurrentWidget(page)
        self.navigator.mark(name)
        if name in self._chosen:
            self._session.select(*self._chosen[name])
        self.page_shown.emit(name)

    def show_record(self, kind: str, record_id: str) -> None:
        """Go to the page that shows a record, and choose the record there."""
        for spec in PAGES:
            if kind in spec.kinds:
                self.show_page(spec.name)
                show = getattr(self.page, "show_record", None)
                if show is None or show(kind, record_id) is not False:
                    break
        self._session.select(kind, record_id)

    def ask_page(self, name: str, *arguments: Any) -> bool:
        """Call a method of the page in front where it has one.

        Returns:
            Whether the page has the method.
        """
        method = getattr(self.page, name, None)
        if method is not None:
            method(*arguments)
        return method is not None

    def page_can(self, name: str) -> bool:
        """Tell whether the page in front has a method."""
        return callable(getattr(self.page, name, None))

    def _made(self, spec: PageSpec) -> QWidget:
        if spec.name not in self._pages:
            page = spec.make(self._session)
            self._pages[spec.name] = page
            self._stack.addWidget(page)
            if spec in TASKS:
                cast("Task", page).left.connect(self._on_task_left)
            cast("Page", page).refresh()
        return self._pages[spec.name]

    def _make_room_for(self, shown: QWidget) -> None:
        # a stack is as wide as its widest page: those behind must not count
        for page in self._pages.values():
            policy = QSizePolicy.Policy.Preferred if page is shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)

    def _on_changed(self, _changes: object) -> None:
        self._stale = set(self._pages)
        if self.page_name:
            self._stale.discard(self.page_name)
            cast("Page", self.page).refresh()

    def _on_selected(self, kind: str, record_id: str) -> None:
        if self._front:
            self._chosen[self._front] = (kind, record_id)

    def _on_task_left(self) -> None:
        self.show_page(self._last)
        self.navigator.setFocus()

    def _on_purge_requested(self, kind: str, record_id: str) -> None:
        self.show_page("Purge")
        self.ask_page("begin", kind, record_id)

    def _on_place_requested(self, source: str, start: int, stop: int) -> None:
        self.show_page("Sources")
        self.ask_page("show_place", source, start, stop)
