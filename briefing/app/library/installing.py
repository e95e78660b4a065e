"""Installing and removing templates: looked at first, then put in place in one step."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.app import folders
from briefing.app.library.card import Card, card_of
from briefing.app.library.changes import TemplateChange, changes
from briefing.app.library.shelf import (
    Listed,
    Origin,
    find,
    house_ids,
    package_trusted,
    read_file,
    reserved,
    shelf,
)
from briefing.app.settings import load_settings
from briefing.errors import BriefingError, InputRefusedError, OutputNotWrittenError
from briefing.files.replacing import write_whole
from briefing.template.manifest import version_key
from briefing.template.package import SUFFIX, Package, read_package, write_package

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateUse:
    """A pack that was issued with a template.

    Attributes:
        path: The pack.
        title: What it is called.
        editions: How many of its editions were made with it.
        version: The version of the newest of them.
    """

    path: Path
    title: str
    editions: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallPlan:
    """A template that could be installed, and what that would change.

    Attributes:
        package: The template.
        card: What there is to know of it.
        is_trusted: Whether it may be used without asking.
        installed: The version that is installed, or None.
        changes: What is different from that one.
        used_by: The recent packs that were issued with it.
    """

    package: Package
    card: Card
    is_trusted: bool
    installed: Package | None
    changes: tuple[TemplateChange, ...]
    used_by: tuple[TemplateUse, ...]

    @property
    def obstacle(self) -> str:
        """Return why it should not just be installed, or "": the same or a newer one is there."""
        if self.installed is None:
            return ""
        old, new = self.installed.info, self.package.info
        if self.installed.digest == self.package.digest:
            return f"“{new.name}” {new.version} is installed already, byte for byte."
        if version_key(new.version) < version_key(old.version):
            return f"“{old.name}” {old.version} is installed, which is newer than {new.version}."
        if version_key(new.version) == version_key(old.version):
            return (
                f"Another “{old.name}” {old.version} is installed: the same version, other bytes."
            )
        return ""


def plan_install(path: Path) -> InstallPlan:
    """Return what installing a template would do; nothing is written.

    Raises:
        InputRefusedError: It is no template, was changed, has mistakes, or has the id of one that
            ships.
    """
    package = read_package(read_file(path))
    info = package.info
    trusted = package_trusted(package)
    if info.id in house_ids() and not trusted:
        raise InputRefusedError(reserved(info))
    card = card_of(package)
    if card.errors:
        shown = [str(problem) for problem in card.errors[:_SHOWN]]
        raise InputRefusedError(
            f"“{info.name}” is not installed: its Word form has {len(card.errors)} mistakes that "
            "keep it from being used. Ask its author for a corrected one.",
            *shown,
        )
    installed = _installed(info.id)
    return InstallPlan(
        package=package,
        card=card,
        is_trusted=trusted,
        installed=installed,
        changes=changes(installed, package, card) if installed is not None else (),
        used_by=packs_using(info.id),
    )


def install(plan: InstallPlan, *, replace: bool = False) -> Path:
    """Put a template into this user's library, whole or not at all.

    Args:
        plan: What `plan_install` said.
        replace: Whether it is installed although the same or a newer version is there.

    Returns:
        The file in the library.

    Raises:
        InputRefusedError: The same or a newer version is there.
        OutputNotWrittenError: It could not be written; what was there is unchanged.
    """
    if plan.obstacle and not replace:
        raise InputRefusedError(f"{plan.obstacle} Nothing was changed.")
    target = _place(plan.package.info.id)
    write_whole(target, write_package(plan.package))
    for other in _mine(plan.package.info.id):
        if not other.path.samefile(target):  # put there by hand: a library has each template once
            _unlink(other.path)
    return target


def remove(template_id: str) -> Path:
    """Take a template out of this user's library.

    Returns:
        The file that is gone.

    Raises:
        InputRefusedError: It is not there: it ships with the program, or lies in a shared folder.
        OutputNotWrittenError: It could not be removed.
    """
    mine = _mine(template_id)
    if not mine:
        other = find(template_id)
        where = "" if other is None else f" It lies in {other.path.parent}: remove it there."
        if other is not None and other.origin is Origin.HOUSE:
            where = " It ships with Briefing and stays."
        raise InputRefusedError(f"No template “{template_id}” is installed.{where}")
    for one in mine:
        _unlink(one.path)
    return mine[0].path


def _mine(template_id: str) -> list[Listed]:
    """Return what this user's library has under an id, the newest first."""
    return [one for one in shelf() if one.id == template_id and one.origin is Origin.INSTALLED]


def _unlink(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputNotWrittenError(f"{path} was not removed: {reason}.") from error


def packs_using(template_id: str) -> tuple[TemplateUse, ...]:
    """Return the recent packs that have editions made with a template."""
    found = []
    for name in load_settings().recent:
        use = _use(Path(name), template_id)
        if use is not None:
            found.append(use)
    return tuple(found)


def _use(path: Path, template_id: str) -> TemplateUse | None:
    from briefing.app.packs import open_pack

    with suppress(BriefingError, OSError):
        pack = open_pack(path, read_only=True)
        try:
            content = pack.content
            made = [one.template for one in content.editions if one.template is not None]
            versions = [one.version for one in made if one.id == template_id]
            if versions:
                return TemplateUse(
                    path=path,
                    title=content.cover.title,
                    editions=len(versions),
                    version=versions[-1],
                )
        finally:
            pack.close()
    return None


def _place(template_id: str) -> Path:
    return folders.template_library() / f"{template_id}{SUFFIX}"


def _installed(template_id: str) -> Package | None:
    return next((one.package for one in _mine(template_id) if one.package), None)
