"""What the columns of a table mean, guessed from their headings and values."""

from __future__ import annotations

import pytest

from briefing import assets
from briefing.domain.commitments import Commitment
from briefing.errors import InputRefusedError
from briefing.tabular.heading_words import PATTERNS
from briefing.tabular.irregularities import Irregular
from briefing.tabular.mapping import Role, heading_key
from tests.foreign import brought, planned, read_csv, roles, said

ACROSS = """\
Area,Ref,Text,Average,france,korea,uk
Trade,T-1,We will cut tariffs,0,1,0,-1
Trade,T-2,We will report,1,1,1,1
"""
STAGES = """\
Donor,Date,Measure,Amount,Currency,Description
France,2024-01-02,Commitment,5,EUR,Shells
Italy,2024-01-03,Allocation,6,EUR,Tents
"""
GRID = """\
Country,Troops,Money
France,Pledged,Completed
Italy,Rules out,Pledged
Spain,Pledged,Agreed
"""
AMOUNTS = """\
Country,Committed (EUR),Allocated (EUR),Delivered in USD,Text
France,3,2,1,Shells for all
"""


def test_actors_across_are_known_by_their_headings_and_their_cells():
    assert roles(read_csv(ACROSS)) == {
        "Area": "topic",
        "Ref": "id",
        "Text": "text",
        "Average": "average",
        "france": "cells",
        "korea": "cells",
        "uk": "cells",
    }


def test_a_list_of_stages_is_known_by_its_values():
    assert roles(read_csv(STAGES)) == {
        "Donor": "actor",
        "Date": "date",
        "Measure": "stage",
        "Amount": "amount",
        "Currency": "currency",
        "Description": "text",
    }


def test_a_grid_of_measures_beside_actors_is_known():
    assert roles(read_csv(GRID)) == {"Country": "actor", "Troops": "cells", "Money": "cells"}
    assert read_csv(GRID).guess.mapping.cells == "stages"


def test_amounts_of_several_stages_keep_their_stage_and_currency():
    columns = read_csv(AMOUNTS).guess.mapping.of_role(Role.AMOUNT)
    assert [(one.stage, one.currency) for one in columns] == [
        ("pledged", "EUR"),
        ("allocated", "EUR"),
        ("delivering", "USD"),
    ]


def test_title_rows_a_second_row_of_headings_and_empty_columns_are_said():
    text = (
        "Support by country,,,,,\nas of May,,,,,\nCountry,,Committed,Allocated,,Text\n"
        ",,EUR billion,EUR billion,,\nFrance,,3,2,,Shells\nItaly,,1,1,,Tents\nSpain,,4,3,,Maps\n"
    )
    plan = planned(text, currency="EUR")
    assert said(plan, "title_row") == [("1:1", "Support by country"), ("2:2", "as of May")]
    assert said(plan, "second_heading") == [("4:4", "EUR billion | EUR billion")]
    assert [cell for cell, _ in said(plan, "empty_columns")] == ["B:B", "E:E"]
    assert plan.mapping.headings == (3, 4)
    assert plan.mapping.columns[2].heading == "Committed / EUR billion"


def test_a_column_without_a_heading_and_one_heading_twice_are_said():
    plan = planned("Country,Text,,Text\nFrance,Shells,x,y\nItaly,Tents,z,w\n")
    assert said(plan, "no_heading") == [("C:C", "")]
    assert said(plan, "same_heading") == [("D1", "Text")]


@pytest.mark.parametrize("text", ["Country,Text\n", "5,6\n7,8\n"])
def test_a_table_of_headings_alone_or_without_any_is_refused_in_one_sentence(text):
    with pytest.raises(InputRefusedError, match="headings"):
        read_csv(text)


def test_every_heading_of_another_language_is_understood_as_what_it_says():
    lines = assets.read_text("lexicon/table_headings.tsv").splitlines()[1:]
    assert len({line.split("\t")[1] for line in lines}) == 8
    for role, _, words in (line.split("\t") for line in lines):
        patterns = [pattern for one, pattern in PATTERNS if one == role]
        for word in words.split("|"):
            assert any(pattern.fullmatch(heading_key(word)) for pattern in patterns), word


FRENCH = """\
Pays;Engagement;Montant (EUR);Date
Allemagne;Obus;1 500,50;13/02/2026
Royaume-Uni;Tentes;2;01/03/2026
"""
GERMAN = """\
Land;Zusage;Betrag (EUR);Datum
Vereinigtes Königreich;Zelte;2;1.3.2026
Frankreich;Boote;1.500,50;13.2.2026
"""


@pytest.mark.parametrize(("text", "name"), [(FRENCH, "Allemagne"), (GERMAN, "Frankreich")])
def test_a_table_in_another_language_is_read_and_its_countries_wait_to_be_confirmed(text, name):
    plan = planned(text)
    values = {
        str(entry["amount"]["value"])
        for one in brought(plan, Commitment)
        for entry in one["stages"]
    }
    assert values == {"1500.50", "2"}
    assert name in {value for _, value in said(plan, Irregular.GUESSED_ACTOR)}
