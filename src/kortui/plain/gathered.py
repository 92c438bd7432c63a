"""Charts, tables and lanes as sentences and numbered lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kortui.model import Library
from kortui.overview.lanes import Lanes
from kortui.overview.parts import Content, Part
from kortui.overview.series import Figures
from kortui.plain.pages import Page, listed


def make(library: Library, parts: Sequence[Part], rows: Sequence[int]) -> dict[int, Content]:
    """The charts and tables of some rows by their number among the parts, those that hold something."""
    found = ((number, part.make(library, rows)) for number, part in enumerate(parts))
    return {number: content for number, content in found if content is not None}


def charts(library: Library, pane: str, heading: str, parts: Sequence[Part], made: Mapping[int, Content]) -> Page:
    """The charts and tables of a pane, each as its sentence."""
    items = []
    for number, part in enumerate(parts):
        if (content := made.get(number)) is not None:
            items.append((f"{part.title}: {said(library, content)}.", f"part:{pane}:{number}"))
    return listed(heading, items, [] if items else ["Nothing is gathered of these records."], noun="chart")


def said(library: Library, content: Content) -> str:
    """A chart or table in one sentence, its signs in words; letters that mark stages on a screen are left out."""
    return spoken(content.sentence(library, letters=False) if isinstance(content, Lanes) else content.sentence)


_SIGN = re.compile(r"(<~|>=|<=|>|<|~)(?=[$€£¥₩₺\d])")
_SAID = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about ", "<~": "nearly "}
_SHORT = re.compile(r"(?<=\d)(k|m|bn|tn)\b")
_LONG = {"k": " thousand", "m": " million", "bn": " billion", "tn": " trillion"}


def spoken(text: str) -> str:
    """A text with the signs of hedged figures and the letters of large ones in words, for ears."""
    return _SHORT.sub(lambda m: _LONG[m[1]], _SIGN.sub(lambda m: _SAID[m[1]], text))


def chart(library: Library, content: Content) -> Page:
    """A chart or table item by item."""
    intro = [said(library, content) + "."]
    if isinstance(content, Figures):
        items = [(content.say(n), f"event:{library.events[point.row].id}") for n, point in enumerate(content.points)]
        return listed(f"{content.title}, {content.unit}", items, intro, noun="figure")
    if isinstance(content, Lanes):
        lanes = [(content.say(library, n), f"within:{query}") for n, query in enumerate(content.queries)]
        return listed(content.title, lanes, intro, noun="lane")
    rows = [
        (
            "; ".join(f"{c.name.lower()} {spoken(t)}" for c, t in zip(content.columns, line.cells, strict=True) if t),
            f"within:{line.query}" if line.query else f"event:{library.events[line.row].id}",
        )
        for line in content.lines
    ]
    return listed(content.title, rows, intro)
