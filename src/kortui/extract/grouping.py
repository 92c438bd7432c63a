"""Which records tell one fact: each goes to the first group whose every member tells its own.

Of each record three numbers are held, and of each block that two records share its groups; the records themselves are looked
at where they stand.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import takewhile

from kortui.extract import cards as many
from kortui.extract.blocks import MARKS
from kortui.extract.cards import Cards
from kortui.extract.facts import Facts
from kortui.extract.filed import RowFile
from kortui.extract.members import NONE, Comparing, Groups
from kortui.extract.packed import Card
from kortui.extract.postings import Postings
from kortui.extract.screens import Screens
from kortui.records import dataclass

_ALL = (1 << MARKS) - 1

_BLOCK_OF = MARKS.__rrshift__
"""The block of a key: half the time of a comprehension with the shift in it."""

_BACK = 2
"""How many times all records are looked at again in a pass before another is cheaper: that would cost as much as six times."""

_MANY_NEW = 4
"""When more than one in so many records is new, all are compared: that costs less than telling what is near them."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What an earlier merging of mostly the same records found.

    Attributes:
        homes: Per record the number of the first record of its group then; `NONE` where either is new or gone.
        lost: First records of groups that have lost a member.
        sizes: Per first record of a group of several how many records it had then, where none is gone; else 0.
        places: Per such record the place of what was made of the group, among `made`.
        made: Records made of groups.
    """

    homes: Sequence[int]
    lost: frozenset[int]
    sizes: Sequence[int]
    places: Sequence[int]
    made: Cards

    def made_of(self, group: Sequence[int]) -> int:
        """The place of what was made of the very same records; `NONE` when nothing was."""
        first = group[0]
        same = len(group) == self.sizes[first] and all(self.homes[number] == first for number in group)
        return self.places[first] if same else NONE


class _Blocks:
    """Groups by block, of some records; each with the marks it is there with, see `kortui.extract.blocks`."""

    def __init__(self) -> None:
        self._marks: dict[int, tuple[int, ...]] = {}
        self._entries: dict[int, set[int]] = {}  # by block and marks

    def add(self, keys: Iterable[int], entry: int) -> None:
        """Enter a group, see `kortui.extract.screens.Screens.add`."""
        for key in keys:
            known = self._entries.get(key)
            if known is None:
                self._entries[key] = {entry}
                self._marks[key >> MARKS] = (*self._marks.get(key >> MARKS, ()), key & _ALL)
            else:
                known.add(entry)

    def near(self, keys: Sequence[int]) -> Sequence[set[int]]:
        """What is entered in a record's blocks that it meets, by its marks there."""
        found = [set[int]() for _ in range(1 << MARKS)]
        for key in keys:
            marks = key & _ALL
            for others in self._marks.get(key >> MARKS, ()):
                if not others & marks:
                    found[marks] |= self._entries[key ^ marks | others]
        return found


def groups(cards: Sequence[Card], facts: Facts, replay: Replay | None = None, rows: RowFile | None = None) -> Groups:
    """Bring together the records of all documents.

    Each record goes to the first group whose every member tells its fact, in the order of the records; so what is found
    depends on nothing but the records and their order.

    Args:
        cards: In order of document id and evidence.
        facts: What tells facts apart.
        replay: What was found before; the result is the same as without it.
        rows: The build's file, for what need not be in memory.
    """
    told = many.of(cards)
    if replay is None or sum(home == NONE for home in replay.homes) * _MANY_NEW > len(told):
        return _whole(told, facts, rows or RowFile())
    watched = {key >> MARKS for number, home in enumerate(replay.homes) if home == NONE for key in told.head(number)[2]}
    back = 0  # the first pass finds out what to watch, mostly of many groups; a later one lacks one or two
    while True:
        again = _Again(told, facts, replay, watched, back)
        if not again.missing:
            return again.made
        watched |= again.missing
        back = _BACK * len(told)
        del again  # the memory of one pass at a time


def _whole(cards: Cards, facts: Facts, rows: RowFile) -> Groups:
    made = Groups()
    blocks, comparing, screens = Postings(cards, rows), Comparing(cards, facts, made), Screens(len(cards))
    for number, (_, date, every, *_) in enumerate(cards.heads()):
        group = NONE
        places = blocks.among(every)
        if places:
            near = screens.open(date, blocks.near(places))
            group = next((g for g in near if comparing.takes(g, comparing.event(number))), NONE)
        if group == NONE:
            group = number
            made.found()
        else:
            made.join(group)
        if places:
            blocks.add(places, screens.add(number, group, date, every))
    return made


class _Again:
    """One pass over records that were mostly merged before.

    A group is *touched* when it has other members than it had when the pass before was here. A record whose group and all
    groups before it are untouched stays; one near a touched group asks that group alone. Only a record that is new, or that
    its own group no longer takes, asks all groups, for which its blocks must have been watched from the beginning; for a few
    groups, blocks are looked for among the records before instead.

    Args:
        cards: All records.
        facts: What tells facts apart.
        replay: What was found before.
        watched: Blocks to watch.
        back: How many records to look at again at most.

    Attributes:
        made: The groups.
        missing: Blocks that should have been watched, and those of the other records of the same groups, which may leave them
            in the next pass; when there are any, the groups mean nothing.
    """

    def __init__(self, cards: Cards, facts: Facts, replay: Replay, watched: set[int], back: int) -> None:
        self.made = Groups()
        self._cards, self._homes, self._lost, self._watched = cards, replay.homes, replay.lost, watched
        self._comparing, self._screens = Comparing(cards, facts, self.made), Screens(len(cards))
        self._blocks, self._near_touched = _Blocks(), _Blocks()
        self._touched: set[int] = set()
        self._looked_at = watched.copy()  # blocks that are watched or that a member of a touched group is in
        self._back = back
        self._leaving: set[int] = set()  # groups that a record leaves whose blocks are not watched
        homes, touched, lost, looked_at = replay.homes, self._touched, replay.lost, self._looked_at
        found, join, has = self.made.found, self.made.join, self.made.has
        for number, (_, date, keys, *_) in enumerate(cards.heads()):
            home = homes[number]
            founds = home == number
            if not keys:
                found()
            elif (
                (founds or has(home)) and home not in touched and home not in lost
                and looked_at.isdisjoint(map(_BLOCK_OF, keys))
            ):  # fmt: skip
                if founds:  # as most do: nothing near has changed
                    found()
                else:
                    join(home)
            else:
                self._place(number, date, keys)
        self.missing = self._blocks_of(self._leaving) if self._leaving else set()

    def _place(self, number: int, date: str | None, keys: Sequence[int]) -> None:
        home = self._homes[number]
        here = home if home == number or self.made.has(home) else NONE
        group = self._find(number, date, keys, here)
        if group == number:
            self.made.found()
        else:
            self.made.join(group)
        if group != here:
            self._touch(group)
            if here not in (NONE, number):
                self._touch(here)
        elif here == number and number in self._lost:
            self._touch(group)
        if group in self._touched:
            self._enter(number, group, date, keys)
        self._watch(number, group, date, keys, self._watched)

    def _find(self, number: int, date: str | None, keys: Sequence[int], here: int) -> int:
        """The group of a record that was in group `here`, or in none that is left."""
        home, event = self._homes[number], None
        if home != NONE:  # what was founded before its home and is untouched does not take the record
            for group in takewhile(home.__ge__, self._screens.open(date, self._near_touched.near(keys))):
                event = event or self._comparing.event(number)
                if self._comparing.takes(group, event):
                    return group
        if here != NONE and here not in self._touched:
            return here
        if not self._watched.issuperset(map(_BLOCK_OF, keys)):
            self._look_back(number, home)
        event = event or self._comparing.event(number)
        near = self._screens.open(date, self._blocks.near(keys))
        return next((group for group in near if self._comparing.takes(group, event)), number)

    def _look_back(self, number: int, home: int) -> None:
        """Watch the blocks of all records that were in one group, as if from the beginning; or leave that to another pass."""
        self._back -= number
        if self._back < 0 or self._leaving:
            self._leaving.add(home)
            return
        blocks = self._blocks_of({home}) - self._watched
        for one, (_, date, keys, *_) in zip(range(number), self._cards.heads(), strict=False):
            if not blocks.isdisjoint(map(_BLOCK_OF, keys)):
                self._watch(one, self.made.homes[one], date, keys, blocks)
        self._watched |= blocks
        self._looked_at |= blocks

    def _blocks_of(self, homes: Container[int]) -> set[int]:
        """The blocks of all records that were in some groups."""
        members = (number for number, home in enumerate(self._homes) if home in homes)
        return {key >> MARKS for number in members for key in self._cards.head(number)[2]}

    def _watch(self, number: int, group: int, date: str | None, keys: Sequence[int], blocks: Container[int]) -> None:
        """Take note of a member of a group in those of its blocks that are among some."""
        if watched := [key for key in keys if key >> MARKS in blocks]:
            self._blocks.add(watched, self._screens.add(number, group, date, keys, of_all=False))

    def _touch(self, group: int) -> None:
        """Have what is near a group ask it again."""
        if group not in self._touched:
            self._touched.add(group)
            for member in self.made.members(group):
                _, date, keys, *_ = self._cards.head(member)
                self._enter(member, group, date, keys)

    def _enter(self, number: int, group: int, date: str | None, keys: Sequence[int]) -> None:
        """Take note of a member of a touched group."""
        self._near_touched.add(keys, self._screens.add(number, group, date, keys, of_all=False))
        self._looked_at.update(key >> MARKS for key in keys)
