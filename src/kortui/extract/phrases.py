"""The parts headlines are made of: words without dates and asides, verbs in the present, names in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kortui.extract.dates_guards import is_of_a_plan
from kortui.extract.morphology import forms, third_person
from kortui.extract.scene import Scene
from kortui.extract.verbs import AUXILIARIES, BE, is_adverb, verb_forms
from kortui.extract.words import NONE
from kortui.text import one_line

_LEADING = frozenset(
    [
        "and", "but", "or", "so", "yet", "that", "which", "who", "when", "while", "as", "after", "before", "since", "because",
        "although", "though", "where", "with", "if", "then", "however", "likewise", "also", "moreover", "meanwhile",
        "furthermore", ",", ";", ":", "—", "–", "'", '"', "“", "”", "‘", "’", ")", "(",
    ]
)  # fmt: skip
_BEFORE_DATES = frozenset(
    [
        "in", "on", "at", "during", "since", "by", "from", "until", "within", "around", "of", "between", "throughout", "late",
        "early", "through", "for", "the",
    ]
)  # fmt: skip
_PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night"))
_BOUNDS = frozenset(("than", "earlier", "later", "sooner", "no"))
"""Words that only say on which side of a date something is."""
STOPS = frozenset(
    [
        "of", "in", "at", "on", "by", "for", "with", "to", "from", "into", "under", "between", "during", "after", "before",
        "against", ",", ";", ":", "(", ")", "and", "but", "that", "which",
    ]
)  # fmt: skip


def is_stop(scene: Scene, token: int) -> bool:
    """Whether a token ends a noun phrase; a comma in "20,000" does not."""
    word = scene.tokens.words[token]
    return word.lower in STOPS and not word.name and word.amount == NONE


_QUALIFIED = re.compile(r"\s\([^()]*\)$")
"""What tells a name from its like: "(South Korea)"."""
PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_SEVERAL = frozenset(("two", "three", "four", "five", "both", "all", "others", "many", "several"))
_KEEP_PLURAL = re.compile(r"(?:\w+s|people|police|forces|troops)$", re.I)


@cache
def _lemmas() -> dict[str, str]:
    """Past and third-person forms to their base form."""
    found: dict[str, str] = {}
    for word, kinds in verb_forms().items():
        if kinds & {"base"}:
            for form, of in forms(word).items():
                if of & {"past", "participle", "s", "ing"}:
                    found.setdefault(form, word)
    return found


def name(scene: Scene, entity: str) -> str:
    """Name of an entity; its id when it is unknown."""
    known = scene.entities.get(entity)
    return _QUALIFIED.sub("", known.name) if known else entity


def names(scene: Scene, ids: Sequence[str], at_most: int = 3) -> str:
    """Names of entities in a row: ``A``, ``A and B``, ``A, B and C``."""
    shown = [name(scene, i) for i in ids[:at_most]]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _only_dates(scene: Scene, date: int) -> bool:
    """Whether a time expression can be left out: a named war, a length of time and the years of a plan say more than when."""
    span = scene.tokens.dates[date]
    return span.kind not in ("PERIOD", "DURATION") and not is_of_a_plan(scene.tokens.text, span.start, span.end)


def without_dates(scene: Scene, first: int, last: int) -> list[int]:
    """Tokens of a range without time expressions, what only sets them off, and asides in brackets."""
    words = scene.tokens.words
    if "(" not in scene.tokens.lowers[first:last] and not any([first <= i < last for i, _ in scene.tokens.dated]):
        return list(range(first, last))
    kept: list[int] = []
    depth = 0
    i = first
    while i < last:
        word = words[i]
        depth += (word.lower == "(" and word.entity == NONE) - 0
        if depth:
            depth -= word.lower == ")"
            i += 1
            continue
        late = word.date != NONE and scene.tokens.text.startswith(" than ", scene.tokens.dates[word.date].end)
        if word.date != NONE and word.entity == NONE and not late and _only_dates(scene, word.date):
            denied = False
            while kept and words[kept[-1]].lower in _BEFORE_DATES and words[kept[-1]].entity == NONE:
                on = words[kept.pop()].lower == "on"
                if on and kept and words[kept[-1]].lower == "in":
                    break  # "flew in on Monday"
            if len(kept) > 1 and words[kept[-1]].lower == "kind" and words[kept[-2]].lower in ("its", "their"):
                kept += range(kept[-1] + 1, i)  # "the first of its kind this year" is not the first of all
                while i < last and words[i].date == word.date:
                    kept.append(i)
                    i += 1
                continue
            if kept and words[kept[-1]].lower == "dating":
                kept.pop()  # "a waiver dating from 1999"
            while kept and words[kept[-1]].lower in _BOUNDS:
                kept.pop()  # "no earlier than 2029"
            if kept and words[kept[-1]].lower == "not":  # "in 1957, not in 1949"
                denied = True
                kept.pop()
                while kept and words[kept[-1]].lower in (",", "and"):
                    kept.pop()
            while i < last and (words[i].date == word.date or (denied and words[i].lower not in (",", ";"))):
                i += 1
            if i < last and words[i].lower in _PARTS_OF_DAY and words[i - 1].lower.endswith("day"):
                i += 1  # "on Monday night"
            if i < last and words[i].lower == "," and kept and words[kept[-1]].lower == ",":
                kept.pop()
                i += 1
            continue
        kept.append(i)
        i += 1
    return kept


_EMPTY = re.compile(r"\(\s*\)|,(?=[,;.])")
"""What leaving words out can leave behind: empty brackets, a comma before another mark."""


_CLOSE = frozenset((",", ".", ";", ")", "'s", "’s"))
"""What follows the word before it without a space."""


def join(scene: Scene, pieces: list[int | str]) -> str:
    """Tokens, given by index, and words of our own as one line, spaced as in the text."""
    words, text = scene.tokens.words, scene.tokens.text
    out: list[str] = []
    before: int | str = ""
    for piece in pieces:
        if isinstance(piece, str):
            out.append(f" {piece}")
            before = piece
            continue
        word = words[piece]
        start, lower = word.start, word.lower
        if lower == "|":
            continue  # the rules of a table
        apart = before != piece - 1 and (isinstance(before, str) or lower not in _CLOSE)
        if apart or text[start - 1 : start].isspace():
            out.append(" ")
        out.append(text[start : word.end])
        before = piece
    joined = one_line("".join(out))
    for mark in ",.;:)":
        joined = joined.replace(f" {mark}", mark)
    if "," in joined or "(" in joined:
        joined = _EMPTY.sub("", joined)
    return joined.replace("( ", "(")


def strip_front(scene: Scene, tokens: list[int]) -> list[int]:
    """Tokens without leading conjunctions and marks, and without a phrase such as "on regional issues," before the subject."""
    words = scene.tokens.words
    if len(tokens) > 2 and words[tokens[1]].lower in ("whom", "which"):
        tokens = tokens[2:]  # "of whom 966 were killed"
    while tokens and words[tokens[0]].lower in _LEADING and words[tokens[0]].entity == NONE:
        if words[tokens[0]].lower in ("after", "before", "since") and _two_phrases(scene, tokens[1:]):
            break  # "after the tsunami the Red Crescent"
        tokens = tokens[1:]
    if len(tokens) > 5 and words[tokens[0]].lower == "according":
        tokens = _behind_comma(scene, tokens)
    if (
        len(tokens) > 4
        and words[tokens[0]].lower in ("in", "on", "during", "at", "since", "by", "from")
        and words[tokens[0]].entity == NONE
    ):
        tokens = _behind_comma(scene, tokens)
    return tokens


def _behind_comma(scene: Scene, tokens: list[int]) -> list[int]:
    """Tokens behind the first comma, where it comes soon."""
    words = scene.tokens.words
    comma = next((n for n, t in enumerate(tokens[:12]) if words[t].lower == "," and words[t].amount == NONE), NONE)
    return tokens[comma + 1 :] if comma != NONE else tokens


def _two_phrases(scene: Scene, tokens: list[int]) -> bool:
    """Whether words are two noun phrases in a row, so that the first belongs to a preposition and the second is a subject."""
    words, entities = scene.tokens.words, scene.tokens.entities
    for before, token in pairwise(tokens):
        left, word = words[before], words[token]
        open_ = left.lower in _ARTICLES or is_stop(scene, before) or (left.entity != NONE and entities[left.entity].demonym)
        begins = word.lower in _ARTICLES or (word.entity not in (NONE, left.entity) and left.entity != NONE)
        if begins and not open_ and word.lower not in ("'s", "’s"):
            return True
    return False


_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his", "her"))


def plural(scene: Scene, subject: list[int], people: Sequence[str]) -> bool:
    """Whether a subject takes a plural verb.

    Args:
        scene: The sentence.
        subject: Its tokens.
        people: Entities it stands for.
    """
    words = scene.tokens.words
    reduced = next((n for n in range(1, len(subject) - 1) if words[subject[n + 1]].lower == "by"), None)
    subject = subject[:reduced]  # "tanks ordered by Poland and Romania" are tanks
    stops = [n for n, t in enumerate(subject) if is_stop(scene, t)]
    first_stop = next((n for n in stops if n and words[subject[n]].lower not in ("and", ",")), None)
    if any(words[t].lower == "and" and words[t].entity == NONE for t in subject[:first_stop]):
        return True
    if len(people) > 1 and not subject:
        return True
    opening = next((n for n in stops if words[subject[n]].lower != "between"), len(subject))
    counts = [scene.tokens.amounts[words[t].amount] for t in subject[:opening] if words[t].amount != NONE]
    if any(c.kind == "count" and c.value != 1 for c in counts):
        return True
    stop = next(
        (
            n
            for n, t in enumerate(subject)
            if n
            and words[t].amount == NONE
            and words[t].lower in ("of", "in", "for", "from", "between", "with", "to", "at", "on", "over", "about", ",")
        ),
        None,
    )
    heads = [t for n, t in enumerate(subject[:stop]) if n not in stops and not is_adverb(words[t].lower)]
    if not heads:
        return False
    last = words[heads[-1]]
    if last.entity != NONE:
        span = scene.tokens.entities[last.entity]
        return span.demonym and span.text.endswith("s")
    if last.lower in _SEVERAL:
        return True
    return bool(_KEEP_PLURAL.match(last.lower)) and not last.lower.endswith(("ss", "us", "is", "'s", "’s"))


def present(scene: Scene, verbs: list[int], plural: bool) -> list[int | str]:
    """The verb group that opens a predicate, in headline present."""
    words = scene.tokens.words
    heads = [words[v].lower for v in verbs]
    if not heads:
        return []
    first = heads[0]
    if first in BE:
        return [*(h for h in heads[1:] if h not in BE)] or ["are" if plural else "is"]
    if first in ("will", "shall") and len(heads) > 1:
        return ["to", *([] if heads[1] != "be" else ["be"]), *(h for h in heads[1:] if h != "be")]
    if first in ("has", "have", "had") and len(heads) > 1:
        rest = [h for h in heads[1:] if h != "been"]
        if "been" in heads:
            return [*rest]
        return [_tense(rest[0], plural), *rest[1:]] if rest else []
    if first in AUXILIARIES:
        return [*heads]
    return [_tense(first, plural), *heads[1:]]


def _tense(word: str, plural: bool) -> str:
    lemma = _lemmas().get(word)
    if lemma is None:
        return word
    return third_person(lemma, plural)


def verb_group(scene: Scene, verb: int, last: int) -> list[int]:
    """The auxiliaries from a finite verb on and the participle or infinitive they carry; adverbs are left out."""
    words = scene.tokens.words
    group = [verb]
    at = verb + 1
    opens = words[verb].lower in AUXILIARIES
    while opens and at < min(last, verb + 6):
        lower = words[at].lower
        if words[at].name:
            break
        if lower in ("be", "been", "have", "being") or lower in AUXILIARIES:
            group.append(at)
        elif lower.endswith("ly") or lower in (
            "also",
            "already",
            "then",
            "only",
            "still",
            "not",
            "jointly",
            "first",
            "later",
            "thus",
        ):
            pass
        elif verb_forms().get(lower, frozenset()) & {"participle", "base"} or lower.endswith("ed"):
            group.append(at)
            break
        else:
            break
        at += 1
    return group


def drop_article(scene: Scene, subject: list[int]) -> list[int]:
    """A subject without the article it begins with."""
    if subject and scene.tokens.words[subject[0]].lower in ("the", "a", "an") and len(subject) > 1:
        return subject[1:]
    return subject
