"""The errors whose sentences an analyst can act on; everything else that is raised is a bug."""

from __future__ import annotations


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
    """A pack cannot be opened because bytes of it were lost or changed; a part can be rescued."""


class OutputNotWrittenError(BriefingError):
    """A result could not be written; whatever was there before is still there, unchanged."""

    exit_code = 4
