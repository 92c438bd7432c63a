"""What tells two deeds of a kind apart: where, of what, on what, which of a row; what is told vaguely may be any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from math import isclose

from kortui.extract import lexicon
from kortui.extract.features import STOP_WORDS, TOLERANCE
from kortui.model import Entity, Event
from kortui.records import dataclass, replace
from kortui.text import fold_text, slug
from kortui.vocabulary import EventType

_ABOUT: frozenset[EventType] = frozenset(
    ("agreement", "contract", "delivery", "investment", "construction", "establishment", "financing", "aid", "commerce",
     "programme", "exhibition")
)  # fmt: skip
"""Types whose deeds are of something or on something that the title names."""

_SOMEWHERE: frozenset[EventType] = _ABOUT | {"visit", "meeting", "deployment", "withdrawal", "conflict"}
"""Types whose deeds are done in one place."""

_STEM = 6
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_FURTHER = {"another": 2, "further": 2, "additional": 2}
_NAMELIKE = ("country", "person", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a title says of its deed beside who does it and where.

    Attributes:
        words: Beginnings of the words that say what it is about, in order.
        numbers: Nouns with the number behind them.
        order: Nouns with the place in a row before them.
        some: Nouns behind an indefinite article.
    """

    words: tuple[str, ...]
    numbers: Mapping[str, str]
    order: Mapping[str, int]
    some: frozenset[str]


def matter(event: Event, entities: Mapping[str, Entity]) -> Matter:
    """What the title of a record says of its deed.

    Args:
        event: The record.
        entities: By id.
    """
    known = (entities.get(i) for i in (*(a.id for a in event.actors), *event.places))
    names = frozenset(w[:4] for e in known if e is not None and e.kind in _NAMELIKE for w in e.id.split("-") if len(w) > 1)
    return _matter(event.title, names, tuple(a.text for a in event.amounts))


@lru_cache(maxsize=4096)
def _matter(title: str, names: frozenset[str], amounts: tuple[str, ...]) -> Matter:
    for text in amounts:
        title = title.replace(text, " ")
    plain, numbered = _plain(), lexicon.words("deeds", "numbered")
    words: list[str] = []
    numbers: dict[str, str] = {}
    order: dict[str, int] = {}
    some: set[str] = set()
    tokens = [fold_text(w) for w in _WORD.findall(title)]
    place: int | None = None
    for at, word in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        if word.isdigit():
            if before in numbered and not (_YEAR.fullmatch(word) and before in ("agreement", "contract", "protocol")):
                numbers[before] = word
            continue
        rank = _rank(word)
        if rank is not None:
            place = rank
            continue
        if len(word) < 2 or word in ("the", "of", "a", "an"):
            continue
        if place is not None:
            order[_stem(word)], place = place, None
        elif before in ("a", "an"):
            some.add(_stem(word))
        if len(word) > 2 and word not in plain and word[:4] not in names and not word[0].isdigit():
            words.append(_stem(word))
    return Matter(tuple(dict.fromkeys(words)), numbers, order, frozenset(some))


def _rank(word: str) -> int | None:
    """Which of a row an ordinal says."""
    nth = _NTH.fullmatch(word)
    return int(nth[1]) if nth else _ranks().get(word)


@cache
def _ranks() -> Mapping[str, int]:
    return {word: n for n, word in enumerate(lexicon.load("deeds")["ordinals"]["words"], 1)} | _FURTHER


@cache
def _plain() -> frozenset[str]:
    return STOP_WORDS - {"first"} | lexicon.words("deeds", "plain") | lexicon.words("deeds", "wide")


def _stem(word: str) -> str:
    word = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s") if not word.endswith("ss") else word
    return _classes().get(word, word)[:_STEM]


@cache
def _classes() -> Mapping[str, str]:
    """Words by another name of the same thing."""
    return {word: row[0] for row in lexicon.load("deeds")["one"]["rows"] for word in row}


@dataclass(frozen=True, slots=True)
class Deed:
    """What a record says of its deed that may tell it from another of its type.

    Attributes:
        type: Of the record.
        places: Ids of its places.
        towns: Those of them that are towns.
        matter: What the title says of it.
        sums: Currency and value of the sums of money it names.
        names: Ids of the agreements, kinds of arms and events it names.
    """

    type: EventType
    places: frozenset[str]
    towns: frozenset[str]
    matter: Matter
    sums: tuple[tuple[str | None, int | float], ...]
    names: frozenset[str]

    @property
    def bare(self) -> Deed:
        """The same without sums and names, which never tell deeds apart, but may tell that two are one."""
        return replace(self, sums=(), names=frozenset())


def deed_of(event: Event, entities: Mapping[str, Entity]) -> Deed | None:
    """What tells the deed of a record from others of its type; None where no two of the type are told apart so.

    Args:
        event: The record.
        entities: By id.
    """
    if event.type not in _SOMEWHERE:
        return None
    named = (a.id for a in event.actors if (e := entities.get(a.id)) and e.kind in ("agreement", "weapon", "event"))
    return Deed(
        event.type,
        frozenset(event.places),
        frozenset(p for p in event.places if _is_town(entities.get(p))),
        matter(event, entities),
        tuple((a.unit, a.value) for a in event.amounts if a.kind == "money" and a.value is not None),
        frozenset(named),
    )


def are_apart(one: Deed | None, other: Deed | None) -> bool:
    """Whether two records of a type tell two deeds: both say where, of what or which one, and not the same."""
    if one is None or other is None:
        return False
    if _elsewhere(one, other):
        return True
    if one.type not in _ABOUT:
        return False
    if _is_another(one.matter, other.matter):
        return True
    if one.names & other.names or any(a == b and isclose(n, m, rel_tol=TOLERANCE) for a, n in one.sums for b, m in other.sums):
        return False
    return _differ(one.matter.words, other.matter.words)


def _elsewhere(one: Deed, other: Deed) -> bool:
    """Whether two records name towns, and none that is the other's or lies in it."""
    if not one.towns or not other.towns or one.places & other.places:
        return False
    return not any(_lies_in(a, b) for a in one.towns for b in other.towns)


def _is_town(place: Entity | None) -> bool:
    """Whether a place is a town, by what is known of it, or by its name alone."""
    if place is None or place.kind != "place":
        return False
    return place.id in _towns() or (" " not in place.name and place.id not in lexicon.load("cities")["place"])


@cache
def _towns() -> frozenset[str]:
    return frozenset(slug(town.split("|")[0]) for some in lexicon.load("cities")["cities"].values() for town in some)


def _lies_in(one: str, other: str) -> bool:
    """Whether one of two towns lies in the other, or both in a third."""
    within = lexicon.load("deeds")["within"]
    return any({one, other} <= {whole, *parts} for whole, parts in within.items())


def _is_another(mine: Matter, theirs: Matter) -> bool:
    """Whether numbers or places in a row say that two deeds are two: "line 4" and "line 5", "a plant" and "a second plant"."""
    if any(theirs.numbers.get(noun, number) != number for noun, number in mine.numbers.items()):
        return True
    if any(theirs.order.get(noun, rank) != rank for noun, rank in mine.order.items()):
        return True
    return any(
        rank > 1 and noun in b.some and noun not in b.order
        for a, b in ((mine, theirs), (theirs, mine))
        for noun, rank in a.order.items()
    )


def _differ(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two deeds are of other things: no word is of both, or a single one stands in the place of another."""
    if not mine or not theirs:
        return False
    if set(mine).isdisjoint(theirs):
        return True
    return len(mine) == len(theirs) and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1
