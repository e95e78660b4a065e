"""Pictures of a template's first pages, made from the exercise where there is an office suite."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.app import folders
from briefing.app.library.sample import sample_content
from briefing.errors import OutputNotWrittenError
from briefing.files.replacing import write_whole
from briefing.template.package import preview_name, sha256

if TYPE_CHECKING:
    from briefing.template.package import Package

PAGES: Final = 4
_WIDTH: Final = 720


def make_previews(word: bytes) -> tuple[bytes, ...]:
    """Return pictures of the first pages that a form makes; none without an office suite.

    Raises:
        InputRefusedError: The form has mistakes.
        OfficeFailedError: The office suite failed.
    """
    from briefing.app.exporting import ExportRequest, export
    from briefing.preview.office import find_office
    from briefing.preview.pages import page_pictures

    if find_office() is None:
        return ()
    with tempfile.TemporaryDirectory(prefix="briefing-preview-") as name:
        form, pages = Path(name) / "form.docx", Path(name) / "pages.pdf"
        form.write_bytes(word)
        export(sample_content(), ExportRequest(template=str(form), pdf=pages, form="issue"))
        return page_pictures(pages.read_bytes(), _WIDTH, PAGES)


def previews(package: Package) -> tuple[bytes, ...]:
    """Return the pictures that a package has, or those that were made here before."""
    if package.previews:
        return package.previews
    folder = folders.template_previews() / sha256(package.word)
    found = []
    with suppress(OSError):
        for number in range(1, PAGES + 1):
            path = folder / preview_name(number).rpartition("/")[2]
            if not path.is_file():
                break
            found.append(path.read_bytes())
    return tuple(found)


def keep_previews(package: Package, pictures: tuple[bytes, ...]) -> None:
    """Keep pictures that were made here, so that they are there at once the next time."""
    folder = folders.template_previews() / sha256(package.word)
    with suppress(OSError, OutputNotWrittenError):
        folder.mkdir(exist_ok=True)
        for number, picture in enumerate(pictures, 1):
            write_whole(folder / preview_name(number).rpartition("/")[2], picture)
