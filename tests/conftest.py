"""What every test can rely on: no screen, no network, no folder of the user, no chance."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
HOME = Path(tempfile.mkdtemp(prefix="briefing-tests-"))
FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_RUNTIME_DIR": "runtime",
    "XDG_STATE_HOME": "state",
}

# here, not in a fixture: it must stand before anything imports Qt or asks for a folder
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for variable, folder in FOLDERS.items():
    place = HOME / folder
    place.mkdir(mode=0o700, exist_ok=True)
    os.environ[variable] = str(place)

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # it judges by the clock
)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

collect_ignore = [] if SHARED.is_dir() else ["shared"]


class NetworkUsedError(AssertionError):
    """A test tried to reach another machine."""


def pytest_report_header() -> str | None:
    """Say when the tests on shared material are left out."""
    if SHARED.is_dir():
        return None
    return f"tests/shared is left out: there is no folder {SHARED}"


def pytest_unconfigure() -> None:
    """Remove the folders that stood in for the user's."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _no_network():
    """Refuse every connection that leaves this machine's own files."""

    def guarded(connect):
        def connect_locally(self, address):
            if self.family != getattr(socket, "AF_UNIX", None):
                raise NetworkUsedError(f"A test tried to connect to {address!r}.")
            return connect(self, address)

        return connect_locally

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared design texts and real inputs, beside the checkout."""
    return SHARED
