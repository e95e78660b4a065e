"""Save a copy for sharing: for whom, what is left out and why, and only then the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFileDialog, QRadioButton, QWidget

from briefing.app.sharing import LeftOut, Share, plan_share, write_share
from briefing.app.snapshots import snapshot
from briefing.domain.kinds import KINDS
from briefing.domain.vocabularies import Disclosure
from briefing.gui import outputs
from briefing.gui.jobs import Job
from briefing.gui.parts import button, column, frame, label, named, readable, row, scrolling
from briefing.gui.tables import Column, RecordModel, RecordView
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.app.snapshots import Snapshot
    from briefing.gui.session import Session

_SUFFIX: Final = ".briefpack"
_ECHOES: Final = 5
_LONG: Final = 90
_COLUMNS: Final[tuple[Column[LeftOut], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Kind"),
        value=lambda row: row.kind.capitalize(),
        width=104,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Left out"),
        value=lambda row: " ".join(row.title.split()),
        width=0,
    ),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Why"), value=lambda row: row.why, width=176),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Shown instead"),
        value=lambda row: row.public_label or "",
        width=128,
    ),
)


class SharePage(QWidget):
    """Shows what a copy for others leaves out, and writes it.

    Args:
        session: The open pack.
        parent: The stack of pages.

    Signals:
        left(): The analyst is done here.
    """

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._is_stale = False
        self._shown: tuple[Snapshot, Share, Disclosure] | None = None
        self._free = named(
            QRadioButton(self.tr("Free to use only")), "share.free", self.tr("Free to use only")
        )
        words = self.tr("Our information too, nothing closed or sensitive")
        self._background = named(QRadioButton(words), "share.background", words)
        self._summary = label("", wraps=True)
        self._echoes = readable("", "warn")
        self._leaks = readable("", "warn")
        words = self.tr("These names, words and places may be in the copy")
        self._may_be_in = named(QCheckBox(words), "share.allow", words)
        self._model: RecordModel[LeftOut] = RecordModel(
            _COLUMNS, lambda row: f"{row.kind} {row.id}"
        )
        self._view: RecordView[LeftOut] = RecordView(
            self._model, "share.table", self.tr("What is left out")
        )
        self._view.setMinimumHeight(theme().row_height * 5)
        self._save = button(self.tr("Save the copy…"), "share.save", self.save, look="primary")
        self._lay_out()
        self._may_be_in.toggled.connect(self._on_decided)
        self._free.toggled.connect(self._on_chosen)
        self._background.toggled.connect(self._on_chosen)
        self._view.row_opened.connect(self._on_opened)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_nothing()

    def _lay_out(self) -> None:
        band = row(
            label(self.tr("Save a copy for sharing"), "title"),
            1,
            button(self.tr("Cancel"), "share.cancel", self.left.emit),
            self._save,
            gap=12,
        )
        band.setContentsMargins(16, 8, 12, 8)
        intro = self.tr(
            "Editions, proposals, remarks, the history and the places of files on this machine "
            "always stay in the house. What may its readers have?"
        )
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        inner = column(
            label(intro, "muted", wraps=True),
            column(row(self._free, 1), row(self._background, 1), gap=4),
            self._summary,
            self._leaks,
            self._may_be_in,
            self._echoes,
            self._view,
            margins=16,
            gap=12,
        )
        inner.setStretchFactor(self._view, 1)
        sheet.setLayout(inner)
        self.setLayout(
            column(
                frame("band", band),
                scrolling(sheet, "share.scroll", self.tr("Save a copy for sharing")),
                gap=0,
            )
        )

    # -------------------------------------------------------------- showing

    def begin(self) -> None:
        """Put the keyboard where the choice is."""
        chosen = self._background if self._background.isChecked() else self._free
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show what is left out as the pack is now."""
        shown = self._shown
        if shown is None or shown[0].content is not self._session.content:
            self._plan()

    @property
    def disclosure(self) -> Disclosure | None:
        """Return what the readers of the copy may have; None before it was chosen."""
        if self._background.isChecked():
            return Disclosure.BACKGROUND
        return Disclosure.FREE if self._free.isChecked() else None

    def _plan(self) -> None:
        disclosure = self.disclosure
        self._show_nothing()
        self._is_stale = self._job is not None
        if disclosure is None or self._is_stale:
            return
        whole = snapshot(self._session.pack)
        self._summary.setText(self.tr("Looking what is left out…"))
        self._start(
            Job(
                self.tr("Looking what is left out…"),
                lambda _: (whole, plan_share(whole, disclosure), disclosure),
            ),
            self._on_planned,
        )

    def _show_nothing(self) -> None:
        self._shown = None
        self._may_be_in.setChecked(False)
        self._may_be_in.hide()
        self._leaks.hide()
        self._save.setEnabled(False)
        self._view.show_rows(())
        self._echoes.hide()
        self._summary.setText(self.tr("The list of what is left out appears here first."))

    def _on_planned(self, found: tuple[Snapshot, Share, Disclosure]) -> None:
        _, planned, _ = found
        if self._is_stale:
            return
        self._shown = found
        self._view.show_rows(planned.left_out)
        counts = ", ".join(_counted(kind, count) for kind, count in planned.counts.items())
        words = self.tr("Left out: {counts}.") if counts else self.tr("Nothing is left out.")
        self._summary.setText(words.format(counts=counts))
        self._echoes.setText(self._echo_words(planned.echoes))
        self._echoes.setVisible(bool(planned.echoes))
        found_in_it = _leak_words(planned)
        self._leaks.setText("\n".join(found_in_it))
        self._leaks.setVisible(bool(found_in_it))
        self._may_be_in.setVisible(_is_undecided(planned))
        self._on_decided()

    def _on_decided(self) -> None:
        if self._shown is not None:
            may_be_in = self._may_be_in.isChecked()
            self._save.setEnabled(may_be_in or not _is_undecided(self._shown[1]))

    def _echo_words(self, echoes: tuple[str, ...]) -> str:
        head = self.tr("Words of what is left out stand in what is shared too. Look at them first:")
        lines = [f"– {_cut(words)}" for words in echoes[:_ECHOES]]
        if len(echoes) > _ECHOES:
            lines.append(self.tr("and {count} more").format(count=len(echoes) - _ECHOES))
        return "\n".join((head, *lines))

    # --------------------------------------------------------------- writing

    def save(self) -> None:
        """Ask for a name and write the copy whose list is shown."""
        if self._shown is None:
            self._session.tell(self.tr("Choose first what the readers of the copy may have."))
            return
        if not self._save.isEnabled():
            self._session.tell(self.tr("Decide first whether what is listed may be in the copy."))
            return
        dialog = QFileDialog(self.window(), self.tr("Save a Copy for Sharing"))
        dialog.setObjectName("share.save.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # no file is ever replaced
        dialog.setNameFilter(self.tr("Briefing packs (*.briefpack)"))
        dialog.setDefaultSuffix(_SUFFIX.removeprefix("."))
        dialog.setDirectory(str(outputs.folder_of(self._session.pack.path)))
        name = outputs.slug(self._session.content)
        dialog.selectFile(f"{name}-{self._shown[2].value}{_SUFFIX}")
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, path: str) -> None:
        if self._shown is None or self._job is not None:
            return
        whole, planned, _ = self._shown
        words = self.tr("Writing the copy…")
        is_allowed = self._may_be_in.isChecked()
        job = Job(words, lambda _: write_share(whole, planned, Path(path), allow_echoes=is_allowed))
        self._session.job_started.emit(job)
        self._start(job, self._on_written)

    def _on_written(self, path: Path) -> None:
        words = self.tr(
            "{name} was written; of the words that only what is left out has, none is in it."
        )
        self._session.tell_written(words.format(name=path.name), path)
        self.left.emit()

    def _start(self, job: Job, then: Callable[..., object]) -> None:
        self._job = job
        job.ended.connect(self._on_ended)
        job.finished.connect(then)
        job.refused.connect(self._session.tell)
        job.crashed.connect(self._session.crashed)
        job.start()

    # -------------------------------------------------------------- handlers

    def _on_ended(self) -> None:
        self._job = None
        if self._is_stale:
            self._plan()

    def _on_chosen(self, is_on: bool) -> None:
        if is_on:
            self._plan()

    def _on_opened(self, chosen: LeftOut) -> None:
        self._session.show_record(chosen.kind, chosen.id)


def _is_undecided(planned: Share) -> bool:
    """Tell whether somebody must decide on what stands in a copy before it is written."""
    return bool(planned.leaks or planned.paths)


def _leak_words(planned: Share) -> list[str]:
    """Return where names, words and places that should stay in the house stand, in sentences."""
    name = QCoreApplication.translate("Share", "The name of {of}, which is left out: {place}")
    passage = QCoreApplication.translate("Share", "Words of {of}, which is left out: {place}")
    place = QCoreApplication.translate("Share", "A place on a machine of the house: {place}")
    gone = QCoreApplication.translate("Share", "An address of the house is taken out: source {id}")
    rows = [
        (name if one.is_name else passage).format(of=one.of, place=one.place)
        for one in planned.leaks
    ]
    rows += [place.format(place=where) for where in planned.paths]
    return [*rows, *(gone.format(id=one) for one in planned.without_address)]


def _counted(plural: str, count: int) -> str:
    singular = next(kind.singular for kind in KINDS if kind.name == plural)
    return f"{count} {singular if count == 1 else plural}"


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return QCoreApplication.translate("Share", "“{words}”").format(
        words=flat if len(flat) <= _LONG else f"{flat[: _LONG - 1]}…"
    )
