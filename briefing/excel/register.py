"""A register as a value: its columns, how each is printed, and how it is read back or why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from briefing.domain.base import Record
from briefing.domain.vocabularies import Vocabulary
from briefing.excel.typed.cell import Reader
from briefing.excel.views import View

R = TypeVar("R", bound=Record)
Value = str | Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[R]):
    """One column of a register.

    Attributes:
        title: Its heading.
        of: What stands in it.
        limit: How wide it may become, in digits.
        choices: The vocabulary from which it is chosen.
        is_web_address: Whether it may become a link.
        read: How what is typed there is read back; without it the column is only for reading.
        fixed: Why it is only for reading, and where the same can be changed.
    """

    title: str
    of: Callable[[View[R]], Value]
    limit: float = 24
    choices: type[Vocabulary] | None = None
    is_web_address: bool = False
    read: Reader[R] | None = None
    fixed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Generic[R]):
    """A kind of record with its sheet, its table and its columns.

    Attributes:
        kind: The kind of its records, singular.
        record_type: The type of its records.
        sheet: The name of its sheet.
        table: The name of its table.
        fields: Its columns.
        blank: A record of which nothing is known, that a new row fills; None where none is made.
        needed: The columns without which a new row says too little.
        unmade: Why a new row makes no record, and what does.
    """

    kind: str
    record_type: type[R]
    sheet: str
    table: str
    fields: tuple[Field[R], ...]
    blank: R | None = None
    needed: tuple[str, ...] = ()
    unmade: str = ""
