"""A figure that is denied, doubted, only supposed or of what would have been is no record of that figure."""

from __future__ import annotations

import pytest

from tests.extract.made import records

DENIED = (
    "is not expected to exceed $15 billion before 2030.",
    "isn't expected to exceed $15 billion in 2030.",
    "isn’t likely to reach $15 billion by 2030.",
    "will not reach $15 billion by 2030.",
    "won't reach $15 billion by 2030.",
    "will, in all likelihood, not reach $15 billion by 2030.",
    "will hardly reach $15 billion by 2030.",
    "could scarcely exceed $15 billion by 2030.",
    "is unlikely to reach $15 billion by 2030.",
    "cannot reach $15 billion by 2030.",
    "may not reach $15 billion by 2030.",
    "would probably not reach $15 billion by 2030.",
    "did not reach $15 billion in 2022.",
    "has never exceeded $15 billion.",
    "has not yet reached $15 billion.",
    "has yet to reach $15 billion.",
    "failed to reach $15 billion in 2022.",
    "fell short of reaching $15 billion in 2022.",
    "was nowhere near $15 billion in 2022.",
    "is far from reaching $15 billion.",
    "was never expected to reach $15 billion in 2025.",
    "is not on track to reach $15 billion by 2030.",
    "was prevented by tariffs from reaching $15 billion in 2022.",
    "could have reached $15 billion in 2022.",
    "should have reached $15 billion in 2022.",
    "was expected to reach $15 billion in 2022 but did not.",
    "has little chance of reaching $15 billion by 2030.",
    "allegedly reached $15 billion in 2022.",
    "reached $15 billion in 2022, the minister falsely claimed.",
    "reached $15 billion in 2022, or so the minister believed.",
    "will not, he said, reach $15 billion by 2030.",
    "was less than half of the $15 billion target in 2014.",
    "was reported at $15 billion in 2009, a figure the ministry called wrong.",
    "never passed $15 billion in the 2010s.",
)
DOUBTED = (
    "It is doubtful that {} will reach $15 billion by 2030.",
    "It is questionable whether {} will reach $15 billion by 2030.",
    "Analysts doubt that {} will reach $15 billion by 2030.",
    "Nobody expects {} to reach $15 billion by 2030.",
    "Few expect {} to reach $15 billion by 2030.",
    "No one believes {} will reach $15 billion by 2030.",
    "The minister does not expect {} to reach $15 billion by 2030.",
    "The minister does not believe that {} will reach $15 billion by 2030.",
    "There is no chance that {} will reach $15 billion by 2030.",
    "It is false that {} reached $15 billion in 2022.",
    "The minister denied that {} had reached $15 billion in 2022.",
    "Without the war, {} would have been $15 billion in 2022.",
    "But for the drought, {} would have reached $15 billion in 2022.",
    "Without the deal, {} would be $15 billion.",
    "If {} reaches $15 billion in 2030, both will gain.",
    "Unless {} reaches $15 billion in 2030, both will lose.",
    "Kenya and India no longer aim to raise trade to $15 billion by 2030.",
    "Kenya and India do not aim for trade of $15 billion by 2030.",
    "The ministry ruled out that {} would reach $15 billion in 2025.",
    "The ministry rejected the forecast that {} would reach $15 billion in 2025.",
    "The ministry doubts {} will reach $15 billion in 2025.",
    "A rise of {} to $15 billion by 2030 is unrealistic.",
    "Neither exports nor imports between Kenya and India reached $15 billion in 2022.",
)
KEPT = (
    ("is expected to exceed $15 billion in 2030.", "forecast", "2030"),
    ("is expected to reach not less than $15 billion in 2030.", "forecast", "2030"),
    ("not only reached $15 billion in 2022 but grew on.", "event", "2022"),
    ("was not $12 billion but $15 billion in 2022.", "event", "2022"),
    ("reached $15 billion in 2022, but not $20 billion.", "event", "2022"),
    ("did not reach $15 billion until 2022.", "event", "2022"),
    ("did not fail to reach $15 billion in 2022.", "event", "2022"),
    ("was not affected and reached $15 billion in 2022.", "event", "2022"),
    (", which did not suffer, reached $15 billion in 2022.", "event", "2022"),
    ("reached no more than $15 billion in 2022.", "event", "2022"),
)


@pytest.mark.parametrize("told", DENIED)
def test_a_denied_figure_is_none(told: str) -> None:
    found = records(f"Trade between Kenya and India {told}", "2024-06-15")
    assert [r for r in found if r.type in ("statistic", "target")] == []


@pytest.mark.parametrize("told", DOUBTED)
def test_a_doubted_or_supposed_figure_is_none(told: str) -> None:
    found = records(told.format("trade between Kenya and India"), "2024-06-15")
    assert [r for r in found if r.type in ("statistic", "target")] == []


@pytest.mark.parametrize(("told", "role", "date"), KEPT)
def test_a_figure_beside_a_not_stays(told: str, role: str, date: str) -> None:
    (figure,) = records(f"Trade between Kenya and India {told}".replace(" ,", ","), "2024-06-15")
    assert [figure.amounts[0].value, figure.date.role, figure.date.edtf] == [15_000_000_000, role, date]


def test_a_question_states_no_figure() -> None:
    assert records("Is it true that trade between Kenya and India reached $10 billion in 2018?", "2024-06-15") == ()


def test_a_figure_that_others_put_in_its_place_is_none() -> None:
    text = "Trade between Kenya and India was $12 billion in 2009, less than the $15 billion reported earlier."
    assert [r.amounts[0].value for r in records(text, "2024-06-15")] == [12_000_000_000]


def test_what_was_reached_is_not_aimed_at() -> None:
    (grown,) = records("Trade between Kenya and India rose $1 billion to reach $6 billion in 2015.", "2024-06-15")
    assert (grown.type, grown.date.role) == ("statistic", "event")
    found = records("Trade between Kenya and India, $6 billion in 2015, should reach $10 billion by 2020.", "2024-06-15")
    assert [(r.type, r.date.edtf) for r in found] == [("statistic", "2015"), ("target", "2020")]


def test_nobody_doubts_what_is_foretold() -> None:
    (figure,) = records("There is no doubt that trade between Kenya and India will reach $15 billion by 2030.", "2024-06-15")
    assert (figure.type, figure.amounts[0].value) == ("statistic", 15_000_000_000)


def test_what_is_only_likely_is_nobodys_aim() -> None:
    (figure,) = records("Trade between Kenya and India is likely to reach $15 billion by 2030.", "2024-06-15")
    assert figure.type == "statistic" and "expected to reach" in figure.title
