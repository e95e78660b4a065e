"""The workbook's own words: all of them in each language, and none that a count could confuse."""

from __future__ import annotations

import pytest

from briefing.domain.vocabularies import MatrixForm
from briefing.excel import WorkbookOptions, definitions, write_matrix
from briefing.excel.counts import marks_of, opening
from briefing.template.words import languages, words_of
from tests.excel.packs import compliance, summit, with_rates
from tests.excel.reading import opened, table_rows

OTHERS = languages()[1:]


@pytest.mark.parametrize("form", list(MatrixForm))
@pytest.mark.parametrize("language", languages())
def test_no_mark_begins_like_another_so_that_counts_tell_them_apart(form, language):
    words = words_of(language)
    openings = [opening(mark, words) for mark in marks_of(form)]
    for one in openings:
        assert [other for other in openings if other.startswith(one)] == [one]


@pytest.mark.parametrize("language", OTHERS)
def test_sheets_and_headings_are_in_the_language(language):
    content = with_rates(compliance(3, 3))
    book = opened(write_matrix(content, WorkbookOptions(language=language)))
    said = set(words_of(language).sentences.values())
    actions = {measure.name for measure in content.measures}
    for sheet in book:
        assert sheet.title in said
        (table,) = sheet.tables.values()
        headings = {str(cell.value) for cell in sheet[table.ref][0]}
        assert headings - actions <= said | {
            words_of(language).say("In {currency}", currency="EUR")
        }


@pytest.mark.parametrize("language", OTHERS)
def test_the_coding_guide_and_about_are_in_the_language(language):
    words = words_of(language)
    content = summit(3, 3)
    book = opened(write_matrix(content, WorkbookOptions(language=language)))
    guide, about = book.worksheets[-2:]
    said = set(words.sentences.values())
    fixed = len([d for s in definitions.OTHER.values() for d in s]) + len(definitions.MEANINGS)
    rows = table_rows(guide)[: fixed - 1]  # “scored” has no mark
    assert all(next(iter(row.values())) in said for row in rows)
    assert all(set(list(row.values())[-2:]) <= said for row in rows)
    assert all(next(iter(row.values())) in said for row in table_rows(about))


@pytest.mark.parametrize("language", OTHERS)
def test_lists_for_typing_hold_the_words_of_the_language(language):
    content = summit(3, 3)
    book = opened(write_matrix(content, WorkbookOptions(language=language)))
    register, guide = book.worksheets[1], book.worksheets[-2]
    for rule in register.data_validations.dataValidation:
        if rule.formula1.startswith('"'):
            assert len(rule.formula1) <= 257
            chosen = rule.formula1.strip('"').split(",")
        else:
            name, _, area = rule.formula1.rpartition("!")
            assert name.strip("'").replace("''", "'") == guide.title
            chosen = [row[0].value for row in guide[area.replace("$", "")]]
        column = register[str(rule.sqref)]
        used = {row[0].value for row in column if row[0].value}
        assert used <= set(chosen)


def test_arabic_sheets_run_from_right_to_left_with_their_text_at_the_right():
    book = opened(write_matrix(summit(3, 3), WorkbookOptions(language="ar")))
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert book.worksheets[0]["B5"].alignment.horizontal == "right"
    assert book.worksheets[0]["B5"].alignment.readingOrder == 2
