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
