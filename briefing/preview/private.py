"""The private profile of an office suite: no macros, nothing fetched, nothing of the user's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from pathlib import Path

_NOWHERE: Final = ("127.0.0.1", 9)  # the port that throws everything away
_SETTINGS: Final[tuple[tuple[str, str, bool | int | str], ...]] = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", True),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", True),
    ("Office.Common/Security/Scripting", "DisableActiveContent", True),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", 3),
    ("Office.Writer/Content/Update", "Link", 2),  # never
    ("Office.Java/VirtualMachine", "Enable", False),
    ("Inet/Settings", "ooInetProxyType", 2),  # as set here
    ("Inet/Settings", "ooInetHTTPProxyName", _NOWHERE[0]),
    ("Inet/Settings", "ooInetHTTPProxyPort", _NOWHERE[1]),
    ("Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE[0]),
    ("Inet/Settings", "ooInetHTTPSProxyPort", _NOWHERE[1]),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_TYPES: Final = {bool: "xs:boolean", int: "xs:int", str: "xs:string"}


def make_profile(folder: Path) -> str:
    """Make a private profile in a folder and return its address.

    A document there is nobody's trusted one: what it links to, on the network or on this machine,
    is not read.
    """
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    return (folder / "profile").as_uri()


def environment() -> dict[str, str]:
    """Return this program's environment without what could make the suite load its libraries."""
    foreign = ("QT_", "PYTHON", "LD_LIBRARY_PATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}


def _registry() -> str:
    items = "\n".join(_item(*row) for row in _SETTINGS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}\n</oor:items>\n"
    )


def _item(path: str, name: str, value: bool | int | str) -> str:
    words = str(value).lower() if isinstance(value, bool) else str(value)
    return (
        f"<item oor:path={quoteattr(f'/org.openoffice.{path}')}>"
        f'<prop oor:name={quoteattr(name)} oor:op="fuse" oor:type="{_TYPES[type(value)]}">'
        f"<value>{words}</value></prop></item>"
    )
