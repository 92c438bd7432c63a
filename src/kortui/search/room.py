"""What a hedge leaves open: the figures that "over $10 billion", "nearly 20,000" or "about 30" may stand for.

A hedge leaves room up to the next round figure: who says "over 10" of more than 20 would have said so. Round is what is no
finer than the figure itself, in fives where it ends in a 5: beyond 10 comes 20, beyond 15 comes 20, beyond 515 comes 520. What
is said to be near a figure is not farther from it than half of that way. A floor or a ceiling holds without end all the same:
what is certain never goes by the room that is assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from math import inf as INFINITE
from math import nextafter
from typing import TYPE_CHECKING

from kortui.records import dataclass
from kortui.rows import bits_of

if TYPE_CHECKING:
    from kortui.search.amounts import AmountSpan
    from kortui.search.postings import Figures

_FARTHEST = 2.0
"""The room of a figure above 0 reaches from half of it to its double."""
Test = Callable[[float, float], bool]
"""Whether figures between two ends fit."""


@dataclass(frozen=True, slots=True)
class Room:
    """Figures between two ends.

    Attributes:
        low: Lower end.
        high: Upper end.
        above: Whether the lower end itself is left out.
        below: Whether the upper end itself is left out.
    """

    low: float
    high: float
    above: bool = False
    below: bool = False

    def meets(self, other: Room) -> bool:
        """Whether some figure lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        return not any((room.above and room.low == low) or (room.below and room.high == high) for room in (self, other))

    def within(self, other: Room) -> bool:
        """Whether all its figures lie in another."""
        low = self.low > other.low or (self.low == other.low and (self.above or not other.above))
        return low and (self.high < other.high or (self.high == other.high and (self.below or not other.below)))


@lru_cache(maxsize=1 << 16)
def steps(figure: float) -> tuple[float, float]:
    """How far it is from a figure down and up to the next round one."""
    if figure == int(figure):
        whole = str(abs(int(figure)))
        digits = whole.rstrip("0")
        unit = float(10 ** (len(whole) - len(digits)) if digits else 1)
    else:
        _, parts, exponent = Decimal(repr(float(figure))).normalize().as_tuple()
        digits, unit = "".join(map(str, parts)), float(Decimal(1).scaleb(int(exponent)))
    if len(digits) > 1 and digits[-1] == "5":
        return 5 * unit, 5 * unit
    return (unit / 10 if digits == "1" else unit), unit


@lru_cache(maxsize=1 << 16)
def possible(hedge: str, low: float, high: float) -> Room:
    """The figures a hedged figure, or range of figures, may stand for.

    Args:
        hedge: As of `kortui.model.Amount`; empty for a plain figure.
        low: The figure, or the lower end of the range.
        high: The figure, or the upper end.
    """
    down, up = steps(low)[0], steps(high)[1]
    if hedge in (">", ">="):
        return Room(low, high + up, above=hedge == ">")
    if hedge in ("<", "<="):
        return Room(low - down, high, below=hedge == "<")
    if hedge in ("~", "<~"):
        return Room(low - down / 2, high + up / 2 if hedge == "~" else high)
    return Room(low, high)


@lru_cache(maxsize=1 << 16)
def certain(hedge: str, low: float, high: float) -> Room:
    """The figures that a hedged figure cannot lie outside of, see `possible`: floors and ceilings have no other end."""
    if hedge in (">", ">="):
        return Room(low, INFINITE, above=hedge == ">", below=True)
    if hedge in ("<", "<="):
        return Room(-INFINITE, high, above=True, below=hedge == "<")
    room = possible(hedge, low, high)
    return Room(room.low, room.high, below=hedge == "<~")


def asked(span: AmountSpan) -> Room:
    """The figures that an amount filter asks for."""
    return Room(span.low, span.high, above=span.relation == ">", below=span.relation == "<")


def figure_rows(
    column: Figures, ranges: Sequence[tuple[float, float, int]], hedge: str, span: AmountSpan, size: int
) -> tuple[int, int]:
    """The rows whose hedged figure certainly, and those whose figure possibly is one that a filter asks for.

    Args:
        column: The figures of one hedge.
        ranges: The ranges of figures of that hedge, each with its row.
        hedge: The hedge.
        span: The filter.
        size: Events in the library.
    """
    wanted = asked(span)

    def sure(low: float, high: float) -> bool:
        return certain(hedge, low, high).within(wanted)

    def maybe(low: float, high: float) -> bool:
        return possible(hedge, low, high).meets(wanted)

    inside = bits_of([r for low, high, r in ranges if sure(low, high)], size) if ranges else 0
    overlapping = bits_of([r for low, high, r in ranges if maybe(low, high)], size) if ranges else 0
    if not hedge:
        rows = _between(column, span)
        return rows | inside, rows | overlapping
    return inside | _sure(column, hedge, wanted, sure), overlapping | _maybe(column, wanted, maybe)


def _between(column: Figures, span: AmountSpan) -> int:
    if span.relation == ">":
        return column.above(span.low)
    if span.relation == "<":
        return column.below(span.high)
    return column.between(span.low, span.high)


def _maybe(column: Figures, wanted: Room, fits: Test) -> int:
    """All figures between the ends, and those at an end that reach over it: only these are looked at one by one."""
    low, high = wanted.low, wanted.high
    rows = column.between(nextafter(low, INFINITE), nextafter(high, -INFINITE))
    if low > -INFINITE:
        rows |= column.some(low / _FARTHEST if low > 0 else -INFINITE, low, fits)
    if high < INFINITE:
        rows |= column.some(high, high * _FARTHEST if high > 0 else INFINITE, fits)
    return rows


def _sure(column: Figures, hedge: str, wanted: Room, fits: Test) -> int:
    """The figures whose room lies between the ends: all of them where the room is without end on the open side."""
    low, high = wanted.low, wanted.high
    if hedge in (">", ">="):
        if high < INFINITE:
            return 0
        return column.above(low) if wanted.above and hedge == ">=" else column.between(low, INFINITE)
    if hedge in ("<", "<="):
        if low > -INFINITE:
            return 0
        return column.below(high) if wanted.below and hedge == "<=" else column.between(-INFINITE, high)
    inner_low = low if low == -INFINITE else max(low, 0) * _FARTHEST
    inner_high = high if high == INFINITE else max(high, 0) / _FARTHEST
    if inner_low >= inner_high:
        return column.some(low, high, fits)
    return (
        column.some(low, inner_low, fits)
        | column.some(inner_high, high, fits)
        | column.between(nextafter(inner_low, INFINITE), nextafter(inner_high, -INFINITE))
    )
