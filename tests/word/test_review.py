"""The review form: values in controls go out, are worked on, and are read back one by one."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefing.errors import InputRefusedError
from briefing.template.contract import RICH, Contract, Field, records
from briefing.template.review_form import ReviewForm
from briefing.template.values import Bound, Inline, Origin, Quotation, Text
from briefing.word.opening import compile_template
from briefing.word.reading import read_document
from briefing.word.rendering import render
from briefing.word.review.reading import read_review
from briefing.word.state import RenderOptions
from tests.word.documents import docx, paragraph
from tests.word.reviewing import Colleague, through_libreoffice

ID = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id"
FIELDS = ("summary", "condition", "since", "basis")
IDS = tuple(f"rec{number}" for number in range(1, 9))
FORM = ReviewForm(pack="pack12345678", title="Larnaca", template="plain", version="1.0")
CONTRACT = Contract(
    fields=(Field("rows", records("row"), ""), Field("quote", RICH, "")),
    records={"row": tuple(Field(name, RICH, "") for name in FIELDS)},
)
TEMPLATE = docx(
    paragraph("Positions", style="Heading1")
    + "<w:tbl><w:tblPr/><w:tblGrid>"
    + '<w:gridCol w:w="2000"/>' * 4
    + "</w:tblGrid><w:tr>"
    + "".join(
        f"<w:tc><w:tcPr><w:tcW w:w='2000' w:type='dxa'/></w:tcPr>{paragraph(words)}</w:tc>"
        for words in (
            "{% for r in rows %}{{ r.summary }}",
            "If {{ r.condition }}, so they say",
            "{{ r.since }}",
            "{{ r.basis }}{% endfor %}",
        )
    )
    + "</w:tr></w:tbl>"
    + paragraph("Words", style="Heading1")
    + paragraph("They said {{ quote }} at last.")
)


def value(record, field):
    return f"The {field} of {record} as it stood"


def bound(record, field):
    return Inline((Bound(Origin("position", record, field), Inline.of(value(record, field))),))


DATA = {
    "rows": [{field: bound(record, field) for field in FIELDS} for record in IDS],
    "quote": Inline((Text("“"), Quotation("q1", "no troops"), Text("”"))),
}


def rendered(review=FORM):
    template = compile_template(TEMPLATE, CONTRACT)
    return render(template, DATA, RenderOptions(review=review, language="en-GB")).data


@pytest.fixture(scope="module")
def document():
    return rendered()


def tag(record, field):
    return f"position/{record}/{field}"


def changed(review):
    """Return what was changed: its words now by its tag, None for what is gone."""
    return {
        one.exported.tag: None if one.words is None else one.text
        for one in review.values
        if one.words is None or one.text != one.exported.text
    }


def names(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return set(archive.namelist())


def xml(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


# ---------------------------------------------------------------------- writing


def test_every_value_is_one_control_inside_of_one_hidden_bookmark(document):
    body = xml(document)
    assert body.count("<w:sdt>") == body.count('w:name="_b') == len(IDS) * len(FIELDS) + 1
    assert "<w:sdtContent><w:tr" not in body
    assert "<w:sdtContent><w:tc" not in body
    assert "<w:sdtContent><w:p>" not in body


def test_the_words_of_a_quote_are_locked(document):
    control = Colleague(document).control("quote/q1/words")
    assert "contentLocked" in control.xpath("string(*[1]/*[last()]/@*)")


def test_both_forms_say_the_same_to_a_reader(document):
    issue = rendered(review=None)
    assert [one.text for one in read_document(issue).body] == [
        one.text for one in read_document(document).body
    ]


def test_the_issue_form_has_no_control_bookmark_or_part_of_ours():
    issue = rendered(review=None)
    assert not any(name.startswith("customXml") for name in names(issue))
    assert "<w:sdt" not in xml(issue)
    assert '"_b' not in xml(issue)
    assert read_review(issue) is None


def test_the_review_form_has_the_same_bytes_twice(document):
    assert rendered() == document


# ---------------------------------------------------------------------- reading


def test_an_untouched_document_brings_nothing(document):
    review = read_review(document)
    assert len(review.values) == len(IDS) * len(FIELDS) + 1
    assert review.memory.form == FORM
    assert changed(review) == {}
    assert (review.outside, review.missing, review.comments) == ((), 0, ())


def edited(document):
    """Edit the middle, the start, the end and the whole of values; remove a row and add one."""
    colleague = Colleague(document)
    colleague.replace(tag("rec1", "summary"), "of rec1", "of the first")
    colleague.replace(tag("rec2", "condition"), "The", "Indeed the")
    colleague.replace(tag("rec3", "since"), "stood", "stood then")
    colleague.type(tag("rec4", "basis"), "Something else")
    colleague.prompt(tag("rec5", "summary"))
    colleague.remove_row(tag("rec6", "summary"))
    colleague.add_row(tag("rec8", "summary"), "A new one", "if asked", "2027", "Letter")
    return colleague


EXPECTED = {
    tag("rec1", "summary"): "The summary of the first as it stood",
    tag("rec2", "condition"): "Indeed the condition of rec2 as it stood",
    tag("rec3", "since"): "The since of rec3 as it stood then",
    tag("rec4", "basis"): "Something else",
    tag("rec5", "summary"): "",
    **{tag("rec6", field): None for field in FIELDS},
}


def ways(document):
    """Return the edited document as three programs leave it."""
    full, untagged, unmarked = (edited(document) for _ in range(3))
    untagged.control(tag("rec5", "summary")).find(".//{*}sdtContent").clear()
    untagged.lose_tags()
    unmarked.lose_bookmarks()
    return {"full": full.saved(), "untagged": untagged.saved(), "unmarked": unmarked.saved()}


@pytest.mark.parametrize("way", ["full", "untagged", "unmarked"])
def test_all_fields_are_read_whatever_a_program_loses(document, way):
    review = read_review(ways(document)[way])
    assert len(review.values) == 33
    assert changed(review) == EXPECTED


def test_a_new_row_is_told_as_one_with_its_heading(document):
    (row,) = read_review(edited(document).saved()).outside
    assert row.is_row
    assert row.text == "A new one | if asked | 2027 | Letter"
    assert row.place == "under “Positions”"


def test_libreoffice_changes_nothing_and_keeps_every_edit(document, tmp_path):
    saved = through_libreoffice({"untouched": document, "edited": ways(document)["full"]}, tmp_path)
    untouched = read_review(saved["untouched"])
    assert changed(untouched) == {}
    assert (untouched.outside, untouched.missing) == ((), 0)
    review = read_review(saved["edited"])
    found = changed(review)
    found.pop(tag("rec5", "summary"))  # there a control that asks for words says so in words
    assert found == {name: words for name, words in EXPECTED.items() if "rec5" not in name}
    assert [row.text for row in review.outside] == ["A new one | if asked | 2027 | Letter"]


def test_tracked_changes_are_read_as_accepted_and_name_their_author(document):
    colleague = Colleague(document)
    colleague.track(tag("rec1", "summary"), "of rec1", "of one", "Anna Berg")
    colleague.track(tag("rec2", "summary"), " as it stood", "", "Anna Berg")
    colleague.insert_between(tag("rec3", "summary"), "The summary", " again", "Ben Ode")
    review = read_review(colleague.saved())
    assert changed(review) == {
        tag("rec1", "summary"): "The summary of one as it stood",
        tag("rec2", "summary"): "The summary of rec2",
        tag("rec3", "summary"): "The summary again of rec3 as it stood",
    }
    authors = {one.exported.tag: one.authors for one in review.values if one.authors}
    assert authors == {
        tag("rec1", "summary"): ("Anna Berg",),
        tag("rec2", "summary"): ("Anna Berg",),
        tag("rec3", "summary"): ("Ben Ode",),
    }


def test_a_row_that_is_deleted_with_changes_tracked_is_gone(document):
    colleague = Colleague(document)
    colleague.remove_row(tag("rec7", "summary"), "Anna Berg")
    assert changed(read_review(colleague.saved())) == {tag("rec7", one): None for one in FIELDS}


def test_words_around_values_are_told(document):
    colleague = Colleague(document)
    cell = next(colleague.control(tag("rec1", "condition")).iterancestors())
    cell[-1].find(".//{*}t").text = ", or so they say"
    colleague.add_paragraph("quote/q1/words", "A thought of mine.")
    outside = read_review(colleague.saved()).outside
    assert [(one.text, one.place) for one in outside] == [
        ("If , or so they say", "under “Positions”"),
        ("A thought of mine.", "under “Words”"),
    ]


def test_comments_are_read_with_the_value_that_they_are_about(document):
    colleague = Colleague(document)
    colleague.comment(tag("rec2", "since"), "Was it not later?", "Anna Berg")
    (comment,) = read_review(colleague.saved()).comments
    assert (comment.text, comment.author, comment.tag) == (
        "Was it not later?", "Anna Berg", tag("rec2", "since"),
    )  # fmt: skip
    assert comment.place == "under “Positions”"


def test_values_that_reach_over_each_other_without_end_are_refused(document):
    colleague = Colleague(document)
    body = colleague.body[0]
    for number, mark in enumerate(list(colleague.body.iter("{*}bookmarkStart"))):
        end = next(
            one for one in colleague.body.iter("{*}bookmarkEnd") if one.get(ID) == mark.get(ID)
        )
        body.insert(number, mark)
        body.append(end)
    with pytest.raises(InputRefusedError, match="reach over each other"):
        read_review(colleague.saved())


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("customXml/item1.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("customXml/item1.xml", b"<review"),
        ("word/comments.xml", b"no xml at all"),
    ],
)
def test_a_file_that_could_do_harm_is_refused(document, part, content):
    colleague = Colleague(document)
    if part == "word/comments.xml":
        colleague.comment(tag("rec1", "since"), "Harmless", "Anna Berg")
    saved = colleague.saved()
    parts = Colleague(saved).parts | {part: content}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(InputRefusedError):
        read_review(file.getvalue())
