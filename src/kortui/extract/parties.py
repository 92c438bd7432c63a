"""The countries that a document is about: its home, and the two that a treaty it names without parties is between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from kortui.extract.gazetteer import Gazetteer
from kortui.records import dataclass

HOME_SHARE = 0.6
"""Share of a document's mentions of countries that makes one its home, whose bodies need no adjective."""

PAIR_SHARE = 0.8
"""Share of a document's mentions of countries that makes two of them the parties of "the free trade agreement"."""

ANY_TRADE_AGREEMENT = "free-trade-agreement"
"""Id of a free trade agreement whose parties its name does not tell."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The countries that a document is about, ISO alpha-3.

    Attributes:
        home: The one that most of its mentions are of.
        pair: The two that nearly all of them are of.
    """

    home: str | None
    pair: frozenset[str]

    @classmethod
    def of(cls, countries: Iterable[str]) -> Parties:
        """Those of a document.

        Args:
            countries: That of each mention of one.
        """
        counts = Counter(countries)
        home, most = max(counts.items(), key=lambda c: (c[1], c[0]), default=(None, 0))
        first_two = [code for code, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:2]]
        return cls(
            home if most >= HOME_SHARE * counts.total() and most > 1 else None,
            frozenset(first_two) if sum(counts[c] for c in first_two) >= PAIR_SHARE * counts.total() else frozenset(),
        )

    def trade_agreement(self, gazetteer: Gazetteer, named: Collection[str]) -> str | None:
        """The gazetteer's free trade agreement of the two countries a document is about, when a sentence names no third.

        Args:
            gazetteer: Known names.
            named: Countries the sentence names.
        """
        if len(self.pair) != 2 or not self.pair >= set(named):
            return None
        ids = [gazetteer.countries[code].id for code in self.pair if code in gazetteer.countries]
        agreements = (f"{'-'.join(order)}-{ANY_TRADE_AGREEMENT}" for order in (ids, ids[::-1]))
        return next((id_ for id_ in agreements if id_ in gazetteer.entities), None)
