"""The house templates that are installed, and templates that are named by their file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing import assets
from briefing.app import jobs
from briefing.app.worker_process import Errand
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from briefing.template.contract import Contract
    from briefing.template.problems import TemplateProblem

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


def check(name: str) -> tuple[TemplateProblem, ...]:
    """Return every mistake in a template, all found in one pass.

    Raises:
        InputRefusedError: It is no Word file that may be opened.
    """
    from briefing.template.fields import CONTRACT
    from briefing.template.problems import TemplateProblem
    from briefing.word.opening import check_template

    data = template_named(name).data
    if is_house(data):
        return check_template(data, CONTRACT)
    errand = Errand(name="check", value=data, what="The template", foreign=len(data))
    return jobs.ask(errand, tuple[TemplateProblem, ...])


def is_house(data: bytes) -> bool:
    """Tell whether a template is one of those that ship with the program, byte for byte."""
    return hashlib.sha256(data).digest() in _house_hashes()


@cache
def _house_hashes() -> frozenset[bytes]:
    shipped = (assets.folder() / _FOLDER).glob("*/*.docx")
    return frozenset(hashlib.sha256(path.read_bytes()).digest() for path in shipped)


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
