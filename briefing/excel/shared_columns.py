"""What the columns of several registers share: how they are read, or why they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.domain.vocabularies import Disclosure
from briefing.excel.typed import readers

if TYPE_CHECKING:
    from briefing.excel.typed.cell import Reader

PROOF: Final = (
    "it is made of the passages that the record rests on: add or remove passages in the window."
)
OF_SOURCE: Final = "it belongs to the source: change it on the sheet Sources or in the window."
USE: Final[Reader[Any]] = readers.code("disclosure", Disclosure, required=True)
