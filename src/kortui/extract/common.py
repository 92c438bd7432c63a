"""What the members of a group have in common: often enough to say that a record tells the fact of each, looking at none.

Of those that are told apart by their actors, places and words of the title a group may have hundreds; and of agreements on one
subject, of which the countries alone count, and few different ones.
"""

from __future__ import annotations

from collections.abc import Iterable

from kortui import edtf
from kortui.extract.accords import is_dated_accord
from kortui.extract.deeds import Deed, are_apart
from kortui.extract.facts import NAMES, Facts, ids, is_enough, is_only_possible
from kortui.extract.features import key_words
from kortui.model import Event

_DEEDS = 16
"""Tellings of a deed that differ and are held; of a group with more of them each member is asked."""


class Common:
    """What is common to some records that all tell one fact.

    Args:
        facts: What tells facts apart.
        events: The records, one at least.
    """

    def __init__(self, facts: Facts, events: Iterable[Event]) -> None:
        self._facts = facts
        first, *others = events
        self._like, span = first, edtf.bounds(first.date.edtf)
        self._actors, self._places, self._words = ids(first), frozenset(first.places), key_words(first.title)
        self._longest, self._kinds = len(self._words), frozenset(a.kind for a in first.amounts)
        self._low, self._high, self._dates = span.low, span.high, {first.date.edtf}
        self._bounded, self._usable = span.start is not None and span.end is not None, self._can_tell(first)
        self._accords = {facts.accord(first)} if is_dated_accord(first) else set()
        self._deeds = [self._deed(first)]
        for event in others:
            self.add(event)

    def add(self, event: Event) -> None:
        """Take one more."""
        words, span = key_words(event.title), edtf.bounds(event.date.edtf)
        self._actors &= ids(event)
        self._places &= frozenset(event.places)
        self._words &= words
        self._longest = max(self._longest, len(words))
        self._kinds |= {a.kind for a in event.amounts}
        self._low, self._high = max(self._low, span.low), min(self._high, span.high)
        self._dates.add(event.date.edtf)
        self._bounded = self._bounded and span.start is not None and span.end is not None
        self._usable = self._usable and self._can_tell(event)
        if is_dated_accord(event):
            self._accords.add(self._facts.accord(event))
        if len(self._deeds) <= _DEEDS and (deed := self._deed(event)) not in self._deeds:
            self._deeds.append(deed)

    def _can_tell(self, event: Event) -> bool:
        return is_dated_accord(event) or self._facts.are_told_alike(event)

    def is_told_by(self, event: Event) -> bool:
        """Whether what is common says that a record tells the fact of each; when it does not, each has to be asked."""
        like = self._like
        if not self._usable or not self._can_tell(event) or not self._are_days_of(event) or event.type != like.type:
            return False
        if event.confidence != like.confidence or is_only_possible(event) != is_only_possible(like):
            return False
        if self._accords:
            accord = self._facts.accord(event)
            return all(accord.is_that(other) for other in self._accords) and self._is_no_other_deed(event)
        if not self._kinds.isdisjoint({"money", "count"} & {a.kind for a in event.amounts}):
            return False
        actors, places = self._actors & ids(event), self._places & frozenset(event.places)
        if not actors and not places:
            return False
        words = key_words(event.title)
        close = bool(places) or any(self._facts.kind(actor) in NAMES for actor in actors)
        return is_enough(len(self._words & words), min(len(words), self._longest), close) and self._is_no_other_deed(event)

    def _deed(self, event: Event) -> Deed | None:
        deed = self._facts.deed(event)
        return deed.bare if deed else None

    def _is_no_other_deed(self, event: Event) -> bool:
        """Whether a record tells no other deed than any of them, where they tell few different ones."""
        deed = self._deed(event)
        return len(self._deeds) <= _DEEDS and not any(are_apart(one, deed) for one in self._deeds)

    def _are_days_of(self, event: Event) -> bool:
        """Whether a date agrees with that of each; where one of them is open, they have to be the same."""
        if self._dates == {event.date.edtf}:
            return True
        span = edtf.bounds(event.date.edtf)
        if not self._bounded or span.start is None or span.end is None:
            return False
        return span.low <= self._high and self._low <= span.high
