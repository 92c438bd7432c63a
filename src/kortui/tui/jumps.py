"""Jump mode: what in sight can be gone to, and the letters that go there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from types import MappingProxyType

from kortui.keyboard import HANGUL
from kortui.records import dataclass

LETTERS = "asdfghjklqwertyuopzxcvbnm"
"""Letters in the order they are given out; no ``i``, whose key types another letter on a Turkish-Q layout."""

_LATIN = MappingProxyType({jamo: letter.lower() for letter, jamo in HANGUL.items()})


@dataclass(frozen=True, slots=True)
class Jump:
    """Something in sight to go to.

    Attributes:
        x: Column of its first cell, in the widget or on the screen.
        y: Its line, likewise.
        go: Goes there.
    """

    x: int
    y: int
    go: Callable[[], object]


def labels(count: int) -> list[str]:
    """What to type for each of some targets: one letter, and two for the last ones when there are more than letters.

    No label begins another. There are at most 625 labels; what lies beyond gets none.
    """
    many = len(LETTERS)
    count = min(count, many * many)
    singles = many if count <= many else (many * many - count) // (many - 1)
    pairs = [first + second for first in LETTERS[singles:] for second in LETTERS]
    return [*LETTERS[: min(singles, count)], *pairs][:count]


def latin(character: str | None) -> str:
    """The letters of the keys that typed a character, under a Latin or a Hangul layout; empty for anything else.

    An input method may send jamo one by one or put together as a syllable.
    """
    if not character:
        return ""
    found = ""
    for part in unicodedata.normalize("NFD", character):
        letter = _LATIN.get(_compatible(part), part.lower())
        if letter not in LETTERS:
            return ""
        found += letter
    return found


def _compatible(jamo: str) -> str:
    """The jamo as a keyboard shows it, of one that stands in a syllable: their names end alike."""
    name = unicodedata.name(jamo, "")
    for kind in ("CHOSEONG", "JUNGSEONG", "JONGSEONG"):
        if name.startswith(f"HANGUL {kind} "):
            try:
                return unicodedata.lookup(f"HANGUL LETTER {name.removeprefix(f'HANGUL {kind} ')}")
            except KeyError:
                return jamo
    return jamo


def in_order(jumps: Sequence[Jump]) -> list[Jump]:
    """Targets from the top left to the bottom right, one of each cell."""
    return sorted({(j.y, j.x): j for j in reversed(jumps)}.values(), key=lambda j: (j.y, j.x))
