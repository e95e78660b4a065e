"""The sheet *Money*: every stated amount with its stage, and totals that never mix stages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from briefing.domain.cells import is_live, stage_as_of
from briefing.domain.commitments import Amount, Commitment, StageEntry
from briefing.domain.cover import Rate
from briefing.domain.dates import first_day, last_day
from briefing.domain.marks import STAGES
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Polarity
from briefing.excel.citations import citation, cited
from briefing.excel.register_sheet import amount_entry, table_sheet
from briefing.excel.sheet import (
    BLANK,
    CENTS,
    COUNT,
    FIRST,
    HEADING,
    RATE,
    SUBTITLE,
    WHOLE,
    Entry,
    Row,
    distinct_names,
)
from briefing.excel.views import View, parties

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.domain.content import Content
    from briefing.excel.options import WorkbookOptions
    from briefing.excel.sheet import Sheet
    from briefing.template.words import Words

NAME: Final = "Money"
_TITLES: Final = (
    *("Parties", "Action", "Commitment", "Stage", "Stage date", "Amount", "Currency"),
    *("Amount as of", "Counted", "Basis", "Source", "Rate", "Rate date", "In {currency}"),
    "Rate from",
)
_LIMITS: Final = (26.0, 26.0, 40.0, 16.0, 14.0, 22.0, 10.0, 14.0, 20.0, 18.0, 40.0)
_RATE_LIMITS: Final = (14.0, 14.0, 22.0, 30.0)
_NOT_COUNTED: Final = (
    "{count} amount is not counted; the column says why.",
    "{count} amounts are not counted; the column says why.",
)
_YES: Final = "Yes"
_FIRST_ROW: Final = 2
_COUNTED: Final = replace(COUNT, vertical="top")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One amount of one stage of a commitment."""

    view: View[Commitment]
    entry: StageEntry
    amount: Amount
    counted: str
    rate: Rate | None = None


def money_sheet(views: Sequence[View[Commitment]], options: WorkbookOptions) -> Sheet | None:
    """Return the sheet of amounts, or None where no commitment names one.

    Pledged, allocated and delivered money is one and the same money on its way, so stages are never
    added up. Another currency is used only where the pack states a rate and its day.

    Args:
        views: The commitments.
        options: The choices of the workbook.
    """
    content = views[0].content if views else None
    base = base_currency(content, options) if content else None
    sums = [one for view in views for one in _sums(view, base)]
    if not sums:
        return None
    words = options.words
    rows = [_row(one, at, base, words) for at, one in enumerate(sums, start=_FIRST_ROW)]
    width = len(_TITLES) if base else len(_LIMITS)
    titles = distinct_names(words.say(title, currency=base or "") for title in _TITLES[:width])
    return table_sheet(
        name=words.say(NAME),
        table=NAME,
        titles=titles,
        rows=rows,
        limits=(*_LIMITS, *(_RATE_LIMITS if base else ())),
        options=options,
        below=tuple(_totals(sums, base, words)),
    )


def base_currency(content: Content, options: WorkbookOptions) -> str | None:
    """Return the currency into which amounts are changed: the chosen one, or that of the rates."""
    if options.base:
        return options.base
    return next((rate.to for rate in content.cover.rates), None)


def _sums(view: View[Commitment], base: str | None) -> Iterator[Sum]:
    stated = [(entry, entry.amount) for entry in view.reached if entry.amount is not None]
    newest = {entry.stage: entry for entry, _ in stated}
    for entry, amount in stated:
        yield Sum(
            view=view,
            entry=entry,
            amount=amount,
            counted=_counted(view, amount, is_newest=newest[entry.stage] is entry),
            rate=_rate(view, amount, base),
        )


def _counted(view: View[Commitment], amount: Amount, *, is_newest: bool) -> str:
    """Return whether an amount counts in the totals, and if not, why."""
    if view.record.polarity is Polarity.EXCLUDES:
        return "No: ruled out"
    if not is_live(stage_as_of(view.record, view.as_of)):
        return "No: no longer stands"
    if not is_newest:
        return "No: a newer amount stands"
    return _YES if amount_entry(amount.value).number is not None else "No: too long a number"


def _rate(view: View[Commitment], amount: Amount, base: str | None) -> Rate | None:
    known = [
        rate
        for rate in view.content.cover.rates
        if (rate.from_, rate.to) == (amount.currency, base)
        and (view.as_of is None or first_day(rate.on) <= view.as_of)
    ]
    return max(known, key=lambda rate: last_day(rate.on), default=None)


def _factor(one: Sum, base: str | None) -> Decimal | None:
    if amount_entry(one.amount.value).number is None:
        return None
    if one.amount.currency == base:
        return Decimal(1)
    return one.rate.rate if one.rate else None


def _row(one: Sum, at: int, base: str | None, words: Words) -> Row:
    view, entry, amount = one.view, one.entry, one.amount
    stated = [
        Entry(text=parties(view), look=FIRST),
        Entry(text=view.measure(view.record.measure)),
        Entry(text=view.record.text),
        Entry(text=words.label(entry.stage)),
        Entry(text=entry.date or ""),
        amount_entry(amount.value),
        Entry(text=amount.currency),
        Entry(text=amount.on or ""),
        Entry(text=words.say(one.counted)),
        Entry(text=words.label(entry.basis)),
        Entry(text=cited(view.content, entry.evidence, words)),
    ]
    if base:
        factor = _factor(one, base)
        source = view.content.find(Source, one.rate.source) if one.rate else None
        stated += [
            Entry(number=factor, look=RATE) if factor else Entry(),
            Entry(text=one.rate.on if one.rate and factor else ""),
            Entry(
                formula=f'IF(ISNUMBER(L{at}),F{at}*L{at},"")',
                number=amount.value * factor if factor else None,
                look=CENTS,
            ),
            Entry(text=citation(source, words) if source and factor else ""),
        ]
    return Row(entries=(*stated, Entry(text=f"{view.record.id}/{entry.id}")))


def _totals(sums: Sequence[Sum], base: str | None, words: Words) -> Iterator[Row]:
    """Yield the totals, each below the column that it adds up: a row a stage and currency."""
    told = words.say("Totals: each stage by itself, because stages are the same money on its way")
    yield Row()
    yield Row(entries=(Entry(text=told, look=HEADING),))
    at, last = len(sums) + 4, len(sums) + 1
    counted = [one for one in sums if one.counted == _YES]
    for stage in sorted({one.entry.stage for one in counted}, key=lambda s: STAGES[s].rank):
        of_stage = [one for one in counted if one.entry.stage is stage]
        currencies = sorted({one.amount.currency for one in of_stage})
        for currency in currencies:
            held = [one for one in of_stage if one.amount.currency == currency]
            yield _total(held, at, last, base, words)
            at += 1
        if base and len(currencies) > 1:
            yield _total(of_stage, at, last, base, words, is_whole=True)
            at += 1
    left = len(sums) - len(counted)
    if left:
        told = words.count(*_NOT_COUNTED, left)
        yield Row(entries=(Entry(text=told, look=SUBTITLE),))


def _total(
    held: Sequence[Sum],
    at: int,
    last: int,
    base: str | None,
    words: Words,
    *,
    is_whole: bool = False,
) -> Row:
    def column(letter: str) -> str:
        return f"${letter}${_FIRST_ROW}:${letter}${last}"

    chosen = f'({column("D")}=$D{at})*({column("I")}="{words.say(_YES)}")'
    if not is_whole:
        chosen += f"*({column('G')}=$G{at})"
    whole = sum((one.amount.value for one in held), Decimal(0))
    title = "Total in {currency}" if is_whole else "Total"
    is_round = all(amount_entry(one.amount.value).look is WHOLE for one in held)
    entries = [
        Entry(text=words.say(title, currency=base or ""), look=FIRST),
        BLANK,
        BLANK,
        Entry(text=words.label(held[0].entry.stage), look=FIRST),
        BLANK,
        BLANK
        if is_whole
        else Entry(
            formula=f"SUMPRODUCT({chosen},{column('F')})",
            number=whole,
            look=WHOLE if is_round else CENTS,
        ),
        BLANK if is_whole else Entry(text=held[0].amount.currency, look=FIRST),
        BLANK,
        Entry(formula=f"SUMPRODUCT({chosen})", number=len(held), look=_COUNTED),
        BLANK,
    ]
    if base is None:
        return Row(entries=(*entries, BLANK))
    rated = f"SUMPRODUCT({chosen}*ISNUMBER({column('L')}))"
    changed = f'IF({rated},SUMPRODUCT({chosen},{column("N")}),"")'  # nothing is not a sum of 0
    return Row(entries=(*entries, *_changed(held, changed, base, words)))


def _changed(held: Sequence[Sum], formula: str, base: str, words: Words) -> Iterator[Entry]:
    """Yield what stands below source, rate, its date, the changed amounts, and their source."""
    factors = [(one.amount.value, _factor(one, base)) for one in held]
    values = [value * factor for value, factor in factors if factor is not None]
    missing = len(factors) - len(values)
    told = words.say("{count} without a rate", count=str(missing)) if missing else ""
    yield Entry(text=told)
    yield BLANK
    yield BLANK
    yield Entry(formula=formula, number=sum(values) if values else None, look=CENTS)
    yield BLANK
