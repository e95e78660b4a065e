"""How people head the columns of their tables, and what such headings say."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from briefing import assets
from briefing.domain.vocabularies import Stage
from briefing.tabular.mapping import Role, heading_key

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONEY = r"(?:[ ,(/]*(?:in )?[a-z]{3}\)?)?"
_WORDS: Final = (
    (Role.AVERAGE, ("average|avg", "mean(?: score)?", "overall(?: score)?")),
    (
        Role.ID,
        (r"(?:commitment |activity |row )?(?:id|no|nr|number|ref|reference)\.?", "activity_id"),
    ),
    (
        Role.ACTOR,
        (
            r"countr(?:y|ies)(?: name)?|actors?|donors?|members?|states?|part(?:y|ies)|iso\w*",
            "governments?|delegations?|nations?",
        ),
    ),
    (
        Role.TEXT,
        (
            "(?:commitment )?text|commitments?(?: text)?|explanation|description|promise",
            "undertaking|wording|what",
        ),
    ),
    (Role.STAGE, ("stage|status|measure|state of play|phase|progress",)),
    (Role.SCORE, ("(?:compliance )?score|rating|compliance",)),
    (
        Role.TOPIC,
        (
            "(?:policy )?area|issue(?: area)?|topic|theme|sector|subject|category",
            "type of aid general|aid_type_general",
        ),
    ),
    (
        Role.MEASURE,
        ("action|measure|activity|item", "type of aid specific|aid_type_specific"),
    ),
    (Role.DEADLINE, ("deadline|due(?: date| by)?|by when|target date",)),
    (Role.DATE, ("(?:announcement[ _]|stage )?date(?: announced)?|announced(?: on)?|on|when",)),
    (Role.YEAR, ("year|summit year",)),
    (Role.CURRENCY, ("(?:original |reporting_)?currency|ccy",)),
    (
        Role.AMOUNT,
        (
            f"(?:total )?(?:pledged?|committed|commitments?|allocated|allocations?){_MONEY}",
            f"(?:total )?(?:delivered|deliver(?:y|ies)|disbursed|disbursements?){_MONEY}",
        ),
    ),
    (
        Role.AMOUNT,
        (
            r"(?:monetary )?(?:value|amount)\b.*|source_reported_value|sum|tot_\w+_value\w*",
            r"budget\b.*",
        ),
    ),
    (Role.LINK, ("source(?: of aid)?(?: ?1)?|url|link|web(?:site| ?page)|source_?1",)),
    (Role.NOTE, ("notes?|remarks?|comments?",)),
)


def _elsewhere() -> Iterator[tuple[Role, str]]:
    """Yield what headings in other languages say; what follows an amount is its currency."""
    for line in assets.read_text("lexicon/table_headings.tsv").splitlines()[1:]:
        role, _, words = line.split("\t")
        any_of = "|".join(re.escape(heading_key(word)) for word in words.split("|"))
        yield Role(role), rf"(?:{any_of})\b.*" if role == Role.AMOUNT else any_of


def _patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    more: defaultdict[Role, list[str]] = defaultdict(list)
    for role, words in _elsewhere():
        more[role].append(words)
    last = {role: at for at, (role, _) in enumerate(_WORDS)}
    return tuple(
        (role, re.compile("|".join((*words, *(more[role] if last[role] == at else ())))))
        for at, (role, words) in enumerate(_WORDS)
    )


PATTERNS: Final = _patterns()
"""What a whole heading in small letters may be, in the order in which columns are given away."""

ANY_AMOUNT: Final = [pattern for role, pattern in PATTERNS if role is Role.AMOUNT][-1]
"""The last pattern of amounts: it counts where no heading names the stage of its amounts."""

_STAGES: Final = (
    (Stage.DELIVERING, re.compile(r"deliver|disburs|paid", re.IGNORECASE)),
    (Stage.ALLOCATED, re.compile(r"allocat|earmark", re.IGNORECASE)),
    (Stage.PLEDGED, re.compile(r"commit|pledg|promis", re.IGNORECASE)),
)
_TOTALS: Final = frozenset(
    {
        *("total", "totals", "sum", "subtotal", "sub-total", "grand total"),
        *("average", "averages", "avg", "mean", "median", "overall", "overall average"),
    }
)
_COIN: Final = r"(?:\b(?:usd|eur|gbp|jpy|chf|cad|aud|sek|nok)|us\$|[€£$¥]) ?"
_SCALES: Final = (
    (10**9, re.compile(rf"\bbillions?\b|{_COIN}(?:bn|bln)\b")),
    (10**6, re.compile(rf"\bmillions?\b|{_COIN}(?:m|mn|mln|mio)\b")),
    (10**3, re.compile(rf"\bthousands?\b|{_COIN}(?:k|tsd)\b")),
)
_CODE: Final = re.compile(r"\b([A-Z]{3})\b")
_CURRENCIES: Final = frozenset({"USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "NOK"})


def stage_in(heading: str) -> Stage | None:
    """Return the stage that the heading of an amount names."""
    return next((stage for stage, pattern in _STAGES if pattern.search(heading)), None)


def is_total(words: str) -> bool:
    """Tell whether words name a row of totals or averages."""
    return words.casefold().rstrip(" :.") in _TOTALS


def scale_in(heading: str) -> int:
    """Return what the numbers below the heading of an amount are counted in: 1,000,000 for EUR m.

    Only a letter behind a currency counts, or the word in full.
    """
    words = heading.casefold()
    return next((scale for scale, pattern in _SCALES if pattern.search(words)), 1)


def currency_in(heading: str) -> str | None:
    """Return the currency that the heading of an amount names."""
    return next((code for code in _CODE.findall(heading) if code in _CURRENCIES), None)
