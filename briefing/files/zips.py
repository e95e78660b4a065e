"""Reads the zip files of strangers: every part, only after the whole file was found harmless.

Parts stay compressed, so that what is not changed can be copied as it is.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from briefing.errors import InputRefusedError

LARGEST_PART: Final = 64 * 2**20
LARGEST_FILE: Final = 256 * 2**20
MOST_PARTS: Final = 5000
_HIGHEST_RATIO = 120
_RATIO_MATTERS_FROM = 2**20
_SAFE_NAME = re.compile(r"(?!/)(?!.*(?:^|/)\.\.?(?:/|$))[^\\:\x00-\x1f]+")
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPart:
    """One part as it lies in a file.

    Attributes:
        name: Its name, with forward slashes and none at the start.
        method: 0 (stored) or 8 (deflated).
        crc: CRC-32 of its content.
        size: Length of its content in bytes.
        packed: Its bytes as they lie in the file.
    """

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    def content(self) -> bytes:
        """Return the content.

        Raises:
            InputRefusedError: It is not what length and CRC say.
        """
        found = self.packed
        if self.method == zipfile.ZIP_DEFLATED:
            engine = zlib.decompressobj(-15)
            try:
                found = engine.decompress(self.packed, self.size + 1)
            except zlib.error as error:
                raise self._damaged() from error
        if len(found) != self.size or zlib.crc32(found) != self.crc:
            raise self._damaged()
        return found

    def _damaged(self) -> InputRefusedError:
        return InputRefusedError(
            f"The file cannot be used: its part {self.name} is damaged. Ask for it again, or save "
            "it again where it was made."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipReader:
    """What to say of a zip that cannot be used.

    Attributes:
        noun: What the file is: `The Word file`.
        kind: What it should be: `.docx`.
        remedy: What helps against damage: `Save it again in Word.`
    """

    noun: str
    kind: str
    remedy: str

    def read(self, data: bytes) -> dict[str, StoredPart]:
        """Return the parts of a file by name.

        Raises:
            InputRefusedError: It is no zip, is damaged, or could do harm.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            ValueError,
            OSError,
            struct.error,
        ) as error:
            raise self.refusal(f"it is no {self.kind}, or it is damaged") from error
        self._check(entries)
        try:
            found = {entry.filename: _stored(entry, data) for entry in entries}
        except struct.error as error:
            raise self.refusal("it is damaged") from error
        for part in found.values():
            try:
                part.content()
            except InputRefusedError as error:
                raise self.refusal(f"its part {part.name} is damaged") from error
        return found

    def refusal(self, what: str, remedy: str = "") -> InputRefusedError:
        """Return the error that says why the file cannot be used, and what helps."""
        return InputRefusedError(f"{self.noun} cannot be used: {what}. {remedy or self.remedy}")

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        names = {unicodedata.normalize("NFC", entry.filename).casefold() for entry in entries}
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_FILE:
            raise self.refusal("it is too large", "Remove pictures from it.")
        if len(names) != len(entries):
            raise self.refusal("it holds two parts of one name")
        for entry in entries:
            self._check_entry(entry)

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        if not _SAFE_NAME.fullmatch(entry.orig_filename):
            raise self.refusal(f"its part {entry.orig_filename!r} has an unsafe name")
        if entry.flag_bits & 0x1 or entry.compress_type not in (0, 8):
            raise self.refusal("it is encrypted or packed in an unusual way")
        if entry.file_size > LARGEST_PART:
            raise self.refusal(
                f"its part {entry.filename} is too large", "Make its pictures smaller."
            )
        unpacks_far = entry.file_size > _HIGHEST_RATIO * entry.compress_size
        if entry.file_size > _RATIO_MATTERS_FROM and unpacks_far:
            raise self.refusal(f"its part {entry.filename} unpacks to far too much")


def _stored(entry: zipfile.ZipInfo, data: bytes) -> StoredPart:
    header = _LOCAL_HEADER.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL_HEADER.size + header[9] + header[10]
    return StoredPart(
        name=entry.filename,
        method=entry.compress_type,
        crc=entry.CRC,
        size=entry.file_size,
        packed=data[start : start + entry.compress_size],
    )
