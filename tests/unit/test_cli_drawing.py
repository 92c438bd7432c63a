"""chart and today: figures and days as words a terminal shows anywhere."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from kortui import store
from kortui.cli.charting import draw, figure
from kortui.cli.grids import series_grid
from kortui.model import EventDate, Series, SeriesPoint
from kortui.overview.days import lines_of
from kortui.text import cell_width
from kortui.vocabulary import SeriesStatus
from tests.unit.conftest import Run
from tests.unit.samples import library

ROWS = library()
SERIES = Series(
    "s", "trade", "KOR", "TUR", "USD",
    tuple(SeriesPoint(str(year), value, None, "actual", "e") for year, value in ((1965, 10**6), (1990, 10**8), (2021, 10**10))),
)  # fmt: skip


def bars(series: Series, columns: int = 80, *, log: bool = False, plain: bool = True) -> list[int]:
    return [line.count("#") for line in list(draw(series, columns, log=log, plain=plain))[1:]]


def test_linear_bars_are_as_long_as_the_figures() -> None:
    first, second, last = bars(SERIES)
    assert (first, second) == (1, 1) and last >= 40


def test_log_bars_grow_by_orders_of_magnitude() -> None:
    first, second, last = bars(SERIES, log=True)
    assert first <= 1 and abs(second - last / 2) <= 1


@pytest.mark.parametrize("columns", [20, 45, 80, 200])
@pytest.mark.parametrize("plain", [True, False])
def test_chart_fits_when_there_is_room_for_the_words(columns: int, plain: bool) -> None:
    lines = [line.rstrip("\n") for line in draw(SERIES, columns, log=True, plain=plain)][1:]
    assert all(cell_width(line) <= max(columns, 8 + 4 + 4 + 15) for line in lines)
    assert not plain or all(line.isascii() for line in lines)


def test_chart_says_unit_axis_and_what_is_wanted(run: Run) -> None:
    done = run("chart", "bilateral", columns=80)
    head, first, last, told = done.out.splitlines()
    assert head.startswith("bilateral trade, USD (KOR – TUR); logarithmic")
    assert "about 515 million USD" in first and "█" in first
    assert "10 billion USD (target)" in last and "░" in last and "█" not in last
    assert told == "~$515m in 1990, target $10bn in 2030: 2 figures, 1 not exact."
    assert "linear" in run("chart", "bilateral", "--linear", columns=80).out
    assert run("chart", "bilateral", "--ascii", columns=80).out.splitlines()[1].isascii()


def test_chart_in_a_pipe_is_its_points(run: Run) -> None:
    assert run("chart", "bil").rows[1][:5] == ["1990", "515000000", "USD", "~", "actual"]
    assert run("chart", "trade").rows == run("chart", "bilateral-trade-kor-tur").rows
    assert [row[0] for row in run("chart").rows[1:]] == ["bilateral-trade-kor-tur"]


@pytest.mark.parametrize("status", ["target", "forecast", "actual"])
def test_a_date_open_at_its_beginning_is_said_in_words_to_people(status: SeriesStatus) -> None:
    points = (SERIES.points[0], replace(SERIES.points[1], date="../2030", status=status))
    due = replace(SERIES, points=points)
    words = "until 2030" if status == "actual" else "by 2030"
    assert series_grid(replace(ROWS, series=(due,)), spoken=True).rows[0][-2:] == ("1965", words)
    assert series_grid(replace(ROWS, series=(due,))).rows[0][-2:] == ("1965", "../2030"), "a program is told EDTF"
    assert list(draw(due, 80, log=False, plain=True))[-1].startswith(words)


@pytest.mark.parametrize("log", [True, False])
def test_a_range_is_drawn_and_told_from_its_lower_to_its_upper_end(log: bool) -> None:
    ranged = replace(SERIES.points[1], value=600_000_000, value_to=6_500_000_000)
    series = replace(SERIES, points=(SERIES.points[0], ranged, SERIES.points[2]))
    whole, drawn, most = list(draw(series, 80, log=log, plain=True))[1:]
    assert "600 million to 6.5 billion USD" in drawn
    assert drawn.count("#") > whole.count("#") * log and drawn.count(".") - 1 > 0, "hatched between its ends"
    assert drawn.count("#") < drawn.rindex("#.") + 2 and drawn.count("#") + drawn.count(".") - 1 < most.count("#")
    ahead = replace(series, points=(replace(ranged, status="forecast"),))
    assert "#" not in "".join(draw(ahead, 80, log=log, plain=True)), "no part of a forecast is there"
    alone = list(draw(replace(series, points=(ranged,)), 80, log=log, plain=False))[1]
    assert "█" in alone and "░" in alone


def test_a_range_keeps_both_ends_in_a_pipe_and_in_its_page(run: Run, database: Path) -> None:
    (one,) = ROWS.series
    ranged = replace(one, points=(replace(one.points[0], hedge=None, value_to=650_000_000), one.points[1]))
    store.save(database, replace(ROWS, series=(ranged,)))
    assert run("chart", "bilateral").rows[1][1:] == ["515000000", "USD", "", "actual", one.points[0].event, "650000000"]
    assert run("chart", "bilateral").rows[2][-1] == ""
    assert "515000000–650000000" in run("show", one.id).out
    told = run("chart", "bilateral", columns=80).out.splitlines()[-1]
    assert told == "$515m–$650m in 1990, target $10bn in 2030: 2 figures, 1 not exact."


def test_a_word_is_first_what_a_series_measures_and_then_its_beginning(run: Run, database: Path) -> None:
    (one,) = ROWS.series
    deficit = replace(one, id="trade-deficit-kor-tur", measure="trade deficit", points=one.points[:1])
    store.save(database, replace(ROWS, series=(one, deficit)))
    assert run("chart", "trade").rows == run("chart", one.id).rows != run("chart", "trade-deficit").rows
    assert run("chart", "trade d").rows == run("chart", "deficit").rows == run("chart", deficit.id).rows
    assert run("show", "trade").out == run("show", one.id).out
    other = replace(one, id="third-trade-kor-tur", measure="third-party trade")
    store.save(database, replace(ROWS, series=(one, deficit, other)))
    done = run("chart", "trade")
    assert done.code == 2 and f"'trade' begins 2 names of series: {one.id}, {other.id}; type more of it" in done.err


def test_series_are_listed_in_words_on_a_terminal(run: Run, database: Path) -> None:
    due = replace(
        ROWS.series[0], points=tuple(replace(p, date=p.date.replace("2030", "../2030")) for p in ROWS.series[0].points)
    )
    store.save(database, replace(ROWS, series=(due,)))
    for words in (["chart"], ["list", "series"]):
        assert "by 2030" in run(*words, columns=100).out and "../2030" in run(*words).out
    done = run("chart", "arms")
    assert done.code == 1 and "there is no series 'arms'" in done.err


def test_chart_of_zero_negative_one_and_no_points_does_not_fail() -> None:
    for values in ((0, 5), (-3, 3), (7,), (0,), ()):
        series = replace(SERIES, points=tuple(SeriesPoint("1990", v, None, "actual", "e") for v in values))
        for log in (True, False):
            assert list(draw(series, 80, log=log, plain=False))


@pytest.mark.parametrize(
    ("value", "hedge", "words"),
    [
        (10_400_000_000, None, "10.4 billion USD"), (515_000_000, "~", "about 515 million USD"), (0, None, "0 USD"),
        (950, ">", "over 950 USD"), (1_500, "<~", "nearly 1,500 USD"), (2.5e12, ">=", "at least 2.5 trillion USD"),
    ],
)  # fmt: skip
def test_figure(value: float, hedge: str | None, words: str) -> None:
    assert figure(value, "USD", hedge) == words


@pytest.mark.parametrize(
    ("value", "value_to", "words"),
    [(6e8, 6.5e8, "600 to 650 million USD"), (9e8, 1.1e9, "900 million to 1.1 billion USD"), (5, 8, "5 to 8 USD")],
)
def test_a_range_in_words(value: float, value_to: float, words: str) -> None:
    assert figure(value, "USD", None, value_to) == words


def sections(day: str, **changed: EventDate) -> dict[str, list[str]]:
    events = [replace(e, date=changed.get("date", e.date)) if "date" in changed else e for e in ROWS.events]
    found: dict[str, list[str]] = {}
    for _, section, _, when, title in lines_of(replace(ROWS, events=tuple(events)), datetime.date.fromisoformat(day)):
        found.setdefault(section, []).append(f"{title}: {when}")
    return found


def test_day_month_year_and_what_is_due() -> None:
    assert sections("2030-05-05") == {
        "On this day": ["Minister visits Ankara: 25 years ago"],
        "Planned, aimed at or due": ["Trade of $10 billion wanted: this year"],
    }
    assert sections("2026-05-06")["In this month"] == ["Minister visits Ankara: 21 years ago"]
    assert sections("2027-01-01")["Anniversaries this year"] == ["Altay Works opens a plant: 40 years this year"]
    assert sections("2028-01-01") == {"Planned, aimed at or due": ["Trade of $10 billion wanted: 2 years to go"]}
    assert sections("2031-01-01") == {}


def test_vague_dates_have_no_day() -> None:
    assert "On this day" not in sections("2030-05-05", date=EventDate.of("1987~"))
    assert sections("2027-01-01", date=EventDate.of("1980/1989")) == {}
    assert sections("2028-02-29", date=EventDate.of("1988-02-29")).keys() == {"On this day"}


def test_today_command(run: Run) -> None:
    assert run("today", "--date", "2031-01-01").code == 1
    done = run("today", "--date", "2030-05-05", columns=80)
    assert done.code == 0 and "On this day" in done.out and "(25 years ago)" in done.out
    narrow = run("today", "--date", "2030-05-05", columns=40).out
    assert narrow.split() == done.out.split() and "(25 years ago)" in " ".join(narrow.split())
    assert all(cell_width(line) <= 40 for line in narrow.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines())
    assert run("today", "--date", "5 May").code == 2
    assert run("today").code in (0, 1)
