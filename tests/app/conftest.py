"""Packs in the test's own user account: an empty one, and the good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.app import folders, jobs, packs
from tests.good_content import good_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from briefing.store.pack import Pack


@pytest.fixture
def pack() -> Iterator[Pack]:
    made = packs.create_pack("Larnaca")
    yield made
    made.close()


@pytest.fixture
def good() -> Iterator[Pack]:
    made = packs.restored(good_content(), {})
    yield made
    made.close()


@pytest.fixture
def no_settings() -> Iterator[None]:
    folders.settings_file().unlink(missing_ok=True)
    yield
    folders.settings_file().unlink(missing_ok=True)


@pytest.fixture
def no_worker_remains() -> Iterator[None]:
    yield
    jobs.end()


@pytest.fixture
def never_here(monkeypatch: pytest.MonkeyPatch) -> Callable[[ModuleType, str], None]:
    """Return what makes a function fail in this process, so that only the worker can call it."""

    class CalledHereError(AssertionError):
        """It was called in this process."""

    def refuse(*_arguments: object) -> None:
        raise CalledHereError

    return lambda module, name: monkeypatch.setattr(module, name, refuse)
