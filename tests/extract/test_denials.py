"""What a sentence takes back, imagines or only nearly tells is no record of the deed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.made import library, records

NOT_DONE = (
    "Baykar denied that it had signed a contract worth $3 billion with Hanwha Aerospace in 2024.",
    "Baykar denied signing a contract worth $3 billion with Hanwha Aerospace in 2024.",
    "It is not true that Kenya bought ten aircraft from Brazil in 2018.",
    "Baykar rejected media reports that it signed a contract with Hanwha Aerospace in 2020.",
    "Neither Kenya nor India signed the trade agreement in 2011.",
    "Had Hyundai Rotem signed the contract in 2010, the tank would have entered service by 2015.",
    "Kenya would have signed the trade agreement with India in 2011.",
    "Kenya almost signed the trade agreement with India in 2007.",
    "Kenya is unlikely to sign a trade agreement with India before 2027.",
    "Rumours that Kenya signed a trade agreement with India in 2011 were false.",
    "KEPCO won a contract worth $1 billion in 2015, according to a report that Kenya later denied.",
    "Poland doubted whether Kenya signed the trade agreement with India in 2011.",
    "Roketsan lost a contract worth $1 billion to LIG Nex1 in 2021.",
    "Roketsan is bidding for a contract worth $1 billion.",
    "Kenya and India signed a trade agreement in 2011, which is not the case.",
    "Hyundai said that it signed a contract worth $1 billion with Kenya in 2011, which Kenya denied.",
    "The ministry announced in 2011 that Kenya had signed a contract with KAI, but this never happened.",
    "If KAI had sold 20 trainers to Kenya in 2012, the line would have stayed open.",
    "Kenya has yet to sign the trade agreement with India.",
    "Kenya stopped short of signing the treaty with India in 2011.",
    "The United States blocked the sale of T129 helicopters to Pakistan in 2021.",
    "In the film, Kenya attacks India in 2030.",
    "In a novel in which Korea declares war on Japan in 2040, a Turkish brigade lands in Busan.",
    "The simulation assumes that Poland orders 100 tanks from Korea in 2027.",
    "In a hypothetical scenario, India signs a contract worth $2 billion with Hanwha in 2028.",
    "Suppose Kenya attacks India in 2031.",
    "Kenya's trade ministry denied on 4 May 2024 that it would buy twelve helicopters from India.",
    "Kenya denied again, in a statement of 4 May 2024, that it had signed a trade agreement with India.",
    "Kenya chose not to buy the KF-21 in 2019.",
    "Baykar lost a bid to supply drones to Kenya in 2021.",
    "Until 1998 no Kenyan president had visited India twice.",
    "None of the firms signed a contract with Kenya in 2011.",
    "Foreign Minister Cho Hyun cancelled his visit to Nairobi planned for 5 March 2025.",
    "Kenya would have joined the alliance in 1961 if India had signed the treaty.",
    "Foreign Minister Cho Hyun postponed his visit to Nairobi, which was planned for 3 May 2024.",
    "The trade agreement, which was to be signed in 2014 by Kenya and India, was never concluded.",
    "Nairobi was reluctant to send troops to India in 2003.",
    "Kenya rejected an Indian offer to build the Mombasa plant in 2010.",
    "The sale of helicopters to Kenya was blocked by Washington in 2019.",
    "Researchers argue over whether Kenya sent soldiers to India in 1950.",
)
DONE = (
    ("Kenya denied the delay, but signed the trade agreement with India in 2011.", "agreement"),
    ("Kenya and India signed the trade agreement in 2011 and denied that it was late.", "agreement"),
    ("The film studio of Kenya signed a contract worth $2 million with India in 2011.", "contract"),
    ("Nearly 20,000 Turkish soldiers fought in the Korean War.", "deployment"),
    ("Kenya, which Poland had recognized, signed a trade agreement with India in 2011.", "agreement"),
    ("Kenya chose not to buy the KF-21 and instead ordered 30 helicopters from India in 2019.", "contract"),
    ("Kenya signed a trade agreement with India no later than 2011.", "agreement"),
    ("Kenya and India agreed not to attack each other in 2011.", "agreement"),
)


@pytest.mark.parametrize("sentence", NOT_DONE)
def test_no_deed_is_recorded(sentence: str) -> None:
    assert [r for r in records(sentence) if r.type not in ("statement", "target")] == []


@pytest.mark.parametrize(("sentence", "kind"), DONE)
def test_a_deed_beside_a_denial_stays(sentence: str, kind: str) -> None:
    assert kind in [r.type for r in records(sentence)]


def test_what_somebody_is_to_do_is_planned() -> None:
    (visit,) = records("Foreign Minister Cho Hyun is to visit Busan in 2027.")
    assert (visit.type, visit.date.role) == ("visit", "planned")


def test_a_year_behind_what_a_figure_fell_from_is_of_that() -> None:
    found = {r.amounts[0].value: r.date.edtf for r in records("Exports of Kenya fell to $5.5 billion from $7 billion in 2015.")}
    assert found == {5_500_000_000: None, 7_000_000_000: "2015"}


def test_a_decimal_comma_before_a_scale_is_one() -> None:
    (figure,) = records("Imports of Kenya totalled USD 7,45 bn in 2020.")
    assert figure.amounts[0].value == 7_450_000_000


def test_a_cancelled_order_and_another_purchase_stay_two(tmp_path: Path) -> None:
    cancelled = "Turkey cancelled its order for 20 KT-1 trainers in 2015."
    bought = "Between 2010 and 2015 Turkey bought 300 howitzers from Samsung Techwin."
    found = library(tmp_path, note=f"{cancelled}\n\n{bought}\n").events
    assert {r.evidence[0].exact: (r.stage, len(r.evidence)) for r in found} == {
        cancelled: ("cancelled", 1),
        bought: ("ordered", 1),
    }


def test_a_denial_is_a_statement_of_its_own_day() -> None:
    (said,) = records("Kenya's trade ministry denied on 4 May 2024 that it would buy twelve helicopters from India.")
    assert (said.type, said.date.edtf, said.date.role) == ("statement", "2024-05-04", "event")
    assert said.title.startswith("Kenya's trade ministry denies that it would buy")


def test_what_was_done_instead_is_the_record() -> None:
    (order,) = records("Kenya, by contrast, chose not to buy the KF-21 and instead ordered 30 helicopters in 2019.")
    assert (order.type, order.stage, [a.value for a in order.amounts]) == ("contract", "ordered", [30])
    assert order.title.startswith("Kenya")


def test_shutting_a_plant_invests_nothing() -> None:
    kinds = [(r.type, r.date.edtf) for r in records("In 2022, Samsung, which had opened a plant in Kenya, shut it.")]
    assert ("investment", "2022") not in kinds
    assert ("withdrawal", "2022") in kinds


def test_a_question_tells_of_nothing() -> None:
    assert records("Kenya bought 170 missiles from India in 2012? It did not.") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He said that no decision could be expected before the Council met in September 1950.", 0),
        ("Kenya will send nobody until India and Nepal sign an agreement.", 0),
        ("The Council of Kenya met in September 1950 before Kenya and India signed an agreement.", 2),
    ],
)
def test_what_is_waited_for_is_no_deed(text: str, told: int) -> None:
    assert len([e for e in records(text) if e.type in ("meeting", "agreement")]) == told


@pytest.mark.parametrize(
    "text",
    [
        "The parliament of Kenya did not ask that troops be sent to Korea in 1967.",
        "Kenya did not say that it had signed a contract with Hanwha in 2022.",
        "The ministry did not confirm that Hanwha delivered ten engines to Kenya in May 2023.",
        "Nobody believed that President Rao visited Kenya in 2016.",
        "Had Kenya and India signed the agreement in 2008, trade would have reached $20 billion in 2015.",
        "LG Electronics had planned to break ground for a plant in 2023 but put the project on hold.",
        "President Rao was expected to attend the meeting in Nairobi in May 2025 but will not come.",
        "The embassy of Kenya in Delhi will be closed on 15 July 2025 for a holiday.",
    ],
)
def test_what_nobody_said_and_what_was_put_off_is_no_deed(text: str) -> None:
    assert records(text, "2025-05-01") == ()


def test_what_was_not_denied_is_told() -> None:
    text = "Kenya did not deny that it had signed a contract with Hanwha in 2022."
    assert [(e.type, e.date.edtf) for e in records(text)] == [("contract", "2022")]


def test_what_depends_on_an_if_is_conditional() -> None:
    (sent,) = records("If parliament approves, Kenya will send 300 troops to Korea in 2026.", "2025-05-01")
    assert (sent.date.edtf, sent.date.role) == ("2026", "conditional")


def test_a_delay_is_no_second_deed() -> None:
    (handed,) = records("The first K9 was delivered to Kenya on 4 March 2004, two years later than planned.")
    assert handed.date.edtf == "2004-03-04"
    assert handed.title.endswith("two years later than planned")


def test_an_order_in_force_is_not_cancelled_with_another() -> None:
    text = (
        "Hanwha dropped a plan to export 36 howitzers to Kenya, while an order for 54 howitzers worth $920 million, signed on "
        "9 July 2023, remains in force."
    )
    signed = next(e for e in records(text, "2025-05-01") if e.date.edtf == "2023-07-09")
    assert (signed.stage, [a.text for a in signed.amounts]) == ("ordered", ["54", "$920 million"])
