"""Dates short enough for a column, never finer than their source."""

from __future__ import annotations

import re
from functools import lru_cache

from kortui import edtf_words
from kortui.model import EventDate
from kortui.text import cell_width, truncate
from kortui.tui.glyphs import glyphs

# Compiled when a date first needs them, by `re`: the first frame needs three, all would take it 1.3 ms.
_MONTH = r"\b(January|February|March|April|June|July|August|September|October|November|December)\b"
_DAY = r"\b\d{1,2}(?:–\d{1,2})? (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)"
_MONTH_SHORT = r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?=\d)"
_PART = r"\b(first|second|third|fourth) (quarter|half) of "
_BETWEEN = r"^between (.+) and (.+)$"
_OPEN = r"^(told )?(?:(since|until) )(.+?)(, [a-z]+)?$"
_SIDE = (
    r"^(?P<told>told )?(?:[\w-]+ ){0,4}?(?:"
    r"(?P<till>(?:in|on|by|during) or before|before or (?:in|on|by|during)"
    r"|(?:no|not) (?:any )?later than|not after|at latest(?: in| on| by)?|by)"
    r"|(?P<on>(?:in|on|during) or after|after or (?:in|on|during)|(?:no|not) (?:any )?(?:earlier|sooner) than|not before"
    r"|at earliest(?: in| on)?)|(?P<before>before|prior to|earlier than|ahead of)|(?P<after>after|later than|following)) "
    r"(?:year )?(?P<date>.*?\b\d{3,4}s?\b)(?P<named> [a-z][\w ]*)?(?P<role>, [a-z]+)?$"
)
_AT_ITS_END = (
    r"^(?P<told>told )?(?P<date>.+?),? (?:(?P<till>or earlier|or before|at latest|if not (?:earlier|sooner|before))"
    r"|(?P<on>or after(?:wards)?|or thereafter|at earliest|if not later))(?P<role>, [a-z]+)?$"
)
_LATER = r"^(.+) or later$"
_ROLES = {
    ", planned": " plan", ", target": " aim", ", forecast": " fcst", ", deadline": " due", ", conditional": " if",
}  # fmt: skip
_LISTED = rf"(?P<told>told )?(?P<dates>.+?)(?P<role>{'|'.join(_ROLES)})?"
_IN_YEAR = r"\b[A-Z][a-z]{2}–(?=\d)"
_LINKS = (", ", " or ", " and ", "–")
_BETWEEN_DATES = "|".join(_LINKS)
_NUMBER = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@lru_cache(maxsize=4096)
def _short(words: str, width: int) -> str:
    text = re.sub(_MONTH, lambda m: m[1][:3], words)
    text = re.sub(_PART, lambda m: f"{m[2][0].upper()}{_NUMBER[m[1]]} ", text)
    text = text.replace("about ", "c. ").replace(" century", " c.").replace("the ", "")
    if cell_width(text) > width and any(map(str.islower, text.split())):  # days and months alone are on no side
        text = re.sub(_BETWEEN, r"\1–\2?", text)
        text = re.sub(_LATER, r"\1+", _by_sign(_without_since(text), width))
    for pattern in (_DAY, _MONTH_SHORT):
        if cell_width(text) > width:
            text = _said_once(re.sub(pattern, "", text))
    for step in (_brief_role, _plain):
        if cell_width(text) > width:
            text = step(text)
    return truncate(text, width, glyphs.ellipsis)


def _said_once(words: str) -> str:
    """The dates of a list or a stretch, each once: without their days "4 Mar 2011 or 3 Mar 2011" are one month."""
    if not any(link in words for link in _LINKS) or (found := re.fullmatch(_LISTED, words)) is None:
        return words
    dates = re.split(_BETWEEN_DATES, re.sub(_IN_YEAR, "", found["dates"]))
    if "–" in found["dates"] and dates[-1] == f"{dates[0]}?":
        dates[-1] = dates[0]  # of a day between two of one year the year is sure
    once = list(dict.fromkeys(dates))
    if len(once) == len(dates) > 1:
        return words
    link = " and " if " and " in found["dates"] else " or "
    listed = f"{', '.join(once[:-1])}{link}{once[-1]}" if len(once) > 1 else once[0]
    return f"{found['told'] or ''}{listed}{found['role'] or ''}"


def _without_since(words: str) -> str:
    """An open stretch by a dash at its open end: ``1987–``, ``–2030``."""
    found = re.match(_OPEN, words)
    if found is None:
        return words
    dashed = f"{found[3]}–" if found[2] == "since" else f"–{found[3]}"
    return f"{found[1] or ''}{dashed}{found[4] or ''}"


def _by_sign(words: str, width: int) -> str:
    """A date of which only the side is told by a sign: ``<Jun 2012``, ``>2012``, ``–2012`` until then, ``2012–`` from then on.

    Where a day or a month has no room the date itself is not left out any more: "before June 2012" is ``–2012`` then, which
    says less and nothing else.
    """
    found = re.match(_SIDE, words)
    strict = found is not None and found["named"] is None and (found["before"] or found["after"])
    found = found or re.match(_AT_ITS_END, words)
    if found is None:
        return words
    sides = found.groupdict()
    date, role, told = found["date"], found["role"] or "", found["told"] or ""
    before = sides.get("before") or sides["till"]
    signed = f"{told}{'<' if before else '>'}{date}{role}"
    if strict and cell_width(_plain(_brief_role(signed))) <= width:
        return signed
    return f"{told}{f'–{date}' if before else f'{date}–'}{role}"


def _plain(words: str) -> str:
    """The date alone, or that there is none."""
    return "undated" if words.startswith("undated") else words.removeprefix("told ")


def _brief_role(words: str) -> str:
    """What a date is of, where that is not what happened, in four letters at most."""
    for role, brief in _ROLES.items():
        if words.endswith(role):
            return words.removesuffix(role) + brief
    return words


def short(date: EventDate, width: int) -> str:
    """A date in at most `width` cells: months cut to three letters, then days left out, then months."""
    return _short(date.display, width)


def fit_words(words: str, width: int) -> str:
    """A date in words cut to a width in the same way; words that are no date are only cut."""
    return _short(words, width)


def decade_label(key: tuple[int, int]) -> str:
    """Heading of a decade or century of `kortui.search.eras.decade_of`; the key begins with 1 for the undated."""
    undated, first = key
    if undated:
        return "Undated"
    if first >= 1900:
        return f"{first}s"
    text = f"{first // 100:02d}XX" if first >= 0 else ""
    return edtf_words.display(text) if text else f"{-first - 99}{glyphs.dash}{-first} BC"


def year_label(key: tuple[int, int]) -> str:
    """Heading of a year; the key begins with 1 for the undated."""
    undated, number = key
    return "Undated" if undated else str(number) if number > 0 else f"{1 - number} BC"
