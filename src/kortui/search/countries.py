"""Codes of countries in queries: which there are, and what is meant by one that there is not."""

from __future__ import annotations

import re

from kortui.search import syntax
from kortui.search.fields import near
from kortui.search.names import Names
from kortui.search.postings import Postings
from kortui.search.query import Query
from kortui.search.syntax import Field, Problem, Term
from kortui.search.tokens import tokens

_OTHER_NAMES = {"UK": "GBR"}
"""Two letters that people write and ISO 3166-1 has otherwise."""


def is_country_code(code: str) -> bool:
    """Whether three capital letters are a code of ISO 3166-1, or of ISO 3166-3 for a state of the past."""
    import pycountry  # 40 ms with its tables, which a code of a country that the library names need not pay

    return pycountry.countries.get(alpha_3=code) is not None or pycountry.historic_countries.get(alpha_3=code) is not None


def _of_two_letters(code: str) -> str:
    """The code of three letters for one of two; empty of what is none."""
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return found.alpha_3 if found else _OTHER_NAMES.get(code, "")


def unknown(query: Query, names: Names, postings: Postings, typing: Term | None = None) -> tuple[Problem, ...]:
    """What is wrong with the codes of countries in a query that are none, neither a name the library knows nor a code.

    A code that there is finds nothing where no record is of that country; so does a name that the library does not know.

    Args:
        query: The query.
        names: Names of the library's entities.
        postings: Its index.
        typing: The part that is still being typed, which may become a name.
    """
    found = []
    for leaf, _ in syntax.leaves(query.root):
        if isinstance(leaf, Field) and leaf.name == "country" and leaf is not typing:
            for value in leaf.values:
                if re.fullmatch("[A-Za-z]{2,3}", value) and not _means(value, names, postings):
                    found.append(_problem(leaf, value, query.text, names))
    return tuple(found)


def _means(code: str, names: Names, postings: Postings) -> bool:
    if postings.get("fields", f"country:{code.upper()}") or names.whole(tuple(tokens(code))):
        return True
    return any(names.has(token) for token in tokens(code)) or is_country_code(code.upper())


def _problem(leaf: Field, value: str, text: str, names: Names) -> Problem:
    meant = _of_two_letters(value.upper()) or near(value.upper(), (e.country for e in names.countries if e.country))
    hint = f"did you mean country:{meant}?" if meant else "a code has three letters, as in country:KOR"
    at = text.find(value, leaf.start, leaf.end)
    start, end = (at, at + len(value)) if at >= 0 else (leaf.start, leaf.end)
    return Problem(start, end, f"country: has no {value!r}; {hint}", meant)
