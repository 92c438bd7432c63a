"""Merging from one build to the next: which records were brought together, and what a few changed documents touch."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Protocol

from kortui.extract.cards import CardFile, Cards
from kortui.extract.filed import RowFile, line_of
from kortui.extract.grouping import Replay
from kortui.extract.known import decoder
from kortui.extract.members import NONE
from kortui.extract.merge import Merged
from kortui.extract.packed import Card
from kortui.records import dataclass

_NAME = 16
"""Bytes of what names a document's state and id."""

_AT_ONCE = 4_096
"""Numbers in a line of what is remembered."""

_TOGETHER = 64
"""Records that are put into the file together."""


_Made = tuple[int, str, str | None, tuple[str, ...], int, int]
"""Of a record that was made of a group the first record of that, and what a card has beside blocks and row."""


class Told(Protocol):
    """A document with its records."""

    @property
    def id(self) -> str:
        """Document id."""

    @property
    def name(self) -> str:
        """What names this state of it between builds; empty when nothing does."""

    @property
    def cards(self) -> Sequence[Card]:
        """Its records."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Which records a build brought together.

    Attributes:
        names: Of its documents in their order what names their states and ids, `_NAME` bytes each.
        counts: How many records each has.
        homes: Per record of all documents the number of the first record of its group.
        firsts: The first records of groups of several, in order.
        made: The record made of each of these.
    """

    names: bytes
    counts: array[int]
    homes: array[int]
    firsts: array[int]
    made: Cards

    def tells_as(self, other: Homes) -> bool:
        """Whether the same documents have the same groups, of which then the same was made."""
        return (self.names, self.counts, self.homes) == (other.names, other.counts, other.homes)


def dump(homes: Homes) -> Iterator[bytes]:
    """Groups as lines: how much there is, documents, which records, then the record made of each group of several."""
    from msgspec.json import encode

    yield encode((len(homes.counts), len(homes.homes), len(homes.firsts)))
    for at in range(0, len(homes.counts), _AT_ONCE):
        counts = homes.counts[at : at + _AT_ONCE]
        yield encode((homes.names[at * _NAME : (at + len(counts)) * _NAME].hex(), counts.tolist()))
    for at in range(0, len(homes.homes), _AT_ONCE):
        yield encode(homes.homes[at : at + _AT_ONCE].tolist())
    for first, card in zip(homes.firsts, homes.made, strict=True):
        yield encode((first, card.id, card.date, card.uses, card.late, card.digest))
        yield line_of(card.row)


def parse(lines: Iterable[bytes], rows: RowFile) -> Homes:
    """The groups that `dump` wrote.

    Args:
        lines: What it wrote.
        rows: Where to keep the records that were made.

    Raises:
        ValueError: When they are of another shape.
    """
    import msgspec

    sizes, counted, numbered, made_of = map(decoder, (tuple[int, int, int], tuple[str, list[int]], list[int], _Made))
    given = iter(lines)
    names, counts, homes, firsts, made = bytearray(), array("I"), array("i"), array("I"), CardFile(rows)
    some: list[Card] = []
    try:
        documents, records, groups = sizes(next(given))
        while len(counts) < documents:
            told, numbers = counted(next(given))
            names += bytes.fromhex(told)
            counts.extend(numbers)
        while len(homes) < records:
            homes.extend(numbered(next(given)))
        while len(firsts) < groups:
            first, id_, date, uses, late, digest = made_of(next(given))
            firsts.append(first)
            some.append(Card(id_, next(given), date, (), uses, late, digest))
            if len(some) == _TOGETHER or len(firsts) == groups:
                made.put(some)
                some = []
    except (msgspec.MsgspecError, OverflowError, StopIteration) as error:
        raise ValueError("of another shape") from error
    if len(names) != _NAME * len(counts) or len(homes) != records or next(given, None) is not None:
        raise ValueError("of another shape")
    return Homes(bytes(names), counts, homes, firsts, made)


def name_of(document: Told) -> bytes:
    """What names a document's state and its id; empty when nothing does."""
    return blake2b(f"{document.name} {document.id}".encode(), digest_size=_NAME).digest() if document.name else b""


def homes_of(documents: Sequence[Told], merged: Merged) -> Homes | None:
    """What to remember of a merging; None when the documents have no names to know them by."""
    names, counts, groups = bytearray(), array("I"), merged.groups
    for document in documents:
        if not document.name:
            return None
        names += name_of(document)
        counts.append(len(document.cards))
    several = (first for first, home in enumerate(groups.homes) if first == home and groups.has_several(first))
    return Homes(bytes(names), counts, groups.homes, array("I", several), merged.made)


def replay(before: Homes, documents: Sequence[Told]) -> Replay | None:
    """What merging can take from an earlier build.

    Args:
        before: What was brought together then.
        documents: Of this build, in their order.

    Returns:
        None when what is known of the earlier build does not fit together, or its documents stood in another order.
    """
    if sum(before.counts) != len(before.homes) or any(not 0 <= home <= n for n, home in enumerate(before.homes)):
        return None
    first_of: dict[bytes, tuple[int, int]] = {}
    at = 0
    for place, count in enumerate(before.counts):
        first_of[before.names[place * _NAME : (place + 1) * _NAME]] = at, count
        at += count
    now, number, starts = _nothing(len(before.homes)), 0, array("q")
    for document in documents:
        old, count = first_of.get(name_of(document), (NONE, 0))
        if old != NONE and count == len(document.cards):
            starts.append(old)
            now[old : old + count] = array("i", range(number, number + count))
        number += len(document.cards)
    if any(one > other for one, other in pairwise(starts)) or any(first >= len(now) for first in before.firsts):
        return None
    homes, sizes, lost = _nothing(number), array("i", [0]) * number, set()
    for old, home in enumerate(before.homes):
        new, first = now[old], now[home]
        if new != NONE:
            homes[new] = first
        elif first != NONE:
            lost.add(first)
        if first != NONE:
            sizes[first] += 1
    for first in lost:
        sizes[first] = 0
    places = _nothing(number)
    for place, first in enumerate(before.firsts):
        if now[first] != NONE:
            places[now[first]] = place
    return Replay(homes, frozenset(lost), sizes, places, before.made)


def _nothing(size: int) -> array[int]:
    return array("i", [NONE]) * size
