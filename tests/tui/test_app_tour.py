"""The tour: five steps, each done by the key it asks for; everything else goes on as ever."""

from __future__ import annotations

import pytest

from kortui.model import Library
from kortui.rebinding import rebind
from kortui.tui.glyphs import glyphs
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.session import Session
from kortui.tui.tour import PATIENCE, STEPS, TourBar
from tests.tui.driving import Driven, driven


async def _shows(d: Driven, words: str) -> None:
    """Wait until the tour says something; empty words for no tour."""

    def said() -> bool:
        bars = list(d.screen.query(TourBar))
        shown = " ".join(d.text().split())
        return len(bars) <= 1 and (words in shown if words else not bars and "Tour " not in shown)

    await d.until(said, f"{words!r} is not in {d.lines()[-3:]}")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (45, 16)])
async def test_five_steps_on_the_records_at_hand(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size, tour=True) as d:
        for number, key in enumerate(("j", "e", "q", "/", None), 1):
            await _shows(d, f"Tour {number}/5")
            assert d.screen.bar.region.bottom == size[1], "the footer stays in sight"
            bar = d.screen.query_one(TourBar)
            assert len(bar.lines(bar.size.width)) <= 2 and bar.region.bottom == d.screen.bar.region.y
            if key:
                await d.press(key)
        assert "25 records" in STEPS[0].words({"move.down": "j"}, library)
        await d.type("altay")
        await d.press("enter")
        assert d.explorer.text == "altay"
        await _shows(d, "Tour 5/5")
        await d.press("question_mark")
        assert d.app.tour is None and "That was the tour" in d.screen.bar.notice
        await d.press("escape")
        assert d.screen is d.explorer
        await _shows(d, "")


async def test_escape_ends_the_tour_when_nothing_else_is_to_be_ended(library: Library) -> None:
    async with driven(library, tour=True, query="altay") as d:
        await _shows(d, "Tour 1/5")
        await d.press("escape")
        assert d.explorer.text == "" and d.app.tour is not None, "the search goes first"
        await d.press("escape")
        await d.until(lambda: d.app.tour is None)
        await _shows(d, "")
        await d.press("escape")
        assert "nothing to cancel" in d.screen.bar.notice


async def test_nothing_waits_for_the_tour(library: Library) -> None:
    async with driven(library, tour=True) as d:
        await d.until(lambda: d.app.tour is not None)
        await d.press("3", "m", "e")
        assert isinstance(d.screen, DocumentScreen)
        await _shows(d, "Tour 1/5")
        assert d.explorer.session.stars.ids and d.explorer.pane == "trade"
        await d.press("ctrl+t")
        assert d.app.tour is None
        await _shows(d, "")
        await d.press("q")
        await _shows(d, "")
        await d.press("ctrl+t", "j")
        await _shows(d, "Tour 2/5")


async def test_the_tour_steps_aside_for_who_goes_their_own_way(library: Library) -> None:
    async with driven(library, tour=True) as d:
        await d.until(lambda: d.app.tour is not None)
        await d.press("j")
        await d.press(*["2", "3"] * (PATIENCE // 2 - 1), "4")
        await _shows(d, "Tour 2/5")
        await d.press("e")
        await _shows(d, "Tour 3/5")
        await d.press("q")
        await _shows(d, "Tour 4/5")
        await d.press(*["j", "k"] * (PATIENCE // 2))
        assert d.app.tour is None and "^t begins it again" in d.screen.bar.notice
        await _shows(d, "")
        await d.press("ctrl+t")
        await _shows(d, "Tour 1/5")


async def test_a_first_start_says_so_beside_the_keys(library: Library) -> None:
    for size, keys in (((120, 36), ("? help", "/ search")), ((80, 24), ("? help", "q back")), ((45, 16), ())):
        async with driven(
            library, size=size, session=Session(library, notice="New here? ^t takes a tour, ? lists the keys")
        ) as d:
            await d.until(lambda d=d: "New here?" in d.lines()[-1])  # type: ignore[misc]
            foot = d.lines()[-1]
            assert glyphs.ellipsis not in foot and all(key in foot for key in keys), foot
            await d.press("j")
            assert "New here" not in d.lines()[-1] and "? help" in d.lines()[-1]


async def test_the_tour_is_in_the_palette_and_counts_what_the_palette_runs(library: Library) -> None:
    async with driven(library) as d:
        assert not list(d.screen.query(TourBar))
        await d.press("colon")
        await d.type("tour of five")
        await d.press("enter")
        await _shows(d, "Tour 1/5")
        await d.press("colon")
        await d.type("go down one line")
        await d.press("enter")
        await _shows(d, "Tour 2/5")


async def test_the_tour_names_the_keys_in_force(library: Library) -> None:
    session = Session(library, commands=rebind({"record.evidence": "f6"}).commands)
    async with driven(library, session=session, tour=True) as d:
        await d.until(lambda: d.app.tour is not None)
        await d.press("j")
        await _shows(d, "f6 shows the sentence")
        await d.press("f6")
        await _shows(d, "Tour 3/5")


async def test_letters_typed_into_a_search_teach_nothing(library: Library) -> None:
    async with driven(library, tour=True) as d:
        await d.until(lambda: d.app.tour is not None)
        await d.press("/")
        await d.type("jejune")
        await _shows(d, "Tour 1/5")
