"""Deeds that two documents tell with other days or other numbers: one record, or two with a conflict that shows both."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from kortui.model import Conflict, Library
from tests.extract.made import library

_numbers = count()


def _two(folder: Path, one: str, other: str) -> Library:
    inside = folder / str(next(_numbers))
    inside.mkdir()
    return library(inside, a=f"Alpha\n\n{one}", b=f"Beta\n\n{other}")


def _conflict(made: Library) -> Conflict:
    (found,) = made.conflicts
    documents = {e.document for i in found.events for e in next(x for x in made.events if x.id == i).evidence}
    assert documents == {"alpha", "beta"}, "both sentences are shown"
    return found


DAYS = (
    (
        "Kenya and India signed an MoU on shipbuilding on 14 May 2019.",
        "India and Kenya signed an MoU on shipbuilding on 15 May 2019.",
    ),
    (
        "The Kenyan and Indian defense ministries signed an MoU on shipbuilding in Nairobi on 14 May 2019.",
        "A memorandum of understanding on shipbuilding was signed by Kenya and India in Nairobi on 3 May 2019.",
    ),
    ("Foreign Minister Cho Hyun visited Ankara on June 14, 2025.", "Cho Hyun paid a visit to Ankara on June 15, 2025."),
    (
        "The Turkish president's visit to Seoul took place on 14 June 2012.",
        "The Turkish president visited Seoul on 15 June 2012.",
    ),
    (
        "Foreign Minister Cho Hyun met Foreign Minister Hakan Fidan in Ankara on 14 June 2025.",
        "On 15 June 2025 Foreign Minister Hakan Fidan met Foreign Minister Cho Hyun in Ankara.",
    ),
    ("Kenya and India signed an agreement on 14 May 2019.", "Kenya and India signed an agreement on 15 May 2019."),
)
NUMBERS = (
    ("Hyundai Rotem delivered three trains to Kenya in 2019.", "In 2019 Hyundai Rotem delivered four trains to Kenya."),
    (
        "Hanwha Ocean handed over two submarines to Kenya in May 2021.",
        "In May 2021 Kenya received three submarines from Hanwha Ocean.",
    ),
    (
        "Hyundai Rotem won a $6.5 billion contract from Poland for K2 tanks on 1 August 2025.",
        "On 1 August 2025 Hyundai Rotem and Poland signed a $5.8 billion contract for K2 tanks.",
    ),
    ("On 3 May 2020 a blast in Izmir killed 12 people.", "A blast in Izmir on 3 May 2020 killed 15 people."),
    ("In March 2019 India delivered three ships to Kenya.", "India delivered five ships to Kenya in March 2019."),
    (
        "Trade between Kenya and India totaled $10.4 billion in 2023, Kenya's customs service said.",
        "The Indian trade ministry put trade between Kenya and India at $9.1 billion in 2023.",
    ),
    ("In the Korean War 741 Turkish soldiers were killed.", "During the Korean War, 721 Turkish soldiers died."),
    ("The Turkish Brigade lost 741 killed in the Korean War.", "In the Korean War 721 Turkish soldiers were killed."),
    (
        "In the Korean War 741 Turkish soldiers were killed and 2,147 wounded.",
        "From 1950 to 1953, 721 Turkish soldiers died in Korea.",
    ),
    (
        "Hyundai Rotem won an Altay contract worth $400 million in 2008.",
        "In 2008 Türkiye awarded Hyundai Rotem a contract worth $330 million for the Altay tank.",
    ),
)
APART = (
    ("In the Korean War 741 Turkish soldiers were killed.", "In the Korean War 2,147 Turkish soldiers were wounded."),
    ("In the Korean War 741 Turkish soldiers were killed.", "In the Korean War more than 700 Turkish soldiers died."),
    ("In the Korean War 741 Turkish soldiers were killed.", "In the Korean War 721 Turkish soldiers were killed or wounded."),
    ("In the Korean War 741 Turkish soldiers were killed.", "In November 1950 218 Turkish soldiers were killed at Kunu-ri."),
    ("In the Korean War 741 Turkish soldiers were killed.", "In the Korean War 721 Indian soldiers were killed."),
    ("In the Korean War 741 Turkish soldiers were killed.", "In the Korean War 23 Turkish officers were killed."),
    ("Kenya and India signed an MoU on shipbuilding on 14 May 2019.", "Kenya and India signed an MoU on tea on 15 May 2019."),
    ("Kenya and India signed an agreement on 14 May 2019.", "Kenya and India signed an agreement on 29 May 2019."),
    (
        "Kenya and India signed an MoU on shipbuilding on 14 May 2019.",
        "Kenya and India signed an MoU on shipbuilding on 14 May 2024.",
    ),
    ("Hanwha delivered the first ship to Kenya on 3 May 2020.", "Hanwha delivered the second ship to Kenya on 20 May 2020."),
    ("President Erdogan visited Seoul on 14 June 2020.", "President Erdogan visited Busan on 15 June 2020."),
    ("President Erdogan visited Seoul on 14 June 2020.", "President Erdogan visited Seoul on 14 September 2020."),
    ("India delivered three ships to Kenya in 2019.", "India delivered five trains to Kenya in 2019."),
    ("In 1950 Kenya sent 5,000 soldiers to India.", "In 1953 Kenya sent 4,000 soldiers to India."),
    ("Hyundai Rotem delivered three trains to Kenya in 2019.", "Hyundai Rotem delivered four trains to India in 2019."),
    ("Hyundai Rotem delivered over 30 trains to Kenya in 2019.", "Hyundai Rotem delivered 32 trains to Kenya in 2019."),
    (
        "Hanwha signed a contract with Kenya for tanks on 14 May 2019.",
        "India signed a contract with Kenya for tanks on 15 May 2019.",
    ),
)


@pytest.mark.parametrize(("one", "other"), DAYS)
def test_one_deed_on_two_days_is_a_conflict_of_dates(tmp_path: Path, one: str, other: str) -> None:
    found = _conflict(_two(tmp_path, one, other))
    assert found.kind == "date" and " against " in found.note


@pytest.mark.parametrize(("one", "other"), NUMBERS)
def test_one_deed_with_two_numbers_is_a_conflict_of_values(tmp_path: Path, one: str, other: str) -> None:
    found = _conflict(_two(tmp_path, one, other))
    assert found.kind == "value" and " and " in found.note


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_deeds_are_no_conflict(tmp_path: Path, one: str, other: str) -> None:
    made = _two(tmp_path, one, other)
    assert len(made.events) == 2 and made.conflicts == ()


def test_a_deed_told_with_another_day_and_another_sum_is_at_odds_twice(tmp_path: Path) -> None:
    told = "Hyundai Rotem signed a contract worth {} for the Altay tank with Türkiye on {} July 2008."
    made = _two(tmp_path, told.format("$400 million", 29), told.format("$330 million", 30))
    assert sorted(c.kind for c in made.conflicts) == ["date", "value"]
    assert any("$400 million and $330 million" in c.note for c in made.conflicts)


def test_one_document_knows_what_it_tells_twice(tmp_path: Path) -> None:
    made = library(
        tmp_path, a="Alpha\n\nHyundai Rotem delivered three trains to Kenya in 2019. In 2019 it delivered four trains to Kenya."
    )
    assert made.conflicts == ()


def test_the_beginning_of_a_visit_and_a_day_of_it_are_no_contradiction(tmp_path: Path) -> None:
    made = _two(
        tmp_path, "President Erdogan arrived in Seoul on 14 June 2020.", "President Erdogan visited Seoul on 15 June 2020."
    )
    assert _conflict(made).kind == "role"


def test_papers_call_one_thing_by_two_names_and_tell_it_as_done_or_reported(tmp_path: Path) -> None:
    made = _two(
        tmp_path,
        "Kenya and India signed an MoU on unmanned aerial vehicles on 14 May 2019.",
        "Kenya and India signed an MoU on drones on 15 May 2019.",
    )
    assert _conflict(made).kind == "date"
    papers = [
        f"date 2024-05-1{n} Paper {n}\n\nHyundai Rotem {verb} {number} trains to Kenya, officials said Tuesday."
        for n, verb, number in ((4, "has delivered", "three"), (5, "delivered", "two"))
    ]
    (tmp_path / "papers").mkdir()
    assert [c.kind for c in library(tmp_path / "papers", a=papers[0], b=papers[1]).conflicts] == ["value"]


def test_a_flow_counted_by_its_seller_and_its_buyer_is_of_two_parts(tmp_path: Path) -> None:
    made = _two(
        tmp_path,
        "Kenya exported goods worth $3 billion to India in 2023.",
        "India's imports from Kenya were $2 billion in 2023.",
    )
    found = _conflict(made)
    assert (found.kind, found.note) == ("role", "$3 billion as exported, $2 billion as imported")
    same = _two(
        tmp_path,
        "Kenya exported goods worth $3 billion to India in 2023.",
        "India's imports from Kenya were $3 billion in 2023.",
    )
    assert same.conflicts == ()


def test_a_visit_of_several_days_holds_each_of_them(tmp_path: Path) -> None:
    made = _two(
        tmp_path, "President Erdogan visited Seoul from 14 to 16 June 2020.", "President Erdogan visited Seoul on 15 June 2020."
    )
    assert [len(e.evidence) for e in made.events] == [2] and [c.kind for c in made.conflicts] == ["refinement"]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("around 1970", "in 1971", "refinement"),
        ("around 1970", "in 1979", "date"),
        ("in 1970", "in 1971", "date"),
        ("in the mid 1970s", "in 1977", "refinement"),
    ],
)
def test_about_leaves_room_for_a_year_beside_it(tmp_path: Path, one: str, other: str, kind: str) -> None:
    words = "Kenya and India established diplomatic relations {}."
    assert _conflict(_two(tmp_path, words.format(one), words.format(other))).kind == kind


def test_two_clauses_of_a_sentence_are_at_odds_only_where_it_says_so(tmp_path: Path) -> None:
    plain = "Trade between Kenya and India was $9 billion, and trade between Kenya and India reached $8 billion, both in 2023."
    said = "Trade between Kenya and India was $9 billion in 2023 according to Kenya, but trade between Kenya and India was $8 billion in 2023 according to India."  # noqa: E501
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    assert library(tmp_path / "x", a=f"Alpha\n\n{plain}").conflicts == ()
    assert [c.kind for c in library(tmp_path / "y", a=f"Alpha\n\n{said}").conflicts] == ["value"]


@pytest.mark.parametrize("number", [3, 30])
def test_many_who_tell_a_deed_are_each_at_odds_with_another(tmp_path: Path, number: int) -> None:
    told = {f"d{n}": f"Paper {n}\n\nHyundai Rotem delivered {10 + n} trains to Kenya in 2019." for n in range(number)}
    made = library(tmp_path, **told)
    assert {i for c in made.conflicts for i in c.events} == {e.id for e in made.events}
    assert len(made.conflicts) == len({c.events for c in made.conflicts}) <= 24 * number
