"""The parts of a workbook in one zip whose bytes depend on nothing but the parts."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from zlib_ng import zlib_ng

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEVEL: Final = 6
_DATE: Final = 0x0021  # 1 January 1980, the first day that a zip can name
_VERSION: Final = 20
_DEFLATED: Final = 8
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts, in their order, without clock, machine or platform in it.

    The layout is that of APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
    """
    body, directory = bytearray(), bytearray()
    for name, data in parts.items():
        label = name.encode("ascii")
        packer = zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        sizes = (zlib_ng.crc32(data), len(packed), len(data))
        start = len(body)
        common = (_VERSION, 0, _DEFLATED, 0, _DATE, *sizes, len(label), 0)
        body += _LOCAL.pack(b"PK\x03\x04", *common) + label + packed
        directory += _CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, start) + label
    count = len(parts)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
