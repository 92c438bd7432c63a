"""A record in the making, between its trigger and its id."""

from __future__ import annotations

from kortui.extract.dated import Dated
from kortui.model import Actor
from kortui.records import dataclass
from kortui.vocabulary import Domain, EventType, Stage

TOLD_LATER: frozenset[EventType] = frozenset(
    ("agreement", "contract", "investment", "financing", "construction", "delivery", "aid", "deployment", "programme", "visit",
     "commerce", "exhibition", "establishment", "membership")
)  # fmt: skip
"""Types that a report may tell without a date of their own: they are of the day on which they were said."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record in the making; offsets are still tokens and span indices of its sentence.

    Attributes:
        of_the_day: Whether an undated one in a news report is of the day of the report.
        earlier: Whether it is of a time before what its clause tells, which nobody names: of no day.
    """

    type: EventType
    rule: str
    part: int
    first: int
    date: Dated
    domains: tuple[Domain, ...]
    actors: tuple[Actor, ...]
    places: tuple[str, ...]
    amounts: tuple[int, ...]
    title: str
    rank: int
    measure: str | None = None
    stage: Stage | None = None
    topic: str | None = None
    about: tuple[str, ...] = ()
    of_the_day: bool = False
    earlier: bool = False
