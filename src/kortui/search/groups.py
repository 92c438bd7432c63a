"""Groups of events that have something in common: a date, an actor, a type; what is indexed of it is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kortui import edtf
from kortui.model.calendar import calendar_keys
from kortui.search.days import EARLIEST, LATEST, day_number
from kortui.search.reach import reach
from kortui.vocabulary import AHEAD, DateBasis, DateRole

_AT_MOST = 50_000
"""Dates, actors and so on whose keys are kept: of a large database nine in ten come again."""


def is_vague(date: edtf.Edtf) -> bool:
    """Whether a date's own bounds are not certain: approximate or uncertain."""
    return date.uncertain or date.approximate


def _none(common: Any) -> None:
    return None


class Group(list[int]):
    """Rows that have something in common.

    Attributes:
        keys: The ``field:value`` keys they have for it.
        days: First and last day number of a date; None of all else.
    """

    __slots__ = ("days", "keys")
    keys: Sequence[str]
    days: tuple[int, int] | None


class Groups(dict[Any, Group]):
    """The groups of one aspect, by what their rows have in common; keys are worked out once for each."""

    def __init__(
        self, keys_of: Callable[[Any], Sequence[str]], days_of: Callable[[Any], tuple[int, int] | None] = _none
    ) -> None:
        self._keys_of = keys_of
        self._days_of = days_of

    def __missing__(self, common: Any) -> Group:
        found = self[common] = Group()
        found.keys = self._keys_of(common)
        found.days = self._days_of(common)
        return found

    def take(self) -> Iterator[tuple[Sequence[str], list[int]]]:
        """The keys and rows of each group, which is empty after that."""
        for group in self.values():
            if group:
                yield group.keys, list(group)
                group.clear()
        if len(self) > _AT_MOST:
            self.clear()


Date = tuple[str | None, DateRole, DateBasis, str | None, edtf.Day | None]
"""EDTF of a date, its role, how it is known, the first day that is known of it, and until when it is told (`told_until`)."""


def date_keys(date: Date) -> Sequence[str]:
    """The keys of a date: its decade, how it is known, whether it lies ahead, is hedged or open, its days of the calendar."""
    text, role, basis, day, _ = date
    keys = [f"decade:{day[:-7]}X" if day else "decade:none", f"basis:{basis}"]
    if role in AHEAD:
        keys.append("ahead:role")
    if not text:
        return [*keys, "is:undated"]
    parsed = edtf.parse(text)
    keys += ["has:date", *calendar_keys(text, role, basis)]
    if is_vague(parsed):
        keys.append("vague:date")
    if is_vague(parsed) or parsed.kind == "one-of" or "X" in text:
        keys.append("is:uncertain")
    if parsed.bounds.start is None:
        keys.append("open:start")
    if parsed.bounds.end is None:
        keys.append("open:end")
    return keys


def date_days(date: Date) -> tuple[int, int] | None:
    """First and last day number on which something dated so may have been (`reach`); None of an undated event."""
    text, role, _, _, told = date
    reached = reach(text, role, told)
    return None if reached is None else (day_number(reached.start, EARLIEST), day_number(reached.end, LATEST))


def kind_keys(kind: tuple[str, str, str | None, bool, Sequence[str]]) -> Sequence[str]:
    """The keys of what takes few values: type, relevance, stage, whether it is reviewed, and the domains."""
    type_, relevance, stage, reviewed, domains = kind
    stages = [f"stage:{stage}"] if stage else []
    flags = ["is:reviewed"] if reviewed else []
    return (f"type:{type_}", f"rel:{relevance}", *(f"domain:{d}" for d in domains), *stages, *flags)


def entity_keys(field: str, countries: Mapping[str, str]) -> Callable[[str], Sequence[str]]:
    """Gives the keys of an entity as actor or place, its country among them.

    Args:
        field: ``actor`` or ``place``.
        countries: Code of the country of each entity that has one.
    """
    return lambda entity: (
        (f"{field}:{entity}", f"country:{countries[entity]}") if entity in countries else (f"{field}:{entity}",)
    )
