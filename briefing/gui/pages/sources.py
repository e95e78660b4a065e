"""The page Sources: the list at the left, the reader beside it, and whatever is captured there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QSplitter,
    QStackedLayout,
    QWidget,
)

from briefing.domain.sources import Source
from briefing.gui.capture.capturing import Capturing
from briefing.gui.imports import Imports
from briefing.gui.parts import button, column, context_action, empty_place, named, row
from briefing.gui.reader.highlights import passages_of
from briefing.gui.reader.reader import Reader
from briefing.gui.reader.results import ResultsPanel
from briefing.gui.reader.source_list import ORDERS, SourceList, SourceListModel
from briefing.gui.revisions import Revisions
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.app.importing import Imported
    from briefing.app.revisions.revising import Revised
    from briefing.gui.session import Session

_LIST_LEAST = 236


class SourcesPage(QWidget):
    """Reads sources and captures from them; everything here has a key.

    Args:
        session: The open pack.
        parent: The window's workspace.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "Sources", self.tr("Sources"))
        self._session = session
        self.model = SourceListModel(self)
        self.list = SourceList(self.model, self)
        self.filter = named(QLineEdit(), "sources.filter", self.tr("Filter sources"))
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.order = named(QComboBox(), "sources.order", self.tr("Order of the sources"))
        for title, _ in ORDERS:
            self.order.addItem(self.tr(title))
        self.reader = Reader(session, self)
        self.capturing = Capturing(session, self.reader)
        self.results = ResultsPanel(self)
        self.revisions = Revisions(session, self)
        self.imports = Imports(self)
        self.imports.serve(session)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        tools = row(self.filter, self.order, margins=0)
        tools.setStretch(0, 1)
        imports = row(
            button(self.tr("Import…"), "sources.import", self.import_files),
            button(self.tr("Paste"), "sources.paste", self.paste_text),
            1,
        )
        head = column(imports, tools, gap=4)
        head.setContentsMargins(8, 8, 8, 8)
        side = QWidget()
        side.setLayout(column(head, self.list, gap=0))
        side.setMinimumWidth(_LIST_LEAST)
        splitter = named(QSplitter(), "sources.splitter", self.tr("Sources and reader"))
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(side)
        splitter.addWidget(self.reader)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme().scaled(300), theme().scaled(760)])
        full = QWidget()
        below = column(splitter, self.results, gap=0)
        below.setStretch(0, 1)
        full.setLayout(below)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty_place())
        self._stack.addWidget(full)

    def _empty_place(self) -> QWidget:
        sentence = self.tr(
            "Here are the articles, declarations, speeches and letters that the pack rests on. "
            "Import files, drop them here, or paste a text you have copied."
        )
        return empty_place(
            sentence,
            button(
                self.tr("Import files…"), "sources.import_first", self.import_files, look="primary"
            ),
            button(self.tr("Paste text"), "sources.paste_first", self.paste_text),
        )

    def _connect(self) -> None:
        self.filter.textChanged.connect(self.model.set_filter)
        self.filter.returnPressed.connect(self._go_to_list)
        self.order.currentIndexChanged.connect(self.model.set_order)
        self.model.modelReset.connect(self._mark_current)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.activated.connect(self._go_to_text)
        for words, slot in (
            (self.tr("Import a New Revision…"), self.revise_source),
            (self.tr("Purge…"), self.purge_chosen),
        ):
            self.list.addAction(context_action(self.list, words, slot))
        self.revisions.finished.connect(self._on_revised)
        self.reader.revision.source_asked.connect(self.show_source)
        self.imports.finished.connect(self.show_results)
        self.results.source_chosen.connect(self.show_source)
        for keys, slot in (("F6", self.go_to_next_part), ("Ctrl+Shift+A", self.capture_again)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def is_busy(self) -> bool:
        """Whether a new revision is being looked into."""
        return self.revisions.is_busy

    def revise_source(self) -> None:
        """Ask for the new revision of the source in the reader."""
        source = self.reader.source
        if source is None:
            self._session.tell(self.tr("Choose a source first."))
        else:
            self.revisions.ask(source.id)

    def _on_revised(self, revised: Revised) -> None:
        self.show_results([revised.imported])

    def purge_chosen(self) -> None:
        """Ask what a purge of the source in the reader would take."""
        source = self.reader.source
        if source is None:
            self._session.tell(self.tr("Choose a source first."))
        else:
            self._session.ask_purge("source", source.id)

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Show the pack as it is now."""
        content = self._session.content
        self.model.show(content)
        self._stack.setCurrentIndex(1 if content.sources or self.results.model.rows else 0)
        shown = self.reader.source
        if shown is None and self.model.rows:
            self.show_source(self.model.rows[0].source.id)
        else:
            self.reader.show_source(shown.id if shown else "")

    def show_source(self, source_id: str) -> None:
        """Show a source in the reader and mark it in the list."""
        if self.model.row_of(source_id) < 0:
            self.filter.clear()
        self.reader.show_source(source_id)
        self._mark_current()

    def show_place(self, source_id: str, start: int, stop: int) -> None:
        """Show a passage of a source, selected."""
        self.show_source(source_id)
        self.reader.show_place(source_id, start, stop)

    def show_record(self, kind: str, record_id: str) -> bool:
        """Show a source, or the first passage of a record that was captured here."""
        if kind == "source":
            self.show_source(record_id)
            return self._session.content.find(Source, record_id) is not None
        for source, place in passages_of(self._session.content, kind, record_id):
            self.show_place(source, place.start, place.stop)
            return True
        return False

    def open_find(self) -> None:
        """Find words in the text of the source."""
        self.reader.open_find()

    def go_to_next_part(self) -> None:
        """Move the keys between list, text and the open bar."""
        bar = self.capturing.open_bar
        parts: list[QWidget] = [self.list, self.reader.text, *([bar] if bar else [])]
        here = next((at for at, part in enumerate(parts) if _has_keys(part)), -1)
        part = parts[(here + 1) % len(parts)]
        if part is bar and bar is not None:
            bar.focus_first()
        else:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_text(self) -> None:
        self.reader.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _mark_current(self) -> None:
        source = self.reader.source
        place = self.model.row_of(source.id) if source else -1
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.reader.show_source(self.model.rows[current.row()].source.id)

    # ---------------------------------------------------------------- capturing

    def capture(self, kind: str) -> None:
        """Open the bar of a kind for the selection."""
        self.capturing.capture(kind)

    def capture_quote(self) -> None:
        """Open the bar for a quote."""
        self.capturing.capture("quote")

    def capture_position(self) -> None:
        """Open the bar for a position."""
        self.capturing.capture("position")

    def capture_commitment(self) -> None:
        """Open the bar for a commitment."""
        self.capturing.capture("commitment")

    def capture_fact(self) -> None:
        """Open the bar for a fact."""
        self.capturing.capture("fact")

    def capture_again(self) -> None:
        """Repeat the last capture for other actors."""
        self.capturing.again()

    # ---------------------------------------------------------------- importing

    def import_files(self) -> None:
        """Ask for files and import them."""
        self.imports.choose_files()

    def paste_text(self) -> None:
        """Import the text on the clipboard."""
        self.imports.paste()

    def show_results(self, rows: Sequence[Imported]) -> None:
        """List what became of imported files and show the first new source."""
        self.results.show_results(rows)
        self.refresh()
        first = next((row.source for row in rows if row.source is not None), None)
        if first is not None:
            self.show_source(first)
            self._go_to_text()


def _has_keys(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (part is focus or part.isAncestorOf(focus))
