"""Packs in the test's own user account: an empty one, and the good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.app import folders, packs
from tests.good_content import good_content

if TYPE_CHECKING:
    from collections.abc import Iterator

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
