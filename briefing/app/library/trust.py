"""Whose templates this user has agreed to use, remembered by what the files hold."""

from __future__ import annotations

import re

from briefing.app import folders
from briefing.errors import InputRefusedError
from briefing.files.replacing import write_whole

_DIGEST = re.compile(r"[0-9a-f]{64}")


class UntrustedTemplateError(InputRefusedError):
    """A template of somebody else was to be used before anybody agreed to it.

    Attributes:
        digest: What agreeing to it remembers.
    """

    def __init__(self, digest: str, *sentences: str) -> None:
        super().__init__(*sentences)
        self.digest = digest


def is_trusted(digest: str) -> bool:
    """Tell whether this user has agreed to what has this SHA-256."""
    return bool(_DIGEST.fullmatch(digest)) and (folders.trusted_templates() / digest).is_file()


def trust(digest: str) -> None:
    """Remember that this user has agreed to what has this SHA-256.

    Raises:
        OutputNotWrittenError: It could not be remembered.
    """
    if _DIGEST.fullmatch(digest):
        write_whole(folders.trusted_templates() / digest, b"")
