"""`Reader`: reads commands and says pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from kortui.errors import KortuiError
from kortui.model import Event, Library
from kortui.notes import Notes
from kortui.plain import finding, opening
from kortui.plain.history import History, Place
from kortui.plain.pages import Marks, Page, sentence
from kortui.plain.words import Word, words_of
from kortui.searches import Searches
from kortui.stars import Stars
from kortui.text import fold_text, one_line, sanitise

if TYPE_CHECKING:
    from kortui.overview.parts import Content
    from kortui.search.index import Searcher

LINES = 10
"""Numbered lines said at a time."""

LONGEST = 2_000
"""Characters of a command; what is longer was pasted by mistake."""


class Reader:
    """Reads a library out line by line.

    Args:
        library: The database.
        out: Where lines go.
        citation: Style of citations.
        stars: Starred records; without, they last as long as the reader.
        notes: Notes on records; likewise.
        searches: Saved searches; without, the examples alone.
        path: The database as written in a command; empty for the one kortui comes with.
        files: Whether files may be written.
    """

    def __init__(
        self,
        library: Library,
        out: TextIO,
        citation: str = "chicago",
        *,
        stars: Stars | None = None,
        notes: Notes | None = None,
        searches: Searches | None = None,
        path: str = "",
        files: bool = True,
    ) -> None:
        self.library = library
        self.out = out
        self.citation = citation
        self.stars = stars or Stars()
        self.notes = notes or Notes(None, library)
        self.searches = searches or Searches()
        self.path = path
        self.files = files
        self.held: Event | None = None
        self.changes: list[tuple[str, Callable[[], object]]] = []
        self.pane = "timeline"
        self.query = ""
        self._history = History()
        self.page = Page("")
        self.first = 0
        self._origin: tuple[Page, int] | None = None
        self.made: tuple[tuple[str, str], Mapping[int, Content | None]] = (("", ""), {})
        """The charts that were said last, by their numbers, with the pane and the search they are of."""

        self._asked = False
        """Whether the command before asked to leave."""

        self.going = True

    @cached_property
    def searcher(self) -> Searcher:
        """The search, made on first use."""
        from kortui.search.days import today
        from kortui.search.index import Searcher

        return Searcher(
            self.library,
            starred=lambda: self.stars.ids,
            noted=lambda: self.notes.by_record,
            saved=self.searches.texts,
            today=today(),
        )

    def searches_changed(self) -> None:
        """Have the search know the saved searches as they are now."""
        self.__dict__.pop("searcher", None)

    @property
    def marks(self) -> Marks:
        """What is starred and noted."""
        return Marks(lambda: self.stars.ids, lambda: self.notes.by_record)

    # Saying

    def say(self, line: str) -> None:
        """One line."""
        self.out.write(one_line(line) + "\n")

    def leave(self) -> None:
        """Keep the present place for the way back."""
        if self.page.heading:
            self._history.leave(self._place)

    @property
    def _place(self) -> Place:
        return Place(self.page, self.first, self.pane, self.query, self._origin)

    def show(self, page: Page, first: int = 0, *, remember: bool = True) -> None:
        """Say a page from an item on; the page before is kept for the way back.

        Args:
            page: What to say.
            first: Item to begin with.
            remember: Whether `back` leads to the page before.
        """
        if remember:
            self.leave()
        self.page, self.first, self._origin = page, first, None
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
            self.say(f"{page.noun.capitalize()}s {self.first + 1:,} to {last:,} of {page.count:,}{further}.")
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
        self._asked = self._asked and typed == "q"
        try:
            self._do(typed)
        except KortuiError as error:
            self.say(sentence(error.line()))

    def _do(self, typed: str) -> None:
        if not typed:
            self.turn(1) if self.first + LINES < self.page.count else self.say("Type a number, search and words, or help.")
            return
        if typed.rstrip(".").isdecimal():
            self.open_number(int(typed.rstrip(".")))
            return
        if typed.startswith("/"):
            finding.search(self, typed[1:].strip())
            return
        name, _, rest = typed.partition(" ")
        rest = rest.strip()
        for word in self.words:
            if not (name in word.names or (len(name) > 1 and fold_text(name) in word.names)):
                continue
            # "trade growth" is looked for, as is what a command can do nothing with, and "a treaty": `a` is a key, no word.
            if not rest or word.takes(rest, letter=len(name) == 1):
                word.run(rest)
                return
            self.say(f"Searching for all of it: {name} is a command only {word.only}.")
        finding.search(self, typed)

    def open_number(self, number: int) -> None:
        """Open a numbered line."""
        if not 1 <= number <= self.page.count:
            has = f"; the numbers are 1 to {self.page.count:,}" if self.page.count else ": nothing here has a number"
            self.say(f"There is no line {number} here{has}.")
            return
        page = self.page
        target = page.target(number - 1)
        if not target:
            self.say("This line leads nowhere.")
            return
        self.open(target)
        self._origin = (page, number - 1)

    def follow(self, way: int) -> None:
        """Open the line behind or before the one this page was opened from, in its list.

        Args:
            way: 1 or -1.
        """
        if self._origin is None:
            self.say("Open a line of a list first; following then opens the next one.")
            return
        page, number = self._origin
        number += way
        while 0 <= number < page.count and not page.target(number):
            number += way
        if not 0 <= number < page.count:
            self.say(f"This is the {'last' if way > 0 else 'first'} one of the list.")
            return
        self.say(f"{page.noun.capitalize()} {number + 1:,} of {page.count:,}.")
        self.open(page.target(number), remember=False)
        self._origin = (page, number)

    def open(self, target: str, *, remember: bool = True) -> None:
        """Open what a line leads to."""
        opening.open_target(self, target, remember)

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
        place = self._history.back(self._place)
        self._return(place) if place else self.say("This is where you began; quit leaves.")

    def up(self) -> None:
        """Say the page before again; where there is none, ask and then leave, as the app does."""
        if self._history.begun:
            self.back()
        elif self._asked:
            self.quit()
        else:
            self._asked = True
            self.say("This is where you began; q again or quit leaves.")

    def forward(self) -> None:
        """Say the page again that `back` left."""
        place = self._history.forward(self._place)
        self._return(place) if place else self.say("There is nothing further on.")

    def _return(self, place: Place) -> None:
        self.pane, self.query = place.pane, place.query
        if place.page.anew:  # its star and note may have changed
            self.open(place.page.anew, remember=False)
        else:
            self.show(place.page, place.first, remember=False)
        self._origin = place.origin

    def again(self) -> None:
        """Say the present page again."""
        self._return(self._place)

    def help(self) -> None:
        """Say the commands."""
        self.say(
            "A number opens the line with that number. A line that begins with one of these words is a command; any other is"
            " searched for, and so is whatever stands behind search or a slash."
        )
        for word in self.words:
            also = [n for n in word.names[1:] if "." not in n]
            self.say(f"{word.names[0]}{''.join(f', or {name}' for name in also)}: {word.help}.")

    def quit(self) -> None:
        """Leave."""
        self.going = False
