"""Colours: kortui's own themes, and the table of styles every widget paints with.

Widgets draw their lines themselves and take styles from `inks`, made once per theme; Textual's component classes would be
resolved for each widget at the start, at some 50 µs each. Any Textual theme works: an ink it does not name is derived.
With an ``ansi`` theme nothing but the terminal's own colours and attributes is used, so every sign survives NO_COLOR.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.theme import Theme

from kortui.records import dataclass, fields_of

if TYPE_CHECKING:
    from textual.widget import Widget

    from kortui.tui.legible import Rgb

DARK = Theme(
    name="kortui-dark",
    primary="#6cb6b0",
    secondary="#8fb4e3",
    accent="#f0bf5a",
    warning="#f0a35e",
    error="#ef7b7b",
    success="#86c995",
    foreground="#d6dce4",
    background="#11161c",
    surface="#161c24",
    panel="#1e2630",
    dark=True,
    variables={
        "ink-text": "#d6dce4",
        "ink-strong": "bold #f3f6f9",
        "ink-muted": "#8d99a8",
        "ink-faint": "#4a5663",
        "ink-defense": "#e8907a",
        "ink-trade": "#8fce9b",
        "ink-diplomacy": "#8fb4e3",
        "ink-hit": "bold #14181d on #f0bf5a",
        "ink-cursor": "#f3f6f9 on #25414a",
        "ink-rest": "#d6dce4 on #1e2630",
        "ink-group": "bold #6cb6b0",
        "ink-key": "bold #6cb6b0",
        "ink-warn": "#f0a35e",
        "ink-bad": "#ef7b7b",
        "ink-good": "#86c995",
        "ink-lit": "bold #ffffff on #35573f",
        "ink-marked": "#dfe6e2 on #1d2d27",
        "ink-link": "underline #8fb4e3",
        "ink-tab": "bold #11161c on #6cb6b0",
        "ink-chip": "#d6dce4 on #2a3542",
        "ink-bar": "#6cb6b0",
        "ink-light": "#3d6a6b",
    },
)
LIGHT = Theme(
    name="kortui-light",
    primary="#176b68",
    secondary="#1f5fae",
    accent="#9a6700",
    warning="#9e4e00",
    error="#b3261e",
    success="#2b7a4b",
    foreground="#20262d",
    background="#fbfaf6",
    surface="#f4f2ec",
    panel="#e9e6de",
    dark=False,
    variables={
        "ink-text": "#20262d",
        "ink-strong": "bold #0d1116",
        "ink-muted": "#5b646e",
        "ink-faint": "#b9b5aa",
        "ink-defense": "#a93c22",
        "ink-trade": "#22703f",
        "ink-diplomacy": "#1b57a3",
        "ink-hit": "bold #20262d on #ffd766",
        "ink-cursor": "#0d1116 on #c3e0dd",
        "ink-rest": "#20262d on #e9e6de",
        "ink-group": "bold #176b68",
        "ink-key": "bold #176b68",
        "ink-warn": "#9e4e00",
        "ink-bad": "#b3261e",
        "ink-good": "#22703f",
        "ink-lit": "bold #0d1116 on #bfe3ad",
        "ink-marked": "#20262d on #e6edda",
        "ink-link": "underline #1b57a3",
        "ink-tab": "bold #fbfaf6 on #176b68",
        "ink-chip": "#20262d on #dcd8cc",
        "ink-bar": "#176b68",
        "ink-light": "#9cc4c0",
    },
)
THEMES = (DARK, LIGHT)

_ANSI = {
    "text": "", "strong": "bold", "muted": "dim", "faint": "dim", "defense": "red", "trade": "green", "diplomacy": "cyan",
    "hit": "bold underline yellow", "cursor": "reverse", "rest": "bold", "group": "bold cyan", "key": "bold",
    "warn": "bold yellow", "bad": "bold red", "good": "green", "lit": "bold underline", "marked": "underline",
    "link": "underline", "tab": "reverse bold", "chip": "reverse", "bar": "cyan", "light": "dim cyan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inks:
    """Styles by what they say.

    Attributes:
        text: Plain words.
        strong: Titles.
        muted: Words that matter less.
        faint: Rules and walls.
        defense: The domain, as `trade` and `diplomacy`.
        hit: What the search found.
        cursor: The line of the cursor where the keys go.
        rest: The line of the cursor elsewhere.
        group: Headings of groups.
        key: A key in the footer.
        warn: Conflicts and stale evidence.
        bad: Errors.
        good: Reviewed.
        lit: The sentence in question.
        marked: Other sentences with records.
        link: What `enter` goes to.
        tab: The open pane.
        chip: A filter.
        bar: Bars of charts; `light` the share that is only possible.
    """

    text: Style
    strong: Style
    muted: Style
    faint: Style
    defense: Style
    trade: Style
    diplomacy: Style
    hit: Style
    cursor: Style
    rest: Style
    group: Style
    key: Style
    warn: Style
    bad: Style
    good: Style
    lit: Style
    marked: Style
    link: Style
    tab: Style
    chip: Style
    bar: Style
    light: Style

    def get(self, name: str) -> Style:
        """The style of a name; plain text for the empty name."""
        return getattr(self, name) if name else self.text


def _derived(theme: Theme) -> dict[str, str]:
    """Inks of a theme that has none of its own, from its colours."""
    colours = theme.to_color_system().generate()
    primary, foreground, background = theme.primary, colours["foreground"], colours["background"]
    secondary, accent = theme.secondary or primary, theme.accent or primary
    warning, error, success = theme.warning or accent, theme.error or accent, theme.success or primary
    panel, surface = colours["panel"], colours["surface"]
    found = {
        "text": foreground, "strong": f"bold {foreground}", "muted": _between(foreground, background, 0.3),
        "faint": _between(foreground, background, 0.7), "defense": error, "trade": success, "diplomacy": secondary,
        "hit": f"bold {background} on {accent}", "cursor": f"{background} on {primary}", "rest": f"{foreground} on {panel}",
        "group": f"bold {primary}", "key": f"bold {primary}", "warn": warning, "bad": error, "good": success,
        "lit": f"bold {foreground} on {panel}", "marked": f"{foreground} on {surface}", "link": f"underline {secondary}",
        "tab": f"bold {background} on {primary}", "chip": f"{foreground} on {panel}", "bar": primary,
        "light": _between(primary, background, 0.5),
    }  # fmt: skip
    return {name: style if name in DRAWN else _readable(style, background, surface, panel) for name, style in found.items()}


DRAWN = ("faint", "light")
"""Inks that nothing is written in: rules, walls and the light part of bars may be as pale as they like."""


def _rgb(colour: str) -> Rgb:
    found = Style.parse(colour).color
    assert found is not None
    return tuple(found.get_truecolor())  # type: ignore[return-value]


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _between(one: str, other: str, share: float) -> str:
    from kortui.tui.legible import mixed  # of other themes than our own alone

    return _hex(mixed(_rgb(one), _rgb(other), share))


def _readable(style: str, *grounds: str) -> str:
    """A style in whose colours text can be read: on its own ground, else on each of those of the app."""
    from kortui.tui.legible import legible

    ink, _, ground = style.partition(" on ")
    *attributes, colour = ink.split()
    behind = [ground] if ground else grounds
    made = " ".join([*attributes, _hex(legible(_rgb(colour), *map(_rgb, behind)))])
    return f"{made} on {ground}" if ground else made


@lru_cache(maxsize=8)
def _table(name: str, ansi: bool, items: tuple[tuple[str, str], ...]) -> Inks:
    return Inks(**{key: Style.parse(value) for key, value in items})


_last: tuple[Theme, Inks] | None = None


def inks_of(theme: Theme) -> Inks:
    """The styles of a theme; it is asked for with every line that is painted, and rarely of another theme than before."""
    global _last
    if _last is None or _last[0] is not theme:
        _last = theme, _inks_of(theme)
    return _last[1]


def _inks_of(theme: Theme) -> Inks:
    if theme.ansi:
        chosen = _ANSI
    else:
        own = {f.name: theme.variables.get(f"ink-{f.name}", "") for f in fields_of(Inks).values()}
        chosen = own if all(own.values()) else {**_derived(theme), **{k: v for k, v in own.items() if v}}
    return _table(theme.name, theme.ansi, tuple(chosen.items()))


def inks(widget: Widget) -> Inks:
    """The styles a widget paints with."""
    return inks_of(widget.app.current_theme)
