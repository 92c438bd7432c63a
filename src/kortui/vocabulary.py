"""The closed lists of the records: domains, event types with their PLOVER codes, roles, stages, hedges, units, currencies.

Each list is a `Literal` type, so that mypy, the writer, the reader and the validator share one definition; the tuple of
its values is derived from the type. PLOVER codes follow the PLOVER manual (Open Event Data Alliance: 16 event types with
modes and contexts); stages follow the order data of SIPRI's Arms Transfers Database.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, get_args

from kortui.records import dataclass

Domain = Literal["defense", "trade", "diplomacy"]
EventType = Literal[
    "statement", "meeting", "visit", "agreement", "contract", "delivery", "programme", "investment", "financing",
    "construction", "statistic", "target", "pledge", "policy", "anniversary", "establishment", "recognition", "alliance",
    "aid", "deployment", "casualties", "withdrawal", "conflict", "exhibition", "commerce", "membership",
]  # fmt: skip
ActorRole = Literal[
    "actor", "recipient", "partner", "host", "visitor", "speaker", "investor", "contractor", "supplier", "customer",
    "signatory", "member", "other",
]  # fmt: skip
Stage = Literal["reported", "selected", "mou", "ordered", "licensed", "delivering", "delivered", "cancelled", "unknown"]
DateBasis = Literal["stated", "relative", "anaphoric", "derived", "period", "document", "none"]
DateRole = Literal["event", "planned", "target", "conditional", "forecast", "deadline", "anniversary", "reported"]
DateClass = Literal["DATE", "RANGE", "DECADE", "RELATIVE", "ANAPHORIC", "PERIOD", "VAGUE", "DURATION"]
Relevance = Literal["bilateral", "one-country", "third-country", "context", "historical"]
Confidence = Literal["stated", "derived", "inferred"]
AmountKind = Literal["money", "count", "ordinal", "percent", "length", "duration"]
Hedge = Literal[">", ">=", "<", "<=", "~", "<~"]
EntityKind = Literal["person", "organisation", "country", "place", "weapon", "agreement", "event"]
EvidenceState = Literal["found", "stale"]
BlockKind = Literal["heading", "headline", "infobox", "list", "caption", "byline", "boilerplate", "paragraph"]
DocumentFormat = Literal["text", "markdown", "wiki", "html", "pdf"]
SeriesStatus = Literal["actual", "target", "forecast"]
ConflictKind = Literal["value", "date", "refinement", "role", "derived-agreement"]

DOMAINS: tuple[Domain, ...] = get_args(Domain)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
ACTOR_ROLES: tuple[ActorRole, ...] = get_args(ActorRole)
DISAGREEMENTS: tuple[ConflictKind, ...] = ("value", "date")
"""Kinds in which sources contradict each other; in the others they say the same more exactly, or of another stage."""
STAGES: tuple[Stage, ...] = get_args(Stage)
AHEAD: frozenset[DateRole] = frozenset({"planned", "target", "conditional", "forecast", "deadline"})
"""Roles of dates that lie ahead of the source's own present."""
RELEVANCES: tuple[Relevance, ...] = get_args(Relevance)
ENTITY_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)

DOMAIN_LABELS: MappingProxyType[Domain, tuple[str, str]] = MappingProxyType(
    {"defense": ("Defense", "def"), "trade": ("Trade", "trd"), "diplomacy": ("Diplomacy", "dip")}
)
"""Full name and three-letter mark of each domain; the mark stands beside every row so that colour is never the only sign."""


@dataclass(frozen=True, slots=True)
class PloverCode:
    """The PLOVER code an event type maps to.

    Attributes:
        event: One of PLOVER's event types, in capitals.
        mode: PLOVER mode, or None where the type has none.
        contexts: PLOVER contexts that always hold for the type; a record adds those of its domains.
    """

    event: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()


PLOVER: MappingProxyType[EventType, PloverCode | None] = MappingProxyType(
    {
        "statement": PloverCode("CONSULT"),
        "meeting": PloverCode("CONSULT"),
        "visit": PloverCode("CONSULT", "visit"),
        "agreement": PloverCode("SUPPORT"),
        "contract": PloverCode("SUPPORT"),
        "delivery": PloverCode("COOPERATE"),
        "programme": PloverCode("COOPERATE", None, ("technology",)),
        "investment": PloverCode("COOPERATE", None, ("economic",)),
        "financing": PloverCode("AID", None, ("economic",)),
        "construction": PloverCode("COOPERATE", None, ("economic",)),
        "statistic": None,
        "target": None,
        "pledge": PloverCode("AGREE"),
        "policy": PloverCode("AGREE", None, ("executive",)),
        "anniversary": None,
        "establishment": PloverCode("COOPERATE"),
        "recognition": PloverCode("SUPPORT", None, ("diplomatic",)),
        "alliance": PloverCode("SUPPORT", None, ("military",)),
        "aid": PloverCode("AID"),
        "deployment": PloverCode("MOBILIZE", "troops", ("military",)),
        "casualties": PloverCode("ASSAULT", None, ("military", "historical")),
        "withdrawal": PloverCode("RETREAT", "withdraw", ("military",)),
        "conflict": PloverCode("ASSAULT", None, ("military",)),
        "exhibition": PloverCode("COOPERATE"),
        "commerce": PloverCode("COOPERATE", None, ("economic",)),
        "membership": PloverCode("COOPERATE", None, ("diplomatic",)),
    }
)
"""Event type to PLOVER code; statistic, target and anniversary are not events in PLOVER's sense and have none."""

DOMAIN_CONTEXTS: MappingProxyType[Domain, str] = MappingProxyType(
    {"defense": "military", "trade": "economic", "diplomacy": "diplomatic"}
)
"""The PLOVER context each domain adds to a record."""

CURRENCY_SYMBOLS: MappingProxyType[str, str] = MappingProxyType(
    {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₺": "TRY"}
)
"""Currency signs to ISO 4217 codes; a bare ``$`` is the US dollar unless the text says otherwise."""

TITLE_CELLS = 160
"""Most cells of a record's title: what is told whole in files; lists cut it to the room they have."""
