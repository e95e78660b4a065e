"""How many columns a page carries, and where a wide matrix breaks."""

from __future__ import annotations

import pytest

from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure
from briefing.domain.cells import Grid
from briefing.domain.commitments import Commitment, Party, StageEntry
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.vocabularies import ActorKind, Stage
from briefing.word.matrix_layout import CODES_MM, WORDS_MM, Style, lay_out, most_columns, shown
from briefing.word.matrix_text import lines, turned_height_mm, width_mm

A4, A3 = 297 - 24, 420 - 24


def grid(count, topics=1, done=None):
    measures = tuple(
        Measure(id=f"m{i}", name=f"Action {i}", topic=f"t{i * topics // count}")
        for i in range(count)
    )
    stage = StageEntry(id="e", stage=Stage.PLEDGED, date="2027-01-01")
    commitments = tuple(
        Commitment(
            id=f"c{i}", parties=(Party(actor="a0"),), measure=f"m{i}", text="x", stages=(stage,)
        )
        for i in (range(count) if done is None else done)
    )
    actors = tuple(Actor(id=f"a{i}", kind=ActorKind.COUNTRY, name=f"Land {i}") for i in range(2))
    matrix = Matrix(id="m", title="T", rows=("a0", "a1"), columns=tuple(row.id for row in measures))
    content = Content(
        cover=Cover(title="T"),
        actors=actors,
        measures=measures,
        matrices=(matrix,),
        commitments=commitments,
    )
    return Grid(content=content, matrix=matrix)


@pytest.mark.parametrize(
    ("style", "width", "most"),
    [
        (Style.WORDS, A4, 9),
        (Style.WORDS, A3, 14),
        (Style.CODES, A4, 19),
        (Style.CODES, A3, 31),
    ],
)
def test_landscape_pages_carry_as_many_columns_as_promised(style, width, most):
    assert most_columns(style, width) == most


@pytest.mark.parametrize(
    ("count", "width", "style", "blocks"),
    [
        (9, A4, Style.WORDS, 1),
        (10, A4, Style.CODES, 1),
        (14, A3, Style.WORDS, 1),
        (19, A4, Style.CODES, 1),
        (20, A4, Style.CODES, 2),
        (31, A3, Style.CODES, 1),
    ],
)
def test_words_give_way_to_codes_and_codes_to_blocks(count, width, style, blocks):
    layout = lay_out(shown(grid(count)), width)
    assert (layout.style, len(layout.blocks)) == (style, blocks)


@pytest.mark.parametrize("count", [1, 5, 9, 10, 19, 20, 31, 60])
@pytest.mark.parametrize("width", [160, A4, A3])
def test_no_column_is_narrower_than_its_words_and_none_leaves_the_page(count, width):
    layout = lay_out(shown(grid(count)), width)
    least = WORDS_MM if layout.style is Style.WORDS else CODES_MM
    widest = max(map(len, layout.blocks))
    assert layout.column_mm >= least - 0.01
    assert layout.actor_mm + widest * layout.column_mm <= width + 0.01


def test_a_wide_matrix_breaks_between_topics_and_evenly():
    layout = lay_out(shown(grid(24, topics=4)), A4)
    assert [len(block) for block in layout.blocks] == [12, 12]
    assert sorted(sum(layout.blocks, ())) == list(range(24))


def test_a_topic_wider_than_a_page_is_divided():
    assert [len(block) for block in lay_out(shown(grid(40)), A4).blocks] == [14, 14, 12]


def test_rows_and_columns_of_which_nothing_is_known_are_set_apart():
    rows = shown(grid(3, done=(0, 2)))
    assert [actor.name for actor in rows.actors] == ["Land 0"]
    assert [actor.name for actor in rows.actors_out] == ["Land 1"]
    assert [column.name for column in rows.columns] == ["Action 0", "Action 2"]
    assert [column.name for column in rows.columns_out] == ["Action 1"]


def test_wider_words_are_measured_wider():
    assert width_mm("MMMM", 8.5) > width_mm("illi", 8.5)
    assert width_mm("漢字", 8.5) > width_mm("ab", 8.5)


def test_text_wraps_between_words_and_breaks_what_is_too_long():
    assert lines("one", 8.5, 50) == 1
    assert lines("one two three four", 8.5, 12) > 1
    assert lines("x" * 100, 8.5, 20) > 3


def test_a_turned_heading_is_never_lower_than_its_longest_word():
    word = "headquarters"
    assert turned_height_mm((word,), 8.5, 12) > width_mm(word, 8.5)
    assert turned_height_mm(("A",), 8.5, 12) < turned_height_mm(("A long heading " * 6,), 8.5, 12)
