"""The words around a date that tell whether a story goes on from it: what was planned, looked back on or only compared with."""

from __future__ import annotations

import re

_PLANS = r"plan\w*|for|through|until|projected|forecast|culminate|intended|aim\w*|(?:was|were) (?:to|due|expected|scheduled)"
PLANNED = re.compile(rf"\b(?:{_PLANS})\s[^.;]{{0,80}}$")
"""What stands before a date that was only planned for."""
HAD = re.compile(
    r"\b(?:had|having)\b[^;:]*$|\b(?:followed|after|since|than|as in|compared (?:to|with)|surpass\w+|exceed\w+)\s[^.,;:]{0,40}$"
)
"""What stands before one that is looked back on."""
COMPARED = re.compile(r"\b(?:from|than|with|to|over|against|on)\s(?:the\s)?$")
"""What stands before one that another is compared with."""
MADE_KNOWN = re.compile(
    r"\b(?:announced|unveiled|disclosed|revealed|reported|confirmed|made (?:public|known)|said) (?:late |early )?in [A-Z]"
)
"""What tells that something was made known in a month."""
TWIN = re.compile(r"(?:earlier|before)$")
"""How the time of a figure a year before ends."""

WILL = re.compile(r"\b(?:will|shall|(?:is|are) (?:to|due|set|expected|scheduled)|plans? to)\b[^\"“”;]*$")
"""What announces, before a date, something that is to come."""


def is_quoted(text: str, low: int, start: int) -> bool:
    """Whether a quotation is open at a place.

    Args:
        text: The document.
        low: Where the sentence begins.
        start: The place.
    """
    return text.count('"', low, start) % 2 == 1 or text.rfind("“", low, start) > text.rfind("”", low, start)
