"""The reader: header, text, what was set aside, and find, for one source at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from briefing.app import editing
from briefing.domain.sources import Source
from briefing.domain.spans import Range
from briefing.gui.parts import button, column, label, named, row, rule
from briefing.gui.reader.finding import FindBar
from briefing.gui.reader.header import Header
from briefing.gui.reader.highlights import highlights_of
from briefing.gui.reader.revision_line import RevisionLine
from briefing.gui.reader.source_text import SourceText
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from briefing.domain.sources import SetAside
    from briefing.gui.session import Session

_SHORTCUTS = (("F3", "find_next"), ("Shift+F3", "find_previous"))

_HINTS_FROM = 660


class Reader(QWidget):
    """Shows one source; everything about it can be corrected here, but its words.

    Args:
        session: The open pack.
        parent: The page.

    Signals:
        source_shown(id): Another source is shown; empty for none.
    """

    source_shown = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "reader", self.tr("Reader"))
        self._session = session
        self._shown = ""
        self.header = Header(session, self)
        self.revision = RevisionLine(self)
        self.text = SourceText(self)
        self.find_bar = FindBar(self.text, self)
        self._aside_count = label("", "small")
        self._toggle = button(
            self.tr("Show"), "reader.toggle_aside", self.toggle_aside, look="link"
        )
        self._set_aside = button(
            self.tr("Set aside"), "reader.set_aside", self.set_aside, look="link"
        )
        self._restore = button(self.tr("Restore"), "reader.restore", self.restore, look="link")
        self._lay_out()
        self._connect()
        self.show_source("")

    def _lay_out(self) -> None:
        keys = self.tr("'  next quotation    S  next sentence    Q P C F  capture")
        self._hints = label(keys, "small")
        self._hints.setToolTip(
            self.tr("Shift+S: longer. W: back a sentence. Shift+Q: a further piece. F6: list.")
        )
        strip = row(gap=8)
        strip.setContentsMargins(16, 0, 16, 4)
        for part in (self._aside_count, self._toggle, self._restore, self._set_aside):
            strip.addWidget(part)
        strip.addStretch(1)
        strip.addWidget(self._hints)
        layout = column(gap=0)
        self.setLayout(layout)
        layout.addWidget(self.header)
        layout.addWidget(self.revision)
        layout.addLayout(strip)
        layout.addWidget(rule())
        layout.addWidget(self.text, 1)
        layout.addWidget(self.find_bar)

    def _connect(self) -> None:
        self._session.record_selected.connect(self._on_record_selected)
        self.text.highlight_clicked.connect(self._session.select)
        self.text.find_asked.connect(self.open_find)
        self.text.selectionChanged.connect(self._enable)
        self.text.cursorPositionChanged.connect(self._enable)
        for keys, slot in _SHORTCUTS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(getattr(self, slot))

    # ------------------------------------------------------------------ showing

    @property
    def source(self) -> Source | None:
        """Return the source that is shown, as the pack has it now."""
        return self._session.content.find(Source, self._shown)

    def show_source(self, source_id: str) -> None:
        """Show a source from its beginning; an id that is not there shows none."""
        source = self._session.content.find(Source, source_id)
        known = "" if source is None else source.id
        is_other = known != self._shown
        self._shown = known
        self._refresh(source)
        if is_other:
            self.source_shown.emit(known)

    def show_place(self, source_id: str, start: int, stop: int) -> None:
        """Show a source and select a passage of it."""
        self.show_source(source_id)
        self.text.select(Range(start=start, stop=stop))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self, source: Source | None) -> None:
        self.header.show_source(source)
        self.revision.show_source(source, self._session.content)
        self.text.show_source(source)
        rows = highlights_of(self._session.content, source.id) if source else ()
        self.text.show_highlights(rows)
        self.text.show_selected(self._session.selected[1])
        self.text.setAccessibleName(
            self.tr("Text of %1").replace("%1", source.title) if source else self.tr("No source")
        )
        if self.find_bar.isVisible():
            self.find_bar.look_again()
        self._enable()

    def _on_record_selected(self, _kind: str, record_id: str) -> None:
        self.text.show_selected(record_id)

    # ---------------------------------------------------------------- set aside

    def toggle_aside(self) -> None:
        """Show what was set aside in grey, or fold it away."""
        self.text.show_aside(shown=not self.text.shows_aside)
        self._enable()

    def set_aside(self) -> None:
        """Set the selected passage aside: it is greyed, stepped over, and stays in the pack."""
        source, place = self.source, self.text.selection()
        if source is not None and place is not None:
            self._session.attempt(
                editing.set_aside, self._session.pack, source, place, self.tr("by hand")
            )

    def restore(self) -> None:
        """Put what was set aside under the caret back into the text."""
        source, stretch = self.source, self.aside_here()
        if source is not None and stretch is not None:
            self._session.attempt(editing.restore, self._session.pack, source, stretch.id)

    def aside_here(self) -> SetAside | None:
        """Return the stretch set aside in which caret or selection stands."""
        source = self.source
        if source is None or not self.text.shows_aside:
            return None
        place = self.text.selection()
        at = self.text.caret() if place is None else place.start
        return next((row for row in source.set_aside if row.start <= at < row.stop), None)

    def _enable(self) -> None:
        source = self.source
        count = len(source.set_aside) if source else 0
        here = self.aside_here()
        many = self.tr("%1 passages set aside").replace("%1", str(count))
        words = self.tr("1 passage set aside") if count == 1 else many
        self._aside_count.setText(f"{words}: {here.reason}" if here else words)
        self._aside_count.setVisible(count > 0)
        shown = self.text.shows_aside
        self._toggle.setText(self.tr("Fold away") if shown else self.tr("Show"))
        self._toggle.setVisible(count > 0)
        self._restore.setVisible(here is not None)
        self._set_aside.setEnabled(self.text.selection() is not None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hints.setVisible(self.width() >= theme().scaled(_HINTS_FROM))

    # --------------------------------------------------------------------- find

    def open_find(self) -> None:
        """Open the line that finds words in this text."""
        self.find_bar.open()

    def find_next(self) -> None:
        """Go to the next place that was found."""
        if self.find_bar.isVisible():
            self.find_bar.find_next()
        else:
            self.find_bar.open()

    def find_previous(self) -> None:
        """Go to the place found before."""
        if self.find_bar.isVisible():
            self.find_bar.find_previous()
        else:
            self.find_bar.open()
