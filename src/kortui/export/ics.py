"""Dated events as an iCalendar (RFC 5545), for calendars.

A calendar knows whole days only. A date that is a month, a year or open at an end, and a stretch of days that no source
states as such, would stand there from a day nobody stated; such records are left out, and how many is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from kortui import edtf
from kortui.export.base import Exporter, Selection
from kortui.model import Event, EventDate
from kortui.text import one_line

_OCTETS = 75
"""Longest content line of RFC 5545, in octets without the line end."""
_DAYLESS = "no source gives their day"


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


def _days(date: EventDate) -> tuple[str, str] | None:
    """First day of a date and the day after its last; None unless both are days that a source gives."""
    if not date.edtf:
        return None
    known = edtf.parse(date.edtf)
    if known.kind == "date":
        stated = known.precision == "day" and known.bounds.start == known.bounds.end
    else:
        ends = [edtf.parse(part) for part in known.parts if part]
        stated = known.kind == "interval" and date.basis == "stated" and len(ends) == 2
        stated = stated and all(end.precision == "day" and end.bounds.start == end.bounds.end for end in ends)
    start, end = _day(known.bounds.start), _day(known.bounds.end, after=1)
    return (start, end) if stated and start is not None and end is not None else None


def _component(selection: Selection, event: Event) -> Iterator[str]:
    days = _days(event.date)
    if days is None or event.date.edtf is None:
        return
    start, end = days
    sources = "; ".join(d.attribution for d in Selection(selection.library, [event]).documents())
    known = edtf.parse(event.date.edtf)
    plain = known.bounds.start == known.bounds.end and not (known.uncertain or known.approximate)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@kortui"
    yield "DTSTAMP:19700101T000000Z"  # required; fixed, so that the same records give the same bytes
    yield f"DTSTART;VALUE=DATE:{start}"
    yield f"DTEND;VALUE=DATE:{end}"
    yield "SUMMARY:" + escape(event.title if plain else f"{event.title} ({event.date.display})")
    yield "DESCRIPTION:" + escape(f"{event.date.display}; {event.type}; {sources}")
    yield "CATEGORIES:" + ",".join(escape(one) for one in (event.type, *event.domains))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


class IcsExporter(Exporter):
    """Dated events for calendars."""

    name, suffix, label = "ics", ".ics", "events whose day is known, as iCalendar"

    def omitted(self, selection: Selection) -> str:
        """How many records have no day."""
        number = sum(_days(event.date) is None for event in selection.events)
        return f"{number} of {len(selection.events)} left out: {_DAYLESS}" if number else ""

    def refused(self, selection: Selection) -> str:
        """That no record has a day: a calendar without a single one is of no use."""
        if not selection.events or any(_days(event.date) is not None for event in selection.events):
            return ""
        return f"0 of {len(selection.events)} written: {_DAYLESS}"

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The calendar."""
        yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kortui//kortui//EN\r\nCALSCALE:GREGORIAN\r\n"
        for event in selection.events:
            yield "".join(fold_line(line) for line in _component(selection, event))
        yield "END:VCALENDAR\r\n"
