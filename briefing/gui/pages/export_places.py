"""Where an export goes: the folder, what its files are called, and what they are made to be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QWidget

from briefing.gui import outputs
from briefing.gui.pages.form_choice import FormChoice
from briefing.gui.parts import aligned, button, label, named, row

if TYPE_CHECKING:
    from briefing.domain.vocabularies import Disclosure
    from briefing.gui.session import Session

_NAMES: Final = {"word": "{slug}.docx", "excel": "{slug}-matrix.xlsx"}


class ExportPlaces(QWidget):
    """Names the folder and the files of an export.

    Args:
        session: The open pack.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._folder = named(QLineEdit(), "compose.folder", self.tr("Folder"))
        self._names: dict[str, QLabel] = {}
        self._form = FormChoice()
        choose = button(self.tr("Choose…"), "compose.choose", self._on_choose, icon="open")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        aligned(grid)
        grid.addWidget(label(self.tr("Folder"), "muted"), 0, 0)
        grid.addLayout(row(self._folder, choose), 0, 1)
        for line, (what, title) in enumerate(
            (("word", self.tr("Word file")), ("excel", self.tr("Workbook"))), start=1
        ):
            self._names[what] = label("", wraps=True)
            grid.addWidget(label(title, "muted"), line, 0)
            grid.addWidget(self._names[what], line, 1)
            grid.setRowMinimumHeight(line, 24)
        caption = label(self.tr("Made to be"), "muted")
        caption.setBuddy(self._form)
        grid.addWidget(caption, 3, 0)
        grid.addWidget(self._form, 3, 1)

    @property
    def form(self) -> str:
        """Return `review` or `issue`."""
        return self._form.choice

    @property
    def folder(self) -> Path:
        """Return the folder that is typed."""
        return Path(self._folder.text()).expanduser()

    def files(self, what: str) -> dict[str, Path]:
        """Return where the files of `word`, `excel` or `all` go."""
        wanted = (kind for kind in _NAMES if what in {kind, "all"})
        return {kind: self.folder / self._names[kind].text() for kind in wanted}

    def refresh(self) -> None:
        """Offer the folder of the pack where none is typed."""
        if not self._folder.text():
            self._folder.setText(str(outputs.folder_of(self._session.pack.path)))

    def name_files(self, readers: Disclosure | None, *, is_draft: bool) -> None:
        """Say in the files' names what a reader of the folder must see: the header is inside.

        Args:
            readers: For whom they are, or None for our own house.
            is_draft: Whether errors are open.
        """
        slug = outputs.slug(self._session.content)
        slug = f"DRAFT-{slug}" if is_draft else slug
        slug = f"{slug}-{readers.value}" if readers else slug
        for what, name in self._names.items():
            name.setText(_NAMES[what].format(slug=slug))

    def _on_choose(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Export into a Folder"), self._folder.text())
        dialog.setObjectName("compose.choose.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()
