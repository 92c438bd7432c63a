"""Products of figures as they are written: 8.2 billion is 8200000000, which a product of floats misses by a millionth."""

from __future__ import annotations

_DECIMALS = 6
"""Decimals that are kept: of units that are no even part of their base."""


def product(value: int | float, factor: int | float) -> int | float:
    """A figure times a scale or unit, multiplied digit by digit; an integer where it is one.

    Args:
        value: Its digits are those it is shortest written with.
        factor: Likewise.
    """
    if isinstance(value, int) and isinstance(factor, int):
        return value * factor
    if factor == 1:
        plain = round(value, _DECIMALS)
        return int(plain) if plain == int(plain) else plain
    from decimal import Decimal  # a start without figures need not pay for it

    exact = round(Decimal(repr(value)) * Decimal(repr(factor)), _DECIMALS)
    whole = int(exact)
    return whole if exact == whole else float(exact)
