"""The errors whose sentences an analyst can act on; everything else that is raised is a bug."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class BriefingError(Exception):
    """Something the analyst can act on; `str(error)` says what, where, why and what to do."""

    exit_code = 4


class InputRefusedError(BriefingError):
    """What came from outside cannot be used; nothing was changed.

    Args:
        sentences: One or more complete sentences, each naming place, reason and remedy.
    """

    exit_code = 3

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class DamagedPackError(InputRefusedError):
    """A pack is not what was written; what is left of it can be rescued.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} {why}. Nothing was changed. Ask for it again, open one of its dated copies, "
            "or make a new pack of what is left of it (Rescue)."
        )
        self.path = path


class OutputNotWrittenError(BriefingError):
    """A result could not be written; whatever was there before is still there, unchanged."""

    exit_code = 4
