"""Installing: looked at first, said what changes, put in place whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from threading import Thread

import pytest

from briefing.app import folders, issuing, packs
from briefing.app.form_languages import in_language
from briefing.app.library.installing import install, plan_install, remove
from briefing.app.library.shelf import (
    Origin,
    find,
    house_ids,
    house_packages,
    read_file,
    shelf,
    unread_folders,
)
from briefing.app.library.trust import UntrustedTemplateError, is_trusted
from briefing.app.settings import add_template_folder, forget_template_folder, remember_recent
from briefing.app.templates import template_for_use, template_named, templates, trust_template
from briefing.domain.content import Content, Cover
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.template.fields import FormOptions
from briefing.template.manifest import Choice, Option, Pages
from briefing.template.package import WORD, read_package, sealed, write_package
from tests.app.library.conftest import made, written
from tests.word.documents import paragraph
from tests.word.inspection.documents import EXTERNAL, changed, part, relation, sound

LINK = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>Site</w:t></w:r></w:hyperlink></w:p>'


def option(name, default="yes"):
    choices = (Choice(value="yes", label="Yes"), Choice(value="no", label="No"))
    return Option(name=name, label=name.title(), default=default, choices=choices)


def test_an_installed_template_is_on_the_shelf_and_found_by_its_id(tmp_path):
    install(plan_install(written(tmp_path, made())))
    one = find("our-form")
    assert one.origin is Origin.INSTALLED
    assert template_named("our-form").data == made().word
    *house, last = [info.id for info in templates()]
    assert set(house) == house_ids()
    assert last == "our-form"


def test_the_plan_writes_nothing(tmp_path):
    plan_install(written(tmp_path, made()))
    assert list(folders.template_library().iterdir()) == []


def test_the_card_says_who_what_and_which_bytes(tmp_path):
    package = made(
        paragraph("{% for c in countries %}{{ c.name }}{% endfor %}"),
        licence="CC BY 4.0",
        options=(option("map"),),
    )
    said = "\n".join(plan_install(written(tmp_path, package)).card.sentences)
    for words in ("Our form", "Jane Roe", "CC BY 4.0", "country.name", "pack.title", "Map"):
        assert words in said
    assert package.digest in said
    assert package.info.parts[WORD] in said


def test_the_card_names_addresses_outside(tmp_path):
    form = sound(LINK, relations=(relation("hyperlink", "https://xn--e1awd7f.org/a", EXTERNAL),))
    package = sealed(made().info, {WORD: form})
    assert plan_install(written(tmp_path, package)).card.links == ("https://xn--e1awd7f.org/a",)


def test_a_manifest_that_hides_a_field_is_told(tmp_path):
    package = made(contract={"document": {"as_of": "text"}})
    said = " ".join(plan_install(written(tmp_path, package)).card.sentences)
    assert "Its manifest states other fields" in said


def test_a_template_of_somebody_else_says_so_before_its_first_use(tmp_path):
    install(plan_install(written(tmp_path, made())))
    with pytest.raises(UntrustedTemplateError) as raised:
        template_for_use("our-form")
    assert "somebody else" in str(raised.value)
    assert "Jane Roe" in str(raised.value)
    trust_template("our-form")
    assert template_for_use("our-form").data == made().word


def test_agreeing_to_one_version_is_not_agreeing_to_the_next(tmp_path):
    install(plan_install(written(tmp_path, made())))
    trust_template("our-form")
    install(plan_install(written(tmp_path, made(paragraph("x"), version="1.1"))))
    with pytest.raises(UntrustedTemplateError):
        template_for_use("our-form")


def test_a_package_file_needs_agreement_too_and_a_word_file_does_not(tmp_path):
    path = written(tmp_path, made())
    with pytest.raises(UntrustedTemplateError):
        template_for_use(str(path))
    form = tmp_path / "mine.docx"
    form.write_bytes(made().word)
    assert template_for_use(str(form)).package is None


def test_a_form_that_ships_is_known_in_its_envelope_too(tmp_path):
    house = next(one for one in house_packages() if one.info.id == "summit-pack")
    path = written(tmp_path, house)
    assert template_for_use(str(path)).is_trusted
    assert plan_install(path).is_trusted


def test_nobody_takes_the_id_of_a_form_that_ships(tmp_path):
    path = written(tmp_path, made(id="summit-pack"))
    with pytest.raises(InputRefusedError, match="ships"):
        plan_install(path)
    add_template_folder(tmp_path)
    assert template_named("summit-pack").info.author == "Briefing"
    (other,) = [one for one in shelf() if one.origin is Origin.SHARED]
    assert "ships" in other.refusal


def test_an_update_says_what_is_different(tmp_path):
    first = made(
        paragraph("{{ as_of }}") + paragraph("Old words"),
        options=(option("map"), option("fills")),
        pages=Pages(most=1, per="country"),
    )
    install(plan_install(written(tmp_path, first)))
    second = made(
        paragraph("{{ draft }}") + paragraph("New words"),
        version="1.1",
        options=(option("map", "no"), option("lines")),
        pages=Pages(most=2, per="country"),
        author="Jim Poe",
    )
    said = [one.sentence for one in plan_install(written(tmp_path, second)).changes]
    for words in (
        "Changed entry: version 1.0 → version 1.1",
        "Changed entry: author Jane Roe → author Jim Poe",
        "New field asked for: draft",
        "Gone field asked for: as_of",
        "Changed option: map (yes, no; yes) → map (yes, no; no)",
        "New option: lines (yes, no; yes)",
        "Gone option: fills (yes, no; yes)",
        "New page limit: 2 for each country",
        "Gone words: Old words",
        "New words: New words",
    ):
        assert words in said
    assert any(line.startswith("Changed part: pack.docx") for line in said)


def test_the_same_again_is_no_change_and_is_not_installed(tmp_path):
    plan = plan_install(written(tmp_path, made()))
    install(plan)
    again = plan_install(written(tmp_path, made()))
    assert again.changes == ()
    with pytest.raises(InputRefusedError, match="already"):
        install(again)


@pytest.mark.parametrize(
    ("version", "says"), [("0.9", "newer"), ("1.0.0", "same version"), ("1.0", "same version")]
)
def test_an_older_or_equal_version_needs_a_word_more(tmp_path, version, says):
    install(plan_install(written(tmp_path, made())))
    plan = plan_install(written(tmp_path, made(paragraph("x"), version=version)))
    with pytest.raises(InputRefusedError, match=says):
        install(plan)
    assert find("our-form").package == made()
    install(plan, replace=True)
    assert find("our-form").package == plan.package


def test_recent_packs_that_were_issued_with_it_are_named(tmp_path, good):
    form = tmp_path / "mine.docx"
    form.write_bytes(made().word)
    saved = packs.save_pack(good, tmp_path / "larnaca.briefpack")
    request = issuing.IssueRequest(template=str(form), word=tmp_path / "out.docx")
    issuing.issue(good, request)
    packs.save_pack(good)
    remember_recent(saved)
    plan = plan_install(written(tmp_path, made(id="mine")))
    assert [(use.path, use.editions) for use in plan.used_by] == [(saved, 1)]
    assert plan_install(written(tmp_path, made())).used_by == ()


def test_a_recent_pack_that_is_gone_or_broken_is_passed_over(tmp_path):
    broken = tmp_path / "broken.briefpack"
    broken.write_bytes(b"nothing")
    remember_recent(broken)
    remember_recent(tmp_path / "gone.briefpack")
    assert plan_install(written(tmp_path, made())).used_by == ()


def test_a_form_with_mistakes_is_not_installed(tmp_path):
    path = written(tmp_path, made(paragraph("{{ pack.titel }}")))
    with pytest.raises(InputRefusedError, match="1 mistakes") as raised:
        install(plan_install(path))
    assert "Did you mean pack.title?" in str(raised.value)
    assert list(folders.template_library().iterdir()) == []


def test_a_form_that_acts_by_itself_is_not_installed(tmp_path):
    form = sound("", relations=(relation("vbaProject", "v.bin"),))
    with pytest.raises(InputRefusedError, match="macros"):
        plan_install(written(tmp_path, sealed(made().info, {WORD: form})))


def test_a_form_that_declares_entities_is_refused_in_one_sentence(tmp_path):
    form = made().word
    xml = '<!DOCTYPE a [<!ENTITY b "c">]>' + part(form, "word/document.xml")
    form = changed(form, word__document_dot_xml=xml)
    with pytest.raises(InputRefusedError, match="entities") as raised:
        plan_install(written(tmp_path, sealed(made().info, {WORD: form})))
    assert len(raised.value.sentences) == 1


def test_a_form_that_is_itself_a_bomb_is_refused(tmp_path):
    form = changed(made().word, word__zeros_dot_bin=b"x")
    assert plan_install(written(tmp_path, sealed(made().info, {WORD: form})))
    with pytest.raises(InputRefusedError, match=r"no \.docx"):
        plan_install(written(tmp_path, sealed(made().info, {WORD: b"PK\x03\x04"})))


def test_an_install_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    install(plan_install(written(tmp_path, made())))
    plan = plan_install(written(tmp_path, made(paragraph("x"), version="2")))

    def refuse(_self, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputNotWrittenError, match="no space"):
        install(plan)
    monkeypatch.undo()
    assert [path.name for path in folders.template_library().iterdir()] == [
        "our-form.brieftemplate"
    ]
    assert find("our-form").package == made()


def _install_often(path, times):
    plan = plan_install(path)
    for _ in range(times):
        install(plan, replace=True)


def test_two_installs_at_once_leave_one_of_the_two_whole(tmp_path):
    packages = [made(paragraph(word * 400), version="2") for word in ("a", "b")]
    paths = [written(tmp_path, one, f"{at}.brieftemplate") for at, one in enumerate(packages)]
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_install_often, args=(path, 20)) for path in paths]
    for worker in workers:
        worker.start()
    seen = []
    target = folders.template_library() / "our-form.brieftemplate"

    def watch():
        while any(worker.is_alive() for worker in workers):
            if target.exists():
                seen.append(read_package(target.read_bytes()))

    watcher = Thread(target=watch)
    watcher.start()
    for worker in workers:
        worker.join()
    watcher.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert seen
    assert all(one in packages for one in seen)
    assert find("our-form").package in packages
    assert [path.name for path in folders.template_library().iterdir()] == [target.name]


def test_a_changed_byte_in_the_library_is_named_and_the_template_not_used(tmp_path):
    path = install(plan_install(written(tmp_path, made())))
    data = path.read_bytes()
    at = data.index(made().word) + 100
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    (one,) = [one for one in shelf() if one.origin is Origin.INSTALLED]
    assert one.package is None
    assert "pack.docx" in one.refusal
    with pytest.raises(InputRefusedError, match=r"pack\.docx"):
        template_named("our-form")


def test_a_shared_folder_is_a_library_and_its_loss_is_none_of_ours(tmp_path):
    share = tmp_path / "share"
    share.mkdir()
    written(share, made())
    add_template_folder(share)
    assert find("our-form").origin is Origin.SHARED
    with pytest.raises(InputRefusedError, match="remove it there"):
        remove("our-form")
    assert unread_folders() == ()
    share.rename(tmp_path / "away")
    assert find("our-form") is None
    (sentence,) = unread_folders()
    assert str(share) in sentence
    with pytest.raises(InputRefusedError, match="cannot be seen now"):
        template_named("our-form")
    forget_template_folder(str(share))
    assert {one.origin for one in shelf()} == {Origin.HOUSE}


def test_what_is_no_plain_file_is_passed_over(tmp_path):
    os.mkfifo(tmp_path / "pipe.brieftemplate")
    (tmp_path / "folder.brieftemplate").mkdir()
    add_template_folder(tmp_path)
    refused = [one for one in shelf() if one.origin is Origin.SHARED]
    assert {one.path.name for one in refused} == {"pipe.brieftemplate", "folder.brieftemplate"}
    assert all("no file" in one.refusal for one in refused)


def test_what_is_installed_goes_before_what_is_shared(tmp_path):
    share = tmp_path / "share"
    share.mkdir()
    written(share, made(version="3"))
    add_template_folder(share)
    install(plan_install(written(tmp_path, made())))
    assert template_named("our-form").info.version == "1.0"
    assert [info.id for info in templates()].count("our-form") == 1


def test_removing_takes_the_file_and_nothing_else(tmp_path):
    path = install(plan_install(written(tmp_path, made())))
    install(plan_install(written(tmp_path, made(id="other"))))
    assert remove("our-form") == path
    assert find("our-form") is None
    assert find("other") is not None
    with pytest.raises(InputRefusedError, match="ships"):
        remove("summit-pack")
    with pytest.raises(InputRefusedError, match="No template"):
        remove("our-form")


def test_trust_is_remembered_by_what_the_file_holds():
    package = made()
    assert not is_trusted(package.digest)
    assert not is_trusted("../settings.json")
    assert read_package(write_package(package)).digest == package.digest


def test_a_form_in_several_languages_keeps_them_in_its_package(tmp_path):
    house = next(one for one in house_packages() if one.info.id == "steering-brief")
    read = read_package(read_file(written(tmp_path, house)))
    assert {"pack.ar.docx", "pack.fr.docx", "pack.uk.docx"} < set(read.parts)
    assert read.info.options == house.info.options
    assert read.info.pages == house.info.pages


def in_two_languages(french="", **about):
    """Return a package with a form in French beside its own."""
    package = made(**about)
    french = french or paragraph("{{ pack.title }} en français")
    return sealed(package.info, {**package.parts, "pack.fr.docx": sound(french)})


def test_a_document_in_another_language_is_made_from_the_form_in_that_language(tmp_path):
    install(plan_install(written(tmp_path, in_two_languages())))
    template = template_named("our-form")
    in_french = FormOptions(language="fr")
    content = Content(cover=Cover(id="pack", title="Sommet"))
    assert (
        in_language(template, content, in_french).data == in_two_languages().parts["pack.fr.docx"]
    )
    assert in_language(template, content, FormOptions()).data == template.data


def test_a_form_in_another_language_is_looked_at_too(tmp_path):
    french = paragraph("{% for c in countries %}{{ c.official_name }}{% endfor %}") + LINK
    package = in_two_languages(french)
    card = plan_install(written(tmp_path, package)).card
    assert "country.official_name" in card.fields
    said = "\n".join(card.sentences)
    assert "written in en, fr" in said
    assert package.info.parts["pack.fr.docx"] in said


def test_a_mistake_in_a_form_in_another_language_keeps_it_from_being_installed(tmp_path):
    package = in_two_languages(paragraph("{{ pack.titel }}"))
    with pytest.raises(InputRefusedError, match=r"pack\.fr\.docx, Body: .*titel"):
        plan_install(written(tmp_path, package))


def test_a_form_that_ships_is_not_known_where_one_of_its_languages_was_changed(tmp_path):
    house = next(one for one in house_packages() if one.info.id == "steering-brief")
    other = sealed(house.info, {**house.parts, "pack.fr.docx": made().word})
    with pytest.raises(InputRefusedError, match="belongs to a form that ships"):
        plan_install(written(tmp_path, other))
    fewer = {name: part for name, part in house.parts.items() if name != "pack.fr.docx"}
    assert plan_install(written(tmp_path, sealed(house.info, fewer))).is_trusted


def test_words_of_every_language_are_told_in_an_update(tmp_path):
    install(plan_install(written(tmp_path, in_two_languages())))
    newer = in_two_languages(paragraph("{{ pack.title }} autrement"), version="1.1")
    told = [one.sentence for one in plan_install(written(tmp_path, newer)).changes]
    assert "New words: {{ pack.title }} autrement" in told
    assert "Gone words: {{ pack.title }} en français" in told


def test_of_two_files_with_one_id_the_newer_counts_and_installing_leaves_one(tmp_path):
    library = folders.template_library()
    written(library, made(version="1.0"), "a.brieftemplate")
    written(library, made(version="1.10"), "b.brieftemplate")
    written(library, made(version="1.9"), "c.brieftemplate")
    assert find("our-form").package.info.version == "1.10"
    assert plan_install(written(tmp_path, made(version="1.9"))).obstacle
    install(plan_install(written(tmp_path, made(version="2.0"))))
    assert [path.name for path in library.iterdir()] == ["our-form.brieftemplate"]
    assert find("our-form").package.info.version == "2.0"


def test_removing_takes_every_file_with_that_id(tmp_path):
    library = folders.template_library()
    written(library, made(version="1.0"), "a.brieftemplate")
    written(library, made(id="another"), "b.brieftemplate")
    written(library, made(version="1.1"), "c.brieftemplate")
    remove("our-form")
    assert [path.name for path in library.iterdir()] == ["b.brieftemplate"]
