"""Puts the parts of the main window in: theme, commands, menus, toolbar, status, start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QToolBar

from briefing.gui.carrying import Carrying
from briefing.gui.command_table import COMMANDS, MENUS
from briefing.gui.commands import CommandAction
from briefing.gui.crash import CrashGuard
from briefing.gui.drops import Drops
from briefing.gui.files import PackFiles
from briefing.gui.foreign.importing import TableImports
from briefing.gui.imports import Imports
from briefing.gui.looks import Looks
from briefing.gui.notices import NoticeBar, StatusWords
from briefing.gui.parts import named
from briefing.gui.rescues import Rescues
from briefing.gui.start import StartPage
from briefing.gui.template_files import TemplateFiles
from briefing.gui.wiring import Wiring

if TYPE_CHECKING:
    from briefing.gui.window import MainWindow


def assemble(window: MainWindow) -> None:
    """Make the parts of an empty main window and put them in their places."""
    window.looks = Looks(window)
    window.files = PackFiles(window)
    window.imports = Imports(window)
    window.tables = TableImports(window)
    window.rescues = Rescues(window.files, window)
    window.carrying = Carrying(window.files, window)
    window.templates = TemplateFiles(window)
    window.crashes = CrashGuard(window)
    window.drops = Drops(window.files, window.templates, window.imports)
    window.actions_by_id = {command.id: CommandAction(command, window) for command in COMMANDS}
    window.start_page = StartPage(window.files.recovering)
    window.stack = named(QStackedWidget(), "central", window.tr("Pack"))
    window.stack.addWidget(window.start_page)
    window.setCentralWidget(window.stack)
    _build_menus(window)
    window.toolbar = _build_toolbar(window)
    _build_status(window)
    window.notices = NoticeBar(window, window.actions_by_id)
    window.wiring = Wiring(window)


def _build_menus(window: MainWindow) -> None:
    menus = {}
    for title in MENUS:
        menu = window.menuBar().addMenu(QApplication.translate("Menus", title))
        menu.setObjectName(f"menu.{title.replace('&', '').lower()}")
        menu.aboutToShow.connect(window.update_commands)
        menus[title] = menu
    for action in window.actions_by_id.values():
        menu = menus[action.command.menu]
        if action.command.starts_group:
            menu.addSeparator()
        menu.addAction(action)
        if not action.command.page:
            window.addAction(action)


def _build_toolbar(window: MainWindow) -> QToolBar:
    toolbar = named(QToolBar(window.tr("Toolbar")), "toolbar", window.tr("Toolbar"))
    toolbar.setMovable(False)
    toolbar.setIconSize(QSize(20, 20))
    toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    groups = ("file", "edit", "source", "export")
    shown = [a for a in window.actions_by_id.values() if a.command.on_toolbar]
    for group in groups:
        if group != groups[0]:
            toolbar.addSeparator()
        for action in shown:
            if action.command.id.startswith(group):
                toolbar.addAction(action)
                button = toolbar.widgetForAction(action)
                named(button, f"toolbar.{action.command.id}", action.command.plain_title)
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    window.addToolBar(toolbar)
    return toolbar


def _build_status(window: MainWindow) -> None:
    window.saved_words = StatusWords("status.saved", window.tr("Saved"))
    window.problem_words = StatusWords("status.problems", window.tr("Problems"))
    status = named(window.statusBar(), "status", window.tr("Status"))
    status.setSizeGripEnabled(False)
    status.addWidget(window.saved_words)
    status.addPermanentWidget(window.problem_words)
