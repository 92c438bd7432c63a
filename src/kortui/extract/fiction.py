"""What happens only in a film, a novel, a simulation or a supposition: words that make a story of what follows them."""

from __future__ import annotations

import re
from functools import cache

from kortui.extract import lexicon, triggers
from kortui.extract.denials_words import lexical
from kortui.extract.scene import Scene


@cache
def _fronted() -> re.Pattern[str]:
    """A sentence that begins with its story: "In the film, …", "Suppose that …"."""
    return re.compile(
        rf"\W*(?:(?:in|on)\s(?:[\w’'-]+\s){{1,4}}?{lexical('works')}(?:\s[^,]{{0,60}})?,|{lexical('supposing')}"
        r"|in\s(?:an?|the|his|her|this|one|another)\s(?:\w+\s)?(?:play|musical)(?:\s(?:by|at|about)\s[^,]{1,60})?,)",
        re.IGNORECASE,
    )


@cache
def _within() -> re.Pattern[str]:
    """Words behind which a story is told: "a novel in which …", "the exercise simulated …"."""
    return re.compile(
        rf"{lexical('works')}(?:[\s,][^;.]{{1,80}}?)?,?\s(?:that\s|which\s)?{lexical('tells')}|{lexical('made_up')}",
        re.IGNORECASE,
    )


_WORDS = [w for key in ("works", "supposing", "made_up") for w in lexicon.load("modality")[key]]
_CUE = triggers.patterns().add((*_WORDS, "play", "musical")).bit
"""The words without one of which a sentence tells no story."""


def made_up(scene: Scene, token: int) -> bool:
    """Whether a token stands in a story that somebody made up.

    Args:
        scene: The sentence.
        token: The first token of what tells a deed.
    """
    if not _CUE & scene.cues.bits:
        return False
    tokens = scene.tokens
    start, at = tokens.sentence.start, tokens.words[token].start
    if _fronted().match(tokens.text, start, tokens.sentence.end):
        return True
    return any(";" not in tokens.text[found.end() : at] for found in _within().finditer(tokens.text, start, at))
