"""Two records side by side: what differs is lit, both sentences are there, at every size."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from kortui.model import Library
from kortui.tui.comparing import compared, differing
from kortui.tui.screens.compare import CompareScreen
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.widgets.compare_view import CompareView
from tests.tui.driving import driven


def _event(library: Library, words: str):  # type: ignore[no-untyped-def]
    return next(e for e in library.events if words in e.title)


def test_every_field_of_both_and_what_differs(library: Library) -> None:
    left, right = _event(library, "Korean firms begin"), _event(library, "GoldStar and Vestel")
    fields = {f.name: f for f in compared(library, left, right, ("", "mine"))}
    assert fields["Date"].texts == ("mid-1980s", "1987") and not fields["Date"].same
    assert fields["Type"].same and fields["Domains"].same and fields["Places"].texts == ("", "Manisa")
    assert fields["Sentence"].texts == (left.evidence[0].exact, right.evidence[0].exact)
    assert fields["Note"].texts == ("", "mine") and "Topic" not in fields
    assert all(f.same for f in compared(library, left, left))


def test_words_the_other_lacks() -> None:
    assert differing("trade at $59,000", "trade of $59,000 million") == ([(6, 8)], [(6, 8), (17, 24)])
    assert differing("same", "same") == ((), ()) == differing("", "new")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (45, 16)])
async def test_a_record_is_held_and_compared(library: Library, size: tuple[int, int]) -> None:
    left, right = _event(library, "Korean firms begin"), _event(library, "GoldStar and Vestel")
    async with driven(library, size=size, event=left.id) as d:
        await d.press("escape", "d")
        await d.until(lambda: d.explorer.list.size.height > 1)
        row = next(line for line in d.lines() if line.startswith("›"))
        assert row[: d.explorer.list.size.width - 1].rstrip().endswith("=")
        await d.press("j", "d")
        assert isinstance(d.screen, CompareScreen) and d.screen.record.id == right.id
        view = d.screen.query_one(CompareView)
        whole = "\n".join("".join(t for t, _ in line) for line in view.lines())
        for words in ("≠ Date", "mid-1980s", "1987", "  Type ", "≠ Sentence", "Manisa"):
            assert words in whole
        assert "≠ Type" not in whole
        assert all(cell_len("".join(t for t, _ in line)) <= view.body for line in view.lines())
        lit = "".join(t for line in view.lines() for t, ink in line if ink == "lit")
        assert "1987" in lit and "GoldStar" in lit and "investment" not in lit
        await d.press("tab", "e")
        assert isinstance(d.screen, DocumentScreen) and d.screen.record.id == left.id
        await d.press("q", "J", "q")
        assert d.screen is d.explorer and d.explorer.record.id == right.id
        await d.press("d", "enter")
        assert d.explorer.record.id == right.id and d.explorer.has_class("-opened")


async def test_commands_are_for_the_chosen_side(library: Library) -> None:
    async with driven(library) as d:
        first = d.explorer.record.id
        await d.press("d", "j")
        second = d.explorer.record.id
        await d.press("d", "m", "tab", "m", "y", "n")
        assert list(d.explorer.session.stars.ids) == [second, first] and d.app.clipboard == first
        assert f"› 1 * {first}" in d.text()
        await d.press("u", "u", "J", "K", "shift+tab", "enter")
        assert not d.explorer.session.stars.ids and d.explorer.record.id == second


async def test_holding_is_let_go_and_undone(library: Library) -> None:
    async with driven(library) as d:
        session = d.explorer.session
        await d.press("j", "d", "d")
        assert session.held == "" and "Let go" in d.explorer.bar.notice
        await d.press("u")
        assert session.held == d.explorer.record.id
        await d.press("u")
        assert session.held == "" and "=" not in next(line for line in d.lines() if line.startswith("›"))[:66]


async def test_going_on_from_a_fast_cursor_stays_on_its_record(library: Library) -> None:
    async with driven(library) as d:
        await d.press("G", "k", "k", "k", "m", "k", "d")
        assert d.explorer.list.cursor == len(library.events) - 5
