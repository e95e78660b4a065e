"""Templates by name: those of the shelf, and Word files and packages named by their file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.app.library.shelf import (
    find,
    package_trusted,
    read_file,
    read_folder,
    shelf,
    unread_folders,
)
from briefing.app.library.trust import UntrustedTemplateError, trust
from briefing.app.word_files import checked, done
from briefing.errors import InputRefusedError
from briefing.files.replacing import write_whole
from briefing.template.manifest import TemplateInfo
from briefing.template.package import SUFFIX, WORD, WORKBOOK, Package, read_package

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.template.contract import Contract
    from briefing.template.problems import TemplateProblem
    from briefing.word.inspection.rules import Inspection

SUMMIT_PACK: Final = "summit-pack"
_WORKBOOK_SUFFIX: Final = ".xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template with its Word file.

    Attributes:
        info: What it says of itself.
        data: Its Word form; of a workbook alone, that workbook.
        package: All of it; None for a Word file alone.
        is_trusted: Whether it may be used without asking. A Word file alone may: nobody but the
            person who names it has a hand in what it is called.
        workbook: The house's own workbook, or None.
    """

    info: TemplateInfo
    data: bytes
    package: Package | None = None
    is_trusted: bool = True
    workbook: bytes | None = None


def templates() -> tuple[TemplateInfo, ...]:
    """Return the templates that can be used here, each id once: those that ship come first."""
    found: dict[str, TemplateInfo] = {}
    for one in shelf():
        if one.package is not None:
            found.setdefault(one.id, one.package.info)
    return tuple(found.values())


def template_named(name: str) -> Template:
    """Return a template by its id, or one by its file.

    Raises:
        InputRefusedError: There is neither, or it cannot be used.
    """
    listed = find(name)
    if listed is not None and listed.package is not None:
        return _of_package(listed.package, is_trusted=listed.is_trusted)
    _refuse_unfit(name)
    path = Path(name)
    if not path.is_file():
        known = ", ".join(info.id for info in templates())
        raise InputRefusedError(
            f"There is no template “{name}”: it is neither an installed one ({known}) nor a file.",
            *unread_folders(),
        )
    data = read_file(path)
    if path.suffix == SUFFIX:
        package = read_package(data)
        return _of_package(package, is_trusted=package_trusted(package))
    info = TemplateInfo(id=path.stem, name=path.stem, version="", language="")
    is_workbook = path.suffix.lower() == _WORKBOOK_SUFFIX
    return Template(info=info, data=data, workbook=data if is_workbook else None)


def forms_named(name: str) -> dict[str, bytes]:
    """Return the Word forms of a template named by its id, its file or its folder, by part.

    Raises:
        InputRefusedError: There is no such template, or it cannot be used.
    """
    if Path(name).is_dir():
        return read_folder(Path(name)).forms
    template = template_named(name)
    return {WORD: template.data} if template.package is None else template.package.forms


def problems_in(
    forms: Mapping[str, bytes], known: Mapping[str, Inspection]
) -> tuple[TemplateProblem, ...]:
    """Return what the check says of the forms of one template.

    Args:
        forms: The forms by part.
        known: What was found in some of them already.
    """
    from briefing.app.library.card import problems_of

    return problems_of({part: known.get(part) or checked(form) for part, form in forms.items()})


def _refuse_unfit(name: str) -> None:
    unfit = next((one for one in shelf() if one.id == name and one.refusal), None)
    if unfit is not None:
        raise InputRefusedError(f"{unfit.path.name}: {unfit.refusal}")


def _of_package(package: Package, *, is_trusted: bool) -> Template:
    return Template(
        info=package.info,
        data=package.word,
        package=package,
        is_trusted=is_trusted,
        workbook=package.parts.get(WORKBOOK),
    )


def template_for_use(name: str) -> Template:
    """Return a template that a pack is to be made with.

    Raises:
        UntrustedTemplateError: It is from somebody else, and nobody here has agreed to it yet; the
            sentences say from whom and what it asks for.
        InputRefusedError: There is no such template.
    """
    from briefing.app.library.card import card_of

    template = template_named(name)
    if template.is_trusted or template.package is None:
        return template
    card = card_of(template.package)
    raise UntrustedTemplateError(
        card.digest,
        "This template is from somebody else and was not used here yet.",
        *card.sentences,
    )


def trust_template(name: str) -> None:
    """Agree to a template of somebody else, as it is now.

    Raises:
        InputRefusedError: There is no such template.
        OutputNotWrittenError: It could not be remembered.
    """
    template = template_named(name)
    if template.package is not None:
        trust(template.package.digest)


def write_comments(data: bytes, out: Path) -> Inspection:
    """Write a copy of a Word file in which each finding is a comment on the words at fault.

    Returns:
        What was found.

    Raises:
        InputRefusedError: It is no Word file, or has no paragraph to comment on.
        OutputNotWrittenError: The copy could not be written.
    """
    from briefing.word.tasks import COMMENT, Faulty

    found = checked(data)
    write_whole(out, done(COMMENT, Faulty(data=data, problems=found.problems), data))
    return found


def contract() -> Contract:
    """Return which fields a template may name, with types and examples."""
    from briefing.template.fields import CONTRACT

    return CONTRACT
