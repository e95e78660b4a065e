"""The folders of the program in the user's account: working copies, settings, logs."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import platformdirs

from briefing.errors import BriefingError

_NAME = "briefing"
HOLDER = "holder.json"
WORKING = "working"
DISCARDED = "discarded"


class FolderNotMadeError(BriefingError):
    """The program's own folder in the user's account cannot be made or written to."""

    def __init__(self, folder: Path, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        super().__init__(
            f"The program keeps its work in {folder}, which cannot be written to: {reason}. "
            "Make room, see to that folder or choose another (File, Place of Working Copies); no "
            "pack was changed."
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


def place_of_work() -> Path:
    """Return the folder that has the working copies: where the user wants them, or our own."""
    from briefing.app.settings import load_settings

    chosen = load_settings().working_place
    return Path(chosen) if chosen else state_folder()


def places_of_work() -> tuple[Path, ...]:
    """Return every folder that may have working copies, the one for new ones first."""
    from briefing.app.settings import load_settings

    former = map(Path, load_settings().former_working_places)
    return tuple(dict.fromkeys((place_of_work(), *former, state_folder())))


def try_place(folder: Path) -> None:
    """Make a folder for working copies, which nobody else may read, and write to it.

    Raises:
        FolderNotMadeError: That is not possible.
    """
    _made(folder)
    try:
        folder.chmod(0o700)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        raise FolderNotMadeError(folder, error) from error


def working_folders() -> Path:
    """Return the folder in which a pack that is opened now gets its working copy."""
    return _made(place_of_work() / WORKING)


def working_copies() -> tuple[Path, ...]:
    """Return the folders of all working copies, open ones and those left behind."""
    return _all_in(WORKING)


def discarded_copies() -> tuple[Path, ...]:
    """Return the folders of the working copies that were discarded and can be brought back."""
    return _all_in(DISCARDED)


def moved(folder: Path, name: str) -> Path:
    """Move a working copy to the folder of a name at the same place, and return where it is."""
    target = _made(folder.parent.parent / name) / folder.name
    shutil.rmtree(target, ignore_errors=True)
    return folder.rename(target)


def _all_in(name: str) -> tuple[Path, ...]:
    parents = [place / name for place in places_of_work()]
    return tuple(
        folder
        for parent in parents
        if parent.is_dir()
        for folder in sorted(parent.iterdir())
        if folder.is_dir()
    )


def log_file() -> Path:
    """Return where the log lies; the folder exists."""
    return state_folder() / "briefing.log"


def template_library() -> Path:
    """Return the folder of the templates that this user has installed, made when missing."""
    return _made(platformdirs.user_data_path(_NAME, appauthor=False) / "templates")


def trusted_templates() -> Path:
    """Return the folder that remembers which templates of others this user has agreed to."""
    return _made(platformdirs.user_data_path(_NAME, appauthor=False) / "trusted")


def template_previews() -> Path:
    """Return the folder of page pictures that were made here, made when it is missing."""
    return _made(state_folder() / "previews")


def kept_templates() -> Path:
    """Return the folder of the templates that were compiled here, made when it is missing."""
    return _made(state_folder() / "compiled")


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotMadeError(folder, error) from error
    return folder
