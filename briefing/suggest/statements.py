"""What a sentence promises, rules out or opposes: polarity, stage, stance, basis, condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from briefing.domain.vocabularies import Basis, ConditionKind, Polarity, Stage, Stance

_FLAGS = re.IGNORECASE


def _rules(*rows: tuple[object, str]) -> tuple[tuple[object, re.Pattern[str]], ...]:
    return tuple((value, re.compile(rf"\b(?:{pattern})", _FLAGS)) for value, pattern in rows)


_EXCLUDES = re.compile(
    r"\b(?:rul(?:e|es|ed|ing) out|exclu(?:de|des|ded|ding|sion)|will not|won['’]t|"
    r"refus(?:e|es|ed|al)|declin(?:e|es|ed|ing)|never|under no circumstances)\b",
    _FLAGS,
)
_STAGES = _rules(
    (Stage.WITHDRAWN, r"withdr[ae]w|revoked|retracted"),
    (Stage.SUSPENDED, r"suspended|put on hold|paused"),
    (Stage.DRAFT, r"draft"),
    (Stage.DONE, r"has completed|completed|has delivered|delivered in full"),
    (Stage.DELIVERING, r"is delivering|deliveries|under way|has begun"),
    (Stage.ALLOCATED, r"allocated|earmarked"),
    (Stage.AUTHORISED, r"authori[sz]ed|approved by parliament|mandate was adopted"),
    (Stage.AGREED, r"signed|adopted|agreed|declaration committing"),
    (Stage.FLOATED, r"could|might|considering|open to|floated"),
    (Stage.PLEDGED, r"pledg|commit|will|promis|stand ready|vow"),
)
_STANCES = _rules(
    (Stance.CONDITIONAL, r"provided that|on condition|only if|as long as"),
    (Stance.OPPOSE, r"reject|oppos|against|flatly|rul(?:e|es|ed|ing) out|exclu"),
    (
        Stance.SUPPORT,
        r"support|back(?:s|ed|ing)?\b|welcom|endors|favou?r|reaffirm|seeks?\b|requires?\b",
    ),
)
_BASES = _rules(
    (Basis.DRAFT_TEXT, r"draft"),
    (Basis.SIGNED_TEXT, r"signed a|signed the|the declaration"),
    (Basis.LETTER, r"letter"),
    (Basis.SOCIAL_POST, r"on social media|posted|in a post|on X\b"),
    (Basis.OFFICE_STATEMENT, r"(?:her|his|the) office|presidency|spokes"),
    (Basis.UNNAMED_OFFICIAL, r"advis[eo]r|officials?\b|unnamed"),
    (Basis.OFFICIAL_STATEMENT, r"statement"),
    (Basis.REMARKS, r"said|told|speaking|called|remarks"),
)
_CONDITION = re.compile(
    r"\b(?:if|once|after|following|in the event of|provided|subject to|as long as|unless)\b"
    r"[^.;,\n]*",
    _FLAGS,
)
_CONDITION_KINDS = _rules(
    (ConditionKind.NEW_ATTACK, r"invasion|attack|aggression"),
    (ConditionKind.CEASEFIRE, r"cease-?fire|cessation of hostilities|truce"),
    (ConditionKind.PEACE_AGREEMENT, r"peace (?:deal|agreement|settlement)|agreement"),
    (ConditionKind.PARLIAMENTARY_VOTE, r"parliament|vote|bundestag|congress|commons|senate"),
    (ConditionKind.MANDATE, r"mandate|resolution"),
    (ConditionKind.FUNDING, r"fund|budget|financ"),
    (ConditionKind.PARTNER_BACKING, r"back(?:ing|stop)|american support|us support|partner"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What the words of a passage suggest; each may be absent.

    Attributes:
        polarity: Whether something is promised or ruled out.
        stage: How far it has come.
        stance: How the proposition is answered.
        basis: What it rests on.
        condition: The words of the condition and their kind.
    """

    polarity: Polarity
    stage: Stage
    stance: Stance | None
    basis: Basis
    condition: tuple[ConditionKind, str] | None


def clues(words: str) -> Clues:
    """Return what a passage suggests, first rule that fits first."""
    excludes = _EXCLUDES.search(words) is not None
    return Clues(
        polarity=Polarity.EXCLUDES if excludes else Polarity.UNDERTAKES,
        stage=_first(_STAGES, words) or Stage.PLEDGED,
        stance=_first(_STANCES, words),
        basis=_first(_BASES, words) or Basis.MEDIA_REPORT,
        condition=_condition(words),
    )


def _condition(words: str) -> tuple[ConditionKind, str] | None:
    for match in _CONDITION.finditer(words):
        text = match.group().strip()
        kind = _first(_CONDITION_KINDS, text)
        if kind is not None:
            return kind, text
    return None


def _first(rules: tuple[tuple[object, re.Pattern[str]], ...], words: str) -> Any:
    return next((value for value, pattern in rules if pattern.search(words)), None)
