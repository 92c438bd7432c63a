"""Verbs of saying: which words are, and where they are in use."""

from __future__ import annotations

from functools import cache

from kortui.extract import lexicon
from kortui.extract.morphology import forms
from kortui.extract.words import Tokens


@cache
def saying() -> dict[str, tuple[str, tuple[tuple[str, ...], ...]]]:
    """Forms of verbs of saying to their lemma and the words of which one set must follow (``call`` + ``for``)."""
    table = lexicon.load("statements")
    heads: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*table["strong"], *table["weak"]):
        head, *rest = phrase.split()
        heads.setdefault(head, []).append(tuple(rest))
    return {word: (head, tuple(rests)) for head, rests in heads.items() for word in forms(head)}


@cache
def complement_takers() -> frozenset[str]:
    """Forms of verbs behind which a clause without "that" may begin."""
    heads = ("say", "add", "note", "tell", "state", "explain", "announce", "believe", "stress", "claim", "report", "confirm")
    return frozenset(word for head in heads for word in forms(head))


def says(tokens: Tokens, index: int, final: bool) -> bool:
    """Whether the word is a verb of saying in use: finite, or a participle that opens a clause ("noting that")."""
    word = tokens.words[index]
    if word.name or word.lower not in saying():
        return False
    following = tokens.lowers[index + 1 : index + 3]
    if not any([following[: len(rest)] == rest for rest in saying()[word.lower][1]]):
        return False
    before = tokens.words[index - 1].lower if index else ","
    if final or (before in ("has", "have", "had", "also") and not word.lower.endswith("ing")):
        return True
    if not word.lower.endswith("ing"):
        return False
    return before in (",", "and", "—", "–", "”", '"')
