"""What the list of a pane shows of a result, and where in it one stands."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from kortui.tui.finding import Hits
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
