"""Towns that are called like a country or a better known town: "Turkey, North Carolina" and "in Valencia, Venezuela"."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.extract import lexicon
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.rows import Candidate, Row

_STATES = frozenset(tuple(state.split()) for state in lexicon.words("names", "states"))
_ENDS = frozenset(state[-1] for state in _STATES)
_FEATURES = lexicon.words("names", "features")
_CALLED = lexicon.words("names", "called_like_countries")
_OF_THE_STATE = lexicon.words("names", "of_the_state")
_OF_THE_COUNTRY = lexicon.words("names", "of_the_country")
_NEIGHBOURS = lexicon.words("names", "neighbours")
_BEFORE = frozenset(tuple(words.split()) for words in lexicon.words("names", "before_state"))
_BEHIND = lexicon.words("names", "behind_state")
_NEW_HOMES = lexicon.words("names", "new_homes")
_PEOPLE = lexicon.words("names", "descended")
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
    called = [] if _CALLED.isdisjoint(row.folds) else [c for c in placed if _is_state(row, c, found)]
    descended = [] if _NEW_HOMES.isdisjoint(row.folds) else [c for c in found if c.demonym and _is_descent(row, c)]
    followed = [c for c in placed if _has_comma(row, c)]
    features = [] if _FEATURES.isdisjoint(row.folds) else [c for c in placed if _is_feature(row, c)]
    if not followed and not features and not called and not descended:
        return found
    stated = not _ENDS.isdisjoint(row.folds)
    states = {c: _state(row, c) for c in followed} if stated else {}
    other = called + features + descended + [c for c in followed if states.get(c) or _in_country(row, c, found, gazetteer)]
    if not other:
        return found
    known = {i for c in found for i in c.tokens}
    row.units.update(i for c in other for i in (*c.tokens, *states.get(c, ())) if i in c.tokens or i not in known)
    return [c for c in found if row.units.isdisjoint(c.tokens)]


def _is_state(row: Row, c: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a country's name is that of a state: so are its officials called, or what is beside it lies in that state.

    A plant there is in the state, too, unless the sentence speaks of the country's neighbours or of its own towns.
    """
    tokens = row.tokens
    if c.kind != "country" or tokens[c.first].fold not in _CALLED:
        return False
    before = tuple(token.fold for token in tokens[max(0, c.first - 2) : c.first])
    after = tokens[c.last + 1].fold if c.last + 1 < len(tokens) else ""
    if before in _BEFORE or before[-1:] in _BEFORE or after in _BEHIND:
        return True
    if tokens[c.first].join == "," and before and before[-1] in _OF_THE_STATE:
        return True  # "in Savannah, Georgia"
    if not _OF_THE_COUNTRY.isdisjoint(row.folds) or any(o.id in _NEIGHBOURS for o in found):
        return False
    return before[-1:] == ("in",) and not _OF_THE_STATE.isdisjoint(row.folds)


def _is_descent(row: Row, c: Candidate) -> bool:
    """Whether a people is only that of somebody's forebears ("Korean-American senator"), and not one of two sides."""
    behind = row.tokens[c.last + 1 : c.last + 3]
    return len(behind) == 2 and behind[0].join == "-" and behind[0].fold in _NEW_HOMES and behind[1].fold in _PEOPLE


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
