"""The page of an entity: names in every script, partners to walk along, mentions that open their place."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kortui.model import Entity, EventDate, Library
from kortui.overview.relations import graph, relations, sentence
from kortui.records import replace
from kortui.search.reach import publication_days
from kortui.tui import glyphs
from kortui.tui.bins import STEPS, bins, months_of
from kortui.tui.entity_page import _timeline, entity_paragraphs, scripts
from kortui.tui.mentions import by_family, family_of
from kortui.tui.screens import entity
from kortui.tui.screens.chooser import Chooser
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.screens.entity import EntityScreen
from kortui.tui.session import Session
from tests.tui.driving import Driven, driven


async def _open(d: Driven, library: Library, name: str) -> None:
    d.explorer.open_entity(name)
    await d.settle()
    assert isinstance(d.screen, EntityScreen) and d.screen.entity == library.index.entity[name]


async def test_names_in_all_scripts_and_counts(library: Library) -> None:
    async with driven(library) as d:
        await _open(d, library, "turkiye")
        text = d.text()
        assert "튀르키예" in text and "터키" in text and "Turkey" in text
        rows = library.index.rows_of_entity["turkiye"]
        assert f"{len(rows)} records" in text
        assert len(d.screen.list.source) == len(rows)


async def test_partners_are_walked_along_and_back(library: Library) -> None:
    together = [
        other
        for row in library.index.rows_of_entity["vestel"]
        for event in [library.events[row]]
        for other in [*(a.id for a in event.actors), *event.places]
        if other != "vestel"
    ]
    async with driven(library) as d:
        await _open(d, library, "vestel")
        await d.press("enter")
        assert isinstance(d.screen, EntityScreen) and d.screen.entity.id in together
        await d.press("q")
        assert d.screen.entity.id == "vestel"
        await d.press("J", "enter")
        assert d.screen.entity.id in together
        await d.press("h", "h")
        assert d.screen is d.explorer


@pytest.mark.parametrize("kiosk", [False, True])
async def test_a_page_that_one_comes_back_to_is_not_made_again(
    library: Library, monkeypatch: pytest.MonkeyPatch, kiosk: bool
) -> None:
    made: list[str] = []
    page, related = entity.entity_paragraphs, entity.graph
    monkeypatch.setattr(entity, "entity_paragraphs", lambda read, one, light: made.append(one.id) or page(read, one, light))
    monkeypatch.setattr(entity, "graph", lambda read, one, depth: made.append(f"{one} {depth}") or related(read, one, depth))
    async with driven(library, session=Session(library, kiosk=kiosk)) as d:
        await _open(d, library, "vestel")
        await d.until(lambda: d.screen.work is None)
        await d.settle()
        text = d.text()
        await d.press("r")
        await d.until(lambda: "GoldStar" in d.text() and d.screen.work is None)
        await d.settle()
        relations = d.text()
        await d.press("z", "Z")
        await d.until(lambda: d.text() == relations)
        await d.press("h")
        await d.until(lambda: d.text() == text)
        await d.press("h", "j")
        await _open(d, library, "vestel")
        await d.until(lambda: d.text() == text)
    once = ["vestel", "vestel 1", "vestel 2"]
    assert made == (["vestel", "vestel 1", "vestel 2", "vestel 1", "vestel", "vestel"] if kiosk else once)


async def test_a_mention_opens_its_place_lit(library: Library) -> None:
    async with driven(library) as d:
        await _open(d, library, "altay")
        await d.press(*["J"] * 30, "enter")
        assert isinstance(d.screen, DocumentScreen)
        assert "Altay" in d.text()


async def test_a_record_of_the_list_is_gone_to(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        await _open(d, library, "hyundai-rotem")
        await d.press("tab", "enter")
        assert d.screen is d.explorer and "Altay" in d.explorer.record.title


async def test_relations_ask_whose(library: Library) -> None:
    async with driven(library, event=next(e.id for e in library.events if "Manisa" in e.title)) as d:
        await d.press("r")
        assert isinstance(d.screen, Chooser)
        await d.type("vestel")
        await d.press("enter")
        assert isinstance(d.screen, EntityScreen) and d.screen.entity.id == "vestel" and d.screen.walk.here.relations


async def test_every_entity_has_a_page_at_every_size(library: Library) -> None:
    for size in ((20, 5), (45, 12), (80, 24), (140, 40)):
        async with driven(library, size=size) as d:
            for entity in library.entities:
                await _open(d, library, entity.id)
                await d.press("tab", "j", "J", "q")
                assert d.screen is d.explorer
                d.explorer.open_relations(entity.id)
                await d.settle()
                await d.press("z", "j", "q")
                assert d.screen is d.explorer


def _headline(d: Driven) -> str:
    return d.lines()[0].strip()


async def test_relations_are_walked_with_a_way_back(library: Library) -> None:
    async with driven(library) as d:
        d.explorer.open_relations("vestel")
        await d.settle()
        screen = d.screen
        assert isinstance(screen, EntityScreen) and d.app.focused is screen.graph
        assert _headline(d) == "Vestel, relations"
        first = screen.graph.relation
        assert first is not None and f"{len(first.rows)} record" in d.lines()[1] and first.words in d.lines()[1]
        assert [r.other for r in screen.graph.relations] == [r.other for r in relations(library, "vestel")]
        assert len(screen.list.source) == len(first.rows)
        await d.press("j")
        await d.until(lambda: screen.graph.relation is not first and screen.graph.relation.words in d.lines()[1])
        other = screen.graph.relation.other
        await d.press("enter")
        assert screen.entity.id == other and _headline(d) == f"Vestel › {library.index.name(other)}, relations"
        await d.press("<")
        assert screen.entity.id == "vestel"
        await d.press(">")
        assert screen.entity.id == other
        await d.press("h", "h")
        assert d.screen is d.explorer


async def test_relations_go_two_deep_and_back_to_one(library: Library) -> None:
    async with driven(library) as d:
        d.explorer.open_relations("turkiye")
        await d.settle()
        assert {r.depth for r in d.screen.graph.relations} == {1}
        await d.press("j")
        here = d.screen.graph.relation
        await d.press("z")
        assert {r.depth for r in d.screen.graph.relations} == {1, 2} and d.screen.graph.relation == here
        assert all(r.other != "turkiye" for r in d.screen.graph.relations)
        deep = next(n for n, r in enumerate(d.screen.graph.relations) if r.depth == 2)
        d.screen.graph.move(deep)
        await d.until(lambda: "→" in d.lines()[1], "what is two steps away says by whom")
        await d.press("Z")
        assert {r.depth for r in d.screen.graph.relations} == {1}


async def test_page_and_relations_take_turns(library: Library) -> None:
    async with driven(library) as d:
        await _open(d, library, "turkiye")
        assert "튀르키예" in d.text()
        await d.press("r")
        assert d.app.focused is d.screen.graph
        await d.until(lambda: "튀르키예" not in d.text(), "the graph stands in place of the page")
        await d.press("r")
        assert d.app.focused is d.screen.text
        await d.until(lambda: "튀르키예" in d.text(), "the page is back")
        await d.press("<", "<", "<")
        assert d.screen is d.explorer


async def test_a_relation_leads_to_its_records(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        d.explorer.open_relations("vestel")
        await d.settle()
        row = d.screen.graph.relation.rows[0]
        await d.press("tab", "enter")
        assert d.screen is d.explorer and d.explorer.record is library.events[row]


async def test_the_page_names_figures_and_a_timeline(library: Library) -> None:
    async with driven(library, size=(120, 60)) as d:
        await _open(d, library, "turkiye")
        text = d.text()
        assert "Timeline" in text and "1940" in text and "2020s" in text
        assert "Figures" in text and "Bilateral trade KOR–TUR" in text
        assert "Hangul" in text


def test_a_mention_is_the_sentence_it_stands_in(library: Library) -> None:
    from kortui.search.highlight import find, patterns
    from kortui.search.query import parse

    wanted = patterns(parse("who:vestel"), library)
    page = entity_paragraphs(library, library.index.entity["vestel"], lambda text: find(text, wanted))
    said = [p.text for p in page if "came to" in p.text]
    assert said and all(s.startswith("In 1987 it came to this") and s.endswith("Manisa.") for s in said)


def test_names_stand_by_script() -> None:
    found = scripts(["Turkey", "터키", "土耳其", "Türkiye"])
    assert found == [("Also", ["Turkey", "Türkiye"]), ("Hangul", ["터키"]), ("Hanja", ["土耳其"])]


def test_relations_count_kinds_and_stop_at_the_centre(library: Library) -> None:
    found = relations(library, "south-korea")
    assert found[0].other == "turkiye" and sum(count for _, count in found[0].kinds) == len(found[0].rows)
    shared = [e for e in library.events if {"south-korea", "turkiye"} <= {a.id for a in e.actors}]
    assert len(found[0].rows) == len(shared)
    deep = graph(library, "south-korea", 2)
    assert [r for r in deep if r.depth == 1] == found
    assert all(r.other != "south-korea" for r in deep)
    assert sentence(library, "south-korea").startswith(f"beside {len(found)} others in ")
    assert sentence(library, "nobody") == "no record names it among those who act"


@pytest.mark.parametrize("key", ["escape", "q", "h"])
async def test_going_up_leaves_one_page_at_a_time(library: Library, key: str) -> None:
    async with driven(library) as d:
        await d.press("r", "enter")
        page = d.screen
        assert page is not d.explorer
        await d.press("r", "r")
        walked = len(page.walk.path)
        assert walked == 3
        for left in range(walked - 1, 0, -1):
            await d.press(key)
            assert d.screen is page and len(page.walk.path) == left
        await d.press(key)
        assert d.screen is d.explorer


def test_a_person_is_found_by_the_family_name_where_no_other_has_it(library: Library) -> None:
    person = replace(library.entities[0], id="cho", name="Cho Hyun", kind="person", country="KOR", aliases=("조현",))
    other = replace(person, id="other", name="Cho Sung", aliases=("Cho Seong",))
    text = "Cho Hyun spoke. Cho said no; Cho-like, Chosen and Hyun said nothing."
    alone = replace(library, entities=(*library.entities, person))
    both = replace(library, entities=(*library.entities, person, other))
    full = [(0, 8)]

    def named(library: Library, one: Entity, text: str, full: Sequence[tuple[int, int]] = full) -> Sequence[tuple[int, int]]:
        return by_family(*family_of(library, one), text, full)

    assert named(alone, person, text) == [(0, 8), (16, 19)]
    assert named(both, person, text) == [(0, 8), (16, 19)], "the other is not in this text"
    assert named(both, person, f"{text} Cho Seong left.") == full
    turk = replace(person, name="Hakan Fidan", country="TUR")
    assert named(alone, turk, "Hakan Fidan came, and Fidan left", [(0, 11)]) == [(0, 11), (22, 27)]
    assert named(alone, replace(person, kind="organisation"), text) == full


def test_a_page_of_few_years_has_a_bar_for_each(library: Library) -> None:
    def dated(*dates: str) -> list[str]:
        events = [replace(library.events[0], date=EventDate.of(date)) for date in dates]
        return [p.text for p in _timeline(replace(library, events=events), range(len(events)))]

    assert dated("1965", "1987")[1] == "1960s 1980s"
    bars, years = dated("2021", "2024", "2024-05")
    assert years == "2021   2024" and bars.split(" ")[0] and len(bars) == len(years)
    assert dated("2026-01", "2026-02") == []


def test_open_dates_stand_on_a_page_where_the_strip_of_the_timeline_has_them(library: Library) -> None:
    documents = [replace(document, published="2024-05-01") for document in library.documents]
    events = [replace(library.events[0], date=EventDate.of(date)) for date in ("1987", "2003/..", "../2016")]
    told = replace(library, documents=documents, events=events)
    bars, years = _timeline(told, range(3))
    assert years.text == "1980s    2020s"
    assert [one.ink for one in bars.runs] == ["bar", "light", "light", "bar", "light"], (
        "of 2016 and before, from 2003 until told"
    )
    published = publication_days(documents)
    spans = [months for event in events if (months := months_of(event, published))]
    assert [bool(one.sure) for one in bins(spans, STEPS[1])] == [run.ink == "bar" for run in bars.runs]


async def test_relations_say_what_they_count(library: Library) -> None:
    async with driven(library, size=(120, 36)) as d:
        d.explorer.open_relations("turkiye")
        await d.settle()
        first = d.screen.graph.relations[0]
        line = next(line for line in d.lines() if line.startswith("› "))
        assert f"{len(first.rows)} record" in line and first.kinds[0][0][:4] in line


async def test_relations_say_what_they_count_in_a_small_window_too(library: Library) -> None:
    async with driven(library, size=(45, 16)) as d:
        d.explorer.open_relations("turkiye")
        await d.settle()
        first = d.screen.graph.relations[0]
        await d.until(lambda: any(f" {len(first.rows)} rec. " in line for line in d.lines()), d.text())


async def test_korean_names_are_spelt_where_only_ascii_can_be_drawn(library: Library) -> None:
    glyphs.use(True)
    try:
        async with driven(library) as d:
            await _open(d, library, "turkiye")
            assert "twireukiye" in d.text() and "튀르키예" not in "\n".join(d.lines()[:10])
    finally:
        glyphs.use(False)
