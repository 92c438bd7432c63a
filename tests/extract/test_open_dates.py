"""Words that only say on which side of a date something was never make it of that date."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.extract import series
from kortui.extract.dates_open import opened
from kortui.model import Event
from tests.extract.made import analysis, library, records


def only(text: str) -> Event:
    (record,) = records(text, "2026-06-15")
    return record


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("before April 2009", "../2009-03"),
        ("after April 2009", "2009-05/.."),
        ("before 2009", "../2008"),
        ("after 2009", "2010/.."),
        ("after 31 December 2009", "2010-01-01/.."),
        ("before 1 March 2008", "../2008-02-29"),
        ("after the 1990s", "2000/.."),
        ("before the 1990s", "../1989"),
        ("by April 2009", "../2009-04"),
        ("by the end of 2009", "../2009"),
        ("until April 2009", "../2009-04"),
        ("no later than April 2009", "../2009-04"),
        ("not later than 2009", "../2009"),
        ("not after 2009", "../2009"),
        ("in or before 2009", "../2009"),
        ("not earlier than April 2009", "2009-04/.."),
        ("no earlier than 2009", "2009/.."),
        ("not before April 2009", "2009-04/.."),
        ("in or after 2009", "2009/.."),
        ("prior to 2009", "../2008"),
        ("earlier than 2009", "../2008"),
        ("later than 2009", "2010/.."),
        ("before the year 2009", "../2008"),
        ("before the end of 2009", "../2009"),
        ("after early 2009", "2009/.."),
        ("shortly after 2009", "2010/.."),
        ("well before April 2009", "../2009-03"),
        ("two years after 2009", "2010/.."),
    ],
)
def test_a_deed_is_on_the_side_of_the_date_that_its_sentence_says(words: str, edtf: str) -> None:
    record = only(f"LG opened a plant in Nairobi {words}.")
    assert (record.date.edtf, record.date.basis, record.date.role) == (edtf, "stated", "event")
    assert (record.date.text, record.date.display) == (words, words)
    assert record.title == "LG opens a plant in Nairobi"


@pytest.mark.parametrize(
    ("opening", "edtf", "shown"),
    [
        ("Before 1995", "../1994", "before 1995"),
        ("After 1995", "1996/..", "after 1995"),
        ("No later than June 2012", "../2012-06", "no later than June 2012"),
        ("By June 2012", "../2012-06", "by June 2012"),
        ("Shortly before 5 June 2012", "../2012-06-04", "shortly before 5 June 2012"),
    ],
)
def test_so_is_one_at_the_head_of_its_sentence(opening: str, edtf: str, shown: str) -> None:
    record = only(f"{opening} LG built a car factory in Nairobi.")
    assert (record.date.edtf, record.date.text, record.date.display) == (edtf, opening, shown)
    assert record.title == "LG builds a car factory in Nairobi"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [("after the 2009 election", "2009/.."), ("before the 2009 election", "../2009"), ("following the 2009 coup", "2009/..")],
)
def test_what_was_in_a_year_leaves_room_in_that_year_and_keeps_its_name(words: str, edtf: str) -> None:
    record = only(f"President Kibwana Otieno visited Ankara {words}.")
    assert (record.date.edtf, record.date.display) == (edtf, words)
    assert "2009" in record.title


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("President Kibwana Otieno visited Ankara in 2009.", "2009"),
        ("President Kibwana Otieno visited Ankara in 2009, before the war.", "2009"),
        ("President Kibwana Otieno visited Ankara after the war.", None),
        ("President Kibwana Otieno visited Ankara between 2009 and 2011.", "2009/2011"),
        ("It was not until 2009 that President Kibwana Otieno visited Ankara.", "2009"),
        ("After a visit to Seoul in 2009, President Kibwana Otieno visited Ankara.", "2009"),
    ],
)
def test_other_dates_stay_as_they_are(text: str, edtf: str | None) -> None:
    assert edtf in {e.date.edtf for e in records(text)}
    assert not any(e.date.edtf and ".." in e.date.edtf for e in records(text))


@pytest.mark.parametrize(
    ("text", "edtf", "role"),
    [
        ("Hanwha will deliver 12 howitzers to Kenya by 2031.", "2031", "deadline"),
        ("Hanwha will deliver 12 howitzers to Kenya before 2031.", "../2030", "planned"),
        ("Hanwha will deliver 12 howitzers to Kenya after 2031.", "2032/..", "planned"),
        ("Kenya and South Korea aim to raise their trade to $15 billion by 2030.", "2030", "deadline"),
        ("Kenya and South Korea aim to raise their trade to $15 billion before 2030.", "2030", "target"),
    ],
)
def test_plans_and_aims(text: str, edtf: str, role: str) -> None:
    record = only(text)
    assert (record.date.edtf, record.date.role) == (edtf, role)


def test_a_figure_of_a_time_that_is_open_is_no_point_of_a_series() -> None:
    reached = only("Trade between South Korea and Kenya reached $9 billion by 2018.")
    assert reached.date.edtf == "2018"
    assert series.concerns(reached)
    later = only("Trade between South Korea and Kenya reached $9 billion after 2018.")
    assert later.date.edtf == "2019/.."
    assert not series.concerns(later)


@pytest.mark.parametrize(
    ("value", "role", "wanted"),
    [
        ("1984~/1986~", "before", "../1984~"),
        ("1984~/1986~", "after", "1986~/.."),
        ("[2023..2025]", "before", "../2024"),
        ("[2023..2025]", "after", "2024/.."),
        ("[2023..2025]", "by", "../2025"),
        ("2012/..", "after", "2012/.."),
        ("2012-22", "before", "../2012-05"),
        ("-0300", "before", "../-0301"),
        ("2012", "deadline", "2012"),
    ],
)
def test_no_end_is_finer_than_what_it_is_of(value: str, role: str, wanted: str) -> None:
    assert opened(value, role) == wanted


_PLANT = "LG opened a plant in Nairobi"


def test_sides_of_a_month_and_the_month_are_not_one_record(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        a=f"A\n\n{_PLANT} after June 2012.",
        b=f"B\n\n{_PLANT} before June 2012.",
        c=f"C\n\n{_PLANT} in June 2012.",
        d=f"D\n\n{_PLANT} after June 2012.",
        e=f"E\n\n{_PLANT} in 2015. {_PLANT} after 2011.",
    )
    found = {e.date.edtf: (len(e.evidence), [o.edtf for o in e.other_dates]) for e in made.events}
    assert found == {
        "../2012-05": (1, []),
        "2012-06": (1, []),
        "2012-07/..": (2, []),
        "2015": (1, []),
        "2012/..": (1, []),
    }
    assert not made.conflicts


def test_two_open_dates_of_one_count_are_both_kept(tmp_path: Path) -> None:
    text = "A\n\nKenya bought 10 KT-1 aircraft after 2012. Kenya bought the 10 KT-1 aircraft before 2016."
    made = library(tmp_path, a=text)
    (bought,) = [e for e in made.events if e.type == "contract"]
    assert (bought.date.edtf, [o.edtf for o in bought.other_dates]) == ("2013/..", ["../2015"])
    assert {c.kind for c in made.conflicts} <= {"refinement"}


@pytest.mark.parametrize(
    ("words", "edtf", "shown"),
    [
        ("in 2009 or later", "2009/..", "2009 or later"),
        ("in 2009 at the earliest", "2009/..", "2009 at the earliest"),
        ("at the earliest in 2009", "2009/..", "at the earliest in 2009"),
        ("in 2009, if not earlier", "../2009", "2009, if not earlier"),
        ("in 2009 at the latest", "../2009", "2009 at the latest"),
        ("in 2009 or before", "../2009", "2009 or before"),
        ("in 2009 or 2010", "[2009,2010]", "2009 or 2010"),
        ("in either 2009 or 2010", "[2009,2010]", "2009 or 2010"),
        ("in 2008, 2009 or 2010", "[2008,2009,2010]", "2008, 2009 or 2010"),
        ("in May or June 2009", "[2009-05,2009-06]", "May 2009 or June 2009"),
        ("on 5 or 6 May 2009", "[2009-05-05,2009-05-06]", "5 May 2009 or 6 May 2009"),
        ("in about 2009", "2009~", "about 2009"),
        ("in approximately 2009", "2009~", "about 2009"),
        ("some time around 2009", "2009~", "about 2009"),
        ("in or around 2009", "2009~", "about 2009"),
        ("around the 1990s", "199X~", "about the 1990s"),
        ("on or about 5 May 2009", "2009-05-05~", "about 5 May 2009"),
        ("in 2009 or so", "2009~", "about 2009"),
        ("probably in 2009", "2009?", "2009?"),
        ("possibly on 5 May 2009", "2009-05-05?", "5 May 2009?"),
    ],
)
def test_a_date_is_as_doubtful_as_its_sentence(words: str, edtf: str, shown: str) -> None:
    record = only(f"LG opened a plant in Nairobi {words}.")
    assert (record.date.edtf, record.date.display) == (edtf, shown)
    assert record.title == "LG opens a plant in Nairobi"


@pytest.mark.parametrize(
    ("head", "edtf"),
    [
        ("Around 1990", "1990~"),
        ("Circa 1995", "1995~"),
        ("About 2010", "2010~"),
        ("Roughly 2010", "2010~"),
        ("Approximately 2000", "2000~"),
        ("Around 2000,", "2000~"),
        ("Some time around 1990", "1990~"),
        ("In or around 1990", "1990~"),
        ("In about 1990", "1990~"),
        ("Around June 1990", "1990-06~"),
        ("Around the 1990s", "199X~"),
        ("As early as 1999", "1999"),
        ("As late as 1999", "1999"),
    ],
)
@pytest.mark.parametrize("who", ["Hyundai Motor", "the group Hyundai Motor"])
def test_a_year_at_the_head_of_a_sentence_is_no_figure_and_no_name(head: str, edtf: str, who: str) -> None:
    record = only(f"{head} {who} built two car factories in Nairobi.")
    assert record.date.edtf == edtf
    assert record.title == f"{'Group ' * (who != 'Hyundai Motor')}Hyundai Motor builds two car factories in Nairobi"
    assert [a.value for a in record.amounts] == [2]
    assert {a.id for a in record.actors} == {"hyundai-motor"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Around 1990 vehicles were sold to Kenya by Hyundai Motor.", 1990),
        ("About 2000 Turkish soldiers were killed in the Korean War.", 2000),
        ("About 1990 Turkish personnel arrived in Korea in May 1952.", 1990),
        ("Roughly 1950 Samsung phones were sold to Kenya in 2012.", 1950),
    ],
)
def test_a_number_that_counts_what_follows_is_no_year(text: str, count: int) -> None:
    assert {a.value for e in records(text) for a in e.amounts} == {count}
    assert not any(e.date.edtf and str(count) in e.date.edtf for e in records(text))


def test_a_stand_has_the_year_its_clause_ends_with() -> None:
    (stand,) = records("The parliament of Kenya rejected the free trade agreement with India in 2012.", "2024-06-15")
    assert (stand.type, stand.date.edtf) == ("statement", "2012")
    (stand,) = records("The parliament of Kenya rejected the plan to sign a treaty in 2012.", "2024-06-15")
    assert stand.date.edtf == "2024-06-15"


def test_not_quite_is_nearly() -> None:
    record = only("Trade between South Korea and Kenya stood at not quite $5 billion in 2012.")
    assert [(a.value, a.hedge) for a in record.amounts] == [(5_000_000_000, "<~")]


@pytest.mark.parametrize("who", ["it", "she", "the ministry", "their trade ministry"])
def test_a_year_before_a_new_subject_counts_nothing(who: str) -> None:
    found = {d.edtf: d.role for d in analysis(f"By 2030 {who} aims at exports of $20 billion.").dates}
    assert found == {"2030": "deadline"}
