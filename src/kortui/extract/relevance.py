"""How a record bears on South Korea–Türkiye relations, its domains, and its PLOVER code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from operator import or_

from kortui import edtf
from kortui.extract import lexicon, triggers
from kortui.extract.word_patterns import Stretch
from kortui.model import Entity, Plover
from kortui.vocabulary import DOMAIN_CONTEXTS, DOMAINS, PLOVER, Domain, EventType, Relevance

KOREA, TURKIYE = "KOR", "TUR"
_MODERN = 1900
_THEME = 12
"""Weight of domain words from which a document can be said to be about their domain."""
_STATED: frozenset[EventType] = frozenset(("statement", "conflict"))


def _weights() -> dict[int, tuple[tuple[Domain, int], ...]]:
    """What each pattern of the words of all domains weighs for which domains, by its bit."""
    table = lexicon.load("domains")
    weights: dict[int, tuple[tuple[Domain, int], ...]] = {}
    for domain in DOMAINS:
        for weight, words in table[domain].items():
            bit = triggers.patterns().add(words).bit
            weights[bit] = (*weights.get(bit, ()), (domain, int(weight)))
    return weights


_WEIGHTS = _weights()
_BITS = reduce(or_, _WEIGHTS)


def domains_of(
    text: Stretch,
    given: Iterable[Domain] = (),
    kind: EventType | None = None,
    beyond: Stretch | None = None,
    theme: Domain | None = None,
) -> tuple[Domain, ...]:
    """Domains of a record: those given, those its words weigh enough for, else those around it; in the vocabulary's order.

    Args:
        text: The clause.
        given: Domains of the rule; they stay.
        kind: Type of the record.
        beyond: The sentence, asked where the clause has no domain word.
        theme: What the whole document is about; added where the clause says little of its own.
    """
    scores = weigh(text)
    fixed = frozenset(given).union(lexicon.load("domains")["always"].get(kind, ()))
    if beyond is not None and not fixed and theme is None and not any(scores.values()):
        scores = weigh(beyond)
    return _chosen(tuple(scores.values()), fixed, kind, theme)


@lru_cache(maxsize=4096)  # of a few weights, types and themes
def _chosen(
    weights: tuple[int, ...], fixed: frozenset[Domain], kind: EventType | None, theme: Domain | None
) -> tuple[Domain, ...]:
    """The domains for words that weigh so much for each, see `domains_of`."""
    table, scores, chosen = lexicon.load("domains"), dict(zip(DOMAINS, weights, strict=True)), set(fixed)
    room = table["enough"] + (1 if chosen else 0)  # a second domain needs more than one word
    little = max(weights) <= table["enough"]
    if theme is not None and not chosen and (little or (theme == "defense" and scores["diplomacy"] <= table["enough"])):
        chosen.add(theme)
    chosen |= {d for d, score in scores.items() if score >= room}
    if not chosen and any(weights):
        chosen = {max(DOMAINS, key=lambda d: scores[d])}
    if not chosen and kind is not None:
        chosen = {table["otherwise"].get(kind, "diplomacy")}
    return tuple(d for d in DOMAINS if d in chosen)


def theme_of(text: Stretch) -> Domain | None:
    """The domain a document is about: the one its words clearly weigh most for; None where two are close.

    Args:
        text: The document's text, or its beginning.
    """
    counts = _weighed(text, every=True)
    if counts["defense"] >= max(_THEME, 0.75 * max(counts.values())):
        return "defense"  # defense industries are told of in words of trade as well
    (first, domain), (second, _) = sorted(((score, d) for d, score in counts.items()), reverse=True)[:2]
    return domain if first >= _THEME and first >= 1.3 * second else None


def weigh(text: Stretch) -> Mapping[Domain, int]:
    """How strongly words speak for each domain."""
    return _weighed(text, every=False)


def _weighed(text: Stretch, every: bool) -> dict[Domain, int]:
    """The weight of the words of each domain, every time they stand there or each word once."""
    scores = dict.fromkeys(DOMAINS, 0)
    seen: set[tuple[int, str]] = set()
    for pattern, match in triggers.patterns().find(text, _BITS) if text.cues.bits & _BITS else ():
        if not every:
            word = (pattern.bit, match[0].lower())
            if word in seen:
                continue
            seen.add(word)
        for domain, weight in _WEIGHTS[pattern.bit]:
            scores[domain] += weight
    return scores


def plover_of(kind: EventType, domains: Iterable[Domain]) -> Plover | None:
    """The PLOVER code of a record: its type's, with the contexts of its domains."""
    return _plover(kind, tuple(domains))


@lru_cache(maxsize=1024)
def _plover(kind: EventType, domains: tuple[Domain, ...]) -> Plover | None:
    code = PLOVER[kind]
    if code is None:
        return None
    return Plover(code.event, code.mode, tuple(sorted({*code.contexts, *(DOMAIN_CONTEXTS[d] for d in domains)})))


def relevance_of(
    kind: EventType,
    date: str | None,
    entities: Iterable[str],
    registry: Mapping[str, Entity],
    pair: tuple[str, ...],
    focus: bool,
) -> Relevance:
    """How a record bears on the relations of the two countries.

    Args:
        kind: Its type.
        date: Its EDTF date.
        entities: Ids of its actors, its places and the entities its clause names.
        registry: Entities by id.
        pair: The two countries the document is about.
        focus: Whether the document's title names both Korea and Türkiye.
    """
    known = [registry[e] for e in entities if e in registry]
    countries = {e.country for e in known if e.country}
    span = edtf.bounds(date)
    if span.end is not None and span.end[0] < _MODERN:
        return "historical"
    ours = countries & {KOREA, TURKIYE}
    if len(ours) == 2:
        return "bilateral"
    others = countries - ours
    if ours and others:
        return "context" if kind in _STATED else "third-country"
    if ours:
        return "bilateral" if focus else "one-country"
    if not countries and known and any(e.kind in ("country", "organisation") for e in known) and date is None:
        return "historical"
    if focus and not others:
        return "bilateral"
    return "context"
