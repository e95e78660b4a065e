"""The question before a template of somebody else is used for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefing.app.library.trust import UntrustedTemplateError, trust
from briefing.app.templates import template_for_use
from briefing.errors import BriefingError
from briefing.gui.question_bar import Choice, QuestionBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from briefing.gui.session import Session


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

    def is_given(self, template: str, then: Callable[[], object]) -> bool:
        """Tell whether a template may be used; else ask, and go on with `then` on a yes."""
        try:
            template_for_use(template)
        except UntrustedTemplateError as error:
            self._ask(error, then)
            return False
        except BriefingError as error:
            self._session.tell(str(error))
            return False
        return True

    def _ask(self, error: UntrustedTemplateError, then: Callable[[], object]) -> None:
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
