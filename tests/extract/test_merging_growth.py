"""Merging does not compare every record with every other of its kind: the work grows with the records."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest

from kortui.extract import gazetteer, grouping, readers, stages
from kortui.extract.common import Common
from kortui.extract.facts import Facts
from kortui.extract.packed import Card, pack
from kortui.extract.screens import Screens
from kortui.model import Actor, Event, EventDate
from kortui.records import replace
from kortui.vocabulary import EventType
from tests.extract.test_merging_at_size import FIGURES, naive

FEW, MANY = 24, 72
"""Documents of the two corpora, each with one more of the same kind of records."""


def day(number: int) -> str:
    """Days that are eight days apart."""
    told = date(2012, 1, 2) + timedelta(8 * number)
    return f"{told.day} {told:%B} {told.year}"


def country(number: int) -> str:
    """One country after another."""
    every = sorted(c.name for c in gazetteer.load().countries.values() if c.name.isalpha() and c.name.isascii())
    return every[number % len(every)]


GIVEN = ("Ahmet", "Mehmet", "Ali", "Hasan", "Kemal", "Murat", "Osman", "Yusuf", "Selim")
NAMES = ("Aksoy", "Bulut", "Cetin", "Dogan", "Erdem", "Gunes", "Kaplan", "Ozkan")

APART: dict[str, Callable[[int], str]] = {
    "contracts with other sums": lambda n: f"Hanwha Aerospace signed a ${10 * 1.1**n:.0f} million contract with Kenya in 2012.",
    "contracts for other numbers": lambda n: f"Hanwha Aerospace sold {n + 5} howitzers to Kenya in 2012.",
    "contracts of both kinds": lambda n: (
        f"Hanwha Aerospace signed a ${10 * 1.1 ** (n // 2):.0f} million contract with Kenya in 2012."
        if n % 2
        else f"Hanwha Aerospace sold {n + 5} howitzers to Kenya in 2012."
    ),
    "factories on other days": lambda n: f"Tata Chemicals opened a factory in Kenya on {day(n)}.",
    "investments of other sums": lambda n: f"Tata Chemicals invested ${10 * 1.1**n:.0f} million in Kenya in 2012.",
    "factories of other men": lambda n: (
        f"General {GIVEN[n % 9]} {NAMES[n // 9]} opened a factory in Kenya in 2012.\n\n"
        f"General {GIVEN[n % 9]} {NAMES[n // 9]} opened a factory in India in 2012."
    ),
    "journeys nobody knows where": lambda n: (
        f"General Mehmet Demir recognized {country(n)} in 2012 and sent an ambassador in 2013."
    ),
}
"""What no two documents tell alike, though all name the same parties in one year."""

TOGETHER: dict[str, Callable[[int], str]] = {
    "factories of one man": lambda n: f"General Mehmet Demir opened a factory in {country(n)} in 2012.",
    "agreements on trade": lambda n: f"Kenya and India agreed in 2012 to raise trade to ${n + 5} million by 2030.",
}
"""What all documents tell of one deed, each in its own words."""


def cards_of(folder: Path, texts: list[str]) -> tuple[list[Card], Facts]:
    """The records of documents, and the entities of all."""
    names = gazetteer.load()
    registry, cards = dict(names.entities), list[Card]()
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(f"Report {number}\n\n{text}\n", encoding="utf-8")
        packed = pack(*stages.run(readers.read(path), names), names.entities)
        registry = {**{e.id: e for e in packed.found}, **registry}
        cards += packed.cards
    return cards, Facts(registry)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many pairs of records were compared, and how many groups a record was put to."""
    count = {"pairs": 0, "groups": 0}
    same, open_ = Facts.same, Screens.open

    def compared(self: Facts, one: Event, other: Event) -> bool:
        count["pairs"] += 1
        return same(self, one, other)

    def opened(self: Screens, *given: object) -> object:
        for group in open_(self, *given):  # type: ignore[arg-type]
            count["groups"] += 1
            yield group

    monkeypatch.setattr(Facts, "same", compared)
    monkeypatch.setattr(Screens, "open", opened)
    return count


@pytest.mark.parametrize("kind", [*APART, *TOGETHER])
def test_the_work_grows_with_the_records(tmp_path: Path, work: dict[str, int], kind: str) -> None:
    told = {**APART, **TOGETHER}[kind]
    cards, facts = cards_of(tmp_path, [told(n) for n in range(MANY)])
    done: list[dict[str, int]] = []
    for number in (FEW, MANY):
        some = [*islice(cards, len(cards) * number // MANY)]
        work.update(dict.fromkeys(work, 0))
        made = grouping.groups(some, facts)
        done.append(dict(work))
        largest = max(len(group) for group in made)
        assert largest == number if kind in TOGETHER else largest <= 2, "records are alike enough to be compared, and no more"
    for what, at_most in (("pairs", 6), ("groups", 2)):
        assert done[1][what] <= at_most * len(cards), f"{what} a record"
        assert done[1][what] <= 1.3 * MANY / FEW * max(done[0][what], FEW), f"{what} of three times the records"


SENTENCES = (
    "Hanwha Aerospace signed a {money} contract with {a} {when}.",
    "Hanwha Aerospace and Tata Chemicals signed a {money} contract for {count} howitzers with {a} {when}.",
    "Hanwha Aerospace sold {count} howitzers to {a} {when}.",
    "Tata Chemicals won a contract for the Altay tank from {a} {when}.",
    "{a} cancelled a {money} contract with Hanwha Aerospace {when}.",
    "{a} and {b} agreed to raise trade to {money} {when}.",
    "{a} and {b} signed a trade agreement {when}.",
    "{a} may sign a trade agreement with {b} {when}.",
    "President Grace Wanjala visited President Ali Demir in {a} {when}.",
    "President Ali Demir met President Grace Wanjala in {b} {when}.",
    "Tata Chemicals invested {money} in {a} {when}.",
    "Tata Chemicals built a long railway bridge over the river in {a} {when}.",
    "Tata Chemicals began to build a plant for trucks in {a} {when}.",
    "Tata Chemicals built a bridge for trucks in {a} {when}.",
    "Tata Chemicals opened a factory in {a} {when}; about {count} people work there.",
    "{a} and {b} marked the {count}th anniversary of diplomatic relations {when}.",
    "The minister said that {a} and {b} would go on with their talks {when}.",
)


def world(seed: int, documents: int) -> list[str]:
    """Texts in which nearly everything is near everything."""
    chance = random.Random(seed)
    texts = []
    for _ in range(documents):
        lines = []
        for _ in range(7):
            a, b = chance.sample(("Kenya", "India", "Poland"), 2)
            year = chance.randint(1990, 1992)
            days = f"on {chance.choice((3, 5, 20))} May {year}"
            when = chance.choice((f"in {year}", days, "between 1970 and 1999", f"after {year}", ""))
            said = chance.choice(SENTENCES)
            told = said.format(a=a, b=b, when=when, money=chance.choice(FIGURES), count=chance.choice((40, 50, 218)))
            lines.append(told.replace(" .", ".").replace(" ;", ";"))
        texts.append("\n\n".join(lines))
    return texts


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_passed_over_that_belongs_together(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    cards, facts = cards_of(tmp_path, world(seed, 40))
    expected = naive(cards, facts)
    assert [[*group] for group in grouping.groups(cards, facts)] == expected
    passed = [0]
    open_ = Screens.open

    def all_met(self: Screens, date: str | None, near: list[set[int]]) -> list[int]:
        kept, met = [*open_(self, date, near)], sorted({one >> 2 for some in near for one in some})
        passed[0] += len(met) - len(kept)
        return met

    monkeypatch.setattr(Screens, "open", all_met)
    assert [[*group] for group in grouping.groups(cards, facts)] == expected
    assert passed[0] > 20, "groups were passed over"


WORDS = ("factory", "bridge", "plant", "truck", "river", "railway", "harbour", "steel")
ACTORS = ("kenya", "india", "poland", "hyundai-rotem", "hanwha-aerospace")


@pytest.mark.parametrize("kind", ["construction", "agreement"])
def test_what_is_common_says_no_more_than_the_members(tmp_path: Path, kind: EventType) -> None:
    told = "Kenya built a factory in 2012 for $60 million. Kenya built a plant for 40 people in 2012."
    cards, facts = cards_of(tmp_path, [told])
    (amounts, _), chance = [card.event.amounts for card in cards], random.Random(5)

    def made() -> Event:
        """One of many that are much alike."""
        actors = chance.sample(ACTORS, chance.randint(1, 3))
        title = " ".join((*chance.sample(WORDS, chance.randint(2, 5)), *chance.sample(("trade", "visa", ""), 1)))
        day = chance.choice(("2012", "2012-05", "2012-05-03", "2012-08", "2012/..", "2011/2012"))
        return replace(
            cards[0].event, type=kind, rule="", title=title, date=EventDate.of(day, "stated"),
            actors=tuple(Actor(actor, "other") for actor in actors), amounts=amounts if chance.random() < 0.1 else (),
            places=("seoul",) if chance.random() < 0.3 else (), confidence="stated",
        )  # fmt: skip

    found = 0
    for _ in range(100):
        members = [made()]
        for event in (made() for _ in range(60)):
            if len(members) < 3 and all(facts.same(member, event) for member in members):
                members.append(event)
        common = Common(facts, members)
        for event in (made() for _ in range(60)):
            is_same = all(facts.same(member, event) for member in members)
            assert is_same or not common.is_told_by(event)
            found += is_same and common.is_told_by(event) and len(members) > 2
    assert found > 10, "often enough to be of use"


def test_what_is_common_is_of_one_deed(tmp_path: Path) -> None:
    towns = ("Nairobi", "Mombasa", "Ankara", "Izmir", "Seoul", "Busan")
    texts = [
        f"General Mehmet Demir opened a {what} in {country(n)} in 2012." for n in range(8) for what in ("factory", "hospital")
    ]
    texts += [f"General Mehmet Demir opened a factory in {town} in 2012." for town in towns]
    cards, facts = cards_of(tmp_path, texts)
    expected = naive(cards, facts)
    assert [[*group] for group in grouping.groups(cards, facts)] == expected
    assert max(map(len, expected)) > 6
    for group in expected:
        assert len({"hospital" in cards[number].event.title for number in group}) == 1
