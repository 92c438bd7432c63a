"""`PaneViews`: the view a pane has beside its list: its lines, the way of the focus into it, and what follows its cursor."""

from __future__ import annotations

from textual.widget import Widget

from kortui.tui.finding import Found
from kortui.tui.messages import RowPointed, ViewTurned
from kortui.tui.moment import nearest, place_of
from kortui.tui.panes import BY_ID
from kortui.tui.rows import EventRows
from kortui.tui.screens.records import RecordCommands
from kortui.tui.widgets.virtual_list import VirtualList

LOW = 18
"""Lines below which the view of a pane and its list take turns."""


class PaneViews(RecordCommands):
    """What the main screen does with the view of the open pane.

    Attributes:
        pane: Id of the open pane.
        found: The result.
        list: The list of the result.
    """

    pane: str
    found: Found
    list: VirtualList
    _views: dict[str, Widget]

    def _fit_view(self, focused: Widget | None) -> None:
        """Give the pane's view its lines: more while it has the focus, all of a window too low for it and the list."""
        pane, height = BY_ID[self.pane], self.size.height
        holder, body = self.query_one("#view"), self.query_one("#body")
        entered = focused is not None and focused is self._views.get(self.pane)
        alone = pane.view is not None and (not pane.view_lines or (entered and pane.grows and height < LOW))
        lines = pane.view_lines
        if entered and pane.grows:
            wanted = getattr(self._views[self.pane], "lines_wanted", lines)
            lines = max(lines, min((height - 3) * 3 // 5, wanted))
        holder.styles.height = "1fr" if alone else lines
        if height < LOW:
            holder.styles.display = "block" if entered else "none"
        else:
            holder.styles.clear_rule("display")
        body.set_class(alone, "-off")

    def on_row_pointed(self, message: RowPointed) -> None:
        """Let list and detail follow the cursor of the view."""
        source = self.list.source
        if isinstance(source, EventRows) and len(source):
            library, rows = self.session.library, source.rows
            in_order = not self.found.sort and self.found.group in ("", "year", "decade")
            self.list.move(nearest(library, rows, message.row) if in_order else place_of(rows, message.row))

    def on_view_turned(self, message: ViewTurned) -> None:
        """Show the keys of what the view shows now, and give it the lines it needs."""
        self._fit_view(self.focused)
        self.update_footer()

    def on_descendant_focus(self) -> None:
        """Follow the focus."""
        super().on_descendant_focus()
        if self.is_mounted:
            self._fit_view(self.focused)

    def _reach_view(self) -> None:
        """Bring the view into a low window, so that the focus can go there."""
        view = self._views.get(self.pane)
        if view is not None and view is not self.focused and self.size.height < LOW:
            self.query_one("#view").styles.display = "block"

    def action_focus_next(self) -> None:
        """Go to the next part, the view of the pane among them."""
        self._reach_view()
        super().action_focus_next()

    def action_focus_previous(self) -> None:
        """Go to the previous part, the view of the pane among them."""
        self._reach_view()
        super().action_focus_previous()
