"""Whether a conjunction joins two clauses, or only names, parties and participles of one."""

from __future__ import annotations

from kortui.extract.clause_words import COORDINATORS, SUBORDINATORS, has, opens_participle
from kortui.extract.verbs import BE, verb_forms
from kortui.extract.words import NONE, Tokens


def joins_agents(tokens: Tokens, finites: list[bool], start: int, index: int) -> bool:
    """Whether a conjunction joins two names behind a participle, the verb coming after ("tanks built by A and B arrived")."""
    words = tokens.words
    verbs = [i for i in range(start, index) if finites[i]]
    if len(verbs) != 1 or index + 1 >= len(words) or words[index + 1].entity == NONE or words[verbs[0] + 1].lower != "by":
        return False
    if "participle" not in verb_forms().get(words[verbs[0]].lower, ("participle",)):
        return False
    if any(w.lower in BE for w in words[max(start, verbs[0] - 3) : verbs[0]]) or verbs[0] == start:
        return False
    named = all(w.entity != NONE or w.lower in (",", "the") for w in words[verbs[0] + 2 : index])
    behind = index + 1
    while behind < len(words) and words[behind].entity == words[index + 1].entity:
        behind += 1
    return named and behind < len(words) and finites[behind]


def _ends_list(tokens: Tokens, index: int) -> bool:
    """Whether a conjunction behind a comma closes a list of names ("A, B, and C decided")."""
    words = tokens.words
    if index < 4 or words[index - 1].lower != "," or index + 1 >= len(words):
        return False
    return (
        words[index - 2].entity != NONE
        and words[index + 1].entity != NONE
        and any(w.lower == "," for w in words[index - 6 : index - 2])
    )


def in_list(tokens: Tokens, index: int) -> bool:
    """Whether a name behind a comma goes on with a list of names ("France, Britain and the Ottoman Empire")."""
    words = tokens.words
    if words[index].entity == NONE or index < 2 or words[index - 2].entity == NONE:
        return False
    behind = index
    while behind < len(words) and words[behind].entity == words[index].entity:
        behind += 1
    return behind < len(words) and words[behind].lower in (",", "and", "or")


def joins_clauses(tokens: Tokens, finites: list[bool], start: int, index: int) -> bool:
    """Whether a conjunction joins two clauses, not two nouns: it is the nearest one before the second verb."""
    words = tokens.words
    following = index + 1
    if following >= len(words):
        return False
    while following < len(words) and words[following].lower.endswith("ly") and following < index + 3:
        following += 1
    if following < len(words) and opens_participle(tokens, following):
        return _has_participle(tokens, start, index)
    if not has(finites, start, index) or _ends_list(tokens, index) or _joins_parties(tokens, start, index):
        return False
    fronted = words[start].lower in SUBORDINATORS
    for j in range(index + 1, min(index + 22, len(words))):
        if fronted and words[j].lower == "," and words[j].entity == NONE:
            return False  # "When war broke out between A and B, C sent …"
        if words[j].lower in COORDINATORS and not words[j].name:
            if words[index - 1].lower == "," and _joins_subjects(tokens, index, j):
                continue  # "…, and Kenya and Peru signed"
            return False
        if words[j].lower in (";", "which", "who", "when", "while"):
            return False
        if finites[j]:
            return True
    return False


def _joins_parties(tokens: Tokens, start: int, index: int) -> bool:
    """Whether a conjunction belongs to a "between" before it ("a deal signed between the firm and the ministry in 2021")."""
    for at in range(index - 1, max(start, index - 9) - 1, -1):
        lower = tokens.words[at].lower
        if lower == "between":
            return True
        if lower in (",", "and", ";"):
            return False
    return False


def _joins_subjects(tokens: Tokens, index: int, second: int) -> bool:
    """Whether all that stands between two conjunctions is a name, and another follows: the subject of a new clause."""
    words = tokens.words
    first = index + 1 + (words[index + 1].lower == "the")
    names = range(first, second)
    behind = second + 1 + (second + 1 < len(words) and words[second + 1].lower == "the")
    return bool(names) and all(words[t].entity != NONE for t in names) and behind < len(words) and words[behind].entity != NONE


def _has_participle(tokens: Tokens, start: int, index: int) -> bool:
    return any(opens_participle(tokens, j) for j in range(start, index))
