"""What conftest.py promises to every test."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import platformdirs
import pytest


@pytest.mark.parametrize("connect", ["connect", "connect_ex"])
@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, ("127.0.0.1", 9)), (socket.AF_INET6, ("::1", 9))],
    ids=["IPv4", "IPv6"],
)
def test_a_connection_to_a_machine_is_refused(connect, family, address):
    with (
        socket.socket(family) as opened,
        pytest.raises(AssertionError, match="tried to connect"),
    ):
        getattr(opened, connect)(address)


@pytest.mark.parametrize("kind", ["state", "data", "config", "cache"])
def test_the_folders_of_the_user_are_temporary(kind):
    folder = Path(getattr(platformdirs, f"user_{kind}_dir")("briefing"))
    assert folder.is_relative_to(tempfile.gettempdir())


def test_home_is_temporary_and_the_screen_is_memory():
    assert Path.home().is_relative_to(tempfile.gettempdir())
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
