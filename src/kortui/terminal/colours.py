"""SGR codes: read from what Textual writes, converted to the terminal's depth, written as the shortest change.

A colour is an int: `DEFAULT`, a palette index 0 to 255, or `RGB` plus 24 bits. A style is a triple of foreground,
background and attribute bits, and is known by a small int so that two rows of cells compare at C speed.
"""

from __future__ import annotations

from functools import lru_cache

from kortui.terminal.capabilities import Depth

DEFAULT = -1
"""The terminal's own foreground or background."""

RGB = 0x1000000
"""Added to a 24-bit colour to tell it from a palette index."""

BOLD, DIM, ITALIC, UNDERLINE, REVERSE, STRIKE = 1, 2, 4, 8, 16, 32
"""Attribute bits. Blinking and hidden text are not kept: one costs bytes for ever, the other hides evidence."""

Style = tuple[int, int, int]
"""Foreground, background, attribute bits."""

PLAIN: Style = (DEFAULT, DEFAULT, 0)

_ON = {1: BOLD, 2: DIM, 3: ITALIC, 4: UNDERLINE, 7: REVERSE, 9: STRIKE, 21: UNDERLINE}
_OFF = {22: BOLD | DIM, 23: ITALIC, 24: UNDERLINE, 27: REVERSE, 29: STRIKE}
_CODES = ((BOLD, "1"), (DIM, "2"), (ITALIC, "3"), (UNDERLINE, "4"), (REVERSE, "7"), (STRIKE, "9"))
_MONO_ATTRIBUTES = BOLD | UNDERLINE | REVERSE

# The 16 colours as xterm draws them; the user's own differ, but not in what is dark and what is bright.
_SYSTEM = (
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
)  # fmt: skip
_STEPS = (0, 95, 135, 175, 215, 255)
_READABLE = 1.9
"""Contrast ratio (WCAG) from which text is meant to be read; fainter pairs are decoration and may merge."""

_STYLES_AT_MOST = 50_000
"""Styles known before the table is started anew; a fade through many colours would fill memory otherwise."""


def _channels(rgb: int) -> tuple[int, int, int]:
    return rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255


@lru_cache(maxsize=4096)
def rgb_of(colour: int) -> int:
    """The 24-bit value of a palette index or 24-bit colour (not of `DEFAULT`)."""
    if colour >= RGB:
        return colour - RGB
    if colour < 16:
        return _SYSTEM[colour]
    if colour >= 232:
        return (8 + 10 * (colour - 232)) * 0x010101
    red, rest = divmod(colour - 16, 36)
    green, blue = divmod(rest, 6)
    return _STEPS[red] << 16 | _STEPS[green] << 8 | _STEPS[blue]


def _distance(one: int, other: int) -> float:
    """How different two 24-bit colours look: the "redmean" weighted Euclidean distance (squared)."""
    (r1, g1, b1), (r2, g2, b2) = _channels(one), _channels(other)
    mean = (r1 + r2) / 2
    return (2 + mean / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - mean) / 256) * (b1 - b2) ** 2


@lru_cache(maxsize=4096)
def luminance(colour: int) -> float:
    """Relative luminance of a colour, 0 for black to 1 for white (WCAG 2.1)."""
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in _channels(rgb_of(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: int, other: int) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=4096)
def to_256(colour: int) -> int:
    """The nearest of the 240 fixed palette colours; the first 16 are the user's and never stand for an RGB value."""
    if colour < RGB:
        return colour
    rgb = colour - RGB
    nearest = [min(range(6), key=lambda i, c=c: abs(_STEPS[i] - c)) for c in _channels(rgb)]  # type: ignore[misc]
    cube = 16 + 36 * nearest[0] + 6 * nearest[1] + nearest[2]
    grey = 232 + min(max(round((sum(_channels(rgb)) / 3 - 8) / 10), 0), 23)
    return min(cube, grey, key=lambda index: _distance(rgb, rgb_of(index)))


@lru_cache(maxsize=4096)
def to_16(colour: int) -> int:
    """The nearest of the 16 colours."""
    if colour < 16:
        return colour
    rgb = rgb_of(colour)
    return min(range(16), key=lambda index: _distance(rgb, _SYSTEM[index]))


def _to_16(style: Style) -> Style:
    """The style in 16 colours, with text that was readable kept readable."""
    fore, back, attributes = style
    new_fore, new_back = to_16(fore), to_16(back)
    if new_fore == new_back != DEFAULT and contrast(fore, back) >= _READABLE:
        new_fore = 0 if luminance(new_back) > 0.3 else 15
    return new_fore, new_back, attributes


def _to_none(style: Style) -> Style:
    """The style without colour: a background that stands out becomes reverse video, a bright foreground bold.

    Standing out means a palette colour other than black, or an RGB colour that is bright or saturated; the surfaces of
    dark themes are neither.
    """
    fore, back, attributes = style
    if back != DEFAULT:
        channels = _channels(rgb_of(back))
        lit = back != 0 if back < 16 else luminance(back) > 0.18 or max(channels) - min(channels) > 96
        if lit and not attributes & REVERSE:
            attributes |= REVERSE
    if 8 < fore < 16:
        attributes |= BOLD
    return DEFAULT, DEFAULT, attributes & _MONO_ATTRIBUTES


def convert(style: Style, depth: Depth) -> Style:
    """The style as a terminal of this depth is told to draw it."""
    if depth == "true":
        return style
    if depth == "256":
        return to_256(style[0]), to_256(style[1]), style[2]
    return _to_16(style) if depth == "16" else _to_none(style)


def apply(style: Style, parameters: str) -> Style:
    """The style after an SGR sequence.

    Args:
        style: Style before it.
        parameters: What stands between ``ESC [`` and ``m``; unknown or unfinished parameters change nothing.
    """
    fore, back, attributes = style
    numbers = iter(int(part) if part else 0 for part in parameters.split(";"))
    for number in numbers:
        if number == 0:
            fore, back, attributes = PLAIN
        elif number in _ON:
            attributes |= _ON[number]
        elif number in _OFF:
            attributes &= ~_OFF[number]
        elif 30 <= number <= 37 or 90 <= number <= 97:
            fore = number - 30 if number < 90 else number - 82
        elif 40 <= number <= 47 or 100 <= number <= 107:
            back = number - 40 if number < 100 else number - 92
        elif number == 39:
            fore = DEFAULT
        elif number == 49:
            back = DEFAULT
        elif number in (38, 48):
            colour = _extended(numbers)
            if colour is not None:
                fore, back = (colour, back) if number == 38 else (fore, colour)
    return fore, back, attributes


def _extended(numbers: object) -> int | None:
    """The colour after 38 or 48: ``5;n`` or ``2;r;g;b``; None when it is neither or cut short."""
    following: list[int] = []
    for number in numbers:  # type: ignore[attr-defined]
        following.append(min(number, 255))
        if len(following) == (2 if following[0] == 5 else 4 if following[0] == 2 else 1):
            break
    if len(following) == 2:
        return following[1]
    if len(following) == 4:
        return RGB | following[1] << 16 | following[2] << 8 | following[3]
    return None


def _colour_codes(colour: int, *, back: bool) -> str:
    shift = 10 if back else 0
    if colour == DEFAULT:
        return str(39 + shift)
    if colour < 8:
        return str(30 + shift + colour)
    if colour < 16:
        return str(82 + shift + colour)
    if colour < RGB:
        return f"{38 + shift};5;{colour}"
    return f"{38 + shift};2;{colour >> 16 & 255};{colour >> 8 & 255};{colour & 255}"


def change(old: Style, new: Style) -> str:
    """The shortest SGR sequence that makes `new` out of `old`; empty when they are the same."""
    if old == new:
        return ""
    if new == PLAIN:
        return "\x1b[m"
    codes = []
    if new[0] != old[0]:
        codes.append(_colour_codes(new[0], back=False))
    if new[1] != old[1]:
        codes.append(_colour_codes(new[1], back=True))
    codes += [code for bit, code in _CODES if new[2] & ~old[2] & bit]
    if old[2] & ~new[2]:  # switching off alone (22, 24, 27…) is not known everywhere, and rarely shorter
        codes = ["0", *(code for bit, code in _CODES if new[2] & bit)]
        codes += [_colour_codes(c, back=b) for c, b in ((new[0], False), (new[1], True)) if c != DEFAULT]
    return f"\x1b[{';'.join(codes)}m"


class Styles:
    """All styles seen, as small ints; 0 is `PLAIN`.

    Two tables: *source* styles as Textual sets them, and *target* styles as this terminal is told to draw them.
    """

    def __init__(self, depth: Depth) -> None:
        self.depth: Depth = depth
        self._sources: list[Style] = [PLAIN]
        self._source_ids: dict[Style, int] = {PLAIN: 0}
        self._targets: list[Style] = [PLAIN]
        self._target_ids: dict[Style, int] = {PLAIN: 0}
        self._applied: dict[tuple[int, str], int] = {}
        self._converted: dict[int, int] = {0: 0}
        self._blank: dict[int, int] = {0: 0}
        self._changes: dict[tuple[int, int], str] = {}

    @property
    def full(self) -> bool:
        """Whether the tables have grown so far that the stage should start anew with empty ones."""
        return max(len(self._sources), len(self._applied)) > _STYLES_AT_MOST

    def apply(self, source: int, parameters: str) -> int:
        """The source style after an SGR sequence; see `apply`."""
        key = (source, parameters)
        result = self._applied.get(key)
        if result is None:
            style = apply(self._sources[source], parameters)
            result = self._source_ids.setdefault(style, len(self._sources))
            if result == len(self._sources):
                self._sources.append(style)
            self._applied[key] = result
        return result

    def target(self, source: int) -> int:
        """The target style that draws a source style."""
        result = self._converted.get(source)
        if result is None:
            result = self._converted[source] = self.number(convert(self._sources[source], self.depth))
        return result

    def number(self, style: Style) -> int:
        """The number of a target style."""
        result = self._target_ids.setdefault(style, len(self._targets))
        if result == len(self._targets):
            self._targets.append(style)
        return result

    def blank(self, target: int) -> int:
        """The target style with all that a space does not show taken away, so that invisible changes cost nothing."""
        result = self._blank.get(target)
        if result is None:
            _, back, attributes = self._targets[target]
            seen = attributes & (UNDERLINE | STRIKE | REVERSE)
            result = target if seen else self.number((DEFAULT, back, 0))
            self._blank[target] = result
        return result

    def style(self, target: int) -> Style:
        """The style behind a target number."""
        return self._targets[target]

    def change(self, old: int, new: int) -> str:
        """The SGR sequence from one target style to another; see `change`."""
        key = (old, new)
        result = self._changes.get(key)
        if result is None:
            result = self._changes[key] = change(self._targets[old], self._targets[new])
        return result
