"""Charts of the panes: scales, places, labels that tell hedges and aims apart, and their keys."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kortui.model import Library, Series, SeriesPoint
from kortui.text import cell_width
from kortui.tui.charts import View
from kortui.tui.charts.figures import FigureChart, charts
from kortui.tui.charts.lanes import DIPLOMACY, by_entity, by_type
from kortui.tui.charts.scale import TimeAxis, ValueAxis, short
from kortui.tui.glyphs import glyphs
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
    return next(c for c in charts(library, range(len(library.events))) if c.title == "Arms exports")


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


def test_a_higher_figure_has_a_higher_bar_on_either_axis() -> None:
    chart = _exports()
    for axis in ("log", "linear"):
        lines = _text(chart, View(90, 12, -1, axis))  # type: ignore[arg-type]
        tall = sum(glyphs.aimed in line for line in lines)
        low = sum(any(b in line for b in glyphs.blocks[1:]) for line in lines)
        assert tall > low


def test_the_table_says_date_short_figure_and_the_sources_words() -> None:
    lines = _text(_exports(), View(80, 5, 1, "table"))
    assert len(lines) == 3
    assert "2022" in lines[1] and "TUR >$9bn" in lines[1] and glyphs.cursor in lines[1]
    assert lines[2].endswith("target")
    assert _exports().say(2).endswith("(target)")


@settings(deadline=None)
@given(st.integers(1, 130), st.integers(1, 20), st.sampled_from(["log", "linear", "table"]), st.booleans())
def test_charts_never_pass_their_lines(width: int, height: int, axis: str, stated: bool) -> None:
    library = _with_exports()
    rows = range(len(library.events))
    made = [*charts(library, rows), *by_type(library, rows), *by_entity(library, rows, "all", ("organisation", "country"))]
    assert len(made) >= 4
    for chart in made:
        for cursor in range(-1, len(chart.rows)):
            assert len(chart.draw(View(width, height, cursor, axis, stated))) <= max(height, 2)  # type: ignore[arg-type]


def test_lanes_keep_undated_and_ancient_events_at_their_edges() -> None:
    library = small_library()
    chart = by_type(library, range(len(library.events)))[0]
    lines = ["".join(text for text, _ in line) for line in chart.draw(View(110, len(DIPLOMACY) + 1, -1))]
    assert len(lines) == len(DIPLOMACY) + 1
    assert all(line.startswith(f" {name}") for (name, _), line in zip(DIPLOMACY, lines, strict=False))
    undated = [m for m in chart.marks if m.start is None]
    assert ("n.d" in lines[-1]) == bool(undated)
    assert [m.start is None for m in chart.marks] == sorted(m.start is None for m in chart.marks)
    assert len({cell_width(line) for line in lines}) == 1


async def test_keys_walk_the_marks_and_enter_goes_to_the_row(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        await d.press("shift+tab")
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


async def test_axis_values_and_chart_are_switched_by_keys() -> None:
    async with driven(_with_exports(), pane="trade") as d:
        await d.press("shift+tab")
        view = d.app.focused
        assert isinstance(view, ChartView) and view.chart is not None
        assert "log" in "\n".join(d.lines()[:5])
        await d.press("v")
        assert view.axis == "linear" and "linear" in "\n".join(d.lines()[:5])
        await d.press("v")
        assert view.axis == "table"
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
