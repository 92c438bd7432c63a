"""Who takes part in a deed, and who is named beside it for another reason."""

from __future__ import annotations

import pytest

from kortui.model import Event
from tests.extract.made import analysis, records


def parties(event: Event) -> set[str]:
    return {actor.id for actor in event.actors}


@pytest.mark.parametrize(
    "told",
    [
        "Kenya, not India, bought 5 engines from Hanwha in 2020.",
        "Kenya and not India bought 5 engines from Hanwha in 2020.",
        "Kenya, unlike India, bought 5 engines from Hanwha in 2020.",
        "Kenya rather than India bought 5 engines from Hanwha in 2020.",
        "Not India but Kenya bought 5 engines from Hanwha in 2020.",
        "Kenya, not India or Poland, bought 5 engines from Hanwha in 2020.",
        "Hanwha sold 5 engines to Kenya and not to India in 2020.",
    ],
)
def test_who_is_set_against_another_takes_no_part(told: str) -> None:
    (deal,) = records(told)
    assert (deal.type, parties(deal)) == ("contract", {"kenya", "hanwha"})


@pytest.mark.parametrize("told", ["Kenya did not buy 5 engines in 2020.", "Neither Kenya nor India bought engines in 2020."])
def test_what_was_not_done_is_no_deed(told: str) -> None:
    assert not records(told)


def test_who_is_set_against_another_makes_no_record_bilateral() -> None:
    (summit,) = records("A summit\n\nTürkiye, not South Korea, hosted the summit in 2015.")
    assert (summit.relevance, parties(summit)) == ("one-country", {"turkiye"})


def named(text: str) -> set[str]:
    return {span.id for span in analysis(text).entities}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Lebanon, Ohio, hosted a Kenyan team in 2009.", "lebanon"),
        ("A school in Peru, Illinois, bought engines from Kenya.", "peru"),
        ("Warsaw, Indiana, signed an agreement with Kenya.", "warsaw"),
        ("Kenya opened an office in Paris, Texas.", "paris"),
        ("Kenya opened an office in Valencia, Venezuela, in 2009.", "valencia"),
    ],
)
def test_a_town_called_like_a_country_or_another_town_is_neither(text: str, other: str) -> None:
    assert other not in named(text)
    assert "kenya" in named(text)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Kenya opened offices in Warsaw, Berlin and Paris in 2011.", "warsaw"),
        ("Kenya opened an embassy in Seoul, South Korea, in 2011.", "seoul"),
        ("Kenya signed agreements with Lebanon, Ohio and Texas in 2011.", "lebanon"),
        ("Kenya opened embassies in Warsaw, Germany and Italy in 2011.", "warsaw"),
    ],
)
def test_a_list_of_names_is_of_as_many_places(text: str, one: str) -> None:
    assert one in named(text)


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Poland refused to sell engines to Kenya in 2019, so Nairobi turned to Doosan.", "kenya"),
        ("Poland refused to sell engines to Kenya in 2019, but Kenya turned to Doosan.", "kenya"),
        ("Poland ordered tanks in 2019, and prices rose.", "poland"),
        ("Poland ordered tanks in 2019; Berlin stood by.", "poland"),
    ],
)
def test_it_is_whom_the_sentence_before_ends_with(before: str, who: str) -> None:
    bought = records(f"{before} In 2021 it bought 5 engines.")[-1]
    assert (bought.date.edtf, parties(bought)) == ("2021", {who})


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ("Up to 300 Indian firms operate in Kenya.", "kenya"),
        ("There were 300 Indian companies in Kenya in 2019.", "kenya"),
        ("Some 2,000 Indian students were enrolled in Kenya in 2019.", "kenya"),
        ("About 1,500 Indian students study in Ankara.", "ankara"),
    ],
)
def test_those_counted_in_another_country_are_there(told: str, where: str) -> None:
    (figure,) = records(told)
    assert [(a.id, a.role) for a in figure.actors] == [("india", "actor"), (where, "partner")]


@pytest.mark.parametrize(
    "told",
    [
        "Half of the 2 million Indian tourists visited Kenya in 2019.",
        "Roughly a third of the 2 million Indian tourists who visited Asia in 2019 also visited Kenya.",
    ],
)
def test_a_part_of_many_is_not_as_many(told: str) -> None:
    assert not records(told)


TOWNS = (
    "Turkey, North Carolina, opened a Korean restaurant in 2019.",
    "Turkey, N.C., opened a Turkish restaurant in 2019.",
    "Turkey, TX, opened a Korean restaurant in 2019.",
    "Turkey Creek, Kentucky, opened a Korean food festival in 2018.",
    "The Turkey Run bridge was built in 1936.",
)


def test_the_state_behind_a_town_takes_no_part() -> None:
    made = records("In Turkey, Tex., Samsung opened an office in 2019.")
    assert [[a.id for a in e.actors] for e in made] == [["samsung"]]


OF_THE_STATE = (
    "The governor of Georgia visited Seoul on 6 June 2025.",
    "Georgia Governor Brian Kemp visited Seoul in 2023.",
    "Samsung opened an office in the state of Georgia in 2019.",
    "Samsung opened an office in Savannah, Georgia, in 2019.",
    "Hyundai opened a plant in Georgia in 2025 worth $7.6 billion.",
    "Hyundai invested $5 billion in Alabama and in Georgia in 2022.",
)
OF_THE_COUNTRY = (
    "The president of Georgia visited Seoul on 6 June 2025.",
    "Georgia's prime minister visited Ankara in 2023.",
    "Georgia and Türkiye signed a trade agreement in 2007.",
    "The Turkish firm opened a plant in Georgia in 2012.",
    "Samsung opened an office in Tbilisi, Georgia, in 2007.",
    "Hyundai exported 3,000 cars to Georgia in 2019.",
    "South Korea opened an embassy in Georgia in 2012.",
    "Samsung built a plant in Georgia, Azerbaijan's neighbour, in 2012.",
)


@pytest.mark.parametrize(
    ("text", "countries"),
    [*((text, ("turkiye", "south-korea")) for text in TOWNS), *((text, ("georgia",)) for text in OF_THE_STATE)],
)
def test_a_town_or_state_called_like_a_country_and_a_cuisine_are_no_countries(text: str, countries: tuple[str, ...]) -> None:
    made = records(text)
    assert made
    assert {a.id for e in made for a in e.actors}.isdisjoint(countries)


@pytest.mark.parametrize("text", OF_THE_COUNTRY)
def test_the_country_that_a_state_is_called_like_stays(text: str) -> None:
    assert "georgia" in {i for e in records(text) for i in (*(a.id for a in e.actors), *e.places)}


STATES = (
    ("Turkey, China and Korea signed an agreement in 2012.", {"turkiye", "china", "south-korea"}),
    ("In Turkey, NATO and Korea held an exercise in 2012.", {"nato", "south-korea"}),
    ("Korean food exports to Türkiye reached $20 million in 2019.", {"south-korea", "turkiye"}),
    ("The Korean company opened a plant in Turkey in 2019.", {"south-korea", "turkiye"}),
    ("A Korean film week was held in Ankara in 2019.", {"south-korea"}),
    ("Korean restaurant chain BBQ opened a branch in Istanbul in 2019.", {"south-korea", "bbq"}),
)


@pytest.mark.parametrize(("text", "ids"), STATES)
def test_the_country_and_its_trade_stay(text: str, ids: set[str]) -> None:
    assert {a.id for e in records(text) for a in e.actors} == ids


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("Samsung won the contract for the tunnel together with KAI in 2008.", "contractor"),
        ("Samsung built the metro in Nairobi together with KAI in 2010.", "contractor"),
        ("The tunnel was built by Samsung together with KAI in 2016.", "contractor"),
        ("Samsung signed a contract with Kenya along with KAI in 2024.", "contractor"),
        ("Samsung signed a contract with KAI in 2024.", "customer"),
    ],
)
def test_who_does_something_together_with_another_does_the_same(told: str, role: str) -> None:
    (made,) = records(told)
    assert {a.id: a.role for a in made.actors}["korea-aerospace-industries"] == role


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Korean-American senator Zorg Blag visited Nairobi on 5 June 2025.", False),
        ("South Korean-born businessman Zorg Blag visited Nairobi on 5 June 2025.", False),
        ("South Korean senator Zorg Blag visited Nairobi on 5 June 2025.", True),
        ("Korean-American talks were held in Nairobi on 5 June 2025.", True),
    ],
)
def test_the_country_of_forebears_takes_no_part(told: str, named: bool) -> None:
    assert ("south-korea" in {span.id for span in analysis(told).entities}) is named
