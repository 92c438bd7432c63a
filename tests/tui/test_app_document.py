"""The screen of a document: what a step from sentence to sentence makes anew, and documents of any length."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kortui import store
from kortui.model import Block, Document, Evidence, Library
from kortui.overview.coverage import coverage
from kortui.records import replace
from kortui.search import derived, deriving
from kortui.text import cell_width
from kortui.tui.finding import Finder
from kortui.tui.paint import wrap
from kortui.tui.reading import Reading
from kortui.tui.screens.document import MEASURE, DocumentScreen
from kortui.tui.sentences import Sentences
from kortui.tui.widgets import long_text
from kortui.tui.widgets.headline import Headline
from kortui.tui.wrapped import STRETCH, WrappedText
from tests.tui.driving import Driven, driven

_WORDS = ("signed", "Ankara", "tank", "delivery", "of", "a", "the", "ministerial", "İzmir", "in", "1957", "agreement")


def _lit(screen: DocumentScreen) -> list[str]:
    return [p.text[run.start : run.end] for p in screen.text.in_sight() for run in p.runs if run.ink == "lit"]


def _text(kind: str, size: int, seed: int = 3) -> str:
    """Sentences in paragraphs, in one line, in short lines or in Hangul; or one word without an end."""
    rng = random.Random(seed)
    if kind == "word":
        return "abcdefghij" * (size // 10)
    words = ("한국과", "튀르키예는", "협정에", "서명했다", "a") if kind == "hangul" else _WORDS
    parts, length = [], 0
    while length < size:
        count = rng.randint(1, 3) if kind == "short" else rng.randint(4, 60)
        part = " ".join(rng.choices(words, k=count)) + "."
        end = " " if kind == "line" else "\n" if rng.random() < 0.9 else "\n\n"
        parts += [part, end]
        length += len(part) + 1
    return "".join(parts)


def _of(library: Library, text: str, places: int = 24) -> Library:
    """The library with one document of some text, and records whose evidence is spread over it."""
    spans = []
    for number in range(places):
        at = len(text) * number // places
        start = at if not at or text[at].isspace() else max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
        while text[start].isspace():
            start += 1
        line = text.find("\n", start)
        end = min(start + 40, line if line >= 0 else len(text))
        spans.append((start, end))
    document = replace(library.documents[0], id="long", text=text, blocks=(Block("paragraph", 0, len(text)),))
    first = library.events[: len(spans)]
    assert len(first) == len(spans)
    events = [
        replace(event, evidence=(Evidence.of(document, start, end),)) for event, (start, end) in zip(first, spans, strict=True)
    ]
    return Library([document], events, library.entities, [], [])


def _quote(library: Library, screen: DocumentScreen) -> tuple[int, int]:
    cited = next(e for e in library.events if e.id == screen.record.id).evidence[0]  # type: ignore[union-attr]
    return cited.start, cited.end


def _shown(d: Driven) -> list[str]:
    """The lines of the text that are on the screen, without margin and scroll bar."""
    view = d.screen.text
    return [view.render_line(y).text[:-1].strip() for y in range(view.size.height)]


def _wrapped(text: str, width: int) -> list[str]:
    """All lines of a text, wrapped at once."""
    return [line[start:end].strip() for line in text.split("\n") for start, end in wrap(line, width)]


def _by_words(text: str, width: int) -> list[str]:
    """The lines of a text, put together word by word."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
        while len(line) > width:
            lines.append(line[:width])
            line = line[width:]
    return [*lines, line]


def test_latin_letters_are_wrapped_as_word_by_word() -> None:
    rng = random.Random(5)
    for _ in range(2_000):
        words = ["abçdefşğhijıklm"[: rng.choice((1, 1, 2, 3, 8, 15))] for _ in range(rng.randint(1, 30))]
        text, width = " ".join(words), rng.randint(1, 20)
        assert [text[start:end] for start, end in wrap(text, width)] == _by_words(text, width), (text, width)
    assert (
        wrap("  a\tb  c  ", 3) == [(0, 3), (4, 5), (7, 8)]
        and wrap("a\xa0bc d ", 4) == [(0, 4), (5, 6)]
        and wrap("   ", 2) == [(0, 0)]
    )


async def test_a_step_makes_the_lines_in_sight_alone(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[int, int]] = []
    make: Any = Reading.line

    def counted(reading: Reading, first: int, last: int) -> Any:
        made.append((first, last))
        return make(reading, first, last)

    monkeypatch.setattr(Reading, "line", counted)
    long = _of(library, _text("paragraphs", 300_000), 12)
    async with driven(long) as d:
        await d.press("e")
        screen = d.screen
        assert isinstance(screen, DocumentScreen) and len(screen.sentences) == 12
        assert 0 < len(made) <= 2 * screen.text.page
        for key in ("J", "J", "K"):
            await d.press(key)
            start, end, _ = screen.sentences[screen.at]
            assert "".join(_lit(screen)) == screen.document.text[start:end] and _quote(long, screen) == (start, end)
            made.clear()
            assert screen.document.text[start:end].split()[0] in d.text()
            assert len(made) <= screen.text.page, "lines out of sight were made"


@pytest.mark.parametrize("kind", ["paragraphs", "short", "hangul"])
@pytest.mark.parametrize("width", [20, 60])
def test_stretches_are_wrapped_as_the_whole_text_is(kind: str, width: int) -> None:
    text = _text(kind, 8 * STRETCH)
    wrapped, whole = WrappedText(text, width), _wrapped(text, width)
    assert wrapped.stretches > 4 and abs(wrapped.count - len(whole)) < len(whole) / 4, "the estimate is far off"
    lines = [line for stretch in range(wrapped.stretches) for line in wrapped.lines_of(stretch)]
    assert [text[line.start : line.end].strip() for line in lines] == whole
    assert wrapped.count == len(whole)
    for number in range(0, len(whole), 37):
        line = wrapped.line(number)
        assert line == lines[number] and wrapped.number_of(line.start) == number
        assert line.first <= line.start <= line.end <= line.last and "\n" not in text[line.first : line.last]


@pytest.mark.parametrize("width", [20, 60, 92])
@pytest.mark.parametrize("kind", ["line", "wide"])
def test_one_line_is_wrapped_in_parts_as_it_would_be_whole(width: int, kind: str) -> None:
    text = _text("line" if kind == "line" else "hangul", 30 * STRETCH).replace("\n", " ")
    whole = [text[start:end] for start, end in wrap(text, width)]
    found = []
    for backward in (False, True):
        wrapped = WrappedText(text, width)
        order = range(wrapped.stretches)
        laid = {stretch: wrapped.lines_of(stretch) for stretch in (reversed(order) if backward else order)}
        found.append([text[line.start : line.end].strip() for stretch in order for line in laid[stretch]])
    assert found[0] == found[1], "what a line holds depends on what was looked at before"
    lines = found[0]
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    room = [cell_width(f"{line} {after.split()[0]}") > width for line, after in itertools.pairwise(lines)]
    assert room.count(False) <= wrapped.stretches / (2 if kind == "wide" else 5), "short lines in the midst of the text"
    if kind == "line" and width == 20:
        assert lines == whole


@pytest.mark.parametrize("text", ["", "\n", "a", "\n" * 9_000, "ab \n" * 3_000, _text("word", 30_000), " " * 20_000 + "a"])
def test_every_character_is_on_a_line(text: str) -> None:
    wrapped = WrappedText(text, 30)
    lines = [line for stretch in range(wrapped.stretches) for line in wrapped.lines_of(stretch)]
    assert "".join("".join(text[line.start : line.end].split()) for line in lines) == "".join(text.split())
    assert wrapped.count == len(lines) >= 1
    assert all(one.start <= other.start for one, other in itertools.pairwise(lines))
    assert max(line.end - line.start for line in lines) <= 30


@pytest.mark.parametrize("kind", ["paragraphs", "line", "short", "hangul", "word"])
async def test_scrolling_shows_every_line_once_and_in_order(library: Library, kind: str) -> None:
    text = _text(kind, 60_000)
    async with driven(_of(library, text, 5), size=(80, 24)) as d:
        await d.press("E")
        assert isinstance(d.screen, DocumentScreen)
        view = d.screen.text
        whole = _wrapped(text, view._room)
        if kind == "word":  # where a word that never ends is cut depends on where one begins
            whole = [text[line.start : line.end] for n in range(view._wrapped.stretches) for line in view._wrapped.lines_of(n)]
        await d.press("G")
        assert _shown(d) == [line for line in whole[-view.page :]], "the end"
        assert view.top == view.count - view.page and view.thumb[1] == view.page
        for key, lines in (("k", 1), ("b", view.page - 1), ("ctrl+u", view.page // 2), ("K", 0)):
            before = _shown(d)
            await d.press(key)
            if lines:
                assert _shown(d)[lines:] == before[: view.page - lines], key
        await d.press("g")
        assert view.top == 0 and _shown(d) == whole[: view.page] and view.thumb[0] == 0
        at = 0
        for key, lines in (("space", view.page - 1), ("space", view.page - 1), ("j", 1), ("ctrl+d", view.page // 2)) * 8:
            await d.press(key)
            at = min(at + lines, len(whole) - view.page)
            assert _shown(d) == whole[at : at + view.page], (key, at)


async def test_the_end_and_back_by_pages_comes_to_the_beginning(library: Library) -> None:
    text = _text("short", 40_000)
    async with driven(_of(library, text, 5), size=(80, 24)) as d:
        await d.press("E", "G")
        view, pages = d.screen.text, 0
        while view.at:
            before = view.at
            await d.press("b")
            assert view.at < before
            pages += 1
        assert view.top == 0 and pages == -(-(len(_wrapped(text, view._room)) - view.page) // (view.page - 1))


@pytest.mark.parametrize("kind", ["paragraphs", "line", "short", "hangul"])
async def test_another_width_keeps_the_place_and_the_marks(library: Library, kind: str) -> None:
    text = _text(kind, 80_000)
    long = _of(library, text)
    async with driven(long, event=long.events[12].id) as d:
        await d.press("e")
        screen = d.screen
        start, end = _quote(long, screen)
        for size in ((80, 24), (45, 16), (200, 50), (120, 36)):
            first = screen.text.at
            await d.pilot.resize_terminal(*size)
            await d.settle()
            line = screen.text._wrapped.line(screen.text.top)
            assert line.start <= first and screen.text._room <= MEASURE
            assert screen.text._wrapped.number_of(first) == screen.text.top, "the first line stays first"
            screen.text.reveal(start)
            await d.settle()
            assert "".join(_lit(screen)) == text[start:end]
            assert _wrapped(text[start:end], 10)[0] in d.text()


async def test_hits_are_found_however_far_they_are(library: Library) -> None:
    filler = _text("paragraphs", 150_000)
    half = filler.index("\n", len(filler) // 2) + 1
    text = f"An okapi first.\n{filler[:half]}Then an okapi.\n{filler[half:]}The last okapi and more.\n" + "nothing\n" * 60
    async with driven(_of(library, text), size=(80, 24)) as d:
        await d.press("E")
        screen = d.screen
        screen.reading.query = "okapi"
        screen.text.dress_anew()
        for key, words in (("n", "Then an okapi."), ("n", "The last okapi and more."), ("N", "Then an okapi."), ("N", "first")):
            await d.press(key)
            await d.until(lambda words=words: words in d.text(), f"{key}: {words}")  # type: ignore[misc]
            assert any(p.text[a:b] == "okapi" for p in screen.text.in_sight() for a, b in p.hits)
        await d.press("N")
        await d.until(lambda: "No further hit" in d.text())


async def test_a_word_cut_by_a_part_of_a_long_line_is_lit_whole(library: Library) -> None:
    text = "word " * (STRETCH // 5 - 1) + "South Korea " + "word " * 3 * STRETCH
    async with driven(_of(library, text)) as d:
        await d.press("E")
        reading = d.screen.reading
        reading.query = "korea"
        at = text.index("Korea")
        halves = [(at - 30, at + 2), (at + 2, at + 40)]
        assert [[text[a + low : a + high] for low, high in reading.hits(a, b)] for a, b in halves] == [["Ko"], ["rea"]]


async def test_going_elsewhere_ends_the_search_for_a_hit(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    text = _text("paragraphs", 100_000) + "\nAn okapi.\n" + "more\n" * 100
    async with driven(_of(library, text)) as d:
        await d.press("E")
        screen = d.screen
        screen.reading.query = "okapi"
        monkeypatch.setattr("kortui.tui.slices.SLICE", -1.0)
        d.send("n", "j")
        await d.until(lambda: screen.text.top == 1)
        for _ in range(20):
            await d.settle()
        assert screen.text.top == 1


async def test_the_records_of_a_large_database_are_read_in_slices(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kortui.tui.sentences._FEW", 4)
    monkeypatch.setattr("kortui.tui.sentences._AT_ONCE", 2)
    monkeypatch.setattr("kortui.tui.slices.SLICE", -1.0)
    long = _of(library, _text("paragraphs", 50_000), 12)
    long = replace(long, events=_Events(long.events))
    async with driven(long, event=long.events[5].id) as d:
        d.send("e", "J")
        await d.until(lambda: isinstance(d.screen, DocumentScreen))
        screen = d.screen
        assert _quote(long, screen)[0] in screen.sentences.starts, "the sentence one came for is there at once"
        await d.until(lambda: screen.sentences.whole)
        await d.until(lambda: screen.at == 6, "the step that was asked for meanwhile is made")
        assert len(screen.sentences) == 12 and "7 of 12" in d.text()
        assert "".join(_lit(screen)) == screen.document.text[slice(*_quote(long, screen))]
        await d.press("q", "E")
        assert d.screen is not screen and d.screen.sentences is screen.sentences, "they are read once"
        await d.until(lambda: "sentences with records, " in d.text())


class _Events:
    """A sequence that is neither a tuple nor a list, as of a database read piece by piece."""

    def __init__(self, events: Any) -> None:
        self._events = events

    def __len__(self) -> int:
        return len(self._events)

    def __getitem__(self, at: Any) -> Any:
        return self._events[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._events)


def test_sentences_of_a_derived_file_are_those_of_its_records(library: Library, tmp_path: Path) -> None:
    long = _of(library, _text("paragraphs", 9_000))
    moved = replace(long.events[3].evidence[0], start=3, end=43)
    abroad = replace(long.events[4].evidence[0], document="elsewhere")
    events = [replace(e, evidence=(moved,)) if n == 3 else e for n, e in enumerate(long.events)]
    events[4] = replace(events[4], evidence=(abroad, *events[4].evidence))
    store.save(tmp_path / "k.json", replace(long, events=events))
    assert deriving.make(tmp_path / "k.json", tmp_path)
    stored, document = derived.load(tmp_path / "k.json", tmp_path), long.documents[0]
    assert stored is not None
    passing = [stored.events.spans_in(row, document) for row in range(24)]  # type: ignore[attr-defined]
    whole = [
        [(e.start, e.end, e.state == "found") for e in event.evidence if e.document == document.id] for event in stored.events
    ]
    assert passing == whole and whole[3] == [(3, 43, False)] and len(whole[4]) == 1
    found = Sentences(stored, stored.index.document["long"])
    assert (len(found), found.stale, found.whole) == (23, {(3, 43)}, True)


async def test_a_timer_that_is_late_still_fires(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processor may be taken away between two looks at the clock; Textual would leave the timer out."""
    async with driven(library) as d:
        await d.press("e")
        fired: list[int] = []
        looks = itertools.count()
        monkeypatch.setattr("textual.timer._time.get_time", lambda: next(looks) * 1.0)
        d.screen.set_timer(0.001, lambda: fired.append(1))
        await d.until(lambda: bool(fired))


async def test_a_long_document_is_given_to_be_selected_in_part(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_text, "PLAIN", 5_000)
    text = _text("paragraphs", 40_000)
    long = _of(library, text)
    async with driven(long, event=long.events[20].id) as d:
        await d.press("e")
        given = d.screen.text.plain()
        start, end = _quote(long, d.screen)
        assert text[start:end] in given and len(given) < 9_000 and f"of {len(text):,} characters" in given
        shown = given.rpartition("\n\n[")[0]
        assert shown in text and text[text.index(shown) - 1] == "\n"
    short = replace(long.documents[0], text=text[:4_000])
    async with driven(Library([short], [], [], [], [])) as d:
        await d.press("5", "enter")
        assert d.screen.text.plain() == text[:4_000]


def test_headings_are_told_by_where_they_begin() -> None:
    text = "# One\nwords\n# no heading\n"
    blocks = (Block("heading", 0, 5), Block("paragraph", 6, 24))
    document = Document(
        "d", "D", None, None, None, None, (), None, None, None, "markdown", "0", text, blocks
    )  # fmt: skip
    library = Library([document], [], [], [], [])
    reading = Reading(library, Finder(library), Sentences(library, document), "")
    assert [reading.line(*span).section for span in ((0, 5), (6, 11), (12, 24))] == [True, False, False]
    assert [run.ink for run in reading.line(0, 5).runs] == ["faint"]


async def test_the_detail_of_a_large_document_says_its_coverage_when_it_is_counted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kortui.tui.sentences._FEW", 4)
    monkeypatch.setattr("kortui.tui.slices.SLICE", -1.0)
    long = _of(library, _text("paragraphs", 50_000), 12)
    long = replace(long, events=_Events(long.events))
    async with driven(long) as d:
        shown: list[str] = []
        show = d.explorer.detail.show
        monkeypatch.setattr(d.explorer.detail, "show", lambda *a, **k: (show(*a, **k), shown.append(d.explorer.detail.plain())))
        d.send("5")
        await d.until(lambda: "sentences with records" in d.text())
        assert "is being counted" in shown[0], "the list and the rest of the detail do not wait for it"
        covered = coverage(long, long.documents[0], 36)
        assert covered.told > 5 and covered.words in d.explorer.detail.plain()


async def test_a_long_text_says_how_far_one_is_and_goes_on_from_what_is_in_sight(library: Library) -> None:
    long = _of(library, _text("paragraphs", 300_000), 12)
    async with driven(long) as d:
        await d.press("e")
        screen = d.screen
        assert isinstance(screen, DocumentScreen)
        place = screen.query_one(Headline)

        async def far(key: str, wanted: str) -> None:
            await d.press(key)
            await d.until(lambda: place.place == wanted, f"{key} gives {wanted}, not {place.place}")
            assert place.render_line(1).text.rstrip().endswith(wanted)

        await far("G", "100 %")
        assert screen.at == 0
        await d.press("K")
        assert screen.at == 11, "goes back from what is in sight"
        await far("g", "0 %")
        await d.press("J")
        assert screen.at == 0
        await d.press("J")
        assert screen.at == 1
        end, size = screen.text.seen[1], len(long.documents[0].text)
        await far("j", f"{100 * screen.text.seen[1] // size} %")
        await d.press("k")
        assert screen.text.seen[1] <= end

    short = _of(library, "Only some words stand here, and no more.", 1)
    async with driven(short) as d:
        await d.press("e")
        assert d.screen.query_one(Headline).place == ""
