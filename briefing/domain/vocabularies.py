"""The closed vocabularies: each member is its code, and knows the words printed for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of codes; `label` is what a reader sees, in English."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member whose value is its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Disclosure(Vocabulary):
    """How freely a record may be used."""

    FREE = "free", "Free to use"
    BACKGROUND = "background", "Our information only"
    CLOSED = "closed", "Do not disclose"


class SourceKind(Vocabulary):
    """What kind of publication a source is."""

    ARTICLE = "article", "Article"
    DECLARATION = "declaration", "Declaration"
    DRAFT = "draft", "Draft text"
    STATEMENT = "statement", "Statement"
    COMMUNIQUE = "communique", "Communiqué"
    SPEECH = "speech", "Speech"
    TRANSCRIPT = "transcript", "Transcript"
    INTERVIEW = "interview", "Interview"
    LETTER = "letter", "Letter"
    POST = "post", "Social post"
    REPORT = "report", "Report"
    CABLE = "cable", "Cable"
    DATASET = "dataset", "Data set"
    OTHER = "other", "Other"


class Origin(Vocabulary):
    """Whether a source is the statement itself or somebody's account of it."""

    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"


class Reliability(Vocabulary):
    """How reliable the source is (Admiralty code, first axis); F is unknown, not worst."""

    A = "A", "Completely reliable"
    B = "B", "Usually reliable"
    C = "C", "Fairly reliable"
    D = "D", "Not usually reliable"
    E = "E", "Unreliable"
    F = "F", "Reliability cannot be judged"


class Credibility(Vocabulary):
    """How credible the information is (Admiralty code, second axis); 6 is unknown, not worst."""

    CONFIRMED = "1", "Confirmed by other sources"
    PROBABLE = "2", "Probably true"
    POSSIBLE = "3", "Possibly true"
    DOUBTFUL = "4", "Doubtful"
    IMPROBABLE = "5", "Improbable"
    UNKNOWN = "6", "Truth cannot be judged"


class ActorKind(Vocabulary):
    """What an actor is."""

    COUNTRY = "country", "Country"
    INSTITUTION = "institution", "Institution"
    ORGANISATION = "organisation", "Organisation"
    OFFICE = "office", "Office"
    GROUP = "group", "Group"
    PERSON = "person", "Person"


class ListAs(Vocabulary):
    """Under which heading a country-like actor is listed."""

    COUNTRY = "country", "Country"
    TERRITORY = "territory", "Territory"
    ENTITY = "entity", "Entity"


class Likelihood(Vocabulary):
    """Whether a topic will come up."""

    CERTAIN = "certain", "Certain to be raised"
    MAY = "may", "May be raised"
    UNLIKELY = "unlikely", "Unlikely to be raised"


class MeetingKind(Vocabulary):
    """What kind of meeting it is."""

    PLENARY = "plenary", "Plenary"
    BILATERAL = "bilateral", "Bilateral"
    PULL_ASIDE = "pull_aside", "Pull-aside"
    CALL = "call", "Call"
    PRESS = "press", "Press slot"


class MatrixForm(Vocabulary):
    """What the cells of a matrix hold."""

    STAGES = "stages", "Stages of commitments"
    SCORES = "scores", "Scores"
    STANCES = "stances", "Stances"


class Stance(Vocabulary):
    """How an actor answers a topic's proposition; silent and unclear are not on the scale."""

    SUPPORT = "support", "Support"
    CONDITIONAL = "conditional", "Support with conditions"
    NEUTRAL = "neutral", "Declared neutral"
    PARTLY_OPPOSE = "partly_oppose", "Oppose in part"
    OPPOSE = "oppose", "Oppose"
    SILENT = "silent", "Has avoided the question"
    UNCLEAR = "unclear", "Unclear or contradictory"


class Basis(Vocabulary):
    """What a statement rests on; one list serves quotes, positions and stages."""

    SIGNED_TEXT = "signed_text", "Signed text"
    ADOPTED_TEXT = "adopted_text", "Adopted text"
    OFFICIAL_STATEMENT = "official_statement", "Official statement"
    OFFICE_STATEMENT = "office_statement", "Office statement"
    REMARKS = "remarks_on_the_record", "Remarks on the record"
    LETTER = "letter", "Letter"
    SOCIAL_POST = "social_post", "Social post"
    UNNAMED_OFFICIAL = "unnamed_official", "Unnamed official"
    DRAFT_TEXT = "draft_text", "Draft text"
    MEDIA_REPORT = "media_report", "Media report"

    @property
    def is_firm(self) -> bool:
        """Whether the basis goes without saying beside the word in a matrix cell."""
        return self in {Basis.SIGNED_TEXT, Basis.ADOPTED_TEXT, Basis.OFFICIAL_STATEMENT}


class Confidence(Vocabulary):
    """How sure the analyst is of a judgement."""

    HIGH = "high", "High"
    MODERATE = "moderate", "Moderate"
    LOW = "low", "Low"


class Mode(Vocabulary):
    """How a quote gives somebody's words."""

    DIRECT = "direct", "Direct"
    PARTIAL = "partial", "Partial"
    PARAPHRASE = "paraphrase", "Paraphrase"


class Match(Vocabulary):
    """How another source's copy of a quote compares with it."""

    EXACT = "exact", "Same words"
    VARIANT = "variant", "Variant"


class Translator(Vocabulary):
    """Who made a translation."""

    OFFICIAL = "official", "Official translation"
    HOUSE = "house", "Our translation"
    MACHINE = "machine", "Machine translation"
    OUTLET = "outlet", "Translation by the outlet"


class Joint(Vocabulary):
    """Whether the parties of a commitment act together or each alone."""

    JOINTLY = "jointly", "Jointly"
    EACH = "each", "Each"


class Polarity(Vocabulary):
    """Whether a commitment promises something or rules it out."""

    UNDERTAKES = "undertakes", "Will do"
    EXCLUDES = "excludes", "Rules out"


class Binding(Vocabulary):
    """How binding a commitment is."""

    LEGAL = "legally_binding", "Legally binding"
    POLITICAL = "politically_binding", "Politically binding"
    INTENT = "declaration_of_intent", "Declaration of intent"
    READINESS = "statement_of_readiness", "Statement of readiness"
    REPORTED = "reported", "Reported"


class Instrument(Vocabulary):
    """Whether a commitment names a means or a result."""

    INSTRUMENT = "instrument", "Instrument"
    OUTCOME = "outcome", "Outcome"


class ConditionKind(Vocabulary):
    """What a commitment depends on."""

    CEASEFIRE = "ceasefire", "Ceasefire"
    PEACE_AGREEMENT = "peace_agreement", "Peace agreement"
    PARLIAMENTARY_VOTE = "parliamentary_vote", "Parliamentary vote"
    PARTNER_BACKING = "partner_backing", "Partner backing"
    NEW_ATTACK = "new_attack", "New attack"
    MANDATE = "mandate", "Mandate"
    FUNDING = "funding", "Funding"
    OTHER = "other", "Other"


class Stage(Vocabulary):
    """How far a commitment has come; *agreed* is a text adopted or signed by the actor."""

    FLOATED = "floated", "Floated"
    DRAFT = "draft", "Draft only"
    PLEDGED = "pledged", "Pledged"
    AGREED = "agreed", "Agreed"
    AUTHORISED = "authorised", "Authorised"
    ALLOCATED = "allocated", "Allocated"
    DELIVERING = "delivering", "Under way"
    DONE = "done", "Completed"
    SUSPENDED = "suspended", "Suspended"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Lapsed"


class CellState(Vocabulary):
    """Why a cell of a matrix has no commitment, or that it carries a score."""

    SCORED = "scored", "Scored"
    NOT_DUE = "not_due", "Not due"
    SEARCHED_NONE = "searched_none", "Searched, none found"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    NOT_ASSESSED = "not_assessed", "Not assessed"


class Round(Vocabulary):
    """Which round an assessment belongs to."""

    INTERIM = "interim", "Interim"
    FINAL = "final", "Final"


class ScopeKind(Vocabulary):
    """What a section is about."""

    PACK = "pack", "Pack"
    MEETING = "meeting", "Meeting"
    TOPIC = "topic", "Topic"
    ACTOR = "actor", "Actor"


class LineKind(Vocabulary):
    """What a line to take is for."""

    OBJECTIVE = "objective", "Objective"
    POINT = "point", "Point to make"
    ARGUMENT = "argument", "Argument"
    TACTICAL = "tactical", "Tactical argument"
    THEIR_OBJECTIVE = "their_objective", "Their objective"
    RESPONSE = "response", "Our response"
    IF_RAISED = "if_raised", "If raised"
    PRESS = "press", "Press line"
    RED_LINE = "red_line", "Red line"
    BACKGROUND = "background", "Background"
    JUDGEMENT = "judgement", "Judgement"


class Variant(Vocabulary):
    """For how likely a topic a line is written."""

    FULL = "full", "Full"
    SHORT = "short", "Short"
    DEFENSIVE = "defensive", "Defensive"


class RemarkState(Vocabulary):
    """Whether a remark still asks for something."""

    OPEN = "open", "Open"
    DONE = "done", "Done"


class ProposalState(Vocabulary):
    """What became of a proposal."""

    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    CONFLICT = "conflict", "Conflict"
    REFUSED = "refused", "Refused"
