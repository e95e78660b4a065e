"""Tells others every minute that this window still edits its pack, and notices a lost lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from briefing.store.pack import Pack

EVERY_MS: Final = 60_000


class Heartbeat(QObject):
    """Beats for the lock of the open pack.

    Signals:
        lost(sentence): Somebody else holds the lock by now; told once.
    """

    lost = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pack: Pack | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._beat)

    def follow(self, pack: Pack | None) -> None:
        """Beat for this pack from now on, or for none."""
        self._pack = pack
        if pack is not None and pack.lock is not None:
            self._timer.start()
        else:
            self._timer.stop()

    def _beat(self) -> None:
        from briefing.app import clock  # noqa: PLC0415  # the store loads on use
        from briefing.files.locking import HeldElsewhereError  # noqa: PLC0415  # loads on use

        lock = self._pack.lock if self._pack is not None else None
        if self._pack is None or self._pack.path is None or lock is None:
            self._timer.stop()
            return
        if lock.beat(clock.now()):
            return
        try:
            lock.acquire(clock.now())  # a cleaner removed it
        except HeldElsewhereError as error:
            self._timer.stop()
            holder = error.holder
            words = self.tr(
                "{name} was taken over by {user} on {host}. Your edits are kept here: save them "
                "under another name, or receive this pack there."
            )
            self.lost.emit(
                words.format(name=self._pack.path.name, user=holder.user, host=holder.host)
            )
