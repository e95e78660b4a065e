"""Files and pasted text come in: which kinds are read, which are refused and why."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import InputRefusedError
from briefing.files import regular
from briefing.sources.decoding import decode
from briefing.sources.reading import Reading, reading_of

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 64 * 1024 * 1024
"""An original above this is refused by name (architecture, The pack file)."""

_MEBIBYTE = 1024 * 1024
_SAMPLE = 64 * 1024
_CONTROL = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Reader(NamedTuple):
    """How one kind of file is read.

    Attributes:
        name: What the kind is called in a sentence.
        suffixes: Endings of file names, in lower case.
        media_type: The media type.
        read: Turns bytes, the file's name and the media type into a reading.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[bytes, str, str], Reading]


def _read_text(data: bytes, name: str, media_type: str) -> Reading:
    """Read plain text in any encoding."""
    raw, warnings = decode(data)
    if not raw.strip("\ufeff\0 \t\r\n\v\f\x85\xa0\u2028\u2029\u3000"):
        raise _empty(name)
    return reading_of(raw, data=data, name=name, media_type=media_type, warnings=warnings)


READERS = (
    Reader("text (.txt, .text)", (".txt", ".text", ""), "text/plain", _read_text),
    Reader("Markdown (.md)", (".md", ".markdown"), "text/markdown", _read_text),
)
"""One row per kind of file; a new format is a new row."""

_TABLES = (".xlsx", ".xlsm", ".csv", ".tsv")
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or other zipped file"),
    (b"PK\x05\x06", "a zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3\0", "a database or a pack"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"{\\rtf", "a rich-text file"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
)


def read_file(path: Path) -> Reading:
    """Read one file.

    Raises:
        InputRefusedError: It is no file, cannot be opened, is too large, empty, binary or of a kind
            that is not read; the sentence says which, and what to do.
    """
    try:
        if path.is_dir():
            raise InputRefusedError(f"{path.name} is a folder: drop the files that are in it.")
        data = regular.read_file(path, LARGEST + 1)
    except FileNotFoundError:
        raise InputRefusedError(f"There is no file {path}: check its name and place.") from None
    except PermissionError:
        raise InputRefusedError(
            f"{path.name} could not be opened: you have no permission to read it. "
            "Copy it to a folder of your own and try again."
        ) from None
    except OSError as error:
        reason = error.strerror or "the system gave no reason"
        raise InputRefusedError(f"{path.name} could not be read ({reason}): try again.") from None
    if len(data) > LARGEST:
        raise _too_large(path.name, path.stat().st_size)
    return read_bytes(data, regular.shown_name(path))


def read_bytes(data: bytes, name: str) -> Reading:
    """Read the bytes of a file.

    Args:
        data: The bytes as they came.
        name: The name of the file; its suffix chooses the reader.

    Raises:
        InputRefusedError: As `read_file`.
    """
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    if not data.strip():
        raise _empty(name)
    if Path(name).suffix.lower() in _TABLES:
        raise InputRefusedError(
            f"{name} is a table: import it as one (briefing table, or Import a Table in the "
            "window), so that its rows become records."
        )
    reader = _reader_of(name)
    if reader is None or reader.media_type.startswith("text/"):
        _refuse_binary(data, name)
    if reader is None:
        raise InputRefusedError(
            f"{name} is of a kind that is not read; files of these kinds are: {_kinds()}. "
            "Copy its words and paste them."
        )
    return reader.read(data, name, reader.media_type)


def read_pasted(text: str, name: str = "Pasted text") -> Reading:
    """Read text from the clipboard.

    Raises:
        InputRefusedError: There is nothing but white space, or more than 64 MiB.
    """
    data = text.encode("utf-8", errors="surrogatepass")
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    if not text.strip("\ufeff\0 \t\r\n\v\f\x85\xa0\u2028\u2029\u3000"):
        raise _empty(name)
    return reading_of(text, data=data, name=name, media_type="text/plain", warnings=())


def _reader_of(name: str) -> Reader | None:
    """Return the reader for a file's suffix."""
    suffix = Path(name).suffix.lower()
    return next((reader for reader in READERS if suffix in reader.suffixes), None)


def _kinds() -> str:
    """Return the kinds that are read, for a sentence."""
    return ", ".join(reader.name for reader in READERS)


def _refuse_binary(data: bytes, name: str) -> None:
    """Refuse what only looks like text by its name."""
    for magic, what in _BINARY:
        if data.startswith(magic) and (len(magic) > 2 or _has_controls(data)):
            raise InputRefusedError(
                f"{name} is {what}; this version reads {_kinds()}: copy the words and paste them."
            )
    if _has_controls(data):
        raise InputRefusedError(
            f"{name} is not text: it is full of control characters. "
            f"This version reads {_kinds()}: copy the words and paste them."
        )


def _has_controls(data: bytes) -> bool:
    """Tell whether more than one byte in twenty is a control; UTF-16 and UTF-32 may have many."""
    sample = data[:_SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if len(data) % 2 == 0 and max(zeros) > 0.35 * len(sample) and min(zeros) < 0.03 * len(sample):
        return False
    return len(_CONTROL.findall(sample)) > max(3, len(sample) // 20)


def _empty(name: str) -> InputRefusedError:
    """Return the refusal of a text without a word."""
    return InputRefusedError(f"{name} holds no text: there is nothing to import.")


def _too_large(name: str, size: int) -> InputRefusedError:
    """Return the refusal of a file that is too large, with size and limit."""
    return InputRefusedError(
        f"{name} has {size / _MEBIBYTE:.1f} MiB; an original may have "
        f"{LARGEST // _MEBIBYTE} MiB at most: cut it into parts or paste the words that matter."
    )
