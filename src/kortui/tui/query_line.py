"""What the search line says of a result beside the query: how much was found, and what else there is to know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kortui.overview.words import counted
from kortui.records import dataclass
from kortui.text import truncate
from kortui.tui.glyphs import glyphs, spelt
from kortui.tui.rows import DocumentRows, EventRows

if TYPE_CHECKING:
    from kortui.search.query import Query
    from kortui.tui.session import Session
    from kortui.tui.shares import Found

BEGUN = 12
"""Cells of a beginning that are repeated beside the count: a name, and few bytes for a letter."""


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
    begun = begun_of(finder.query(found.text)) if typing and total and not finder.waits else ""
    return Said(count, note, fault, begun)


def begun_of(query: Query) -> str:
    """The word a query ends in as a beginning, ``kore…``; empty where it ends in none that may go on, or says so itself."""
    from kortui.search.fields import FIELDS
    from kortui.search.syntax import Field, Phrase, Word

    last, word = query.last_word, ""
    if isinstance(last, Word | Phrase) and not (isinstance(last, Word) and last.prefix):
        word = last.text
    elif isinstance(last, Field) and FIELDS[last.name].kind in ("entity", "words") and not last.values[-1].endswith("*"):
        word = last.values[-1]
    return truncate(word, BEGUN, "") + glyphs.ellipsis if word else ""
