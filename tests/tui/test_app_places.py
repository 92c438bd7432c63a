"""Every command in every place besides the list: its key does something there, whatever commands may be added."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.commands import COMMANDS, PLACES
from kortui.model import Library
from kortui.tui.session import Session
from kortui.tui.trail import Spot
from tests.tui.driving import Driven, driven

# How to get to a place from the main screen with the cursor on its third record, and the pane to begin on.
WAYS = {
    "strip": ("timeline", "tab"),
    "chart": ("trade", "tab"),
    "detail": ("timeline", "enter"),
    "document": ("timeline", "e"),
    "conflicts": ("timeline", "x"),
    "entity": ("timeline", "r enter r tab"),
    "compare": ("timeline", "d j d"),
    "review": ("timeline", "R"),
}

# What must come before a key for it to have something to do.
FIRST = {
    "move.up": "j", "move.page-up": "G", "move.half-up": "G", "move.top": "G", "group.previous": "J J", "bar.previous": "l l",
    "bar.first": "l l", "hit.previous": "n n", "review.previous": "s", "review.undo": "a", "undo.last": "m", "zoom.out": "z",
    "chart.previous": "J", "facets.clear": "s", "chip.remove": "s", "chip.choose": "s",
    "stars.open": "m", "notes.open": "a", "go.cancel": "",
}  # fmt: skip

# Scopes and commands that a place may have no room to answer: a text that fits cannot scroll.
MAY_REST = {"move"}
SAME = ("app", "explorer", "history", "screen", "timeline")


def _seen(d: Driven) -> tuple[object, ...]:
    """All that a command could change."""
    session, focused = d.explorer.session, d.app.focused
    return (
        d.text(), d.screen, focused, d.screen.pending, getattr(focused, "top", 0), getattr(focused, "cursor", 0),
        getattr(focused, "link", 0), d.explorer.spot, d.app.clipboard, tuple(session.stars.ids), session.notes.version,
        session.held, d.app._exit, d.app.tour, getattr(d.screen, "side", 0),
    )  # fmt: skip


async def _go(d: Driven, place: str) -> None:
    """To a place, everything as at the start."""
    pane, keys = WAYS[place]
    while len(d.app.screen_stack) > 1:
        await d.press("escape")
    if d.explorer.line.typing:
        await d.press("escape")
    explorer, session = d.explorer, d.explorer.session
    explorer.pending = ""
    explorer.trail = type(explorer.trail)()
    session.changes.clear()
    session.stars.ids.clear()
    session.stars.version += 1
    session.held = ""
    if d.app.tour is not None:
        d.app.action_app_tour()
    explorer.moment = -1
    explorer.go(Spot(pane, "korea OR told OR turkiye"), remember=False)
    explorer.list.move(2)
    explorer.keep_moment()
    await d.settle()
    await d.press(*keys.split())
    await d.until(lambda: d.screen.place == place, f"{place} is not where {keys} leads")


@pytest.mark.parametrize("place", WAYS)
async def test_every_command_of_a_place_does_something(library: Library, place: str, tmp_path: Path) -> None:
    session = Session(library, review_file=tmp_path / "review.toml")
    height = 24 if place in ("strip", "chart") else 14
    tried, rested = set(), set()
    async with driven(library, session=session, size=(100, height)) as d:
        await _go(d, place)
        offered = [c for c in d.screen.offered() if c.keys]
        assert {c.scope for c in offered} <= set(PLACES[place])
        # What the app and the main screen do wherever the focus is, the tests of the list try in every pane.
        offered = [c for c in offered if c.scope not in (("app",) if d.screen is not d.explorer else SAME)]
        page = d.screen
        for command in offered:
            # Ways cost most, so it goes on from where it is if it can; the entity's page is walked away from by many keys.
            if d.screen is not page or page.place != place or page.pending or place == "entity":
                await _go(d, place)
                page = d.screen
            for key in FIRST.get(command.id, "").split():
                await d.press(key)
            if command.id == "notes.open":
                await d.press("escape")
            await d.press("f24")  # a key that does nothing but take notices away
            before = _seen(d)
            await d.press(command.keys[0])
            tried.add(command.id)
            if _seen(d) == before:
                rested.add(command.id)
        assert not d.app._exit and d.app._exception is None
    known = {c.id: c for c in COMMANDS}
    assert not {i for i in rested if i not in MAY_REST and known[i].scope not in MAY_REST}, rested
    assert len(tried) >= 6 and len(rested) < len(tried) / 2, rested


@pytest.mark.parametrize("place", [*WAYS, "list"])
async def test_no_key_of_another_place_is_silent(library: Library, place: str, tmp_path: Path) -> None:
    session = Session(library, review_file=tmp_path / "review.toml")
    async with driven(library, session=session) as d:
        if place != "list":
            await _go(d, place)
        offered = {c.id for c in d.screen.offered()}
        keys = {key for c in d.screen.offered() for key in c.typed}
        others = [c for c in COMMANDS if c.scope != "copy" and c.id not in offered and c.keys and c.keys[0] not in keys]
        assert len(others) >= 2
        for command in others:
            d.screen.say("")
            await d.press(command.keys[0])
            assert command.shown in d.screen.bar.notice or "no" in d.screen.bar.notice, command.id
        assert d.screen.place == place


async def test_tab_goes_from_the_list_to_the_charts_then_to_the_detail(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        explorer = d.explorer
        ways = []
        for key in ("tab", "tab", "tab", "shift+tab", "shift+tab"):
            await d.press(key)
            ways.append(d.screen.place)
        assert ways == ["chart", "detail", "list", "detail", "chart"]
        await d.press("tab", "v")
        assert d.screen.place == "detail" and explorer.view.axis == "linear"
        assert "v again: table" in explorer.bar.notice


async def test_tab_leaves_a_detail_that_stands_alone(library: Library) -> None:
    async with driven(library, size=(80, 24)) as d:
        await d.press("enter")
        assert d.screen.place == "detail"
        await d.press("tab")
        assert d.screen.place == "list" and not d.explorer.has_class("-opened")
        await d.press("5", "tab")
        assert d.screen.place == "list" and "no other part" in d.explorer.bar.notice


async def test_the_footer_of_a_chart_says_what_its_keys_lead_to(library: Library) -> None:
    async with driven(library, pane="trade", size=(80, 24)) as d:
        await d.press("tab")
        said = []
        for _ in range(3):
            said.append(next(label for _, label, _, name in d.screen.bar.hints if name == "chart.mode"))
            await d.press("v")
        assert said == ["linear", "table", "log"]
        for wanted in ("V as written", "J/K next chart"):
            assert wanted in d.lines()[-1]
        await d.press("V")
        assert "V short figures" in d.lines()[-1]
