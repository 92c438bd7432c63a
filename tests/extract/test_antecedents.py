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


ALLIES = "South Korea and Türkiye have been allies since the Korean War."


def sides(text: str) -> list[str]:
    """The actors of the last record, in order of their ids."""
    return sorted(a.id for a in last(text).actors)


def test_the_two_who_met_are_not_the_two_countries_of_the_document() -> None:
    met = "Korean Foreign Minister Cho Hyun visited Kenya in March 2025 and met Kenyan President William Ruto."
    assert sides(f"{ALLIES} {met} The two sides signed a trade agreement.") == ["kenya", "south-korea"]
    toured = "Hakan Fidan visited Libya on 3 May 2024."
    assert sides(f"{ALLIES} {toured} The two countries signed a memorandum on hydrocarbons.") == ["libya", "turkiye"]
    called = "On 3 May 2023 Erdoğan received Libyan Prime Minister Abdul Hamid Dbeibah."
    assert sides(f"{ALLIES} {called} The two leaders signed a security agreement.") == ["libya", "turkiye"]


@pytest.mark.parametrize("of", ["They discussed Libya and Ukraine.", "They spoke of Libya.", "Libya was on the agenda."])
def test_those_who_met_are_not_what_they_spoke_of(of: str) -> None:
    met = "Lee Jae-myung met Recep Tayyip Erdoğan in Ankara on 24 November 2025."
    assert sides(f"{met} {of} The two leaders signed a defence agreement.") == ["south-korea", "turkiye"]
    assert sides(f"{ALLIES} {met} {of} The two countries signed a visa agreement.") == ["south-korea", "turkiye"]


def test_of_whom_one_met_with_nobody_known_no_two_countries_are_told() -> None:
    met = "Minister Zorg Blag met Cho Hyun in Lima in March 2025."
    assert sides(f"{ALLIES} {met} The two ministers signed an agreement on visas.") == []


def test_the_two_countries_are_those_of_the_document_again_once_it_speaks_of_them() -> None:
    of_kenya = "Kenya and South Korea held talks in Nairobi in 2019. The two countries signed a trade agreement in 2020."
    of_both = "South Korea and Türkiye signed a trade agreement, too."
    assert sides(f"{ALLIES} {of_kenya}") == ["kenya", "south-korea"]
    assert sides(f"{ALLIES} {of_kenya} {of_both} Trade between the two countries reached $9 billion in 2021.") == [
        "south-korea",
        "turkiye",
    ]


def test_what_two_people_discuss_takes_no_part() -> None:
    met = "Hakan Fidan and Cho Hyun met in Seoul on 3 May 2024. Fidan discussed Libya with Cho on 4 May 2024."
    assert sides(met) == ["cho-hyun", "hakan-fidan"]
    assert sides(met.replace("discussed Libya with Cho", "greeted Cho")) == ["cho-hyun", "hakan-fidan"]


@pytest.mark.parametrize(
    ("met", "those"),
    [
        ("Erdoğan received the president of Kenya on 3 May 2024.", ["kenya", "turkiye"]),
        ("Hakan Fidan met the foreign minister of Iraq in Ankara on 3 May 2024.", ["iraq", "turkiye"]),
        ("The King of Jordan visited Ankara on 3 May 2024.", ["jordan", "turkiye"]),
        ("Lee Jae-myung held talks with the prime minister of Poland in Seoul.", ["poland", "south-korea"]),
        ("Cho Hyun met the minister of trade and industry of the Republic of Kenya.", ["kenya", "south-korea"]),
        ("Lee Jae-myung received the president of Türkiye in Seoul.", ["south-korea", "turkiye"]),
        ("Erdoğan met the presidents of Kenya and Iraq in Ankara on 3 May 2024.", []),
        ("Premier Zorg Blag met the president of Kenya in Lima in March 2025.", []),
        ("Lee Jae-myung met the leader of the Democratic Party on 3 May 2024.", ["south-korea", "turkiye"]),
    ],
)
def test_who_holds_the_office_of_a_country_is_one_of_the_two(met: str, those: list[str]) -> None:
    assert sides(f"{ALLIES} {met} The two leaders signed three agreements.") == those
    assert sides(f"{ALLIES} {met} The two countries signed a treaty.") == those


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("Erdoğan received the president of Kenya on 3 May 2024.", "visitor"),
        ("Erdoğan met the prime minister of Kenya on 3 May 2024.", "partner"),
        ("Lee Jae-myung held a meeting with the minister of foreign affairs of Kenya on 3 May 2024.", "partner"),
    ],
)
def test_who_is_met_by_his_office_takes_part_for_his_country(told: str, role: str) -> None:
    assert {a.id: a.role for a in last(told).actors}["kenya"] == role
