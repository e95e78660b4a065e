"""What a template says of itself: `manifest.json`, every field of it checked."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from briefing.errors import InputRefusedError

# no controls, no signs without width, nothing that turns the direction of what follows
_PLAIN: Final = r"^[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$(?!\n)"
_MOST: Final = 200

Words: TypeAlias = Annotated[str, msgspec.Meta(max_length=300, pattern=_PLAIN)]
Value: TypeAlias = Annotated[str, msgspec.Meta(max_length=120, pattern=_PLAIN)]
Line: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=_PLAIN)]
# an id names a file: Windows keeps some names for its devices
_ID: Final = r"^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]{0,59}$(?!\n)"
Name: TypeAlias = Annotated[str, msgspec.Meta(pattern=_ID)]
Key: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$(?!\n)")]
Version: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^\d{1,6}(\.\d{1,6}){0,3}$(?!\n)")]
Language: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Sha256: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=999)]


class Choice(msgspec.Struct, frozen=True):
    """One value that an option may have; "" stands for what the pack itself says."""

    value: Value
    label: Line


Choices: TypeAlias = Annotated[tuple[Choice, ...], msgspec.Meta(max_length=_MOST)]


Records: TypeAlias = Literal[
    "",
    "meetings",
    "topics",
    "countries",
    "matrices",
    "rows",
    "columns",
    "groups",
    "currencies",
]


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """One choice that a template offers.

    Attributes:
        name: How it is named on the command line.
        label: How it is named in the window.
        default: Its value where nothing is chosen; no id where all records are meant.
        choices: The values that it may have, where they are fixed.
        kind: `choice` for one of those, `record` for one record of the pack, `records` for several.
        of: Which records, by the plural of their kind; `rows` and `columns` are those of the
            pack's matrices, `currencies` those that amounts can be changed into.
    """

    name: Key
    label: Line
    default: Words = ""
    choices: Choices = ()
    kind: Literal["choice", "record", "records"] = "choice"
    of: Records = ""


class Pages(msgspec.Struct, frozen=True):
    """How many pages a template allows.

    Attributes:
        most: The largest number.
        per: For what: each meeting, each country, or the whole document.
    """

    most: Count
    per: Literal["meeting", "country", "document"]


Options: TypeAlias = Annotated[tuple[Option, ...], msgspec.Meta(max_length=_MOST)]
FieldTypes: TypeAlias = Annotated[dict[Key, Line], msgspec.Meta(max_length=_MOST)]
FieldsUsed: TypeAlias = Annotated[dict[str, FieldTypes], msgspec.Meta(max_length=_MOST)]


class TemplateInfo(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a template says of itself.

    Attributes:
        id: Names it among all templates.
        name: What it is called.
        version: Numbers between dots.
        language: Its own words' language.
        description: What it makes.
        author: Who made it.
        licence: Under what licence it may be passed on.
        options: The choices that it offers.
        pages: How many pages it allows, or None.
        contract: The types of the fields that it uses, by record; "document" has those at the root.
        parts: SHA-256 of each of its parts by name.
    """

    id: Name
    name: Line
    version: Version
    language: Language
    description: Words = ""
    author: Words = ""
    licence: Words = ""
    options: Options = ()
    pages: Pages | None = None
    contract: FieldsUsed = msgspec.field(default_factory=dict)
    parts: dict[Line, Sha256] = msgspec.field(default_factory=dict)


def read_manifest(data: bytes) -> TemplateInfo:
    """Return what a manifest says.

    Raises:
        InputRefusedError: It is no manifest, or says something that none may say.
    """
    try:
        return msgspec.json.decode(data, type=TemplateInfo)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputRefusedError(
            f"The template cannot be used: its manifest is not as it should be ({error}). Ask its "
            "author for it again."
        ) from error


def write_manifest(info: TemplateInfo) -> bytes:
    """Return the manifest; the same template always has the same bytes."""
    data = msgspec.json.encode(info, order="deterministic")
    return msgspec.json.format(data, indent=1) + b"\n"


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by; 1.2 and 1.2.0 are the same."""
    numbers = [int(number) for number in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
