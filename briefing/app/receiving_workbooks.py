"""An edited workbook received: what somebody did to it becomes proposals, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.app.exporting import disclosed_of
from briefing.app.homecoming import taken_home, whole
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.app.arrivals import Arrived, OurSide


def read_workbook(ours: OurSide, path: Path) -> Arrived:
    """Return what somebody did to an exported workbook.

    Args:
        ours: Our pack.
        path: The workbook; it is only read.

    Raises:
        InputRefusedError: It is no workbook of this pack, was made to be read, is damaged, or could
            do harm.
    """
    from briefing.excel.homecoming import come_home

    data = whole(path, "workbook", "Take pictures and foreign sheets out of it")
    home = come_home(ours.content, disclosed_of(ours.content), data)
    return taken_home(path, "Receive Workbook", home)


def is_on_its_way_home(path: Path) -> bool:
    """Tell whether a file is a workbook that was exported to be worked on, and is not a table."""
    from briefing.excel import homecoming

    try:
        return homecoming.is_on_its_way_home(whole(path, "workbook", "Make it smaller"))
    except InputRefusedError:
        return False
