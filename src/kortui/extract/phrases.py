"""The parts headlines are made of: words without dates and asides, names in a row, words joined as the text spaces them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kortui.extract.dates_guards import is_of_a_plan
from kortui.extract.scene import Scene
from kortui.extract.words import NONE
from kortui.text import one_line

_LEADING = frozenset(
    [
        "and", "but", "or", "so", "yet", "that", "which", "who", "when", "while", "as", "after", "before", "since", "because",
        "although", "though", "where", "with", "if", "then", "however", "likewise", "also", "again", "moreover", "meanwhile",
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
_AS = frozenset(("early", "late", "recently", "soon", "ago", "back"))
"""Words between "as" and "as" that say no more than "by"."""
_SPANS = frozenset(("night", "morning", "evening", "afternoon", "eve", "week", "weekend", "day", "month", "course"))
_UNSURE = frozenset(("perhaps", "maybe", "possibly", "probably"))
_ONWARD = frozenset(("onward", "onwards"))
_EDGES = (("at", "the", "latest"), ("at", "the", "earliest"))
"""What may stand behind a date and says nothing without it."""
_STOPS = frozenset(
    [
        "of", "in", "at", "on", "by", "for", "with", "to", "from", "into", "under", "between", "during", "after", "before",
        "against", ",", ";", ":", "(", ")", "and", "but", "that", "which",
    ]
)  # fmt: skip
PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_QUALIFIED = re.compile(r"\s\([^()]*\)$")
"""What tells a name from its like: "(South Korea)"."""
_EMPTY = re.compile(r"\(\s*\)|,(?=[,;.])")
"""What leaving words out can leave behind: empty brackets, a comma before another mark."""
_CLOSE = frozenset((",", ".", ";", ")", "'s", "’s"))
"""What follows the word before it without a space."""
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his", "her"))


def is_stop(scene: Scene, token: int) -> bool:
    """Whether a token ends a noun phrase; a comma in "20,000" does not."""
    word = scene.tokens.words[token]
    return word.lower in _STOPS and not word.name and word.amount == NONE


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
    named = 0 <= span.opens < span.start and len(span.words) > span.end - span.opens  # "after the 2012 election"
    return span.kind not in ("PERIOD", "DURATION") and not named and not is_of_a_plan(scene.tokens.text, span.start, span.end)


def without_dates(scene: Scene, first: int, last: int) -> list[int]:
    """Tokens of a range without time expressions, what only sets them off, and asides in brackets."""
    words = scene.tokens.words
    if "(" not in scene.tokens.lowers[first:last] and not scene.tokens.dated.within(first, last):
        return list(range(first, last))
    kept: list[int] = []
    depth = 0
    i = first
    while i < last:
        word = words[i]
        if not depth and word.date == NONE and word.lower != "(":
            kept.append(i)  # most words
            i += 1
            continue
        depth += word.lower == "(" and word.entity == NONE
        if depth:
            depth -= word.lower == ")"
            i += 1
            continue
        late = word.date != NONE and scene.tokens.text.startswith(" than ", scene.tokens.dates[word.date].end)
        if word.date != NONE and word.entity == NONE and not late and _only_dates(scene, word.date):
            denied = False
            told = scene.tokens.dates[word.date]
            opens = told.opens
            while opens >= 0 and kept and words[kept[-1]].start >= opens:
                kept.pop()  # "shortly after 2010"
            kept = _without_lead(scene, kept)
            while kept and words[kept[-1]].lower in _BEFORE_DATES and words[kept[-1]].entity == NONE:
                on = words[kept.pop()].lower == "on"
                if on and kept and words[kept[-1]].lower == "in":
                    break  # "flew in on Monday"
            if kept and words[kept[-1]].lower == "sometime":
                kept.pop()
            elif len(kept) > 1 and words[kept[-1]].lower == "time" and words[kept[-2]].lower == "some":
                del kept[-2:]
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
            while i < last and (
                words[i].date == word.date
                or 0 <= words[i].start - opens < len(told.words)
                or (denied and words[i].lower not in (",", ";"))
            ):
                i += 1
            if i < last and words[i].lower in _PARTS_OF_DAY and words[i - 1].lower.endswith("day"):
                i += 1  # "on Monday night"
            if i < last and words[i].lower in _ONWARD:
                i += 1
            elif scene.tokens.lowers[i : min(i + 3, last)] in _EDGES:
                i += 3
            again = [scene.tokens.lowers[t] for t in kept[-3:]] == [",", "and", "again"]
            if again:
                del kept[-3:]  # "promised in 2020, and again in 2022, to send"
            if i < last and words[i].lower == "," and (again or (kept and words[kept[-1]].lower == ",")):
                del kept[len(kept) - (not again) :]
                i += 1
            continue
        kept.append(i)
        i += 1
    return kept


def _without_lead(scene: Scene, kept: list[int]) -> list[int]:
    """Tokens before a date without the phrase that leads to it: "as early as", "on the night of"."""
    if not kept or scene.tokens.lowers[kept[-1]] not in ("as", "of"):
        return kept
    lowers = [scene.tokens.lowers[t] for t in kept[-5:]]
    size = 0
    if lowers[-1:] == ["as"] and len(lowers) > 2 and lowers[-2] in _AS and "as" in lowers[:-2]:
        size = len(lowers) - max(n for n, word in enumerate(lowers[:-2]) if word == "as")
    elif lowers[-1:] == ["of"] and len(lowers) > 3 and lowers[-2] in _SPANS and lowers[-3] == "the":
        size = 4 if lowers[-4] in _BEFORE_DATES else 0
    kept = kept[: len(kept) - size]
    return kept[:-1] if size and kept and scene.tokens.lowers[kept[-1]] in _UNSURE else kept


def join(scene: Scene, pieces: list[int | str]) -> str:
    """Tokens, given by index, and words of our own as one line, spaced as in the text."""
    words, text = scene.tokens.words, scene.tokens.text
    if "|" in scene.tokens.lowers:  # the rules of a table
        pieces = [piece for piece in pieces if isinstance(piece, str) or words[piece].lower != "|"]
    out: list[str] = []
    own, at = True, 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if isinstance(piece, str):
            out.append(f" {piece}")
            own = True
            continue
        last = piece
        while at < len(pieces) and pieces[at] == last + 1:  # a run of the text's own words is one piece of it
            last += 1
            at += 1
        start = words[piece].start
        if own or words[piece].lower not in _CLOSE or text[start - 1 : start].isspace():
            out.append(" ")
        out.append(text[start : words[last].end])
        own = False
    joined = one_line("".join(out))
    joined = joined.replace(" ,", ",").replace(" .", ".").replace(" ;", ";").replace(" :", ":").replace(" )", ")")
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
    if len(tokens) > 4 and _is_distance(scene, tokens):
        tokens = _behind_comma(scene, tokens)
    if (
        len(tokens) > 4
        and words[tokens[0]].lower in ("in", "on", "during", "at", "since", "by", "from")
        and words[tokens[0]].entity == NONE
    ):
        tokens = _behind_comma(scene, tokens)
    return tokens


_COUNTED_OUT = frozenset(
    ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "some", "just", "only", "about",
     "nearly", "almost", "less", "more", "over", "exactly", "barely", "several", "few", "many")
)  # fmt: skip
_UNITS = frozenset(
    f"{unit}{many}" for unit in ("year", "month", "week", "day", "decade", "hour", "century", "centurie") for many in ("", "s")
)


def _is_distance(scene: Scene, tokens: list[int]) -> bool:
    """Whether words begin with how long after or before something ("A year after the earthquake,"), or with "Far from"."""
    lowers = [scene.tokens.words[t].lower for t in tokens[:6]]
    if lowers[:2] == ["far", "from"]:
        return True
    if lowers[0] not in _COUNTED_OUT and not lowers[0].isdigit():
        return False
    unit = next((n for n, word in enumerate(lowers) if word in _UNITS), None)
    return unit is not None and lowers[unit + 1 : unit + 2] in (["after"], ["before"], ["into"], ["following"])


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


def drop_article(scene: Scene, subject: list[int]) -> list[int]:
    """A subject without the article it begins with."""
    if subject and scene.tokens.words[subject[0]].lower in ("the", "a", "an") and len(subject) > 1:
        return subject[1:]
    return subject
