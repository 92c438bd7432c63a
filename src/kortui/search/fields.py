"""The fields and flags of the query language: one table behind the parser, the completions, the help and the docs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Literal, get_args

from kortui.records import dataclass, field
from kortui.search.lexer import says_nothing
from kortui.text import fold_text
from kortui.vocabulary import DOMAIN_LABELS, DOMAINS, EVENT_TYPES, RELEVANCES, STAGES, ConflictKind, DateBasis, EventType

FieldKind = Literal["choice", "entity", "words", "date", "amount", "currency", "id", "saved", "order"]

SORTS = ("date", "title", "amount", "type", "evidence", "rank")
GROUPS = ("year", "decade", "domain", "type", "actor", "document", "none")


RELATION = re.compile(r"(>=|<=|=>|=<|>|<|≥|≤|=)?\s*(.*)", re.DOTALL)
"""A relation and the date or figure it stands before."""
RELATIONS: Mapping[str | None, str] = MappingProxyType({"=>": ">=", "=<": "<=", "≥": ">=", "≤": "<=", None: ""})
"""Relations as they are meant, by other ways to write them."""


class ValueProblem(ValueError):
    """A value cannot be read; the message says what would be."""


def refuse_open_range(relation: str, body: str) -> None:
    """Refuse ``>=1987..1990``, which begins and ends as a range and goes on as ``>=`` says.

    Raises:
        ValueProblem: When a relation other than ``=`` stands before a range with both ends.
    """
    low, _, high = (part.strip() for part in body.partition(".."))
    if relation not in ("", "=") and low and high:
        raise ValueProblem(f"a range has its ends and takes no {relation}; write {low}..{high}, or {relation}{low}")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field takes and means.

    Attributes:
        name: As written before the colon.
        kind: How its values are read.
        help: One clause for people.
        values: All values of a closed list; empty when any text goes.
        other: Further spellings of its values.
    """

    name: str
    kind: FieldKind
    help: str
    values: tuple[str, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)


FLAGS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "is": MappingProxyType({
        "conflict": "sources disagree on its date or figure",
        "uncertain": "its date or a figure is hedged or approximate",
        "future": "planned, aimed at, foreseen or due, and not past when today is known",
        "reviewed": "a person accepted or edited it",
        "starred": "you starred it",
        "noted": "you wrote a note on it",
        "single-source": "only one document says so",
        "stale": "a sentence behind it is no longer in its document",
        "undated": "no source dates it",
    }),
    "has": MappingProxyType({
        "amount": "it states a figure",
        "quote": "a source quotes somebody's words",
        "date": "a source dates it",
        "place": "a source places it",
    }),
})  # fmt: skip
"""Flags by the field that carries them, with what they mean."""

_SPELLINGS: dict[str, dict[str, str]] = {
    "type": {"program": "programme", "organisation": "membership", "statistics": "statistic", "fair": "exhibition"},
    "basis": {"publication": "document", "published": "document", "undated": "none"},
    "conflict": {"figure": "value", "agreement": "derived-agreement"},
    "domain": {"defence": "defense", **{mark: domain for domain, (_, mark) in DOMAIN_LABELS.items()}},
}

_SPECS = (
    FieldSpec("domain", "choice", "defense, trade or diplomacy", DOMAINS, _SPELLINGS["domain"]),
    FieldSpec("type", "choice", "kind of event: visit, agreement, contract …", EVENT_TYPES, _SPELLINGS["type"]),
    FieldSpec("actor", "entity", "somebody who takes part"),
    FieldSpec("who", "entity", "anybody named: taking part, place or mentioned"),
    FieldSpec("country", "entity", "a country, its people, firms and places"),
    FieldSpec("place", "entity", "where it happened"),
    FieldSpec("date", "date", "when it may have happened: 1987, 1980s, 1950..1953, ..1957, 2010..; =1987 is certainly then"),
    FieldSpec("since", "date", "possibly on or after"),
    FieldSpec("until", "date", "possibly on or before"),
    FieldSpec("year", "date", "the same as date"),
    FieldSpec("basis", "choice", "how its date is known; document is by publication", get_args(DateBasis), _SPELLINGS["basis"]),
    FieldSpec("amount", "amount", "a figure: >=1bn, 1m..5m, $8,000, 5%, 10th"),
    FieldSpec("cur", "currency", "currency of a figure: KRW, USD, won, $"),
    FieldSpec("doc", "words", "document by id or words of its title"),
    FieldSpec("publisher", "words", "who published a document behind it"),
    FieldSpec("title", "words", "words of its title"),
    FieldSpec("topic", "words", "what a statement or position is about"),
    FieldSpec("stage", "choice", "stage of a deal", STAGES),
    FieldSpec("rel", "choice", "how it bears on South Korea–Türkiye relations", RELEVANCES),
    FieldSpec("conflict", "choice", "how statements on it differ or meet", get_args(ConflictKind), _SPELLINGS["conflict"]),
    FieldSpec("id", "id", "a record by its id or the beginning of it"),
    FieldSpec("is", "choice", "a property", tuple(FLAGS["is"])),
    FieldSpec("has", "choice", "something it has", tuple(FLAGS["has"])),
    FieldSpec("saved", "saved", "a saved search, by name"),
    FieldSpec("sort", "order", "order of the list; - before it turns it round", SORTS),
    FieldSpec("group", "order", "grouping of the list", GROUPS),
)
FIELDS: Mapping[str, FieldSpec] = MappingProxyType({spec.name: spec for spec in _SPECS})
"""Every field by name."""

FIELD_SPELLINGS: Mapping[str, str] = MappingProxyType({
    "actors": "actor", "by": "actor", "people": "who", "entity": "who", "currency": "cur", "document": "doc", "source": "doc",
    "pub": "publisher", "relevance": "rel", "from": "since", "after": "since", "to": "until", "before": "until", "in": "place",
    "when": "date", "kind": "type", "dom": "domain", "where": "place", "order": "sort", "status": "stage", "value": "amount",
    "dated": "basis",
})  # fmt: skip
"""Names people may try, to the field they mean; for suggestions only: the language keeps one name for each thing."""

_TYPE_WORDS: Mapping[EventType, str] = MappingProxyType({
    "statement": "say says said tell told announce announced announcement declare declared declaration speech remark comment",
    "meeting": "meet met talk talks summit negotiation consultation", "visit": "visited visiting trip tour toured",
    "agreement": "agree agreed deal treaty treaties pact accord protocol memorandum memoranda mou",
    "contract": "deal sell sells sold selling sale buy buys bought buying purchase purchased order ordered tender",
    "delivery": "deliver delivered deliveries shipment shipped handover",
    "programme": "project develop developed development", "investment": "invest invested investing investor",
    "financing": "finance financed loan credit", "construction": "build built building construct constructed",
    "statistic": "figure number", "target": "aim goal", "pledge": "pledged promise promised",
    "policy": "policies law decree regulation", "anniversary": "anniversaries commemoration commemorated",
    "establishment": "establish established founded founding opened opening", "recognition": "recognise recognised recognized",
    "alliance": "ally allies allied", "aid": "assistance help helped donate donated donation",
    "deployment": "deploy deployed troops", "casualties": "casualty killed wounded dead died deaths losses",
    "withdrawal": "withdraw withdrew withdrawn", "conflict": "war battle fought fighting attack attacked",
    "exhibition": "expo show exhibited", "commerce": "export exports exported import imports imported trade traded",
    "membership": "member join joined joining",
})  # fmt: skip
"""Words by which people may ask for a type; for suggestions only: as a word of a query each looks for itself."""


def types_of(word: str) -> tuple[str, ...]:
    """The types of events that a word may be meant for, singular or plural; nothing when it is none."""
    folded = fold_text(word)
    forms = {folded, folded.removesuffix("s")}
    return tuple(t for t in EVENT_TYPES if not forms.isdisjoint((t, *_TYPE_WORDS[t].split())))


CURRENCIES: Mapping[str, str] = MappingProxyType({
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP",
    "pound": "GBP", "pounds": "GBP", "¥": "JPY", "yen": "JPY", "₩": "KRW", "won": "KRW", "원": "KRW", "₺": "TRY", "lira": "TRY",
    "tl": "TRY",
})  # fmt: skip
"""Names and signs of currencies to ISO 4217 codes."""


_ALIKE = 8
"""Candidates that are looked at more closely: of those that are equally like a word the one that begins like it is meant."""


def near(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like a word, empty when none is."""
    from difflib import SequenceMatcher, get_close_matches  # 2 ms that a query without a slip need not pay

    found = get_close_matches(word, list(candidates), n=_ALIKE, cutoff=0.6)

    def fit(one: str) -> tuple[float, int]:
        same = next((n for n, (a, b) in enumerate(zip(word, one, strict=False)) if a != b), min(len(word), len(one)))
        return SequenceMatcher(None, one, word).ratio(), same

    return max(found, key=fit, default="")


def near_field(name: str) -> str:
    """The field a mistyped name most likely means, empty when none is near."""
    if name in FIELD_SPELLINGS:
        return FIELD_SPELLINGS[name]
    return next((n for n in FIELDS if len(name) > 1 and n.startswith(name)), "") or near(name, FIELDS)


def choices(spec: FieldSpec, value: str) -> tuple[str, ...]:
    """The values of a closed list that a typed value means: itself, another spelling, or all it is the beginning of."""
    wanted = fold_text(value.rstrip("*"))
    if wanted in spec.values:
        return (wanted,)
    if wanted in spec.other:
        return (spec.other[wanted],)
    return tuple(v for v in spec.values if v.startswith(wanted)) if wanted else ()


def _check_choice(spec: FieldSpec, value: str) -> None:
    if not choices(spec, value):
        raise ValueProblem(f"{spec.name}: has no {value!r}, only {', '.join(spec.values)}")


def _check_order(spec: FieldSpec, value: str) -> None:
    name = fold_text(value)
    if (name.removeprefix("-") if spec.name == "sort" else name) not in spec.values:
        raise ValueProblem(f"{spec.name}: has no {value!r}, only {', '.join(spec.values)}")


def _check_date(spec: FieldSpec, value: str) -> None:
    from kortui.search.values import date_span

    date_span(value, spec.name)


def _check_amount(spec: FieldSpec, value: str) -> None:
    from kortui.search.amounts import amount_span

    amount_span(value)


def _check_currency(spec: FieldSpec, value: str) -> None:
    from kortui.search.amounts import ISO_4217, currency

    if currency(value) not in ISO_4217:
        raise ValueProblem(f"{value!r} is no currency; write its ISO code, as in cur:KRW")


_CHECKS: dict[str, Callable[[FieldSpec, str], None]] = {
    "choice": _check_choice, "order": _check_order, "date": _check_date, "amount": _check_amount, "currency": _check_currency,
}  # fmt: skip


def check(spec: FieldSpec, value: str) -> None:
    """See that a field can take a value; fields of free text take any.

    Args:
        spec: The field.
        value: The value, as typed.

    Raises:
        ValueProblem: When it cannot.
    """
    if spec.kind in _CHECKS:
        _CHECKS[spec.kind](spec, value)
    elif spec.kind in ("entity", "words") and value.startswith("*") and not says_nothing(value):
        raise ValueProblem(f"{spec.name}: takes a star behind a beginning, not before an end")
    elif spec.kind in ("entity", "words") and says_nothing(value):
        raise ValueProblem(f"{spec.name}: has nothing to look for in {value}: no letter and no digit")
