"""Merging many look-alikes: blocks and remembered groups change how long it takes, never what is found."""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kortui import store
from kortui.extract import blocks, gazetteer, grouping, merge, pipeline, readers, stages
from kortui.extract import replay as replaying
from kortui.extract.facts import Facts
from kortui.extract.filed import RowFile
from kortui.extract.members import NONE
from kortui.extract.packed import Card, Packed, pack
from kortui.model import Entity, Event

STATES = ("Kenya", "India", "Poland")
FIGURES = ("$60 million", "$60.03 million", "$61 million", "over $60 million", "$2 billion")
SENTENCES = (
    "{a} and {b} signed a {subject} agreement in {year}.",
    "{a} recognized {b} {when}.",
    "Trade between {a} and {b} reached {money} in {year}.",
    "President Grace Wanjala visited {a} {when}.",
    "Foreign Minister Park Ji-hoon met Foreign Minister Cemal Erdem in {a} {when}. The meeting lasted for two days.",
    "{a} and {b} established diplomatic relations {when}.",
    "In {year} some {count} soldiers of {a} were killed.",
    "{a} sent {count} soldiers to {b} in {year}.",
    "Hanwha Aerospace signed a {money} contract with {a} {when}.",
    "{a} and {b} marked the {count}th anniversary of diplomatic relations in {year}.",
    "{a} joined the United Nations {when}.",
    "{a} is a member of the United Nations and has been a friend of {b}.",
    "Tata Chemicals opened a factory in {a} {when}.",
    "{a} held an arms exhibition with {b} {when}.",
    "The minister said that {a} would help {b}.",
)


def text(number: int, chance: random.Random) -> str:
    lines = []
    for _ in range(7):
        a, b = chance.sample(STATES, 2)
        year = chance.randint(1990, 1993)
        when = chance.choice((f"in {year}", f"on 3 May {year}", "between 1980 and 1999", "in the 1990s", "since 1991", ""))
        lines.append(
            chance.choice(SENTENCES).format(
                a=a, b=b, year=year, when=when, subject=chance.choice(("trade", "visa", "friendship")),
                money=chance.choice(FIGURES), count=chance.choice((40, 50, 218)),
            ).replace(" .", ".")
        )  # fmt: skip
    return f"Report {number}\n\n" + "\n\n".join(lines) + "\n"


def fill(folder: Path, numbers: range, seed: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number}.txt").write_text(text(number, random.Random(f"{seed} {number}")), encoding="utf-8")


def built(folder: Path, cache: Path | None = None) -> bytes:
    return store.serialise(pipeline.build([folder], cache=cache).library)


def naive(cards: list[Card], facts: Facts) -> list[list[int]]:
    """Groups as they are when every record is compared with every group of its years."""
    groups: list[list[int]] = []
    events = [card.event for card in cards]
    years = [set(blocks.periods(event)) for event in events]

    def may_meet(one: int, other: int) -> bool:
        return bool(years[one] & years[other]) or (events[one].date.edtf is None and events[other].date.edtf is None)

    for number, event in enumerate(events):
        near = (g for g in groups if any(may_meet(n, number) for n in g))
        home = next((g for g in near if all(facts.same(events[n], event) for n in g)), None)
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    return groups


def test_blocks_hide_nothing_that_belongs_together(tmp_path: Path) -> None:
    names = gazetteer.load()
    kinds: set[str] = set()
    for seed in range(3):
        folder = tmp_path / str(seed)
        fill(folder, range(24), seed)
        registry = dict(names.entities)
        cards: list[Card] = []
        for path in sorted(folder.iterdir(), key=lambda p: int(p.stem)):
            packed = pack(*stages.run(readers.read(path), names), names.entities)
            registry = {**{e.id: e for e in packed.found}, **registry}
            cards += packed.cards
        expected = naive(cards, Facts(registry))
        assert [[*group] for group in grouping.groups(cards, Facts(registry))] == expected
        kinds |= {cards[g[0]].event.type for g in expected if len(g) > 1}
    all_kinds = {
        "statistic",
        "agreement",
        "visit",
        "meeting",
        "recognition",
        "contract",
        "casualties",
        "deployment",
        "anniversary",
    }
    assert all_kinds <= kinds, "every test of Facts was put to the question"


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs of records were compared."""
    count = [0]
    same: Callable[[Facts, Event, Event], bool] = Facts.same

    def counted(self: Facts, one: Event, other: Event) -> bool:
        count[0] += 1
        return same(self, one, other)

    monkeypatch.setattr(Facts, "same", counted)
    return count


def test_many_look_alikes_are_not_all_compared(tmp_path: Path, compared: list[int]) -> None:
    told = "Kenya and India signed a trade agreement in 1981. Trade between them was $60 million in 1986.\n"
    pairs = []
    for number in (30, 60):
        folder = tmp_path / str(number)
        folder.mkdir()
        for n in range(number):
            (folder / f"{n}.txt").write_text(f"Report {n}\n\n{told}", encoding="utf-8")
        compared[0] = 0
        library = pipeline.build([folder]).library
        assert sorted(len(e.evidence) for e in library.events) == [number, number]
        pairs.append(compared[0])
    assert pairs[1] <= 2.2 * pairs[0], "twice the documents, twice the comparisons"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Packed], dict[str, Entity]]:
    """Documents of a small world where everything is near everything, and the entities of all."""
    folder = tmp_path_factory.mktemp("world")
    fill(folder, range(36), 5)
    names = gazetteer.load()
    found = [
        replace(pack(*stages.run(readers.read(path), names), names.entities), name=path.name)
        for path in sorted(folder.iterdir(), key=lambda p: int(p.stem))
    ]
    return found, {**{e.id: e for p in found for e in p.found}, **names.entities}


def test_replaying_finds_what_comparing_everything_finds(packed: tuple[list[Packed], dict[str, Entity]]) -> None:
    """Documents come, go and come back."""
    documents, registry = packed
    chance = random.Random(7)
    before: replaying.Homes | None = None
    stayed = 0
    for _ in range(60):
        chosen = [p for p in documents if chance.random() < 0.8]
        cards = [card for p in chosen for card in p.cards]
        known = replaying.replay(before, chosen) if before is not None else None
        assert before is None or known is not None
        made = merge.merge(cards, registry, known)
        assert made.groups == grouping.groups(cards, Facts(registry))
        assert made.cards == merge.merge(cards, registry).cards
        stayed += known is not None and sum(known.made_of(group) != NONE for group in made.groups)
        before = replaying.homes_of(chosen, made)
        assert before is not None and replaying.parse(replaying.dump(before), RowFile()) == before
    assert stayed > 100, "groups that no change touched are taken as they were made"


@pytest.mark.parametrize("back", [0, 150, 100_000])
def test_one_document_at_a_time_is_replayed_in_any_number_of_passes(
    packed: tuple[list[Packed], dict[str, Entity]], back: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, registry = packed
    passes, looked_back, again = [0], [0], grouping._Again

    class Counted(again):  # type: ignore[misc, valid-type]
        def __init__(self, *given: Any) -> None:
            passes[0] += 1
            super().__init__(*given[:-1], back)

        def _watch(self, number: int, group: int, date: str | None, keys: Sequence[int], blocks: Container[int]) -> None:
            looked_back[0] += blocks is not self._watched
            super()._watch(number, group, date, keys, blocks)

    monkeypatch.setattr(grouping, "_Again", Counted)
    chance = random.Random(3)
    chosen, left = documents[::2], documents[1::2]
    facts, before = Facts(registry), None
    for _ in range(80):
        cards = [card for p in chosen for card in p.cards]
        known = replaying.replay(before, chosen) if before is not None else None
        assert before is None or known is not None
        made = merge.merge(cards, registry, known)
        assert made.groups == grouping.groups(cards, facts)
        before = replaying.homes_of(chosen, made)
        place, other = chance.randrange(len(chosen)), chance.randrange(len(left))
        chosen, left[other] = [*chosen[:place], left[other], *chosen[place + 1 :]], chosen[place]
        chosen.sort(key=documents.index)
    assert passes[0] > 84 or looked_back[0], "a change touches records that nobody expected"
    assert (looked_back[0] > 0) == (back > 0)
    assert passes[0] == 79 or back < 100_000


@pytest.mark.parametrize("seed", range(1))
def test_a_rebuild_after_changes_gives_the_bytes_of_a_build_of_everything(tmp_path: Path, seed: int) -> None:
    folder, cache, chance = tmp_path / "in", tmp_path / "cache", random.Random(seed)
    fill(folder, range(16), seed)
    assert built(folder, cache) == built(folder)
    for step in range(3):
        for _ in range(chance.randint(1, 2)):
            path = folder / f"{chance.randrange(18)}.txt"
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                path.write_text(text(int(path.stem), random.Random(f"{seed} {step} {path.stem}")), encoding="utf-8")
        assert built(folder, cache) == built(folder), f"step {step}"


def test_a_rebuild_compares_only_what_a_change_touches(tmp_path: Path, compared: list[int]) -> None:
    folder, cache = tmp_path / "in", tmp_path / "cache"
    folder.mkdir()
    for n in range(40):  # two documents tell each thing
        words = f"Kenya and India signed a trade agreement in {1960 + n // 2}. Kenya recognized Poland in {1960 + n // 2}."
        (folder / f"{n}.txt").write_text(f"Report {n}\n\n{words}\n", encoding="utf-8")
    built(folder, cache)
    whole, compared[0] = compared[0], 0
    built(folder, cache)
    assert (compared[0], whole >= 40) == (0, True)
    (folder / "20.txt").write_text("Report 20\n\nKenya recognized Poland in 1975.\n", encoding="utf-8")
    changed = built(folder, cache)
    assert 0 < compared[0] < whole / 3
    assert changed == built(folder)


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[3]", b"[1,1,0]", b'[1,1,0]\n["00",[1]]\n[0]', b"[0,2,0]\n[1,0]", b"[0,0,1]\n[0,1,null,[],0]"]
)
def test_remembered_groups_are_not_trusted(tmp_path: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "in", tmp_path / "cache"
    fill(folder, range(6), 3)
    plain = built(folder, cache)
    (groups,) = cache.glob("*.groups")
    groups.write_bytes(damage)
    assert built(folder, cache) == plain
    from kortui.extract.remembered import Analyses

    Analyses(cache)._write(groups.stem, [damage], ".groups")
    assert built(folder, cache) == plain


def events(folder: Path, **texts: str) -> tuple[Any, ...]:
    folder.mkdir()
    for name, words in texts.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return tuple(pipeline.build([folder]).library.events)


def test_a_sentence_without_a_date_carried_by_two_documents_is_one_fact(tmp_path: Path) -> None:
    told = "Hanwha Aerospace signed a contract for 24 howitzers with Türkiye."
    (one,) = events(tmp_path / "x", a=f"Alpha\n\n{told}\n", b=f"Beta\n\n{told}\n")
    assert [e.document for e in one.evidence] == ["alpha", "beta"] and one.date.edtf is None
    other = told.replace("24", "36")
    assert len(events(tmp_path / "y", a=f"Alpha\n\n{told}\n", b=f"Beta\n\n{other}\n")) == 2
    again = told.replace("a contract", "another contract")
    assert len(events(tmp_path / "z", a=f"Alpha\n\n{told}\n", b=f"Beta\n\n{again}\n")) == 2, "other words, maybe another time"


def test_what_happens_once_is_one_fact_in_other_words(tmp_path: Path) -> None:
    first, second = "Kenya recognized India.", "Kenya has recognized India, and trade between them is growing."
    made = [e for e in events(tmp_path / "x", a=f"Alpha\n\n{first}\n", b=f"Beta\n\n{second}\n") if e.type == "recognition"]
    assert [len(e.evidence) for e in made] == [2]
    made = list(events(tmp_path / "y", a=f"Alpha\n\n{first}\n", b="Beta\n\nIndia recognized Kenya.\n"))
    assert len(made) == 2, "who recognized whom"


def test_a_statement_carried_by_two_papers_in_the_same_words_is_one(tmp_path: Path) -> None:
    said = "Foreign Minister Cho Hyun said that South Korea and Türkiye were friends."
    (one,) = events(tmp_path / "x", a=f"Alpha\n\n{said}\n", b=f"Beta\n\n{said}\n")
    assert [e.document for e in one.evidence] == ["alpha", "beta"]
    papers = {"a": f"date 2024-05-03 Alpha\n\n{said}\n", "b": f"date 2024-05-04 Beta\n\n{said}\n"}
    (one,) = events(tmp_path / "y", **papers)
    assert len(one.evidence) == 2 and one.date.edtf == "2024-05-03", "the second paper came a day later"
    papers["b"] = papers["b"].replace("2024", "2025")
    assert len(events(tmp_path / "z", **papers)) == 2, "a year later it is said again"
    other = said.replace("friends", "partners")
    assert len(events(tmp_path / "w", a=f"Alpha\n\n{said}\n", b=f"Beta\n\n{other}\n")) == 2


def test_unplaced_dates_stay_apart(tmp_path: Path) -> None:
    vague = "Kenya recognized India at the end of the decade."
    assert len(events(tmp_path / "x", a=f"Alpha\n\n{vague}\n", b=f"Beta\n\n{vague}\n")) == 2
