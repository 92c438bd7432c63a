"""What was only expected, planned or conditional is told as such, and not at all where nothing came of it."""

from __future__ import annotations

import pytest

from tests.extract.made import records

IN_VAIN = (
    "Hanwha was expected to deliver 12 howitzers to Egypt in 2023, but has not.",
    "President Yoon was to visit Ankara in May 2022, but the trip was cancelled.",
    "The ministers of Kenya and India were due to sign the accord in Nairobi on 3 May 2012, but the signing never took place.",
    "Baykar was supposed to deliver 24 drones to Kenya in 2019, though none arrived.",
    "The Kenyan plant of Hyundai was to open in 2019 but never did.",
    "The plan to sign a trade agreement between Kenya and India in 2011 fell through.",
    "Talks to sign a free trade agreement between Kenya and India collapsed in 2014.",
    "Kenya's plan to buy 20 aircraft from KAI was dropped in 2015.",
    "A planned visit by President Erdoğan to Seoul in 2020 was called off.",
    "President Yoon cancelled his visit to Ankara in May 2022.",
)
LOOKED_FOR = (
    ("Kenya and India were to sign the trade agreement in 2011.", "agreement", None),
    ("The minister had been due to visit Seoul in June 2021.", "visit", None),
    ("Doosan was to have delivered the engines to Kenya by 2018.", "delivery", "ordered"),
    ("The Kenyan army was to receive 12 tanks in 2016.", "delivery", "ordered"),
    ("Kenya was ready to sign an agreement with India in 2011.", "agreement", None),
    ("Baykar is to sign a contract worth $1 billion with Kenya in 2027.", "contract", None),
)  # fmt: skip


@pytest.mark.parametrize("sentence", IN_VAIN)
def test_what_came_to_nothing_is_no_record(sentence: str) -> None:
    assert records(sentence) == ()


@pytest.mark.parametrize(("sentence", "kind", "stage"), LOOKED_FOR)
def test_what_was_looked_for_is_planned_and_its_deal_no_further(sentence: str, kind: str, stage: str | None) -> None:
    (record,) = records(sentence)
    assert (record.type, record.date.role, record.stage) == (kind, "planned", stage)


def test_a_deal_on_a_condition_has_no_stage() -> None:
    (record,) = records("If KAI sells 20 trainers to Kenya in 2028, the line will stay open.")
    assert (record.date.role, record.stage) == ("conditional", None)


def test_a_passive_raised_to_is_no_plan() -> None:
    (record,) = records("The legations of Kenya and India were raised to embassies in 1964.")
    assert record.date.role == "event"


def test_the_plan_itself_is_told() -> None:
    (record,) = records("A second trade fair of Kenya and India was planned for 1975 but never took place.")
    assert (record.type, record.date.role) == ("exhibition", "planned")


def test_a_deed_beside_a_failure_stays() -> None:
    kinds = [r.type for r in records("Kenya signed a trade agreement with India in 2011, but talks with Japan collapsed.")]
    assert kinds == ["agreement"]


def test_a_page_that_says_today_is_no_report_of_its_day() -> None:
    page = "Relations of Kenya and India are close today. Kenya has its embassy in Delhi.\n\nTrade grew from 1965 until 2013."
    (embassy,) = (r for r in records(page) if r.type == "establishment")
    assert embassy.date.edtf is None


@pytest.mark.parametrize(
    "sentence",
    [
        "President Rao was to have visited Seoul in 2005 but stayed home.",
        "President Rao was due to visit Seoul in 2007 but fell ill.",
        "President Rao had been due to visit Seoul in 2008, but cancelled because of a storm.",
        "President Rao planned to visit Seoul in 2008 but sent a deputy.",
    ],
)
def test_who_was_to_come_and_stayed_away_was_on_no_visit(sentence: str) -> None:
    assert records(sentence) == ()


def test_who_fell_ill_on_a_visit_was_on_it() -> None:
    (record,) = records("President Rao visited Seoul in 2008 but fell ill on the way home.")
    assert (record.type, record.date.role) == ("visit", "event")


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Kenya agreed in principle in 2007 to sell 40 KT-1 trainers to India; the contract was never signed.", None),
        ("Kenya agreed to sell 40 KT-1 trainers to India, but the deal fell through.", None),
        ("Kenya agreed in principle to sell 40 KT-1 trainers to India for $500 million.", None),
        ("Kenya agreed to sell 40 KT-1 trainers to India for $500 million.", "ordered"),
        ("Kenya agreed to sell 40 KT-1 trainers to India, but never signed the tax treaty.", "ordered"),
        ("Kenya agreed to sell 40 KT-1 trainers to India; a second batch was never built.", "ordered"),
    ],
)
def test_what_was_agreed_in_principle_or_never_signed_is_no_order(sentence: str, stage: str | None) -> None:
    assert [r.stage for r in records(sentence) if r.type == "contract"] == [stage]
