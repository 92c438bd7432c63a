"""Made-up libraries of any size, the same for the same seed: words by Zipf's law, names in three scripts, dates of all kinds.

``python -m tests.bench.generate EVENTS FILE`` writes one as a database. Nothing in them is true.
`events` streams, so that a million events need no more memory than one.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path

from kortui import edtf, store
from kortui.errors import KortuiError
from kortui.model import Actor, Amount, Block, Conflict, Document, Entity, Event, EventDate, Evidence, Library, event_id
from kortui.vocabulary import ACTOR_ROLES, DOMAINS, EVENT_TYPES, RELEVANCES, STAGES

PER_DOCUMENT = 50
"""Events that share a document."""

_COUNTRIES = (
    ("turkiye", "Türkiye", "TUR", ("Turkey", "튀르키예", "터키", "Republic of Türkiye")),
    ("south-korea", "South Korea", "KOR", ("Republic of Korea", "Güney Kore", "대한민국", "한국", "Korea")),
    ("north-korea", "North Korea", "PRK", ("Kuzey Kore", "북한", "DPRK")),
    ("united-states", "United States", "USA", ("US", "America", "ABD", "미국")),
    ("poland", "Poland", "POL", ("Polonya", "폴란드")),
    ("japan", "Japan", "JPN", ("Japonya", "일본")),
)
_CITIES = (
    "Ankara",
    "İstanbul",
    "İzmir",
    "Manisa",
    "Çanakkale",
    "Seoul",
    "Busan",
    "Daejeon",
    "Changwon",
    "Incheon",
    "Eskişehir",
)
_WEAPONS = (
    ("t-155-firtina", "T-155 Fırtına", ("Fırtına", "T-155")),
    ("k-2-black-panther", "K-2 Black Panther", ("K2", "흑표")),
    ("altay", "Altay", ("알타이",)),
    ("kt-1", "KT-1 Woongbi", ("웅비",)),
)
_EVENTS = (("korean-war", "Korean War", ("Kore Savaşı", "한국전쟁", "6·25 전쟁")),)
_SYLLABLES = (
    "ka",
    "ri",
    "to",
    "ne",
    "sa",
    "lu",
    "mi",
    "pro",
    "ten",
    "dal",
    "ver",
    "os",
    "ün",
    "şa",
    "ger",
    "il",
    "cen",
    "tra",
    "mo",
    "be",
)
_SURNAMES = ("Kim", "Lee", "Park", "Choi", "Cho", "Jung", "Yılmaz", "Demir", "Şahin", "Çelik", "Öztürk", "Aydın")
_VERBS = ("signed", "announced", "delivered", "opened", "discussed", "ordered", "tested", "launched", "expanded", "approved")
_NOUNS = (
    "agreement", "contract", "tank", "howitzer", "missile", "shipyard", "bridge", "council", "trade", "exports", "visit",
    "embassy", "minister", "programme", "engine", "transmission", "investment", "factory", "training", "exercise",
    "delegation", "war",
)  # fmt: skip


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))


class Generator:
    """Makes entities, documents and events from one seed."""

    def __init__(self, size: int, seed: int = 1957) -> None:
        self.size = size
        self._rng = random.Random(seed)
        rng = self._rng
        self.words = [*_NOUNS, *_VERBS, *dict.fromkeys(_word(rng) for _ in range(30_000))]
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.words))))
        self.entities = self._entities()
        order = ("country", "weapon", "event", "organisation", "person")
        self._actors = sorted((e for e in self.entities if e.kind in order), key=lambda e: order.index(e.kind))
        self._actor_weights = list(accumulate(1 / (rank + 2) for rank in range(len(self._actors))))
        self._places = [e for e in self.entities if e.kind == "place"]
        self.years = sorted(self._year() for _ in range(size))

    def _year(self) -> int:
        pick = self._rng.random()
        if pick < 0.04:
            return 9999
        return (
            self._rng.randint(550, 1900)
            if pick < 0.05
            else self._rng.randint(1945, 1990)
            if pick < 0.4
            else self._rng.randint(1990, 2030)
        )

    def _entities(self) -> list[Entity]:
        rng = self._rng
        found = [Entity(i, name, "country", aliases, code) for i, name, code, aliases in _COUNTRIES]
        found += [Entity(i, name, "weapon", aliases) for i, name, aliases in _WEAPONS]
        found += [Entity(i, name, "event", aliases) for i, name, aliases in _EVENTS]
        found += [Entity(f"city-{i}", name, "place", country="TUR" if i < 5 else "KOR") for i, name in enumerate(_CITIES)]
        for number in range(60):
            name = f"{_word(rng).title()} {rng.choice(('Defense', 'Holding', 'Motors', 'Heavy Industries'))}"
            found.append(Entity(f"firm-{number}", name, "organisation", (name.split()[0],), rng.choice(("KOR", "TUR"))))
        for number in range(200):
            found.append(Entity(f"person-{number}", f"{_word(rng).title()} {rng.choice(_SURNAMES)}", "person"))
        return sorted(found, key=lambda e: e.id)

    def _edtf(self, year: int) -> str | None:
        rng = self._rng
        if year == 9999:
            return None
        pick, y = rng.random(), f"{year:04d}"
        if pick < 0.5:
            return y
        if pick < 0.7:
            return f"{y}-{rng.randint(1, 12):02d}"
        if pick < 0.85:
            return f"{y}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        return rng.choice((f"{y}~", f"{y}?", f"{y[:3]}X", f"{y}/{year + 3:04d}", f"{y}/..", f"[{y},{year + 1:04d}]"))

    def _text(self, actors: Sequence[Entity]) -> str:
        rng = self._rng
        words = rng.choices(self.words, cum_weights=self._weights, k=rng.randint(18, 34))
        for actor in actors:
            words[rng.randrange(len(words))] = rng.choice((actor.name, *actor.aliases))
        return " ".join(words).capitalize() + "."

    def event(self, number: int, date: str | None) -> tuple[Event, str]:
        """One event and the sentence behind it; `number` decides document and offset."""
        rng = self._rng
        actors = list(dict.fromkeys(rng.choices(self._actors, cum_weights=self._actor_weights, k=rng.randint(1, 4))))
        text = self._text(actors)
        title = " ".join((actors[0].name, *rng.choices(self.words, cum_weights=self._weights, k=rng.randint(3, 7))))
        document = f"document-{number // PER_DOCUMENT:06d}"
        amounts: tuple[Amount, ...] = ()
        if rng.random() < 0.4:
            value = round(10 ** rng.uniform(2, 12))
            kind, unit = rng.choice(
                (("money", "USD"), ("money", "KRW"), ("money", "USD"), ("count", "soldier"), ("percent", "percent"))
            )
            top = value * 2 if rng.random() < 0.05 else None
            start, surface = len(text), str(value)
            text = f"{text[:-1]} {surface}."
            hedge, span = rng.choice((None, None, None, ">", "~")), (start, start + len(surface))
            amounts = (Amount(kind, value, unit, hedge, surface, top, None, None, 0, *span),)
        evidence = Evidence(document, 0, len(text), text, "", "")
        event = Event(
            event_id(document, text, "visit", number), title, EventDate.of(date, "stated" if date else "none"), (),
            tuple(sorted(rng.sample(DOMAINS, rng.choice((1, 1, 1, 2))))), rng.choice(EVENT_TYPES), None,
            tuple(Actor(a.id, rng.choice(ACTOR_ROLES)) for a in actors),
            tuple(p.id for p in rng.sample(self._places, rng.choice((0, 0, 1)))), rng.choice((None, None, *STAGES)),
            rng.choice((None, None, None, "Gaza", "North Korea", "energy")), amounts, rng.choice(RELEVANCES), "stated",
            "made-up", (evidence,), rng.random() < 0.1,
        )  # fmt: skip
        return event, text

    def events(self) -> Iterator[Event]:
        """All events in order of `Event.sort_key`, each with evidence that points into its document."""
        position: dict[str, int] = {}
        dates = sorted((self._edtf(year) for year in self.years), key=edtf.sort_key)
        for _, group in groupby(enumerate(dates), key=lambda numbered: edtf.sort_key(numbered[1])):
            made = (self._placed(self.event(number, date)[0], position) for number, date in group)
            yield from sorted(made, key=lambda event: event.id)

    @staticmethod
    def _placed(event: Event, position: dict[str, int]) -> Event:
        first = event.evidence[0]
        start = position.get(first.document, 0)
        position[first.document] = start + len(first.exact) + 1
        amounts = tuple(dataclasses.replace(one, start=one.start + start, end=one.end + start) for one in event.amounts)
        cited = dataclasses.replace(first, start=start, end=start + len(first.exact))
        return dataclasses.replace(event, evidence=(cited,), amounts=amounts)

    def documents(self, texts: dict[str, str] | None = None) -> list[Document]:
        """The documents, with their text when it is given."""
        count = -(-self.size // PER_DOCUMENT)
        return [
            Document(
                f"document-{n:06d}", f"Report {n} on trade and defense", None, ("Courier", "Gazette", "Ministry")[n % 3],
                "2024", None, (), None, "en", None, "text", f"{n:064x}", (texts or {}).get(f"document-{n:06d}", ""),
                (Block("paragraph", 0, 0),),
            )
            for n in range(count)
        ]  # fmt: skip


def library(size: int, seed: int = 1957) -> Library:
    """A library of `size` events with documents, entities and some conflicts."""
    generator = Generator(size, seed)
    events = list(generator.events())
    parts: dict[str, dict[int, str]] = {}
    for event in events:
        evidence = event.evidence[0]
        parts.setdefault(evidence.document, {})[evidence.start] = evidence.exact
    texts = {document: "\n".join(text for _, text in sorted(found.items())) for document, found in parts.items()}
    conflicts = [
        Conflict(f"conflict-{n}", "made up", (events[n].id, events[n + 1].id), ("value", "refinement")[n // 40 % 2], "")
        for n in range(0, size - 1, 40)
    ]
    return Library(generator.documents(texts), events, generator.entities, [], conflicts, f"{size:x}-{seed:x}")


def main() -> int:
    """Write a database."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("events", type=int, help="how many")
    parser.add_argument("file", type=Path, help="where to")
    parser.add_argument("--seed", type=int, default=1957)
    options = parser.parse_args()
    try:
        store.try_target(options.file)
        store.save(options.file, library(options.events, options.seed))
    except KortuiError as error:
        print(error.line(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
