"""`PaneViews`: the view a pane has beside its list: its lines, the way of the focus into it, and what follows its cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from kortui.sessions import Modes
from kortui.tui.messages import RowPointed, ViewTurned
from kortui.tui.moment import nearest, place_of
from kortui.tui.panes import BY_ID, PANES, Shown
from kortui.tui.rows import EventRows
from kortui.tui.shares import Found
from kortui.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from kortui.tui.screens.records import RecordCommands
else:
    RecordCommands = object  # `Explorer` brings it: of every class of a screen Textual looks through all attributes, 0.2 ms

LOW = 18
"""Lines below which the view of a pane and its list take turns."""

HIGH = 45
"""Lines from which on there is room for a higher view."""
_HIGHER = 3


class PaneViews(RecordCommands):
    """What the main screen does with the view of the open pane.

    Attributes:
        pane: Id of the open pane.
        found: The result.
        list: The list of the result.
        moment: Row of the record last stood on.
        passing: Where a pane was opened and the moment it was opened at: pane, row the cursor was put on, and the row before.
    """

    pane: str
    found: Found
    list: VirtualList
    moment: int
    passing: tuple[str, int, int] = ("", -1, -1)
    _views: dict[str, Widget]
    _modes: dict[str, Modes]
    _shared: Sequence[int] = ()
    """Rows the open pane's view was last given; the same object as long as they are the same rows."""

    def show_view(self) -> None:
        """Show the pane's own view, making it on the first visit."""
        pane = BY_ID[self.pane]
        holder = self.query_one("#view")
        holder.styles.display = "none" if pane.view is None else None  # a class would have all rules looked through
        self._fit_view(self.focused)
        for name, made in self._views.items():
            made.display = name == self.pane
        if pane.view is not None and pane.id not in self._views:
            holder.mount(self.made_view(pane.id, pane.view))

    def prepare_views(self) -> Iterator[None]:
        """Make the views of the panes that were not visited yet, one at a time, each in a moment in which nothing is done."""
        for pane in PANES:
            if pane.view is not None and pane.id not in self._views:
                view = self.made_view(pane.id, pane.view)
                view.display = False
                self.query_one("#view").mount(view)
                yield

    def prepare_orders(self) -> Iterator[None]:
        """Read each order, and make what finds a place in it; of a million records that takes longer than a key may."""
        from kortui.search.order import ORDERS

        finder = self.session.finder
        for name in ORDERS if not finder.waits else ():
            yield from finder.searcher.order(name).prepare()
            yield

    @property
    def row_at_cursor(self) -> int:
        """Row of the record under the cursor; -1 where there is none."""
        source = self.list.source
        return source.rows[self.list.cursor] if isinstance(source, EventRows) and len(source) else -1

    @property
    def abiding(self) -> int:
        """Row of the record that other panes are opened near to.

        It is the one under the cursor; where the cursor still stands where a pane was opened it is the one before, for what
        is visited in passing leads nobody away from where they were.
        """
        pane, put, before = self.passing
        row = self.row_at_cursor
        return before if row < 0 or (pane, put) == (self.pane, row) else row

    def keep_moment(self) -> None:
        """Take the record under the cursor for the moment at once: `CursorMoved` comes only when the cursor rests."""
        self.moment = row if (row := self.row_at_cursor) >= 0 else self.moment

    def fill_view(self) -> None:
        """Give the view of the open pane its share of the result."""
        if self.pane in self._views:
            self._shared = self.session.finder.share(self.found, self.pane)
            self.view_follows()

    def made_view(self, pane: str, make: Callable[[], Widget]) -> Widget:
        """A pane's own view, switched as it was when the app was left."""
        view = self._views[pane] = make()
        if hasattr(view, "modes"):
            view.modes = self._modes.get(pane, {"axis": self.session.axis})
        return view

    def view_follows(self) -> None:
        """Let the view of the open pane mark the record the cursor is on."""
        if (view := self._views.get(self.pane)) is not None:
            shown = Shown(self.session.library, self._shared, self.found.text, self.moment)
            view.show(shown)  # type: ignore[attr-defined]

    def _fit_view(self, focused: Widget | None) -> None:
        """Give the pane's view its lines: more while it has the focus, all of a window too low for it and the list."""
        pane, height = BY_ID[self.pane], self.size.height
        holder, body = self.query_one("#view"), self.query_one("#body")
        entered = focused is not None and focused is self._views.get(self.pane)
        alone = pane.view is not None and (not pane.view_lines or (entered and pane.grows and height < LOW))
        lines = pane.view_lines + (_HIGHER if height >= HIGH else 0)
        if entered and pane.grows:
            wanted = getattr(self._views[self.pane], "lines_wanted", lines)
            lines = max(lines, min((height - 3) * 3 // 5, wanted))
        if height < LOW and not entered:
            lines = 1  # how many charts there are or how time is filled, and the key to more
        holder.styles.height = "1fr" if alone else lines
        body.styles.display = "none" if alone else None

    @property
    def view(self) -> Widget | None:
        """The view of the open pane, None where it has none or was not opened yet."""
        return self._views.get(self.pane)

    def on_row_pointed(self, message: RowPointed) -> None:
        """Let list and detail follow the cursor of the view."""
        source = self.list.source
        if isinstance(source, EventRows) and len(source):
            library, rows = self.session.library, source.rows
            in_order = self.found.by_date
            self.list.move(nearest(library, rows, message.row) if in_order else place_of(rows, message.row))

    def on_view_turned(self, message: ViewTurned) -> None:
        """Show the keys of what the view shows now, and give it the lines it needs."""
        self._fit_view(self.focused)
        self.update_footer()

    def on_descendant_focus(self) -> None:
        """Follow the focus; Textual calls the handlers of the classes above as well."""
        if self.is_mounted:
            self._fit_view(self.focused)

    def action_focus_next(self) -> None:
        """Go to the next part: from the list to the view of the pane, from there to the detail, and back to the list."""
        self._go_round(1)

    def action_focus_previous(self) -> None:
        """Go to the part before."""
        self._go_round(-1)

    def _go_round(self, way: int) -> None:
        """Go from part to part. The order is by use and not from the top: charts are what there is to see beside a list."""
        order: dict[Widget | None, int] = {self.list: 0, self.view: 1}
        parts = sorted(self.focus_chain, key=lambda part: order.get(part, 2))
        if len(parts) > 1:
            at = parts.index(self.focused) if self.focused in parts else 0
            self.set_focus(parts[(at + way) % len(parts)])
        elif self.has_class("-opened"):
            self.action_record_up()  # the list is behind the detail
        else:
            self.say("There is no other part to go to")

    def action_record_up(self) -> None:
        """Go back to the list."""
        raise NotImplementedError
