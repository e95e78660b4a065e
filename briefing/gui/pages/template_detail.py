"""The chosen template: whose it is and what it asks for, its pages, its check, the fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from briefing.app.library.shelf import Origin
from briefing.gui.pages.template_checks import TemplateChecks
from briefing.gui.pages.template_fields import FieldsPalette
from briefing.gui.pages.template_pages import TemplatePages
from briefing.gui.parts import button, clear, column, label, named, readable, row, scrolling

if TYPE_CHECKING:
    from briefing.app.library.looking import Look
    from briefing.gui.pages.template_rows import TemplateRow
    from briefing.template.manifest import Option, Pages, TemplateInfo
    from briefing.template.problems import TemplateProblem

_SHA = re.compile(r"\b[0-9a-f]{64}\b")


class TemplateDetail(QWidget):
    """Everything about one template, in four tabs.

    Signals:
        trusted(): The analyst agrees to it.
        share_asked(): It should be written for others.
        remove_asked(): It should leave the library, or the list.
        check_asked(): It should be checked again.
        pages_asked(): Pictures of its pages should be made.
        copy_asked(): A copy with comments should be written.
        tag_copied(tag): A tag is on the clipboard.
    """

    trusted = Signal()
    share_asked = Signal()
    remove_asked = Signal()
    check_asked = Signal()
    pages_asked = Signal()
    copy_asked = Signal()
    tag_copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("template.detail")
        self._name = label("", "title", wraps=True)
        self._about = label("", "muted", wraps=True)
        self._state = label("", "warn", wraps=True)
        self._agree = button(
            self.tr("Agree to it"), "template.agree", self.trusted.emit, look="primary"
        )
        self._share = button(
            self.tr("Share…"), "template.share.button", self.share_asked.emit, icon="export-word"
        )
        self._check = button(
            self.tr("Check again"), "template.check.button", self.check_asked.emit, icon="check"
        )
        self._remove = button(
            self.tr("Remove"), "template.remove.button", self.remove_asked.emit, icon="remove"
        )
        self.pages = TemplatePages()
        self.checks = TemplateChecks()
        self.fields = FieldsPalette()
        self._facts = QVBoxLayout()
        self._facts.setSpacing(6)
        self._facts.setContentsMargins(16, 16, 16, 16)
        self._tabs = named(QTabWidget(), "template.tabs", self.tr("About the template"))
        self._tabs.tabBar().setObjectName("template.tabs.bar")
        self._tabs.tabBar().setAccessibleName(self.tr("About the template"))
        self._lay_out()
        self.pages.asked.connect(self.pages_asked)
        self.checks.copy_asked.connect(self.copy_asked)
        self.checks.field_asked.connect(self._on_field_asked)
        self.fields.copied.connect(self.tag_copied)

    def _lay_out(self) -> None:
        facts = QWidget()
        facts.setLayout(self._facts)
        self._tabs.addTab(self.pages, self.tr("Pages"))
        self._tabs.addTab(self.checks, self.tr("Checks"))
        self._tabs.addTab(self.fields, self.tr("Fields"))
        self._tabs.addTab(
            scrolling(facts, "template.facts", self.tr("What it asks for")),
            self.tr("What it asks for"),
        )
        trust = row(self._state, self._agree, gap=12)
        trust.setStretch(0, 1)
        actions = row(self._check, self._share, self._remove, 1, gap=8)
        head = column(self._name, self._about, trust, actions, gap=6)
        head.setContentsMargins(16, 12, 16, 8)
        whole = column(head, self._tabs, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_row(self, chosen: TemplateRow | None) -> None:
        """Show a row; what takes longer to know comes with `show_look`."""
        self.setEnabled(chosen is not None)
        if chosen is None:
            return
        listed = chosen.listed
        info = None if chosen.package is None else chosen.package.info
        self._name.setText(chosen.name)
        self._about.setText(self._described(chosen, info))
        is_asking = chosen.state == "asks"
        said = "" if listed is None else listed.refusal
        if is_asking:
            said = self.tr(
                "This template is from somebody else. Read what it asks for, then agree to it."
            )
        self._state.setText(said)
        self._state.setVisible(bool(said))
        self._agree.setVisible(is_asking)
        self._share.setVisible(info is not None)
        self._check.setVisible(chosen.word is not None)
        self._remove.setVisible(listed is None or listed.origin is not Origin.HOUSE)
        self._remove.setText(" " + self._leaving_words(chosen))
        self._show_facts((), info)
        self.pages.show_pages(())
        self.checks.wait()
        self._count(())
        self._tabs.setVisible(chosen.state != "refused")

    def _described(self, chosen: TemplateRow, info: TemplateInfo | None) -> str:
        if info is None:
            return chosen.key
        author = self.tr("by {author}").format(author=info.author) if info.author else ""
        first = " · ".join(filter(None, (info.version, author, info.licence, chosen.where)))
        return "\n".join(filter(None, (first, info.description)))

    def _leaving_words(self, chosen: TemplateRow) -> str:
        if chosen.listed is None:
            return self.tr("Close")
        is_shared = chosen.listed.origin is Origin.SHARED
        return self.tr("Show its folder no longer") if is_shared else self.tr("Remove")

    def show_look(self, look: Look, info: TemplateInfo | None) -> None:
        """Show what was found out about the chosen row."""
        self._show_facts(look.sentences, info)
        self.pages.show_pages(look.pages)
        self.checks.show_problems(look.problems)
        self._count(look.problems)

    def show_checks(self) -> None:
        """Bring the tab with the findings to the front."""
        self._tabs.setCurrentWidget(self.checks)

    def _count(self, problems: tuple[TemplateProblem, ...]) -> None:
        words = self.tr("Checks")
        if problems:
            words = self.tr("Checks ({count})").format(count=len(problems))
        self._tabs.setTabText(self._tabs.indexOf(self.checks), words)

    def _show_facts(self, sentences: tuple[str, ...], info: TemplateInfo | None) -> None:
        clear(self._facts)
        for sentence in sentences:
            self._facts.addWidget(readable(_SHA.sub(_in_groups, sentence)))
        if info is not None and info.options:
            self._facts.addWidget(label(self.tr("Options"), "heading"))
            for option in info.options:
                self._facts.addWidget(readable(_option(option), "muted"))
        if info is not None and info.pages is not None:
            self._facts.addWidget(label(self.tr("Page limits"), "heading"))
            self._facts.addWidget(readable(self._allowed(info.pages), "muted"))
        self._facts.addStretch(1)

    def _allowed(self, pages: Pages) -> str:
        per = {
            "meeting": self.tr("At most {most} pages for each meeting"),
            "country": self.tr("At most {most} pages for each country"),
            "document": self.tr("At most {most} pages for the whole document"),
        }
        return per[pages.per].format(most=pages.most)

    def _on_field_asked(self, name: str) -> None:
        self._tabs.setCurrentWidget(self.fields)
        self.fields.look_for(name.rpartition(".")[2])


def _option(option: Option) -> str:
    if option.of:
        words = {
            "meetings": QCoreApplication.translate("TemplateDetail", "the meetings of the pack"),
            "countries": QCoreApplication.translate("TemplateDetail", "the countries of the pack"),
            "topics": QCoreApplication.translate("TemplateDetail", "the topics of the pack"),
        }
        return f"{option.label}: {words[option.of]}"
    choices = ", ".join(
        f"{choice.label} ✓" if choice.value == option.default else choice.label
        for choice in option.choices
    )
    return f"{option.label}: {choices}"


def _in_groups(found: re.Match[str]) -> str:
    """Return a SHA-256 in groups, so that it is compared by eye and fits a narrow page."""
    return " ".join(found.group()[at : at + 8] for at in range(0, 64, 8))
