"""Which records tell one fact: each goes to the first group whose every member tells its own.

Of each record three numbers are held, and of each block that two records share its groups; the records themselves are looked
at where they stand.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

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
        self._groups: dict[int, int | array[int]] = {}  # most blocks have one group: no list for those

    def add(self, keys: Sequence[int], entry: int) -> None:
        """Enter a group, see `kortui.extract.screens.Screens.add`."""
        for key in keys:
            marked = entry << MARKS | key & _ALL
            known = self._groups.setdefault(key >> MARKS, marked)
            if isinstance(known, array):
                if known[-1] != marked:
                    known.append(marked)
            elif known != marked:
                self._groups[key >> MARKS] = array("q", (known, marked))

    def near(self, keys: Sequence[int]) -> Sequence[set[int]]:
        """What is entered in a record's blocks that it meets, by its marks there."""
        found = [set[int]() for _ in range(1 << MARKS)]
        for key in keys:
            known, marks = self._groups.get(key >> MARKS, NONE), key & _ALL
            if isinstance(known, array):
                found[marks].update(one >> MARKS for one in known if not one & marks)
            elif known != NONE and not known & marks:
                found[marks].add(known >> MARKS)
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
    while True:
        again = _Again(told, facts, replay, watched)
        if not again.missing:
            return again.made
        watched |= again.missing


def _whole(cards: Cards, facts: Facts, rows: RowFile) -> Groups:
    made = Groups()
    blocks, comparing, screens = Postings(cards, rows), Comparing(cards, facts, made), Screens(len(cards))
    for number, (_, date, every, _, _) in enumerate(cards.heads()):
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
    its own group no longer takes, asks all groups, for which its blocks must have been watched from the beginning.

    Attributes:
        made: The groups.
        missing: Blocks that should have been watched; when there are any, the groups mean nothing.
    """

    def __init__(self, cards: Cards, facts: Facts, replay: Replay, watched: set[int]) -> None:
        self.made = Groups()
        self.missing: set[int] = set()
        self._cards, self._replay, self._watched = cards, replay, watched
        self._comparing, self._screens = Comparing(cards, facts, self.made), Screens(len(cards))
        self._blocks = _Blocks()
        self._touched: set[int] = set()
        self._near_touched = _Blocks()
        self._touched_blocks: set[int] = set()
        made, touched, touched_blocks, lost = self.made, self._touched, self._touched_blocks, replay.lost
        for number, (_, date, keys, _, _) in enumerate(cards.heads()):
            home = replay.homes[number]
            founded = home == number or made.has(home)
            blocks = [key >> MARKS for key in keys]
            if not (keys and founded) or home in touched or home in lost or not touched_blocks.isdisjoint(blocks):
                self._place(number, date, keys)
                continue
            if home == number:  # as most are: nothing near has changed
                made.found()
            else:
                made.join(home)
            if not watched.isdisjoint(blocks):
                self._watch(number, home, date, keys)

    def _place(self, number: int, date: str | None, keys: Sequence[int]) -> None:
        home, blocks = self._replay.homes[number], [key >> MARKS for key in keys]
        here = home if home == number or self.made.has(home) else NONE
        group = number
        if keys:
            same = here != NONE and here not in self._touched and self._touched_blocks.isdisjoint(blocks)
            group = here if same else self._find(number, date, keys, here)
        if group == number:
            self.made.found()
        else:
            self.made.join(group)
        if group != here:
            self._touch(group)
            if here not in (NONE, number, group):
                self._touch(here)
        elif home == number and number in self._replay.lost:
            self._touch(group)
        if group in self._touched:
            self._enter(number, group, date, keys)
        if not self._watched.isdisjoint(blocks):
            self._watch(number, group, date, keys)

    def _find(self, number: int, date: str | None, keys: Sequence[int], here: int) -> int:
        """The group of a record that was in group `here`, or in none that is left."""
        open_ = self._screens.open
        nearer = [g for g in open_(date, self._near_touched.near(keys)) if g <= here] if here != NONE else []
        if not nearer and here != NONE and here not in self._touched:
            return here
        event = self._comparing.event(number)
        for group in nearer:
            if self._comparing.takes(group, event):
                return group
        if here != NONE and here not in self._touched:
            return here
        blocks = {key >> MARKS for key in keys}
        if not self._watched.issuperset(blocks):
            self.missing |= blocks
        near = open_(date, self._blocks.near(keys))
        return next((g for g in near if self._comparing.takes(g, event)), number)

    def _touch(self, group: int) -> None:
        if group not in self._touched:
            self._touched.add(group)
            for member in self.made.members(group):
                _, date, keys, _, _ = self._cards.head(member)
                self._enter(member, group, date, keys)

    def _enter(self, number: int, group: int, date: str | None, keys: Sequence[int]) -> None:
        """Take note of a member of a touched group."""
        self._near_touched.add(keys, self._screens.add(number, group, date, keys, of_all=False))
        self._touched_blocks.update(key >> MARKS for key in keys)

    def _watch(self, number: int, group: int, date: str | None, keys: Sequence[int]) -> None:
        """Take note of a member of a group in blocks that are watched."""
        entry = self._screens.add(number, group, date, keys, of_all=False)
        self._blocks.add([key for key in keys if key >> MARKS in self._watched], entry)
