"""The options of the house forms as they are typed, and how long a form may be."""

from __future__ import annotations

import json

import pytest

from briefing.app.build_report import as_markdown, save_report
from briefing.app.exporting import ExportRequest, export
from briefing.app.form_languages import in_language
from briefing.app.page_limits import Limits, Measured, sides_of
from briefing.app.sample import sample_pack
from briefing.app.templates import Template, template_named, templates
from briefing.errors import InputRefusedError
from briefing.template.fields import FormOptions
from briefing.template.manifest import Pages
from briefing.word.reading import read_document
from briefing.word.state import Heading

OFFICE = "briefing.preview.office.find_office"


@pytest.fixture(scope="module")
def sample():
    pack = sample_pack()
    yield pack.content
    pack.close()


@pytest.fixture
def no_office(monkeypatch):
    monkeypatch.setattr(OFFICE, lambda: None)


def written(sample, tmp_path, template, **options):
    file = tmp_path / "form.docx"
    report = export(sample, ExportRequest(template=template, word=file, options=options))
    return report, [row.text for row in read_document(file.read_bytes()).body]


def test_the_five_house_forms_ship():
    assert {info.name for info in templates()} == {
        "Summit pack",
        "Steering brief",
        "Objectives brief",
        "Country one-pager",
        "Key-quotes annex",
    }


@pytest.mark.usefixtures("no_office")
def test_one_meeting_is_chosen_by_its_id(sample, tmp_path):
    one, other = sample.meetings[:2]
    _, said = written(sample, tmp_path, "steering-brief", meeting=one.id)
    assert one.title in said
    assert other.title not in said


@pytest.mark.usefixtures("no_office")
def test_several_countries_are_chosen_with_commas(sample, tmp_path):
    _, said = written(sample, tmp_path, "country-one-pager", countries="fr, it", order="name")
    titles = [words.strip() for words in said if words.strip() in {"France", "Italy", "Norway"}]
    assert titles == ["France", "Italy"]


@pytest.mark.usefixtures("no_office")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"meeting": "nowhere"}, "cannot be “nowhere”; it can be "),
        ({"topics": "monitoring,weather"}, "cannot be “weather”"),
        ({"use": "secret"}, "it can be free, background, closed"),
        ({"language": "tlh"}, "cannot be “tlh”"),
        ({"fills": "no"}, "has no option “fills”; it has: meeting, topics, use"),
    ],
)
def test_what_the_pack_or_the_form_has_not_is_refused_by_name(sample, tmp_path, options, words):
    with pytest.raises(InputRefusedError) as refused:
        written(sample, tmp_path, "steering-brief", **options)
    assert words in str(refused.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("no_office")
def test_two_meetings_are_refused_where_one_is_asked_for(sample, tmp_path):
    both = ",".join(row.id for row in sample.meetings[:2])
    with pytest.raises(InputRefusedError, match="takes one of the pack's meetings, not 2"):
        written(sample, tmp_path, "steering-brief", meeting=both)


@pytest.mark.usefixtures("no_office")
def test_the_form_comes_in_the_language_that_is_chosen_and_else_in_the_pack_s(sample, tmp_path):
    assert "Тези до розмови" in written(sample, tmp_path, "steering-brief", language="uk")[1]
    assert "Points to make" in written(sample, tmp_path, "steering-brief")[1]


def test_a_form_that_somebody_changed_is_not_exchanged_for_the_house_s(sample):
    house = template_named("steering-brief")
    form = FormOptions(language="fr")
    assert in_language(house, sample, form).data != house.data
    changed = Template(info=house.info, data=house.data + b" ")
    assert in_language(changed, sample, form) is changed


@pytest.mark.usefixtures("no_office")
def test_a_larger_reading_size_grows_text_and_leaves_what_is_spoken(sample, tmp_path):
    sizes = {}
    for points in ("10.5", "14"):
        file = tmp_path / f"{points}.docx"
        options = {"reading": points}
        export(sample, ExportRequest(template="steering-brief", word=file, options=options))
        sizes[points] = styles_of(file)
    assert sizes["10.5"]["Normal"] == "21"
    assert sizes["14"]["Normal"] == "28"
    assert sizes["14"]["Spoken"] == sizes["10.5"]["Spoken"] == "28"
    assert sizes["14"]["MarginNote"] == sizes["10.5"]["MarginNote"] == "16"
    assert sizes["14"]["Heading1"] == sizes["10.5"]["Heading1"] == "40"


def styles_of(file):
    import zipfile

    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(file) as package:
        root = etree.fromstring(package.read("word/styles.xml"))
    found = {}
    for style in root.iter(f"{w}style"):
        size = style.find(f"{w}rPr/{w}sz")
        if size is not None:
            found[style.get(f"{w}styleId")] = size.get(f"{w}val")
    return found


# ------------------------------------------------------------------------ page limits


def limits(most=2, per="meeting", names=("Meeting with Italy",)):
    pages = Pages(most=most, per=per)
    return Limits(form="Objectives brief", pages=pages, names=frozenset(names))


def measured(*sides, count=9):
    return Measured(starts={}, sides=sides, count=count)


def test_what_is_too_long_is_named_with_both_numbers():
    told = limits().compared(measured(("Meeting with Italy", 3), ("Evidence", 4)))
    assert told == ("Objectives brief, Meeting with Italy: two sides, this one has three.",)


def test_what_is_short_enough_is_said_to_be_measured():
    told = limits().compared(measured(("Meeting with Italy", 2)))
    assert told == ("Objectives brief: two sides for each meeting at most; measured, and kept.",)


def test_a_whole_document_can_be_limited():
    assert limits(most=1, per="document").compared(measured(count=2)) == (
        "Objectives brief: one side, this one has two.",
    )


def test_what_was_not_found_counts_as_not_measured():
    (told,) = limits().compared(measured(("Something else", 1)))
    assert "not measured" in told


def test_a_form_without_a_limit_says_nothing():
    free = Limits(form="Annex", pages=None)
    assert free.compared(measured()) == free.not_measured() == ()


@pytest.mark.usefixtures("no_office")
def test_without_an_office_suite_nothing_is_said_to_have_passed(sample, tmp_path):
    report, _ = written(sample, tmp_path, "objectives-brief")
    (told,) = report.pages
    assert "not measured" in told
    assert "kept" not in told
    assert f"- {told}" in as_markdown(report)
    save_report(report, tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["pages"] == [told]


def test_the_office_suite_counts_the_sides_of_each_meeting(sample, tmp_path):
    report, _ = written(sample, tmp_path, "objectives-brief", reading="14")
    (told, *_) = report.pages
    assert told == (
        "Objectives brief, EXERCISE: Plenary session of leaders: two sides, this one has three."
    )


def test_a_part_ends_where_the_next_heading_of_the_first_level_begins():
    starts = {"One": 1, "Inner": 2, "Two": 3, "Three": 3}
    headings = [
        Heading(level=2 if title == "Inner" else 1, text=title, bookmark=title) for title in starts
    ]
    assert sides_of(headings, starts, 4) == (("One", 2), ("Two", 1), ("Three", 2))
