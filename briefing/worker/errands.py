"""What the worker can be sent for: each errand is a function of plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from briefing.interchange.pipes import decoder, encoded
from briefing.template.fields import CONTRACT
from briefing.word.opening import check_template
from briefing.word.packing import PackRequest, TellStep, make_pack
from briefing.word.reading import read_document

if TYPE_CHECKING:
    import msgspec

T = TypeVar("T")
Errand: TypeAlias = Callable[["msgspec.Raw", TellStep], "msgspec.Raw"]


def _errand(kind: type[T], run: Callable[[T, TellStep], object]) -> Errand:
    decode = decoder(kind)

    def go(value: msgspec.Raw, tell: TellStep) -> msgspec.Raw:
        return encoded(run(decode(value), tell))

    return go


def errands(protections: tuple[str, ...]) -> Mapping[str, Errand]:
    """Return the errands by name.

    Args:
        protections: What the worker says of itself when it is asked.
    """
    return {**_ERRANDS, "protections": _errand(bytes, lambda _value, _tell: protections)}


_ERRANDS: Final[Mapping[str, Errand]] = {
    "make": _errand(PackRequest, make_pack),
    "read": _errand(bytes, lambda data, _tell: read_document(data)),
    "check": _errand(bytes, lambda data, _tell: check_template(data, CONTRACT)),
}
