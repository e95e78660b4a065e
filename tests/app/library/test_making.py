"""Making and sharing: a shared template holds its form, and nothing of who made it or where."""

from __future__ import annotations

import getpass
import io
import json
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefing.app import interchange, packs
from briefing.app.library import making, previews
from briefing.app.library.making import new_template, pack_folder, slug
from briefing.app.library.sample import sample_content, sample_json
from briefing.app.library.shelf import read_folder
from briefing.app.library.trust import is_trusted
from briefing.app.settings import Settings, remember_recent, save_settings
from briefing.app.word_files import checked
from briefing.errors import InputRefusedError
from briefing.template.package import read_package
from tests.app.library.conftest import house_form
from tests.word.documents import DECLARED, paragraph
from tests.word.inspection.documents import EXTERNAL, changed, part, relation, sound
from tests.word.inspection.pictures import photograph

MARKS = {
    "author": "Jane Planted",
    "editor": "Ed Planted",
    "company": "Ministry of Planted Affairs",
    "comment": "Ask Larnaca first",
    "reviewer": "Rita Reviewer",
    "deleted": "old client text",
    "variable": "client=Larnaca",
    "custom": "Matter 4711",
    "xml": "customer data 815",
    "picture": "Jane Doe",
    "file name": "Planted Photo",
    "revision": "00C0FFEE",
    "document id": "7F00BA12",
    "thumbnail": "thumbnail of the last pack",
    "printer": "printer on floor 3",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="{0}.jpg" descr="C:\\Users\\{0}.jpg"/>'
    '<a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="{0}.jpg"/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def planted() -> bytes:
    """Return a Word file that tells fifteen things of its makers and prints a title."""
    body = (
        f'<w:p w:rsidR="{MARKS["revision"]}"><w:r><w:t>{{{{ pack.title }}}}</w:t></w:r>'
        f'<w:del w:id="1" w:author="{MARKS["reviewer"]}"><w:r><w:delText>{MARKS["deleted"]}'
        '</w:delText></w:r></w:del><w:r><w:commentReference w:id="0"/></w:r></w:p>'
        + _PICTURE.format(MARKS["file name"])
    )
    rows = (
        relation("comments", "comments.xml", name="rIdC"),
        relation("settings", "settings.xml", name="rIdS"),
        relation("customXml", "../customXml/item1.xml", name="rIdX"),
        relation("image", "media/photo.jpg", name="rIdP"),
        relation("printerSettings", "printer.bin", name="rIdQ"),
        relation("people", "people.xml", name="rIdR"),
    )
    comments = (
        f'<w:comments {DECLARED}><w:comment w:id="0" w:author="{MARKS["reviewer"]}"><w:p><w:r>'
        f"<w:t>{MARKS['comment']}</w:t></w:r></w:p></w:comment></w:comments>"
    )
    settings = (
        f'<w:settings {DECLARED} xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w:rsids><w:rsid w:val="{MARKS["revision"]}"/></w:rsids><w:docVars><w:docVar w:name="a" '
        f'w:val="{MARKS["variable"]}"/></w:docVars><w15:docId w15:val="{MARKS["document id"]}"/>'
        "</w:settings>"
    )
    extra = {
        "word/comments.xml": comments.encode(),
        "word/settings.xml": settings.encode(),
        "word/people.xml": f"<people>{MARKS['reviewer']}</people>".encode(),
        "word/media/photo.jpg": photograph(),
        "word/printer.bin": MARKS["printer"].encode(),
        "customXml/item1.xml": f"<x>{MARKS['xml']}</x>".encode(),
        "docProps/app.xml": f"<Properties><p>{MARKS['company']}</p></Properties>".encode(),
        "docProps/custom.xml": f"<Properties><p>{MARKS['custom']}</p></Properties>".encode(),
        "docProps/thumbnail.jpeg": MARKS["thumbnail"].encode(),
    }
    made = sound(body, relations=rows, extra=extra)
    core = part(made, "docProps/core.xml").replace("Jane Author", MARKS["author"])
    core = core.replace(
        "</cp:coreProperties>",
        f"<cp:lastModifiedBy>{MARKS['editor']}</cp:lastModifiedBy></cp:coreProperties>",
    )
    rels = part(made, "_rels/.rels").replace(
        "</Relationships>",
        f'<Relationship Id="rIdA" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        f'<Relationship Id="rIdU" Type="{_OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
        f'<Relationship Id="rIdT" Type="{_PACKAGE}/metadata/thumbnail" '
        'Target="docProps/thumbnail.jpeg"/></Relationships>',
    )
    types = part(made, "[Content_Types].xml").replace(
        "<Override",
        '<Default Extension="jpg" ContentType="image/jpeg"/><Override PartName="/word/settings.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"'
        "/><Override",
        1,
    )
    return changed(
        made, **{"docProps/core.xml": core, "_rels/.rels": rels, "[Content_Types].xml": types}
    )


def everything(data: bytes) -> bytes:
    """Return all bytes of a package: as they lie, and each part of each part unpacked."""
    found = [data]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name)
            found += [name.encode(), content]
            if name.endswith((".docx", ".xlsx")):
                with zipfile.ZipFile(io.BytesIO(content)) as form:
                    found += [n.encode() + form.read(n) for n in form.namelist()]
    return b"\n".join(found)


def words_of(data: bytes) -> bytes:
    """Return every part that is text, unpacked."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found += [package.read(name) for name in ("manifest.json", "sample.json")]
        with zipfile.ZipFile(io.BytesIO(package.read("pack.docx"))) as form:
            found += [form.read(n) for n in form.namelist() if n.endswith((".xml", ".rels"))]
    return b"\n".join(found)


def word_file(folder: Path, data: bytes, name: str = "Our_house form.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_every_mark_is_in_the_word_file():
    whole = everything(planted())
    with zipfile.ZipFile(io.BytesIO(planted())) as form:
        whole += b"".join(form.read(name) for name in form.namelist())
    assert [name for name, mark in MARKS.items() if mark.encode() not in whole] == []


def test_no_mark_is_in_the_shared_template(tmp_path):
    made = new_template(word_file(tmp_path, planted()), author="House of Forms")
    out = tmp_path / "out.brieftemplate"
    pack_folder(made.folder, out, with_preview=False)
    whole = everything(out.read_bytes())
    assert [name for name, mark in MARKS.items() if mark.encode() in whole] == []
    assert b"pack.title" in whole
    assert b"House of Forms" in whole


def test_no_machine_path_or_pack_of_the_sender_is_in_the_shared_template(tmp_path, good):
    packs.save_pack(good, tmp_path / "secret-larnaca.briefpack")
    remember_recent(tmp_path / "secret-larnaca.briefpack")
    made = new_template(word_file(tmp_path, house_form()))
    out = tmp_path / "out.brieftemplate"
    pack_folder(made.folder, out, with_preview=False)
    whole = everything(out.read_bytes())
    traces = [
        str(tmp_path),
        str(Path.home()),
        "secret-larnaca",
        good.content.cover.title,
        f"/{getpass.getuser()}/",
        "Our_house form",
    ]
    assert [trace for trace in traces if trace.encode() in whole] == []
    machine = re.compile(rb"\b%s\b" % re.escape(socket.gethostname().encode()))
    assert not machine.search(words_of(out.read_bytes()))


def test_new_lists_what_it_took_out(tmp_path):
    made = new_template(word_file(tmp_path, planted()))
    said = " ".join(f"{one.words} {one.message}" for one in made.taken_out)
    for mark in ("author", "comment", "reviewer"):
        assert MARKS[mark] in said
    assert "GPS" in said
    assert made.problems == ()


def test_the_word_file_itself_stays_as_it_is(tmp_path):
    path = word_file(tmp_path, planted())
    before = path.read_bytes()
    new_template(path)
    assert path.read_bytes() == before


def test_the_manifest_is_derived_and_can_be_stated(tmp_path):
    save_settings(Settings(author="Jane Roe"))
    path = word_file(tmp_path, planted())
    info = new_template(path).info
    assert (info.id, info.name, info.version) == ("our-house-form", "Our house form", "1.0.0")
    assert (info.language, info.author) == ("en-GB", "Jane Roe")
    stated = {"id": "brief", "name": "Brief", "version": "2.1", "language": "fr", "author": "X"}
    info = new_template(path, tmp_path / "other", **stated).info
    assert {name: getattr(info, name) for name in stated} == stated


def test_the_id_of_a_form_that_ships_is_nobody_elses(tmp_path):
    path = word_file(tmp_path, planted(), "Summit pack.docx")
    assert new_template(path).info.id == "summit-pack-own"
    with pytest.raises(InputRefusedError, match="ships"):
        new_template(path, tmp_path / "other", id="summit-pack")


@pytest.mark.parametrize("wrong", [{"id": "Our Form"}, {"version": "one"}, {"language": "?"}])
def test_what_no_manifest_may_say_is_refused_before_anything_is_written(tmp_path, wrong):
    path = word_file(tmp_path, planted())
    with pytest.raises(InputRefusedError, match="described"):
        new_template(path, tmp_path / "folder", **wrong)
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(InputRefusedError, match="already"):
        new_template(word_file(tmp_path, planted()), folder)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_a_file_that_acts_by_itself_becomes_no_template(tmp_path):
    data = sound("", relations=(relation("attachedTemplate", "file:///x.dotm", EXTERNAL),))
    with pytest.raises(InputRefusedError, match="attached"):
        new_template(word_file(tmp_path, data))
    assert len(list(tmp_path.iterdir())) == 1


def test_packing_states_what_the_form_uses_with_types(tmp_path):
    body = paragraph("{% for c in countries %}{{ c.name }}{% endfor %}{{ pack.title }}")
    folder = new_template(word_file(tmp_path, sound(body))).folder
    package = pack_folder(folder, tmp_path / "out", with_preview=False)
    assert package.info.contract == {
        "document": {"pack": "record(pack)", "countries": "list(country)", "marking": "text"},
        "pack": {"title": "text"},
        "country": {"name": "text"},
    }
    assert read_package((tmp_path / "out.brieftemplate").read_bytes()) == package


def test_packing_twice_gives_the_same_bytes_in_another_process_too(tmp_path):
    folder = new_template(word_file(tmp_path, house_form())).folder
    pack_folder(folder, tmp_path / "a", with_preview=False)
    code = (
        "from pathlib import Path; from briefing.app.library.making import pack_folder; import sys;"
        "pack_folder(Path(sys.argv[1]), Path(sys.argv[2]), with_preview=False)"
    )
    words = [sys.executable, "-c", code, str(folder), str(tmp_path / "b")]
    subprocess.run(words, check=True)
    first, second = (tmp_path / f"{name}.brieftemplate" for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_who_packs_a_template_need_not_agree_to_it(tmp_path):
    folder = new_template(word_file(tmp_path, house_form())).folder
    assert is_trusted(pack_folder(folder, tmp_path / "out", with_preview=False).digest)


@pytest.mark.parametrize(
    "body",
    [
        paragraph("{{ pack.titel }}"),
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>",
    ],
    ids=["mistake", "hidden words"],
)
def test_a_form_with_mistakes_or_hidden_words_is_not_packed(tmp_path, body):
    folder = new_template(word_file(tmp_path, sound(body))).folder
    with pytest.raises(InputRefusedError, match="not packed"):
        pack_folder(folder, tmp_path / "out", with_preview=False)
    assert not (tmp_path / "out.brieftemplate").exists()


def test_marks_that_came_into_the_folder_later_are_taken_out_too(tmp_path):
    folder = new_template(word_file(tmp_path, house_form())).folder
    (folder / "pack.docx").write_bytes(planted())
    pack_folder(folder, tmp_path / "out", with_preview=False)
    whole = everything((tmp_path / "out.brieftemplate").read_bytes())
    assert [name for name, mark in MARKS.items() if mark.encode() in whole] == []


def test_forms_in_other_languages_are_cleaned_described_and_packed_too(tmp_path):
    folder = new_template(word_file(tmp_path, house_form())).folder
    (folder / "pack.fr.docx").write_bytes(planted())
    package = pack_folder(folder, tmp_path / "out", with_preview=False)
    assert set(package.forms) == {"pack.docx", "pack.fr.docx"}
    whole = everything((tmp_path / "out.brieftemplate").read_bytes())
    assert [name for name, mark in MARKS.items() if mark.encode() in whole] == []
    (folder / "pack.fr.docx").write_bytes(sound(paragraph("{{ pack.titel }}")))
    with pytest.raises(InputRefusedError, match=r"pack\.fr\.docx, Body"):
        pack_folder(folder, tmp_path / "again", with_preview=False)


def test_the_sample_is_the_exercise_and_loads(tmp_path):
    path = tmp_path / "sample.json"
    path.write_bytes(sample_json())
    loaded = interchange.load(path)
    try:
        assert loaded.content.cover.title == sample_content().cover.title
        assert len(loaded.content.quotes) == len(sample_content().quotes)
    finally:
        loaded.close()
    assert "original" not in {key for row in json.loads(sample_json())["sources"] for key in row}


def test_the_list_of_fields_has_a_tag_for_every_field_and_nothing_from_elsewhere(tmp_path):
    page = (new_template(word_file(tmp_path, house_form())).folder / making.FIELDS).read_text()
    for tag in (
        "{{ pack.title }}",
        "{% for country in countries %} … {% endfor %}",
        "{{ country.name }}",
        "{% if has_background %} … {% endif %}",
        "{{ own.name }}",
        "| join(&#x27;, &#x27;, &#x27;name&#x27;)",
    ):
        assert tag in page
    assert "http" not in page
    assert "<script" not in page


def test_pictures_of_the_pages_are_made_once_and_kept(tmp_path):
    folder = new_template(word_file(tmp_path, house_form())).folder
    package = pack_folder(folder, tmp_path / "out")
    assert len(package.previews) == previews.PAGES
    assert all(page.startswith(b"\x89PNG") for page in package.previews)
    form = read_folder(folder).word
    assert previews.kept_previews(form) == ()
    previews.keep_previews(form, package.previews)
    assert previews.kept_previews(form) == package.previews


def test_a_workbook_is_shared_without_names(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator = MARKS["author"]
    folder = new_template(word_file(tmp_path, house_form())).folder
    book.save(folder / "matrix.xlsx")
    pack_folder(folder, tmp_path / "out", with_preview=False)
    whole = everything((tmp_path / "out.brieftemplate").read_bytes())
    assert b"openpyxl" not in whole
    assert MARKS["author"].encode() not in whole
    shared = read_package((tmp_path / "out.brieftemplate").read_bytes()).parts["matrix.xlsx"]
    assert openpyxl.load_workbook(io.BytesIO(shared)).sheetnames == ["Sheet"]
    book.active["A1"].comment = openpyxl.comments.Comment("Ask", "Jane")
    book.save(folder / "matrix.xlsx")
    with pytest.raises(InputRefusedError, match="comments"):
        pack_folder(folder, tmp_path / "again", with_preview=False)


def test_the_cleaned_form_prints_what_it_printed(tmp_path):
    folder = new_template(word_file(tmp_path, house_form())).folder
    assert checked((folder / "pack.docx").read_bytes()).problems == ()


@pytest.mark.parametrize(
    ("name", "found"),
    [("Our Form", "our-form"), ("Fiche pays – été", "fiche-pays-ete"), ("Бриф", "template")],
)
def test_an_id_is_made_of_a_name(name, found):
    assert slug(name) == found
