"""A query the shell accepts finds the same records in the app, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kortui import store
from kortui.cli import main
from kortui.searches import EXAMPLES, Searches
from kortui.tui.session import Session
from tests.bench.generate import library

PARTS = (
    "turkey", "터키", "firtina", "minister", "-bridge", '"south korea"', "type:visit", "-type:visit,meeting", "domain:trade",
    "date:1980s", "date:=1990", "since:2000", "date:none", "amount:>=1bn", "amount:1m..5m", "cur:KRW", "actor:turkiye",
    "country:kor", "place:city-1", "doc:document-000001", "rel:bilateral", "is:conflict", "is:uncertain", "-is:reviewed",
    "is:future", "has:amount", "stage:ordered", "topic:gaza", "saved:visits", "saved:big-arms-deals", '="Ankara"', "ka*",
    "ㅎㄱ", "sort:title", "sort:-amount", "sort:rank", "group:type", "OR", "NOT", "(", ")", ",", '"', "type:vist", "nobody:x",
)  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("same") / "x.json"
    store.save(path, library(120))
    return path


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(" ".join))
def test_the_shell_and_the_app_find_the_same(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("KORTUI_CONFIG", str(database.with_suffix(".toml")))
    capsys.readouterr()
    code = main(["search", "--db", str(database), "--format", "ids", "--", text])
    shell = capsys.readouterr().out.split()
    opened = store.load(database)
    found = Session(opened, searches=Searches()).finder.find(text)
    assert code == (2 if found.problem else 0 if len(found.rows) else 1)
    if code != 2:
        assert shell == [opened.events[row].id for row in found.rows]


def test_examples_are_among_the_queries() -> None:
    assert {part.removeprefix("saved:") for part in PARTS if part.startswith("saved:")} <= set(EXAMPLES)
