"""Making a template: a folder from a Word file, and the package from the folder."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from briefing.app.library.card import asked_for, problems_of
from briefing.app.library.previews import make_previews
from briefing.app.library.sample import sample_json
from briefing.app.library.shelf import house_ids, read_file, read_folder, reserved
from briefing.app.library.trust import trust
from briefing.app.word_files import checked, done
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.files.replacing import write_whole
from briefing.template.manifest import TemplateInfo, write_manifest
from briefing.template.package import (
    MANIFEST,
    SAMPLE,
    SUFFIX,
    WORD,
    WORKBOOK,
    Package,
    preview_name,
    sealed,
    write_package,
)
from briefing.template.problems import Severity, TemplateProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELDS: Final = "FIELDS.html"
FIRST_VERSION: Final = "1.0.0"
_TRACES: Final = frozenset(
    {"name", "comment", "tracked-change", "picture-data", "data-source", "attached-template"}
)
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTemplate:
    """A template's folder that was made from a Word file.

    Attributes:
        folder: Where it is.
        info: What its manifest says.
        taken_out: The personal traces that the Word file had and the template has not.
        problems: What else is wrong with it.
    """

    folder: Path
    info: TemplateInfo
    taken_out: tuple[TemplateProblem, ...]
    problems: tuple[TemplateProblem, ...]


def new_template(word: Path, folder: Path | None = None, **stated: str) -> NewTemplate:
    """Make a template's folder from a Word file: manifest, cleaned form and list of fields.

    Args:
        word: The Word file; it stays as it is.
        folder: Where the template goes; None makes a folder beside the Word file.
        stated: What the manifest is to say: id, name, version, language, description, author,
            licence; what is not stated is derived.

    Raises:
        InputRefusedError: It is no Word file, holds something that acts by itself, or the folder
            is not empty.
        OutputNotWrittenError: It could not be written.
    """
    from briefing.word.tasks import CLEAN

    data = read_file(word)
    before = checked(data)
    form = done(CLEAN, data, data)
    after = checked(form)
    info = _info(word, form, stated)
    folder = folder or word.with_name(info.id)
    _make(folder)
    write_whole(folder / WORD, form)
    write_whole(folder / MANIFEST, write_manifest(info))
    write_whole(folder / FIELDS, _field_page().encode())
    gone = tuple(one for one in before.problems if one.rule in _TRACES)
    return NewTemplate(folder=folder, info=info, taken_out=gone, problems=after.problems)


def _field_page() -> str:
    from briefing.app.library.field_list import field_page
    from briefing.template.fields import CONTRACT

    return field_page(CONTRACT, "Fields that a template may name")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = next(folder.iterdir(), None) is None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputNotWrittenError(f"{folder} was not made: {reason}.") from error
    if not is_empty:
        raise InputRefusedError(
            f"{folder} holds something already. Name another folder, or empty that one."
        )


def _info(word: Path, form: bytes, stated: dict[str, str]) -> TemplateInfo:
    from briefing.app.settings import load_settings
    from briefing.word.tasks import TELL

    facts = done(TELL, form, form)
    title = facts.title
    name = stated.get("name") or (title if title and "{" not in title else _readable(word.stem))
    taken = house_ids()
    own = slug(name)
    derived = {
        "id": f"{own}-own" if own in taken else own,
        "name": name,
        "version": FIRST_VERSION,
        "language": facts.language or "en",
        "author": load_settings().author,
    }
    info = checked_info(derived | {key: text for key, text in stated.items() if text})
    if info.id in taken:
        raise InputRefusedError(reserved(info))
    return info


def checked_info(values: dict[str, str]) -> TemplateInfo:
    """Return what a manifest says with these values.

    Raises:
        InputRefusedError: One of them is not what a manifest may say.
    """
    try:
        return msgspec.convert(values, TemplateInfo)
    except msgspec.ValidationError as error:
        raise InputRefusedError(
            f"The template cannot be described so: {error}. An id is made of small letters, "
            "digits and -, a version of numbers between dots, a language is like en-GB."
        ) from error


def slug(name: str) -> str:
    """Return an id made from a name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-") or "template"


def _readable(stem: str) -> str:
    return " ".join(re.split(r"[\s_-]+", stem)).strip() or "Template"


def pack_folder(folder: Path, out: Path, *, with_preview: bool = True) -> Package:
    """Write the package that a template's folder makes.

    The form is cleaned once more, the sample is the exercise, pictures of the pages are made where
    there is an office suite; the manifest gets the fields that the form uses and all hashes.

    Args:
        folder: The folder with manifest and form.
        out: Where the package goes; a name without suffix gets `.brieftemplate`.
        with_preview: Whether pictures are made.

    Raises:
        InputRefusedError: The form has mistakes, or the folder is no template.
        OutputNotWrittenError: It could not be written.
    """
    package = shareable(read_folder(folder), with_preview=with_preview)
    write_whole(package_path(out), write_package(package))
    trust(package.digest)
    return package


def package_path(out: Path) -> Path:
    """Return where a package goes that is to be written to `out`."""
    return out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)


def share_package(package: Package, out: Path, *, is_complete: bool) -> Path:
    """Write a template of the shelf for others.

    Args:
        package: The template.
        out: Where it goes; a name without suffix gets `.brieftemplate`.
        is_complete: Whether it came as a package; a form that ships has no sample yet.

    Raises:
        OutputNotWrittenError: It could not be written.
    """
    out = package_path(out)
    write_whole(out, write_package(package if is_complete else shareable(package)))
    return out


def shareable(package: Package, *, with_preview: bool = True) -> Package:
    """Return a template as others may have it: cleaned, described by what it really uses.

    Raises:
        InputRefusedError: The form has mistakes, or the workbook holds what cannot be shared.
    """
    from briefing.word.tasks import CLEAN, CLEAN_WORKBOOK

    forms = {name: done(CLEAN, form, form) for name, form in package.forms.items()}
    found = {name: checked(form) for name, form in forms.items()}
    _refuse_mistakes(package.info, problems_of(found))
    parts = {**forms, SAMPLE: sample_json()}
    if WORKBOOK in package.parts:
        workbook = package.parts[WORKBOOK]
        parts[WORKBOOK] = done(CLEAN_WORKBOOK, workbook, workbook)
    pictures = make_previews(forms[WORD]) if with_preview else ()
    parts |= {preview_name(at): picture for at, picture in enumerate(pictures, 1)}
    info = msgspec.structs.replace(package.info, contract=asked_for(found.values()))
    return sealed(info, parts)


def _refuse_mistakes(info: TemplateInfo, problems: Sequence[TemplateProblem]) -> None:
    errors = [one for one in problems if one.severity is Severity.ERROR]
    found = [*errors, *(one for one in problems if one.rule == "hidden-text")]
    if found:
        noun = "mistake" if len(found) == 1 else "mistakes"
        raise InputRefusedError(
            f"“{info.name}” was not packed: its Word form has {len(found)} {noun}. Correct them "
            "in Word; “template check” writes each into a copy with --comments.",
            *(str(problem) for problem in found[:_SHOWN]),
        )
