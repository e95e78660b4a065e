"""The table of commands: everything that the analyst can ask the window for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from briefing.gui.commands import Command, always
from briefing.gui.page_specs import PAGES
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.gui.commands import Test
    from briefing.gui.page_specs import PageSpec
    from briefing.gui.window import MainWindow

Standard = QKeySequence.StandardKey

MENUS: Final = (
    QT_TRANSLATE_NOOP("Menus", "&File"),
    QT_TRANSLATE_NOOP("Menus", "&Edit"),
    QT_TRANSLATE_NOOP("Menus", "&Sources"),
    QT_TRANSLATE_NOOP("Menus", "&Go"),
    QT_TRANSLATE_NOOP("Menus", "&View"),
    QT_TRANSLATE_NOOP("Menus", "E&xport"),
    QT_TRANSLATE_NOOP("Menus", "&Help"),
)
_FILE, _EDIT, _SOURCES, _GO, _VIEW, _EXPORT, _HELP = MENUS


def _page_can(method: str) -> Test:
    return lambda window: window.workspace is not None and window.workspace.page_can(method)


def _digit(page: PageSpec) -> int:
    return ([spec for spec in PAGES if not spec.alt].index(page) + 1) % 10


def _on_editions(window: MainWindow, method: str) -> None:
    window.show_page("Editions")
    window.ask_page(method)


def _share(window: MainWindow) -> None:
    window.show_page("Share")
    window.ask_page("begin")


def _receive(window: MainWindow) -> None:
    window.show_page("Inbox")
    window.ask_page("choose_file")


def _undo_words(window: MainWindow) -> str:
    name = window.session.pack.undo_name if window.session else None
    undo = QCoreApplication.translate("Commands", "&Undo")
    return f"{undo} {name}" if name else undo


def _redo_words(window: MainWindow) -> str:
    name = window.session.pack.redo_name if window.session else None
    redo = QCoreApplication.translate("Commands", "&Redo")
    return f"{redo} {name}" if name else redo


_FILE_COMMANDS: Final = (
    Command(
        id="file.new",
        title=QT_TRANSLATE_NOOP("Commands", "&New Pack"),
        menu=_FILE,
        run=lambda window: window.files.start_new(),
        standard=Standard.New,
        keys=("Ctrl+N",),
        is_enabled=always,
        icon="new",
    ),
    Command(
        id="file.new_from",
        title=QT_TRANSLATE_NOOP("Commands", "Ne&w from an Old Pack…"),
        menu=_FILE,
        run=lambda window: window.carrying.choose(),
        keys=("Ctrl+Alt+N",),
        is_enabled=always,
    ),
    Command(
        id="file.open",
        title=QT_TRANSLATE_NOOP("Commands", "&Open…"),
        menu=_FILE,
        run=lambda window: window.files.choose_and_open(),
        standard=Standard.Open,
        keys=("Ctrl+O",),
        is_enabled=always,
        icon="open",
    ),
    Command(
        id="file.sample",
        title=QT_TRANSLATE_NOOP("Commands", "Open the Sam&ple"),
        menu=_FILE,
        run=lambda window: window.files.open_sample(),
        keys=("Ctrl+Alt+O",),
        is_enabled=always,
    ),
    Command(
        id="file.recover",
        title=QT_TRANSLATE_NOOP("Commands", "Take Up &Unsaved Work"),
        menu=_FILE,
        run=lambda window: window.files.recovering.take_up_newest(),
        keys=("Ctrl+Alt+U",),
        is_enabled=lambda window: bool(window.files.recovering.readable),
    ),
    Command(
        id="file.bring_back",
        title=QT_TRANSLATE_NOOP("Commands", "&Bring Back Discarded Work"),
        menu=_FILE,
        run=lambda window: window.files.recovering.bring_back(),
        keys=("Ctrl+Alt+Shift+U",),
        is_enabled=lambda window: window.files.recovering.can_bring_back,
    ),
    Command(
        id="file.save",
        title=QT_TRANSLATE_NOOP("Commands", "&Save"),
        menu=_FILE,
        run=lambda window: window.files.save(),
        standard=Standard.Save,
        keys=("Ctrl+S",),
        icon="save",
        on_toolbar=True,
        starts_group=True,
    ),
    Command(
        id="file.save_as",
        title=QT_TRANSLATE_NOOP("Commands", "Save &As…"),
        menu=_FILE,
        run=lambda window: window.files.save_as(),
        standard=Standard.SaveAs,
        keys=("Ctrl+Shift+S",),
    ),
    Command(
        id="file.duplicate",
        title=QT_TRANSLATE_NOOP("Commands", "&Duplicate"),
        menu=_FILE,
        run=lambda window: window.files.copies.duplicate(),
        keys=("Ctrl+Alt+D",),
        is_enabled=lambda window: window.files.copies.has_file,
        icon="copy",
    ),
    Command(
        id="file.revert",
        title=QT_TRANSLATE_NOOP("Commands", "Re&vert to What Is Saved"),
        menu=_FILE,
        run=lambda window: window.files.copies.revert(),
        keys=("Ctrl+Alt+Z",),
        is_enabled=lambda window: window.files.copies.can_revert,
    ),
    Command(
        id="file.restore",
        title=QT_TRANSLATE_NOOP("Commands", "Res&tore…"),
        menu=_FILE,
        run=lambda window: window.files.copies.choose_backup(),
        keys=("Ctrl+Alt+B",),
        is_enabled=lambda window: window.files.copies.can_restore,
        icon="restore",
    ),
    Command(
        id="file.rescue",
        title=QT_TRANSLATE_NOOP("Commands", "Resc&ue a Damaged Pack…"),
        menu=_FILE,
        run=lambda window: window.rescues.choose(),
        keys=("Ctrl+Alt+X",),
        is_enabled=always,
    ),
    Command(
        id="file.receive",
        title=QT_TRANSLATE_NOOP("Commands", "Rece&ive…"),
        menu=_FILE,
        run=_receive,
        keys=("Ctrl+Shift+I",),
        icon="inbox",
        starts_group=True,
        changes_pack=True,
    ),
    Command(
        id="file.share",
        title=QT_TRANSLATE_NOOP("Commands", "Save a Copy for S&haring…"),
        menu=_FILE,
        run=_share,
        keys=("Ctrl+Alt+S",),
        icon="people",
    ),
    Command(
        id="file.purge",
        title=QT_TRANSLATE_NOOP("Commands", "Pur&ge…"),
        menu=_FILE,
        run=lambda window: window.ask_page("purge_chosen"),
        keys=("Ctrl+Alt+P",),
        is_enabled=_page_can("purge_chosen"),
        changes_pack=True,
    ),
    Command(
        id="file.working_place",
        title=QT_TRANSLATE_NOOP("Commands", "Place of &Working Copies…"),
        menu=_FILE,
        run=lambda window: window.files.leaving.choose_place(),
        keys=("Ctrl+Alt+Shift+W",),
        is_enabled=always,
    ),
    Command(
        id="file.close",
        title=QT_TRANSLATE_NOOP("Commands", "&Close Pack"),
        menu=_FILE,
        run=lambda window: window.files.close_pack(),
        standard=Standard.Close,
        keys=("Ctrl+W",),
        starts_group=True,
    ),
    Command(
        id="file.leave_nothing",
        title=QT_TRANSLATE_NOOP("Commands", "Close and &Leave Nothing Behind…"),
        menu=_FILE,
        run=lambda window: window.files.leaving.ask(),
        keys=("Ctrl+Alt+Shift+Q",),
        is_enabled=always,
    ),
    Command(
        id="file.quit",
        title=QT_TRANSLATE_NOOP("Commands", "&Quit"),
        menu=_FILE,
        run=lambda window: window.close(),
        standard=Standard.Quit,
        keys=("Ctrl+Q",),
        is_enabled=always,
    ),
)
_EDIT_COMMANDS: Final = (
    Command(
        id="edit.undo",
        title=QT_TRANSLATE_NOOP("Commands", "&Undo"),
        menu=_EDIT,
        run=lambda window: window.undo(),
        standard=Standard.Undo,
        keys=("Ctrl+Z",),
        is_enabled=lambda window: bool(window.session and window.session.pack.undo_name),
        words=_undo_words,
        icon="undo",
        on_toolbar=True,
    ),
    Command(
        id="edit.redo",
        title=QT_TRANSLATE_NOOP("Commands", "&Redo"),
        menu=_EDIT,
        run=lambda window: window.redo(),
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        is_enabled=lambda window: bool(window.session and window.session.pack.redo_name),
        words=_redo_words,
        icon="redo",
        on_toolbar=True,
    ),
    Command(
        id="edit.add",
        title=QT_TRANSLATE_NOOP("Commands", "&Add a Record"),
        menu=_EDIT,
        run=lambda window: window.ask_page("add_record"),
        keys=("Ctrl+Shift+N", "Insert"),
        is_enabled=_page_can("add_record"),
        icon="add",
        starts_group=True,
        changes_pack=True,
    ),
    Command(
        id="edit.remove",
        title=QT_TRANSLATE_NOOP("Commands", "Re&move the Record"),
        menu=_EDIT,
        run=lambda window: window.ask_page("remove_record"),
        keys=("Ctrl+Delete", "Ctrl+Backspace"),
        is_enabled=_page_can("remove_record"),
        icon="remove",
        changes_pack=True,
    ),
    Command(
        id="edit.copy_quote",
        title=QT_TRANSLATE_NOOP("Commands", "&Copy as Cited Quote"),
        menu=_EDIT,
        run=lambda window: window.ask_page("copy_cited"),
        keys=("Ctrl+Shift+C",),
        is_enabled=_page_can("copy_cited"),
        icon="copy",
    ),
    *(
        Command(
            id=f"inbox.{method}",
            title=title,
            menu=_EDIT,
            run=lambda window, method=method: window.ask_page(method),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            keys=(key,),
            is_enabled=_page_can(method),
            icon=icon,
            starts_group=method == "accept_chosen",
            page="Inbox",
            changes_pack=True,
        )
        for method, title, key, icon in (
            ("accept_chosen", QT_TRANSLATE_NOOP("Commands", "Acc&ept Proposals"), "A", "check"),
            ("change_chosen", QT_TRANSLATE_NOOP("Commands", "Chan&ge a Proposal…"), "C", "edit"),
            ("reject_chosen", QT_TRANSLATE_NOOP("Commands", "Re&ject Proposals"), "R", "close"),
            ("accept_all", QT_TRANSLATE_NOOP("Commands", "Accept A&ll Proposals"), "Shift+A", ""),
        )
    ),
    Command(
        id="edit.filter",
        title=QT_TRANSLATE_NOOP("Commands", "&Find on This Page"),
        menu=_EDIT,
        run=lambda window: window.find_on_page(),
        standard=Standard.Find,
        keys=("Ctrl+F",),
        icon="search",
        starts_group=True,
    ),
    Command(
        id="edit.search",
        title=QT_TRANSLATE_NOOP("Commands", "&Search the Pack…"),
        menu=_EDIT,
        run=lambda window: window.search_pack(),
        keys=("Ctrl+Shift+F",),
        icon="search",
        on_toolbar=True,
    ),
)
_SOURCE_COMMANDS: Final = (
    Command(
        id="source.import",
        title=QT_TRANSLATE_NOOP("Commands", "&Import Files…"),
        menu=_SOURCES,
        run=lambda window: window.imports.choose_files(),
        keys=("Ctrl+I",),
        icon="import",
        on_toolbar=True,
        changes_pack=True,
    ),
    Command(
        id="source.paste",
        title=QT_TRANSLATE_NOOP("Commands", "&Paste as Source"),
        menu=_SOURCES,
        run=lambda window: window.imports.paste(),
        keys=("Ctrl+Shift+V",),
        icon="paste",
        on_toolbar=True,
        changes_pack=True,
    ),
    Command(
        id="source.revise",
        title=QT_TRANSLATE_NOOP("Commands", "Import a New &Revision…"),
        menu=_SOURCES,
        run=lambda window: window.ask_page("revise_source"),
        keys=("Ctrl+Alt+V",),
        is_enabled=_page_can("revise_source"),
        icon="import",
        changes_pack=True,
    ),
    Command(
        id="table.import",
        title=QT_TRANSLATE_NOOP("Commands", "Import a &Table…"),
        menu=_SOURCES,
        run=lambda window: window.tables.choose(),
        keys=("Ctrl+Alt+T",),
        icon="matrix",
        changes_pack=True,
    ),
    *(
        Command(
            id=f"capture.{kind}",
            title=title,
            menu=_SOURCES,
            run=lambda window, kind=kind: window.capture(kind),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            keys=(kind[0].upper(),),
            is_enabled=_page_can("capture"),
            icon=kind,
            starts_group=kind == "quote",
            page="Sources",
            changes_pack=True,
        )
        for kind, title in (
            ("quote", QT_TRANSLATE_NOOP("Commands", "Capture a &Quote")),
            ("position", QT_TRANSLATE_NOOP("Commands", "Capture a P&osition")),
            ("commitment", QT_TRANSLATE_NOOP("Commands", "Capture a &Commitment")),
            ("fact", QT_TRANSLATE_NOOP("Commands", "Capture a &Fact")),
        )
    ),
)
_GO_COMMANDS: Final = (
    *(
        Command(
            id=f"go.{spec.key}",
            title=spec.name.replace("&", "&&"),
            menu=_GO,
            run=lambda window, name=spec.name: window.show_page(name),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            keys=(f"Alt+{spec.alt or _digit(spec)}",),
            icon=spec.icon,
        )
        for spec in PAGES
    ),
    Command(
        id="go.source",
        title=QT_TRANSLATE_NOOP("Commands", "Show the &Sentence in Its Source"),
        menu=_GO,
        run=lambda window: window.show_sentence(),
        keys=("Ctrl+G",),
        is_enabled=lambda window: window.can_show_sentence,
        icon="go-to",
        starts_group=True,
    ),
    Command(
        id="go.next_problem",
        title=QT_TRANSLATE_NOOP("Commands", "Next Pro&blem"),
        menu=_GO,
        run=lambda window: window.next_problem(),
        keys=("F4",),
        icon="problems",
    ),
    Command(
        id="go.command",
        title=QT_TRANSLATE_NOOP("Commands", "Command &Palette…"),
        menu=_GO,
        run=lambda window: window.open_palette(),
        keys=("Ctrl+Shift+P",),
        is_enabled=always,
        icon="palette",
        starts_group=True,
    ),
)
_VIEW_COMMANDS: Final = (
    *(
        Command(
            id=f"view.theme_{name}",
            title=title,
            menu=_VIEW,
            run=lambda window, name=name: window.looks.choose_theme(name),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            keys=(key,),
            is_enabled=always,
            is_checked=lambda window, name=name: window.looks.theme == name,  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        )
        for name, title, key in (
            ("system", QT_TRANSLATE_NOOP("Commands", "Theme of the &System"), "Ctrl+Alt+1"),
            ("light", QT_TRANSLATE_NOOP("Commands", "&Light Theme"), "Ctrl+Alt+2"),
            ("dark", QT_TRANSLATE_NOOP("Commands", "&Dark Theme"), "Ctrl+Alt+3"),
            ("high_contrast", QT_TRANSLATE_NOOP("Commands", "High &Contrast"), "Ctrl+Alt+4"),
        )
    ),
    Command(
        id="view.text_larger",
        title=QT_TRANSLATE_NOOP("Commands", "Lar&ger Text"),
        menu=_VIEW,
        run=lambda window: window.looks.scale_text(+1),
        standard=Standard.ZoomIn,
        keys=("Ctrl++", "Ctrl+="),
        is_enabled=always,
        starts_group=True,
    ),
    Command(
        id="view.text_smaller",
        title=QT_TRANSLATE_NOOP("Commands", "S&maller Text"),
        menu=_VIEW,
        run=lambda window: window.looks.scale_text(-1),
        standard=Standard.ZoomOut,
        keys=("Ctrl+-",),
        is_enabled=always,
    ),
    Command(
        id="view.text_reset",
        title=QT_TRANSLATE_NOOP("Commands", "&Normal Text Size"),
        menu=_VIEW,
        run=lambda window: window.looks.scale_text(0),
        keys=("Ctrl+0",),
        is_enabled=always,
    ),
    Command(
        id="view.context",
        title=QT_TRANSLATE_NOOP("Commands", "&Passages"),
        menu=_VIEW,
        run=lambda window: window.toggle_dock("context"),
        keys=("F7",),
        is_checked=lambda window: window.is_dock_shown("context"),
        icon="eye",
        starts_group=True,
    ),
    Command(
        id="view.problems",
        title=QT_TRANSLATE_NOOP("Commands", "Pro&blems"),
        menu=_VIEW,
        run=lambda window: window.toggle_dock("problems"),
        keys=("F8",),
        is_checked=lambda window: window.is_dock_shown("problems"),
        icon="problems",
    ),
    Command(
        id="view.history",
        title=QT_TRANSLATE_NOOP("Commands", "&History"),
        menu=_VIEW,
        run=lambda window: window.toggle_dock("history"),
        keys=("F9",),
        is_checked=lambda window: window.is_dock_shown("history"),
        icon="clock",
    ),
    Command(
        id="view.preview",
        title=QT_TRANSLATE_NOOP("Commands", "Pre&view"),
        menu=_VIEW,
        run=lambda window: window.toggle_dock("preview"),
        keys=("F12",),
        is_checked=lambda window: window.is_dock_shown("preview"),
        icon="pdf",
    ),
    Command(
        id="view.reset_layout",
        title=QT_TRANSLATE_NOOP("Commands", "&Reset the Layout"),
        menu=_VIEW,
        run=lambda window: window.reset_layout(),
        keys=("Ctrl+Alt+R",),
    ),
)
_SHEET: Final = "export-excel"
_EXPORT_COMMANDS: Final = tuple(
    Command(
        id=f"export.{what}",
        title=title,
        menu=_EXPORT,
        run=lambda window, what=what: window.export(what),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        keys=(key,),
        icon=icon,
        on_toolbar=what != "all",
    )
    for what, title, key, icon in (
        ("word", QT_TRANSLATE_NOOP("Commands", "Export to &Word"), "Ctrl+E", "export-word"),
        ("excel", QT_TRANSLATE_NOOP("Commands", "Export to &Excel"), "Ctrl+Shift+E", _SHEET),
        ("all", QT_TRANSLATE_NOOP("Commands", "Export &Both"), "Ctrl+Alt+E", ""),
    )
)  # fmt: skip
_EDITION_COMMANDS: Final = (
    Command(
        id="edition.issue",
        title=QT_TRANSLATE_NOOP("Commands", "&Issue an Edition…"),
        menu=_EXPORT,
        run=lambda window: _on_editions(window, "issue_edition"),
        keys=("Ctrl+Alt+I",),
        icon="editions",
        starts_group=True,
        changes_pack=True,
    ),
    Command(
        id="edition.addendum",
        title=QT_TRANSLATE_NOOP("Commands", "Issue an &Addendum…"),
        menu=_EXPORT,
        run=lambda window: _on_editions(window, "issue_addendum"),
        keys=("Ctrl+Alt+A",),
        is_enabled=lambda window: bool(window.session and window.session.content.editions),
        changes_pack=True,
    ),
    Command(
        id="edition.again",
        title=QT_TRANSLATE_NOOP("Commands", "&Render the Edition Again…"),
        menu=_EXPORT,
        run=lambda window: window.ask_page("render_again"),
        keys=("Ctrl+Alt+G",),
        is_enabled=_page_can("render_again"),
    ),
    Command(
        id="edition.copy_changes",
        title=QT_TRANSLATE_NOOP("Commands", "&Copy What Changed Since"),
        menu=_EXPORT,
        run=lambda window: window.ask_page("copy_changes"),
        keys=("Ctrl+Alt+C",),
        is_enabled=_page_can("copy_changes"),
        icon="copy",
    ),
)
_TEMPLATE_COMMANDS: Final = (
    Command(
        id="template.install",
        title=QT_TRANSLATE_NOOP("Commands", "Ins&tall a Template…"),
        menu=_EXPORT,
        run=lambda window: window.templates.choose_and_install(),
        keys=("Ctrl+Alt+H",),
        is_enabled=always,
        icon="import",
        starts_group=True,
    ),
    Command(
        id="template.new",
        title=QT_TRANSLATE_NOOP("Commands", "&New Template from a Word File…"),
        menu=_EXPORT,
        run=lambda window: window.templates.choose_word_file(),
        keys=("Ctrl+Alt+W",),
        is_enabled=always,
        icon="new",
    ),
    *(
        Command(
            id=f"template.{verb}",
            title=title,
            menu=_EXPORT,
            run=lambda window, method=method: window.ask_page(method),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            keys=(key,),
            is_enabled=_page_can(method),
            icon=icon,
            page="Templates",
        )
        for verb, method, title, key, icon in (
            ("check", "check_file", QT_TRANSLATE_NOOP("Commands", "C&heck a Word File…"), "K", ""),
            (
                "share",
                "share_template",
                QT_TRANSLATE_NOOP("Commands", "&Share the Template…"),
                "S",
                "",
            ),
            (
                "remove",
                "remove_template",
                QT_TRANSLATE_NOOP("Commands", "Re&move the Template"),
                "Delete",
                "remove",
            ),
        )
    ),
)
_HELP_COMMANDS: Final = (
    Command(
        id="help.manual",
        title=QT_TRANSLATE_NOOP("Commands", "&Manual"),
        menu=_HELP,
        run=lambda window: window.show_help("manual"),
        standard=Standard.HelpContents,
        keys=("F1",),
        is_enabled=always,
        icon="help",
    ),
    Command(
        id="help.keys",
        title=QT_TRANSLATE_NOOP("Commands", "&Keys"),
        menu=_HELP,
        run=lambda window: window.show_help("keys"),
        keys=("Ctrl+F1",),
        is_enabled=always,
    ),
    Command(
        id="help.about",
        title=QT_TRANSLATE_NOOP("Commands", "&About Briefing"),
        menu=_HELP,
        run=lambda window: window.show_help("about"),
        keys=("Shift+F1",),
        is_enabled=always,
    ),
)

COMMANDS: Final = (
    *_FILE_COMMANDS,
    *_EDIT_COMMANDS,
    *_SOURCE_COMMANDS,
    *_GO_COMMANDS,
    *_VIEW_COMMANDS,
    *_EXPORT_COMMANDS,
    *_EDITION_COMMANDS,
    *_TEMPLATE_COMMANDS,
    *_HELP_COMMANDS,
)
