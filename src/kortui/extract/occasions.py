"""What sentences speak of: "the meeting" just told, and the time that a heading gives to all beneath it."""

from __future__ import annotations

import re

from kortui import edtf
from kortui.extract.dated import Dated
from kortui.extract.draft import Draft
from kortui.extract.scene import Scene
from kortui.extract.sections import Section

_OCCASION = re.compile(
    r"\b(?:at|during|in|the|this|that|his|her|their) (?:(?P<how>\w+) )?(?P<what>meeting|visit|ceremony|event|summit|talks|"
    r"gathering|exhibition|fair|conference|signing|trip|forum|dialogue)\b", re.I,
)  # fmt: skip
_ANAPHORIC_START = re.compile(
    r"(?:during |at |in )?(?:the|this|that|his|her|their) (?:(?P<how>[\w-]+) )?(?P<what>meeting|visit|ceremony|event|summit|"
    r"talks|gathering|exhibition|fair|conference|signing|trip|forum|session|contract|deal|agreement|order)\b", re.I,
)  # fmt: skip
_ANOTHER = frozenset(
    (
        "first", "second", "third", "fourth", "fifth", "next", "last", "latest", "previous", "earlier", "new", "annual",
        "inaugural", "final", "upcoming", "planned", "only", "largest", "biggest",
    )
)  # fmt: skip
"""What tells a meeting apart from the one just told ("their first meeting since 2012")."""
OF_DEALS = frozenset(("ceremony", "event", "signing", "contract", "deal", "agreement", "order"))
"""What a deal, or the building of something, can be called that was just told."""

LATER_ON = re.compile(r"\b(?:later|subsequently|eventually|afterwards?|thereafter|in recent)\b", re.I)
"""What tells of a deed that it was not at the time told before."""
_AT_OTHER_TIMES = re.compile(
    r"\b(?:had|has|have|will|would|now|today|still|so far|later|subsequently|eventually|afterwards?|thereafter|previously|"
    r"formerly|earlier|before|once|until|ever|never|since|already|recent(?:ly)?)\b", re.I,
)  # fmt: skip
"""What tells of a time that is not, or not only, that of a chronology's heading."""


def pointed_at(sentence: str, clause: str) -> str:
    """What a sentence calls the occasion just told, at its head or anywhere in a clause; empty where it speaks of none.

    Args:
        sentence: The sentence.
        clause: The clause in which the name may stand anywhere; empty where it must stand at the head.
    """
    named = _ANAPHORIC_START.match(sentence) or (_OCCASION.search(clause) if clause else None)
    return named["what"].lower() if named and _is_the_one_told(named) else ""


def _is_the_one_told(named: re.Match[str]) -> bool:
    """Whether "the meeting" means the one just told: not "the G20 summit", and not "their first meeting"."""
    how = named["how"] or ""
    return how.lower() not in _ANOTHER and not how.isupper()


def under_heading(section: Section, scene: Scene, draft: Draft) -> Dated | None:
    """The date that a heading gives to a past deed without one; None where the deed may be of another time.

    Args:
        section: The heading.
        scene: The sentence.
        draft: Its record.
    """
    date = draft.date
    if date.text or date.role != "event":
        return None
    reference = section.reference
    for span in scene.tokens.dates:
        if span.kind != "DURATION" and not (span.edtf and edtf.bounds(span.edtf).overlaps(reference.bounds)):
            return None
    if _AT_OTHER_TIMES.search(scene.text(scene.parts[draft.part])):
        return None
    return Dated(section.edtf, "anaphoric", "event", "")
