"""The mark of a method that overrides another; at run time it costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override as override  # noqa: PLC0414  # handed on by this name
else:

    def override(method):  # noqa: ANN001, ANN201  # the type checker sees the other one
        """Return the method as it is; importing `typing_extensions` takes 30 ms."""
        return method
