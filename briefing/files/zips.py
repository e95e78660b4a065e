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
_LARGEST_DIRECTORY: Final = MOST_PARTS * 400
_HIGHEST_RATIO = 120
_RATIO_MATTERS_FROM = 2**20
_SAFE_NAME = re.compile(r"(?!/)(?!.*(?:^|/)\.\.?(?:/|$))[^\\:\x00-\x1f]+")
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2IH")


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
        self._check_directory(data)
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
            found = {entry.filename: self._stored(entry, data) for entry in entries}
        except (struct.error, UnicodeDecodeError) as error:
            raise self.refusal("it is damaged") from error
        self._refuse_overlaps(entries, found)
        for part in found.values():
            try:
                part.content()
            except InputRefusedError as error:
                raise self.refusal(f"its part {part.name} is damaged") from error
        return found

    def refusal(self, what: str, remedy: str = "") -> InputRefusedError:
        """Return the error that says why the file cannot be used, and what helps."""
        return InputRefusedError(f"{self.noun} cannot be used: {what}. {remedy or self.remedy}")

    def _check_directory(self, data: bytes) -> None:
        """Refuse a directory that is too long to be read, found as `zipfile` finds it."""
        end = len(data) - _END.size
        if end < 0 or data[end : end + 4] != b"PK\5\6" or data[-2:] != b"\0\0":
            end = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - 0xFFFF))
        if not 0 <= end <= len(data) - _END.size:
            return  # `zipfile` says so
        size = _END.unpack_from(data, end)[5]
        if size > _LARGEST_DIRECTORY or data[max(0, end - 20) : end].startswith(b"PK\6\7"):
            raise self.refusal("its list of parts is too long")

    def _refuse_overlaps(
        self, entries: list[zipfile.ZipInfo], found: dict[str, StoredPart]
    ) -> None:
        """Refuse parts that share bytes: a small file would unpack to a large one."""
        before = 0
        for entry in sorted(entries, key=lambda each: each.header_offset):
            if entry.header_offset < before:
                raise self.refusal("two of its parts lie in the same place")
            before = entry.header_offset + len(found[entry.filename].packed)

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

    def _stored(self, entry: zipfile.ZipInfo, data: bytes) -> StoredPart:
        header = _LOCAL_HEADER.unpack_from(data, entry.header_offset)
        name_at = entry.header_offset + _LOCAL_HEADER.size
        start = name_at + header[9] + header[10]
        encoding = "utf-8" if header[2] & 0x800 else "cp437"
        name = data[name_at : name_at + header[9]].decode(encoding)
        if header[0] != b"PK\3\4" or name != entry.orig_filename:
            raise self.refusal(f"its part {entry.filename} has two names")
        return StoredPart(
            name=entry.filename,
            method=entry.compress_type,
            crc=entry.CRC,
            size=entry.file_size,
            packed=data[start : start + entry.compress_size],
        )
