"""Pictures of a template's first pages, made from the exercise where there is an office suite."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from briefing.app import folders
from briefing.app.library.sample import sample_content
from briefing.errors import OutputNotWrittenError
from briefing.files.replacing import write_whole
from briefing.template.package import sha256

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
    from briefing.preview.thumbnails import page_pictures

    if find_office() is None:
        return ()
    with tempfile.TemporaryDirectory(prefix="briefing-preview-") as name:
        form, pages = Path(name) / "form.docx", Path(name) / "pages.pdf"
        form.write_bytes(word)
        export(sample_content(), ExportRequest(template=str(form), pdf=pages, form="issue"))
        return page_pictures(pages.read_bytes(), _WIDTH, PAGES)


def kept_previews(word: bytes) -> tuple[bytes, ...]:
    """Return the pictures of a form's pages that were made here before, if any."""
    found = []
    with suppress(OSError):
        for number in range(1, PAGES + 1):
            path = _place(word, number)
            if not path.is_file():
                break
            found.append(path.read_bytes())
    return tuple(found)


def keep_previews(word: bytes, pictures: tuple[bytes, ...]) -> None:
    """Keep pictures of a form's pages, so that they are there at once the next time."""
    with suppress(OSError, OutputNotWrittenError):
        for number, picture in enumerate(pictures, 1):
            path = _place(word, number)
            path.parent.mkdir(exist_ok=True)
            write_whole(path, picture)


def _place(word: bytes, number: int) -> Path:
    return folders.template_previews() / sha256(word) / f"{number}.png"
