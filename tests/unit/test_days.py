"""What a day brings: each thing once, no finer than its date, the past no sooner than its day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from kortui import store
from kortui.model import Actor, Event, EventDate, Library
from kortui.overview import days
from kortui.overview.days import line_of, lines_of, sections
from kortui.search import derived, deriving
from kortui.search.lazy import LazyRows
from kortui.vocabulary import DateBasis, DateRole, EventType, Relevance
from tests.bench import generate
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


def test_of_a_large_library_the_same_is_told_though_few_records_are_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    store.save(path, generate.library(900))
    assert deriving.make(path, tmp_path)
    whole, opened = store.load(path), derived.load(path, tmp_path)
    assert opened is not None and opened.index.stored
    for day in (*(datetime.date(2020 + month // 5, month, 28) for month in range(1, 13)), datetime.date(1996, 2, 29)):
        told = list(lines_of(whole, day))
        assert list(lines_of(opened, day)) == told and told


def test_sections_are_counted_and_cut_with_hardly_a_record_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.json"
    store.save(path, generate.library(900))
    assert deriving.make(path, tmp_path)
    opened = derived.load(path, tmp_path)
    assert opened is not None
    read: list[int] = []
    plain = LazyRows._make

    def make(self: LazyRows[object], at: int) -> object:
        read.append(at)
        return plain(self, at)

    monkeypatch.setattr(LazyRows, "_make", make)
    day = datetime.date(2024, 3, 9)
    found = {section.name: section for section in sections(opened, day)}
    spoken, jubilees = len(read), found["Anniversaries this year"]
    assert len(jubilees) > 50 and len(found["In this month"]) > 10 and spoken < 15, "only who speaks of an anniversary is read"
    cut = jubilees.some(10)
    assert len(cut) == 10 and len(read) - spoken <= 10
    whole = jubilees.some()
    assert [row for row in whole if row in cut] == cut, "in the same order"
    everything = [line for line in lines_of(store.load(path), day) if line[1] == jubilees.name]
    assert [line_of(opened, jubilees, row) for row in whole] == everything
    monkeypatch.setattr(days, "_FEW", 0)
    assert jubilees.some() == whole, "by the keys of days as by the dates of records"


def _many(relevances: Sequence[Relevance], years: Iterable[int], kind: EventType = "agreement") -> list[Event]:
    found = []
    for at, (year, relevance) in enumerate(product(years, relevances)):
        event = _event(1000 + at, f"{relevance} of {year}", f"{year}-06-0{at % 9 + 1}", kind)
        found.append(replace(event, relevance=relevance))
    return found


def _shown(events: Sequence[Event], day: str, section: str, at_most: int) -> list[str]:
    library = replace(small_library(), events=tuple(sorted(events, key=lambda e: e.sort_key)), conflicts=(), series=())
    found = next(s for s in sections(library, datetime.date.fromisoformat(day)) if s.name == section)
    return [line_of(library, found, row)[4] for row in found.some(at_most)]


def test_of_too_many_records_those_between_the_two_and_of_round_years_are_shown() -> None:
    events = _many(("third-country", "bilateral"), range(1960, 2020))
    wanted = ["bilateral of 1976", "bilateral of 2001"]  # 50 and 25 years, and then those of ten
    assert _shown(events, "2026-06-15", "In this month", 2) == wanted
    assert _shown(events, "2026-06-15", "In this month", 3) == ["bilateral of 1966", *wanted]
    assert all(title.startswith("bilateral") for title in _shown(events, "2026-06-15", "In this month", 60))
    assert len(_shown(events, "2026-06-15", "In this month", 61)) == 61


def test_what_is_of_the_day_itself_is_shown_first_and_what_is_due_soonest() -> None:
    events = [*_many(("bilateral",), (1976, 1986, 2001)), _event(1, "today", "2026-06-01")]
    assert "today" in _shown(events, "2026-06-01", "On this day", 1)
    ahead = [_event(n, f"by {year}", f"../{year}", "target", role="target") for n, year in enumerate((2040, 2031, 2027, 2029))]
    assert _shown(ahead, "2026-06-01", "Planned, aimed at or due", 2) == ["by 2027", "by 2029"]


def test_a_day_of_an_unknown_month_or_year_is_no_day() -> None:
    day = datetime.date(2026, 1, 12)
    for date in ("1988-XX-12", "198X-01-12"):
        library = replace(small_library(), events=(_event(1, "some day", date),), conflicts=(), series=())
        assert [line[1] for line in lines_of(library, day)] == [], date


def test_what_the_sources_call_an_anniversary_finds_the_event_of_any_year(tmp_path: Path) -> None:
    path = tmp_path / "told.json"
    store.save(path, _library())
    assert deriving.make(path, tmp_path)
    opened = derived.load(path, tmp_path)
    assert opened is not None
    for year in range(2021, 2032):
        day = datetime.date(year, 6, 1)
        assert list(lines_of(opened, day)) == list(lines_of(store.load(path), day)), year
