"""The parts that draw: wrapping, lighting, grouping, bars of time, dates for columns, the way back."""

from __future__ import annotations

import random
import re
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kortui import edtf, edtf_words
from kortui.commands import COMMANDS
from kortui.model import EventDate, Library
from kortui.records import replace
from kortui.search.eras import decade_of
from kortui.tui import bins as binning
from kortui.tui import dates
from kortui.tui.bins import LargeBins, bins
from kortui.tui.finding import Finder
from kortui.tui.glyphs import glyphs
from kortui.tui.grouping import Calendar
from kortui.tui.moment import nearest
from kortui.tui.paint import fit, fit_right, light, wrap
from kortui.tui.panes import PANES
from kortui.tui.session import Session
from kortui.tui.trail import Spot, Trail
from kortui.tui.widgets.bars import NOTICE_LINES, Footer
from kortui.tui.widgets.source import Groups
from tests.bench import generate
from tests.tui.driving import driven

WORDS = st.text(st.sampled_from("ab cığş 한국튀르 -–.,한\u0301"), max_size=80)


@given(WORDS, st.integers(2, 30), st.integers(2, 30))
def test_wrapping_keeps_every_word_and_every_line_fits(text: str, width: int, first: int) -> None:
    lines = wrap(text, width, first)
    assert all(cell_len(text[a:b]) <= (first if n == 0 else width) for n, (a, b) in enumerate(lines))
    assert "".join(text[a:b] for a, b in lines).replace(" ", "") == text.replace(" ", "")
    assert all(b <= c for (_, b), (c, _) in pairwise(lines))
    assert lines[0][0] == 0 or not text[: lines[0][0]].strip()


def test_wrapping_breaks_at_words_and_inside_long_ones() -> None:
    text = "one two 대한민국만세 four"
    assert [text[a:b] for a, b in wrap(text, 8)] == ["one two", "대한민국", "만세", "four"]
    assert wrap("", 10) == [(0, 0)]


@given(st.text(st.sampled_from("ab cığş 한국튀르 -–.,"), min_size=1, max_size=200), st.integers(3, 60))
def test_a_notice_is_cut_only_beyond_its_lines(text: str, width: int) -> None:
    footer = Footer()
    footer.notice = text
    lines = footer.lines(width)
    assert 1 <= len(lines) <= NOTICE_LINES and all(cell_len(line) <= width - 2 or width < 4 for line in lines)
    shown = "".join(lines).replace(" ", "")
    whole = text.replace(" ", "")
    assert shown == whole or (len(lines) == NOTICE_LINES and "…" in shown)


def test_a_long_path_in_a_notice_is_shortened_before_what_is_wrong_with_it() -> None:
    footer = Footer()
    footer.notice = f"/home/{'somebody/' * 20}kept/review.toml: cannot be written; Read-only file system"
    lines = footer.lines(45)
    told = "".join(lines).replace(" ", "")
    assert len(lines) == NOTICE_LINES and told.startswith("…")
    assert told.endswith("kept/review.toml:cannotbewritten;Read-onlyfilesystem")
    footer.notice = "no path " * 40
    assert footer.lines(45)[-1].endswith("…") and len(footer.lines(45)) == NOTICE_LINES


async def test_a_notice_longer_than_the_line_gets_more_and_the_keys_come_back_on_one(library: Library) -> None:
    async with driven(library, size=(45, 16)) as d:
        high = d.explorer.list.size.height
        d.explorer.say("This record is not in the search altay since:1990, which is set aside; < goes back to it")
        await d.until(lambda: d.explorer.bar.size.height > 1)
        await d.settle()
        told = " ".join(" ".join(d.lines()[-2:]).split())
        assert told.endswith("which is set aside; < goes back to it") and "This record is not" in " ".join(d.lines()[-3:])
        await d.press("j")
        await d.until(lambda: d.explorer.bar.size.height == 1)
        await d.settle()
        assert d.explorer.list.size.height == high
        assert "? help" in d.lines()[-1]


@given(WORDS, st.integers(0, 30))
def test_fitted_text_has_exactly_its_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit_right(text, width)) == width


@given(WORDS, st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=4))
def test_lighting_changes_no_character(text: str, spans: list[tuple[int, int]]) -> None:
    assert "".join(t for t, _ in light(text, sorted(spans), "text")) == text


def test_lighting_lights_just_the_spans() -> None:
    assert light("Fırtına tank", [(0, 7), (9, 99)], "text") == [("Fırtına", "hit"), (" t", "text"), ("ank", "hit")]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=8))
def test_lines_and_items_of_groups_find_each_other(sizes: list[int]) -> None:
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    groups = Groups(starts, [str(n) for n in starts])
    lines = [groups.line(item) for item in range(sum(sizes))]
    assert [groups.at(line)[0] for line in lines] == list(range(sum(sizes)))
    headings = [groups.at(start + n) for n, start in enumerate(starts)]
    assert headings == [(-1, n) for n in range(len(starts))]
    assert sorted(lines + [start + n for n, start in enumerate(starts)]) == list(range(sum(sizes) + len(sizes)))


def _naive(library: Library, rows: list[int], by: str) -> list[tuple[int, str]]:
    def label(row: int) -> str:
        undated, (year, *_), _ = edtf.sort_key(library.events[row].date.edtf)
        key = (1, 0) if undated else (0, year if by == "year" else decade_of(year))
        return (dates.year_label if by == "year" else dates.decade_label)(key)

    found = []
    for name, members in groupby(range(len(rows)), key=lambda n: label(rows[n])):
        found.append((next(members), name))
    return found


@pytest.mark.parametrize("from_index", [False, True])
@pytest.mark.parametrize("by", ["year", "decade"])
def test_groups_of_any_result_are_those_of_its_events(from_index: bool, by: str) -> None:
    from kortui.search.postings import postings_of
    from kortui.search.taken import indexed

    library = generate.library(400)
    if from_index:
        postings_of(library)
    assert indexed(library) is from_index
    calendar = Calendar(library)
    dice = random.Random(3)
    for share in (1.0, 0.5, 0.05):
        rows = [n for n in range(400) if dice.random() <= share]
        groups = calendar.groups(sum(1 << r for r in rows), by)
        assert list(zip(groups.starts, groups.labels, strict=True)) == _naive(library, rows, by)


def test_few_years_are_grouped_by_year(library: Library) -> None:
    calendar = Calendar(library)
    recent = [n for n, e in enumerate(library.events) if (e.date.start or "") > "2018"]
    assert "2023" in calendar.groups(sum(1 << r for r in recent)).labels
    assert "2020s" in calendar.groups((1 << len(library.events)) - 1).labels


def test_no_heading_is_a_year_that_no_record_says(library: Library) -> None:
    vague = EventDate.of("1984~/1986~", "stated", "event", "the mid 1980s")
    stated = EventDate.of("1987", "stated", "event", "1987")
    few = replace(library, events=tuple(replace(e, date=d) for e, d in zip(library.events, (vague, stated), strict=False)))
    assert list(Calendar(few).groups(0b11).labels) == ["mid 1980s", "1987"]


@given(st.lists(st.tuples(st.integers(-6000, 24600), st.integers(0, 720)), max_size=30), st.sampled_from(binning.STEPS))
def test_bars_hold_every_event_once(spans: list[tuple[int, int]], step: int) -> None:
    found = bins([(a, a + length) for a, length in spans], step)
    assert sum(b.total for b in found) == pytest.approx(len(spans))
    assert all(a.last < b.first for a, b in pairwise(found))
    for bar in found:
        within = [(a, a + length) for a, length in spans if bar.first <= a <= bar.last]
        assert bar.sure == sum(end <= bar.last for _, end in within)
        touched = any(a < bar.first <= a + length for a, length in spans) or len(within) > bar.sure
        assert (bar.share > 0) == touched
        assert bar.vague == sum(a <= bar.last and a + length >= bar.first for a, length in spans) - bar.sure
    modern = [b for b in found if b.first >= binning.MODERN * 12]
    assert all(a.last + 1 == b.first for a, b in pairwise(modern)), "no gap in the axis"


def test_bars_of_a_large_library_hold_what_those_of_a_small_one_hold() -> None:
    from kortui.search.postings import postings_of
    from kortui.search.reach import publication_days

    library = generate.library(600)
    rows = [n for n in range(600) if n % 3]
    published = publication_days(library.documents)
    spans = [months for row in rows if (months := binning.months_of(library.events[row], published))]
    for step in binning.STEPS:
        large = LargeBins(postings_of(library))
        bits = sum(1 << r for r in rows)
        one, other = bins(spans, step), large.count(bits, step)
        assert [(b.first, b.last, b.sure, b.vague) for b in one] == [(b.first, b.last, b.sure, b.vague) for b in other]
        assert [b.share for b in one] == pytest.approx([b.share for b in other])
        assert large.undated(bits) == len(rows) - len(spans) > 0


def test_a_bar_says_its_time() -> None:
    def said(year: int, month: int, step: int) -> tuple[str, str]:
        (found,) = [b for b in bins([(year * 12 + month - 1,) * 2], step) if b.sure]
        return found.label, found.edtf

    assert said(550, 6, 120) == ("6th c.", "0500..0599")
    assert said(1987, 6, 120) == ("1980s", "1980..1989")
    assert said(1987, 6, 60) == ("1985-89", "1985..1989")
    assert said(1987, 6, 12) == ("1987", "1987")
    assert said(1987, 6, 1) == ("Jun", "1987-06")
    assert said(1987, 1, 1) == ("1987", "1987-01")
    assert binning.month_of("1987-06-30") == 1987 * 12 + 5 and binning.month_of("-0044-03-15") == -44 * 12 + 2


@pytest.mark.parametrize(
    ("value", "words", "width", "short"),
    [
        ("1957-03-08", "", 12, "8 Mar 1957"),
        ("1957-03-08", "", 9, "Mar 1957"),
        ("1957-03-08", "", 5, "1957"),
        ("1950-06-25/1953-07-27", "", 12, "1950–1953"),
        ("1987", "", 12, "1987"),
        ("2012~", "", 12, "c. 2012"),
        ("1984~/1986~", "mid-1980s", 12, "mid-1980s"),
        ("2023-33", "", 12, "Q1 2023"),
        ("05XX", "", 12, "6th c."),
        ("[2024..2026]", "", 12, "2024–2026?"),
        ("../1957", "", 12, "until 1957"),
        (None, "", 12, "undated"),
        ("2025-07-01/2025-07-08", "", 9, "Jul 2025"),
        ("1987/..", "", 12, "since 1987"),
        ("1987/..", "", 9, "1987–"),
        ("198X/..", "", 9, "1980s–"),
        ("../2026-01", "", 9, "–Jan 2026"),
        ("[2013..]", "", 12, "2013+"),
        ("[2011-03-04,2011-04-03]", "", 40, "4 Mar 2011 or 3 Apr 2011"),
        ("[2011-03-04,2011-04-03]", "", 12, "2011"),
        ("[2011-03-04,2011-03-06]", "", 12, "Mar 2011"),
        ("[2011-03-04?,2011-04-03?]", "", 12, "2011?"),
        ("{2011-03-04,2011-03-06,2012-03-09}", "", 16, "2011 and 2012"),
        ("[2011-03-04..2011-04-03]", "", 12, "2011"),
        ("[2011-03-04..2012-04-03]", "", 12, "2011–2012?"),
        ("2011-03-04/2011-04-03", "", 9, "2011"),
        ("[2011,2012]", "", 12, "2011 or 2012"),
    ],
)
def test_dates_for_a_column(value: str | None, words: str, width: int, short: str) -> None:
    assert dates.short(EventDate.of(value, text=words), width) == short


@pytest.mark.parametrize(
    ("words", "width", "brief"),
    [
        ("2026, planned", 9, "2026 plan"),
        ("4 March 2011 or 3 April 2011, planned", 9, "2011 plan"),
        ("until 2030, target", 9, "–2030 aim"),
        ("by 2030, target", 9, "–2030 aim"),
        ("before June 2012", 16, "before Jun 2012"),
        ("before June 2012", 9, "<Jun 2012"),
        ("before June 2012", 5, "–2012"),
        ("after 2012", 5, ">2012"),
        ("shortly after 5 July 2012", 12, ">5 Jul 2012"),
        ("after 5 July 2012", 9, "Jul 2012–"),
        ("no later than June 2012", 9, "–Jun 2012"),
        ("not before June 2012", 9, "Jun 2012–"),
        ("in or before 2012", 9, "–2012"),
        ("after the 2012 election", 9, "2012–"),
        ("2012 at the latest", 9, "–2012"),
        ("2012, if not earlier", 9, "–2012"),
        ("2012 at the earliest", 9, "2012–"),
        ("before 2026, planned", 10, "<2026 plan"),
        ("told January 2026, target", 16, "told 2026 aim"),
        ("told January 2026, target", 9, "2026 aim"),
        ("undated, planned", 9, "undated"),
        ("undated, planned", 16, "undated, planned"),
    ],
)
def test_what_a_date_is_of_is_shortened_before_it_is_cut(words: str, width: int, brief: str) -> None:
    assert dates.fit_words(words, width) == brief


VALUES = [
    "1987",
    "1987-05",
    "1987-05-12",
    "[2011-03-04,2011-04-03]",
    "[2011-03,2012-04]",
    "198X",
    "1987?",
    "1950/1953",
    "1950-06-25/1953-07-27",
    "2023-33",
    "[2024,2025]",
]


@given(st.sampled_from(VALUES), st.integers(4, 20))
def test_a_short_date_fits_and_adds_nothing(value: str, width: int) -> None:
    short = dates.short(EventDate.of(value), width)
    assert cell_len(short) <= width
    assert set(re.findall(r"\d{4}", short)) <= set(re.findall(r"\d{4}", edtf_words.display(value)))


def test_the_nearest_record_in_time(library: Library) -> None:
    rows = [n for n, e in enumerate(library.events) if "trade" in e.domains]
    for row in range(len(library.events)):
        found = nearest(library, rows, row)
        if row in rows:
            assert rows[found] == row
    assert nearest(library, [], 3) == 0 and nearest(library, rows, -1) == 0


def test_the_way_back_and_forward() -> None:
    trail, spots = Trail(), [Spot("timeline"), Spot("trade"), Spot("trade", "altay")]
    trail.leave(spots[0])
    trail.leave(spots[1])
    assert trail.back(spots[2]) == spots[1]
    assert trail.back(spots[1]) == spots[0]
    assert trail.back(spots[0]) is None
    assert trail.forward(spots[0]) == spots[1]
    trail.leave(spots[1])
    assert trail.forward(spots[2]) is None, "a new jump forgets what lay ahead"


def test_sessions_on_one_library_share_its_index(library: Library) -> None:
    first, second = Finder(library), Finder(library)
    assert first.searcher.postings is second.searcher.postings
    assert first.searcher is not second.searcher, "stars are a person's own"


def test_the_hits_of_a_saved_search_are_lit_as_it_is_now(library: Library) -> None:
    kept = {"mine": "saved:inner", "inner": "tank"}
    finder = Finder(library, saved=lambda: kept)
    assert list(finder.light("saved:mine")("a tank and a bridge")) == [(2, 6)]
    light = finder.light("title:tank")
    assert not light("a tank") and list(light("a tank", title=True)) == [(2, 6)]
    kept["inner"] = "bridge"
    finder.saved_changed()
    assert list(finder.light("saved:mine")("a tank and a bridge")) == [(13, 19)]


def test_the_share_of_a_pane_is_one_object_while_its_rows_stay(library: Library) -> None:
    finder = Finder(library)
    pane = next(p.id for p in PANES if p.domain and 0 < finder.bits(finder.find(""), p.id).bit_count() < len(library.events))
    for text, again in (("", " "), ("korea", "korea "), ("korea sort:title", "sort:title korea"), ("sort:-rank korea",) * 2):
        shared = finder.share(finder.find(text), pane)
        assert shared is finder.share(finder.find(again), pane), text
        assert set(shared) == {r for r in finder.find(text).rows if finder.bits(finder.find(text), pane) >> r & 1}
    ranked = [list(finder.share(finder.find(f"{word} OR korea sort:rank"), pane)) for word in ("vestel", "seoul", "vestel")]
    assert ranked[0] == ranked[2], "a rank is one query's"
    turned = finder.share(finder.find("sort:-title"), pane)
    assert turned is not finder.share(finder.find("sort:title"), pane) and list(turned) != list(
        finder.share(finder.find(""), pane)
    )


@pytest.mark.parametrize(
    ("width", "words"), [(45, "needs 45x12, this"), (20, "kortui needs 45x12"), (12, "needs 45x12"), (6, "45x12")]
)
def test_a_window_too_small_is_told_in_whole_words(width: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kortui.tui.widgets.bars import Small

    monkeypatch.setattr(
        Small, "screen", property(lambda self: type("S", (), {"size": type("Z", (), {"width": 9, "height": 9})}))
    )
    said = Small().pieces(width)[0][0]
    assert words in said and len(said) <= width


def test_narrow_tabs_keep_their_names() -> None:
    from kortui.tui.widgets.bars import Tab, TabBar

    bar = TabBar()
    names = ("Time", "Def", "Trd", "Dip", "Docs")
    bar.tabs = tuple(Tab(n, str(k), n * 3, n, 100 + k) for k, n in enumerate(names, 1))
    bar.active = "Trd"
    said = "".join(text for text, _ in bar.pieces(45))
    assert all(name in said for name in names) and "103" in said and len(said) <= 45


async def test_a_narrow_list_says_the_title_under_the_cursor_whole(library: Library) -> None:
    async with driven(library, size=(45, 16)) as d:
        seen = 0
        for _ in range(len(library.events) - 1):
            await d.press("j")
            title = d.explorer.record.title
            said = " ".join(" ".join(d.lines()[-3:-1]).split())
            told = f"{d.explorer.record.date.display} {title}"
            assert said.startswith(told) or len(told) > 80
            row = next(line for line in d.lines() if line.startswith(glyphs.cursor))
            seen += title not in row
        assert seen > 3, "their lines are too narrow for some"
        await d.press("5")
        assert d.explorer.document.title in " ".join(" ".join(d.lines()[-3:-1]).split()) or d.explorer.document.digest_of
    async with driven(library, size=(80, 24)) as d:
        assert d.explorer.list.foot == 0 and d.explorer.list.page == d.explorer.list.size.height


async def test_links_are_walked_from_the_top_and_the_footer_says_so(library: Library) -> None:
    event = next(e for e in library.events if e.actors and e.places)
    for size in ((120, 36), (80, 24)):
        async with driven(library, size=size, event=event.id) as d:
            d.explorer.set_focus(d.explorer.detail)
            await d.settle()
            assert "J/K next link" in d.lines()[-1]
            seen = []
            for _ in range(d.explorer.detail.links):
                await d.press("J")
                seen.append(d.explorer.detail._links[d.explorer.detail.link][1].target)
            ends = len(event.actors) + len(event.places)
            assert seen[: ends + 1] == [
                *(f"entity:{a.id}" for a in event.actors), *(f"entity:{p}" for p in event.places), "evidence:0",
            ]  # fmt: skip


async def test_enter_opens_the_evidence_until_a_link_is_walked_to(library: Library) -> None:
    event = next(e for e in library.events if e.actors and e.places)
    async with driven(library, event=event.id) as d:
        detail = d.explorer.detail
        assert detail._links[detail.link][1].target == "evidence:0"


async def test_a_digest_has_one_title_and_its_source_comes_first(library: Library) -> None:
    document = next(d for d in library.documents if d.digest_of and d.digest_of.publisher)
    assert document.digest_of is not None
    title = document.digest_of.title
    assert document.attribution == f"{document.digest_of.publisher}, {title} (kortui digest)"
    from kortui.search import facets
    from kortui.search.index import Searcher
    from kortui.search.query import EVERYTHING

    facet = next(f for f in facets.live(Searcher(library), EVERYTHING) if f.name == "doc")
    assert next(v.label for v in facet.values if v.value == document.id) == title
    event = next(e for e in library.events if e.evidence[0].document == document.id)
    async with driven(library, size=(45, 16), event=event.id) as d:
        await d.press("e")
        assert d.lines()[0].startswith(f" {document.digest_of.publisher}, {title}"[:20])
        assert d.lines()[0].rstrip().endswith("(kortui digest)"), "however long the title"


async def test_settings_are_found_in_the_palette_and_named(library: Library, tmp_path: Path) -> None:
    async with driven(library, session=Session(library, settings_file=tmp_path / "config.toml")) as d:
        await d.press(":")
        await d.type("setting")
        assert [e.value.id for e in d.screen.shown] == ["app.settings", "app.theme"]
        await d.press("enter")
        assert "config.toml" in d.explorer.bar.notice and "kortui config" in d.explorer.bar.notice


async def test_a_suggested_file_gives_way_to_what_is_typed(library: Library) -> None:
    async with driven(library) as d:
        await d.press("w", "enter")
        assert d.screen.prompt.editor.text.startswith("kortui-export")
        await d.type("/tmp/x")
        assert d.screen.prompt.editor.text == "/tmp/x"
        await d.press("escape", "w", "enter", "backspace")
        await d.type("z")
        assert d.screen.prompt.editor.text.startswith("kortui-export") and d.screen.prompt.editor.text.endswith("z")


async def test_the_end_of_the_zoom_is_said(library: Library) -> None:
    async with driven(library) as d:
        for key, word in (("Z", "coarsest"), ("z", "finest")):
            await d.press(*[key] * 8)
            assert f"This is the {word}" in d.explorer.bar.notice


def test_no_two_lines_of_help_are_of_one_key_alone() -> None:
    from kortui.tui.help import help_lines

    app = [line.sign for line in help_lines(COMMANDS) if line.group == "Everywhere"]
    assert ": theme" in app
    assert len(app) == len(set(app)) and ":" not in app


async def test_the_foot_of_a_narrow_list_gives_the_whole_date(library: Library) -> None:
    event = next(e for e in library.events if e.date.display == "8 March 1957")
    async with driven(library, size=(45, 16)) as d:
        d.explorer.list.move(library.events.index(event))
        await d.settle()
        words, _ = d.explorer.list.source.whole(d.explorer.list.cursor)
        assert words.startswith(f"8 March 1957  {event.title}")
        await d.until(lambda: any("8 March 1957" in line for line in d.lines()[-5:]))


def test_what_the_title_does_not_tell_of_amounts_is_told_at_the_foot(library: Library) -> None:
    from kortui.tui.rows import EventRows

    row, event = next((n, e) for n, e in enumerate(library.events) if e.amounts)
    for text, told in (("some 63 million dollars", True), (event.title[:5], False)):
        told_of = replace(event, amounts=(replace(event.amounts[0], text=text),))
        events = (*library.events[:row], told_of, *library.events[row + 1 :])
        words, hits = EventRows(
            replace(library, events=events), [row], hits=lambda _, title=False: [(0, 3)] if title else []
        ).whole(0)
        assert words.endswith(text) == told and event.title in words
    assert [words[a:b] for a, b in hits] == [event.title[:3]]


@pytest.mark.parametrize("width", range(45, 130, 5))
def test_a_search_changes_no_name_of_a_tab(width: int) -> None:
    from kortui.tui.widgets.bars import Tab, TabBar

    bar = TabBar()

    def words(count: int | None) -> list[str]:
        bar.tabs = tuple(Tab(n, str(k), n * 2, n, count, 1234) for k, n in enumerate(("Time", "Def", "Trd", "Dip"), 1))
        return [text.split()[1] for _, text in bar._texts(width)]

    assert words(1234) == words(3) == words(0)


def test_names_of_charts_say_that_more_follow() -> None:
    from kortui.tui.charts import heading

    titles = [f"Chart {n}" for n in range(9)]
    for number, signs in ((0, (False, True)), (4, (True, True)), (8, (True, False))):
        line = "".join(text for text, _ in heading.names(titles, number, 40, entered=True, hints=()))
        assert (glyphs.earlier in line, glyphs.cursor in line) == signs and f"{number + 1}/9" in line
        assert len(line) <= 40 and f"Chart {number}" in line


async def test_zooming_says_what_bars_before_1900_hold(library: Library) -> None:
    async with driven(library, size=(120, 36)) as d:
        await d.press("z")
        assert "Each bar is five years from 1900 on, before it a century" in d.lines()[-1]
        await d.press("Z", "Z")
        assert "Each bar is a century" in d.lines()[-1] and "1900" not in d.lines()[-1]
        await d.press("/")
        await d.type("date:1950..")
        await d.press("enter", "z", "z")
        assert "Each bar is five years" in d.lines()[-1] and "1900" not in d.lines()[-1]
