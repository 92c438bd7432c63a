"""Members of a coordination that leaves its verb out have their own date, parties and headline."""

from __future__ import annotations

import pytest

from tests.extract.made import kinds, records

Told = tuple[str | None, str, set[str]]
ROWS: tuple[tuple[str, list[Told]], ...] = (
    (
        "Baykar signed a contract with Poland in 2013, and KAI with Kenya in 2014.",
        [
            ("2013", "Baykar signs a contract with Poland", {"baykar", "poland"}),
            ("2014", "KAI signs a contract with Kenya", {"korea-aerospace-industries", "kenya"}),
        ],
    ),
    (
        "Baykar delivered drones to Poland in 2021 and KAI trainers to Kenya in 2022.",
        [
            ("2021", "Baykar delivers drones to Poland", {"baykar", "poland"}),
            ("2022", "KAI delivers trainers to Kenya", {"korea-aerospace-industries", "kenya"}),
        ],
    ),
    (
        "Hyundai built a plant in İzmit in 1997 and Samsung in Manisa in 1999.",
        [
            ("1997", "Hyundai builds a plant in İzmit", {"hyundai"}),
            ("1999", "Samsung builds a plant in Manisa", {"samsung"}),
        ],
    ),
    (
        "Kenya signed a treaty with India in 2013 and Poland in 2014.",
        [
            ("2013", "Kenya signs a treaty with India", {"kenya", "india"}),
            ("2014", "Kenya signs a treaty with Poland", {"kenya", "poland"}),
        ],
    ),
    (
        "Kenya and India signed a trade agreement in 2011 and a tax treaty in 2013.",
        [
            ("2011", "Kenya and India sign a trade agreement", {"kenya", "india"}),
            ("2013", "Kenya and India sign a tax treaty", {"kenya", "india"}),
        ],
    ),
    (
        "Kenya recognised Korea in 1964, and India in 1973.",
        [
            ("1964", "Kenya recognises Korea", {"kenya", "south-korea"}),
            ("1973", "Kenya recognises India", {"kenya", "india"}),
        ],
    ),
)


@pytest.mark.parametrize(("sentence", "told"), ROWS)
def test_each_member_has_its_own_parties(sentence: str, told: list[Told]) -> None:
    found = [(r.date.edtf, r.title, {a.id for a in r.actors}) for r in records(sentence)]
    assert found == told


def test_each_member_has_its_own_place() -> None:
    found = records("Kenya opened an embassy in Delhi in 1965 and India in Nairobi in 1966.")
    assert [([a.id for a in r.actors], r.places) for r in found] == [(["kenya"], ("new-delhi",)), (["india"], ("nairobi",))]


def test_a_remark_in_brackets_stands_between_two_dates() -> None:
    text = "President Rao visited Kenya on 9-10 January 2014 (as Prime Minister) and on 11 February 2025."
    assert [e.date.edtf for e in records(text)] == ["2014-01-09/2014-01-10", "2025-02-11"]


AGAIN = (
    ("In 2012 and 2013, Erdoğan visited South Korea.", "visit"),
    ("In 2012, and again in 2013, Kenya bought howitzers from Hanwha.", "contract"),
    ("Kenya bought howitzers from Hanwha in 2012 and again in 2013.", "contract"),
    ("In 2012 and 2013, Türkiye sent doctors to Kenya.", "aid"),
    ("Kenya signed contracts with Hanwha in 2012 and 2013.", "contract"),
    ("Kenya attacked India in 2012 and 2013.", "conflict"),
    ("In both 2012 and 2013, the foreign minister visited Ankara.", "visit"),
)


@pytest.mark.parametrize(("text", "type_"), AGAIN)
def test_what_was_done_in_each_of_two_years_is_two_records(text: str, type_: str) -> None:
    assert kinds(text) == [(type_, "2012"), (type_, "2013")]


TOGETHER = (
    ("Kenya bought 24 howitzers from Hanwha in 2012 and 2013.", "contract"),
    ("In 2012 and 2013 Kenya bought 24 howitzers from Hanwha.", "contract"),
    ("The bridge was built in 2012 and 2013.", "construction"),
    ("Turkish soldiers fought in Korea in 2012 and 2013.", "conflict"),
    ("Kenya opened embassies in Ankara and Seoul in 2012 and 2013.", "establishment"),
    ("Hyundai and KAI signed contracts with Kenya in 2012 and 2013, respectively.", "contract"),
)


@pytest.mark.parametrize(("text", "type_"), TOGETHER)
def test_what_two_years_hold_together_is_one_record_of_both(text: str, type_: str) -> None:
    made = records(text)
    assert [(e.type, e.date.edtf) for e in made] == [(type_, "{2012,2013}")]
    assert made[0].date.text == "2012 and 2013"


def test_years_of_what_a_noun_names_and_years_in_doubt_make_no_second_record() -> None:
    assert kinds("Japan sent relief teams after the earthquakes of 1999 and 2023.") == [("aid", "1999")]
    assert kinds("Kenya and India visited Ankara in 2012 or 2013.") == [("visit", "[2012,2013]")]


def test_the_headline_of_what_was_done_again_has_no_again() -> None:
    made = records("Kenya bought howitzers from Hanwha in 2012 and again in 2013.")
    assert {e.title for e in made} == {"Kenya buys howitzers from Hanwha"}
