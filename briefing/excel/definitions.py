"""The coding guide's definitions and examples, one for each code of each vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.domain.marks import RULED_OUT
from briefing.domain.vocabularies import (
    Basis,
    Binding,
    CellState,
    ConditionKind,
    Confidence,
    Credibility,
    Disclosure,
    Instrument,
    Joint,
    Mode,
    Polarity,
    Reliability,
    Round,
    Stage,
    Stance,
    Translator,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class Definition(NamedTuple):
    """What a code means, and one made-up case."""

    meaning: str
    example: str


STAGES: Final[Mapping[str, Definition]] = {
    Stage.FLOATED: Definition(
        "The idea was put about; nobody answers for it yet.",
        "A minister calls a training mission “conceivable”.",
    ),
    Stage.DRAFT: Definition(
        "Stands in a text that was not adopted.", "A leaked draft declaration names 500 trainers."
    ),
    Stage.PLEDGED: Definition(
        "Promised in public by somebody who can answer for the actor.",
        "The president says: “We will send trainers.”",
    ),
    Stage.AGREED: Definition(
        "Stands in a text that the actor adopted or signed, be it only a declaration of intent.",
        "The declaration is signed in the evening.",
    ),
    Stage.AUTHORISED: Definition(
        "The body whose consent is needed has given it.", "Parliament votes for the mission."
    ),
    Stage.ALLOCATED: Definition(
        "Named units or money are set aside for it.", "The budget earmarks 40 million euro."
    ),
    Stage.DELIVERING: Definition(
        "It is happening; part of it has arrived.", "The first 100 trainers have arrived."
    ),
    Stage.DONE: Definition("All that was promised was done.", "The course has ended as planned."),
    Stage.SUSPENDED: Definition(
        "Stopped for the time being by the actor itself.", "Deliveries are halted for a review."
    ),
    Stage.WITHDRAWN: Definition(
        "Taken back by the actor.", "A new government cancels the mission."
    ),
    Stage.LAPSED: Definition(
        "Its date or its condition passed and it was not renewed.",
        "The offer was open until 1 March.",
    ),
    RULED_OUT.code: Definition(
        "The actor has said that it will not do this, and has not taken that back.",
        "“There will be no soldiers of ours on the ground.”",
    ),
}

STATES: Final[Mapping[str, Definition]] = {
    CellState.SCORED: Definition("The cell carries a score.", "See the scale of scores."),
    CellState.NOT_DUE: Definition(
        "The time for a judgement has not come.", "The deadline is next summer."
    ),
    CellState.SEARCHED_NONE: Definition(
        "The named sources were searched up to the date; there was nothing.",
        "Twelve statements read, none speaks of it.",
    ),
    CellState.NOT_APPLICABLE: Definition(
        "The question does not arise for this actor.", "A country without a coast, and a port call."
    ),
    CellState.NOT_ASSESSED: Definition("Nobody has looked yet.", "A row that was added today."),
}

STANCES: Final[Mapping[str, Definition]] = {
    Stance.SUPPORT: Definition("Says yes to the proposition as it stands.", "“We back the plan.”"),
    Stance.CONDITIONAL: Definition(
        "Says yes if something else happens.", "“Yes, once there is a ceasefire.”"
    ),
    Stance.NEUTRAL: Definition("Has declared that it takes no side.", "“We will not take sides.”"),
    Stance.PARTLY_OPPOSE: Definition(
        "Says no to part of it.", "“Money yes, troops under foreign command no.”"
    ),
    Stance.OPPOSE: Definition("Says no to the proposition.", "“We shall vote against it.”"),
    Stance.SILENT: Definition(
        "Was asked and has not answered; not on the scale.", "The spokesman declined to comment."
    ),
    Stance.UNCLEAR: Definition(
        "Has said things that do not fit together; not on the scale.",
        "Two ministers say the opposite on one day.",
    ),
}

SCORES: Final[Mapping[str, Definition]] = {
    "1": Definition("Did what was promised.", "The law was passed within the year."),
    "0": Definition("Did part of it, or began.", "The bill is before parliament."),
    "-1": Definition("Did nothing, or the opposite.", "The budget for it was cut."),
}

MEANINGS: Final[Mapping[str, Definition]] = {**STAGES, **STATES, **STANCES, **SCORES}
"""What everything means that may stand in a cell of a matrix, by its code."""

OTHER: Final[Mapping[str, Mapping[str, Definition]]] = {
    "Will do or rules out": {
        Polarity.UNDERTAKES: Definition("Promises an action.", "“We will train 2,000 soldiers.”"),
        Polarity.EXCLUDES: Definition("Promises not to act.", "“We will not send troops.”"),
    },
    "Binding": {
        Binding.LEGAL: Definition("A treaty, law or contract.", "A ratified agreement."),
        Binding.POLITICAL: Definition("A signed or adopted text, not law.", "A communiqué."),
        Binding.INTENT: Definition("States a will to act later.", "“We intend to deploy.”"),
        Binding.READINESS: Definition("States being able and willing.", "“We stand ready to …”"),
        Binding.REPORTED: Definition("Known from others only.", "Officials told a newspaper."),
    },
    "Jointly or each": {
        Joint.JOINTLY: Definition("The parties answer for it together.", "A common fund."),
        Joint.EACH: Definition("Each party answers for itself.", "National contributions."),
    },
    "Round": {
        Round.INTERIM: Definition("Judged while there is still time.", "Six months on."),
        Round.FINAL: Definition("Judged when the time is over.", "The day before the next summit."),
    },
    "Means or result": {
        Instrument.INSTRUMENT: Definition("Names what will be done.", "“Send six aircraft.”"),
        Instrument.OUTCOME: Definition("Names what will be reached.", "“Halve the backlog.”"),
    },
    "Condition": {
        ConditionKind.CEASEFIRE: Definition("Fighting has stopped.", "“After a ceasefire.”"),
        ConditionKind.PEACE_AGREEMENT: Definition("Peace is signed.", "“Once peace is signed.”"),
        ConditionKind.PARLIAMENTARY_VOTE: Definition(
            "A chamber agrees.", "“If parliament agrees.”"
        ),
        ConditionKind.PARTNER_BACKING: Definition("Another takes part.", "“With a backstop.”"),
        ConditionKind.NEW_ATTACK: Definition("An attack happens.", "“In case of a new attack.”"),
        ConditionKind.MANDATE: Definition("An organisation asks.", "“Under a UN mandate.”"),
        ConditionKind.FUNDING: Definition("Money is found.", "“When the loan is paid out.”"),
        ConditionKind.OTHER: Definition("Anything else, in words.", "“If the airport is open.”"),
    },
    "Basis": {
        Basis.SIGNED_TEXT: Definition("A text signed by the actor.", "A signed declaration."),
        Basis.ADOPTED_TEXT: Definition("A text adopted by consent.", "Summit conclusions."),
        Basis.OFFICIAL_STATEMENT: Definition("Issued for the actor.", "A government statement."),
        Basis.OFFICE_STATEMENT: Definition("Issued by one office.", "A ministry's press notice."),
        Basis.REMARKS: Definition("Said in public by a named person.", "A press conference."),
        Basis.LETTER: Definition("Written to somebody.", "A letter to the chair."),
        Basis.SOCIAL_POST: Definition("Posted on the actor's account.", "A post by the minister."),
        Basis.UNNAMED_OFFICIAL: Definition("Said by somebody not named.", "“A senior official.”"),
        Basis.DRAFT_TEXT: Definition("Stands in a draft.", "A draft seen by an agency."),
        Basis.MEDIA_REPORT: Definition("Reported, without saying how known.", "“Is said to …”"),
    },
    "How words are given": {
        Mode.DIRECT: Definition("Whole sentences, word for word.", "“We will go.”"),
        Mode.PARTIAL: Definition("Some words of a sentence.", "He spoke of “a first step”."),
        Mode.PARAPHRASE: Definition("The sense, in other words.", "She said they would go."),
    },
    "Translation": {
        Translator.OFFICIAL: Definition(
            "By the speaker's own side.", "The ministry's English page."
        ),
        Translator.HOUSE: Definition("By us.", "Translated at the desk."),
        Translator.MACHINE: Definition("By a program; to be checked.", "A first reading."),
        Translator.OUTLET: Definition("By the publisher.", "As printed in the article."),
    },
    "Use": {
        Disclosure.FREE: Definition("May be said to anybody.", "A published declaration."),
        Disclosure.BACKGROUND: Definition("For our own people.", "Our reading of a speech."),
        Disclosure.CLOSED: Definition("Must not leave the room.", "A cable's content."),
    },
    "Reliability of the source": {
        Reliability.A: Definition("No doubt about it so far.", "An official gazette."),
        Reliability.B: Definition("Minor doubts; mostly right.", "A large news agency."),
        Reliability.C: Definition("Some doubts; right before.", "A regional newspaper."),
        Reliability.D: Definition("Real doubts; right at times.", "A campaign site."),
        Reliability.E: Definition("Has been wrong for long.", "A known forger."),
        Reliability.F: Definition("Not known; neither good nor bad.", "A new account."),
    },
    "Credibility of the information": {
        Credibility.CONFIRMED: Definition("Independent sources agree.", "Both sides say so."),
        Credibility.PROBABLE: Definition("Fits what is known.", "As announced last week."),
        Credibility.POSSIBLE: Definition("May be so.", "Fits some of what is known."),
        Credibility.DOUBTFUL: Definition("Possible, not logical.", "Against earlier words."),
        Credibility.IMPROBABLE: Definition("Contradicted by what is known.", "Denied, with proof."),
        Credibility.UNKNOWN: Definition("Not known; neither good nor bad.", "A single rumour."),
    },
    "Confidence": {
        Confidence.HIGH: Definition("Good sources that agree.", "Signed text and remarks."),
        Confidence.MODERATE: Definition("Plausible, not settled.", "One good source."),
        Confidence.LOW: Definition("Thin or disputed.", "One unnamed official."),
    },
}
