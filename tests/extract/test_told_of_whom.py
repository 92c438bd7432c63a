"""What people say, by whom, and headlines that read as their sentences do."""

from __future__ import annotations

import pytest

from tests.extract.made import records


def titles(text: str) -> list[str]:
    return [event.title for event in records(f"A note\n\n{text}", "2024-06-15")]


@pytest.mark.parametrize(
    "told",
    [
        '"If Kenya had bought our frigates in 2010, we would have built a yard," a former official told the paper.',
        '"*If* Kenya had bought our frigates in 2010, we would have built a yard," a former official told the paper.',
        '"Had Kenya bought our frigates in 2010, we would have built a yard," one official said.',
    ],
)
def test_what_would_have_been_is_nothing_when_nobody_known_says_it(told: str) -> None:
    assert not titles(f"India sold ships to Kenya in 2001. {told}")[1:]


def test_what_somebody_supposes_is_said_as_supposed() -> None:
    told = '"If Kenya had bought our frigates in 2010, we would have built a yard," Minister Otieno Rao said.'
    assert titles(told) == ["Otieno Rao: If Kenya had bought our frigates in 2010, we would have built a yard"]


@pytest.mark.parametrize("who", ["A former Indian official", "A former official", "One official", "Two Indian diplomats"])
def test_who_speaks_for_nobody_is_not_a_country(who: str) -> None:
    text = f"A note\n\nIndia sold ships to Kenya in 2001. {who} said that Poland would never trust Kenya."
    assert not [a for e in records(text, "2024-06-15") for a in e.actors if a.role == "speaker"]


def test_a_ministry_is_not_that_of_the_country_last_spoken_of() -> None:
    text = "A note\n\nIndia sold ships to Kenya in 2001. The ministry rejected claims that 500 men had been deployed to Kenya."
    assert not [a for e in records(text, "2024-06-15") for a in e.actors if a.role == "speaker"]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (
            '"We were promised a nuclear plant in Sinop in 2010. It never came," said Otieno Rao.',
            "Nuclear plant in Sinop promised",
        ),
        ('"They were given 40 trucks by India in 2011," said Otieno Rao.', "40 trucks given by India"),
        ("Kenya was promised a dam by India in 2010.", "Kenya is promised a dam by India"),
        ("Kenya was sold 12 engines by Hanwha in 2010.", "Kenya is sold 12 engines by Hanwha"),
        ("Trucks were sold to Kenya by India in 2010.", "Trucks sold to Kenya by India"),
    ],
)
def test_who_is_given_something_does_not_give_it(told: str, title: str) -> None:
    assert titles(told) == [title]


def test_who_is_promised_something_receives_it() -> None:
    (pledge,) = records("Kenya was promised a dam by India in 2010.")
    assert {a.id: a.role for a in pledge.actors} == {"kenya": "recipient", "india": "actor"}


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Perhaps as early as 2027, Baykar could open a plant in Nairobi.", "Baykar could open a plant in Nairobi"),
        ("Kenya bought tanks from India as recently as 2011.", "Kenya buys tanks from India"),
        ("The brigade landed in Mombasa on the night of 17 October 1950.", "Brigade lands in Mombasa"),
        ("The engines were delivered to Kenya from 2013 onwards.", "Engines delivered to Kenya"),
        (
            "Kenya promised in 2020, and again in 2022, to send 50 teachers to India.",
            "Kenya promises to send 50 teachers to India",
        ),
        ("Otieno read a message from President Rao, who last visited Nairobi in 2018.", "President Rao visits Nairobi"),
        ("Tata Steel's share price rose to 210 rupees in 2019.", "Tata Steel's share price rises to 210 rupees"),
        (
            "It was the first visit by a Kenyan president since Joe Rao came in 2012.",
            "First visit by a Kenyan president since Joe Rao came in 2012",
        ),
        (
            'President Rao said Kenya "has not asked and does not plan to ask" for Indian ships.',
            "Rao: Kenya has not asked and does not plan to ask for Indian ships",
        ),
    ],
)
def test_a_headline_is_whole_without_its_date(told: str, title: str) -> None:
    assert title in titles(told)


def test_the_rest_is_delivered_by_who_delivers_the_first() -> None:
    told = "Kenya is to deliver 12 of the 24 jets by 2028 and the rest no later than 2031."
    assert titles(told) == ["Kenya is to deliver 12 of the 24 jets", "Kenya to deliver the rest"]
