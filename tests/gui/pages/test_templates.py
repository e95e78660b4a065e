"""The page Templates: the library, its checks and fields, installing, making and sharing."""

from __future__ import annotations

import io
import shutil
import threading
from pathlib import Path

import docx as python_docx
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QTabWidget

from briefing.app import folders
from briefing.app.library.installing import install, plan_install
from briefing.app.library.previews import keep_previews
from briefing.app.library.shelf import find, house_packages
from briefing.app.library.trust import is_trusted, trust
from briefing.app.settings import load_settings
from briefing.app.word_files import checked
from briefing.gui.pages.compose import ComposePage
from briefing.gui.pages.templates import TemplatesPage
from briefing.template.package import read_package
from tests.app.library.conftest import made, written
from tests.word.documents import paragraph
from tests.word.inspection.documents import sound
from tests.word.inspection.pictures import png

MOST_MS = 60_000
HOUSE = [package.info.name for package in house_packages()]


@pytest.fixture(autouse=True)
def library(plain_settings):
    for folder in (folders.template_library(), folders.trusted_templates()):
        shutil.rmtree(folder)
    yield
    for folder in (folders.template_library(), folders.trusted_templates()):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def page(session, qtbot):
    made_page = TemplatesPage(session)
    made_page.resize(900, 600)
    qtbot.addWidget(made_page)
    made_page.show()
    settle(made_page, qtbot)
    return made_page


def settle(page, qtbot):
    qtbot.waitUntil(lambda: not page._looks._jobs and page.files._job is None, timeout=MOST_MS)


def rows(page):
    return [page._model.row_at(at).name for at in range(page._model.rowCount())]


def choose(page, qtbot, name):
    page._view.choose(next(row.key for row in page._model._rows if row.name == name))
    settle(page, qtbot)


def answer(page, words):
    """Press a button of the question that stands in the window."""
    buttons = page.window().findChildren(QPushButton)
    next(one for one in buttons if one.text() == words and one.isVisible()).click()


def shown(page):
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def installed(folder, *body, **about):
    return install(plan_install(written(folder, made(*body, **about))))


def test_it_lists_what_ships_what_is_installed_and_what_cannot_be_used(page, qtbot, tmp_path):
    installed(tmp_path)
    (folders.template_library() / "broken.brieftemplate").write_bytes(b"nothing")
    page.refresh()
    assert rows(page) == [*HOUSE, "broken.brieftemplate", "Our form"]
    choose(page, qtbot, "broken.brieftemplate")
    assert any("cannot be used" in words for words in shown(page))
    assert not page.findChild(QTabWidget, "template.tabs").isVisible()


def test_a_template_of_somebody_else_waits_for_agreement(page, qtbot, tmp_path):
    installed(tmp_path)
    page.refresh()
    choose(page, qtbot, "Our form")
    assert any("from somebody else" in words for words in shown(page))
    page.findChild(QPushButton, "template.agree").click()
    assert is_trusted(made().digest)
    settle(page, qtbot)
    assert not page.findChild(QPushButton, "template.agree").isVisible()


def test_what_it_asks_for_is_said_with_author_and_hashes(page, qtbot, tmp_path):
    installed(tmp_path)
    page.refresh()
    choose(page, qtbot, "Our form")
    page.findChild(QTabWidget, "template.tabs").setCurrentIndex(3)
    said = " ".join(shown(page))
    assert "by Jane Roe" in said
    assert "pack.title" in said
    assert made().digest[:8] in said


def test_installing_shows_whom_it_is_from_and_installs_on_one_word(page, qtbot, tmp_path):
    page.install_file(written(tmp_path, made()))
    qtbot.waitUntil(page.files.question.isVisible, timeout=MOST_MS)
    assert "Jane Roe" in page.files.question.text
    assert find("our-form") is None
    answer(page, "Install")
    assert find("our-form").package == made()
    assert not find("our-form").is_trusted
    assert page._view.current.name == "Our form"


def test_installing_and_agreeing_is_one_word_too(page, qtbot, tmp_path):
    page.install_file(written(tmp_path, made()))
    qtbot.waitUntil(page.files.question.isVisible, timeout=MOST_MS)
    answer(page, "Install and use it")
    assert find("our-form").is_trusted


def test_leaving_the_question_installs_nothing(page, qtbot, tmp_path):
    page.install_file(written(tmp_path, made()))
    qtbot.waitUntil(page.files.question.isVisible, timeout=MOST_MS)
    answer(page, "Leave it")
    assert find("our-form") is None


def test_an_update_says_what_is_different(page, qtbot, tmp_path):
    installed(tmp_path)
    page.install_file(written(tmp_path, made(paragraph("{{ as_of }}"), version="2")))
    qtbot.waitUntil(page.files.question.isVisible, timeout=MOST_MS)
    assert "New field asked for: as_of" in page.files.question.text


def test_a_changed_byte_is_told_and_nothing_asked(page, session, qtbot, tmp_path):
    path = written(tmp_path, made())
    data = path.read_bytes()
    at = data.index(made().word) + 200
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    with qtbot.waitSignal(session.notice, timeout=MOST_MS) as told:
        page.install_file(path)
    assert "pack.docx" in told.args[0]
    assert not page.files.question.isVisible()


def test_a_dropped_template_is_installed_and_a_dropped_word_file_checked(page, qtbot, tmp_path):
    for path in (written(tmp_path, made()), draft(tmp_path, "{{ pack.titel }}")):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        page.dropEvent(
            QDropEvent(
                QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )  # fmt: skip
    qtbot.waitUntil(page.files.question.isVisible, timeout=MOST_MS)
    assert "draft.docx" in rows(page)


def draft(folder, text, name="draft.docx"):
    path = Path(folder) / name
    path.write_bytes(sound(paragraph(text)))
    return path


def test_a_checked_word_file_shows_its_mistakes_and_their_remedy(page, qtbot, tmp_path):
    page.check_path(str(draft(tmp_path, "{{ pack.titel }}")))
    settle(page, qtbot)
    said = " ".join(shown(page))
    assert "“{{ pack.titel }}” names “titel”" in said
    assert "Did you mean pack.title?" in said


def test_the_door_of_a_mistake_leads_to_the_field(page, qtbot, tmp_path):
    page.check_path(str(draft(tmp_path, "{{ pack.titel }}")))
    settle(page, qtbot)
    page.findChild(QPushButton, "template.checks.field").click()
    assert page.findChild(QLineEdit, "template.fields.filter").text() == "title"
    page._detail.fields.copy()
    assert "title" in QApplication.clipboard().text()


def test_a_corrected_file_is_checked_again(page, qtbot, tmp_path):
    path = draft(tmp_path, "{{ pack.titel }}")
    page.check_path(str(path))
    settle(page, qtbot)
    draft(tmp_path, "{{ pack.title }}")
    page.findChild(QPushButton, "template.check.button").click()
    settle(page, qtbot)
    assert not any("titel" in words for words in shown(page))


def test_a_copy_with_comments_is_written(page, session, qtbot, tmp_path):
    page.check_path(str(draft(tmp_path, "{{ pack.titel }}")))
    settle(page, qtbot)
    out = tmp_path / "commented.docx"
    with qtbot.waitSignal(session.file_written):
        page.write_comments(str(out))
    comments = python_docx.Document(io.BytesIO(out.read_bytes())).comments
    assert any("Did you mean pack.title?" in one.text for one in comments)


def test_a_tag_is_copied_by_double_click_and_dragged_as_text(page, session, qtbot):
    palette = page._detail.fields
    palette.look_for("handled")
    palette.look_for("countries")
    view, model = palette._view, palette._model
    entry = next(model.row_at(at) for at in range(model.rowCount()))
    dragged = model.mimeData([model.index(0, 0), model.index(0, 1)])
    assert dragged.text() == entry.tag
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    with qtbot.waitSignal(session.notice):
        view.activated.emit(model.index(0, 0))
    assert QApplication.clipboard().text() == entry.tag
    assert "{% for country in countries %}" in {one.tag[:30] for one in model._rows}


def test_the_tag_is_copied_by_key(page, qtbot):
    page.findChild(QTabWidget, "template.tabs").setCurrentIndex(2)
    page._detail.fields.look_for("marking")
    page._detail.fields._view.setFocus()
    QTest.keyClick(page._detail.fields._view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "marking" in QApplication.clipboard().text()


def test_a_template_made_of_a_word_file_is_installed_at_once(page, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS) as told:
        page.files.make_from(draft(tmp_path, "{{ pack.title }}", "Our brief.docx"))
    assert "personal traces" in told.args[0]
    assert find("our-brief").is_trusted
    assert (tmp_path / "our-brief" / "FIELDS.html").is_file()
    assert "Our brief" in rows(page)


def test_a_word_file_with_mistakes_becomes_a_draft_on_the_list(page, session, qtbot, tmp_path):
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS) as told:
        page.files.make_from(draft(tmp_path, "{{ pack.titel }}", "Our brief.docx"))
    assert "1 mistakes" in told.args[0]
    assert find("our-brief") is None
    assert rows(page)[0] == "pack.docx"
    settle(page, qtbot)


def test_an_installed_template_is_shared_byte_for_byte(page, session, qtbot, tmp_path):
    path = installed(tmp_path)
    page.refresh()
    choose(page, qtbot, "Our form")
    page.share_template()
    dialog = page.window().findChild(QFileDialog, "template.share.dialog")
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        dialog.fileSelected.emit(str(tmp_path / "for-you.brieftemplate"))
    dialog.close()
    assert (tmp_path / "for-you.brieftemplate").read_bytes() == path.read_bytes()


def test_a_form_that_ships_is_shared_with_sample_and_hashes(page, session, qtbot, tmp_path):
    page.share_template()
    dialog = page.window().findChild(QFileDialog, "template.share.dialog")
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        dialog.fileSelected.emit(str(tmp_path / "house.brieftemplate"))
    dialog.close()
    package = read_package((tmp_path / "house.brieftemplate").read_bytes())
    assert package.info.contract["document"]["countries"] == "list(country)"
    assert "sample.json" in package.parts


def test_removing_asks_first(page, qtbot, tmp_path):
    installed(tmp_path)
    page.refresh()
    choose(page, qtbot, "Our form")
    page.remove_template()
    assert find("our-form") is not None
    answer(page, "Remove")
    assert find("our-form") is None
    assert rows(page) == HOUSE


def test_a_shared_folder_is_shown_and_shown_no_longer(page, qtbot, tmp_path):
    written(tmp_path, made())
    page._on_folder_chosen(str(tmp_path))
    assert "Our form" in rows(page)
    choose(page, qtbot, "Our form")
    page.findChild(QPushButton, "template.remove.button").click()
    assert rows(page) == HOUSE
    assert load_settings().template_folders == ()
    assert (tmp_path / "some.brieftemplate").exists()


def test_pictures_of_the_pages_are_shown_where_there_are_any(session, qtbot):
    house = next(house_packages())
    keep_previews(house.word, (png(), png()))
    try:
        page = TemplatesPage(session)
        qtbot.addWidget(page)
        page.show()
        settle(page, qtbot)
        assert len(page._detail.pages._pictures) == 2
    finally:
        shutil.rmtree(folders.template_previews())


def test_a_picture_that_is_none_is_not_shown(page):
    page._detail.pages.show_pages((b"no picture", png()))
    assert len(page._detail.pages._pictures) == 1
    page._detail.pages.show_pages((b"no picture",))
    assert page.findChild(QPushButton, "template.pages.make") is not None


def test_compose_asks_before_a_template_of_somebody_else_is_used(session, qtbot, tmp_path):
    installed(tmp_path)
    compose = ComposePage(session)
    qtbot.addWidget(compose)
    compose.refresh()
    compose.findChild(QLineEdit, "compose.folder").setText(str(tmp_path))
    compose._template.setCurrentIndex(compose._template.findData("our-form"))
    compose.show()
    compose.export("word")
    qtbot.waitUntil(lambda: compose._agreement._question is not None, timeout=MOST_MS)
    qtbot.waitUntil(lambda: compose._job is None, timeout=MOST_MS)
    assert "Jane Roe" in compose._agreement._question.text
    assert not list(tmp_path.glob("*.docx"))
    with qtbot.waitSignal(session.file_written, timeout=MOST_MS):
        answer(compose, "Agree and use it")
    assert list(tmp_path.glob("*.docx"))
    assert is_trusted(made().digest)


def test_what_a_template_asks_for_is_read_beside_the_window(session, qtbot, tmp_path, monkeypatch):
    installed(tmp_path)
    threads = []
    monkeypatch.setattr(
        "briefing.app.library.card.checked",
        lambda data: threads.append(threading.current_thread()) or checked(data),
    )
    compose = ComposePage(session)
    qtbot.addWidget(compose)
    compose.refresh()
    compose.findChild(QLineEdit, "compose.folder").setText(str(tmp_path))
    compose._template.setCurrentIndex(compose._template.findData("our-form"))
    compose.show()
    compose.export("word")
    qtbot.waitUntil(lambda: compose._agreement._question is not None, timeout=MOST_MS)
    assert threads
    assert threading.main_thread() not in threads


def test_compose_offers_what_was_installed_meanwhile(session, qtbot, tmp_path):
    compose = ComposePage(session)
    qtbot.addWidget(compose)
    assert compose._template.count() == len(HOUSE)
    installed(tmp_path)
    trust(made().digest)
    compose.show()
    assert compose._template.findData("our-form") == len(HOUSE)


def test_the_window_installs_a_template_without_a_pack(window, qtbot, tmp_path):
    window.templates.install(written(tmp_path, made()))
    qtbot.waitUntil(window.templates.question.isVisible, timeout=MOST_MS)
    answer(window, "Install")
    assert find("our-form") is not None


def test_the_start_page_asks_for_a_colleagues_template(window, qtbot):
    window.start_page.findChild(QPushButton, "start.template").click()
    dialog = window.findChild(QFileDialog, "template.install.dialog")
    assert dialog.isVisible()
    dialog.close()


def test_a_template_dropped_on_the_window_leads_to_the_page(opened, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, made())))])
    opened.dropEvent(
        QDropEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    qtbot.waitUntil(opened.templates.question.isVisible, timeout=MOST_MS)
    answer(opened, "Install")
    assert opened.workspace.page_name == "Templates"
    settle(opened.workspace.page, qtbot)
