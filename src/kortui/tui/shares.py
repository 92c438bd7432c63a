"""What a query found, and how much of it each pane holds, in which order and groups.

Shares and counts are operations on bit sets: microseconds for a million events.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kortui.model import Library
from kortui.records import dataclass
from kortui.rows import Rows, bits_of
from kortui.search.taken import index_of, indexed
from kortui.tui.grouping import Calendar
from kortui.tui.panes import PANES
from kortui.tui.widgets.source import Groups

if TYPE_CHECKING:
    from kortui.search.pieces import Pieces

MANY_DOCUMENTS = 300
"""Documents beyond which those behind a result are counted only in their own pane: 2,000 cost 25 ms for each letter typed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found.

    Attributes:
        text: The query as typed; empty for everything.
        rows: Rows in order of date, or as the query sorts and groups.
        ranked: The same, best match first.
        bits: The rows as a bit set.
        sort: How `rows` are sorted; empty is by date.
        group: What the query groups by; empty is as the pane likes.
        vague: Those that are only possible matches, as a bit set.
        also: Other names searched along.
        problem: What is wrong with the query, empty when nothing is.
        unfinished: What is still lacking in a query that is being typed, as a closing bracket; no fault yet. Of one that was
            typed what its last word finds as a beginning.
        aside: What a name in it leaves aside of which people may think.
        reading: Reads the records that its groups need, where these are many: till then it has none.
        ordered: Whether the query only orders and groups all there is.
    """

    text: str
    rows: Rows
    ranked: Rows
    bits: int
    sort: str = ""
    group: str = ""
    vague: int = 0
    also: tuple[str, ...] = ()
    problem: str = ""
    unfinished: str = ""
    aside: str = ""
    reading: Pieces[None] | None = None
    ordered: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it is of a query that leaves anything out, or may."""
        return bool(self.text) and not self.ordered

    @property
    def by_date(self) -> bool:
        """Whether the rows are in order of date, the earliest first."""
        return self.sort in ("", "date") and self.group in ("", "year", "decade", "none")


class Shares:
    """The panes' shares of results.

    Args:
        library: What is searched.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._shares: dict[str, tuple[tuple[str, int, int], Rows, Rows]] = {}
        self._counts: list[tuple[tuple[int, bool], dict[str, int | None]] | None] = [None, None]
        """What the panes hold of the last result, and of everything."""

    @cached_property
    def calendar(self) -> Calendar:
        """Decades and years of the library."""
        return Calendar(self.library)

    @cached_property
    def _domains(self) -> dict[str, int]:
        events = self.library.events
        if indexed(self.library):
            postings = index_of(self.library)
            return {p.id: postings.get("fields", f"domain:{p.domain}") for p in PANES if p.domain}
        return {
            p.id: bits_of((n for n, e in enumerate(events) if p.domain in e.domains), len(events)) for p in PANES if p.domain
        }

    def records_of(self, found: Found, number: int) -> int:
        """How many records of a result a document stands behind."""
        document = self.library.documents[number].id
        if indexed(self.library):
            bits = index_of(self.library).get("fields", f"doc:{document}")
        else:
            bits = bits_of(self.library.index.rows_of_document.get(document, ()), len(self.library.events))
        return (found.bits & bits).bit_count()

    def bits(self, found: Found, pane: str) -> int:
        """The rows of a result that a pane holds, as a bit set."""
        return found.bits & self._domains.get(pane, -1)

    def possible(self, found: Found, pane: str) -> int:
        """How many of the records that a pane holds of a result are only possible matches."""
        return (self.bits(found, pane) & found.vague).bit_count()

    def share(self, found: Found, pane: str) -> Rows:
        """The rows of a result that a pane holds, in the result's order.

        As long as these are the same rows in the same order it is the same object, by which panes know that nothing changed.
        """
        bits = self.bits(found, pane)
        own = found.sort.endswith("rank")  # an order that another query with the same rows need not have
        asked = (f"{found.sort} {found.group}", bits, id(found.rows) if own else 0)
        kept = self._shares.get(pane)
        if kept is None or kept[0] != asked:
            whole = bits == found.bits
            rows = found.rows if whole else found.rows.within(bits)
            kept = self._shares[pane] = (asked, rows, found.rows)  # held, so that its id names nothing else
        return kept[1]

    def listed(self, found: Found, pane: str) -> tuple[Sequence[int], Groups | None, bool]:
        """The rows of a pane as they are listed, their groups, and whether they are in order of date."""
        rows, groups = self.share(found, pane), None
        if found.by_date:
            groups = None if found.group == "none" else self.calendar.groups(rows.bits, found.group)
        elif (cut := getattr(rows, "cut", None)) is not None:
            labels = self.calendar.headings(rows.bits, cut.eras, found.group) if cut.eras else cut.labels
            groups = Groups(cut.starts, labels)
        return rows, groups, found.by_date

    def counts(self, found: Found) -> dict[str, int | None]:
        """How much of a result each pane holds; None where counting would be felt.

        Without any record it is None for documents too: that none stands behind a record says nothing of their own texts.
        """
        asked = (found.bits, found.narrows)  # another order or pane leaves them as they were, and everything always does
        kept = self._counts[not found.narrows]
        if kept is None or kept[0] != asked:
            kept = self._counts[not found.narrows] = (asked, self._counted(found))
        return kept[1]

    def _counted(self, found: Found) -> dict[str, int | None]:
        counts: dict[str, int | None] = {p.id: self.bits(found, p.id).bit_count() for p in PANES}
        many = len(self.library.documents) > MANY_DOCUMENTS and found.narrows
        counts["documents"] = None if many or not found.bits else len(self.documents(found))
        return counts

    def documents(self, found: Found) -> Sequence[int]:
        """Documents that stand behind a result, by their number in the library; all of them for everything."""
        everything = range(len(self.library.documents))
        return everything if not found.narrows else [n for n in everything if self.records_of(found, n)]
