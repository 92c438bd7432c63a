"""The mouse does what the keys do: tabs, rows, wheel, bars, links."""

from __future__ import annotations

from textual import events

from kortui.model import Library
from tests.tui.driving import Driven, driven


async def _click(d: Driven, words: str, *, among: range = range(0, 60)) -> None:
    for y, line in enumerate(d.lines()):
        if words in line and y in among:
            await d.pilot.click(offset=(line.index(words) + 1, y))
            await d.settle()
            return
    raise AssertionError(f"{words} is not on the screen")


async def test_a_click_on_a_tab_opens_its_pane(library: Library) -> None:
    async with driven(library) as d:
        for words, pane in (("3 Trade", "trade"), ("5 Documents", "documents"), ("1 Timeline", "timeline")):
            await _click(d, words)
            assert d.explorer.pane == pane


async def test_a_click_moves_and_a_second_opens(library: Library) -> None:
    async with driven(library) as d:
        await _click(d, "Embassies are agreed")
        assert d.explorer.record.title == "Embassies are agreed" and d.explorer.focused is d.explorer.list
        await _click(d, "Embassies are agreed")
        assert d.explorer.focused is d.explorer.detail


async def test_a_click_on_a_heading_does_nothing(library: Library) -> None:
    async with driven(library) as d:
        before = d.explorer.spot
        await _click(d, "1960s ─")
        assert d.explorer.spot == before


async def test_a_bar_is_clicked(library: Library) -> None:
    async with driven(library) as d:
        await _click(d, "1980s", among=range(2, 5))
        assert d.explorer.text == "date:1980..1989"


async def test_the_wheel_scrolls_the_list_and_leaves_the_cursor(library: Library) -> None:
    async with driven(library, size=(100, 20)) as d:
        listed = d.explorer.list
        listed.post_message(events.MouseScrollDown(listed, 1, 1, 0, 1, 0, False, False, False))
        await d.settle()
        assert listed.top == 3 and listed.cursor == 0
        await d.press("j")
        assert listed.cursor == 1 and listed.top <= listed.source.groups.line(1) < listed.top + listed.page


async def test_a_link_of_the_detail_is_clicked(library: Library) -> None:
    async with driven(library, event=next(e.id for e in library.events if "Manisa" in e.title)) as d:
        column = d.explorer.detail.region.x
        for y, line in enumerate(d.lines()):
            if "Vestel" in line[column:] and "Actors" in line[column:]:
                await d.pilot.click(offset=(line.index("Vestel", column) + 2, y))
        await d.settle()
        assert d.screen is not d.explorer and d.screen.entity.id in ("vestel", "goldstar")


async def test_a_click_outside_closes_a_panel(library: Library) -> None:
    async with driven(library) as d:
        await d.press("f")
        await d.pilot.click(offset=(2, 30))
        await d.settle()
        assert d.screen is d.explorer
