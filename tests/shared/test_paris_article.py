"""The article that the product was first imagined for, from paste to finished pages."""

from __future__ import annotations

import pytest

from briefing.app import packs
from briefing.app.exporting import ExportRequest, export
from briefing.app.importing import import_files
from briefing.app.wordings import quote_words, speaker_name
from briefing.checks import problems_of
from briefing.domain.actors import Actor
from briefing.domain.commitments import Commitment
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Basis, Polarity, Stage, Stance
from tests.capturing import commit, hold, printed_quotations, quote_everything

ARTICLE = "inputs/articles/paris-declaration.turkiyetoday.txt"
SPEAKERS = (
    "Kaja Kallas",
    "Kaja Kallas",
    "Kaja Kallas",
    "A draft statement",
    "The French presidency",
    "Ukrainian officials",
    "Donald Tusk",
    "Friedrich Merz",
    "Friedrich Merz",
    "Giorgia Meloni’s office",
    "Giorgia Meloni",
    "Giorgia Meloni",
    "A Macron adviser",
)


@pytest.fixture
def captured(shared):
    pack = packs.create_pack("Paris summit")
    (imported,) = import_files(pack, [shared / ARTICLE])
    quote_everything(pack, imported.source)
    force = {"measure": "Deploy force on Ukrainian soil", "topic": "Security guarantees"}
    commit(
        pack,
        imported.source,
        "Leaders from France, Britain and Ukraine signed a declaration Tuesday committing to "
        "deploy a multinational force in Ukraine following any ceasefire",
        **force,
    )
    commit(
        pack,
        imported.source,
        "A draft statement circulated before the talks indicated Washington would spearhead a "
        '"ceasefire monitoring and verification mechanism" with European participation if a peace '
        "agreement materializes.",
        parties=("United States",),
        measure="Lead ceasefire monitoring",
    )
    commit(
        pack,
        imported.source,
        "The United States also pledged to support the European-led multinational force that would "
        "deploy inside Ukraine after any cessation of hostilities",
        measure="Support the force",
    )
    commit(
        pack,
        imported.source,
        "with American backing committed in the event of another Russian invasion",
        parties=("USA",),
        measure="Respond to a new attack",
    )
    commit(
        pack,
        imported.source,
        "explicitly ruled out Italian ground troops as part of any security guarantee package",
        parties=("Italy",),
        **force,
    )
    hold(
        pack,
        imported.source,
        "Russia has consistently rejected any NATO military presence on Ukrainian soil for "
        "ceasefire monitoring purposes",
        topic="NATO presence",
    )
    yield pack, imported.source
    pack.close()


def test_the_thirteen_quotes_have_their_words_and_their_speakers(captured):
    pack, source_id = captured
    text = pack.content.get(Source, source_id).text
    assert len(pack.content.quotes) == 13
    assert tuple(speaker_name(pack.content, row) for row in pack.content.quotes) == SPEAKERS
    for quote in pack.content.quotes:
        assert f'"{quote_words(pack.content, quote)}"' in text


def test_the_commitments_are_whose_they_are_at_the_stage_they_are(captured):
    pack, _ = captured
    content = pack.content
    names = {actor.id: actor.name for actor in content.actors}
    said = [
        (
            {names[party.actor] for party in row.parties},
            row.polarity,
            row.stages[0].stage,
            row.stages[0].basis,
            [item.kind.value for item in row.conditions],
        )
        for row in content.all(Commitment)
    ]
    assert said == [
        (
            {"France", "United Kingdom", "Ukraine"},
            Polarity.UNDERTAKES,
            Stage.AGREED,
            Basis.SIGNED_TEXT,
            ["ceasefire"],
        ),
        (
            {"United States"},
            Polarity.UNDERTAKES,
            Stage.DRAFT,
            Basis.DRAFT_TEXT,
            ["peace_agreement"],
        ),
        (
            {"United States"},
            Polarity.UNDERTAKES,
            Stage.PLEDGED,
            Basis.MEDIA_REPORT,
            ["ceasefire"],
        ),
        (
            {"United States"},
            Polarity.UNDERTAKES,
            Stage.PLEDGED,
            Basis.MEDIA_REPORT,
            ["new_attack"],
        ),
        ({"Italy"}, Polarity.EXCLUDES, Stage.PLEDGED, Basis.MEDIA_REPORT, []),
    ]
    (position,) = content.positions
    assert names[position.actor] == "Russia"
    assert position.stance is Stance.OPPOSE


def test_countries_are_found_by_any_of_their_names(captured):
    pack, _ = captured
    countries = [actor for actor in pack.content.all(Actor) if actor.iso3]
    assert len({actor.iso3 for actor in countries}) == len(countries)
    assert {"FRA", "GBR", "UKR", "USA", "ITA", "RUS"} <= {actor.iso3 for actor in countries}


def test_nothing_captured_differs_from_the_article(captured):
    pack, _ = captured
    assert [row for row in problems_of(pack.content) if row.code.endswith("words_differ")] == []


def test_undo_takes_back_each_capture_and_redo_brings_it_again(captured):
    pack, _ = captured
    done = pack.content
    while pack.undo():
        pass
    assert pack.content.quotes == ()
    assert pack.content.actors == ()
    while pack.redo():
        pass
    assert pack.content == done


def test_every_quotation_in_the_word_file_equals_the_article(captured, tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    pack, source_id = captured
    article = pack.content.get(Source, source_id).text
    path = tmp_path / "paris.docx"
    report = export(pack.content, ExportRequest(word=path, excel=tmp_path / "paris.xlsx"))
    assert report.quotations >= 13
    assert printed_quotations(path.read_bytes()) == {
        quote_words(pack.content, quote) for quote in pack.content.quotes
    }
    for words in printed_quotations(path.read_bytes()):
        assert f'"{words}"' in article
