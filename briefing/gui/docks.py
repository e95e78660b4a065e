"""The docks around the page: passages, history and preview at the right, problems below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from briefing.gui.context_pane import ContextPane
from briefing.gui.history_pane import HistoryPane
from briefing.gui.parts import button, frame, label, named, row
from briefing.gui.preview.pane import PreviewPane
from briefing.gui.problems_pane import ProblemsPane
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from briefing.gui.passages import Passage
    from briefing.gui.session import Session

_LAYOUT_VERSION = 1
_CONTEXT_WIDTH, _PREVIEW_WIDTH, _PROBLEMS_HEIGHT = 280, 460, 132
_LEAST_WIDTH = 200


class Docks(QObject):
    """Makes the docks for a session and remembers how they are laid out.

    Args:
        window: The main window that they belong to.
        session: The open pack.

    Signals:
        checked(errors, warnings, notes): The checks ran.
        crashed(error): A check has a bug.
        moved(): A dock was shown or hidden.
    """

    checked = Signal(int, int, int)
    crashed = Signal(object)
    moved = Signal()

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._context = ContextPane(session)
        self._problems = ProblemsPane(session)
        self._preview = PreviewPane(session)
        right, bottom = (
            Qt.DockWidgetArea.RightDockWidgetArea,
            Qt.DockWidgetArea.BottomDockWidgetArea,
        )
        self._docks = {
            "context": self._dock("context", self.tr("Passages"), self._context, right),
            "history": self._dock("history", self.tr("History"), HistoryPane(session), right),
            "preview": self._dock("preview", self.tr("Preview"), self._preview, right),
            "problems": self._dock("problems", self.tr("Problems"), self._problems, bottom),
        }
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.reset()
        self._problems.checked.connect(self.checked)
        self._problems.crashed.connect(self.crashed)
        self._preview.crashed.connect(self.crashed)
        self._docks["preview"].toggleViewAction().toggled.connect(self._on_preview_toggled)
        session.problems_asked.connect(self.show_problems)
        session.preview_asked.connect(self.show_preview)

    def _dock(self, name: str, title: str, inner: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = named(QDockWidget(title, self._window), f"dock.{name}", title)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable
            | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        close = button("", f"dock.{name}.close", dock.close, look="link", icon="close")
        close.setAccessibleName(self.tr("Close {pane}").format(pane=title))
        close.setToolTip(close.accessibleName())
        bar = row(label(title, "small"), 1, close, gap=4)
        bar.setContentsMargins(12, 2, 4, 2)
        dock.setTitleBarWidget(frame("band", bar))
        dock.setWidget(inner)
        if inner is not self._preview:  # its tools know how much room they need
            inner.setMinimumWidth(_LEAST_WIDTH)
        self._window.addDockWidget(area, dock)
        dock.visibilityChanged.connect(self._on_moved)
        return dock

    @property
    def passage(self) -> Passage | None:
        """Return the first passage of the selected record, or None."""
        return self._context.first

    def is_shown(self, name: str) -> bool:
        """Tell whether a dock is open."""
        return not self._docks[name].isHidden()

    def toggle(self, name: str) -> None:
        """Open or close a dock."""
        dock = self._docks[name]
        if name == "preview" and dock.isHidden():
            self.show_preview()
            return
        dock.setVisible(dock.isHidden())
        if dock.isVisible():
            dock.raise_()
        if name == "history" and dock.isVisible() and self._docks["context"].isVisible():
            halves = [self._docks["context"], dock]
            self._window.resizeDocks(halves, [1, 1], Qt.Orientation.Vertical)

    def widen(self) -> None:
        """Give the passages their width back after a page that needed more room."""
        dock, width = self._docks["context"], theme().scaled(_CONTEXT_WIDTH)
        if dock.isVisible() and dock.width() < width:
            self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def show_problems(self) -> None:
        """Open the list of problems."""
        self._docks["problems"].show()
        self._docks["problems"].raise_()

    def show_preview(self) -> None:
        """Open the finished pages, wide enough to read them."""
        dock, width = self._docks["preview"], theme().scaled(_PREVIEW_WIDTH)
        dock.show()
        dock.raise_()
        if dock.width() < width:
            self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def _on_preview_toggled(self, is_shown: bool) -> None:
        if (
            not is_shown and self._docks["context"].isVisible()
        ):  # give the page back what the preview took from it
            width = theme().scaled(_CONTEXT_WIDTH)
            self._window.resizeDocks([self._docks["context"]], [width], Qt.Orientation.Horizontal)

    def find_in_preview(self) -> bool:
        """Open the find line of the preview where the keyboard is in it; tell whether it was."""
        return self._preview.open_find()

    def next_problem(self) -> None:
        """Go to the next problem."""
        self._problems.next_problem()

    def reset(self) -> None:
        """Lay the docks out as at the first start."""
        areas = (
            ("context", Qt.DockWidgetArea.RightDockWidgetArea),
            ("history", Qt.DockWidgetArea.RightDockWidgetArea),
            ("preview", Qt.DockWidgetArea.RightDockWidgetArea),
            ("problems", Qt.DockWidgetArea.BottomDockWidgetArea),
        )
        for name, area in areas:
            self._window.addDockWidget(area, self._docks[name])
        self._window.tabifyDockWidget(self._docks["context"], self._docks["preview"])
        self._docks["context"].show()
        self._docks["problems"].show()
        self._docks["history"].hide()
        self._docks["preview"].hide()
        width, height = theme().scaled(_CONTEXT_WIDTH), theme().scaled(_PROBLEMS_HEIGHT)
        self._window.resizeDocks([self._docks["context"]], [width], Qt.Orientation.Horizontal)
        self._window.resizeDocks([self._docks["problems"]], [height], Qt.Orientation.Vertical)

    def state(self) -> str:
        """Return the layout as text for the settings."""
        saved = self._window.saveState(_LAYOUT_VERSION)
        return bytes(saved.toBase64().data()).decode("ascii")

    def restore(self, state: str) -> None:
        """Lay the docks out as they were; an unknown layout changes nothing."""
        if state:
            self._window.restoreState(
                QByteArray.fromBase64(QByteArray(state.encode("ascii"))), _LAYOUT_VERSION
            )

    def remove(self) -> None:
        """Take the docks out of the window for good."""
        for dock in self._docks.values():
            dock.blockSignals(True)
            self._window.removeDockWidget(dock)
            dock.deleteLater()
        self.deleteLater()

    def _on_moved(self) -> None:
        self.moved.emit()
