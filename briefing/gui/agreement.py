"""The question before a template of somebody else is used for the first time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QObject

from briefing.app.library.trust import UntrustedTemplateError, trust
from briefing.errors import BriefingError
from briefing.gui.question_bar import Choice, QuestionBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.app.exporting import Progress
    from briefing.gui.session import Session

T = TypeVar("T")
Work: TypeAlias = Callable[["Progress", Callable[[], bool]], T]


def or_asked(work: Work[T]) -> Work[T | UntrustedTemplateError]:
    """Return work of a job that ends with what is to be asked, where a template is not agreed to.

    What a template asks for is read from the template itself, in the job's thread.
    """

    def run(progress: Progress, is_cancelled: Callable[[], bool]) -> T | UntrustedTemplateError:
        try:
            return work(progress, is_cancelled)
        except UntrustedTemplateError as error:
            return error

    return run


class Agreement(QObject):
    """Lets nothing be made with a template of somebody else before the analyst agrees to it.

    Args:
        session: Is told what cannot be done.
        host: The widget in whose window the question stands.
    """

    def __init__(self, session: Session, host: QWidget) -> None:
        super().__init__(host)
        self._session = session
        self._host = host
        self._question: QuestionBar | None = None
        self._digest = ""
        self._then: Callable[[], object] | None = None

    def ask(self, error: UntrustedTemplateError, then: Callable[[], object]) -> None:
        """Ask whether a template may be used, and go on with `then` on a yes."""
        self._digest, self._then = error.digest, then
        if self._question is None:
            self._question = QuestionBar(self._host.window())
        self._question.ask(
            str(error),
            Choice(words=self.tr("Agree and use it"), run=self._on_agreed),
            Choice(words=self.tr("Leave it"), run=self._on_left),
            takes_keys=True,
        )

    def _on_agreed(self) -> None:
        then, self._then = self._then, None
        try:
            trust(self._digest)
        except BriefingError as error:
            self._session.tell(str(error))
            return
        if then is not None:
            then()

    def _on_left(self) -> None:
        self._then = None
