"""What only the operating system can provide: found, installed through apt-get, or asked for."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

OFFICE_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/Applications/LibreOffice.app/Contents/Resources/fonts"),
    Path("C:/Windows/Fonts"),
    Path("C:/Program Files/LibreOffice/share/fonts"),
)


@dataclass(frozen=True)
class Need:
    """Something that pip cannot install, and the Debian package that brings it."""

    name: str
    debian: str
    is_there: Callable[[], bool]


def library(soname: str, debian: str) -> Need:
    """Return the need for a shared library; only Linux leaves those of Qt to the system."""

    def is_there() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return Need(name=soname, debian=debian, is_there=is_there)


def office_part(name: str, soname: str, debian: str) -> Need:
    """Return the need for one application of the office suite."""

    def is_there() -> bool:
        found = shutil.which("soffice") or shutil.which("libreoffice")
        if found and sys.platform == "linux":  # here each application is a package of its own
            return (Path(found).resolve().parent / soname).exists()
        return bool(found) or any(place.exists() for place in OFFICE_PLACES)

    return Need(name=name, debian=debian, is_there=is_there)


def font(family: str, debian: str) -> Need:
    """Return the need for a font family, by the names of its files."""

    def is_there() -> bool:
        return any(any(folder.rglob(f"{family}*.[ot]tf")) for folder in FONT_FOLDERS)

    return Need(name=f"the font {family}", debian=debian, is_there=is_there)


def has_ensurepip() -> bool:
    """Return whether this Python can put pip into a new environment; Debian splits that off."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def has_pdftoppm() -> bool:
    """Return whether pages of a PDF can be drawn for the tests."""
    return shutil.which("pdftoppm") is not None


def has_strace() -> bool:
    """Return whether system calls can be made to fail, for the benchmark of faults."""
    return shutil.which("strace") is not None


def has_uno() -> bool:
    """Return whether a Python that can speak with the office suite is there."""
    if sys.platform != "linux":  # elsewhere the suite brings its own
        return True
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    command = [str(python), "-s", "-c", "import uno"]
    tried = subprocess.run(command, capture_output=True, check=False) if python else None
    return tried is not None and tried.returncode == 0


STRACE = Need(name="strace", debian="strace", is_there=has_strace)
ENSUREPIP = Need(name="Python's ensurepip", debian="python3-venv", is_there=has_ensurepip)

QT_LIBRARIES = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libX11.so.6", "libx11-6"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
)
SCREEN_LIBRARIES = (
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
ON_LINUX = sys.platform == "linux"
QT = tuple(library(*row) for row in QT_LIBRARIES if ON_LINUX)
SCREEN = tuple(library(*row) for row in SCREEN_LIBRARIES if ON_LINUX)
OFFICE = (
    office_part("LibreOffice Writer", "libswlo.so", "libreoffice-writer-nogui"),
    office_part("LibreOffice Calc", "libsclo.so", "libreoffice-calc-nogui"),
    Need(name="Python's UNO", debian="python3-uno", is_there=has_uno),
    Need(name="pdftoppm (Poppler)", debian="poppler-utils", is_there=has_pdftoppm),
    font("Carlito", "fonts-crosextra-carlito"),
    font("Caladea", "fonts-crosextra-caladea"),
    font("LiberationSans", "fonts-liberation"),
)


def missing(needs: Sequence[Need]) -> tuple[Need, ...]:
    """Return the needs that this machine does not meet."""
    return tuple(need for need in needs if not need.is_there())


def provide(needs: Sequence[Need]) -> None:
    """See to it that `needs` are met, through apt-get where we may use it; stop otherwise."""
    lacking = missing(needs)
    if not lacking:
        return
    packages = sorted({need.debian for need in lacking})
    if shutil.which("apt-get") is None:
        stop(
            f"This machine lacks {names(lacking)}. Install that with the system's own package "
            f"manager (Debian's packages are {', '.join(packages)}) and try again."
        )
    as_root = root_prefix()
    if as_root is None:
        stop(
            f"This machine lacks {names(lacking)}. Type this line, then try again:\n"
            "sudo apt-get update && sudo apt-get install --no-install-recommends -y "
            + " ".join(packages)
        )
    apt_install(packages, as_root)
    still = missing(lacking)
    if still:
        stop(f"apt-get installed {', '.join(packages)}, but {names(still)} cannot be found yet.")


def root_prefix() -> tuple[str, ...] | None:
    """Return what to put before a command that root must run, or None when we may not."""
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        return None
    return (sudo, "-n") if sudo else None


def apt_install(packages: Sequence[str], as_root: Sequence[str]) -> None:
    """Install Debian packages without their recommendations; stop when apt-get fails."""
    say(f"Installing {' '.join(packages)}")
    apt = (
        *as_root,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "Dpkg::Use-Pty=0",
    )
    subprocess.run([*apt, "update"], stdout=sys.stderr, check=False)  # a stale list may still do
    install = [*apt, "install", "--no-install-recommends", "-y", *packages]
    if subprocess.run(install, stdout=sys.stderr, check=False).returncode:
        stop(
            "apt-get could not install them; its reason stands above. When that is put right, try "
            "again, or type: apt-get install --no-install-recommends " + " ".join(packages)
        )


def names(needs: Sequence[Need]) -> str:
    """Return the names of needs for a sentence."""
    return ", ".join(need.name for need in needs)


def say(sentence: str) -> None:
    """Tell what is being done; standard output belongs to the commands themselves."""
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with a sentence that says what to do."""
    sys.exit(f"dev.py: {sentence}")
