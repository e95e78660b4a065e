"""Compose: template, options, order of countries and checks, and the export from frozen content."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QScrollArea,
    QWidget,
)

from briefing.app.earlier import SINCE
from briefing.app.exporting import ExportReport, ExportRequest, export
from briefing.app.library.trust import UntrustedTemplateError
from briefing.app.proving import QuotationsDifferError
from briefing.app.templates import SUMMIT_PACK, templates
from briefing.app.workbook_choices import OPTIONS
from briefing.gui import outputs
from briefing.gui.agreement import Agreement, or_asked
from briefing.gui.jobs import Job
from briefing.gui.pages.country_order import CountryOrder
from briefing.gui.pages.day_box import DayBox
from briefing.gui.pages.export_outcome import ExportOutcome
from briefing.gui.pages.export_places import ExportPlaces
from briefing.gui.pages.option_grid import OptionGrid
from briefing.gui.pages.readers_choice import ReadersChoice
from briefing.gui.pages.since_choice import SinceChoice
from briefing.gui.parts import aligned, button, column, frame, label, named, row, rule, scrolling
from briefing.gui.theme import theme
from briefing.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QVBoxLayout

    from briefing.app.exporting import Progress
    from briefing.app.proving import Differing
    from briefing.domain.content import Content
    from briefing.gui.session import Session
    from briefing.template.manifest import TemplateInfo

_NARROW: Final = 720  # pixels; below it two halves side by side would be cut
_CAPTIONS: Final = 125  # pixels; captions of grids below each other end at the same place


class ComposePage(QWidget):
    """Chooses what is written and where, and writes it beside the window's own work.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._what = "all"
        self._agreement = Agreement(session, self)
        self._infos: tuple[TemplateInfo, ...] = ()
        self._template = named(QComboBox(), "compose.template", self.tr("Template"))
        self._load_templates()
        self._about = label("", "muted", wraps=True)
        self._options = OptionGrid("compose", _CAPTIONS)
        self._workbook = OptionGrid("compose", _CAPTIONS)
        self._workbook.offer(OPTIONS, session.content)
        self._as_of = DayBox("compose")
        self._since = SinceChoice()
        self._readers = ReadersChoice("compose")
        self._places = ExportPlaces(session)
        self._order = CountryOrder(session)
        self._checks = label("", wraps=True)
        self._outcome = ExportOutcome(session)
        self._exports: list[QWidget] = []
        self._lay_out()
        self._listen()
        self._on_template_changed()

    def _listen(self) -> None:
        self._template.currentIndexChanged.connect(self._on_template_changed)
        self._as_of.chosen.connect(self._on_chosen)
        self._since.activated.connect(self._on_chosen)
        self._readers.activated.connect(self._on_readers_chosen)
        for options in (self._options, self._workbook):
            options.chosen.connect(self._on_chosen)
        self._session.problems_found.connect(self._on_problems_found)
        self._outcome.settled.connect(self._on_settled)
        self._outcome.stopped.connect(self._on_stopped)

    # --------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        left = column(
            *_part(self.tr("House form"), self._template, self._about),
            self._options,
            *_part(self.tr("For whom, and which moment"), self._moments()),
            *_part(self.tr("Workbook"), self._workbook),
            *_part(self.tr("Order of the countries"), self._order),
            1,
            margins=16,
            gap=8,
        )
        right = column(
            *_part(self.tr("Checks"), self._checks, self._problems_button()),
            *_part(self.tr("Where"), self._places),
            *_part(self.tr("Export"), self._buttons(), self._outcome),
            1,
            margins=16,
            gap=8,
        )
        self._right = self._sheet(right, "right")
        body = self._body = row(self._sheet(left, "left"), self._right, gap=0)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        preview = button(self.tr("Preview"), "compose.preview", self._on_preview, icon="pdf")
        head = row(label(self.tr("Compose"), "title"), 1, preview)
        head.setContentsMargins(16, 8, 12, 8)
        self.setLayout(column(frame("band", head), body, gap=0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both halves below each other where the preview leaves too little beside it."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme().scaled(_NARROW)
        way = QBoxLayout.Direction
        self._body.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def _sheet(self, inner: QVBoxLayout, side: str) -> QScrollArea:
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        sheet.setLayout(inner)
        return scrolling(sheet, f"compose.{side}", self.tr("Compose"))

    def _problems_button(self) -> QWidget:
        words = self.tr("Show the problems")
        return button(
            words, "compose.problems", self._on_show_problems, look="link", icon="problems"
        )

    def _moments(self) -> QWidget:
        place = QWidget()
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        aligned(grid, captions=_CAPTIONS)
        for line, (title, box) in enumerate(
            (
                (self.tr("Readers"), self._readers),
                (self.tr("Changes since"), self._since),
                (self.tr("As it stood on"), self._as_of),
            )
        ):
            caption = label(title, "muted")
            caption.setBuddy(box)
            grid.addWidget(caption, line, 0)
            grid.addWidget(box, line, 1)
        return place

    def _buttons(self) -> QWidget:
        both = button(
            self.tr("Export both"), "compose.export_all", self._on_export_all, look="primary"
        )
        word = button(
            self.tr("Word"), "compose.export_word", self._on_export_word, icon="export-word"
        )
        excel = button(
            self.tr("Excel"), "compose.export_excel", self._on_export_excel, icon="export-excel"
        )
        self._exports = [both, word, excel]
        place = QWidget()
        place.setLayout(row(both, word, excel, 1))
        return place

    # ------------------------------------------------------- what the window asks

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Offer what was installed meanwhile."""
        super().showEvent(event)
        if templates() != self._infos:
            self._load_templates()
            self._on_template_changed()

    def _load_templates(self) -> None:
        self._infos = templates()
        chosen = self._template.currentData() or SUMMIT_PACK
        with QSignalBlocker(self._template):
            self._template.clear()
            for info in self._infos:
                self._template.addItem(info.name, info.id)
            self._template.setCurrentIndex(max(0, self._template.findData(chosen)))

    def refresh(self) -> None:
        """Show the pack as it is now."""
        self._places.refresh()
        self._order.refresh()
        self._since.refresh(self._session.content)
        self._options.refresh(self._session.content)
        self._workbook.refresh(self._session.content)
        self._on_problems_found(self._session.problems)

    def export(self, what: str) -> None:
        """Export `word`, `excel` or `all` into the chosen folder."""
        if self._job is not None:
            self._session.tell(self.tr("An export is running already."))
            return
        if not self._as_of.is_sound:
            self._session.tell(self.tr("The date is not understood: write it like 2026-01-06."))
            self._as_of.setFocus()
            return
        content, request = self._session.content, self._request(what)
        self._what = what
        self._job = Job(
            self.tr("Exporting…"),
            lambda job: outputs.run(job, or_asked(partial(_written, content, request))),
        )
        self._job.finished.connect(self._on_finished)
        self._job.refused.connect(self._session.tell)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.crashed.connect(self._session.crashed)
        self._job.ended.connect(self._on_ended)
        self._enable_exports(ready=False)
        self._session.job_started.emit(self._job)
        self._job.start()

    def _request(self, what: str) -> ExportRequest:
        wanted = self._places.files(what)
        return ExportRequest(
            template=self._template.currentData() or "",
            word=wanted.get("word"),
            excel=wanted.get("excel"),
            options={
                **self._options.choices,
                **self._workbook.choices,
                SINCE: self._since.choice,
            },
            as_of=self._as_of.day,
            form=self._places.form,
            decisions=self._outcome.decisions,
            disclosure=self._readers.choice,
        )

    # ------------------------------------------------------------------ handlers

    def _on_preview(self) -> None:
        self._session.preview_asked.emit()

    def _on_readers_chosen(self) -> None:
        """Say in the files' names for whom they are."""
        self._since.setEnabled(self._readers.choice is None)
        self._on_problems_found(self._session.problems)
        self._on_chosen()

    def _on_chosen(self) -> None:
        """Tell the preview what an export would write."""
        if self._as_of.is_sound:
            self._session.choose_form(self._request(""))

    def _on_export_all(self) -> None:
        self.export("all")

    def _on_export_word(self) -> None:
        self.export("word")

    def _on_export_excel(self) -> None:
        self.export("excel")

    def _on_finished(
        self, result: ExportReport | tuple[Differing, ...] | UntrustedTemplateError
    ) -> None:
        if isinstance(result, UntrustedTemplateError):
            self._agreement.ask(result, partial(self.export, self._what))
            return
        if isinstance(result, tuple):
            self._outcome.show_stopped(result)
            return
        place = self._places.folder / f"{outputs.slug(self._session.content)}-report.md"
        self._outcome.show_report(result, place, has_word=self._what != "excel")
        names = ", ".join(path.name for path in result.written)
        for path in result.written[:1]:
            self._session.tell_written(self.tr("Exported {names}.").format(names=names), path)

    def _on_stopped(self) -> None:
        self._right.ensureWidgetVisible(self._outcome)

    def _on_settled(self) -> None:
        self._on_chosen()
        self._exports[0].setFocus()

    def _on_cancelled(self) -> None:
        self._session.tell(self.tr("The export was stopped; nothing was written."))

    def _on_ended(self) -> None:
        self._job = None
        self._enable_exports(ready=True)

    def _enable_exports(self, *, ready: bool) -> None:
        for part in self._exports:
            part.setEnabled(ready)

    def _on_template_changed(self) -> None:
        info = next((i for i in self._infos if i.id == self._template.currentData()), None)
        self._about.setText(info.description if info is not None else "")
        self._options.offer(info.options if info is not None else (), self._session.content)
        self._on_chosen()

    def _on_problems_found(self, found: tuple[object, ...]) -> None:
        counts = [sum(str(getattr(p, "severity", "")) == s for p in found) for s in _SEVERITIES]
        self._places.name_files(self._readers.choice, is_draft=bool(counts[0]))
        words = self.tr("Errors {errors} · Warnings {warnings} · Notes {notes}")
        said = words.format(errors=counts[0], warnings=counts[1], notes=counts[2])
        if counts[0]:
            said += "\n" + self.tr(
                "With open errors the export says DRAFT on every page and in its name."
            )
        self._checks.setText(said)

    def _on_show_problems(self) -> None:
        self._session.problems_asked.emit()


_SEVERITIES: Final = ("error", "warning", "note")


def _written(
    content: Content,
    request: ExportRequest,
    progress: Progress,
    is_cancelled: Callable[[], bool],
) -> ExportReport | tuple[Differing, ...]:
    """Export; what stopped it because words differ is a result too."""
    try:
        return export(content, request, progress, is_cancelled)
    except QuotationsDifferError as error:
        return error.differing


def _part(title: str, *inner: QWidget) -> tuple[QWidget, ...]:
    heading = label(title, "heading")
    heading.setContentsMargins(0, 8, 0, 0)
    heading.setAlignment(Qt.AlignmentFlag.AlignBottom)
    return heading, rule(), *inner
