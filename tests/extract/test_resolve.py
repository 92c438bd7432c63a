"""Relative dates made absolute: against publication, what is known of it, the story; and what undated texts support."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui import edtf
from kortui.extract import dates, resolve, sentences
from kortui.extract.readers import plain
from kortui.extract.spans import DateSpan, Sentence
from kortui.model import Document

PUBLISHED = "2025-07-08"  # a Tuesday


def document(text: str, published: str | None = None) -> Document:
    blocks = plain.paragraphs_of(text)
    return Document("d", "d", None, None, published, None, (), None, None, None, "text", "", text, blocks)


def resolved(text: str, published: str | None = None, bounds: str | None = None) -> list[DateSpan]:
    read = document(text, published)
    parts = sentences.split(read)
    found = dates.find(text, parts)
    if published is None and bounds is None:
        bounds, _ = resolve.published_bounds(read, parts, found)
    return list(resolve.resolve(text, parts, found, published, bounds))


def values(text: str, published: str | None = None, bounds: str | None = None) -> list[str | None]:
    return [d.edtf for d in resolved(text, published, bounds) if d.kind not in ("DURATION", "VAGUE")]


def value(text: str, published: str | None = PUBLISHED, bounds: str | None = None) -> str | None:
    (only,) = values(text, published, bounds)
    return only


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("They met today in Seoul", "2025-07-08"),
        ("They met yesterday", "2025-07-07"),
        ("They meet tomorrow", "2025-07-09"),
        ("They met on Tuesday", "2025-07-08"),
        ("They met on Friday", "2025-07-04"),
        ("They will meet on Friday", "2025-07-11"),
        ("The two will be received on Friday", "2025-07-11"),
        ("They met last Tuesday", "2025-07-01"),
        ("They will meet next Thursday", "2025-07-17"),
        ("They met this week", "2025-07-07/2025-07-13"),
        ("They met last week", "2025-06-30/2025-07-06"),
        ("They met last weekend", "2025-07-05/2025-07-06"),
        ("They met two weeks ago", "2025-06-23/2025-06-29"),
        ("They met last month", "2025-06"),
        ("They met earlier this month", "2025-07-01/2025-07-08"),
        ("They met earlier this year", "2025-01-01/2025-07-08"),
        ("They will meet later this year", "2025"),
        ("They met last quarter", "2025-34"),
        ("They met in the third quarter of last year", "2024-35"),
        ("They met in the first half of this year", "2025-40"),
        ("They met last year", "2024"),
        ("They met five years ago", "2020"),
        ("They met five years ago today", "2020-07-08"),
        ("They met two years ago yesterday", "2023-07-07"),
        ("They met ten years ago this week", "2015-07-07/2015-07-13"),
        ("They met ten years ago this month", "2015-07"),
        ("They met three years ago last month", "2022-06"),
        ("They met seventy years ago this June", "1955-06"),
        ("They met twenty years ago this spring", "2005-21"),
        ("They met a year ago this Tuesday", "2024-07-08"),
        ("They met two weeks ago today", "2025-06-24"),
        ("They met six months ago yesterday", "2025-01-07"),
        ("They met a decade ago", "2015~"),
        ("They met in June", "2025-06"),
        ("They met in November", "2024-11"),
        ("They will meet in November", "2025-11"),
        ("They met last November", "2024-11"),
        ("They met on July 3", "2025-07-03"),
        ("They meet this coming Friday", "2025-07-11"),
        ("They met on the 8th (local time)", "2025-07-08"),
        ("The January-May total of ships", "2025-01/2025-05"),
        ("From May 14 (Wed) to May 16 (Fri)", "2025-05-14/2025-05-16"),
        ("Your note of Feb. 3", "2025-02-03"),
        ("The circular dated Dec. 1", "2024-12-01"),
        ("Tokyo, Dec. 3", "2024-12-03"),
        ("A trade deficit since the autumn", "2024-23"),
        ("The hall (Oct. 5)", "2025-10-05"),
        ("The hall (Feb. 5)", "2025-02-05"),
        ("They met on Dec. 30", "2024-12-30"),
        ("They will meet on Jan. 4 to 6", "2026-01-04/2026-01-06"),
        ("They met in June last year", "2024-06"),
        ("They met on the 3rd", "2025-07-03"),
        ("They met on the 30th", "2025-06-30"),
        ("They met last summer", "2024-22"),
        ("Sales rose in the first half", "2025-40"),
        ("Sales rose in the second half", "2024-41"),
        ("Sales will rise in the second half", "2025-41"),
        ("Sales rose in the third quarter", "2024-35"),
        ("They met on Feb. 29", "2024-02-29"),
        ("They met on Wednesday of last week", "2025-07-02"),
        ("They agreed to meet on Friday", "2025-07-11"),
        ("It will be ready by the end of the year", "2025"),
    ],
)
def test_against_a_day_of_publication(words: str, wanted: str) -> None:
    assert value(f"{words}.") == wanted


@pytest.mark.parametrize(
    ("words", "published", "wanted"),
    [
        ("They met last year", "2026", "2025"),
        ("They met last month", "2026-01", "2025-12"),
        ("They met on Friday", "2026-01", "2026-01"),
        ("They met last week", "2026", "2026"),
        ("They met in June", "2026", "[2025-06,2026-06]"),
        ("They met on 3 September", "1951-09", "1951-09-03"),
        ("They met last year", None, None),
        ("They met on Friday", None, None),
    ],
)
def test_nothing_is_finer_than_its_reference(words: str, published: str | None, wanted: str | None) -> None:
    assert value(f"{words}.", published) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("They met last year", "[2023..2025]"),
        ("They met this year", "[2024..2026]"),
        ("They met on Friday", "[2024..2026]"),
        ("They met last week", "[2024..2026]"),
        ("They met ten years ago", "[2014..2016]"),
        ("They met ten years ago this year", "[2014..2016]"),
        ("They met in June last year", "[2023-06,2024-06,2025-06]"),
    ],
)
def test_bounds_stay_bounds(words: str, wanted: str) -> None:
    assert value(f"{words}.", None, "[2024..2026]") == wanted


def test_a_month_of_an_open_year_stays_open() -> None:
    text = "The pact was signed in 2023. Backlog is to be told at the end of March this year."
    assert values(text)[-1] == "[2023-03..]"


def test_an_open_bound_stays_open() -> None:
    assert value("They met last year.", None, "[2013..]") == "[2012..]"
    assert value("They met last month.", None, "[2013..]") == "[2013..]"


def test_what_cannot_be_known_keeps_its_offset_and_says_so() -> None:
    (span,) = resolved("They met last year.")
    assert (span.edtf, span.basis) == (None, "none") and span.offset is not None


def test_bases_say_how_a_date_is_known() -> None:
    text = "They met in 2019. The same year they parted. They met again last year."
    assert [d.basis for d in resolved(text, PUBLISHED)] == ["stated", "anaphoric", "relative"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It began in 1987. The same year it grew.", ["1987", "1987"]),
        ("It began in June 1950. It ended the following year.", ["1950-06", "1951"]),
        (
            "It began on 25 June 1950. Two days later it grew. The following day it ended.",
            ["1950-06-25", "1950-06-27", "1950-06-28"],
        ),
        ("It began on 30 December 1950 and ended the next day.", ["1950-12-30", "1950-12-31"]),
        ("It began in November 1950. It grew in December. It ended in January.", ["1950-11", "1950-12", "1951-01"]),
        ("It began in June 1950. It ended in March of the following year.", ["1950-06", "1951-03"]),
        ("It began on 5 July 1950. On the 19th it ended. That month it rained.", ["1950-07-05", "1950-07-19", "1950-07"]),
        ("It began in 1950. That winter it snowed. The following spring it thawed.", ["1950", "1950-24", "1951-21"]),
        ("It began in late 1941. In January it ended.", ["1941", "1942-01"]),
        ("It began in 1915. A year earlier nothing stirred.", ["1915", "1914"]),
        ("It began in 1950. Ten, fifteen and twenty years earlier nothing stirred.", ["1950", "1940", "1935", "1930"]),
        ("They came on 27 December 1979. In the morning, tanks rolled in.", ["1979-12-27", "1979-12-27"]),
        ("It began in 480 BC. Ten years later it ended.", ["-0479", "-0469"]),
        ("It began in the 1950s and in 1952. Two decades later it ended.", ["195X", "1952", "1972~"]),
    ],
)
def test_a_story_is_followed(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


def test_an_aside_does_not_lead_the_story_away() -> None:
    text = (
        "The war began on 25 June 1950. The brigade sailed in September 1950. Its papers were opened in 1998. "
        "In October it landed. On 26 November it fought. In January it rested."
    )
    assert values(text) == ["1950-06-25", "1950-09", "1998", "1950-10", "1950-11-26", "1951-01"]


def test_a_deadline_or_a_look_back_does_not_lead_the_story_away() -> None:
    assert values("It was founded in 1957. It was to close by 1970. It moved in March.")[-1] == "1957-03"
    assert values("It was founded in 1957. The previous year it was planned. It moved in March.")[-1] == "1957-03"


HISTORY = "The road was begun on 3 May 1931. The first bridge stood by September 1931. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what is stated next goes back: the story left its line for one date alone
        (
            "A fire broke out in March 1933. It was put out. In November it snowed. The pass was reached in December 1931.",
            "1931-11",
        ),
        ("The plan of June 1930 was found. Nobody read it. In November it snowed. A tunnel opened in May 1932.", "1931-11"),
        # what is stated next goes on from there: the story has turned
        ("A fire broke out in March 1933. It was put out. In November it snowed. The pass was reached in May 1934.", "1933-11"),
        # words that look back, whatever comes next
        ("This followed the vote of June 1930. It was close. In November it snowed.", "1931-11"),
        # a month well back in the year lies, a year on, just before the date to come
        ("Snow fell in November. In April it thawed. The pass was reached in May 1932.", "1932-04"),
        ("Snow fell in November. In April it had been warm. The pass was reached in December 1931.", "1931-04"),
        # a year named again takes no month from the story
        ("Snow fell on 4 December (5 December by the old calendar), 1931. In January it thawed.", "1932-01"),
        # a year far off, even in the same sentence
        ("A letter printed in 1998 says that nobody worked in November.", "1931-11"),
    ],
)
def test_a_month_is_of_the_main_line(text: str, wanted: str) -> None:
    told = resolved(HISTORY + text)
    assert [d.edtf for d in told if d.text in ("November", "April", "January")][-1] == wanted


def test_a_section_begins_a_story_anew() -> None:
    text = (
        "A road was begun in May 1936. It was paved in June 1937.\n\n"
        "Ships\n\nA yard was begun in October 1931. Oaks fell. In January it grew."
    )
    heading = text.index("Ships")
    parts = [
        Sentence(m.start(), m.end(), "heading" if m.start() == heading else "paragraph")
        for m in re.finditer(r"[A-Z][^.\n]+", text)
    ]
    told = resolve.resolve(text, parts, dates.find(text, parts), None, None)
    assert [d.edtf for d in told] == ["1936-05", "1937-06", "1931-10", "1932-01"]


def test_what_a_narrative_quotes_counts_from_its_own_day() -> None:
    text = (
        "It began in 1951. It grew in 1955. It fell in 1963. A hall was built in 1968. "
        "On 2 May 1970 he said: “We shall move next year.” They moved."
    )
    assert values(text, "2021-04")[-1] == "1971"
    assert values(text.replace("“", '"').replace("”", '"'), "2021-04")[-1] == "1971"
    assert values(text.replace("“", "").replace("”", ""), "2021-04")[-1] == "2022"


def test_a_distance_that_explains_a_date_is_that_date() -> None:
    told = resolved("They landed on 8 May 1951, two days after the storm and a week before the feast.")
    assert [(d.text, d.edtf, d.kind) for d in told] == [
        ("8 May 1951", "1951-05-08", "DATE"),
        ("two days after", "1951-05-08", "DURATION"),
    ]
    assert [d.edtf for d in resolved("They landed on 8 May 1951. It rained two days after the storm.")] == ["1951-05-08", None]
    assert [d.edtf for d in resolved("They landed in 1951, two days after the storm.")] == ["1951", None], (
        "a year is too coarse"
    )


def test_a_figure_is_compared_with_the_same_month_a_year_earlier() -> None:
    assert values("Exports fell in June from a year earlier.", PUBLISHED) == ["2025-06", "2024-06"]
    assert values("The firm was founded in June 2015. A year earlier nobody knew it.", PUBLISHED) == ["2015-06", "2014"]


def test_a_month_beside_a_year_told_by_words_is_of_that_year() -> None:
    text = "He came on 1 March 2016. She had come three years earlier, in January."
    assert values(text, "2024-02") == ["2016-03-01", "2013", "2013-01"]


def test_in_news_a_month_belongs_to_the_dated_event_just_told_else_to_publication() -> None:
    assert values("The firm signed in August 2022. The first guns arrived in December.", PUBLISHED) == ["2022-08", "2022-12"]
    assert values("The firm signed in August 2022.\nThe first guns arrived in December.", PUBLISHED) == ["2022-08", "2024-12"]
    assert values("Exports were high in 2018. In April the ministry spoke.", PUBLISHED) == ["2018", "2025-04"]
    assert values("Sales hit a record in 2024, the agency said on Jan. 3.", "2025-01-04") == ["2024", "2025-01-03"]


def test_a_page_of_history_may_end_in_the_present() -> None:
    history = "It began in 1951. It grew in 1963. A visit followed in 1968. A hall was built in 2007. A road came in 2018.\n"
    assert values(history + "In February it was praised. It will be opened next month.", "2021-04")[-2:] == [
        "2021-02",
        "2021-05",
    ]


# When an undated text was written


def bounds_of(text: str) -> tuple[str | None, tuple[str, ...]]:
    read = document(text)
    parts = sentences.split(read)
    return resolve.published_bounds(read, parts, dates.find(text, parts))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Trade reached a record $9 billion in 2023. The two look ahead to the anniversary in 2027.", "[2024..2026]"),
        ("Exports exceeded $9 billion in 2025. The country aims to double them by 2030.", "[2025..2030]"),
        ("The pact was signed in 2013. It replaced one of 1977.", "[2013..]"),
        ("Trade was worth $9 billion in 2007.", "[2008..]"),
        ("The plan of 1962 foresaw a dam by 1970. The pact was signed in 2013.", "[2013..]"),
        ("It opened in 2024, and will be enlarged in 2025.", "2024"),
        ("The two adopted a roadmap to 2030. The pact was signed in 2013.", "[2013..]"),
        ("Ships will leave the yard in 2026 and be handed over by 2028. The pact was signed in 2023.", "[2023..2025]"),
        ("Exports came to $3 billion last year, up 4 percent from 2023.", "[2025..]"),
        ("Exports came to $3 billion, up 4 percent from 2023.", "[2024..]"),
        ("The two countries are friends.", None),
        ("Friends will meet again by 2030.", None),
    ],
)
def test_bounds_of_publication(text: str, wanted: str | None) -> None:
    value, reasons = bounds_of(text)
    assert value == wanted
    assert bool(reasons) == (wanted is not None)


def test_reasons_name_the_years() -> None:
    _, reasons = bounds_of("Trade reached a record $9 billion in 2023. The two look ahead to the anniversary in 2027.")
    assert "2023" in reasons[0] and "2027" in reasons[1]


@pytest.mark.parametrize(
    "line",
    [
        "Ankara, 12 March 1951",
        "Date: 12 March 1951",
        "12.03.1951",
        "Published on March 12, 1951 14:30 KST",
        "Ankara, March 12, 1951—6 p.m.",
        "1951/03/12 | 12:53pm EST",
        "승인 1951.03.12 16:35",
        "Published Date: 03:52 | 12 March 1951",
        "12 March 1951 11:55 (UTC+04:00)",
        "Baku, Azerbaijan, March 12, 1951",
        "12(Mon), Mar, 1951",
        "795.00/3–1251: Telegram",
    ],
)
def test_a_date_alone_in_one_of_the_first_lines_is_the_day(line: str) -> None:
    text = f"Memorandum\n\n{line}\n\nThe brigade left the line on the 3rd and is to return next month, the staff said.\n"
    assert bounds_of(text)[0] == "1951-03-12"
    assert values(text)[-2:] == ["1951-03-03", "1951-04"]


@pytest.mark.parametrize("line", ["Remembering the landing of 12 March 1951", "The war of 1950"])
def test_a_heading_that_speaks_of_a_day_is_no_date_line(line: str) -> None:
    assert (
        bounds_of(f"{line}\n\nThe brigade left the line, the staff said, and it is to return when the snow melts.\n")[0]
        != "1951-03-12"
    )


def test_a_date_inside_a_first_sentence_is_no_heading() -> None:
    assert bounds_of("On 12 March 1951 the brigade left the line.\n")[0] == "[1951..]"


def test_a_stated_date_leaves_nothing_to_reason() -> None:
    read = document("It was signed in 2013.", "2020")
    parts = sentences.split(read)
    assert resolve.published_bounds(read, parts, dates.find(read.text, parts)) == (None, ())


WORDS = """
They met in on by since 1950 2025 June January May 5 12th the last next this same that following previous year month week day
Friday two a ago later earlier winter quarter . and to 480 BC 19th 1980s century
"""


@given(
    st.lists(st.sampled_from([*WORDS.split(), ".\n"]), max_size=30).map(" ".join),
    st.sampled_from([None, "2025-07-08", "2025-07", "2025", "[2024..2026]", "[2013..]", "-0479", "1950~", "2025-01/2025-03"]),
)
def test_any_words_resolve_to_valid_dates_and_move_no_span(text: str, published: str | None) -> None:
    read = document(text)
    parts = sentences.split(read)
    found = dates.find(text, parts)
    after = resolve.resolve(text, parts, found, published, None)
    assert len(after) == len(found)
    for before, now in zip(found, after, strict=True):
        assert replace(now, edtf=before.edtf, basis=before.basis) == before
        assert now.edtf is None or edtf.is_valid(now.edtf)
        assert before.edtf is None or now.edtf == before.edtf


def test_what_news_made_known_in_a_month_was_made_known_last_time() -> None:
    assert values("The deal, signed with the navy in 2019, was announced in September.", PUBLISHED)[1] != "2019-09"
    assert values("The yard, which had built ships in 2019, signed in September.", PUBLISHED)[1] != "2019-09"


def test_days_of_a_list_are_all_of_the_year_that_is_near() -> None:
    assert values("The two sides met on June 3, 5 and 9.", "2019-06-20") == ["{2019-06-03,2019-06-05,2019-06-09}"]
    told = "The pact was signed in 1951. The two sides met on June 3 and 9."
    assert values(told, "2019-06-20")[-1] == "{2019-06-03,2019-06-09}"
    assert values(told)[-1] == "{1951-06-03,1951-06-09}"


def test_an_entry_that_begins_with_its_day_counts_from_it() -> None:
    text = (
        "2025-03-14 The minister of Kenya arrived on Monday. He will leave next month.\n\n"
        "**2025-04-11**: The envoy left last week.\n\n"
        "On 12 May 2025 the envoy came back, and on Friday he left.\n"
    )
    assert values(text, "2025-10-01") == [
        "2025-03-14", "2025-03-10", "2025-04", "2025-04-11", "2025-03-31/2025-04-06", "2025-05-12", "2025-09-26",
    ]  # fmt: skip
