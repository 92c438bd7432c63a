"""What a query finds: meaning of words, names, dates and figures, ranking, and the same from memory and from a file."""

from __future__ import annotations

import dataclasses
import gc
import itertools
import os
import random
import re
import sqlite3
import subprocess
import sys
import weakref
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kortui import config, edtf, store
from kortui.edtf import bounds
from kortui.errors import DatabaseError
from kortui.model import (
    Actor,
    Amount,
    Conflict,
    DigestOf,
    Document,
    Entity,
    Event,
    EventDate,
    Evidence,
    Library,
    event_id,
)
from kortui.rows import RowSet, bits_of, rows_in
from kortui.search import build, content, derived, deriving, facts, highlight, layout, ordered, places, rungs
from kortui.search import stored as stored_postings
from kortui.search.collect import Quotations
from kortui.search.days import EARLIEST, LATEST, day_number
from kortui.search.explain import nothing_found
from kortui.search.filters import entity_rows
from kortui.search.forward import Forward, forward_of
from kortui.search.grouped import ByKey, Grouped
from kortui.search.index import Searcher, Superseded
from kortui.search.layout import PART
from kortui.search.lazy import LazyRows
from kortui.search.names import keys_of
from kortui.search.nearest import nearest_day
from kortui.search.order import ORDERS, places_in
from kortui.search.ordered import ByPlace, Ordered
from kortui.search.postings import postings_of
from kortui.search.query import parse
from kortui.search.scan import NotDerivable
from kortui.search.sequences import Backward, tiers
from kortui.search.spans import counts_below, spans_of
from kortui.search.spelling import spelled_on
from kortui.search.stored_file import DerivedDamagedError
from kortui.search.syntax import Faulty, leaves
from kortui.search.texts import texts_of
from kortui.search.tokens import is_hangul, word_pattern
from kortui.search.values import date_span
from kortui.search.words import BETWEEN
from kortui.text import choseong
from kortui.vocabulary import AmountKind, DateRole, Domain, EventType, Hedge
from tests.bench.generate import library as made_up

Money = tuple[AmountKind, float, str, Hedge | None]


class Shelf:
    """A library made of single sentences."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.sentences: dict[str, list[str]] = {}

    def add(
        self,
        title: str,
        sentence: str,
        edtf: str | None = None,
        *,
        actors: tuple[str, ...] = (),
        places: tuple[str, ...] = (),
        kind: EventType = "visit",
        domains: tuple[Domain, ...] = ("diplomacy",),
        amounts: tuple[Money, ...] = (),
        role: DateRole = "event",
        document: str = "note",
        topic: str | None = None,
        reviewed: bool = False,
    ) -> str:
        lines = self.sentences.setdefault(document, [])
        start = sum(len(line) + 1 for line in lines)
        lines.append(sentence)
        event = Event(
            event_id(document, sentence, kind),
            title,
            EventDate.of(edtf, "stated" if edtf else "none", role),
            (),
            domains,
            kind,
            None,
            tuple(Actor(a, "actor") for a in actors),
            places,
            None,
            topic,
            tuple(Amount(k, v, u, h, str(v), None, None, None, 0, 0, 1) for k, v, u, h in amounts),
            "bilateral",
            "stated",
            "made-up",
            (Evidence(document, start, start + len(sentence), sentence, "", ""),),
            reviewed,
        )
        self.events.append(event)
        return event.id

    def library(self, *conflicts: Conflict) -> Library:
        documents = [
            Document(
                name,
                f"The {name}",
                DigestOf("Original", "Herald") if name == "digest" else None,
                "Ministry" if name == "note" else None,
                "2024",
                None,
                (),
                None,
                "en",
                None,
                "text",
                "0" * 64,
                "\n".join(lines),
                (),
            )
            for name, lines in sorted(self.sentences.items())
        ]
        return Library(documents, sorted(self.events, key=lambda e: e.sort_key), ENTITIES, [], conflicts, "f" * 64)


ENTITIES = [
    Entity("cho-hyun", "Cho Hyun", "person", ("Cho", "조현"), "KOR"),
    Entity("firtina", "T-155 Fırtına", "weapon", ("Fırtına",)),
    Entity("hyundai-rotem", "Hyundai Rotem", "organisation", ("현대로템",), "KOR"),
    Entity("korean-war", "Korean War", "event", ("한국전쟁",)),
    Entity("kotra", "KOTRA", "organisation", (), "KOR"),
    Entity("manisa", "Manisa", "place", (), "TUR"),
    Entity("north-korea", "North Korea", "country", ("북한",), "PRK"),
    Entity("south-korea", "South Korea", "country", ("Republic of Korea", "Korea", "한국", "대한민국"), "KOR"),
    Entity("turkiye", "Türkiye", "country", ("Turkey", "튀르키예", "터키"), "TUR"),
    Entity("united-states", "United States", "country", ("US", "America"), "USA"),
]


@pytest.fixture(scope="module")
def shelf() -> dict[str, str]:
    """Ids of the events of `found`'s library by a short name."""
    return {}


@pytest.fixture(scope="module")
def library(shelf: dict[str, str]) -> Library:
    made = Shelf()
    shelf["joint"] = made.add(
        "Joint venture in Manisa",
        "Vestel's first joint plant in Turkey opened.",
        "1987",
        actors=("turkiye",),
        places=("manisa",),
        kind="investment",
        domains=("trade",),
        amounts=(("money", 5e6, "USD", None),),
        document="digest",
    )
    shelf["howitzer"] = made.add(
        "Fırtına howitzers ordered",
        "The army ordered T-155 howitzers.",
        "2001-07",
        actors=("firtina", "turkiye"),
        kind="contract",
        domains=("defense",),
        amounts=(("money", 1.2e9, "USD", ">"), ("money", 1.5e12, "KRW", None)),
    )
    shelf["about"] = made.add("KOTRA opens an office", "An office was opened with “great hopes”.", "1987~", actors=("kotra",))
    shelf["decade"] = made.add(
        "Talks on missiles", "Missile talks were held in Ankara.", "198X", kind="meeting", domains=("defense",)
    )
    shelf["war"] = made.add(
        "War",
        "Soldiers of Türkiye fought in the war.",
        "1950/1953",
        actors=("turkiye", "korean-war"),
        amounts=(("count", 21212, "soldier", "~"),),
        kind="deployment",
    )
    shelf["goal"] = made.add(
        "Trade goal", "They aim at $15 billion.", "2030", role="target", amounts=(("money", 15e9, "USD", None),)
    )
    shelf["old goal"] = made.add("Old goal", "They aimed at more.", "2010", role="target")
    shelf["undated"] = made.add(
        "Long friendship", "한국의 오랜 친구, said one.", actors=("south-korea",), topic="Gaza", reviewed=True
    )
    shelf["north"] = made.add("Pyongyang", "North Korea was discussed.", "2018", actors=("north-korea",))
    shelf["since"] = made.add("Free trade", "Free trade since 2013; it helped us.", "2013/..", domains=("trade", "diplomacy"))
    conflict = Conflict("c", "plant", (shelf["joint"], shelf["decade"]), "date", "")
    typed = Conflict("d", "plant", (shelf["war"], shelf["since"]), "refinement", "")
    return made.library(conflict, typed)


@pytest.fixture(scope="module")
def stored(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return through_file(library, tmp_path_factory.mktemp("stored"))


@pytest.fixture(params=["memory", "file"])
def searcher(request: pytest.FixtureRequest, library: Library, stored: Library, shelf: dict[str, str]) -> Searcher:
    return Searcher(library if request.param == "memory" else stored, starred=lambda: [shelf["war"]])


def through_file(library: Library, folder: Path) -> Library:
    database = folder / "kortui.json"
    store.save(database, library)
    assert deriving.make(database, folder)
    found = derived.load(database, folder)
    assert found is not None
    return found


@pytest.fixture
def find(searcher: Searcher, shelf: dict[str, str]):  # type: ignore[no-untyped-def]
    names = {event: name for name, event in shelf.items()}

    def found(text: str, *, typing: bool = False, ranked: bool = False) -> list[str]:
        result = searcher.search(parse(text), typing=typing)
        rows = result.ranked if ranked else result.rows
        return [names[searcher.library.events[row].id] for row in rows]

    return found


ORDER = ["war", "decade", "joint", "about", "howitzer", "old goal", "since", "north", "goal", "undated"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ORDER),
        ("howitzers", ["howitzer"]),
        ("howitzer", ["howitzer"]),
        ("HOWITZER", ["howitzer"]),
        ("howitz", []),
        ("howitz*", ["howitzer"]),
        ("missile", ["decade"]),
        ("missiles", ["decade"]),
        ('"missile talks"', ["decade"]),
        ('"talks missile"', []),
        ("joint venture", ["joint"]),
        ('"joint venture"', ["joint"]),
        ('"venture joint"', []),
        ('"manisa vestel"', []),
        ("vestel's", ["joint"]),
        ("t-155", ["howitzer"]),
        ("t155", ["howitzer"]),
        ("firtina", ["howitzer"]),
        ("FIRTINA", ["howitzer"]),
        ("Fırtına", ["howitzer"]),
        ("fırtına*", ["howitzer"]),
        ('="Fırtına"', ["howitzer"]),
        ('="Firtina"', []),
        ("=Missile", ["decade"]),
        ('="Turkey"', ["joint"]),
        ("republic", []),
        ('"republic"', []),
        ("rep*", []),
        ("republic of korea", ["undated"]),
        ("turke*", ["war", "joint", "howitzer"]),
        ("north", ["north"]),
        ("=missile", []),
        ("type:visit", ["about", "old goal", "since", "north", "goal", "undated"]),
        ("type:meeting,contract", ["decade", "howitzer"]),
        ("type:vis -domain:trade date:2010..", ["old goal", "north", "goal"]),
        ("domain:defence", ["decade", "howitzer"]),
        ("domain:def OR domain:trd", ["decade", "joint", "howitzer", "since"]),
        ("actor:KOTRA", ["about"]),
        ("-actor:turkiye domain:defense", ["decade"]),
        ("actor:rotem", []),
        ("actor:tur", ["war", "joint", "howitzer"]),
        ("actor:kot*", ["about"]),
        ("actor:turk*", ["war", "joint", "howitzer"]),
        ("who:turke*", ["war", "joint", "howitzer"]),
        ("place:man*", ["joint"]),
        ("title:howitz", []),
        ("title:howitz*", ["howitzer"]),
        ("topic:ga*", ["undated"]),
        ("publisher:her*", ["joint"]),
        ("country:turki*", ["war", "joint", "howitzer"]),
        ("type:meet*", ["decade"]),
        ("actor:korea*", ["war", "north", "undated"]),
        ("place:manisa", ["joint"]),
        ("country:KOR", ["about", "undated"]),
        ("country:터키", ["war", "joint", "howitzer"]),
        ("who:turkey", ["war", "joint", "howitzer"]),
        ("who:korea", ["north", "undated"]),
        ('actor:"=North Korea"', ["north"]),
        ("date:1987", ["decade", "joint", "about"]),
        ("date:=1987", ["joint"]),
        ("year:1987-05", ["decade", "joint", "about"]),
        ("date:1980s", ["decade", "joint", "about"]),
        ("date:=1980s", ["decade", "joint"]),
        ("date:195", ["war"]),
        ("date:1951", ["war"]),
        ("date:..1957", ["war"]),
        ("since:2010", ["old goal", "since", "north", "goal"]),
        ("until:1987", ["war", "decade", "joint", "about"]),
        ("date:2020", ["since"]),
        ("date:none", ["undated"]),
        ("is:undated", ["undated"]),
        ("-date:1987 domain:defense", ["decade", "howitzer"]),
        ("-date:1980s domain:defense", ["howitzer"]),
        ("amount:>=1bn", ["howitzer", "goal"]),
        ("amount:1m..5m", ["joint"]),
        ("amount:>5m cur:USD", ["howitzer", "goal"]),
        ("amount:>=1tn cur:USD", []),
        ("amount:>=1tn cur:won", ["howitzer"]),
        ("cur:KRW", ["howitzer"]),
        ("amount:21212", ["war"]),
        ("amount:$15bn", ["goal"]),
        ("amount:<6m", ["war", "joint"]),
        ("date:=1987 OR amount:>=10bn", ["joint", "howitzer", "goal"]),
        ("is:conflict", ["decade", "joint"]),
        ("is:future", ["old goal", "goal"]),
        ("is:reviewed", ["undated"]),
        ("is:starred", ["war"]),
        ("is:uncertain", ["war", "decade", "about", "howitzer"]),
        ("has:quote", ["about"]),
        ("has:place", ["joint"]),
        ("is:single-source", ORDER),
        ("topic:gaza", ["undated"]),
        ("doc:digest", ["joint"]),
        ('doc:"the dig"', []),
        ("publisher:herald", ["joint"]),
        ("title:goal", ["old goal", "goal"]),
        ("-is:single-source", []),
        ("title:goal -old", ["goal"]),
        ("goal NOT (old OR trade)", []),
        ("(joint OR goal) domain:trade", ["joint"]),
        ("ㅎㄱㅈㅈ", ["war"]),
        ("ㅎㄱㅈ", ["war"]),
        ("ㅎㄱ", ["undated"]),
        ("ㅇㄹ", ["undated"]),
        ("조현", []),
        ("한국", ["undated"]),
        ("한국*", ["war", "undated"]),
        ("한국전", []),
        ("actor:한국전", []),
        ("actor:한국전*", ["war"]),
        ("오랜", ["undated"]),
        ("sort:title domain:trade", ["since", "joint"]),
        ("sort:-date domain:defense", ["howitzer", "decade"]),
        ("sort:-date topic:gaza OR domain:trade", ["since", "joint", "undated"]),
        ("sort:amount has:amount", ["goal", "howitzer", "joint", "war"]),
        ("type:vist domain:trade", ["joint", "since"]),
        ("-type:vist domain:trade", ["joint", "since"]),
    ],
)
def test_meaning(find, text: str, names: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert find(text) == names


@pytest.mark.parametrize("text", ["Turkey", "TÜRKİYE", "turkiye", "튀르키예", "터키", "터키의", "Tu\u0308rkiye"])
def test_every_name_finds_the_same(find, text: str) -> None:  # type: ignore[no-untyped-def]
    assert find(text) == (["war", "joint", "howitzer"] if text != "터키의" else [])


def test_the_result_says_what_else_it_searched(searcher: Searcher) -> None:
    assert searcher.search(parse("터키")).also == ("Türkiye", "Turkey", "튀르키예")
    assert searcher.search(parse("South Korea")).also == ("Republic of Korea", "한국", "대한민국")
    assert searcher.search(parse("missile")).also == ()


def test_names_that_mean_other_things_too_do_not_widen(find) -> None:  # type: ignore[no-untyped-def]
    assert find("america") == [], "US folds to us, which is a pronoun"
    assert "north" not in find("한국"), "Korea alone is part of North Korea's name"


CALLED = [
    Entity("anadolu", "Anadolu Agency", "organisation", ("Anadolu", "Anadolu Ajansı"), "TUR"),
    Entity("brigade", "Turkish Brigade", "organisation", ("1st Turkish Brigade", "터키 여단"), "TUR"),
    Entity("china", "China", "country", ("People's Republic of China", "중국"), "CHN"),
    Entity("defence-day", "K-Defense Day", "event", ("방위산업의 날",)),
    Entity("dprk", "North Korea", "country", ("Democratic People's Republic of Korea", "북한"), "PRK"),
    Entity("hotel", "Grand Hotel", "place", ("Grand Hotel Seoul",), "KOR"),
    Entity("lee", "Lee Jae-myung", "person", ("Lee", "이재명"), "KOR"),
    Entity("rok", "South Korea", "country", ("Republic of Korea", "Korea", "한국"), "KOR"),
    Entity("seoul", "Seoul", "place", ("서울", "Seul"), "KOR"),
    Entity("taiwan", "Taiwan", "country", ("Republic of China", "대만"), "TWN"),
    Entity("togo", "Togo", "country", (), "TGO"),
    Entity("united-nations", "United Nations", "organisation", ("I.T.",)),
    Entity("war", "Korean War", "event", ("한국전쟁",)),
    Entity("washington", "Washington", "place", ("Washington, D.C.", "워싱턴"), "USA"),
]


@pytest.fixture(scope="module", params=["memory", "file"])
def called(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Searches a library of people and places that are spoken of by several names; what is found by its titles."""
    shelf = Shelf()
    shelf.add("a", "They met at the house.", actors=("anadolu", "brigade"), places=("seoul",))
    shelf.add("b", "Seoul was rebuilt with the Turkish Brigade.")
    shelf.add("c", "The Republic of China kept an embassy.")
    shelf.add("d", "The People's Republic of China kept none.", actors=("china",))
    shelf.add("e", "Envoys of the Democratic People’s Republic of Korea came.", actors=("dprk",))
    shelf.add("f", "Soldiers of the Republic of Korea came.")
    shelf.add("g", "Washington and Anadolu said nothing.")
    shelf.add("h", "The Korean War ended.")
    shelf.add("i", "A speech.", actors=("lee", "war", "defence-day"))
    shelf.add("k", "A vote.", actors=("united-nations",))
    shelf.add("j", "Both the Republic of China and the People's Republic of China were there.")
    library = dataclasses.replace(shelf.library(), entities=CALLED)
    if request.param == "file":
        library = through_file(library, tmp_path_factory.mktemp("called"))
    searcher = Searcher(library)

    def found(text: str) -> str:
        rows = searcher.search(parse(text)).rows
        return "".join(sorted(library.events[row].title for row in rows))

    return found


@pytest.mark.parametrize(
    ("texts", "titles"),
    [
        (("seoul", "서울", "Seul", "who:서울", "ㅅㅇ"), "ab"),
        (("People's Republic of China", "People’s Republic of China", "Peoples Republic of China"), "cdj"),
        (("china", "중국"), "cdj"),
        (("Democratic People's Republic of Korea", "democratic peoples republic of korea", "북한", "north korea"), "e"),
        (("taiwan", "대만", "who:taiwan"), "cj"),
        (("한국", "south korea", "ㅎㄱ"), "afi"),
        (("Washington, D.C.", "Washington D.C.", "Washington DC", "워싱턴", "washington"), "g"),
        (("Anadolu Agency", "Anadolu Ajansı", "anadolu"), "ag"),
        (("1st Turkish Brigade", "turkish brigade", "터키 여단", "터키여단", "ㅌㅋㅇㄷ", "actor:터키여단 OR brigade"), "ab"),
        (("한국전쟁", "한국 전쟁", "ㅎㄱㅈㅈ", "korean war", 'who:"한국 전쟁"'), "hi"),
        (("방위산업의 날", "방위산업의날", "방위 산업의 날"), "i"),
        (("lee jae myung", "lee jaemyung", "이재명", "이 재명"), "i"),
        (("to go", "it"), ""),
        (("i.t.", "united nations"), "k"),
    ],
)
def test_whatever_somebody_is_called_finds_the_same(called: Callable[[str], str], texts: tuple[str, ...], titles: str) -> None:
    assert {text: called(text) for text in texts} == dict.fromkeys(texts, titles)


def test_every_name_of_the_shipped_database_finds_what_records_show() -> None:
    database = config.bundle()
    assert database is not None
    library = store.load(database)
    searcher = Searcher(library)

    def bits(text: str) -> int:
        return searcher.search(parse(text)).bits

    for entity in library.entities:
        shown = bits(f'"{entity.name}"') | entity_rows(searcher.postings, entity.id)
        for name in (entity.name, *entity.aliases):
            found = bits(name.replace("(", "").replace(")", ""))
            assert not shown & ~found, (entity.name, name)
            if " " in name and not name.endswith(("*", ")", ".")):
                begun = searcher.search(parse(name), typing=True).bits
                assert not begun & ~bits(f"{name}*"), f"what was seen when {name} was typed stays when it is kept as {name}*"
            if all(map(is_hangul, name.replace(" ", ""))):
                words = name.split()
                assert not found & ~bits("".join(words)), name
                assert not found & ~bits("".join(map(choseong, words))), name


def test_the_last_word_goes_on_while_typing(find) -> None:  # type: ignore[no-untyped-def]
    assert find("howi", typing=True) == ["howitzer"]
    assert find("howi", typing=False) == []
    assert find("howi ", typing=True) == []
    assert find('"joint ven', typing=True) == ["joint"]
    assert find("터", typing=True) == find("터키")
    assert find("한국", typing=True) == ["war", "undated"] and find("한국 ", typing=True) == ["undated"]
    for name in ("한국", "turkey", "튀르키예", "republic of korea"):
        assert set(find(name)) <= set(find(f"{name}*")) == set(find(name, typing=True)), "the star takes nothing away"
    assert find("한구", typing=True) == ["war", "undated"], "the syllable may still receive its final consonant"
    assert find("actor:kot", typing=True) == ["about"]


def test_possible_and_certain(searcher: Searcher) -> None:
    result = searcher.search(parse("date:1987"))
    assert (result.certain, result.possible, len(result)) == (1, 2, 3)
    assert searcher.search(parse("-date:1987")).possible == 2
    sure = searcher.search(parse("date:=1987"))
    assert (sure.certain, sure.possible, list(sure.rows)) == (1, 0, [result.rows[1]])
    assert searcher.search(parse("amount:>=1bn")).possible == 0, "over 1.2bn is certainly at least 1bn"
    assert searcher.search(parse("amount:<=2bn cur:USD")).possible == 1, "over 1.2bn may be over 2bn"


def test_the_future_needs_no_clock(library: Library, find) -> None:  # type: ignore[no-untyped-def]
    assert find("is:future") == ["old goal", "goal"]
    today = Searcher(library, today=(2026, 1, 1)).search(parse("is:future"))
    assert [library.events[row].title for row in today.rows] == ["Trade goal"]


def test_titles_come_first(find) -> None:  # type: ignore[no-untyped-def]
    assert find("turkey joint", ranked=True) == ["joint"]
    assert find("war", ranked=True) == ["war"]
    assert find("manisa OR ankara OR goal", ranked=True) == ["joint", "old goal", "goal", "decade"]
    assert find("sort:rank manisa OR ankara OR goal") == ["joint", "old goal", "goal", "decade"]
    assert find("turkey", ranked=True) == ["war", "joint", "howitzer"]


def test_names_come_before_sentences() -> None:
    shelf = Shelf()
    sentence = shelf.add("Old news", "Hyundai Rotem was named.", "1990")
    actor = shelf.add("Tanks ordered", "They were ordered.", "2000", actors=("hyundai-rotem",))
    title = shelf.add("Hyundai Rotem builds trains", "Trains were built.", "2010")
    both = shelf.add("Hyundai builds tanks", "It builds them in Rotem colours.", "2020")
    library = shelf.library()
    searcher = Searcher(library)

    def ranked(text: str) -> list[str]:
        return [library.events[row].id for row in searcher.search(parse(text)).ranked]

    assert ranked('"hyundai rotem"') == [title, actor, sentence]
    assert ranked("hyundai rotem") == [title, actor, both, sentence], "all words in the title, in names, one in the title, none"
    assert ranked("sort:-date hyundai rotem") == [title, actor, both, sentence], "the best does not depend on the order shown"


def test_columns_answer_the_same_in_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "STEP", 16)
    monkeypatch.setattr(rungs, "STEP", 16)
    library = made_up(400)
    database = tmp_path / "kortui.json"
    store.save(database, library)
    target = derived.path_of(database, tmp_path)
    target.parent.mkdir()
    build.make(database, target)
    found = derived.load(database, tmp_path)
    assert found is not None
    memory, stored = postings_of(library), postings_of(found)
    for name in ("starts", "ends"):
        one, other = getattr(memory, name), getattr(stored, name)
        days = [date_span(f"{year}").low for year in range(1940, 2032, 3)]
        for low in days:
            assert other.below(low) == one.below(low) and other.above(low) == one.above(low)
            assert all(other.between(low, high) == one.between(low, high) for high in days)
    assert stored.amount_keys() == memory.amount_keys()
    figures = [10.0**power for power in range(1, 13)]
    for key in memory.amount_keys():
        (one, ranges), (other, same) = memory.amounts(key), stored.amounts(key)
        assert [tuple(r) for r in same] == [tuple(r) for r in ranges]
        assert all(other.between(low, high) == one.between(low, high) for low in figures for high in figures)
    assert list(stored.decades) == list(memory.decades) and stored.decades[1:3] == list(memory.decades)[1:3]
    one, other = memory.spans, stored.spans
    assert [list(part) for part in (one.begins, one.firsts, one.lasts)] == [
        list(part) for part in (other.begins, other.firsts, other.lasts)
    ]


def test_why_a_row_matches(searcher: Searcher) -> None:
    def why(text: str) -> tuple[str, list[str]]:
        query = parse(text)
        found = searcher.why(searcher.search(query).ranked[0], query)
        return found.where, [found.text[start:end] for start, end in found.spans]

    assert why("turkey type:investment") == ("evidence", ["Turkey"])
    assert why("firtina") == ("title", ["Fırtına"])
    assert why("actor:kotra") == ("title", ["KOTRA"])
    assert why("type:meeting")[1] == []
    assert why("topic:gaza") == ("topic", ["Gaza"])
    assert why("ㅎㄱㅈㅈ") == ("actor", ["Korean War"])
    assert why("turke*") == ("evidence", ["Türkiye"])


def test_why_shows_the_figure_and_the_date_that_were_asked_for() -> None:
    shelf = Shelf()
    shelf.add("Export", "In May 2018 it sold for over $10 billion, or 11 trillion won, in 3 years.", "2018-05")
    library = shelf.library()
    [event], text = library.events, library.events[0].evidence[0].exact
    figures: tuple[tuple[AmountKind, float, str, Hedge | None, str], ...] = (
        ("money", 1e10, "USD", ">", "over $10 billion"),
        ("money", 1.1e13, "KRW", None, "11 trillion won"),
        ("duration", 3, "year", None, "3 years"),
    )
    amounts = []
    for kind, value, unit, hedge, words in figures:
        start = event.evidence[0].start + text.index(words)
        amounts.append(Amount(kind, value, unit, hedge, words, None, None, None, 0, start, start + len(words)))
    date = dataclasses.replace(event.date, text="May 2018")
    event = dataclasses.replace(event, amounts=tuple(amounts), date=date)
    searcher = Searcher(dataclasses.replace(library, events=(event,)), saved={"big": "amount:12bn"})
    for query, lit in {
        "amount:12bn": ["over $10 billion"],
        "saved:big": ["over $10 billion"],
        "amount:>1bn": ["over $10 billion", "11 trillion won"],
        "amount:>1bn cur:KRW": ["11 trillion won"],
        "cur:USD OR amount:3yrs": ["over $10 billion", "3 years"],
        "date:2018 sold": ["May 2018", "sold"],
        "since:2018 -amount:5bn": ["May 2018"],
        "-date:1987": [],
        "title:export": ["Export"],
        "title:export sold": ["sold"],
    }.items():
        assert list(searcher.search(parse(query)).rows) == [0], query
        why = searcher.why(0, parse(query))
        assert [why.text[start:end] for start, end in why.spans] == lit, query
        assert why.where == ("title" if query == "title:export" else "evidence")


def test_a_saved_search_says_why_as_its_words_do(library: Library) -> None:
    searcher = Searcher(library, saved={"guns": "firtina", "mine": "saved:guns", "office": "actor:kotra"})
    for text, written in (("saved:mine", "firtina"), ("saved:office", "actor:kotra")):
        rows = searcher.search(parse(text)).rows
        assert len(rows) and list(rows) == list(searcher.search(parse(written)).rows)
        for row in rows:
            assert searcher.why(row, parse(text)) == searcher.why(row, parse(written))
            assert searcher.why(row, parse(text)).spans


def test_whom_a_name_leaves_aside_is_told(searcher: Searcher) -> None:
    assert searcher.search(parse("actor:korea")).aside == (
        "actor:korea is South Korea alone; actor:korea* has North Korea too",
    )
    for text in ("actor:korea*", "-actor:korea", "actor:turkiye", "actor:kot*", "place:manisa", 'actor:"=Korea"', "korea"):
        assert searcher.search(parse(text)).aside == ()
    assert searcher.search(parse("actor:korea"), typing=True).aside == ()


def test_what_is_found_by_a_name_nobody_sees_is_told(searcher: Searcher) -> None:
    for text, name, shown in (
        ("ㅎㄱㅈㅈ", "한국전쟁", "Korean War"),
        ("turke*", "Turkey", "Türkiye"),
        ("한국전*", "한국전쟁", "Korean War"),
    ):
        query = parse(text)
        result = searcher.search(query)
        assert shown in result.also
        assert all(searcher.why(row, query).spans for row in result.rows)
        named = [searcher.why(row, query).name for row in result.rows if searcher.why(row, query).where == "actor"]
        assert named and set(named) == {name}
    assert searcher.search(parse("ㅎㄱㅈㅈ")).also == ("한국전쟁", "Korean War")
    assert "Türkiye" in searcher.search(parse("터*")).also and searcher.search(parse("tu*")).also == ()
    assert searcher.search(parse("korean")).also == ()


def test_a_korean_word_is_no_beginning_of_a_name() -> None:
    shelf = Shelf()
    shelf.add("War", "741 soldiers were killed in the Korean War.", actors=("korean-war",))
    shelf.add("Rail", "Hyundai Rotem built it.", actors=("hyundai-rotem",))
    shelf.add("Told", "한국전쟁은 끝났다.")
    shelf.add("Land", "The envoy spoke.", actors=("south-korea",))
    for entities, land in ((ENTITIES, "Land "), ([e for e in ENTITIES if e.id != "south-korea"], "")):
        searcher = Searcher(dataclasses.replace(shelf.library(), entities=entities))

        def titles(text: str, typing: bool = False, searcher: Searcher = searcher) -> str:
            rows = searcher.search(parse(text), typing=typing).rows
            return " ".join(sorted(searcher.library.events[row].title for row in rows))

        assert titles("한국") == f"{land}Told", "what a text writes on to a word may be a particle"
        assert titles("한국*") == titles("한국", typing=True) == f"{land}Told War"
        assert titles("who:한국") == f"{land}Told" and titles("actor:한국") == land.strip()
        assert titles("actor:한국*") == f"{land}War"
        assert titles("한국전쟁") == titles("ㅎㄱㅈㅈ") == "Told War" and titles("현대") == "" and titles("현대로템") == "Rail"
        assert titles("ㅎㄱ") == (titles("한국") if land else "Told War"), "initials mean whole words where there are any"
        texts = ("한국", "한국*", "한", "ㅎㄱ", "ㅎ", "ㅎㄷ*", "현*", "who:한", "actor:한국*", "who:ㅎㄱㅈㅈ", "korean war")
        for text, typing in itertools.product(texts, (False, True)):
            for row in searcher.search(parse(text), typing=typing).rows:
                assert searcher.why(row, parse(text), typing=typing).spans, (text, typing)


def test_whom_a_beginning_finds_beside_a_whole_name_is_lit(library: Library) -> None:
    for text, typing, lit in (
        ("한국", False, 0),
        ("한국", True, 1),
        ("한국*", False, 1),
        ("ㅎㄱㅈㅈ", False, 1),
        ("r*", False, 0),
    ):
        assert len(highlight.spans("The Korean War", parse(text), library, typing=typing)) == lit, text


def test_every_hit_of_the_shipped_database_says_why() -> None:
    database = config.bundle()
    assert database is not None
    searcher = Searcher(store.load(database))
    names = dict.fromkeys(name.replace('"', "") for e in searcher.library.entities for name in (e.name, *e.aliases))
    texts = dict.fromkeys(names)
    for name in names:
        texts.update(dict.fromkeys((f"{name[:2]}*", choseong(name.replace(" ", ""))[:2], f'country:"{name}"', f'who:"{name}"')))
    for number, text in enumerate(texts):
        query, typing = parse(text), number % 2 == 0
        for row in searcher.search(query, typing=typing).rows[:: 1 + number % 5]:
            assert searcher.why(row, query, typing=typing).spans, (text, typing, searcher.library.events[row].id)


def test_why_names_the_country_of_what_is_found_as_its() -> None:
    shelf = Shelf()
    shelf.add("Aid", "It was sent there.", actors=("gaza",))
    entities = [Entity("gaza", "Gaza", "place", (), "PSE"), Entity("pse", "Palestine", "country", ("팔레스타인",), "PSE")]
    searcher = Searcher(dataclasses.replace(shelf.library(), entities=entities))
    for text in ("palestine", "country:palestine", "country:PSE", "country:팔레스타인", "팔레스타인", "ㅍㄹㅅㅌㅇ"):
        query = parse(text)
        [row] = searcher.search(query).rows
        found = searcher.why(row, query)
        assert (found.where, found.text, found.spans, found.name) == ("actor", "Gaza", ((0, 4),), "Palestine"), text


def test_why_does_not_depend_on_other_parts(searcher: Searcher, shelf: dict[str, str]) -> None:
    row = searcher.library.index.row[shelf["war"]]
    for text in ("한국*", "ㅎㄱㅈㅈ", "터키", "turkey"):
        whole, narrowed = (searcher.why(row, parse(one)) for one in (text, f"{text} id:{shelf['war']}"))
        assert whole == narrowed and whole.spans
    assert searcher.why(row, parse("actor:한국전쟁")).name == "한국전쟁"


def test_a_title_that_is_asked_for_exactly(find) -> None:  # type: ignore[no-untyped-def]
    assert find('title:="Fırtına"') == find("title:=Fırtına") == find("title:firtina") == ["howitzer"]
    assert find('title:="firtina"') == find("title:=fırtına") == find("title:=Fırt", typing=True) == []
    assert find('publisher:="Herald"') == find("publisher:herald") and find("publisher:=herald") == []
    assert find("topic:=Gaza") == ["undated"] and find("topic:=gaza") == []
    assert find('actor:="korean war"') == ["war"] and find('actor:="korean"', typing=True) == []


def test_saved_searches_nest_and_never_loop(library: Library) -> None:
    saved = {
        "Defense": "domain:defense",
        "early": "saved:defense date:1980s",
        "a": "saved:b",
        "b": "saved:a war",
        "bad": "type:vist",
    }
    searcher = Searcher(library, saved=saved)

    def titles(text: str) -> list[str]:
        return [library.events[row].title for row in searcher.search(parse(text)).rows]

    assert titles("saved:early") == ["Talks on missiles"]
    assert titles("-saved:early domain:defense") == ["Fırtına howitzers ordered"]
    assert titles("saved:early,defense") == ["Talks on missiles", "Fırtına howitzers ordered"]
    looping = searcher.search(parse("saved:a missile"))
    assert "leads back to itself" in looping.problems[0].message
    assert list(looping.rows) == [], "what is not there finds nothing rather than everything"
    assert titles("saved:nothing OR missile") == ["Talks on missiles"]
    [problem] = searcher.search(parse("saved:bad")).problems
    assert "in saved:bad: " in problem.message and "vist" in problem.message
    [problem] = searcher.search(parse("saved:defens")).problems
    assert "did you mean saved:defense?" in problem.message
    searcher.saved = {**saved, "new": "missile"}
    assert titles("saved:new") == ["Talks on missiles"]


@pytest.mark.parametrize(
    "faulty", ["type:vist", "-type:vist", "-(type:vist OR acter:x)", "-(type:vist acter:x)", "(type:vist OR acter:x)"]
)
def test_faulty_parts_are_left_out(find, faulty: str) -> None:  # type: ignore[no-untyped-def]
    assert find(faulty) == ORDER
    assert find(f"missile {faulty}") == ["decade"]
    assert find(f"missile OR {faulty}") == ["decade"]
    assert find(f"missile OR ({faulty} {faulty})") == ["decade"]


def test_documents_of_a_result(searcher: Searcher) -> None:
    assert searcher.documents(parse("manisa")) == ("digest",)
    assert searcher.documents(parse("turkey")) == ("digest", "note")


WORDS_OF_ALL_KINDS = [
    "",
    "t",
    "ag",
    "agreement",
    "missiles",
    "한국",
    "한구",
    '"south korea"',
    "ㅎㄱ",
    "k2",
    '"agreement contract"',
]


@pytest.mark.parametrize("text", WORDS_OF_ALL_KINDS)
@pytest.mark.parametrize("typing", [False, True])
def test_the_first_words_are_found_as_the_later_ones(text: str, typing: bool) -> None:
    early, late = Searcher(made_up(300)), Searcher(made_up(300))
    late.postings.list_words()  # type: ignore[attr-defined]
    assert early.search(parse(text), typing=typing).bits == late.search(parse(text), typing=typing).bits


def test_a_newer_query_wins(tmp_path: Path) -> None:
    library = through_file(made_up(500), tmp_path)
    searcher = Searcher(library)
    with pytest.raises(Superseded):
        searcher.search(parse('-"agreement contract"'), stop=lambda: True)
    assert searcher.search(parse('-"agreement contract"')).certain > 400


def test_searching_in_memory_imports_nothing_heavy() -> None:
    code = (
        "import sys; from kortui.search.index import Searcher; from kortui.search.query import parse;"
        "from kortui.model import Library; Searcher(Library([], [], [], [], [])).search(parse('altay type:visit'));"
        "print(*sys.modules)"
    )
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    heavy = {
        "textual",
        "rich",
        "tinydb",
        "sqlite3",
        "click",
        "difflib",
        "yaml",
        "platformdirs",
        "filelock",
        "asyncio",
        "typing_extensions",
    }
    assert not heavy & loaded
    assert "kortui.search.values" not in loaded, "only dates and amounts need it"
    assert "kortui.search.highlight" not in loaded, "only what is shown needs it"


# Both engines

WORDS = [
    "agreement",
    "tank",
    "trad",
    "kor",
    "터키",
    "한국",
    "South Korea",
    "k2",
    "t-155 firtina",
    "war",
    "us",
    "ㅎㄱ",
    "ㅌㄱ",
    "ünver",
    "Korea",
    '"south korea"',
    '"agreement contract"',
    '"black panther"',
    "=Türkiye",
    '="South Korea"',
    "agre*",
    "İstanbul",
]
TERMS = [
    "type:visit",
    "type:visit,meeting",
    "domain:trade",
    "date:1980s",
    "date:=1990s",
    "date:1950..1972",
    "date:..1950",
    "since:2015",
    "date:none",
    "date:2020-05",
    "amount:>=1bn",
    "amount:1k..5m cur:KRW",
    "cur:USD",
    "amount:<10k",
    "is:uncertain",
    "is:conflict",
    "is:future",
    "has:amount",
    "actor:turkiye",
    "actor:holding",
    "who:poland",
    "country:KOR",
    "place:ankara",
    "doc:7",
    "topic:gaza",
    "publisher:courier",
    "rel:bilateral",
    "stage:ordered",
    "is:stale",
    "id:ea",
    "title:tank",
    "saved:mine",
    "is:single-source",
    "basis:document",
    "basis:published,stated",
]
leaf = st.one_of(st.sampled_from(WORDS), st.sampled_from(TERMS))
queries = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda p: f"({p[0]} OR {p[1]})"),
        inner.map(lambda t: f"-({t})"),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Searcher, Searcher]]:
    folder = tmp_path_factory.mktemp("engines")
    memory = made_up(1500)
    events = [
        event if number % 7 else dataclasses.replace(event, date=dataclasses.replace(event.date, basis="document"))
        for number, event in enumerate(memory.events)
    ]
    memory = dataclasses.replace(memory, events=events)
    stored = through_file(memory, folder)
    assert list(Searcher(memory).search(parse("basis:document")).rows) == list(range(0, 1500, 7))
    saved = {"mine": "tank OR date:1990s"}
    yield Searcher(memory, saved=saved, starred=tuple), Searcher(stored, saved=saved, starred=tuple)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    queries,
    st.sampled_from(
        ["", "sort:title", "sort:-amount", "sort:amount", "sort:-date", "sort:rank", "sort:-evidence", "sort:-type"]
    ),
    st.sampled_from(["", "group:year", "group:decade", "group:domain", "group:type", "group:actor", "group:document"]),
    st.booleans(),
    st.sampled_from(["", ' "trade agr']),
)
def test_memory_and_file_agree(
    engines: tuple[Searcher, Searcher], text: str, order: str, group: str, typing: bool, end: str
) -> None:
    query = parse(f"{order} {group} {text}{end}")
    assert not any(isinstance(leaf, Faulty) for leaf, _ in leaves(query.root)), "all of it is meant as written"
    memory, stored = (searcher.search(query, typing=typing) for searcher in engines)
    assert list(stored.rows) == list(memory.rows)
    assert list(stored.ranked) == list(memory.ranked)
    assert (stored.certain, stored.possible) == (memory.certain, memory.possible)
    assert stored.also == memory.also
    assert sorted(memory.ranked) == sorted(memory.rows)


def test_another_order_leaves_the_groups_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = Searcher(made_up(150))
    counted: list[int] = []
    cut = ByKey.cut
    monkeypatch.setattr(ByKey, "cut", lambda self, bits: counted.append(bits) or cut(self, bits))

    def rows(text: str) -> Grouped:
        found = searcher.search(parse(text)).rows
        assert isinstance(found, Grouped)
        return found

    first, second, fewer = rows("group:type sort:title"), rows("group:type sort:amount"), rows("group:type date:1990..")
    assert first.cut is second.cut and first.cut is not None and first.cut.starts[0] == 0
    assert [*first] != [*second] and sorted(first) == sorted(second)
    assert len(counted) == 1
    assert fewer.cut is not first.cut and 0 < len(fewer) < len(first)
    by_date, turned = rows("group:year sort:-date"), rows("group:year sort:title")
    assert by_date.cut is not turned.cut and sorted(by_date) == sorted(turned)


@pytest.mark.parametrize("narrowed", ["", "domain:trade", "group:type", "group:year"])
def test_types_come_one_behind_the_other(narrowed: str) -> None:
    library = made_up(150)
    searcher = Searcher(library)
    result, turned = (searcher.search(parse(f"{narrowed} sort:{order}")).rows for order in ("type", "-type"))
    cut = result.cut if isinstance(result, Grouped) else None
    starts = [0] if cut is None else [*cut.starts]
    for begin, end in itertools.pairwise([*starts, len(result)]):
        rows = [*result[begin:end]]
        assert rows == sorted(rows, key=lambda row: (library.events[row].type, row))
        assert [*turned[begin:end]] == rows[::-1] and [turned.place(row) for row in rows] == [*range(begin, end)][::-1]
    assert len({library.events[row].type for row in result}) > 3 and len(starts) > 3 * narrowed.startswith("group")


def test_the_next_letter_reads_no_words_again_that_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = made_up(300)
    stored, memory = Searcher(through_file(library, tmp_path)), Searcher(library)
    unpacked: list[int] = []
    unpack = stored_postings.unpack
    monkeypatch.setattr(stored_postings, "unpack", lambda data, size: (unpacked.append(len(data)), unpack(data, size))[1])
    for space in ("title", "text"):
        assert memory.postings.keys(space, "exercise", "exercisf"), "there are such words"
        assert stored.postings.union(space, "exer", "exes") == memory.postings.union(space, "exer", "exes")
        assert unpacked
        unpacked.clear()
        for low, high in (("exerc", "exerd"), ("exerci", "exercj"), ("exercise", "exercisf")):
            assert stored.postings.union(space, low, high) == memory.postings.union(space, low, high)
        assert stored.postings.get(space, "exercise") == memory.postings.get(space, "exercise")
        assert not unpacked
        assert stored.postings.union(space, "mini", "minj") == memory.postings.union(space, "mini", "minj")


def test_all_searches_of_a_library_share_its_orders(tmp_path: Path) -> None:
    library = through_file(made_up(150), tmp_path)
    one, other = Searcher(library), Searcher(library)
    for name in ORDERS:
        assert one.order(name) is other.order(name)
    assert one.divisions is not other.divisions
    found = [searcher.search(parse("group:type sort:type")).rows for searcher in (one, other)]
    assert [*found[0]] == [*found[1]]
    gone = weakref.ref(one)
    del one, found
    gc.collect()
    assert gone() is None, "what is shared holds no search"


def test_the_lazy_library_is_the_library(tmp_path: Path) -> None:
    library = made_up(300)
    lazy = through_file(library, tmp_path)
    assert list(lazy.events) == list(library.events)
    assert list(lazy.documents) == list(library.documents)
    assert tuple(lazy.entities) == tuple(library.entities)
    assert lazy.events[-1] == library.events[-1] and list(lazy.events[3:6]) == list(library.events[3:6])
    event = library.events[17]
    assert lazy.index.row[event.id] == 17 and "x" not in lazy.index.row
    assert lazy.index.document[event.evidence[0].document] == library.index.document[event.evidence[0].document]
    assert lazy.index.rows_of_entity["turkiye"] == library.index.rows_of_entity["turkiye"]
    assert lazy.index.rows_of_document["document-000000"] == library.index.rows_of_document["document-000000"]
    assert dict(lazy.index.conflicts_of) == dict(library.index.conflicts_of)
    assert len(lazy.index.conflicts_of) == len(library.index.conflicts_of) and "x" not in lazy.index.conflicts_of
    assert dict(lazy.index.entity) == dict(library.index.entity)
    assert lazy.index.name_keys == [keys_of(entity) for entity in library.entities]
    assert lazy.index.name("turkiye") == "Türkiye" and lazy.index.name("x") == "x"
    assert lazy.sha256 == library.sha256


def test_a_line_of_a_list_is_read_without_the_documents_of_its_evidence(tmp_path: Path) -> None:
    library = made_up(60)
    lazy = through_file(library, tmp_path)
    for row, event in enumerate(library.events):
        line = lazy.index.line(row)
        shown = (line.id, line.title, line.date, line.domains, line.relevance, line.reviewed)
        assert shown == (event.id, event.title, event.date, event.domains, event.relevance, event.reviewed)
    documents = lazy.documents
    assert isinstance(documents, LazyRows) and not documents._kept
    assert lazy.events[7] == library.events[7] and lazy.index.line(7) is lazy.events[7] and documents._kept


def test_stale_evidence_is_marked_by_both(tmp_path: Path) -> None:
    library = made_up(100)
    moved = [dataclasses.replace(e, evidence=(dataclasses.replace(e.evidence[0], start=1),)) for e in library.events[:3]]
    database = tmp_path / "kortui.json"
    store.save(database, dataclasses.replace(library, events=[*moved, *library.events[3:]]))
    assert deriving.make(database, tmp_path)
    lazy = derived.load(database, tmp_path)
    assert lazy is not None
    for found in (store.load(database), lazy):
        assert [e.evidence[0].state for e in found.events[:4]] == ["stale"] * 3 + ["found"]
        assert list(Searcher(found).search(parse("is:stale")).rows) == [0, 1, 2]


# The derived file is never trusted


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "kortui.json"
    store.save(path, made_up(200))
    assert deriving.make(path, tmp_path)
    return path


def test_a_changed_database_is_not_opened_by_an_old_file(database: Path, tmp_path: Path) -> None:
    assert derived.load(database, tmp_path) is not None
    assert derived.verify(database, tmp_path)
    store.save(database, made_up(201))
    assert derived.load(database, tmp_path) is None
    assert deriving.make(database, tmp_path)
    found = derived.load(database, tmp_path)
    assert found is not None and len(found.events) == 201


def test_content_that_changed_behind_our_back_is_found_out(database: Path, tmp_path: Path) -> None:
    before = database.stat()
    data = database.read_bytes()
    at = data.index(b"Report 1 on")
    database.write_bytes(data[:at] + b"Raport  1 on"[:11] + data[at + 11 :])
    os.utime(database, ns=(before.st_atime_ns, before.st_mtime_ns))
    opened = derived.load(database, tmp_path)
    assert opened is not None, "size, time and inode are the same"
    with pytest.raises(DerivedDamagedError):
        list(opened.documents)
    assert not derived.verify(database, tmp_path)
    assert derived.load(database, tmp_path) is None, "it was thrown away"


def _touched(database: Path, how: str) -> None:
    if how == "touch":
        os.utime(database, ns=(1, database.stat().st_mtime_ns + 10**9))
    else:  # as `cp` and a build that comes to the same do
        other = database.with_suffix(".copy")
        other.write_bytes(database.read_bytes())
        os.replace(other, database)


@pytest.mark.parametrize("how", ["touch", "replace"])
def test_the_file_of_a_database_of_the_same_content_is_taken_over(
    database: Path, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = derived.path_of(database, tmp_path)
    before = target.stat()
    _touched(database, how)
    assert derived.load(database, tmp_path) is None and content.may_fit(target, database), "nothing is hashed when it is opened"
    assert deriving.make(database, tmp_path)
    opened = derived.load(database, tmp_path)
    assert opened is not None and [e.id for e in opened.events] == [e.id for e in store.load(database).events]
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns), "it was left as it is"
    assert derived.verify(database, tmp_path)
    _touched(database, how)
    assert derived.load(database, tmp_path) is None, "what is known is of one state of the database"


def test_another_content_of_the_same_size_makes_the_file_anew(database: Path, tmp_path: Path) -> None:
    target, data = derived.path_of(database, tmp_path), database.read_bytes()
    assert data.count(b"Report 1 on") == 1
    _touched(database, "touch")
    assert deriving.make(database, tmp_path)
    database.write_bytes(data.replace(b"Report 1 on", b"Raport 1 on"))
    assert derived.load(database, tmp_path) is None and content.may_fit(target, database)
    made = target.stat().st_ino
    assert deriving.make(database, tmp_path) and target.stat().st_ino != made
    opened = derived.load(database, tmp_path)
    assert opened is not None and any(d.title.startswith("Raport 1") for d in opened.documents)
    store.save(database, made_up(201))
    assert not content.may_fit(target, database), "of another size"


def test_a_note_of_another_content_is_not_believed(database: Path, tmp_path: Path) -> None:
    target = derived.path_of(database, tmp_path)
    _touched(database, "touch")
    for noted in (b"", b"\xff", f"{layout.signature(database.stat())} {'0' * 64}\n".encode()):
        Path(content.noted_in(target)).write_bytes(noted)
        assert derived.load(database, tmp_path) is None


@pytest.mark.parametrize("damage", ["cut", "empty", "noise", "text", "folder", "version"])
def test_a_damaged_file_is_thrown_away(database: Path, tmp_path: Path, damage: str) -> None:
    target = derived.path_of(database, tmp_path)
    data = target.read_bytes()
    if damage == "cut":
        target.write_bytes(data[: len(data) // 2])
    elif damage == "empty":
        target.write_bytes(b"")
    elif damage == "noise":
        target.write_bytes(bytes(b ^ 0x5A for b in data))
    elif damage == "text":
        target.write_text("not a database")
    elif damage == "folder":
        target.unlink()
        target.mkdir()
    else:
        with sqlite3.connect(target) as connection:
            connection.execute("update meta set value = 0 where key = 'version'")
        connection.close()
    assert derived.load(database, tmp_path) is None
    if damage != "folder":
        assert deriving.make(database, tmp_path)
        assert derived.load(database, tmp_path) is not None


def test_damage_inside_is_told_and_never_a_wrong_answer(database: Path, tmp_path: Path) -> None:
    target = derived.path_of(database, tmp_path)
    with sqlite3.connect(target) as connection:
        connection.execute("update posting set rows = x'01ffff' where key = 'type:visit'")
        connection.execute("update posting set rows = x'00ffffffff' where key = 'type:meeting'")
    connection.close()
    opened = derived.load(database, tmp_path)
    assert opened is not None
    for text in ("type:visit", "type:meeting"):
        with pytest.raises(DerivedDamagedError):
            Searcher(opened).search(parse(text))


def _behind(data: bytes) -> bytes:
    """Numbers of the same shape, one of which is that of a row behind the last."""
    return (10**6).to_bytes(4, "little") + data[4:]


def _twice(data: bytes) -> bytes:
    """Numbers of the same shape, one of which comes twice."""
    return data[4:8] + data[4:]


def _other_bits(data: bytes) -> bytes:
    """A row set of the same kind and length with one bit turned round."""
    return data[:-5] + bytes([data[-5] ^ 1]) + data[-4:]


@pytest.mark.parametrize(
    ("table", "column", "where", "other", "query"),
    [
        ("ordering", "rows", "name = 'title'", _behind, "sort:title"),
        ("ordering", "rows", "name = 'title'", _twice, "sort:title type:visit"),
        ("ordering", "rows", "name = '-amount'", _twice, "-sort:amount type:visit sort:-amount"),
        ("ordering", "rows", "name = 'place:title'", _behind, "sort:title group:year"),
        ("posting", "rows", "key = 'type:visit'", _other_bits, "type:visit"),
        ("column_data", "rows", "name = 'starts'", _behind, "date:1990..2000"),
        ("column_data", '"values"', "name = 'ends'", _twice, "date:1990..2000"),
        ("span", "begins", "1", _twice, ""),
        ("event_id", "rows", "1", _behind, "id:e"),
    ],
)
def test_numbers_of_the_right_shape_that_are_others_are_told(
    database: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    table: str,
    column: str,
    where: str,
    other: Callable[[bytes], bytes],
    query: str,
) -> None:
    target = derived.path_of(database, tmp_path)
    with sqlite3.connect(target) as connection:
        connection.create_function("other", 1, other)
        assert connection.execute(f"update {table} set {column} = other({column}) where {where}").rowcount
    connection.close()
    opened = derived.load(database, tmp_path)
    assert opened is not None
    with pytest.raises(derived.DerivedDamagedError, match="search file is damaged"):
        if query:
            list(Searcher(opened).search(parse(query)).rows)
        else:
            postings_of(opened).spans  # noqa: B018 - read at this
    assert not target.exists(), "it was thrown away"


_LISTS: tuple[tuple[str, str, str, Callable[[Library], object]], ...] = (
    ("event_id", "ids", "1", lambda opened: list(opened.index.ids_of([0] * 300))),
    ("event_id", "ids", "1", lambda opened: opened.index.row["e" + "z" * 11]),
    ("forward", '"values"', "field = 'actor'", lambda opened: postings_of(opened).counts("actor", -1 & (1 << 190) - 1)),
    ("meta", "value", "key = 'labels'", lambda opened: postings_of(opened).labels),
    ("meta", "value", "key = 'names'", lambda opened: opened.index.name_keys),
)


@pytest.mark.parametrize(("table", "column", "where", "read"), _LISTS, ids=["ids", "id", "values", "labels", "names"])
def test_one_letter_of_a_list_that_is_another_is_told(
    database: Path, tmp_path: Path, table: str, column: str, where: str, read: Callable[[Library], object]
) -> None:
    def other(data: bytes) -> bytes:
        return re.sub(rb"[a-w](?=[a-z0-9]*\")", lambda found: bytes([found[0][0] + 1]), data, count=1)

    target = derived.path_of(database, tmp_path)
    with sqlite3.connect(target) as connection:
        connection.create_function("other", 1, other)
        before = connection.execute(f"select {column} from {table} where {where}").fetchone()
        connection.execute(f"update {table} set {column} = other({column}) where {where}")
        assert connection.execute(f"select {column} from {table} where {where}").fetchone() != before
    connection.close()
    opened = derived.load(database, tmp_path)
    assert opened is not None, "a list is not looked at when the file is opened"
    with pytest.raises(derived.DerivedDamagedError, match="search file is damaged"):
        read(opened)
    assert not target.exists() and deriving.make(database, tmp_path), "it is made anew"


def test_rows_that_there_are_not_are_told(database: Path, tmp_path: Path) -> None:
    with sqlite3.connect(derived.path_of(database, tmp_path)) as connection:
        connection.execute("update record_id set position = position + 1000000 where kind = 'documents'")
    connection.close()
    opened = derived.load(database, tmp_path)
    assert opened is not None
    with pytest.raises(derived.DerivedDamagedError, match="which there is not"):
        opened.index.document[next(iter(opened.index.document))]


@pytest.mark.parametrize("seed", range(24))
def test_damage_of_pages_is_told_as_such_and_the_file_thrown_away(seed: int, tmp_path: Path) -> None:
    chance, database = random.Random(seed), tmp_path / "kortui.json"
    store.save(database, made_up(700))
    assert deriving.make(database, tmp_path)
    target = derived.path_of(database, tmp_path)
    data = bytearray(target.read_bytes())
    for _ in range(12):
        at = chance.randrange(8192, len(data) - 2000)
        data[at : at + 2000] = chance.randbytes(2000)
    target.write_bytes(data)
    opened = derived.load(database, tmp_path)
    if opened is not None:
        with pytest.raises(DerivedDamagedError, match="search file is damaged") as caught:
            for word in ("a", "b", "c", "d", "m", "p", "s", "t"):
                searcher = Searcher(opened)
                list(searcher.search(parse(f"{word}* OR id:e{word}")).rows)
            for event in opened.events:
                opened.index.conflicts_of.get(event.id)
            list(opened.index.ids_of(range(len(opened.events))))
            postings = searcher.postings
            for space in ("title", "text", "fields"):
                for key in postings.keys(space):
                    postings.get(space, key)
            for order in ("title", "amount", "type", "evidence"):
                postings.order(order)
        assert caught.value.where == str(target) and "made anew" in caught.value.line()
    assert not target.exists() and derived.load(database, tmp_path) is None


def test_places_are_read_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_KEPT", 1)
    library, database = made_up(2 * PART + 3), tmp_path / "kortui.json"
    store.save(database, library)
    assert deriving.make(database, tmp_path)
    opened = derived.load(database, tmp_path)
    assert opened is not None and len(opened.events) == len(library.events)
    for row in (2 * PART + 2, 0, PART - 1, PART, 2 * PART, 1):
        assert opened.events[row] == library.events[row]
    assert [e.id for e in opened.events] == [e.id for e in library.events]


@pytest.mark.parametrize(
    "damage", ["places = x'00' where part = 0", "places = 7", "part = part + 100", "places = substr(places, 2)"]
)
def test_damaged_places_are_told(database: Path, tmp_path: Path, damage: str) -> None:
    with sqlite3.connect(derived.path_of(database, tmp_path)) as connection:
        connection.execute(f"update place set {damage}")
    connection.close()
    opened = derived.load(database, tmp_path)
    assert opened is not None
    with pytest.raises(DerivedDamagedError, match="search file"):
        list(opened.documents)


def test_what_kortui_did_not_write_is_not_derived(tmp_path: Path) -> None:
    database = tmp_path / "kortui.json"
    for text in ("", "{}", "[1]", '{"meta": {"1": {"schema": 1}}}', "\x00\x01", '{"events": {\n"1": {"id": 5}\n}}\n'):
        database.write_text(text)
        assert not deriving.make(database, tmp_path), text
        assert derived.load(database, tmp_path) is None
    store.save(database, made_up(50))
    lines = database.read_text().splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if '"actors"' in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    database.write_text("".join(lines))
    assert not deriving.make(database, tmp_path), "events out of order"
    for old, new in (
        ('"schema": 1', '"schema": 2'),
        ('"equivalent_to": null', '"equivalent_to": 7'),
        ('"domains": ["trade"]', '"domains": []'),
    ):
        store.save(database, made_up(50))
        database.write_text(database.read_text().replace(old, new))
        assert not deriving.make(database, tmp_path), new
        with pytest.raises(DatabaseError):
            store.load(database)
    assert derived.load(tmp_path / "absent.json", tmp_path) is None


def test_nothing_can_be_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    database = tmp_path / "kortui.json"
    store.save(database, made_up(20))
    (tmp_path / "file").write_text("")
    assert deriving.start(database, tmp_path / "file" / "cache") is None
    assert not deriving.make(database, tmp_path / "file")
    assert len(Searcher(store.load(database)).search(parse("")).rows) == 20


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    database = tmp_path / "kortui.json"
    store.save(database, made_up(500))
    target = derived.path_of(database, tmp_path)
    target.parent.mkdir()
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "from kortui.search.build import main; sys.exit(main(sys.argv[1:]))"
    )
    full = subprocess.run([sys.executable, "-c", code, str(database), str(target)], check=False, timeout=60)
    assert full.returncode == 2
    assert list(target.parent.iterdir()) == []
    assert derived.load(database, tmp_path) is None


def test_derived_files_of_databases_that_are_gone_are_thrown_away(tmp_path: Path) -> None:
    databases = [tmp_path / os.fsdecode(name) for name in (b"gone-\xff.json", b"kept.json", b"new.json")]
    for path in databases:
        store.save(path, made_up(30))
    gone, kept, new = databases
    assert deriving.make(gone, tmp_path) and deriving.make(kept, tmp_path)
    (foreign := tmp_path / "search" / "foreign.sqlite").write_bytes(b"no database at all")
    gone.unlink()
    assert deriving.make(new, tmp_path)
    assert not derived.path_of(gone, tmp_path).exists()
    assert derived.load(kept, tmp_path) is not None and derived.load(new, tmp_path) is not None and foreign.exists()


def test_derived_files_are_kept_in_the_cache_folder(tmp_path: Path) -> None:
    database = tmp_path / "kortui.json"
    store.save(database, made_up(20))
    assert deriving.make(database)
    assert derived.path_of(database).is_relative_to(os.environ["XDG_CACHE_HOME"])
    assert derived.path_of(database).stat().st_mode & 0o777 == 0o600
    assert derived.path_of(database).parent.stat().st_mode & 0o777 == 0o700
    found = derived.load(database)
    assert found is not None and len(found.events) == 20
    derived.discard(database)
    assert derived.load(database) is None


def test_two_makers_and_a_killed_one_leave_one_whole_file(tmp_path: Path) -> None:
    database = tmp_path / "kortui.json"
    store.save(database, made_up(2000))
    killed = deriving.start(database, tmp_path)
    assert killed is not None
    killed.process.kill()
    killed.process.wait()
    target = derived.path_of(database, tmp_path)
    command = [sys.executable, "-m", "kortui.search.build", str(database), str(target)]
    makers = [subprocess.Popen(command) for _ in range(2)]
    assert [maker.wait(60) for maker in makers] == [0, 0]
    assert derived.load(database, tmp_path) is not None
    assert deriving.make(database, tmp_path)
    assert not list(target.parent.glob("*.tmp")), "what the killed one left is swept away"


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ('{"evidence": [{"exact": "Tanks came."}], "title": "Tanks", "topic": null}', "Tanks came."),
        ('{"evidence": [{"exact": "Tanks came."}], "title": "", "topic": "arms"}', f"arms{BETWEEN}Tanks came."),
        ('{"evidence": [{"exact": "a"}, {"exact": ""}, {"exact": "b"}], "title": "t", "topic": "c"}', BETWEEN.join("cab")),
        (r'{"evidence": [{"exact": "said \"title\": \"x\""}], "title": "t", "topic": null}', 'said "title": "x"'),
        (r'{"evidence": [{"exact": "\u0041"}], "title": "t", "topic": null}', "A"),
    ],
)
def test_texts_are_taken_out_of_rows(row: str, text: str) -> None:
    assert _texts(row) == [text]


def _texts(row: str) -> list[str]:
    """The text of an event's row, in which evidence is written by its quotation alone."""
    whole = re.sub(r'\{"exact": ', '{"document": "d", "start": 0, "end": 1, "exact": ', row)
    return list(texts_of([whole.encode()], {}, Quotations(())))


@pytest.mark.parametrize(
    "row",
    [
        "{}",
        "[]",
        '{"evidence": [{"exact": "a"}], "title": "t"}',
        '{"evidence": [{"exact": 1}], "title": "t", "topic": null}',
        '{"evidence": [{"exact": "a"}], "title": "t", "topic": null',
    ],
)
def test_rows_without_their_texts_are_not_guessed_at(row: str) -> None:
    with pytest.raises(ValueError):
        _texts(row)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [('"title": 5', r'"title": "[^"]*"'), ('"domains": "trade"', r'"domains": \[[^]]*\]'), ('"id": null', r'"id": "[^"]*"')],
)
def test_rows_of_another_shape_are_not_derived_from(tmp_path: Path, wrong: str, right: str) -> None:
    database = tmp_path / "kortui.json"
    store.save(database, made_up(20))
    head, events, rest = re.split(r'("events": )', database.read_text(), maxsplit=1)
    damaged, count = re.subn(right, wrong, rest, count=1)
    assert count == 1
    database.write_text(head + events + damaged)
    with pytest.raises(NotDerivable):
        build.make(database, tmp_path / "x.sqlite")
    assert not (tmp_path / "x.sqlite").exists()


def test_two_processes_make_what_one_makes(tmp_path: Path) -> None:
    database = tmp_path / "kortui.json"
    store.save(database, made_up(700))
    code = "import sys; from kortui.search import build, scan, texts; {}; sys.exit(build.main(sys.argv[1:]))"
    shared = code.format("build.SHARED = scan.FLUSH = texts.FLUSH = 100")
    alone = code.format("build.SHARED = 10**9")
    contents = []
    for number, made in enumerate((shared, alone)):
        target = tmp_path / f"{number}.sqlite"
        subprocess.run([sys.executable, "-c", made, str(database), str(target)], check=True, timeout=60)
        with closing(sqlite3.connect(target)) as connection:
            contents.append(list(connection.iterdump()))
    assert contents[0] == contents[1]
    before, _, after = database.read_text().rpartition('"topic": ')
    database.write_text(f'{before}"topic": 5{after[after.index(", ") :]}')
    broken = subprocess.run([sys.executable, "-c", shared, str(database), str(tmp_path / "broken")], check=False, timeout=60)
    assert broken.returncode == 1, "both processes came upon it"
    assert {p.name for p in tmp_path.iterdir()} >= {"0.sqlite", "1.sqlite"}
    assert not (tmp_path / "broken").exists() and not list(tmp_path.glob(".broken*"))


OPENER = """
import sys, time
from kortui.search import deriving
sys.executable = sys.argv[3]  # makes nothing before it is told to
making = deriving.start(sys.argv[1], sys.argv[2]) or deriving.elsewhere(sys.argv[1], sys.argv[2])
print(type(making).__name__, flush=True)
while making.done is None:
    time.sleep(0.01)
print(making.done)
"""


def test_one_maker_is_enough_for_two_that_open_in_the_same_moment(tmp_path: Path) -> None:
    database, cache, gate, slow = (tmp_path / name for name in ("kortui.json", "cache", "gate", "slow"))
    store.save(database, made_up(300))
    os.mkfifo(gate)
    slow.write_text(f'#!/bin/sh\nread word < "{gate}"\nexec "{sys.executable}" "$@"\n')
    slow.chmod(0o700)
    command = [sys.executable, "-c", OPENER, str(database), str(cache), str(slow)]
    openers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = sorted(opener.stdout.readline().strip() for opener in openers if opener.stdout)
    assert told == ["Elsewhere", "Making"]
    assert deriving.start(database, cache) is None and deriving.elsewhere(database, cache) is not None
    gate.write_text("go\n")
    assert [opener.communicate(timeout=60)[0] for opener in openers] == ["True\n", "True\n"]
    assert derived.load(database, cache) is not None and deriving.elsewhere(database, cache) is None


def test_what_states_no_figure_stays_last(library: Library, searcher: Searcher) -> None:
    for text in ("sort:amount", "sort:-amount", "domain:defense sort:-amount"):
        rows = list(searcher.search(parse(text)).rows)
        stated = [any(a.value is not None for a in library.events[row].amounts) for row in rows]
        assert True in stated and False in stated
        assert stated == sorted(stated, reverse=True), text
        assert sorted(rows) == list(searcher.search(parse(text.replace("sort:-amount", "").replace("sort:amount", ""))).rows)
    figures = list(searcher.search(parse("sort:amount")).rows)
    turned = list(searcher.search(parse("sort:-amount")).rows)
    count = sum(any(a.value is not None for a in e.amounts) for e in library.events)
    money = sum(any(a.value is not None and a.kind == "money" for a in e.amounts) for e in library.events)
    assert 1 < money < count
    assert turned[:money] == figures[:money][::-1]
    assert turned[money:count] == figures[money:count][::-1]


def test_figures_are_compared_within_a_currency_and_a_kind_alone(library: Library, tmp_path: Path) -> None:
    def amounts(*told: tuple[str, float | None, str | None]) -> tuple[Amount, ...]:
        return tuple(Amount(kind, value, unit, None, "x", None, None, None, 0, 0, 1) for kind, value, unit in told)  # type: ignore[arg-type]

    stated = {
        "won": amounts(("money", 9e12, "KRW")),
        "both": amounts(("money", 9e12, "KRW"), ("money", 6.7e9, "USD")),
        "dollars": amounts(("duration", 2, "year"), ("money", 20e9, "USD"), ("money", 1, "USD")),
        "euro": amounts(("money", 3e9, "EUR")),
        "few won": amounts(("money", 5, "KRW")),
        "soldiers": amounts(("percent", 99, "percent"), ("count", 20_000, "soldier")),
        "tanks": amounts(("count", 180, "tank")),
        "share": amounts(("percent", 6, "percent")),
        "years": amounts(("duration", 13, "year")),
        "place": amounts(("ordinal", 10, None)),
        "vague": amounts(("money", None, "USD")),
        "none": (),
    }
    first = library.events[0]
    events = [
        dataclasses.replace(first, id=f"e{n:011}", title=name, amounts=found)
        for n, (name, found) in enumerate(sorted(stated.items()))
    ]
    made = dataclasses.replace(library, events=tuple(events), series=(), conflicts=())
    for searcher in (Searcher(made), Searcher(through_file(made, tmp_path))):
        titles = {
            sort: [events[row].title for row in searcher.search(parse(sort)).rows] for sort in ("sort:amount", "sort:-amount")
        }
        behind = ["share", "years", "place", "none", "vague"]
        assert titles["sort:amount"] == ["dollars", "both", "euro", "won", "few won", "soldiers", "tanks", *behind]
        assert titles["sort:-amount"] == ["both", "dollars", "euro", "few won", "won", "tanks", "soldiers", *behind]


# Row sets


@pytest.mark.parametrize("step", [1, 7, 400, 9_000])
def test_rows_of_sparse_sets_are_found_far_behind(step: int) -> None:
    expected = list(range(20_000 % step, 100_000, step))
    found = RowSet(bits_of(expected, 100_000))
    for at in {0, 1, len(expected) // 3, len(expected) - 1, 511, 512, 513} & set(range(len(expected))):
        assert found[at] == expected[at] and list(found[at : at + 3]) == expected[at : at + 3]


@given(st.sets(st.integers(0, 5000)), st.data())
def test_row_sets_are_sequences(rows: set[int], data: st.DataObject) -> None:
    expected = sorted(rows)
    found = RowSet(bits_of(rows, 5001))
    assert list(found) == expected and len(found) == len(expected)
    start, stop = data.draw(st.integers(-10, 5010)), data.draw(st.integers(-10, 5010))
    assert list(found[start:stop]) == expected[start:stop]
    assert list(found[::-1]) == expected[::-1]
    for at in data.draw(st.lists(st.integers(0, max(0, len(expected) - 1)), max_size=5)):
        if expected:
            assert found[at] == expected[at] and found[at - len(expected)] == expected[at]
            assert found.index(expected[at]) == at
    row = data.draw(st.integers(0, 5000))
    assert (row in found) == (row in rows)
    if expected:
        behind = [position for position, value in enumerate(expected) if value >= row]
        assert found.nearest(row) == (behind[0] if behind else len(expected) - 1)
    with pytest.raises(IndexError):
        found[len(expected)]


@given(st.lists(st.sets(st.integers(0, 60)), max_size=5), st.lists(st.sets(st.integers(0, 60)), min_size=1, max_size=6))
def test_values_are_counted_from_what_was_counted_before(lists: list[set[int]], asked: list[set[int]]) -> None:
    found = forward_of([(f"value {number}", sorted(rows)) for number, rows in enumerate(lists)], 61)
    again = Forward(found.values, found.slots, found.totals)
    for rows in [*asked, set(range(61)), set()]:
        counts = again.counts(bits_of(rows, 61))
        assert [counts[number] for number in range(1, len(lists) + 1)] == [len(rows & held) for held in lists]


@given(st.sets(st.integers(0, 300)), st.lists(st.integers(0, 400)))
def test_rows_below_bounds_are_counted(rows: set[int], limits: list[int]) -> None:
    limits.sort()
    assert counts_below(sum(1 << row for row in rows), limits) == [sum(row < limit for row in rows) for limit in limits]


def test_stretches_of_time_are_those_of_the_dates() -> None:
    def days(text: str) -> tuple[int, int]:
        span = bounds(text)
        return day_number(span.start, EARLIEST), day_number(span.end, LATEST)

    dates = ["../1950", "1987-05-31", "1987-05", "1987-05-02", "1987-06/..", "1988"]
    found = spans_of(map(days, dates))
    months = [(1950, 12, 1950, 12), (1987, 5, 1987, 5), (1987, 6, 1987, 6), (1988, 1, 1988, 12)]
    assert list(zip(found.firsts, found.lasts, strict=True)) == [(a * 12 + b - 1, c * 12 + d - 1) for a, b, c, d in months]
    assert list(found.begins) == [0, 1, 4, 5, 6]
    assert found.counts(0b1001101) == [1, 2, 0, 0]
    assert list(found.orders) == [month[0] * 12 + month[1] - 1 for month in months]
    assert spans_of([]).counts(0) == []
    begun_late = spans_of([(20250101, 20260131), (20260101, 20260131)], [0])
    assert (begun_late.firsts, begun_late.orders) == ([2025 * 12, 2026 * 12], [2026 * 12, 2026 * 12])


@pytest.mark.parametrize("kept", ["memory", "file"])
def test_what_is_open_at_an_end_is_possible_only_near_it(kept: str, tmp_path: Path) -> None:
    made = Shelf()
    held = {
        made.add("talks", "Talks were held.", "../2026-01"): "talks",
        made.add("found", "It was found.", "/1987-03-31"): "found",
        made.add("aim", "They aim at more by 2030.", "../2030", role="target"): "aim",
        made.add("since", "It has been so since 2013.", "2013/.."): "since",
        made.add("from", "It shall be so from 2020.", "2020/..", role="planned"): "from",
    }
    library = made.library()  # published in 2024
    searcher = Searcher(library if kept == "memory" else through_file(library, tmp_path))

    def found(query: str) -> set[str]:
        return {held[searcher.library.events[row].id] for row in searcher.search(parse(query)).rows}

    assert found("date:1955") == found("date:1980..1985") == found("until:1960") == set()
    assert found("date:1986-03-30") == set() and found("date:1986-03-31") == {"found"}
    assert found("date:2010..2019") == {"since"}
    assert found("date:2025") == {"talks", "from"} and found("date:2026-02") == {"from"}
    assert found("date:2024") == {"since", "from"}
    assert found("date:2029") == {"from"} and found("date:2030") == {"aim", "from"}
    assert found("date:=2025..2026") == set(), "how far it reaches is assumed"
    assert found("date:=..2026") == {"talks", "found"} and found("date:=2013..2024") == set()
    assert found("date:=2013..") == {"since", "from"}
    for decade, rows in searcher.postings.decades:
        assert {held[searcher.library.events[row].id] for row in searcher.rows_of(rows)} == found(f"date:{decade}"), decade
    spans = searcher.postings.spans
    named = [held[e.id] for e in searcher.library.events]
    reached = dict(zip(named, zip(spans.firsts, spans.lasts, strict=True), strict=True))
    assert reached["talks"] == (2025 * 12, 2026 * 12) and reached["aim"] == (2030 * 12, 2030 * 12 + 11)
    assert reached["since"] == (2013 * 12, 2024 * 12 + 11)


@given(st.lists(st.sets(st.integers(0, 300)), max_size=4), st.integers(-5, 310), st.integers(-5, 310))
def test_tiers_are_one_sequence(sets: list[set[int]], start: int, stop: int) -> None:
    seen: set[int] = set()
    disjoint = []
    for one in sets:
        disjoint.append(sorted(one - seen))
        seen |= one
    expected = [row for one in disjoint for row in one]
    found = tiers(bits_of(one, 301) for one in disjoint)
    assert list(found) == expected and len(found) == len(expected)
    assert list(found[start:stop]) == expected[start:stop]
    for at in range(len(expected)):
        assert found[at] == expected[at] and found.place(expected[at]) == at
    kept = set(expected[::2])
    assert list(found.within(bits_of(kept, 301))) == [row for row in expected if row in kept]
    turned = Backward(found)
    assert list(turned) == expected[::-1] and list(turned[start:stop]) == expected[::-1][start:stop]
    assert [turned.place(row) for row in turned] == list(range(len(expected))) and turned.place(301) == -1
    assert list(turned.within(bits_of(kept, 301))) == [row for row in reversed(expected) if row in kept]


def test_advice_on_a_pasted_paragraph_asks_few_questions(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher = Searcher(library)
    paragraph = " ".join(f"word{n} brigade" for n in range(60))
    asked = 0
    search = Searcher.search

    def counting(self: Searcher, *args: object, **kwargs: object) -> object:
        nonlocal asked
        asked += 1
        return search(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Searcher, "search", counting)
    nothing_found(searcher, parse(paragraph))
    assert asked <= 2


@pytest.mark.parametrize("kept", ["memory", "file"])
def test_british_and_american_spelling_and_hyphens_find_each_other(kept: str, tmp_path: Path) -> None:
    made = Shelf()
    made.add("one", "The Defence Ministry runs programmes at its centre for armoured vehicles.", "2001")
    made.add("two", "The Defense Ministry runs a program at its center for armored vehicles.", "2002")
    made.add("three", "Modernisation was organised; a cancelled aeroplane.", "2003")
    made.add("four", "Modernization was organized; a canceled airplane.", "2004")
    made.add("five", "A cease-fire held near the ship-yards.", "2005")
    made.add("six", "The ceasefire held near a shipyard.", "2006")
    made.add("seven", "They gave advice when it was filled.", "2007")
    made.add("eight", "They advise when it was filed; fire did cease.", "2008")
    library = made.library()
    searcher = Searcher(library if kept == "memory" else through_file(library, tmp_path))

    def found(query: str) -> str:
        return " ".join(searcher.library.events[row].title for row in searcher.search(parse(query)).rows)

    words = "defence defense programmes program centre centers armoured armored title:one,two"
    assert {query: found(query) for query in words.split()} == dict.fromkeys(words.split(), "one two")
    words = "modernisation modernization organise* organised organized cancelled canceled aeroplane airplanes"
    assert {query: found(query) for query in words.split()} == dict.fromkeys(words.split(), "three four")
    for word in [
        "defence",
        "defense",
        "programmes",
        "centers",
        "armoured",
        "modernisation",
        "organized",
        "cancelled",
        "canceled",
        "ceasefire",
    ]:
        whole = set(found(word).split())
        for at in range(4, len(word)):
            begun = searcher.search(parse(word[:at]), typing=True)
            assert whole <= {searcher.library.events[row].title for row in begun.rows}, f"typing on from {word[:at]}"
            assert list(begun.rows) == list(searcher.search(parse(f"{word[:at]}*")).rows)
    for query in ("ceasef*", "cease-fi*", "ship-yar*", "shipya*"):
        assert found(query) == "five six", query
    assert found("shipyardo*") == found("ceasf*") == found("fire-ce*") == ""
    for query in ("ceasefire", "cease-fire", "shipyard", "ship-yards", "ceasefires", "ship-yard", "ship yard", "ship yards"):
        assert found(query) == "five six", query
    assert found("cease fire") == "five six eight" and found("held cease fire") == found("cease fire held") == "five six"
    assert found("cease fir*") == "five six eight" and found('"cease fire"') == "five" and found("cease fire -near") == "eight"
    assert found("cease type:visit fire") == "five eight", "what stands between keeps them apart"
    assert found('who:"defence ministry"') == found('who:"defense ministry"') == "one two"
    assert found('"defence ministry"') == "one", "in quotation marks as it is written"
    assert found("advice") == "seven" and found("filed") == "eight" and found("advise") == "eight"
    for query, text, lit in [
        ("defense", "The Defence Ministry", ["Defence"]), ("armored", "armoured", ["armoured"]),
        ("ceasefire", "A cease-fire held.", ["cease-fire"]), ("cease-fire", "The ceasefire held.", ["ceasefire"]),
        ("cease fire", "A ceasefire held.", ["ceasefire"]), ("cease fi*", "A ceasefire held.", ["ceasefi"]),
        ("ceasefire", "fire did cease", []), ("defenc*", "The Defense Ministry", ["Defens"]),
        ("ceasef*", "A cease-fire held.", ["cease-fire"]), ("cease-f*", "The ceasefire held.", ["ceasefire"]),
    ]:  # fmt: skip
        assert [text[a:b] for a, b in highlight.spans(text, parse(query))] == lit
        wanted = highlight.patterns(parse(query))
        assert highlight.stands(text, wanted) == bool(lit)


@pytest.mark.parametrize("kept", ["memory", "file"])
def test_forms_of_a_verb_find_each_other(kept: str, tmp_path: Path) -> None:
    made = Shelf()
    made.add("one", "The firm began exporting vehicles and signed for more.", "2001")
    made.add("two", "They export vehicles, and carry what was planned.", "2002")
    made.add("three", "They sign; it carried. A plan to produce it.", "2003")
    made.add("four", "In the evening the united crews stated it, producing a unit.", "2004")
    library = made.library()
    searcher = Searcher(library if kept == "memory" else through_file(library, tmp_path))

    def found(query: str) -> str:
        return " ".join(searcher.library.events[row].title for row in searcher.search(parse(query)).rows)

    for together, titles in {
        "export exports exported exporting": "one two",
        "sign signed signing": "one three",
        "carry carried carrying": "two three",
        "plan planned planning": "two three",
        "produce produced producing": "three four",
    }.items():
        assert {word: found(word) for word in together.split()} == dict.fromkeys(together.split(), titles)
        for word in together.split():
            assert all(searcher.why(row, parse(word)).spans for row in searcher.search(parse(word)).rows)
    assert found("export vehicles") == "one two" and found('"export vehicles"') == "two"
    assert found("even") == found("state") == "" and found("unit") == "four" and found('"sign"') == "three"
    assert highlight.spans("The unit of the united crews", parse("unit")) == ((4, 8),)


def test_advice_gives_the_nearest_years_and_never_nothing(library: Library) -> None:
    searcher = Searcher(library, saved={"visits": "type:visit", "war-time": "date:1950"})

    def lines(query: str) -> tuple[str, ...]:
        return nothing_found(searcher, parse(query)).lines()

    (nearest,) = [line for line in lines("type:visit date:2009") if line.startswith("nearest")]
    assert nearest == "nearest: 2010 (1), 1987 (1)", "the nearest first, in words"
    assert "did you mean date:1987? 3" in lines("87")
    assert searcher.search(parse("saved:zzz")).problems[0].message.endswith("; there are visits, war-time")
    assert lines("saved:visit")[0].startswith("did you mean saved:visits?")
    assert {n.word for n in nothing_found(searcher, parse("saved:zzz")).spellings} == {"saved:visits", "saved:war-time"}


def test_a_word_that_finds_something_tells_what_it_finds_as_a_date() -> None:
    made = Shelf()
    made.add("one", "Built since 1987.", "1990")
    made.add("two", "Nothing of the kind.", "1987")
    made.add("three", "Another thing.", "1987-05")
    searcher = Searcher(made.library())

    def told(text: str) -> tuple[str, ...]:
        return searcher.search(parse(text)).aside

    assert told("1987") == ("date:1987 finds 2",)
    assert len(searcher.search(parse("date:1987"))) == 2
    assert told('"1987"') == () and told("-1987") == () and told("since:1987 built") == ()
    assert told("1990") == (), "nothing found has advice of its own"
    assert told("built 1987") == (), "as a date it finds nothing more"
    assert searcher.search(parse("1987"), typing=True).aside == ()


def test_codes_of_countries_are_a_closed_list(library: Library) -> None:
    searcher = Searcher(library)

    def wrong(text: str, *, typing: bool = False) -> list[tuple[str, str]]:
        return [(text[p.start : p.end], p.suggestion) for p in searcher.search(parse(text), typing=typing).problems]

    assert wrong("country:KR") == [("KR", "KOR")] and wrong("-country:tr turkey") == [("tr", "TUR")]
    assert wrong("country:KOR,XX") == [("XX", "")] and wrong("country:TUT") == [("TUT", "TUR")]
    assert not wrong("country:BRA") and not wrong("country:kor") and not wrong("country:Turkey")
    assert not wrong("country:nowhere"), "a name that no record knows finds nothing"
    assert not wrong("country:tu", typing=True), "it may become a name"
    assert wrong("country:tu turk", typing=True)


@pytest.mark.parametrize("kept", ["memory", "file"])
def test_the_event_nearest_to_a_day_is_found_without_looking_at_all(kept: str, tmp_path: Path) -> None:
    plain = made_up(400)
    library = plain if kept == "memory" else through_file(plain, tmp_path)
    searcher = Searcher(library)
    starts = [edtf.from_iso(e.date.start or e.date.end) for e in plain.events]
    days = [day_number(day, 0) for day in starts]
    results = [searcher.search(parse(text)).rows for text in ("", "type:visit", "date:none", "date:..1000 OR date:2030..")]
    for rows in (*results, RowSet(1 << 7), []):
        for text in ("1955", "0550", "2040-01-02", "1987-05", "1890s", "1950..1953", "..1000", "1999-12-31"):
            wanted = date_span(text)
            dated = [(max(wanted.low - days[r], days[r] - wanted.high, 0), r) for r in rows if starts[r]]
            assert nearest_day(library, rows, wanted) == min(dated, default=(0, None))[1], (text, len(rows))


_WORD = st.sampled_from(["defence", "defense", "gaol", "jail", "ceasefire", "cease", "fire", "하", "한국", "ㅎㄱ", "k", "2"])


@given(st.lists(_WORD, min_size=1, max_size=2), st.booleans(), st.booleans(), st.data())
def test_a_pattern_begins_with_its_letters(words: list[str], prefix: bool, loose: bool, data: st.DataObject) -> None:
    pattern = word_pattern(" ".join(words), prefix=prefix, literal=not loose)
    assert pattern is not None
    forms = [*pattern.last, *(form for head in pattern.heads for form in head), *spelled_on(pattern.tokens[-1])]
    token = data.draw(st.one_of(st.sampled_from(forms), _WORD, st.text("defncgaojilkt한하국학", min_size=1, max_size=4)))
    if pattern.may_begin(token):
        assert not pattern.letters or token[0] in pattern.letters


_ORDER = array("I", sorted(range(10_001), key=lambda n: (n * 7919) % 10_007))


class _Counted(array):  # type: ignore[type-arg] # CPython 3.11 takes no type here
    """An order that counts how many of its rows are read."""

    read = 0

    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        self.read += len(found) if isinstance(index, slice) else 1
        return found


def _order_of(rows: array[int]) -> ByPlace:
    places = places_in(array("I", rows.tobytes()))
    return ByPlace(lambda: rows, lambda: places)


@given(
    st.sets(st.integers(0, 10_000), max_size=200),
    st.integers(0, 10_000),
    st.booleans(),
    st.booleans(),
    st.sampled_from([(1 << 16, 4096, 4096), (1000, 100, 150), (1000, 100, 10), (4096, 4096, 0)]),
)
def test_the_rows_of_a_set_in_an_order_of_their_own(
    rows: set[int], row: int, turned: bool, all_but: bool, cut: tuple[int, int, int]
) -> None:
    rows = set(range(10_001)) - rows if all_but else rows
    whole = [n for n in (_ORDER[::-1] if turned else _ORDER) if n in rows]
    bits = bits_of(rows, 10_001)
    with pytest.MonkeyPatch.context() as patch:
        for name, number in zip(("STRETCH", "_BLOCK", "_FEW"), cut, strict=True):
            patch.setattr(ordered, name, number)
        found = Ordered(_order_of(_ORDER), bits, turned=turned)
        assert found.place(row) == (whole.index(row) if row in rows else -1) and (row in found) == (row in rows)
        assert len(found) == len(whole) and list(found[-5:]) == whole[-5:] and list(found[3:40:3]) == whole[3:40:3]
        assert list(found) == whole
        assert [found[at] for at in range(0, len(whole), 97)] == whole[::97]
        assert list(found.within(bits & -1 << 5_000)) == [n for n in whole if n >= 5_000]


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_long_order_only_the_part_is_read_that_holds_what_is_looked_for(turned: bool) -> None:
    size, order = 1_000_000, _Counted("I", range(1_000_000))
    prepared = _order_of(order)
    assert sum(1 for _ in prepared.prepare()) == 17, "in pieces, of a stretch each"
    dense = bits_of(range(0, size, 2), size)
    late = dense & -1 << 900_000  # as all of one type are in the order of types
    few = bits_of(range(0, size, 1_000), size)
    for bits in (dense, late, few):
        of_set = list(rows_in(bits))[:: -1 if turned else 1]
        for at in (0, 5, len(of_set) // 3, len(of_set) * 2 // 3, len(of_set) - 1):
            order.read = 0
            part = Ordered(prepared, bits, turned=turned)
            assert part[at] == of_set[at] and list(part[at : at + 30]) == of_set[at : at + 30]
            assert order.read <= ordered.STRETCH
            order.read = 0
            assert part.place(of_set[at]) == at
            assert order.read <= ordered.STRETCH // 2
    order.read = 0
    whole = Ordered(prepared, (1 << size) - 1, turned=turned)
    assert whole.place(7) == (size - 8 if turned else 7) and whole[-1] == (0 if turned else size - 1)
    assert order.read == 1


def test_all_that_was_kept_of_a_database_that_is_gone_is_removed(database: Path, tmp_path: Path) -> None:
    target = derived.path_of(database, tmp_path)
    _touched(database, "touch")
    assert deriving.make(database, tmp_path)
    build.tidy(target.parent)
    assert target.exists() and Path(content.noted_in(target)).exists()
    database.unlink()
    build.tidy(target.parent)
    assert list(target.parent.iterdir()) == []
