"""The start page: recent packs, a new one, an existing one, the sample; no dialog anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from briefing.app.settings import forget_recent, load_settings
from briefing.gui.left_behind_list import LeftBehindList
from briefing.gui.parts import button, clear, column, frame, label, named, row
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from briefing.gui.recovering import Recovering


class RecentRow(QWidget):
    """One recent pack: a button that opens it, and one that forgets it.

    Signals:
        chosen(path): It should be opened.
        forgotten(path): It should leave the list.
    """

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(self, path: str, number: int) -> None:
        super().__init__()
        self._path = path
        file = Path(path)
        is_there = file.exists()
        self.setObjectName(f"recent.{number}")
        folder = str(file.parent).replace(str(Path.home()), "~")
        detail = folder if is_there else self.tr("missing – {folder}").format(folder=folder)
        open_button = button(file.stem, f"recent.{number}.open", self._on_open, look="row")
        open_button.setEnabled(is_there)
        open_button.setToolTip(path)
        open_button.setAccessibleDescription(detail)
        remove = button("", f"recent.{number}.remove", self._on_remove, look="link", icon="close")
        remove.setToolTip(self.tr("Remove from this list"))
        remove.setAccessibleName(self.tr("Remove {name} from this list").format(name=file.stem))
        remove.setFixedWidth(32)
        where = label(detail, "small")
        self.setLayout(row(column(open_button, gap=0), where, remove, gap=8))
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(0, 1)

    def _on_open(self) -> None:
        self.chosen.emit(self._path)

    def _on_remove(self) -> None:
        self.forgotten.emit(self._path)


class StartPage(QWidget):
    """What the window shows without a pack.

    Args:
        recovering: What offers unsaved work.
        parent: The stack of the window.

    Signals:
        title_given(title): A new pack with this title.
        open_asked(): Choose a pack on disk.
        sample_asked(): Open the sample.
        old_asked(): A new pack with what still stands in an old one.
        template_asked(): Choose a colleague's template and install it.
        recent_chosen(path): Open this pack.
    """

    title_given = Signal(str)
    open_asked = Signal()
    sample_asked = Signal()
    old_asked = Signal()
    template_asked = Signal()
    recent_chosen = Signal(str)

    def __init__(self, recovering: Recovering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_behind = LeftBehindList(recovering)
        named(self, "Start", self.tr("Start"))
        self._title = named(QLineEdit(), "start.title", self.tr("Title of the new pack"))
        self._title.setPlaceholderText(
            self.tr("What is it for? For example: Paris summit, 6 January")
        )
        self._create = button(self.tr("Create"), "start.create", self._on_create, look="primary")
        self._create.setEnabled(False)
        self._open = self._tile(self.tr("Open a pack…"), "start.open", "open")
        self._sample = self._tile(self.tr("Open the sample"), "start.sample", "overview")
        self._old = self._tile(self.tr("From an old pack…"), "start.old", "new")
        self._template = self._tile(self.tr("Install a template…"), "start.template", "import")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._recent.setContentsMargins(0, 0, 0, 0)
        self._no_recent = label(self.tr("Packs that you open or save appear here."), "muted")
        self._lay_out()
        self._title.textChanged.connect(self._on_typed)
        self._title.returnPressed.connect(self._on_create)
        self._open.clicked.connect(self.open_asked)
        self._sample.clicked.connect(self.sample_asked)
        self._old.clicked.connect(self.old_asked)
        self._template.clicked.connect(self.template_asked)

    def _tile(self, text: str, name: str, icon: str) -> QPushButton:
        made = named(QPushButton(f" {text}"), name, text)
        made.setIcon(theme().icon(icon))
        made.setIconSize(QSize(18, 18))
        made.setMinimumHeight(36)
        return made

    def _lay_out(self) -> None:
        recent = QWidget()
        recent.setLayout(self._recent)
        inner = column(
            column(
                label(self.tr("Briefing"), "hero"),
                label(self.tr("Who wants what, in whose exact words, from which source."), "muted"),
                gap=4,
            ),
            self._left_behind,
            _part(self.tr("New pack"), row(self._title, self._create), row(self._old, 1)),
            _part(self.tr("Existing pack"), row(self._open, self._sample, self._template, 1)),
            _part(self.tr("Recent packs"), column(self._no_recent, recent, gap=0)),
            gap=0,
        )
        card = frame("sheet", inner)
        inner.setContentsMargins(32, 32, 32, 32)
        card.setFixedWidth(theme().scaled(680))
        theme().changed.connect(self._on_theme_changed)
        self._card = card
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def refresh(self) -> None:
        """Show the recent packs as they are now."""
        clear(self._recent)
        paths = load_settings().recent
        self._no_recent.setVisible(not paths)
        for number, path in enumerate(paths, start=1):
            line = RecentRow(path, number)
            line.chosen.connect(self.recent_chosen)
            line.forgotten.connect(self._on_forgotten)
            self._recent.addWidget(line)

    def focus_title(self) -> None:
        """Put the keyboard where the title of a new pack goes."""
        self._title.clear()
        self._title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_theme_changed(self) -> None:
        self._card.setFixedWidth(theme().scaled(680))

    def _on_typed(self, text: str) -> None:
        self._create.setEnabled(bool(text.strip()))

    def _on_create(self) -> None:
        title = self._title.text().strip()
        if title:
            self._title.clear()
            self.title_given.emit(title)

    def _on_forgotten(self, path: str) -> None:
        forget_recent(path)
        self.refresh()
        self._title.setFocus()


def _part(title: str, *inner: QLayout) -> QVBoxLayout:
    made = column(label(title, "heading"), *inner, gap=8)
    made.setContentsMargins(0, 24, 0, 0)
    return made
