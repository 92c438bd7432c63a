"""Groups of records by number, and whether one more record tells the fact of a group."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from functools import lru_cache

from kortui.extract.cards import Cards
from kortui.extract.common import Common
from kortui.extract.facts import Facts, is_told_by_words_alone
from kortui.extract.features import UNSAID, quoted_words
from kortui.model import Event
from kortui.records import dataclass

NONE = -1
"""The number of no record and of no group."""

_HELD = 4_096
"""Records kept decoded for a second look; merging looks at the same ones again and again."""

_ASKED = 2_048
"""Groups of more than a few of which is held which members differ."""

_FEW = 4
"""Members that are just asked, one after another; of more that differ it is held what they have in common."""


class Groups:
    """Records by number, brought together; a group is named by its first record, and groups are in the order of those.

    Attributes:
        homes: Per record the group it is in.
    """

    def __init__(self) -> None:
        self.homes = array("i")
        self._before = array("i")  # the member before each in its group; before the first the last, so that it can be reached

    def found(self) -> None:
        """Begin a group with the next record."""
        number = len(self.homes)
        self.homes.append(number)
        self._before.append(number)

    def join(self, group: int) -> None:
        """Put the next record into a group."""
        self._before.append(self._before[group])
        self._before[group] = len(self.homes)
        self.homes.append(group)

    def has(self, group: int) -> bool:
        """Whether a record has founded a group."""
        return 0 <= group < len(self.homes) and self.homes[group] == group

    def has_several(self, group: int) -> bool:
        """Whether a group has more members than the one that founded it."""
        return self._before[group] != group

    def members(self, group: int, after: int = NONE) -> list[int]:
        """The records of a group in order, those behind one of them alone where that is named."""
        found = []
        number = self._before[group]
        while number > after and number != group:
            found.append(number)
            number = self._before[number]
        return [*([group] if after == NONE else []), *reversed(found)]

    def __len__(self) -> int:
        return sum(number == home for number, home in enumerate(self.homes))

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        return (tuple(self.members(home)) for number, home in enumerate(self.homes) if number == home)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Groups) and self.homes == other.homes

    __hash__ = None  # type: ignore[assignment]


class Comparing:
    """Records against groups: of members that do not differ in what `Facts` looks at, one is asked.

    Args:
        cards: All records.
        facts: What tells facts apart.
        made: The groups so far.

    Attributes:
        event: A record by its number, decoded.
    """

    def __init__(self, cards: Cards, facts: Facts, made: Groups) -> None:
        self.event: Callable[[int], Event] = lru_cache(maxsize=_HELD)(cards.event)
        self._facts, self._made = facts, made
        self._unlike: dict[int, _Unlike] = {}

    def takes(self, group: int, event: Event) -> bool:
        """Whether a record tells the same fact as every member."""
        read, facts = self.event, self._facts
        if group not in self._unlike:
            if not facts.same(read(group), event):
                return False
            members = self._made.members(group)
            if len(members) <= _FEW:
                return all(facts.same(read(number), event) for number in members[1:])
        unlike = self._members_of(group)
        features = _features(event)
        if (code := hash(features)) in unlike.hashes:
            twin = unlike.numbers[unlike.hashes.index(code)]
            if _features(read(twin)) == features:  # it was compared with all others when it came
                return facts.same(read(twin), event)
        if unlike.common is not None and unlike.common.is_told_by(event):
            return True
        for place, number in enumerate(unlike.numbers):
            if not facts.same(read(number), event):
                unlike.ask_first(place)
                return False
        return True

    def _members_of(self, group: int) -> _Unlike:
        """Those of a group's members that differ, the ones that came since it was last asked among them."""
        unlike = self._unlike.pop(group, None)
        if unlike is None:
            unlike = _Unlike(array("q"), array("i"))
            if len(self._unlike) >= _ASKED:
                del self._unlike[next(iter(self._unlike))]  # the one that was asked least recently
        self._unlike[group] = unlike
        for number in self._made.members(group, unlike.last):
            code = hash(_features(self.event(number)))
            if code not in unlike.hashes:
                unlike.hashes.append(code)
                unlike.numbers.append(number)
                if unlike.common is not None:
                    unlike.common.add(self.event(number))
                elif len(unlike.numbers) > _FEW:
                    unlike.common = Common(self._facts, map(self.event, unlike.numbers))
            unlike.last = number
        return unlike


@dataclass(slots=True)
class _Unlike:
    """Of a group the members that differ in what `Facts` looks at.

    Attributes:
        hashes: Of what it looks at.
        numbers: Of the members.
        last: The last member that was sorted into them.
        common: What they have in common, where they are more than a few.
    """

    hashes: array[int]
    numbers: array[int]
    last: int = NONE
    common: Common | None = None

    def ask_first(self, place: int) -> None:
        """Ask a member before the others next time: one that ruled out a record often rules out the next."""
        for some in (self.hashes, self.numbers):
            some[0], some[place] = some[place], some[0]


def _features(event: Event) -> object:
    """All that `Facts.same` looks at; where that is the place in the document, no two records are alike."""
    amounts = tuple(
        (a.kind, a.text, a.value, a.value_to, a.unit, a.measure, a.hedge, a.equivalent_to is None) for a in event.amounts
    )
    words = quoted_words(event) if is_told_by_words_alone(event) else None
    where = event.evidence[0] if event.type == "meeting" or (event.date.edtf is None and event.type not in UNSAID) else None
    return (
        event.type, event.confidence, event.date.edtf, event.date.basis, event.date.role, event.title, event.actors,
        event.places, amounts, event.stage, event.topic, event.rule, where, words,
    )  # fmt: skip
