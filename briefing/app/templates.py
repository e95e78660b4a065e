"""The house templates that are installed, and templates that are named by their file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from briefing import assets
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
    """One choice that a template offers.

    Attributes:
        name: How it is named on the command line.
        label: How it is named in the window.
        default: Its value where nothing is chosen; no id where all records are meant.
        choices: The values that it may have, where they are fixed.
        kind: `choice` for one of those, `record` for one record of the pack, `records` for several.
        of: Which records, by the plural of their kind: meetings, topics or countries.
    """

    name: str
    label: str
    default: str = ""
    choices: tuple[Choice, ...] = ()
    kind: Literal["choice", "record", "records"] = "choice"
    of: Literal["", "meetings", "topics", "countries"] = ""


class Pages(msgspec.Struct, frozen=True):
    """How many pages a template allows.

    Attributes:
        most: The largest number.
        per: For what: each meeting, each country, or the whole document.
    """

    most: int
    per: Literal["meeting", "country", "document"]


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
    pages: Pages | None = None


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
    from briefing.word.opening import check_template

    return check_template(template_named(name).data, CONTRACT)


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
