"""Entities, series of figures and conflicts: what is gathered from many events."""

from __future__ import annotations

from kortui.records import dataclass, field
from kortui.vocabulary import ConflictKind, EntityKind, Hedge, SeriesStatus


@dataclass(frozen=True, slots=True)
class Office:
    """An office a person held; `since` and `until` are EDTF or None."""

    title: str
    since: str | None = field(default=None, metadata={"key": "from"})
    until: str | None = field(default=None, metadata={"key": "to"})


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, country, place, weapon, agreement or named event.

    Attributes:
        id: Slug.
        name: Name to show.
        aliases: Other names, in any script, by which it is found.
        country: ISO 3166-1 alpha-3 code, None when none applies.
        wikidata: Wikidata item, only when certain.
        mentions: How often the documents name it.
        unshown: Those of the aliases that are only searched for: polemic, dated and slipshod ones.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    mentions: int = 0
    unshown: tuple[str, ...] = ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """The aliases to show people: official names, of today or of the past, and common ones."""
        return tuple(name for name in self.aliases if name not in self.unshown)


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One figure of a series.

    Attributes:
        date: EDTF.
        value: In base units; the lower end of a range.
        hedge: How the source hedges it; None is a plain figure or a plain range.
        event: Id of the event that states it.
        value_to: Upper end of a range, which stands in files only where there is one.
    """

    date: str
    value: int | float
    hedge: Hedge | None
    status: SeriesStatus
    event: str
    value_to: int | float | None = field(default=None, metadata={"sparse": True})

    @property
    def plain(self) -> bool:
        """Whether the source gives one number for it, without an "about" or a "between"."""
        return self.hedge is None and self.value_to is None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one measure over time.

    Attributes:
        id: Slug of measure, reporter and partner.
        measure: What is measured.
        reporter: ISO 3166-1 alpha-3 of the country it is of.
        partner: ISO 3166-1 alpha-3 of the other country, None for the world.
        unit: ISO 4217 or a unit of `kortui.vocabulary`.
        points: In order of date.
    """

    id: str
    measure: str
    reporter: str | None
    partner: str | None
    unit: str
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Records that cannot all be right as they stand, or that say the same with different precision."""

    id: str
    subject: str
    events: tuple[str, ...]
    kind: ConflictKind
    note: str
