"""Whom a pronoun or an office stands for: named only where kind, number and office agree, else nobody."""

from __future__ import annotations

import pytest

from kortui.model import Event
from tests.extract.made import analysis, records

FIDAN = "Foreign Minister Hakan Fidan met Cho Hyun in Nairobi on 3 May 2024."


def last(text: str) -> Event:
    return records(text, "2024-06-15")[-1]


def test_he_is_the_minister_who_says_it_and_no_country() -> None:
    met = last("Kenya signed a defence agreement with India in 2011. The minister said that he had met his Indian counterpart.")
    assert met.type == "meeting"
    assert "kenya" not in {a.id for a in met.actors}
    assert met.title.startswith("Minister meets")


def test_an_office_is_nobody_of_another_office() -> None:
    visit = last(f"{FIDAN} The president said he would visit Nairobi in July.")
    assert visit.type == "visit"
    assert "hakan-fidan" not in {a.id for a in visit.actors}
    assert visit.title.startswith("President ")


def test_an_office_is_the_person_known_to_hold_it() -> None:
    visit = last(f"{FIDAN} The foreign minister said he would visit Mombasa in July.")
    assert [(a.id, a.role) for a in visit.actors] == [("hakan-fidan", "visitor")]


def test_he_after_an_unnamed_office_is_nobody_named_before() -> None:
    visit = last(f"{FIDAN} The president praised the talks. He will visit Mombasa on 3 July 2024.")
    assert (visit.type, visit.actors) == ("visit", ())


def test_a_second_verb_of_saying_has_the_speaker_as_its_subject() -> None:
    pledge = last(f"{FIDAN} He noted that 90 Kenyan firms have invested in India and pledged more support.")
    assert (pledge.type, [a.id for a in pledge.actors]) == ("pledge", ["hakan-fidan"])


def test_representatives_speak_for_nobody_named_before() -> None:
    said = last(f"{FIDAN} Company representatives also proposed that Kenya and India set up a joint defence fund.")
    assert said.type == "statement"
    assert not [a for a in said.actors if a.role == "speaker"]


def test_firms_follow_no_countries() -> None:
    followed = last("Kenya and India signed a trade agreement in 2011. They were followed by Hanwha, Hyundai, Posco in 2012.")
    assert (followed.title, {a.role for a in followed.actors}) == ("Hanwha, Hyundai and POSCO follow", {"investor"})


def test_firms_follow_the_firms_before() -> None:
    followed = last("Hyosung and Vestel invested in Kenya in 2011. They were followed by KAI and Posco in 2012.")
    assert {a.id for a in followed.actors} >= {"hyosung", "vestel"}


@pytest.mark.parametrize("title", ["Kenyan Defence Minister", "Turkish Defense Minister", "South Korean Defence Minister"])
def test_a_ministers_field_is_no_organisation(title: str) -> None:
    found = analysis(f"{title} Yaşar Güler visited Nairobi on 4 May 2024.")
    assert not [e for e in found.entities if e.kind == "organisation"]


@pytest.mark.parametrize(
    "told", ["an official said", "the paper predicted", "analysts said", "the ministry later said", "the minister said"]
)
def test_whom_a_forecast_is_of_does_not_make_it(told: str) -> None:
    for event in records(f"Hyundai Rotem will not deliver the K2 tanks to Kenya before 2036, {told}.", published="2031-06-02"):
        assert ("hyundai-rotem", "speaker") not in [(a.id, a.role) for a in event.actors]


def test_a_firm_that_speaks_is_the_speaker_of_what_it_says_of_itself() -> None:
    (event,) = records("Hyundai Rotem warned Kenya in May 2031 that prices of its tanks must rise.", published="2031-06-02")
    assert ("hyundai-rotem", "speaker") in [(a.id, a.role) for a in event.actors]
