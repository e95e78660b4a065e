"""The folders of the program in the user's account: working copies, settings, logs."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import platformdirs

from briefing.errors import BriefingError

_NAME = "briefing"
HOLDER = "holder.json"


class FolderNotMadeError(BriefingError):
    """The program's own folder in the user's account cannot be made or written to."""

    def __init__(self, folder: Path, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        super().__init__(
            f"The program keeps its work in {folder}, which cannot be written to: {reason}. "
            "Make room or see to that folder, and try again; no pack was changed."
        )


def state_folder() -> Path:
    """Return the folder of working copies, logs and settings, made when it is missing."""
    return _made(platformdirs.user_state_path(_NAME, appauthor=False))


def settings_file() -> Path:
    """Return where the settings lie; the folder exists."""
    return _made(platformdirs.user_config_path(_NAME, appauthor=False)) / "settings.json"


def table_mappings() -> Path:
    """Return the folder of what the columns of other people's tables mean, made when missing."""
    return _made(platformdirs.user_config_path(_NAME, appauthor=False) / "tables")


def new_working_folder() -> Path:
    """Return a fresh empty folder for one pack's working copy.

    Raises:
        FolderNotMadeError: The disk takes none.
    """
    from briefing.app import clock

    parent = working_folders()
    try:
        folder = Path(tempfile.mkdtemp(prefix="pack-", dir=parent))
    except OSError as error:
        raise FolderNotMadeError(parent, error) from error
    try:
        hold(folder, clock.now())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def hold(folder: Path, now: str) -> None:
    """Note in a working copy's folder that this process has it.

    Raises:
        FolderNotMadeError: The disk takes no more.
    """
    from briefing.files.holders import Holder

    try:
        folder.joinpath(HOLDER).write_text(Holder.here(now).as_json(), encoding="utf-8")
    except OSError as error:
        raise FolderNotMadeError(folder, error) from error


def working_folders() -> Path:
    """Return the folder in which every open pack has its working copy."""
    return _made(state_folder() / "working")


def discarded_folders() -> Path:
    """Return the folder in which discarded working copies lie until they are removed."""
    return _made(state_folder() / "discarded")


def template_library() -> Path:
    """Return the folder of the templates that this user has installed, made when missing."""
    return _made(platformdirs.user_data_path(_NAME, appauthor=False) / "templates")


def trusted_templates() -> Path:
    """Return the folder that remembers which templates of others this user has agreed to."""
    return _made(platformdirs.user_data_path(_NAME, appauthor=False) / "trusted")


def template_previews() -> Path:
    """Return the folder of page pictures that were made here, made when it is missing."""
    return _made(state_folder() / "previews")


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotMadeError(folder, error) from error
    return folder
