"""What is written on what in the window, and how well it can be read (WCAG 2.2)."""

from __future__ import annotations

TEXT_PAIRS = (
    *((ink, ground) for ink in ("ink", "muted", "link", "visited") for ground in (
        "window", "base", "raised", "hover", "quiet_selection",
    )),
    *((ink, ground) for ink in ("good", "warn", "bad", "info") for ground in (
        "window", "base", "raised", "hover",
    )),
    ("placeholder", "base"),
    ("placeholder", "raised"),
    ("ink", "pressed"),
    ("accent", "window"),
    ("accent", "base"),
    ("accent_ink", "accent"),
    ("selection_ink", "selection"),
    *(("ink", kind) for kind in ("quote", "position", "commitment", "fact")),
)  # fmt: skip
"""Which role is written on which: each pair reaches 4.5 : 1 in every theme."""

EDGE_PAIRS = (
    ("disabled", "window"),
    ("disabled", "base"),
    ("disabled", "raised"),
    ("edge", "window"),
    ("edge", "base"),
    ("edge", "raised"),
    ("focus", "window"),
    ("focus", "base"),
    ("focus", "raised"),
)
"""Edges of controls, focus frames and disabled words: each pair reaches 3 : 1 in every theme."""


def contrast(one, other):
    """The contrast of two colours from 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour):
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
