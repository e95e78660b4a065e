"""An edited workbook received: what somebody did to it becomes proposals, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.app.exporting import disclosed_of
from briefing.app.homecoming import taken_home, weight, whole
from briefing.app.word_files import done
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.app.arrivals import Arrived, OurSide
    from briefing.domain.content import Content


def read_workbook(ours: OurSide, path: Path, waiting: Callable[[str], None]) -> Arrived:
    """Return what somebody did to an exported workbook.

    Args:
        ours: Our pack.
        path: The workbook; it is only read.
        waiting: Called again and again; may raise to cancel.

    Raises:
        InputRefusedError: It is no workbook of this pack, was made to be read, is damaged, or could
            do harm.
    """
    from briefing.excel.homecoming import come_home
    from briefing.excel.tasks import EDITED

    data = whole(path, "workbook", "Take pictures and foreign sheets out of it")
    book = done(EDITED, data, data, waiting, own=weight(ours.content))
    home = come_home(ours.content, disclosed_of(ours.content), book)
    return taken_home(path, "Receive Workbook", home)


def is_on_its_way_home(content: Content, path: Path, waiting: Callable[[str], None]) -> bool:
    """Tell whether a file is a workbook that was exported to be worked on, and is not a table."""
    from briefing.excel.tasks import EDITED

    try:
        data = whole(path, "workbook", "Make it smaller")
        return done(EDITED, data, data, waiting, own=weight(content)).memory is not None
    except InputRefusedError:
        return False
