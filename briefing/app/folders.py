"""The folders of the program in the user's account: working copies, settings, logs."""

from __future__ import annotations

import tempfile
from pathlib import Path

import platformdirs

_NAME = "briefing"
HOLDER = "holder.json"


def state_folder() -> Path:
    """Return the folder of working copies, logs and settings, made when it is missing."""
    folder = platformdirs.user_state_path(_NAME, appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def settings_file() -> Path:
    """Return where the settings lie; the folder exists."""
    folder = platformdirs.user_config_path(_NAME, appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "settings.json"


def new_working_folder() -> Path:
    """Return a fresh empty folder for one pack's working copy."""
    from briefing.app import clock
    from briefing.files.holders import Holder

    folder = Path(tempfile.mkdtemp(prefix="pack-", dir=working_folders()))
    folder.joinpath(HOLDER).write_text(Holder.here(clock.now()).as_json(), encoding="utf-8")
    return folder


def working_folders() -> Path:
    """Return the folder in which every open pack has its working copy."""
    parent = state_folder() / "working"
    parent.mkdir(exist_ok=True)
    return parent


def template_library() -> Path:
    """Return the folder of the templates that this user has installed, made when missing."""
    folder = platformdirs.user_data_path(_NAME, appauthor=False) / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def trusted_templates() -> Path:
    """Return the folder that remembers which templates of others this user has agreed to."""
    folder = platformdirs.user_data_path(_NAME, appauthor=False) / "trusted"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def template_previews() -> Path:
    """Return the folder of page pictures that were made here, made when it is missing."""
    folder = state_folder() / "previews"
    folder.mkdir(exist_ok=True)
    return folder
