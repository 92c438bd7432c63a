from __future__ import annotations

from pathlib import Path

import pytest

from kortui.model import Event
from tests.extract.made import library


def of_type(events: object, kind: str) -> list[Event]:
    return [e for e in events if e.type == kind]  # type: ignore[attr-defined]


def test_one_agreement_told_twice_is_one_record_with_both_sentences(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Kenya trade\n\nKenya and India entered into a free trade agreement in 2013.",
        b="India trade\n\nTrade grew under the free trade agreement between India and Kenya, "
        "which entered into force on 1 May 2013.",
    )
    (accord,) = of_type(made.events, "agreement")
    assert [e.document for e in accord.evidence] == ["india-trade", "kenya-trade"]
    assert accord.date.edtf == "2013-05-01"
    assert [o.edtf for o in accord.other_dates] == ["2013"]
    assert accord.other_dates[0].evidence == 1


def test_the_id_is_that_of_the_first_evidence_whatever_comes_after(tmp_path: Path) -> None:
    first = "Alpha\n\nKenya recognized India in 1964."
    (alone,) = library(tmp_path, a=first).events
    other = tmp_path / "both"
    other.mkdir()
    (both,) = library(other, a=first, z="Zeta\n\nIt was on 3 March 1964 that Kenya recognized India.").events
    assert both.id == alone.id
    assert len(both.evidence) == 2


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        (
            "statistic",
            "Türkiye's arms exports exceeded $10 billion in 2025.",
            "South Korea's arms exports exceeded $15 billion in 2025.",
        ),
        ("visit", "President Kibwana Otieno visited Korea in May 2015.", "President Grace Wanjala visited Korea in May 2015."),
        (
            "contract",
            "Poland signed a $2 billion contract for tanks in 2022.",
            "Poland signed a $3 billion contract for tanks in 2022.",
        ),
        ("agreement", "Kenya and India signed a visa agreement in 1981.", "Kenya and India signed a tax agreement in 1981."),
        ("casualties", "In 1951 some 218 Turkish soldiers were killed.", "In 1951 some 455 Turkish soldiers were wounded."),
        (
            "contract",
            "Kenya signed a contract with Poland for tanks on 14 June 2020.",
            "Hanwha Aerospace signed a contract with Poland for tanks on 14 June 2020.",
        ),
        (
            "agreement",
            "Kenya and Poland signed a defense agreement on 14 June 2020.",
            "Hanwha Aerospace and Kenya signed a defense agreement with Poland on 14 June 2020.",
        ),
        ("commerce", "India delivered three ships to Kenya in 2019.", "India delivered five ships to Kenya in 2019."),
        ("recognition", "Kenya recognized India in 1964.", "Kenya recognized India in 1974."),
        (
            "statement",
            "Minister Lee Sang-ho condemned the attack on Ukraine.",
            "Minister Lee Sang-ho welcomed the ceasefire in Gaza.",
        ),
    ],
)
def test_different_facts_of_a_kind_stay_apart(tmp_path: Path, kind: str, first: str, second: str) -> None:
    made = library(tmp_path, a=f"Alpha\n\n{first}", b=f"Beta\n\n{second}")
    assert len(of_type(made.events, kind)) == 2


def test_a_target_is_never_merged_with_a_figure(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nSouth Korea aims to export $20 billion worth of arms by 2030.",
        b="Beta\n\nSouth Korea's arms exports reached $20 billion in 2030.",
    )
    assert {e.type for e in made.events} == {"target", "statistic"}


def test_the_meeting_of_the_sentence_before_is_the_same_meeting(tmp_path: Path) -> None:
    text = (
        "date 2024-05-03 Ministers in Paris\n\n"
        "Foreign Minister Park Ji-hoon met Foreign Minister Cemal Erdem in Paris on Thursday. "
        "The meeting was attended by some 30 officials."
    )
    (meeting,) = of_type(library(tmp_path, a=text).events, "meeting")
    assert len(meeting.evidence) == 2
    assert 30 in [a.value for a in meeting.amounts]


def test_amounts_keep_pointing_at_their_own_evidence(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nHanwha Aerospace signed a $938 million contract with Romania in July 2024.",
        b="Beta\n\nIn July 2024 Hanwha Aerospace signed a 1.3 trillion won ($938 million) contract with Romania.",
    )
    (deal,) = of_type(made.events, "contract")
    texts = {d.id: d.text for d in made.documents}
    for amount in deal.amounts:
        evidence = deal.evidence[amount.evidence]
        assert evidence.start <= amount.start < amount.end <= evidence.end
        assert texts[evidence.document][amount.start : amount.end] == amount.text
    assert sorted(a.unit or "" for a in deal.amounts) == ["KRW", "USD"]


def test_two_anniversaries_imply_the_year_no_document_states(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nThe 50th anniversary of diplomatic relations between Kenya and India was celebrated in 2013.",
        b="Beta\n\nKenya and India will mark the 70th anniversary of their diplomatic relations in 2033.",
    )
    (derived,) = [e for e in made.events if e.confidence == "derived"]
    assert (derived.type, derived.date.edtf, derived.date.basis) == ("establishment", "1963", "derived")
    assert {e.document for e in derived.evidence} == {"alpha", "beta"}


def test_nothing_is_derived_where_a_document_states_it(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Alpha\n\nThe 50th anniversary of diplomatic relations between Kenya and India was celebrated in 2013.",
        b="Beta\n\nKenya and India established diplomatic relations in 1963.",
    )
    assert [e.confidence for e in made.events if e.type == "establishment"] == ["stated"]


def test_an_anniversary_of_something_else_implies_no_relations(tmp_path: Path) -> None:
    made = library(tmp_path, a="Alpha\n\nIn 2010 Kenya and India marked the 60th anniversary of the war.")
    assert [e for e in made.events if e.confidence == "derived"] == []


def test_guests_of_two_countries_on_one_day_are_two_visits(tmp_path: Path) -> None:
    told = "Recep Tayyip Erdoğan received the president of {} in Ankara on 4 May 2025."
    made = library(tmp_path, one=told.format("Kenya"), two=told.format("Iraq"), three=told.format("Kenya"))
    guests = [{a.id for a in event.actors if a.role == "visitor"} for event in made.events]
    assert sorted(guests, key=sorted) == [{"iraq"}, {"kenya"}]
