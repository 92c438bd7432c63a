"""Ways on from a search that found nothing: what to leave out, what may have been meant, where else to look."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kortui.overview.words import counted
from kortui.records import dataclass
from kortui.search.pieces import Pieces
from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.messages import CursorMoved, QueryWanted
from kortui.tui.paint import Piece
from kortui.tui.panes import PANES
from kortui.tui.slices import in_slices
from kortui.tui.widgets.source import Groups, Source
from kortui.tui.widgets.text_view import Paragraph

if TYPE_CHECKING:
    from kortui.tui.finding import Finder
    from kortui.tui.screens.browser import Browser
    from kortui.tui.screens.explorer import Explorer
    from kortui.tui.session import Session
    from kortui.tui.shares import Found

RESTED = 0.2
"""Seconds without a key after which typing rests; ways on take some 30 ms, of a million records 50."""

AT_ONCE = 0.012
"""Seconds of processor for which ways are looked for before a frame is sent, when typing has ended."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on.

    Attributes:
        words: What it is.
        gives: How much it would give, in words.
        query: Query to take up; None to keep the one there is.
        pane: Pane to open; empty for the one there is.
        documents: Ids of the documents whose own text holds the words; empty for a way to records.
    """

    words: str
    gives: str
    query: str | None = None
    pane: str = ""
    documents: tuple[str, ...] = ()


class Ways:
    """Ways on as a list, under a heading that says that nothing was found.

    Args of the constructor: the heading and the ways.
    """

    def __init__(self, heading: str, ways: Sequence[Way]) -> None:
        self.ways = ways
        self.version: Hashable = (heading, tuple(ways))
        self.groups = Groups([0], [heading]) if ways else Groups()

    def __len__(self) -> int:
        return len(self.ways)

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """A way as a line."""
        way = self.ways[index]
        gives = truncate(way.gives, max(0, width // 2), glyphs.ellipsis)
        words = truncate(way.words, max(0, width - cell_width(gives) - 2), glyphs.ellipsis)
        return [(words, "text"), (" " * (width - cell_width(words) - cell_width(gives) - 1), ""), (gives, "key")]


def nowhere(finder: Finder, found: Found) -> str:
    """That nothing was found, in words."""
    if finder.waits:
        return f"Nothing found yet; {finder.waits}"
    return f"Nothing {'here' if found.bits else 'found'} for {found.text}"


def ways_on(finder: Finder, found: Found, pane: str) -> Pieces[tuple[Way, ...]]:
    """Where to go from a pane that holds nothing of a result, the nearest first; looked for in pieces.

    Args:
        finder: Search over the library.
        found: The result.
        pane: Id of the pane.
    """
    if finder.waits:
        return ()
    if found.bits:
        counts = ((one, finder.bits(found, one.id).bit_count()) for one in PANES if one.id not in (pane, "documents"))
        return tuple(Way(f"Show them in {one.label}", counted(count, "record"), pane=one.id) for one, count in counts if count)
    from kortui.search.explain import advice as advised

    query = finder.query(found.text)
    advice = yield from advised(finder.searcher, query)
    yield
    without = {chip.text: str(query.without(chip)) for chip in query.chips()}
    ways = [Way(f"Leave out {term}", counted(count, "record"), without[term]) for term, count in advice.drop]
    for near in advice.spellings:
        words = f"Nearest {'month' if '-' in near.year else 'year'}: {near.told}" if near.year else f"Did you mean {near.word}?"
        ways.append(Way(words, counted(near.count, "record"), near.text))
    labels = {one.label: one for one in PANES if one.domain}
    for place, count in advice.elsewhere:
        if place in labels:
            other = query.without_field("domain").also(f"domain:{labels[place].domain}")
            ways.append(Way(f"Look in {place} instead", counted(count, "record"), str(other)))
        else:
            ways.append(Way("Read it where documents say so", counted(count, "document"), documents=advice.documents))
    return (*ways, Way("Clear the search", counted(len(finder.library.events), "record"), ""))


def ways_explained(session: Session) -> list[Paragraph]:
    """What can be done where nothing was found, for the detail."""
    words = (
        f"{session.key('record.open')} goes the way of a line. {session.key('chip.remove')} takes the last part of the search"
        f" away, {session.key('facets.clear')} all of it; {session.key('undo.last')} brings it back."
    )
    return [Paragraph(words, "muted")]


def show_ways(screen: Browser, *, typing: bool = False) -> None:
    """Show that nothing was found, in place of records, and ways on from there: at once, or when typing rests.

    What takes longer than a key may is looked for in slices that give way to keys, and comes when all is found.

    Args:
        screen: The main screen.
        typing: Whether the query is still being typed.
    """
    finder, found = screen.session.finder, screen.found
    heading = nowhere(finder, found)
    screen.list.empty = [heading]
    screen.list.show(Ways(heading, ()))
    pane, late = screen.pane, typing

    def show(ways: tuple[Way, ...]) -> None:
        screen.list.show(Ways(nowhere(finder, found), ways))
        if late:
            screen.on_cursor_moved(CursorMoved(screen.list.cursor))

    look = partial(
        in_slices,
        screen,
        ways_on(finder, found, pane),
        show,
        lambda: screen.found is found and screen.pane == pane,
        None if typing else AT_ONCE,
    )
    if typing:
        screen.set_timer(RESTED, look)
    else:
        look()
        late = True


def go_way(screen: Explorer, ways: Source, number: int) -> None:
    """Take up the query of a way, open its pane, or read a document that holds the words.

    Args:
        screen: The main screen.
        ways: What its list shows; nothing happens unless it is ways.
        number: Which of them.
    """
    if not isinstance(ways, Ways):
        return
    way = ways.ways[number]
    if way.documents:
        _read_one_of(screen, way.documents)
    elif way.pane:
        screen.open_pane(way.pane)
    elif way.query is not None:
        screen.on_query_wanted(QueryWanted(way.query))


def _read_one_of(screen: Explorer, documents: Sequence[str]) -> None:
    """Read a document, asking which when there are several."""
    from kortui.tui.screens.chooser import Chooser, Entry

    known = screen.session.library.index.document

    def chosen(document: str | None) -> None:
        if document is not None:
            screen.open_text(known[document], at_hit=True)

    if len(documents) == 1:
        chosen(documents[0])
    else:
        entries = [Entry((known[one].digest_of or known[one]).title, one) for one in documents]
        screen.app.push_screen(Chooser(screen.session, "Read", entries), chosen)
