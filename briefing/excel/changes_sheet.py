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
    from briefing.excel.options import WorkbookOptions
    from briefing.template.words import Words

NAME: Final = "Changes"
TITLES: Final = ("Country", "Kind", "What", "Record", "Before", "After", "Date", "Sources")
# Together they fit on one page of A4 across.
_LIMITS: Final = (18.0, 14.0, 10.0, 26.0, 30.0, 42.0, 12.0, 30.0)


def changes_sheet(since: Since, options: WorkbookOptions) -> Sheet:
    """Return what changed since an edition; where nothing did, or can be told, one row says so."""
    words = options.words
    rows = [row for one in _rows(since, words) for row in continued(one, has_id=False)]
    nothing = _row(words.say("All"), "", "", _nothing(since, words), "", "", "", "")
    return table_sheet(
        name=words.say(NAME),
        table=NAME,
        titles=tuple(map(words.say, TITLES)),
        rows=rows or (nothing,),
        limits=_LIMITS,
        options=options,
    )


def edition_in_words(since: Since, words: Words) -> str:
    """Return the edition that is compared with, and when it was issued."""
    edition = words.say(
        "Edition {number} of {date}", number=label(since.edition), date=since.edition.issued
    )
    if not since.purged:
        return edition
    return f"{edition}, {words.say('purged on {date}', date=since.purged)}"


def _nothing(since: Since, words: Words) -> str:
    number = label(since.edition)
    if since.purged:
        return words.say(
            "Nothing can be compared: edition {number} was purged on {date}.",
            number=number,
            date=since.purged,
        )
    return words.say("Nothing changed since edition {number}.", number=number)


def _rows(since: Since, words: Words) -> Iterator[Row]:
    for actor in since.told:
        for item in actor.items:
            yield _row(
                actor.name,
                words.kind(item.kind),
                words.say(item.what.word),
                item.title,
                item.before,
                item.after,
                item.date,
                _cited(since, item, words),
            )


def _row(*texts: str) -> Row:
    first, *others = texts
    return Row(entries=(Entry(text=first, look=FIRST), *(Entry(text=text) for text in others)))


def _cited(since: Since, item: ChangedItem, words: Words) -> str:
    return "\n".join(_source(since.sources[source], words) for source in item.sources)


def _source(source: Source, words: Words) -> str:
    if may_be_named(source):
        return citation(source, words)
    return source.public_label or words.say(NOT_NAMED)
