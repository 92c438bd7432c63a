"""What is advised where nothing is found: each line says what its own query then finds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kortui.model import Library
from kortui.records import replace
from kortui.search.explain import Near, nothing_found
from kortui.search.highlight import Patterns, stands
from kortui.search.index import Searcher
from kortui.search.near_dates import meant_dates
from kortui.search.query import parse
from kortui.search.telling import anywhere
from kortui.search.tokens import Pattern
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
        assert near.year or len(searcher.search(parse(near.word))) == near.count, "what is told finds what is told"
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
        ("July 2025", ["date:2025-07"]), ("visit 2026-03", ["visit date:2026-03"]),
        ('"4 march 2026" visit', ["date:2026-03-04 visit"]),
        ("date:=1985", ["date:=1953", "date:=2025"]), ("date:2027 type:visit", ["date:2026"]), ("8000", ["amount:8000"]),
        ("date:2025-05 type:visit", ["date:2025-07"]), ("date:=2025-05 type:visit", ["date:=2025-07"]),
        ("merel", ["merel*"]), ("expor vehic", ["expor* vehic*"]), ("herald", ["publisher:herald"]),
        ("mid-1980s visit zebra", []), ("visit or zebra", ["visit OR zebra"]), ("mid-1980s visit", ["date:mid-1980s visit"]),
        ("title:summ", ["title:summ*"]), ("type:visit title:sumer", ["type:visit title:summer"]),
    ],
)  # fmt: skip
def test_what_may_be_meant_comes_first(few: Searcher, text: str, words: list[str]) -> None:
    assert [near.word for near in advised(few, text)][: len(words) or None] == words


def test_words_behind_a_field_may_belong_to_it(few: Searcher) -> None:
    assert [near.word for near in advised(few, "date:2025 july")] == ['date:"2025 july"']
    assert [near.word for near in advised(few, "visit date:summer 2025 zebra")] == []
    assert advised(few, "date:1950 to 1953")[0].word == "date:1950..1953"
    assert few.search(parse("date:2025-07 tanks")).aside == ()
    assert few.search(parse("date:2 may 2018 OR visit")).aside == ()


def test_a_publisher_of_two_words_is_no_publisher_and_a_word() -> None:
    made = Shelf()
    made.add("one", "It was held.", "2001", document="digest")
    library = made.library()
    searcher = Searcher(replace(library, documents=[replace(d, publisher="Manisa Herald") for d in library.documents]))
    for text, words in {
        "publisher:manisa herald": ['publisher:"manisa herald"'],
        "held publisher:manisa herald": ['held publisher:"manisa herald"'],
        "herald": ["publisher:herald"],
        "publisher:manisa helt": ["publisher:manisa held"],
    }.items():
        assert [near.word for near in advised(searcher, text)] == words, text


def test_a_part_of_a_korean_name_is_offered_as_the_name() -> None:
    made = Shelf()
    made.add("one", "It was built.", "2001", actors=("hyundai-rotem",))
    searcher = Searcher(made.library())
    for text, words in (("로템", ["현대로템"]), ("현대로", ["현대로*"]), ("템", []), ("현", [])):
        assert [near.word for near in advised(searcher, text)] == words, text


def test_a_record_is_found_by_its_id(few: Searcher) -> None:
    event = few.library.events[0].id
    assert [near.word for near in advised(few, event)] == [f"id:{event}"]


def test_nearest_months_are_told_as_such(few: Searcher) -> None:
    assert "nearest: certainly 2025-07 (1)" in nothing_found(few, parse("date:=2025-05 type:visit -spring")).lines()


def test_what_lasts_is_near_by_its_near_end(few: Searcher) -> None:
    assert [near.year for near in advised(few, "type:conflict date:1960")] == ["1953"]
    assert [near.year for near in advised(few, "type:conflict date:1953-11")] == ["1953-07"]
    assert [near.year for near in advised(few, "type:conflict date:1940")] == ["1950"]
    assert [near.year for near in advised(few, "visited date:1954")] == ["1953", "1984"]
    made = Shelf()
    for title, date in (("long", "1950/1953"), ("before", "1958"), ("after", "1961")):
        made.add(title, "It lasted.", date)
    searcher = Searcher(made.library())
    assert [near.year for near in advised(searcher, "lasted date:1960")] == ["1961", "1958"], "by years, not by first months"
    assert [near.year for near in advised(searcher, "lasted -before date:1957-02")] == ["1953-12", "1961-01"]


def test_names_are_told_with_their_field_and_marks() -> None:
    made = Shelf()
    made.add("one", "Cho Hyun built it.", "2001", actors=("cho-hyun",))
    made.add("two", "Cho Hyun saw it.", "2002")
    searcher = Searcher(made.library())
    assert [near.word for near in advised(searcher, 'actor:"Cho Hyn"')] == ['actor:"Cho Hyun"']
    assert [near.word for near in advised(searcher, 'built actor:"Cho Hyn"')] == ['built actor:"Cho Hyun"']
    assert [near.word for near in advised(searcher, "actor:hyu")] == ["actor:hyu*"]
    long = "built -" + "x" * 60
    assert [near.word for near in advised(searcher, f"{long} title:onne")] == ["title:one"], "of a long query the new part"


def test_words_of_a_date_are_taken_together() -> None:
    assert str(meant_dates(parse("altay 2 May 2018 type:visit"))) == "altay date:2018-05-02 type:visit"
    assert str(meant_dates(parse("the late 1990s"))) == 'date:"the late 1990s"'
    assert str(meant_dates(parse("(July 2025 OR a) visit"))) == "(date:2025-07 OR a) visit"
    assert str(meant_dates(parse("1950s OR 1960s"))) == "date:1950s OR date:1960s"
    for text in ("altay", "K-2 tank", "may day", "8000", "-1950s", "-(1950s OR a)", "date:spring 1987", "since:Q1 1987 a"):
        assert meant_dates(parse(text)) == parse(text), text


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("1950s OR 1960s", "date:1950s OR date:1960s", "date:1950s,1960s"), ('="SUMMER"', "SUMMER", "summer"),
        ("vi*it", "vi*", "vi*"), ("doc:herald", "publisher:herald", "publisher:herald"),
        ("amount:8 thousand", 'amount:"8 thousand"', "amount:8000"), ("8k", "amount:8k", "amount:8000"),
        ("$8k", "amount:$8k", "amount:8000"), ("summer-tanks", "summer tanks", "summer tanks"),
        ("sumer-tanks", "summer tanks", "summer tanks"), ('title:="SUMMER"', "title:SUMMER", "title:summer"),
        ("1950-1953", "date:1950..1953", "date:1950..1953"), ("visit Or war", "visit OR war", "visit OR war"),
        ('"summer visit"', "summer visit", "summer visit"), ("amount:8000xyz", "amount:8000", "amount:8000"),
    ],
)  # fmt: skip
def test_what_the_language_writes_otherwise_is_offered(few: Searcher, text: str, word: str, found: str) -> None:
    offered = {near.word: near.count for near in advised(few, text)}
    assert offered.get(word) == len(few.search(parse(found))), offered


def test_a_figure_is_offered_with_the_unit_it_has() -> None:
    made = Shelf()
    made.add("bridge", "It is long.", "2001", amounts=(("length", 2023, "metre", None),))
    made.add("share", "It grew.", "2002", amounts=(("percent", 6, "percent", None),))
    made.add("rank", "It ranks high.", "2003", amounts=(("ordinal", 13, "", None),))
    searcher = Searcher(made.library())
    for text, word in {
        "amount:2023": 'amount:"2023 metre"', "amount:2023m": 'amount:"2023 m"', "amount:6": "amount:6%",
        "amount:13": "amount:13th",
        "amount:>2000": 'amount:">2000 metre"', "amount:6xyz": "amount:6%", "2,023 m": 'amount:"2,023 m"',
        "6 percent": 'amount:"6 percent"',
    }.items():  # fmt: skip
        assert word in [near.word for near in advised(searcher, text)], text


def test_a_figure_with_its_word_apart_is_told_as_one() -> None:
    made = Shelf()
    made.add("large", "It cost 2 billion.", "2001", amounts=(("money", 2e9, "USD", None),))
    made.add("small", "It cost 5 million of a billion.", "2002", amounts=(("money", 5e6, "USD", None),))
    searcher = Searcher(made.library())
    apart = searcher.search(parse("amount:>1 billion"))
    assert len(apart) == 2 and apart.aside == ('amount:">1 billion" finds 1',)
    assert len(searcher.search(parse('amount:">1 billion"'))) == 1
    for text in ('amount:">1 billion"', "amount:>1 cost", "amount:>1bn billion"):
        assert searcher.search(parse(text)).aside == (), text


@given(
    st.integers(0, 40_000), st.sampled_from((" ", "\n", "")),
    st.sampled_from(("okapi", "okapis", "okapi house", "an okapi", "oka")),
    st.sampled_from((Pattern(("okapi",), loose=True), Pattern(("okapi", "house")), Pattern(("okap",), prefix=True), None)),
)  # fmt: skip
def test_a_long_text_is_looked_through_in_parts_to_the_same_end(
    before: int, blank: str, told: str, pattern: Pattern | None
) -> None:
    filling = f"nothing of it{blank}" * (before // 13) + "x" * (before % 13)
    text = f"{filling} {told} {'nothing more ' * 2_000}"
    wanted = Patterns((pattern,)) if pattern else Patterns(exact=("an okapi",))
    pieces, searched = 0, anywhere(text, wanted)
    try:
        while True:
            next(searched)
            pieces += 1
    except StopIteration as ended:
        assert ended.value == stands(text, wanted)
    if not stands(text, wanted):
        assert pieces >= len(text) // 10_000, "a part of it at a time"
