"""Datelines: where, when and by which agency a report was sent, "ANKARA, 24 Nov. 2025 (Agency) --"; no part of what it tells.

A place in capitals, or a known city, stands first in its paragraph; the day, the agency in brackets and a dash follow, each
of which may be missing. A name in capitals before a dash ("KAI – the maker of …") is none where the sentence goes on behind
a second dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kortui.extract.dates_lexicon import any_of
from kortui.extract.dates_words import DAY, MONTH_NAME, SUFFIX, TURKISH_MONTH, WEEKDAY_NAME, WEEKDAY_SHORT, YEAR
from kortui.extract.lexicon import load
from kortui.model import Block
from kortui.records import dataclass
from kortui.text import fold_text

LONGEST = 160
"""Characters in which a dateline ends."""

EARLY = 4
"""Paragraphs at the beginning of which a place that is not known may stand without a day or an agency."""

_UPPER, _LOWER = "A-ZÇĞİÖŞÜÉÁÀ", "a-zçğıöşüéáà"
_CAPITALS = r"[^\W\d_a-zà-öø-ÿ](?:[^\W\d_a-zà-öø-ÿ]|[.'’-])+"
_CAPITALISED = rf"[{_UPPER}][{_LOWER}'’-]+"
_PLACE = rf"(?P<place>(?P<capitals>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}})|{_CAPITALISED}(?:[ /]{_CAPITALISED}){{0,2}})"
_MONTHS = rf"(?:{MONTH_NAME}|{TURKISH_MONTH})(?![{_LOWER}])\.?"
_DATE = (
    rf"(?:(?:{WEEKDAY_NAME}|{WEEKDAY_SHORT}),?\s)?(?:{_MONTHS}\s{DAY}{SUFFIX}?(?:,?\s{YEAR})?|{DAY}{SUFFIX}?\s{_MONTHS}(?:,?\s{YEAR})?"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]{YEAR}|{YEAR}[-.]\d{{1,2}}[-.]\d{{1,2}}\.?)"
)
_REGION = rf"(?:,\s(?!{_MONTHS})(?:(?:[{_UPPER}]\.){{2}}|{_CAPITALISED}\.?(?:\s{_CAPITALISED})?))"
_AGENCY = any_of("dateline", "agencies")
_WRITER = rf"(?:By\s(?:{_CAPITALISED}\s|{_CAPITALS}\s){{2,4}}(?={_CAPITALS},?\s))?"
_HEAD = re.compile(
    rf"(?:\([{_UPPER}][^()\n]{{2,40}}\)\s)?{_WRITER}{_PLACE}{_REGION}?(?P<date>,?\s{_DATE})?"
    rf"(?P<agency>\s?\((?:(?P<known>{_AGENCY})|[{_UPPER}][^()\n]{{1,40}})\))?(?P<late>,?\s{_DATE})?"
)
_STOP = re.compile(rf"\.\s+(?=[{_UPPER}])")
_MARK = re.compile(r"\s?(?P<dash>--|—|–)\s*|(?:\s|(?<=\)))-\s+|:\s+(?=\S)")
_ONLY_AGENCY = re.compile(rf"(?:(?P<date>{_DATE})\s)?\({_AGENCY}\)\s?(?:--|—|–|-)\s*")
_HANGUL = re.compile(r"\([가-힣·]{2,12}\s?=\s?[가-힣A-Za-z]{2,12}\)\s*(?:[가-힣]{2,4}(?:\s[가-힣]{2,4})?\s?기자\s*=\s*)?")
_SECOND_DASH = re.compile(r"\s(?:--|—|–|-)\s")
_WORD = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(rf"[\"“'‘(\[]*(?:[{_UPPER}\d]|\$|€)")
_DATED = re.compile(rf"{_PLACE}{_REGION}?,?\s{_DATE}\W*")
_ALONE = re.compile(
    rf"{_PLACE}{_REGION}?(?:,?\s{_DATE})?(?:\s?\((?P<known>{_AGENCY})\)|\s?(?:--|—|–|-)\s?(?:the\s)?(?P<named>{_AGENCY}))\W*"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline and the span it takes up, the dash and the space behind it included.

    Attributes:
        start: First code point.
        end: Code point behind it, where the report begins.
    """

    start: int
    end: int


@cache
def _cities() -> frozenset[str]:
    """Folded names of the cities of the gazetteer."""
    listed = load("cities")["cities"].values()
    return frozenset(fold_text(name) for entries in listed for entry in entries for name in entry.split("|"))


def _is_city(place: str) -> bool:
    return all(fold_text(part) in _cities() for part in place.split("/"))


def at(text: str, start: int, end: int, *, early: bool = True) -> Dateline | None:
    """The dateline with which a paragraph begins.

    Args:
        text: The document's text.
        start: First character of the paragraph.
        end: Character behind it.
        early: Whether it is one of the first paragraphs, where an unknown place may stand for itself.
    """
    reach = min(end, start + LONGEST)
    found = _ONLY_AGENCY.match(text, start, reach) or _HANGUL.match(text, start, reach)
    if found is None:
        head = _HEAD.match(text, start, reach)
        return _of_place(text, head, end, early=early) if head else None
    return Dateline(start, found.end()) if found.end() < end else None


def _of_place(text: str, head: re.Match[str], end: int, *, early: bool) -> Dateline | None:
    mark = _MARK.match(text, head.end(), end)
    if mark is None and head["date"] and head["capitals"] and head["capitals"].isupper():
        mark = _STOP.match(text, head.end(), end)  # "BAKU, Azerbaijan, Dec. 9. Trade …"
        if mark:
            return Dateline(head.start(), mark.end())
    if mark is None:
        sent = head["known"] and (head["capitals"] or head["date"]) and text[head.end() : head.end() + 1].isspace()
        return Dateline(head.start(), head.end() + 1) if sent and head.end() + 1 < end else None
    if head["capitals"] and not head["capitals"].isupper():
        return None
    dated = bool(head["date"] or head["late"]) and bool(mark["dash"] or head["capitals"])
    if not dated and not head["agency"]:
        city = _is_city(head["place"])
        dash = mark["dash"] or (head["capitals"] and "-" in mark[0])
        colon = ":" in mark[0] and head["capitals"]
        if not (city and (dash or colon)) and not (early and head["capitals"] and len(head["place"]) > 3 and dash):
            return None
        following = _WORD.match(text, mark.end())
        if not head["capitals"] and (mark["dash"] == "–" or (following and _is_city(following[0]))):
            return None  # "Seoul – Ankara flights"
        if not _OPENS.match(text, mark.end()) or _SECOND_DASH.search(text, mark.end(), _sentence_end(text, mark.end(), end)):
            return None
    elif not head["capitals"] and not _is_city(head["place"]):
        return None
    return Dateline(head.start(), mark.end()) if mark.end() < end else None


def _sentence_end(text: str, start: int, end: int) -> int:
    """Where the first sentence behind a dateline ends, roughly: a second dash beyond it is none of the place's."""
    stop = re.compile(r"[.!?][\"”]?\s+[A-ZÇĞİÖŞÜ\"“]").search(text, start, end)
    return stop.start() if stop else end


def find(text: str, blocks: Iterable[Block]) -> Iterator[Dateline]:
    """The datelines of a document, at most one a paragraph, in order; one that has a line of its own too."""
    number = 0
    for block in blocks:
        if block.kind == "paragraph":
            found = at(text, block.start, block.end, early=number < EARLY)
            number += 1
            if found:
                yield found
        elif block.kind in ("byline", "heading") and is_alone(text[block.start : block.end]):
            yield Dateline(block.start, block.end)


_CLOCK = r"(?:\W*\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}(?:[+-]\d{1,2}(?::?\d\d)?)?\)?)?)?"
_ONLY_DATE = re.compile(rf"\W*(?:{any_of('published', 'labels')}(?:\s(?:on|at|date))?\W*)?{_DATE}{_CLOCK}\W*", re.IGNORECASE)
_FILE_NUMBER = re.compile(r"\d{3}[A-Z]?\.\d{1,4}[A-Z]?/\d{1,2}[-–]\d{3,4}\W*")


def is_stamp(line: str) -> bool:
    """Whether a line is only when something was written, with a label or without, or the file number that ends in it."""
    return len(line) <= LONGEST and bool(_ONLY_DATE.fullmatch(line) or _FILE_NUMBER.fullmatch(line))


def is_alone(line: str) -> bool:
    """Whether a line is a dateline and nothing else: "Ankara — Anadolu Agency"."""
    if len(line) > LONGEST:
        return False
    match = _ALONE.fullmatch(line) or _DATED.fullmatch(line)
    return match is not None and bool(match["capitals"] or _is_city(match["place"]))


def without(line: str) -> str:
    """A line without the dateline it begins with."""
    found = at(line, 0, len(line))
    return line[found.end :] if found else line
