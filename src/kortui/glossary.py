"""What the words of a record's page mean: its types, how near it is to the two countries, how sure, by which rule."""

from __future__ import annotations

from types import MappingProxyType

from kortui.vocabulary import EventType

TYPES: MappingProxyType[EventType, str] = MappingProxyType(
    {
        "statement": "somebody said it in public",
        "meeting": "talks, a summit or a session, at one place or by line",
        "visit": "somebody travelled to the other side",
        "agreement": "a treaty, memorandum or accord between states or bodies",
        "contract": "a sale or order that was signed or won",
        "delivery": "goods or arms handed over",
        "programme": "development or production of a thing, by stages",
        "investment": "money put into a firm, a works or a joint venture",
        "financing": "loans, credits and guarantees",
        "construction": "something built, opened or laid the first stone of",
        "statistic": "a measured figure of a year or period",
        "target": "a figure or aim that is wanted by a date; nothing that stands",
        "pledge": "a promise to do something",
        "policy": "a law, plan or decision of a government",
        "anniversary": "years since something that is marked or celebrated",
        "establishment": "a body, firm, office or tie that was founded",
        "recognition": "one state acknowledges another",
        "alliance": "states or forces on one side",
        "aid": "help given: goods, money or people",
        "deployment": "forces or equipment sent somewhere",
        "casualties": "people killed, wounded or missing",
        "withdrawal": "forces, firms or states that leave; an agreement that ends",
        "conflict": "war, battle or clash",
        "exhibition": "a fair, a show or a performance",
        "commerce": "trade and business that is no single contract",
        "membership": "joining or belonging to an organisation",
    }
)
"""Every event type in a few words."""

WORDS = (
    ("bilateral", "between Korea and Türkiye"),
    ("one-country", "of one of the two alone"),
    ("third-country", "of one of the two with another country"),
    ("stated", "the source says it in so many words"),
    ("derived", "follows from what the source says"),
    ("inferred", "is likely from what the source says, not said"),
    ("reviewed", "a person has checked the record"),
    ("stale", "what it quotes is gone from its source"),
    ("rule", "the turn of phrase it was found by: type, then what gave it away"),
    ("PLOVER", "a public code book of political events; exports carry its codes beside the types"),
)
"""Other words of a record's page."""
