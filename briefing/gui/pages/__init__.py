"""The pages of the window, each loaded when it is first visited."""

from __future__ import annotations
