"""Headlines too short to tell what happened, for which the sentence's own words stand."""

from __future__ import annotations

import re

from kortui.extract.clauses import Part
from kortui.extract.fitting import fit
from kortui.extract.phrases import join, strip_front
from kortui.extract.scene import Scene
from kortui.extract.verbs import AUXILIARIES

_FEWEST_WORDS = 3
"""Words from which a title can tell what happened."""
_TELLING = frozenset(
    [
        "arrive", "arrives", "sink", "sinks", "fold", "folds", "collapse", "collapses", "signed", "initialled", "ratified",
        "awarded", "cancelled", "relieved", "terminated", "ordered", "delivered", "granted", "given",
        "offered", "promised", "sold",
    ]
)  # fmt: skip
"""Verbs that tell what happened to a subject of one word ("Treaty initialled", "Tanks arrive")."""


_WHITHER = frozenset(("come", "comes", "go", "goes"))
"""Verbs that tell nothing without where to."""
_IT_IS = re.compile(r"^it (?:is|was|will be|would be|has been) (?:the |an? )?", re.I)


def or_own_words(scene: Scene, part: Part, title: str) -> str:
    """A title, or the sentence's own words from its clause on where the title is too short to tell anything."""
    told = title.split()
    if told and told[-1] in _WHITHER:
        return fit(_IT_IS.sub("", join(scene, list(strip_front(scene, list(range(len(scene.tokens.words))))))))
    if len(told) >= _FEWEST_WORDS or (len(told) == 2 and told[1] in _TELLING):
        return title
    own = strip_front(scene, list(range(part.first, len(scene.tokens.words))))
    if own and scene.tokens.words[own[0]].lower in ("it", "they", "he", "she"):
        return title
    if own and (own[0] == part.verb or scene.tokens.words[own[0]].lower in AUXILIARIES):
        own = strip_front(scene, list(range(len(scene.tokens.words))))  # the subject stands in a clause before
    return fit(join(scene, list(own))) if len(own) > len(title.split()) else title
