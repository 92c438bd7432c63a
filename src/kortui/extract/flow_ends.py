"""The ends of a flow in the words of a clause: whose exports they are, where they go, whence imports come."""

from __future__ import annotations

import re

from kortui.extract.clauses import Part
from kortui.extract.measures import level_forms
from kortui.extract.phrases import is_stop
from kortui.extract.scene import Scene
from kortui.extract.words import NONE

_BOTH = re.compile(r"\b(?:between|bilateral|two countries|both countries|mutual|two-way)\b", re.I)
_THEIR = re.compile(r"\b(?:their|the two|each other)\b", re.I)
_TOWARDS = {
    **dict.fromkeys(("export", "exports", "shipments", "sales", "exported", "shipped", "sold"), ("to",)),
    **dict.fromkeys(("import", "imports", "imported", "bought", "purchased"), ("from",)),
}
"""Words of a flow, to the prepositions that lead to its other end."""
_VERBS = frozenset(("exported", "shipped", "sold", "imported", "bought", "purchased"))
_NOUNS = frozenset(("export", "exports", "import", "imports", "shipments", "sales"))
ENDS = ("country", "organisation", "place")
_FLOWS = frozenset(
    [
        "exports", "export", "imports", "import", "exported", "imported", "trade", "deficit", "surplus", "investment",
        "investments", "invested", "shipments", "sales", "sold", "it",
    ]
)  # fmt: skip
_SHARING = frozenset(
    (
        "account",
        "accounts",
        "accounted",
        "accounting",
        "absorbed",
        "made",
        "makes",
        "represented",
        "took",
        "takes",
        "bought",
        "buys",
    )
)
_CAME = (("came", "from"), ("come", "from"), ("comes", "from"), ("went", "to"), ("go", "to"), ("goes", "to"))


def pair_of(scene: Scene, text: str, first: int, last: int) -> tuple[str, ...]:
    """The two countries that share a figure: those named, else those of the trade told before or that the document is about."""
    start, end = scene.tokens.words[first].start, scene.tokens.words[last - 1].end
    spans = (s for s in scene.tokens.entities if start <= s.start < end and s.kind == "country")  # both of "Kenyan-Indian"
    aside = {e.id for i, e in scene.mentions(first, last) if e.kind == "country" and _aside(scene, i, first)}
    countries = [c for c in dict.fromkeys(s.id for s in spans) if c not in aside]
    known = scene.discourse
    if len(countries) >= 2:
        known.traders = tuple(sorted(countries[:2]))
        return known.traders
    about = known.pair if known.settled else known.traders
    if _THEIR.search(text) and not countries:
        subject = tuple(sorted(s for s in known.subject if scene.kind(s) == "country"))
        return subject if len(subject) == 2 else tuple(sorted(about or known.pair))
    if _BOTH.search(text):
        return tuple(sorted(about or known.pair))
    others = [c for c in about if c not in countries]
    return tuple(sorted((*countries, *others[: 2 - len(countries)])))


_ASIDE = frozenset(
    (
        "after", "amid", "because", "before", "besides", "by", "despite", "due", "during", "following", "like", "once",
        "outside", "over", "since", "than", "through", "unlike", "via", "when", "while", "without",
    )
)  # fmt: skip


def _aside(scene: Scene, token: int, first: int) -> bool:
    """Whether a country is named for something else than that it trades ("trade fell because of Germany's crisis")."""
    words = scene.tokens.words[max(first, token - 3) : token]
    led = [w.lower for w in words if w.entity == NONE]
    if led and led[-1] in ("a", "an", "the"):
        led.pop()
    return bool(led) and (
        led[-1] in _ASIDE or led[-2:] in (["because", "of"], ["due", "to"], ["thanks", "to"], ["instead", "of"])
    )


def reporter(scene: Scene, part: Part, level: int) -> tuple[str, ...]:
    """Whose exports: the country named before the level, else the one the text is speaking of."""
    owner = _owner(scene, part)
    if owner:
        return (owner,)
    far = _other_end(scene, part.first, part.last)
    for first, last in ((part.first, level if level != NONE else part.last), (part.first, part.last)):
        named = [e.id for i, e in scene.mentions(first, last) if e.kind == "country" and i != far and not _goes_to(scene, i)]
        if named:
            return (named[0],)
    polity = scene.discourse.polity
    return (polity,) if polity and (polity,) != partner(scene, part) else ()


def _owner(scene: Scene, part: Part) -> str:
    """The country right before exports or imports ("Kenya's total imports", "Kenyan imports"); empty when there is none."""
    words = scene.tokens.words
    flow = next((i for i in range(part.first, part.last) if words[i].lower in _NOUNS and words[i].entity == NONE), NONE)
    for i in range(flow - 1, max(part.first, flow - 5) - 1, -1):
        if words[i].entity != NONE:
            span = scene.tokens.entities[words[i].entity]
            return span.id if span.kind == "country" and words[i - 1].lower not in ("to", "from", "with", "and") else ""
        if words[i].amount != NONE or words[i].date != NONE or is_stop(scene, i) or words[i].lower in level_forms():
            return ""
    return ""


def partner(scene: Scene, part: Part) -> tuple[str, ...]:
    """The other end of a flow, where the clause names one."""
    far = _other_end(scene, part.first, part.last)
    named = next((e.id for i, e in scene.mentions(far, part.last) if e.kind in ENDS), "") if far != NONE else ""
    named = named or _sharer(scene, part)
    if named:
        return (named,)
    return next(((e.id,) for i, e in scene.mentions(part.first, part.last) if e.kind == "country" and _goes_to(scene, i)), ())


def _sharer(scene: Scene, part: Part) -> str:
    """Who has a share in another's flow ("India accounted for $2 billion of Kenya's imports"); empty when nobody has."""
    owner, words = _owner(scene, part), scene.tokens.words
    for i in range(part.first, part.last - 2):
        if (words[i].lower, words[i + 1].lower) in _CAME:
            return next((e.id for _, e in scene.mentions(i + 2, min(i + 4, part.last)) if e.kind == "country"), "")
    verb = next((i for i in range(part.first, part.last) if words[i].lower in _SHARING), NONE)
    ahead = [e.id for _, e in scene.mentions(part.first, verb) if e.kind == "country"] if owner else []
    return ahead[0] if ahead and ahead[0] != owner else ""


def _goes_to(scene: Scene, token: int) -> bool:
    """Whether a country is the other end of a flow ("exports to Poland", "investment in Türkiye")."""
    words = scene.tokens.words
    if token > 2 and words[token - 1].lower == "the" and words[token - 1].entity == NONE:
        token -= 1
    if words[token - 1].lower not in ("to", "from", "with", "in", "into") or token < 2:
        return False
    if words[token - 1].lower in ("in", "into") and any(w.lower in _NOUNS for w in words[:token]):
        return False  # "imports reached $1 billion in Kenya" are Kenya's
    if words[token - 1].lower == "from" and words[token - 2].lower in ("exports", "export", "shipments", "sales"):
        return False
    return words[token - 2].lower in _FLOWS or words[token - 2].amount != NONE


def _other_end(scene: Scene, first: int, last: int) -> int:
    """The token of the name exports go to or imports come from, also behind their goods or a date; -1 when none is named.

    Args:
        scene: The sentence.
        first: First token of the clause.
        last: The token behind it.
    """
    words = scene.tokens.words
    leads: tuple[str, ...] = ()
    verb = False
    for i in range(first, last):
        lower = words[i].lower
        if lower in _TOWARDS:
            leads, verb = _TOWARDS[lower], lower in _VERBS
            origin = _origin(scene, i, last) if leads == ("from",) else NONE
            if origin != NONE:
                return origin
        elif not verb and (words[i].amount != NONE or (lower in level_forms() and not words[i].name)):
            leads = ()
        elif lower in leads and i + 1 < last:
            at = i + 2 if words[i + 1].lower == "the" and words[i + 1].entity == NONE and i + 2 < last else i + 1
            if words[at].entity != NONE:
                return at
    return NONE


def _origin(scene: Scene, flow: int, last: int) -> int:
    """The token of the people whose goods are imported ("imports of Korean steel"), -1 when the goods have no origin."""
    words = scene.tokens.words
    at = flow + 1
    while words[flow].lower in _VERBS and at < last and (words[at].amount != NONE or words[at].lower == "worth"):
        at += 1  # "imported $3 billion worth of Korean steel"
    at += at < last and words[at].lower == "of"
    if at + 1 < last and words[at].entity != NONE and (at > flow + 1 or words[flow].lower in _VERBS):
        span = scene.tokens.entities[words[at].entity]
        if span.kind == "country" and span.demonym and words[at + 1].entity == NONE and words[at + 1].lower.isalpha():
            return at
    return NONE
