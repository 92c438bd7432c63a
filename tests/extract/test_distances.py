"""Deeds that are dated by how far from another they were."""

from __future__ import annotations

import pytest

from tests.extract.made import kinds

DEED = "Kenya and India signed an agreement"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"The talks came seven months after {DEED}.", "2025-04"),
        (f"The talks came seven days after {DEED}.", "2025-11-05"),
        (f"The talks come two days before {DEED}.", "2025-11-14"),
        (f"The talks came weeks after {DEED}.", None),
        (f"The talks came about seven months after {DEED}.", None),
        (f"The treaty came in 1953, two years after {DEED}.", "1951"),
        (f"The treaty came in the 1950s, two months after {DEED}.", None),
        (f"The talks came seven months after {DEED} on 5 March 2024.", "2024-03-05"),
    ],
)
def test_a_distance_dates_the_deed_and_not_the_day_of_the_report(text: str, wanted: str | None) -> None:
    assert kinds(text, "2025-11-12")[-1] == ("agreement", wanted)


def test_a_distance_is_counted_from_the_visit_just_told() -> None:
    text = f"The minister of Kenya visited Delhi on 3 May 2024. The visit came two days after {DEED}."
    assert kinds(text, "2025-11-12") == [("visit", "2024-05-03"), ("agreement", "2024-05-01")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("On 25 June 2010, sixty years after the outbreak of the war, 80 Indian veterans visited Nairobi.", "2010-06-25"),
        ("On 12 May 2015, fifty years after the opening of the embassy, President Park visited Ankara.", "2015-05-12"),
        ("In 2015, ten years after the first contract, Hanwha delivered 40 trains to Kenya.", "2015"),
        ("In 2015, ten years after the contract of 2005, Hanwha delivered 40 trains to Kenya.", "2015"),
        ("Five years after the war, in 1958, Kenya opened an embassy in Delhi.", "1958"),
        ("Five years after the war, Kenya opened an embassy in Delhi in May 1958.", "1958-05"),
        ("Five years after the war, Kenya opened an embassy in Delhi.", None),
        ("Five years after the contract of 2004, Hanwha delivered 40 trains to Kenya.", "2009"),
        ("Ten years before the agreement of 2012, Kenya opened a consulate in Mumbai.", "2002"),
        ("About ten years before the agreement of 2012, Kenya opened a consulate in Mumbai.", None),
        ("Hanwha delivered 40 trains to Kenya ten years after the first contract of 2005.", "2015"),
        ("Hanwha delivered 40 trains to Kenya in 2015, ten years after the first contract of 2005.", "2015"),
    ],
)
def test_what_is_told_beside_a_distance_has_its_own_date_or_is_counted_from_the_other(text: str, wanted: str | None) -> None:
    assert wanted in {date for _, date in kinds(text, "2025-11-12")}
