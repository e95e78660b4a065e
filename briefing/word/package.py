"""The parts of a stranger's Office file, read only after the whole file was found harmless.

Parts stay compressed, so that what is not changed can be copied as it is.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from lxml import etree

from briefing.errors import InputRefusedError

LARGEST_PART: Final = 64 * 2**20
LARGEST_FILE: Final = 256 * 2**20
MOST_PARTS: Final = 5000
LARGEST_DIRECTORY: Final = MOST_PARTS * 400
_ENCODINGS: Final = frozenset({"", "UTF-8", "UTF8", "ASCII", "US-ASCII"})
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
        """Return the content, checked against its length and CRC."""
        if self.method == zipfile.ZIP_STORED:
            found = self.packed
        else:
            engine = zlib.decompressobj(-15)
            found = engine.decompress(self.packed, self.size + 1)
        if len(found) != self.size or zlib.crc32(found) != self.crc:
            raise _refused(f"its part {self.name} is damaged", "Save it again in Word.")
        return found


def _refused(what: str, remedy: str) -> InputRefusedError:
    return InputRefusedError(f"The Word file cannot be used: {what}. {remedy}")


def open_package(data: bytes) -> dict[str, StoredPart]:
    """Return the parts of a file by name.

    Raises:
        InputRefusedError: It is no Office file, is damaged, or could do harm.
    """
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise _refused("it is no .docx, or it is damaged", "Save it again in Word.") from error
    _check(entries)
    try:
        found = {entry.filename: _stored(entry, data) for entry in entries}
        for part in found.values():
            part.content()
    except (struct.error, zlib.error, UnicodeDecodeError) as error:
        raise _refused("it is damaged", "Save it again in Word.") from error
    _refuse_overlaps(entries, found)
    if "[Content_Types].xml" not in found:
        raise _refused("it is no Office file", "Choose a .docx.")
    return found


def _check_directory(data: bytes) -> None:
    """Refuse a directory that is too long to be read; it stands where `zipfile` looks for it."""
    end = len(data) - _END.size
    if end < 0 or data[end : end + 4] != b"PK\5\6" or data[-2:] != b"\0\0":
        end = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - 0xFFFF))
    if not 0 <= end <= len(data) - _END.size:
        return  # `zipfile` says so
    size = _END.unpack_from(data, end)[5]
    if size > LARGEST_DIRECTORY or data[max(0, end - 20) : end].startswith(b"PK\6\7"):
        raise _refused("its list of parts is too long", "Save it again in Word.")


def _refuse_overlaps(entries: list[zipfile.ZipInfo], found: dict[str, StoredPart]) -> None:
    """Refuse parts that share bytes: a small file would unpack to a large one."""
    before = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < before:
            raise _refused("two of its parts lie in the same place", "Save it again in Word.")
        before = entry.header_offset + len(found[entry.filename].packed)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_FILE:
        raise _refused("it is too large", "Remove pictures from it.")
    if len(set(names)) != len(names):
        raise _refused("it holds two parts of one name", "Save it again in Word.")
    for entry in entries:
        if not _SAFE_NAME.fullmatch(entry.filename):
            raise _refused(f"its part {entry.filename!r} has an unsafe name", "Save it again.")
        if entry.flag_bits & 0x1 or entry.compress_type not in (0, 8):
            raise _refused("it is encrypted or packed in an unusual way", "Save it again in Word.")
        if entry.file_size > LARGEST_PART:
            raise _refused(f"its part {entry.filename} is too large", "Make its pictures smaller.")
        if (
            entry.file_size > _RATIO_MATTERS_FROM
            and entry.file_size > _HIGHEST_RATIO * entry.compress_size
        ):
            raise _refused(f"its part {entry.filename} unpacks to far too much", "Save it again.")


def _stored(entry: zipfile.ZipInfo, data: bytes) -> StoredPart:
    header = _LOCAL_HEADER.unpack_from(data, entry.header_offset)
    name_at = entry.header_offset + _LOCAL_HEADER.size
    start = name_at + header[9] + header[10]
    encoding = "utf-8" if header[2] & 0x800 else "cp437"
    if header[0] != b"PK\3\4" or data[name_at : name_at + header[9]].decode(encoding) != (
        entry.orig_filename
    ):
        raise _refused(f"its part {entry.filename} has two names", "Save it again in Word.")
    return StoredPart(
        name=entry.filename,
        method=entry.compress_type,
        crc=entry.CRC,
        size=entry.file_size,
        packed=data[start : start + entry.compress_size],
    )


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Return the root of a part.

    Raises:
        InputRefusedError: It is not well-formed, or it declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _refused(f"its part {name} is no XML", "Save it again in Word.") from error
    if b"<!DOCTYPE" in content or root.getroottree().docinfo.internalDTD is not None:
        raise _refused(f"its part {name} declares entities", "Save it again in Word.")
    if (root.getroottree().docinfo.encoding or "").upper() not in _ENCODINGS:
        raise _refused(f"its part {name} is not written in UTF-8", "Save it again in Word.")
    return root
