"""The template package `NAME.brieftemplate`: a zip with a manifest that has the hash of each part.

    manifest.json   what the template says of itself, with SHA-256 of every other part
    pack.docx       the Word form
    pack.fr.docx    the same in another language, where there is one
    matrix.xlsx     the workbook's form, where there is one
    sample.json     a small pack that shows it, made up
    preview/1.png   its first pages

Bytes in, bytes out; the same template always has the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from briefing.errors import InputRefusedError
from briefing.files.zips import ZipReader
from briefing.template.manifest import TemplateInfo, read_manifest, write_manifest

SUFFIX: Final = ".brieftemplate"
MANIFEST: Final = "manifest.json"
WORD: Final = "pack.docx"
WORKBOOK: Final = "matrix.xlsx"
SAMPLE: Final = "sample.json"
LANGUAGE_FORMS: Final = "pack.*.docx"
LARGEST: Final = 64 << 20
_LANGUAGE_FORM: Final = re.compile(r"pack\.[a-z]{2,3}\.docx")
_PREVIEW: Final = re.compile(r"preview/([1-9]|1\d|20)\.png")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_READER: Final = ZipReader(
    noun="The template", kind="template package", remedy="Ask its author for it again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A template with its parts, each the one whose hash the manifest has.

    Attributes:
        info: What it says of itself.
        parts: Its parts by name, without the manifest.
    """

    info: TemplateInfo
    parts: Mapping[str, bytes]

    @property
    def word(self) -> bytes:
        """Return the Word form."""
        return self.parts[WORD]

    @property
    def forms(self) -> dict[str, bytes]:
        """Return its Word forms by the names of their parts, the one in its own language first."""
        in_languages = sorted(name for name in self.parts if _LANGUAGE_FORM.fullmatch(name))
        return {name: self.parts[name] for name in (WORD, *in_languages)}

    def form_in(self, language: str) -> bytes:
        """Return the Word form for documents in a language (`fr`), its own where it has none."""
        return self.parts.get(LANGUAGE_FORMS.replace("*", language), self.word)

    @property
    def previews(self) -> tuple[bytes, ...]:
        """Return the pictures of its pages in their order."""
        pages = [
            (int(found[1]), name) for name in self.parts if (found := _PREVIEW.fullmatch(name))
        ]
        return tuple(self.parts[name] for _, name in sorted(pages))

    @property
    def digest(self) -> str:
        """Return the SHA-256 that stands for all of it: that of the manifest."""
        return sha256(write_manifest(self.info))


def sha256(data: bytes) -> str:
    """Return a SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def preview_name(number: int) -> str:
    """Return the name of the picture of a page, from 1."""
    return f"preview/{number}.png"


def sealed(info: TemplateInfo, parts: Mapping[str, bytes]) -> Package:
    """Return a package whose manifest has the hashes of these parts."""
    hashes = {name: sha256(parts[name]) for name in sorted(parts)}
    return Package(info=msgspec.structs.replace(info, parts=hashes), parts=dict(parts))


def write_package(package: Package) -> bytes:
    """Return the bytes of a package; the parts are compressed already and stored as they are."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, data in (
            (MANIFEST, write_manifest(package.info)),
            *sorted(package.parts.items()),
        ):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return written.getvalue()


def read_package(data: bytes) -> Package:
    """Return the package that a file holds.

    Raises:
        InputRefusedError: It is no package, is damaged or changed, or could do harm.
    """
    parts = {name: part.content() for name, part in _READER.read(data).items()}
    manifest = parts.pop(MANIFEST, None)
    if manifest is None or WORD not in parts:
        missing = MANIFEST if manifest is None else WORD
        raise _READER.refusal(f"it has no {missing}", f"Choose a file that ends in {SUFFIX}.")
    for name in parts:
        if not _is_part(name):
            raise _READER.refusal(f"it holds {name}, which no template has")
    package = Package(info=read_manifest(manifest), parts=parts)
    verify(package)
    return package


def _is_part(name: str) -> bool:
    patterns = (_PREVIEW, _LANGUAGE_FORM)
    return name in (WORD, WORKBOOK, SAMPLE) or any(one.fullmatch(name) for one in patterns)


def verify(package: Package) -> None:
    """Compare every part with the hash that the manifest has for it.

    Raises:
        InputRefusedError: One was changed, is missing, or is not named there.
    """
    stated = package.info.parts
    for name in sorted({*stated, *package.parts}):
        if name not in package.parts or name not in stated:
            what = "is missing" if name in stated else "is not named in its manifest"
            raise _READER.refusal(f"its part {name} {what}")
        found = sha256(package.parts[name])
        if found != stated[name]:
            raise InputRefusedError(
                f"The template cannot be used: its part {name} was changed. Expected SHA-256 "
                f"{stated[name]}, found {found}. Ask its author for it again."
            )
