"""Searching as one types, hits lit everywhere, panes that count along, the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Region

from kortui.errors import DatabaseError
from kortui.model import Library
from kortui.records import replace
from kortui.search import facets
from kortui.search.facets import NAMES, FacetValue, _Counter
from kortui.search.grouped import ByName
from kortui.search.index import Searcher
from kortui.search.pieces import whole
from kortui.search.query import parse
from kortui.search.stored import StoredPostings
from kortui.searches import Searches
from kortui.tui import ways
from kortui.tui.facet_counts import FacetCounts
from kortui.tui.finding import Finder
from kortui.tui.panes import PANES
from kortui.tui.screens.chooser import Entries, Entry
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.screens.explorer import Explorer
from kortui.tui.screens.facets import FacetScreen
from kortui.tui.session import Session
from kortui.tui.trail import Spot
from kortui.tui.widgets.query_bar import LineEditor
from tests.bench.generate import library as made_up
from tests.tui.driving import Driven, driven, through_index


def _lit(d: Driven, selector: str) -> list[str]:
    """The texts drawn in the ink of hits."""
    from kortui.tui.themes import inks

    widget = d.screen.query_one(selector)
    hit = inks(widget).hit
    strips = [widget.render_line(y) for y in range(widget.size.height)]
    return [s.text for strip in strips for s in strip if s.style and s.style.bgcolor == hit.bgcolor and s.text.strip()]


async def test_the_list_narrows_with_every_letter(library: Library) -> None:
    async with driven(library) as d:
        counts = []
        await d.press("/")
        for letter in "manisa":
            await d.press(letter)
            counts.append(len(d.explorer.list.source))
        assert counts == sorted(counts, reverse=True) and counts[-1] == 1
        assert d.explorer.record.title == "GoldStar and Vestel found a works at Manisa"
        assert "1 found, at 1" in d.lines()[1]


@pytest.mark.parametrize(
    ("query", "size", "said"),
    [
        ("type:vist", (45, 16), "did you mean type:visit?"),
        ("since:1980 until:1970", (45, 16), "did you mean since:1970 until:1980?"),
        ("since:1980 until:1970", (80, 24), "did you mean since:1970 until:1980? no date is in both"),
        ("korea id:e1 id:e2", (45, 16), "did you mean id:e1,e2?"),
        ("saved:nope", (45, 16), "there is no saved search nope"),
    ],
)
async def test_a_narrow_line_says_how_to_mend_a_query(library: Library, query: str, size: tuple[int, int], said: str) -> None:
    async with driven(library, query=query, size=size) as d:
        assert said in d.lines()[1]
        await d.press("/")
        assert query in d.lines()[1], "while it is typed it is in sight"


@pytest.mark.parametrize("width", [45, 80])
async def test_what_is_found_stands_beside_how_to_mend_a_query(library: Library, width: int) -> None:
    async with driven(library, query="type:vist korea", size=(width, 16)) as d:
        found = len(d.explorer.found.rows)
        line = d.lines()[1]
        assert "did you mean type:visit?" in line and f"{found} found, at" in line


async def test_a_query_that_is_longer_than_the_line_has_a_sign_where_it_is_cut(library: Library) -> None:
    async with driven(library, size=(45, 16)) as d:
        await d.press("/")
        await d.type("터키")
        assert "/ 터키" in d.lines()[1]
        await d.press("space", *"date:1980s korea seoul works")
        line = d.lines()[1]
        assert "터키" not in line and "/ …" in line and "works" in line
        await d.press("home")
        assert "/ 터키" in d.lines()[1] and "…" in d.lines()[1]


async def test_the_line_says_which_hit_of_how_many(library: Library) -> None:
    async with driven(library, query="korea") as d:
        total = len(d.explorer.list.source)
        await d.press("n", "n")
        await d.until(lambda: f"{total} found, at 3" in d.lines()[1])


async def test_hits_are_lit_in_list_detail_and_document(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("firtina")
        assert _lit(d, "#list") == ["Fırtına"]
        assert set(_lit(d, "#detail")) == {"Fırtına"}
        await d.press("enter", "e")
        assert isinstance(d.screen, DocumentScreen)
        await d.settle()
        assert _lit(d, "#text") == ["Fırtına"]


@pytest.mark.parametrize(
    ("query", "lit"),
    [
        ("amount:>1m", "515 million dollars"),
        ("date:1987 goldstar", "1987"),
        ("date:1971..1972", "1971"),
        ("saved:mine", "515 million dollars"),
    ],
)
async def test_figures_and_dates_that_match_are_lit_as_the_shell_does(library: Library, query: str, lit: str) -> None:
    session = Session(library, searches=Searches(own={"mine": "amount:>1m"}))
    async with driven(library, session=session, query=query) as d:
        assert len(d.explorer.list.source) == 1
        why = session.finder.searcher.why(d.explorer.list.source.rows[0], session.finder.query(query))
        shell = {why.text[start:end] for start, end in why.spans}
        assert lit in shell
        [sentence] = [p for p in d.explorer.detail.paragraphs if why.text in p.text]
        assert {sentence.text[start:end] for start, end in sentence.hits} == shell
        assert lit in _lit(d, "#detail")
        await d.press("e")
        assert isinstance(d.screen, DocumentScreen)
        await d.settle()
        assert lit in _lit(d, "#text")


async def test_other_names_of_a_country_are_searched_and_said(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("터키")
        await d.press("enter")
        assert "also searching" in d.lines()[1] and "Türkiye" in d.lines()[1]
        assert len(d.explorer.list.source) > 5


async def test_every_tab_counts_its_share(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("tank")
        assert " ".join(d.lines()[0].split()) == "kortui 1 Timeline 1 2 Defense 1 3 Trade 0 4 Diplomacy 0 5 Documents 1"
        await d.press("escape")
        counts = {t.id: t.count for t in d.explorer.query_one("#tabs").tabs}
        for pane in PANES:
            if pane.domain:
                assert counts[pane.id] == sum(pane.domain in e.domains for e in library.events)


async def test_escape_restores_what_was_before_the_search(library: Library) -> None:
    async with driven(library) as d:
        await d.press("j", "j", "j")
        before = d.explorer.spot
        await d.press("/")
        await d.type("altay")
        await d.press("escape")
        assert d.explorer.spot == before
        assert d.explorer.focused is d.explorer.list


async def test_escape_never_quits(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("seoul")
        await d.press("enter", "enter", *["escape"] * 20)
        assert not d.app._exit and d.explorer.text == ""


async def test_q_asks_once_at_the_top(library: Library) -> None:
    async with driven(library) as d:
        await d.press("q")
        assert "Leave kortui?" in d.lines()[-1]
        await d.press("j")
        assert not d.app._exit and "Leave" not in d.lines()[-1]
        await d.press("q", "q")
        assert d.app._exit


async def test_a_burst_of_keys_acts_in_the_order_typed(library: Library) -> None:
    async with driven(library) as d:
        d.send("/", "h", "a", "n", "x", "backspace", "w", "h", "a")
        await d.settle()
        assert d.explorer.line.editor.text == "hanwha"
        d.send("enter", "j", "2", "/", "q", "backspace", "escape", "3")
        await d.settle()
        assert d.explorer.pane == "trade" and d.explorer.text == "hanwha"


async def test_an_open_quote_and_an_unknown_field_throw_nothing(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type('"seoul aktor:x ((')
        await d.press("enter")
        assert d.explorer.is_attached
        await d.press("/", "ctrl+u")
        await d.type("aktor:vestel")
        await d.press("enter")
        assert "did you mean actor:" in d.lines()[1]


async def test_a_fault_is_told_to_its_end_where_the_search_line_is_short(library: Library) -> None:
    async with driven(library, size=(45, 16)) as d:
        await d.press("/")
        await d.type("aktor:vestel")
        await d.press("enter")
        assert d.explorer.found.problem and d.explorer.bar.notice == d.explorer.found.problem
        await d.until(lambda: d.explorer.found.problem.split()[-1] in " ".join(d.lines()[-2:]))


async def test_nothing_found_says_what_to_try(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("altayz")
        assert "Nothing found for altayz" in d.text()
        await d.until(lambda: "Did you mean altay?" in d.text())


async def test_no_letter_waits_for_ways_on(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    find = ways.ways_on
    monkeypatch.setattr(ways, "RESTED", 0.7)
    monkeypatch.setattr(ways, "ways_on", lambda finder, found, pane: looked.append(found.text) or find(finder, found, pane))
    async with driven(library) as d:
        d.send("/", *"zzzzqqqq")
        await d.settle()
        await d.until(lambda: bool(looked))
        assert looked == ["zzzzqqqq"], "only where typing rests are they looked for"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (45, 16)])
async def test_nothing_found_lists_ways_on_and_enter_goes_them(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size, query="altayz vestel") as d:
        listed = [line for line in d.lines() if "records" in line or "1 record " in line]
        assert "Leave out altayz" in listed[0] and "1 record" in listed[0], "what to drop and what that gives"
        assert "nothing found" in d.lines()[1] and d.explorer.record is None
        await d.press("enter")
        assert d.explorer.text == "vestel" and d.explorer.record is not None
        await d.press("u")
        assert d.explorer.text == "altayz vestel", "undone like any change of the search"
        d.explorer.search("altayz")
        await d.press("enter")
        assert d.explorer.text == "altay" and d.explorer.record is not None, "the near spelling"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (45, 16)])
async def test_a_pane_that_holds_nothing_says_which_do_and_goes_there(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size, pane="defense", query="manisa") as d:
        counts = d.explorer.session.finder.counts(d.explorer.found)
        shown = " ".join(d.text().split())
        for pane, label in (("timeline", "Timeline"), ("trade", "Trade")):
            assert counts[pane] and f"Show them in {label} {counts[pane]} record" in shown
        assert not counts["diplomacy"] and "Show them in Diplomacy" not in shown
        await d.press("j", "enter")
        assert d.explorer.pane == "trade" and d.explorer.text == "manisa" and d.explorer.record is not None
        await d.press("<")
        assert d.explorer.pane == "defense", "the way back leads there"


async def test_words_that_only_documents_hold_are_read_there(library: Library) -> None:
    words = "tale"
    async with driven(library, query=words) as d:
        ways = d.explorer.list.source.ways
        number = next(n for n, way in enumerate(ways) if way.documents)
        await d.press(*["j"] * number, "enter")
        if len(ways[number].documents) > 1:
            await d.press("enter")
        assert isinstance(d.screen, DocumentScreen)
        await d.press("q")
        assert d.explorer.text == words


async def test_earlier_searches_come_back(library: Library) -> None:
    async with driven(library) as d:
        for words in ("seoul", "busan"):
            await d.press("/", "ctrl+u")
            await d.type(words)
            await d.press("enter")
        await d.press("/", "up", "up")
        assert d.explorer.line.editor.text == "seoul"
        await d.press("down")
        assert d.explorer.line.editor.text == "busan"


async def test_a_paste_is_one_harmless_line(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        d.app.post_message(events.Paste("seo\x1b]0;owned\x07\nul " * 300))
        await d.settle()
        text = d.explorer.line.editor.text
        assert "\x1b" not in text and "\n" not in text and 0 < len(text) <= 400
        await d.until(lambda: "takes 400 characters; the rest of the paste is left out" in d.text())
        await d.press("ctrl+u")
        d.app.post_message(events.Paste("seoul"))
        await d.until(lambda: d.explorer.line.editor.text == "seoul")
        assert "left out" not in d.text()


def test_jamo_typed_apart_come_together() -> None:
    editor = LineEditor()
    for char in "\u1112\u1161\u11ab":  # conjoining jamo, as macOS sends them
        editor.insert(char)
    assert editor.text == "한" and editor.caret == 1


@pytest.mark.parametrize(
    ("keys", "text", "caret"),
    [
        ("a b left X", "aXb", 2),
        ("a b c home delete", "bc", 0),
        ("o n e space t w o ctrl+w", "one ", 4),
        ("o n e space t w o ctrl+left X", "one Xtwo", 5),
        ("a b c left left ctrl+k", "a", 1),
        ("a b c left ctrl+u", "c", 0),
        ("ctrl+w backspace delete left right", "", 0),
    ],
)
def test_the_line_editor_has_the_usual_keys(keys: str, text: str, caret: int) -> None:
    editor = LineEditor()
    for key in keys.split():
        editor.key(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
    assert (editor.text, editor.caret) == (text, caret)


async def test_panes_keep_the_moment_in_time(library: Library) -> None:
    async with driven(library) as d:
        titles = [e.title for e in library.events]
        d.explorer.list.move(titles.index("GoldStar and Vestel found a works at Manisa"))
        await d.until(lambda: d.explorer.moment == titles.index("GoldStar and Vestel found a works at Manisa"))
        await d.press("2")
        years = [abs(int((e.date.start or "9999")[:4]) - 1987) for e in library.events if "defense" in e.domains]
        assert abs(int(d.explorer.record.date.start[:4]) - 1987) == min(years)
        await d.press("3")
        assert d.explorer.record.domains == ("trade",)


@pytest.mark.parametrize("query", ["", "sort:title", "sort:title group:type"])
async def test_panes_visited_in_passing_move_nobody(library: Library, query: str) -> None:
    async with driven(library, query=query) as d:
        rows = d.explorer.list.source.rows
        for place in range(0, len(rows), 3):
            d.explorer.list.move(place)
            there = library.events[rows[place]]
            for key in ("2", "3", "4", "5", "3", "1"):
                await d.press(key)
            assert d.explorer.record is there and d.explorer.pane == "timeline"
        await d.press("4")
        await d.press("j" if d.explorer.list.cursor == 0 else "k")
        moved = d.explorer.record
        await d.press("5", "1")
        assert d.explorer.record is moved, "where one has moved to is where one is"
        await d.press("3", "<")
        assert d.explorer.record is moved
        await d.press(">", "1")
        assert d.explorer.pane == "timeline"


async def test_history_goes_back_and_forward_over_every_jump(library: Library) -> None:
    async with driven(library) as d:
        spots = [d.explorer.spot]
        await d.press("2")
        spots.append(d.explorer.spot)
        await d.press("/")
        await d.type("altay")
        await d.press("enter")
        spots.append(d.explorer.spot)
        await d.press("3")
        spots.append(d.explorer.spot)
        for spot in reversed(spots[:-1]):
            await d.press("<")
            assert (d.explorer.spot.pane, d.explorer.spot.query) == (spot.pane, spot.query)
        for spot in spots[1:]:
            await d.press(">")
            assert (d.explorer.spot.pane, d.explorer.spot.query) == (spot.pane, spot.query)


async def test_a_bar_of_the_time_strip_narrows(library: Library) -> None:
    async with driven(library) as d:
        await d.press("tab")
        assert type(d.explorer.focused).__name__ == "TimeStrip"
        await d.press("G", "h", "h", "enter")  # the last bar is of the undated
        assert d.explorer.text == "date:2020..2029"
        assert all((e.date.start or "2025") >= "2018" for e in (library.events[r] for r in d.explorer.list.source.rows))


async def test_go_to_a_date(library: Library) -> None:
    async with driven(library) as d:
        await d.press("t")
        await d.type("1972")
        await d.press("enter")
        assert d.explorer.record.title == "Seoul and Ankara become sister cities"
        await d.press("t")
        await d.type("gibberish")
        await d.press("enter")
        assert "is not a date" in d.text()
        await d.press("escape")


async def test_what_else_then(library: Library) -> None:
    async with driven(library, event=next(e.id for e in library.events if "Manisa" in e.title)) as d:
        await d.press("c")
        assert "With GoldStar" not in d.text()
        assert "type investment" in d.text()
        await d.press("enter")
        assert d.explorer.text and len(d.explorer.list.source) > 1


async def test_stars_can_be_listed_and_undone(library: Library) -> None:
    async with driven(library) as d:
        first = d.explorer.record.id
        await d.press("m", "'")
        assert d.explorer.text == "is:starred" and [library.events[r].id for r in d.explorer.list.source.rows] == [first]
        await d.press("u")
        assert d.explorer.text == "" and d.explorer.session.stars.ids, "the list of stars is a search like any other"
        await d.press("u")
        assert not d.explorer.session.stars.ids


async def test_clearing_can_be_undone(library: Library) -> None:
    async with driven(library, query="seoul") as d:
        await d.press("F")
        assert d.explorer.text == ""
        await d.press("u")
        assert d.explorer.text == "seoul"


async def test_facets_follow_every_switch_and_can_be_given_up(library: Library) -> None:
    async with driven(library) as d:
        await d.press("f")
        await d.type("visit")
        await d.press("tab")
        assert d.explorer.text == "type:visit" and len(d.explorer.list.source) == 1
        await d.press("escape", "escape")
        assert d.explorer.text == "" and len(d.explorer.list.source) == len(library.events)
        await d.press("f")
        await d.type("visit")
        await d.press("shift+tab", "enter")
        assert d.explorer.text == "-type:visit" and len(d.explorer.list.source) == len(library.events) - 1
        await d.press("<")
        assert d.explorer.text == ""


async def test_names_typed_in_facets_have_blanks_and_hyphens(library: Library) -> None:
    async with driven(library) as d:
        await d.press("f")
        names = [e for e in d.screen.entries if e.value[0] == "actor"]
        wanted = next(e for e in names if " " in e.text)
        await d.type(wanted.text.lower())
        assert d.screen.prompt.editor.text == wanted.text.lower() and d.screen.at.value == wanted.value
        assert d.explorer.text == "" and "Nothing by that name" not in d.text()
        assert "take it" in d.lines()[-1] and "all values" in d.lines()[-1], "the footer says which keys switch now"
        await d.press("ctrl+u")
        await d.type("K-2")
        assert d.screen.prompt.editor.text == "K-2" and d.explorer.text == ""
        await d.press("escape")
        assert "keep" in d.lines()[-1] and not d.screen.prompt.editor.text
        at = d.screen.at.value
        await d.press("space")
        assert at[1] in d.explorer.text and d.screen.at.mark == "[+] ", "with nothing typed a blank switches"
        await d.press("minus")
        assert d.explorer.text.startswith("-") and d.screen.at.mark == "[-] "


async def test_values_of_facets_are_found_by_every_name_in_any_script(library: Library) -> None:
    korea = library.index.entity["south-korea"]
    named = replace(korea, country="KOR", aliases=("한국", "대한민국", "Republic of Korea", "Güney Kore"))
    library = replace(library, entities=tuple(named if e is korea else e for e in library.entities))
    async with driven(library) as d:
        await d.press("f")
        for typed in ("한국", "대한민국", "Republic of Korea", "GÜNEY KORE", "ㅎㄱ", "ㄷㅎㅁㄱ", "ㄷㅎ"):
            await d.type(typed)
            assert ("actor", "south-korea") in {e.value for e in d.screen.shown}, typed
            assert ("country", "KOR") in {e.value for e in d.screen.shown}, typed
            await d.press("escape")
        await d.type("ㅁㄱ")
        assert not d.screen.shown, "consonants begin with a word"
        await d.press("escape")
        await d.type("한국")
        await d.press("enter")
        assert d.explorer.text == "actor:south-korea"


@pytest.mark.parametrize("large", [10, 10_000])
async def test_places_are_a_facet_found_by_every_name(library: Library, monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", large)
    seoul = library.index.entity["seoul"]
    named = replace(seoul, aliases=("서울", "Seul"))
    held = [n for n, e in enumerate(library.events) if "seoul" in e.places]
    assert held
    library = replace(library, entities=tuple(named if e is seoul else e for e in library.entities))
    async with driven(library) as d:
        await d.press("f")
        for typed in ("seoul", "Seul", "서울", "ㅅㅇ"):
            await d.type(typed)
            wanted = ("place", "seoul"), str(len(held))
            await d.until(lambda w=wanted: w in {(e.value, e.note) for e in d.screen.shown}, typed)
            await d.press("escape")
        await d.type("place seoul")
        await d.press("enter")
        assert d.explorer.text == "place:seoul" and list(d.explorer.list.source.rows) == held


def test_consonants_find_a_line_by_any_name_whole_names_first() -> None:
    lines = [
        Entry("Seongan", 1, more="성안"),
        Entry("서울 (Seoul)", 2, more="seoul"),
        Entry("Korean War", 3, more="한국 전쟁 6.25전쟁"),
        Entry("Suwon", 4, more="수원시"),
        Entry("consonants ㅅㅇ", 5),
    ]
    shown = Entries(lines, "ㅅㅇ")
    assert [e.value for e in shown.entries] == [1, 2, 4]
    assert [e.value for e in Entries(lines, "ㅎㄱㅈㅈ").entries] == [e.value for e in Entries(lines, "ㅈㅈ").entries] == [3]
    assert not Entries(lines, "ㄱㅈ").entries and not Entries(lines, "ㅎㄱ ㅅㅇ").entries
    assert ("서울", "hit") in Entries(lines, "ㅅㅇ").pieces(1, 40)
    assert [e.value for e in Entries(lines, "ㅅ seoul").entries] == [2]


async def test_each_value_that_was_looked_for_is_taken(library: Library) -> None:
    async with driven(library) as d:
        await d.press("f")
        await d.type("visit")
        await d.press("tab", "tab", "tab", "escape")
        assert d.explorer.text == "type:visit"
        await d.type("agreement")
        await d.press("tab", "enter")
        assert d.explorer.text == "type:visit,agreement", "what tab has switched is not switched back by enter"


def right(screen: FacetScreen, *names: str) -> bool:
    """Whether a panel shows of some facets what a count of everything gives."""
    finder = screen.session.finder
    counted = {f.name: f for f in facets.live(finder.searcher, finder.query(screen._query))}
    for name in names:
        values = [(v.value, f"{v.count:,}") for v in counted[name].values]
        shown = [(e.value[1], e.note) for e in screen.entries if e.value[0] == name]
        if shown != values[: len(shown)] or len(shown) < min(len(values), 7):
            return False
    return True


async def test_facets_of_a_large_database_are_counted_between_keys(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
    async with driven(library, query="seoul OR turkiye") as d:
        await d.press("f")
        await d.until(lambda: right(d.screen, "domain", "type"))
        assert d.screen.at == d.screen.entries[0] and "Domain …" not in d.text()
        await d.type("visit")
        await d.until(lambda: right(d.screen, *NAMES), "what is typed is looked for among all values of all facets")
        d.send("tab")
        await d.until(lambda: d.screen.at.mark == "[+] ", "marked at once")
        await d.until(lambda: "type:visit" in d.explorer.text, "the result follows")
        await d.until(lambda: right(d.screen, *NAMES))
        assert d.screen.at.value == ("type", "visit")
        d.send("f", "escape", "escape")
        await d.until(lambda: d.screen is d.explorer, "closed while it counts")
        await d.settle()


@pytest.mark.parametrize("large", [10, 10_000])
async def test_every_value_of_a_facet_is_found_and_counted_however_rare(
    library: Library, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", large)
    monkeypatch.setattr("kortui.tui.facet_counts.VALUES", 3)
    monkeypatch.setattr("kortui.tui.facet_counts.FIRST", 2)
    async with driven(library, query="-type:visit") as d:
        await d.press("f")
        for typed, actor, count in (
            ("goguryeo", "goguryeo", 1), ("한화", "hanwha", 2), ("seo", "seoul", 1), ("ㅎㅎ", "hanwha", 2), ("ㅎ", "hanwha", 2),
        ):  # fmt: skip
            await d.type(typed)
            await d.until(lambda a=actor, c=count: (("actor", a), str(c)) in {(e.value, e.note) for e in d.screen.shown}, typed)
            await d.press("escape")
        await d.type("goguryeo")
        d.send("tab")
        await d.until(lambda: d.explorer.text == "-type:visit actor:goguryeo", "the result follows")
        await d.until(lambda: [e.mark for e in d.screen.shown if e.value == ("actor", "goguryeo")] == ["[+] "])
        await d.press("enter")
        assert len(d.explorer.list.source) == 1
        await d.press("F", "f")
        await d.type("vestel")
        await d.press("enter")
        assert d.explorer.text == "actor:vestel"


async def test_of_a_large_database_only_facets_in_sight_are_counted(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
    monkeypatch.setattr("kortui.tui.screens.facet_counting.TALLEST", 8)
    async with driven(library, session=Session(library, kiosk=True)) as d:
        await d.press("f")
        await d.until(lambda: right(d.screen, "domain", "type"))
        assert not right(d.screen, "is") and any(e.value == ("is", "") and e.text == "…" for e in d.screen.entries)
        for _ in NAMES[1:]:
            await d.press("tab")
        await d.until(lambda: right(d.screen, "is"), "counted when it comes into sight")
        await d.press(*["shift+tab"] * len(NAMES))
        where = d.screen.at.value
        await d.press("space")
        await d.until(lambda: d.explorer.text and right(d.screen, "domain", "type"))
        assert d.screen.at.value == where and d.screen.at.mark == "[+] "
        assert not right(d.screen, "is") and "Property …" in {e.group for e in d.screen.entries}, "marked as still to count"


async def test_what_a_switch_would_leave_is_counted_before_it_is_pressed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
    counted: list[str] = []
    count = _Counter._counted

    def counting(self: _Counter, name: str, *asked: Any) -> Any:
        counted.append(name)
        return count(self, name, *asked)

    async with driven(library) as d:
        await d.press("f", "down")
        await d.until(lambda: d.screen._work is None and d.screen._all and not d.screen._foreseeable, "at rest")
        where, seen = d.screen.at.value, set(d.screen._in_window)
        monkeypatch.setattr("kortui.tui.screens.facet_counting.RESTED", 60.0)
        monkeypatch.setattr(_Counter, "_counted", counting)
        await d.press("space")
        await d.until(lambda: where[1] in d.explorer.text and d.screen._work is None and not d.screen._lacking)
        assert not seen.intersection(counted), "nothing in sight is counted for the key"
        assert d.screen.at.mark == "[+] " and seen >= {"domain", "type"} and right(d.screen, "domain", "type")


async def test_another_order_or_pane_counts_nothing_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(library) as d:
        await d.press("s")
        counted: list[str] = []
        count = Finder._counted
        monkeypatch.setattr(Finder, "_counted", lambda self, found: (counted.append(found.text), count(self, found))[1])
        await d.press("s", "2", "S", "1")
        assert not counted and d.explorer.found.sort.startswith("-")
        await d.type("/visit")
        await d.press("enter")
        assert counted and "2 Defense 0" in d.lines()[0]


async def panel_ahead(d: Driven) -> None:
    """Have the panel of facets made as in a quiet moment."""
    for _ in d.explorer.prepare_panel():
        await d.settle()


async def test_a_panel_that_was_made_before_it_is_opened_is_only_shown(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
    async with driven(library) as d:
        await panel_ahead(d)
        await d.type("4/visit OR agreement")
        await d.press("enter")
        styled: list[object] = []
        monkeypatch.setattr(d.app.stylesheet, "apply", lambda node, **_how: styled.append(node))
        d.send("f")
        await d.until(lambda: isinstance(d.screen, FacetScreen) and bool(d.screen.size))
        assert not styled and d.screen.ready
        shown = "\n".join(d.lines())
        assert "Narrow:" in shown and "Domain" not in {e.group.split()[0] for e in d.screen.entries}, "of the pane that is open"
        monkeypatch.undo()
        monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
        await d.until(lambda: right_in_pane(d.screen, "type", "actor"))
        await d.press("space", "enter")
        assert d.explorer.text == "(visit OR agreement) type:visit" and d.screen is d.explorer
        await panel_ahead(d)
        d.app.theme = "kortui-light"
        await d.press("f")
        assert isinstance(d.screen, FacetScreen) and not d.screen.ready, "made anew in other colours"
        await d.press("escape", "f")
        assert d.screen.list.cursor == 0 and not d.screen.prompt.editor.text


def right_in_pane(screen: FacetScreen, *names: str) -> bool:
    """Whether a panel shows of some facets what a count of the result in its pane gives."""
    query = screen.session.finder.query(screen._query).also("domain:diplomacy")
    counted = {f.name: f for f in facets.live(screen.session.finder.searcher, query)}
    shown = {name: [(e.value[1], e.note) for e in screen.entries if e.value[0] == name] for name in names}
    return all(shown[n] and shown[n] == [(v.value, f"{v.count:,}") for v in counted[n].values][: len(shown[n])] for n in names)


async def test_all_values_are_counted_when_no_key_is_pressed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
    monkeypatch.setattr("kortui.tui.screens.facet_counting.TALLEST", 8)
    async with driven(library) as d:
        await d.press("f")
        await d.until(lambda: not d.screen._counts.lacking(NAMES, all_values=True) and right(d.screen, *NAMES))
        before = d.screen.list.count
        d.screen.list.top += 3  # as the wheel of a mouse does
        await d.until(lambda: d.screen.list.count > before, "listed when one goes there, and not under a reader's eyes")
        assert d.screen.list.cursor == 0


@pytest.mark.parametrize("by", ["actor", "document"])
async def test_the_records_that_groups_need_are_read_between_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setattr("kortui.tui.slices.SLICE", 0.0)
    opened = through_index(made_up(300), tmp_path)
    shown: list[tuple[int, int]] = []
    async with driven(opened) as d:
        refill = Explorer.refill
        read = ByName._name

        def noted(self: Explorer, *, typing: bool = False) -> None:
            refill(self, typing=typing)
            shown.append((len(self.list.source.groups.starts), len(named)))

        named: list[int] = []
        monkeypatch.setattr(Explorer, "refill", noted)
        monkeypatch.setattr(ByName, "_name", lambda self, row: (named.append(row), read(self, row))[1])
        await d.press("j", "j", "/")
        d.explorer.line.editor.set(f"sort:title group:{by}")
        d.send("enter")
        await d.until(lambda: bool(shown))
        assert shown == [(0, 0)] and "groups come when 300 records are read" in d.text()
        stood = d.explorer.record
        await d.until(lambda: len(shown) == 2, "it comes in groups when all is read")
        labels = Searcher(opened).search(parse(f"sort:title group:{by}")).rows.cut.labels  # type: ignore[attr-defined]
        assert d.explorer.list.source.groups.labels == labels and len(labels) > 3
        assert "groups come when" not in d.text() and d.explorer.record == stood
        count = len(named)
        assert sorted(set(named)) == list(range(300)) and count <= 2 * 300
        await d.press("s")
        await d.press("2")
        assert len(named) == count and d.explorer.list.source.groups.starts, "read once for all orders and panes"
        await d.press("1", "/")
        d.explorer.line.editor.set(f"group:{by} domain:trade")
        d.send("enter", "F")
        await d.until(lambda: not d.explorer.text)


def test_values_with_many_records_are_counted_before_letters_look_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kortui.tui.facet_counts.VALUES", 4)
    opened = through_index(made_up(300), tmp_path)
    asked: list[tuple[str, str]] = []
    of_values = StoredPostings.of_values

    def counting(self: StoredPostings, field: str, values: Sequence[str], bits: int) -> Sequence[int]:
        asked.extend((field, value) for value in values)
        return of_values(self, field, values, bits)

    monkeypatch.setattr(StoredPostings, "of_values", counting)

    def sought(*, ahead: bool, letters: str) -> dict[str, tuple[FacetValue, ...]]:
        counts = FacetCounts(Finder(opened))
        counts.ask("domain:trade")
        for name in counts.names:
            whole(counts.count(name, all_values=True))  # type: ignore[arg-type]
        assert counts.uncounted
        if ahead:
            whole(counts.count_ahead())
            assert not counts.uncounted
        asked.clear()
        whole(counts.seek(letters))  # type: ignore[arg-type]
        return counts.found

    for letters in ("k", "ko", "a"):
        late = sought(ahead=False, letters=letters)
        values = {(name, one.value) for name, found in late.items() for one in found}
        assert values and values <= set(asked)
        assert sought(ahead=True, letters=letters) == late
        assert not values & set(asked), "of what has records nothing is read for the letter"


async def test_what_a_letter_looks_for_is_counted_before_the_frame_that_answers_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
    monkeypatch.setattr("kortui.tui.screens.facet_counting.TYPED", 60.0)
    monkeypatch.setattr("kortui.tui.facet_counts.VALUES", 3)
    async with driven(library) as d:
        await d.press("f")
        await d.until(lambda: d.screen._work is None and d.screen._all and not d.screen._more, "at rest")
        d.screen.take_key(events.Key("o", "o"))
        assert d.screen._work is None and any(d.screen._counts.found.values())
        values = {one.value for found in d.screen._counts.found.values() for one in found}
        assert values & {e.value[1] for e in d.screen.shown}


@pytest.mark.parametrize("typed", ["minister", "president visit", "kor"])
async def test_what_is_kept_is_ranked_once(library: Library, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type(typed)
        answered: list[str] = []
        answer = Searcher._answer

        def counting(self: Searcher, query: Any, *how: Any) -> Any:
            answered.append(query.text)
            return answer(self, query, *how)

        monkeypatch.setattr(Searcher, "_answer", counting)
        await d.press("enter")
        assert d.explorer.text.startswith(typed) and len(answered) <= 1 + d.explorer.text.endswith("*")


async def test_damage_met_between_keys_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*arguments: object, **named: object) -> Iterator[None]:
        yield
        raise DatabaseError("the search file is damaged")

    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
    monkeypatch.setattr(facets, "facet", damaged)
    monkeypatch.setattr(ways, "ways_on", damaged)
    async with driven(library) as d:
        await d.press("f")
        await d.until(lambda: "the search file is damaged" in d.text())
        await d.press("escape", "/", *"zzzz", "enter")
        await d.until(lambda: d.explorer.text == "zzzz" and "the search file is damaged" in d.text())
        await d.press("escape")
        assert d.app.is_running


async def test_what_is_typed_ahead_of_the_counts_is_chosen(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kortui.tui.screens.facet_counting.LARGE", 10)
    async with driven(library) as d:
        d.send("f", *"visit", "enter")
        await d.until(lambda: d.screen is d.explorer and d.explorer.text == "type:visit")


async def test_ways_on_come_when_typing_rests_and_are_gone_from_there(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("seuol")
        assert "Nothing found for seuol" in d.text()
        await d.until(lambda: "Did you mean seoul?" in d.text())
        await d.press("enter", "enter")
        assert d.explorer.text == "seoul"


async def test_a_document_that_says_so_opens_at_its_first_hit(library: Library) -> None:
    book = library.documents[0]
    longer = replace(book, text=f"{book.text}" + "\nNothing of the kind." * 60 + "\nAn okapi was given." + "\nNor here." * 60)
    library = replace(library, documents=(longer, *library.documents[1:]))
    async with driven(library, size=(80, 24), query="okapi") as d:
        assert "Read it where documents say so" in d.text()
        tabs = d.lines()[0]
        assert "Diplomacy 0" in tabs and "Documents 0" not in tabs, (
            "that none stands behind a record is not said of their texts"
        )
        await d.press("enter")
        assert isinstance(d.screen, DocumentScreen)
        await d.until(lambda: "An okapi was given." in d.text())
        assert d.screen.text.top > 0


async def test_in_a_large_database_ways_on_are_looked_for_between_keys(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "AT_ONCE", 0.0)
    monkeypatch.setattr("kortui.tui.slices.SLICE", 0.0)
    async with driven(library) as d:
        d.send("/", *"seuol", "enter")
        await d.until(lambda: d.explorer.text == "seuol" and "Nothing found for seuol" in d.text())
        d.send("/", "x")
        await d.until(lambda: "Nothing found for seuol x" in d.text())
        d.send("escape")
        await d.until(lambda: "Did you mean seoul?" in d.text(), "a piece at a time, and again after another search")
        assert "leaves" in d.text() or "goes the way of a line" in d.text()
        await d.until(lambda: not d.explorer.draws, "its frame stands")
        await d.press("enter")
        await d.until(lambda: d.explorer.text == "seoul")


async def test_several_values_are_alternatives_and_counts_follow_every_other_filter(library: Library) -> None:
    async with driven(library, query="seoul OR turkiye") as d:
        counted = {row for row in d.explorer.list.source.rows}
        await d.press("f")
        await d.type("visit")
        shown = next(line for line in d.lines() if "visit" in line and "Type" in line)
        of_type = [r for r in counted if library.events[r].type == "visit"]
        assert f"Type  {len(of_type)} " in shown, "what a value is one of is said where no heading does"
        await d.press("tab", "escape")
        assert d.explorer.text.endswith("type:visit") and "seoul OR turkiye" in d.explorer.text
        assert isinstance(d.screen, FacetScreen) and not d.screen.prompt.editor.text, "escape takes the typed text away first"
        assert d.screen.at.value == ("type", "visit"), "and the cursor stays on the value"
        await d.type("agreement")
        beside = next(line for line in d.lines() if "agreement" in line and "Type" in line)
        agreements = [r for r in counted if library.events[r].type == "agreement"]
        assert f"Type  {len(agreements)} " in beside, "beside a chosen value the others say what they would add"
        await d.press("enter")
        found = set(d.explorer.list.source.rows)
        assert found == set(of_type) | set(agreements) and "type:visit,agreement" in d.explorer.text
        await d.press("f")
        await d.type("türkiye")
        values = {e.value: int(e.note.replace(",", "")) for e in d.screen.shown}
        countries = [r for r in found if any(a.id == "turkiye" for a in library.events[r].actors)]
        assert values["actor", "turkiye"] == len(countries), "counts of a facet follow the others"
        await d.press("shift+tab", "enter")
        assert "-actor:turkiye" in d.explorer.text or "-country:" in d.explorer.text
        assert set(d.explorer.list.source.rows) < found


async def test_a_facet_holds_what_sources_disagree_on(library: Library) -> None:
    async with driven(library) as d:
        await d.press("f")
        await d.type("differ")
        assert any("dates differ" in line and "Conflict  2 " in line for line in d.lines())
        await d.press("enter")
        assert d.explorer.text == "conflict:date"


async def test_enter_takes_the_value_that_was_looked_for_also_beside_others(library: Library) -> None:
    async with driven(library, query="type:visit") as d:
        await d.press("f", "enter")
        assert d.explorer.text == "type:visit", "nothing was asked for"
        await d.press("f")
        await d.type("agreement")
        await d.press("enter")
        assert d.explorer.text == "type:visit,agreement"


@pytest.mark.parametrize("size", [(120, 36), (45, 16)])
async def test_any_part_of_a_search_can_be_taken_away_by_key(library: Library, size: tuple[int, int]) -> None:
    async with driven(library, size=size, query="korea type:visit -seoul") as d:
        await d.press("B", "down")
        assert [e.text for e in d.screen.shown] == ["korea", "type:visit", "-seoul"]
        left = len(d.explorer.session.finder.find("korea -seoul").rows)
        assert d.screen.at.note == f"{left} without it"
        await d.press("enter")
        assert d.explorer.text == "korea -seoul" and len(d.explorer.list.source) == left
        await d.press("u")
        assert d.explorer.text == "korea type:visit -seoul"
        await d.press("semicolon")
        chips = [label for label, jump in d.screen.targets.items() if jump.y == 1 and jump.x > 0]
        assert len(chips) == 3, "jump letters stand on every chip, too"
        await d.type(chips[0])
        await d.settle()
        assert d.explorer.text == "type:visit -seoul"


async def test_what_was_being_typed_comes_behind_the_last_search(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("seoul")
        await d.press("enter", "/", "ctrl+u")
        await d.type("bus")
        await d.press("up")
        assert d.explorer.line.editor.text == "seoul"
        await d.press("down")
        assert d.explorer.line.editor.text == "bus"


async def test_conflicts_stand_side_by_side(library: Library) -> None:
    async with driven(library, event=next(e.id for e in library.events if "Manisa" in e.title)) as d:
        await d.press("x")
        await d.settle()
        row = next(line for line in d.lines() if "says" in line)
        assert "mid-1980s" in row and "1987" in row
        await d.press("tab", "tab", "J", "enter")
        assert d.explorer.record.title == "GoldStar and Vestel found a works at Manisa"


async def test_leaving_a_document_for_a_record(library: Library) -> None:
    async with driven(library) as d:
        await d.press("5", "enter", "J", "J", "enter")
        assert d.screen is d.explorer and d.explorer.pane == "timeline"
        assert d.explorer.record.evidence[0].document == "book-0"
        await d.press("<")
        assert d.explorer.pane == "documents"


async def test_sorting_keeps_every_record(library: Library) -> None:
    async with driven(library) as d:
        for _ in range(6):
            await d.press("s")
            assert sorted(d.explorer.list.source.rows) == list(range(len(library.events)))
        await d.press("F", "S")
        assert list(d.explorer.list.source.rows) != list(range(len(library.events)))
        titles = [library.events[r].date.start or "" for r in d.explorer.list.source.rows]
        assert [t for t in titles if t] == sorted((t for t in titles if t), reverse=True)


async def test_a_record_asked_for_by_id(library: Library) -> None:
    wanted = next(e for e in library.events if "Altay" in e.title)
    async with driven(library, event=wanted.id) as d:
        assert d.explorer.record == wanted
    async with driven(library, event="enosuchid") as d:
        await d.until(lambda: "There is no record enosuchid" in d.lines()[-1])
        assert d.explorer.spot == Spot("timeline", "", library.events[0].id)


async def test_parts_of_the_query_are_taken_away_one_by_one(library: Library) -> None:
    async with driven(library, query="seoul type:visit domain:diplomacy") as d:
        await d.press("backspace")
        assert d.explorer.text == "seoul type:visit"
        x = d.lines()[1].index("seoul")
        await d.pilot.click(offset=(x, 1))
        await d.settle()
        assert d.explorer.text == "type:visit"
        await d.press("backspace", "backspace")
        assert d.explorer.text == ""


async def test_tab_completes_a_field_and_its_values(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("-dom")
        assert "tab: domain:" in d.lines()[1]
        await d.press("tab")
        await d.type("tr")
        await d.press("tab", "enter")
        assert d.explorer.text == "-domain:trade"


async def test_links_of_the_detail_are_chosen_and_opened(library: Library) -> None:
    async with driven(library, event=next(e.id for e in library.events if "Manisa" in e.title)) as d:
        await d.press("enter", "enter")
        assert isinstance(d.screen, DocumentScreen), "at first enter goes on to the evidence"
        await d.press("q")
        await d.press(*["J"] * d.explorer.detail.links, "enter")
        assert d.explorer.record.title == "Korean firms begin to invest in Türkiye"
        await d.press("enter", *["K"] * 9, "enter")
        assert d.explorer.text == "who:south-korea" or d.screen is not d.explorer


@pytest.mark.parametrize("by", ["domain", "type", "actor", "document", "year", "decade", "none"])
async def test_grouping_by_any_property_keeps_every_record(library: Library, by: str) -> None:
    async with driven(library, query=f"group:{by}") as d:
        source = d.explorer.list.source
        assert sorted(source.rows) == list(range(len(library.events)))
        assert bool(source.groups.starts) == (by != "none")
        if by == "type":
            for start, label in zip(source.groups.starts, source.groups.labels, strict=True):
                assert library.events[source.rows[start]].type == label.lower()
        await d.press("J")
        assert d.explorer.record is not None


async def test_the_way_back_leads_over_documents_and_pages(library: Library) -> None:
    async with driven(library) as d:
        await d.press("j", "j", "e")
        document = d.screen.document
        await d.press("<")
        assert d.screen is d.explorer
        await d.press(">")
        assert isinstance(d.screen, DocumentScreen) and d.screen.document is document
        await d.press("J", "J", "enter")
        assert d.screen is d.explorer
        there = d.explorer.spot
        await d.press("<")
        assert isinstance(d.screen, DocumentScreen), "back from the record lies the document it was found in"
        await d.press("<")
        assert d.screen is d.explorer and d.explorer.record.evidence[0].document == document.id
        await d.press(">", "q", ">", "<", ">")
        assert isinstance(d.screen, DocumentScreen)
        await d.press("q")
        assert d.explorer.spot != there


async def test_the_way_back_leads_over_the_page_of_an_entity(library: Library) -> None:
    async with driven(library) as d:
        d.explorer.open_entity("vestel")
        await d.settle()
        await d.press("q", ">")
        assert d.screen is not d.explorer and d.screen.entity.id == "vestel"
        await d.press("<", "<")
        assert d.screen is d.explorer and "where you began" in d.explorer.bar.notice


async def test_ctrl_c_tells_the_way_out_and_copies_nothing(library: Library) -> None:
    async with driven(library) as d:
        await d.press("ctrl+c")
        assert "leaves at once" in d.lines()[-1] and not d.app._exit


async def test_undo_takes_back_every_change_of_the_query(library: Library) -> None:
    async with driven(library) as d:
        texts = [d.explorer.text]
        for keys in (("/", *"visit", "enter"), ("s",), ("backspace",), ("F",)):
            await d.press(*keys)
            assert d.explorer.text != texts[-1], keys
            texts.append(d.explorer.text)
        for text in reversed(texts[:-1]):
            await d.press("u")
            assert d.explorer.text == text
        await d.press("u")
        assert d.explorer.text == ""


async def test_what_is_unfinished_is_a_quiet_hint_until_it_is_kept(library: Library) -> None:
    async with driven(library) as d:
        await d.press("/")
        await d.type("vestel OR")
        assert "OR wants a word behind it" in d.lines()[1] and "did you mean" not in d.lines()[1]
        await d.type(" busan")
        assert "wants a word" not in d.lines()[1]
        await d.press("/", "ctrl+u")
        await d.type("(vestel")
        assert "this ( is not closed" in d.lines()[1]
        await d.press("enter")
        assert "did you mean (vestel)?" in d.lines()[1]


async def test_a_wrong_field_is_hinted_at_once(library: Library) -> None:
    async with driven(library, query="typ:visit") as d:
        assert "\n".join(d.lines()).count("did you mean") == 1


async def test_what_a_beginning_found_stays_when_it_is_kept(library: Library) -> None:
    async with driven(library) as d:
        for typed, kept in [
            ("manis", "manis*"),
            ("manisa", "manisa"),
            ("zzz", "zzz"),
            ("type:visit manis", "type:visit manis"),
            ("title:visi", "title:visi*"),
            ("title:visits", "title:visits"),
            ("actor:turk", "actor:turk*"),
            ("actor:turkiye", "actor:turkiye"),
            ("country:TUR", "country:TUR"),
        ]:
            await d.press("/", "ctrl+u", *("space" if c == " " else c for c in typed))
            seen = len(d.explorer.found.rows)
            await d.press("enter")
            assert d.explorer.text == kept, typed
            if typed.startswith(("title", "actor")):
                assert len(d.explorer.found.rows) == seen > 0, typed
            if typed == "manis":
                assert len(d.explorer.found.rows) == seen == 1
                assert "manis*" in d.lines()[1] and "1 found, at 1" in d.lines()[1]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("-manis", "-manis*"),
        ("seoul OR manis", "seoul OR manis*"),
        ("(seoul OR manis", "(seoul OR manis*"),
        ("-title:visi", "-title:visi*"),
        ("-manisa", "-manisa"),
        ("güney kore", "güney kore"),
    ],
)
async def test_a_beginning_behind_a_hyphen_or_beside_another_word_stays_found(library: Library, typed: str, kept: str) -> None:
    async with driven(library) as d:
        await d.press("/", *("space" if c == " " else c for c in typed))
        seen = d.explorer.found.bits
        await d.press("enter")
        assert d.explorer.text == kept and d.explorer.found.bits == seen


async def test_it_is_told_when_a_whole_word_finds_otherwise_than_its_beginning(library: Library) -> None:
    async with driven(library) as d:
        for typed, told in [
            ("a", "a as a whole word: {}; as a beginning, a*: {}"),
            ("seoul -a", "a as a whole word: {}; as a beginning, a*: {}"),
            ('"a', "The phrase as it stands: {}; while typed its last word may go on: {}"),
        ]:
            await d.press("/", "ctrl+u", *("space" if c == " " else c for c in typed))
            seen = len(d.explorer.found.rows)
            await d.press("enter")
            found = len(d.explorer.found.rows)
            assert d.explorer.text == typed and found != seen
            assert told.format(found, seen) in d.text(), typed
        await d.press("/", "ctrl+u", *"seoul", "enter")
        assert "whole word" not in d.text()


async def test_no_search_ends_without_a_way_on(library: Library) -> None:
    async with driven(library, query="xyzzy") as d:
        assert "Nothing found for xyzzy" in d.text() and "Clear the search" in d.text()
        await d.press("enter")
        assert d.explorer.text == "" and len(d.explorer.found.rows) == len(library.events)


async def test_a_date_to_go_to_may_have_its_month_by_name(library: Library) -> None:
    async with driven(library) as d:
        _, by_number = d.explorer._date_answer("1987-05")
        assert by_number and d.explorer._date_answer("may 1987") == d.explorer._date_answer("1987-05")
        assert "lacks a year" in d.explorer._date_answer("may")[1]


async def test_what_is_wrong_with_a_query_is_said_while_it_is_typed_in_a_small_window(library: Library) -> None:
    async with driven(library, size=(45, 16)) as d:
        await d.press("/")
        await d.type("type:vist")
        assert "did you mean type:visit?" in d.lines()[1]
        await d.press("backspace", "backspace", "backspace", "backspace", "backspace")
        assert "found" in d.lines()[1] or "record" in d.lines()[1], "the count is back"


async def test_a_panel_is_drawn_once_and_alone_and_shows_what_changes_beneath_it(library: Library) -> None:
    def drawn(d: Driven) -> str:
        width, height = d.app.size
        return "\n".join(line.text for line in d.screen.render_lines(Region(0, 0, width, height)))

    async with driven(library) as d:
        await d.until(lambda: d.app.drawn is d.explorer and not d.explorer.draws, "the main screen stands")
        updates: list[Any] = []
        display = d.app._display
        d.app._display = lambda screen, update: (updates.append(update), display(screen, update))[1]  # type: ignore[method-assign]
        await d.press("f")
        await d.until(lambda: bool(updates))
        await d.settle()
        panel = d.screen.query_one("#panel").region
        rows = [(y, panel.x, panel.right) for y in panel.line_range]
        assert [type(update).__name__ for update in updates] == ["ChopsUpdate"] * len(updates), "never all of the screen"
        assert [{*rows} <= {*update.spans} for update in updates].count(True) == 1
        await d.until(lambda: f"{len(library.events)} records, at 1" in drawn(d))
        beneath = d.explorer._compositor
        asked: list[object] = []
        strips = beneath.render_strips
        beneath.render_strips = lambda size=None: (asked.append(size), strips(size))[1]  # type: ignore[method-assign]
        await d.press("down", "up")
        assert drawn(d) and not asked, "what did not change is not put together again"
        await d.type("visit")
        await d.press("tab")
        await d.until(lambda: "1 found, at 1" in drawn(d), "the result beneath follows")
        assert asked


def test_what_later_keys_need_is_made_ready_in_pieces(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = through_index(library, tmp_path)
    finder = Finder(opened)
    assert len(list(finder.complete())) > 3
    postings = finder.searcher.postings
    read: list[str] = []
    monkeypatch.setattr(type(postings), "slots", lambda self, field: iter([read.append(field)]))
    assert any(count for _, count in postings.counts("actor", finder.find("visit").bits))
    assert not read, "the actors of every row are read by now"
    assert {"starts", "ends"} <= postings.__dict__.keys() and all(postings.amounts(key) for key in postings.amount_keys())
    assert finder.find("date:1987 amount:>=1").bits == Finder(library).find("date:1987 amount:>=1").bits
