"""The house templates that are installed, and templates that are named by their file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing import assets
from briefing.errors import InputRefusedError
from briefing.files.replacing import write_whole

if TYPE_CHECKING:
    from briefing.template.contract import Contract
    from briefing.word.inspection.rules import Inspection

SUMMIT_PACK = "summit-pack"
_FOLDER = "templates"
_LARGEST = 64 << 20


class Choice(msgspec.Struct, frozen=True):
    """One value that an option may have."""

    value: str
    label: str


class Option(msgspec.Struct, frozen=True):
    """One choice that a template offers."""

    name: str
    label: str
    default: str
    choices: tuple[Choice, ...]


class TemplateInfo(msgspec.Struct, frozen=True):
    """What a template says of itself (`manifest.json`)."""

    id: str
    name: str
    version: str
    language: str
    description: str = ""
    author: str = ""
    licence: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template with its Word file."""

    info: TemplateInfo
    data: bytes


def templates() -> tuple[TemplateInfo, ...]:
    """Return the installed templates by name."""
    folder = assets.folder() / _FOLDER
    found = [_manifest(path.read_bytes()) for path in folder.glob("*/manifest.json")]
    return tuple(sorted(found, key=lambda info: info.name))


def template_named(name: str) -> Template:
    """Return an installed template by its id, or one by its file.

    Raises:
        InputRefusedError: There is neither.
    """
    for info in templates():
        if info.id == name:
            data = assets.read_bytes(f"{_FOLDER}/{info.id}/pack.docx")
            return Template(info=info, data=data)
    path = Path(name)
    if not path.is_file():
        known = ", ".join(info.id for info in templates())
        raise InputRefusedError(
            f"There is no template “{name}”: it is neither an installed one ({known}) nor a file."
        )
    info = TemplateInfo(id=path.stem, name=path.stem, version="", language="")
    return Template(info=info, data=_read(path))


def check(name: str) -> Inspection:
    """Return everything that is wrong with a template, all found in one pass.

    Raises:
        InputRefusedError: It is no Word file.
    """
    return check_data(template_named(name).data)


def check_data(data: bytes) -> Inspection:
    """Return everything that is wrong with a Word file as a template.

    Raises:
        InputRefusedError: It is no Word file.
    """
    from briefing.app.fonts import installed_fonts
    from briefing.template.fields import CONTRACT
    from briefing.word.inspection.rules import check_template

    return check_template(data, CONTRACT, installed_fonts())


def write_comments(name: str, inspection: Inspection, out: Path) -> None:
    """Write a copy of a template in which each finding is a comment on the words at fault.

    Raises:
        OutputNotWrittenError: The copy could not be written.
    """
    from briefing.word.inspection.commenting import with_comments

    write_whole(out, with_comments(template_named(name).data, inspection.problems))


def contract() -> Contract:
    """Return which fields a template may name, with types and examples."""
    from briefing.template.fields import CONTRACT

    return CONTRACT


def _manifest(data: bytes) -> TemplateInfo:
    return msgspec.json.decode(data, type=TemplateInfo)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputRefusedError(f"{path.name} is larger than 64 MiB, which no template is.")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputRefusedError(f"{path} cannot be read: {reason}.") from error
