"""Charts of the panes: scales, places, labels that tell hedges and aims apart, and their keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kortui.model import Library, Series, SeriesPoint
from kortui.overview import thinning
from kortui.overview.dealings import deals, investments
from kortui.overview.lanes import DIPLOMACY, Lanes, by_entity, by_type
from kortui.overview.scale import TimeAxis, ValueAxis, short
from kortui.overview.series import Figures, Point, figures
from kortui.overview.tables import Column, Table
from kortui.text import cell_width
from kortui.tui.bins import UNDATED, Bin, month_of
from kortui.tui.charts import View, heading
from kortui.tui.charts.canvas import Canvas
from kortui.tui.charts.figures import FigureChart
from kortui.tui.charts.lanes import LaneChart
from kortui.tui.charts.table import draw_table
from kortui.tui.glyphs import glyphs, use
from kortui.tui.help import help_lines
from kortui.tui.widgets.chart import ChartView
from tests.tui.driving import driven
from tests.tui.samples import small_library


def _text(chart: FigureChart, view: View) -> list[str]:
    return ["".join(text for text, _ in line) for line in chart.draw(view)]


def _with_exports() -> Library:
    """The small library, and a series with a plain, a hedged and an aimed figure of two countries."""
    library = small_library()
    ids = [e.id for e in library.events if e.type == "statistic"]
    kor = (
        SeriesPoint("2020", 4_000_000_000, None, "actual", ids[0]),
        SeriesPoint("2030", 20_000_000_000, None, "target", ids[1]),
    )
    tur = (SeriesPoint("2022", 9_000_000_000, ">", "actual", ids[2]),)
    exports = [
        Series("arms-exports-kor", "arms exports", "KOR", None, "USD", kor),
        Series("arms-exports-tur", "arms exports", "TUR", None, "USD", tur),
    ]
    return replace(library, series=(*library.series, *exports))


def _exports() -> FigureChart:
    library = _with_exports()
    return next(FigureChart(f) for f in figures(library, range(len(library.events))) if f.title == "Arms exports")


def test_a_range_is_drawn_and_named_as_not_exact() -> None:
    library = _with_exports()
    *others, tur = library.series
    ranged = replace(tur, points=(replace(tur.points[0], hedge=None, value_to=9_500_000_000),))
    library = replace(library, series=(*others, ranged))
    chart = next(FigureChart(f) for f in figures(library, range(len(library.events))) if f.title == "Arms exports")
    drawn = _text(chart, View(80, 22, -1))
    assert any("$9bn–$9.5bn" in line for line in drawn) and glyphs.hedged in drawn[-2]
    assert f"{glyphs.hedged} not exact" in heading.tails(chart, "log", "")[0]


@pytest.mark.parametrize(
    ("statuses", "said"), [("target", "aimed at"), ("forecast", "foreseen"), ("forecast target", "aimed at or foreseen")]
)
def test_the_legend_says_of_what_kind_a_figure_ahead_is(statuses: str, said: str) -> None:
    library = _with_exports()
    *others, tur = library.series
    point = tur.points[0]
    ahead = tuple(replace(point, date=f"203{n}", hedge=None, status=status) for n, status in enumerate(statuses.split()))
    series = (*(s for s in others if s.id != "arms-exports-kor"), replace(tur, points=ahead))
    library = replace(library, series=series)
    chart = next(FigureChart(f) for f in figures(library, range(len(library.events))) if f.title == "Arms exports")
    assert heading.tails(chart, "log", "")[0].startswith(f"{glyphs.aimed} {said}  ")


def _lanes(library: Library, found: Lanes | None = None) -> LaneChart:
    """The lanes of the sample, those of contacts unless others are given."""
    lanes = found or by_type(library, range(len(library.events)))
    assert lanes is not None
    return LaneChart(lanes, library)


@pytest.mark.parametrize(
    ("value", "unit", "hedge", "words"),
    [
        (8000, "USD", None, "$8,000"),
        (59_000, "USD", None, "$59k"),
        (515_000_000, "USD", "<~", "<~$515m"),
        (10_400_000_000, "USD", None, "$10.4bn"),
        (9_000_000_000_000, "KRW", ">", ">₩9tn"),
        (2_500_000_000, "CHF", None, "2.5bn CHF"),
        (6, "percent", "~", "~6 %"),
        (721, "soldier", None, "721 soldier"),
    ],
)
def test_figures_are_short_and_keep_their_hedge(value: int, unit: str, hedge: str | None, words: str) -> None:
    assert short(value, unit, hedge) == words  # type: ignore[arg-type]


@given(st.lists(st.floats(1e-3, 1e15), min_size=1, max_size=12), st.booleans(), st.integers(2, 12))
def test_an_axis_holds_its_values_and_few_even_ticks(values: list[float], log: bool, most: int) -> None:
    axis = ValueAxis.of(values, log)
    assert all(-1e-9 <= axis.share(v) <= 1 + 1e-9 for v in values)
    ticks = axis.ticks(most)
    assert ticks == sorted(ticks)
    assert 1 <= len(ticks) <= most + 1
    assert axis.log == log


def test_a_figure_of_zero_or_less_has_no_logarithm() -> None:
    assert not ValueAxis.of([0, 5], True).log


@given(st.floats(-500, 2100), st.floats(0.1, 3000), st.integers(1, 200))
def test_years_fall_on_the_axis_and_its_labels_do_not_touch(first: float, span: float, width: int) -> None:
    axis = TimeAxis(first, first + span, width)
    assert 0 <= axis.column(first) <= axis.column(first + span / 2) <= axis.column(first + span) <= width - 1
    columns = [axis.column(year) for year in axis.ticks(4)]
    assert all(b - a >= 4 for a, b in pairwise(columns))


def test_the_gap_between_two_figures_is_to_scale() -> None:
    chart = _exports()
    years = _text(chart, View(100, 8, -1))[-1]
    found = [int(m.year) for m in chart.marks]
    places = [years.index(str(y)) for y in found]
    assert places == sorted(places)
    steps = [(b - a) / (y - x) for (a, b), (x, y) in zip(pairwise(places), pairwise(found), strict=True)]
    assert len(steps) == 2 and max(steps) < 1.2 * min(steps)


def test_hedged_and_aimed_figures_are_drawn_apart_and_named() -> None:
    lines = _text(_exports(), View(90, 9, -1))
    drawn = "\n".join(lines)
    assert "KOR $4bn" in drawn and "TUR >$9bn" in drawn and "KOR $20bn" in drawn
    foot = lines[-2]
    assert [c for c in (glyphs.blocks[-1], glyphs.hedged, glyphs.aimed) if c in foot] == [
        glyphs.blocks[-1],
        glyphs.hedged,
        glyphs.aimed,
    ]
    assert foot.index(glyphs.blocks[-1]) < foot.index(glyphs.hedged) < foot.index(glyphs.aimed)


def _of(*told: tuple[str, float, str | None, str, str]) -> FigureChart:
    """A chart of figures: year, value, hedge, status and the words of its source."""
    points = tuple(
        Point(SeriesPoint(year, value, hedge, status, "e1"), float(year), row, "", words, f"{hedge or ''}{words}")  # type: ignore[arg-type]
        for row, (year, value, hedge, status, words) in enumerate(told)
    )
    return FigureChart(Figures("Trade", "USD", points))


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(("hedge", "status"), [("<~", "actual"), (">", "actual"), (None, "target")])
def test_a_woven_bar_is_not_higher_than_its_figure(
    hedge: str | None, status: str, plain: bool, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: use(False))
    use(plain)
    full, low = (glyphs.hedged, glyphs.hedged_low) if hedge else (glyphs.aimed, glyphs.aimed_low)
    least = 1 / len(low)
    for value in range(25, 1001, 25):
        chart = _of(("1980", 1000, None, "actual", "$1,000"), ("1990", value, hedge, status, f"${value}"))
        sheet = Canvas(9, 12)
        for at, mark in enumerate(chart.marks):
            eighths = max(1, round(mark.point.value / 1000 * 11 * 8))
            chart._bar(sheet, at * 3, 2, eighths, 12, mark, False)
        signs = ["".join(text for text, _ in line).ljust(9)[3] for line in sheet.lines()]
        drawn = sum(1 if sign == full else low.index(sign) / len(low) if sign in low[1:] else 0 for sign in signs)
        assert set(signs) <= {" ", full, *low[1:]}, "of its own weave up to the top"
        assert value / 1000 * 11 - 1 / 16 <= drawn + 1e-9 <= max(value / 1000 * 11 + least, least)


def test_figures_as_written_are_those_of_the_source() -> None:
    library = small_library()
    found = [f for f in figures(library, range(len(library.events))) if f.unit == "USD"]
    hedged = next(m for f in found for m in f.points if m.point.value == 515_000_000)
    assert hedged.written == "<~515 million dollars" and hedged.stated == "nearly USD 515 million"
    table = FigureChart(next(f for f in found if hedged in f.points))
    drawn = "\n".join(_text(table, View(100, 12, 0, "table")))
    assert "As written" in drawn and hedged.written in drawn and hedged.stated not in drawn
    assert hedged.written in "\n".join(_text(table, View(160, 12, 0, "log", True)))


def test_a_higher_figure_has_a_higher_bar_on_either_axis() -> None:
    chart = _exports()
    for axis in ("log", "linear"):
        lines = _text(chart, View(90, 12, -1, axis))  # type: ignore[arg-type]
        tall = sum(glyphs.aimed in line for line in lines)
        low = sum(any(b in line for b in glyphs.blocks[1:]) for line in lines)
        assert tall > low


def test_the_table_says_date_short_figure_and_the_sources_words() -> None:
    lines = _text(_exports(), View(80, 5, 1, "table"))
    assert len(lines) == 4 and "When" in lines[0] and "USD" in lines[0]
    assert "2022" in lines[2] and "TUR" in lines[2] and ">$9bn" in lines[2] and glyphs.cursor in lines[2]
    assert "target" in lines[3]
    assert len({cell_width(line) for line in lines}) == 1
    assert _exports().say(2).endswith("(target)")


def test_the_events_of_sparse_lanes_are_named_beside_their_marks() -> None:
    library = small_library()
    rows = [row for row, e in enumerate(library.events) if e.date.start and e.date.start >= "1900"][:2]
    chart = LaneChart(Lanes("Two", ("A", "B"), ((rows[0], 0), (rows[1], 1)), ("", "")), library)
    first, second, years = ("".join(text for text, _ in line) for line in chart.draw(View(100, 4, -1, "lanes")))
    for line, row in ((first, rows[0]), (second, rows[1])):
        assert library.events[row].title[:12] in line and cell_width(line) == 100
    assert "19" in years
    many = tuple((row, row % 2) for row in range(len(library.events)))
    crowded = LaneChart(Lanes("Many", ("A", "B"), many, ("", "")), library)
    drawn = "".join(text for line in crowded.draw(View(100, 4, -1, "lanes")) for text, _ in line)
    assert not any(e.title[:12] in drawn for e in library.events)


def test_a_name_stands_beside_its_own_mark() -> None:
    library = small_library()
    rows = sorted((e.date.start, row) for row, e in enumerate(library.events) if e.date.start and e.date.start >= "1900")
    old, new = rows[0][1], rows[-1][1]
    chart = LaneChart(Lanes("One", ("A",), ((old, 0), (new, 0)), ("",)), library)
    line = "".join(text for text, _ in chart.draw(View(100, 3, -1, "lanes"))[0])
    assert library.events[old].title[:6] not in line, (
        "its line leads to the other mark, so behind it that one's name would stand"
    )


@settings(deadline=None)
@given(st.integers(1, 130), st.integers(1, 20), st.sampled_from(["log", "linear", "table"]), st.booleans())
def test_charts_never_pass_their_lines(width: int, height: int, axis: str, stated: bool) -> None:
    library = _with_exports()
    rows = range(len(library.events))
    everybody = by_entity(library, rows, "all", ("organisation", "country"))
    made = [*map(FigureChart, figures(library, rows)), _lanes(library), _lanes(library, everybody)]
    assert len(made) >= 4
    for chart in made:
        for cursor in range(-1, len(chart.rows)):
            assert len(chart.draw(View(width, height, cursor, axis, stated))) <= max(height, 2)  # type: ignore[arg-type]


def test_lanes_keep_undated_and_ancient_events_at_their_edges() -> None:
    library = small_library()
    chart = _lanes(library)
    lines = ["".join(text for text, _ in line) for line in chart.draw(View(110, len(DIPLOMACY) + 1, -1))]
    assert len(lines) == len(DIPLOMACY) + 1
    assert all(line.startswith(f" {name}") for (name, _), line in zip(DIPLOMACY, lines, strict=False))
    undated = [m for m in chart.marks if m.start is None]
    assert ("n.d" in lines[-1]) == bool(undated)
    assert [m.start is None for m in chart.marks] == sorted(m.start is None for m in chart.marks)
    assert len({cell_width(line) for line in lines}) == 1


async def test_keys_walk_the_marks_and_enter_goes_to_the_row(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        await d.press("tab")
        view = d.app.focused
        assert isinstance(view, ChartView) and view.chart is not None
        await d.press("G")
        assert view.cursor == len(view.chart.rows) - 1
        await d.press("h")
        assert view.cursor == len(view.chart.rows) - 2
        row = view.chart.rows[view.cursor]
        await d.press("enter")
        assert d.explorer.record is library.events[row]
        assert d.app.focused is d.explorer.list


@pytest.mark.parametrize("part", ["Investments", "Bilateral trade KOR–TUR"])
async def test_the_mark_stays_on_what_enter_went_to(library: Library, part: str) -> None:
    async with driven(library, pane="trade") as d:
        await d.press("tab")
        view = d.app.focused
        assert isinstance(view, ChartView)
        while view.titles[view._number] != part:
            await d.press("J")
        await d.press("G")
        assert view.chart is not None
        mark = view.cursor
        assert mark == len(view.chart.rows) - 1 > 0
        await d.press("enter")
        await d.until(lambda: d.explorer.record is library.events[view.chart.rows[mark]])  # type: ignore[union-attr]
        assert view.cursor == mark
        await d.press("tab")
        assert d.app.focused is view and view.cursor == mark


_INVESTED = (
    "since 1987",
    "LG Electronics, Hyundai",
    "Tatış Holding",
    "Manisa",
    "",
    "LG Electronics builds televisions in Manisa",
)
_DEALT = ("Jul 2025", "ordered", "Hyundai Rotem", "Poland", "K-2 Black Panther", "", "₩9tn", "A contract for K-2 tanks")


@pytest.mark.parametrize(
    ("table", "cells", "width", "shown"),
    [
        (investments, _INVESTED, 120, ("When", "Investor", "Partner", "Place", "Amount", "What")),
        (investments, _INVESTED, 80, ("When", "Investor", "Partner", "Place", "Amount")),
        (investments, _INVESTED, 45, ("When", "Investor", "Partner", "Place")),
        (deals, _DEALT, 80, ("When", "Stage", "Supplier", "Customer", "Goods", "Amount")),
        (deals, _DEALT, 45, ("When", "Supplier", "Customer", "Goods")),
    ],
)
def test_the_columns_that_a_table_is_about_stay(
    table: Callable[[Library, Sequence[int]], Table], cells: tuple[str, ...], width: int, shown: tuple[str, ...]
) -> None:
    drawn = draw_table(table(small_library(), ()).columns, [cells], View(width, 4, 0, "table"))
    head, line = ("".join(text for text, _ in pieces) for pieces in drawn)
    assert tuple(head.split()) == shown
    assert all(line[head.index(name)] not in (" ", glyphs.ellipsis) for name in shown if name != "Amount")


def test_columns_neither_come_nor_go_while_one_scrolls() -> None:
    columns = (Column("When", 0, 4), Column("Where", 1, 8))
    lines = [*[("1990", "")] * 9, ("1991", "Ankara")]
    heads = {"".join(text for text, _ in draw_table(columns, lines, View(40, 3, at, "table"))[0]).rstrip() for at in (0, 9)}
    assert len(heads) == 1 and "Where" in heads.pop()


def test_words_are_cut_only_where_there_is_no_room() -> None:
    chart, width = _exports(), 76
    ends = heading.tails(chart, "log", "")
    assert ends[0].endswith("USD, log") and "aimed at" in ends[0] and ends[-1] == "USD, log"
    (long,) = heading.lines("x" * (width - 2 - len("  USD, log")), ends, 1, width, "text")
    assert glyphs.ellipsis not in long[0][0] and long[1][0] == "  USD, log", "the legend goes before a word does"
    two = heading.lines("one two three four", (), 2, 11, "text")
    assert ["".join(t for t, _ in line).strip() for line in two] == ["one two", f"three fo{glyphs.ellipsis}"]
    ended = heading.lines("one two", ["a longer end", "end"], 2, 11, "text")
    assert ["".join(t for t, _ in line) for line in ended] == [" one two", " end"], (
        "an end that fits goes before one that is cut"
    )
    below = heading.lines("one two", ["a longer end"], 2, 16, "text")
    assert ["".join(t for t, _ in line) for line in below] == [" one two", " a longer end"], (
        "a line of its own where there is one"
    )
    assert heading.lines("one two three", ["longer", "end"], 2, 13, "text")[1] == [(" three", "text"), ("  end", "muted")]
    assert heading.lines("one", (), 3, 12, "text")[1:] == heading.lines("", (), 2, 12, "text")


async def test_axis_values_and_chart_are_switched_by_keys() -> None:
    async with driven(_with_exports(), pane="trade") as d:
        await d.press("tab", "J")
        view = d.app.focused
        assert isinstance(view, ChartView) and view.chart is not None
        assert "log" in "\n".join(d.lines()[:5])
        await d.press("v")
        assert view.axis == "linear" and "linear" in "\n".join(d.lines()[:5])
        await d.press("V")
        assert view.stated
        await d.press("v")
        assert view.axis == "table"
        assert "chart.values" not in {c.id for c in d.explorer.offered()}, "a table has both words in columns"
        await d.press("V")
        assert view.stated
        first = view.chart
        await d.press("J")
        assert view.chart is not first
        await d.press("K")
        assert view.chart is first


async def test_a_chart_follows_the_query(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        view = d.explorer.query_one(ChartView)
        assert view.chart is not None
        points = len(view.chart.rows)
        await d.press("slash")
        await d.type("date:1990")
        await d.press("enter")
        assert view.chart is not None and 1 <= len(view.chart.rows) < points


def _many_figures(count: int) -> FigureChart:
    """A chart of as many figures, one a year."""
    library = small_library()
    event = library.events[0].id
    points = tuple(SeriesPoint(str(1000 + n), 1000 + n, None, "actual", event) for n in range(count))
    return FigureChart(figures(replace(library, series=(Series("s", "guns", "KOR", None, "USD", points),)), [0])[0])


def test_a_chart_thins_where_it_has_no_room_and_says_so() -> None:
    few, many = _many_figures(12), _many_figures(400)
    assert few.note(View(100, 10, -1)) == ""
    view = View(100, 10, 333)
    assert "of 400 figures drawn" in many.note(view)
    lines = _text(many, view)
    assert "1333" in lines[-1], "the chosen figure is drawn whatever is left out"
    assert all(cell_width(line) == cell_width(lines[0]) for line in lines)
    assert "of 400 lines" in many.note(View(100, 10, 0, "table"))


def test_lanes_say_how_many_there_is_no_room_for_and_scroll_to_the_chosen_one() -> None:
    library = small_library()
    chart = _lanes(library)
    assert f"2 of {len(DIPLOMACY)} lanes" == chart.note(View(80, 3, -1))
    last = max(range(len(chart.marks)), key=lambda n: chart.marks[n].lane)
    lines = ["".join(text for text, _ in line) for line in chart.draw(View(80, 3, last))]
    assert any(line.startswith(f" {DIPLOMACY[-1][0]}") for line in lines)


def test_down_and_up_go_from_lane_to_lane_near_in_time() -> None:
    library = small_library()
    chart = _lanes(library)
    here = next(n for n, m in enumerate(chart.marks) if m.lane == 0)
    below = chart.beside(here, 1)
    assert chart.marks[below].lane == 1
    assert chart.beside(below, -1) != below and chart.marks[chart.beside(below, -1)].lane == 0
    assert chart.beside(here, -1) == here


async def test_every_part_of_every_pane_opens_and_leads_to_its_records(library: Library) -> None:
    async with driven(library) as d:
        for key, pane in (("2", "defense"), ("3", "trade"), ("4", "diplomacy")):
            await d.press(key, "tab")
            view = d.app.focused
            assert isinstance(view, ChartView)
            titles = view.titles
            assert len(titles) == len(set(titles)) >= 4
            for title in titles:
                await d.until(lambda named=title: named in "\n".join(d.lines()[:4]), title)  # type: ignore[misc]
                if view.chart is not None:
                    sentence = view.chart.sentence
                    await d.until(lambda said=sentence: said in d.text(), sentence)  # type: ignore[misc]
                    row = view.chart.rows[0]
                    lit = d.explorer.text
                    await d.press("g", "enter")
                    assert d.explorer.record is library.events[row] or d.explorer.text != lit
                    if d.explorer.text != lit:
                        assert row in d.explorer.found.rows
                        await d.press("<")
                    await d.press("tab")
                    assert d.app.focused is view
                else:
                    assert "nothing of this kind" in d.text()
                await d.press("J")
            assert d.explorer.pane == pane


async def test_a_mode_is_offered_only_where_the_chart_has_it(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        await d.press("tab")
        view = d.app.focused
        assert isinstance(view, ChartView) and view.chart is not None
        offered = {c.id for c in d.explorer.offered()}
        assert {"chart.mode", "chart.values"} <= offered
        while view.titles[view._number] != "Investments":
            await d.press("J")
        offered = {c.id for c in d.explorer.offered()}
        assert not {"chart.mode", "chart.values"} & offered and "chart.next" in offered
        await d.press("v")
        assert view.axis == "table"
        while view.titles[view._number] != "Firms":
            await d.press("J")
        assert view.axis == "lanes"
        await d.press("v")
        assert view.axis == "table" and "When" in d.text()


async def test_the_view_takes_its_room_while_it_has_the_focus(library: Library) -> None:
    async with driven(library, pane="trade", size=(120, 40)) as d:
        view = d.explorer.query_one(ChartView)
        before = view.size.height
        await d.press("tab")
        await d.until(lambda: view.size.height > before)
        await d.press("escape")
        await d.until(lambda: view.size.height == before)
        assert d.app.focused is d.explorer.list


async def test_a_low_window_shows_the_view_in_turn_with_the_list(library: Library) -> None:
    async with driven(library, pane="trade", size=(45, 16)) as d:
        view = d.explorer.query_one(ChartView)
        assert "┈" not in d.text() and "1987" in d.text()
        assert f"{len(view.titles)} charts and tables: tab shows them" in d.lines()[2]
        await d.press("tab")
        await d.settle()
        assert d.app.focused is view
        await d.until(lambda: view.size.height == 13, "the view takes the whole window but three lines")
        assert "┈" in d.text()
        await d.press("j", "enter")
        await d.settle()
        assert d.app.focused is d.explorer.list
        await d.until(lambda: d.explorer.list.size.height == 12, "the list is back")


async def test_a_table_follows_the_query(library: Library) -> None:
    async with driven(library, pane="trade", query="vestel") as d:
        await d.press("tab")
        view = d.app.focused
        assert isinstance(view, ChartView)
        while view.titles[view._number] != "Investments":
            await d.press("J")
        assert view.chart is not None and len(view.chart.rows) == 1
        line = next(line for line in d.lines() if "Vestel" in line and "Manisa" in line and "1987" in line)
        assert "GoldStar" in line


async def test_the_time_strip_keeps_gaps_sets_possible_apart_and_ends_with_the_undated(library: Library) -> None:
    from kortui.tui.bins import UNDATED
    from kortui.tui.widgets.time_strip import TimeStrip

    async with driven(library) as d:
        await d.press("Z", "tab")
        strip = d.app.focused
        assert isinstance(strip, TimeStrip)
        await d.press("G")
        assert strip._bins[-1].first == UNDATED and strip._bins[-1].sure == sum(e.date.start is None for e in library.events)
        await d.press("enter")
        assert d.explorer.text == "date:undated" and len(d.explorer.list.source) == strip._bins[-1].sure
        await d.press("F", "tab", "z", "z", "z")
        assert {b.label for b in strip._bins if b.sure} >= {"1949", "1957"}
        empty = next(b for b in strip._bins if not b.total)
        assert "".join(text for text, _ in TimeStrip._bar(empty, 5, 3.0, 0, 2)).strip() == ""
        vague = next(b for b in strip._bins if b.share and not b.sure)
        assert glyphs.dotted in "".join(text for text, _ in TimeStrip._bar(vague, 5, 30.0, 0, 2))


def test_undated_events_and_centuries_do_not_flatten_the_bars_of_a_step() -> None:
    from kortui.tui.widgets.time_strip import TimeStrip

    strip = TimeStrip()
    century, month, undated = Bin(0, 1199, 900, 0.0), Bin(1997 * 12, 1997 * 12, 80, 0.0), Bin(UNDATED, UNDATED, 3996, 0.0)
    strip._bins = [century, month, undated]
    assert strip._full() == 80
    strip.zoom = 0
    assert strip._full() == 900
    strip._bins = [undated]
    assert strip._full() == 3996

    def drawn(one: Bin, level: int) -> str:
        return "".join(text for text, _ in TimeStrip._bar(one, 3, 80, level, 3))

    assert drawn(undated, 2).startswith(glyphs.caret) and drawn(undated, 1).startswith(glyphs.blocks[8])
    assert drawn(month, 2).startswith(glyphs.blocks[8])


async def test_the_strip_goes_down_to_months_and_narrows_to_one(library: Library) -> None:
    row = next(n for n, e in enumerate(library.events) if e.date.edtf == "2018-05")
    async with driven(library, event=library.events[row].id) as d:
        await d.press("escape", "z", "z", "z")
        assert "a month" in d.explorer.bar.notice
        await d.press("tab", "enter")
        assert d.explorer.text == "date:2018-05"
        assert d.explorer.record is library.events[row]


async def test_the_moment_is_kept_from_pane_to_pane(library: Library) -> None:
    async with driven(library, event=next(e.id for e in library.events if e.date.edtf == "1990")) as d:
        for key in ("2", "4", "3", "1"):
            await d.press(key)
            assert "1980" < (d.explorer.record.date.start or "") < "2002", key


async def test_list_and_detail_follow_the_cursor_of_a_chart(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        await d.press("tab", "J", "j")
        view = d.app.focused
        assert isinstance(view, ChartView) and view.chart is not None
        event = library.events[view.chart.rows[view.cursor]]
        await d.until(lambda: d.explorer.record is event and event.title in d.explorer.detail.paragraphs[0].text)
        assert d.app.focused is view
        await d.press("k")
        await d.until(lambda: d.explorer.record is not event)


async def test_a_low_window_keeps_the_strip_in_a_line_with_the_key_to_it(library: Library) -> None:
    from kortui.tui.widgets.time_strip import TimeStrip

    async with driven(library, size=(45, 16)) as d:
        strip = d.explorer.query_one(TimeStrip)
        line = d.lines()[2]
        dated = [b for b in strip._bins if b.label != "n.d."]
        assert strip.size.height == 1 and line.rstrip().endswith("tab opens it")
        drawn = line[line.index(dated[0].label) + len(dated[0].label) + 1 : line.rindex(dated[-1].label) - 1]
        assert [sign == " " for sign in drawn] == [not b.total for b in dated], "a bar for a bar, a gap for a gap"
        assert glyphs.blocks[-1] in drawn
        for _ in range(3):
            await d.press("z")
        await d.settle()
        line = d.lines()[2]
        assert strip._bins[strip.cursor].label[:4] in line and cell_width(line.rstrip()) <= 45
        await d.press("tab")
        assert d.app.focused is strip
        await d.until(lambda: strip.size.height == 3)
        await d.press("escape", "enter")
        await d.until(lambda: not strip.is_on_screen, "an open record has the window")


def _close_figures() -> FigureChart:
    """Two figures of one year and of two countries, near to each other."""
    library = small_library()
    event = library.events[0].id
    series = [
        Series(who, "guns", who, None, "USD", (SeriesPoint("2025", value, None, "actual", event),))
        for who, value in (("KOR", 15_000_000_000), ("TUR", 10_000_000_000))
    ]
    far = Series("far", "guns", "KOR", None, "USD", (SeriesPoint("2030", 20_000_000_000, None, "target", event),))
    return FigureChart(figures(replace(library, series=(*series, far)), [0])[0])


def test_bars_side_by_side_both_have_their_label() -> None:
    chart = _close_figures()
    for height in (8, 12, 20):
        drawn = "\n".join(_text(chart, View(110, height, 0, "linear")))
        assert all(name in drawn for name in ("KOR $15bn", "TUR $10bn", "KOR $20bn")), height


def test_a_logarithmic_axis_is_for_figures_of_different_orders() -> None:
    assert _close_figures().axes == ("linear", "table")
    assert _many_figures(12).axes == ("linear", "table"), "1000 to 1011"
    library = small_library()
    trade = next(FigureChart(f) for f in figures(library, range(len(library.events))) if f.title.startswith("Bilateral"))
    assert trade.axes == ("log", "linear", "table")


async def test_a_document_says_what_its_records_are_of_and_from_when_it_may_be(library: Library) -> None:
    async with driven(library, pane="documents") as d:
        document = d.explorer.document
        rows = library.index.rows_of_document[document.id]
        trade = sum("trade" in library.events[row].domains for row in rows)
        line = next(line for line in d.lines() if "Records" in line)
        assert f"{len(rows)}: " in line and f"Trade {trade}" in line
        await d.press("e")
        assert "J/K next record" in d.lines()[-1]


async def test_a_bar_of_the_strip_says_what_it_holds_and_the_list_follows(library: Library) -> None:
    from kortui.tui.widgets.time_strip import TimeStrip

    async with driven(library) as d:
        await d.press("tab")
        strip = d.app.focused
        assert isinstance(strip, TimeStrip)
        await d.press("g")
        await d.press("l")
        for _ in range(20):
            one = strip._bins[strip.cursor]
            if one.sure:
                begun = [(e, month_of(e.date.start) if e.date.start else UNDATED) for e in library.events]
                inside = [e for e, month in begun if one.first <= month <= one.last]
                await d.until(lambda first=inside[0]: d.explorer.record is first)  # type: ignore[misc]
                assert f"{one.whole}: {one.sure:,} event" in d.lines()[-1]
            await d.press("l")
            if "last bar" in d.lines()[-1]:
                break
        assert one.label == "n.d." and d.explorer.record.date.edtf is None
        assert d.app.focused is strip


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Bin(1950 * 12 + 2, 1950 * 12 + 2, 1, 0.0), "Mar 1950: 1 event"),
        (Bin(1945 * 12, 1950 * 12 - 1, 2, 0.5, 3), "1945–1949: 2 events, 3 more that may be of it"),
        (Bin(1980 * 12, 1990 * 12 - 1, 0, 0.5, 1), "1980s: 1 event that may be of it"),
        (Bin(1980 * 12, 1990 * 12 - 1, 0, 0.5, 1200), "1980s: 1,200 events that may be of it"),
        (Bin(1981 * 12, 1982 * 12 - 1, 0, 0.0), "1981: no event"),
        (Bin(UNDATED, UNDATED, 3, 0.0), "Without a date: 3 events"),
    ],
)
def test_a_bar_in_words(one: Bin, said: str) -> None:
    assert one.said == said


async def test_a_narrow_table_says_the_line_of_its_cursor_whole(library: Library) -> None:
    async with driven(library, pane="diplomacy", size=(45, 16)) as d:
        await d.press("tab")
        view = d.app.focused
        assert isinstance(view, ChartView)
        while view.titles[view._number] != "Positions":
            await d.press("J")
        assert view.chart is not None
        for mark in range(len(view.chart.rows)):
            title = library.events[view.chart.rows[mark]].title
            await d.until(lambda title=title: title in " ".join(" ".join(d.lines()[2:8]).split()), title)  # type: ignore[misc]
            await d.press("j")


def test_long_figures_stand_over_no_other_bar() -> None:
    chart = _exports()
    wide, narrow = (_text(chart, View(width, 12, 0, "linear", True)) for width in (200, 30))
    assert any(mark.written in line for line in wide for mark in chart.marks), "as written where there is room"
    for mark in chart.marks:
        brief = short(mark.point.value, chart.unit, mark.point.hedge)
        assert not any(mark.written in line for line in narrow) or mark.written == brief
    assert any(short(chart.marks[0].point.value, chart.unit, chart.marks[0].point.hedge) in line for line in narrow)


async def test_a_strip_of_one_bar_says_its_label_once(library: Library) -> None:
    async with driven(library, size=(45, 16), query="date:1957") as d:
        await d.settle()
        assert d.lines()[2].count("1950s") == 1


async def test_a_narrow_table_says_the_cells_of_its_line_whole(library: Library) -> None:
    async with driven(library, size=(45, 16)) as d:
        await d.press("3", "tab")
        view = d.explorer.view
        assert isinstance(view, ChartView)
        while view.titles[view._number] != "Investments":
            await d.press("J")
        await d.press("end")

        def shown() -> str:
            return " ".join(line.strip() for line in d.lines()[3:8])

        await d.until(lambda: "what GoldStar and Vestel found a works at Manisa" in shown())
        assert "place Manisa" in shown() and ("investor GoldStar, Vestel" in shown() or "partner Vestel" in shown())


def test_lanes_say_what_their_signs_mean_in_a_window_of_80_columns() -> None:
    chart = _lanes(small_library())
    for width, foot in ((80, True), (120, False)):
        last = "".join(text for text, _ in chart.draw(View(width, len(DIPLOMACY) + 1, -1, "lanes"))[-1])
        assert (f"{glyphs.mark} event" in last) is foot
        ends = heading.tails(chart, "lanes", "", width)
        assert any(f"{glyphs.mark} event" in end for end in ends) is not foot, "and say it once"


def test_that_marks_are_left_out_is_said_in_the_narrowest_window_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinning, "MOST", 20)
    monkeypatch.setattr(thinning, "LEAST", 2)
    library = small_library()
    many = replace(library, events=tuple(replace(e, id=f"e{n:011d}") for n, e in enumerate(library.events * 9)))
    chart = _lanes(many)
    note = chart.note(View(45, 5, -1))
    assert re.fullmatch(r"4 of 7 lanes, \d+ of \d+ marks drawn", note)
    table = chart.note(View(45, 5, -1, "table"))
    assert re.fullmatch(r"4 of \d+ lines, \d+ of \d+ listed, evenly; narrow the search for the others", table)
    for width, axis, told, least in (
        (45, "lanes", note, r"\d+ % of marks drawn"), (120, "lanes", note, note),
        (45, "table", table, r"\d+ % listed"), (140, "table", table, table),
    ):  # fmt: skip
        ends = heading.tails(chart, axis, told, width)
        (line,) = heading.lines("A lane, 1987: what happened in it, at length", ends, 1, width, "text")
        assert re.fullmatch(rf".*{least}", line[-1][0].strip())


async def test_a_window_without_room_for_the_words_of_the_sources_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(_with_exports()) as d:
        await d.press("3", "tab", "V")
        assert "No room" not in d.text()
        await d.press("V")
        monkeypatch.setattr(FigureChart, "_name", lambda self, mark, *, stated: "1")  # as where nothing longer fits
        await d.press("right", "V")
        assert "No room for the figures as written" in d.text()


def _ranged(point: SeriesPoint) -> FigureChart:
    """Arms exports of one country: a plain figure and, two years later, a range."""
    library = _with_exports()
    *others, tur = library.series
    plain = replace(tur.points[0], hedge=None, value=350_000_000)
    library = replace(library, series=(*others[:-1], replace(tur, points=(plain, point))))
    return next(FigureChart(f) for f in figures(library, range(len(library.events))) if f.title == "Arms exports")


@pytest.mark.parametrize(("width", "height"), [(118, 22), (78, 14), (43, 8)])
@pytest.mark.parametrize("status", ["actual", "target"])
@pytest.mark.parametrize("lower", [150_000_000, 300_000_000, 340_000_000])
def test_a_range_is_drawn_to_its_upper_end(width: int, height: int, status: str, lower: int) -> None:
    row = next(e.id for e in small_library().events if e.type == "statistic")
    chart = _ranged(SeriesPoint("2024", lower, None, status, row, 350_000_000))  # type: ignore[arg-type]
    drawn = _text(chart, View(width, height, -1, axis="linear"))
    columns = [x for x in range(len(drawn[0])) if any(line[x] == glyphs.ranged for line in drawn if x < len(line))]
    plain = [x for x in range(len(drawn[-2])) if drawn[-2][x] == glyphs.blocks[-1]]
    assert columns and plain
    levels = [y for y, line in enumerate(drawn) if line[columns[0]] == glyphs.ranged]
    woven = [y for y, line in enumerate(drawn) if line[columns[0]] == (glyphs.hedged if status == "actual" else glyphs.aimed)]
    solid = [y for y, line in enumerate(drawn) if line[plain[0]] in glyphs.blocks[1:]]
    assert max(levels) < min(woven)  # the stretch stands on the bar
    assert min(levels) == min(solid)  # and reaches as high as the same figure by itself
    assert len(woven) < len(solid)


def test_the_legend_and_the_help_tell_the_stretch_of_a_range() -> None:
    row = next(e.id for e in small_library().events if e.type == "statistic")
    chart = _ranged(SeriesPoint("2024", 150_000_000, None, "actual", row, 350_000_000))
    assert f"{glyphs.ranged} to the upper end" in heading.tails(chart, "linear", "")[0]
    assert glyphs.ranged not in heading.tails(_exports(), "linear", "")[0]
    assert glyphs.ranged in {line.sign for line in help_lines(())}


def test_the_axis_holds_the_upper_end_of_a_range() -> None:
    row = next(e.id for e in small_library().events if e.type == "statistic")
    chart = _ranged(SeriesPoint("2024", 150_000_000, None, "actual", row, 3_000_000_000))
    drawn = _text(chart, View(80, 20, -1, axis="linear"))
    top = min(y for y, line in enumerate(drawn) if glyphs.ranged in line)
    solid = min(y for y, line in enumerate(drawn) if glyphs.blocks[-1] in line)
    assert top < solid
    assert any("$3bn" in line for line in drawn[: top + 1])
