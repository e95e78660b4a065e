"""Whether files are made to be worked on and received again, or to be read by others."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from briefing.gui.parts import named, of_any_width


class FormChoice(QComboBox):
    """The choice of the form; at first files come home."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "compose.form", self.tr("Made to be"))
        of_any_width(self)
        self.addItem(self.tr("Worked on, and received again (review form)"), "review")
        self.addItem(self.tr("Read by others (issue form)"), "issue")
        self.setToolTip(
            self.tr(
                "The review form remembers which words are whose, so that what somebody changes in "
                "it comes home. The issue form holds nothing hidden. Both look the same."
            )
        )

    @property
    def choice(self) -> str:
        """Return `review` or `issue`."""
        return str(self.currentData())
