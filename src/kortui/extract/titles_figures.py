"""Headlines of figures and targets: put together of what is measured and the source's words for the amount."""

from __future__ import annotations

import re

from kortui.extract.fitting import fit
from kortui.extract.levels import Direction
from kortui.extract.morphology import third_person
from kortui.vocabulary import Hedge

_HEDGED: dict[Hedge | None, str] = {
    ">": "exceed", ">=": "reach at least", "<": "stay under", "<=": "reach at most", "~": "stand at about", "<~": "near",
    None: "stand at",
}  # fmt: skip
_HEDGE_WORDS: dict[Hedge | None, str] = {
    ">": "over", ">=": "at least", "<": "under", "<=": "at most", "~": "about", "<~": "nearly", None: "",
}  # fmt: skip


_AIM_WORDS: dict[Hedge | None, str] = {">": "more than", "<=": "up to", "<": "less than"}
"""Hedges that are said otherwise of what is aimed at."""


def _bare(amount: str) -> str:
    """An amount without the words that hedge it."""
    return re.sub(
        r"^(?:over|more than|nearly|about|around|almost|some|exceeding|above|at least|up to|roughly|approximately)\s+",
        "",
        amount,
    )


def aim(who: str, measure: str, amount: str, partner: str = "", hedge: Hedge | None = None) -> str:
    """The headline of a target.

    Args:
        who: Names of those who aim at it.
        measure: What is measured.
        amount: The source's words for the amount.
        partner: Who shares the measure without being said to aim at it.
        hedge: The amount's hedge.
    """
    verb = "aim" if " and " in who else "aims"
    aimed = f"{_AIM_WORDS.get(hedge, _HEDGE_WORDS[hedge])} {_bare(amount)}".strip()
    of = f"{measure} of {aimed}" if measure else aimed
    return fit(f"{who} {verb} for {of}{f' with {partner}' if partner else ''}")


def figure(measure: str, amount: str, hedge: Hedge | None, record: bool, direction: Direction = "", foretold: str = "") -> str:
    """The headline of a figure.

    Args:
        measure: What is measured.
        amount: The source's words for the amount.
        hedge: Its hedge.
        record: Whether the source calls it a record.
        direction: Whether the measure rose or fell to it.
        foretold: How a figure that is not yet there is said ("could reach"); empty for one that was measured.
    """
    if foretold:
        return fit(f"{measure} {foretold} {_HEDGE_WORDS[hedge]} {_bare(amount)}")
    many = re.search(r"(?<![su])s$", re.split(r" (?:of|with|to|from) ", measure, maxsplit=1)[0]) is not None
    words = f"{direction} to {_HEDGE_WORDS[hedge]}" if direction else _HEDGED[hedge]
    words = "reach a record" if record and direction != "fall" else words
    verb, _, rest = words.partition(" ")
    return fit(f"{measure} {verb if many else third_person(verb, False)} {rest} {_bare(amount)}")
