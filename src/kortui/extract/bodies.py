"""Bodies of states: whose "Defense Ministry", whose "National Assembly" a text means, and its entity.

A ministry goes by many names ("Defense Ministry", "Ministry of National Defence") and its name seldom says which state it
is of. The function is read from the words, the state from an adjective in or before the name, else from what is around.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kortui.extract import lexicon
from kortui.extract.tokens import Token, tokens
from kortui.model import Entity
from kortui.records import dataclass


@dataclass(frozen=True, slots=True)
class _Bodies:
    """Functions by the folded words that name them, names to show, and ids by country and function."""

    functions: Mapping[tuple[str, ...], str]
    names: Mapping[str, str]
    ids: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def _bodies() -> _Bodies:
    table = lexicon.load("bodies")
    functions: dict[tuple[str, ...], str] = {}
    names: dict[str, str] = {}
    for portfolio, words in table["ministries"].items():
        names[portfolio] = f"Ministry of {portfolio.replace('-', ' ').title()}"
        for word in words:
            for written in (
                f"{word} Ministry",
                f"Ministry of {word}",
                f"Ministry for {word}",
                f"{word} Department",
                f"Department of {word}",
            ):
                functions[_words(written)] = portfolio
    for function, written_names in table["bodies"].items():
        names[function] = written_names[0]
        functions |= {_words(written): function for written in written_names}
    return _Bodies(functions, names, table["ids"])


def _words(written: str) -> tuple[str, ...]:
    return tuple(t.fold for t in tokens(written, 0, len(written)))


def function_of(row: Sequence[Token], first: int, last: int, known: Mapping[int, str]) -> tuple[str, str | None] | None:
    """The function a body's name says, and the country inside the name.

    Args:
        row: Tokens of a sentence.
        first: First token of the name.
        last: Last token of the name.
        known: Country codes of tokens that belong to countries, peoples and cities.

    Returns:
        The function and, when the name itself says it, the country's code; None when the words name no such body.
    """
    country = None
    while first < last and first in known:
        country, first = known[first], first + 1
    if last in known:
        country = known[last]
        while last > first and (last in known or row[last].fold in {"of", "the"}):
            last -= 1
    function = _bodies().functions.get(tuple(t.fold for t in row[first : last + 1]))
    return (function, country) if function else None


def entity_of(function: str, country: str | None, entities: Mapping[str, Entity], countries: Mapping[str, Entity]) -> Entity:
    """The entity of a state's body: the gazetteer's where it has one, else one made of function and country.

    Args:
        function: A portfolio or function of `bodies.toml`.
        country: ISO 3166-1 alpha-3 code, None when nobody can say.
        entities: The gazetteer's entities.
        countries: The gazetteer's countries by code.
    """
    table = _bodies()
    name = table.names[function]
    slug = name.lower().replace(" ", "-")
    if country is None or country not in countries:
        return Entity(slug, name, "organisation")
    known = table.ids.get(country, {}).get(function)
    if known is not None and known in entities:
        return entities[known]
    state = countries[country]
    return Entity(f"{slug}-{state.id}", f"{name} ({state.name})", "organisation", country=country)
