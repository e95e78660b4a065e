"""What stands between quotation marks: proved, decided about, or not written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.app.build_report import as_json, as_markdown, save_report
from briefing.app.exporting import ExportRequest, export
from briefing.app.proving import Decision, QuotationsDifferError, Way
from briefing.domain.statements import Quote, Translation, WordEdit
from briefing.domain.vocabularies import Translator
from briefing.errors import InputRefusedError
from briefing.word.reading import read_document
from tests.good_content import good_content
from tests.records import with_record

GOOD = good_content()
QUOTE = GOOD.quotes[0]
BOATS = "We will send two patrol boats once parliament has voted."


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    """Page numbers have tests of their own; these need no office suite."""
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


def exported(content, tmp_path, **decisions):
    request = ExportRequest(
        word=tmp_path / "pack.docx", excel=tmp_path / "matrix.xlsx", decisions=decisions
    )
    return export(content, request)


def printed(tmp_path):
    read = read_document((tmp_path / "pack.docx").read_bytes())
    return "\n".join(paragraph.text for paragraph in read.paragraphs)


def differing(content, tmp_path, **decisions):
    with pytest.raises(QuotationsDifferError) as stopped:
        exported(content, tmp_path, **decisions)
    assert list(tmp_path.iterdir()) == []
    return stopped.value.differing


def unmarked():
    piece = QUOTE.pieces[0]
    at = piece.start + piece.exact.index("two")
    edit = WordEdit(id="e", start=at, stop=at + 3, text="three")
    return with_record(GOOD, replace(QUOTE, edits=(edit,)))


def section(words):
    row = GOOD.sections[0]
    return with_record(GOOD, replace(row, markdown=words))


def test_the_good_pack_has_nothing_that_differs(tmp_path):
    report = exported(GOOD, tmp_path)
    assert report.quotations > 0
    assert report.overridden == ()
    assert report.unknown == ()


def test_words_changed_without_a_sign_stop_word_file_and_workbook(tmp_path):
    found = differing(unmarked(), tmp_path)
    assert {one.file for one in found} == {"Word file", "workbook"}
    assert {(one.kind, one.record) for one in found} == {("quote", QUOTE.id)}
    assert "without … or [brackets]" in found[0].sentence
    assert "three patrol boats" in found[0].found


def test_words_in_brackets_and_an_ellipsis_are_no_difference(tmp_path):
    piece = QUOTE.pieces[0]
    at = piece.start + piece.exact.index("two patrol boats")
    edits = (
        WordEdit(id="a", start=at, stop=at + 3, text="[some]"),
        WordEdit(id="b", start=at + 4, stop=at + 10, text="…"),
    )
    exported(with_record(GOOD, replace(QUOTE, edits=edits)), tmp_path)
    assert "We will send [some] … boats once" in printed(tmp_path)


def test_as_a_paraphrase_the_words_stand_without_quotation_marks(tmp_path):
    report = exported(unmarked(), tmp_path, **{QUOTE.id: Decision(way=Way.PARAPHRASE)})
    said = printed(tmp_path)
    assert "We will send three patrol boats" in said
    assert "“We will send three" not in said
    assert report.overridden == ()


def test_left_out_the_words_stand_nowhere(tmp_path):
    exported(unmarked(), tmp_path, **{QUOTE.id: Decision(way=Way.LEAVE_OUT)})
    assert "three patrol boats" not in printed(tmp_path)


def test_an_override_prints_them_and_the_report_says_why(tmp_path):
    why = "The embassy confirmed three by telephone"
    report = exported(unmarked(), tmp_path, **{QUOTE.id: Decision(way=Way.OVERRIDE, reason=why)})
    assert "“We will send three patrol boats" in printed(tmp_path)
    told = as_markdown(report)
    assert why in told
    assert "three patrol boats" in told
    assert as_json(report)["decisions"][QUOTE.id] == {"way": "override", "reason": why}


def test_an_override_without_a_reason_is_refused(tmp_path):
    with pytest.raises(InputRefusedError, match="reason"):
        exported(unmarked(), tmp_path, **{QUOTE.id: Decision(way=Way.OVERRIDE, reason="  ")})
    assert list(tmp_path.iterdir()) == []


def test_a_passage_marked_with_other_words_stops_the_workbook_that_would_print_it(tmp_path):
    row = GOOD.positions[0]
    passage = replace(row.evidence[0], exact="Estonia opposes the mission")
    found = differing(with_record(GOOD, replace(row, evidence=(passage,))), tmp_path)
    assert [(one.kind, one.record, one.ways) for one in found] == [
        ("position", row.id, (Way.OVERRIDE,))
    ]


@pytest.mark.parametrize(
    "words",
    [
        "He said “We will send three patrol boats once parliament has voted.” again.",
        "Il a dit « We will send two patrol ships once parliament has voted ».",
        'She quoted "We will send two patrol boats after parliament has voted" twice.',
    ],
)
def test_typed_words_that_a_source_nearly_has_stop_the_export(tmp_path, words):
    (found,) = differing(section(words), tmp_path)
    assert (found.kind, found.record) == ("section", GOOD.sections[0].id)
    assert found.expected.startswith("We will send two patrol boats once parliament has")
    assert found.key.startswith("words-")
    report = exported(
        section(words), tmp_path, **{found.key: Decision(way=Way.OVERRIDE, reason="As he said it")}
    )
    assert [one.key for one in report.overridden] == [found.key]


@pytest.mark.parametrize(
    "words",
    [
        f"He said “{BOATS}” again.",
        "He said “We will send two patrol boats … parliament has voted” again.",
        "He said “We will send [some] patrol boats once parliament has voted,” again.",
        "Norway calls it “a gamble with other people’s ships”, no less.",
    ],
)
def test_typed_words_that_a_source_has_are_proved(tmp_path, words):
    report = exported(section(words), tmp_path)
    assert report.unknown == ()
    assert report.overridden == ()


def test_typed_words_of_no_source_are_named_and_stop_nothing(tmp_path):
    report = exported(section("Some call it “an open door for every smuggler alive”."), tmp_path)
    assert [row.words for row in report.unknown] == ["an open door for every smuggler alive"]
    assert "an open door for every smuggler alive" in as_markdown(report)


def test_short_words_between_marks_are_nobody_s_quote(tmp_path):
    assert exported(section("The “Larnaca track” goes on."), tmp_path).unknown == ()


def translated(by, **changes):
    row = Translation(id="t", language="en", text="We are sending boats.", by=by)
    quote = replace(QUOTE, language="pl", key=True, translations=(replace(row, **changes),))
    return with_record(GOOD, quote)


@pytest.mark.parametrize(
    ("by", "label"),
    [
        (Translator.HOUSE, "(our translation)"),
        (Translator.OFFICIAL, "(official translation)"),
    ],
)
def test_a_translation_says_whose_it_is_and_is_proved_too(tmp_path, by, label):
    plain = exported(GOOD, tmp_path).quotations
    report = exported(translated(by), tmp_path)
    assert f"“We are sending boats.” {label}" in printed(tmp_path)
    assert report.quotations > plain


def test_a_machine_s_translation_that_nobody_checked_never_stands_in_quotation_marks(tmp_path):
    report = exported(translated(Translator.MACHINE), tmp_path)
    said = printed(tmp_path)
    assert "Machine translation, not checked: We are sending boats." in said
    assert "“We are sending boats" not in said
    assert report.draft.startswith("DRAFT – 1 open problem")
    exported(translated(Translator.MACHINE, checked_by="Eva Lind"), tmp_path)
    assert "“We are sending boats.” (machine translation)" in printed(tmp_path)


def test_an_official_translation_is_printed_before_ours(tmp_path):
    ours = Translation(id="t", language="en", text="Ours.", by=Translator.HOUSE)
    theirs = Translation(id="o", language="en", text="Theirs.", by=Translator.OFFICIAL)
    quote = replace(QUOTE, language="pl", key=True, translations=(ours, theirs))
    exported(with_record(GOOD, quote), tmp_path)
    assert "“Theirs.”" in printed(tmp_path)
    assert "“Ours.”" not in printed(tmp_path)


def test_a_published_translation_is_printed_in_the_words_of_its_passage(tmp_path):
    piece = replace(QUOTE.pieces[0], id="tp")
    content = translated(Translator.OUTLET, text=piece.exact, pieces=(piece,), source=QUOTE.source)
    report = exported(content, tmp_path)
    assert report.draft is None
    wrong = translated(Translator.OUTLET, text="Otherwise.", pieces=(piece,), source=QUOTE.source)
    assert exported(wrong, tmp_path).draft is not None
    assert "Otherwise." not in printed(tmp_path)


@pytest.mark.parametrize("name", ["report.md", "report.json"])
def test_the_report_is_saved_without_the_places_of_files(tmp_path, name):
    report = exported(GOOD, tmp_path)
    save_report(report, tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert "pack.docx" in text
    assert str(tmp_path) not in text
    assert GOOD.get(Quote, QUOTE.id)
