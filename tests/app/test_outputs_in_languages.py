"""Whatever the program itself puts into an output is in the language of the pack.

The pack's own words are all in Greek letters, so that Latin ones in a Ukrainian or Arabic output
can only be the program's. French shares its tables with them: what one of them has, all have.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from lxml import etree

from briefing.app import packs
from briefing.app.exporting import ExportRequest, export
from briefing.domain import vocabularies
from briefing.domain.base import LongText
from briefing.domain.exchange import Edition
from briefing.domain.sources import Source, Withdrawn
from briefing.domain.vocabularies import Vocabulary
from tests.excel.packs import compliance, with_group, with_rates
from tests.greek import in_greek

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMS: Final = (
    "summit-pack", "steering-brief", "objectives-brief", "country-one-pager", "key-quotes-annex",
)  # fmt: skip
WORD: Final = re.compile(r"[A-Za-z]{3,}")
SAYING: Final = frozenset({
    "descr", "tooltip", "prompt", "promptTitle", "error", "errorTitle",
})  # fmt: skip
WORDED: Final = frozenset({
    "t", "oddHeader", "oddFooter", "firstHeader", "firstFooter", "title", "subject", "description",
})  # fmt: skip
CODES: Final = frozenset(
    {"TLP", "GREEN", "AMBER", "CLEAR", "UTC", "EUR", "DKK", "NOK", "GBP", "USD"}
)
FIXED: Final = re.compile(
    r"&[LCR]&\"[^\"]*\"&\d+|https?://\S+|summit-pack|^briefing:1/.*", re.DOTALL
)
PARTS: Final = re.compile(
    r"(word/(document|header|footer|footnotes|endnotes|comments)\w*"
    r"|xl/(sharedStrings|comments/?\w*|worksheets/\w+)|docProps/core)\.xml"
)
STAMP: Final = LongText('{"purged":{"on":"2027-03-08","reason":"pasted","sha256":"0"}}')


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


@pytest.fixture(scope="module")
def greek():
    pack = packs.open_sample()
    content = in_greek(pack.content)
    pack.close()
    return content


def in_language(content, language):
    return replace(content, cover=replace(content.cover, language=language))


def codes(value: Any) -> Iterator[str]:
    """Yield every id and every code of a content."""
    if isinstance(value, tuple):
        for item in value:
            yield from codes(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from codes(getattr(value, field.name))
    elif isinstance(value, str):
        yield str(value)


def said(path: Path) -> Iterator[str]:
    """Yield what a file shows anybody: paragraphs, cells, alt texts, names of controls, hints."""
    with zipfile.ZipFile(path) as package:
        for name in filter(PARTS.fullmatch, package.namelist()):
            for node in etree.fromstring(package.read(name)).iter("*"):
                tag = etree.QName(node).localname
                yield from (str(said) for key, said in node.items() if key in SAYING)
                if tag in {"alias", "tblCaption", "tblDescription"}:
                    yield str(node.values()[0])
                elif name.startswith("word/") and tag == "p":
                    texts = [
                        t for t in node.iter("{*}t") if next(t.iterancestors(node.tag)) is node
                    ]
                    yield "".join(t.text or "" for t in texts)
                elif not name.startswith("word/") and tag in WORDED:
                    yield node.text or ""


def english(path: Path, content: object) -> list[str]:
    """Return the texts of a file in which words of English are left."""
    members = (kind for kind in vars(vocabularies).values() if isinstance(kind, type))
    kinds = [kind for kind in members if issubclass(kind, Vocabulary)]
    known = {*codes(content), *(member.value for kind in kinds for member in kind)}
    ids = {f"{a}/{b}" for a in known for b in known if "-stages-" in b and f"-{a}-" in b}
    return [
        text
        for text in said(path)
        if text not in known | ids and set(WORD.findall(FIXED.sub("", text))) - CODES
    ]


@pytest.mark.parametrize("language", ["uk", "ar"])
@pytest.mark.parametrize("form", FORMS)
def test_a_word_file_has_no_english_of_ours(greek, tmp_path, form, language):
    content = in_language(greek, language)
    path = tmp_path / "pack.docx"
    export(content, ExportRequest(template=form, word=path))
    assert english(path, content) == []


@pytest.mark.parametrize("language", ["uk", "ar"])
@pytest.mark.parametrize("matrix", ["contributions", "stances"])
def test_a_workbook_has_no_english_of_ours(greek, tmp_path, matrix, language):
    content = in_language(greek, language)
    path = tmp_path / "matrix.xlsx"
    options = {"matrix": matrix, "groups": "region", "unassessed": "no"}
    export(content, ExportRequest(excel=path, options=options))
    assert english(path, content) == []


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_scores_and_money_have_no_english_of_ours(tmp_path, language):
    content = in_language(in_greek(with_rates(with_group(compliance(4, 4)))), language)
    path = tmp_path / "matrix.xlsx"
    export(content, ExportRequest(excel=path, options={"round": "both"}))
    assert english(path, content) == []


@pytest.mark.parametrize(("language", "draft"), [("uk", "ЧЕРНЕТКА – "), ("ar", "مسودة – ")])
def test_a_draft_after_a_purged_edition_says_both_in_its_language(tmp_path, language, draft):
    pack = packs.open_sample()
    edition = Edition(
        id="e", number=2, issued="2027-03-07", content=STAMP, content_sha256="0" * 64, order=2
    )
    source = pack.content.get(Source, "communique")
    with pack.edit("Withdraw"):
        pack.put(replace(source, withdrawn=Withdrawn(on="2027-03-07", reason="forged")))
    content = replace(in_language(in_greek(pack.content), language), editions=(edition,))
    pack.close()
    word, excel = tmp_path / "pack.docx", tmp_path / "matrix.xlsx"
    report = export(content, ExportRequest(word=word, excel=excel))
    assert report.draft.startswith(draft)
    assert english(word, content) + english(excel, content) == []


@pytest.mark.parametrize(
    ("language", "sentence", "counted"),
    [
        (
            "fr",
            "Étape : promis (14 octobre 2026) → retiré (3 mars 2027)",
            "Nouvelles citations : ",
        ),
        (
            "uk",
            "Стадія: обіцяно (14 жовтня 2026) → відкликано (3 березня 2027)",
            "Нові цитати: ",
        ),
        (
            "ar",
            "المرحلة: موعود (14 أكتوبر 2026) ← مسحوب (3 مارس 2027)",
            "اقتباسات جديدة: ",
        ),
    ],
)
def test_what_changed_is_told_in_the_language_that_was_chosen(
    greek, tmp_path, language, sentence, counted
):
    word, profile = tmp_path / "pack.docx", tmp_path / "page.docx"
    options = {"language": language}
    export(greek, ExportRequest(word=word, options=options))
    export(greek, ExportRequest(template="country-one-pager", word=profile, options=options))
    plain = ["".join(c for c in text if c not in "\u200e\u200f") for text in said(word)]
    assert any(text.endswith(sentence) for text in plain)
    assert any(counted in text for text in (*plain, *said(profile)))
