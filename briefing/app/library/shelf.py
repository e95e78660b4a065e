"""All templates that can be used here: those that ship, are installed, or lie in shared folders."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import assets
from briefing.app import folders
from briefing.app.library.trust import is_trusted
from briefing.app.settings import load_settings
from briefing.errors import InputRefusedError
from briefing.template.manifest import TemplateInfo, read_manifest, version_key
from briefing.template.package import (
    LANGUAGE_FORMS,
    LARGEST,
    MANIFEST,
    SAMPLE,
    SUFFIX,
    WORD,
    WORKBOOK,
    Package,
    preview_name,
    read_package,
    sealed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOUSE_FOLDER: Final = "templates"
_MOST_PREVIEWS: Final = 20


class Origin(StrEnum):
    """Where a template lies."""

    HOUSE = "house"
    INSTALLED = "installed"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One template of the shelf, or a file there that cannot be used.

    Attributes:
        origin: Where it lies.
        path: Its file, or the folder of one that ships.
        package: What it holds; None where it cannot be used.
        refusal: Why it cannot be used, or "".
        is_trusted: Whether it may be used without asking.
    """

    origin: Origin
    path: Path
    package: Package | None = None
    refusal: str = ""
    is_trusted: bool = False

    @property
    def id(self) -> str:
        """Return its id; that of a file that cannot be used is the file's name."""
        return self.path.stem if self.package is None else self.package.info.id


def shelf() -> tuple[Listed, ...]:
    """Return every template: those that ship, those installed, then those of shared folders."""
    house = {package.info.id: package for package in house_packages()}
    root = assets.folder() / _HOUSE_FOLDER
    found = [
        Listed(origin=Origin.HOUSE, path=root / name, package=package, is_trusted=True)
        for name, package in house.items()
    ]
    places = [(Origin.INSTALLED, folders.template_library())]
    places += [(Origin.SHARED, Path(folder)) for folder in load_settings().template_folders]
    for origin, folder in places:
        found += _newest_first([_listed(path, origin, house) for path in _files(folder)])
    return tuple(found)


def _newest_first(found: list[Listed]) -> list[Listed]:
    """Return the templates of a folder; of several with one id the newest goes before."""
    order = {one.id: -at for at, one in enumerate(found)}
    versions = {one.path: one.package.info.version if one.package else "0" for one in found}
    return sorted(
        found, key=lambda one: (order[one.id], version_key(versions[one.path])), reverse=True
    )


def unread_folders() -> tuple[str, ...]:
    """Return a sentence on each shared folder whose templates cannot be seen now."""
    found = []
    for folder in load_settings().template_folders:
        try:
            next(Path(folder).iterdir(), None)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            found.append(f"The templates in {folder} cannot be seen now: {reason}.")
    return tuple(found)


def find(template_id: str) -> Listed | None:
    """Return the template of an id: one that ships, else the installed one, else a shared one."""
    return next((one for one in shelf() if one.id == template_id and one.package), None)


def house_packages() -> Iterator[Package]:
    """Yield the templates that ship with the program, in the order of their names."""
    root = assets.folder() / _HOUSE_FOLDER
    found = [read_folder(path.parent) for path in root.glob(f"*/{MANIFEST}")]
    yield from sorted(found, key=lambda package: package.info.name)


def read_folder(folder: Path) -> Package:
    """Return the package that a folder with a manifest and its parts would make.

    Raises:
        InputRefusedError: A part is missing or cannot be read.
    """
    previews = map(preview_name, range(1, _MOST_PREVIEWS + 1))
    in_languages = sorted(path.name for path in folder.glob(LANGUAGE_FORMS))
    names = (WORD, *in_languages, WORKBOOK, SAMPLE, *previews)
    parts = {name: read_file(folder / name) for name in names if (folder / name).is_file()}
    if WORD not in parts:
        raise InputRefusedError(f"{folder} is no template: it has no {WORD}.")
    return sealed(read_manifest(read_file(folder / MANIFEST)), parts)


def read_file(path: Path) -> bytes:
    """Return a file of a template.

    Raises:
        InputRefusedError: It is too large, or cannot be read.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise InputRefusedError(f"{path.name} is no file that can be read whole.")
        if state.st_size > LARGEST:
            raise InputRefusedError(f"{path.name} is larger than 64 MiB, which no template is.")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputRefusedError(f"{path} cannot be read: {reason}.") from error


def package_trusted(package: Package) -> bool:
    """Tell whether a package may be used without asking: agreed to, or what ships anyway."""
    if is_trusted(package.digest):
        return True
    return any(_is_same_form(package, house) for house in house_packages())


def _is_same_form(package: Package, house: Package) -> bool:
    """Tell whether a package is a form that ships, in another envelope."""
    ours, theirs = house.info, package.info
    named = (ours.id, ours.version, ours.options) == (theirs.id, theirs.version, theirs.options)
    is_same = all(package.parts.get(name) == house.parts.get(name) for name in (WORD, WORKBOOK))
    others = package.forms.items()  # it need not have the house's other languages
    return named and is_same and all(house.parts.get(name) == form for name, form in others)


def _files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix == SUFFIX]
    except OSError:
        return []  # a share that is not there has no templates now
    return sorted(path for path in found if not path.name.startswith("."))


def _listed(path: Path, origin: Origin, house: dict[str, Package]) -> Listed:
    try:
        state = path.stat()
        package = _read(path, state.st_mtime_ns, state.st_size)
    except (OSError, InputRefusedError) as error:
        return Listed(origin=origin, path=path, refusal=str(error))
    if package.info.id in house and not _is_same_form(package, house[package.info.id]):
        return Listed(origin=origin, path=path, refusal=reserved(package.info))
    trusted = package_trusted(package)
    return Listed(origin=origin, path=path, package=package, is_trusted=trusted)


def house_ids() -> frozenset[str]:
    """Return the ids that no other template may have: those of the forms that ship."""
    return frozenset(package.info.id for package in house_packages())


def reserved(info: TemplateInfo) -> str:
    """Return why a template may not have the id of one that ships."""
    return (
        f"The template “{info.name}” has the id {info.id}, which belongs to a form that ships "
        "with Briefing: its author must give it another one."
    )


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int) -> Package:
    return read_package(read_file(path))
