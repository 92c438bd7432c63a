"""The library under one query: what is found, what to light, how much each pane holds.

The search machinery is imported and its index built when something is first looked for; the first frame needs neither.
Shares and counts are operations on bit sets: microseconds for a million events.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kortui.model import Library
from kortui.records import dataclass
from kortui.search.rows import Picked, RowSet, bits_of, first_bits
from kortui.search.taken import index_of, indexed
from kortui.tui.bins import LARGE
from kortui.tui.grouping import MOST_GROUPED, Calendar, grouped_by
from kortui.tui.panes import PANES
from kortui.tui.widgets.source import Groups

if TYPE_CHECKING:
    from kortui.search.highlight import Patterns
    from kortui.search.index import Searcher
    from kortui.search.plain import Plain
    from kortui.search.query import Query
    from kortui.search.waiting import Waiting

MANY_DOCUMENTS = 300
"""Documents beyond which those behind a result are counted only in their own pane: 2,000 cost 25 ms for each letter typed."""

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found.

    Attributes:
        text: The query as typed; empty for everything.
        rows: Rows in order of date, or as the query sorts.
        ranked: The same, best match first.
        bits: The rows as a bit set.
        sort: How `rows` are sorted; empty is by date.
        group: What the query groups by; empty is as the pane likes.
        possible: How many are only possible matches.
        also: Other names searched along.
        problem: What is wrong with the query, empty when nothing is.
        unfinished: What is still lacking in a query that is being typed, as a closing bracket; no fault yet.
        aside: What a name in it leaves aside of which people may think.
    """

    text: str
    rows: Sequence[int]
    ranked: Sequence[int]
    bits: int
    sort: str = ""
    group: str = ""
    possible: int = 0
    also: tuple[str, ...] = ()
    problem: str = ""
    unfinished: str = ""
    aside: str = ""


class Finder:
    """One library being searched."""

    def __init__(
        self,
        library: Library,
        starred: Callable[[], Collection[str]] = frozenset,
        noted: Callable[[], Collection[str]] = frozenset,
        saved: Callable[[], Mapping[str, str]] = dict,
        waiting: Waiting | None = None,
    ) -> None:
        self.library = library
        self._waiting = waiting
        self._waited = ""
        self._starred = starred
        self._noted = noted
        self._saved = saved
        self._lit: tuple[str, bool, Patterns | None] = ("", False, None)
        self._shares: dict[str, tuple[tuple[str, int, int], Sequence[int], Sequence[int]]] = {}
        everything = RowSet(first_bits(len(library.events)))
        self._all = Found("", everything, everything, everything.bits)

    @cached_property
    def searcher(self) -> Searcher:
        """The search, made on first use; all finders of a library share one index."""
        from kortui.search.days import today
        from kortui.search.index import Searcher

        return Searcher(self.library, starred=self._starred, noted=self._noted, saved=self._saved(), today=today())

    @property
    def waits(self) -> str:
        """What to say while the index of a large library is still being made; empty once it is there."""
        return self._waiting.told if self._waiting is not None else ""

    @property
    def waited(self) -> str:
        """What to say when it is there."""
        return self._waited

    def wait(self, seconds: float) -> bool:
        """Go on with what can be done before the index is there; whether it has just come.

        Args:
            seconds: How long, at most.
        """
        if self._waiting is None or not self._waiting.over:
            if self._waiting is not None:
                self._waiting.plain.prepare(seconds)
            return False
        self._waited, self._waiting = self._waiting.ended, None
        return True

    def saved_changed(self) -> None:
        """Take in the saved searches as they are now."""
        if "searcher" in self.__dict__:
            self.searcher.saved = self._saved()

    def warm(self) -> None:
        """Make the search ready: 30 ms of imports, 30 ms for 1,000 records; a large library has its index or waits for it."""
        if len(self.library.events) < LARGE or indexed(self.library):
            self.searcher.search(self.query("a"), typing=True)
            self.light("a")

    def complete(self) -> Iterator[None]:
        """Do in quiet moments what `warm` left for later, a piece at a time.

        In memory these are the rows of every word, 25 ms for 1,000 records; of a derived file the modules that facets need,
        and dates and amounts, of which a million take 30 and 80 ms to read.
        """
        from kortui.search import explain, facets  # noqa: F401 - for ways on from nothing, and the panel of facets
        from kortui.search.postings import MemoryPostings
        from kortui.search.spelling import prepare

        yield
        prepare()
        yield
        if not indexed(self.library):
            return
        postings = self.searcher.postings
        if isinstance(postings, MemoryPostings):
            postings.list_words()
            yield
            self.searcher.names.prepare()
            return
        from kortui.search import counting, values  # noqa: F401

        self.searcher.names.prepare()
        for column in ("starts", "ends"):
            yield
            getattr(postings, column)
        for key in postings.amount_keys():
            yield
            postings.amounts(key)

    def query(self, text: str) -> Query:
        """The query of a text."""
        from kortui.search.query import parse

        return parse(text)

    def find(self, text: str, *, typing: bool = False) -> Found:
        """Search.

        Args:
            text: The query as typed; never raises.
            typing: Whether the last word may be a beginning.
        """
        if not text.strip():
            return self._all
        query = self.query(text)
        if self._waiting is not None:
            return self._plainly(text, query, self._waiting.plain)
        result = self.searcher.search(query, typing=typing)
        lacking = [p.message.partition(";")[0] for p in result.problems if typing and p.unfinished]
        wrong = [p.brief for p in result.problems if not (typing and p.unfinished)]
        return Found(
            text, result.rows, result.ranked, result.bits, query.sort, query.group, result.possible, tuple(result.also),
            wrong[0] if wrong else "", lacking[0] if lacking else "", "; ".join(result.aside),
        )  # fmt: skip

    def kept(self, text: str) -> str:
        """The query to keep of a typed one: its last word stays a beginning (``alt*``) where without it what was seen is gone.

        Typing shows what begins with the last word. A plain word and a country that find something are taken for whole; the
        value of another field of names or words (``title:alt``) only where it finds no less.

        Args:
            text: The query as typed, without blanks around it.
        """
        from kortui.search.fields import FIELDS
        from kortui.search.syntax import Field, Word

        query = self.query(text)
        last = query.last_word
        if isinstance(last, Field):
            open_ended = FIELDS[last.name].kind in ("entity", "words") and not last.values[-1].endswith("*")
            whole = last.name == "country"
        else:
            open_ended = whole = isinstance(last, Word) and not last.prefix
        if self._waiting is not None or not open_ended:
            return text
        beginning = f"{text}*"
        found, begun = (self.searcher.search(self.query(one)).bits for one in (text, beginning))
        return beginning if begun & ~found and not (whole and found) else text

    def _plainly(self, text: str, query: Query, plain: Plain) -> Found:
        """What can be found before the index is there."""
        bits, whole = plain.find(query)
        left = "" if whole else "; parts that need it are left out"
        some = "" if plain.ready == len(self.library.events) else f"; {plain.ready:,} records looked through"
        return Found(text, RowSet(bits), RowSet(bits), bits, problem=f"{self.waits}{left}{some}")

    def light(self, text: str, *, typing: bool = False) -> Callable[[str], Spans]:
        """Finds in any text what a query is about, as code point ranges to light.

        Args:
            text: The query.
            typing: Whether its last word may be a beginning.
        """
        if not text.strip():
            return _nothing
        from kortui.search.highlight import find, patterns

        if self._lit[:2] != (text, typing):
            wanted = patterns(self.query(text), self.library, names=self.searcher.names, typing=typing)
            self._lit = (text, typing, wanted)
        found = self._lit[2]
        return lambda shown: find(shown, found) if found else ()

    def chips(self, text: str) -> tuple[str, ...]:
        """The terms of a query, each as it reads."""
        return tuple(chip.text for chip in self.query(text).chips()) if text.strip() else ()

    def completions(self, text: str) -> tuple[str, ...]:
        """What the last word of a query could become; nothing for a word that may be a plain one."""
        from kortui.search.query import complete

        word = text.split()[-1] if text and not text[-1].isspace() else ""
        if (bare := word.lstrip("-(")).startswith("saved:"):
            from kortui.search.completing import candidates

            return tuple(one.text for one in candidates(bare, saved=self._saved()))
        return complete(text) if ":" in word or len(word) >= 3 else ()

    def best(self, found: Found, pane: str) -> int:
        """The row a search is most likely after in a pane; -1 when words decide nothing."""
        from kortui.search.syntax import Exact, Phrase, Word, leaves

        parts = leaves(self.query(found.text).root)
        if not any(isinstance(leaf, Word | Phrase | Exact) and not negated for leaf, negated in parts):
            return -1
        bits = self.bits(found, pane)
        return next((row for row in found.ranked if bits >> row & 1), -1) if bits else -1

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

    def share(self, found: Found, pane: str) -> Sequence[int]:
        """The rows of a result that a pane holds, in the result's order.

        As long as these are the same rows in the same order it is the same object, by which panes know that nothing changed.
        """
        bits = self.bits(found, pane)
        own = found.sort.endswith("rank")  # an order that another query with the same rows need not have
        asked = (found.sort, bits, id(found.rows) if own else 0)
        kept = self._shares.get(pane)
        if kept is None or kept[0] != asked:
            whole = bits == found.bits
            rows = found.rows if whole else RowSet(bits) if not found.sort else Picked(iter(found.rows), bits)
            kept = self._shares[pane] = (asked, rows, found.rows)  # held, so that its id names nothing else
        return kept[1]

    def listed(self, found: Found, pane: str) -> tuple[Sequence[int], Groups | None, bool]:
        """The rows of a pane as they are listed, their groups, and whether they are in order of date."""
        rows = self.share(found, pane)
        if found.group in ("", "year", "decade"):
            return rows, None if found.sort else self.calendar.groups(self.bits(found, pane), found.group), not found.sort
        if found.group == "none" or len(rows) > MOST_GROUPED:
            return rows, None, not found.sort
        ordered, groups = grouped_by(self.library, rows, found.group)
        return ordered, groups, False

    def counts(self, found: Found) -> dict[str, int | None]:
        """How much of a result each pane holds; None where counting would be felt."""
        counts: dict[str, int | None] = {p.id: self.bits(found, p.id).bit_count() for p in PANES}
        many = len(self.library.documents) > MANY_DOCUMENTS and bool(found.text)
        counts["documents"] = None if many else len(self.documents(found)) if found.text else len(self.library.documents)
        return counts

    def documents(self, found: Found) -> Sequence[int]:
        """Documents that stand behind a result, by their number in the library; all of them for everything."""
        everything = range(len(self.library.documents))
        return everything if not found.text else [n for n in everything if self.records_of(found, n)]


def _nothing(text: str) -> Spans:
    return ()
