"""The trigger lexicon: which words of a clause make a record, and of what type.

Rules are data (`lexicons/triggers.toml`). Loading turns them into one index from a word to the rules it may open, so that
a sentence is read once and only rules with a word in it are looked at.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any, Literal

from kortui.extract import lexicon
from kortui.extract.morphology import forms, plurals
from kortui.extract.runs import Runs
from kortui.extract.verbs import is_adverb
from kortui.extract.word_patterns import Cues, WordPattern, WordPatterns
from kortui.vocabulary import ActorRole, Domain, EventType, Stage

TriggerKind = Literal["verb", "noun"]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of the lexicon; see the head of `triggers.toml` for what each field asks.

    Attributes:
        id: ``type.name``.
        near_kinds: Kinds of entities and amounts one of which behind the trigger stands for `near` or `near_any`.
        conditions: How much the rule asks for: what decides between rules on the same word.
        gates: Bits of the patterns without each of which the rule cannot fit, as one number.
        order: Place in the file; the earlier of two equal rules wins.
    """

    id: str
    type: EventType
    order: int
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    near: WordPattern | None = None
    near_any: WordPattern | None = None
    before: WordPattern | None = None
    context: WordPattern | None = None
    unless: WordPattern | None = None
    near_kinds: tuple[str, ...] = ()
    gates: int = 0
    needs: tuple[str, ...] = ()
    roles: Mapping[str, ActorRole] = field(default_factory=dict)
    domains: tuple[Domain, ...] = ()
    stage: Stage | None = None
    weight: int = 0
    unless_verb: bool = False
    place: bool = False
    dated: bool = False
    conditions: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """A way a rule can begin at a word: the words that must follow, and what forms of a verb the word is; its rule's gates."""

    rule: Rule
    kind: TriggerKind
    lemma: str
    rest: tuple[str, ...]
    forms: frozenset[str] = frozenset()
    gates: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "gates", self.rule.gates)


def _expand(words: Iterable[str], classes: Mapping[str, list[str]]) -> list[str]:
    found: list[str] = []
    for word in words:
        found += _expand(classes[word[1:]], classes) if word.startswith("@") and word[1:] in classes else [word]
    return found


@cache
def patterns() -> WordPatterns:
    """All patterns of the rules, with those that other modules ask for as they are imported."""
    return WordPatterns()


def cues(runs: Runs, start: int = 0, end: int = sys.maxsize) -> Cues:
    """Which of the patterns can match in a stretch of a text, those of the rules included.

    Args:
        runs: The text's runs of letters and digits.
        start: First character of the stretch, which cuts no word.
        end: Character behind it.
    """
    rules()
    accords()
    return patterns().cues_of(runs, start, end)


@cache
def accords() -> WordPattern:
    """Words for agreements of any kind."""
    return patterns().add(lexicon.load("triggers")["words"]["accord"])


_PATTERNS = ("near", "near_any", "before", "context", "unless")
_KINDS = ("@country", "@organisation", "@weapon", "@money", "@count", "@place", "@person", "@capital")


def _rule(kind: str, name: str, order: int, table: Mapping[str, Any], classes: Mapping[str, list[str]]) -> Rule:
    found: dict[str, Any] = {}
    for key in _PATTERNS:
        if key in table:
            words = _expand(table[key], classes)
            kinds = tuple(w[1:] for w in words if w in _KINDS)
            if kinds:
                found["near_kinds"] = kinds
            found[key] = patterns().add([w for w in words if w not in _KINDS])
    asked = ("before", "context") if "near_kinds" in found else ("near", "near_any", "before", "context")
    patterned = sum(key in found for key in ("near", "near_any", "before", "context"))
    found["conditions"] = table.get("weight", 0) + patterned + len(table.get("needs", ()))
    found["gates"] = reduce(or_, (found[key].bit for key in asked if key in found), 0)
    return Rule(
        id=f"{kind}.{name}", type=kind, order=order, verbs=tuple(table.get("verbs", ())),  # type: ignore[arg-type]
        nouns=tuple(_expand(table.get("nouns", ()), classes)),
        needs=tuple(table.get("needs", ())), roles=table.get("roles", {}),
        domains=tuple(table.get("domains", ())), stage=table.get("stage"), weight=table.get("weight", 0),
        unless_verb=table.get("unless_verb", False), place=table.get("place", False),
        dated=table.get("dated") == "document", **found,
    )  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order of the file."""
    tables = lexicon.load("triggers")
    classes = tables["words"]
    found: list[Rule] = []
    for kind, group in tables.items():
        if kind != "words":
            found += [_rule(kind, name, len(found) + i, table, classes) for i, (name, table) in enumerate(group.items())]
    return tuple(found)


def _rank(opening: Opening) -> tuple[int, int]:
    """Order of what may open at a word: the rule that asks for most, words of the trigger included, then the earlier."""
    return -opening.rule.conditions - len(opening.rest), opening.rule.order


@cache
def openings() -> Mapping[str, tuple[Opening, ...]]:
    """First words of triggers, in lower case, to what they may open, the best first."""
    found: dict[str, list[Opening]] = {}
    for rule in rules():
        for verb in rule.verbs:
            head, *rest = verb.split()
            particles = tuple(word for word in rest if not is_adverb(word))
            for word, kinds in forms(head).items():
                found.setdefault(word, []).append(Opening(rule, "verb", head, particles, frozenset(kinds)))
            if head == "be":
                for word in ("are", "was", "were", "am"):
                    found.setdefault(word, []).append(Opening(rule, "verb", "be", particles, frozenset(("past", "s"))))
        for noun in rule.nouns:
            for phrase in dict.fromkeys(plurals(noun.rstrip("*"))):
                head, *rest = re.findall(r"[\w-]+", phrase.lower())
                found.setdefault(head, []).append(Opening(rule, "noun", noun, tuple(rest)))
    return {word: tuple(sorted(items, key=_rank)) for word, items in found.items()}


@lru_cache(maxsize=20_000)
def openings_at(word: str) -> Mapping[str, tuple[Opening, ...]]:
    """What may open at a word in lower case, by the word behind it; under "" what asks for no further word; the best first."""
    items = openings()[word]
    nexts = {"", *(item.rest[0] for item in items if item.rest)}
    return {n: tuple(i for i in items if not i.rest or i.rest[0] == n) for n in sorted(nexts)}


@cache
def longest() -> int:
    """Words of the longest trigger behind its first."""
    return max(len(opening.rest) for items in openings().values() for opening in items)
