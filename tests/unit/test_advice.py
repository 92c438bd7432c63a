"""What is advised where nothing is found: each line says what its own query then finds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kortui.model import Library
from kortui.search.explain import Near, nothing_found
from kortui.search.index import Searcher
from kortui.search.near_dates import meant_dates
from kortui.search.query import parse
from tests.bench.generate import library as made_up
from tests.unit.test_search import Shelf

YEARS = st.integers(1900, 2100)


@pytest.fixture(scope="module")
def many() -> Searcher:
    return Searcher(made_up(150))


@pytest.fixture(scope="module")
def few() -> Searcher:
    made = Shelf()
    made.add("A visit in summer", "The minister visited and they export tanks.", "2025-07", document="note")
    made.add("A visit in spring", "He was killed on the way and begins exporting vehicles.", "2026-03-04", document="note")
    made.add("An old visit", "A visit it was, not merely a call.", "1984~/1986~", document="digest")
    made.add("A war", "It lasted, and the president visited.", "1950-06-25/1953-07-27", kind="conflict")
    made.add("A sum", "It cost 8 thousand.", "1953", kind="statistic", amounts=(("money", 8000, "USD", None),))
    made.add("A goal", "By then it will be more.", "../2030", role="target", kind="target")
    library: Library = made.library()
    return Searcher(library)


def advised(searcher: Searcher, text: str) -> tuple[Near, ...]:
    assert not len(searcher.search(parse(text))), f"{text} finds something"
    found = nothing_found(searcher, parse(text)).spellings
    for near in found:
        result = searcher.search(parse(near.text))
        assert len(result) == near.count > 0 and not result.problems, near
        assert not near.year.startswith("=") or not result.possible, near
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(("", "=", ">", "<")), YEARS, st.sampled_from(("", "-05", "-11-30")),
    st.sampled_from(("date", "since", "until")), st.sampled_from(("", "type:visit", "tank", "zebra", "amount:>=1bn")),
)  # fmt: skip
def test_a_date_says_what_it_finds(many: Searcher, relation: str, year: int, rest: str, field: str, other: str) -> None:
    text = f"{other} {field}:{relation}{year}{rest}".strip()
    if not len(many.search(parse(text))):
        for near in advised(many, text):
            if near.year:
                assert near.year.startswith("=") == (relation == "=")
                assert len(near.year.strip("=")) == (7 if rest and relation in ("", "=") and field == "date" else 4)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("July 2025", ["date:2025-07"]), ("visit 2026-03", ["date:2026-03"]), ('"4 march 2026" visit', ["date:2026-03-04"]),
        ("date:=1985", ["date:=1953", "date:=2025"]), ("date:2027 type:visit", ["date:2026"]), ("8000", ["amount:8000"]),
        ("date:2025-05 type:visit", ["date:2025-07"]), ("date:=2025-05 type:visit", ["date:=2025-07"]),
        ("merel", ["merel*"]), ("expor vehic", ["expor* vehic*"]), ("herald", ["publisher:herald"]),
        ("mid-1980s visit zebra", []), ("visit or zebra", ["visit OR zebra"]), ("mid-1980s visit", ["date:mid-1980s"]),
    ],
)  # fmt: skip
def test_what_may_be_meant_comes_first(few: Searcher, text: str, words: list[str]) -> None:
    assert [near.word for near in advised(few, text)][: len(words) or None] == words


def test_a_record_is_found_by_its_id(few: Searcher) -> None:
    event = few.library.events[0].id
    assert [near.word for near in advised(few, event)] == [f"id:{event}"]


def test_nearest_months_are_told_as_such(few: Searcher) -> None:
    assert "nearest: certainly 2025-07 (1)" in nothing_found(few, parse("date:=2025-05 type:visit -spring")).lines()


def test_words_of_a_date_are_taken_together() -> None:
    assert str(meant_dates(parse("altay 2 May 2018 type:visit"))) == "altay date:2018-05-02 type:visit"
    assert str(meant_dates(parse("the late 1990s"))) == 'date:"the late 1990s"'
    for text in ("altay", "K-2 tank", "may day", "8000", "(July 2025 OR a)"):
        assert meant_dates(parse(text)) == parse(text), text
