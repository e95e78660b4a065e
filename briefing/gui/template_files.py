"""Templates as files in the window: install, make from a Word file, share, remove."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.errors import BriefingError
from briefing.gui.jobs import Job
from briefing.gui.question_bar import Choice, QuestionBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.app.library.installing import InstallPlan
    from briefing.template.package import Package

SUFFIX = ".brieftemplate"
_MOST_CHANGES = 6


class TemplateFiles(QObject):
    """Brings templates into the library and out of it.

    Args:
        host: The widget in whose window dialogs and questions stand.

    Signals:
        changed(template): Something is different in the library; the id to choose, or "".
        told(sentence): Something that the analyst should know.
        written(sentence, path): A file or folder was written.
        mistaken(path): A Word file became no template yet: it has mistakes.
        started(job): Work that takes a while has begun.
        crashed(error): A bug.
    """

    changed = Signal(str)
    told = Signal(str)
    written = Signal(str, str)
    mistaken = Signal(str)
    started = Signal(object)
    crashed = Signal(object)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._question: QuestionBar | None = None
        self._plan: InstallPlan | None = None
        self._shared: tuple[Package, bool] | None = None
        self._leaving = ""
        self._job: Job | None = None

    @property
    def question(self) -> QuestionBar:
        """Return where questions stand."""
        if self._question is None:
            self._question = QuestionBar(self._host.window())
        return self._question

    # ------------------------------------------------------------------ install

    def choose_and_install(self) -> None:
        """Ask for a template and show what installing it would do."""
        kinds = self.tr("Templates (*{suffix})").format(suffix=SUFFIX)
        self._ask_file(self.tr("Install a Template"), "install", kinds, self._on_install_chosen)

    def install(self, path: Path) -> None:
        """Show whom a template is from and what it changes; then install it on one word."""
        from briefing.app.library.installing import plan_install  # noqa: PLC0415  # loads on use

        self._begin(self.tr("Looking at the template…"), lambda: plan_install(path), self._on_plan)

    @Slot(str)
    def _on_install_chosen(self, path: str) -> None:
        self.install(Path(path))

    @Slot(object)
    def _on_plan(self, plan: InstallPlan) -> None:
        self._plan = plan
        is_same = plan.installed is not None and plan.installed.digest == plan.package.digest
        if is_same:
            self.told.emit(plan.obstacle)
            return
        choices = [Choice(words=self.tr("Install"), run=self._on_install)]
        if not plan.is_trusted:
            choices.append(Choice(words=self.tr("Install and use it"), run=self._on_install_trust))
        choices.append(Choice(words=self.tr("Leave it"), run=self._on_leave))
        self.question.ask("\n".join(self._said(plan)), *choices, takes_keys=True)

    def _said(self, plan: InstallPlan) -> list[str]:
        said = [] if plan.is_trusted else [self.tr("This template is from somebody else.")]
        said += plan.card.sentences
        if plan.obstacle:
            said.append(plan.obstacle)
        changes = [change.sentence for change in plan.changes]
        said += ["", *changes[:_MOST_CHANGES]] if changes else []
        if len(changes) > _MOST_CHANGES:
            more = self.tr("… and {count} more differences.")
            said.append(more.format(count=len(changes) - _MOST_CHANGES))
        used = self.tr("“{title}” has {count} editions made with it, the last with {version}.")
        said += [
            used.format(title=use.title, count=use.editions, version=use.version)
            for use in plan.used_by
        ]
        return said

    def _on_leave(self) -> None:
        self._plan = None

    def _on_install(self) -> None:
        self._install(trusts=False)

    def _on_install_trust(self) -> None:
        self._install(trusts=True)

    def _install(self, *, trusts: bool) -> None:
        from briefing.app.library.installing import install  # noqa: PLC0415  # loads on use
        from briefing.app.library.trust import trust  # noqa: PLC0415  # loads on use

        plan, self._plan = self._plan, None
        if plan is None:
            return
        try:
            install(plan, replace=True)
            if trusts:
                trust(plan.package.digest)
        except BriefingError as error:
            self.told.emit(str(error))
            return
        info = plan.package.info
        self.changed.emit(info.id)
        words = self.tr("Installed “{name}” {version}.")
        self.told.emit(words.format(name=info.name, version=info.version))

    # ------------------------------------------------------- new from a Word file

    def choose_word_file(self) -> None:
        """Ask for a Word file and make a template of it."""
        kinds = self.tr("Word files (*.docx *.dotx)")
        self._ask_file(self.tr("New Template from a Word File"), "new", kinds, self._on_new_chosen)

    def make_from(self, word: Path) -> None:
        """Make a template's folder of a Word file, and install it when it has no mistakes."""
        self._begin(self.tr("Making the template…"), lambda: _made(word), self._on_made)

    @Slot(str)
    def _on_new_chosen(self, path: str) -> None:
        self.make_from(Path(path))

    @Slot(object)
    def _on_made(self, made: tuple[Path, str, int, int]) -> None:
        folder, template, taken_out, errors = made
        words = self.tr("Made the template in {folder}; {count} personal traces were taken out.")
        if errors:
            words = self.tr(
                "Made the template in {folder}; {count} personal traces were taken out. It has "
                "{errors} mistakes and is not installed yet."
            )
        said = words.format(folder=folder.name, count=taken_out, errors=errors)
        if errors:
            self.mistaken.emit(str(folder / "pack.docx"))
        else:
            self.changed.emit(template)
        self.written.emit(said, str(folder))

    # -------------------------------------------------------------- share, remove

    def share(self, package: Package, *, is_house: bool) -> None:
        """Ask where a template goes and write it for others."""
        self._shared = (package, is_house)
        dialog = QFileDialog(self._host.window(), self.tr("Share a Template"))
        dialog.setObjectName("template.share.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Templates (*{suffix})").format(suffix=SUFFIX))
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(f"{package.info.id}{SUFFIX}")
        dialog.fileSelected.connect(self._on_share_chosen)
        dialog.open()

    @Slot(str)
    def _on_share_chosen(self, path: str) -> None:
        if self._shared is None:
            return
        package, is_house = self._shared
        work = partial(_shared, package, Path(path), is_house=is_house)
        self._begin(self.tr("Writing the template…"), work, self._on_shared)

    @Slot(object)
    def _on_shared(self, path: Path) -> None:
        words = self.tr("Wrote {name}: the form, the exercise and hashes, nothing of your packs.")
        self.written.emit(words.format(name=path.name), str(path))

    def remove(self, template: str, name: str) -> None:
        """Ask whether a template should leave the library."""
        self._leaving = template
        self.question.ask(
            self.tr("Remove “{name}” from the library? Packs and editions stay.").format(name=name),
            Choice(words=self.tr("Remove"), run=self._on_remove),
            Choice(words=self.tr("Keep it"), run=self._on_leave),
            takes_keys=True,
        )

    def _on_remove(self) -> None:
        from briefing.app.library.installing import remove  # noqa: PLC0415  # loads on use

        try:
            remove(self._leaving)
        except BriefingError as error:
            self.told.emit(str(error))
            return
        self.changed.emit("")
        self.told.emit(self.tr("Removed from the library."))

    # --------------------------------------------------------------------- common

    def _ask_file(
        self, title: str, name: str, kinds: str, on_chosen: Callable[[str], None]
    ) -> None:
        dialog = QFileDialog(self._host.window(), title)
        dialog.setObjectName(f"template.{name}.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.fileSelected.connect(on_chosen)
        dialog.open()

    def _begin(
        self, title: str, work: Callable[[], Any], on_finished: Callable[[Any], None]
    ) -> None:
        job = Job(title, lambda _job: work())
        job.finished.connect(on_finished)
        job.refused.connect(self.told)
        job.crashed.connect(self.crashed)
        job.ended.connect(self._on_ended)
        self._job = job
        self.started.emit(job)
        job.start()

    # ----------------------------------------------------------------- comments

    def comment(self, form: bytes | Path, out: Path) -> None:
        """Write a copy of a Word form, or of the file that has it, with a comment per finding."""
        self._begin(
            self.tr("Writing a copy with comments…"),
            lambda: _commented(form, out),
            self._on_commented,
        )

    @Slot(object)
    def _on_commented(self, out: Path) -> None:
        words = self.tr("Wrote {name} with a comment on each place.")
        self.written.emit(words.format(name=out.name), str(out))

    def _on_ended(self) -> None:
        self._job = None


def _made(word: Path) -> tuple[Path, str, int, int]:
    """Make the folder, and the package in the library where the form has no mistakes."""
    from briefing.app import folders  # noqa: PLC0415  # loads on use
    from briefing.app.library.making import new_template, pack_folder  # noqa: PLC0415  # loads on use
    from briefing.template.problems import Severity  # noqa: PLC0415  # loads on use

    made = new_template(word)
    errors = sum(problem.severity is Severity.ERROR for problem in made.problems)
    if not errors:
        pack_folder(made.folder, folders.template_library() / f"{made.info.id}{SUFFIX}")
    return made.folder, made.info.id, len(made.taken_out), errors


def _commented(form: bytes | Path, out: Path) -> Path:
    from briefing.app.library.shelf import read_file  # noqa: PLC0415  # loads on use
    from briefing.app.templates import write_comments  # noqa: PLC0415  # loads on use

    write_comments(form if isinstance(form, bytes) else read_file(form), out)
    return out


def _shared(package: Package, target: Path, *, is_house: bool) -> Path:
    from briefing.app.library.making import share_package  # noqa: PLC0415  # loads on use

    return share_package(package, target, is_complete=not is_house)
