"""A query the shell accepts finds the same records in the app, in the same order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kortui import config, edtf, store
from kortui.cli import main
from kortui.model import Library
from kortui.notes import of_database
from kortui.search.eras import decade_of
from kortui.search.fields import FIELDS, FLAGS, GROUPS, SORTS
from kortui.search.query import parse
from kortui.search.syntax import Field, leaves
from kortui.searches import EXAMPLES, Searches
from kortui.stars import FILE, Stars
from kortui.text import fold_text
from kortui.tui.panes import PANES
from kortui.tui.session import Session
from tests.bench.generate import library

PARTS = (
    "turkey", "터키", "firtina", "minister", "-bridge", '"south korea"', "type:visit", "-type:visit,meeting", "domain:trade",
    "date:1980s", "date:=1990", "since:2000", "date:none", "amount:>=1bn", "amount:1m..5m", "cur:KRW", "actor:turkiye",
    "country:kor", "place:city-1", "doc:document-000001", "rel:bilateral", "is:conflict", "is:uncertain", "-is:reviewed",
    "is:future", "has:amount", "stage:ordered", "topic:gaza", "saved:visits", "saved:big-arms-deals", '="Poland"', "ka*",
    "ㅎㄱ", "year:199", "until:1985", "who:korea", "publisher:gazette", "title:tank", "id:e", "conflict:value",
    "defenc*", "programm*", "country:BRA,KOR", "republic", "title:tan*", "actor:turk*", "signed", "actor:korea",
    "basis:stated",
    "-conflict:date", *(f"{name}:{flag}" for name, flags in FLAGS.items() for flag in flags), "sort:title", "sort:-amount",
    "sort:rank", "group:type", "group:year", "group:actor", "sort:-date",
    "basis:stated", "amount:<100m", "-amount:2bn..3bn", '-amount:"100","200"', "-sort:title",
    "-not", "date:mid-1980s", "OR", "NOT", "(", ")", ",", '"', "type:vist", "nobody:x",
    "type：visit", "－bridge", "\u200f-bridge", "ka*\ufeff", "visit | meeting", "trade & tank", "tank ♥", "tank =",
    'publisher:="Gazette"', "한국",
)  # fmt: skip


FAULTY = (
    "saved:nope",
    "-saved:visit",
    "saved:nope,ahead",
    "country:XX",
    "country:KR",
    "-country:zz",
    "stage:signed",
    "sort:newest",
    "amount:1,5bn",
    "!visit",
    "🚀",
    '-""',
    "*tank",
    "group:type,year",
)
"""Parts that mean nothing."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("same") / "x.json"
    made = library(120)
    store.save(path, made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(path.parent))
        stars, notes = Stars(config.paths().state / FILE), of_database(path, made)
        for event in made.events[::7]:
            stars.toggle(event.id)
            notes.put(event, "look at it again")
            stars.toggle(made.events[3].id)
    return path


@pytest.fixture
def same(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Searches in the shell and in the app; the ids both find."""
    monkeypatch.setenv("KORTUI_CONFIG", str(database.with_suffix(".toml")))
    monkeypatch.setenv("XDG_STATE_HOME", str(database.parent))
    monkeypatch.setattr("kortui.search.days.today", lambda: (2020, 1, 1))

    def search(text: str) -> list[str]:
        capsys.readouterr()
        code = main(["search", "--db", str(database), "--format", "ids", "--", text])
        shell = capsys.readouterr().out.split()
        opened = store.load(database)
        stars, notes = Stars(config.paths().state / FILE), of_database(database, opened)
        found = Session(opened, searches=Searches(), stars=stars, notes=notes).finder.find(text)
        assert code == (2 if found.problem else 0 if len(found.rows) else 1)
        if code != 2:
            listed, *_ = Session(opened, searches=Searches(), stars=stars, notes=notes).finder.listed(found, "timeline")
            assert shell == [opened.events[row].id for row in found.rows] == [opened.events[row].id for row in listed]
        return shell

    return search


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from((*PARTS, *FAULTY)), min_size=1, max_size=5).map(" ".join))
def test_the_shell_and_the_app_find_the_same(same: Callable[[str], list[str]], text: str) -> None:
    same(text)


@pytest.mark.parametrize("group", [one for one in GROUPS if one != "none"])
def test_groups_keep_the_order_of_the_sort_in_both(same: Callable[[str], list[str]], database: Path, group: str) -> None:
    opened = store.load(database)
    for sort in (way + name for name in SORTS for way in ("", "-")):
        plain, grouped = same(f"minister OR tank sort:{sort}"), same(f"minister OR tank sort:{sort} group:{group}")
        assert sorted(plain) == sorted(grouped) and len(plain) > 20
        finder = Session(opened).finder
        rows, groups, _ = finder.listed(finder.find(f"minister OR tank sort:{sort} group:{group}"), "timeline")
        assert groups is not None and len(groups.labels) > 1, sort
        order = [opened.index.row[one] for one in plain]
        bounds = list(pairwise((*groups.starts, len(rows))))
        parts = [[order.index(row) for row in rows[begin:end]] for begin, end in bounds]
        assert all(part == sorted(part) for part in parts), f"each group in the order of sort:{sort}"
        named = [[_named(opened, row, group) for row in rows[begin:end]] for begin, end in bounds]
        assert all(len(set(names)) == 1 for names in named)
        first = [names[0] for names in named]
        if group in ("year", "decade"):
            dated = [one for one in first if one != "undated"]
            assert first[: len(dated)] == dated == sorted(dated, key=int, reverse=sort == "-date")
        else:
            assert list(groups.labels) == sorted(groups.labels, key=fold_text)
        assert len(first) == len(set(first))


def _named(library: Library, row: int, group: str) -> str:
    """What an event is grouped by."""
    event = library.events[row]
    if group in ("year", "decade"):
        undated, (year, *_), _ = edtf.sort_key(event.date.edtf)
        return "undated" if undated else str(year if group == "year" else decade_of(year))
    if group == "actor":
        return event.actors[0].id if event.actors else ""
    named = {"domain": event.domains[0], "type": event.type, "document": event.evidence[0].document}
    return named[group]


def test_what_means_nothing_is_refused_in_both(
    same: Callable[[str], list[str]], database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in FAULTY:
        assert not same(part)
        assert main(["search", "--db", str(database), "--", part]) == 2
        told = capsys.readouterr().err
        assert "^" in told, part
        said = next(line for line in told.splitlines() if line.startswith("kortui: ") and "no such file" not in line)
        problem = Session(store.load(database), searches=Searches()).finder.find(part).problem
        assert all(clause in problem for clause in said.removeprefix("kortui: ").split("; ")), part


def test_every_part_alone_is_found_alike(same: Callable[[str], list[str]]) -> None:
    found = {part: same(part) for part in PARTS}
    nothing = {part for part, ids in found.items() if not ids and not parse(part).problems}
    assert nothing == {"is:stale", "has:quote"}, "every other part says something of these records"


def test_examples_fields_and_flags_are_among_the_queries() -> None:
    fields = {leaf.name for part in PARTS for leaf, _ in leaves(parse(part).root) if isinstance(leaf, Field)}
    assert fields | {"sort", "group"} == set(FIELDS)
    assert {part.removeprefix("saved:") for part in PARTS if part.startswith("saved:")} <= set(EXAMPLES)


@pytest.mark.parametrize("text", ["date:1990s", "date:1985..2005 amount:>=1m", "-date:1980s", "type:visit"])
def test_what_is_only_possible_is_counted_of_the_pane(text: str, database: Path) -> None:
    session = Session(store.load(database))
    found = session.finder.find(text)
    for pane in PANES:
        own = parse(f"{text} domain:{pane.domain}" if pane.domain else text)
        if pane.lists == "events":
            assert session.finder.possible(found, pane.id) == session.finder.searcher.search(own).possible, pane.id
