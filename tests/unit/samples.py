"""A small library made by hand, in our own sentences, for tests that need records but no extraction."""

from __future__ import annotations

from dataclasses import replace

from kortui.model import (
    Actor,
    Amount,
    Block,
    Conflict,
    DigestOf,
    Document,
    Entity,
    Event,
    EventDate,
    Evidence,
    Library,
    Office,
    OtherDate,
    Plover,
    Series,
    SeriesPoint,
    event_id,
)
from kortui.vocabulary import AmountKind, Domain, EventType, Hedge

PLANT = "Altay Works and its Korean partner opened a plant in Manisa in 1987."
TRADE = "Trade between the two countries came to some $515 million (600 billion won) in 1990."
VISIT = "The minister called on Ankara on 5 May 2005 and spoke of the T-155 Fırtına."
TARGET = "Both sides want to reach $10 billion by 2030."
EARLIER = "The first plant of Altay Works was opened in the mid-1980s."
UNDATED = "Cooperation on armour has a long record."

NOTE_TEXT = f"{PLANT}\n{TRADE}\n\n{VISIT}\n{TARGET}\n"
REPORT_TEXT = f"{EARLIER}\n{UNDATED}\n"


def _document(name: str, title: str, text: str, digest: DigestOf | None, **known: str) -> Document:
    blocks = []
    at = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Document(
        name, title, digest, known.get("publisher"), known.get("published"), known.get("bounds"),
        ("speaks of 2030 as ahead",) if "bounds" in known else (), known.get("url"), "en", None, "markdown", "0" * 64, text,
        tuple(blocks),
    )  # fmt: skip


NOTE = _document(
    "briefing-note", "A briefing note", NOTE_TEXT,
    DigestOf("Altay & partners: “forty years”", "The Manisa Herald", "2026-01", "https://example.org/altay?a=1&b=2"),
    bounds="[2024..2026]",
)  # fmt: skip
REPORT = _document("a-report", "A report", REPORT_TEXT, None, publisher="Ministry of Examples", published="2020-03-09")


def evidence(document: Document, quote: str) -> Evidence:
    """Evidence for a sentence of a document."""
    start = document.text.index(quote)
    return Evidence.of(document, start, start + len(quote))


def amount(
    document: Document, words: str, value: float, unit: str, kind: AmountKind = "money", hedge: Hedge | None = None,
    twin: int | None = None,
) -> Amount:  # fmt: skip
    """An amount where its words stand in a document."""
    start = document.text.index(words)
    return Amount(kind, value, unit, hedge, words, None, "bilateral trade", twin, 0, start, start + len(words))


def event(document: Document, quote: str, kind: EventType, title: str, date: EventDate, domains: tuple[Domain, ...]) -> Event:
    """A plain event with one piece of evidence."""
    found = evidence(document, quote)
    return Event(
        event_id(document.id, found.exact, kind), title, date, (), domains, kind, None, (), (), None, None, (), "bilateral",
        "stated", f"{kind}.test", (found,),
    )  # fmt: skip


def library() -> Library:
    """Two documents, six events, four entities, a series and a conflict."""
    plant = replace(
        event(
            NOTE, PLANT, "investment", "Altay Works opens a plant", EventDate.of("1987", "stated", "event", "1987"), ("trade",)
        ),
        actors=(Actor("altay-works", "investor"), Actor("south-korea", "partner")),
        places=("manisa",),
        plover=Plover("COOPERATE", None, ("economic",)),
        reviewed=True,
    )
    plant = replace(
        plant,
        evidence=(*plant.evidence, evidence(REPORT, EARLIER)),
        other_dates=(OtherDate("1984~/1986~", "mid-1980s", 1),),
    )
    trade = replace(
        event(
            NOTE, TRADE, "statistic", "Trade nears $515 million", EventDate.of("1990", "stated", "event", "1990"), ("trade",)
        ),
        amounts=(
            amount(NOTE, "$515 million", 515_000_000, "USD", hedge="~"),
            amount(NOTE, "600 billion won", 600_000_000_000, "KRW", twin=0),
        ),
    )
    visit = replace(
        event(
            NOTE, VISIT, "visit", "Minister visits Ankara", EventDate.of("2005-05-05", "stated", "event", "5 May 2005"),
            ("diplomacy", "defense"),
        ),
        actors=(Actor("cho-example", "visitor"), Actor("turkiye", "host")),
        stage="selected",
        topic="T-155 Fırtına",
    )  # fmt: skip
    target = replace(
        event(
            NOTE,
            TARGET,
            "target",
            "Trade of $10 billion wanted",
            EventDate.of("../2030", "stated", "target", "by 2030"),
            ("trade",),
        ),
        amounts=(amount(NOTE, "$10 billion", 10_000_000_000, "USD"),),
    )
    first = event(
        REPORT, EARLIER, "establishment", "First plant of Altay Works",
        EventDate.of("1984~/1986~", "stated", "event", "mid-1980s"), ("trade",),
    )  # fmt: skip
    undated = event(REPORT, UNDATED, "programme", "Armour cooperation", EventDate.of(None), ("defense",))
    events = sorted((plant, trade, visit, target, first, undated), key=lambda e: e.sort_key)
    entities = (
        Entity("altay-works", "Altay Works", "organisation", ("알타이",), "TUR"),
        Entity("cho-example", "Cho Example", "person", ("조예시",), "KOR", (Office("Foreign Minister", "2025-07", None),)),
        Entity("manisa", "Manisa", "place", (), "TUR", mentions=2),
        Entity("south-korea", "South Korea", "country", ("대한민국", "Korea"), "KOR"),
        Entity("turkiye", "Türkiye", "country", ("Turkey", "튀르키예"), "TUR"),
    )
    series = Series(
        "bilateral-trade-kor-tur", "bilateral trade", "KOR", "TUR", "USD",
        (
            SeriesPoint("1990", 515_000_000, "~", "actual", trade.id),
            SeriesPoint("2030", 10_000_000_000, None, "target", target.id),
        ),
    )  # fmt: skip
    conflict = Conflict(
        "altay-works-plant", "When Altay Works opened its plant", (first.id, plant.id), "date", "mid-1980s or 1987"
    )
    return Library((REPORT, NOTE), tuple(events), entities, (series,), (conflict,), "f" * 64)
