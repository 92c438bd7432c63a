"""What a key has drawn, and when: the list first, the rest behind it, and what is likely to be wanted next before it is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from textual.geometry import Region

from kortui.model import Library
from kortui.terminal.capabilities import detect
from kortui.tui.rows import EventRows
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.screens.drawing import _FOLLOWING
from kortui.tui.session import Session
from kortui.tui.widgets.chart import ChartView
from kortui.tui.widgets.virtual_list import VirtualList
from tests.bench.panes import Watched, answered
from tests.tui.channel import opened
from tests.tui.driving import Driven, driven

XTERM = detect({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"})


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Items of event lists whose lines were put together."""
    found: list[int] = []
    pieces = EventRows.pieces

    def noted(self: EventRows, index: int, width: int) -> object:
        found.append(index)
        return pieces(self, index, width)

    monkeypatch.setattr(EventRows, "pieces", noted)
    return found


async def test_the_list_answers_before_the_record_beside_it(library: Library) -> None:
    terminal = Watched(XTERM, (120, 20))
    terminal.frames = []
    async with opened(library, XTERM, (120, 20), channel=terminal):
        explorer = terminal.app.screen_stack[0]
        terminal.frames.clear()
        await terminal.press("space")
        await terminal.quiet()
        first, last = terminal.frames[0][1], terminal.frames[-1][1]
        (listed,), (beside,) = terminal.region(["#list"]), terminal.region(["#detail"])

        def part(cells: list[tuple[list[str], list[int]]], region: Region) -> list[list[str]]:
            return [cells[y][0][region.x : region.right] for y in range(region.y, region.bottom)]

        assert part(first, listed) == part(last, listed)
        assert part(first, beside) != part(last, beside)
        title = explorer.record.title  # type: ignore[attr-defined]
        assert title[:20] in "".join(part(last, beside)[0]) and not explorer.owes  # type: ignore[attr-defined]


async def test_the_line_of_the_query_says_what_the_list_shows_in_every_frame(library: Library) -> None:
    terminal = Watched(XTERM, (120, 20))
    terminal.frames = []
    async with opened(library, XTERM, (120, 20), channel=terminal):
        terminal.frames.clear()
        for key in ("/", *"manis"):
            await terminal.press(key)
            await terminal.quiet()
        told = [["".join(line) for line, _ in cells[:2]] for _, cells in terminal.frames]
        assert any("1 found" in line for _, line in told)
        for tabs, line in told:
            count = re.search(r"(\d+) (?:found|records), at", line)
            assert count is not None and f"Timeline {count[1]} " in tabs, (tabs, line)


async def test_what_follows_a_key_is_done_before_the_next_key(library: Library) -> None:
    async with driven(library) as d:
        d.explorer.after_frame(lambda: done.append("owed"))
        done: list[str] = []
        d.explorer.after_frame(lambda: done.append("and this"))
        assert d.explorer.owes and not done
        await d.press("j")
        assert done == ["owed", "and this"] and not d.explorer.owes


async def test_what_follows_a_key_waits_for_a_frame_that_is_late(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(library, XTERM) as terminal:
        explorer = terminal.app.screen_stack[0]
        assert isinstance(explorer, KortuiScreen) and not terminal.driver.sends
        late, done = True, []
        monkeypatch.setattr(type(terminal.driver), "sends", property(lambda _: late))
        explorer.call_later(explorer.after_frame, lambda: done.append("owed"))
        await asyncio.sleep(2 * _FOLLOWING)
        assert explorer.owes and not done
        late = False
        await within(lambda: done == ["owed"])
        late = True
        explorer.call_later(explorer.after_frame, lambda: done.append("too late"))
        await within(lambda: done == ["owed", "too late"])  # a terminal that takes nothing does not put it off for ever


async def test_where_the_focus_moves_only_the_two_parts_are_drawn(library: Library) -> None:
    terminal = Watched(XTERM, (120, 20))
    terminal.frames = []
    async with opened(library, XTERM, (120, 20), channel=terminal):
        explorer: Any = terminal.app.screen_stack[0]
        await terminal.quiet()
        drew: list[bool] = []
        full = explorer._compositor.render_full_update
        explorer._compositor.render_full_update = lambda *how, **named: (drew.append(True), full(*how, **named))[1]
        before = terminal.cells()
        await terminal.press("tab")
        await terminal.quiet()
        assert explorer.focused is not explorer.list and terminal.cells() != before
        while explorer.focused is not explorer.list:
            await terminal.press("tab")
            await terminal.quiet()
        assert terminal.cells() == before and not drew


async def test_what_the_keys_can_do_is_known_without_reading_the_record(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driven(library) as d:
        await d.settle()
        read: list[int] = []
        monkeypatch.setattr("kortui.tui.screens.at_hand.event_at", lambda source, cursor: read.append(cursor))
        offered = {command.id for command in d.explorer.offered()}
        d.explorer.update_footer()
        assert "record.open" in offered and "record.evidence" in offered and not read


async def test_a_change_beneath_a_popup_is_drawn_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(library, XTERM, (120, 36)) as terminal:
        await terminal.press("ctrl+p")
        popup, beneath = terminal.app.screen, terminal.app.screen_stack[0]
        drawn: list[Region] = []
        monkeypatch.setattr(popup, "refresh", lambda *regions, **_how: drawn.extend(regions))
        beneath._compositor._dirty_regions.add(changed := Region(3, 9, 20, 1))
        beneath._compositor_refresh()
        assert popup is not beneath and drawn == [changed]
        assert not beneath._repaint_required and not beneath._compositor._dirty_regions


async def within(true: Callable[[], bool]) -> None:
    """Wait for something, at most five seconds."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


async def test_lines_of_the_next_page_are_drawn_while_one_looks(library: Library, drawn: list[int]) -> None:
    async with driven(library, size=(120, 14)) as d:
        await d.press("space")
        shown, cursor = d.explorer.list, d.explorer.list.cursor
        ahead = shown._ahead
        assert ahead is not None
        wanted = {line for line in ahead._likely(cursor, shown.page) if line < shown.count}
        await d.until(lambda: wanted <= ahead._came, "the lines of all pages that a key leads to are drawn")
        assert max(drawn) > cursor + 4
        drawn.clear()
        await d.press("space")
        assert shown.cursor > cursor and {shown.cursor} >= set(drawn)  # the others were there


async def test_a_public_session_draws_nothing_ahead(library: Library, drawn: list[int]) -> None:
    async with driven(library, size=(120, 20), session=Session(library, kiosk=True)) as d:
        drawn.clear()
        await d.press("space")
        await d.until(lambda: bool(drawn))
        drawn.clear()
        await asyncio.sleep(0.4)
        assert not drawn


async def test_a_line_is_drawn_once_for_all_panes(library: Library, drawn: list[int]) -> None:
    async with driven(library) as d:
        await d.press("2", "1", "2", "1")
        drawn.clear()
        await d.press("2", "1")
        assert not drawn
        event = d.explorer.record
        assert event is not None
        await d.press("m")  # a star is a sign in the line
        assert any(event.title[:12] in line[:64] and "*" in line[:64] for line in d.lines())
        assert drawn


async def test_the_documents_of_a_search_are_not_looked_for_ahead(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(library, query="trade") as d:
        asked: list[object] = []
        monkeypatch.setattr(d.explorer.session.finder, "documents", asked.append)
        assert [*d.explorer._elsewhere()] and not asked


async def test_views_are_made_before_they_are_opened(library: Library) -> None:
    async with driven(library) as d:
        for _ in d.explorer.prepare_views():
            await d.settle()
        made = dict(d.explorer._views)
        assert set(made) == {"timeline", "defense", "trade", "diplomacy"}
        assert [name for name, view in made.items() if view.display] == ["timeline"]
        await d.press("3")
        assert d.explorer.view is made["trade"] and isinstance(d.explorer.view, ChartView) and d.explorer.view.display
        assert not made["timeline"].display and d.explorer.view.titles


async def test_another_pane_is_laid_out_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(library) as d:
        await d.press("2", "1")
        await asyncio.sleep(0.1)
        counted = laid_out(d, monkeypatch)
        await d.press("2")
        await asyncio.sleep(0.1)
        assert len(counted) == 1


async def test_another_pane_comes_in_one_frame(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Watched(XTERM, (120, 24))
    terminal.frames = []
    async with opened(library, XTERM, (120, 24), channel=terminal):
        explorer = terminal.app.screen_stack[0]
        for key in ("2", "5", "1"):  # views of other heights, and none
            await terminal.press(key)
            await terminal.quiet()
        styled: list[object] = []
        monkeypatch.setattr(terminal.app.stylesheet, "update_nodes", lambda *nodes, **_how: styled.append(nodes))
        for key in ("2", "5", "1"):
            shown = explorer.query_one("#list", VirtualList)
            before = shown.size.height
            terminal.frames.clear()
            await terminal.press(key)
            await terminal.quiet()
            assert shown.size.height != before
            regions = terminal.region(["#tabs", "#list"])
            cells = [
                [[line[0][r.x : r.right] for line in frame[r.y : r.bottom]] for r in regions] for _, frame in terminal.frames
            ]
            assert cells[0] == cells[-1], key
        assert not styled


def laid_out(d: Driven, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Counts from now on how often the screen is laid out."""
    found: list[object] = []
    refresh = d.explorer._refresh_layout

    def counted(*arguments: object, **named: object) -> None:
        found.append(arguments)
        refresh(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(d.explorer, "_refresh_layout", counted)
    return found


def test_the_answer_is_the_frame_from_which_on_a_part_stays() -> None:
    def frame(at: float, *rows: str) -> tuple[float, list[tuple[list[str], list[int]]]]:
        return at, [([*row], [0] * len(row)) for row in rows]

    before = frame(0, "ab", "cd")[1]
    top, all_of_it = [Region(0, 0, 2, 1)], 2.0
    assert answered(before, [], top) is None
    assert answered(before, [frame(1, "xb", "cd"), frame(2, "xy", "cd"), frame(3, "xy", "zz")], top) == 2
    assert answered(before, [frame(1, "xy", "cd"), frame(2, "ab", "cd"), frame(3, "xy", "cd")], top) == 3
    assert answered(before, [frame(1, "ab", "c?"), frame(all_of_it, "ab", "zz")], top) == all_of_it
