"""The font families that are installed on this machine, as far as that can be known."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache

_STYLES = re.compile(
    r"(?:\s+(?:bold|italic|oblique|light|semibold|semilight|medium|black|thin|regular))+$"
)
_KIND = re.compile(r"\s*\([^)]*\)\s*$")


@cache
def installed_fonts() -> frozenset[str] | None:
    """Return the families in small letters, or None where the system does not tell."""
    if sys.platform == "win32":
        return families(_registered())
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  # a program that was found, fixed arguments
            [program, ":", "family"], capture_output=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = done.stdout.decode(errors="replace").splitlines()
    return frozenset(name.strip().lower() for line in lines for name in line.split(",")) - {""}


def families(names: list[str]) -> frozenset[str]:
    """Return the families of fonts as Windows names them: `Cambria & Cambria Math (TrueType)`."""
    found: set[str] = set()
    for name in names:
        for each in _KIND.sub("", name).lower().split(" & "):
            found |= {each.strip(), _STYLES.sub("", each.strip())}
    return frozenset(found - {""})


def _registered() -> list[str]:
    """Return the names of the fonts that Windows has registered for everybody and for this user."""
    if sys.platform != "win32":
        return []
    import winreg

    path = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    found: list[str] = []
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            with winreg.OpenKey(root, path) as key:
                count = winreg.QueryInfoKey(key)[1]
                found += [winreg.EnumValue(key, at)[0] for at in range(count)]
        except OSError:
            continue
    return found
