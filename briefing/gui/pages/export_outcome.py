"""What became of an export: what was written and proved, or what stopped it; saved as a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.app.build_report import save_report
from briefing.app.proving import SHAREABLE
from briefing.gui.pages.differences import Differences
from briefing.gui.parts import button, column, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.app.exporting import ExportReport
    from briefing.app.proving import Decision, Differing
    from briefing.gui.session import Session


class ExportOutcome(QWidget):
    """Stands below the buttons of an export.

    Args:
        session: The open pack.

    Signals:
        settled(): Everything that stopped the export is decided.
        stopped(): Something stopped the export.
    """

    settled = Signal()
    stopped = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._report: ExportReport | None = None
        self._place = Path()
        self._words = label("", "muted", wraps=True)
        self._words.setObjectName("compose.report")
        self._differences = Differences(session)
        self._save = button(
            self.tr("Save the report…"), "compose.save_report", self._on_save, look="link"
        )
        self._save.hide()
        self.setLayout(column(self._differences, self._words, self._save))
        self._differences.settled.connect(self._on_settled)

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """Return what was decided, by the keys of what differs."""
        return dict(self._differences.decisions)

    def show_report(self, report: ExportReport, place: Path, *, has_word: bool) -> None:
        """Show what was written.

        Args:
            report: What became of the export.
            place: What the file of the report is called when it is saved.
            has_word: Whether the Word file was among it.
        """
        self._report, self._place = report, place
        self._differences.show_all(())
        self._words.setText("\n".join(self._said(report, has_word=has_word)))
        self._save.show()

    def show_stopped(self, differing: tuple[Differing, ...]) -> None:
        """Show what stopped the export."""
        self._save.hide()
        self._differences.show_all(differing)
        words = self.tr(
            "Nothing was written: words between quotation marks are not those of their source. "
            "Go there and mark the passage again, or decide here and export once more."
        )
        if all(one.file == SHAREABLE for one in differing):
            words = self.tr(
                "Nothing was written: names or words of what is left out would be in the files. "
                "Go there and change them, or decide here and export once more."
            )
        self._words.setText(words)
        self._session.tell(words)
        self.stopped.emit()

    def _said(self, report: ExportReport, *, has_word: bool) -> Iterator[str]:
        yield from (self.tr("Written: {path}").format(path=path) for path in report.written)
        if report.draft is not None:
            yield report.draft
        if has_word:
            words = self.tr("{count} quotations were read back and are their sources' words.")
            yield words.format(count=report.quotations - len(report.overridden))
            if report.empty_values:
                words = self.tr("{count} values of the form were empty.")
                yield words.format(count=report.empty_values)
        for one in report.unknown:
            words = self.tr("“{words}” stands between quotation marks and is in no source.")
            yield words.format(words=one.words)
        kept = sum(report.left_out.values())
        if kept:
            yield self.tr("{count} closed records were left out.").format(count=kept)
        yield from report.sentences

    def _on_settled(self) -> None:
        self._words.setText(self.tr("Everything is decided: export again."))
        self.settled.emit()

    def _on_save(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Save the Report"), str(self._place))
        dialog.setObjectName("compose.report.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Text (*.md)"), self.tr("JSON (*.json)")])
        dialog.fileSelected.connect(self._on_named)
        dialog.open()

    def _on_named(self, name: str) -> None:
        if self._report is not None:
            self._session.attempt(save_report, self._report, Path(name))
