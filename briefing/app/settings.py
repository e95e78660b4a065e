"""What the program remembers about the person who uses it: theme, sizes, recent packs."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from briefing.app.folders import settings_file
from briefing.errors import BriefingError
from briefing.files.replacing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_RECENT = 12
# read with the standard library: what the window needs before its first paint stays small
_TYPES = {
    "theme": str,
    "text_size_percent": int,
    "recent": list,
    "author": str,
    "window": str,
    "template_folders": list,
    "working_place": str,
    "former_working_places": list,
}
_LISTS = tuple(name for name, kind in _TYPES.items() if kind is list)
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
        template_folders: Further folders with templates: a share, a synced folder.
        working_place: The folder that has the working copies; nothing for the program's own.
        former_working_places: Folders that had them and may have what was left behind.
    """

    theme: str = "system"
    text_size_percent: int = 100
    recent: tuple[str, ...] = ()
    author: str = ""
    window: str = ""
    template_folders: tuple[str, ...] = ()
    working_place: str = ""
    former_working_places: tuple[str, ...] = ()


def load_settings() -> Settings:
    """Return the settings; a missing or unreadable file gives the defaults."""
    try:
        found = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, BriefingError):
        return Settings()
    return _settings(found) or Settings()


def _settings(found: object) -> Settings | None:
    """Return the settings that a file states, or None where it states something else."""
    if not isinstance(found, dict):
        return None
    known = {name: value for name, value in found.items() if name in _TYPES}
    if any(type(value) is not _TYPES[name] for name, value in known.items()):
        return None
    known |= {name: tuple(known[name]) for name in _LISTS if name in known}
    if any(type(path) is not str for name in _LISTS for path in known.get(name, ())):
        return None
    read = Settings(**known)
    size = min(200, max(80, read.text_size_percent))
    theme = read.theme if read.theme in THEMES else "system"
    return replace(read, text_size_percent=size, theme=theme)


def save_settings(settings: Settings) -> None:
    """Keep the settings.

    Raises:
        OutputNotWrittenError: They could not be written.
    """
    write_whole(settings_file(), json.dumps(asdict(settings), indent=1).encode())


def remember_recent(path: Path) -> None:
    """Put a pack at the head of the recent ones; where that cannot be kept, it is left out."""
    settings = load_settings()
    name = str(path.resolve())
    others = [other for other in settings.recent if other != name]
    with suppress(BriefingError):
        save_settings(replace(settings, recent=(name, *others)[:_RECENT]))


def add_template_folder(folder: Path) -> None:
    """Show the templates of another folder too."""
    settings = load_settings()
    name = str(folder.resolve())
    if name not in settings.template_folders:
        folders = (*settings.template_folders, name)
        save_settings(replace(settings, template_folders=folders))


def forget_template_folder(folder: str) -> None:
    """Show the templates of a folder no longer; the folder itself stays."""
    settings = load_settings()
    kept = tuple(other for other in settings.template_folders if other != folder)
    save_settings(replace(settings, template_folders=kept))


def forget_recent(path: str) -> None:
    """Take a pack out of the recent ones."""
    settings = load_settings()
    kept = tuple(other for other in settings.recent if other != path)
    save_settings(replace(settings, recent=kept))
