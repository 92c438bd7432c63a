from __future__ import annotations

from pathlib import Path

import pytest

from kortui.extract import conflicts
from tests.extract.made import library


def kinds(made: object) -> list[str]:
    return [c.kind for c in made.conflicts]  # type: ignore[attr-defined]


def test_a_first_that_comes_after_a_beginning_is_a_conflict(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Kenya and India\n\nIn the mid 1970s Indian companies began investing in Kenya. "
        "The first investment from India came in 1978, when Tata Chemicals created a joint venture in Kenya.",
    )
    (conflict,) = made.conflicts
    assert conflict.kind == "date"
    assert len(conflict.events) == 2
    assert "1978" in conflict.note and "1970s" in conflict.note


def test_two_values_for_one_year_are_a_conflict_but_hedges_are_heard(tmp_path: Path) -> None:
    one = "Alpha\n\nTrade between India and Kenya was $60 million in 1986."
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    apart = library(tmp_path / "x", a=one, b="Beta\n\nTrade between India and Kenya was $90 million in 1986.")
    assert kinds(apart) == ["value"]
    heard = library(tmp_path / "y", a=one, b="Beta\n\nTrade between India and Kenya was over $59 million in 1986.")
    assert kinds(heard) == []


def test_two_values_for_one_year_in_one_document_are_a_conflict_too(tmp_path: Path) -> None:
    text = "Trade between India and Kenya was $60 million in 1986. {} trade between India and Kenya reached $90 million."
    made = library(tmp_path, a=f"Alpha\n\n{text.format('In 1986')}")
    (conflict,) = made.conflicts
    assert conflict.kind == "value" and "$60 million" in conflict.note and "$90 million" in conflict.note
    (tmp_path / "y").mkdir()
    assert kinds(library(tmp_path / "y", a=f"Alpha\n\n{text.format('In 1987')}")) == [], "another year"


def test_a_fact_that_happens_once_dated_twice_is_a_conflict(tmp_path: Path) -> None:
    made = library(tmp_path, a="Alpha\n\nKenya recognized India in 1964.", b="Beta\n\nKenya recognized India in 1968.")
    assert kinds(made) == ["date"]


def test_a_finer_date_is_a_refinement(tmp_path: Path) -> None:
    made = library(tmp_path, a="Alpha\n\nKenya recognized India in 1964.", b="Beta\n\nKenya recognized India on 7 May 1964.")
    assert kinds(made) == ["refinement"]


def test_signature_and_entry_into_force_are_roles_not_a_contradiction(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nKenya and India signed a free trade agreement in 2012. "
        "The free trade agreement between Kenya and India entered into force in 2013.",
    )
    assert kinds(made) == ["role"]


def test_anniversaries_that_agree_are_said_to(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nThe 50th anniversary of diplomatic relations between Kenya and India was celebrated in 2013.",
        b="Beta\n\nKenya and India will mark the 70th anniversary of their diplomatic relations in 2033.",
    )
    (conflict,) = made.conflicts
    assert conflict.kind == "derived-agreement"
    assert len(conflict.events) == 3


def test_figures_of_two_countries_and_an_aim_are_no_conflict(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Arms\n\nTürkiye's arms exports exceeded $10 billion in 2025. "
        "South Korea's arms exports exceeded $15 billion in 2025. "
        "South Korea aims to export $20 billion worth of arms by 2030.",
    )
    assert made.conflicts == ()


def test_ids_of_conflicts_are_unique_and_their_events_exist(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nKenya recognized India in 1964. Kenya recognized Japan in 1965.",
        b="Beta\n\nKenya recognized India in 1968. Kenya recognized Japan in 1969.",
    )
    assert len(made.conflicts) == 2
    assert len({c.id for c in made.conflicts}) == 2
    assert all(e in made.index.row for c in made.conflicts for e in c.events)


@pytest.mark.parametrize("number", [2, conflicts.ALL_PAIRS, conflicts.ALL_PAIRS + 1, 40])
def test_conflicts_of_a_large_group_grow_with_its_records_and_leave_none_out(tmp_path: Path, number: int) -> None:
    told = {f"d{n}": f"Paper {n}\n\nTrade between India and Kenya was ${60 + 10 * n} million in 1986." for n in range(number)}
    made = library(tmp_path, **told)
    found = [c for c in made.conflicts if c.kind == "value"]
    pairs = number * (number - 1) // 2
    assert len(found) == (pairs if number <= conflicts.ALL_PAIRS else number - 1)
    assert {e for c in found for e in c.events} == {e.id for e in made.events if e.type == "statistic"}


def test_one_sentence_that_dates_two_steps_of_an_agreement_does_not_contradict_itself(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nThe Busan–Izmir Shipping Agreement was initialled on 4 March 1968 "
        "and signed on 2 June 1968; it lapsed in 1973.",
    )
    assert set(kinds(made)) <= {"role"}


def test_figures_whose_owner_is_not_told_contradict_nobody(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nExports to Kenya reached $3 billion in 2019.",
        b="Beta\n\nExports to Kenya reached $5 billion in 2019.",
    )
    assert made.conflicts == ()


def test_free_trade_agreements_of_nobody_are_not_one(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nThe Korea–Peru Free Trade Agreement took effect on 1 August 2011.",
        b="Beta\n\nPresident Jeong Woo-sik and President Hakan Yıldız signed a free trade agreement on 6 February 2012.",
    )
    assert made.conflicts == ()


def test_two_stretches_of_days_that_begin_apart_cannot_both_hold(tmp_path: Path) -> None:
    text = "Kenya and India\n\nPresident Rao visited Kenya on {} June 2010."
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    assert kinds(library(tmp_path / "x", a=text.format("14-16"), b=text.format("13-16"))) == ["date"]
    assert kinds(
        library(tmp_path / "y", a=text.format("14-16"), b="India and Kenya\n\nPresident Rao visited Kenya in June 2010.")
    ) == ["refinement"]
