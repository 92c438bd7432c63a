"""Headings that say when: the year of a chronology dates what stands beneath it, and publication does not."""

from __future__ import annotations

import pytest

from tests.extract.made import analysis, records

FRONT = "---\ntitle: Kenya and India (updated 2 January 2026)\npublished: 2026-03\n---\n"


def told(body: str, front: str = FRONT) -> list[tuple[str, str | None, str]]:
    """Type, date and basis of the records of a Markdown text."""
    return [(e.type, e.date.edtf, e.date.basis) for e in records(front + body, name="note.md")]


@pytest.mark.parametrize(
    ("heading", "sentence", "date"),
    [
        ("## 1949", "Kenya recognised India on 11 August.", "1949-08-11"),
        ("# 1949", "Kenya recognised India on 11 August.", "1949-08-11"),
        ("## 1949:", "Kenya recognised India on 11 August.", "1949-08-11"),
        ("1949\n----", "Kenya recognised India on 11 August.", "1949-08-11"),
        ("**1949**\n", "Kenya recognised India on 11 August.", "1949-08-11"),
        ("- 1949", "- Kenya recognised India on 11 August.", "1949-08-11"),
        ("## The year 2012", "Kenya recognised India on 1 August.", "2012-08-01"),
        ("## Events of 2012", "Kenya recognised India in October.", "2012-10"),
        ("## The Nairobi crisis (1975)", "Kenya recognised India on 3 May.", "1975-05-03"),
        ("## 1975 – The Nairobi crisis", "Kenya recognised India on 3 May.", "1975-05-03"),
        ("## Relations in 1975", "Kenya recognised India on 3 May.", "1975-05-03"),
        ("## March 1970", "Kenya recognised India on the 5th.", "1970-03-05"),
        ("## March 1970", "Kenya recognised India on 12 April.", "1970-04-12"),
        ("## December 1970", "Kenya recognised India on 5 January.", "1971-01-05"),
        ("## 2018–2019", "Kenya recognised India on 1 August.", "[2018-08-01,2019-08-01]"),
        ("## From 1950 to 1960", "Kenya recognised India on 1 August.", "1950/1960"),
        ("## The 1950s", "Kenya recognised India on 8 March.", "195X"),
        ("## 1949", "Kenya recognised India in the first quarter.", "1949-33"),
        ("## 1949", "Kenya recognised India on Monday.", "1949"),
        ("## 1949", "Kenya recognised India.", "1949"),
        ("## The 1950s", "Kenya recognised India.", "195X"),
        ("## 1949", "Kenya recognised India in 1951.", "1951"),
        ("## 1949", "In March 1951 and again in June, Kenya recognised India.", "1951-06"),
    ],
)
def test_a_heading_dates_what_stands_beneath_it(heading: str, sentence: str, date: str) -> None:
    assert [found[1] for found in told(f"{heading}\n\n{sentence}\n")][-1] == date


def test_the_basis_of_such_a_date_is_what_was_told_before() -> None:
    assert told("## 1949\n\nKenya recognised India on 11 August.") == [("recognition", "1949-08-11", "anaphoric")]


@pytest.mark.parametrize(
    "heading",
    [
        "## Since 1949",
        "## After 1949",
        "## Plans for 2030",
        "## The anniversary of 2027",
        "## No. 1949",
        "## 1949 ships",
        "## Trade",
    ],
)
def test_a_heading_that_is_no_date_dates_nothing(heading: str) -> None:
    assert told(f"{heading}\n\nKenya recognised India on 11 August.")[0][1] == "2025-08-11"


def test_a_section_ends_with_the_next_heading_of_its_level() -> None:
    text = (
        "## 1949\n\nKenya recognised India on 1 May.\n\n### Trade\n\nKenya and India signed a treaty on 2 May.\n\n"
        "## 1952\n\nKenya and India signed a pact on 3 May.\n\n## Outlook\n\nPresident Rao will visit Nairobi in June.\n"
    )
    assert [date for _, date, _ in told(text)] == ["1949-05-01", "1949-05-02", "1952-05-03", "2026-06"]


def test_a_month_below_a_year_is_of_it() -> None:
    text = "## 2018\n\n### February\n\nKenya recognised India.\n\n### March\n\nKenya and India signed a treaty on the 5th.\n"
    assert [date for _, date, _ in told(text)] == ["2018-02", "2018-03-05"]
    ranged = "## 2018–2019\n\nIn May 2018 Kenya recognised India.\n\n### February\n\nKenya and India signed a treaty.\n"
    assert [date for _, date, _ in told(ranged)] == ["2018-05", "[2018-02,2019-02]"]


def test_a_story_goes_on_within_its_section() -> None:
    text = "## The 1950s\n\nIn May 1953 Kenya recognised India. In June Kenya and India signed a treaty.\n"
    assert [date for _, date, _ in told(text)] == ["1953-05", "1953-06"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya had recognised India.",
        "Kenya later recognised India.",
        "Kenya has recognised India.",
        "Kenya will recognise India.",
        "Kenya recognised India in recent years.",
    ],
)
def test_a_deed_of_another_time_takes_no_year_of_a_heading(sentence: str) -> None:
    assert all(date is None for _, date, _ in told(f"## 1949\n\n{sentence}"))


def test_what_is_only_under_a_heading_with_a_date_in_it_takes_none() -> None:
    assert told("## The Nairobi crisis (1975)\n\nKenya recognised India.")[0][1] is None


def test_nothing_of_before_is_spoken_of_beneath_another_year() -> None:
    before = "## 2012\n\nThe ministers of Kenya and India met in Lima on 3 May.\n\n"
    meeting = "At the meeting Kenya and India signed a treaty.\n"
    assert told(before + meeting)[-1][1] == "2012-05-03"
    assert told(f"{before}## 2018\n\n{meeting}")[-1][1] == "2018"


def test_a_story_does_not_go_on_from_the_first_year_of_a_heading_of_several() -> None:
    text = "== 1950–1953 ==\nKenya sent 300 soldiers to Peru.\n== Later ==\nThey left in May.\n"
    assert analysis(text, name="note.wiki").dates[-1].edtf != "1950-05"


def test_lines_of_plain_text_are_headings_too() -> None:
    text = (
        " date 2026-03-03 A chronology\n1949\nKenya recognised India on 11 August.\n1950: In October, Kenya sent 300 soldiers "
        "to Peru.\n1957\nKenya and India signed a treaty on 8 March.\nMarch\nKenya and India signed a pact on 9 March.\n"
    )
    assert [e.date.edtf for e in records(text)] == ["1949-08-11", "1950-10", "1957-03-08", "1957-03-09"]


def test_a_list_of_years_dates_nothing_behind_it() -> None:
    text = "Reports were made for:\n\n- 1949\n- 1950\n\nKenya recognised India on 11 August.\n"
    assert told(text)[0][1] == "2025-08-11"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenya joined the war in 1950. On 17 October Kenya recognised India.", "[1950-10-17,2025-10-17]"),
        ("Kenya joined the war in 2019. On 17 October Kenya recognised India.", "2025-10-17"),
        ("Kenya joined the war in 1950. It was long. In October Kenya recognised India.", "[1950-10,2025-10]"),
        ("Kenya joined the war in 1950. On 20 February Kenya recognised India.", "2026-02-20"),
        ("Kenya joined the war in 1950. Kenya will recognise India in October.", "2026-10"),
        ("Kenya joined the war in 1950. On 17 October Kenya recognised India, it said on Friday.", "2025-10-17"),
        ("Kenya joined the war in 1950. It left in 2025. On 17 October Kenya recognised India.", "2025-10-17"),
        ("Kenya joined the war in 1950.\n\nOn 17 October Kenya recognised India.", "2025-10-17"),
        ("Kenya joined the war in May 1950. On 17 October Kenya recognised India.", "1950-10-17"),
    ],
)
def test_a_day_behind_a_year_gone_by_may_be_of_that_year(text: str, date: str) -> None:
    assert next(e.date.edtf for e in records(text, "2026-03-03") if e.type == "recognition") == date
