"""What is only to come, was once planned or is but a memorandum is told as that; what is no deed of its type is none."""

from __future__ import annotations

import pytest

from kortui.model import Event
from tests.extract.made import records


def only(text: str) -> Event:
    (record,) = records(text, "2026-06-15")
    return record


@pytest.mark.parametrize(
    ("text", "kind", "edtf", "role"),
    [
        ("Nairobi will take delivery of 40 K2 tanks in 2029.", "delivery", "2029", "planned"),
        ("Kenya and India agreed to hold exercises in 2029.", "agreement", "2029", "planned"),
        ("Kenya and India may sign a trade agreement in August 2026.", "agreement", "2026-08", "conditional"),
        ("Foreign Minister Cho Hyun is to meet Hakan Fidan on 7 July 2026.", "meeting", "2026-07-07", "planned"),
        ("Foreign Minister Cho Hyun is due to meet Hakan Fidan on 7 July 2026.", "meeting", "2026-07-07", "planned"),
        ("Korea will deliver the jets to Kenya no earlier than 2031.", "delivery", "2031/..", "planned"),
    ],
)
def test_what_is_to_come_is_no_event_yet(text: str, kind: str, edtf: str, role: str) -> None:
    record = only(text)
    assert (record.type, record.date.edtf, record.date.role) == (kind, edtf, role)


def test_the_year_of_what_was_agreed_is_not_that_of_the_agreement() -> None:
    (undated,) = records("Kenya and India agreed to hold exercises in 2027.")
    assert (undated.type, undated.date.edtf, undated.date.role) == ("agreement", "2027", "planned")
    (dated,) = records("In 2027 Kenya and India agreed to hold exercises.")
    assert (dated.date.edtf, dated.date.role) == ("2027", "event")


def test_goods_to_be_delivered_are_ordered() -> None:
    record = only("Nairobi will take delivery of 40 K2 tanks in 2029.")
    assert (record.stage, next((a.id, a.role) for a in record.actors)) == ("ordered", ("kenya", "recipient"))


def test_a_date_that_was_first_planned_makes_no_second_meeting() -> None:
    record = only("The meeting of the joint committee, originally planned for 2024, took place on 9 February 2025 in Nairobi.")
    assert (record.type, record.date.edtf) == ("meeting", "2025-02-09")
    assert record.title == "Meeting of the joint committee takes place in Nairobi"


def test_what_a_person_says_a_figure_should_reach_is_aimed_at() -> None:
    record = only("Hakan Fidan told reporters that trade with Kenya should reach $2 billion by 2030.")
    assert (record.type, record.date.edtf, record.date.role) == ("target", "2030", "deadline")
    assert ("hakan-fidan", "speaker") in {(a.id, a.role) for a in record.actors}


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Kenya and India signed a memorandum of understanding on drones in May 2025.", "mou"),
        ("Hanwha signed an MoU with Roketsan on rocket motors on 5 May 2025.", "mou"),
        ("Letters of intent were exchanged between Hanwha and Roketsan on 5 May 2025.", "mou"),
        ("Kenya and India signed a trade agreement in May 2025.", None),
        ("Kenya and India signed a defence agreement in 2015 after a memorandum of understanding.", None),
    ],
)
def test_a_memorandum_is_no_order(text: str, stage: str | None) -> None:
    assert (only(text).type, only(text).stage) == ("agreement", stage)


@pytest.mark.parametrize(
    "text",
    [
        "The Greek battalion arrived in Mombasa on 9 December 1950.",
        "The first Kenyan Brigade reached Mombasa on 17 October 1950 with 2,100 men.",
        "The Kenyan Brigade, commanded by General Tahsin Yazıcı, reached Mombasa on 17 October 1950 with 2,100 men.",
    ],
)
def test_a_brigade_is_deployed_and_visits_nobody(text: str) -> None:
    assert only(text).type == "deployment"


def test_the_dead_are_a_part_of_those_who_fought() -> None:
    died = records("About 900 Kenyans fought in the war in 1951, 40 of whom died in action.")[-1]
    assert (died.type, [a.value for a in died.amounts]) == ("casualties", [40])
    assert died.title == "40 of about 900 Kenyans die in action"


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("About 1,500 Kenyans served in India; 41 of them died.", [41]),
        ("Of 1,212 soldiers, 66 fell between 1950 and 1953.", [66]),
    ],
)
def test_those_who_served_are_not_counted_among_the_dead(text: str, dead: list[int]) -> None:
    died = next(r for r in records(text) if r.type == "casualties")
    assert [a.value for a in died.amounts] == dead


@pytest.mark.parametrize(
    "text",
    [
        "TurkStat puts the same figure at about $9.7 billion for 2023.",
        "Historians disagree over whether Kenya sent troops to India in 1950.",
        "A court in Nairobi acquitted two Korean engineers whom India had accused of spying in May 2021.",
    ],
)
def test_no_deed_is_made_of_other_words(text: str) -> None:
    assert records(text, "2026-06-15") == ()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("In 2023 Kenya Motors sold 245,000 cars to India, against 218,000 a year before.", [["245,000"]]),
        ("Kenya Motors won a $90 million order from India in May 2023 after a $40 million one.", [["$90 million"]]),
        (
            "Kenya ordered 40 tanks from India in 2000; 20 lorries for $8 million followed.",
            [["40"]],
        ),
    ],
)
def test_an_amount_is_no_other_deals(text: str, own: list[list[str]]) -> None:
    assert [[a.text for a in e.amounts] for e in records(text)] == own


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenyan firms have invested $3 billion in India since 2003.", "2003/.."),
        ("The Brigade had lost 741 killed since November 1950.", "1950-11/.."),
        ("Kenyan firms invested $3 billion in India in 2003.", "2003"),
        ("By the end of 2024 Hanwha had shipped 12 howitzers to Kenya.", "../2024"),
        ("Kenyan troops stayed in Korea until 1960.", "../1960"),
    ],
)
def test_a_sum_that_has_grown_since_a_date_is_of_the_time_since(text: str, wanted: str) -> None:
    assert [e.date.edtf for e in records(text)] == [wanted]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Around 160,000 Indians visited Kenya in 2018, twice as many as in 2012.", ["2018"]),
        ("Hyundai Motor produced 242,000 cars in Kenya in 2021, down 3.1 percent from a year earlier.", ["2021"]),
    ],
)
def test_what_is_only_compared_with_is_no_deed(text: str, dates: list[str]) -> None:
    assert [e.date.edtf for e in records(text)] == dates


def test_a_part_of_those_counted_has_its_own_number_alone() -> None:
    died = next(
        e for e in records("In 1950 Kenya sent 4,992 troops, of whom 186 were killed in battle.") if e.type == "casualties"
    )
    assert [a.text for a in died.amounts] == ["186"]


def test_during_the_visit_says_only_when() -> None:
    text = "During the visit, the ministers of Kenya and India signed a memorandum of understanding on trade."
    assert [e.type for e in records(text)] == ["agreement"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Kenya's parliament rejected the free trade agreement with India in 2012.", "2012"),
        ("Kenya's parliament rejected on 5 May 2012 the free trade agreement with India.", "2012-05-05"),
        ("Kenya proposed a free trade agreement to India in 2008.", "2008"),
        ("Kenya opposed the sale of tanks to India in March 1998.", "1998-03"),
        ("President Lee Jae-myung warned Kenya against exports of drones to India in 2021.", "2021"),
        ("Kenya's parliament rejected the free trade agreement with India.", "2026-06-15"),
        ("Foreign Minister Cho Hyun thanked Kenya for its help in 1950.", "2026-06-15"),
        ("Kenya criticised India's nuclear test in 1998.", "2026-06-15"),
    ],
)
def test_who_refused_something_refused_it_in_the_year_at_its_end(text: str, edtf: str) -> None:
    record = only(text)
    assert (record.type, record.date.edtf) == ("statement", edtf)
