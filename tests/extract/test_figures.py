"""What a sum in a sentence measures: a level, an aim, a forecast, last year's, or something else altogether."""

from __future__ import annotations

from tests.extract.made import records

Told = tuple[str, float | int | None, str | None, str]


def _told(text: str, published: str | None = "2031-05-06") -> list[Told]:
    found = records(text, published)
    return [(r.type, r.amounts[0].value, r.date.edtf, r.date.role) for r in found if r.type in ("statistic", "target")]


def test_what_is_expected_of_a_figure_is_a_forecast_and_no_aim() -> None:
    assert _told("Kenya's exports are expected to exceed $13 billion in 2031.") == [("statistic", 13e9, "2031", "forecast")]


def test_what_somebody_works_to_achieve_is_an_aim() -> None:
    told = _told("The minister promised on Monday to work with firms to achieve $20 billion in Kenya's exports in 2031.")
    assert told == [("target", 20e9, "2031", "target")]


def test_what_was_managed_is_a_level() -> None:
    assert _told("Kenya's exports managed to reach $20 billion in 2030.") == [("statistic", 20e9, "2030", "event")]


def test_last_years_figure_is_no_aim() -> None:
    told = _told("Kenya set its sights on exceeding last year's record exports of $17.3 billion.")
    assert told == [("statistic", 17.3e9, "2030", "event")]


def test_what_a_figure_fell_short_of_is_not_its_level() -> None:
    assert _told("Kenya's exports fell short of the $17.3 billion of 2030.") == []


def test_a_year_behind_what_is_compared_with_is_of_that_alone() -> None:
    told = _told("Kenya's exports fell to $3 billion compared to $7 billion in 2028.")
    assert told == [("statistic", 3e9, None, "event"), ("statistic", 7e9, "2028", "event")]


def test_an_effect_of_exports_is_no_export_figure() -> None:
    assert _told("Kenya's exports have had an overall effect worth $38 billion in 2030.") == []


def test_a_range_keeps_its_between_in_the_title() -> None:
    (figure,) = records("Kenya's exports stood at between $13 billion and $14 billion in 2030.")
    assert figure.title == "Exports of Kenya stand at between $13 billion and $14 billion"


def test_who_a_deal_is_with_is_not_whose_the_next_figure_is() -> None:
    found = records(
        "South Korea signed a treaty in 2030. The deal with Poland was long. Exports in 2029 had totalled $7 billion."
    )
    assert [a.id for a in found[-1].actors] == ["south-korea"]
