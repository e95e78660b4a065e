"""What the program remembers about the person who uses it: theme, sizes, recent packs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from briefing.app.folders import settings_file
from briefing.files.replacing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_RECENT = 12
THEMES = ("system", "light", "dark", "high_contrast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one user.

    Attributes:
        theme: `system`, `light`, `dark` or `high_contrast`.
        text_size_percent: 80 to 200.
        recent: Paths of packs, the newest first.
        author: The name that captured records carry.
        window: The window's geometry and docks, as the window wrote them.
    """

    theme: str = "system"
    text_size_percent: int = 100
    recent: tuple[str, ...] = ()
    author: str = ""
    window: str = ""


def load_settings() -> Settings:
    """Return the settings; a missing or unreadable file gives the defaults."""
    try:
        found = msgspec.json.decode(settings_file().read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Settings()
    size = min(200, max(80, found.text_size_percent))
    theme = found.theme if found.theme in THEMES else "system"
    return replace(found, text_size_percent=size, theme=theme)


def save_settings(settings: Settings) -> None:
    """Keep the settings.

    Raises:
        OutputNotWrittenError: They could not be written.
    """
    write_whole(settings_file(), msgspec.json.format(msgspec.json.encode(settings), indent=1))


def remember_recent(path: Path) -> None:
    """Put a pack at the head of the recent ones."""
    settings = load_settings()
    name = str(path.resolve())
    others = [other for other in settings.recent if other != name]
    save_settings(replace(settings, recent=(name, *others)[:_RECENT]))


def forget_recent(path: str) -> None:
    """Take a pack out of the recent ones."""
    settings = load_settings()
    kept = tuple(other for other in settings.recent if other != path)
    save_settings(replace(settings, recent=kept))
