"""What two processes of this program say to each other: framed values, nothing that can run.

A frame is eight bytes of length and then MessagePack, which is decoded into the types below and
into none else.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

T = TypeVar("T")
LARGEST_FRAME: Final = 2**30
_LENGTH = struct.Struct("<Q")


class Order(msgspec.Struct, frozen=True):
    """What is to be done.

    Attributes:
        errand: Its name.
        value: What it is to be done with, encoded.
        seconds: How long it may compute.
        memory: How many bytes it may take.
    """

    errand: str
    value: msgspec.Raw
    seconds: int
    memory: int


class Told(msgspec.Struct, frozen=True, tag="told"):
    """A step that begins."""

    step: str


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The result, encoded."""

    value: msgspec.Raw


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Why there is no result.

    Attributes:
        sentences: What the analyst reads.
        is_input: Whether what came from outside is at fault.
        is_last: Whether the process ends after this answer: its state is not to be trusted.
        value: What else there is of it, encoded; the mistakes of a template.
    """

    sentences: tuple[str, ...]
    is_input: bool = True
    is_last: bool = False
    value: bytes = b""


class Held(msgspec.Struct, frozen=True):
    """What keeps a worker from doing harm.

    Attributes:
        by: What holds it.
        lacking: What would, if this system had it.
    """

    by: tuple[str, ...]
    lacking: tuple[str, ...] = ()


Answer: TypeAlias = Told | Done | Refused


_ANSWERS: Final = msgspec.msgpack.Decoder(Told | Done | Refused)


class PipeBrokenError(Exception):
    """The other process is gone, or says what it never should."""


def write_frame(stream: BinaryIO, value: object) -> None:
    """Write one value.

    Raises:
        PipeBrokenError: The other side is gone.
    """
    data = msgspec.msgpack.encode(value)
    try:
        stream.write(_LENGTH.pack(len(data)))
        stream.write(data)
        stream.flush()
    except (OSError, ValueError) as error:
        raise PipeBrokenError from error


def read_frame(stream: BinaryIO) -> bytes:
    """Return the next frame.

    Raises:
        PipeBrokenError: The other side is gone, or the frame is larger than any can be.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > LARGEST_FRAME:
        raise PipeBrokenError
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    try:
        data = stream.read(length)
    except (OSError, ValueError) as error:
        raise PipeBrokenError from error
    if len(data) < length:
        raise PipeBrokenError
    return data


def encoded(value: object) -> msgspec.Raw:
    """Return a value that another one can hold."""
    return msgspec.Raw(msgspec.msgpack.encode(value))


def decoder(kind: type[T]) -> Callable[[bytes | msgspec.Raw], T]:
    """Return what makes values of a type.

    The function it returns raises `PipeBrokenError` where there is no such value.
    """
    found = msgspec.msgpack.Decoder(kind)

    def decode(data: bytes | msgspec.Raw) -> T:
        try:
            return found.decode(data)
        except (msgspec.DecodeError, RecursionError) as error:
            raise PipeBrokenError from error

    return decode


def read_answer(stream: BinaryIO) -> Answer:
    """Return the next answer.

    Raises:
        PipeBrokenError: The other side is gone, or says what it never should.
    """
    try:
        answer: Answer = _ANSWERS.decode(read_frame(stream))
    except (msgspec.DecodeError, RecursionError) as error:
        raise PipeBrokenError from error
    return answer
