"""What the last stages make of single records, kept from one build to the next: a rebuild decodes few records for them.

Of each record these stages need little: the points it gives a series, the relations it states, the blocks in which it may
contradict others (`kortui.extract.conflicts.FINDERS`). All that follows from the record and its actors and places, by whose
digest it is kept; and the conflicts of a block follow from its members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import compress

from kortui.extract import derived, known, series
from kortui.extract.cards import Cards
from kortui.extract.clashes import Clashes, named
from kortui.extract.facts import Facts
from kortui.extract.filed import RowFile
from kortui.extract.known import Known, Points
from kortui.extract.packed import CONFLICTS, DERIVED, SERIES
from kortui.extract.series import Key
from kortui.model import Conflict, Entity, Event, Series, SeriesPoint
from kortui.schema import encode, to_row


class Late:
    """The last stages of one build.

    Args:
        entities: By id.
        rows: The build's file.
        before: What an earlier build knew; the result is the same without it.
    """

    def __init__(self, entities: Mapping[str, Entity], rows: RowFile, before: Known | None = None) -> None:
        self._known = Known.of(rows)
        self._before = before or Known.of(rows)
        self._facts = Facts(entities)
        self._rows = rows
        self._states: dict[str, bytes] = {}

    @property
    def is_news(self) -> bool:
        """Whether more or less is known than before."""
        before, now = self._before, self._known
        return any(
            not len(old) == len(new) == old.used
            for old, new in ((before.stated, now.stated), (before.points, now.points), (before.keys, now.keys))
        )

    def dump(self) -> Iterator[bytes]:
        """What is known at the end, for the next build."""
        return known.dump(self._known)

    def digest(self, record: int, uses: Iterable[str]) -> int:
        """What names a record, by the digest of its row, with its actors and places as they are in this build."""
        whole = blake2b(record.to_bytes(8, "big"), digest_size=8)
        for used in uses:
            state = self._states.get(used)
            if state is None:
                entity = self._facts.entities.get(used)
                state = self._states[used] = b"" if entity is None else encode(to_row(entity))
            whole.update(state)
        return int.from_bytes(whole.digest(), "big")

    def implied(self, cards: Cards) -> tuple[Event, ...]:
        """The records that anniversaries imply, see `kortui.extract.derived`."""
        entities, anniversaries, told = self._facts.entities, [], set()
        for number in cards.concerning(DERIVED):
            *_, uses, _, record = cards.head(number)
            digest = self.digest(record, uses)
            stated = self._known.stated.take(digest, self._before.stated)
            if stated is None and derived.counts(event := cards.event(number)):
                anniversaries.append(event)
                continue
            if stated is None:
                stated = (derived.stated(event, entities),)
                self._known.stated.add(digest, stated)
            told.add(stated[0])
        return derived.find(anniversaries, filter(None, told), entities)

    def series(self, cards: Cards, digests: Sequence[int]) -> Sequence[Series]:
        """The figures of the records in time, see `kortui.extract.series`.

        Args:
            cards: In order.
            digests: Of each of them that concerns this stage or `conflicts`, see `digest`.
        """
        return series.find(self._told(cards, digests), self._rows)

    def _told(self, cards: Cards, digests: Sequence[int]) -> Iterator[tuple[Key, SeriesPoint]]:
        for number, digest in zip(cards.concerning(SERIES | CONFLICTS), digests, strict=True):
            if not cards.late(number) & SERIES:
                continue
            points = self._known.points.take(digest, self._before.points)
            if points is None:
                points = self._points(cards.event(number))
                self._known.points.add(digest, points)
            yield from ((key, SeriesPoint(*point[:4], points[0], point[4])) for key, point in points[1])

    def _points(self, event: Event) -> Points:
        found = series.points(event, self._facts.entities)
        return event.id, tuple((key, (p.date, p.value, p.hedge, p.status, p.value_to)) for key, p in found)

    def conflicts(self, cards: Cards, digests: Sequence[int]) -> Sequence[Conflict]:
        """The conflicts of the records, see `kortui.extract.conflicts`; arguments as of `series`."""
        before, keys = self._before, self._known.keys
        clashes = Clashes(cards, cards.concerning(CONFLICTS), self._facts, self._rows)
        asking = (cards.late(number) & CONFLICTS for number in cards.concerning(SERIES | CONFLICTS))
        for place, digest in enumerate(compress(digests, asking)):
            blocks = before.keys.get(digest)
            keys.add(digest, clashes.enter(place) if blocks is None else blocks)
        for blocks in before.keys.gone():
            clashes.touch(blocks)
        self._known.found.take_all(before.found, lambda number: not clashes.is_touched(number))
        for number, found in clashes.among(keys):
            self._known.found.add(number, found)
        return named(self._known.found, keys, self._rows)
