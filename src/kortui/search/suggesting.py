"""What a value that its field cannot take is meant for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kortui.search.fields import CURRENCIES, FieldSpec, ValueProblem, check, near, types_of
from kortui.search.lexer import says_nothing
from kortui.text import fold_text

_MEANT: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "domain": {
        "military": "defense", "arms": "defense", "army": "defense", "security": "defense", "economy": "trade",
        "economic": "trade", "business": "trade", "commerce": "trade", "politics": "diplomacy", "political": "diplomacy",
        "foreign": "diplomacy",
    },
    "stage": {
        "signed": "ordered", "contract": "ordered", "contracted": "ordered", "bought": "ordered", "sold": "ordered",
        "memorandum": "mou", "license": "licensed", "licence": "licensed", "delivery": "delivered", "chosen": "selected",
        "negotiating": "selected", "rumoured": "reported", "rumored": "reported", "dropped": "cancelled",
    },
    "is": {
        "planned": "future", "ahead": "future", "disputed": "conflict", "contradicted": "conflict", "vague": "uncertain",
        "approximate": "uncertain", "marked": "starred", "favourite": "starred", "favorite": "starred", "checked": "reviewed",
        "accepted": "reviewed", "dateless": "undated", "note": "noted",
    },
    "has": {"figure": "amount", "money": "amount", "sum": "amount", "quotation": "quote", "location": "place"},
    "rel": {"both": "bilateral", "mutual": "bilateral", "third": "third-country", "background": "context"},
    "sort": {"relevance": "rank", "best": "rank", "newest": "-date", "latest": "-date", "oldest": "date", "name": "title"},
})  # fmt: skip
"""Words that people may try for a value of a closed list; for suggestions only, as above."""

_DECIMAL_COMMA = re.compile(r"\D*\d+,\d{1,2}(?!\d)\D*")
_NO_MONTH = re.compile(r"(\d{4})-00(?:-\d\d)?")
_KOREAN = re.compile(r"(\d{4})\s*년(?:\s*(\d{1,2})\s*월(?:\s*(\d{1,2})\s*일)?)?")
_TURKISH_MONTHS = (
    "ocak", "subat", "mart", "nisan", "mayis", "haziran", "temmuz", "agustos", "eylul", "ekim", "kasim", "aralik",
)  # fmt: skip
"""Folded."""
_TURKISH = re.compile(rf"(?:(\d{{1,2}})\s+)?({'|'.join(_TURKISH_MONTHS)})\s+(\d{{4}})")
_SEASON = re.compile(
    r"(spring|summer|autumn|fall|winter)[\s-]+(?:of\s+)?(\d{4})|(\d{4})[\s-]+(spring|summer|autumn|fall|winter)", re.IGNORECASE
)
_MONTHS_OF_SEASON = {
    "spring": "Y-03..Y-05", "summer": "Y-06..Y-08", "autumn": "Y-09..Y-11", "fall": "Y-09..Y-11", "winter": "Y-24",
}  # fmt: skip
"""Seasons by their months, Y being the year; winter, which two years share, as EDTF writes it."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_FROM_TO = re.compile(r"(\d{4}s?)\s*(?:-|–|—|to|until|and)\s*(\d{4}s?)", re.IGNORECASE)
_QUARTER_FIRST = re.compile(r"([qh][1-4])[ -/]*(\d{4})", re.IGNORECASE)


def from_to(typed: str) -> str:
    """Years from one to another as the language writes them, of ``1950-1953``; empty of other texts."""
    match = _FROM_TO.fullmatch(typed)
    return f"{match[1]}..{match[2]}" if match and match[1] <= match[2] else ""


def _turned(typed: str) -> str:
    """A range that ends before it begins the other way round; empty of other values."""
    left, _, right = typed.partition("..")
    return f"{right.strip()}..{left.strip()}" if left.strip() and right.strip() else ""


def _taken(spec: FieldSpec, value: str) -> str:
    """A value if its field takes it, else nothing."""
    try:
        check(spec, value)
    except ValueProblem:
        return ""
    return value


def ordinal_ending(number: int) -> str:
    """What is written behind a number that counts a place in a row: ``st``, ``nd``, ``rd`` or ``th``."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _suggested_amount(typed: str) -> str:
    """A figure as the language writes what ``1,5bn``, ``third`` or ``10bn..1bn`` may mean; empty where it cannot be told."""
    if typed.casefold() in _ORDINALS:
        number = _ORDINALS.index(typed.casefold()) + 1
        return f"{number}{ordinal_ending(number)}"
    return re.sub(r"\s", "", typed).replace(",", ".") if _DECIMAL_COMMA.fullmatch(typed) else _turned(typed)


def _suggested_date(typed: str) -> str:
    """A date as the language writes what ``1950-1953``, ``Q1 2026`` or ``'87`` may mean; empty where it cannot be told."""
    if years := from_to(typed):
        return years
    if match := _QUARTER_FIRST.fullmatch(typed):
        return f"{match[2]}-{match[1].upper()}"
    if match := _NO_MONTH.fullmatch(typed):
        return match[1]
    if match := _KOREAN.fullmatch(typed):
        return "-".join(part.zfill(2) for part in match.groups() if part)
    if match := _TURKISH.fullmatch(fold_text(typed)):
        month = _TURKISH_MONTHS.index(match[2]) + 1
        return f"{match[3]}-{month:02d}" + (f"-{int(match[1]):02d}" if match[1] else "")
    if match := _SEASON.fullmatch(typed):
        return _MONTHS_OF_SEASON[(match[1] or match[4]).casefold()].replace("Y", match[2] or match[3])
    digits = typed.lstrip("'’")
    return f"{'19' if digits >= '30' else '20'}{digits}" if len(digits) == 2 and digits.isdecimal() else ""


def suggested(spec: FieldSpec, value: str) -> str:
    """The nearest value that a field takes, empty when none is near.

    Args:
        spec: The field.
        value: A value it does not take, as typed.
    """
    if spec.kind in ("entity", "words"):
        return f"{value.strip('*')}*" if value.startswith("*") and not says_nothing(value) else ""
    if spec.kind == "currency":
        from kortui.search.amounts import ISO_4217

        meant = near(fold_text(value), CURRENCIES)
        return CURRENCIES[meant] if meant else near(value.upper(), sorted(ISO_4217))
    if spec.kind == "date":
        return _taken(spec, _suggested_date(value.strip()) or _turned(value))
    if spec.kind == "amount":
        return _taken(spec, _suggested_amount(value.strip()))
    if spec.name == "type" and (types := types_of(value)):
        return ",".join(types)
    if word := _MEANT.get(spec.name, {}).get(fold_text(value)):
        return word
    meant = near(fold_text(value).lstrip("-"), [*spec.values, *spec.other])
    meant = spec.other.get(meant, meant)
    return f"-{meant}" if spec.name == "sort" and value.startswith("-") and meant else meant
