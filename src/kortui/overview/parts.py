"""Which charts and tables each pane has, in the order they are gone through; each is made when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kortui.model import Library
from kortui.overview import dealings, diplomacy, jubilees, lanes, meetings, thinning
from kortui.overview.lanes import Lanes
from kortui.overview.series import Figures, figures
from kortui.overview.tables import Table
from kortui.records import dataclass, replace
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


def _table(title: str, make: Callable[[Library, Sequence[int]], Table], *types: EventType) -> Part:
    """A part that is a table of records of some types; of more than are read, the latest, and the table says so."""

    def made(library: Library, rows: Sequence[int]) -> Content | None:
        kept = library.index.having(rows, "type", types) if len(rows) > thinning.MOST else rows
        table = make(library, thinning.latest(kept))
        return replace(table, sentence=thinning.told(kept, table.sentence)) if table.lines else None

    return Part(title, made)


def _lanes(title: str, kinds: Sequence[EntityKind], types: Sequence[EventType] = ()) -> Part:
    return Part(title, lambda library, rows: lanes.by_entity(library, rows, title, kinds, types))


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
        _table("Deals", dealings.deals, "contract", "delivery", "programme"),
        _lanes("Firms and ministries", ("organisation",)),
        _table("Forces", dealings.forces, "deployment", "withdrawal", "aid", "casualties", "conflict"),
        _table("Programme steps", dealings.programmes, "programme"),
        _table("Fairs", dealings.commerce, "commerce", "exhibition"),
        _table("Meetings", diplomacy.defense_meetings, "visit", "meeting"),
    ),
    "trade": (
        _table("Investments", dealings.investments, "investment", "construction"),
        _table("Works", dealings.works, "construction", "financing"),
        _table("Agreements", dealings.agreements, "agreement"),
        _table("Deals", dealings.deals, "contract", "delivery", "programme"),
        _table("Commerce", dealings.commerce, "commerce", "exhibition"),
        _lanes("Firms", ("organisation",), _DEALS),
        _table("Meetings", diplomacy.trade_meetings, "visit", "meeting"),
        _table("Founded", diplomacy.bodies, "establishment"),
    ),
    "diplomacy": (
        Part("Contacts", lanes.by_type),
        _table("Visits", diplomacy.visits, "visit", "meeting"),
        _table("Missions", diplomacy.missions, "establishment", "recognition"),
        _table("Agreements", dealings.agreements, "agreement"),
        _table("Positions", diplomacy.positions, "statement", "pledge", "policy", "target"),
        _table("Who met whom", meetings.meetings, "visit", "meeting"),
        _table("Anniversaries", _anniversaries, *jubilees.REMEMBERED, "anniversary"),
        _lanes("People", ("person",)),
        _table("Alliances", dealings.alliances, "alliance", "membership"),
        _table("Founded", diplomacy.bodies, "establishment"),
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
