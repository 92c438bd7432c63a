"""Which charts and tables each pane has, in the order they are gone through; each is made when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kortui.model import Event, Library
from kortui.overview import dealings, diplomacy, jubilees, lanes, meetings
from kortui.overview.lanes import Lanes
from kortui.overview.series import Figures, figures
from kortui.overview.tables import Table
from kortui.records import dataclass
from kortui.vocabulary import EntityKind, EventType

Content = Table | Figures | Lanes
Make = Callable[[Library, Sequence[int]], Content | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a pane by name; `make` gives None when the rows hold nothing for it."""

    title: str
    make: Make


_DEALS: tuple[EventType, ...] = (
    "investment", "financing", "construction", "commerce", "contract", "delivery", "agreement", "establishment",
)  # fmt: skip


def _table(title: str, make: Callable[[Library, Sequence[int]], Table]) -> Part:
    def made(library: Library, rows: Sequence[int]) -> Content | None:
        table = make(library, rows)
        return table if table.lines else None

    return Part(title, made)


def _lanes(title: str, kinds: Sequence[EntityKind], wanted: Callable[[Event], bool] = lambda event: True) -> Part:
    return Part(title, lambda library, rows: lanes.by_entity(library, rows, title, kinds, wanted))


def _given(one: Figures) -> Part:
    return Part(one.title, lambda library, rows: one)


def this_year() -> int:
    """The year anniversaries are looked for from."""
    return date.today().year


def _anniversaries(library: Library, rows: Sequence[int]) -> Table:
    return jubilees.anniversaries(library, rows, this_year())


_PARTS: dict[str, tuple[Part, ...]] = {
    "defense": (
        _lanes("Programmes", ("weapon",)),
        _table("Deals", dealings.deals),
        _lanes("Firms and ministries", ("organisation",)),
        _table("Forces", dealings.forces),
        _table("Programme steps", dealings.programmes),
        _table("Fairs", dealings.commerce),
        _table("Meetings", diplomacy.defense_meetings),
    ),
    "trade": (
        _table("Investments", dealings.investments),
        _table("Works", dealings.works),
        _table("Agreements", dealings.agreements),
        _table("Deals", dealings.deals),
        _table("Commerce", dealings.commerce),
        _lanes("Firms", ("organisation",), lambda event: event.type in _DEALS),
        _table("Meetings", diplomacy.trade_meetings),
        _table("Founded", diplomacy.bodies),
    ),
    "diplomacy": (
        Part("Contacts", lanes.by_type),
        _table("Visits", diplomacy.visits),
        _table("Missions", diplomacy.missions),
        _table("Agreements", dealings.agreements),
        _table("Positions", diplomacy.positions),
        _table("Who met whom", meetings.meetings),
        _table("Anniversaries", _anniversaries),
        _lanes("People", ("person",)),
        _table("Alliances", dealings.alliances),
        _table("Founded", diplomacy.bodies),
    ),
}
_WITH_FIGURES = ("defense", "trade")


def parts(pane: str, library: Library, rows: Sequence[int]) -> list[Part]:
    """The parts of a pane, the series of figures among its rows first.

    Args:
        pane: Id of the pane; one without parts has none.
        library: The database.
        rows: Rows of the events the pane holds.
    """
    own = [_given(one) for one in figures(library, rows)] if pane in _WITH_FIGURES else []
    return [*own, *_PARTS.get(pane, ())]
