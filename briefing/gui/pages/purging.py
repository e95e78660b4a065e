"""Purge: what goes with a source or an actor, which copies are touched, and the proof after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QProgressBar, QWidget

from briefing.app.cleaning import clean_copies, copies_with, former_of, purge_pack
from briefing.app.purging import PurgeTarget, plan_purge
from briefing.app.snapshots import snapshot
from briefing.app.wordings import headline
from briefing.domain.actors import Actor
from briefing.domain.kinds import BY_TYPE
from briefing.domain.sources import Source
from briefing.gui import outputs
from briefing.gui.jobs import Job
from briefing.gui.parts import button, column, frame, label, named, readable, row, scrolling
from briefing.gui.passages import record_of
from briefing.gui.tables import Column, RecordModel, RecordView
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.app.cleaning import Purged
    from briefing.app.purging import Former, PurgePlan
    from briefing.app.snapshots import Snapshot
    from briefing.domain.content import Content
    from briefing.gui.session import Session

_TYPES: Final[dict[str, type[Source] | type[Actor]]] = {"source": Source, "actor": Actor}
_LONG: Final = 90
_ECHOES: Final = 5
_COLUMNS: Final[tuple[Column[tuple[str, str]], ...]] = (
    Column(title=QT_TRANSLATE_NOOP("Columns", "Kind"), value=lambda row: row[0], width=104),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Goes"), value=lambda row: row[1], width=0),
)


class PurgePage(QWidget):
    """Shows what a purge takes, asks once with the word in place, and proves what it did.

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
        self._target: PurgeTarget | None = None
        self._former: Former | None = None
        self._is_done = False
        self._job: Job | None = None
        self._is_stale = False
        self._title = label(self.tr("Purge"), "title")
        self._what = label("", "heading", wraps=True)
        self._facts = readable("")
        self._echoes = readable("", "warn")
        self._with_copies = _check_box(
            "purge.with_copies", self.tr("Its reprints and other revisions too")
        )
        self._model: RecordModel[tuple[str, str]] = RecordModel(_COLUMNS, str)
        self._view: RecordView[tuple[str, str]] = RecordView(
            self._model, "purge.table", self.tr("What goes")
        )
        self._view.setMinimumHeight(theme().row_height * 5)
        self._reason = named(QLineEdit(), "purge.reason", self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("stands where an edition was"))
        self._word = named(QLineEdit(), "purge.word", self.tr("The word purge"))
        self._progress = named(QProgressBar(), "purge.progress", self.tr("Progress"))
        self._go = button(self.tr("Purge for good"), "purge.go", self.purge, look="primary")
        self._cancel = button(self.tr("Cancel"), "purge.cancel", self.left.emit)
        self._form = QWidget()
        self._lay_out()
        self._with_copies.toggled.connect(self._on_with_copies)
        self._reason.textChanged.connect(self._on_typed)
        self._word.textChanged.connect(self._on_typed)
        self._word.returnPressed.connect(self.purge)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_nothing()

    def _lay_out(self) -> None:
        band = row(self._title, 1, self._cancel, self._go, gap=12)
        band.setContentsMargins(16, 8, 12, 8)
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for line, (words, field) in enumerate(
            (
                (self.tr("Reason"), self._reason),
                (self.tr("Type “{word}”").format(word=self._wanted), self._word),
            )
        ):
            caption = label(words, "muted")
            caption.setBuddy(field)
            grid.addWidget(caption, line, 0)
            grid.addWidget(field, line, 1)
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        inner = column(
            self._what,
            self._facts,
            self._with_copies,
            self._form,
            self._progress,
            self._echoes,
            self._view,
            margins=16,
            gap=12,
        )
        inner.setStretchFactor(self._view, 1)
        sheet.setLayout(inner)
        self.setLayout(
            column(frame("band", band), scrolling(sheet, "purge.scroll", self.tr("Purge")), gap=0)
        )

    @property
    def _wanted(self) -> str:
        return self.tr("purge")

    # -------------------------------------------------------------- planning

    def begin(self, kind: str, record_id: str) -> None:
        """Show what goes with a source or an actor."""
        self._target = PurgeTarget(record_type=_TYPES[kind], id=record_id)
        self._is_done = False
        self._with_copies.setChecked(False)
        self._with_copies.hide()
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setAccessibleName(self._cancel.text())
        self._reason.clear()
        self._word.clear()
        self.refresh()
        self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show what would go as the pack is now."""
        self._is_stale = self._job is not None and not self._is_done
        if self._is_done or self._is_stale:
            return
        target, content = self._target, self._session.content
        record = None
        if target is not None:
            record = record_of(content, BY_TYPE[target.record_type].singular, target.id)
        if target is None or record is None:
            self._show_nothing()
            return
        self._what.setText(
            self.tr("“{title}” and all that quotes it").format(title=headline(content, record))
        )
        self._form.setVisible(not self._session.pack.is_read_only)
        self._facts.setText(self.tr("Looking what goes…"))
        whole, with_copies = snapshot(self._session.pack), self._with_copies.isChecked()
        self._job = Job(
            self.tr("Looking what goes…"), lambda _: _planned(whole, target, with_copies)
        )
        self._start(self._job, self._on_planned)

    def _show_nothing(self) -> None:
        self._what.setText(self.tr("Choose a source or an actor, then Purge… in the File menu."))
        self._facts.setText("")
        self._view.show_rows(())
        self._form.hide()
        self._with_copies.hide()
        self._echoes.hide()
        self._progress.hide()
        self._on_typed()

    def _on_planned(self, found: tuple[Content, Former, PurgePlan, tuple[Path, ...]]) -> None:
        if self._is_stale:
            return
        content, self._former, plan, copies = found
        self._with_copies.setVisible(bool(plan.alike) or self._with_copies.isChecked())
        self._view.show_rows(
            [
                (BY_TYPE[type(one)].singular.capitalize(), " ".join(headline(content, one).split()))
                for one in plan.gone
            ]
        )
        self._facts.setText("\n".join(self._plan_words(plan, copies)))
        self._show_what_stays(plan)
        self._progress.hide()
        self._on_typed()

    def _plan_words(self, plan: PurgePlan, copies: tuple[Path, ...]) -> list[str]:
        words = [self.tr("{count} records go with it.").format(count=len(plan.gone) - 1)]
        if self._session.pack.path is None:
            words.append(self.tr("The pack was never saved: there is no backup of it."))
        elif copies:
            days = ", ".join(path.stem for path in copies)
            words.append(self.tr("Backups that are cleaned: {days}.").format(days=days))
        else:
            words.append(self.tr("No backup has it."))
        if plan.editions:
            names = ", ".join(plan.editions)
            said = self.tr("Editions replaced by date, reason and hash: {names}.")
            words.append(said.format(names=names))
        if plan.alike:
            names = ", ".join(f"“{_cut(one.title)}”" for one in plan.alike)
            said = self.tr("Reprints and other revisions that stay: {names}.")
            words.append(said.format(names=names))
        if plan.sent:
            names = ", ".join(plan.sent)
            said = self.tr("Copies that may be with others, ask for them back: {names}.")
            words.append(said.format(names=names))
        said = self.tr("The pack is saved and its history is forgotten. This cannot be undone.")
        return [*words, said]

    def _show_what_stays(self, plan: PurgePlan) -> None:
        name, passage = self.tr("the name of {of}: {place}"), self.tr("words of {of}: {place}")
        lines = [
            f"– {(name if one.is_name else passage).format(of=one.of, place=one.place)}"
            for one in plan.standing
        ]
        echoes = plan.traces.echoes
        lines += [f"– “{_cut(words)}”" for words in echoes[:_ECHOES]]
        if len(echoes) > _ECHOES:
            lines.append(self.tr("and {count} more").format(count=len(echoes) - _ECHOES))
        head = self.tr("These words stand in what stays too; only you can change them there:")
        self._echoes.setText("\n".join((head, *lines)))
        self._echoes.setVisible(bool(lines))

    # --------------------------------------------------------------- purging

    def purge(self) -> None:
        """Purge, where a reason and the word are given."""
        target = self._target
        if target is None or not self._go.isEnabled():
            return
        reason = self._reason.text().strip()
        self._is_done = True
        cleaning = self._session.attempt(
            purge_pack,
            self._session.pack,
            target,
            reason,
            with_copies=self._with_copies.isChecked(),
            former=self._former,
        )
        if cleaning is None:
            self._is_done = False
            return
        self._session.select("", "")
        if cleaning.path is not None:
            self._session.file_saved.emit(str(cleaning.path))
        self._form.hide()
        self._with_copies.hide()
        self._go.setEnabled(False)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._facts.setText(self.tr("Cleaning the copies and searching every file…"))
        self._job = Job(
            self.tr("Purging…"),
            lambda job: outputs.run(job, lambda tell, _: clean_copies(cleaning, tell)),
        )
        self._job.progressed.connect(self._on_progressed)
        self._start(self._job, self._on_purged)

    def _start(self, job: Job, then: Callable[..., object]) -> None:
        job.ended.connect(self._on_ended)
        job.finished.connect(then)
        job.refused.connect(self._session.tell)
        job.crashed.connect(self._session.crashed)
        job.start()

    def _on_progressed(self, done: int, total: int, words: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._facts.setText(words)

    def _on_purged(self, done: Purged) -> None:
        self._progress.hide()
        self._cancel.setText(self.tr("Close"))
        self._cancel.setAccessibleName(self._cancel.text())
        self._cancel.setFocus()
        words = [
            self.tr("Purged, with {count} records.").format(count=len(done.plan.gone) - 1),
            self.tr("{files} files were searched byte by byte: {hits} have anything of it.").format(
                files=len(done.searched), hits=len(done.remaining)
            ),
        ]
        if done.cleaned:
            names = ", ".join(path.stem for path in done.cleaned)
            words.append(self.tr("Copies that were cleaned: {names}.").format(names=names))
        words += self._remaining_words(done)
        if done.plan.sent:
            names = ", ".join(done.plan.sent)
            said = self.tr("Copies that may be with others, ask for them back: {names}.")
            words.append(said.format(names=names))
        self._facts.setText("\n".join(words))

    def _remaining_words(self, done: Purged) -> list[str]:
        others = {one for paths in done.elsewhere.values() for one in paths}
        held = self.tr("Another window has it open, close it and purge again: {who}.")
        words = [held.format(who=who) for who in done.held]
        copy = self.tr("Another file of this pack has it, open it and purge it there: {path}.")
        words += [copy.format(path=path) for path in done.elsewhere]
        said = self.tr("Still in {path}, or it cannot be read: delete that file yourself.")
        held_files = [
            path
            for path in done.remaining
            if any(who.startswith(f"{path.parent} ") for who in done.held)
        ]
        rest = [path for path in done.remaining if path not in others and path not in held_files]
        return words + [said.format(path=path) for path in rest]

    # -------------------------------------------------------------- handlers

    def _on_with_copies(self) -> None:
        if self._target is not None:
            self.refresh()

    def _on_typed(self) -> None:
        is_word = self._word.text().strip().casefold() == self._wanted.casefold()
        self._go.setEnabled(
            self._target is not None
            and not self._is_done
            and self._model.total > 0
            and is_word
            and bool(self._reason.text().strip())
        )

    def _on_ended(self) -> None:
        self._job = None
        if self._is_stale:
            self.refresh()


def _check_box(name: str, words: str) -> QCheckBox:
    return named(QCheckBox(words), name, words)


def _planned(
    whole: Snapshot, target: PurgeTarget, with_copies: bool
) -> tuple[Content, Former, PurgePlan, tuple[Path, ...]]:
    former = former_of(whole, target)
    plan = plan_purge(whole, target, "–", with_copies=with_copies, former=former)
    copies = copies_with(whole.path, target) if whole.path is not None else ()
    return whole.content, former, plan, copies


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONG else f"{flat[: _LONG - 1]}…"
