"""Countries are found by what people type and where a text speaks of them."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import assets
from briefing.domain.countries import Countries, How
from briefing.domain.country_mentions import fold

HEADER = (
    "iso3\tiso2\tname\tofficial_name\tsort_name\tcapitals\tdemonyms\taliases\tseats"
    "\tregion\tsubregion\tlist_as\tnotes"
)


@cache
def shipped() -> Countries:
    return Countries.parse(assets.read_text("countries/countries.tsv"))


def mentioned(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.stop], found.iso3) for found in shipped().mentions(text)]


def test_a_row_becomes_a_country_with_lists_and_a_sort_name():
    row = "COD\tCD\tDR Congo\tD\tCongo, DR\tKinshasa\tCongolese\tDRC|Congo\t\tAfrica\tM\tcountry\t"
    (country,) = Countries.parse(f"{HEADER}\n{row}\n")
    assert country.aliases == ("DRC", "Congo")
    assert country.seats == ()
    assert country.sort_name == "Congo, DR"


def test_a_country_without_sort_name_is_sorted_by_its_name():
    assert shipped()["FRA"].sort_name == "France"


def test_countries_are_in_the_order_of_their_sort_names_whatever_their_accents():
    names = [fold(country.sort_name).casefold() for country in shipped()]
    assert names == sorted(names)
    assert len(shipped()) == len(names)


def test_a_code_tells_whether_a_country_is_in_the_table():
    assert "XKX" in shipped()
    assert "UNK" not in shipped()
    with pytest.raises(KeyError):
        shipped()["UNK"]


def test_a_damaged_table_names_the_line():
    with pytest.raises(ValueError, match=r"Line 2 .* 2 columns, not 13"):
        Countries.parse(f"{HEADER}\nFRA\tFR\n")
    with pytest.raises(ValueError, match="other columns"):
        Countries.parse("code\tname\n")


@pytest.mark.parametrize(
    ("typed", "iso3", "how"),
    [
        ("Germany", "DEU", How.NAME),
        ("Berlin", "DEU", How.CAPITAL),
        ("Britain", "GBR", How.ALIAS),
        ("French", "FRA", How.DEMONYM),
        ("Ukraines", "UKR", How.NAME),
        ("France's", "FRA", How.NAME),
        ("France\u2019s", "FRA", How.NAME),
        ("the Netherlands", "NLD", How.NAME),
        ("Turkey", "TUR", How.ALIAS),
        ("turkiye", "TUR", How.NAME),
        ("Czech Republic", "CZE", How.NAME),
        ("cote d\u2019ivoire", "CIV", How.NAME),
        ("élysée palace", "FRA", How.SEAT),
        ("No 10", "GBR", How.SEAT),
        ("Kiev", "UKR", How.SEAT),
        ("u.s.", "USA", How.ALIAS),
        ("DEU", "DEU", How.CODE),
        ("gb", "GBR", How.CODE),
    ],
)
def test_a_typed_name_finds_its_country(typed, iso3, how):
    found = shipped().find(typed)
    assert found is not None
    assert (found.country.iso3, found.how) == (iso3, how)


@pytest.mark.parametrize("typed", ["", "  ", "Ger", "Korea", "Congolese", "Atlantis"])
def test_what_means_no_country_or_several_finds_none(typed):
    assert shipped().find(typed) is None


def test_every_name_official_name_and_code_finds_its_own_country():
    for country in shipped():
        if country.name != "Congo":
            for typed in (country.name, country.official_name, country.iso3):
                found = shipped().find(typed)
                assert found is not None
                assert found.country == country


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("Ger", ["Germany"]),
        ("ger", ["Germany"]),
        ("Kore", ["North Korea", "South Korea"]),
        ("Éto", ["Cameroon"]),
        ("Holl", ["Netherlands"]),
        ("uk", ["United Kingdom", "Ukraine"]),
        ("aust", ["Australia", "Austria"]),
        ("", []),
    ],
)
def test_a_prefix_is_completed_names_first(prefix, names):
    assert [country.name for country in shipped().complete(prefix)] == names


def test_completions_stop_at_the_limit():
    assert len(shipped().complete("s", 3)) == 3
    assert shipped().complete("s", 0) == ()


def test_names_aliases_demonyms_capitals_and_seats_are_mentions():
    text = "Germany, Britain, a French plan, Warsaw and the Kremlin"
    found = [(mention.iso3, mention.how) for mention in shipped().mentions(text)]
    assert found == [
        ("DEU", How.NAME),
        ("GBR", How.ALIAS),
        ("FRA", How.DEMONYM),
        ("POL", How.CAPITAL),
        ("RUS", How.SEAT),
    ]


def test_the_longest_term_wins():
    assert mentioned("South Koreans, Guinea-Bissau and Papua New Guinea") == [
        ("South Koreans", "KOR"),
        ("Guinea-Bissau", "GNB"),
        ("Papua New Guinea", "PNG"),
    ]


def test_a_lost_apostrophe_and_a_plural_belong_to_the_mention_a_possessive_does_not():
    assert mentioned("Britains Prime Minister, Italy's and Italy\u2019s, the Ukrainians") == [
        ("Britains", "GBR"),
        ("Italy", "ITA"),
        ("Italy", "ITA"),
        ("Ukrainians", "UKR"),
    ]


def test_capitals_tell_the_country_from_the_pronoun_and_from_money():
    assert mentioned("They told us that the US, a US-led force, gave US$5m.") == [
        ("US", "USA"),
        ("US", "USA"),
    ]


def test_a_heading_in_capitals_is_read():
    assert mentioned("UKRAINE AND THE UNITED KINGDOM") == [
        ("UKRAINE", "UKR"),
        ("UNITED KINGDOM", "GBR"),
    ]


def test_a_term_may_run_over_the_end_of_a_line():
    assert mentioned("the United\nKingdom") == [("United\nKingdom", "GBR")]


def test_a_list_of_official_names_is_read_entry_by_entry():
    listed = "Chile, Republic of\nChina, People's Republic of\nthe Republic of\nKorea"
    assert mentioned(listed) == [
        ("Chile", "CHL"),
        ("China", "CHN"),
        ("Republic of\nKorea", "KOR"),
    ]


def test_a_homonym_in_a_heading_is_read_by_its_neighbours():
    assert mentioned("GEORGIA VOTES") == [("GEORGIA", "GEO")]
    assert mentioned("stars at BRIT Awards") == []


def test_a_term_inside_a_longer_word_or_a_handle_is_no_mention():
    assert mentioned("Parisian Omanization @Ukraine Cubano Mali_2 Perus9") == []


@pytest.mark.parametrize("publisher", ["Türkiye Today", "Irish Times", "Kyiv Post", "France 24"])
def test_a_publisher_is_no_mention(publisher):
    assert mentioned(f"as {publisher} wrote") == []


@pytest.mark.parametrize(
    "phrase",
    [
        *("the Paris Agreement", "Budapest Memorandum", "the Minsk agreements"),
        *(
            "Latin America",
            "Northern Ireland",
            "the Americas",
            "Gulf of Guinea",
            "Paris, Texas",
            "the Vietnam War",
        ),
    ],
)
def test_an_instrument_a_region_and_another_place_are_no_mentions(phrase):
    assert mentioned(f"about {phrase} again") == []


def test_brussels_alone_means_no_country():
    assert mentioned("Brussels wants Belgium to agree") == [("Belgium", "BEL")]


def test_a_homonym_in_a_persons_name_is_no_mention():
    assert mentioned("Michael Jordan met Chad Smith and Israel Katz") == []


def test_a_homonym_on_its_own_or_before_an_office_is_a_mention():
    assert mentioned("In Jordan the Chad Foreign Ministry and Israel's army") == [
        ("Jordan", "JOR"),
        ("Chad", "TCD"),
        ("Israel", "ISR"),
    ]


def test_the_american_state_of_georgia_is_no_mention():
    assert mentioned("Atlanta, Georgia; the state of Georgia; Georgia governor") == []
    assert mentioned("Armenia, Georgia and Moldova")[1] == ("Georgia", "GEO")


def test_a_shared_term_counts_where_the_text_speaks_of_one_of_its_countries_otherwise():
    assert mentioned("Korea agreed") == []
    assert mentioned("Seoul said that Korea agreed") == [("Seoul", "KOR"), ("Korea", "KOR")]
    assert ("Korea", "KOR") not in mentioned("Seoul and Pyongyang: Korea agreed")


def test_a_capital_that_is_also_a_forename_needs_its_country_in_the_text():
    assert mentioned("Sofia agreed") == []
    assert ("Sofia", "BGR") in mentioned("Bulgaria agreed; Sofia had said so.")


def test_the_capital_of_the_maldives_needs_its_accent():
    assert mentioned("Male officials in Mal\u00e9 and Male\u0301") == [
        ("Mal\u00e9", "MDV"),
        ("Male\u0301", "MDV"),
    ]


def test_accents_may_be_missing_or_written_as_marks_of_their_own():
    assert mentioned("Elysee, E\u0301lyse\u0301e and Chisinau") == [
        ("Elysee", "FRA"),
        ("E\u0301lyse\u0301e", "FRA"),
        ("Chisinau", "MDA"),
    ]


def test_offsets_count_code_points_beyond_the_basic_plane():
    (found,) = shipped().mentions("\U0001f1eb\U0001f1f7 France")
    assert (found.start, found.stop) == (3, 9)


TERMS = st.sampled_from([term.text for country in shipped() for term in country.terms()])
NOISE = st.sampled_from(["said", "Today", "of", "s", "\u0301", "ﬁ", "(", "\n", "Smith"])
PIECES = st.lists(st.one_of(TERMS, NOISE, st.text(max_size=4)), max_size=12)
GAPS = st.sampled_from([" ", ", ", "'s ", "s ", "-", "", "\u00ad", "\n"])


@given(PIECES, GAPS)
def test_mentions_never_overlap_and_slice_to_a_term_of_their_country(pieces, gap):
    text = gap.join(pieces)
    reached = 0
    for found in shipped().mentions(text):
        assert reached <= found.start < found.stop <= len(text)
        reached = found.stop
        words = " ".join(fold(text[found.start : found.stop]).casefold().split())
        terms = shipped()[found.iso3].terms()
        assert any(words.startswith(fold(term.text).casefold()) for term in terms)
