"""Conflicts of a whole build, a block of records at a time: which records share one is sorted out in the build's file."""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from kortui.encoded import EncodedRows
from kortui.extract import conflicts
from kortui.extract.cards import Cards
from kortui.extract.facts import Facts
from kortui.extract.filed import Lines, Places, RowFile
from kortui.extract.known import Blocks, Found, Table, decoder
from kortui.extract.sorting import END, Sorter, grouped
from kortui.model import Conflict
from kortui.schema import encode, to_row

_SLOTS = 1 << 18
"""What tells touched blocks from others has so many bytes; some others are taken for touched, and found anew for nothing."""

_HELD = 1_024
"""Records whose entries are held: blocks come in order of their first record, so that records of one time come together."""

_PAIR = struct.Struct(">II")
_ORDER = struct.Struct(">BI")
_FINDER = 7
"""The bits of a block's number that tell its finder."""

_Entry = tuple[int, str, Any]
"""Number and key of a block, and what of a record is compared there."""


class Clashes:
    """The blocks of a build in which a record has come, gone or changed.

    Args:
        cards: All records, in order.
        concerned: Numbers of those that may be part of a conflict; the *place* of a record is that among these.
        facts: With the entities of the build.
        rows: The build's file.
    """

    def __init__(self, cards: Cards, concerned: Sequence[int], facts: Facts, rows: RowFile) -> None:
        self._cards, self._concerned, self._facts, self._rows = cards, concerned, facts, rows
        self._touched = bytearray(_SLOTS)
        self._entries: dict[int, list[_Entry]] = {}

    def enter(self, place: int) -> Sequence[int]:
        """Touch the blocks of a record that was not there before; their numbers."""
        numbers = array("I", (number for number, _, _ in self._entries_of(place)))
        self.touch(numbers)
        return numbers

    def touch(self, numbers: Iterable[int]) -> None:
        """Have some blocks found anew."""
        for number in numbers:
            self._touched[_slot(number)] = True

    def is_touched(self, number: int) -> bool:
        """Whether a block is found anew."""
        return self._touched[_slot(number)] == 1

    def _entries_of(self, place: int) -> list[_Entry]:
        """All entries of a record in blocks, in order of the finders."""
        known = self._entries.pop(place, None)
        if known is None:
            if len(self._entries) >= _HELD:
                del self._entries[next(iter(self._entries))]  # the one that was looked at least recently
            event = self._cards.event(self._concerned[place])
            known = [
                (_number(finder, key), key, entry)
                for finder, one in enumerate(conflicts.FINDERS)
                for key, entry in one.entries(event, self._facts)
            ]
        self._entries[place] = known
        return known

    def among(self, blocks: Blocks) -> Iterator[tuple[int, tuple[Found, ...]]]:
        """The conflicts of all touched blocks, by number, those without any left out.

        Args:
            blocks: Of each record, by place.
        """
        for number, members in self._touched_blocks(blocks):
            groups: dict[str, list[Any]] = {}
            for place in dict.fromkeys(members):
                for other, key, entry in self._entries_of(place):
                    if other == number:
                        groups.setdefault(key, []).append(entry)
            finder = number & _FINDER
            told = [one for entries in groups.values() for one in conflicts.FINDERS[finder].among(entries)]
            if told:
                yield number, tuple((finder, c.id, c.subject, c.events, c.kind, c.note) for c in told)

    def _touched_blocks(self, blocks: Blocks) -> Iterator[tuple[int, Sequence[int]]]:
        """Touched blocks that can hold a conflict with the places of their members, in order of the first of these."""
        pairs = Sorter(self._rows)
        for place in range(len(blocks)):
            for number in blocks[place]:
                if self.is_touched(number):
                    pairs.add(_PAIR.pack(number, place))
        found = Sorter(self._rows)
        for number, some in groupby(map(_PAIR.unpack, pairs), key=lambda pair: pair[0]):
            members = [place for _, place in some]
            if len(members) > 1 or conflicts.FINDERS[number & _FINDER].alone:
                found.add(_PAIR.pack(members[0], number) + array("I", members).tobytes())
        for key in found:
            yield _PAIR.unpack_from(key)[1], array("I", key[_PAIR.size :])


def _number(finder: int, key: str) -> int:
    """The number of a block; two that share one are found anew together and change nothing."""
    return zlib.crc32(key.encode()) & ~_FINDER | finder


def _slot(number: int) -> int:
    return (number >> 3) % _SLOTS


def named(found: Table[tuple[Found, ...]], blocks: Blocks, rows: RowFile) -> Sequence[Conflict]:
    """Conflicts, each once, in order of id; where several have one id, all but the first are numbered.

    What a later finder says of the same records stands; within a finder, what is said in the later block.

    Args:
        found: Conflicts by block.
        blocks: Of each record, in order of the records.
        rows: The build's file.
    """
    import msgspec

    decode, sorted_ = decoder(Found), found.in_order()
    done = bytearray(len(sorted_))
    unique, ordered, number = Sorter(rows), Sorter(rows), 0
    for place in range(len(blocks)):
        for block in blocks[place]:
            at = sorted_.place(block)
            if at is None or done[at]:
                continue
            done[at] = True
            for one in sorted_.value(at):
                head = "\0".join((one[4], *one[3])).encode() + END
                unique.add(head + _ORDER.pack(one[0], number) + msgspec.json.encode(one))
                number += 1
    for _, told in grouped(unique):
        *_, last = told
        row = last[_ORDER.size :]
        one = decode(row)
        ordered.add("\0".join((one[1], *one[3])).encode() + END + row)
    made = Places(rows)
    made.put(_numbered(map(decode, chain.from_iterable(told for _, told in grouped(ordered)))))
    return EncodedRows(Conflict, Lines(made))


def _numbered(told: Iterable[Found]) -> Iterator[bytes]:
    """Conflicts as they are written, those that share an id with one before numbered."""
    before, count = "", 0
    for _, name, subject, events, kind, note in told:
        count = count + 1 if name == before else 1
        before = name
        yield encode(to_row(Conflict(name if count == 1 else f"{name}-{count}", subject, events, kind, note)))
