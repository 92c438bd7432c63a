"""The screen as an SVG that stays the same as long as every cell does: no fonts fetched, no hashes, one element a line."""

from __future__ import annotations

import io
import re
from html import unescape

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.terminal_theme import TerminalTheme
from textual.color import Color

from kortui.tui.application import KortuiApp

_FORMAT = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px monospace }}
{styles}
</style>
<rect width="100%" height="100%" fill="GROUND"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""

_CELL = 12.2
"""Width of a cell; Rich takes wide letters for one."""


def _length(found: re.Match[str]) -> str:
    return f'textLength="{_CELL * cell_len(unescape(found[2])):g}"{found[1]}>{found[2]}<'


def picture(app: KortuiApp, lines: int) -> str:
    """What the app shows.

    Args:
        app: The app.
        lines: How many lines from the top.
    """
    width, height = app.size
    ground = Color.parse(app.theme_variables["background"])
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens, simplify=True)
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True,
        legacy_windows=False, safe_box=False, _environ={},
    )  # fmt: skip
    console.print(update)
    recorded = list(Segment.split_and_crop_lines(Segment.filter_control(console._record_buffer), width, include_new_lines=True))
    console._record_buffer[:] = [segment for line in recorded[:lines] for segment in line]
    theme = TerminalTheme(ground.rgb, (255, 255, 255), [(0, 0, 0)] * 8, [(0, 0, 0)] * 8)
    drawn = console.export_svg(title="", theme=theme, code_format=_FORMAT, unique_id="k")
    drawn = re.sub(r"<text [^>]*>\n</text>", "", drawn.replace("GROUND", ground.hex))
    drawn = re.sub(r' (?:clip-path="[^"]*"|shape-rendering="\w+")', "", drawn)
    drawn = re.sub(r'textLength="[^"]*"( *)>([^<]*)<', _length, drawn)
    drawn = re.sub(rf'<rect fill="{ground.hex.lower()}" x=[^>]*>', "", drawn)
    return "\n".join(line for line in drawn.replace("><", ">\n<").splitlines() if line.strip()) + "\n"
