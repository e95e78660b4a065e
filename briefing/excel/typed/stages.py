"""Readers of the columns that print the stage which a commitment has reached."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from briefing.changes.values import as_plain
from briefing.domain.vocabularies import Basis, Stage
from briefing.excel.typed.cell import Edit, Typed, UnfitCellError
from briefing.excel.typed.parts import part_id
from briefing.excel.typed.readers import code_of, date_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.commitments import Commitment, StageEntry

_CURRENCY: Final = 3


def stage(typed: Typed[Commitment]) -> Iterator[Edit]:
    """Read the stage; a commitment without one gets its first."""
    found = code_of(typed, Stage)
    entry = typed.view.entry
    if found is None:
        raise UnfitCellError("A stage cannot be emptied here: remove it in the window.")
    if entry is None:
        plain = {"stage": found.value}
        yield f"stages[{part_id(typed.view.record.id, 'stages', plain)}]", plain
    else:
        yield f"stages[{entry.id}].stage", found.value


def stage_date(typed: Typed[Commitment]) -> Iterator[Edit]:
    """Read the date of the stage."""
    yield f"stages[{_entry(typed).id}].date", date_of(typed)


def basis(typed: Typed[Commitment]) -> Iterator[Edit]:
    """Read what the stage rests on."""
    found = code_of(typed, Basis)
    yield f"stages[{_entry(typed).id}].basis", found.value if found else None


def amount(typed: Typed[Commitment]) -> Iterator[Edit]:
    """Read a sum of money; its currency stands in the column beside."""
    yield from _amount(typed, typed.plain, typed.beside.get("Currency", ""))


def currency(typed: Typed[Commitment]) -> Iterator[Edit]:
    """Read the currency of the sum in the column beside."""
    yield from _amount(typed, typed.beside.get("Amount", ""), typed.plain)


def _amount(typed: Typed[Commitment], value: str, money: str) -> Iterator[Edit]:
    found = [entry for entry in typed.view.reached if entry.amount]
    entry = found[-1] if found else _entry(typed)
    code = money.strip().upper()
    if not value.strip() and not code:
        yield f"stages[{entry.id}].amount", None
        return
    if not value.strip():
        raise UnfitCellError("There is a currency without an amount: empty or fill both cells.")
    if len(code) != _CURRENCY or not code.isascii() or not code.isalpha():
        what = f"“{code}” is no currency" if code else "An amount needs its currency"
        raise UnfitCellError(f"{what}: write three letters, such as EUR, in that column.")
    before: dict[str, Any] = as_plain(entry.amount) if entry.amount else {}
    yield f"stages[{entry.id}].amount", {**before, "value": _number(value), "currency": code}


def _number(words: str) -> Decimal:
    try:
        number = Decimal(words.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise UnfitCellError(
            f"“{words.strip()}” is no amount: type a number, and the currency in its own column."
        )
    return number


def _entry(typed: Typed[Commitment]) -> StageEntry:
    if typed.view.entry is None:
        raise UnfitCellError("There is no stage that it could belong to: choose a stage as well.")
    return typed.view.entry
