"""What a day brings: each thing once, no finer than its date, the past no sooner than its day."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from kortui.model import Actor, Event, EventDate, Library
from kortui.overview.days import lines_of
from kortui.vocabulary import DateBasis, DateRole, EventType
from tests.tui.samples import small_library

BASE = small_library().events[0]


def _event(
    number: int, title: str, date: str, kind: EventType = "agreement", basis: DateBasis = "stated", role: DateRole = "event"
) -> Event:
    pair = (Actor("south-korea", "actor"), Actor("turkiye", "actor"))
    when = EventDate.of(date, basis, role)
    return replace(BASE, id=f"e{number:011d}", title=title, date=when, type=kind, actors=pair, amounts=(), other_dates=())


EVENTS = (
    _event(1, "relations", "1957", "establishment"),
    _event(2, "70th anniversary of relations", "2027", "anniversary", role="anniversary"),
    _event(3, "signed in spring", "1977-03-21", "agreement"),
    _event(4, "some time in May", "1987-05", "meeting"),
    _event(5, "leap", "1988-02-29", "visit"),
    _event(6, "told of", "2022", "investment", basis="document"),
    _event(7, "plan told of", "2026", "policy", "document", "planned"),
    _event(8, "aim", "2030", "target", "stated", "target"),
    _event(9, "perhaps then", "1987?", "agreement"),
    _event(11, "within one of the years", "[2025..2030]", "meeting", "relative", "planned"),
    _event(12, "one of two ahead", "[2029,2031]", "meeting", "relative", "planned"),
    _event(13, "planned for a day", "2031-05-04", "visit", "stated", "planned"),
    _event(14, "output of last year", "2021", "investment", "relative"),
    _event(15, "visitors of a year", "2021", "visit"),
    _event(16, "factory opened", "2021", "investment"),
    _event(10, "three days", "1987-07-19/1987-07-21", "visit"),
)


def _library() -> Library:
    events = list(EVENTS)
    ordinal = replace(
        next(a for e in small_library().events for a in e.amounts), kind="ordinal", text="70th", equivalent_to=None
    )
    events[1] = replace(events[1], amounts=(ordinal,))
    visitors = next(n for n, e in enumerate(events) if e.title == "visitors of a year")
    events[visitors] = replace(events[visitors], amounts=(replace(ordinal, kind="count", text="160,000"),))
    return replace(small_library(), events=tuple(sorted(events, key=lambda e: e.sort_key)), conflicts=(), series=())


def _told(day: str) -> dict[str, tuple[str, str]]:
    lines = list(lines_of(_library(), datetime.date.fromisoformat(day)))
    titles = [line[4] for line in lines]
    assert len(titles) == len(set(titles)), "each thing once"
    return {title: (section, words) for _, section, _, words, title in lines}


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_the_year_of_a_jubilee_tells_it_once(month: int) -> None:
    told = _told(f"2027-{month:02d}-15")
    assert told["relations"] == ("Anniversaries this year", "70 years this year")
    assert "70th anniversary of relations" not in told, "it is the same jubilee"
    section, words = told["signed in spring"]
    assert section == ("In this month" if month == 3 else "Anniversaries this year")
    assert words == ("50 years on 21 March" if month < 4 else "50 years ago"), "nothing is past before its day"
    may = ("In this month", "40 years ago this month")
    if month != 5:
        may = ("Anniversaries this year", "40 years in May" if month < 5 else "40 years ago")
    assert told["some time in May"] == may
    assert told["aim"] == ("Planned, aimed at or due", "3 years to go")
    assert told["one of two ahead"] == ("Planned, aimed at or due", "2 to 4 years to go")
    assert "within one of the years" not in told, "it may be long over"
    assert not {"told of", "plan told of", "perhaps then"} & told.keys(), "the day of a report is no day of what it tells of"


def test_on_the_day_itself_it_is_of_the_day() -> None:
    assert _told("2027-03-21")["signed in spring"] == ("On this day", "50 years ago")
    assert _told("2026-03-21")["signed in spring"] == ("On this day", "49 years ago"), "round or not"
    assert _told("1977-03-21")["signed in spring"] == ("On this day", "today"), "in its own year too"
    assert _told("1977-03-20").get("signed in spring") is None


@pytest.mark.parametrize(("day", "among"), [(18, False), (19, True), (21, True), (22, False)])
def test_a_day_within_several_is_of_them(day: int, among: bool) -> None:
    assert (_told(f"1987-07-{day}").get("three days") == ("On this day", "today")) is among


def test_a_plan_is_of_the_day_it_is_for() -> None:
    assert _told("2031-05-04")["planned for a day"] == ("On this day", "today")
    assert _told("2031-05-03")["planned for a day"] == ("Planned, aimed at or due", "this year")


def test_the_figures_of_a_year_have_no_anniversary() -> None:
    told = _told("2031-02-02")
    assert not {"output of last year", "visitors of a year"} & told.keys()
    assert told["factory opened"] == ("Anniversaries this year", "10 years this year")


def test_the_29th_of_february_is_of_the_28th_where_there_is_none() -> None:
    assert _told("2028-02-29")["leap"] == ("On this day", "40 years ago")
    assert _told("2027-02-28")["leap"] == ("On this day", "39 years ago")
    assert _told("2028-02-28")["leap"] == ("In this month", "40 years on 29 February")
    assert "leap" not in _told("2027-03-01")


def test_a_jubilee_ahead_that_the_sources_tell_is_due_once() -> None:
    assert _told("2026-06-01")["70th anniversary of relations"] == ("Planned, aimed at or due", "1 year to go")
    assert "relations" not in _told("2026-06-01")


def test_days_of_a_month_are_of_the_month() -> None:
    assert _told("2027-07-20")["three days"] == ("In this month", "40 years ago")
    assert _told("2027-07-01")["three days"] == ("In this month", "40 years on 19 July")
