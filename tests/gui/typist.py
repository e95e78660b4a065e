"""Somebody who uses the window by keyboard alone and counts every key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NONE = Qt.KeyboardModifier.NoModifier


class Typist:
    """Presses keys where the focus is.

    Attributes:
        presses: How many keys were pressed; typed summaries are not counted.
    """

    def __init__(self) -> None:
        self.presses = 0

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.presses += 1
            QTest.keyClick(_focus(), key, modifiers)
            QApplication.processEvents()

    def type(self, letters: str) -> None:
        """Type letters that choose something; each counts."""
        for letter in letters:
            self.presses += 1
            _send(letter)

    def write(self, words: str) -> None:
        """Write free text, which is not counted."""
        for letter in words:
            _send(letter)


def _send(letter: str) -> None:
    if letter.isascii():
        QTest.keyClicks(_focus(), letter)
        return
    # QTest knows the keys of ASCII alone; a keyboard sends other letters as text
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(_focus(), QKeyEvent(kind, 0, NONE, letter))


def _focus():
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keys"
    return widget
