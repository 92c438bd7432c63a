"""How a clause states a figure: as measured, aimed at or foretold, whether it rose or fell to it, and of which part it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kortui.extract import lexicon
from kortui.extract.measures import level_forms
from kortui.extract.morphology import forms
from kortui.extract.scene import Scene
from kortui.extract.verbs import BE, verb_forms
from kortui.extract.word_patterns import words_pattern
from kortui.extract.words import NONE

Direction = Literal["", "rise", "fall"]


@cache
def phrases(key: str) -> re.Pattern[str]:
    """Verb phrases of a list of `measures.toml`, their first word in every form."""
    found: list[str] = []
    for phrase in lexicon.load("measures")["levels"][key]:
        head, *rest = phrase.split()
        found += [" ".join((form, *rest)) for form in (head, *forms(head))]
    return words_pattern(tuple(dict.fromkeys(found)))


@cache
def directions() -> dict[str, Direction]:
    """Forms of verbs of change to the way they point."""
    kinds: tuple[Direction, ...] = ("rise", "fall")
    return {form: kind for kind in kinds for verb in lexicon.load("measures")["levels"][kind] for form in (verb, *forms(verb))}


@cache
def aim_words() -> frozenset[str]:
    """Every form of the verbs by which somebody wants a figure."""
    return frozenset(w for phrase in lexicon.load("measures")["levels"]["aims"] for w in forms(phrase.split()[0]))


_OF_LAST_YEAR = re.compile(r"\b(?:last|previous|past) (?:year|month|quarter)['’]s\b[^,;]*$", re.I)


def looked_back_on(text: str) -> bool:
    """Whether the words right before an amount say that it is of a time gone by: "exceeding last year's record of"."""
    return _OF_LAST_YEAR.search(text) is not None


_MODAL = re.compile(r"\b(?:could|may|might|would|should|will|shall|can)\b")


def foretold(text: str) -> str:
    """How a title says a figure that is not yet there; empty when the words before the amount do not foretell it.

    Args:
        text: The clause up to the amount, in its own case: "May" is a month.
    """
    modal = _MODAL.search(text)
    if modal is not None:
        return "to reach" if modal[0] in ("will", "shall") else f"{modal[0]} reach"
    return "expected to reach" if phrases("foretells").search(text) else ""


def direction(scene: Scene, first: int, token: int) -> Direction:
    """Which way the last verb of change before an amount points, where "to" leads from it to the amount.

    Args:
        scene: The sentence.
        first: Where the words that belong to this amount begin.
        token: The amount's first token.
    """
    words = scene.tokens.words
    found: Direction = ""
    led = False
    for i in range(first, token):
        if words[i].name:
            continue
        here = directions().get(words[i].lower, "")
        if here:
            found, led = here, False
        led = led or words[i].lower == "to"
    return found if led else ""


_RECORD = re.compile(r"\b(?<!on )record\b(?! low\b)", re.I)
_RECORD_BEHIND = re.compile(
    r"^[^,;.]{0,30}?(?:,|\bto set|\bsetting|\bmarking)\s+(?:a|an|the|its|their)?\s*(?:\w+[ -]){0,2}?record\b(?! low\b)", re.I
)


def is_record(before: str, behind: str) -> bool:
    """Whether a figure is called a record.

    Args:
        before: The words from the amount before it, or from the clause's beginning, to this one.
        behind: The words from it to the next amount of the clause.
    """
    return _RECORD.search(before) is not None or _RECORD_BEHIND.match(behind) is not None


_SUMMED = frozenset(("worth", "valued", "totaling", "totalling", "amounting", "priced", "costing"))
"""Words that lead from goods to their price."""
_TRADING = frozenset(
    (
        "exported", "imported", "shipped", "sold", "bought", "purchased", "sells", "buys", "ships", "purchases", "exporting",
        "importing", "selling", "buying", "shipping", "purchasing",
    )
)  # fmt: skip
_TRADED = frozenset(("export", "exports", "import", "imports", "shipments", "sales"))
_ENDS = _SUMMED | frozenset(
    [
        ",", ";", ":", "(", ")", "—", "–", "in", "to", "from", "at", "by", "for", "with", "into", "on", "over", "during", "of",
        "that", "which", "also", "were", "was", "are", "is", "have", "has", "had", "will", "more", "nearly", "as",
        "alone", "against", "versus", "despite", "amid", "between", "could", "may", "might", "would", "should", "can", "among",
    ]
)  # fmt: skip


@cache
def _whole() -> frozenset[str]:
    """Words beside "exports" that do not narrow them to a part."""
    return frozenset(lexicon.load("measures")["levels"]["whole"])


def part_of_flow(scene: Scene, first: int, last: int) -> str:
    """The goods that exports or imports are narrowed to ("semiconductor", "crude oil"); empty when they are all goods.

    Args:
        scene: The sentence.
        first: First token of the words that name the flow.
        last: The token behind them.
    """
    words = scene.tokens.words
    for i in range(first, last):
        if words[i].lower in _TRADING:
            told = _behind_amount(scene, i, last) or _worth(scene, i, last)
            if told or words[i].lower not in ("bought", "buys", "buying", "took", "takes"):
                return told
            continue  # "bought 20 percent of Kenya's tea exports"
        if words[i].lower not in _TRADED:
            continue
        own = _goods(scene, i + 2, last) if i + 1 < last and words[i + 1].lower == "of" else ""
        return own or _modifier(scene, i, first)
    return ""


_WEIGHTS = frozenset(("tonnes", "tons", "kilograms", "kg", "barrels", "units", "pieces", "litres", "liters", "boxes"))
_IN_ALL = frozenset(("return", "turn", "exchange", "all", "total", "value", "cash", "addition", "part", "response", "kind"))
"""Words that make no goods of what follows a sum with "in"."""


def _behind_amount(scene: Scene, first: int, last: int) -> str:
    """The goods of "exported $3 billion worth of ships" or "exported $3 billion in ships"."""
    words = scene.tokens.words
    for i in range(first + 1, last - 1):
        if words[i].lower == "in" and words[i + 1].lower in _IN_ALL:
            return ""
        weighed = words[i - 1].lower in _WEIGHTS and words[i - 2].amount != NONE
        if words[i].lower in ("of", "in") and (words[i - 1].amount != NONE or words[i - 1].lower == "worth" or weighed):
            return _goods(scene, i + 1, last)
    return ""


def goods_behind(scene: Scene, first: int, last: int) -> str:
    """The goods that an amount is said to be ("$1 billion was tea", "$2 billion were in oil")."""
    words = scene.tokens.words
    at = next((i for i in range(first, last) if words[i].lower in BE), last)
    at += at + 1 < last and words[at + 1].lower == "in"
    goods = _goods(scene, at + 1, last) if at < last else ""
    return "" if _STATE.search(goods) else goods


_STATE = re.compile(r"(?:ed|ing|paid|due|lost|sent|sold|made|spent|new)$")
"""Ends of words that say what became of an amount and not what it is of ("was unpaid")."""


def _worth(scene: Scene, verb: int, last: int) -> str:
    """The goods of "exported ships worth $3 billion"; empty where that is all that was exported ("goods worth")."""
    words = scene.tokens.words
    goods = _goods(scene, verb + 1, last)
    return goods if goods and any(w.lower in _SUMMED for w in words[verb + 1 : min(last, verb + 7)]) else ""


def _plain(scene: Scene, token: int) -> bool:
    """Whether a word can be part of the name of goods."""
    word = scene.tokens.words[token]
    if (
        (word.entity != NONE and not (token == 0 and scene.tokens.entities[word.entity].text.istitle()))
        or word.date != NONE
        or word.amount != NONE
    ):
        return False
    return bool(re.fullmatch(r"[^\W\d][\w-]+", word.lower)) and not word.lower.endswith("ly")


def _goods(scene: Scene, first: int, last: int) -> str:
    """The goods of "exports of …", the last in the singular."""
    words = scene.tokens.words
    named: list[str] = []
    if first + 1 < last and words[first].entity != NONE and scene.tokens.entities[words[first].entity].demonym:
        first += 1  # "of Korean steel"
    for i in range(first, min(last, first + 5)):
        lower = words[i].lower
        verb = i > first and _moves(lower)
        if lower in _ENDS or lower in BE or verb or not _plain(scene, i):
            break
        if lower not in _whole():
            named.append(lower)
    while named and named[-1] in ("and", "or"):
        named.pop()
    return " ".join(named) if "and" in named else " ".join([*named[:-1], _singular(named[-1])]) if named else ""


def _moves(word: str) -> bool:
    """Whether a word is a verb that states a level."""
    return word in level_forms() and word not in ("exports", "imports")


def _modifier(scene: Scene, token: int, first: int) -> str:
    """The goods named right before "exports"."""
    words = scene.tokens.words
    named: list[str] = []
    for i in range(token - 1, max(first, token - 4) - 1, -1):
        lower = words[i].lower
        if lower in _ENDS or lower in _whole() or not _plain(scene, i) or lower in ("and", "while", "as", "but"):
            break
        if verb_forms().get(lower, frozenset()) & {"ing", "past"} or (_moves(lower) and not named):
            break
        if words[i].entity != NONE and scene.tokens.entities[words[i].entity].kind == "country":
            break
        if lower in aim_words() and verb_forms().get(lower, frozenset()) & {"s"}:
            break  # "Kenya wants exports of …"
        named.insert(0, lower)
    return " ".join(named)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "ics", "is", "arms")):
        return word[:-1]
    return word
