from __future__ import annotations

import pytest

from tests.extract.made import library, records

PUBLISHED = "2031-06-02"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Türkiye has set its sights on $4 billion of defence exports for this year.",
            "Türkiye aims for arms exports of $4 billion",
        ),
        ("Kenya is eyeing exports of $20 billion by 2035.", "Kenya aims for exports of $20 billion"),
        ("Kenya hopes for exports of $9 billion in 2032.", "Kenya aims for exports of $9 billion"),
        ("Kenya is shooting for exports of $30 billion this year.", "Kenya aims for exports of $30 billion"),
        ("Ankara wants bilateral trade lifted to $15 billion.", "Ankara wants bilateral trade lifted to $15 billion"),
        (
            "Kenya is seeking to double trade with Poland to $10 billion.",
            "Kenya aims for bilateral trade of $10 billion with Poland",
        ),
        ("Poland plans to raise its defense budget to $55 billion next year.", "Poland aims for defense budget of $55 billion"),
        ("Kenya vowed to lift its exports to $40 billion by 2034.", "Kenya aims for exports of $40 billion"),
    ],
)
def test_a_figure_that_somebody_wants_is_a_target(text: str, title: str) -> None:
    (event,) = records(text, published=PUBLISHED)
    assert (event.type, event.title) == ("target", title)


@pytest.mark.parametrize(
    "governs", ["wants its exports to", "hopes its exports", "plans for its exports to", "vows its exports will"]
)
@pytest.mark.parametrize("verb", ["reach", "hit", "rise to", "climb to"])
def test_no_verb_of_level_states_what_is_only_wanted(governs: str, verb: str) -> None:
    found = records(f"Kenya {governs} {verb} $40 billion this year.", published=PUBLISHED)
    assert not [e for e in found if e.type == "statistic" and e.date.role == "event"]
    assert not [e for e in found if "stand" in e.title or "rises to" in e.title]


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("could reach", "could reach"),
        ("may rise to", "may reach"),
        ("will hit", "to reach"),
        ("are likely to reach", "expected to reach"),
    ],
)
def test_a_figure_under_a_modal_is_foretold(verb: str, said: str) -> None:
    (event,) = records(f"Exports of Kenya {verb} $30 billion in 2032.", published=PUBLISHED)
    assert (event.date.role, event.title) == ("forecast", f"Exports of Kenya {said} $30 billion")


def test_a_month_of_may_foretells_nothing() -> None:
    (event,) = records("Exports of Kenya in May reached $30 billion.", published=PUBLISHED)
    assert event.date.role == "event"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        (
            "Shipments of semiconductors from South Korea jumped to $12 billion in May 2031.",
            "semiconductor exports of South Korea",
        ),
        ("South Korea's car exports fell to $6 billion in May 2031.", "car exports of South Korea"),
        ("South Korea's exports of ships doubled to $3 billion in May 2031.", "ship exports of South Korea"),
        ("South Korea imported $3 billion of coal in 2030.", "coal imports of South Korea"),
        (
            "South Korea's exports to the United States fell to $9 billion in May 2031.",
            "exports of South Korea to United States",
        ),
        ("Exports of cars to Poland came to $1 billion in 2030.", "car exports to Poland"),
        ("South Korea's total exports of goods fell to $50 billion in May 2031.", "exports of South Korea"),
    ],
)
def test_a_part_of_a_flow_is_not_the_whole(text: str, measure: str) -> None:
    (event,) = records(text, published=PUBLISHED)
    assert event.amounts[0].measure == measure
    assert event.title.lower().startswith(measure.lower())


def test_parts_and_the_whole_are_no_conflict_and_no_one_series(tmp_path) -> None:  # type: ignore[no-untyped-def]
    text = "South Korea's exports slipped to $52 billion in April 2030, while car exports fell to $6 billion."
    built = library(tmp_path, note=text)
    assert not built.conflicts
    assert {s.measure for s in built.series} == {"exports", "car exports"}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Exports of Kenya slipped to $52 billion in 2030.", ["Exports of Kenya fall to $52 billion"]),
        ("Exports of Kenya soared to nearly $52 billion in 2030.", ["Exports of Kenya rise to nearly $52 billion"]),
        (
            "Exports of Kenya fell to $50 billion in 2030, after a record $60 billion in 2029.",
            ["Exports of Kenya fall to $50 billion", "Exports of Kenya reach a record $60 billion"],
        ),
        ("Exports of Kenya rose 4 percent to $50 billion in 2030, a record.", ["Exports of Kenya reach a record $50 billion"]),
    ],
)
def test_a_title_says_which_way_a_figure_went_and_whose_the_record_is(text: str, titles: list[str]) -> None:
    assert sorted(e.title for e in records(text, published=PUBLISHED)) == sorted(titles)


def test_a_wish_of_another_clause_aims_at_no_figure() -> None:
    assert [e.type for e in records("Kenya wanted help; its exports rose to $5 billion in 2024.", published=PUBLISHED)] == [
        "statistic"
    ]


def test_what_others_want_is_no_aim_at_a_figure() -> None:
    found = records("Exports of goods wanted by Poland from Kenya reached $5 billion in 2024.", published=PUBLISHED)
    assert [e.type for e in found] == ["statistic"]


def test_what_two_want_now_is_not_of_the_year_just_told() -> None:
    text = "Trade between Kenya and Poland reached $12 billion in 2029 and the two countries agreed to lift it to $15 billion."
    (aim,) = [e for e in records(text, published=PUBLISHED) if e.type == "target"]
    assert aim.date.edtf == PUBLISHED


def test_a_difference_is_no_level() -> None:
    text = "Exports of Kenya rose to $60 million in 2020, $9 million more than the year before."
    assert [e.amounts[0].text for e in records(text, published=PUBLISHED)] == ["$60 million"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Exports of Kenya rose $1 billion to reach $9 billion in 2029.", [("statistic", 9e9, "2029")]),
        ("Exports of Kenya shrank by $2 billion to hit $7 billion in 2029.", [("statistic", 7e9, "2029")]),
        ("Exports of Kenya gained $2 billion to reach $8 billion in 2029.", [("statistic", 8e9, "2029")]),
        ("Exports of Kenya exceeded the $9 billion target in 2029.", [("statistic", 9e9, "2029")]),
        ("Exports of Kenya reached their target of $9 billion in 2029.", [("statistic", 9e9, "2029")]),
        ("Exports of Kenya hit $7 billion in 2029, above its $5 billion goal.",
         [("statistic", 7e9, "2029"), ("target", 5e9, "2029")]),
        ("Exports of Kenya reached $6 billion in 2029, against a target of $10 billion.",
         [("statistic", 6e9, "2029"), ("target", 10e9, "2029")]),
        ("Exports of Kenya, $6 billion in 2029, should reach $10 billion by 2035.",
         [("statistic", 6e9, "2029"), ("target", 10e9, "2035")]),
        ("Exports of Kenya ($6 billion in 2029) must rise to $10 billion by 2035.",
         [("statistic", 6e9, "2029"), ("target", 10e9, "2035")]),
        ("Kenya wants to lift its exports, now $6 billion, to $10 billion by 2035.",
         [("statistic", 6e9, None), ("target", 10e9, "2035")]),
        ("Exports of Kenya should reach the $9 billion target in 2035.", [("target", 9e9, "2035")]),
        ("Exports of Kenya, $9 billion by 2035, are the goal of the ministry.", [("target", 9e9, "2035")]),
        ("Kenya added flights to reach $9 billion in exports by 2035.", [("target", 9e9, "2035")]),
    ],
)  # fmt: skip
def test_what_was_is_no_target_though_the_sentence_names_one(text: str, wanted: list[tuple[str, float, str | None]]) -> None:
    found = records(text, published=PUBLISHED)
    assert [(e.type, e.amounts[0].value, e.date.edtf) for e in found] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Exports of Kenya were less than half of the $9 billion target in 2029.",
        "Exports of Kenya were twice the $9 billion target in 2029.",
        "Exports of Kenya reached 60 percent of the $9 billion target in 2029.",
        "Exports of Kenya have not reached their target of $9 billion in 2029.",
    ],
)
def test_a_target_that_something_else_is_measured_by_is_not_of_its_year(text: str) -> None:
    assert not [e for e in records(text, published=PUBLISHED) if e.date.edtf == "2029"]


def test_the_hedge_of_a_comparison_is_not_that_of_the_target() -> None:
    target = next(
        e for e in records("Exports of Kenya hit $7 billion in 2029, above its $5 billion goal.") if e.type == "target"
    )
    assert target.amounts[0].hedge is None
    (passed,) = records("Exports of Kenya exceeded the $9 billion target in 2029.")
    assert passed.amounts[0].hedge == ">"
