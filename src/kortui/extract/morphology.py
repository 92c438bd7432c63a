"""Forms of English verbs and nouns, generated from the lexicon so that a rule names only the lemma."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from kortui.extract import lexicon

Form = Literal["base", "s", "past", "participle", "ing"]


@cache
def _irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {base: (tuple(past.split("/")), tuple(part.split("/"))) for base, past, part in lexicon.load("verbs")["irregular"]}


@cache
def _doubling() -> frozenset[str]:
    return frozenset(lexicon.load("verbs")["double"])


_SHORT = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
"""A verb of one syllable that ends in one vowel and one consonant: it doubles the consonant ("wrapped", "scrapped")."""


def _doubles(base: str) -> bool:
    return base in _doubling() or _SHORT.fullmatch(base) is not None


@cache
def _british() -> frozenset[str]:
    return frozenset(lexicon.load("verbs")["british"])


@lru_cache(maxsize=4096)  # headlines say the same verbs again and again
def _third_person(base: str) -> str:
    irregular = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    if base in irregular:
        return irregular[base]
    if re.search(r"(s|x|z|ch|sh)$", base):
        return base + "es"
    return base[:-1] + "ies" if re.search(r"[^aeiou]y$", base) else base + "s"


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if _doubles(base) else base + "ed"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if _doubles(base) else base + "ing"


def forms(lemma: str) -> dict[str, frozenset[Form]]:
    """All forms of a verb given by its base form.

    Args:
        lemma: One word, such as ``sign``.

    Returns:
        Form to what it can be; ``signed`` is both past and participle.
    """
    past, participle = _irregular().get(lemma, ((_regular_past(lemma),),) * 2)
    pairs: list[tuple[str, Form]] = [(lemma, "base"), (_third_person(lemma), "s"), (_gerund(lemma), "ing")]
    pairs += [(word, "past") for word in past]
    pairs += [(word, "participle") for word in participle]
    if lemma in _british():
        pairs += [(f"{lemma}led", "past"), (f"{lemma}led", "participle"), (f"{lemma}ling", "ing")]
    found: dict[str, set[Form]] = {}
    for word, form in pairs:
        found.setdefault(word, set()).add(form)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def third_person(lemma: str, plural: bool) -> str:
    """The present tense of a verb: ``signs``, or ``sign`` for a plural subject."""
    if lemma == "be":
        return "are" if plural else "is"
    return lemma if plural else _third_person(lemma)


def plurals(noun: str) -> tuple[str, ...]:
    """A noun phrase and its plural, inflected at its last word (at the head of ``memorandum of understanding``)."""
    head, of, rest = noun.partition(" of ")
    if head.endswith(("s", "x", "ch", "sh")):
        many = head + "es"
    elif re.search(r"[^aeiou]y$", head):
        many = head[:-1] + "ies"
    else:
        many = head + "s"
    extra = (head[:-2] + "a",) if head.endswith("um") else ()
    return tuple(f"{form}{of}{rest}" for form in (head, many, *extra))
