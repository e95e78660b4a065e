"""The short house forms from end to end: what is spoken, what is disclosed, in which direction."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from briefing import assets
from briefing.app.sample import sample_pack
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.vocabularies import Disclosure, LineKind
from briefing.template.directions import LEFT
from briefing.template.fields import CONTRACT, FormOptions, fields
from briefing.template.fields_briefs import MOST_SPOKEN
from briefing.word.matrix_table import draw_matrix
from briefing.word.opening import compile_template
from briefing.word.proof import differences
from briefing.word.rendering import render
from briefing.word.state import RenderOptions
from tests.word.documents import texts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = ("steering-brief", "objectives-brief", "country-one-pager", "key-quotes-annex")
LANGUAGES = ("en", "fr", "uk", "ar")
SPOKEN = {"Spoken", "BriefSpoken"}


@pytest.fixture(scope="module")
def sample():
    pack = sample_pack()
    yield pack.content
    pack.close()


def made(content, form, language="en", **options):
    name = "pack.docx" if language == "en" else f"pack.{language}.docx"
    template = compile_template(assets.read_bytes(f"templates/{form}/{name}"), CONTRACT)
    chosen = FormOptions(language=language, **options)
    options = RenderOptions(language=language)
    return render(template, fields(content, chosen, draw_matrix), options)


def part(rendered, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(rendered.data)) as package:
        return etree.fromstring(package.read(name))


def rows(rendered):
    """Return style and words of every paragraph of the body."""
    found = []
    for paragraph in part(rendered).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val")
        found.append((name, "".join(paragraph.itertext(f"{W}t")).replace(LEFT, "")))
    return found


def whole(rendered):
    with zipfile.ZipFile(io.BytesIO(rendered.data)) as package:
        parts = [name for name in package.namelist() if name.endswith(".xml")]
        roots = [etree.fromstring(package.read(name)) for name in parts]
    return "\n".join("".join(root.itertext()) for root in roots).replace(LEFT, "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_whole_in_every_language(sample, form, language):
    rendered = made(sample, form, language)
    assert rendered.notices == ()
    assert not any("{{" in words or "{%" in words for _, words in rows(rendered))
    assert differences(texts_of(rendered.data), rendered.ledger) == ()
    assert made(sample, form, language).data == rendered.data


@pytest.mark.parametrize("form", FORMS)
def test_a_pack_with_nothing_in_it_is_a_decent_document(form):
    said = [words for _, words in rows(made(Content(cover=Cover(title="Untitled")), form)) if words]
    assert any(words.startswith("This pack has no ") for words in said)


@pytest.mark.parametrize("form", ["steering-brief", "objectives-brief"])
def test_lines_to_be_spoken_have_no_note_and_their_evidence_stands_in_the_annex(sample, form):
    rendered = made(sample, form)
    notes = 0
    for paragraph in part(rendered).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in SPOKEN:
            assert "".join(paragraph.itertext(f"{W}t"))
            assert paragraph.find(f".//{W}footnoteReference") is None
        else:
            notes += len(paragraph.findall(f".//{W}footnoteReference"))
    assert notes
    at = next(n for n, (_, words) in enumerate(rows(rendered)) if words.startswith("Evidence for"))
    assert any("The Harbour Ledger" in words for _, words in rows(rendered)[at:])


def test_lines_to_be_spoken_are_14_on_20():
    styles = etree.fromstring(
        zipfile.ZipFile(io.BytesIO(assets.read_bytes("templates/steering-brief/pack.docx"))).read(
            "word/styles.xml"
        )
    )
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") in SPOKEN:
            assert style.find(f"{W}rPr/{W}sz").get(f"{W}val") == "28"
            assert style.find(f"{W}pPr/{W}spacing").get(f"{W}line") == "400"


def test_a_sixth_point_begins_another_page(sample):
    plenary = sample.meetings[0]
    first = next(row for row in sample.lines if row.kind is LineKind.POINT)
    others = tuple(
        replace(first, id=f"{first.id}-{n}", meeting=plenary.id, topic=None) for n in range(7)
    )
    content = replace(sample, lines=others)
    rendered = made(content, "steering-brief", meetings=(plenary.id,))
    on_page = [0]
    for paragraph in part(rendered).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None:
            on_page.append(0)
        if style is not None and style.get(f"{W}val") == "Spoken":
            on_page[-1] += 1
    assert [count for count in on_page if count] == [MOST_SPOKEN, 2]


# ---------------------------------------------------------------------- disclosure


def closed_words(sample):
    lines = [row.markdown for row in sample.lines if row.disclosure is Disclosure.CLOSED]
    promises = [row.text for row in sample.commitments if row.disclosure is Disclosure.CLOSED]
    quotes = [
        piece.exact
        for row in sample.quotes
        if row.disclosure is Disclosure.CLOSED
        for piece in row.pieces
    ]
    assert lines
    assert promises
    assert quotes
    return [*lines, *promises, *quotes]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("use", [Disclosure.FREE, Disclosure.BACKGROUND])
def test_what_must_not_be_disclosed_is_in_no_part_of_a_form(sample, form, use):
    text = whole(made(sample, form, use=use))
    assert not any(words in text for words in closed_words(sample))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_what_is_free_holds_nothing_that_is_our_information_only(sample, form):
    text = whole(made(sample, form, use=Disclosure.FREE))
    kinds = (*sample.lines, *sample.sections)
    ours = [row.markdown for row in kinds if row.disclosure is Disclosure.BACKGROUND]
    ours += [row.text for row in sample.commitments if row.disclosure is Disclosure.BACKGROUND]
    assert ours
    assert not any(words in text for words in ours)
    assert "Our information only" not in text


def test_the_steering_brief_keeps_what_must_not_be_disclosed_in_its_part(sample):
    rendered = made(sample, "steering-brief", use=Disclosure.CLOSED)
    found = rows(rendered)
    closed = [row for row in sample.lines if row.disclosure is Disclosure.CLOSED]
    secret = [row.markdown for row in closed if row.meeting]
    part_of = ""
    seen = set()
    for place, (style, words) in enumerate(found):
        part_of = words if style.startswith("Heading") else part_of
        for one in secret:
            if one in words:
                seen.add(one)
                assert part_of == "May not be disclosed"
                assert found[place - 1] == ("MarginNote", "Do not disclose")
    assert seen == set(secret)


def test_what_may_be_used_freely_stands_apart_from_what_is_ours(sample):
    part_of = ""
    kinds = {}
    for style, words in rows(made(sample, "steering-brief")):
        part_of = words if style.startswith("Heading") else part_of
        if style == "MarginNote" and words:
            kinds.setdefault(part_of, set()).add(words)
    assert "May be used freely" not in kinds
    assert kinds["May not be disclosed"] == {"Our information only"}


def test_a_sensitive_record_is_nowhere_even_where_closed_ones_are(sample):
    first = next(row for row in sample.lines if row.disclosure is Disclosure.CLOSED)
    hidden = replace(first, sensitive=True)
    content = replace(
        sample, lines=tuple(hidden if row.id == first.id else row for row in sample.lines)
    )
    assert first.markdown in whole(made(sample, "steering-brief", use=Disclosure.CLOSED))
    assert first.markdown not in whole(made(content, "steering-brief", use=Disclosure.CLOSED))


# ------------------------------------------------------------------ language, direction


def test_labels_dates_and_quotation_marks_come_in_the_language(sample):
    french = whole(made(sample, "key-quotes-annex", "fr"))
    assert "Citations clés par sujet" in french
    assert "5 mars 2027" in french
    assert "«\u00a0We have stopped asking" in french
    arabic = whole(made(sample, "country-one-pager", "ar"))
    assert "متفق عليه" in arabic
    assert "مارس" in arabic
    assert "March" not in arabic


def test_in_arabic_the_words_run_left_and_those_of_others_keep_their_full_stop(sample):
    rendered = made(sample, "steering-brief", "ar")
    runs = list(part(rendered).iter(f"{W}r"))
    arabic = [
        run for run in runs if any("\u0621" <= c <= "\u064a" for c in run.findtext(f"{W}t", ""))
    ]
    assert arabic
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in arabic)
    spoken = [w for s, w in raw_rows(rendered) if s == "Spoken"]
    assert spoken
    assert all(words.endswith(LEFT) for words in spoken)


def raw_rows(rendered):
    for paragraph in part(rendered).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield (
            "" if style is None else style.get(f"{W}val"),
            "".join(paragraph.itertext(f"{W}t")),
        )


# ------------------------------------------------------------------------- options


def test_one_meeting_and_some_topics_can_be_chosen(sample):
    meeting = sample.meetings[0]
    topic = next(row.topic for row in sample.agenda if row.meeting == meeting.id)
    rendered = made(sample, "objectives-brief", meetings=(meeting.id,), topics=(topic,))
    titles = [heading.text for heading in rendered.headings if heading.level == 1]
    assert titles == [meeting.title, "Evidence for the lines"]
    named = {row.id: row.name for row in sample.topics}
    second = {heading.text.split("·")[0].strip() for heading in rendered.headings}
    assert named[topic] in second
    assert not second & {name for key, name in named.items() if key != topic}


def test_countries_can_be_chosen_and_put_in_order(sample):
    chosen = ("it", "fr")
    by_name = made(sample, "country-one-pager", shown=chosen, order="name")
    names = [heading.text.strip() for heading in by_name.headings if heading.level == 1]
    assert names == ["France", "Italy"]


def test_quotes_stand_by_topic_or_by_country(sample):
    by_topic = [h.text for h in made(sample, "key-quotes-annex").headings]
    by_country = [h.text for h in made(sample, "key-quotes-annex", grouping="country").headings]
    assert by_topic[:2] == ["Key quotes by topic", "Force after a ceasefire"]
    assert by_country[0] == "Key quotes by country"
    assert "France" in by_country


def test_a_marking_says_in_words_what_it_allows(sample):
    assert "within the community, not in public" in whole(
        made(sample, "steering-brief", marking="words")
    )


def test_in_arabic_the_matrix_is_mirrored_and_its_headings_stand_level(sample):
    tables = [
        table
        for table in part(made(sample, "summit-pack", "ar")).iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == sample.matrices[0].title
    ]
    assert tables
    for table in tables:
        assert table.find(f"{W}tblPr/{W}bidiVisual") is not None
        assert table.find(f".//{W}textDirection") is None


def test_a_sign_never_stands_alone_on_a_line(sample):
    said = "\n".join(words for _, words in rows(made(sample, "country-one-pager", "fr")))
    assert "Pour\u00a0●" in said
    assert " ●" not in said


def test_a_country_whose_official_name_is_its_name_is_named_once(sample):
    said = [words for _, words in rows(made(sample, "country-one-pager"))]
    assert said.count("Ukraine") == 0  # its heading has the flag before the name
    assert "United States of America" in said
    assert "" not in [
        words for style, words in rows(made(sample, "country-one-pager")) if style == "Small"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_arabic_lists_have_arabic_commas(sample, form):
    rendered = made(sample, form, "ar")
    assert not [words for _, words in rows(rendered) if re.search("[\u0600-\u06ff][,;] ", words)]
    if form != "country-one-pager":
        assert "\u200f، " in whole(rendered)


def test_names_on_both_sides_of_a_dot_stand_in_the_order_of_arabic(sample):
    said = whole(made(sample, "country-one-pager", "ar"))
    assert "Republic of Finland\u200f  ·  " in said


def test_a_french_list_keeps_its_signs_beside_its_words(sample):
    said = "\n".join(words for _, words in rows(made(sample, "objectives-brief", "fr")))
    assert "Monitoring the ceasefire, Argument\u00a0: " in said
    assert " : " not in said
    assert "\u202f; " in said


@pytest.mark.parametrize("form", FORMS)
def test_lines_with_footnotes_are_not_kept_together(sample, form):
    """LibreOffice may lay out such a page without end."""
    rendered = made(sample, form)
    styles = {s.get(f"{W}styleId"): s for s in part(rendered, "word/styles.xml").iter(f"{W}style")}
    for paragraph in part(rendered).iter(f"{W}p"):
        if paragraph.find(f".//{W}footnoteReference") is not None:
            name = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
            assert styles[name].find(f"{W}pPr/{W}keepLines") is None, name


def test_words_in_brackets_that_say_how_a_record_may_be_used_stay_together(sample):
    said = "\n".join(words for _, words in rows(made(sample, "country-one-pager")))
    assert "[Our\u00a0information\u00a0only]" in said
    assert "[Our information" not in said
