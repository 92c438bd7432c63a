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
_RULES = (
    ("(?:counter|self)?(?:defen|offen|licen|preten|practi)", "c", "s", "e es ed ing eless"),
    (
        "(?:un|dis|mis)?(?:arb|arm|behavi|cand|clam|col|endeav|fav|ferv|flav|harb|hon|hum|lab|neighb|od|parl|ranc|rum|savi|"
        "splend|val|vap|vig)", "ou", "o",
        "r rs red rer rers ring ry ries rable rably rite rites rful rless rhood rhoods rly ral",
    ),
    ("[a-z]{3,}i|(?:anal|paral|catal)y", "s", "z", "e ed es er ers ing able ation ations ational"),
    ("[a-z]*(?:cent|theat|met|lit|fib|calib|sab|lust|meag|somb|spect)", "re", "er", " s d"),
    (
        "(?:counse|cance|channe|dia|equa|exce|fue|initia|labe|leve|marsha|mode|pane|peda|quarre|riva|shove|signa|tota|trave|"
        "tunne|unrave)l", "l", "", "ed ing er ers or ors",
    ),
)  # fmt: skip
"""How words begin, what is written behind that in one way and in the other, and how they go on."""


@cache
def _own() -> dict[str, str]:
    """Words with a spelling of their own, either way."""
    pairs = [(a + s, b + s) for a, b in _PAIRS for s in ("", "s")]
    return {**dict(pairs), **{b: a for a, b in pairs}}


@cache
def _rules() -> tuple[tuple[re.Pattern[str], dict[str, str], tuple[str, ...]], ...]:
    """Patterns of beginnings, what is exchanged behind them, and ends; compiled when a word is first looked for."""
    return tuple((re.compile(begin), {a: b, b: a}, tuple(ends.split(" "))) for begin, a, b, ends in _RULES)


@cache
def _ends() -> tuple[tuple[str, ...], ...]:
    """How the words of each rule end, what is exchanged included: few words end so, and only those need a pattern."""
    return tuple(tuple(middle + end for middle in (a, b) for end in ends.split(" ")) for _, a, b, ends in _RULES)


@cache
def _word(number: int) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of whole words of a rule in three parts, and what the middle one is exchanged for."""
    begin, a, b, ends = _RULES[number]
    return re.compile(f"({begin})({a}|{b})({ends.replace(' ', '|')})"), {a: b, b: a}


@lru_cache(maxsize=4096)
def spellings(token: str) -> tuple[str, ...]:
    """A folded token with the other spellings of the same word (``defence``, ``defense``); other words alone."""
    if len(token) < _SHORTEST or not token.isascii() or not token.isalpha():
        return (token,)
    found = {token: None}
    if token in _own():
        found[_own()[token]] = None
    for number, ends in enumerate(_ends()):
        if not token.endswith(ends):
            continue
        rule, other = _word(number)
        if match := rule.fullmatch(token):
            found[f"{match[1]}{other[match[2]]}{match[3]}"] = None
    return tuple(found)


def prepare() -> None:
    """Compile in a quiet moment what the first word of four letters would wait for, 7 ms."""
    _ = (_rules(), _own(), [_word(number) for number in range(len(_RULES))])


@lru_cache(maxsize=256)
def spelled_on(beginning: str) -> tuple[str, ...]:
    """The words that begin otherwise and in another spelling with some folded letters: ``defense`` …, of ``defenc``."""
    if len(beginning) < _SHORTEST or not beginning.isascii() or not beginning.isalpha():
        return ()
    found = dict.fromkeys(other for word, other in _own().items() if word.startswith(beginning))
    for at in range(2, len(beginning) + 1):
        begin, rest = beginning[:at], beginning[at:]
        for rule, exchanged, ends in _rules():
            if rule.fullmatch(begin):
                for written, other in exchanged.items():
                    found.update(dict.fromkeys(f"{begin}{other}{end}" for end in ends if f"{written}{end}".startswith(rest)))
    return tuple(word for word in found if not word.startswith(beginning))


def begun(token: str, beginning: str) -> bool:
    """Whether another spelling of a folded token begins with some letters."""
    return token in spelled_on(beginning)


_ALIKE = frozenset(("even", "unit", "state"))
"""Words of which something that looks like a form is mostly another word: evening, united, stated."""
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=4096)
def inflected(token: str) -> tuple[str, ...]:
    """The other forms of an English word as a regular verb (``sign``: signs, signed, signing); none of other words.

    A form that no text has costs a look-up and finds nothing.
    """
    if len(token) < _SHORTEST or not token.isascii() or not token.isalpha():
        return ()
    bases = [base for base in _bases(token) if len(base) >= _SHORTEST and not _VOWELS.isdisjoint(base) and base not in _ALIKE]
    return tuple(dict.fromkeys(form for base in bases for form in _forms(base) if form != token))


def _bases(token: str) -> list[str]:
    """What a word may be a form of."""
    for ending in ("ing", "ed"):
        if token.endswith(ending):
            stem = token[: -len(ending)]
            single = [stem[:-1]] if stem[-2:-1] == stem[-1:] and stem[-1:] not in _VOWELS else []
            return [f"{stem[:-1]}y"] if token.endswith("ied") else [stem, *single] if single else [stem, f"{stem}e"]
    return [token[:-1] if token.endswith("s") and not token.endswith("ss") else token]


def _forms(base: str) -> tuple[str, ...]:
    """A verb with its regular forms."""
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d", f"{base[:-1]}ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"
    if base[-1] in "bdgmnpt" and base[-2] in "aeiou" and base[-3] not in _VOWELS:  # as in planned; of opened a look-up in vain
        return base, f"{base}s", *(f"{base}{twice}{end}" for end in ("ed", "ing") for twice in ("", base[-1]))
    return base, f"{base}s", f"{base}ed", f"{base}ing"


HALF = 3
"""Letters that each half of a word written in two must have."""


def halves(token: str, second: int = HALF) -> tuple[tuple[str, str], ...]:
    """The ways to write a word in two, as in ``cease-fire``.

    Args:
        token: The word.
        second: Letters that the second half must have.
    """
    if len(token) < HALF + second or not token.isascii() or not token.isalpha():
        return ()
    return tuple((token[:at], token[at:]) for at in range(HALF, len(token) - second + 1))
