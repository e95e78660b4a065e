# ruff: noqa: RUF001 - other alphabets are what is told apart
from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.sources.files import read_pasted

if TYPE_CHECKING:
    from briefing.sources.reading import Reading

FIRST = "The ministers of nine countries agreed on Monday to share the costs of the new bridge."
SECOND = "They will meet again in March, officials said, to sign the contracts with the builders."
THIRD = "The bridge is to open in four years and will carry trains, cars and people on foot."
HEADLINE = "Nine countries agree to pay for the bridge"
PAGE = f"""Home
News
Share
Subscribe
{HEADLINE}
By Ada Lindqvist and Tomas Berg
May 4, 2026 10:15 AM GMT+2
The ministers stand at the river bank on a sunny day in early May, smiling. (Agency Photo)
Photo
The ministers stand at the river bank on a sunny day in early May, smiling. (Agency Photo)
{FIRST}
{SECOND}
Advertisement
Read more:
Old bridge closed for repairs
Ferries run every hour now
{THIRD}
{FIRST.replace("nine", "all")}
May 4, 2026 10:15 AM GMT+2
More From River Courier
A storm is coming to the coast
We use cookies to make this site work.
© 2026 River Courier
"""


def aside(reading: Reading) -> dict[str, str]:
    return {
        line: one.reason
        for one in reading.set_aside
        for line in one.of(reading.text).split("\n")
        if line
    }


def body(reading: Reading) -> list[str]:
    return [line for one in reading.body for line in one.of(reading.text).split("\n") if line]


def test_a_page_gives_its_metadata():
    reading = read_pasted(PAGE)
    assert reading.title == HEADLINE
    assert reading.author == "Ada Lindqvist and Tomas Berg"
    assert reading.published == "2026-05-04T10:15:00+02:00"
    assert reading.publisher == "River Courier"
    assert reading.language == "en"
    assert reading.kind == "article"


def test_the_body_goes_on_behind_links_in_the_middle():
    lines = body(read_pasted(PAGE))
    assert lines == [
        HEADLINE,
        "By Ada Lindqvist and Tomas Berg",
        FIRST,
        SECOND,
        THIRD,
        FIRST.replace("nine", "all"),
    ]


def test_page_furniture_is_set_aside_with_its_reason():
    reasons = aside(read_pasted(PAGE))
    assert reasons["Home"] == "menu"
    assert reasons["Share"] == "share links"
    assert reasons["Subscribe"] == "newsletter"
    assert reasons["Photo"] == "caption"
    assert reasons["May 4, 2026 10:15 AM GMT+2"] == "date line"
    assert reasons["Advertisement"] == "advertisement"
    assert reasons["Old bridge closed for repairs"] == "related links"
    assert reasons["A storm is coming to the coast"] == "related links"
    assert reasons["We use cookies to make this site work."] == "cookie notice"
    assert reasons["© 2026 River Courier"] == "footer"
    assert [line for line in reasons if line.startswith("The ministers stand")] == [
        "The ministers stand at the river bank on a sunny day in early May, smiling. (Agency Photo)"
    ]


def test_a_plain_document_is_all_body():
    text = f"""JOINT DECLARATION

1. {FIRST}

2. {SECOND}

Done at Riverside, 4 May 2026

Ada Lindqvist
Prime Minister

Tomas Berg
President
"""
    reading = read_pasted(text)
    assert reading.set_aside == ()
    assert (reading.title, reading.kind) == ("JOINT DECLARATION", "declaration")


def test_news_about_a_declaration_is_an_article():
    assert read_pasted(f"Ministers sign declaration on bridge\n{FIRST}").kind == "article"


def test_without_a_headline_the_title_is_the_beginning_and_says_so():
    reading = read_pasted(f"{FIRST} {SECOND}")
    assert reading.title == (
        "The ministers of nine countries agreed on Monday to share the costs of the new bridge…"
    )
    assert reading.warnings == ("No headline was found: the title is the beginning of the text.",)


def test_the_title_of_the_window_names_the_site():
    text = f"{HEADLINE} - AOL\nHome\nNews\n{HEADLINE}\n{FIRST}\n{SECOND}"
    reading = read_pasted(text)
    assert (reading.title, reading.publisher) == (HEADLINE, "AOL")
    assert aside(reading)[f"{HEADLINE} - AOL"] == "repeated line"


def test_an_agency_in_the_text_is_not_the_publisher():
    text = f"{HEADLINE}\nRIVERSIDE, May 4 (Reuters) - {FIRST}\n{SECOND} (AFP)"
    reading = read_pasted(text)
    assert reading.publisher is None
    assert reading.set_aside == ()


def test_an_address_in_the_first_line_names_page_publisher_and_date():
    text = f"https://www.kyivpost.com/2026/05/04/bridge\n{HEADLINE}\n{FIRST}\n{SECOND}"
    reading = read_pasted(text)
    assert reading.url == "https://www.kyivpost.com/2026/05/04/bridge"
    assert reading.publisher == "Kyiv Post"
    assert reading.published == "2026-05-04"
    assert "taken from an address" in reading.warnings[0]


def test_an_ambiguous_date_line_gives_a_warning_and_no_date():
    reading = read_pasted(f"{HEADLINE}\n05/04/2026\n{FIRST}\n{SECOND}")
    assert reading.published is None
    assert reading.warnings == (
        "“05/04/2026” may be day or month first: enter the date of publication.",
    )


def test_a_long_line_twice_in_a_row_is_set_aside_once():
    reading = read_pasted(f"{HEADLINE}\n{FIRST}\n{SECOND}\n{SECOND}\n{THIRD}")
    assert [one.reason for one in reading.set_aside] == ["repeated line"]
    assert body(reading).count(SECOND) == 1


def test_a_byline_of_its_own_line_is_found():
    reading = read_pasted(f"Home\nShare\n{HEADLINE}\nby\nISW\nMay 4, 2026\n{FIRST}\n{SECOND}")
    assert reading.author == "ISW"
    reading = read_pasted(f"Home\nShare\n{HEADLINE}\nAda Lindqvist\nMay 4, 2026\n{FIRST}\n{SECOND}")
    assert reading.author == "Ada Lindqvist"


def test_languages_are_told_apart():
    texts = {
        "de": "Die Regierung hat am Montag erklärt, dass sie die Brücke nicht bezahlen wird.",
        "fr": "Le gouvernement a déclaré lundi que la France ne paiera pas pour le pont.",
        "it": "Il governo ha detto che la nuova linea non sarà pagata con i soldi degli italiani.",
        "es": "El gobierno dijo el lunes que no va a pagar por el puente en los próximos años.",
        "pl": "Rząd powiedział w poniedziałek, że nie zapłaci za most i że to jest jego decyzja.",
        "nl": "De regering heeft gezegd dat het geld voor de brug niet van de burgers zal zijn.",
        "uk": "Уряд заявив у понеділок, що він не буде платити за міст і що це його рішення.",
        "ru": "Правительство сказало, что оно не будет платить за мост и что это его решение.",
        "tr": "Hükümet köprü için ödeme yapmayacak ve bu karar çok önemli bir adım olarak görüldü.",
        "hu": "A kormány szerint nem az állam fizeti meg a hidat, és ez így is volt eddig.",
        "ja": "首相は火曜日、橋の費用を負担しないと述べた。",
        "ar": "قال رئيس الوزراء يوم الاثنين إن الحكومة لن تدفع ثمن الجسر.",
    }
    assert {code: read_pasted(text).language for code, text in texts.items()} == {
        code: code for code in texts
    }


def test_of_numbers_and_names_no_language_is_guessed():
    assert read_pasted("Berg 12, Lindqvist 14").language is None
    assert read_pasted("12 + 14").language is None


def test_text_broken_into_lines_is_all_body():
    words = f"{FIRST} {SECOND} {THIRD} {SECOND} {FIRST}".split()
    lines = [" ".join(words[at : at + 11]) for at in range(0, len(words), 11)]
    for text in ("\n".join(lines), "\n".join([*lines[:3], "", *lines[3:], "", "Ada Lindqvist"])):
        assert read_pasted(text).set_aside == ()


def test_a_speech_without_long_paragraphs_is_all_body():
    text = "Dear friends,\n\nwe are here.\nWe stay.\nWe build.\n\nThank you.\nAda Lindqvist"
    assert read_pasted(text).set_aside == ()


def test_a_list_of_commitments_is_never_set_aside():
    items = "\n".join(f"{number}. more trains on line {number}" for number in range(1, 30))
    reading = read_pasted(f"{HEADLINE}\n{FIRST} They include:\n{items}\n{SECOND}")
    assert reading.set_aside == ()


def test_signatures_behind_the_text_stay():
    text = f"{HEADLINE}\n{FIRST}\n{SECOND}\nAda Lindqvist\nPrime Minister\n4 May 2026"
    reading = read_pasted(text)
    assert reading.set_aside == ()
    assert reading.published == "2026-05-04"


def test_the_copyright_line_names_the_publisher_and_a_picture_credit_does_not():
    text = f"{HEADLINE}\n© Ada Lindqvist/City Archive\n{FIRST}\n{SECOND}\nShare\n"
    assert read_pasted(f"{text}© 2026 Harbour Post. All rights reserved.").publisher == (
        "Harbour Post"
    )
    assert read_pasted(f"{text}Copyright © 2020-2026 Kyiv Post").publisher == "Kyiv Post"
    assert read_pasted(text).publisher is None


def test_a_footer_that_names_a_known_outlet_names_the_publisher():
    footer = "Web links to Kyiv Post material are allowed in articles of other sites."
    assert read_pasted(f"{HEADLINE}\n{FIRST}\n{SECOND}\nShare\n{footer}").publisher == "Kyiv Post"


def test_a_known_outlet_behind_the_headline_is_cut_off():
    reading = read_pasted(f"{HEADLINE} | Reuters\n{FIRST}\n{SECOND}")
    assert (reading.title, reading.publisher) == (HEADLINE, "Reuters")


def test_an_unknown_site_behind_the_headline_is_the_publisher():
    text = f"{HEADLINE} | News | Harbour Post\nHome\n{HEADLINE}\n{FIRST}\n{SECOND}"
    assert read_pasted(text).publisher == "Harbour Post"


def test_a_dateless_text_takes_the_date_of_its_headline_and_says_so():
    reading = read_pasted(f"Daily report on the bridge, 4 May 2026\n{FIRST}\n{SECOND}")
    assert reading.published == "2026-05-04"
    assert reading.warnings == ("The date of publication was taken from the headline.",)


def test_a_caption_whose_credit_has_its_own_line_is_set_aside():
    caption = "The old bridge at night with its lamps lit"
    reading = read_pasted(f"{HEADLINE}\n{FIRST}\n{caption}\n(Getty Images)\n{SECOND}\n{THIRD}")
    assert aside(reading) == {caption: "caption", "(Getty Images)": "caption"}


def test_running_text_that_ends_with_an_agency_stays():
    reading = read_pasted(f"{HEADLINE}\n{FIRST}\n{SECOND} (AFP)\n{THIRD} (Reuters)")
    assert reading.set_aside == ()
