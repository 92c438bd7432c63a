"""What else: queries for what happened around an event in time, with its actors, at its places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kortui import edtf
from kortui.model import Event, Library

DAYS = 90
"""Days before and after an event that count as then."""


def _shifted(day: edtf.Day, days: int) -> str:
    """A day some days on, as EDTF; outside the years `datetime` knows, the first or last of the year."""
    year, month, number = day
    try:
        return (date(year, month, number) + timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return f"{year:05d}" if year < 0 else f"{year:04d}"


def context_queries(library: Library, event: Event) -> Iterator[tuple[str, str]]:
    """What else to look for: words and query of each.

    Args:
        library: The database.
        event: The event.
    """
    start, end = edtf.from_iso(event.date.start), edtf.from_iso(event.date.end)
    if start and end:
        span = f"{_shifted(start, -DAYS)}..{_shifted(end, DAYS)}"
        yield f"Within {DAYS} days of {event.date.display}", f"date:{span}"
    names = list(dict.fromkeys(a.id for a in event.actors))
    if len(names) > 1:
        listed = [library.index.name(n) for n in names]
        yield f"With all of {', '.join(listed)}", " ".join(f"who:{n}" for n in names)
    for name in names:
        yield f"With {library.index.name(name)}", f"who:{name}"
    for place in dict.fromkeys(event.places):
        yield f"At {library.index.name(place)}", f"place:{place}"
    yield f"Other records of type {event.type}", f"type:{event.type}"
