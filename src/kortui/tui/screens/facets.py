"""`FacetScreen`: narrow the result by values, with the count each would leave; several values of one facet are alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import events

from kortui.records import replace
from kortui.search import facets
from kortui.search.facets import Facet
from kortui.tui.bins import LARGE
from kortui.tui.panes import BY_ID
from kortui.tui.screens.chooser import Chooser, Entry
from kortui.tui.session import Session

VALUES = 200
"""Values shown of a facet; the rest is for the search line."""

FIRST = 7
"""Values of each facet shown before something is typed, so that all facets stand on a page or two."""

BETWEEN = 0.001
"""Seconds between two facets of a large database, in which keys are done."""

_MARKS = {"": "    ", "chosen": "[+] ", "excluded": "[-] "}


class FacetScreen(Chooser):
    """A panel of facets over the result, which follows every switch.

    Space switches a value on and off, ``-`` leaves it out, enter keeps the result, escape goes back to the one before; while
    something is typed, escape shows all values again. Leaves with the query, or None.

    Args of the constructor: the session, the open pane, the query, and what to call with each new query.
    """

    def __init__(self, session: Session, pane: str, query: str, changed: Callable[[str], object]) -> None:
        self._pane, self._query, self._changed = pane, query, changed
        self._switched = False
        self._counting: Iterator[Facet] = iter(())
        self._stepwise = len(session.library.events) >= LARGE
        super().__init__(session, "Narrow", () if self._stepwise else self._entries(list(self._facets(session))))
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
            self._count()

    def _facets(self, session: Session) -> Iterator[Facet]:
        domain = BY_ID[self._pane].domain
        query = session.finder.query(self._query)
        asked = query.also(f"domain:{domain}") if domain else query
        counted = facets.one_by_one(session.finder.searcher, asked, at_most=VALUES)
        return (facet for facet in counted if not (domain and facet.name == "domain"))

    @staticmethod
    def _entries(counted: Sequence[Facet]) -> list[Entry]:
        return [
            Entry(
                value.label,
                (facet.name, value.value),
                f"{value.count:,}",
                facet.name,
                facet.label,
                _MARKS[value.state],
                within=facet.label,
            )
            for facet in counted
            for value in facet.values
        ]

    def _count(self) -> None:
        """Count anew; in a large database facet by facet, so that keys are done in between: what is there stays till then."""
        self._counting = self._facets(self.session)
        if self._stepwise:
            self.call_later(self._count_on, self._counting, [])
        else:
            self._take(list(self._counting))

    def _count_on(self, counting: Iterator[Facet], counted: list[Facet]) -> None:
        if counting is not self._counting or not self.is_attached:
            return  # another value was switched meanwhile
        if (facet := next(counting, None)) is None:
            self._take(counted)
            return
        counted.append(facet)
        self.set_timer(BETWEEN, partial(self._count_on, counting, counted))

    def _take(self, counted: Sequence[Facet]) -> None:
        """Show what was counted, the cursor on the same value."""
        at = self.at
        self.entries = tuple(self._entries(counted))
        if self._stepwise:
            self.list.empty = ("Nothing by that name",)
            self._fit()
        self._fill()
        self._stand_on(at.value if at is not None else None)

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
            at = self.at
            self.prompt.editor.set("")
            self._fill()
            self._stand_on(at.value if at is not None else None)
            return True
        return super().take_key(event)

    def toggle(self, *, exclude: bool = False) -> None:
        """Switch the value under the cursor, on the same line after that."""
        if self.at is None:
            return
        self._switched = True
        name, value = self.at.value
        self._query = str(self.session.finder.query(self._query).toggled(name, value, exclude=exclude))
        self._changed(self._query)
        self._mark(name, value)
        self._count()

    def _mark(self, name: str, value: str) -> None:
        """Mark a value that was switched; the counts of the others follow."""
        query = self.session.finder.query(self._query)
        state = "excluded" if value in query.values(name, negated=True) else "chosen" if value in query.values(name) else ""
        at = (name, value)
        self.entries = tuple(replace(e, mark=_MARKS[state]) if e.value == at else e for e in self.entries)
        self._fill()
        self._stand_on(at)

    def _stand_on(self, value: tuple[str, str] | None) -> None:
        """Put the cursor on a value, when it is listed."""
        self.list.move(next((n for n, e in enumerate(self.shown) if e.value == value), self.list.cursor))

    def choose(self) -> None:
        """Keep the result; when nothing was switched here, the value that was looked for is, or the first of a new search."""
        untouched = not self._switched and all(e.mark == _MARKS[""] for e in self.entries)
        if untouched or (not self._switched and self.prompt.editor.text.strip()):
            self.toggle()
        self.dismiss(self._query)
