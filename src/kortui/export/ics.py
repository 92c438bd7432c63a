"""Dated events as an iCalendar (RFC 5545), for calendars.

A calendar knows whole days only, so a date that is a month or a year becomes a stretch of days that says in its summary
what is known; undated events, and dates open at an end, are left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from kortui import edtf
from kortui.export.base import Exporter, Selection
from kortui.model import Event
from kortui.text import one_line

_OCTETS = 75
"""Longest content line of RFC 5545, in octets without the line end."""


def fold_line(line: str) -> str:
    """A content line folded as RFC 5545 (3.1) wants it, never inside a character."""
    pieces: list[str] = []
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"


def escape(text: str) -> str:
    """A value of type TEXT."""
    return one_line(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _day(day: edtf.Day | None, after: int = 0) -> str | None:
    """A day as DATE; None where iCalendar has none (years before 1 and after 9999)."""
    if day is None:
        return None
    try:
        found = datetime.date(*day) + datetime.timedelta(after)
    except (ValueError, OverflowError):
        return None
    return f"{found.year:04d}{found.month:02d}{found.day:02d}"


def _component(selection: Selection, event: Event) -> Iterator[str]:
    bounds = edtf.bounds(event.date.edtf)
    start, end = _day(bounds.start), _day(bounds.end, after=1)  # DTEND is the day after
    if start is None or end is None:
        return
    sources = "; ".join(d.attribution for d in Selection(selection.library, [event]).documents())
    precise = bounds.start == bounds.end
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@kortui"
    yield "DTSTAMP:19700101T000000Z"  # required; fixed, so that the same records give the same bytes
    yield f"DTSTART;VALUE=DATE:{start}"
    yield f"DTEND;VALUE=DATE:{end}"
    yield "SUMMARY:" + escape(event.title if precise else f"{event.title} ({event.date.display})")
    yield "DESCRIPTION:" + escape(f"{event.date.display}; {event.type}; {sources}")
    yield "CATEGORIES:" + ",".join(escape(one) for one in (event.type, *event.domains))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


class IcsExporter(Exporter):
    """Dated events for calendars."""

    name, suffix, label = "ics", ".ics", "dated events as iCalendar"

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The calendar."""
        yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kortui//kortui//EN\r\nCALSCALE:GREGORIAN\r\n"
        for event in selection.events:
            yield "".join(fold_line(line) for line in _component(selection, event))
        yield "END:VCALENDAR\r\n"
