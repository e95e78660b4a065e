"""An edited workbook received: what somebody did to it becomes proposals, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.app.exporting import disclosed_of
from briefing.app.homecoming import taken_home, weight, whole
from briefing.app.word_files import done
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.app.inbox import Received
    from briefing.domain.content import Content
    from briefing.store.pack import Pack


def receive_workbook(pack: Pack, path: Path) -> Received:
    """Put what somebody did to an exported workbook into the inbox, as one edit.

    What was proposed before, and whatever became of it, is not proposed again.

    Args:
        pack: Our pack.
        path: The workbook; it is only read.

    Raises:
        InputRefusedError: It is no workbook of this pack, was made to be read, is damaged, or could
            do harm; nothing was changed.
    """
    from briefing.excel.homecoming import come_home
    from briefing.excel.tasks import EDITED

    data = whole(path, "workbook", "Take pictures and foreign sheets out of it")
    book = done(EDITED, data, data, own=weight(pack.content))
    home = come_home(pack.content, disclosed_of(pack.content), book)
    return taken_home(pack, path, "Receive Workbook", home)


def is_on_its_way_home(content: Content, path: Path) -> bool:
    """Tell whether a file is a workbook that was exported to be worked on, and is not a table."""
    from briefing.excel.tasks import EDITED

    try:
        data = whole(path, "workbook", "Make it smaller")
        return done(EDITED, data, data, own=weight(content)).memory is not None
    except InputRefusedError:
        return False
