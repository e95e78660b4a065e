"""Commands as data, and the actions made of them for menus, toolbar, keys and palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence

from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.gui.window import MainWindow

Run: TypeAlias = "Callable[[MainWindow], object]"
Test: TypeAlias = "Callable[[MainWindow], bool]"
Words: TypeAlias = "Callable[[MainWindow], str]"


def always(_window: MainWindow) -> bool:
    """Tell that a command can be given at any time."""
    return True


def has_pack(window: MainWindow) -> bool:
    """Tell whether a pack is open."""
    return window.session is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that the analyst can ask for.

    Attributes:
        id: `area.verb`; the object name of its action.
        title: Its words, marked for translation.
        menu: The menu that holds it.
        run: What it does.
        keys: Its keys on every platform; the first one stands in the menu.
        standard: What the platform calls it; its own keys are bound besides.
        is_enabled: Whether it can be done now.
        is_checked: Whether it is on now; None for a command that is no switch.
        words: Its words as they are now, where they change.
        icon: A drawing.
        on_toolbar: Whether the toolbar shows it.
        starts_group: Whether a line stands before it in its menu.
        page: The page within which its keys work; empty for the whole window.
        changes_pack: Whether it is off while the pack is open to read only.
    """

    id: str
    title: str
    menu: str
    run: Run
    standard: QKeySequence.StandardKey | None = None
    keys: tuple[str, ...] = ()
    is_enabled: Test = has_pack
    is_checked: Test | None = None
    words: Words | None = None
    icon: str = ""
    on_toolbar: bool = False
    starts_group: bool = False
    page: str = ""
    changes_pack: bool = False

    @property
    def shortcuts(self) -> list[QKeySequence]:
        """Return its keys, the one that the menu shows first; never twice the same."""
        found = [QKeySequence(text) for text in self.keys]
        if self.standard is not None:
            found += [key for key in QKeySequence.keyBindings(self.standard) if key not in found]
        return found

    @property
    def plain_title(self) -> str:
        """Return its words in the reader's language without the mark of the menu key."""
        words = QCoreApplication.translate("Commands", self.title)
        return words.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


class CommandAction(QAction):
    """The action of one command in one window.

    Args:
        command: The command.
        window: The window on which it acts.
    """

    def __init__(self, command: Command, window: MainWindow) -> None:
        super().__init__(window)
        self.command = command
        self._window = window
        self.setObjectName(command.id)
        self.setText(QCoreApplication.translate("Commands", command.title))
        self.setIconText(f" {command.plain_title}")
        self.setShortcuts(command.shortcuts)
        self.setCheckable(command.is_checked is not None)
        self.setMenuRole(QAction.MenuRole.NoRole)
        if command.page:
            self.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if command.icon:
            self.setIcon(theme().icon(command.icon))
        self.triggered.connect(self._on_triggered)

    def update_state(self) -> None:
        """Follow the window: enabled, checked, words."""
        session = self._window.session
        is_barred = self.command.changes_pack and session is not None and session.pack.is_read_only
        self.setEnabled(not is_barred and self.command.is_enabled(self._window))
        if self.command.is_checked is not None:
            self.setChecked(self.command.is_checked(self._window))
        if self.command.words is not None:
            self.setText(self.command.words(self._window))
            self.setToolTip(self.text().replace("&", ""))

    def _on_triggered(self) -> None:
        if not self.command.id.startswith("edit."):
            self._window.commit_typing()
        self.command.run(self._window)
        self._window.update_commands()
