"""Where the clauses of a sentence begin: at punctuation, conjunctions, relatives and verbs of saying."""

from __future__ import annotations

from collections.abc import Collection
from itertools import compress, count

from kortui.extract import coordination
from kortui.extract.clause_words import COORDINATORS, RELATIVES, SUBORDINATORS, has, opens_participle
from kortui.extract.saying import complement_takers, says
from kortui.extract.verbs import verb_forms
from kortui.extract.words import NONE, Tokens

_OPENERS = RELATIVES | SUBORDINATORS | COORDINATORS | {"that"}
_SUBORDINATING = SUBORDINATORS | RELATIVES
_JOINING = COORDINATORS | {","}
_NOT_BEFORE_THAT = frozenset(
    ["in", "on", "at", "by", "of", "for", "from", "during", "after", "before", "since", "with", "so", "than", "and", "or", "to"]
)
_BEFORE_WHICH = frozenset(["during", "after", "from", "to", "of", "in", "under", "for", "with", "by", "on", "at"])
_BEHIND_REDUCED = frozenset(["by", "with", "as", "to", "from", "of", "under", "for", "on", "at"])
"""Words behind a participle that rather qualifies a noun ("the tanks ordered by") than is the verb of a clause."""
_BEFORE_PARTICIPLE = frozenset(["later", "then", "thereby", "thus", "subsequently", "eventually", "finally", "also", "further"])
"""Adverbs that may stand before the participle that opens a clause ("…, later raising them to an embassy")."""
_BREAKS = frozenset((";", "—", "–", "―"))
_TURNS = _BREAKS | _BEFORE_WHICH | _OPENERS
"""Words at which a clause can begin although no comma stands before them."""


_MARKS = frozenset((",", ";", "—", "–", ":"))


def next_mark(tokens: Tokens, at: int) -> int:
    """The next comma or stronger mark from a token on."""
    for i, lower in enumerate(tokens.lowers[at:], at):
        if lower in _MARKS and tokens.words[i].date == NONE == tokens.words[i].amount:
            return i
    return len(tokens.words)


_LABEL_AT_MOST = 7
"""Words of a label before its colon."""


def _behind_label(tokens: Tokens, finites: list[bool]) -> int:
    """Where a sentence begins behind a label that only says what follows ("Visits: President Rao visited …"); 0 if none."""
    words = tokens.words
    if ":" not in tokens.lowers[1:_LABEL_AT_MOST] or tokens.sentence.kind in ("headline", "heading"):
        return 0  # a headline's verb may stand before its colon
    for i in range(1, min(_LABEL_AT_MOST, len(words))):
        if (
            finites[i - 1]
            or words[i - 1].lower in ("not", "no", "never")
            or words[i].entity != NONE
            or words[i].date != NONE
            or words[i].amount != NONE
        ):
            return 0
        if words[i].lower == ":":
            return i + 1 if any(finites[i + 1 :]) else 0
    return 0


def boundaries(tokens: Tokens, finites: list[bool], said_at: Collection[int]) -> dict[int, str]:
    """Where clauses begin, with the word that links each.

    Args:
        tokens: The sentence.
        finites: For each token whether it is a finite verb.
        said_at: The tokens that are verbs of saying in use.
    """
    words, lowers = tokens.words, tokens.lowers
    starts: dict[int, str] = {0: ""}
    last_start = 0

    def begin(index: int, link: str) -> None:
        nonlocal last_start
        if 0 < index < len(words):
            starts.setdefault(index, link)
            last_start = max(last_start, index)

    begin(_behind_label(tokens, finites), ":")
    behind_commas = compress(count(1), map(",".__eq__, lowers[:-1]))
    for i in sorted(
        {*compress(count(), map(_TURNS.__contains__, lowers)), *behind_commas, *compress(count(), finites), *said_at}
    ):
        previous, lower, word = lowers[i - 1], lowers[i], words[i]
        if i == 0 or word.date != NONE or word.amount != NONE:
            continue
        if lower in _BREAKS and word.entity == NONE:
            spaced = tokens.text[word.start - 1 : word.start].isspace() or lower in (";", "—")
            if spaced:
                begin(i + 1, lower)
            continue
        if word.entity != NONE:
            if previous == "," and last_start < i and _main_clause_follows(tokens, finites, last_start, i):
                begin(i, ",")
            continue
        if lower in _BEFORE_WHICH and i + 1 < len(words) and lowers[i + 1] in ("which", "whom"):
            begin(i, lowers[i + 1])
        elif previous == "," and finites[i] and starts[last_start] in RELATIVES:
            begin(i, ",")  # "the treaty, which …, was renewed"
        elif finites[i] and (_in_row(tokens, finites, last_start, i) or _resumes(tokens, finites, starts, last_start, i)):
            begin(i, ",")
        elif finites[i] and i in said_at and _inverted(tokens, finites, last_start, i):
            begin(i, "said")
        elif lower in _OPENERS and _opens(tokens, finites, last_start, i):
            begin(i, lower)
        elif previous == "," and opens_participle(tokens, i + 1 if lower in _BEFORE_PARTICIPLE else i):
            begin(i, "ing")
        elif previous == "," and lower == "with" and any(w.lower.endswith("ing") for w in words[i + 1 : i + 7]):
            begin(i, "with")
        elif previous == "," and (_main_clause_follows(tokens, finites, last_start, i) or _attributes(tokens, finites, i)):
            begin(i, ",")
        if i in said_at:
            begin(_after_saying(tokens, finites, i), "that")
    return starts


def _in_row(tokens: Tokens, finites: list[bool], start: int, index: int) -> bool:
    """Whether a verb behind a comma is one of a row with one subject ("flew to Baku, met the minister and returned")."""
    words = tokens.words
    if words[index - 1].lower != "," or not finites[index] or not has(finites, start, index - 1):
        return False
    behind = words[index + 1].lower if index + 1 < len(words) else "."
    if (
        "past" not in verb_forms().get(words[index].lower, ())
        or behind in _BEHIND_REDUCED
        or (index + 1 < len(words) and words[index + 1].date != NONE)
    ):
        return False
    for at in range(index + 2, min(index + 25, len(words) - 1)):
        if words[at].lower in (";", "which", "who", "that", "when", "while"):
            return False
        if words[at].lower == "and" and finites[at + 1]:
            return "past" in verb_forms().get(words[at + 1].lower, ())
    return False


def _attributes(tokens: Tokens, finites: list[bool], index: int) -> bool:
    """Whether all that is left of a sentence says who said so ("…, the ministry added")."""
    words = tokens.words
    end = len(words)
    while end > index and not words[end - 1].lower[:1].isalnum():
        end -= 1
    told = next((i for i in range(index + 1, min(end, index + 7)) if finites[i]), NONE)
    if told == NONE or not says(tokens, told, True) or words[index].lower in COORDINATORS | _SUBORDINATING:
        return False
    return all(w.date != NONE or w.lower in ("on", "late", "in", "a", "statement") for w in words[told + 1 : end])


def _resumes(tokens: Tokens, finites: list[bool], starts: dict[int, str], start: int, index: int) -> bool:
    """Whether the verb of the main clause comes behind a relative one ("the men who fought in Korea sailed home")."""
    if not finites[index] or starts[start] not in RELATIVES or start == 0:
        return False
    words = tokens.words
    main = max(s for s in starts if s < start)
    verb = next((j for j in range(start, index) if finites[j]), NONE)
    if verb == NONE or index - verb < 3 or has(finites, main, start):
        return False
    if words[start - 1].lower == "," or not _JOINING.isdisjoint(tokens.lowers[verb:index]):
        return False
    kinds = verb_forms().get(words[index].lower, frozenset(("past", "participle")))
    behind = words[index + 1].lower if index + 1 < len(words) else "."
    return not ("participle" in kinds and behind in _BEHIND_REDUCED)


def _inverted(tokens: Tokens, finites: list[bool], start: int, index: int) -> bool:
    """Whether a verb of saying follows what is said ("…," said Lee)."""
    previous = tokens.lowers[index - 1]
    return previous in ('"', "”") or (previous == "," and start < index - 1 and has(finites, start, index - 1))


def _opens(tokens: Tokens, finites: list[bool], start: int, index: int) -> bool:
    """Whether a conjunction or a relative opens a clause."""
    lower, previous = tokens.words[index].lower, tokens.words[index - 1].lower
    if lower == "that":
        near = tokens.words[index + 1 : index + 4]
        bare = not any(w.lower == "," for w in near) and previous not in _NOT_BEFORE_THAT
        return bare and has(finites, start, index) and _clause_follows(tokens, finites, index + 1)
    if lower in RELATIVES and previous in _BEFORE_WHICH:
        return False  # the clause begins with "of whom"
    if lower in RELATIVES:
        return previous == "," or has(finites, index + 1, min(index + 4, len(tokens.words)))
    if lower in SUBORDINATORS:
        return not (lower == "as" and previous == "such") and _subordinates(tokens, finites, index)
    return (
        lower in COORDINATORS
        and not coordination.joins_agents(tokens, finites, start, index)
        and coordination.joins_clauses(tokens, finites, start, index)
    )


def _clause_follows(tokens: Tokens, finites: list[bool], first: int) -> bool:
    """Whether a verb comes soon, at most behind names ("that Kenya and India will sign")."""
    for i in range(first, min(first + 9, len(tokens.words))):
        word = tokens.words[i]
        if finites[i]:
            return True
        if i >= first + 2 and word.entity == NONE and word.lower not in ("and", "the"):
            return False
    return False


def _subordinates(tokens: Tokens, finites: list[bool], index: int) -> bool:
    """Whether a word such as "after" opens a clause and is no preposition: a verb comes before any "and" of a list."""
    if tokens.words[index].lower == "while" and tokens.words[index - 1].lower == ",":
        return has(finites, index + 1, len(finites))  # ", while an order for 54, signed in 2023, remains in force"
    mark = next_mark(tokens, index + 1)
    aside = next_mark(tokens, mark + 1)
    if aside - mark < 7 and not has(finites, index + 1, aside):
        mark = next_mark(tokens, aside + 1)  # "when Turkey, namely its brigade, supported"
    verb = next((j for j in range(index + 1, mark) if finites[j]), NONE)
    return verb != NONE and not any(w.lower == "and" and w.entity == NONE for w in tokens.words[index + 1 : verb])


def _main_clause_follows(tokens: Tokens, finites: list[bool], start: int, index: int) -> bool:
    """Whether a comma before `index` ends a fronted or finished clause and a subject with its verb comes next."""
    if coordination.in_list(tokens, index):
        return False
    mark = next_mark(tokens, index)
    aside = next_mark(tokens, mark + 1)
    if aside - mark < 8 and any(w.date != NONE for w in tokens.words[mark:aside]):
        mark = next_mark(tokens, aside + 1)  # "Turkey, in 1949, was"
    nearest = next((j for j in range(index, min(mark, index + 14)) if finites[j]), NONE)
    if nearest in (NONE, index) or not _SUBORDINATING.isdisjoint(tokens.lowers[index:nearest]):
        return False
    fronted = opens_participle(tokens, start) or tokens.words[start].lower in SUBORDINATORS
    return fronted or (has(finites, start, index) and tokens.words[index].lower not in COORDINATORS)


def _after_saying(tokens: Tokens, finites: list[bool], index: int) -> int:
    """Where what is said begins: behind "that", behind a date of the saying, or right behind the verb."""
    words = tokens.words
    for j in range(index + 1, min(index + 10, len(words))):
        if words[j].lower == "that" and words[j].entity == NONE:
            return j + 1
        if words[j].lower in (",", ";") or (finites[j] and j > index + 1):
            break
    if words[index].lower not in complement_takers():
        return len(words)
    at = index + 1
    while at < len(words) and (words[at].date != NONE or words[at].lower in ("on", "in", "late", "earlier")):
        at += 1
    mark = next_mark(tokens, at)
    return at if has(finites, at, mark) or has(finites, at, min(len(words), at + 20)) else len(words)
