"""A figure that a document corrects is told as corrected, with the sentence that corrects it as evidence."""

from __future__ import annotations

import pytest

from kortui.model import Event
from tests.extract.made import analysis, records

EXPORTS = "Exports of Kenya to India reached $530 million in 2014"


def one(text: str) -> Event:
    (event,) = records(text)
    return event


CORRECTED = (
    f"{EXPORTS}; the correct figure is $350 million.",
    f"{EXPORTS}. The correct figure is $350 million.",
    f"{EXPORTS}; the figure should read $350 million.",
    f"{EXPORTS}, later corrected to $350 million.",
    "Exports of Kenya to India reached $350 million in 2014 (corrected from $530 million).",
    "Exports of Kenya to India reached $350 million in 2014, not $530 million as this page said.",
    "Exports of Kenya to India were reported at $530 million in 2014, but the right figure is $350 million.",
    f"{EXPORTS}. On Tuesday the ministry corrected the figure: exports were $350 million.",
    f"{EXPORTS}. The ministry later corrected its figure: they came to $350 million.",
    f"{EXPORTS}. Correction: the exports came to $350 million, not $530 million.",
)


@pytest.mark.parametrize("text", CORRECTED)
def test_the_figure_that_is_right_is_told_and_no_other(text: str) -> None:
    made = [e for e in records(text) if e.date.edtf == "2014"]
    assert {(e.type, *((a.value, a.unit, a.text) for a in e.amounts)) for e in made} == {
        ("statistic", (350_000_000, "USD", "$350 million"))
    }
    assert not [a for e in records(text) for a in e.amounts if a.value == 530_000_000]
    assert "530" not in made[0].title


@pytest.mark.parametrize("text", CORRECTED)
def test_each_figure_stands_where_its_record_says(text: str) -> None:
    found = analysis(text)
    for event in found.events:
        for amount in event.amounts:
            quote = event.evidence[amount.evidence]
            assert found.document.text[amount.start : amount.end] == amount.text
            assert quote.start <= amount.start < amount.end <= quote.end


def test_a_deal_of_the_sentence_before_has_the_correction_as_evidence() -> None:
    signed = "KAI signed a contract worth $530 million with Türkiye in 2014."
    deal = one(f"{signed} Correction: it was worth $350 million, not $530 million.")
    assert [e.exact.split()[0] for e in deal.evidence] == ["KAI", "Correction:"]
    assert [(a.value, a.evidence) for a in deal.amounts] == [(350_000_000, 1)]
    assert deal.title == "KAI signs a contract worth $350 million with Türkiye"


OTHERS = (
    (f"{EXPORTS}, which should double by 2020.", 530_000_000),
    (f"{EXPORTS}, a correct and timely report said.", 530_000_000),
    (f"{EXPORTS}. The ministry amended the law on 3 million farms.", 530_000_000),
)


@pytest.mark.parametrize(("text", "value"), OTHERS)
def test_what_corrects_no_figure_changes_none(text: str, value: int) -> None:
    assert [a.value for e in records(text) for a in e.amounts if a.kind == "money"] == [value]
    assert all(len(e.evidence) == 1 for e in records(text))


def test_a_figure_corrected_by_its_year_is_that_of_the_sentence_before() -> None:
    before = "Exports of Kenya to India reached $500 million in 2013."
    made = records(f"{before} {EXPORTS}. The figure for 2014 should read $350 million.")
    assert [(e.date.edtf, e.amounts[0].value) for e in made] == [("2013", 500_000_000), ("2014", 350_000_000)]


def test_what_a_figure_should_be_is_a_wish_and_corrects_nothing() -> None:
    made = records(f"{EXPORTS}, but it should be $900 million.")
    assert (made[0].date.edtf, [a.value for a in made[0].amounts]) == ("2014", [530_000_000])


@pytest.mark.parametrize(
    "text",
    [
        "Correction: Our report of 9 June stated that Hanwha signed a contract with KAI worth $400 million.",
        "Correction: a previous report said Kenya bought 24 howitzers from India in 2005.",
        "Erratum: The article of Monday reported that Hanwha opened a plant in Nairobi in 2012.",
    ],
)
def test_what_a_report_said_that_is_corrected_is_no_record(text: str) -> None:
    assert records(text, "2025-06-12") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Correction: Hanwha signed a contract with KAI in 2024.",
        "A correction to the treaty was signed by Kenya and India in 2014.",
        "The ministry said in a report that Hanwha signed a contract with KAI in 2024.",
    ],
)
def test_what_the_correction_itself_tells_is_one(text: str) -> None:
    assert [e for e in records(text, "2025-06-12") if e.type in ("contract", "agreement")]


def test_a_figure_corrected_in_words_of_its_own_is_told_once() -> None:
    said = f"{EXPORTS}. On Tuesday the ministry corrected the figure: exports were $350 million."
    assert [(e.date.edtf, e.amounts[0].value) for e in records(said, "2025-06-12")] == [("2014", 350_000_000)]
