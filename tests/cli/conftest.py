"""The sample as a file, as a script finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.app import packs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    sample = packs.open_sample()
    try:
        return packs.save_pack(sample, tmp_path / "ours.briefpack")
    finally:
        sample.close()
