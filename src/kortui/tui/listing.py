"""What a pane shows of a result: its list, where in it one stands, and what the search line says beside the query."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from kortui.overview.words import counted
from kortui.records import dataclass
from kortui.tui.finding import Hits
from kortui.tui.glyphs import spelt
from kortui.tui.moment import nearest, place_of
from kortui.tui.panes import Pane
from kortui.tui.rows import DocumentRows, EventRows
from kortui.tui.session import Session
from kortui.tui.shares import Found
from kortui.tui.widgets.source import Groups


def listed(
    session: Session, found: Found, pane: Pane, *, hits: Hits, version: Hashable, moment: int, heading: str = ""
) -> tuple[EventRows | DocumentRows, int]:
    """The lines of a pane and the item to stand on.

    Args:
        session: The database and the marks on it.
        found: The result.
        pane: Whose share of it is listed.
        hits: What to light.
        version: Changes with all that decides about a line beside its record.
        moment: Row of the record last stood on; an event list is opened near to it.
        heading: What stands over all of it in place of its groups; empty for these.
    """
    finder, library = session.finder, session.library
    headed = Groups((0,), (heading,)) if heading else None
    if pane.lists == "documents":
        documents = finder.documents(found)
        count = partial(finder.records_of, found)
        return DocumentRows(library, documents, count, hits=hits, version=version, groups=headed), 0
    rows, groups, by_date = finder.listed(found, pane.id)
    stars, noted, held = session.stars.ids, session.notes.by_record, session.held
    source = EventRows(
        library, rows, hits=hits, starred=stars, noted=noted, held=held, version=version, groups=headed or groups
    )
    return source, nearest(library, rows, moment) if by_date else place_of(rows, moment)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands beside the query.

    Attributes:
        count: How much was found, and which of it the cursor is on.
        note: What else to know; empty when there is nothing.
        fault: Whether that is something wrong.
        begun: The last word with a sign that it may go on, where it counts as a beginning.
    """

    count: str
    note: str
    fault: bool
    begun: str


def said_of(session: Session, found: Found, pane: str, source: object, cursor: int, *, typing: bool) -> Said:
    """What the line says.

    Args:
        session: The database.
        found: The result.
        pane: Whose share of it is listed.
        source: What the list shows.
        cursor: Item it stands on.
        typing: Whether the last word of the query may go on.
    """
    finder = session.finder
    total = len(source) if isinstance(source, EventRows | DocumentRows) else 0
    what = "document" if isinstance(source, DocumentRows) else "record"
    if found.text and finder.waits:
        size = f"{total:,} found so far"
    else:
        size = f"{total:,} found" if found.text else counted(total, what)
    nothing = (size if finder.waits else "nothing found") if found.text else "nothing"
    count = f"{size}, at {cursor + 1:,}" if total else nothing
    if what == "record" and (possible := finder.possible(found, pane)):
        count += f", {possible:,} possible"
    also = f"also searching {spelt(', '.join(found.also))}" if found.also else ""
    told = "; ".join(filter(None, (found.unfinished, also))) or spelt(found.aside)
    whole = finder.undivided(found, pane) if what == "record" else ""
    note = session.standing or found.problem or whole or told or finder.waits
    fault = bool(session.standing or whole or (found.problem and not finder.waits))
    begun = ""
    if typing and total and not finder.waits:
        from kortui.tui.kept import begun_of  # of a first search

        begun = begun_of(finder.query(found.text))
    return Said(count, note, fault, begun)
