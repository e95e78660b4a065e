"""Figures are drawn as shapes: what they show, in words too, and within the margins."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from itertools import pairwise

import pytest
from forms.writing import Writer, paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing.domain.marks import RULED_OUT, STAGES, STANCES
from briefing.domain.vocabularies import Stage, Stance
from briefing.template.contract import BLOCK, Contract, Field
from briefing.template.figures import (
    MarkedMap,
    Moment,
    Share,
    StanceBar,
    StandingOut,
    Timeline,
    TimelineRow,
)
from briefing.template.values import Blocks
from briefing.word.figures import FIGURES
from briefing.word.opening import compile_template
from briefing.word.rendering import render
from briefing.word.state import RenderOptions

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PLAIN = FIGURES.map(StandingOut(countries=frozenset({"NOR", "FRA", "USA"}), own="NOR"))
MARKED = FIGURES.marked_map(
    MarkedMap(
        title="Monitoring",
        marks={
            "NOR": STANCES[Stance.SUPPORT],
            "FRA": STANCES[Stance.CONDITIONAL],
            "USA": STANCES[Stance.OPPOSE],
        },
        names={"NOR": "Norway", "FRA": "France", "USA": "United States"},
    )
)
BAR = StanceBar(
    topic="Monitoring & more",
    shares=(
        Share(mark=STANCES[Stance.SUPPORT], names=("Norway", "Denmark", "Estonia")),
        Share(mark=STANCES[Stance.PARTLY_OPPOSE], names=("Italy",)),
        Share(mark=STANCES[Stance.OPPOSE], names=("Poland",)),
    ),
)
MONTHS = {date(2027, 1, 1): "Jan 2027", date(2027, 2, 1): "Feb", date(2027, 3, 1): "Mar"}


def moment(day, mark):
    return Moment(day=day, when=day.isoformat(), mark=mark, words="Monitors")


def timeline(*days, event=None):
    row = TimelineRow(
        name="Norway", moments=tuple(moment(day, STAGES[Stage.PLEDGED]) for day in sorted(days))
    )
    legend = (STAGES[Stage.PLEDGED],)
    shown = Timeline(title="Stages", rows=(row,), legend=legend, months=MONTHS, event=event)
    return FIGURES.timeline(shown)


@pytest.fixture(scope="module")
def template():
    writer = Writer("Figures")
    writer.add(paragraph("Body Text", "{{ figure }}"))
    stream = io.BytesIO()
    writer.form.save(stream)
    contract = Contract(fields=(Field("figure", BLOCK, "A figure"),))
    return compile_template(stream.getvalue(), contract)


def drawn(template, *figures, language="en"):
    options = RenderOptions(language=language)
    finished = render(template, {"figure": Blocks(figures)}, options)
    with zipfile.ZipFile(io.BytesIO(finished.data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def look(root, code):
    (found,) = [
        each for each in root.iter(f"{WPS}wsp") if each.find(f"{WPS}cNvPr").get("name") == code
    ]
    return etree.tostring(found.find(f"{WPS}spPr"), encoding="unicode")


def words(root):
    return "".join(
        node.text for node in root.iter(f"{W}t") if node.getparent().tag != f"{MC}Fallback"
    )


def labels(root):
    return ["".join(box.itertext(f"{W}t")) for box in root.iter(f"{W}txbxContent")]


def places(root, text):
    """Return left edge and width of the shapes with these words, in millimetres."""
    found = []
    for shape in root.iter(f"{WPS}wsp"):
        if "".join(shape.itertext(f"{W}t")) == text:
            (place,) = shape.iter(f"{A}xfrm")
            offset, size = place
            found.append((int(offset.get("x")) / 36000, int(size.get("cx")) / 36000))
    return found


def test_the_countries_of_the_pack_stand_out_and_our_own_most(template):
    root = drawn(template, PLAIN)
    assert "accent1" in look(root, "NOR")
    assert "lumOff" in look(root, "FRA")
    assert "lumOff" not in look(root, "NOR")
    assert "accent1" not in look(root, "DEU")


def test_a_map_has_words_a_caption_and_its_disclaimer(template):
    root = drawn(template, PLAIN)
    assert "countries of this pack stand out: 2." in root.find(f".//{WP}docPr").get("descr")
    assert "Countries of this pack: 3; outside the map: 1" in words(root)
    assert "do not imply official endorsement" in words(root)


def test_countries_with_marks_are_told_apart_without_colour(template):
    root = drawn(template, MARKED)
    assert "solidFill" in look(root, "NOR")
    assert 'prst="wdUpDiag"' in look(root, "FRA")
    assert labels(root) == ["S if", "S"]
    said = words(root)
    for line in (
        "Support: Norway.",
        "Support with conditions: France.",
        "Oppose: United States (not on the map).",
    ):
        assert line in said
        assert line in f"{root.find(f'.//{WP}docPr').get('descr')}"


def test_a_bar_is_as_long_as_many_hold_it(template):
    root = drawn(template, FIGURES.stance_chart((BAR,)))
    (support,), (italy,) = places(root, "Support 3"), places(root, "1")
    (poland,) = places(root, "Oppose 1")
    assert "Support: Norway, Denmark, Estonia; Oppose in part: Italy; Oppose: Poland" in (
        root.find(f".//{WP}docPr").get("descr")
    )
    assert support[0] < italy[0] < poland[0]
    assert labels(root)[-1] == "5"
    assert "Monitoring & more" in labels(root)


def test_moments_stand_in_their_order_and_do_not_overlap(template):
    days = [date(2027, 1, 5), date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)]
    root = drawn(template, timeline(*days, event=(date(2027, 3, 11), "the summit")))
    found = places(root, "Pl")
    assert found == sorted(found)
    assert all(left + wide <= after for (left, wide), (after, _) in pairwise(found))
    said = root.find(f".//{WP}docPr").get("descr")
    assert said.count("Monitors, pledged 2027-03-0") == 3
    assert "dashed line: the summit" in words(root)


def test_what_is_ruled_out_is_white_on_black(template):
    row = TimelineRow(name="Italy", moments=(moment(date(2027, 2, 1), RULED_OUT),))
    shown = Timeline(title="T", rows=(row,), legend=(RULED_OUT,), months=MONTHS)
    root = drawn(template, FIGURES.timeline(shown))
    (box,) = [box for box in root.iter(f"{W}txbxContent") if "".join(box.itertext()) == "X"]
    assert box.find(f".//{W}color").get(f"{W}themeColor") == "background1"


def test_programs_that_do_not_know_the_shapes_print_their_words(template):
    root = drawn(template, MARKED)
    (fallback,) = root.iter(f"{MC}Fallback")
    assert "".join(fallback.itertext()) == root.find(f".//{WP}docPr").get("descr")


@pytest.mark.parametrize(
    "figure", [PLAIN, MARKED, FIGURES.stance_chart((BAR,)), timeline(date(2027, 1, 31))]
)
def test_a_figure_lies_between_the_margins(template, figure):
    root = drawn(template, figure)
    extent = root.find(f".//{WP}extent")
    right, low = int(extent.get("cx")), int(extent.get("cy"))
    assert right <= 160.1 * 36000
    for place in root.iter(f"{A}xfrm"):
        offset, size = place[0], place[1]
        assert int(offset.get("x")) >= 0
        assert int(offset.get("y")) >= 0
        assert int(offset.get("x")) + int(size.get("cx")) <= right + 36000
        assert int(offset.get("y")) + int(size.get("cy")) <= low + 36000
    for path in root.iter(f"{A}path"):
        for point in path.iter(f"{A}pt"):
            assert 0 <= int(point.get("x")) <= int(path.get("w"))
            assert 0 <= int(point.get("y")) <= int(path.get("h"))


@given(st.lists(st.sampled_from(("map", "chart", "timeline")), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_however_often_figures_repeat_every_number_is_its_own(template, kinds):
    figures = {
        "map": MARKED,
        "chart": FIGURES.stance_chart((BAR,)),
        "timeline": timeline(date(2027, 1, 31)),
    }
    root = drawn(template, *(figures[kind] for kind in kinds))
    numbers = [node.get("id") for node in root.iter(f"{WP}docPr", f"{WPS}cNvPr")]
    assert len(numbers) == len(set(numbers))


@given(st.sets(st.dates(date(2027, 1, 1), date(2027, 3, 31)), min_size=1, max_size=14))
@settings(max_examples=40, deadline=None)
def test_any_moments_stand_in_their_order_within_the_margins(template, days):
    found = places(drawn(template, timeline(*days)), "Pl")
    assert len(found) == len(days)
    lefts = [left for left, _ in found]
    assert lefts == sorted(lefts)
    assert lefts[-1] + found[-1][1] <= 160.2


def test_many_rows_are_several_drawings_that_fit_a_page(template):
    bars = tuple(StanceBar(topic=f"Topic {at}", shares=BAR.shares) for at in range(60))
    root = drawn(template, FIGURES.stance_chart(bars))
    heights = [int(each.get("cy")) / 36000 for each in root.iter(f"{WP}extent")]
    assert len(heights) == 3
    assert max(heights) < 170
    said = " ".join(each.get("descr") for each in root.iter(f"{WP}docPr"))
    assert all(f"Topic {at}:" in said for at in range(60))


def test_a_share_without_room_for_its_number_is_drawn_without(template):
    one = Share(mark=STANCES[Stance.OPPOSE], names=("Italy",))
    many = Share(mark=STANCES[Stance.SUPPORT], names=tuple(f"C{at}" for at in range(190)))
    root = drawn(template, FIGURES.stance_chart((StanceBar(topic="T", shares=(many, one)),)))
    assert "Oppose: Italy" in root.find(f".//{WP}docPr").get("descr")
    assert "1" not in labels(root)
    assert all(int(each.get("cx")) >= 0 for each in root.iter(f"{A}ext"))


def test_years_have_ticks_with_room_for_their_words(template):
    months = {
        date(year, month, 1): f"{month} {year}"
        for year in range(2015, 2028)
        for month in range(1, 13)
    }
    row = TimelineRow(name="N", moments=(moment(date(2027, 12, 1), STAGES[Stage.AGREED]),))
    shown = Timeline(title="T", rows=(row,), legend=(STAGES[Stage.AGREED],), months=months)
    root = drawn(template, FIGURES.timeline(shown))
    ticks = [label for label in labels(root) if re.fullmatch(r"\d+ 20\d\d", label)]
    assert ticks[0] == "1 2015"
    assert 4 <= len(ticks) <= 9


def test_a_name_that_is_too_long_is_cut_where_it_stands_but_said_in_full(template):
    long = StanceBar(topic="Monitoring " * 9, shares=BAR.shares)
    root = drawn(template, FIGURES.stance_chart((long,)))
    assert any(re.fullmatch(r"(Monitoring )*\w*…", label) for label in labels(root))
    assert "Monitoring " * 9 in root.find(f".//{WP}docPr").get("descr")


@pytest.mark.parametrize("figure", [PLAIN, MARKED, FIGURES.stance_chart((BAR,))])
def test_a_drawing_keeps_its_direction_on_pages_from_right_to_left(template, figure):
    drawing = next(drawn(template, figure).iter(f"{W}drawing"))
    holder = next(drawing.iterancestors(f"{W}p"))
    assert holder.find(f"{W}pPr/{W}bidi").get(f"{W}val") == "0"


def mirrored(template, figure):
    """Return where the shapes of a figure begin, and where its mirror image has them end."""
    found = []
    for language in ("en", "ar"):
        root = drawn(template, figure, language=language)
        wide = int(root.find(f".//{WP}extent").get("cx"))
        for shape in root.iter(f"{WPS}wsp"):
            (place,) = shape.iter(f"{A}xfrm")
            left, size = int(place[0].get("x")), int(place[1].get("cx"))
            found.append(left if language == "en" else wide - left - size)
    half = len(found) // 2
    return found[:half], found[half:]


def test_what_is_read_as_words_are_is_mirrored_where_words_run_to_the_left(template):
    left, right = mirrored(template, timeline(date(2027, 1, 31), event=(date(2027, 3, 1), "Day")))
    assert len(left) > 5
    assert all(abs(one - other) <= 1 for one, other in zip(left, right, strict=True))


def test_a_chart_names_its_topics_where_lines_begin(template):
    for language, edge in (("en", 0.0), ("ar", 160.0)):
        root = drawn(template, FIGURES.stance_chart((BAR,)), language=language)
        ((left, wide),) = places(root, BAR.topic)
        ((total, _),) = places(root, "5")
        assert min(abs(left - edge), abs(left + wide - edge)) < 0.1
        assert (total > left) is (language == "en")


def test_a_map_is_never_mirrored(template):
    for figure in (PLAIN, MARKED):
        english, arabic = (
            [look(drawn(template, figure, language=one), code) for code in ("NOR", "FRA", "TUR")]
            for one in ("en", "ar")
        )
        assert english == arabic


def test_a_timeline_names_its_marks_in_the_order_of_every_legend_and_never_breaks_them(template):
    marks = (STAGES[Stage.DELIVERING], STAGES[Stage.LAPSED], RULED_OUT)
    row = TimelineRow(name="N", moments=tuple(moment(date(2027, 2, 1), one) for one in marks))
    shown = Timeline(title="T", rows=(row,), legend=marks, months=MONTHS)
    said = words(drawn(template, FIGURES.timeline(shown), language="fr"))
    assert "Ec\u00a0En\u00a0cours\u2003 Ca\u00a0Caduc\u2003 X\u00a0Exclut" in said


def test_a_figure_has_the_codes_of_its_language(template):
    root = drawn(template, timeline(date(2027, 1, 31)), MARKED, language="fr")
    assert {"Pr", "P", "P si"} <= set(labels(root))
    assert "Pl" not in labels(root)
