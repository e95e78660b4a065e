"""What came back of a damaged pack: kind by kind, beside its newest good copy, with the losses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal

from briefing.gui.parts import button
from briefing.gui.sheets import Sheet
from briefing.gui.tables import RIGHT, Column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from briefing.app.rescuing import Fallback, RescueReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How much of one kind came back.

    Attributes:
        kind: The plural of the kind.
        came_back: How many records were rescued.
        known: How many there were at least.
        in_copy: How many the dated copy has; None where there is no good one.
    """

    kind: str
    came_back: int
    known: int
    in_copy: int | None


_KIND: Final[Column[Saved]] = Column(
    title=QT_TRANSLATE_NOOP("Columns", "Kind"), value=lambda row: row.kind.capitalize(), width=0
)
_BACK: Final[Column[Saved]] = Column(
    title=QT_TRANSLATE_NOOP("Columns", "Came back"),
    value=lambda row: f"{row.came_back} of {row.known}",
    sort=lambda row: row.came_back,
    role=lambda row: "" if row.came_back == row.known else "warn",
    width=120,
    alignment=RIGHT,
)
_COPY: Final[Column[Saved]] = Column(
    title=QT_TRANSLATE_NOOP("Columns", "In the dated copy"),
    value=lambda row: str(row.in_copy),
    sort=lambda row: row.in_copy or 0,
    width=150,
    alignment=RIGHT,
)


class RescueSheet(Sheet[Saved]):
    """What came back of a damaged pack, beside what its newest good copy has.

    Args:
        damaged: The damaged file, which stays as it is.
        report: What was rescued.
        copy: The newest good copy, or None.

    Signals:
        rescued_asked(path): Open what was rescued.
        copy_asked(backup): Open the dated copy.
    """

    rescued_asked = Signal(object)
    copy_asked = Signal(object)

    def __init__(self, damaged: Path, report: RescueReport, copy: Fallback | None) -> None:
        columns = (_KIND, _BACK) if copy is None else (_KIND, _BACK, _COPY)
        super().__init__("rescue", "", columns)
        self._report = report
        self._copy = copy
        title = self.tr("Rescued from {name}").format(name=damaged.name)
        self.title.setText(title)
        self.setAccessibleName(title)
        self.view.setAccessibleName(self.tr("What came back"))
        words = self.tr("{damaged} stays as it is. What could be read was written to {rescued}.")
        self.words.setText(words.format(damaged=damaged.name, rescued=report.path.name))
        self.show_rows(self._rows())
        self.show_notes(self._losses())
        self.notes.setAccessibleName(self.tr("What could not be read"))
        self._first = self._add_buttons(copy)

    def _add_buttons(self, copy: Fallback | None) -> QPushButton:
        """Put the answers in, the one that keeps more records last; return it."""
        rescued = partial(
            button, self.tr("Open what was rescued"), "rescue.open", self._on_open, icon="open"
        )
        if copy is None:
            only = rescued(look="primary")
            self.buttons.addWidget(only)
            return only
        words = self.tr("Open the copy of {day}").format(day=copy.backup.day)
        copied = partial(button, words, "rescue.copy", self._on_copy, icon="restore")
        has_more = sum(copy.counts.values()) > sum(self._report.counts.values())
        other, first = (rescued, copied) if has_more else (copied, rescued)
        chosen = first(look="primary")
        self.buttons.addWidget(other())
        self.buttons.addWidget(chosen)
        return chosen

    def focus_first(self) -> None:
        """Put the keyboard on the answer that keeps more records."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self) -> list[Saved]:
        counts, lost = self._report.counts, self._report.lost
        copied = self._copy.counts if self._copy is not None else None
        rows = [
            Saved(
                kind=kind,
                came_back=count,
                known=max(count + lost[kind], copied[kind] if copied is not None else 0),
                in_copy=copied[kind] if copied is not None else None,
            )
            for kind, count in counts.items()
        ]
        return [row for row in rows if row.known]

    def _losses(self) -> str:
        report = self._report
        lines = [*(loss.sentence for loss in report.losses), *report.passages]
        if report.blank:
            words = self.tr(
                "Pages of the file that are missing or empty: {count}. What was written on them "
                "alone is lost and cannot be named: compare with an older copy."
            )
            lines.insert(0, words.format(count=report.blank))
        return "\n".join(lines) or self.tr("Nothing is known to be lost.")

    def _on_open(self) -> None:
        self.rescued_asked.emit(self._report.path)

    def _on_copy(self) -> None:
        if self._copy is not None:
            self.copy_asked.emit(self._copy.backup)
