"""Which charts and tables each pane has, in the order J goes through them; each is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from kortui.model import Event, Library
from kortui.overview import diplomacy, tables
from kortui.tui.charts import Chart, figures, lanes
from kortui.tui.charts.table import TableChart
from kortui.vocabulary import EntityKind

Make = Callable[[Library, Sequence[int]], Chart | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A chart of a pane by name, made of the rows shown when it is wanted; None when they hold nothing for it."""

    title: str
    make: Make


Maker = Callable[[Library, Sequence[int]], Sequence[Part]]
"""The parts of a pane; which series of figures there are depends on the rows."""


def _table(title: str, make: Callable[[Library, Sequence[int]], tables.Table]) -> Part:
    def made(library: Library, rows: Sequence[int]) -> Chart | None:
        table = make(library, rows)
        return TableChart(table, library) if table.lines else None

    return Part(title, made)


def _lanes(title: str, kinds: Sequence[EntityKind], wanted: Callable[[Event], bool] = lambda event: True) -> Part:
    return Part(title, partial(_first_lanes, title=title, kinds=kinds, wanted=wanted))


def _first_lanes(
    library: Library, rows: Sequence[int], *, title: str, kinds: Sequence[EntityKind], wanted: Callable[[Event], bool]
) -> Chart | None:
    return next(iter(lanes.by_entity(library, rows, title, kinds, wanted)), None)


def _series(library: Library, rows: Sequence[int]) -> list[Part]:
    """A part for each measure; they cost a pass over the points of all series, few beside the events."""

    def given(chart: Chart) -> Make:
        return lambda library, rows: chart

    return [Part(chart.title, given(chart)) for chart in figures.charts(library, rows)]


def _contacts(library: Library, rows: Sequence[int]) -> Chart | None:
    return next(iter(lanes.by_type(library, rows)), None)


def _anniversaries(library: Library, rows: Sequence[int]) -> tables.Table:
    return diplomacy.anniversaries(library, rows, this_year())


def this_year() -> int:
    """The year anniversaries are looked for from."""
    return date.today().year


_DEALS = ("investment", "financing", "construction", "commerce", "contract", "delivery", "agreement", "establishment")


def defense_charts(library: Library, rows: Sequence[int]) -> list[Part]:
    """Arms exports by country, life lines of weapon programmes, deals, firms and ministries, forces."""
    return [
        *_series(library, rows),
        _lanes("Programmes", ("weapon",)),
        _table("Deals", tables.deals),
        _lanes("Firms and ministries", ("organisation",)),
        _table("Forces", tables.forces),
    ]


def trade_charts(library: Library, rows: Sequence[int]) -> list[Part]:
    """Trade by year, investments, agreements, deals, then firms with all of these."""
    return [
        *_series(library, rows),
        _table("Investments", tables.investments),
        _table("Agreements", tables.agreements),
        _table("Deals", tables.deals),
        _lanes("Firms", ("organisation",), lambda event: event.type in _DEALS),
    ]


def diplomacy_charts(library: Library, rows: Sequence[int]) -> list[Part]:
    """Contacts by kind, missions, visits, agreements, positions, who met whom, anniversaries, people."""
    return [
        Part("Contacts", _contacts),
        _table("Visits", diplomacy.visits),
        _table("Missions", diplomacy.missions),
        _table("Agreements", tables.agreements),
        _table("Positions", diplomacy.positions),
        _table("Who met whom", diplomacy.meetings),
        _table("Anniversaries", _anniversaries),
        _lanes("People", ("person",)),
    ]
