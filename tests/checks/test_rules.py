from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.checks import Severity, problems_of
from briefing.checks.rules import RULES
from briefing.domain.commitments import StageEntry
from briefing.domain.sources import Withdrawn
from briefing.domain.statements import Translation
from briefing.domain.vocabularies import (
    Credibility,
    Disclosure,
    Mode,
    Polarity,
    Reliability,
    Stage,
    Translator,
)
from tests.good_content import good_content
from tests.records import filled_content, with_record

GOOD = good_content()


def changed(record, **changes):
    return with_record(GOOD, replace(record, **changes))


def spoilt_words():
    quote = GOOD.quotes[0]
    return changed(quote, pieces=(replace(quote.pieces[0], exact="We will send three boats."),))


def spoilt_translation():
    quote = GOOD.quotes[0]
    piece = replace(quote.pieces[0], id="p", exact="Wir senden")
    row = Translation(id="t", language="de", text="…", by=Translator.OUTLET, pieces=(piece,))
    return changed(quote, translations=(row,))


def spoilt_evidence(record):
    return changed(record, evidence=(replace(record.evidence[0], start=0),))


def spoilt_stage():
    row = GOOD.commitments[0]
    stage = row.stages[0]
    passage = replace(stage.evidence[0], exact="We will send 3 boats")
    return changed(row, stages=(replace(stage, evidence=(passage,)),))


def machine_translation():
    row = Translation(id="t", language="de", text="Wir senden Boote.", by=Translator.MACHINE)
    return changed(GOOD.quotes[0], translations=(row,))


def staged(**changes):
    row = GOOD.commitments[2]
    return changed(row, stages=(replace(row.stages[0], **changes),))


def contradiction():
    row = replace(GOOD.commitments[0], id="no", polarity=Polarity.EXCLUDES, conditions=())
    return with_record(GOOD, row)


def dated_later():
    return staged(date="2026-03-13")


def without_proposition():
    return changed(GOOD.topics[0], proposition=None)


def without_lines():
    return replace(GOOD, lines=())


def uncited(text: str):
    return changed(GOOD.sections[0], markdown=text)


def withdrawn_article():
    source = replace(GOOD.sources[0], withdrawn=Withdrawn(on="2026-03-11", reason="Retracted"))
    return with_record(replace(GOOD, quotes=GOOD.quotes[:1], remarks=()), source)


CASES = [
    ("quote.words_differ", "error", "boats-quote", spoilt_words),
    ("quote.words_differ", "error", "boats-quote", spoilt_translation),
    (
        "position.words_differ",
        "error",
        "norway-mission",
        lambda: spoilt_evidence(GOOD.positions[1]),
    ),
    ("fact.words_differ", "error", "fleet", lambda: spoilt_evidence(GOOD.facts[0])),
    ("commitment.words_differ", "error", "boats-poland", spoilt_stage),
    (
        "quote.source_withdrawn",
        "error",
        "boats-quote",
        withdrawn_article,
    ),
    (
        "quote.no_speaker",
        "warning",
        "gamble-quote",
        lambda: changed(GOOD.quotes[1], speaker_as_named=None),
    ),
    (
        "quote.fragment",
        "note",
        "gamble-quote",
        lambda: changed(
            GOOD.quotes[1],
            mode=Mode.DIRECT,
            pieces=(
                replace(GOOD.quotes[1].pieces[0], stop=GOOD.quotes[1].pieces[0].start + 8).filled(
                    GOOD.sources[0].text
                ),
            ),
        ),
    ),
    ("quote.machine_translation", "error", "boats-quote", machine_translation),
    (
        "commitment.no_stage",
        "error",
        "money-joint",
        lambda: changed(GOOD.commitments[2], stages=()),
    ),
    ("commitment.no_evidence", "error", "money-joint", lambda: staged(evidence=())),
    (
        "commitment.no_measure",
        "warning",
        "boats-poland",
        lambda: changed(GOOD.commitments[0], measure=None),
    ),
    ("commitment.after_as_of", "warning", "money-joint", dated_later),
    ("commitment.contradiction", "warning", "no", contradiction),
    (
        "position.no_evidence",
        "error",
        "norway-mission",
        lambda: changed(GOOD.positions[1], evidence=()),
    ),
    ("fact.no_evidence", "warning", "fleet", lambda: changed(GOOD.facts[0], evidence=())),
    ("section.unknown_citation", "error", "summary", lambda: uncited("So it says [@nobody].")),
    ("section.unknown_citation", "error", "summary", lambda: uncited("So [@gone:3-9].")),
    (
        "line.unknown_citation",
        "error",
        "welcome",
        lambda: changed(GOOD.lines[0], markdown="We welcome it [@gone]."),
    ),
    ("topic.no_proposition", "warning", "mission", without_proposition),
    ("topic.no_line", "warning", "mission", without_lines),
    (
        "source.no_date",
        "warning",
        "communique",
        lambda: changed(GOOD.sources[1], published=None),
    ),
    (
        "source.no_grade",
        "note",
        "communique",
        lambda: changed(
            GOOD.sources[1], reliability=Reliability.F, credibility=Credibility.UNKNOWN
        ),
    ),
    (
        "pack.no_marking",
        "warning",
        "pack",
        lambda: replace(GOOD, cover=replace(GOOD.cover, handling=None)),
    ),
]


def test_a_good_pack_has_no_problems():
    assert problems_of(GOOD) == ()


@pytest.mark.parametrize(
    ("code", "severity", "record", "spoilt"),
    CASES,
    ids=[f"{code}-{at}" for at, (code, *_) in enumerate(CASES)],
)
def test_a_rule_finds_what_was_spoilt_and_nothing_else(code, severity, record, spoilt):
    found = problems_of(spoilt())
    assert [(one.code, one.severity.value, one.id) for one in found if one.code == code] == [
        (code, severity, record)
    ] * len([one for one in found if one.code == code])
    assert {one.code for one in found} == {code}


@pytest.mark.parametrize("spoilt", [spoilt for *_, spoilt in CASES])
def test_a_problem_says_what_to_do_in_a_sentence_and_where_to_go(spoilt):
    for problem in problems_of(spoilt()):
        assert problem.sentence.endswith(".")
        assert problem.code.startswith(problem.kind)
        assert problem.id
        assert len(problem.sentence) < 300


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("quotes", 0),
        ("commitments", 0),
        ("positions", 0),
        ("facts", 0),
        ("lines", 0),
        ("assessments", 0),
    ],
)
def test_a_record_may_not_be_freer_than_the_freest_source_it_rests_on(name, index):
    row = replace(getattr(GOOD, name)[index], disclosure=Disclosure.FREE)
    if name == "quotes":
        row = replace(row, also_in=())
    elif name in {"assessments", "lines"}:
        row = replace(row, evidence=GOOD.facts[0].evidence)
    content = with_record(
        with_record(GOOD, row), replace(GOOD.sources[0], disclosure=Disclosure.BACKGROUND)
    )
    found = [(one.code, one.id) for one in problems_of(content) if one.code.endswith("too_free")]
    assert (f"{name.rstrip('s')}.too_free", row.id) in found


def test_a_record_may_be_as_free_as_one_of_its_sources():
    free = replace(GOOD.facts[0], disclosure=Disclosure.FREE)
    assert problems_of(with_record(GOOD, free)) == ()
    both = (*GOOD.facts[0].evidence, *GOOD.lines[0].evidence)
    assert problems_of(with_record(GOOD, replace(free, evidence=both))) == ()


def test_a_stage_with_a_note_needs_no_passage():
    assert problems_of(staged(evidence=(), note="Told to us by phone")) == ()


def test_what_was_withdrawn_contradicts_nothing():
    content = contradiction()
    gone = StageEntry(id="gone", stage=Stage.WITHDRAWN, date="2026-03-11", note="Withdrawn")
    row = next(row for row in content.commitments if row.id == "no")
    content = with_record(content, replace(row, stages=(*row.stages, gone)))
    assert problems_of(content) == ()


def test_a_citation_of_a_passage_or_of_a_place_in_a_source_is_known():
    assert problems_of(uncited("[@ev-2] [@article] [@article:0-5] and an@address.org")) == ()


def test_a_citation_in_two_sections_is_found_in_both():
    content = with_record(uncited("[@gone]"), replace(GOOD.sections[1], markdown="[@gone]"))
    assert [one.id for one in problems_of(content)] == ["summary", "on-norway"]


def corrected(*rows):
    """The pack with a newer revision of its article."""
    newer = replace(GOOD.sources[0], id="corrected", title="Corrected", replaces="article")
    content = replace(GOOD, sources=(*GOOD.sources, newer))
    for row in rows:
        content = with_record(content, row)
    return content


def test_what_rests_on_a_replaced_revision_is_named_once_with_its_place():
    found = [one for one in problems_of(corrected()) if one.code.endswith(".source_replaced")]
    assert len({(one.kind, one.id) for one in found}) == len(found)
    places = {(one.kind, one.id, one.field, one.severity) for one in found}
    warning = Severity.WARNING
    assert {
        ("quote", "boats-quote", "source", warning),
        ("commitment", "boats-poland", "evidence", warning),
        ("fact", "fleet", "evidence", warning),
        ("section", "summary", "markdown", warning),
    } <= places
    assert not {"welcome", "none-found"} & {one.id for one in found}  # another source; a search
    assert all("“Corrected” replaces" in one.sentence for one in found)


def test_two_revisions_of_one_source_are_named_once():
    rival = replace(GOOD.sources[1], id="rival", replaces="article")
    content = corrected(rival)
    assert [one.id for one in problems_of(content) if one.code == "source.rival"] == ["rival"]
    assert not [one for one in problems_of(corrected()) if one.code == "source.rival"]


def test_a_translation_published_in_a_replaced_revision_is_found():
    quote = replace(GOOD.quotes[0], source="communique", pieces=())
    row = Translation(id="t", language="de", text="…", by=Translator.OUTLET, source="article")
    content = corrected(replace(quote, translations=(row,)))
    assert ("quote.source_replaced", "translations") in {
        (one.code, one.field) for one in problems_of(content) if one.id == quote.id
    }


def test_errors_come_first_then_warnings_then_notes():
    content = replace(
        spoilt_words(),
        sources=tuple(
            replace(
                source, published=None, reliability=Reliability.F, credibility=Credibility.UNKNOWN
            )
            for source in GOOD.sources
        ),
    )
    severities = [one.severity for one in problems_of(content)]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)


def test_every_rule_is_listed_once():
    assert len(set(RULES)) == len(RULES) == 22


def test_any_pack_can_be_checked():
    assert problems_of(filled_content().content)


def test_a_quote_without_words_and_a_source_that_is_gone_are_problems_not_errors():
    gone = replace(GOOD, sources=GOOD.sources[1:])
    codes = {one.code for one in problems_of(gone)}
    assert {"quote.words_differ", "position.words_differ"} <= codes
    assert problems_of(changed(GOOD.quotes[0], pieces=())) == ()
