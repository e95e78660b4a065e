"""A new pack and a pack with every field of every record filled, each in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.domain.cover import Cover
from briefing.store.pack import Pack
from tests.records import filled_content

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pack(tmp_path) -> Iterator[Pack]:
    folder = tmp_path / "new"
    folder.mkdir()
    made = Pack.create(folder, Cover(id="cover", title="Larnaca"))
    yield made
    made.close()


@pytest.fixture
def filled(tmp_path) -> Iterator[Pack]:
    folder = tmp_path / "filled"
    folder.mkdir()
    content = filled_content()
    made = Pack.restore(folder, content.content, content.originals)
    yield made
    made.close()
