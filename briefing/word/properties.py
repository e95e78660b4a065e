"""The properties of a document: title, subject, keywords, language; no author, machine or clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.word.relationships import DECLARATION
from briefing.word.text import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

CORE_PART: Final = "docProps/core.xml"
APP_PART: Final = "docProps/app.xml"
CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
CORE_RELATION: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
APP_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
)
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_ELEMENTS = {
    "title": "dc:title",
    "subject": "dc:subject",
    "description": "dc:description",
    "keywords": "cp:keywords",
    "category": "cp:category",
    "language": "dc:language",
}


def core_xml(values: Mapping[str, str]) -> str:
    """Return the part with the core properties; empty ones are left out."""
    body = "".join(
        f"<{element}>{escaped(values[name])}</{element}>"
        for name, element in _ELEMENTS.items()
        if values.get(name)
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{body}</cp:coreProperties>'
    )


def app_xml() -> str:
    """Return the part that names the program, and nothing else."""
    return (
        f"{DECLARATION}<Properties xmlns="
        '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Briefing</Application></Properties>"
    )
