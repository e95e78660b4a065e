"""Forms that are shared: what they print stays, and nothing of who made them."""

from __future__ import annotations

from briefing.word.cleaning import cleaned
from briefing.word.opening import compile_template
from briefing.word.rendering import render
from tests.word.documents import DECLARED, part
from tests.word.inspection.documents import relation, sound

BODY = "".join(
    f'<w:p><w:commentRangeStart w:id="{number}"/><w:r><w:t>Words</w:t></w:r><w:commentRangeEnd '
    f'w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r></w:p>'
    for number in (3, 4)
)


def commented():
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="Jane" w:initials="JD" w:date="2026-01-06T09:00:00Z">'
        f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>"
        for number, words in ((3, "Ask Bob"), (4, "Of {{ pack.title }}"))
    )
    return sound(
        BODY,
        relations=(relation("comments", "comments.xml"),),
        extra={"word/comments.xml": f"<w:comments {DECLARED}>{comments}</w:comments>".encode()},
    )


def test_a_comment_that_is_printed_stays_and_names_nobody():
    found = part(cleaned(commented()), "word/comments.xml")
    assert '<w:comment w:id="4" w:author="Briefing">' in found
    assert "Of {{ pack.title }}" in found
    for trace in ("Jane", "JD", "2026", "Ask Bob"):
        assert trace not in found


def test_a_form_prints_the_same_comments_before_and_after():
    data = {"pack": {"title": "Paris"}, "marking": ""}
    before, after = (
        render(compile_template(form), data).data for form in (commented(), cleaned(commented()))
    )
    assert part(after, "word/comments.xml") == part(before, "word/comments.xml")
    assert "Of Paris" in part(after, "word/comments.xml")
    assert part(after, "word/document.xml") == part(before, "word/document.xml")
