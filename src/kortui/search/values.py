"""What the values of a query mean: spans of days for dates, spans of figures for amounts."""

from __future__ import annotations

import re
from functools import lru_cache

from kortui import edtf
from kortui.errors import EdtfError
from kortui.records import dataclass
from kortui.search.days import EARLIEST, LATEST, day_number
from kortui.search.fields import CURRENCIES, ValueProblem

__all__ = [
    "EARLIEST", "ISO_4217", "LATEST", "AmountSpan", "DateSpan", "ValueProblem", "amount_span", "currency", "date_span",
    "day_number",
]  # fmt: skip

_RELATION = re.compile(r"(>=|<=|=>|=<|>|<|≥|≤|=)?\s*(.*)", re.DOTALL)
_RELATIONS = {"=>": ">=", "=<": "<=", "≥": ">=", "≤": "<=", None: ""}
_SUB_YEAR = re.compile(r"(\d{4})-?([QqHh])([1-4])")
_LOOSE_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?[-./]?")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]?c(?:ent(?:ury)?)?", re.IGNORECASE)
_NAMED_MONTH = re.compile(
    r"(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?[ .-]+)?(?P<month>[a-z]{3,9})\.?(?:[ -]+(?P<behind>\d{1,2})(?:st|nd|rd|th)?,?)?"
    r"[ ,-]+(?P<year>\d{4})|(?P<first>\d{4})[ -]+(?P<last>[a-z]{3,9})"
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_LAST_PREFIX_YEAR = 2999
_QUARTERS = {"q1": 33, "q2": 34, "q3": 35, "q4": 36, "h1": 40, "h2": 41}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days a date filter asks for, as day numbers, inclusive.

    Attributes:
        low: First day.
        high: Last day.
        certain: Whether only what certainly lies inside matches (``=``).
        undated: Whether it asks for what has no date at all.
    """

    low: int = EARLIEST
    high: int = LATEST
    certain: bool = False
    undated: bool = False


def _month(word: str) -> int | None:
    """Number of the month that a word of three letters or more is the name of, or its beginning."""
    return next((n for n, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)), None)


def _of_named_month(typed: str) -> str:
    """A date with the name of a month (``july 2025``, ``2-may-2018``, ``May 2, 2018``) as EDTF; other texts as they are."""
    folded = typed.casefold()
    match = _NAMED_MONTH.fullmatch(folded)
    word = (match["month"] or match["last"]) if match else folded
    month = _month(word)
    if month is None:
        return typed
    if match is None:
        raise ValueProblem(f'{typed!r} lacks a year; write it like {word}-2025 or "{word} 2025"')
    day = match["before"] or match["behind"]
    return f"{match['year'] or match['first']}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _bounds(text: str) -> edtf.Bounds:
    """Bounds of one date as people type it.

    Raises:
        ValueProblem: When it is none.
    """
    typed = text.strip()
    if not typed:
        raise ValueProblem("a date is lacking; write 1987, 1987-05, 1980s, 1950..1953, ..1957 or 2010..")
    typed = _of_named_month(typed) if re.search("[A-Za-z]{3}", typed) else typed
    if re.fullmatch(r"\d{1,3}0?s", typed) and len(typed) == 5:
        typed = typed[:3] + "X"
    elif re.fullmatch(r"0\d?|[3-9]\d?", typed):
        raise ValueProblem(f"{typed!r} is no year; write all its digits, as in 1987")
    elif re.fullmatch(r"\d{1,3}", typed):
        first = int(typed.ljust(4, "0"))
        typed = typed.ljust(4, "X") if 1000 <= first <= _LAST_PREFIX_YEAR else typed.rjust(4, "0")
    elif match := _SUB_YEAR.fullmatch(typed):
        typed = f"{match[1]}-{_QUARTERS.get((match[2] + match[3]).lower(), 99)}"
    elif match := _CENTURY.fullmatch(typed):
        typed = f"{int(match[1]) - 1:02d}XX"
    elif match := _LOOSE_MONTH.fullmatch(typed):
        typed = (
            match[1]
            if int(match[2]) == 0
            else f"{match[1]}-{int(match[2]):02d}" + (f"-{int(match[3]):02d}" if match[3] else "")
        )
    elif re.fullmatch(r"-?\d{4,}-", typed):
        typed = typed[:-1]
    try:
        return edtf.bounds(typed)
    except EdtfError:
        raise ValueProblem(
            f"{text.strip()!r} is not a date; write 1987, 1987-05, 1980s, 1950..1953, ..1957 or 2010.."
        ) from None


@lru_cache(maxsize=1024)
def date_span(text: str, field: str = "date") -> DateSpan:
    """The days a date value asks for.

    Args:
        text: Value as typed: EDTF, the beginning of a year (``195``), ``1950s``, a range with ``..``, a relation (``>=1987``).
        field: ``date`` or ``year``; ``since`` and ``until`` open one end.

    Raises:
        ValueProblem: When it is not a date.
    """
    match = _RELATION.fullmatch(text.strip())
    assert match
    relation, body = _RELATIONS.get(match[1], match[1]), match[2]
    if body.casefold() in ("none", "unknown", "undated"):
        return DateSpan(undated=True)
    if ".." in body and body[:1] not in "[{" and "/" not in body:
        left, _, right = body.partition("..")
        if not left.strip() and not right.strip():
            raise ValueProblem("a range needs a date on one side, as in 2010.. or ..1957")
        low = day_number(_bounds(left).start, EARLIEST) if left.strip() else EARLIEST
        high = day_number(_bounds(right.lstrip(".")).end, LATEST) if right.strip() else LATEST
    else:
        span = _bounds(body)
        low, high = day_number(span.start, EARLIEST), day_number(span.end, LATEST)
    if low > high:
        raise ValueProblem(f"{body!r} ends before it begins")
    if relation == ">":
        low, high = high + 1, LATEST
    elif relation == "<":
        low, high = EARLIEST, low - 1
    elif relation == ">=" or field == "since":
        high = LATEST
    elif relation == "<=" or field == "until":
        low = EARLIEST
    return DateSpan(low, high, relation == "=")


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


_MULTIPLIERS = {
    "k": 1e3, "thousand": 1e3, "bin": 1e3, "천": 1e3, "만": 1e4, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6,
    "million": 1e6, "milyon": 1e6, "백만": 1e6, "억": 1e8, "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9, "milyar": 1e9,
    "십억": 1e9, "t": 1e12, "tn": 1e12, "tr": 1e12, "trn": 1e12, "tln": 1e12, "trillion": 1e12, "trilyon": 1e12, "조": 1e12,
}  # fmt: skip
_SIGNS = "$€£¥₩₺"
_FIGURE = re.compile(
    rf"(?P<sign>us\$|[{_SIGNS}])?\s*(?P<number>[-+]?(?:\d[\d,_]*(?:\.\d+)?|\.\d+))[\s-]*(?P<rest>[^\W\d_]+|[^\w\s-]+)?"
    rf"[\s-]*(?P<unit>us\$|[{_SIGNS}%]|[^\W\d_]+)?",
    re.IGNORECASE,
)
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
    if not match:
        raise ValueProblem(f"{text.strip()!r} is not a figure; write 1000000, 5m, 1.5bn, >=1bn, 1m..5m or $2bn")
    number = float(match["number"].replace(",", "").replace("_", ""))
    multiplier, unit = _scale((match["rest"] or "").casefold(), (match["unit"] or "").casefold())
    unit = (match["sign"] or "").casefold() or unit
    if not unit:
        return number, multiplier, None
    named = "percent" if unit == "%" else CURRENCIES.get(unit)
    return number, multiplier, named or (unit.upper() if len(unit) == 3 and unit.isascii() else unit)


def _scale(rest: str, unit: str) -> tuple[float | None, str]:
    """What stands behind a number as multiplier and unit: ``bn``, ``bn won``, ``bnwon``, ``조원``, ``metre``."""
    if rest in _MULTIPLIERS or unit:
        return _MULTIPLIERS.get(rest), unit or ("" if rest in _MULTIPLIERS else rest)
    for end in range(len(rest) - 1, 0, -1):
        if rest[:end] in _MULTIPLIERS and (rest[end:] in CURRENCIES or rest[end:] in _CODES):
            return _MULTIPLIERS[rest[:end]], rest[end:]
    return None, rest


@lru_cache(maxsize=1024)
def amount_span(text: str) -> AmountSpan:
    """The figures an amount value asks for.

    Both ends of a range share the multiplier and unit of the second: ``1..5bn`` is one to five thousand million.

    Raises:
        ValueProblem: When it is not a figure.
    """
    match = _RELATION.fullmatch(text.strip())
    assert match
    relation, body = _RELATIONS.get(match[1], match[1]), match[2]
    if ".." in body:
        left, _, right = body.partition("..")
        if not left.strip() and not right.strip():
            raise ValueProblem("a range needs a figure on one side, as in 1m.. or ..5m")
        high, high_multiplier, unit = _figure(right) if right.strip() else (float("inf"), None, None)
        low, low_multiplier, low_unit = _figure(left) if left.strip() else (float("-inf"), None, None)
        low_multiplier = low_multiplier or high_multiplier
        low, high = low * (low_multiplier or 1), high * (high_multiplier or 1)
        if low > high:
            raise ValueProblem(f"{body!r} ends below where it begins")
        return AmountSpan(low, high, unit or low_unit)
    number, multiplier, unit = _figure(body)
    value = number * (multiplier or 1)
    if relation in (">=", ">"):
        return AmountSpan(value, float("inf"), unit, relation)
    if relation in ("<=", "<"):
        return AmountSpan(float("-inf"), value, unit, relation)
    return AmountSpan(value, value, unit)
