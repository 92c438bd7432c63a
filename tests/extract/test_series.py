from __future__ import annotations

from pathlib import Path

from kortui.model import Series
from kortui.schema import decode, encode, from_row, to_row
from tests.extract.made import library


def test_figures_of_one_measure_make_one_series_across_documents(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Kenya–India trade\n\nTrade between India and Kenya was $60 million in 1986; in 1995 it reached $200 million.",
        b="Later trade\n\nBilateral trade between Kenya and India stood at over $4.2 billion in 2014.",
    )
    (series,) = made.series
    assert (series.id, series.measure, series.reporter, series.partner, series.unit) == (
        "bilateral-trade-ind-ken",
        "bilateral trade",
        "IND",
        "KEN",
        "USD",
    )
    assert [(p.date, p.value, p.hedge) for p in series.points] == [
        ("1986", 60_000_000, None),
        ("1995", 200_000_000, None),
        ("2014", 4_200_000_000, ">"),
    ]
    assert all(p.event in made.index.row for p in series.points)


def test_a_range_keeps_both_ends_and_a_plain_figure_has_none_in_the_file(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Trade\n\nTrade between India and Kenya was between $60 million and $65 million in 1986. "
        "Trade between India and Kenya was $90 million in 1987.",
    )
    (series,) = made.series
    assert [(p.value, p.value_to, p.plain) for p in series.points] == [(6e7, 65e6, False), (9e7, None, True)]
    ranged, plain = to_row(series)["points"]
    assert ranged["value_to"] == 65_000_000 and "value_to" not in plain
    assert from_row(Series, to_row(series), "series") == series == decode(Series, encode(to_row(series)))


def test_targets_stand_apart_from_what_was_measured(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Arms\n\nSouth Korea's arms exports reached $7 billion in 2021. "
        "The country aims to export $20 billion worth of arms by 2030.",
    )
    (series,) = made.series
    assert [(p.date, p.status) for p in series.points] == [("2021", "actual"), ("2030", "target")]


def test_two_countries_have_two_series(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Arms\n\nSouth Korea's arms exports reached $7 billion in 2021. Türkiye's arms exports reached $3 billion in 2021.",
    )
    assert [s.id for s in made.series] == ["arms-exports-kor", "arms-exports-tur"]


def test_currencies_are_not_mixed(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a="Trade\n\nTrade between India and Kenya was $60 million in 1986. "
        "Trade between India and Kenya reached €90 million in 2001.",
    )
    assert {(s.unit, len(s.points)) for s in made.series} == {("USD", 1), ("EUR", 1)}
    assert len({s.id for s in made.series}) == 2


def test_an_undated_figure_makes_no_point(tmp_path: Path) -> None:
    assert library(tmp_path, a="Trade\n\nTrade between India and Kenya was $60 million.").series == ()
