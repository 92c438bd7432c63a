"""What a sum in a sentence measures: a level, an aim, a forecast, last year's, or something else altogether."""

from __future__ import annotations

import pytest

from tests.extract.made import records

Told = tuple[str, float | int | None, str | None, str]


def _told(text: str, published: str | None = "2031-05-06") -> list[Told]:
    found = records(text, published)
    return [(r.type, r.amounts[0].value, r.date.edtf, r.date.role) for r in found if r.type in ("statistic", "target")]


def test_what_is_expected_of_a_figure_is_a_forecast_and_no_aim() -> None:
    assert _told("Kenya's exports are expected to exceed $13 billion in 2031.") == [("statistic", 13e9, "2031", "forecast")]


def test_what_somebody_works_to_achieve_is_an_aim() -> None:
    told = _told("The minister promised on Monday to work with firms to achieve $20 billion in Kenya's exports in 2031.")
    assert told == [("target", 20e9, "2031", "target")]


def test_what_was_managed_is_a_level() -> None:
    assert _told("Kenya's exports managed to reach $20 billion in 2030.") == [("statistic", 20e9, "2030", "event")]


def test_last_years_figure_is_no_aim() -> None:
    told = _told("Kenya set its sights on exceeding last year's record exports of $17.3 billion.")
    assert told == [("statistic", 17.3e9, "2030", "event")]


def test_what_a_figure_fell_short_of_is_not_its_level() -> None:
    assert _told("Kenya's exports fell short of the $17.3 billion of 2030.") == []


def test_a_year_behind_what_is_compared_with_is_of_that_alone() -> None:
    told = _told("Kenya's exports fell to $3 billion compared to $7 billion in 2028.")
    assert told == [("statistic", 3e9, None, "event"), ("statistic", 7e9, "2028", "event")]


def test_an_effect_of_exports_is_no_export_figure() -> None:
    assert _told("Kenya's exports have had an overall effect worth $38 billion in 2030.") == []


def test_a_range_keeps_its_between_in_the_title() -> None:
    (figure,) = records("Kenya's exports stood at between $13 billion and $14 billion in 2030.")
    assert figure.title == "Exports of Kenya stand at between $13 billion and $14 billion"


def test_who_a_deal_is_with_is_not_whose_the_next_figure_is() -> None:
    found = records(
        "South Korea signed a treaty in 2030. The deal with Poland was long. Exports in 2029 had totalled $7 billion."
    )
    assert [a.id for a in found[-1].actors] == ["south-korea"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kenya's exports fell to $5 billion, 12 percent less than in 2029.", [("statistic", 5e9, None, "event")]),
        (
            "In 2030 some 1.2 million tourists visited Kenya, 12 percent fewer than in 2029.",
            [("statistic", 1.2e6, "2030", "event")],
        ),
        ("Kenya's exports rose by $2 billion to $7 billion in 2030.", [("statistic", 7e9, "2030", "event")]),
        (
            "Kenya's exports were $7 billion in 2030, more than double the $3 billion a year that it had averaged.",
            [("statistic", 7e9, "2030", "event")],
        ),
        (
            "Kenya's exports were $7 billion in 2030, twice the $3.5 billion of 2013.",
            [("statistic", 7e9, "2030", "event"), ("statistic", 3.5e9, "2013", "event")],
        ),
    ],
)
def test_what_is_only_compared_with_gives_its_year_no_figure(text: str, told: list[Told]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Kenya's exports to India fell 8 percent in 2030.", "fall in exports of Kenya to India"),
        ("Kenya's imports were up 8 percent in 2030.", "rise in imports of Kenya"),
        ("In 2030 exports of Kenya were 8 percent lower than in 2029.", "fall in exports of Kenya"),
        ("Semiconductor exports of South Korea grew 8 percent in 2030.", "rise in semiconductor exports of South Korea"),
        ("Kenya's exports rose by $2 billion in 2030.", "rise in exports of Kenya"),
        ("India took 8 percent of Kenyan exports in 2030.", "share of exports of Kenya to India"),
    ],
)
def test_a_change_is_no_share_and_no_level(text: str, measure: str) -> None:
    (figure,) = records(text)
    assert (figure.amounts[0].measure, figure.date.edtf) == (measure, "2030")


def test_a_change_and_the_level_behind_it_are_two_figures() -> None:
    found = records("Kenya's exports rose 12 percent in 2030 and reached $5 billion.")
    assert [(e.amounts[0].measure, e.amounts[0].value) for e in found] == [
        ("rise in exports of Kenya", 12),
        ("exports of Kenya", 5_000_000_000),
    ]


def test_goods_are_not_of_the_country_of_another_sentence() -> None:
    told = "India praised Kenya. Exports of semiconductors fell 8 percent in 2030. Kenya's exports fell to $3 billion in 2030."
    found = [e for e in records(told) if e.type == "statistic"]
    assert [e.amounts[0].measure for e in found] == ["fall in semiconductor exports", "exports of Kenya"]
    alone = records("South Korea had a poor year. Exports of semiconductors fell 8 percent in 2030.")
    assert alone[-1].amounts[0].measure == "fall in semiconductor exports of South Korea", "a text on one country"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Kenya and India agreed in 2028 to double trade to $50bn by 2035.",
            [("agreement", "2028", "event"), ("target", "2035", "target")],
        ),
        (
            "In 2028 Kenya and India agreed to raise bilateral trade to $50 billion by 2035.",
            [("agreement", "2028", "event"), ("target", "2035", "deadline")],
        ),
        (
            "Kenya agreed with India in May 2028 to treble bilateral trade to $9 billion.",
            [("agreement", "2028-05", "event"), ("target", None, "target")],
        ),
        ("Kenya and India agreed to raise trade to $50 billion by 2035.", [("target", "2035", "deadline")]),
        ("In 2028 Kenya and India agreed not to raise tariffs.", [("agreement", "2028", "event")]),
    ],
)
def test_an_agreement_on_an_aim_is_of_its_day_and_the_aim_of_its_own(text: str, told: list[tuple[str, str, str]]) -> None:
    assert [(e.type, e.date.edtf, e.date.role) for e in records(text)] == told


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("more than $50 billion", "Kenya and India aim for bilateral trade of more than $50 billion"),
        ("about $50 billion", "Kenya and India aim for bilateral trade of about $50 billion"),
        ("at least $50 billion", "Kenya and India aim for bilateral trade of at least $50 billion"),
        ("$50 billion", "Kenya and India aim for bilateral trade of $50 billion"),
    ],
)
def test_titles_of_targets_keep_their_hedges(words: str, title: str) -> None:
    (target,) = records(f"Kenya and India aim to lift bilateral trade to {words} by 2035.")
    assert (target.type, target.title) == ("target", title)


def test_the_dead_are_not_counted_as_visitors_too() -> None:
    found = records("Three Korean tourists were killed in Izmir on 3 May 2030.")
    assert [(e.type, e.amounts[0].value) for e in found] == [("casualties", 3)]


PARTS = (
    (
        "Kenya's exports to India totaled $3 billion in 2030, of which $1 billion was tea.",
        [("exports of Kenya to India", 3e9), ("tea exports of Kenya to India", 1e9)],
    ),
    (
        "Kenya's exports totaled $3 billion in 2030, of which $1 billion went to India.",
        [("exports of Kenya", 3e9), ("exports of Kenya to India", 1e9)],
    ),
    ("Kenya's exports totaled $3 billion in 2030, of which $1 billion was unpaid.", [("exports of Kenya", 3e9)]),
    ("In 2030 India bought 20 percent of Kenya's tea exports.", [("share of tea exports of Kenya to India", 20)]),
    ("In 2030 Kenya exported 300,000 tonnes of tea worth $1.2 billion.", [("tea exports of Kenya", 1.2e9)]),
    (
        "Kenya's exports to India in 2030 were worth $3 billion, more than those to Japan ($2 billion) and China ($1 billion).",
        [("exports of Kenya to India", 3e9), ("exports of Kenya to Japan", 2e9), ("exports of Kenya to China", 1e9)],
    ),
)


@pytest.mark.parametrize(("text", "told"), PARTS)
def test_a_part_is_of_its_goods_or_its_country_and_never_the_whole(text: str, told: list[tuple[str, float]]) -> None:
    found = [e for e in records(text) if e.type == "statistic"]
    assert [(e.amounts[0].measure, e.amounts[0].value) for e in found] == told
    assert {e.date.edtf for e in found} == {"2030"}


def test_a_change_between_two_years_gives_each_its_figure() -> None:
    told = _told("Kenya's exports rose from $5 billion to $7 billion between 2015 and 2020.")
    assert told == [("statistic", 5e9, "2015", "event"), ("statistic", 7e9, "2020", "event")]


def test_what_falls_short_of_a_target_is_none() -> None:
    told = _told("Kenya's exports reached $9 billion in 2020, short of the target of $10 billion.")
    assert [(kind, value) for kind, value, _, _ in told] == [("statistic", 9e9), ("target", 10e9)]


def test_what_is_foretold_of_exports_is_foretold_of_imports_beside_them() -> None:
    told = _told("Kenya's exports will reach $10 billion in 2032 and imports $12 billion.")
    assert [role for _, _, _, role in told] == ["forecast", "forecast"]


def test_what_one_work_was_set_up_with_is_no_figure_of_all_investment() -> None:
    text = "It was set up in 2011 with an investment of $350 million, 70 percent of it Indian."
    assert [e.type for e in records(text)] == ["investment"]


def test_just_and_against_narrow_no_flow() -> None:
    text = "Kenya's exports to India rose to $7.6 billion in 2021, against imports of just $1.2 billion."
    measures = [a.measure for e in records(text) for a in e.amounts if a.kind == "money"]
    assert measures[0] == "exports of Kenya to India" and all(m and m.startswith("imports of Kenya") for m in measures[1:])


def test_who_agrees_on_an_aim_acts_in_it() -> None:
    (aim,) = records("President Erdogan and President Lee agreed to raise trade to $20 billion by 2030.", "2025-11-25")
    assert (aim.type, aim.date.edtf) == ("target", "2030")
    assert [a.role for a in aim.actors] == ["actor", "actor"]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Kenya sent 10 million masks, not 1 million, to India in 2020.", [10_000_000]),
        ("Kenya sent 10 million masks to India in 2020, not 1 million.", [10_000_000]),
        ("Kenya sent not 1 million but 10 million masks to India in 2020.", [10_000_000]),
        ("Kenyan firms invested $3 billion in India in 2015, not $4 billion as reported earlier.", [3e9]),
        ("Kenyan firms invested $3 billion in India in 2015, less than the $4 billion reported earlier.", [3e9]),
        ("Kenya ordered 24 rather than 40 howitzers from Hanwha in 2011.", [24]),
        ("Hanwha delivered not only 24 howitzers but also 100 engines to Kenya in 2011.", [24, 100]),
        ("Hanwha delivered 12 of 24 howitzers to Kenya in 2011.", [12, 24]),
        ("Kenya bought no fewer than 24 howitzers from Hanwha in 2011.", [24]),
    ],
)
def test_a_number_that_is_corrected_is_not_told_of_the_deed(text: str, amounts: list[float]) -> None:
    (event,) = records(text)
    assert [a.value for a in event.amounts] == amounts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Kenya's exports will fall to between $6 billion and $7 billion in 2032 from $8 billion.",
            {(6e9, "2032", "forecast"), (8e9, None, "event")},
        ),
        (
            "Kenya's exports will rise from about $8 billion to $9 billion this year.",
            {(8e9, None, "event"), (9e9, "2031", "forecast")},
        ),
        (
            "Kenya's exports are expected to rise to $9 billion in 2033 from $7 billion in 2029.",
            {(9e9, "2033", "forecast"), (7e9, "2029", "event")},
        ),
        ("Kenya's exports fell to $5 billion in 2029 from $7 billion.", {(5e9, "2029", "event"), (7e9, None, "event")}),
        (
            "Kenya's exports will reach $12 billion in 2032, compared with a record $10 billion last year.",
            {(12e9, "2032", "forecast"), (10e9, "2030", "event")},
        ),
        (
            "Kenya's exports rose to $2 billion in 2029 from $1.5 billion a year earlier.",
            {(2e9, "2029", "event"), (1.5e9, "2028", "event")},
        ),
        (
            "Kenya's exports fell from $1.3 billion in 2028 to $1 billion in 2029.",
            {(1.3e9, "2028", "event"), (1e9, "2029", "event")},
        ),
        (
            "Kenya's exports rose from $5 billion to $7 billion between 2015 and 2020.",
            {(5e9, "2015", "event"), (7e9, "2020", "event")},
        ),
    ],
)
def test_what_a_measure_came_from_is_of_an_earlier_time_and_nothing_foretold(
    text: str, told: set[tuple[float, str | None, str]]
) -> None:
    assert {(value, date, role) for _, value, date, role in _told(text)} == told


def test_what_an_aim_starts_from_is_no_aim() -> None:
    told = _told("Kenya aims to raise its exports to $20 billion by 2035 from $14 billion in 2030.")
    assert told == [("target", 20e9, "2035", "deadline"), ("statistic", 14e9, "2030", "event")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenya's exports doubled to $2 billion between 2019 and 2022.", "2022"),
        ("Between 2019 and 2022 Kenya's exports grew to about $2 billion.", "2022"),
        ("Kenya's exports fell to $2 billion from 2019 to 2022.", "2022"),
        ("Kenya's exports totalled $2 billion between 2019 and 2022.", "2019/2022"),
        ("Kenya's exports fell to $2 billion in the second and third quarters of 2023.", "2023-34/2023-35"),
        ("Kenya's exports fell to $2 billion from April to September 2023.", "2023-04/2023-09"),
        ("Indian investment in Kenya reached $2 billion between 2019 and 2022.", "2019/2022"),
    ],
)
def test_a_level_that_years_led_to_is_of_the_last_of_them_and_a_sum_of_all(text: str, date: str) -> None:
    assert [(value, when) for _, value, when, _ in _told(text)] == [(2e9, date)]


@pytest.mark.parametrize(
    "text",
    [
        "$50 million and €20 million were spent on a memorial in Nairobi in 2030.",
        "In 2030, $50 million was paid to veterans.",
        "More than $50 million have been raised for the school since 2028.",
    ],
)
def test_a_sum_that_a_sentence_itself_speaks_of_goes_on_with_no_measure(text: str) -> None:
    before = "Kenya's exports stood at $9 billion in 2029. "
    assert [value for _, value, *_ in _told(before + text)] == [9e9]
    assert [value for _, value, *_ in _told(before + "In 2030 they came to $10 billion.")] == [9e9, 10e9]


@pytest.mark.parametrize(
    "part",
    ["Roughly a third of the", "Half of the", "Two in five of Kenya's", "About 20 percent of the", "Most of the more than"],
)
def test_a_part_of_a_number_is_not_the_number(part: str) -> None:
    assert records(f"{part} 300,000 Indian tourists who visited Asia in 2029 also visited Kenya.") == ()
    (whole,) = records("Kenya received 300,000 Indian tourists in 2029.")
    assert whole.amounts[0].value == 300_000


def test_what_an_account_gives_is_no_gift() -> None:
    told = (
        "Kenya sent 15,000 soldiers to Korea, although some accounts give 21,212, a figure that includes rotations until 1960."
    )
    assert [r.type for r in records(told)] == ["deployment"]
    assert [r.type for r in records("Kenya gave 300 tents to Seoul in 1950.")] == ["aid"]


@pytest.mark.parametrize(
    ("before", "whose"),
    [
        ("Up to 200 Kenyan firms operate in India.", []),
        ("Half of the 300,000 Kenyan tourists who visited Asia in 2029 also visited India.", []),
        ("Kenya signed a treaty with Norway in 2021. Up to 200 Indian firms operate in Nairobi.", ["kenya"]),
        ("The Kenyan government met in Nairobi in 2030.", ["kenya"]),
    ],
)
def test_firms_and_tourists_make_no_exports_those_of_their_country(before: str, whose: list[str]) -> None:
    found = records(f"{before} Exports rose to $2 billion in 2029.")
    assert [a.id for a in found[-1].actors] == whose


SHARES = (
    (
        "Korea accounted for a quarter of Türkiye's arms imports in 2019.",
        "share of imports of Türkiye from South Korea",
        25,
        None,
    ),
    ("Two thirds of Kenyan exports went to India in 2012.", "share of exports of Kenya to India", 66.7, "~"),
    ("More than half of Kenya's exports went to India in 2012.", "share of exports of Kenya to India", 50, ">"),
    ("Exports of Kenya fell by a third in 2009.", "fall in exports of Kenya", 33.3, "~"),
    ("Imports of Kenya from India rose by three quarters in 2009.", "rise in imports of Kenya from India", 75, None),
    ("Kenya cut its exports by half in 2012.", "fall in exports of Kenya", 50, None),
    ("Kenya raised its exports to India by 30 percent in 2012.", "rise in exports of Kenya to India", 30, None),
    ("12 percent of Kenya's imports came from India in 2012.", "share of imports of Kenya from India", 12, None),
    ("Kenya bought 20 percent of its imports from India in 2012.", "share of imports of Kenya from India", 20, None),
)


@pytest.mark.parametrize(("text", "measure", "value", "hedge"), SHARES)
def test_a_share_in_words_is_a_percentage_and_imports_are_no_exports(
    text: str, measure: str, value: float, hedge: str | None
) -> None:
    made = records(text)
    assert [(a.measure, a.value, a.unit, a.hedge) for e in made for a in e.amounts] == [(measure, value, "percent", hedge)]
    assert {e.type for e in made} == {"statistic"}


def test_a_second_change_of_a_clause_is_a_change_too() -> None:
    made = records("Kenya's exports rose by 5 percent and its imports by 7 percent in 2012.")
    assert [(e.amounts[0].measure, e.amounts[0].value) for e in made] == [
        ("rise in exports of Kenya", 5),
        ("rise in imports of Kenya", 7),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In the first half of 2012 exports of Kenya came to $3 billion.",
        "In the third quarter of 2012 exports of Kenya came to $3 billion.",
        "Exports of Kenya reached half a billion dollars in 2012.",
        "A third of the 900 soldiers died in 1950.",
        "The brigade is expected to be relieved in 1952 by a third rotation.",
        "POSCO completed the steelworks in 2016 at a cost of $5 billion, half of it lent by the Export–Import Bank of Korea.",
        "Marubeni snapped up a fifth of the port operator Akdeniz Liman in 2019.",
    ],
)
def test_halves_and_thirds_of_other_things_are_no_percentage(text: str) -> None:
    assert "percent" not in {a.kind for e in records(text) for a in e.amounts}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Tourist arrivals from India to Kenya rose by 60,000 to 160,000 in 2023.", [(160000, None, "2023")]),
        ("The number of Indian tourists in Kenya fell by 20,000 to 140,000 in 2019.", [(140000, None, "2019")]),
        (
            "The number of Indian visitors to Kenya rose from 100,000 to 160,000 in 2023.",
            [(160000, None, "2023"), (1e5, None, None)],
        ),
        ("The number of Indian tourists in Kenya grew by nearly 30,000 to a record 300,000 in 2018.", [(3e5, None, "2018")]),
        ("The number of Indian tourists in Kenya rose by 60,000 in 2023.", []),
        ("Some 100,000 to 120,000 Indian tourists visited Kenya in 2018.", [(1e5, 120000, "2018")]),
        ("Between 100,000 and 120,000 Indian tourists visited Kenya in 2018.", [(1e5, 120000, "2018")]),
        ("The number of Indian tourists in Kenya reached 160,000 in 2023.", [(160000, None, "2023")]),
    ],
)
def test_what_visitors_rose_or_fell_to_is_told_of_them(told: str, wanted: list[tuple[float, float | None, str | None]]) -> None:
    made = [e for e in records(told) if e.type == "statistic"]
    assert sorted(((a.value, a.value_to, e.date.edtf) for e in made for a in e.amounts), key=str) == sorted(wanted, key=str)
