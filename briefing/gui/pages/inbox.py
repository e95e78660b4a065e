"""The inbox: everything from outside, a group per received file, accepted or rejected here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from briefing.app import changing, deciding, receiving
from briefing.domain.vocabularies import ProposalState
from briefing.errors import BriefingError
from briefing.gui.pages.inbox_model import WHERE, InboxModel
from briefing.gui.pages.inbox_rows import inbox_groups
from briefing.gui.pages.inbox_work import InboxWork
from briefing.gui.pages.proposal_detail import ProposalDetail
from briefing.gui.parts import (
    button,
    empty_place,
    frame,
    label,
    named,
    row,
)
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QItemSelection, QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from briefing.domain.exchange import Proposal
    from briefing.gui.session import Session

_WIDTHS: Final = (236, 120, 132, 0, 104, 76)


class InboxPage(QWidget):
    """What colleagues propose, and what can be done with it.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work = InboxWork(session, self)
        self._chosen = ("", 0)
        self._model = InboxModel(self)
        self._view = self._made_view()
        self._detail = ProposalDetail()
        self._count = label("", "muted")
        self._accept = button(self.tr("Accept"), "inbox.accept", self.accept_chosen, icon="check")
        self._change = button(self.tr("Change…"), "inbox.change", self.change_chosen, icon="edit")
        self._reject = button(self.tr("Reject"), "inbox.reject", self.reject_chosen, icon="close")
        self._all = button(self.tr("Accept all"), "inbox.accept_all", self.accept_all)
        self._stack = QStackedWidget()
        self._lay_out()
        self.setAcceptDrops(True)
        self._view.selectionModel().selectionChanged.connect(self._on_selected)
        self._work.accepted.connect(self._tell)
        self._detail.changed.connect(self._on_changed)
        self._detail.left.connect(self._on_left)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _made_view(self) -> QTreeView:
        view = named(QTreeView(), "inbox.tree", self.tr("Inbox"))
        view.setModel(self._model)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformRowHeights(True)
        view.setRootIsDecorated(False)
        view.setIndentation(12)
        view.setMinimumHeight(theme().row_height * 4)
        header = view.header()
        header.setStretchLastSection(False)
        for place, width in enumerate(_WIDTHS):
            if not width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        return view

    def _lay_out(self) -> None:
        title = label(self.tr("Inbox"), "title")
        add = button(self.tr("Receive…"), "inbox.receive", self.choose_file, icon="import")
        band = row(
            title, self._count, 1, self._accept, self._change, self._reject, self._all, add, gap=8
        )
        band.setContentsMargins(16, 8, 12, 8)
        first = button(
            self.tr("Receive a file…"),
            "inbox.receive_first",
            self.choose_file,
            look="primary",
            icon="import",
        )
        words = self.tr(
            "What colleagues change in their copies of this pack, or in a Word pack or workbook "
            "that you exported for review, stands here until you accept or reject it, and so does "
            "what rests on a source that has a new revision. Drop a .briefpack, a .docx or an "
            ".xlsx here; this pack stays as it is."
        )
        splitter = named(QSplitter(Qt.Orientation.Vertical), "inbox.splitter", self.tr("Inbox"))
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._view)
        splitter.addWidget(self._detail)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        self._splitter = splitter
        self._sizes = splitter.sizes()
        self._stack.addWidget(empty_place(words, first))
        self._stack.addWidget(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(frame("band", band))
        layout.addWidget(self._stack, 1)

    # ---------------------------------------------------- what the window asks

    @property
    def is_busy(self) -> bool:
        """Whether something is being received or accepted."""
        return self._work.is_busy

    def refresh(self) -> None:
        """Show the pack as it is now."""
        proposal, place = self._chosen
        groups = inbox_groups(self._session.content)
        self._model.show_groups(groups)
        has_places = any(row.proposal.place for group in groups for row in group.rows)
        self._view.setColumnHidden(WHERE, not has_places)
        for at in range(len(groups)):
            self._view.setFirstColumnSpanned(at, QModelIndex(), True)
        self._view.expandAll()
        self._stack.setCurrentIndex(1 if groups else 0)
        self._count.setText(str(len(deciding.open_proposals(self._session.content))))
        self._choose(self._model.place_of(proposal), place)
        self._allow()

    def show_record(self, kind: str, record_id: str) -> bool:
        """Choose a proposal by its id; False when it is not one of the inbox."""
        place = self._model.place_of(record_id) if kind == "proposal" else QModelIndex()
        if place.isValid():
            self._choose(place, 0)
        return place.isValid()

    def accept_chosen(self) -> None:
        """Accept what is selected as one edit; of a whole group all but the conflicts.

        While a proposal is being changed, that is accepted as it stands in the form.
        """
        if self._detail.is_changing:
            self._detail.accept()
            return
        ids = self._chosen_ids(ProposalState.WAITING)
        if not ids:
            self._session.tell(self.tr("Choose a proposal that waits, or one in conflict."))
            return
        self._work.accept(ids)

    def change_chosen(self) -> None:
        """Open the form in which the chosen proposal is changed before it is accepted."""
        shown = self._model.row_at(self._view.currentIndex())
        if shown is None:
            self._session.tell(self.tr("Choose one proposal: it is changed by itself."))
        elif not changing.values_of(shown.proposal):
            words = self.tr(
                "There is nothing to type here: accept it and change the record on its page, or "
                "reject it."
            )
            self._session.tell(words)
        else:
            self._sizes = self._splitter.sizes()
            self._splitter.setSizes([2 * sum(self._sizes) // 5, 3 * sum(self._sizes) // 5])
            self._detail.change(shown.proposal, self._session.content)

    def reject_chosen(self) -> None:
        """Reject what is selected, or all of a selected group, as one edit."""
        ids = self._chosen_ids(*ProposalState)
        done = self._session.attempt(deciding.reject, self._session.pack, ids)
        if done:
            words = self.tr("Rejected: {count}. What is here stays.")
            self._session.tell(words.format(count=len(done)), "edit.undo")
        elif done is not None:
            self._session.tell(self.tr("Choose a proposal first."))

    def accept_all(self) -> None:
        """Accept everything that waits and can be accepted, as one edit; conflicts stay."""
        self._work.accept_all()

    def choose_file(self) -> None:
        """Ask for a colleague's pack, Word pack or workbook and receive it."""
        self._work.choose_file()

    def receive(self, path: Path) -> None:
        """Put what a colleague's file changes into the inbox."""
        self._work.receive(path)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome what can be received; everything else is the window's."""
        event.setAccepted(received_in(event.mimeData()) is not None)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Receive a dropped pack, Word pack or workbook."""
        path = received_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.receive(path)

    # --------------------------------------------------------------- handlers

    def _chosen_ids(self, *of_group: ProposalState) -> tuple[str, ...]:
        """Return the selected proposals, and those of selected groups in these states."""
        ids: dict[str, None] = {}
        for index in self._view.selectionModel().selectedRows():
            group, one = self._model.group_at(index), self._model.row_at(index)
            rows = group.rows if group is not None else ()
            ids |= dict.fromkeys(r.proposal.id for r in rows if r.proposal.state in of_group)
            if one is not None:
                ids[one.proposal.id] = None
        return tuple(ids)

    def _choose(self, index: QModelIndex, place: int) -> None:
        """Choose a row; where it is gone, the one that took its place."""
        if not index.isValid() and self._model.groups:
            rows = [one.proposal.id for group in self._model.groups for one in group.rows]
            index = self._model.place_of(rows[min(place, len(rows) - 1)])
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._detail.show_row(self._model.row_at(index))

    def _allow(self) -> None:
        some = bool(self._model.groups)
        for part in (self._accept, self._change, self._reject, self._all):
            part.setVisible(some)
            part.setEnabled(some and not self._session.pack.is_read_only)

    def _on_changed(self, proposal: Proposal, values: Mapping[changing.Path, Any]) -> None:
        """Accept a proposal as it stands in the form; the reason why not is said there."""
        pack = self._session.pack
        try:
            if values:
                after = changing.with_values(proposal, values)
                accepted = deciding.accept_changed(pack, proposal.id, after)
            else:
                accepted = deciding.accept(pack, [proposal.id])
        except BriefingError as error:
            self._detail.refuse(str(error))
            return
        self._detail.leave()
        self._tell(accepted)

    def _on_left(self) -> None:
        self._splitter.setSizes(self._sizes)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, accepted: deciding.Accepted) -> None:
        changed = bool(accepted.accepted or accepted.conflicts)
        self._session.tell(" ".join(accepted.sentences), "edit.undo" * changed)

    def _on_selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        shown = self._model.row_at(self._view.currentIndex())
        self._detail.show_row(shown)
        if shown is not None:
            rows = [one.proposal.id for group in self._model.groups for one in group.rows]
            self._chosen = (shown.proposal.id, rows.index(shown.proposal.id))
            self._session.select(shown.proposal.kind, shown.proposal.record or "")

    def _on_theme_changed(self) -> None:
        for place, width in enumerate(_WIDTHS):
            if width:
                self._view.setColumnWidth(place, theme().scaled(width))


def received_in(data: QMimeData) -> Path | None:
    """Return the first file among dropped data that can be received, or None."""
    for url in data.urls():
        if url.isLocalFile() and url.fileName().casefold().endswith(receiving.SUFFIXES):
            return Path(url.toLocalFile())
    return None
