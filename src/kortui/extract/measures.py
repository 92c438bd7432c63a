"""What figures measure: the names of `measures.toml`, and words of quantity for what it does not list."""

from __future__ import annotations

import re
from functools import cache, lru_cache, reduce
from operator import or_

from kortui.extract import lexicon, relevance, triggers
from kortui.extract.morphology import forms
from kortui.extract.word_patterns import Stretch, WordPattern
from kortui.records import dataclass
from kortui.vocabulary import Domain


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, from `measures.toml`."""

    name: str
    of: str
    domains: tuple[Domain, ...]
    kinds: tuple[str, ...]
    words: WordPattern | None
    unless: WordPattern | None


def named(name: str) -> Measure | None:
    """The measure with a name of `measures.toml`, None when there is none."""
    return next((m for m in measures() if m.name == name), None)


@cache
def measures() -> tuple[Measure, ...]:
    """All measures, the more special ones first as in the file."""
    add = triggers.patterns().add
    return tuple(
        Measure(
            m["name"], m["of"], tuple(m["domains"]), tuple(m["kinds"]), add(m["words"]),
            add(m["unless"]) if "unless" in m else None,
        )
        for m in lexicon.load("measures")["measure"]
    )  # fmt: skip


BITS = reduce(or_, (m.words.bit for m in measures() if m.words is not None))
"""What the cues of a sentence have some of that names a measure."""


@cache
def level_forms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Forms of verbs that state a level, to the words of which one set must follow ("go" + "up")."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon.load("measures")["levels"]["words"]:
        head, *rest = phrase.split()
        for word in (*forms(head), *(("are", "was", "were") if head == "be" else ())):
            found.setdefault(word, []).append(tuple(rest))
    return {word: tuple(rests) for word, rests in found.items()}


def measure_in(text: Stretch, kind: str) -> Measure | None:
    """The most special measure that words name and that takes amounts of a kind."""
    bits = text.cues.bits & BITS
    if not bits:
        return None
    special = [m for m in _possible(bits) if kind in m.kinds and _is_named(m, text)]
    if not special:
        return None
    arms = next((m for m in special if m.name.startswith("arms")), None)
    ways = sorted(
        (m for m in special if m.name.removeprefix("share of ") in ("exports", "imports")), key=lambda m: _opens(m, text)
    )
    return arms or (ways[0] if special[0] in ways else special[0])


@lru_cache(maxsize=4096)  # two or three of forty, the same ones in many clauses
def _possible(bits: int) -> tuple[Measure, ...]:
    """The measures one of whose words a text may have, the most special first."""
    return tuple(m for m in measures() if m.words is not None and m.words.bit & bits)


def measure_in_words(text: str, kind: str) -> Measure | None:
    """The same of words by themselves."""
    return measure_in(triggers.patterns().stretch(text), kind)


def _opens(measure: Measure, text: Stretch) -> int:
    """Where words name a measure first."""
    found = measure.words.search(*text) if measure.words is not None else None
    return found.start() if found else text.end


def _is_named(measure: Measure, text: Stretch) -> bool:
    """Whether a text has a measure's words, and has them apart from phrases that mean something else."""
    words, unless = measure.words, measure.unless
    if words is None or not words.search(*text):
        return False
    if unless is None or not unless.bit & text.cues.bits:
        return True
    return words.compiled.search(unless.compiled.sub(" ", text.text[text.start : text.end])) is not None


_QUANTITY = re.compile(
    r"(?:[\w’'-]+ ){0,2}?\b(?:number|share prices?|share|volume|value|output|production|capacity|sales|revenues?|turnover|debt|"
    r"budget|spending|stock|demand|orders|population|incomes?|prices?|arrivals|market|workforce|assets|reserves|traffic|loans?|"
    r"profits?|growth|rate)\b"
    r"(?: of (?:the )?[\w ]{1,24}?(?= (?:in|to|from|by|between|at|with)\b|$))?", re.I,
)  # fmt: skip


_OPENING = re.compile(r"^(?:the|a|an|its|their|of|in|and)\s+", re.I)


def unlisted(before: str, clause: Stretch) -> Measure | None:
    """A measure named by a word of quantity before the verb ("the market share of …"), for what `measures.toml` does not list.

    Args:
        before: The clause up to its verb, all in lower case but its names.
        clause: The whole clause.
    """
    found = _QUANTITY.search(before)
    if found is None:
        return None
    name = _OPENING.sub("", found[0].strip())
    domains = relevance.domains_of(clause) or ("trade",)
    return Measure(name, "one", domains, ("money", "percent", "count"), None, None)
