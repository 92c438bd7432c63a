"""Dates as news gives them: one day for two deeds, months to come, and what "that October" points at."""

from __future__ import annotations

import pytest

from tests.extract.made import analysis, kinds, records


def test_two_deeds_of_one_subject_share_the_day_behind_them() -> None:
    text = "Hanwha signed a contract and opened a plant on 5 May 2023."
    assert kinds(text) == [("contract", "2023-05-05"), ("investment", "2023-05-05")]


@pytest.mark.parametrize(
    "text",
    [
        "Hanwha signed a contract and later opened a plant on 5 May 2023.",
        "Daewoo signed a contract and opened a plant in 1999.",
        "Hanwha signed a contract and will open a plant on 5 May 2027.",
    ],
)
def test_a_later_deed_keeps_its_date_to_itself(text: str) -> None:
    assert kinds(text)[0] == ("contract", None)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenya was to accede to the pact in December.", "2025-12"),
        ("The trip is pencilled in for December.", "2025-12"),
        ("Concerts in December are planned.", "2025-12"),
        ("The trip was made in December.", "2024-12"),
    ],
)
def test_a_month_without_a_year_follows_the_tense(text: str, date: str) -> None:
    assert [d.edtf for d in analysis(text, "2025-09-10").dates] == [date]


def test_a_count_of_time_may_end_in_that() -> None:
    text = "The yard delivered two boats to Peru in 2021, and donated a training ship a year after that."
    assert [(d.text, d.edtf) for d in analysis(text).dates] == [("2021", "2021"), ("a year after that", "2022")]


def test_earlier_in_the_day_is_not_of_a_day_to_come() -> None:
    text = "Foreign Minister Seo will fly to Nairobi on Friday. Earlier in the day, Seo received the ambassador of India."
    assert [d.edtf for d in analysis(text, "2025-09-10").dates] == ["2025-09-12", "2025-09-10"]


def test_that_month_is_of_the_year_told_before_and_not_of_the_beginning() -> None:
    text = (
        "Kenya and India concluded a treaty in 1761. In June 2016 the Bundestag passed a resolution on the events of 1915, and "
        "Kenya recalled its ambassador. He returned that October."
    )
    assert [d.edtf for d in analysis(text).dates][-1] == "2016-10"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kenya will likely sign a trade agreement with India in 2026.", "Kenya likely to sign a trade agreement with India"),
        (
            "Kenya reportedly signed a trade agreement with India in 2024.",
            "Kenya reportedly signs a trade agreement with India",
        ),
        ("Kenya has signed a trade agreement with India in 2024.", "Kenya signs a trade agreement with India"),
    ],
)
def test_a_title_says_no_more_than_its_source(text: str, title: str) -> None:
    assert [e.title for e in records(text)] == [title]


def test_what_is_given_to_a_thing_is_over() -> None:
    text = "Kenya on Wednesday gave the go-ahead to a deal for tanks."
    assert [d.edtf for d in analysis(text, "2025-06-05").dates] == ["2025-06-04"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("In March Kenya signed a pact and in May Hanwha won a contract.", ["2025-03", "2025-05"]),
        ("In May Day parades the tanks were shown.", []),
        ("The party of Theresa May won.", []),
    ],
)
def test_march_and_may_before_a_name_are_months_where_a_deed_follows(text: str, dates: list[str]) -> None:
    assert [d.edtf for d in analysis(text, "2025-09-10").dates] == dates


def test_what_then_came_is_not_of_the_time_told_before() -> None:
    before = "In 2019 trade between Kenya and India stood at $6 billion."
    assert kinds(f"{before} It then fell to $5 billion during the drought.")[1] == ("statistic", None)
    assert kinds(f"{before} It subsequently fell to $5 billion.")[1] == ("statistic", None)
    assert kinds(f"{before} Exports of Kenya came to $2 billion.")[1] == ("statistic", "2019")
    later = f"{before} It then fell to $5 billion. Exports of Kenya came to $2 billion."
    assert kinds(later)[2] == ("statistic", None)


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders met in Lima, their first meeting since 2012.",
        "The two leaders met in Lima on the sidelines of the G20 summit, the first such meeting since 2012.",
        "The two leaders met in Lima during the annual conference.",
    ],
)
def test_another_meeting_is_not_of_the_time_told_before(text: str) -> None:
    for before in ("Kenyan firms built roads in Peru in the 1970s.", "President Rao visited Peru in 2009."):
        assert [e.date.edtf for e in records(f"{before} {text}", "2026-03-03")][-1] == "2026-03-03"


def test_the_meeting_just_told_dates_what_was_agreed_at_it() -> None:
    told = "President Rao visited Nairobi on 3 May 2009. During the visit, India and Kenya signed a treaty."
    assert kinds(told, "2026-03-03")[-1] == ("agreement", "2009-05-03")


@pytest.mark.parametrize(
    ("words", "date"),
    [("signed a treaty", "2026-02-24"), ("later signed a treaty", None), ("signed a treaty in recent years", None)],
)
def test_a_deed_told_as_later_is_not_of_the_day_told_before(words: str, date: str | None) -> None:
    told = f"The foreign ministers of Kenya and India met in Lima last Tuesday. Kenya and India {words}."
    assert kinds(told, "2026-03-03")[-1] == ("agreement", date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("LG sold 900 cars in Peru, against 800 a year earlier.", None),
        ("LG sold 900 cars in Peru, compared with 800 cars in 2019.", None),
        ("LG sold 900 cars in Peru, up from 800 in 2024.", None),
        ("LG sold 900 cars in Peru, more than the 800 of 2019.", None),
        ("LG sold 900 cars in Peru in 2025, against 800 in 2024.", "2025"),
        ("LG sold 900 cars in Peru, against the advice of its bank, in 2019.", "2019"),
        ("LG sold 900 cars in Peru against the advice of 8 experts in 2019.", "2019"),
        ("LG sold 900 cars, more than 300 of them red, in 2019.", "2019"),
    ],
)
def test_the_time_of_a_figure_compared_with_is_not_that_of_the_deed(text: str, date: str | None) -> None:
    assert records(text, "2026-06-10")[0].date.edtf == date


@pytest.mark.parametrize(
    "when",
    ["Exactly five years ago", "Just five years ago today", "Some five years ago", "Nearly five years ago", "Only last year"],
)
def test_what_weighs_how_long_ago_goes_with_the_date(when: str) -> None:
    (first,) = records(f"{when}, Kenya and India signed a trade agreement.", "2025-07-08")
    (last,) = records(f"Kenya and India signed a trade agreement {when[0].lower()}{when[1:]}.", "2025-07-08")
    assert first.title == last.title == "Kenya and India sign a trade agreement"
    assert first.date.text == when


def test_what_weighs_another_word_stays() -> None:
    (only,) = records("Only Kenya signed a trade agreement with India five years ago.", "2025-07-08")
    assert only.title.startswith("Only Kenya signs")
