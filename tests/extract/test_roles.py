"""Who did what: no role for those who only thank, sue, speak or stand near."""

from __future__ import annotations

import pytest

from tests.extract.made import records

CASTS = (
    (
        "Minister Cho thanked Türkiye for sending troops to Korea in 1950.",
        {"turkiye": "actor", "south-korea": "recipient"},
    ),
    ("KAI sued Baykar for selling drones to Kenya in 2012.", {"baykar": "supplier", "kenya": "customer"}),
    ("Baykar was praised for selling drones to Kenya in 2012.", {"baykar": "supplier", "kenya": "customer"}),
    ("Erdoğan commemorated the soldiers who were sent to Korea in 1950.", {"south-korea": "recipient"}),
    (
        "The contract between KAI and Kenya was signed in Nairobi in 2008.",
        {"korea-aerospace-industries": "contractor", "kenya": "customer"},
    ),
    (
        "Baykar sued KAI over the contract signed between Hanwha and Kenya in 2008.",
        {"hanwha": "contractor", "kenya": "customer"},
    ),
)


@pytest.mark.parametrize(("sentence", "cast"), CASTS)
def test_only_those_who_take_part_have_a_role(sentence: str, cast: dict[str, str]) -> None:
    (record,) = records(sentence)
    assert {a.id: a.role for a in record.actors} == cast


@pytest.mark.parametrize(
    "sentence",
    [
        "KAI sued Baykar over a contract signed in 2008.",
        "Baykar and KAI went to court over a contract signed in 2008.",
        "Baykar and KAI are in a dispute over the delivery of drones in 2019.",
    ],
)
def test_a_dispute_makes_no_parties_of_a_deal(sentence: str) -> None:
    assert records(sentence) == ()


def test_both_who_met_have_met() -> None:
    met = records("The ministers of Kenya and India, who met in Nairobi in 2011, signed an agreement.")[0]
    assert (met.type, {a.id for a in met.actors}) == ("meeting", {"kenya", "india"})


def test_a_clause_after_that_keeps_its_whole_subject() -> None:
    (record,) = records("It is hoped that Kenya and India will sign a trade agreement in 2026.")
    assert record.title == "Kenya and India to sign a trade agreement"


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        ("Kenya received 12 aircraft from Hanwha in 2011.", {"kenya": "recipient", "hanwha": "supplier"}),
        ("Hanwha delivered 12 aircraft to Kenya in 2011.", {"kenya": "recipient", "hanwha": "supplier"}),
    ],
)
def test_who_receives_supplies_nothing(sentence: str, cast: dict[str, str]) -> None:
    (record,) = records(sentence)
    assert {a.id: a.role for a in record.actors} == cast


def test_who_had_ordered_the_goods_delivered_is_no_supplier() -> None:
    (record,) = records("Hanwha has delivered 46 of the 180 howitzers ordered by Poland.")
    assert (record.type, [a.value for a in record.amounts]) == ("delivery", [46, 180])
    assert {a.id: a.role for a in record.actors} == {"hanwha": "supplier"}


def test_firms_named_as_examples_are_the_subject() -> None:
    (record,) = records("Kenya has a pact under which companies such as Hanwha and Roketsan will supply tanks in 2032.")
    assert {a.id: a.role for a in record.actors} == {"hanwha": "supplier", "roketsan": "supplier"}


def test_a_noun_of_the_row_has_its_own_sum_and_bank() -> None:
    found = records(
        "The World Bank approved a loan of $500 million for Kenya in 2021, and the EBRD one of €300 million in 2022."
    )
    assert [([a.id for a in r.actors], [a.value for a in r.amounts]) for r in found] == [
        (["world-bank"], [500e6]),
        (["ebrd"], [300e6]),
    ]


def test_a_wish_to_buy_is_no_order() -> None:
    (record,) = records("Kenya wanted to buy 40 drones from Baykar in 2031.")
    assert (record.date.role, record.stage) != ("event", "ordered")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Two signed an agreement in Seoul in 2011.",
        "Minister Two signed the treaty in 1992.",
        "The deal with Two was signed in 2011.",
        "President He visited Seoul in 2010.",
    ],
)
def test_numbers_and_pronouns_act_nowhere(sentence: str) -> None:
    assert {a.id for r in records(sentence) for a in r.actors} & {"one", "two", "he"} == set()


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        ("Baykar lands a 90-million-euro order from Kenya for radars.", {"baykar": "contractor", "kenya": "customer"}),
        ("Kenya clinches the $55 million deal for four boats with Baykar.", {"baykar": "contractor", "kenya": "customer"}),
        ("Kenya signed a contract for 18 tanks in 2019.", {"kenya": "customer"}),
        ("Kenya has signed an option contract with Baykar for 4 drones.", {"kenya": "customer", "baykar": "contractor"}),
        ("Baykar and the Kenya Air Force sealed a deal for drones.", {"baykar": "contractor", "air-force-kenya": "customer"}),
        ("Korea signed an arms export deal with Kenya in 2022.", {"south-korea": "contractor", "kenya": "customer"}),
    ],
)
def test_in_a_deal_states_buy_and_firms_sell(sentence: str, cast: dict[str, str]) -> None:
    assert {a.id: a.role for a in records(sentence)[0].actors} == cast


def test_who_tells_of_a_deal_is_no_party_to_it() -> None:
    (record,) = records("Baykar won a contract in Peru in 2022, according to the Defense Ministry of Kenya.")
    assert {a.id for a in record.actors} == {"baykar", "peru"}


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        ("Norway, a NATO member, bought 24 howitzers in 2017.", {"norway": "customer"}),
        (
            "Poland and South Korea signed a contract in 2022 for K2 tanks.",
            {"poland": "customer", "south-korea": "contractor", "k-2-black-panther": "other"},
        ),
    ],
)
def test_whose_arms_they_are_sells_them(sentence: str, cast: dict[str, str]) -> None:
    assert {a.id: a.role for a in records(sentence)[0].actors} == cast


def test_who_is_named_behind_a_visit_pays_it() -> None:
    told = records("During an official visit to Kenya, Foreign Minister Witold Nowak signed an agreement on 3 May 2016.")
    visit = next(e for e in told if e.type == "visit")
    assert ("kenya", "host") in [(a.id, a.role) for a in visit.actors]


def test_a_fronted_time_without_its_comma_hides_no_subject() -> None:
    (sent,) = records("During the war Kenya supplied lorries and medicines to India in 1966.")
    assert [(a.id, a.role) for a in sent.actors] == [("kenya", "actor"), ("india", "recipient")]


def test_the_kind_of_a_deal_is_no_party_to_it() -> None:
    text = "Hyosung won a 120 billion won order from TEIAS in May 2024, its second Turkish contract."
    (won,) = records(text)
    assert [(a.id, a.role) for a in won.actors] == [("hyosung", "contractor"), ("teias", "customer")]


def test_relations_without_names_are_between_the_two_countries_of_the_title() -> None:
    (known, *_) = records("Japan–Kenya relations\n\nDiplomatic relations were established in 1963.")
    assert {a.id for a in known.actors} == {"japan", "kenya"} and known.title == "Japan–Kenya diplomatic relations established"
    (unknown, *_) = records("A history\n\nDiplomatic relations were established in 1963.")
    assert unknown.actors == ()


def test_where_a_company_sits_is_not_who_it_is() -> None:
    (won,) = records("The Changwon-based company won the order in 2024.")
    assert won.actors == ()


def test_who_stands_behind_a_verb_of_giving_receives_what_follows() -> None:
    (sold,) = records("Kenya sold India 24 howitzers in 2019.")
    assert [(a.id, a.role) for a in sold.actors] == [("kenya", "supplier"), ("india", "customer")]


def test_patrol_ships_are_delivered_and_a_town_is_no_investor() -> None:
    (handed,) = records("India delivered three patrol ships to Kenya in 2019.")
    assert handed.type == "delivery"
    opened = records("Hyundai Motor's Mombasa plant, which opened in 1997, made 242,000 cars.")[0]
    assert all(a.id != "kenya" for a in opened.actors)


@pytest.mark.parametrize(
    ("sentence", "customer"),
    [
        ("South Korea signed a contract worth 9 trillion won to export K-2 tanks made by Hyundai Rotem to Poland.", "poland"),
        ("Kenya signed a contract to sell tea worth $2 million to India in 2012.", "india"),
        ("Kenya signed a contract to buy tea worth $2 million from India in 2012.", "kenya"),
    ],
)
def test_of_two_states_the_one_that_exports_is_no_customer(sentence: str, customer: str) -> None:
    (deal,) = records(sentence, "2024-06-15")
    assert [a.id for a in deal.actors if a.role == "customer"] == [customer]
