"""What the last stages keep between builds: few records are decoded for them, and the database is the same byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kortui import store
from kortui.extract import cards, known, packed, pipeline
from kortui.extract.filed import Line, RowFile
from kortui.extract.remembered import Analyses
from kortui.model import Event

SENTENCES = (
    "{a} and {b} signed a visa agreement on {day} May {year}.",
    "{a} recognized {b} in {year}.",
    "Trade between {a} and {b} reached ${count} million in {year}.",
    "President Grace Wanjala visited {a} on {day} May {year}.",
    "{a} and {b} celebrated the {decade}th anniversary of diplomatic relations in 20{decade}.",
    "{a} and {b} established diplomatic relations in {year}.",
    "In the first investment, Tata Chemicals invested ${count} million in {a} on {day} May {year}.",
    "Exports of {a} to {b} were $60 million in {year}.",
)


def text(number: int, seed: int) -> str:
    chance = random.Random(f"{seed} {number}")
    lines = [
        chance.choice(SENTENCES).format(
            a=a, b=b, year=year, decade=chance.choice((10, 20)), day=chance.randint(1, 9), count=chance.choice((20, 40, 50))
        )
        for a, b, year in ((*chance.sample(("Kenya", "India", "Poland"), 2), chance.randint(1990, 1992)) for _ in range(9))
    ]
    return f"Report {number}\n\n" + "\n\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for number in range(14):
        (made / f"{number}.txt").write_text(text(number, 0), encoding="utf-8")
    told = [f"Chile and Peru celebrated the {n}th anniversary of diplomatic relations in 20{n}." for n in (10, 20)]
    (made / "past.txt").write_text("Past\n\n" + "\n\n".join(told) + "\n", encoding="utf-8")
    return made


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the records that were decoded."""
    seen: list[str] = []

    of = packed.event_of

    def event_of(row: Line) -> Event:
        seen.append((event := of(row)).id)
        return event

    monkeypatch.setattr(packed, "event_of", event_of)
    monkeypatch.setattr(cards, "event_of", event_of)
    return seen


def built(folder: Path, cache: Path | None = None) -> bytes:
    return store.serialise(pipeline.build([folder], cache=cache).library)


def test_documents_that_come_go_and_change_leave_the_bytes_of_a_build_of_everything(folder: Path, tmp_path: Path) -> None:
    cache, chance = tmp_path / "cache", random.Random(1)
    plain = built(folder)
    assert built(folder, cache) == plain and plain.count(b"derived-agreement-") == 1 and plain.count(b'"kind": "date"') > 3
    for step in range(1, 7):
        path = folder / f"{chance.randrange(16)}.txt"
        if path.exists() and step % 2:
            path.unlink()
        else:
            path.write_text(text(int(path.stem), step), encoding="utf-8")
        assert built(folder, cache) == built(folder), f"step {step}"


def test_nothing_changed_decodes_nothing_and_a_change_decodes_what_it_concerns(
    folder: Path, tmp_path: Path, decoded: list[str]
) -> None:
    for number in range(40):  # far away from all others
        told = "{a} and {b} signed a visa agreement on 7 May {year}. Trade between {a} and {b} reached $9 million in {year}."
        words = told.format(a="Chile", b="Peru", year=1800 + 3 * number)
        (folder / f"far-{number}.txt").write_text(f"Far {number}\n\n{words}\n", encoding="utf-8")
    cache = tmp_path / "cache"
    built(folder, cache)
    whole = set(decoded)
    decoded.clear()
    built(folder, cache)
    said = pipeline.build([folder], cache=cache).library
    assert len(whole) > 80 and not set(decoded) - {e.id for e in said.events if e.type == "anniversary"}
    decoded.clear()
    (folder / "far-7.txt").write_text("Far 7\n\nChile and Peru signed a visa agreement on 8 May 1821.\n", encoding="utf-8")
    changed = built(folder, cache)
    assert len(set(decoded)) < len(whole) / 3
    assert changed == built(folder)


def test_what_an_actor_is_counts_as_part_of_a_record(folder: Path, tmp_path: Path) -> None:
    """The first document that names an entity says what it is, for all."""
    cache = tmp_path / "cache"
    told = "The Zanobar Institute and Kenya signed a visa agreement on {} May 1991."
    for name, words in (("a", told.format(3)), ("b", told.format(9))):
        (folder / f"{name}.txt").write_text(f"Of {name}\n\n{words}\n", encoding="utf-8")
    built(folder, cache)
    (folder / "a.txt").write_text("Of a\n\nThe village of Zanobar Institute lies in Kenya.\n", encoding="utf-8")
    assert built(folder, cache) == built(folder)


def elsewhere() -> bytes:
    """What a build of other records may have known."""
    made = known.Known.of(RowFile())
    made.keys.add(1, (2,))
    made.found.add(2, ())
    return b"\n".join(known.dump(made))


@pytest.mark.parametrize("damage", [b"", b"{}", b"0\n0\n2\n9 1\n8 1\n0", b"0\n1\n5 {}\n0\n0", elsewhere()])
def test_what_is_kept_is_not_trusted(folder: Path, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    plain = built(folder, cache)
    (kept,) = cache.glob("*.late")
    kept.write_bytes(damage)
    assert built(folder, cache) == plain
    Analyses(cache)._write(kept.stem, [damage], ".late")
    assert built(folder, cache) == plain


def test_what_is_kept_comes_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    built(folder, cache)
    (kept,) = cache.glob("*.late")
    told = Analyses(cache).get_late(kept.stem, RowFile())
    assert told is not None and told.stated and told.points and told.keys and told.found
    lines = [*known.dump(told)]
    assert [*known.dump(known.parse(lines, RowFile()))] == lines
