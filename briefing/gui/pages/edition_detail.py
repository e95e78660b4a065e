"""The chosen edition: when and of what it was made, its files, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from briefing.app.frozen import purged_stamp
from briefing.domain.exchange import label as name_of
from briefing.gui.jobs import Job
from briefing.gui.pages.edition_changes import ChangesText, changed_groups
from briefing.gui.pages.edition_choices import chosen_words
from briefing.gui.parts import button, clear, column, label, readable, row, rule, scrolling

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from briefing.app.issuing import Issued
    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition
    from briefing.gui.pages.edition_changes import ChangedGroup
    from briefing.gui.session import Session

_HASH = 12


class EditionDetail(QWidget):
    """Shows one edition.

    Args:
        session: The open pack.

    Signals:
        again_asked(): Its files are to be made again.
    """

    again_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("edition.detail")
        self._session = session
        self._edition: Edition | None = None
        self._job: Job | None = None
        self._compared: tuple[Content, str] | None = None
        self._verdicts: dict[str, dict[str, tuple[str, str]]] = {}
        self._title = label("", "title")
        self._made = readable("", "muted")
        self._chosen = label("", "muted", wraps=True)
        self._purged = label("", "warn", wraps=True)
        self._files = QGridLayout()
        self._why = label("", "small", wraps=True)
        self._since = label("", "heading")
        self._clocks = label("", "small", wraps=True)
        self._changes = ChangesText()
        self._again = button(
            self.tr("Render again…"), "edition.again", self.again_asked.emit, icon="redo"
        )
        self._copy = button(
            self.tr("Copy the changes"), "edition.copy", self.copy_changes, icon="copy"
        )
        self._lay_out()
        self._changes.record_asked.connect(session.show_record)

    def _lay_out(self) -> None:
        self._files.setHorizontalSpacing(16)
        self._files.setVerticalSpacing(4)
        self._files.setColumnStretch(2, 1)
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        inner = column(
            row(self._title, 1, self._again),
            self._made,
            self._chosen,
            self._purged,
            self._files,
            self._why,
            rule(),
            row(self._since, 1, self._copy),
            self._clocks,
            self._changes,
            margins=16,
            gap=8,
        )
        inner.setStretchFactor(self._changes, 1)
        sheet.setLayout(inner)
        self.setLayout(column(scrolling(sheet, "edition.scroll", self.tr("Edition"))))
        self.setMinimumHeight(160)

    # -------------------------------------------------------------- showing

    def show_edition(self, edition: Edition | None) -> None:
        """Show an edition, and compare it with the pack as it is now."""
        self._edition = edition
        self.setEnabled(edition is not None)
        if edition is None:
            return
        name = name_of(edition)
        self._title.setText(self.tr("Edition {name}").format(name=name))
        self._made.setText(self._made_words(edition))
        chosen = chosen_words(edition, self._session.content)
        self._chosen.setText(" · ".join(chosen))
        self._chosen.setVisible(bool(chosen))
        stamp = purged_stamp(edition)
        self._purged.setVisible(stamp is not None)
        if stamp is not None:
            words = self.tr("Purged on {on}: {reason}. Nothing of it is left but its hash.")
            self._purged.setText(words.format(on=stamp["on"], reason=stamp["reason"]))
        self._again.setEnabled(stamp is None)
        self._show_files(edition)
        self._since.setText(self.tr("What changed since edition {name}").format(name=name))
        self._clocks.setText(
            self.tr("As we reported in edition {name}, beside the pack as it stands now.").format(
                name=name
            )
        )
        self._compare(edition, is_purged=stamp is not None)

    def show_again(self, issued: Issued) -> None:
        """Show how files that were made again compare with those that were issued."""
        verdicts = {}
        for path in issued.report.written:
            if path in issued.differing:
                verdict = (self.tr("differs from what was issued"), "warn")
            elif path in issued.incomparable:
                verdict = (self.tr("cannot be compared"), "muted")
            else:
                verdict = (self.tr("identical to what was issued"), "good")
            verdicts[path.suffix.lower()] = verdict
        self._verdicts = {issued.edition.id: verdicts}
        if self._edition is not None and self._edition.id == issued.edition.id:
            self._show_files(self._edition)
            self._why.setText(" ".join(self._whys(issued)))
            self._why.setVisible(bool(self._why.text()))

    def copy_changes(self) -> None:
        """Put all that changed on the clipboard as plain text."""
        if self._edition is None:
            return
        head = f"{self._since.text()}\n{self._clocks.text()}"
        QApplication.clipboard().setText(f"{head}\n\n{self._changes.plain}")
        self._session.tell(self.tr("Copied what changed."))

    def _made_words(self, edition: Edition) -> str:
        when = edition.issued[:16].replace("T", " ")
        parts = [self.tr("Issued {when}").format(when=when)]
        if edition.template is not None:
            used = self.tr("template {id}, version {version}")
            parts.append(used.format(id=edition.template.id, version=edition.template.version))
        parts.append(self.tr("content {hash}").format(hash=edition.content_sha256[:_HASH]))
        return " · ".join(parts)

    def _show_files(self, edition: Edition) -> None:
        clear(self._files)
        self._why.hide()
        verdicts = self._verdicts.get(edition.id, {})
        for line, output in enumerate(edition.outputs):
            suffix = f".{output.name.rpartition('.')[2].lower()}"
            words, look = verdicts.get(suffix, ("", "muted"))
            self._files.addWidget(label(output.name, wraps=True), line, 0)
            self._files.addWidget(self._hash(output.sha256), line, 1)
            self._files.addWidget(label(words, look, wraps=True), line, 2)
        if not edition.outputs:
            self._files.addWidget(label(self.tr("No file was written with it."), "muted"), 0, 0)

    @staticmethod
    def _hash(sha256: str) -> QLabel:
        made = readable(sha256[:_HASH], "small")
        made.setToolTip(sha256)
        return made

    def _whys(self, issued: Issued) -> list[str]:
        whys = []
        if issued.differing:
            whys.append(
                self.tr(
                    "The words and figures come from the same frozen content: this version of the "
                    "program, or the office suite that counts the pages, draws them in another way."
                )
            )
            whys += issued.report.sentences
        if issued.incomparable:
            whys.append(
                self.tr(
                    "A PDF carries the time at which the office suite made it; a file that was not "
                    "issued with the edition has nothing to be compared with."
                )
            )
        return whys

    # ------------------------------------------------------------ comparing

    def _compare(self, edition: Edition, *, is_purged: bool) -> None:
        content = self._session.content
        if is_purged:
            self._compared = None
            self._changes.show_sentence(self.tr("What was purged cannot be compared."))
            return
        compared, name = self._compared or (None, "")
        if compared is content and name == edition.id:
            return
        self._compared = (content, edition.id)
        self._changes.show_sentence(self.tr("Comparing…"))
        self._job = Job(
            self.tr("Comparing…"), lambda _: (edition, changed_groups(content, edition))
        )
        self._job.finished.connect(self._on_compared)
        self._job.refused.connect(self._changes.show_sentence)
        self._job.crashed.connect(self._session.crashed)
        self._job.start()

    def _on_compared(self, found: tuple[Edition, tuple[ChangedGroup, ...]]) -> None:
        edition, groups = found
        if self._edition is not None and self._edition.id == edition.id:
            self._changes.show_groups(groups, self.tr("Nothing changed since."))
