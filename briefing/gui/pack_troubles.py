"""What a pack's place or state asks of the analyst: read only, copied in conflict, damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from briefing.gui.question_bar import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.app.rescuing import RescueReport
    from briefing.gui.files import PackFiles
    from briefing.store.pack import Pack
    from briefing.store.reading import DamagedPackError

_NAMED: Final = 3


class PackTroubles(QObject):
    """Says what is the matter with a pack that is opened, and offers what can be done.

    Args:
        files: What opens and saves packs.

    Signals:
        receive_asked(path): Another pack should be received into the open one.
    """

    receive_asked = Signal(object)

    def __init__(self, files: PackFiles) -> None:
        super().__init__(files)
        self._files = files
        self._damaged: Path | None = None
        self._report: RescueReport | None = None
        files.opened.connect(self._on_opened)
        files.damaged.connect(self._on_damaged)

    def _on_opened(self, pack: Pack) -> None:
        from briefing.app.conflicts import conflict_copies  # noqa: PLC0415  # loads on use

        if pack.why_read_only:
            words = self.tr("Open to read only: {why}. Save a copy elsewhere to work on it.")
            self._files.told.emit(words.format(why=pack.why_read_only))
        copies = conflict_copies(pack.path) if pack.path is not None else ()
        if copies:
            self._ask_about(copies)

    def _ask_about(self, copies: tuple[Path, ...]) -> None:
        first, *others = copies
        words = self.tr(
            "Beside this pack lies “{name}”: a program that keeps folders in step made it when two "
            "people saved at once. It was not opened. Receive it to see what it has that this one "
            "has not; then delete it."
        )
        if others:
            words = self.tr(
                "Beside this pack lie {count} copies such as “{name}”: a program that keeps "
                "folders in step made them when two people saved at once. None was opened. Receive "
                "them one by one to see what they have that this one has not; then delete them."
            )
        self._files.copies.question.ask(
            words.format(name=first.name, count=len(copies)),
            Choice(words=self.tr("Receive…"), run=lambda: self.receive_asked.emit(first)),
            Choice(words=self.tr("Not now"), run=self._files.copies.question.dismiss),
        )

    # ---------------------------------------------------------------- damaged

    def _on_damaged(self, error: DamagedPackError) -> None:
        self._damaged = error.path
        self._files.copies.question.ask(
            str(error),
            Choice(words=self.tr("Rescue what is left"), run=self._rescue),
            Choice(words=self.tr("Cancel"), run=self._files.copies.question.dismiss),
            takes_keys=True,
        )

    def _rescue(self) -> None:
        self._files.guarded(self._begin_rescuing)

    def _begin_rescuing(self) -> None:
        from briefing.app.rescuing import rescued  # noqa: PLC0415  # the store loads on use

        damaged = self._damaged
        if damaged is None:
            return

        def opened() -> Pack:
            pack, self._report = rescued(damaged)
            return pack

        self._report = None
        if self._files.try_opening(opened) and self._report is not None:
            self._files.copies.question.ask(
                self._said(damaged, self._report),
                Choice(words=self.tr("Save As…"), run=self._files.save_as),
                takes_keys=True,
            )

    def _said(self, damaged: Path, report: RescueReport) -> str:
        words = self.tr("Records rescued from {name}: {count}. The damaged file is as it was.")
        said = words.format(count=sum(report.counts.values()), name=damaged.name)
        losses = [loss.sentence for loss in report.losses] + list(report.passages)
        if not losses:
            return f"{said} {self.tr('Nothing is known to be lost.')}"
        more = len(losses) - _NAMED
        if more > 0:
            every = self.tr("And {count} more; “briefing rescue” in a terminal lists all of them.")
            losses[_NAMED:] = [every.format(count=more)]
        return " ".join((said, *losses))
