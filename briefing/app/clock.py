"""The only wall clock: what a record's date of capture and an export's time come from."""

from __future__ import annotations

from datetime import datetime

from briefing.domain.base import EdtfDate, Moment


def now() -> Moment:
    """Return date and time of this moment with the machine's offset, to the second."""
    here = datetime.now().astimezone()  # noqa: TID251  # the one place where wall time is read
    return moment(here)


def today() -> EdtfDate:
    """Return the date of this day where the machine stands."""
    return EdtfDate(now()[:10])


def moment(when: datetime) -> Moment:
    """Return a point in time as packs write it, to the second."""
    return Moment(when.isoformat(timespec="seconds"))
