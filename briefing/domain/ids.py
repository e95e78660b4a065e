"""The ids of records: twelve random letters and digits, never counters; one type a kind."""

from __future__ import annotations

import re
from typing import NewType

SourceId = NewType("SourceId", str)
ActorId = NewType("ActorId", str)
TopicId = NewType("TopicId", str)
MeetingId = NewType("MeetingId", str)
AgendaId = NewType("AgendaId", str)
MeasureId = NewType("MeasureId", str)
MatrixId = NewType("MatrixId", str)
PositionId = NewType("PositionId", str)
QuoteId = NewType("QuoteId", str)
CommitmentId = NewType("CommitmentId", str)
AssessmentId = NewType("AssessmentId", str)
FactId = NewType("FactId", str)
SectionId = NewType("SectionId", str)
LineId = NewType("LineId", str)
RemarkId = NewType("RemarkId", str)
ReleaseId = NewType("ReleaseId", str)
ProposalId = NewType("ProposalId", str)
EditionId = NewType("EditionId", str)

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
LENGTH = 12
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def is_id(text: str) -> bool:
    """Tell whether `text` may serve as an id: 1 to 40 letters, digits, `_` and `-`."""
    return _ID.fullmatch(text) is not None
