"""A small library of our own sentences for tests of the app."""

from __future__ import annotations

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
    OtherDate,
    Plover,
    Series,
    SeriesPoint,
    event_id,
)

HOSTILE = "[Defense] K2 [@click=app.quit] \ufffd]0;owned\ufffd [b]bold[/b]"
"""What is left of markup and escape codes after the door: it must show literally and do nothing."""

# (EDTF, words, domains, type, title, sentence, actors, places)
_HISTORY = [
    ("05XX", "6th century", ("diplomacy",), "alliance", "Göktürks and Goguryeo stand together", "gokturks goguryeo", ""),
    ("1949", "1949", ("diplomacy",), "recognition", "Ankara recognises Seoul", "turkiye south-korea", "seoul"),
    (
        "1950-06-25/1953-07-27",
        "25 June 1950 to 27 July 1953",
        ("defense",),
        "conflict",
        "The Korean War is fought",
        "turkiye",
        "",
    ),
    ("1950-10", "October 1950", ("defense",), "deployment", "A Turkish brigade lands at Busan", "turkiye", "busan"),
    ("1957-03-08", "8 March 1957", ("diplomacy",), "establishment", "Embassies are agreed", "turkiye south-korea", ""),
    ("1965", "1965", ("trade",), "statistic", "Trade stands at a few thousand dollars", "south-korea turkiye", ""),
    ("1971", "1971", ("diplomacy",), "agreement", "Seoul and Ankara become sister cities", "seoul ankara", "ankara"),
    ("1977", "1977", ("trade",), "agreement", "An agreement promotes commerce", "south-korea turkiye", ""),
    ("1982", "1982", ("diplomacy",), "visit", "A president of Türkiye visits Korea", "turkiye south-korea", "seoul"),
    ("1984~/1986~", "mid-1980s", ("trade",), "investment", "Korean firms begin to invest in Türkiye", "south-korea", ""),
    ("1987", "1987", ("trade",), "investment", "GoldStar and Vestel found a works at Manisa", "goldstar vestel", "manisa"),
    ("1990", "1990", ("trade",), "statistic", "Trade nears 515 million dollars", "south-korea turkiye", ""),
    ("1999-08", "August 1999", ("diplomacy",), "aid", "Seoul sends help after the earthquake", "south-korea turkiye", ""),
    ("2001-07", "July 2001", ("defense",), "contract", "Howitzers of the Fırtına type are ordered", "hanwha turkiye", ""),
    ("2007", "2007", ("defense",), "contract", "Hyundai Rotem lends its art to the Altay tank", "hyundai-rotem altay", ""),
    ("2012~", "about 2012", ("diplomacy",), "agreement", "A strategic partnership is spoken of", "south-korea turkiye", ""),
    ("2013", "2013", ("trade",), "agreement", "Free trade is agreed", "south-korea turkiye", ""),
    ("2018-05", "May 2018", ("defense", "trade"), "delivery", "The first training aircraft arrive", "hanwha turkiye", "ankara"),
    (
        "2022-03-18",
        "18 March 2022",
        ("trade",),
        "construction",
        "A bridge spans the strait at Çanakkale",
        "south-korea",
        "canakkale",
    ),
    ("2023", "2023", ("trade",), "statistic", "Trade reaches a record", "south-korea turkiye", ""),
    ("[2024..2026]", "last year", ("defense",), "statistic", "Arms exports pass ten billion", "turkiye", ""),
    ("2027", "2027", ("diplomacy",), "anniversary", "Seventy years of relations are due", "south-korea turkiye", ""),
    ("2030", "by 2030", ("defense",), "target", "Seoul aims at the fourth place among exporters", "south-korea", ""),
    (None, "", ("diplomacy",), "statement", "Both sides praise each other", "south-korea turkiye", ""),
    (None, "", ("defense",), "statement", HOSTILE, "south-korea", ""),
]
_NAMES = {
    "south-korea": ("South Korea", "country", "KOR", ("대한민국", "Republic of Korea", "Güney Kore")),
    "turkiye": ("Türkiye", "country", "TUR", ("Turkey", "튀르키예", "터키")),
    "gokturks": ("Göktürks", "organisation", None, ()),
    "goguryeo": ("Goguryeo", "country", None, ("고구려",)),
    "seoul": ("Seoul", "place", "KOR", ("서울",)),
    "ankara": ("Ankara", "place", "TUR", ("앙카라",)),
    "busan": ("Busan", "place", "KOR", ("부산",)),
    "manisa": ("Manisa", "place", "TUR", ()),
    "canakkale": ("Çanakkale", "place", "TUR", ()),
    "goldstar": ("GoldStar", "organisation", "KOR", ("금성사",)),
    "vestel": ("Vestel", "organisation", "TUR", ()),
    "hanwha": ("Hanwha", "organisation", "KOR", ("한화",)),
    "hyundai-rotem": ("Hyundai Rotem", "organisation", "KOR", ("현대로템",)),
    "altay": ("Altay", "weapon", "TUR", ()),
}


def small_library() -> Library:
    """Two documents, one of them a digest, and 25 records with one conflict and one series."""
    halves = [_HISTORY[::2], _HISTORY[1::2]]
    documents, events = [], []
    for number, rows in enumerate(halves):
        lines = ["History" if number else "Chronicle", ""]
        spans = []
        at = len(lines[0]) + 2
        for date, words, _domains, _kind, title, _actors, _places in rows:
            sentence = f"In {words} it came to this: {title}." if date else f"It is told: {title}."
            around = f"So goes the tale. {sentence} 한국과 튀르키예 remember it."
            spans.append((at + 18, at + 18 + len(sentence)))
            lines += [around, ""]
            at += len(around) + 2
        text = "\n".join(lines)
        paragraphs = [Block("paragraph", start - 18, text.index("\n", start)) for start, _ in spans]
        blocks = (Block("heading", 0, len(lines[0])), *paragraphs)
        digest = (
            DigestOf("An old chronicle", "The Hand Press", "2019-04", "https://example.org/chronicle") if number == 0 else None
        )
        document = Document(
            f"book-{number}", "Chronicle" if number == 0 else "History of two countries", digest,
            None if digest else "Our Desk", None if digest else "2025-11-02", None, (), None, "en", "CC BY 4.0", "markdown",
            f"{number}" * 64, text, blocks,
        )  # fmt: skip
        documents.append(document)
        for row, (start, end) in zip(rows, spans, strict=True):
            events.append(_event(document, row, start, end))
    events.sort(key=lambda e: e.sort_key)
    by_title = {e.title: e.id for e in events}
    pair = (by_title["Korean firms begin to invest in Türkiye"], by_title["GoldStar and Vestel found a works at Manisa"])
    conflict = Conflict("c1", "first Korean investment", tuple(sorted(pair)), "date", "One says the mid-1980s, the other 1987.")
    entities = tuple(
        Entity(i, name, kind, aliases, country, mentions=3)  # type: ignore[arg-type]
        for i, (name, kind, country, aliases) in sorted(_NAMES.items())
    )
    points = [
        ("1965", 8000, "Trade stands at a few thousand dollars"),
        ("1990", 515_000_000, "Trade nears 515 million dollars"),
    ]
    series = Series(
        "trade-kor-tur", "bilateral trade", "KOR", "TUR", "USD",
        tuple(SeriesPoint(d, v, None, "actual", by_title[t]) for d, v, t in points),
    )  # fmt: skip
    return Library(tuple(documents), tuple(events), entities, (series,), (conflict,), "0" * 64)


def _event(document: Document, row: tuple, start: int, end: int) -> Event:  # type: ignore[type-arg]
    date, words, domains, kind, title, actors, places = row
    evidence = Evidence.of(document, start, end)
    amounts: tuple[Amount, ...] = ()
    if "million" in title:
        at = document.text.index("515 million", start)
        amounts = (
            Amount("money", 515_000_000, "USD", "<~", "515 million dollars", None, "bilateral trade", None, 0, at, at + 19),
        )
    role = {"target": "target", "anniversary": "anniversary"}.get(kind, "event")
    other = (OtherDate("1986", "in 1986", 0),) if kind == "visit" else ()
    return Event(
        event_id(document.id, evidence.exact, kind), title,
        EventDate.of(date, "stated" if date else "none", role, words), other,  # type: ignore[arg-type]
        domains, kind, Plover("CONSULT", "visit", ("diplomatic",)) if kind == "visit" else None,
        tuple(Actor(a, "actor") for a in actors.split()), tuple(places.split()), "ordered" if kind == "contract" else None,
        "partnership" if kind == "statement" else None, amounts,
        "bilateral" if "south-korea turkiye" in actors else "context", "stated", f"{kind}.rule", (evidence,), kind == "visit",
    )  # fmt: skip
