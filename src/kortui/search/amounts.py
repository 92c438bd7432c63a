"""What the amounts of a query mean: spans of figures, with their unit."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite

from kortui.exact import product
from kortui.records import dataclass
from kortui.search.fields import CURRENCIES, RELATION, RELATIONS, ValueProblem, refuse_open_range

__all__ = ["ISO_4217", "ORDINAL", "AmountSpan", "amount_span", "amount_spans", "currency"]

ORDINAL = "ordinal"
"""Unit of what is counted by its place in a row: ``10th``."""


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """Figures an amount filter asks for, inclusive unless `above` or `below` says that an end is left out.

    Attributes:
        low: Smallest figure, in base units.
        high: Largest figure.
        unit: Unit the figure must have; None is any money or count.
        relation: The relation as typed: ``>=``, ``>``, ``<=``, ``<`` or empty.
    """

    low: float
    high: float
    unit: str | None = None
    relation: str = ""

    def fits(self, kind: str, unit: str) -> bool:
        """Whether figures of a kind and unit are asked for; without a unit, money and counts are."""
        if self.unit is None:
            return kind in ("money", "count")
        if self.unit == ORDINAL:
            return kind == "ordinal"
        return self.unit in (unit, f"{unit}s", f"{unit[:-1]}ies" if unit.endswith("y") else unit)


_MULTIPLIERS = {
    "k": 1e3, "thousand": 1e3, "bin": 1e3, "천": 1e3, "만": 1e4, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6,
    "million": 1e6, "milyon": 1e6, "백만": 1e6, "억": 1e8, "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9, "milyar": 1e9,
    "십억": 1e9, "t": 1e12, "tn": 1e12, "tr": 1e12, "trn": 1e12, "tln": 1e12, "trillion": 1e12, "trilyon": 1e12, "조": 1e12,
}  # fmt: skip
_SIGNS = "$€£¥₩₺"
_FIGURE = re.compile(
    rf"(?P<sign>us\$|[{_SIGNS}]|[a-z]{{3}})?\s*(?P<number>[-+]?(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d[\d_]*)(?:\.\d+)?|\.\d+))[\s-]*(?P<rest>[^\W\d_]+|[^\w\s-]+)?"
    rf"[\s-]*(?P<unit>us\$|[{_SIGNS}%]|[^\W\d_]+)?",
    re.IGNORECASE,
)
_METRES = re.compile(r"\s+m\s*$", re.IGNORECASE)
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_UNITS = {
    "m": "metre", "meter": "metre", "meters": "metre", "metres": "metre", "km": "kilometre", "kms": "kilometre",
    "kilometer": "kilometre", "kilometers": "kilometre", "kilometres": "kilometre", "mi": "mile", "ft": "foot", "feet": "foot",
    "nm": "nautical mile", "kg": "kilogram", "kgs": "kilogram", "kilo": "kilogram", "kilos": "kilogram", "ton": "tonne",
    "tons": "tonne", "ha": "hectare", "kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt", "yr": "year", "yrs": "year",
    "pct": "percent", "percents": "percent", "centuries": "century",
}  # fmt: skip
"""Signs and other spellings of units to the name that records have."""
_CODES = frozenset(
    ("usd", "eur", "krw", "try", "jpy", "gbp", "cny", "chf", "pln", "aud", "cad", "sek", "nok", "egp", "inr", "idr")
)
"""ISO 4217 codes that are told from a unit's name when written onto a multiplier (``5musd``)."""

_KNOWN = """
    AED AFN ALL AMD ANG AOA ARS ATS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
    CLP CNY COP CRC CUP CVE CZK DEM DJF DKK DOP DZD EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL GHS GIP GMD GNF GRD GTQ GYD
    HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRH KRW KWD KYD KZT LAK LBP LKR LRD
    LSL LTL LUF LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NLG NOK NPR NZD OMR PAB PEN PGK
    PHP PKR PLN PTE PYG QAR ROL RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SIT SKK SLE SOS SRD SSP STN SUR SVC SYP SZL THB
    TJS TMT TND TOP TRL TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER YUM ZAR ZMW ZWL
"""
ISO_4217 = frozenset(_KNOWN.split())
"""The codes of ISO 4217, with the retired ones that older sources give figures in."""


def currency(text: str) -> str | None:
    """The ISO 4217 code a currency's code, sign or name means; None when it looks like none."""
    name = text.strip().casefold()
    if name in CURRENCIES:
        return CURRENCIES[name]
    return name.upper() if re.fullmatch(r"[a-z]{3}", name) else None


def _figure(text: str) -> tuple[float, float | None, str | None]:
    """A figure as number, multiplier (None when none stands there) and unit.

    Raises:
        ValueProblem: When it is none.
    """
    if not text.strip():
        raise ValueProblem("a figure is lacking; write 1000000, 5m, 1.5bn, >=1bn, 1m..5m or $2bn")
    match = _FIGURE.fullmatch(text.strip())
    code = (match["sign"] or "").upper() if match else ""
    if not match or (len(code) == 3 and code.isalpha() and code not in ISO_4217):
        raise ValueProblem(f"{text.strip()!r} is not a figure; write 1000000, 5m, 1.5bn, >=1bn, 1m..5m or $2bn")
    number = float(match["number"].replace(",", "").replace("_", ""))
    multiplier, unit = _scale((match["rest"] or "").casefold(), (match["unit"] or "").casefold())
    unit = (match["sign"] or "").casefold() or unit
    if not unit:
        return number, multiplier, None
    if unit in _ORDINAL_ENDS:
        return number, multiplier, ORDINAL
    if re.fullmatch("[a-z]{1,2}", unit) and unit not in CURRENCIES and unit not in _UNITS:
        raise ValueProblem(f"there is no unit {unit} of figures; write it out, as in 75-years, or write 5m, 1.5bn, 5%, $2bn")
    named = "percent" if unit == "%" else CURRENCIES.get(unit) or _UNITS.get(unit)
    return number, multiplier, named or (unit.upper() if len(unit) == 3 and unit.isascii() else unit)


def _scale(rest: str, unit: str) -> tuple[float | None, str]:
    """What stands behind a number as multiplier and unit: ``bn``, ``bn won``, ``bnwon``, ``조원``, ``metre``."""
    if rest in _MULTIPLIERS or unit:
        return _MULTIPLIERS.get(rest), unit or ("" if rest in _MULTIPLIERS else rest)
    for end in range(len(rest) - 1, 0, -1):
        if rest[:end] in _MULTIPLIERS and (rest[end:] in CURRENCIES or rest[end:] in _CODES):
            return _MULTIPLIERS[rest[:end]], rest[end:]
    return None, rest


def _times(number: float, multiplier: float | None) -> float:
    """A figure with its multiplier, as exact as those of records; ends that are open stay so."""
    return float(product(number, multiplier)) if multiplier and isfinite(number) else number


@lru_cache(maxsize=1024)
def amount_span(text: str) -> AmountSpan:
    """The figures an amount value asks for.

    Both ends of a range share the multiplier and unit of the second: ``1..5bn`` is one to five thousand million.

    Raises:
        ValueProblem: When it is not a figure.
    """
    match = RELATION.fullmatch(text.strip())
    assert match
    relation, body = RELATIONS.get(match[1], match[1]), match[2]
    if ".." in body:
        refuse_open_range(relation, body)
        left, _, right = body.partition("..")
        if not left.strip() and not right.strip():
            raise ValueProblem("a range needs a figure on one side, as in 1m.. or ..5m")
        high, high_multiplier, unit = _figure(right) if right.strip() else (float("inf"), None, None)
        low, low_multiplier, low_unit = _figure(left) if left.strip() else (float("-inf"), None, None)
        low_multiplier = low_multiplier or high_multiplier
        low, high = _times(low, low_multiplier), _times(high, high_multiplier)
        if low > high:
            raise ValueProblem(f"{body!r} ends below where it begins")
        return AmountSpan(low, high, unit or low_unit)
    number, multiplier, unit = _figure(body)
    value = _times(number, multiplier)
    if relation in (">=", ">"):
        return AmountSpan(value, float("inf"), unit, relation)
    if relation in ("<=", "<"):
        return AmountSpan(float("-inf"), value, unit, relation)
    return AmountSpan(value, value, unit)


@lru_cache(maxsize=1024)
def amount_spans(text: str) -> tuple[AmountSpan, ...]:
    """All that an amount value may ask for: ``2,023 m``, with a blank and no currency, is metres as well as millions.

    Raises:
        ValueProblem: When it is not a figure.
    """
    span = amount_span(text)
    if span.unit is not None or not _METRES.search(text):
        return (span,)
    return span, amount_span(_METRES.sub(" metre", text))
