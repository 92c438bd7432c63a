"""Facets count what choosing them gives, and an empty result says what to do about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kortui import store
from kortui.model import Library
from kortui.search import counting, derived, deriving, facets
from kortui.search.explain import nothing_found
from kortui.search.index import Searcher
from kortui.search.near_words import near_words
from kortui.search.query import EVERYTHING, parse
from kortui.search.telling import beginning
from tests.bench.generate import library as made_up
from tests.unit import samples


@pytest.fixture(scope="module")
def library() -> Library:
    return made_up(600)


@pytest.fixture(scope="module", params=["memory", "file"])
def searcher(request: pytest.FixtureRequest, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    if request.param == "memory":
        return Searcher(library)
    folder: Path = tmp_path_factory.mktemp("facets")
    store.save(folder / "kortui.json", library)
    assert deriving.make(folder / "kortui.json", folder)
    lazy = derived.load(folder / "kortui.json", folder)
    assert lazy is not None
    return Searcher(lazy)


FILTERS = [
    "",
    "turkey",
    "type:visit",
    "-type:visit,meeting",
    "domain:trade turkey",
    "date:1980s",
    "-actor:turkiye",
    "actor:south-korea -actor:turkiye,kotra",
    "-date:1980s -is:uncertain",
    "is:uncertain",
    "date:none",
]


@pytest.mark.parametrize("text", FILTERS)
def test_a_count_is_what_choosing_the_value_gives(searcher: Searcher, text: str) -> None:
    query = parse(text)
    for facet in facets.live(searcher, query):
        for value in facet.values[:12]:
            chosen = query.without_choices(facet.name).with_value(facet.name, value.value)
            assert chosen.problems == ()
            assert len(searcher.search(chosen)) == value.count, (facet.name, value)


def test_counts_of_rows(searcher: Searcher) -> None:
    library = searcher.library
    result = searcher.search(parse("turkey"))
    found = {facet.name: facet for facet in facets.count(library, result.rows)}
    assert list(found) == ["domain", "type", "actor", "country", "place", "date", "doc", "rel", "conflict", "is"]
    events = [library.events[row] for row in result.rows]
    for value in found["type"].values:
        assert value.count == sum(event.type == value.value for event in events)
    kinds = {v.value: v.count for v in found["conflict"].values}
    conflicts = library.index.conflicts_of
    assert kinds and kinds == Counter(k for e in events for k in {c.kind for c in conflicts.get(e.id, ())})
    for value in found["actor"].values:
        assert value.count == sum(value.value in {a.id for a in event.actors} for event in events)
        assert value.label == library.index.name(value.value)
    places = Counter(place for event in events for place in set(event.places))
    assert places and {v.value: v.count for v in found["place"].values} == places
    assert {v.label for v in found["place"].values} == set(map(library.index.name, places))
    assert [v.count for v in found["type"].values] == sorted((v.count for v in found["type"].values), reverse=True)
    assert facets.count(library, list(result.rows)) == facets.count(library, result.rows)
    assert facets.count(library, []) == tuple(facets.Facet(f.name, f.label, ()) for f in found.values())
    assert len(facets.count(library, result.rows, at_most=3)[1].values) == 3


def test_decades_are_in_order_of_date(searcher: Searcher) -> None:
    [decades] = [f for f in facets.live(searcher, EVERYTHING) if f.name == "date"]
    values = [v.value for v in decades.values]
    assert values[-1] == "none"
    assert "1980s" in values and values.index("1950s") < values.index("1980s") < values.index("2010s")
    assert any(v.endswith("X") for v in values), "the sixth century is no 60s"


def test_choices_are_shown_and_the_others_still_counted(searcher: Searcher) -> None:
    query = parse("turkey type:visit -rel:context")
    found = {facet.name: {v.value: v for v in facet.values} for facet in facets.live(searcher, query)}
    assert found["type"]["visit"].state == "chosen"
    assert found["rel"]["context"].state == "excluded"
    others = sum(v.count for v in found["type"].values() if v.value != "visit")
    assert others > 0, "the other kinds show what choosing them too would add"
    kinds = {searcher.library.events[row].type for row in searcher.search(parse("turkey -rel:context")).rows}
    assert {v for v, value in found["type"].items() if value.count} == kinds
    assert {v.state for v in found["domain"].values()} == {""}


def test_a_choice_without_rows_stays_to_be_taken_back(searcher: Searcher) -> None:
    [found] = [f for f in facets.live(searcher, parse("id:nothing type:visit")) if f.name == "type"]
    assert [(v.value, v.count, v.state) for v in found.values] == [("visit", 0, "chosen")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["type", "domain"]), st.integers(0, 2), st.booleans()), max_size=6))
def test_switching_twice_changes_nothing(choices: list[tuple[str, int, bool]]) -> None:
    values = {"type": ["visit", "meeting", "aid"], "domain": ["trade", "defense", "diplomacy"]}
    query = parse("turkey sort:title")
    for name, number, exclude in choices:
        value = values[name][number]
        switched = query.toggled(name, value, exclude=exclude)
        assert (value in switched.values(name, negated=exclude)) != (value in query.values(name, negated=exclude))
        if value not in query.values(name) and value not in query.values(name, negated=True):
            back = switched.toggled(name, value, exclude=exclude)
            assert set(back.items) == set(query.items)
        query = switched


# Nothing found


def test_the_part_to_leave_out(searcher: Searcher) -> None:
    query = parse("turkey type:visit xyzzyq date:1990s..")
    assert len(searcher.search(query)) == 0
    advice = nothing_found(searcher, query)
    [(term, count)] = advice.drop
    assert term == "xyzzyq"
    assert count == len(searcher.search(parse("turkey type:visit date:1990s.."))) > 0
    assert f"without xyzzyq: {count}" in advice.lines()


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("firtona", "firtina"), ("fırtnıa", "firtina"), ("agreemnet", "agreement"),
        ("hwoitzer type:visit", "howitzer type:visit"),
        ('"south korae"', '"south korea"'), ("contrcat agreemnet", "contract agreement"), ("actor:polnad", "actor:Poland"),
        ("actor:holdign", "actor:holding"), ("xontract", "contract"), ("agreemnet OR xyzzyq", "agreement OR xyzzyq"),
    ],
)  # fmt: skip
def test_near_spellings(searcher: Searcher, text: str, near: str) -> None:
    query = parse(text)
    assert len(searcher.search(query)) == 0
    advice = nothing_found(searcher, query)
    assert near in advice.near
    spelling = next(n for n in advice.spellings if n.text == near)
    assert spelling.count == len(searcher.search(parse(near))) > 0
    assert f"did you mean {spelling.word}? {spelling.count}" in advice.lines()


@pytest.mark.parametrize("text", ["type:visit 1200", "type:visit date:1200", "type:visit year:1200", "date:1200 type:visit"])
def test_the_years_nearest_to_one_without_events(searcher: Searcher, library: Library, text: str) -> None:
    starts = [e.date.start[:4] for e in library.events if e.type == "visit" and e.date.start]
    before, behind = [y for y in starts if y < "1200"], [y for y in starts if y > "1200"]
    nearest = {f"date:{year}" for year in (max(before, default=""), min(behind, default="")) if year}
    advice = nothing_found(searcher, parse(text))
    assert nearest and nearest <= {near.word for near in advice.spellings}
    for near in advice.spellings:
        assert near.count == len(searcher.search(parse(near.text))) > 0


def test_a_word_that_no_text_holds_is_asked_for_as_a_type(searcher: Searcher) -> None:
    for word, types in (("pact", "type:agreement"), ("deals", "type:agreement,contract"), ("sold", "type:contract")):
        assert len(searcher.search(parse(word))) == 0
        advice = nothing_found(searcher, parse(word))
        assert advice.spellings[0].word == types
        assert advice.spellings[0].count == len(searcher.search(parse(types))) > 0


def test_near_documents_and_topics(searcher: Searcher) -> None:
    document = searcher.library.documents[0]
    topic = next(e.topic for e in searcher.library.events if e.topic)
    for field, known in (("doc", document.title), ("topic", topic)):
        [near, *_] = nothing_found(searcher, parse(f'{field}:"{known[:-1]}qx"')).spellings
        assert near.count == len(searcher.search(parse(near.text))) > 0 and near.text.startswith(f"{field}:")


def test_near_units(searcher: Searcher) -> None:
    unit = next(unit for kind, unit, _ in searcher.postings.amount_keys() if kind == "count" and len(unit) > 3)
    advice = nothing_found(searcher, parse(f'amount:">=1 {unit[:-1]}x"'))
    assert [near.count for near in advice.spellings if unit in near.text] == [
        len(searcher.search(parse(f'amount:">=1 {unit}"')))
    ]
    without = nothing_found(searcher, parse("amount:>=5qqqqq")).spellings
    assert without[0].text == "amount:>=5" and all(near.count == len(searcher.search(parse(near.text))) for near in without)
    assert nothing_found(searcher, parse("amount:>=5000000000000000000qqqqq")).spellings == (), "no figure is that large"


def test_words_that_are_near_nothing(searcher: Searcher) -> None:
    assert near_words(searcher, "qqqqqqqq") == ()
    assert near_words(searcher, "ab") == ()
    assert nothing_found(searcher, parse("qqqqqqqq")).near == ()


def test_the_beginning_told_as_an_example_finds_something(searcher: Searcher) -> None:
    begun = beginning(searcher)
    assert begun.endswith("*") and len(searcher.search(parse(begun)))
    assert beginning(Searcher(Library([], [], [], [], []))) == ""


def test_where_else_to_look(searcher: Searcher, library: Library) -> None:
    event = next(e for e in library.events if len(e.domains) == 1)
    other = next(d for d in ("trade", "defense", "diplomacy") if d not in event.domains)
    label = {"trade": "Trade", "defense": "Defense", "diplomacy": "Diplomacy"}[event.domains[0]]
    advice = nothing_found(searcher, parse(f"id:{event.id} domain:{other}"))
    assert (label, 1) in advice.elsewhere
    assert nothing_found(searcher, parse("turkey date:0001")).elsewhere[-1][0] == "the text of documents"


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("armour plant", ("a-report",)),
        ("armour minister", ()),
        ("arm our plant", ("a-report",)),
        ("arm our minister", ()),
        ("armour 대통령", ()),
        ("altay date:0001", ("a-report", "briefing-note")),
        ("altay -record date:0001", ("briefing-note",)),
        ("plant -altay", ()),
        ("place:armour", ()),
        ("-nobody date:0001", ()),
        ('(armour OR minister) "altay works" nobody', ()),
        ('(armour OR minister) "altay works" date:0001', ("a-report", "briefing-note")),
        ('="armour" plant', ("a-report",)),
        ('="Armour" plant', ()),
    ],
)
def test_the_documents_told_of_hold_all_that_was_asked_for(text: str, documents: tuple[str, ...]) -> None:
    advice = nothing_found(Searcher(samples.library()), parse(text))
    assert tuple(sorted(advice.documents)) == documents
    counts = dict(advice.elsewhere)
    assert counts.get("the text of documents", 0) == len(documents)


def test_the_most_frequent_values_are_found_without_counting_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.json"
    store.save(path, made_up(600))
    assert deriving.make(path, tmp_path)
    opened = derived.load(path, tmp_path)
    assert opened is not None
    postings = Searcher(opened).postings
    half = sum(1 << row for row in range(0, 600, 2))
    counted = dict(postings.counts("actor", half))
    some = {value: count for value, count in counted.items() if count}
    assert dict(postings.counts("actor", half, 3)) == some != counted, "few rows are counted one by one"
    odd = half << 1
    counted = dict(postings.counts("actor", odd))
    monkeypatch.setattr(counting, "_A_ROW", 1e6)
    found = dict(postings.counts("actor", odd ^ 1 << 599, 3))
    assert 3 <= len(found) < len(counted) / 4, "the rest is not looked at"
    exact = {value: (postings.get("fields", f"actor:{value}") & (odd ^ 1 << 599)).bit_count() for value in counted}
    assert found == {value: exact[value] for value in found}
    assert sorted(found.values())[-3:] == sorted(exact.values())[-3:]
    assert not [value for value, count in exact.items() if count > sorted(found.values())[-3] and value not in found]


@pytest.mark.parametrize("text", ["", "turkey", "doc:document-000001 type:visit", "date:none"])
def test_facets_of_a_derived_file_are_those_in_memory(tmp_path: Path, text: str) -> None:
    made = made_up(300)
    others = {event.evidence[0].document: event.evidence[0] for event in made.events}
    events = [
        replace(event, evidence=(*event.evidence, *others.values())) if number % 3 == 0 else event
        for number, event in enumerate(made.events)
    ]
    path = tmp_path / "x.json"
    store.save(path, Library(made.documents, events, made.entities, made.series, made.conflicts))
    assert deriving.make(path, tmp_path)
    opened = derived.load(path, tmp_path)
    assert opened is not None
    from_file = facets.live(Searcher(opened), parse(text), at_most=3)
    assert from_file == facets.live(Searcher(store.load(path)), parse(text), at_most=3)
    whole = {facet.name: facet.values for facet in facets.live(Searcher(opened), parse(text))}
    for facet in from_file:
        chosen = [value for value in facet.values if value.state]
        assert facet.values == whole[facet.name][:3] or chosen
