"""Searching for figures: commas, units, places in a row, and what a hedge makes certain and leaves possible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kortui.model import Library
from kortui.search import room
from kortui.search.amounts import ORDINAL, amount_span, amount_spans
from kortui.search.columns import Column
from kortui.search.explain import nothing_found
from kortui.search.fields import ValueProblem
from kortui.search.index import Searcher
from kortui.search.query import parse
from kortui.search.room import Room
from kortui.search.values import date_span
from kortui.vocabulary import Hedge
from tests.unit.test_search import Money, Shelf, through_file

HEDGES: tuple[Hedge, ...] = (">", ">=", "<", "<=", "~", "<~")
FIGURES = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 999), st.integers(0, 10))
RELATIONS = st.sampled_from(("", ">", ">=", "<", "<="))


def stated(figures: list[tuple[float, Hedge | None]]) -> Library:
    made = Shelf()
    for number, (figure, hedge) in enumerate(figures):
        made.add(f"Sum {number}", f"It was told in sentence {number}.", amounts=(("money", figure, "USD", hedge),))
    return made.library()


def found(searcher: Searcher, text: str) -> tuple[set[str], set[str]]:
    """Titles of the records that certainly and that possibly fulfil a query."""
    result = searcher.search(parse(text))
    titles = {searcher.library.events[row].title for row in result.rows}
    refused = searcher.search(parse(f"-({text})"))
    unsure = titles & {searcher.library.events[row].title for row in refused.rows}
    assert len(unsure) == result.possible
    return titles - unsure, titles


@given(st.sampled_from(HEDGES), FIGURES, FIGURES, RELATIONS)
def test_what_is_certain_is_possible(hedge: Hedge, figure: float, asked: float, relation: str) -> None:
    wanted = room.asked(amount_span(f"{relation}{asked}"))
    if room.certain(hedge, figure, figure).within(wanted):
        assert room.possible(hedge, figure, figure).meets(wanted)


@given(st.sampled_from(HEDGES), FIGURES)
def test_a_hedged_figure_is_found_by_the_same_words(hedge: Hedge, figure: float) -> None:
    said = {"~": "", "<~": "<"}.get(hedge, hedge)
    wanted = room.asked(amount_span(f"{said}{figure}"))
    assert room.possible(hedge, figure, figure).meets(wanted)
    assert room.certain(hedge, figure, figure).within(wanted) == (hedge != "~")
    exactly = room.asked(amount_span(f"{figure}"))
    assert room.possible(hedge, figure, figure).meets(exactly) == (hedge not in (">", "<"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(FIGURES, st.sampled_from((*HEDGES, None))), min_size=1, max_size=12), FIGURES, FIGURES, RELATIONS)
def test_columns_find_what_the_rule_says(
    figures: list[tuple[float, Hedge | None]], asked: float, other: float, relation: str
) -> None:
    searcher = Searcher(stated(figures))
    for text in (f"{relation}{asked}", f"{min(asked, other)}..{max(asked, other)}"):
        wanted = room.asked(amount_span(text))
        rooms = [(room.certain(h or "", f, f), room.possible(h or "", f, f)) for f, h in figures]
        sure = {f"Sum {n}" for n, (inside, _) in enumerate(rooms) if inside.within(wanted)}
        maybe = {f"Sum {n}" for n, (_, open_) in enumerate(rooms) if open_.meets(wanted)}
        assert found(searcher, f"amount:{text}") == (sure, maybe)


@given(st.sampled_from(("", *HEDGES)), FIGURES, FIGURES, FIGURES, FIGURES, RELATIONS)
def test_ranges_are_judged_by_the_same_rule(
    hedge: str, one: float, two: float, asked: float, other: float, relation: str
) -> None:
    low, high = sorted((one, two))
    for text in (f"{relation}{asked}", f"{relation}{one}", f"{min(asked, other)}..{max(asked, other)}", f"{low}..{high}"):
        wanted = room.asked(amount_span(text))
        column = Column([], [], 1)
        inside, overlapping = room.figure_rows(column, [(low, high, 0)], hedge, amount_span(text), 1)
        assert inside == room.certain(hedge, low, high).within(wanted), text
        assert overlapping == room.possible(hedge, low, high).meets(wanted), text
        assert overlapping or not inside


@pytest.mark.parametrize(
    ("figure", "down", "up"),
    [
        (10, 9, 20), (10e9, 9e9, 20e9), (4e9, 3e9, 5e9), (200, 100, 300), (15e9, 10e9, 20e9), (515e6, 510e6, 520e6),
        (17.3e9, 17.2e9, 17.4e9), (5, 4, 6), (721, 720, 722), (0.25, 0.2, 0.3), (1, 0.9, 2),
    ],
)  # fmt: skip
def test_the_next_round_figure(figure: float, down: float, up: float) -> None:
    below, above = room.steps(figure)
    assert (figure - below, figure + above) == (pytest.approx(down), pytest.approx(up))


@pytest.fixture(params=["memory", "file"])
def searcher(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Searcher]:
    made = Shelf()
    sums: dict[str, Money] = {
        "over 10bn": ("money", 10e9, "USD", ">"), "near 515m": ("money", 515e6, "USD", "<~"),
        "at most 50": ("count", 50, "tank", "<="), "about 30": ("count", 30, "person", "~"),
        "8000": ("money", 8000, "USD", None),
        "over 200": ("count", 200, "company", ">"), "2,023 m": ("length", 2023, "metre", None),
        "tenth": ("ordinal", 10, "", None), "721": ("count", 721, "soldier", None),
    }  # fmt: skip
    for name, money in sums.items():
        made.add(name, f"Of it {name} was told.", amounts=(money,))
    library = made.library()
    yield Searcher(library if request.param == "memory" else through_file(library, tmp_path))


@pytest.mark.parametrize(
    ("text", "certain", "possible"),
    [
        (">10bn", {"over 10bn"}, set()), (">=10bn", {"over 10bn"}, set()), ("10bn", set(), set()),
        ("12bn", set(), {"over 10bn"}),
        ("11bn..12bn", set(), {"over 10bn"}), ("21bn", set(), set()), (">15bn", set(), {"over 10bn"}),
        ("<10bn cur:USD", {"near 515m", "8000"}, set()),
        ("<515m cur:usd", {"near 515m", "8000"}, set()), ("514m", set(), {"near 515m"}), ("515m", set(), {"near 515m"}),
        (">500m", {"over 10bn", "near 515m"}, set()), ("<=50 tanks", {"at most 50"}, set()),
        ("45 tanks", set(), {"at most 50"}),
        ("30 persons", set(), {"about 30"}), (">20 persons", {"about 30"}, set()), ("27..28 person", set(), {"about 30"}),
        ("250", set(), {"over 200"}), (">200 companies", {"over 200"}, set()), ("$8,000", {"8000"}, set()),
        ("8,000", {"8000"}, set()), ("7,000..9,000", {"8000"}, set()), ("2,023 m", {"2,023 m"}, set()),
        (">2 km", set(), set()), ("USD8,000", {"8000"}, set()), ("usd 7k..9k", {"8000"}, set()), ("krw8,000", set(), set()),
        ("2,023 metres", {"2,023 m"}, set()), ("10th", {"tenth"}, set()), ("2nd..12th", {"tenth"}, set()),
    ],
)  # fmt: skip
def test_figures_and_hedges(searcher: Searcher, text: str, certain: set[str], possible: set[str]) -> None:
    value, *rest = text.split(" cur:")
    query = f'amount:"{value}"' + "".join(f" cur:{unit}" for unit in rest)
    assert found(searcher, query) == (certain, certain | possible)


@pytest.mark.parametrize("text", ["xyz5", "abc 5bn..6bn"])
def test_only_a_currency_stands_before_a_figure(text: str) -> None:
    with pytest.raises(ValueProblem, match="is not a figure"):
        amount_span(text)


@pytest.mark.parametrize("relation", [">", ">=", "<", "<=", "≥", "=>"])
def test_a_range_takes_no_relation(relation: str) -> None:
    for ask, text in ((amount_span, "1m..5m"), (date_span, "1987..1990")):
        with pytest.raises(ValueProblem, match=f"write {re.escape(text)}, or"):
            ask(f"{relation}{text}")
        assert ask(text) and ask(f"={text}") and ask(f"{relation}{text.split('..')[0]}..")


def test_figures_that_find_nothing_are_answered(searcher: Searcher) -> None:
    for text in ("amount:10bn", "amount:=10bn"):
        assert nothing_found(searcher, parse(text)).near == ("amount:>10bn",)
    assert nothing_found(searcher, parse("amount:721,462")).near == ('amount:"721","462"',)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("amount:$8,000", ("$8,000",)), ("amount:20,000,5m", ("20,000", "5m")), ("amount:1,000,000", ("1,000,000",)),
        ("amount:5m,200", ("5m", "200")), ('amount:"100","200"', ("100", "200")),
        ("amount:6,7", ("6", "7")), ("amount:$8,000,10th", ("$8,000", "10th")),
    ],
)  # fmt: skip
def test_commas_of_thousands_and_alternatives(text: str, figures: tuple[str, ...]) -> None:
    query = parse(text)
    assert query.problems == () and query.values("amount") == figures
    assert parse(str(query)).values("amount") == figures


@pytest.mark.parametrize("text", ["amount:1,5bn", 'amount:"6,7 bn"', "amount:$1,5bn"])
def test_a_decimal_comma_is_pointed_at(text: str) -> None:
    (problem,) = parse(text).problems
    figure = text.partition(":")[2].strip('"')
    assert text[problem.start : problem.end] == figure and problem.suggestion == figure.replace(",", ".").replace(" ", "")
    assert parse(f"amount:{problem.suggestion}").problems == ()


def test_units_of_one_letter() -> None:
    assert [span.unit for span in amount_spans("5 m")] == [None, "metre"]
    assert [span.unit for span in amount_spans("5m")] == [None]
    assert [span.unit for span in amount_spans("$5 m")] == ["USD"]
    assert amount_span("3rd").unit == ORDINAL


def test_rooms_that_share_only_an_end() -> None:
    assert not Room(1, 2, below=True).meets(Room(2, 3)) and Room(1, 2).meets(Room(2, 3))
    assert not Room(1, 2).within(Room(1, 3, above=True)) and Room(1, 2, above=True).within(Room(1, 3, above=True))


def test_a_figure_that_is_asked_for_is_as_exact_as_one_that_is_told() -> None:
    for tenths in range(1, 1000):
        for word, zeros in (("m", 6), ("bn", 9), ("trillion", 12)):
            assert amount_span(f"{tenths / 10}{word}").low == tenths * 10 ** (zeros - 1)
    span = amount_span("4.1..8.2bn")
    assert (span.low, span.high) == (4_100_000_000, 8_200_000_000)
