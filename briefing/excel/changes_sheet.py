"""The sheet *Changes*: what changed since an edition, in the order and words of the Word pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.exchange import label
from briefing.domain.freedom import may_be_named
from briefing.excel.citations import citation
from briefing.excel.register_sheet import table_sheet
from briefing.excel.sheet import FIRST, Entry, Row, Sheet, continued
from briefing.template.citations import NOT_NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.changed import ChangedItem, Since
    from briefing.domain.sources import Source
    from briefing.excel.options import Paper

NAME: Final = "Changes"
TITLES: Final = ("Country", "Kind", "What", "Record", "Before", "After", "Date", "Sources")
# Together they fit on one page of A4 across.
_LIMITS: Final = (18.0, 14.0, 10.0, 26.0, 30.0, 42.0, 12.0, 30.0)


def changes_sheet(since: Since, paper: Paper) -> Sheet:
    """Return what changed since an edition; where nothing did, or can be told, one row says so."""
    rows = [row for one in _rows(since) for row in continued(one, has_id=False)]
    return table_sheet(
        name=NAME,
        table=NAME,
        titles=TITLES,
        rows=rows or (_row("All", "", "", _nothing(since), "", "", "", ""),),
        limits=_LIMITS,
        paper=paper,
    )


def edition_in_words(since: Since) -> str:
    """Return the edition that is compared with, and when it was issued."""
    purged = f", purged on {since.purged}" if since.purged else ""
    return f"Edition {label(since.edition)} of {since.edition.issued}{purged}"


def _nothing(since: Since) -> str:
    named = f"edition {label(since.edition)}"
    if since.purged:
        return f"Nothing can be compared: {named} was purged on {since.purged}."
    return f"Nothing changed since {named}."


def _rows(since: Since) -> Iterator[Row]:
    for actor in since.told:
        for item in actor.items:
            yield _row(
                actor.name,
                item.kind.capitalize(),
                item.what.word,
                item.title,
                item.before,
                item.after,
                item.date,
                _cited(since, item),
            )


def _row(*texts: str) -> Row:
    first, *others = texts
    return Row(entries=(Entry(text=first, look=FIRST), *(Entry(text=text) for text in others)))


def _cited(since: Since, item: ChangedItem) -> str:
    return "\n".join(_source(since.sources[source]) for source in item.sources)


def _source(source: Source) -> str:
    return citation(source) if may_be_named(source) else source.public_label or NOT_NAMED
