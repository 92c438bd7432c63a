"""Amounts as a reader is told them: in the source's words, with their hedge, and with what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui.model import Amount, Event
from kortui.overview.words import HEDGES, plural
from kortui.text import one_line

_HEDGED = re.compile(
    r"(?:up to|at (?:least|most)|(?:well |just |slightly )?(?:more|less|fewer) than|no (?:more|less|fewer) than"
    r"|as (?:many|much) as"
    r"|over|under|above|below|about|around|some|nearly|almost|close to|roughly|approximately|an estimated)\s+$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"(?:(?:worth|valued at|estimated at|put at|priced at|total(?:l?ing|s|l?ed)|amounting to|costing|costs?|at a cost of"
    r"|for|invest(?:s|ed|ing)?|lend(?:s|ing)?|lent|provid(?:e|es|ed|ing)|donat(?:e|es|ed|ing))"
    r"|(?:\w+ )?(?:loan|credit|grant|credit line|line of credit|aid|budget|investment|contribution|package|deal|order)"
    r" (?:of|worth))"
    r"\s+$",
    re.IGNORECASE,
)
"""Words before a sum that say what it is: a price, a loan, what was put in."""
_LEAD_AT_MOST = 60
_NOUN_WORDS = 3
"""How many words may stand between a number and the noun it counts ("212 K9 self-propelled howitzers")."""


def _sentence(event: Event, amount: Amount) -> tuple[str, str]:
    """What stands before and behind an amount in its sentence; nothing where it cannot be found there."""
    evidence = event.evidence[amount.evidence] if amount.evidence < len(event.evidence) else None
    if evidence is None or not evidence.start <= amount.start < amount.end <= evidence.end:
        return "", ""
    return evidence.exact[: amount.start - evidence.start], evidence.exact[amount.end - evidence.start :]


def hedged(event: Event, amount: Amount) -> str:
    """The source's words for an amount with those that hedge it: ``up to 245,000``, ``about $1 billion``."""
    said = one_line(amount.text)
    if amount.hedge is None or _HEDGED.match(f"{said} "):
        return said
    found = _HEDGED.search(_sentence(event, amount)[0][-_LEAD_AT_MOST:])
    if found:
        return f"{one_line(found[0])} {said}"
    words = HEDGES.get(amount.hedge, "").strip()
    return said if said.casefold().startswith(words.split(" ")[0]) else f"{words} {said}".strip()


def beside(event: Event) -> Iterator[str]:
    """What a record's amounts add to its title, each with what it is of; what does not say so is left out.

    Args:
        event: The event.
    """
    title = event.title.casefold()
    for amount in event.amounts:
        said = re.escape(one_line(amount.text).casefold())
        if amount.equivalent_to is not None or re.search(rf"(?<!\w){said}(?!\w)", title):
            continue
        before, behind = _sentence(event, amount)
        words = hedged(event, amount)
        if amount.kind == "count" and amount.unit:
            yield from _counted(amount, words, behind)
        elif amount.measure:
            yield f"{amount.measure}: {words}"
        elif amount.kind == "money" and (led := _LED.search(_HEDGED.sub("", before[-_LEAD_AT_MOST:]))):
            yield f"{one_line(led[0])} {words}"


def _counted(amount: Amount, words: str, behind: str) -> Iterator[str]:
    """A count with its noun as the source has it; nothing when the noun does not stand there."""
    unit = (amount.unit or "").casefold()
    nouns = "|".join(re.escape(n) for n in (plural(unit).casefold(), unit))
    if re.search(rf"\b(?:{nouns})\b", words.casefold()):
        yield words
    elif found := re.match(rf"(?:[\s-]+[\w-]+){{0,{_NOUN_WORDS}}}?[\s-]+(?:{nouns})\b", behind, re.IGNORECASE):
        yield one_line(words + found[0])
