"""`FacetScreen`: narrow the result by values, with the count each would leave; several values of one facet are alternatives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import ClassVar

from textual import events

from kortui.errors import DatabaseError
from kortui.records import replace
from kortui.search.facets import Facet
from kortui.tui.facet_counts import FIRST, FacetCounts
from kortui.tui.glyphs import glyphs
from kortui.tui.panes import BY_ID
from kortui.tui.screens.chooser import Chooser, Entries, Entry
from kortui.tui.session import Session

LARGE = 300
"""Records from which on facets are counted in slices; all facets of so many take a key's time."""

SLICE, BETWEEN = 0.003, 0.001
"""Seconds of counting at a time in a large database, and between two such slices, in which keys are done."""

AGAIN = 0.1
"""Seconds after which what was counted since is shown, when there is more to count."""

TALLEST = 24
"""Lines of the panel's list, where the window has room for them."""

_MARKS = {"": "    ", "chosen": "[+] ", "excluded": "[-] "}


class FacetScreen(Chooser):
    """A panel of facets over the result, which follows every switch.

    Space switches a value on and off, ``-`` leaves it out, enter keeps the result, escape goes back to the one before; while
    something is typed, escape shows all values again. Leaves with the query, or None.

    In a large database a switch is marked at once; the result beneath and the counts follow in slices that give way to keys,
    and only facets in sight are counted. A facet whose counts are still of the query before has a mark at its heading.

    Args of the constructor: the session, the open pane, the query, and what to call with each new query.
    """

    def __init__(self, session: Session, pane: str, query: str, changed: Callable[[str], object]) -> None:
        self._query, self._changed = query, changed
        self._beneath = query
        self._switched = False
        self._counts = FacetCounts(session.finder, BY_ID[pane].domain or "")
        self._counts.ask(query)
        self._work: Iterator[None] | None = None
        self._shown = 0.0
        self._stepwise = len(session.library.events) >= LARGE
        if not self._stepwise:
            self._count_all()
        super().__init__(session, "Narrow", self._entries())
        self.prompt.wanted = "type to find a value"

    HINTS: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        ("esc", "back", 1, "cancel"),
        ("enter", "keep", 2, "keep"),
        ("space", "on/off", 3, "switch"),
        ("-", "not", 4, "exclude"),
        ("tab", "next facet", 5, "facet"),
        ("↓/↑", "move", 6, "move"),
    )

    def on_mount(self) -> None:
        """Begin to count where that takes longer than a key may."""
        if self._stepwise:
            self.call_later(self._begin)

    def _begin(self) -> None:
        """Count for a first slice, and go on when more comes into sight."""
        self.watch(self.list, "top", self._resume, init=False)
        self._resume()

    def _count_all(self) -> None:
        """Count what is lacking, whatever it takes."""
        while name := self._counts.lacking(self._counts.names, all_values=True):
            for _ in self._counts.count(name, all_values=True):
                pass

    # What is shown

    def _entries(self) -> tuple[Entry, ...]:
        """All values there are; of a facet that was never counted a line that says so."""
        found: list[Entry] = []
        for name in self._counts.names:
            facet = self._counts.facet(name)
            label = f"{facet.label} {glyphs.ellipsis}" if name in self._counts.stale else facet.label
            found += _lines(facet, label)
            if name in self._counts.stale and not facet.values:
                found.append(Entry(glyphs.ellipsis, (name, ""), "", name, label, within=label))
        return tuple(found)

    def _take(self) -> None:
        """Show what there is, the cursor on the same value."""
        at = self.at
        self.entries = self._entries()
        self.list.empty = (f"Counting {glyphs.ellipsis}" if self._lacking else "Nothing by that name",)
        self._fill(at.value if at is not None else None)

    def _fit(self) -> None:
        """In a large database as high as there is room, so that what comes later changes no layout."""
        if self._stepwise:
            self.list.styles.height = self._room
        else:
            super()._fit()

    @property
    def _room(self) -> int:
        return max(1, min(TALLEST, self.app.size.height - 8))

    # Counting

    @property
    def _typed(self) -> bool:
        return bool(self.prompt.editor.text.strip())

    @property
    def _in_sight(self) -> Collection[str]:
        """The facets that are wanted: those with a line in the window, all once something is typed."""
        source = self.list.source
        if self._typed or not isinstance(source, Entries):
            return self._counts.names
        lines = range(self.list.top, min(self.list.top + self._room, self.list.count))
        items = (source.groups.at(line) for line in lines) if len(source) else ()
        return {source.entries[max(item, 0) if item >= 0 else source.groups.starts[group]].value[0] for item, group in items}

    @property
    def _lacking(self) -> str:
        """The next facet to count; empty when those in sight are counted."""
        wanted = self._in_sight
        return self._counts.lacking([n for n in self._counts.names if n in wanted], all_values=self._typed)

    def _resume(self) -> None:
        """Go on where something is lacking and nothing is under way."""
        if self._stepwise and self._work is None and self.is_attached and (self._lacking or self._beneath != self._query):
            self._work = self._working()
            self._shown = monotonic()
            self._slice(self._work)

    def _working(self) -> Iterator[None]:
        """Show the result of the newest query beneath, then count facet by facet what is in sight by then."""
        while self._beneath != self._query or self._lacking:
            if self._beneath != self._query:
                self._beneath = self._query
                self._changed(self._query)
                yield
            elif name := self._lacking:
                yield from self._counts.count(name, all_values=self._typed)
                yield

    def _slice(self, work: Iterator[None]) -> None:
        if work is not self._work or not self.is_attached:
            return  # another value was switched meanwhile
        until, beneath = monotonic() + SLICE, self._beneath
        while monotonic() < until and self._beneath == beneath:
            try:
                next(work)
            except StopIteration:
                self._work = None
                break
            except DatabaseError as error:  # the derived file of a large database was damaged meanwhile
                self.say(error.line(), "bad")
                return
        if self._work is None or monotonic() - self._shown > AGAIN:
            self._shown = monotonic()
            self._take()
        if self._work is None:
            self._resume()  # more may have come into sight
        else:
            self.set_timer(BETWEEN, partial(self._slice, work))

    def listed(self) -> tuple[Entry, ...]:
        """The first values of each facet and the ones in force; all of them once something is typed."""
        if self.prompt.editor.text.strip():
            return self.entries
        kept, of_group = [], 0
        for number, entry in enumerate(self.entries):
            of_group = of_group + 1 if number and self.entries[number - 1].group == entry.group else 1
            if of_group <= FIRST or entry.mark != _MARKS[""] or entry.value[0] == "date":
                kept.append(entry)
        return tuple(kept)

    def take_key(self, event: events.Key) -> bool:
        """Switch values; letters look for one."""
        if event.key in ("space", "minus") and self.at is not None:
            self.toggle(exclude=event.key == "minus")
            return True
        if event.key == "escape" and self.prompt.editor.text:
            self.prompt.editor.set("")
            self._take()
            self._resume()
            return True
        typed = self.prompt.editor.text
        taken = super().take_key(event)
        if self.prompt.editor.text != typed:
            self._resume()
        return taken

    def toggle(self, *, exclude: bool = False) -> None:
        """Switch the value under the cursor, on the same line after that."""
        if self._typed and self._lacking:  # the value that is meant may not be there yet
            self._count_all()
            self._take()
        if self.at is None or not self.at.value[1]:
            return
        self._switched = True
        name, value = self.at.value
        query = self.session.finder.query(self._query).toggled(name, value, exclude=exclude)
        self._query = str(query)
        self._counts.ask(self._query)
        mark = _MARKS[self._counts.mark(query, name, value)]
        if self._stepwise:
            self.entries = tuple(replace(e, mark=mark) if e.value == (name, value) else e for e in self.entries)
            if isinstance(self.list.source, Entries):
                self.list.source.put(self.list.cursor, replace(self.at, mark=mark))
                self.list.refresh_lines(self.list.source.groups.line(self.list.cursor))
            self._work = None
            self.set_timer(BETWEEN, self._resume)
        else:
            self._beneath = self._query
            self._changed(self._query)
            self._count_all()
            self._take()

    def choose(self) -> None:
        """Keep the result; when nothing was switched here, the value that was looked for is, or the first of a new search."""
        untouched = not self._switched and all(e.mark == _MARKS[""] for e in self.entries)
        if untouched or (not self._switched and self.prompt.editor.text.strip()):
            self.toggle()
        self.dismiss(self._query)


def _lines(facet: Facet, label: str) -> Sequence[Entry]:
    """The values of a facet under a heading."""
    return [
        Entry(v.label, (facet.name, v.value), f"{v.count:,}", facet.name, label, _MARKS[v.state], within=label)
        for v in facet.values
    ]
