"""Members of a coordination that leaves its verb out have their own date, parties and headline."""

from __future__ import annotations

import pytest

from tests.extract.made import records

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
