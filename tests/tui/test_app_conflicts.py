"""Statements that differ: side by side, the differing words lit, each with its way to sentence and record."""

from __future__ import annotations

import pytest

from kortui.model import Library
from kortui.overview.contrast import KINDS
from kortui.tui.screens.conflicts import ConflictScreen
from kortui.tui.screens.document import DocumentScreen
from tests.tui.driving import driven


async def test_both_sentences_stand_side_by_side_with_what_differs_lit(library: Library) -> None:
    async with driven(library, size=(120, 36)) as d:
        await d.press("x")
        assert isinstance(d.screen, ConflictScreen)
        text = d.text()
        assert library.conflicts[0].note in text and KINDS["date"][1].split(";")[0] in text
        line = next(line for line in d.lines() if "says" in line)
        assert "mid-1980s" in line and "1987" in line
        for name, words in (("#left", "mid-1980s"), ("#right", "1987")):
            lit = [p.text[a:b] for p in d.screen.query_one(name).paragraphs for a, b in p.hits]
            assert lit == [words]


@pytest.mark.parametrize(("tabs", "words"), [(1, "mid-1980s"), (2, "1987")])
async def test_a_side_leads_to_its_sentence_and_its_record(library: Library, tabs: int, words: str) -> None:
    async with driven(library) as d:
        await d.press("x", *["tab"] * tabs)
        event = d.screen.record
        assert words in event.date.text
        await d.press("e")
        assert isinstance(d.screen, DocumentScreen) and d.screen.record is event
        await d.press("q")
        assert isinstance(d.screen, ConflictScreen)
        await d.press("J", "enter")
        assert d.screen is d.explorer and d.explorer.record is event


@pytest.mark.parametrize("size", [(45, 12), (45, 16), (80, 24), (200, 60)])
async def test_it_fits_every_window(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size) as d:
        await d.press("x")
        await d.settle()
        screen = d.screen
        assert isinstance(screen, ConflictScreen)
        left, right = screen.query_one("#left"), screen.query_one("#right")
        await d.until(lambda: (left.region.y == right.region.y) == (size[0] >= 70), "below each other where it is narrow")
        assert left.size.height >= 1 and right.size.height >= 1
        assert "mid-1980s" in d.text()


async def test_the_records_of_one_sentence_are_walked_before_the_next_sentence(library: Library) -> None:
    from dataclasses import replace

    first = library.events[0]
    twin = replace(first, id="etwin0000000", title="The same told twice")
    events = (*library.events, twin)
    both = Library(library.documents, events, library.entities, library.series, library.conflicts, library.sha256)
    async with driven(both, event=first.id) as d:
        await d.press("e")
        sentence = d.screen.at
        assert "record 1 of 2 of this passage" in d.lines()[1]
        await d.press("J")
        assert d.screen.at == sentence and d.screen.record is twin and "record 2 of 2" in d.lines()[1]
        await d.press("K", "J", "J")
        assert d.screen.at == sentence + 1
        await d.press("K")
        assert d.screen.record is twin
        await d.press("enter")
        assert d.explorer.record is twin


async def test_a_document_says_how_much_of_it_became_records(library: Library) -> None:
    async with driven(library, pane="documents") as d:
        await d.until(lambda: "sentences with records" in d.text())
        await d.press("enter")
        assert "sentences with records" in d.lines()[1] and "without" in d.lines()[1]


async def test_one_comes_back_to_the_conflict_one_stood_on(library: Library) -> None:
    from dataclasses import replace

    first = library.conflicts[0]
    conflicts = tuple(replace(first, id=f"c{n}") for n in range(3))
    three = Library(library.documents, library.events, library.entities, library.series, conflicts, library.sha256)
    async with driven(three) as d:
        await d.press("x", "j", "q")
        d.explorer.list.move(0)
        await d.settle()
        await d.press("x")
        assert d.screen.conflict.id == "c1"
        await d.press("j", "enter", "<")
        assert isinstance(d.screen, ConflictScreen) and d.screen.conflict.id == "c2"


async def test_a_record_outside_the_search_says_that_the_search_is_set_aside(library: Library) -> None:
    async with driven(library, query="altay") as d:
        await d.press("x", "enter")
        assert not d.explorer.text and "not in the search altay" in d.explorer.bar.notice
        await d.press("<", "q")
        assert d.explorer.text == "altay"


@pytest.mark.parametrize("size", [(45, 16), (80, 24), (120, 36)])
async def test_the_note_on_a_conflict_is_whole(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size) as d:
        await d.press("x")
        for _ in library.conflicts:
            await d.settle()
            note = " ".join(d.screen.note.paragraphs[0].text.split())
            top = d.screen.note.region.y
            shown = " ".join(" ".join(d.lines()[top : top + d.screen.note.size.height]).split())
            assert shown == note
            await d.press("j")
