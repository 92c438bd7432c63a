"""British and American spelling of one word: which others it may be written as.

Endings that tell words apart (``advice``, ``advise``; ``filled``, ``filed``) are exchanged in listed stems only; a spelling
that no text has costs a look-up and finds nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_SHORTEST = 4
_PAIRS = (
    ("programme", "program"), ("aeroplane", "airplane"), ("aluminium", "aluminum"), ("grey", "gray"), ("plough", "plow"),
    ("sulphur", "sulfur"), ("judgement", "judgment"), ("ageing", "aging"), ("catalogue", "catalog"), ("dialogue", "dialog"),
    ("analogue", "analog"), ("instalment", "installment"), ("fulfil", "fulfill"), ("enrol", "enroll"),
    ("enrolment", "enrollment"), ("skilful", "skillful"), ("jewellery", "jewelry"), ("artefact", "artifact"),
    ("sceptic", "skeptic"), ("manoeuvre", "maneuver"), ("manoeuvres", "maneuvers"), ("mould", "mold"),
)  # fmt: skip
"""Words with a spelling of their own, British and American; an s may follow."""
_CE = r"((?:counter|self)?(?:defen|offen|licen|preten|practi))([cs])(e|es|ed|ing|eless)"
_OUR = (
    r"((?:un|dis|mis)?(?:arb|arm|behavi|cand|clam|col|endeav|fav|ferv|flav|harb|hon|hum|lab|neighb|od|parl|ranc|rum|savi|"
    r"splend|val|vap|vig))(ou?)(r(?:s|ed|er|ers|ing|y|ies|able|ably|ite|ites|ful|less|hood|hoods|ly|al)?)"
)
_ISE = r"([a-z]{3,}i|(?:anal|paral|catal)y)([sz])(e|ed|es|er|ers|ing|able|ation|ations|ational)"
_RE = r"([a-z]*(?:cent|theat|met|lit|fib|calib|sab|lust|meag|somb|spect))(re|er)(s|d)?"
_LL = (
    r"((?:counse|cance|channe|dia|equa|exce|fue|initia|labe|leve|marsha|mode|pane|peda|quarre|riva|shove|signa|tota|trave|"
    r"tunne|unrave)l)(l?)(ed|ing|er|ers|or|ors)"
)


@cache
def _own() -> dict[str, str]:
    """Words with a spelling of their own, either way."""
    pairs = [(a + s, b + s) for a, b in _PAIRS for s in ("", "s")]
    return {**dict(pairs), **{b: a for a, b in pairs}}


@cache
def _rules() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """Patterns of three parts, the middle one of which is exchanged; compiled when a word is first looked for."""
    exchanged = (
        (_CE, {"c": "s", "s": "c"}), (_OUR, {"ou": "o", "o": "ou"}), (_ISE, {"s": "z", "z": "s"}),
        (_RE, {"re": "er", "er": "re"}), (_LL, {"l": "", "": "l"}),
    )  # fmt: skip
    return tuple((re.compile(pattern), other) for pattern, other in exchanged)


@lru_cache(maxsize=4096)
def spellings(token: str) -> tuple[str, ...]:
    """A folded token with the other spellings of the same word (``defence``, ``defense``); other words alone."""
    if len(token) < _SHORTEST or not token.isascii() or not token.isalpha():
        return (token,)
    found = {token: None}
    if token in _own():
        found[_own()[token]] = None
    for rule, other in _rules():
        if match := rule.fullmatch(token):
            found[f"{match[1]}{other[match[2]]}{match[3] or ''}"] = None
    return tuple(found)


_HALF = 3
"""Letters that each half of a word written in two must have."""


def halves(token: str) -> tuple[tuple[str, str], ...]:
    """The ways to write a word in two, as in ``cease-fire``."""
    if len(token) < 2 * _HALF or not token.isascii() or not token.isalpha():
        return ()
    return tuple((token[:at], token[at:]) for at in range(_HALF, len(token) - _HALF + 1))
