"""Help in a window of its own: the manual, the keys, and what this program is."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QWidget

import briefing
from briefing import assets
from briefing.gui.parts import column, named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.gui.commands import Command


class HelpWindow(QDialog):
    """Shows one text of our own, written in Markdown; it blocks nothing."""

    def __init__(self, parent: QWidget, name: str, title: str, markdown: str) -> None:
        super().__init__(parent)
        named(self, f"help.{name}", title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        text = named(QTextBrowser(), f"help.{name}.text", title)
        text.setOpenExternalLinks(False)
        text.document().setDocumentMargin(24)
        text.setMarkdown(markdown)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = column(text, buttons, gap=8)
        layout.setContentsMargins(0, 0, 0, 12)
        buttons.setContentsMargins(0, 0, 12, 0)
        self.setLayout(layout)
        self.resize(theme().scaled(720), theme().scaled(600))


def show_help(window: QWidget, what: str, commands: Iterable[Command]) -> HelpWindow:
    """Show one of the help texts.

    Args:
        window: The window that asked.
        what: `manual`, `keys` or `about`.
        commands: The table of commands, from which the keys are written.
    """
    texts = {
        "manual": lambda: _manual() or _keys(commands),
        "keys": lambda: _keys(commands),
        "about": _about,
    }
    titles = {"manual": _tr("Manual"), "keys": _tr("Keys"), "about": _tr("About Briefing")}
    shown = HelpWindow(window, what, titles[what], texts[what]())
    shown.show()
    return shown


def _manual() -> str:
    """Return the manual's pages in a row; empty where none ships, then the keys stand in."""
    folder = assets.folder() / "manual"
    pages = sorted(folder.glob("*.md")) if folder.is_dir() else []
    first = [page for page in pages if page.stem in {"index", "README"}]
    ordered = [*first, *(page for page in pages if page not in first)]
    return "\n\n".join(page.read_text(encoding="utf-8") for page in ordered)


def _keys(commands: Iterable[Command]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    rows = []
    for command in commands:
        keys = ", ".join(key.toString(native) for key in command.shortcuts)
        rows.append(f"| {command.plain_title} | {keys} |")
    head = f"| {_tr('Command')} | {_tr('Keys')} |\n| --- | --- |\n"
    return f"# {_tr('Keys')}\n\n" + head + "\n".join(rows)


def _about() -> str:
    about = _tr(
        "Assembles country profiles, positions and quotes from real sources into Word briefing "
        "packs and Excel commitment matrices. Works offline: nothing touches the network."
    )
    versions = f"Briefing {briefing.__version__} · Python {platform.python_version()}"
    return f"# Briefing\n\n{about}\n\n{versions} · Qt for Python {PySide6.__version__} (LGPL 3)"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Help", text)
