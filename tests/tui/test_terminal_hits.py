"""What is lit on the glass: exactly the cells of the hits, in the list, beside it and in the document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kortui import store
from kortui.model import Actor, Block, Document, Entity, Event, EventDate, Evidence, Library, event_id
from tests.tui.terminal import Terminal
from tests.tui.test_terminal_app import ready, start

_TITLES = (
    "FIRTINA, Fırtına, Türkiye",
    "터키의 한국전쟁: Türkiye",
    "İstanbul, ISTANBUL: glad",
)
_SENTENCES = (
    "In 2001 the FIRTINA, which is Fırtına or firtina, no Fırtınalar, in Türkiye, left 한국 for 터키 and Turkey.",
    "In 1950 한국전쟁의 first news came to 튀르키예; 한국전쟁 ended in 1953, and Türkiye stayed in 한국.",
    "In 1988 İSTANBUL wrote to Seoul and İstanbul wrote again, for istanbul was glad.",
)
_BEFORE = "참고: 가나다 "
"""Wide glyphs in front, so that cells and code points come apart before the first hit."""

FORMS = {
    "fırtına": ("FIRTINA", "Fırtına", "firtina"),
    "FIRTINA": ("FIRTINA", "Fırtına", "firtina"),
    unicodedata.normalize("NFD", "Türkiye"): ("Türkiye", "Turkey", "튀르키예", "터키"),
    "한국전쟁": ("한국전쟁",),
    "ㅎㄱㅈㅈ": ("한국전쟁",),
    "istanbul": ("İSTANBUL", "İstanbul", "ISTANBUL", "istanbul"),
    '="Fırtına"': ("Fırtına",),
}
"""What is lit for a query, as it stands in titles, sentences and names."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = "\n\n".join(_BEFORE + sentence for sentence in _SENTENCES)
    starts = [text.index(sentence) for sentence in _SENTENCES]
    blocks = tuple(Block("paragraph", at - len(_BEFORE), at + len(s)) for at, s in zip(starts, _SENTENCES, strict=True))
    document = Document(
        "book", "Book", None, "Desk", "2025", None, (), None, "en", "CC BY 4.0", "markdown", "0" * 64, text, blocks
    )
    events = []
    for year, title, at, sentence in zip(("2001", "1950", "1988"), _TITLES, starts, _SENTENCES, strict=True):
        date = EventDate.of(year, "stated", "event", f"In {year}")
        evidence = (Evidence.of(document, at, at + len(sentence)),)
        events.append(
            Event(
                event_id("book", sentence, "delivery"), title, date, (), ("defense",), "delivery", None,
                (Actor("turkiye", "recipient"),), (), None, None, (), "bilateral", "stated", "made-up", evidence,
            )
        )  # fmt: skip
    events.sort(key=lambda e: e.sort_key)
    entity = Entity("turkiye", "Türkiye", "country", ("Turkey", "튀르키예", "터키"), "TUR")
    path = tmp_path_factory.mktemp("hits") / "kortui.json"
    store.save(path, Library((document,), tuple(events), (entity,), (), ()))
    return path


def _rows(t: Terminal) -> Iterator[tuple[str, list[int], list[str]]]:
    """Text of each row but the bars, the cell of each of its characters and of the end, and the background of each cell."""
    for y in range(2, t.rows - 1):
        row = t.screen.buffer[y]
        text, cells = "", []
        for x in range(t.columns):
            for char in row[x].data:  # none in the second cell of a wide glyph
                text += char
                cells.append(x)
        yield text, [*cells, t.columns], [row[x].bg for x in range(t.columns)]


def _hits(text: str, forms: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the forms stand as words; a Korean noun may carry its particle."""
    for form in forms:
        behind = "" if form[-1] >= "가" else r"(?!\w)"
        for match in re.finditer(rf"(?<!\w){re.escape(form)}{behind}", text):
            yield match.span()


def _colour(t: Terminal, query: str) -> str:
    """The background of the first hit, when it is another than that in front of it; else nothing."""
    for text, cells, bgs in _rows(t):
        for at, _ in _hits(text, FORMS[query]):
            return bgs[cells[at]] if bgs[cells[at]] != bgs[cells[at] - 1] else ""
    return ""


def _shows(chip: str, t: Terminal) -> bool:
    """Whether a search is kept and answered."""
    return t.lines()[1].startswith(chip) and "found" in t.lines()[1]


def _check(t: Terminal, query: str, hit: str, where: str) -> None:
    """See that exactly the cells of the hits have the colour of hits, once all is drawn."""
    wrong = [""]

    def right(t: Terminal) -> bool:
        count, wrong[0] = 0, ""
        for text, cells, bgs in _rows(t):
            wanted = {cell for start, end in _hits(text, FORMS[query]) for cell in range(cells[start], cells[end])}
            lit = {x for x, bg in enumerate(bgs) if bg == hit}
            count += len(lit)
            if lit != wanted:
                wrong[0] = f"{where}, {query}: {text!r}\nlit {sorted(lit)}\nwanted {sorted(wanted)}"
        return count > 0 and not wrong[0]

    try:
        t.wait_for(right)
    except AssertionError as error:
        raise AssertionError(wrong[0] or f"{where}, {query}: nothing is lit\n{t.text()}") from error


@pytest.mark.parametrize("size", [(120, 36), (45, 16)], ids=["wide", "narrow"])
def test_exactly_the_cells_of_the_hits_are_lit(database: Path, size: tuple[int, int]) -> None:
    narrow = size[0] < 80
    with start(database, columns=size[0], rows=size[1]) as t:
        ready(t)
        hit = ""
        for query in FORMS:
            t.press("/", "ctrl+u", query, "enter")
            chip = f"  {unicodedata.normalize('NFC', query)} "
            t.wait_for(partial(_shows, chip))
            if not hit:
                t.wait_for(partial(_colour, query=query))
                hit = _colour(t, query)
            _check(t, query, hit, "list")
            if narrow:
                t.press("enter")
                t.wait_for("Record e")
                _check(t, query, hit, "record")
            t.press("e")
            t.wait_for(lambda t: "Desk, Book" in t.lines()[0])
            _check(t, query, hit, "document")
            t.press("q")
            if narrow:
                t.wait_for("Record e")
                t.press("q")
            t.wait_for(lambda t: "1 Time" in t.lines()[0])
