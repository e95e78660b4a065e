"""Words in tables of data: marked here for the translators, translated where they are shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for translation and return it as it is; lupdate knows this name.

    Qt's own function of this name says that it returns any object.
    """
    return text


def said(moment: str) -> str:
    """Return a moment as the window says it, to the minute: `2026-11-23 09:00`."""
    return moment[:16].replace("T", " ")
