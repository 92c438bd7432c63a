"""Days as numbers, for columns and comparisons."""

from __future__ import annotations

import time

from kortui.edtf import Day

EARLIEST = -(10**14)
LATEST = 10**14
"""Day numbers before and behind every day EDTF can write."""


def day_number(day: Day | None, missing: int) -> int:
    """A day as one integer that orders like the day.

    Args:
        day: The day.
        missing: What stands for an open or unknown one.
    """
    return missing if day is None else day[0] * 10_000 + day[1] * 100 + day[2]


def today() -> Day:
    """The day it is here."""
    now = time.localtime()
    return now.tm_year, now.tm_mon, now.tm_mday
