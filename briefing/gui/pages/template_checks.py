"""What the check of a template found, each line a door to its place or its remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from briefing.gui.parts import button, column, empty_place, named, readable, row
from briefing.gui.tables import Column, RecordModel, RecordView
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP
from briefing.template.problems import LANGUAGE, TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKS: Final = {
    "error": (QT_TRANSLATE_NOOP("Problems", "Error"), "error", "bad"),
    "warning": (QT_TRANSLATE_NOOP("Problems", "Warning"), "warning", "warn"),
    "info": (QT_TRANSLATE_NOOP("Problems", "Note"), "info", "info"),
}
_MEANT: Final = re.compile(r"Did you mean ['{ ]*([\w.]+)")


def _sentence(problem: TemplateProblem) -> str:
    if not problem.words:
        return problem.message[:1].upper() + problem.message[1:]
    return f"“{problem.words}” {problem.message}"


_COLUMNS: Final[tuple[Column[TemplateProblem], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Severity"),
        value=lambda one: QCoreApplication.translate("Problems", _LOOKS[one.severity][0]),
        sort=lambda one: tuple(_LOOKS).index(one.severity),
        icon=lambda one: theme().icon(*_LOOKS[one.severity][1:]),
        width=92,
    ),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Where"), value=lambda one: one.place, width=150),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Problem"),
        value=_sentence,
        width=0,
    ),
)


def meant(problem: TemplateProblem) -> str:
    """Return the field that a problem's remedy names, or ""."""
    found = _MEANT.search(problem.hint)
    return found.group(1) if found and problem.rule == LANGUAGE else ""


class TemplateChecks(QWidget):
    """The findings of a template's check, with the remedy of the chosen one.

    Signals:
        field_asked(name): The list of fields should show this one.
        copy_asked(): A copy with comments should be written.
    """

    field_asked = Signal(str)
    copy_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "template.checks", self.tr("Checks"))
        self._model: RecordModel[TemplateProblem] = RecordModel(_COLUMNS, _key)
        self._view: RecordView[TemplateProblem] = RecordView(
            self._model, "template.checks.table", self.tr("Checks")
        )
        self._said = readable("")
        self._remedy = readable("", "muted")
        self._go = button(
            self.tr("Show the field"), "template.checks.field", self._on_go, icon="go-to"
        )
        self._copy = button(
            self.tr("Copy with comments…"),
            "template.checks.copy",
            self.copy_asked.emit,
            icon="export-word",
        )
        foot = column(self._said, self._remedy, row(1, self._go, self._copy, gap=8), gap=6)
        foot.setContentsMargins(12, 8, 12, 12)
        full = QWidget()
        inside = column(self._view, foot, gap=0)
        inside.setStretch(0, 1)
        full.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty_place(self.tr("The check has found nothing to mend.")))
        self._stack.addWidget(full)
        self._stack.addWidget(empty_place(self.tr("The form is being checked…")))
        self.setLayout(column(self._stack))
        self._view.row_chosen.connect(self._on_chosen)
        self._view.row_opened.connect(self._on_opened)
        self._go.hide()

    def wait(self) -> None:
        """Say that the check is still running."""
        self._stack.setCurrentIndex(2)

    def show_problems(self, problems: Sequence[TemplateProblem]) -> None:
        """Show these findings, the first one chosen."""
        self._view.show_rows(problems)
        self._stack.setCurrentIndex(1 if problems else 0)
        if problems:
            self._view.selectRow(0)
        self._on_chosen(problems[0] if problems else None)

    def _on_chosen(self, problem: TemplateProblem | None) -> None:
        self._said.setText("" if problem is None else _sentence(problem))
        self._remedy.setText("" if problem is None else problem.hint)
        self._go.setVisible(problem is not None and bool(meant(problem)))

    def _on_opened(self, problem: TemplateProblem) -> None:
        name = meant(problem)
        if name:
            self.field_asked.emit(name)
        else:
            self.copy_asked.emit()

    def _on_go(self) -> None:
        if self._view.current is not None:
            self.field_asked.emit(meant(self._view.current))


def _key(problem: TemplateProblem) -> str:
    return f"{problem.part} {problem.spot} {problem.words} {problem.message}"
