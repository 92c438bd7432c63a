"""Renders the pictures of docs/ by running the app: ``python docs/screenshot.py``."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from kortui import config, store
from kortui.terminal.capabilities import detect
from kortui.tui.starting import start
from kortui.vocabulary import DISAGREEMENTS

FOLDER = Path(__file__).resolve().parent / "screenshots"
SIZE = (112, 32)
PICTURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "timeline": ("timeline", ()),
    "trade": ("trade", ()),
    "conflicts": ("timeline", ("x",)),
}
"""Name of the file to the pane it shows and the keys pressed there."""


def _disputed() -> str:
    """Id of a record that is dated in two ways, best one that another contradicts: the most there is to see."""
    library = store.load(config.bundle())
    kinds = (*DISAGREEMENTS, "refinement")
    return next((c.events[-1] for kind in kinds for c in library.conflicts if c.kind == kind), "")


async def picture(name: str) -> None:
    """Run the app on the bundled database and keep what it draws."""
    pane, keys = PICTURES[name]
    capabilities = detect({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}, encoding="utf-8")
    app = start(
        config.bundle(),
        capabilities,
        pane=pane,
        query="",
        event=_disputed() if pane == "timeline" else "",
        theme=None,
        kiosk=True,
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause(0.5)  # the detail follows the cursor after a moment
        (FOLDER / f"{name}.svg").write_text(app.export_screenshot(title="kortui", simplify=True), "utf-8")


def main() -> None:
    """Render all pictures."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        asyncio.run(picture(name))


if __name__ == "__main__":
    main()
