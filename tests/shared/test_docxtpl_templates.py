"""docxtpl's own templates say the same through our engine, or are refused for a named reason."""

from __future__ import annotations

import json
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from briefing.errors import BriefingError
from briefing.template.ooxml import NAMESPACES, W
from briefing.template.values import Blocks, Inline, Paragraph, Picture, Text
from briefing.word.opening import compile_template
from briefing.word.package import open_package, parse_xml
from briefing.word.rendering import render
from tests.conftest import SHARED

HOME = SHARED / "templates" / "docxtpl"
TEMPLATES = HOME / "templates_in"
CASES = json.loads((HOME / "contexts.json").read_text(encoding="utf-8"))
_TEXT_PARTS = ("document", "header", "footer", "footnotes", "endnotes", "comments")
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

# Better refused: what the template asks for, and what our sentence about it says.
REFUSED = {
    "custom_jinja_filters_tpl.docx": "does not exist",  # Python functions of the caller
    "escape_tpl_auto.docx": "calls something",  # calls Python: iteritems(), capitalize()
    "module_execute_tpl.docx": "“is”",  # asks for Python's types and prints Python's own notation
    "template_error_tpl.docx": "was not opened",  # the deliberate error
    "embedded_main_tpl.docx": "embedded file",  # workbooks and slides inside a document
}
# Better refused: another Word file as a value would bring its styles, numbering and secrets along.
SUB_DOCUMENTS = {
    "header_footer_tpl.docx",
    "header_footer_tpl_utf8.docx",
    "merge_docx_master_tpl.docx",
    "subdoc_tpl.docx",
}
# The reference loses the tabs of a text that is written out in the template; ours has them.
KEPT_BY_US = {"word2016.docx": "\t\t\t\t\t Test tabs in template"}


def _value(value):
    if isinstance(value, list):
        return [_value(each) for each in value]
    if isinstance(value, dict):
        ((sign, inside), *_) = (*value.items(), ("", ""))
        special = SPECIAL.get(sign)
        return special(inside) if special else {key: _value(value[key]) for key in value}
    return _plain(value) if isinstance(value, str) else value


def _rich_text(xml):
    return Inline.of(*(Text(_plain(each)) for each in _texts(_parsed(xml))))


def _rich_paragraphs(xml):
    return Blocks.of(
        Paragraph(_plain("".join(_texts(each)))) for each in _parsed(xml).iter(f"{W}p")
    )


def _plain(text):
    """docxtpl's signs for a paragraph and a page break, which are no characters of a Word file."""
    return text.replace("\a", "\n").replace("\f", "\n")


def _parsed(xml):
    return etree.fromstring(f"<w:body {_DECLARED}>{xml.replace(chr(7), '⏎').replace(chr(12), '⏎')}"
                            "</w:body>")  # fmt: skip


def _texts(root):
    return [(node.text or "").replace("⏎", "\n") for node in root.iter(f"{W}t")]


def _picture(name):
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    data = (TEMPLATES / name).read_bytes()
    return Picture(data=data, media_type=kind, width_mm=10, height_mm=10, alt=name)


SPECIAL = {
    "$richtext": _rich_text,
    "$richparagraph": _rich_paragraphs,
    "$listing": unescape,
    "$image": _picture,
    "$subdoc": lambda _: b"PK",
}


def _shown(data):
    """Return the lines that a reader sees, part by part; paragraph and line break are the same."""
    found = []
    parts = open_package(data)
    for name in sorted(parts):
        kind = name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
        if kind in _TEXT_PARTS:
            lines = "\n".join(map(_line, _visible(parse_xml(parts[name].content(), name))))
            found += [line.strip(" ") for line in lines.split("\n") if line.strip(" ")]
    return found


def _visible(root):
    """Yield the paragraphs outside of the cells that a merged cell covers."""
    for paragraph in root.iter(f"{W}p"):
        merged = [cell.find(f"{W}tcPr/{W}vMerge") for cell in paragraph.iterancestors(f"{W}tc")]
        if all(each is None or each.get(f"{W}val") == "restart" for each in merged):
            yield paragraph


def _line(paragraph):
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        node.text or "" if node.tag == f"{W}t" else signs[node.tag]
        for node in paragraph.iter(f"{W}t", *signs)
        if node.getparent().tag == f"{W}r"
    )


def _rendered(case):
    data = (TEMPLATES / case["template"]).read_bytes()
    return render(compile_template(data), _value(case["context"])).data


def _compared():
    for cases in CASES.values():
        for case in cases:
            if case["template"] not in REFUSED.keys() | SUB_DOCUMENTS:
                for output in case.get("outputs", ()):
                    if not output.startswith("<"):
                        yield pytest.param(case, output, id=output)


@pytest.mark.parametrize(("case", "output"), list(_compared()))
def test_a_template_of_docxtpl_shows_the_same_words(case, output):
    ours = _shown(_rendered(case))
    wanted = _shown((HOME / "reference_outputs" / output).read_bytes())
    kept = KEPT_BY_US.get(output, "")
    assert [line.strip("\t ") if line == kept else line for line in ours] == wanted
    assert not kept or kept in ours


@pytest.mark.parametrize(("name", "says"), sorted(REFUSED.items()))
def test_what_is_better_refused_is_refused_with_a_sentence(name, says):
    with pytest.raises(BriefingError, match=says):
        compile_template((TEMPLATES / name).read_bytes())


@pytest.mark.parametrize("name", sorted(SUB_DOCUMENTS))
def test_a_whole_file_as_a_value_is_refused_with_a_sentence(name):
    (case,) = next(cases for cases in CASES.values() if cases[0]["template"] == name)
    with pytest.raises(BriefingError, match="whole file cannot be put into a document"):
        _rendered(case)


def test_every_template_of_the_folder_is_compared_or_refused():
    told = {case["template"] for cases in CASES.values() for case in cases}
    untold = {path.name for path in TEMPLATES.glob("*.docx")} - told - REFUSED.keys()
    for name in sorted(untold):  # the files that others embed: no tags in them
        compile_template((TEMPLATES / name).read_bytes())
    assert untold == {
        "embedded_dummy.docx",
        "embedded_dummy2.docx",
        "embedded_static_docx.docx",
        "merge_docx_subdoc.docx",
    }


def test_a_template_without_reference_prints_all_its_values():
    few, many = CASES["get_undeclared_variables"]
    assert "You are a student." in _shown(_rendered(few))
    found = _shown(_rendered(many))
    assert "You have a degree in Computer Science." in found
    assert [line for line in found if line.startswith("- Project")] == [
        "- Project A (2023)",
        "- Project B (2024)",
    ]


def test_the_judge_finds_no_error_that_the_template_did_not_have(tmp_path):
    judge = SHARED / "tools" / "check_office" / "check_office.py"
    cases = [case.values[0] for case in _compared()]
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
    for case in cases:
        data = (TEMPLATES / case["template"]).read_bytes()
        (before / case["template"]).write_bytes(data)
        (after / case["template"]).write_bytes(_rendered(case))
    errors = {}
    for folder in (before, after):
        done = subprocess.run(
            [sys.executable, str(judge), "--json", *map(str, sorted(folder.iterdir()))],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        for file in json.loads(done.stdout)["files"]:
            kinds = {row["code"] for row in file["findings"] if row["severity"] == "error"}
            errors.setdefault(Path(file["file"]).name, []).append(kinds)
    new = {name: found[1] - found[0] for name, found in errors.items() if found[1] - found[0]}
    assert new == {}


def test_no_word_of_the_values_to_escape_is_lost():
    (case,) = CASES["escape"]
    shown = " ".join(" ".join(_shown(_rendered(case))).split())
    for value in case["context"].values():
        words = _value(value)
        text = words.plain if isinstance(words, Inline) else words
        assert " ".join(text.split()) in shown
