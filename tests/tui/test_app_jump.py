"""Jump mode: letters on everything in sight, under any layout, at every size."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.model import Library
from kortui.tui.jumps import LETTERS, labels, latin
from kortui.tui.screens.compare import CompareScreen
from kortui.tui.screens.conflicts import ConflictScreen
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.screens.entity import EntityScreen
from kortui.tui.screens.jump import JumpScreen, Letters
from kortui.tui.screens.review import ReviewScreen
from kortui.tui.session import Session
from tests.tui.driving import Driven, driven


@pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 49, 50, 200, 625])
def test_no_label_begins_another(count: int) -> None:
    found = labels(count)
    assert len(set(found)) == len(found) == count
    assert not any(a != b and b.startswith(a) for a in found for b in found)
    assert all(len(label) == 1 for label in found[:20]) or count > 125
    assert not {"i", "ı"} & set("".join(found))


def test_more_targets_than_labels_get_none() -> None:
    assert len(labels(1000)) == 625


def test_letters_under_a_hangul_layout() -> None:
    assert [latin(c) for c in ("a", "A", "ㅁ", "ㅓ", "ㅃ", "마", "닭")] == ["a", "a", "a", "j", "q", "ak", ""]
    assert [latin(c) for c in (None, "", "1", " ", "ç", "ㅑ", "i", "\u1106")] == ["", "", "", "", "", "", "", "a"]


async def _labels(d: Driven) -> dict[str, tuple[int, int]]:
    await d.press(";")
    assert isinstance(d.screen, JumpScreen)
    return {label.text: (label.region.x, label.region.y) for label in d.screen.query(Letters)}


def _at(found: dict[str, tuple[int, int]], x: int, y: int) -> str:
    return next(text for text, place in found.items() if place == (x, y))


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (45, 16)])
async def test_to_a_row_a_tab_and_the_search(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size) as d:
        lines = d.lines()
        row = next(n for n, line in enumerate(lines) if "Embassies are agre" in line)
        found = await _labels(d)
        await d.press(*_at(found, 0, row))
        assert d.screen is d.explorer and "Embassies" in d.explorer.record.title
        assert d.explorer.focused is d.explorer.list
        x = next(n for n in range(size[0]) if lines[0][n : n + 3] == " 3 ")
        await d.press(*_at(await _labels(d), x, 0))
        await d.until(lambda: d.explorer.pane == "trade")
        await d.press(*_at(await _labels(d), 1, 1))
        assert d.explorer.line.typing


async def test_to_a_link_and_a_part_of_the_screen(library: Library) -> None:
    async with driven(library, query="vestel") as d:
        lines = d.lines()
        row, x = next((n, line.index("Vestel")) for n, line in enumerate(lines) if " Actors " in line)
        await d.press(*_at(await _labels(d), x - 1, row))  # before the name, not over it
        await d.until(lambda: isinstance(d.screen, EntityScreen))
        assert d.screen.entity.id == "vestel"
        await d.press("q")
        strip = d.explorer._views["timeline"]
        await d.press(*_at(await _labels(d), strip.region.x, strip.region.y))
        assert d.explorer.focused is strip


async def test_hangul_two_letters_and_mistakes(library: Library) -> None:
    async with driven(library, size=(120, 50)) as d:
        found = await _labels(d)
        assert len(found) > len(LETTERS)
        await d.press("ㅁ")
        assert d.explorer.pane == "timeline" and d.screen is d.explorer
        pair = max((t for t in found if len(t) == 2), key=lambda t: found[t][1])
        row = found[pair][1]
        await d.press(";", pair[0])
        assert {label.text[0] for label in d.screen.query(Letters) if label.display} == {pair[0]}
        await d.press("backspace", *pair)
        assert (
            d.explorer.list.source.groups.at(d.explorer.list.top + row - d.explorer.list.region.y)[0] == d.explorer.list.cursor
        )
        before = d.explorer.spot
        await d.press(";", pair[0], "a" if pair[0] + "a" not in found else "m", ";")
        assert d.screen is d.explorer
        await d.press(";", "escape")
        assert d.screen is d.explorer and d.explorer.spot.pane == before.pane


async def test_letters_leave_when_the_window_changes(library: Library) -> None:
    async with driven(library) as d:
        await d.press(";")
        await d.pilot.resize_terminal(90, 30)
        await d.until(lambda: d.screen is d.explorer)


@pytest.mark.parametrize(
    ("keys", "screen"),
    [
        ("e", DocumentScreen),
        ("x", ConflictScreen),
        ("r enter", EntityScreen),
        ("d j d", CompareScreen),
        ("R", ReviewScreen),
    ],
)
async def test_every_page_has_targets_that_work(library: Library, keys: str, screen: type, tmp_path: Path) -> None:
    async with driven(library, session=Session(library, review_file=tmp_path / "review.toml")) as d:
        await d.press("j", *keys.split())
        assert isinstance(d.screen, screen)
        count = len(d.screen.jumps())
        assert count
        for label in {labels(count)[n] for n in (0, count // 2, count - 1)}:
            while d.screen is not d.explorer:
                await d.press("escape")
            d.explorer.session.held = ""
            d.explorer.moment = 0
            d.explorer.refill()
            await d.press("j", *keys.split(), ";")
            assert isinstance(d.screen, JumpScreen), label
            await d.press(*label)
            assert not isinstance(d.screen, JumpScreen)
        assert d.app._exception is None
