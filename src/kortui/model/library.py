"""One database in memory, and the ways into it by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kortui.model.documents import Document
from kortui.model.entities import Conflict, Entity, Series
from kortui.model.events import Event, EventLine, EventParties
from kortui.records import dataclass, field

if TYPE_CHECKING:
    from kortui.model.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Library:
    """One database in memory.

    Attributes:
        documents: In order of id.
        events: In order of `Event.sort_key`; a *row* anywhere in kortui is an index into this sequence.
        entities: In order of id.
        sha256: Of the build's inputs; names the state of the data.
        companions: SHA-256 of the other inputs, files of decisions and of names, in order; None when that is not known.
        counted: How many documents and events the file it was read from says that it holds; None when it does not say.
    """

    documents: Sequence[Document]
    events: Sequence[Event]
    entities: Sequence[Entity]
    series: Sequence[Series]
    conflicts: Sequence[Conflict]
    sha256: str = ""
    companions: tuple[str, ...] | None = None
    counted: tuple[int, int] | None = field(default=None, compare=False, repr=False)
    index: LibraryIndex = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", LibraryIndex(self))


def digest_of_inputs(documents: Iterable[tuple[str, str, str | None]], companions: Iterable[str]) -> str:
    """The SHA-256 that names what a library was built from, in no order of the file system.

    Args:
        documents: Id, SHA-256 of the bytes and date of publication of each.
        companions: SHA-256 of each other file.
    """
    import hashlib  # 2 ms that reading a database need not pay

    parts = sorted(f"{identifier}\0{sha256}\0{published or ''}" for identifier, sha256, published in documents)
    return hashlib.sha256("\n".join([*parts, *sorted(companions)]).encode()).hexdigest()


class LibraryIndex:
    """Ways into a `Library` by id, each made on first use."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def line(self, row: int) -> Event | EventLine:
        """What a list shows of an event."""
        return self._library.events[row]

    def parties(self, row: int) -> Event | EventParties:
        """Who takes part in an event and what it counts."""
        return self._library.events[row]

    @cached_property
    def calendar(self) -> Calendar:
        """Which events a day of the calendar concerns."""
        from kortui.model.calendar import MemoryCalendar  # of what a day brings alone

        return MemoryCalendar(self._library)

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self._library.documents}

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Rows of events by id."""
        return {e.id: i for i, e in enumerate(self._library.events)}

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self._library.entities}

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[Conflict, ...]]:
        """Conflicts by event id."""
        found: dict[str, tuple[Conflict, ...]] = {}
        for conflict in self._library.conflicts:
            for event in conflict.events:
                found[event] = (*found.get(event, ()), conflict)
        return found

    @cached_property
    def rows_of_document(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the events each document gives evidence for, by document id."""
        found: dict[str, list[int]] = {d.id: [] for d in self._library.documents}
        for row, event in enumerate(self._library.events):
            for document in dict.fromkeys(e.document for e in event.evidence):
                found.setdefault(document, []).append(row)
        return {document: tuple(rows) for document, rows in found.items()}

    @cached_property
    def rows_of_entity(self) -> Mapping[str, tuple[int, ...]]:
        """Rows of the events each entity takes part in or that happened there, by entity id."""
        found: dict[str, list[int]] = {}
        for row, event in enumerate(self._library.events):
            for entity in dict.fromkeys([*(a.id for a in event.actors), *event.places]):
                found.setdefault(entity, []).append(row)
        return {entity: tuple(rows) for entity, rows in found.items()}

    stored = False
    """Whether `having` and `together` look at no event."""

    @property
    def name_keys(self) -> Sequence[tuple[tuple[str, ...], ...]] | None:
        """The tokens of the names of each entity, where an index has them: see `kortui.search.names.keys_of`."""
        return None

    def having(self, rows: Sequence[int], field: str, values: Iterable[str]) -> Sequence[int]:
        """Those of some rows whose events have one of some values.

        Args:
            rows: The rows.
            field: ``type``, ``domain``, ``actor`` or, for actors and places alike, ``named``.
            values: Types, domains, or ids of entities.

        Returns:
            The rows in ascending order, which is that of dates.
        """
        wanted, events = frozenset(values), self._library.events
        return sorted(row for row in rows if not wanted.isdisjoint(_values_of(events[row], field)))

    def spans_in(self, row: int, document: Document) -> Sequence[tuple[int, int, bool]]:
        """Where the evidence of an event stands in a document, for who reads nothing else of it: start, end, whether it does.

        Args:
            row: The event's.
            document: The document; evidence from others is passed over.
        """
        evidence = self._library.events[row].evidence
        return [(e.start, e.end, e.state == "found") for e in evidence if e.document == document.id]

    def held(self) -> Library:
        """The same library for a piece of work that looks at thousands of records, some several times: each is read once."""
        return self._library

    def ids_of(self, rows: Sequence[int]) -> Iterator[str]:
        """The ids of the events of some rows, in their order."""
        return (self._library.events[row].id for row in rows)

    def together(self, lists: Iterable[Sequence[int]]) -> int:
        """How many rows are in one list or more."""
        return len(set().union(*lists))

    def name(self, entity: str) -> str:
        """Name to show for an entity id; the id itself when it is unknown."""
        found = self.entity.get(entity)
        return found.name if found else entity


def _values_of(event: Event, field: str) -> Sequence[str]:
    """The values of a field of `LibraryIndex.having`."""
    if field == "type":
        return (event.type,)
    if field == "domain":
        return event.domains
    return [*(a.id for a in event.actors), *(event.places if field == "named" else ())]
