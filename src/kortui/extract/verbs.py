"""Finite verbs, told from participles and nouns without a tagger."""

from __future__ import annotations

from functools import cache, lru_cache

from kortui.extract import lexicon
from kortui.extract.morphology import Form, forms
from kortui.extract.remembering import Remembered
from kortui.extract.words import NONE, Tokens

AUXILIARIES = frozenset(
    [
        "is", "are", "was", "were", "be", "am", "has", "have", "had", "will", "would", "shall", "should", "can", "could",
        "may", "might", "must", "do", "does", "did",
    ]
)  # fmt: skip
BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am"])
_NOUN_LEFT = frozenset(
    [
        "a", "an", "the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your", "no", "some",
        "any", "each", "every", "all", "several", "many", "such", "of", "in", "on", "at", "by", "for", "with", "from", "into",
        "under", "over", "between", "among", "'s", "’s", "second", "third", "new", "joint", "annual",
    ]
)  # fmt: skip
_INTERVENING = frozenset(
    [
        "not", "also", "then", "already", "still", "only", "now", "once", "just", "soon", "later", "again", "both", "never",
        "long", "recently",
    ]
)  # fmt: skip
_NO_VERB_BEHIND = _NOUN_LEFT | AUXILIARIES | BE | {"to", "having"}
"""Words before a noun, a participle, or the rest of a verb whose first word is finite."""
_OPENS_OBJECT = frozenset(["the", "a", "an", "its", "their", "his", "her"])
_ADVERBS = frozenset(
    [
        "also", "already", "then", "still", "only", "now", "once", "just", "soon", "later", "again", "jointly", "officially",
        "first", "not",
    ]
)  # fmt: skip
_NO_ADVERBS = frozenset(
    [
        "supply", "apply", "reply", "rely", "fly", "ally", "rally", "comply", "imply", "multiply", "assembly", "family", "july",
        "italy",
    ]
)  # fmt: skip
_NOT_BEHIND_PRESENT = frozenset((",", ".", "and", "of", "in", "for", "are", "is", "were", "was", ""))


@lru_cache(maxsize=20_000)
def is_adverb(word: str) -> bool:
    """Whether a word in lower case is an adverb that may stand between a verb and its particle."""
    return word in _ADVERBS or (word.endswith("ly") and word not in _NO_ADVERBS)


@cache
def verb_forms() -> dict[str, frozenset[Form]]:
    """Every form of every verb of the lexicon and of the trigger rules, to what it can be."""
    table = lexicon.load("verbs")
    lemmas = {row[0] for row in table["irregular"]} | set(table["plain"])
    for group in lexicon.load("triggers").values():
        for rule in group.values():
            if isinstance(rule, dict):
                lemmas |= {verb.split()[0] for verb in rule.get("verbs", ())}
    said = lexicon.load("statements")
    lemmas |= {phrase.split()[0] for phrase in (*said["strong"], *said["weak"])}
    merged: dict[str, frozenset[Form]] = {}
    for lemma in sorted(lemmas):
        for word, kinds in forms(lemma).items():
            merged[word] = merged.get(word, frozenset()) | kinds
    return merged


@cache
def maybe_finite() -> Remembered[bool]:
    """Whether a word in lower case can be a finite verb."""
    verbs = AUXILIARIES.union(verb_forms())
    return Remembered(lambda word: word in verbs or word.endswith("ed"))


_SELDOM = frozenset(["ground"])
"""Past forms that are nearly always another word ("breaks ground")."""


def finite(tokens: Tokens, index: int) -> bool:
    """Whether the word at `index` is a finite verb or the auxiliary that opens one.

    Auxiliaries always are; past and third-person forms of known verbs (and unknown words in -ed) unless a determiner, a
    preposition, a number or "be" and "have" stand before: then the word is a noun, a participle or the auxiliary's own.
    """
    word = tokens.words[index]
    lower = word.lower
    if word.name or lower in _SELDOM:
        return False
    if lower in AUXILIARIES:
        return lower != "be" and not (lower in ("may", "will") and _before(tokens, index) in _NOUN_LEFT)
    kinds = verb_forms().get(lower)
    if kinds is None:
        if len(lower) < 5 or not lower.endswith("ed") or "-" in lower:
            return False
        kinds = frozenset(("past", "participle"))
    left = _before(tokens, index)
    if lower == "thanks" and tokens.words[index + 1 : index + 2] and tokens.words[index + 1].lower == "to":
        return False
    if lower == "followed" and left == "," and tokens.words[index + 1 : index + 2] and tokens.words[index + 1].lower == "by":
        return False  # "bought tanks in 2017, followed by ships in 2019"
    if left in _NO_VERB_BEHIND:
        return False
    if "past" in kinds:
        return not ("participle" in kinds and index and tokens.words[index - 1].amount != NONE)
    following = tokens.words[index + 1].lower if index + 1 < len(tokens.words) else ""
    if "s" in kinds:
        if (
            index
            and tokens.words[index - 1].entity != NONE
            and tokens.entities[tokens.words[index - 1].entity].kind == "person"
        ):
            return True
        if lower in _nounish() and following not in _OPENS_OBJECT and not _agent(tokens, _position_before(tokens, index)):
            return False
        return following not in _NOT_BEHIND_PRESENT and (following in _SELDOM or "past" not in verb_forms().get(following, ()))
    return "base" in kinds and (left in ("they", "we", "you", "i") or _plural_noun(tokens, index - 1))


@cache
def _nounish() -> frozenset[str]:
    return frozenset(lexicon.load("verbs")["nounish"])


_AGENTS = frozenset(
    [
        "it", "he", "she", "this", "which", "who", "that", "ministry", "government", "company", "firm", "president",
        "minister", "side", "country", "bank", "consortium", "agency", "navy", "army", "group", "council", "committee",
        "parliament", "cabinet", "plan", "law", "agreement", "treaty", "leader", "king", "queen", "general",
    ]
)  # fmt: skip


def _agent(tokens: Tokens, index: int) -> bool:
    """Whether a word can be the subject of a verb that is more often a plural noun ("the ministry plans")."""
    if index < 0:
        return False
    word = tokens.words[index]
    return word.lower in _AGENTS or (word.entity != NONE and not tokens.entities[word.entity].demonym)


def bare_present(tokens: Tokens, index: int) -> bool:
    """Whether a base form can be a present with a plural subject ("exports include"); for sentences without another verb."""
    word = tokens.words[index]
    if word.name or index == 0 or "base" not in verb_forms().get(word.lower, ()):
        return False
    before = tokens.words[index - 1]
    behind = tokens.words[index + 1].lower if index + 1 < len(tokens.words) else "."
    known = before.entity != NONE or _plural_noun(tokens, index - 1) or before.lower in ("both", "they", "we", "all")
    return known and behind not in (".", ",", "of", "and")


def _position_before(tokens: Tokens, index: int) -> int:
    """The token before, over adverbs; -1 when there is none."""
    at = index - 1
    while at >= 0 and (tokens.words[at].lower in _INTERVENING or tokens.words[at].lower.endswith("ly")):
        at -= 1
    return at


def _before(tokens: Tokens, index: int) -> str:
    at = _position_before(tokens, index)
    return tokens.words[at].lower if at >= 0 else ""


_QUALIFYING = frozenset(["arms", "goods", "sales", "sports", "news", "customs", "systems", "communications", "armaments"])
"""Plurals that rather qualify the noun behind them ("the arms market") than are its subject."""


def _plural_noun(tokens: Tokens, index: int) -> bool:
    """Whether a word is a plural noun ("firms lead")."""
    if index < 0 or tokens.words[index].lower in _QUALIFYING:
        return False
    word = tokens.words[index]
    return not word.name and len(word.lower) > 3 and word.lower.endswith("s") and not word.lower.endswith(("ss", "us", "is"))
