"""The panes: shares of the one result, each with a way to show it.

A `Pane` says which events it holds and, if it likes, names a *view*: a widget above the list (``view_lines`` high) or in
its place (``view_lines = 0``). To add one:

1. write a widget with a method ``show(shown: Shown) -> None``, called after every change of the result, the pane or the
   moment, only while the pane is open; it must cost no more than a pass over ``shown.rows``;
2. let it post `kortui.tui.messages.RangeChosen` (adds ``date:…``), `QueryWanted` (replaces the query), `RowWanted` (puts the
   cursor on an event) or `LinkOpened` (``entity:ID``, ``document:ID``, ``event:ID``);
3. name its factory in `PANES`, importing the module inside the factory: what a pane needs is loaded when it is first opened;
4. give it ``PLACE`` (``strip`` or ``chart``), ``BINDINGS = bindings("bars", "chart")`` and the actions of those scopes
   (``action_bar_next``…), and draw with `kortui.tui.paint` and `kortui.tui.themes.inks`;
5. if it can be switched, give it a property ``modes`` with a setter (`kortui.sessions.Modes`): the next start switches it back;
   if there is more in it to go to than itself, a method ``jumps`` (`kortui.tui.jumps.Jump`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from textual.widget import Widget

from kortui.model import Library
from kortui.records import dataclass
from kortui.vocabulary import Domain


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view draws.

    Attributes:
        library: The database.
        rows: Rows of the result that the pane holds, by date.
        possible: Whether an event is only a possible match, by row.
        query: The query's text.
        row: Row of the event the cursor is on, -1 when there is none.
    """

    library: Library
    rows: Sequence[int]
    query: str = ""
    row: int = -1


class View(Protocol):
    """A pane's own view; also a `Widget`."""

    def show(self, shown: Shown) -> None:
        """Draw the result."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A tab of the app.

    Attributes:
        id: As in ``pane.ID`` of the commands and ``--pane``.
        label: Full name.
        short: Three or four letters.
        domain: Which events it holds, None for all.
        lists: ``events`` or ``documents``.
        view: Makes its own view, None when the list is all.
        view_lines: Height of the view above the list, 0 to stand in its place.
        grows: Whether the view takes most of the window while the focus is in it.
    """

    id: str
    label: str
    short: str
    domain: Domain | None = None
    lists: str = "events"
    view: Callable[[], Widget] | None = None
    view_lines: int = 0
    grows: bool = False


def _strip() -> Widget:
    from kortui.tui.widgets.time_strip import TimeStrip

    return TimeStrip()


def _charts(pane: str) -> Callable[[], Widget]:
    def made() -> Widget:
        from kortui.tui.widgets.chart import ChartView

        return ChartView(pane)

    return made


PANES: tuple[Pane, ...] = (
    Pane("timeline", "Timeline", "Time", view=_strip, view_lines=3),
    Pane("defense", "Defense", "Def", "defense", view=_charts("defense"), view_lines=10, grows=True),
    Pane("trade", "Trade", "Trd", "trade", view=_charts("trade"), view_lines=10, grows=True),
    Pane("diplomacy", "Diplomacy", "Dip", "diplomacy", view=_charts("diplomacy"), view_lines=10, grows=True),
    Pane("documents", "Documents", "Docs", lists="documents"),
)
"""All panes in the order of their keys."""

BY_ID = {pane.id: pane for pane in PANES}
