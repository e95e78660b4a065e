"""The panel in which an edition is issued, or its files are made again: form, files, folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QWidget,
)

from briefing.app.edition_options import MadeWith
from briefing.app.exporting import has_office
from briefing.app.issuing import IssueRequest
from briefing.app.templates import SUMMIT_PACK, templates
from briefing.gui import outputs
from briefing.gui.pages.issue_choices import CAPTIONS, IssueChoices
from briefing.gui.parts import aligned, button, clear, column, label, named, row, scrolling
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.checks import Problem
    from briefing.gui.session import Session
    from briefing.template.manifest import TemplateInfo

_FILES: Final = (
    ("word", QT_TRANSLATE_NOOP("Issue", "Word file"), ".docx"),
    ("excel", QT_TRANSLATE_NOOP("Issue", "Workbook"), ".xlsx"),
    ("pdf", QT_TRANSLATE_NOOP("Issue", "PDF"), ".pdf"),
)
_DOORS: Final = 4


class IssuePanel(QWidget):
    """Asks what is to be written and where; nothing is issued while an error is open.

    Args:
        session: The open pack.

    Signals:
        asked(request): The files are to be written.
        left(): The panel is done with.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        named(self, "issue", self.tr("Issue an edition"))
        self._session = session
        self._name = ""
        self._infos: tuple[TemplateInfo, ...] = ()
        self._is_addendum = False
        self._is_again = False
        self._heading = label("", "heading", wraps=True)
        self._clock = label("", "small", wraps=True)
        self._template = named(QComboBox(), "issue.template", self.tr("Template"))
        self._folder = named(QLineEdit(), "issue.folder", self.tr("Folder"))
        self._boxes = {what: self._box(what, words) for what, words, _ in _FILES}
        self._choices = IssueChoices(self)
        self._note = label("", "small", wraps=True)
        self._doors = column(gap=0)
        self._go = button(self.tr("Issue"), "issue.go", self._on_go, look="primary")
        self._lay_out()
        self._folder.textChanged.connect(self._on_changed)
        self._template.currentIndexChanged.connect(self._on_template_changed)
        self._choices.chosen.connect(self._on_changed)
        for box in self._boxes.values():
            box.toggled.connect(self._on_changed)
        session.problems_found.connect(self._on_problems_found)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setProperty("look", "sheet")
        self.sheet = scrolling(self, "issue.scroll", self.accessibleName())

    def _box(self, what: str, words: str) -> QCheckBox:
        title = QCoreApplication.translate("Issue", words)
        return named(QCheckBox(title), f"issue.{what}", title)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        aligned(grid, captions=CAPTIONS)
        choose = button(self.tr("Choose…"), "issue.choose", self._on_choose, icon="open")
        for line, (words, inner) in enumerate(
            (
                (self.tr("House form"), row(self._template, 1)),
                (self.tr("Files"), row(*self._boxes.values(), 1, gap=16)),
                (self.tr("Folder"), row(self._folder, choose)),
            )
        ):
            grid.addWidget(label(words, "muted"), line, 0)
            grid.addLayout(inner, line, 1)
        buttons = row(1, button(self.tr("Cancel"), "issue.cancel", self.leave), self._go)
        self.setLayout(
            column(
                self._heading,
                self._clock,
                grid,
                self._choices.moment,
                self._note,
                self._doors,
                buttons,
                self._choices.options,
                1,
                margins=16,
                gap=8,
            )
        )

    # ------------------------------------------------------------- opening

    def open_issue(self, name: str, *, is_addendum: bool) -> None:
        """Ask what edition `name` is to be made of."""
        self._is_addendum, self._is_again = is_addendum, False
        self._load_templates(str(self._template.currentData() or SUMMIT_PACK))
        words = self.tr("Issue addendum {name}") if is_addendum else self.tr("Issue edition {name}")
        clock = self.tr("What the pack holds now is frozen under this number and stays as it is.")
        self._open(name, words.format(name=name), clock, self.tr("Issue"))

    def open_again(self, name: str, template: str) -> None:
        """Ask where the files of an edition are to be made again."""
        self._is_addendum, self._is_again = False, True
        self._load_templates(template)
        clock = self.tr(
            "As we reported in edition {name}, not as the pack stands now. The files are compared "
            "with those that were issued."
        )
        words = self.tr("Render edition {name} again").format(name=name)
        self._open(name, words, clock.format(name=name), self.tr("Render again"))

    def _load_templates(self, chosen: str) -> None:
        self._infos = templates()
        with QSignalBlocker(self._template):
            self._template.clear()
            for info in self._infos:
                self._template.addItem(info.name, info.id)
            self._template.setCurrentIndex(max(0, self._template.findData(chosen)))
        self._on_template_changed()

    def _open(self, name: str, heading: str, clock: str, go: str) -> None:
        self._name = name
        self._heading.setText(heading)
        self._clock.setText(clock)
        self._go.setText(go)
        self._go.setAccessibleName(go)
        self._template.setEnabled(not self._is_again)
        self._choices.offer_workbook(self._session.content)
        self._choices.show_parts(visible=not self._is_again)  # it is made with those of its issue
        if not self._folder.text():
            self._folder.setText(str(outputs.folder_of(self._session.pack.path)))
        office = has_office()
        self._boxes["word"].setChecked(True)
        self._boxes["excel"].setChecked(True)
        self._boxes["pdf"].setChecked(False)
        self._boxes["pdf"].setEnabled(office)
        self._boxes["pdf"].setToolTip(
            "" if office else self.tr("A PDF needs an office suite on this machine.")
        )
        self._on_problems_found(self._session.problems)
        self._boxes["word"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close the panel; nothing is done."""
        self.left.emit()

    # ------------------------------------------------------------- checking

    @property
    def request(self) -> IssueRequest:
        """Return what is asked for."""
        folder = Path(self._folder.text()).expanduser()
        stem = outputs.slug(self._session.content)
        made_with = MadeWith() if self._is_again else self._choices.made_with
        end = f"-{made_with.disclosure.value}" if made_with.disclosure else ""
        end += self.tr("-again") if self._is_again else ""
        wanted = {
            what: folder / f"{stem}-edition-{self._name}{end}{suffix}"
            for what, _, suffix in _FILES
            if self._boxes[what].isChecked()
        }
        return IssueRequest(
            template=str(self._template.currentData()),
            word=wanted.get("word"),
            excel=wanted.get("excel"),
            pdf=wanted.get("pdf"),
            addendum=self._is_addendum,
            made_with=made_with,
        )

    def _on_problems_found(self, found: tuple[Problem, ...]) -> None:
        clear(self._doors)
        errors = [] if self._is_again else [row for row in found if str(row.severity) == "error"]
        if errors:
            words = self.tr("Nothing can be issued while errors are open: {count}. Settle them:")
            self._doors.addWidget(label(words.format(count=len(errors)), "bad", wraps=True))
        for number, problem in enumerate(errors[:_DOORS], start=1):
            door = ProblemDoor(problem, number)
            door.asked.connect(self._session.show_record)
            self._doors.addWidget(door)
        if len(errors) > _DOORS:
            more = button(
                self.tr("Show all problems"),
                "issue.problems",
                self._session.problems_asked.emit,
                look="link",
                icon="problems",
            )
            self._doors.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._has_errors = bool(errors)
        self._on_changed()

    _has_errors = False

    def _on_changed(self) -> None:
        request = self.request
        paths = [path for path in (request.word, request.excel, request.pdf) if path is not None]
        names = ", ".join(path.name for path in paths)
        there = ", ".join(path.name for path in paths if path.exists())
        if not self._choices.is_sound:
            self._note.setText(self.tr("The date is not understood: write it like 2026-01-06."))
        elif there:
            self._note.setText(self.tr("Replaces {names}.").format(names=there))
        elif names:
            self._note.setText(self.tr("Writes {names}.").format(names=names))
        else:
            words = (
                self.tr("Choose a file to write.")
                if self._is_again
                else self.tr("No file is written: the edition is only frozen.")
            )
            self._note.setText(words)
        is_ready = self._choices.is_sound and not self._has_errors
        self._go.setEnabled(is_ready and bool(paths or not self._is_again))

    # ------------------------------------------------------------- handlers

    def _on_template_changed(self) -> None:
        info = next((one for one in self._infos if one.id == self._template.currentData()), None)
        self._choices.offer_form(info, self._session.content)

    def _on_go(self) -> None:
        request = self.request
        self.left.emit()
        self.asked.emit(request)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Write into a Folder"), self._folder.text())
        dialog.setObjectName("issue.choose.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()


class ProblemDoor(QFrame):
    """One problem that leads to its place.

    Signals:
        asked(kind, id): Go there.
    """

    asked = Signal(str, str)

    def __init__(self, problem: Problem, number: int) -> None:
        super().__init__()
        self.setObjectName(f"issue.error.{number}")
        self._problem = problem
        door = button(
            self.tr("Go there"), f"issue.error.{number}.go", self._on_go, look="link", icon="go-to"
        )
        door.setAccessibleDescription(problem.sentence)
        words = row(label(problem.sentence, wraps=True), door, gap=8)
        words.setStretch(0, 1)
        self.setLayout(words)

    def _on_go(self) -> None:
        self.asked.emit(self._problem.kind, self._problem.id)
