"""Towns that are called like a country or a better known town: "Turkey, North Carolina" and "in Valencia, Venezuela"."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.extract import lexicon
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.rows import Candidate, Row

_STATES = frozenset(tuple(state.split()) for state in lexicon.words("names", "states"))
_ENDS = frozenset(state[-1] for state in _STATES)
_FEATURES = lexicon.words("names", "features")
_IN = frozenset(("in", "at", "near", "from", "to", "of", "outside"))


def without(row: Row, found: list[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """Known names of a sentence without those that what follows says are of another place.

    Args:
        row: The sentence; tokens of the places left out are no names of it.
        found: Candidates, of which some may overlap.
        gazetteer: Known names.
    """
    if not found:
        return found
    placed = [c for c in found if c.kind in ("country", "place") and not c.demonym]
    followed = [c for c in placed if _has_comma(row, c)]
    features = [] if _FEATURES.isdisjoint(row.folds) else [c for c in placed if _is_feature(row, c)]
    if not followed and not features:
        return found
    stated = not _ENDS.isdisjoint(row.folds)
    states = {c: _state(row, c) for c in followed} if stated else {}
    other = features + [c for c in followed if states.get(c) or _in_country(row, c, found, gazetteer)]
    if not other:
        return found
    known = {i for c in found for i in c.tokens}
    row.units.update(i for c in other for i in (*c.tokens, *states.get(c, ())) if i in c.tokens or i not in known)
    return [c for c in found if row.units.isdisjoint(c.tokens)]


def _has_comma(row: Row, c: Candidate) -> bool:
    return c.last + 1 < len(row.tokens) and row.tokens[c.last + 1].join == "," and row.tokens[c.last + 1].capital


def _is_feature(row: Row, c: Candidate) -> bool:
    """Whether a country's name is that of a creek, a hill or a county."""
    after = row.tokens[c.last + 1] if c.last + 1 < len(row.tokens) else None
    return c.kind == "country" and after is not None and after.join == " " and after.capital and after.fold in _FEATURES


def _state(row: Row, c: Candidate) -> range:
    """The tokens of a state of the United States that follows, whose name no list of names goes on with."""
    words, first = tuple(token.fold for token in row.tokens[c.last + 1 : c.last + 3]), c.last + 1
    size = 1 if words[:1] in _STATES else 2 if words in _STATES else 0
    return range(first, first + size) if size and not _goes_on(row, first + size) else range(0)


def _in_country(row: Row, c: Candidate, found: Sequence[Candidate], gazetteer: Gazetteer) -> bool:
    """Whether a town somebody is in is followed by a country that is not its own."""
    home = gazetteer.entities[c.id].country
    if c.kind != "place" or not home or not c.first or row.tokens[c.first - 1].fold not in _IN:
        return False
    country = next((o for o in found if o.first == c.last + 1 and o.kind == "country" and not o.demonym), None)
    other = gazetteer.entities[country.id].country if country is not None else None
    return country is not None and other not in (None, home) and not _goes_on(row, country.last + 1)


def _goes_on(row: Row, at: int) -> bool:
    """Whether names go on in a list."""
    if at >= len(row.tokens):
        return False
    token = row.tokens[at]
    return token.fold in ("and", "or") or (token.join in (",", " ") and token.capital) or token.join == "-"
