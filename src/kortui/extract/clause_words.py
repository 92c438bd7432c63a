"""Words that link clauses, and two looks at a stretch of words that both the boundaries and the conjunctions need."""

from __future__ import annotations

from kortui.extract.saying import saying
from kortui.extract.verbs import verb_forms
from kortui.extract.words import Tokens

COORDINATORS = frozenset(("and", "but", "or", "yet"))


RELATIVES = frozenset(("which", "who", "whom", "whose", "where"))


SUBORDINATORS = frozenset(
    [
        "while", "when", "whereas", "although", "though", "because", "since", "as", "after", "before", "until", "if", "once",
        "unless",
    ]
)  # fmt: skip


_BEHIND_PARTICIPLE = frozenset(
    ["the", "a", "an", "its", "their", "his", "her", "after", "to", "from", "by", "with", "for", "more", "about", "some", "all"]
)


_NOT_PARTICIPLES = frozenset(
    ["including", "during", "according", "regarding", "concerning", "following", "pending", "notwithstanding"]
)


def has(flags: list[bool], first: int, last: int) -> bool:
    """Whether a flag is set in a range of tokens."""
    return any(flags[first:last])


def opens_participle(tokens: Tokens, index: int) -> bool:
    """Whether a token is a participle in -ing that opens a clause without a verb of its own."""
    if index >= len(tokens.words):
        return False
    word = tokens.words[index]
    if word.name or not word.lower.endswith("ing") or word.lower in _NOT_PARTICIPLES:
        return False
    if "ing" in verb_forms().get(word.lower, ()) or word.lower in saying():
        return True
    behind = tokens.words[index + 1].lower if index + 1 < len(tokens.words) else "."
    return behind in _BEHIND_PARTICIPLE
