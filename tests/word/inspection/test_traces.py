"""What stands in a template unseen: hidden words, changes, comments, names, pictures."""

from __future__ import annotations

import pytest

from briefing.template.problems import Severity
from tests.word.documents import DECLARED
from tests.word.inspection.documents import (
    changed,
    found,
    part,
    relation,
    sound,
    styled,
    with_settings,
)
from tests.word.inspection.pictures import photograph, png

RUN = "<w:p><w:r><w:rPr>{0}</w:rPr><w:t>Ask Jane</w:t></w:r></w:p>"
GHOST = (
    '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/>'
    "</w:rPr></w:style>"
)


def test_hidden_words_are_quoted():
    (problem,) = found(sound(RUN.format("<w:vanish/>")), "hidden-text")
    assert problem.words == "Ask Jane"
    assert problem.severity is Severity.WARNING


def test_words_hidden_by_their_style_are_quoted():
    made = styled(RUN.format('<w:rStyle w:val="Ghost"/>'), GHOST)
    assert [one.words for one in found(made, "hidden-text")] == ["Ask Jane"]


@pytest.mark.parametrize(
    "body",
    [
        RUN.format('<w:vanish w:val="0"/>'),
        RUN.format('<w:rStyle w:val="Ghost"/><w:vanish w:val="false"/>'),
        RUN.format("<w:vanish/>").replace("Ask Jane", " "),
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>",
    ],
    ids=["switched off", "style overruled", "no words", "only the paragraph's end"],
)
def test_what_only_looks_hidden_is_left_alone(body):
    assert found(styled(body, GHOST), "hidden-text") == []


CHANGES = {
    "inserted": '<w:p><w:ins w:id="1" w:author="Jane"><w:r><w:t>new</w:t></w:r></w:ins></w:p>',
    "deleted": (
        '<w:p><w:del w:id="1" w:author="Jane"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
    ),
    "formatted": (
        '<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="Jane"><w:rPr/></w:rPrChange>'
        "</w:rPr><w:t>bold</w:t></w:r></w:p>"
    ),
    "moved": (
        '<w:p><w:moveTo w:id="1" w:author="Jane"><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>'
    ),
}


@pytest.mark.parametrize("body", CHANGES.values(), ids=CHANGES)
def test_a_tracked_change_is_told_with_its_author(body):
    (problem,) = found(sound(body), "tracked-change")
    assert "Jane" in problem.message
    assert problem.place == "Body"
    assert problem.words


def test_a_paragraph_with_many_changes_is_told_once():
    body = CHANGES["inserted"].replace("</w:p>", "") + CHANGES["deleted"].replace("<w:p>", "")
    assert len(found(sound(body), "tracked-change")) == 1


def test_accepted_changes_are_no_findings():
    assert found(with_settings("<w:trackRevisions/>"), "tracked-change") == []


COMMENTED = (
    '<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>Words</w:t></w:r><w:commentRangeEnd '
    'w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>'
)


def commented(body, number="4"):
    xml = (
        f'<w:comments {DECLARED}><w:comment w:id="{number}" w:author="Jane"><w:p><w:r><w:t>Ask '
        "Bob</w:t></w:r></w:p></w:comment></w:comments>"
    )
    return sound(
        body,
        relations=(relation("comments", "comments.xml"),),
        extra={"word/comments.xml": xml.encode()},
    )


def test_a_comment_is_told_with_author_words_and_place():
    (problem,) = found(commented(COMMENTED), "comment")
    assert (problem.place, problem.words) == ("Body", "Ask Bob")
    assert "Jane" in problem.message
    (problem,) = found(commented("", "7"), "comment")
    assert problem.place == "Comments"


def test_a_comment_with_tags_is_part_of_what_the_template_prints():
    data = commented(COMMENTED.replace("Words", "{{ pack.title }}"))
    text = part(data, "word/comments.xml").replace("Ask Bob", "Of {{ pack.title }}")
    assert found(changed(data, word__comments_dot_xml=text), "comment") == []


def test_an_empty_part_of_comments_is_no_finding():
    made = commented("")
    empty = f"<w:comments {DECLARED}/>"
    assert found(changed(made, word__comments_dot_xml=empty), "comment") == []


APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Company>{0}</Company><Pages>3</Pages></Properties>'
)


def with_app(company):
    made = sound("")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
    row = f'<Relationship Id="rId8" Type="{kind}" Target="docProps/app.xml"/></Relationships>'
    rels = part(made, "_rels/.rels").replace("</Relationships>", row)
    return changed(made, **{"_rels/.rels": rels, "docProps/app.xml": APP.format(company)})


def test_names_among_the_properties_are_told_and_do_not_stop_anything():
    problems = found(with_app("Ministry"), "name")
    assert [(one.place, one.words) for one in problems] == [("Property Company", "Ministry")]
    assert problems[0].severity is Severity.INFO


def test_properties_that_name_nobody_are_left_alone():
    assert found(with_app(""), "name") == []


def test_variables_and_mail_merge_are_told():
    inside = '<w:mailMerge/><w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'
    assert len(found(with_settings(inside), "data-source")) == 2
    assert found(with_settings("<w:zoom/>"), "data-source") == []


DRAWING = (
    "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip "
    'r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    "</w:r></w:p>"
)


def with_picture(name, data):
    return sound(
        DRAWING, relations=(relation("image", f"media/{name}"),), extra={f"word/media/{name}": data}
    )


def test_a_picture_with_a_place_in_it_is_told_where_it_stands():
    (problem,) = found(with_picture("photo.jpg", photograph()), "picture-data")
    assert "GPS" in problem.message
    assert problem.place == "Body"
    assert problem.words == "word/media/photo.jpg"


def test_a_picture_that_only_shows_is_left_alone():
    assert found(with_picture("plain.png", png()), "picture-data") == []
