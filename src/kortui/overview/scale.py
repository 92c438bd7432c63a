"""Axes: places of years and figures, ticks at even values, short labels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kortui import edtf
from kortui.records import dataclass
from kortui.vocabulary import CURRENCY_SYMBOLS, Hedge

_SHORT = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))
_THOUSANDS = 10_000
"""Figure from which thousands are written as k; below it, "$8,000" is as short and plainer."""
_SIGNS = {code: sign for sign, code in CURRENCY_SYMBOLS.items() if len(sign) == 1}
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


def short(value: float, unit: str, hedge: Hedge | None = None, value_to: float | None = None) -> str:
    """A figure in a few cells: ``$10.4bn``, ``>$4bn``, ``9tn KRW``, ``6 %``, ``$600m–$650m``.

    Args:
        value: In base units.
        unit: ISO 4217 or another unit.
        hedge: Kept as its sign.
        value_to: Upper end of a range.
    """
    if value_to is not None:
        return f"{short(value, unit, hedge)}–{short(value_to, unit)}"
    thousands = (1000, "k") if abs(value) >= _THOUSANDS else (1, "")
    scale, word = next(((s, w) for s, w in _SHORT if abs(value) >= s), thousands)
    number = f"{value / scale:,.4g}" if scale > 1 else f"{value:,.10g}"
    if unit in _SIGNS:
        return f"{hedge or ''}{_SIGNS[unit]}{number}{word}"
    return f"{hedge or ''}{number}{word} {'%' if unit == 'percent' else unit}".rstrip()


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code, the only units in three capitals."""
    return len(unit) == 3 and unit.isupper()


def years(bounds: edtf.Bounds) -> tuple[float, float] | None:
    """First and last moment of a date as years with a fraction; an open end is taken at the known one, None when undated."""
    start, end = bounds.start or bounds.end, bounds.end or bounds.start
    if start is None or end is None:
        return None
    return _moment(start), _moment(end)


def _moment(day: edtf.Day) -> float:
    return day[0] + (day[1] - 1 + (day[2] - 1) / 31) / 12


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Columns for years.

    Attributes:
        first: Year at the first column.
        last: Year behind the last column.
        width: Cells.
    """

    first: float
    last: float
    width: int

    def column(self, year: float) -> int:
        """The column a moment falls into; what lies outside is put on the nearest edge."""
        span = max(self.last - self.first, 1e-9)
        return max(0, min(self.width - 1, int((year - self.first) / span * self.width)))

    def ticks(self, room: int) -> list[int]:
        """Even years whose labels of `room` cells have space between them."""
        span = self.last - self.first
        most = max(1, self.width // (room + 1))
        step = next((s for s in _YEAR_STEPS if span / s <= most), _YEAR_STEPS[-1])
        return list(range(math.ceil(self.first / step) * step, math.ceil(self.last), step))


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Heights for figures.

    Attributes:
        low: Figure at the foot.
        high: Figure at the top.
        log: Whether equal steps are equal factors.
    """

    low: float
    high: float
    log: bool

    @classmethod
    def of(cls, values: Sequence[float], log: bool) -> ValueAxis:
        """An axis that holds the values; logarithmic only where all are above zero."""
        if log and values and min(values) > 0:
            foot, top = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
            foot -= 10.0**foot >= min(values)  # the lowest bar needs a height too
            top += 10.0**top < max(values) or top <= foot  # log10 rounds next to a power of ten
            return cls(10.0**foot, 10.0**top, True)
        return cls(min(0.0, *values) if values else 0.0, max([*values, 1e-9]), False)

    def share(self, value: float) -> float:
        """How high a figure stands, from 0 to 1."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def ticks(self, most: int) -> list[float]:
        """At most so many even values from the foot to the top."""
        if self.log:
            decades = round(math.log10(self.high / self.low))
            step = max(1, math.ceil(decades / max(1, most - 1)))
            return [self.low * 10.0**n for n in range(0, decades + 1, step)]
        rough = (self.high - self.low) / max(1, most - 1)
        unit = 10.0 ** math.floor(math.log10(rough))
        step_size = next(s * unit for s in (1, 2, 2.5, 5, 10) if s * unit >= rough)
        return [n * step_size for n in range(math.ceil(self.low / step_size), math.floor(self.high / step_size) + 1)]
