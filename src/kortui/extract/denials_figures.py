"""Figures that a sentence names only to say that they are not reached, will not be, or would have been."""

from __future__ import annotations

import re

from kortui.extract import denials, denials_words, hearsay, triggers
from kortui.extract.attach_amounts import is_replaced
from kortui.extract.figures_levels import Figure
from kortui.extract.scene import Scene
from kortui.extract.words import NONE

_NOT = re.compile(
    r"(?:\bnot|n['’]t)\b(?!\s(?:only|just|merely|simply|least|less|more|fewer|including|counting|until)\b)"
    r"|\b(?:never|no longer|no (?:closer|nearer)|hardly|scarcely|(?:could|can|will|would|may|might)\s(?:only\s)?barely|"
    r"cannot|unlikely|unable|improbable|implausible|impossible|nowhere (?:near|close)|"
    r"far from|nor|yet to|fail(?:s|ed|ing|ure)?\sto|"
    r"(?:without|instead of|rather than|short of|from)\s(?=(?:ever\s)?\w+ing\b)"
    r"|(?:little|no)\s(?:\w+\s)?(?:chance|hope|prospect|likelihood|probability|possibility|sign|way|plan|reason|danger|risk))\b",
    re.IGNORECASE,
)
"""What denies the amount behind it."""
_NOT_NOT = re.compile(
    r"(?:\b(?:not|never|no|nobody|no one|none|few|little)|n['’]t)\s(?:\w+\s){0,2}?"
    r"(?:unlikely|impossible|implausible|improbable|unable|fail(?:s|ed|ing)?\sto|far from|short of|without|"
    r"doubt\w*|den(?:y|ies|ied)|disput\w+|question\w*)\b",
    re.IGNORECASE,
)
"""Two that deny nothing: "is not unlikely to reach", "nobody doubts that it will reach"."""
_FROM = re.compile(
    r"\b(?:prevent|keep|kept|stop|hinder|bar|dissuad|discourag|refrain|block|prohibit)\w*\s[^,;]*?\bfrom\s", re.IGNORECASE
)
_NO_DOER = re.compile(
    r"\W*(?:(?:and|but|so far|until now|to date|by then|in \d{4}|last year|that),?\s)*"
    r"(?:no(?!\s(?:doubt|later|fewer|less|more|earlier|sooner|longer|matter)\b|\.)|none|nobody|few(?!er)|neither)\s",
    re.IGNORECASE,
)
"""A clause of which the subject is nobody ("nobody expects trade to reach")."""
_TURN = re.compile(r"[;:—–,]|\bbut\b", re.IGNORECASE)
_ASIDE = re.compile(r"^,[^,;:]{1,40},")
_ONLY_THEN = re.compile(r"[^,;]{0,40}?\s(?:until|till)\s(?:\w+\s)?(?:\d{4}\b|last|January|February|March|April|May|June|July|"
                        r"August|September|October|November|December)", re.IGNORECASE)  # fmt: skip
"""A time until which a figure was not reached: by then it was."""
_PAST = re.compile(r"\b(?:did|had|was|were|has|have)(?:\s?not|n['’]t)\b|\bnever\b", re.IGNORECASE)
_WOULD_HAVE = re.compile(r"\b(?:would|could|might|should|ought to)\s(?:\w+\s)?(?:not\s)?have\b(?!\sto\b)", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|could|might)\b", re.IGNORECASE)
_SUPPOSING = re.compile(
    r"\W*(?:without|but for|(?:had|were) it not|if it (?:were|was|had) not|if not for|in the absence of|absent|barring|"
    r"(?:were|had)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that tells what would be: "Without the war, trade would …"."""
_ONLY_PLANNED = re.compile(
    r"\b(?:was|were|had been)\s(?:\w+\s)?(?:(?:to|expected|due|forecast|projected|predicted|supposed|meant|tipped|set)\b)",
    re.IGNORECASE,
)
_CAME_NOT = re.compile(
    r"[^;.]*?\b(?:but|though|although|yet)\s(?:[\w’'-]+\s){0,3}?(?:(?:did|has|have|had|was|were|would)(?:\s?not|n['’]t|\snever)"
    r"|never|fell short|failed|missed)\b",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\bnot (?:yet )?quite\s$", re.IGNORECASE)
"""A "not" that hedges a figure and denies nothing."""
_SPLIT = frozenset(("not", "t", "n't", "never"))
_IF = frozenset(("if", "unless", "whether", "provided", "assuming", "suppose", "supposing"))
"""How a clause begins that only supposes its figure."""
_CUE = triggers.patterns().add(
    (
        "not", "n", "t", "never", "no", "hardly", "scarcely", "barely", "cannot", "unlikely", "unable", "improbable",
        "implausible", "impossible", "nowhere", "far", "neither", "nor", "yet", "fail*", "without", "instead", "rather",
        "short",
        "little", "none", "nobody", "few", "from", "would", "could", "might", "should", "ought", "absent", "absence", "barring",
        "was", "were", "had", *_IF, "earlier", "previous*", "initial*", "original*", "before", "first",
    )
).bit  # fmt: skip
"""The words without one of which a sentence denies no figure, but for those of `kortui.extract.denials`."""


def unstated(scene: Scene, figure: Figure) -> bool:
    """Whether a sentence does not say that a figure is so, was so, is aimed at or is looked for.

    Args:
        scene: The sentence.
        figure: One of its figures.
    """
    tokens, part = scene.tokens, scene.parts[figure.part]
    at = tokens.words[figure.first].start
    if denials.is_denied(scene, at) or hearsay.only_said(scene, figure.part, figure.first, figure.first + 1, part.verb):
        return True
    if tokens.text.endswith(denials.ASKED, tokens.sentence.start, tokens.sentence.end):
        return True
    unlikely = denials_words.CUES.unlikely & scene.cues.bits
    if unlikely and denials_words.patterns().unlikely.match(tokens.text, at, tokens.sentence.end):
        return True
    if not _CUE & scene.cues.bits:
        return False
    first = part.first
    if figure.part and part.link in ("to", "that", "ing", "whether", "if") and part.verb != NONE:
        first = scene.parts[figure.part - 1].first
    elif figure.part and tokens.lowers[first - 1] in _SPLIT:
        first = scene.parts[figure.part - 1].first  # "has not | yet reached"
    elif _is_split_by_saying(scene, figure.part):
        return True
    if tokens.lowers[part.first] in _IF:
        return True
    before = _NEARLY.sub("", tokens.text[tokens.words[first].start : at])
    behind = tokens.text[at : tokens.sentence.end]
    if is_replaced(before, behind):
        return True
    if _denied(before, behind) or _WOULD_HAVE.search(before):
        return True
    if _WOULD.search(before) and _SUPPOSING.match(tokens.text, tokens.sentence.start):
        return True
    return _ONLY_PLANNED.search(before) is not None and _CAME_NOT.match(behind) is not None


def _is_split_by_saying(scene: Scene, number: int) -> bool:
    """Whether a clause goes on, behind who said so, with one that breaks off at its "not" ("will not, he said, reach")."""
    said = number if scene.parts[number].says != NONE else number - 1
    if said < 1 or scene.parts[said].says == NONE:
        return False
    lowers, last = scene.tokens.lowers, scene.parts[said - 1].last
    return lowers[last - 1] in _SPLIT or (lowers[last - 1] == "," and lowers[last - 2] in _SPLIT)


def _denied(before: str, behind: str) -> bool:
    """Whether the words of a clause up to an amount deny it, and those behind it do not take that back."""
    if _NOT_NOT.search(before):
        return False
    found = [f for f in _NOT.finditer(before) if f[0].strip().lower() != "from" or _FROM.search(before)]
    if found and not _TURN.search(_ASIDE.sub("", before[found[-1].end() :], count=1)):
        return not (_PAST.search(before) and _ONLY_THEN.match(behind))
    doer = _NO_DOER.match(before)
    return doer is not None and not _TURN.search(before, doer.end())
