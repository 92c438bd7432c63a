"""`Browser`: tabs, query, list and detail of the main screen, and the state they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.layouts.horizontal import HorizontalLayout
from textual.widget import Widget

from kortui.errors import DatabaseError
from kortui.sessions import Opening, keep
from kortui.tui.listing import listed, said_of
from kortui.tui.messages import CursorMoved
from kortui.tui.panes import BY_ID, PANES
from kortui.tui.rows import DocumentRows, EventRows
from kortui.tui.screens.at_hand import AtHand
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session
from kortui.tui.shares import Found
from kortui.tui.trail import Spot, Trail
from kortui.tui.widgets.bars import Footer, Small, Tab, TabBar
from kortui.tui.widgets.drawn import DrawnLines, Surface
from kortui.tui.widgets.query_bar import QueryBar
from kortui.tui.widgets.text_view import TextView
from kortui.tui.widgets.virtual_list import VirtualList

WIDE = 100
"""Columns from which the detail stands beside the list."""


class Browser(AtHand):
    """Owns the query, the open pane, the result and the record at hand.

    Widgets are given what to show and tell what happened; nothing below this screen knows the query or the other panes.
    """

    PLACE: ClassVar[str] = "list"
    AUTO_FOCUS = "#list"

    def __init__(self, session: Session, opening: Opening) -> None:
        super().__init__(session)
        self._styles_cache = DrawnLines.blank(self)
        self.pane = opening.pane if opening.pane in BY_ID else "timeline"
        self.text = opening.query
        self.trail = Trail()
        self._opening = opening
        self._modes = dict(opening.modes)
        self._before = Spot(self.pane)
        self._views: dict[str, Widget] = {}
        self.page = ""
        self._makers: dict[str, Callable[[], KortuiScreen]] = {}
        self.found: Found = session.finder.find("")
        self.light = session.finder.light("")
        self._typing = False
        """Whether the last word of the query may be a beginning."""

        self._marks: tuple[int, int, str] | None = None
        self.moment = -1
        """Row of the record last stood on; what panes open near to."""

    def compose(self) -> ComposeResult:
        """Tabs, query, the pane's view, list and detail, footer."""
        yield TabBar(id="tabs")
        yield QueryBar(id="query")
        with Surface(id="view"):
            if (make := BY_ID[self.pane].view) is not None:
                yield self.made_view(self.pane, make)
        with Surface(id="body", layout=HorizontalLayout()):
            yield VirtualList(id="list")
            yield TextView(id="detail")
        yield Small()
        yield Footer(id="keys")

    def on_mount(self) -> None:
        """Show the first result."""
        self.list = self.query_one("#list", VirtualList)
        if not self.session.kiosk:  # where many share a processor none works ahead
            self.list.draw_ahead(self._elsewhere)
        self.detail = self.query_one("#detail", TextView)
        self.line = self.query_one(QueryBar)
        wanted, resumed = self._opening.event, self._opening.resumed
        row = self.session.library.index.row.get(wanted, -1) if wanted else -1
        if wanted and row < 0 and not resumed:
            self.say(f"There is no record {wanted} in this database", "warn")
        elif notice := self.session.notice or self.session.stars.problem or self.session.notes.problem:
            self.say(notice, "warn", beside=True)
        self.moment = row
        self.search(self.text)
        if row >= 0 and not resumed:
            self.set_class(True, "-opened")
        self.fit_window(self.app.size)
        self.update_footer()

    # What is shown

    def search(self, text: str, *, typing: bool = False, best: bool = False) -> None:
        """Make another query the app's.

        Args:
            text: The query.
            typing: Whether it is still being typed.
            best: Whether the cursor goes to the best match.
        """
        self.text = text
        finder = self.session.finder
        try:
            self.found = finder.find(text, typing=typing)
        except DatabaseError as error:  # the derived file of a large database was damaged meanwhile
            self.say(error.line(), "bad")
            return
        self.light, self._typing = finder.light(text, typing=typing), typing
        if best and text.strip() and (row := finder.best(self.found, self.pane)) >= 0:
            self.moment = row
        self.refill(typing=typing)
        self.group(typing=typing)

    def refill(self, *, typing: bool = False) -> None:
        """Show the result in the open pane, the cursor on the record nearest in time to the one before.

        Args:
            typing: Whether the query is still being typed.
        """
        finder, found = self.session.finder, self.found
        self._marks = self.session.marks
        self.show_view()
        self.lay_out()
        self.list.empty = ["This database holds no such records"]
        if found.text and not finder.bits(found, self.pane):
            from kortui.tui.ways import show_ways

            show_ways(self, typing=typing)
        else:
            self.list.show(*self._listed(self.pane, self.moment))
        counts, most = dict(finder.counts(found)), finder.counts(finder.find(""))
        if isinstance(self.list.source, DocumentRows):
            counts["documents"] = len(self.list.source)  # of many they are counted here alone
        keys = {c.id: c.shown for c in self.session.commands}
        tabs = tuple(Tab(p.id, keys[f"pane.{p.id}"], p.label, p.short, counts[p.id], most[p.id] or 0) for p in PANES)
        bar = self.query_one(TabBar)
        bar.show(tabs, self.pane)
        self.show_line()
        if self.stands and len(self.list.source):
            self.after_frame(self._follow)
            self.in_one_frame(bar, self.line, self.list)
        else:  # without a record all is blank, which a frame of its own would double
            self._follow()
            self.in_one_frame(bar, self.line, self.list, self.detail, *self.query("#view *"))

    def _listed(self, pane: str, moment: int) -> tuple[EventRows | DocumentRows, int]:
        """What the list shows in a pane, and where in it one stands at a moment."""
        finder, text = self.session.finder, self.found.text
        lit = finder.version(text, typing=self._typing) if BY_ID[pane].lists == "events" else (text, self._typing)
        version = (lit, bool(finder.waits), *self.session.marks)
        heading = finder.instead(self.found) if not self._typing else ""
        return listed(self.session, self.found, BY_ID[pane], hits=self.light, version=version, moment=moment, heading=heading)

    def _elsewhere(self) -> Iterator[tuple[EventRows | DocumentRows, int]]:
        """What the list would show in the other panes: of a result in order of date, and no documents of a search.

        Both others take a pass over all there is, 0.7 s for the documents behind 100,000 records.
        """
        found = self.found
        if not found.by_date:
            return
        for pane in PANES:
            if pane.id == self.pane or (found.text and pane.lists == "documents"):
                continue
            if len((shown := self._listed(pane.id, self.abiding))[0]):
                yield shown

    def _follow(self) -> None:
        """Let the view of the pane and the detail follow the list."""
        self.fill_view()
        self.show_detail()

    def on_screen_resume(self) -> None:
        """Show what was starred or noted on a page over this one."""
        if self._marks not in (None, self.session.marks):
            self.keep_moment()
            self.refill()

    def show_line(self) -> None:
        """Show the query as chips, how much it found, and which of it the cursor is on."""
        said = said_of(self.session, self.found, self.pane, self.list.source, self.list.cursor, typing=self._typing)
        chips = self.session.finder.chips(self.found.text)
        self.line.show(chips, said.count, said.note, fault=said.fault, begun=said.begun)

    @property
    def left(self) -> Opening:
        """Where one is, as the next start takes it up."""
        seen = {pane: view.modes for pane, view in self._views.items() if hasattr(view, "modes")}
        try:
            event = self.record.id if self.record else ""
        except DatabaseError:  # it is for this that the app is left
            event = ""
        return Opening(self.pane, self.text, event, {**self._modes, **seen})

    def on_unmount(self) -> None:
        """Keep where one was, however the app ends, but for a fault: the place may be what brought it about."""
        stood = hasattr(self, "line") and not getattr(self.app, "faulty", False)
        if self.session.place is not None and stood:
            with suppress(OSError):  # nothing is lost but the place, and there is nobody left to tell
                keep(self.session.place, self.session.path or "bundle", self.left)

    # Where one is

    @property
    def searched(self) -> str:
        """The query whose hits are lit."""
        return self.found.text

    @property
    def spot(self) -> Spot:
        """Where one is."""
        return Spot(self.pane, self.text, self.record.id if self.record else "", self.page)

    def go(self, spot: Spot, *, remember: bool = True) -> None:
        """Go to a place; the present one is remembered for the way back."""
        if remember:
            self.trail.leave(self.spot)
        row = self.session.library.index.row.get(spot.event, -1)
        self.moment = row if row >= 0 else self.moment
        self.passing = ("", -1, self.moment)
        self.pane = spot.pane
        self.set_class(False, "-opened")
        self.search(spot.query)
        self.set_focus(self.list)
        self.update_footer()
        if spot.page in self._makers:
            self._open_page(spot.page)

    def show_page(self, name: str, make: Callable[[], KortuiScreen]) -> None:
        """Open a screen over this one; the way back and forward leads over it."""
        self.trail.leave(self.spot)
        self._makers[name] = make
        self._open_page(name)

    def _open_page(self, name: str) -> None:
        self.page = name
        self.app.push_screen(self._makers[name](), self._page_left)

    def _page_left(self, event: str | None) -> None:
        """Take up where the page was opened, or go on to the record it was left for."""
        leaving, self.page = self.spot, ""
        if event:
            self.trail.leave(leaving)
            self.document_left(event)
        else:
            self.trail.back(leaving)

    def on_cursor_moved(self, message: CursorMoved) -> None:
        """Show what the cursor stands on."""
        source = self.list.source
        if message.index != self.list.cursor:
            return
        if isinstance(source, EventRows) and len(source):
            self.moment = source.rows[message.index]
            self.view_follows()
        self.show_detail()
        self.show_line()

    @property
    def stacked(self) -> bool:
        """Whether list and detail take turns."""
        return self.size.width < WIDE

    def on_resize(self, event: events.Resize) -> None:
        """Stack list and detail where they do not fit side by side."""
        self.fit_window(event.size)
        self._fit_view(self.focused)

    def fit_window(self, size: Size) -> None:
        """Stack list and detail in a window of that size, or set them side by side."""
        self.set_class(size.width < WIDE, "-stacked")
        if self.list.wall != (size.width >= WIDE):
            self.list.wall = size.width >= WIDE
            self.list.refresh()
