"""What this installation has and what is missing, with the way to get it."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import subprocess
from typing import NamedTuple

from briefing import __version__, assets
from briefing.app.folders import place_of_work, settings_file

_PACKAGES = (
    "PySide6-Essentials", "apsw", "lxml", "python-docx", "openpyxl", "msgspec", "jsonschema",
    "pypdfium2", "zlib-ng", "Babel", "markdown-it-py",
)  # fmt: skip
_FONTS = (("Calibri", "Carlito"), ("Cambria", "Caladea"))


class Finding(NamedTuple):
    """One line of the doctor's report.

    Attributes:
        subject: What was looked at.
        state: `ok`, or `missing` for something that would make more possible.
        words: What was found, or how to get it.
    """

    subject: str
    state: str
    words: str


def examine() -> tuple[Finding, ...]:
    """Return everything that was found; nothing is changed and nothing leaves the machine."""
    findings = [
        Finding("Briefing", "ok", __version__),
        Finding("Python", "ok", platform.python_version()),
        Finding("System", "ok", platform.platform(terse=True)),
        Finding("Shipped files", "ok", str(assets.folder())),
        Finding("Working copies", "ok", str(place_of_work())),
        Finding("Settings", "ok", str(settings_file())),
    ]
    findings += [_package(name) for name in _PACKAGES]
    findings += [_worker(), _office(), *_fonts()]
    return tuple(findings)


def _package(name: str) -> Finding:
    try:
        return Finding(name, "ok", importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "missing", f"install it: python -m pip install {name}")


def _worker() -> Finding:
    """Ask the worker itself what holds it."""
    from briefing.app import jobs
    from briefing.app.worker_process import Errand
    from briefing.errors import BriefingError
    from briefing.interchange.pipes import Held

    subject = "Files from elsewhere"
    try:
        held = jobs.ask(Errand(name="protections", value=b"", what="The worker"), Held)
    except BriefingError as error:
        return Finding(subject, "missing", str(error))
    words = f"read in a process of their own, held by: {', '.join(held.by)}"
    if held.lacking:
        words += f"; this system does not hold {' and '.join(held.lacking)}"
    return Finding(subject, "ok", words)


def _office() -> Finding:
    from briefing.preview.office import find_office, office_version
    from briefing.preview.warm import find_uno_python

    office = find_office()
    if office is None:
        return Finding(
            "Office suite",
            "missing",
            "PDF and page numbers need LibreOffice: install it from your software centre, "
            "on Debian: apt-get install libreoffice-writer libreoffice-calc",
        )
    python = find_uno_python(office)
    how = (
        f"kept warm through {python}"
        if python is not None
        else "starts for each document; quicker with python3-uno on Debian"
    )
    return Finding("Office suite", "ok", f"{office_version(office)} ({office}), {how}")


def _fonts() -> tuple[Finding, ...]:
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return (Finding("Fonts", "ok", "not asked: this system has no fc-list"),)
    done = subprocess.run(  # noqa: S603  # a program that was found, fixed arguments
        [fc_list, ":", "family"], capture_output=True, text=True, timeout=60, check=False
    )
    found = []
    for wanted, metric in _FONTS:
        names = [name for name in (wanted, metric) if name in done.stdout]
        found.append(
            Finding(f"Font {wanted}", "ok", names[0])
            if names
            else Finding(
                f"Font {wanted}",
                "missing",
                f"pages would break elsewhere: install {metric}, on Debian: "
                f"apt-get install fonts-crosextra-{metric.lower()}",
            )
        )
    return tuple(found)
