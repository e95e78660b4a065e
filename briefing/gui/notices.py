"""Notices inside the window: they block nothing, offer what comes next, and are spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from briefing.gui.parts import button, label, named, row
from briefing.overriding import override

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QAction

    from briefing.gui.jobs import Job

_SHOWN_MS = 8000


class NoticeBar(QFrame):
    """The notice at the foot of the window, with its buttons; a job's progress too.

    Args:
        host: The window over whose lower edge it stands.
        actions: The commands that a notice may offer, by id.
    """

    dismissed = Signal()

    def __init__(self, host: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(host)
        named(self, "notices", self.tr("Notice"))
        self.setProperty("look", "notice")
        self._host = host
        self._actions = actions
        self._action: QAction | None = None
        self._path: Path | None = None
        self._jobs: list[Job] = []
        self._tells_job = False
        self._words = label("", wraps=True)
        self._words.setObjectName("notices.words")
        self._words.setMaximumWidth(560)
        self._words.setMinimumWidth(240)
        self._progress = named(QProgressBar(), "notices.progress", self.tr("Progress"))
        self._progress.setMinimumWidth(160)
        self._cancel = button(self.tr("Cancel"), "notices.cancel", self._on_cancel)
        self._offer = button("", "notices.action", self._on_action)
        self._offer.setAccessibleName(self.tr("What comes next"))
        self._open = button(self.tr("Open"), "notices.open", self._on_open)
        self._folder = button(self.tr("Show in folder"), "notices.folder", self._on_folder)
        self._close = button("", "notices.close", self.dismiss, look="link", icon="close")
        self._close.setAccessibleName(self.tr("Dismiss the notice"))
        self._close.setToolTip(self._close.accessibleName())
        self.setLayout(
            row(
                self._words,
                self._progress,
                self._cancel,
                self._offer,
                self._open,
                self._folder,
                self._close,
                margins=8,
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._on_timeout)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Return the notice that is shown or was shown last."""
        return self._words.text()

    def tell(self, text: str, action_id: str = "") -> None:
        """Show a notice, with a command beside it where one is named."""
        self._action = self._actions.get(action_id)
        self._path = None
        if self._action is not None:
            self._offer.setText(self._action.iconText().strip())
            self._offer.setAccessibleName(self._offer.text())
        self._show(text)

    def tell_written(self, text: str, path: Path) -> None:
        """Show that a file was written, with *Open* and *Show in folder*."""
        self._action, self._path = None, path
        self._show(text)

    def follow(self, job: Job) -> None:
        """Show the progress of a job until it ends; of several, that of the newest."""
        self._jobs.append(job)
        self._action = self._path = None
        self._progress.setRange(0, 0)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_job_ended)
        self._show(job.title)
        self._tells_job = True

    def dismiss(self) -> None:
        """Take the notice away."""
        self._timer.stop()
        self.hide()
        self.dismissed.emit()

    def _show(self, text: str) -> None:
        self._tells_job = False
        self._words.setText(text)
        self._offer.setVisible(self._action is not None)
        for part in (self._open, self._folder):
            part.setVisible(self._path is not None)
        self._progress.setVisible(bool(self._jobs))
        self._cancel.setVisible(bool(self._jobs))
        self._close.setVisible(not self._jobs)
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._timer.stop()
        if not self._jobs and self._path is None:
            self._timer.start()

    def _place(self) -> None:
        self.adjustSize()
        width = min(self.sizeHint().width(), self._host.width() - 32)
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        left = (self._host.width() - width) // 2
        self.setGeometry(left, self._host.height() - height - 40, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _on_timeout(self) -> None:
        if self.underMouse() or any(part.hasFocus() for part in self._buttons()):
            self._timer.start()
        else:
            self.dismiss()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self._cancel, self._offer, self._open, self._folder, self._close)

    def _on_action(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action.trigger()

    def _on_open(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _on_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _on_cancel(self) -> None:
        if self._jobs:
            self._jobs[-1].cancel()

    def _on_progressed(self, done: int, total: int, words: str) -> None:
        if not self._jobs or self.sender() is not self._jobs[-1]:
            return
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        if words and self._tells_job:
            self._words.setText(words)

    def _on_job_ended(self) -> None:
        ended = self.sender()
        is_shown = bool(self._jobs) and self._jobs[-1] is ended
        self._jobs = [job for job in self._jobs if job is not ended]
        if is_shown and self._jobs:
            self._progress.setRange(0, 0)
        if self._tells_job and self._jobs:
            self._words.setText(self._jobs[-1].title)
        elif self._tells_job:
            self.dismiss()
        elif self.isVisible():
            self._show(self.text)


class StatusWords(QLabel):
    """Words in the status bar, shown to the letter."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        named(self, name, title)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "small")
