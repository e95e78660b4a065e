"""Facts that must hold when the real pages in /work/shared/inputs/articles are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from briefing.sources.files import read_file

if TYPE_CHECKING:
    from briefing.sources.reading import Reading

ARTICLES = Path("/work/shared/inputs/articles")


class Fact(NamedTuple):
    """What must hold for one page; body and aside are the beginnings of lines."""

    file: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    language: str
    first: str
    last: str
    body: tuple[str, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()


FACTS = (
    Fact(
        "paris-declaration",
        "France, Britain and Ukraine sign declaration on post-ceasefire force deployment",
        "Türkiye Today",
        None,
        "2026-01-06T21:55:00+03:00",
        "en",
        "Leaders from France, Britain and Ukraine signed a declaration Tuesday",
        "The Coalition of the Willing framework represents",
        aside=(
            ("Close", "menu"),
            ("newsletters Newsletters", "newsletter"),
            ("X Instagram Youtube", "share links"),
            ("Ukraines President Volodymyr Zelenskyy, Frances", "caption"),
            ("BigPhoto", "caption"),
            ("France's President Emmanuel Macron (L) and", "caption"),
            ("Italy's Prime Minister Giorgia Meloni at the Elysee", "caption"),
            ("January 06, 2026 09:55 PM", "date line"),
            ("More From Türkiye Today", "related links"),
        ),
    ),
    Fact(
        "gh_01",
        "Russia’s war economy slows as sanctions enter 5th year",
        "Anadolu Agency",
        "Emre Gurkan Abay",
        "2026-02-27",
        "en",
        "Russia is grappling with massive state defense spending",
        "The contraction in investment and consumption raises",
        body=("Despite efforts to offset the impact", "*Writing by Emir Yildirim"),
        aside=(
            ("Shqip", "menu"),
            ("27.02.2026 - Update", "date line"),
            ("Anadolu Agency website contains only", "footer"),
            ("Russia fines Google $206M", "related links"),
            ("We use cookies in a limited", "cookie notice"),
        ),
    ),
    Fact(
        "gh_03",
        "‘Delaying, stalling and blaming’: Russia shows little sign of compromise as war enters "
        "fifth year, expert says",
        "AOL",
        "Ashley Carnahan",
        "2026-02-24T15:44:00Z",
        "en",
        "Four years after Russia launched its full-scale invasion",
        '"The war’s already over," he told Fox News Digital.',
        body=("But despite those steps, fighting has not slowed.", "the Kremlin"),
        aside=(
            ("Loans & Mortgages", "menu"),
            ("People visit the graves of Ukrainian soldiers", "caption"),
            ("(Getty Images)", "caption"),
            ("Read On The Fox News App", "advertisement"),
            ("Robert Carradine’s manner of death", "related links"),
            ("Stay informed with a handpicked", "newsletter"),
            ("© 2026 AOL Media LLC", "footer"),
        ),
    ),
    Fact(
        "gh_07",
        "Ukrainian spirit 'not broken' as Zelensky marks 4 years of war with Russia",
        "AOL",
        "Alana Loftus",
        "2026-02-24",
        "en",
        "Ukrainian President Volodymyr Zelensky said that Russia has not broken",
        "For months, the U.S. has been engaged in diplomatic talks",
        body=('"He has not broken Ukrainians; he has not won this war,"',),
        aside=(
            ("Vigils took place all across the world", "caption"),
            ("Advertisement", "advertisement"),
        ),
    ),
    Fact(
        "gh_09",
        "US on edge after Ukraine targets key Russian oil port that impacted US oil interests",
        "AOL",
        "Athena Dawson",
        "2026-02-24",
        "en",
        "Ukraine's recent attacks on the Russian port of Novorossiysk",
        "Meanwhile, Zelensky said his country has stood firm",
        body=("U.S. deputy ambassador Tammy Bruce said the Trump administration",),
        aside=(
            ("WW3 fears soar as Putin", "related links"),
            ("Russian President Vladimir Putin attends a wreath", "caption"),
            ("Twice a week, our editors bring you", "newsletter"),
        ),
    ),
    Fact(
        "gh_16",
        "Ukraine - European Civil Protection and Humanitarian Aid Operations",
        "European Civil Protection and Humanitarian Aid Operations",
        None,
        "2026-02-24",
        "en",
        "Russia’s war on Ukraine continues to escalate in 2026",
        "Following a request from the Government of Ukraine",
        body=(
            "cash assistance to help cover basic needs",
            "€485 million in 2022",
            "food and water",
        ),
        aside=(
            ("Accept only essential cookies", "cookie notice"),
            ("Gaeilge", "menu"),
            ("© People in Need, 2025", "caption"),
            ("EU deploys emergency generators as Russian", "related links"),
        ),
    ),
    Fact(
        "gh_33",
        "Russian Offensive Campaign Assessment, February 26, 2026",
        "Critical Threats",
        "Justin Young, Grace Mappes, Kateryna Shymkiv, Karolina Hird",
        "2026-02-26",
        "en",
        "Russia launched another massive missile and drone strike against Ukraine",
        "Note: ISW does not receive any classified material",
        body=("Russian Supporting Effort – Northern Axis", "(Russian objective: Cross the Oskil"),
        aside=(("Hi, {{signed_in_name}}", "menu"), ("{{region_detail.text}}", "menu")),
    ),
    Fact(
        "gh_39",
        "World News in Brief: Russian strikes on Ukraine condemned, migrant deaths update, "
        "devastating floods in southern Brazil",
        "The European Sting",
        None,
        "2026-02-27",
        "en",
        "The UN on Thursday condemned the latest attacks against civilians",
        "In 2024, IOM supported flooding response in another state",
        body=("Power cuts", "Step up search and rescue", "Shelter and services"),
        aside=(
            ("© UNOCHA/Serhii Morozov", "caption"),
            ("Share on Nextdoor (Opens in new window)", "share links"),
            ("Holodomor: Parliament recognises", "related links"),
            ("Discover more from The European Sting", "newsletter"),
        ),
    ),
    Fact(
        "gh_43",
        "Exclusive-US slows sale of Lukoil assets to pressure Russia in Ukraine peace talks",
        "KFGO",
        "Anna Hirtenstein, Marwa Rashad, Dmitry Zhdannikov and Timothy Gardner",
        "2026-02-26",
        "en",
        "WASHINGTON, Feb 26 (Reuters) – The United States has slowed",
        "(Reporting by Anna Hirtenstein",
        aside=(
            ("waxingGibbous", "menu"),
            ("Feb 26, 2026 | 9:05 AM", "date line"),
            ("Judge orders new trial in 1986", "footer"),
        ),
    ),
    Fact(
        "gh_44",
        "Zelensky says next Russia meeting soon as Geneva talks end",
        "KTEN",
        "Nico GARCIA with Daria ANDRIIEVSKA",
        "2026-02-26",
        "en",
        "Ukrainian President Volodymyr Zelensky said on Thursday",
        "But Ukraine has rejected the demand and signalled",
        body=('"This format can solve a lot," Zelensky added', "- Drone, missile attacks -"),
        aside=(
            ("Clear to partly cloudy.", "menu"),
            ("Fabrice COFFRINI", "menu"),
            ("Pakistan bombs Kabul", "related links"),
        ),
    ),
    Fact(
        "gh_46",
        "ISW Russian Offensive Campaign Assessment, February 26, 2026",
        "Kyiv Post",
        "ISW",
        "2026-02-26",
        "en",
        "Russia launched another massive missile and drone strike",
        "Ukrainian forces recently advanced in the Kostyantynivka",
        body=("Key Takeaways from the",),
        aside=(
            ("Corruption Watch", "menu"),
            ("Make us preferred on Google", "share links"),
            ("Europe Steps In as Russia Falters", "related links"),
        ),
    ),
    Fact(
        "gh_48",
        "ukraine frontline update february 27 2026 120 engagements and russian assaults across "
        "fronts",
        "Mezha",
        None,
        "2026-02-27",
        "en",
        "According to the General Staff of the Armed Forces of Ukraine, 120",
        "Currently, the front remains dynamic",
        body=("Most Active Actions on the Gulyaypole Direction", "“to improve their position”"),
        aside=(
            ("Trump halts Anthropic AI use", "menu"),
            ("Illustrative photo. A burned pickup", "caption"),
            ("Russian strikes on Kherson region killed one", "related links"),
            ("frontline updates", "footer"),
        ),
    ),
    Fact(
        "gh_61",
        "Ukraine Humanitarian Needs and Response Plan 2026 (January 2026) [EN/UK]",
        "OCHA",
        None,
        "2026-01-13",
        "en",
        "As I write this foreword, I recall my trip",
        "As a displaced woman from Donetska Oblast told us",
        body=("Matthias Schmale", "Humanitarian Coordinator for Ukraine"),
        aside=(("Mozambique", "menu"), ("Share on LinkedIn", "share links")),
    ),
    Fact(
        "pg_10",
        "Merz will Ukraine-Waffenstillstand mit absichern",
        None,
        None,
        None,
        "de",
        "PARIS (dpa-AFX) - Bundeskanzler Friedrich Merz",
        "PARIS (dpa-AFX) - Bundeskanzler Friedrich Merz",
    ),
    Fact(
        "pg_19",
        "Importantly, the Coalition Now Has Substantive Documents in Place – The President",
        None,
        None,
        "2026-01-06",
        "en",
        "“Through these documents, we are strengthening",
        "“It has been determined what forces are needed",
        aside=(("6 January 2026 - 23:47", "date line"),),
    ),
)
ALL_BODY = (("pg_08", "it"), ("pg_13", "en"), ("pg_17", "fr"), ("pg_26", "hu"))


def reading_of(start: str) -> Reading:
    return read_file(next(ARTICLES.glob(f"{start}*.txt")))


def lines_of(reading: Reading) -> list[tuple[str, str]]:
    """Return the lines that are not blank, each with its reason or the empty string."""
    parts = [(one.start, one.of(reading.text), "") for one in reading.body]
    parts += [(one.start, one.of(reading.text), one.reason) for one in reading.set_aside]
    return [
        (" ".join(line.split()), reason)
        for _, words, reason in sorted(parts)
        for line in words.split("\n")
        if line.strip()
    ]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.file)
def test_a_real_page_says_what_it_is(fact: Fact):
    reading = reading_of(fact.file)
    assert reading.title == fact.title
    assert reading.publisher == fact.publisher
    assert reading.author == fact.author
    assert reading.published == fact.published
    assert reading.language == fact.language


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.file)
def test_between_first_and_last_paragraph_no_running_text_is_lost(fact: Fact):
    lines = lines_of(reading_of(fact.file))
    starts = [at for at, (line, _) in enumerate(lines) if line.startswith(fact.first)]
    ends = [at for at, (line, _) in enumerate(lines) if line.startswith(fact.last)]
    article = lines[starts[0] : ends[-1] + 1]
    lost = [
        line
        for line, reason in article
        if reason not in {"", "caption", "advertisement"}
        and len(line.split()) >= 8
        and line.endswith((".", "”", '"'))
    ]
    assert lost == []
    for words in fact.body:
        assert any(line.startswith(words) and not reason for line, reason in lines), words


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.file)
def test_page_furniture_of_a_real_page_is_set_aside(fact: Fact):
    lines = lines_of(reading_of(fact.file))
    for words, reason in fact.aside:
        found = {why for line, why in lines if line.startswith(words)}
        assert reason in found, words
        assert "" not in found, words


@pytest.mark.parametrize(("start", "language"), ALL_BODY)
def test_a_bare_text_is_all_body(start: str, language: str):
    reading = reading_of(start)
    assert reading.set_aside == ()
    assert reading.language == language


def test_the_paris_article_keeps_every_paragraph_and_subhead():
    body = [line for line, reason in lines_of(reading_of("paris")) if not reason]
    assert len(body) == 1 + 17 + 3
    assert [line for line in body[1:] if len(line.split()) < 10] == [
        "US commits to lead ceasefire monitoring mechanism",
        "Fundamental disagreements persist over territorial settlement",
        "Italy declines ground troop commitment",
    ]


def test_texts_without_a_headline_say_so():
    for start in ("gh_23", "gh_25"):
        assert "No headline was found" in " ".join(reading_of(start).warnings)


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.name[:12])
def test_body_and_set_aside_cover_a_real_page(path: Path):
    reading = read_file(path)
    ranges = sorted((*reading.body, *reading.set_aside), key=lambda one: one.start)
    assert "".join(one.of(reading.text) for one in ranges) == reading.text
    assert reading.text == path.read_bytes().decode().replace("\r\n", "\n")
