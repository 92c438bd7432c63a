"""`Reader`: reads commands, says pages, remembers the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from kortui.commands import COMMANDS
from kortui.model import Library
from kortui.overview.parts import parts
from kortui.plain import pages
from kortui.plain.pages import Page
from kortui.plain.words import PANES, Word, words_of
from kortui.records import dataclass
from kortui.text import fold_text, one_line, sanitise

if TYPE_CHECKING:
    from kortui.search.index import Searcher

LINES = 10
"""Numbered lines said at a time."""

LONGEST = 2_000
"""Characters of a command; what is longer was pasted by mistake."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the history, with the line it was left at."""

    page: Page
    first: int
    pane: str
    query: str


class Reader:
    """Reads a library out line by line.

    Args:
        library: The database.
        out: Where lines go.
        citation: Style of citations.
    """

    def __init__(self, library: Library, out: TextIO, citation: str = "chicago") -> None:
        self.library = library
        self.out = out
        self._citation = citation
        self.pane = "timeline"
        self.query = ""
        self._behind: list[Place] = []
        self.page = Page("")
        self.first = 0
        self.going = True

    @cached_property
    def searcher(self) -> Searcher:
        """The search, made on first use."""
        from kortui.search.index import Searcher

        return Searcher(self.library)

    # Saying

    def say(self, line: str) -> None:
        """One line."""
        self.out.write(one_line(line) + "\n")

    def show(self, page: Page, first: int = 0, *, remember: bool = True) -> None:
        """Say a page from an item on; the page before is kept for the way back.

        Args:
            page: What to say.
            first: Item to begin with.
            remember: Whether `back` leads to the page before.
        """
        if remember and self.page.heading:
            self._behind.append(Place(self.page, self.first, self.pane, self.query))
        self.page, self.first = page, first
        self.say(page.heading)
        for line in page.intro:
            self.say(line)
        self.say_items()

    def say_items(self) -> None:
        """The numbered lines from the present one on, and which of how many they are."""
        page, last = self.page, min(self.first + LINES, self.page.count)
        for number in range(self.first, last):
            self.say(f"{number + 1}. {page.say(number)}")
        if page.count > LINES:
            further = "; next goes on" if last < page.count else ""
            self.say(f"{page.noun.capitalize()}s {self.first + 1} to {last} of {page.count:,}{further}.")
        elif page.count == 0 and page.noun in ("record", "conflict", "document"):
            self.say(f"No {page.noun}s.")

    # Commands

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every command."""
        return words_of(self)

    def take(self, line: str) -> None:
        """Carry a typed line out: a number opens, a command does what it says, anything else is searched for.

        Args:
            line: As typed.
        """
        typed = one_line(sanitise(line[:LONGEST]))
        if not typed:
            self.turn(1) if self.first + LINES < self.page.count else self.say("Type a number, a word to search, or help.")
            return
        if typed.rstrip(".").isdecimal():
            self.open_number(int(typed.rstrip(".")))
            return
        if typed.startswith("/"):
            self.search(typed[1:].strip())
            return
        name, _, rest = typed.partition(" ")
        for word in self.words:
            exact = name in word.names or (len(name) > 1 and fold_text(name) in word.names)
            # "trade growth" is looked for; only commands that take words are followed by some.
            if exact and (not rest or word.names[0] in ("search", "relations")):
                word.run(rest)
                return
        self.search(typed)

    def open_number(self, number: int) -> None:
        """Open a numbered line."""
        if not 1 <= number <= self.page.count:
            has = f"1 to {self.page.count:,}" if self.page.count else "none"
            self.say(f"There is no line {number} here; the numbers are {has}.")
            return
        target = self.page.target(number - 1)
        if not target:
            self.say("This line leads nowhere.")
            return
        self.open(target)

    def open(self, target: str) -> None:
        """Open what a line leads to."""
        library = self.library
        kind, _, name = target.partition(":")
        if kind == "event":
            self.show(pages.record(library, library.events[library.index.row[name]]))
        elif kind == "entity":
            self.show(pages.entity(library, name))
        elif kind == "conflict":
            self.show(pages.conflict(library, next(c for c in library.conflicts if c.id == name)))
        elif kind == "query":
            self.pane = "timeline"
            self.search(name)
        elif kind == "document":
            self._open_document(name)
        elif kind == "part":
            pane, _, number = name.partition(":")
            rows = self.rows()
            content = parts(pane, library, rows)[int(number)].make(library, rows)
            if content is not None:
                self.show(pages.chart(library, content))

    def _open_document(self, name: str) -> None:
        document, _, rest = name.partition(":")
        event, _, number = rest.partition(":")
        one = self.library.index.document.get(document)
        if one is None:
            self.say(f"The document {document} is not in this database.")
            return
        at = None
        if event:
            cited = self.library.events[self.library.index.row[event]].evidence[int(number)]
            at = (cited.start, cited.end) if cited.state == "found" else None
        page, first = pages.document(self.library, one, at)
        self.show(page, first)

    # Panes and searches

    def rows(self) -> Sequence[int]:
        """Rows of the pane under the query."""
        domain = PANES[self.pane]
        if not self.query:
            every: Iterable[int] = range(len(self.library.events))
        else:
            from kortui.search.query import parse

            every = self.searcher.search(parse(self.query)).rows
        if domain is None:
            return list(every)
        return [row for row in every if domain in self.library.events[row].domains]

    def open_pane(self, name: str, *, remember: bool = True) -> None:
        """Say a pane: its records, or the documents."""
        self.pane = name
        command = next(c for c in COMMANDS if c.id == f"pane.{name}")
        under = f", searching {self.query}" if self.query else ""
        rows = self.rows()
        if name == "documents":
            numbers = list(range(len(self.library.documents)))
            if self.query:
                cited = {e.document for row in rows for e in self.library.events[row].evidence}
                numbers = [n for n in numbers if self.library.documents[n].id in cited]
            self.show(pages.documents(self.library, numbers), remember=remember)
            return
        gathered = "charts says its charts and tables." if parts(name, self.library, ()) else ""
        count = f"{len(rows):,} record{'' if len(rows) == 1 else 's'}"
        intro = [gathered] if gathered and rows else []
        self.show(pages.records(self.library, rows, f"{command.label}: {count}{under}", intro), remember=remember)

    def search(self, text: str) -> None:
        """Search, in the pane; an empty text takes the search away."""
        from kortui.search.query import parse

        if self.page.heading:
            self._behind.append(Place(self.page, self.first, self.pane, self.query))
        self.query = text
        query = parse(text)
        for problem in query.problems:
            self.say(f"{problem.message}.")
        result = self.searcher.search(query) if text else None
        if result is not None and result.also:
            self.say(f"Also searching {', '.join(result.also)}.")
        if result is not None and result.possible:
            self.say(f"{result.possible:,} of them only possible.")
        if self.pane == "documents" or (result is not None and len(result.rows) and not self.rows()):
            self.pane = "timeline"  # what a pane has none of is looked for in all
        self.open_pane(self.pane, remember=False)
        if result is not None and not len(result.rows):
            from kortui.search.explain import nothing_found

            for line in nothing_found(self.searcher, query).lines():
                self.say(line)

    def charts(self) -> None:
        """Say the charts of the pane."""
        rows = self.rows()
        found = parts(self.pane, self.library, rows)
        if not found:
            self.say("Charts are gathered in the panes defense, trade and diplomacy; type one of these first.")
            return
        label = next(c.label for c in COMMANDS if c.id == f"pane.{self.pane}")
        self.show(pages.charts(self.library, self.pane, f"Charts and tables of {label}", found, rows))

    def relations(self, name: str) -> None:
        """Say whom an actor deals with, by name or id, or by the record at hand."""
        library = self.library
        if not name and self.page.event is not None and self.page.event.actors:
            self.open(f"entity:{self.page.event.actors[0].id}")
            return
        wanted = fold_text(name)
        exact = [e for e in library.entities if wanted in (e.id, fold_text(e.name), *map(fold_text, e.aliases))]
        near = [e for e in library.entities if wanted and wanted in fold_text(e.name)]
        if found := [*exact, *near]:
            self.open(f"entity:{found[0].id}")
        else:
            self.say(f"Nobody here is called {name}." if name else "Say of whom: relations NAME.")

    # The record at hand

    def evidence(self) -> None:
        """Say the document of the record at hand from its sentence on."""
        if (event := self.page.event) is None:
            self.say("Open a record first; its evidence is then one word away.")
        else:
            self.open(f"document:{event.evidence[0].document}:{event.id}:0")

    def cite(self) -> None:
        """Say a citation."""
        from kortui.export.styles import event_citation

        if (event := self.page.event) is None:
            self.say("Open a record first.")
        else:
            self.say(event_citation(self.library, event, self._citation))

    # Moving

    def turn(self, way: int) -> None:
        """Say the next or previous lines."""
        first = self.first + way * LINES
        if way > 0 and first >= self.page.count:
            self.say("This is the end of the page.")
        elif way < 0 and self.first == 0:
            self.say("This is the beginning of the page.")
        else:
            self.first = max(0, first)
            self.say_items()

    def back(self) -> None:
        """Say the page before again."""
        if not self._behind:
            self.say("This is where you began; quit leaves.")
            return
        place = self._behind.pop()
        self.pane, self.query = place.pane, place.query
        self.show(place.page, place.first, remember=False)

    def help(self) -> None:
        """Say the commands."""
        self.say("A number opens the line with that number. Anything that is no command is searched for.")
        for word in self.words:
            also = [n for n in word.names[1:] if "." not in n]
            self.say(f"{word.names[0]}{''.join(f', or {name}' for name in also)}: {word.help}.")

    def quit(self) -> None:
        """Leave."""
        self.going = False
