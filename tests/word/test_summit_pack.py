"""The summit pack from end to end: what a minister would read."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from briefing import assets
from briefing.app.sample import sample_pack
from briefing.app.whats_new import since_edition
from briefing.domain.changed import Since
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.template.fields import CONTRACT, FormOptions, fields
from briefing.word.matrix_paper import on_paper
from briefing.word.matrix_table import draw_matrix
from briefing.word.opening import compile_template
from briefing.word.proof import differences
from briefing.word.reading import read_document
from briefing.word.rendering import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def sample():
    return sample_pack().content


def pack(content, **options):
    form = assets.read_bytes("templates/summit-pack/pack.docx")
    template = compile_template(on_paper(form, options.get("paper", "A4")), CONTRACT)
    return render(template, fields(content, FormOptions(**options), draw_matrix))


@pytest.fixture(scope="module")
def finished(sample):
    return pack(sample)


def root_of(rendered, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(rendered.data)) as package:
        return etree.fromstring(package.read(name))


def paragraphs(rendered):
    return ["".join(p.itertext(f"{W}t")) for p in root_of(rendered).iter(f"{W}p")]


def style_of(paragraph):
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def test_every_country_has_its_profile(finished, sample):
    titles = [heading.text for heading in finished.headings if heading.level == 1]
    assert titles[0] == "Summary judgements"
    assert titles[-2:] == ["Key quotes by topic", "Sources"]
    assert {"Norway", "Türkiye", "United States"} <= set(titles)


def test_the_finished_file_proves_every_quotation(finished):
    assert finished.ledger
    assert differences(read_document(finished.data), finished.ledger) == ()


def test_no_tag_and_no_missing_style_is_left(finished):
    assert not any("{{" in text or "{%" in text for text in paragraphs(finished))
    assert finished.notices == ()


def test_the_marking_stands_on_every_page(finished):
    with zipfile.ZipFile(io.BytesIO(finished.data)) as package:
        names = [n for n in package.namelist() if n.startswith(("word/header", "word/footer"))]
    assert len(names) == 8
    for name in names:
        assert "TLP:GREEN" in "".join(root_of(finished, name).itertext(f"{W}t"))


def test_the_matrix_has_a_landscape_page_and_its_legend_at_the_foot(finished):
    sizes = [s.get(f"{W}orient") for s in root_of(finished).iter(f"{W}pgSz")]
    assert sizes == [None, None, "landscape", None]
    with zipfile.ZipFile(io.BytesIO(finished.data)) as package:
        names = [name for name in package.namelist() if name.startswith("word/footer")]
    feet = ["".join(root_of(finished, name).itertext(f"{W}t")) for name in names]
    assert sum("Rules\u00a0out" in foot for foot in feet) == 1


def test_a_quote_keeps_its_attribution_on_the_page(finished):
    found = [style_of(p) for p in root_of(finished).iter(f"{W}p")]
    for place, style in enumerate(found):
        if style == "Quote":
            assert found[place + 1] in ("QuoteTranslation", "Attribution")


def test_flags_are_read_aloud(finished):
    names = [node.get("descr") for node in root_of(finished).iter() if node.tag.endswith("}docPr")]
    assert "Flag of Norway" in names
    assert all(name.startswith("Flag of ") for name in names)


def test_nothing_that_must_stay_in_the_house_is_in_the_file(finished, sample):
    closed = [row.text for row in sample.commitments if row.disclosure == "closed"]
    assert closed
    body = "\n".join(paragraphs(finished))
    assert not any(text in body for text in closed)


def since_first(sample):
    (edition,) = sample.editions
    return since_edition(sample, edition, "en")


def test_what_changed_stands_after_the_judgements_and_in_the_profiles(sample):
    compared = pack(sample, since=since_first(sample))
    titles = [heading.text for heading in compared.headings if heading.level <= 2]
    at = titles.index("What changed since edition 1 (6 March 2027)")
    assert titles[at - 1] == "How to read this pack"
    assert titles[at + 1] == "Meetings"
    for country in ("France", "Italy"):
        assert titles[titles.index(country) + 1] == "Changed since edition 1"
    assert titles.count("Changed since edition 1") == 2
    assert differences(read_document(compared.data), compared.ledger) == ()


def test_a_purged_edition_has_its_own_sentence(sample):
    (edition,) = sample.editions
    purged = pack(sample, since=Since(edition=edition, purged="2027-03-07"))
    assert (
        "Edition 1 was purged on 7 March 2027: nothing is left of it to compare with."
        in paragraphs(purged)
    )


def test_a_draft_says_so_on_every_page(sample):
    draft = pack(sample, draft="DRAFT – 3 problems – 18:00")
    with zipfile.ZipFile(io.BytesIO(draft.data)) as package:
        heads = [name for name in package.namelist() if name.startswith("word/header")]
    for name in heads:
        assert "DRAFT – 3 problems" in "".join(root_of(draft, name).itertext(f"{W}t"))


def test_a_pack_with_nothing_in_it_is_a_decent_document():
    empty = pack(Content(cover=Cover(title="Untitled")))
    said = [text for text in paragraphs(empty) if text]
    assert "No summary judgements have been written yet." in said
    assert "This pack has no countries yet." in said
    assert not list(root_of(empty).iter(f"{W}tbl"))


def test_lines_can_be_left_out(sample):
    assert "Lines to take" not in paragraphs(pack(sample, lines=False))


def test_on_a3_only_the_matrix_unfolds_and_speaks_in_words(sample):
    wide = pack(sample, paper="A3")
    sizes = [s.get(f"{W}w") for s in root_of(wide).iter(f"{W}pgSz")]
    assert sizes == ["11906", "11906", "23811", "11906"]
    assert any("Pledged if ceasefire" in text for text in paragraphs(wide))


def test_the_same_pack_has_the_same_bytes(sample, finished):
    assert pack(sample).data == finished.data
