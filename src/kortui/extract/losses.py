"""How many people a record says to have died: the numbers of its sentences that are of the dead, and of nobody else."""

from __future__ import annotations

import re

from kortui.model import Amount, Event

_DIED = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|died?|dying|dead|deaths?|fell|fallen|slain|perished|lost their lives|fatalities|martyr\w*)\b", re.I
)
"""Words behind a number by which it is of the dead."""
_LOST = re.compile(r"\b(?:lost|loses?|losing|loss of|death of|lives of|killed|killing|kills)\b[^\d,;]*$", re.I)
"""Words before a number of people by which it is of the dead where none behind it says otherwise."""
_HARMED = re.compile(r"\b(?:wound|injur|captur|prisoner|missing|casualt|buried)\w*", re.I)
_PEOPLE = frozenset(
    ("soldier", "troop", "death", "man", "people", "person", "life", "fatality", "serviceman", "member", "trooper", "martyr",
     "casualty")
)  # fmt: skip
"""Units of amounts that are of people of every rank; "23 officers" are some of them."""


def dead(event: Event) -> list[Amount]:
    """The numbers of people that a record's sentences say to have died; none of the wounded or the missing.

    Args:
        event: The record.
    """
    found: list[Amount] = []
    for amount in event.amounts:
        if amount.kind != "count" or amount.value is None or amount.unit not in _PEOPLE:
            continue
        evidence = event.evidence[amount.evidence]
        told, at = evidence.exact, amount.start - evidence.start
        behind = re.split(r"[\d,;.]", told[at + len(amount.text) :], maxsplit=1)[0]
        harmed, died = _HARMED.search(behind), _DIED.search(behind)
        if (died is not None and (harmed is None or re.search(r"\b(?:or|and)\b", behind) is None)) or (
            died is None and harmed is None and _LOST.search(told[:at])
        ):
            found.append(amount)
    return found
