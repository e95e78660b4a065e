"""The office suite: where it is, and a document turned into PDF by it."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from briefing.preview.private import environment, make_profile
from briefing.preview.warm import OfficeFailedError, WarmOffice, find_uno_python

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


@cache
def find_office() -> Path | None:
    """Return the office suite's program, or None where there is none."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((Path(p) for p in _PLACES.get(sys.platform, ()) if Path(p).is_file()), None)


@cache
def office_version(office: Path) -> str:
    """Return what the office suite says of its version, or an empty text."""
    try:
        done = subprocess.run(  # noqa: S603  # a program that was found, fixed arguments
            [office, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip().partition("\n")[0]


def office_name(office: Path) -> str:
    """Return the name and the version of the office suite to its second number."""
    warm = quick_office(office)
    if warm is not None:
        return warm.start()
    words = office_version(office).split()
    number = ".".join(words[1].split(".")[:2]) if len(words) > 1 else ""
    return f"{words[0]} {number}".strip() if words else office.stem


@cache
def warm_office(office: Path) -> WarmOffice | None:
    """Return the office suite that is kept warm, or None where no Python can speak with it.

    It starts with its first document and ends with this program.
    """
    return _kept_warm(office)


@cache
def quick_office(office: Path) -> WarmOffice | None:
    """Return a second warm office suite, for pages that somebody waits for, or None likewise.

    A suite cannot be stopped in the middle of a document; here it never has to finish another one
    first, be it an export or the whole pages of what was edited since.
    """
    return _kept_warm(office)


def _kept_warm(office: Path) -> WarmOffice | None:
    python = find_uno_python(office)
    if python is None:
        return None
    made = WarmOffice(office, python)
    atexit.register(made.close)
    return made


def to_pdf(office: Path, document: bytes, suffix: str = ".docx") -> bytes:
    """Return a document as a tagged PDF with bookmarks, made by the warm office where there is one.

    Args:
        office: The office suite's program.
        document: The file's bytes.
        suffix: `.docx` or `.xlsx`.

    Raises:
        OfficeFailedError: The office suite failed or took too long.
    """
    warm = warm_office(office)
    return warm.to_pdf(document, suffix) if warm else convert_once(office, document, suffix)


def convert_once(office: Path, document: bytes, suffix: str = ".docx") -> bytes:
    """Return a document as `to_pdf` does, by an office suite that starts and ends for it.

    Raises:
        OfficeFailedError: The office suite failed or took longer than three minutes.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-pdf-") as name:
        folder = Path(name)
        (folder / f"pack{suffix}").write_bytes(document)
        wanted = _FILTER if suffix == ".docx" else "pdf"
        command = [
            str(office), f"-env:UserInstallation={make_profile(folder)}", "--headless",
            "--norestore", "--convert-to", wanted, "--outdir", str(folder),
            str(folder / f"pack{suffix}"),
        ]  # fmt: skip
        try:
            said = _run(command)
        except (OSError, subprocess.SubprocessError) as error:
            raise OfficeFailedError(
                f"The office suite {office} did not make the PDF ({type(error).__name__}): "
                "open the Word file and save it as PDF there."
            ) from error
        made = folder / "pack.pdf"
        if not made.is_file():
            raise OfficeFailedError(
                f"The office suite {office} did not make the PDF"
                f"{': ' + said[-1] if said else ''}. Open the Word file and save it as PDF there."
            )
        return made.read_bytes()


def _run(command: list[str]) -> list[str]:
    """Run the suite and return what it complains of; whatever it started ends with it."""
    with subprocess.Popen(  # noqa: S603  # a program that was found, paths of our own
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    ) as process:
        try:
            said = process.communicate(timeout=_TIMEOUT_S)[1]
        except BaseException:
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)  # the suite is a script and two programs
            else:
                process.kill()
            raise
    return said.decode(errors="replace").strip().splitlines()
