"""The look of the main screens, but for the footer, which tests of its own look after.

As text, to read differences in, and of some as SVG with every colour, to look at in a browser. After a change that is meant:
``pytest tests/tui/test_app_snapshots.py --update-snapshots``, then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from kortui.model import Library
from kortui.overview import parts
from tests.tui.driving import Driven, driven
from tests.tui.picture import picture

FOLDER = Path(__file__).parent / "snapshots"

# Name of the file: size, pane, keys.
SCREENS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "timeline-120x36": ((120, 36), "timeline", ("j", "j")),
    "defense-120x36": ((120, 36), "defense", ("tab",)),
    "trade-120x36": ((120, 36), "trade", ()),
    "investments-120x36": ((120, 36), "trade", ("tab", "J", "j")),
    "diplomacy-120x36": ((120, 36), "diplomacy", ("tab",)),
    "anniversaries-120x36": ((120, 36), "diplomacy", ("tab", "K", "K", "K", "K")),
    "documents-120x36": ((120, 36), "documents", ()),
    "conflicts-120x36": ((120, 36), "timeline", ("x",)),
    "relations-120x36": ((120, 36), "timeline", ("j", "r", "enter", "z")),
    "timeline-80x24": ((80, 24), "timeline", ("z",)),
    "investments-80x24": ((80, 24), "trade", ("tab", "J")),
    "diplomacy-80x24": ((80, 24), "diplomacy", ()),
}

PICTURES = (
    "timeline-120x36", "defense-120x36", "trade-120x36", "documents-120x36", "conflicts-120x36",
    "timeline-80x24", "investments-80x24", "diplomacy-80x24",
)  # fmt: skip
"""The screens also kept in colour."""


async def _still(d: Driven) -> list[str]:
    """The screen without the footer, once two looks at it are the same."""
    before: list[str] = []
    for _ in range(100):
        await d.pilot.pause(0.25)  # the detail follows the cursor after a moment
        await d.settle()
        lines = d.lines()[:-1]
        if lines == before:
            return lines
        before = lines
    raise AssertionError("the screen never came to rest")


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_did(
    name: str, library: Library, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "this_year", lambda: 2026)
    size, pane, keys = SCREENS[name]
    async with driven(library, pane=pane, size=size) as d:
        await d.press(*keys)
        lines = await _still(d)
        coloured = picture(d.app, size[1] - 1) if name in PICTURES else ""
    assert all(cell_len(line) == size[0] for line in lines), "every line fills its cells, wide letters and all"
    drawn = "\n".join(line.rstrip() for line in lines) + "\n"
    for ending, found in (("txt", drawn), ("svg", coloured)):
        if found:
            file = FOLDER / f"{name}.{ending}"
            if request.config.getoption("--update-snapshots"):
                file.write_text(found, "utf-8")
            assert found == file.read_text("utf-8"), f"{file.name} differs; see the top of this file"


def test_no_snapshot_is_left_over() -> None:
    kept = {f.name for f in FOLDER.iterdir()}
    assert kept == {f"{name}.txt" for name in SCREENS} | {f"{name}.svg" for name in PICTURES}
    assert len(SCREENS) <= 12
