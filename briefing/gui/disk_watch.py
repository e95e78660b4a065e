"""Notices when another program replaces the open pack's file, every time anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from briefing.files.versions import version_of

if TYPE_CHECKING:
    from pathlib import Path

_PAUSE_MS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    stat: tuple[int, int, int]
    digest: str


class DiskWatch(QObject):
    """Watches one file and its folder: a file that is replaced is a new one to the system.

    Signals:
        changed(path): The file has other bytes than what was noted; that is noted now.
        gone(path): The file is there no more.
    """

    changed = Signal(str)
    gone = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._seen: _State | None = None
        self._version: str | None = None
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        self._watcher.directoryChanged.connect(self._on_event)
        self._watcher.fileChanged.connect(self._on_event)

    def watch(self, path: Path | None, version: str | None = None) -> None:
        """Watch a file, or none: what we read or wrote ourselves is no change.

        Args:
            path: The file.
            version: Its version that is known; where it has another one by now, that is told.
        """
        self._timer.stop()
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._path = path
        self._version = version
        self._seen = None if version is None else _State(stat=(0, 0, 0), digest=version)
        self._keep_watching()
        if path is not None:
            self._timer.start()

    def _keep_watching(self) -> None:
        if self._path is None:
            return
        for place in (self._path.parent, self._path):
            known = (*self._watcher.files(), *self._watcher.directories())
            if str(place) not in known and place.exists():
                self._watcher.addPath(str(place))

    def _on_event(self, _path: str) -> None:
        self._timer.start()

    def _look(self) -> None:
        if self._path is None:
            return
        self._keep_watching()
        before, self._seen = self._seen, _state(self._path, self._seen)
        if self._seen is None:
            if before is not None:
                self.gone.emit(str(self._path))
        elif self._seen.digest != self._version:
            self._version = self._seen.digest
            self.changed.emit(str(self._path))


def _state(path: Path, before: _State | None) -> _State | None:
    """Return what a file is like; one with the same time, size and number is not read again."""
    try:
        about = path.stat()
        stat = (about.st_mtime_ns, about.st_size, about.st_ino)
        if before is not None and before.stat == stat:
            return before
    except OSError:
        return None
    digest = version_of(path)
    return None if digest is None else _State(stat=stat, digest=digest)
