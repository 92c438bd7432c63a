"""What a sentence takes back, imagines or only nearly tells is no record of the deed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.extract import denials_words, lexicon, modality, triggers
from kortui.extract.runs import Runs
from tests.extract.made import library, records

NOT_DONE = (
    "Some books give 1949 as the year in which Kenya recognised the Republic of Korea, others 1950.",
    "Some sources say that Kenya signed the treaty with India in 1949, others in 1950.",
    "The ministers discussed the possibility of signing an agreement on defence in 2017.",
    "Kenya and India spoke of the prospect of opening an embassy in 2017.",
    "Baykar denied that it had signed a contract worth $3 billion with Hanwha Aerospace in 2024.",
    "Baykar denied signing a contract worth $3 billion with Hanwha Aerospace in 2024.",
    "It is not true that Kenya bought ten aircraft from Brazil in 2018.",
    "Kenya sent South Korea no masks in 2020.",
    "Hanwha delivered the Kenyan Army no howitzers in 2010.",
    "India sold it neither tanks nor jets in 2011.",
    "India sent Kenyan veterans no masks in 2020.",
    "Baykar rejected media reports that it signed a contract with Hanwha Aerospace in 2020.",
    "Neither Kenya nor India signed the trade agreement in 2011.",
    "Had Hyundai Rotem signed the contract in 2010, the tank would have entered service by 2015.",
    "Kenya would have signed the trade agreement with India in 2011.",
    "Kenya almost signed the trade agreement with India in 2007.",
    "Kenya is unlikely to sign a trade agreement with India before 2027.",
    "Rumours that Kenya signed a trade agreement with India in 2011 were false.",
    "KEPCO won a contract worth $1 billion in 2015, according to a report that Kenya later denied.",
    "Far from signing the trade treaty, Kenya and India fell out in 2012.",
    "The minister refused to say whether Turkish drones had been delivered to Kenya.",
    "Papers wondered whether Kenya had signed the trade agreement with India.",
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
    "Kenya and India signed no agreement in 2014.",
    "Kenya and India signed not a single agreement in 2014.",
    "Kenya and India signed neither an agreement nor a contract in 2014.",
    "No contract was signed between Hanwha and Kenya in 2012.",
    "None of the contracts between Hanwha and Kenya was signed in 2012.",
    "Hanwha sold nothing to Kenya in 2012.",
    "Kenya never bought the ten KT-1 aircraft it ordered in 2012.",
    "Kenya did not receive the ten tanks ordered in 2012.",
    "Kenya hardly bought any aircraft from India in 2012.",
    "Kenya never signed the 2012 agreement with India.",
    "Hanwha didn't sell 24 tanks to Kenya in 2011.",
    "The 24 tanks weren’t delivered to Kenya in 2011.",
    "The 24 tanks have not been delivered to Kenya.",
    "Never had Kenya bought tanks from India.",
    "Kenya and India were close to signing a free trade agreement in 2009.",
    "Kenya and India came close to a free trade agreement in 2009.",
    "Kenya and India were on the verge of signing a free trade agreement in 2009.",
    "Kenya and India are no closer to signing a free trade agreement.",
    "Kenya gave up buying 24 tanks in 2011.",
    "Without the war, Kenya and India would have signed a trade agreement in 2009.",
    "Nothing came of the free trade agreement of 2009 between Kenya and India.",
    "The planned sale of 24 tanks to Kenya in 2011 collapsed.",
    "The sale of 24 tanks to Kenya in 2011 fell through.",
    "The 2011 sale of 24 tanks to Kenya was never completed.",
    "Samsung wished it had opened a plant in Kenya in 2012.",
    "Samsung acted as though it had opened a plant in Kenya in 2012.",
    "Samsung opening a plant in Kenya in 2012 is a fantasy.",
    "Samsung threatened to open a plant in Kenya in 2012.",
    "Whether Hanwha sold 24 tanks to Kenya in 2011 is unknown.",
    "It would be wrong to say that Kenya sent 20,000 soldiers to India in 1950.",
    "President Rao is unlikely to visit Seoul in 2030.",
    "The visit of President Rao to Seoul in 2030 is out of the question.",
    "Hanwha sold zero howitzers to Kenya in 2016.",
    "Hanwha, which sold no howitzers to Kenya in 2016, is large.",
    "Hanwha has denied any sale of tanks to Kenya in 2011.",
    "Hanwha tried unsuccessfully to sell 24 tanks to Kenya in 2011.",
    "Hanwha hoped in vain to sell 24 tanks to Kenya in 2011.",
    "India asked Kenya to send 5,000 soldiers in 1950.",
    "The UN called on Kenya to send 5,000 soldiers to Korea in 1950.",
    "Kenya all but bought 24 tanks from India in 2011.",
    "A contract that Hanwha never won, for 24 howitzers, was worth $400 million.",
    "The free trade agreement of 2009 between Kenya and India remains a draft.",
    "Correction: An earlier version of this article said Hanwha invested $500 million in Kenya in 2013.",
    "A previous version of this news story stated that Kenya signed a treaty with India in 2011.",
    "This report originally said that Samsung opened a plant in Kenya in 2015.",
    "The paper misreported that Kenya signed a treaty with India in 2011.",
    "Baykar planned nothing in 2025, contradicting a report in a daily that it would spend €400 million on a plant in Kenya.",
    "Hanwha contradicted an earlier report that it had invested $90 million in Kenya in 2019.",
    "The ministry quashed rumours that Kenya had bought ten tanks from India in 2020.",
    "Contrary to a report in a local paper that Samsung opened a plant in Kenya in 2014, it has none.",
    "Researchers argue over whether Kenya sent soldiers to India in 1950.",
)
DONE = (
    ("Historians say that Kenya signed the treaty with India in 1949.", "agreement"),
    ("Some soldiers of the Indian brigade landed in Mombasa in 1950, others in 1951.", "deployment"),
    ("Kenya and India signed a memorandum on the possibility of building a dam in 2010.", "agreement"),
    ("Hanwha sold Kenya no fewer than 24 howitzers in 2005.", "contract"),
    ("India sent Kenyan veterans 200 tents in 2023.", "aid"),
    ("India sent Kenya not only tents but blankets in 2023.", "aid"),
    ("Kenya denied the delay, but signed the trade agreement with India in 2011.", "agreement"),
    ("Kenya and India signed the trade agreement in 2011 and denied that it was late.", "agreement"),
    ("The film studio of Kenya signed a contract worth $2 million with India in 2011.", "contract"),
    ("Nearly 20,000 Turkish soldiers fought in the Korean War.", "deployment"),
    ("Kenya, which Poland had recognized, signed a trade agreement with India in 2011.", "agreement"),
    ("Kenya chose not to buy the KF-21 and instead ordered 30 helicopters from India in 2019.", "contract"),
    ("Kenya signed a trade agreement with India no later than 2011.", "agreement"),
    ("Kenya and India agreed not to attack each other in 2011.", "agreement"),
    ("Hanwha signed no fewer than three contracts with Kenya in 2012.", "contract"),
    ("Kenya and India signed an agreement in 2014 with no end date.", "agreement"),
    ("No sooner had Kenya and India signed the trade agreement in 2012 than trade grew.", "agreement"),
    ("Hardly had Kenya and India signed the trade agreement in 2012 when trade grew.", "agreement"),
    ("Never had Kenya bought so many aircraft from India as in 2012.", "contract"),
    ("Never before had Kenya bought as many aircraft from India as in 2012.", "contract"),
    ("Kenya bought ten KT-1 aircraft in 2012, though it had never bought Korean aircraft before.", "contract"),
    ("Not knowing whether prices would fall, Kenya and India signed a trade agreement in 2011.", "agreement"),
    ("The contract for 24 tanks signed by Hanwha and Kenya in 2011 was never carried out.", "contract"),
    ("Not until 2012 did Kenya and India sign a free trade agreement.", "agreement"),
    ("Hanwha delivered 24 howitzers to Kenya in 2022, close to the front.", "delivery"),
    ("An earlier version misstated the year; the trade agreement of Kenya and India was signed in 2012.", "agreement"),
    ("This article was amended to make clear that Samsung opened a plant in Kenya in 2008.", "investment"),
    ("Kenya bought an earlier version of the K9 howitzer from Hanwha in 2020.", "contract"),
    ("Kenya initially said that it had bought ten tanks from India in 2020.", "contract"),
    ("Hanwha confirmed a report in a daily that it had invested $90 million in Kenya in 2019.", "investment"),
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


def test_not_only_is_no_not_in_a_headline() -> None:
    (signed, *_) = records("Hanwha not only signed a contract with Kenya in 2012 but also delivered 24 howitzers.")
    assert signed.title == "Hanwha signs a contract with Kenya"


def test_what_was_ordered_and_not_delivered_is_not_delivered() -> None:
    (order,) = records("The ten tanks ordered by Kenya in 2012 were not delivered.")
    assert (order.type, order.stage) == ("contract", "ordered")


def test_a_number_that_is_put_right_is_not_the_deeds() -> None:
    (sent,) = records("Kenya sent 10 million masks, not 1 million, to India in 2020.")
    assert [a.text for a in sent.amounts] == ["10 million"]
    (invested,) = records("Kenyan firms invested $2 billion in India in 2019, less than the $4 billion reported earlier.")
    assert [a.text for a in invested.amounts] == ["$2 billion"]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Not until 2012 did Kenya and India sign a free trade agreement.", "Kenya and India sign a free trade agreement"),
        ("Never before had Kenya bought as many aircraft from India as in 2012.", "Kenya bought as many aircraft from India"),
    ],
)
def test_a_verb_before_its_subject_asks_nothing_in_a_headline(sentence: str, title: str) -> None:
    assert [r.title for r in records(sentence)] == [title]


def test_a_clause_of_refusing_has_its_own_date() -> None:
    (said,) = records("Kenya's parliament rejected the free trade agreement with India in 2012.", "2024-06-15")
    assert (said.type, said.date.edtf) == ("statement", "2012")


def test_who_says_what_trade_will_not_do_is_not_those_who_trade() -> None:
    said = records("Trade between Kenya and India will not reach $20 billion by 2030, the minister said.", "2024-06-15")
    assert [a.id for r in said for a in r.actors if a.role == "speaker"] == []


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


@pytest.mark.parametrize(
    ("key", "cue"), [("undone", denials_words.CUES.undone), ("nothing", modality._CUE), ("verging", denials_words.CUES.verging)]
)
def test_every_phrase_of_undoing_has_its_cue(key: str, cue: int) -> None:
    for phrase in lexicon.load("modality")[key]:
        text = f"They {phrase.replace('*', 'd')} it."
        cues = triggers.cues(Runs.of(text))
        assert cues.bits & cue, phrase
        assert cues.within(cue, 5, len(text)), phrase
        assert not cues.within(cue, len(text) - 4, len(text)), phrase


def test_an_aim_that_was_missed_and_has_no_day_is_none() -> None:
    assert records("Kenya and India signed a treaty in 2010. The target of $20 billion was missed.", "2024-06-15")[1:] == ()
    (target,) = records("The target of $20 billion was set in 2013.", "2024-06-15")
    assert (target.type, target.date.edtf) == ("target", "2013")
