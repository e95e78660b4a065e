"""The three palettes: the colour of every role in light, dark and high contrast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one theme, each `#RRGGBB`, named by what they are for.

    Attributes:
        name: `light`, `dark` or `high_contrast`.
        focus_width: The width of the focus frame in pixels.
        quote: Highlight of quotes in the reader; likewise `position`, `commitment`, `fact`.
    """

    name: str
    window: str
    base: str
    raised: str
    hover: str
    pressed: str
    ink: str
    muted: str
    placeholder: str
    disabled: str
    line: str
    edge: str
    accent: str
    accent_ink: str
    selection: str
    selection_ink: str
    quiet_selection: str
    focus: str
    link: str
    visited: str
    good: str
    warn: str
    bad: str
    info: str
    quote: str
    position: str
    commitment: str
    fact: str
    focus_width: int = 2


LIGHT: Final = Palette(
    name="light",
    window="#F6F7F9",
    base="#FFFFFF",
    raised="#FFFFFF",
    hover="#EAEEF3",
    pressed="#DCE3EB",
    ink="#1B2430",
    muted="#55606E",
    placeholder="#667080",
    disabled="#7A8594",
    line="#D5DAE1",
    edge="#7A8594",
    accent="#1F4E79",
    accent_ink="#FFFFFF",
    selection="#1F4E79",
    selection_ink="#FFFFFF",
    quiet_selection="#DBE5F0",
    focus="#1F4E79",
    link="#1A5A96",
    visited="#6B3FA0",
    good="#1E6B34",
    warn="#8A5A00",
    bad="#A4262C",
    info="#0B5C7A",
    quote="#FCE8A6",
    position="#CFE3F7",
    commitment="#CDEBD3",
    fact="#E4DAF5",
)

DARK: Final = Palette(
    name="dark",
    window="#171B21",
    base="#1E242C",
    raised="#262D37",
    hover="#2A323D",
    pressed="#333D4A",
    ink="#E7EBF0",
    muted="#A7B1BE",
    placeholder="#94A0AF",
    disabled="#768393",
    line="#3A4452",
    edge="#8793A3",
    accent="#7FB2E5",
    accent_ink="#0E1A26",
    selection="#2F5F8F",
    selection_ink="#FFFFFF",
    quiet_selection="#2B3A4B",
    focus="#7FB2E5",
    link="#8FC1F0",
    visited="#C3A6F0",
    good="#7FD49A",
    warn="#E8B65A",
    bad="#F28B82",
    info="#7CCBE6",
    quote="#5A4A12",
    position="#1F4466",
    commitment="#1F4D2E",
    fact="#43336B",
)

HIGH_CONTRAST: Final = Palette(
    name="high_contrast",
    window="#000000",
    base="#000000",
    raised="#000000",
    hover="#262626",
    pressed="#404040",
    ink="#FFFFFF",
    muted="#FFFFFF",
    placeholder="#D6D6D6",
    disabled="#9A9A9A",
    line="#FFFFFF",
    edge="#FFFFFF",
    accent="#FFFFFF",
    accent_ink="#000000",
    selection="#FFFFFF",
    selection_ink="#000000",
    quiet_selection="#404040",
    focus="#FFE600",
    link="#FFFFFF",
    visited="#FFFFFF",
    good="#FFFFFF",
    warn="#FFFFFF",
    bad="#FFFFFF",
    info="#FFFFFF",
    quote="#000000",
    position="#000000",
    commitment="#000000",
    fact="#000000",
    focus_width=3,
)

PALETTES: Final = {palette.name: palette for palette in (LIGHT, DARK, HIGH_CONTRAST)}
