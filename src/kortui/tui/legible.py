"""Colours that can be read on their ground: contrast as WCAG 2.1 has it, and the nearest colour that reaches it.

The formula is that of https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio.
"""

from __future__ import annotations

Rgb = tuple[int, int, int]

LEAST = 4.5
"""Contrast that WCAG 2.1 asks of text at level AA."""

_STEPS = 20
_BLACK: Rgb = (0, 0, 0)
_WHITE: Rgb = (255, 255, 255)


def _luminance(colour: Rgb) -> float:
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """A colour with a share, from 0 to 1, of another."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def legible(ink: Rgb, *grounds: Rgb) -> Rgb:
    """The ink itself where it can be read on its grounds, else made as much darker or lighter as that takes.

    Args:
        ink: Colour of the text.
        grounds: Colours that lie behind it in one place or another, all dark or all bright.
    """
    pole = max((_BLACK, _WHITE), key=lambda colour: min(contrast(colour, ground) for ground in grounds))
    tried = (mixed(ink, pole, step / _STEPS) for step in range(_STEPS + 1))
    return next((colour for colour in tried if all(contrast(colour, ground) >= LEAST for ground in grounds)), pole)
