"""Events and documents as lines of a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence

from kortui.model import Event, EventDate, EventLine, Library
from kortui.text import cell_width, one_line, truncate
from kortui.tui import dates
from kortui.tui.finding import Hits
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, Spans, fit, light
from kortui.tui.widgets.source import Groups
from kortui.vocabulary import DISAGREEMENTS, DOMAIN_LABELS

_SIGN_INKS = {"*": "key", "!": "warn", "?": "warn", "#": "key", "=": "key"}
"""Inks of signs; any other says that a person has reviewed the record."""
_NOT_DONE = ("target", "planned", "conditional", "forecast")


def no_hits(text: str, title: bool = False) -> Spans:
    """Lights nothing."""
    return ()


def date_cells(width: int) -> int:
    """Cells of the date column in a list of some width."""
    return 16 if width >= 64 else 12 if width >= 46 else 9 if width >= 34 else 5


class EventRows:
    """Events of a result as a list: date, domain, title, signs.

    The signs at the right are ``!`` a conflict, ``?`` a date that is uncertain or not of something done, a check mark
    reviewed, ``*`` starred and ``#`` with a note and ``=`` held to be
    compared.
    """

    def __init__(
        self,
        library: Library,
        rows: Sequence[int],
        *,
        hits: Hits = no_hits,
        starred: Collection[str] = (),
        noted: Collection[str] = (),
        held: str = "",
        version: Hashable = None,
        groups: Groups | None = None,
    ) -> None:
        self.library = library
        self.rows = rows
        self.hits = hits
        self.starred = starred
        self.noted = noted
        self.held = held
        self.version = version
        self.groups = groups or Groups()
        self._line = library.index.line

    def __len__(self) -> int:
        return len(self.rows)

    def key(self, index: int) -> Hashable:
        """What decides about the line of an event: the event, in whatever order and pane it is listed, and the version."""
        return (index, self) if self.version is None else (self.rows[index], self.version)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """One event as a line."""
        event = self._line(self.rows[index])
        column = date_cells(width)
        domain = event.domains[0]
        mark = DOMAIN_LABELS[domain][1] + ("+" if len(event.domains) > 1 else " ")
        signs = self.signs(event)
        room = max(0, width - column - 6 - (len(signs) + 1 if signs else 0))
        title = truncate(event.title, room, glyphs.ellipsis)
        ink = "text" if event.relevance == "bilateral" else "muted"
        line: list[Piece] = [
            (fit(dates.short(event.date, column), column), "muted"),
            (" ", ""),
            (mark, domain),
            (" ", ""),
            *light(title, self.hits(event.title, title=True), ink),
        ]
        if signs:
            line += [(" " * (room - cell_width(title) + 1), ""), *((sign, _SIGN_INKS.get(sign, "good")) for sign in signs)]
        return line

    def whole(self, index: int) -> tuple[str, Spans]:
        """The date, title and amounts of an event, uncut, and the hits; of amounts those that the title does not tell."""
        event = self.library.events[self.rows[index]]
        date = f"{event.date.display}  "
        amounts = dict.fromkeys(one_line(a.text) for a in event.amounts if a.text not in event.title)
        told = f" {glyphs.dot} ".join([event.title, *amounts])
        return date + told, [(start + len(date), end + len(date)) for start, end in self.hits(event.title, title=True)]

    def signs(self, event: Event | EventLine) -> str:
        """The signs of an event."""
        date = event.date.edtf or ""
        unsure = not date or any(c in date for c in "?~%[") or event.date.role in _NOT_DONE
        return (
            ("!" if any(c.kind in DISAGREEMENTS for c in self.library.index.conflicts_of.get(event.id, ())) else "")
            + ("?" if unsure else "")
            + (glyphs.check if event.reviewed else "")
            + ("*" if event.id in self.starred else "")
            + ("#" if event.id in self.noted else "")
            + ("=" if event.id == self.held else "")
        )


def event_at(source: object, cursor: int) -> Event | None:
    """The event of a line of a list; None where it lists other things, or nothing."""
    if not isinstance(source, EventRows) or not len(source):
        return None
    return source.library.events[source.rows[cursor]]


class DocumentRows:
    """Documents of a result as a list: when published, title, records."""

    def __init__(
        self,
        library: Library,
        items: Sequence[int],
        count: Callable[[int], int],
        *,
        hits: Hits = no_hits,
        version: Hashable = None,
        groups: Groups | None = None,
    ) -> None:
        self.library = library
        self.items = items
        self.count = count
        self.hits = hits
        self.version = version
        self.groups = groups if groups and items else Groups()

    def __len__(self) -> int:
        return len(self.items)

    def key(self, index: int) -> Hashable:
        """What decides about the line of a document."""
        return (index, self) if self.version is None else ("document", self.items[index], self.version)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """One document as a line."""
        number = self.items[index]
        document, count = self.library.documents[number], self.count(number)
        column = date_cells(width)
        named = document.digest_of or document
        published = document.published or (document.digest_of.published if document.digest_of else None)
        published = published or document.published_bounds  # its own words say no more
        when = dates.short(EventDate.of(published), column) if published else "undated"
        tail = f" {count:,} {'record' if count == 1 else 'records'}" if width >= 50 else f" {count:,}"
        room = max(0, width - column - 1 - cell_width(tail))
        title = truncate(named.title, room, glyphs.ellipsis)
        gap = " " * (room - cell_width(title))
        words = light(title, self.hits(named.title), "text")
        return [(fit(when, column), "muted"), (" ", ""), *words, (gap, ""), (tail, "muted")]

    def whole(self, index: int) -> tuple[str, Spans]:
        """The title of a document, uncut, and its hits."""
        document = self.library.documents[self.items[index]]
        title = (document.digest_of or document).title
        return title, self.hits(title)
