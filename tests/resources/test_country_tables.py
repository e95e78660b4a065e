"""The shipped tables of countries, organisations and groups are well formed and fit together."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

import pytest

from briefing import assets
from briefing.domain.countries import Countries
from briefing.domain.country_mentions import fold

COUNTRIES = Countries.parse(assets.read_text("countries/countries.tsv"))
GROUPS = json.loads(assets.read_text("groups/groups.json"))["groups"]
ORGANISATIONS = [
    line.split("\t") for line in assets.read_text("countries/organisations.tsv").splitlines()
]
SHARED_TERMS = {"congo", "congolese", "dominican", "korea", "korean"}


def test_the_table_has_the_members_of_the_united_nations_and_four_more():
    assert len(COUNTRIES) == 193 + len({"VAT", "PSE", "XKX", "TWN"})


@pytest.mark.parametrize("column", ["iso3", "iso2", "name", "official_name", "sort_name"])
def test_codes_and_names_are_unique(column):
    counts = Counter(getattr(country, column) for country in COUNTRIES)
    assert [value for value, count in counts.items() if count > 1] == []


def test_codes_have_the_form_of_iso_3166():
    for country in COUNTRIES:
        assert (len(country.iso3), len(country.iso2)) == (3, 2)
        assert (country.iso3 + country.iso2).isalpha()
        assert (country.iso3 + country.iso2).isupper()


def test_every_row_has_capital_demonym_region_and_a_way_to_be_listed():
    for country in COUNTRIES:
        assert country.capitals
        assert country.demonyms
        assert country.region in {"Africa", "Americas", "Asia", "Europe", "Oceania"}
        assert country.subregion
        assert country.list_as in {"country", "territory", "entity"}


def test_no_cell_has_stray_blanks_or_empty_entries():
    for line in assets.read_text("countries/countries.tsv").splitlines():
        for cell in line.split("\t"):
            assert "||" not in cell
            for entry in cell.split("|"):
                assert entry == " ".join(entry.split())


def test_a_term_belongs_to_one_country_unless_it_is_known_to_be_shared():
    owners = defaultdict(set)
    for country in COUNTRIES:
        for term in country.terms():
            owners[fold(term.text).casefold()].add(country.iso3)
    assert {term for term, codes in owners.items() if len(codes) > 1} == SHARED_TERMS


def test_kosovo_has_the_code_of_the_map_and_its_footnote():
    kosovo = COUNTRIES["XKX"]
    assert (kosovo.iso2, kosovo.list_as) == ("XK", "entity")
    assert "UNSCR 1244/1999" in kosovo.notes


def test_organisations_have_four_columns_known_kinds_and_names_of_their_own():
    header, *rows = ORGANISATIONS
    assert header == ["kind", "name", "short", "aliases"]
    assert {len(row) for row in rows} == {4}
    assert {row[0] for row in rows} == {"institution", "organisation", "group"}
    spellings = Counter(
        spelling
        for _, name, short, aliases in rows
        for spelling in {name, short, *filter(None, aliases.split("|"))}
    )
    assert [spelling for spelling, count in spellings.items() if count > 1] == []


def test_no_organisation_is_spelt_like_a_country():
    for _, name, short, _ in ORGANISATIONS[1:]:
        assert COUNTRIES.find(name) is None
        assert short in {"CoE"} or short not in {country.iso3 for country in COUNTRIES}


def living(group):
    return [member["iso3"] for member in group["members"] if "to" not in member]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])
def test_a_group_counts_its_members_and_says_where_they_come_from(group):
    assert len(living(group)) == len(set(living(group))) == group["count"]
    assert all(member["iso3"] in COUNTRIES for member in group["members"])
    assert group["source"].endswith(".")
    assert group["verified"]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])
def test_a_membership_begins_before_it_ends(group):
    for member in group["members"]:
        assert member["from"] < member.get("to", "9999")


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])
def test_a_group_and_its_organisations_are_in_the_table_of_organisations(group):
    names = {row[1] for row in ORGANISATIONS}
    assert {group["name"], *group["organisations"]} <= names


def test_the_groups_that_are_promised_are_there():
    counts = {group["id"]: group["count"] for group in GROUPS}
    assert counts.pop("cow") == 26
    assert counts == {"eu": 27, "nato": 32, "g7": 7, "g20": 19, "jef": 10, "epc": 47}


def test_the_coalition_is_a_draft_to_be_verified():
    (coalition,) = (group for group in GROUPS if group["id"] == "cow")
    assert coalition["verified"] == "draft: verify"
