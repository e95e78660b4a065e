"""The office suite: where it is, and a document turned into PDF by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from briefing.errors import BriefingError

_NAMES = ("soffice", "libreoffice")
_PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
}
_TIMEOUT_S = 180
# A tagged PDF with bookmarks of the headings, for screen readers and for page numbers.
_FILTER = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


class OfficeFailedError(BriefingError):
    """The office suite did not turn a document into PDF."""

    exit_code = 4


@cache
def find_office() -> Path | None:
    """Return the office suite's program, or None where there is none."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((Path(p) for p in _PLACES.get(sys.platform, ()) if Path(p).is_file()), None)


def office_version(office: Path) -> str:
    """Return what the office suite says of its version, or an empty text."""
    try:
        done = subprocess.run(  # noqa: S603  # a program that was found, fixed arguments
            [office, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip().partition("\n")[0]


def to_pdf(office: Path, document: bytes, suffix: str = ".docx") -> bytes:
    """Return a document as a tagged PDF with bookmarks.

    Args:
        office: The office suite's program.
        document: The file's bytes.
        suffix: `.docx` or `.xlsx`.

    Raises:
        OfficeFailedError: The office suite failed or took longer than three minutes.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-pdf-") as name:
        folder = Path(name)
        (folder / f"pack{suffix}").write_bytes(document)
        profile = (folder / "profile").as_uri()
        wanted = _FILTER if suffix == ".docx" else "pdf"
        command = [
            str(office), f"-env:UserInstallation={profile}", "--headless", "--norestore",
            "--convert-to", wanted, "--outdir", str(folder), str(folder / f"pack{suffix}"),
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603  # a program that was found, paths of our own
                command, capture_output=True, timeout=_TIMEOUT_S, check=False, env=_environment()
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise OfficeFailedError(
                f"The office suite {office} did not make the PDF ({type(error).__name__}): "
                "open the Word file and save it as PDF there."
            ) from error
        made = folder / "pack.pdf"
        if not made.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise OfficeFailedError(
                f"The office suite {office} did not make the PDF"
                f"{': ' + said[-1] if said else ''}. Open the Word file and save it as PDF there."
            )
        return made.read_bytes()


def _environment() -> dict[str, str]:
    # Qt's and Python's own variables could make the suite load this program's libraries.
    foreign = ("QT_", "PYTHON", "LD_LIBRARY_PATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
