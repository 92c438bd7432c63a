"""Time expressions: what is found, with which class, value and role, and what looks like a date and is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui import edtf
from kortui.extract import dates, dates_starts, periods
from kortui.extract.dates_compose import TABLE, counts_time, rows_at
from kortui.extract.dates_starts import SPOKEN, start_at
from kortui.extract.dates_table import NUM, WORD
from kortui.extract.dates_tense import tense
from kortui.extract.runs import Runs
from kortui.extract.spans import DateSpan, Offset, Sentence


def find(text: str, blocked: tuple[tuple[int, int], ...] = ()) -> tuple[DateSpan, ...]:
    return dates.find(text, (Sentence(0, len(text), "paragraph"),), blocked)


def one(text: str) -> DateSpan:
    found = find(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # days
        ("It began on June 25, 1950.", "June 25, 1950", "1950-06-25"),
        ("It began on 25 June 1950.", "25 June 1950", "1950-06-25"),
        ("It began on the 25th of June, 1950.", "25th of June, 1950", "1950-06-25"),
        ("It began at Sunday dawn of 25 June 1950.", "Sunday dawn of 25 June 1950", "1950-06-25"),
        ("On Saturday, June 24, 1950, it rained.", "Saturday, June 24, 1950", "1950-06-24"),
        ("Signed 1957-03-08 in Ankara.", "1957-03-08", "1957-03-08"),
        ("Signed 2007.12.10 in Ankara.", "2007.12.10", "2007-12-10"),
        ("Signed 10.12.2007 in Ankara.", "10.12.2007", "2007-12-10"),
        ("Signed 23/10/2007 in Ankara.", "23/10/2007", "2007-10-23"),
        ("Signed 03/04/2021 in Ankara.", "03/04/2021", "[2021-03-04,2021-04-03]"),
        ("Received on 12 Mar 51 and filed.", "12 Mar 51", "1951-03-12"),
        ("Received on 5.6.52 and filed.", "5.6.52", "1952-06-05"),
        ("Received on 17/10/50 and filed.", "17/10/50", "1950-10-17"),
        ("At 1100 hours on 8 May 1951 it began.", "8 May 1951", "1951-05-08"),
        ("It ran from May 14 (Tue) to May 16 (Thu), 2024.", "May 14 (Tue) to May 16 (Thu), 2024", "2024-05-14/2024-05-16"),
        ("They met on May 14, 2024 (Tue.).", "May 14, 2024 (Tue.)", "2024-05-14"),
        ("It will be built by end-2026.", "end-2026", "2026"),
        ("It stood at 40 as of end-May 2025.", "end-May 2025", "2025-05"),
        ("Exports stood at $8.6 bn ('23).", "23", "2023"),
        ("Registered 13.VI.1952 in Bern.", "13.VI.1952", "1952-06-13"),
        ("조약은 1957년 3월 8일 체결되었다.", "1957년 3월 8일", "1957-03-08"),
        ("Cumhuriyet 29 Ekim 1923 günü kuruldu.", "29 Ekim 1923", "1923-10-29"),
        ("On the night of 26 November 1950 it snowed.", "the night of 26 November 1950", "1950-11-26"),
        ("It ended on Christmas Day 1950.", "Christmas Day 1950", "1950-12-25"),
        # months and years
        ("Anlaşma Mayıs 1950'de imzalandı.", "Mayıs 1950", "1950-05"),
        ("It began in June 1950.", "June 1950", "1950-06"),
        ("It began in June of 1950.", "June of 1950", "1950-06"),
        ("It began in Feb. 2012.", "Feb. 2012", "2012-02"),
        ("It began in Sept. '22.", "Sept. '22", "2022-09"),
        ("It began in early 2012.", "early 2012", "2012"),
        ("It began at the end of March 2012.", "the end of March 2012", "2012-03"),
        ("It began in 2012.", "2012", "2012"),
        ("It began around 1910, some say.", "around 1910", "1910~"),
        ("It began c. 1300.", "c. 1300", "1300~"),
        ("In fiscal 2024 it grew.", "fiscal 2024", "2024"),
        ("They met on June 3, 5 and 9, 2019.", "June 3, 5 and 9, 2019", "{2019-06-03,2019-06-05,2019-06-09}"),
        ("They met on 3, 5 and 9 June 2019.", "3, 5 and 9 June 2019", "{2019-06-03,2019-06-05,2019-06-09}"),
        ("It ran from 5–7 Mayıs 2021.", "5–7 Mayıs 2021", "2021-05-05/2021-05-07"),
        ("It ran in Mayıs-Haziran 2021.", "Mayıs-Haziran 2021", "2021-05/2021-06"),
        ("It rose in 1950년대 already.", "1950년대", "195X"),
        ("It was signed in 12/2019 at last.", "12/2019", "2019-12"),
        ("It fell in the second and third quarters of 2023.", "the second and third quarters of 2023", "2023-34/2023-35"),
        ("It fell in the first and third quarters of 2023.", "the first and third quarters of 2023", "{2023-33,2023-35}"),
        ("It fell in the January–September period of 2024.", "the January–September period of 2024", "2024-01/2024-09"),
        ("It fell in the mid- to late 1980s.", "the mid- to late 1980s", "1984~/1989~"),
        ("It is to open by year-end 2025.", "year-end 2025", "2025"),
        ("Profits fell in the year ended 31 March 2024.", "31 March 2024", "2024-03-31"),
        ("Profits fell in the year to June 2024.", "June 2024", "2024-06"),
        ("It rose in the first 20 days of June 2024.", "the first 20 days of June 2024", "2024-06-01/2024-06-20"),
        ("It rose in the last ten days of February 2024.", "the last ten days of February 2024", "2024-02-20/2024-02-29"),
        ("He lived there from 723 to 729 AD.", "723 to 729 AD", "0723/0729"),
        ("It fell in 480 B.C.", "480 B.C.", "-0479"),
        ("Noted on 26(Sun), Feb, 2017 as told.", "26(Sun), Feb, 2017", "2017-02-26"),
        ("In FY2023-24 it grew.", "FY2023-24", "2023/2024"),
        # parts of years
        ("It fell in the first quarter of 2024.", "the first quarter of 2024", "2024-33"),
        ("It fell in Q3 2024.", "Q3 2024", "2024-35"),
        ("It fell in 4Q24.", "4Q24", "2024-36"),
        ("It fell in the latter half of 2008.", "the latter half of 2008", "2008-41"),
        ("It fell in the summer of 1950.", "the summer of 1950", "1950-22"),
        ("It fell in winter 1950–51.", "winter 1950–51", "1950-12/1951-02"),
        ("It fell in the first nine months of 2024.", "the first nine months of 2024", "2024-01/2024-09"),
        # decades and centuries
        ("In the 1970s it fell.", "the 1970s", "197X"),
        ("In the mid 1980s it rose.", "the mid 1980s", "1984~/1986~"),
        ("In the early 1980s it rose.", "the early 1980s", "1980~/1983~"),
        ("In the late-1980s it rose.", "the late-1980s", "1987~/1989~"),
        ("In the mid-to-late 1990s it rose.", "the mid-to-late 1990s", "1994~/1999~"),
        ("In the '80s it rose.", "80s", "198X"),
        ("In the nineties it rose.", "the nineties", "199X"),
        ("In the first half of the 1950s it rose.", "the first half of the 1950s", "1950/1954"),
        ("In the 6th century they met.", "6th century", "05XX"),
        ("In the nineteenth century they met.", "the nineteenth century", "18XX"),
        ("In the 5th century BC they met.", "5th century BC", "-04XX"),
        ("In the 7th–8th centuries they met.", "the 7th–8th centuries", "06XX/07XX"),
        ("In 480 B.C. they met.", "480 B.C.", "-0479"),
        ("In 552 AD they met.", "552 AD", "0552"),
        ("In 668, they met.", "668", "0668"),
        # ranges
        ("It ran June 25, 1950 – July 27, 1953.", "June 25, 1950 – July 27, 1953", "1950-06-25/1953-07-27"),
        ("The 1950-53 war ended.", "The 1950-53", "1950/1953"),
        ("It ran from 1926 to 1932.", "1926 to 1932", "1926/1932"),
        ("It ran between 1950 and 1953.", "1950 and 1953", "1950/1953"),
        ("It ran 1998–present.", "1998–present", "1998/.."),
        ("It ran from 9–13 August 1990.", "9–13 August 1990", "1990-08-09/1990-08-13"),
        ("It ran August 30 to September 2, 1944.", "August 30 to September 2, 1944", "1944-08-30/1944-09-02"),
        ("It ran 30 December – 2 January 2020.", "30 December – 2 January 2020", "2019-12-30/2020-01-02"),
        ("It ran December 28, 2019 to January 3.", "December 28, 2019 to January 3", "2019-12-28/2020-01-03"),
        ("It ran September–October 1950.", "September–October 1950", "1950-09/1950-10"),
        ("It ran from November 2010 to March 2011.", "November 2010 to March 2011", "2010-11/2011-03"),
        ("It ran from the 1970s to the 1990s.", "the 1970s to the 1990s", "197X/199X"),
        ("It ran from 670 to 676.", "670 to 676", "0670/0676"),
        ("It met on 5 and 9 May 1990.", "5 and 9 May 1990", "{1990-05-05,1990-05-09}"),
    ],
)
def test_dates_that_say_themselves(text: str, words: str, value: str) -> None:
    found = one(text)
    assert (found.text, found.edtf, found.basis, found.offset) == (words, value, "stated", None)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "words", "offset"),
    [
        ("It rose last year.", "last year", Offset("year", -1)),
        ("It rose this month.", "this month", Offset("month", 0)),
        ("It will rise next week.", "next week", Offset("week", 1)),
        ("It rose earlier this month.", "earlier this month", Offset("month", 0, to_reference=True)),
        ("It began five years ago.", "five years ago", Offset("year", -5)),
        ("It began half a century ago.", "half a century ago", Offset("year", -50)),
        ("They met yesterday.", "yesterday", Offset("day", -1)),
        ("They met today in Seoul.", "today", Offset("day", 0)),
        ("They met on Friday.", "Friday", Offset("weekday", -1, 5, "context")),
        ("They will meet on Friday.", "Friday", Offset("weekday", 1, 5, "context")),
        ("They met last Friday.", "last Friday", Offset("weekday", -2, 5)),
        ("They will meet next Friday.", "next Friday", Offset("weekday", 2, 5)),
        ("The same year they met.", "The same year", Offset("year", 0, reference="previous")),
        ("They met the following day.", "the following day", Offset("day", 1, reference="previous")),
        ("They met that winter.", "that winter", Offset("nearest", -1, reference="previous", template="XXXX-24")),
        ("They met two days later.", "two days later", Offset("day", 2, reference="previous")),
        ("It rose from a year earlier.", "a year earlier", Offset("year", -1, reference="previous")),
        ("They met earlier in the day.", "earlier in the day", Offset("day", 0, reference="previous")),
        ("They met in June.", "June", Offset("nearest", -1, reference="context", template="XXXX-06")),
        ("They will meet on Dec. 30.", "Dec. 30", Offset("nearest", 1, reference="context", template="XXXX-12-30")),
        ("They met Jan. 4 to 6.", "Jan. 4 to 6", Offset("nearest", -1, reference="context", template="XXXX-01-04/XXXX-01-06")),
        ("They met on the 19th.", "the 19th", Offset("nearest", -1, reference="context", template="XXXX-XX-19")),
        ("They met in March that year.", "March that year", Offset("year", 0, reference="previous", template="XXXX-03")),
        ("They met in June last year.", "June last year", Offset("year", -1, template="XXXX-06")),
        (
            "They met on the 28th of that month.",
            "the 28th of that month",
            Offset("month", 0, None, "previous", False, "XXXX-XX-28"),
        ),
        ("Your note of the 14th instant arrived.", "the 14th instant", Offset("month", 0, template="XXXX-XX-14")),
        ("It fell in the third quarter of this year.", "the third quarter of this year", Offset("year", 0, template="XXXX-35")),
        ("It will end within the year.", "the year", Offset("year", 0, reference="context")),
        ("It will end by the end of the year.", "the end of the year", Offset("year", 0, reference="context")),
    ],
)
def test_relative_dates_stay_symbolic(text: str, words: str, offset: Offset) -> None:
    found = one(text)
    assert found.text == words and found.edtf is None
    assert found.offset == offset


@pytest.mark.parametrize(
    ("text", "role", "value"),
    [
        ("It aims to export more by 2030.", "deadline", "2030"),
        ("By 1950 it had doubled.", "by", "1950"),
        ("It has grown since 2013.", "since", "2013"),
        ("Starting in 1980s.", "since", "198X"),
        ("It is free from 2016 onwards.", "since", "2016"),
        ("It is free from 2016 on.", "since", "2016"),
        ("It ran until 1953.", "until", "1953"),
        ("It was held in 1953.", "", "1953"),
    ],
)
def test_roles_come_from_the_words_before(text: str, role: str, value: str) -> None:
    assert (one(text).role, one(text).edtf) == (role, value)


@pytest.mark.parametrize(
    "text",
    [
        "The first visit in 13 years.",
        "After two consecutive years of decline it rose.",
        "For 75 years they were friends.",
        "A three-day visit began.",
        "Over the past five years it rose.",
        "In the last decade it rose.",
    ],
)
def test_durations_are_no_dates(text: str) -> None:
    found = one(text)
    assert (found.kind, found.edtf, found.offset) == ("DURATION", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "It was the 10th country to do so and the 10th largest.",
        "A 2,023 m span and a 2000 km road.",
        "It sent 1950 soldiers and 2000 tonnes of rice.",
        "Resolution 1973 and Route 1950 and No. 2010 and Vision 2030.",
        "The F-2000 and the K-2010 fly.",
        "It cost $2000 or 1950 won.",
        "They may march on the capital in great numbers.",
        "August Weber met June Kaya and April Lee.",
        "Prices may fall and spring back.",
        "The Çanakkale 1915 Bridge and the 18 March University stand.",
        "It costs $2 billion a year.",
        "On every Friday, and after Friday prayers, on Mondays.",
        "The 25th Infantry Division fought.",
        "The page is 2010px wide, version 2.2010.",
        "He is a 13-year-old boy.",
        "It rose from 126 to 138.",
        "Attacks were averaging about 960 a week.",
        "A march operation and a may summit.",
        "The March of Oaks was sung.",
        "Call 555-2010 or write to box1999@mail.example.",
        "On the 17th International Fair of Ships it rained.",
        "The Mersin 1952 Pier and the Ankara 1923 Museum stand.",
        "Wednesday's Child is a song and the Sunday Times a paper.",
    ],
)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert not [d for d in find(text) if d.kind != "DURATION" and "Wednesday" not in d.text]


@pytest.mark.parametrize(
    "text",
    ["It acceded to the treaty today.", "The sons of the king met today.", "They said so today.", "He has signed it today."],
)
def test_today_is_a_day_whatever_stands_farther_before(text: str) -> None:
    assert one(text).offset == Offset("day", 0)


def test_the_age_of_people_is_no_decade() -> None:
    assert find("The two were in their 30s.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "They settled in Anatolia (Türkiye today) and stayed.",
        "The industry today rests on firms.",
        "Many firms work there today.",
    ],
)
def test_today_beside_what_is_so_in_our_days_is_no_day(text: str) -> None:
    assert one(text).kind == "VAGUE"


def test_today_in_brackets_or_of_today_is_no_day() -> None:
    assert {d.kind for d in find("Anatolia (today Turkey) and the world of today, and today's youth.")} <= {"VAGUE"}


def test_blocked_names_give_no_dates_and_their_neighbours_do() -> None:
    text = "The Expo 2012 Hall opened in 2012."
    assert [d.start for d in find(text, ((4, 18),))] == [text.rindex("2012")]


def test_an_expression_never_crosses_a_sentence() -> None:
    text = "They met in May. 1950 was a cold year."
    parts = (Sentence(0, 16, "paragraph"), Sentence(17, len(text), "paragraph"))
    assert [(d.text, d.edtf) for d in dates.find(text, parts)] == [("May", None), ("1950", "1950")]


def test_a_list_lends_its_year_to_what_stands_before() -> None:
    assert [d.edtf for d in find("They met in April and June 1955.")] == ["1955-04", "1955-06"]
    assert [d.edtf for d in find("They met on May 3, July 5 and August 7, 1955.")] == ["1955-05-03", "1955-07-05", "1955-08-07"]
    assert [d.edtf for d in find("They met in December and January 1956.")] == ["1955-12", "1956-01"]


@pytest.mark.parametrize(
    ("text", "words", "template"),
    [
        ("It began with a March operation.", "March", "XXXX-03"),
        ("The May summit failed.", "May", "XXXX-05"),
        ("The northern Winter Offensive came to nothing.", "Winter", "XXXX-24"),
        ("They beat back the Elbonian Spring Campaign.", "Spring", "XXXX-21"),
    ],
)
def test_months_and_seasons_that_describe_a_deed_are_dates(text: str, words: str, template: str) -> None:
    found = one(text)
    assert found.text.removeprefix("The ") == words
    assert found.offset is not None and found.offset.template == template


def test_a_campaign_named_for_its_season_has_its_year_behind_it() -> None:
    assert [d.edtf for d in find("The Elbonian Spring Offensive of 1918 failed.")] == ["1918-21", "1918"]


@pytest.mark.parametrize(
    ("text", "words", "template"),
    [
        ("They met on June 3, 5 and 9.", "June 3, 5 and 9", "{XXXX-06-03,XXXX-06-05,XXXX-06-09}"),
        ("They met on June 3 and 9.", "June 3 and 9", "{XXXX-06-03,XXXX-06-09}"),
        ("They will meet on 3 or 9 June.", "3 or 9 June", "[XXXX-06-03,XXXX-06-09]"),
        ("They met between June 3 and 9.", "June 3 and 9", "XXXX-06-03/XXXX-06-09"),
        ("They met on the 2nd to 4th.", "the 2nd to 4th", "XXXX-XX-02/XXXX-XX-04"),
        ("They recalled the Feb. 6 earthquakes.", "Feb. 6", "XXXX-02-06"),
    ],
)
def test_days_without_their_year_keep_a_template(text: str, words: str, template: str) -> None:
    found = one(text)
    assert found.text == words
    assert found.offset is not None and found.offset.template == template


def test_a_list_of_seasons_lends_its_year() -> None:
    found = find("They fought in the spring and summer of 1951.")
    assert [d.edtf for d in found] == ["1951-21", "1951-22"]


def test_what_is_counted_behind_a_day_is_no_day() -> None:
    assert one("On June 3, 5 and 9 ships came.").text == "June 3"


@pytest.mark.parametrize("text", ["It ranked 13th.", "It was the 19th in the list.", "It rose to the 9th place."])
def test_a_rank_is_no_day(text: str) -> None:
    assert find(text) == ()


def test_short_years_follow_a_full_one() -> None:
    assert [d.edtf for d in find("They came in 1951, '52 and '53.")] == ["1951", "1952", "1953"]
    assert not find("The '53 vintage was good.")


def test_five_years_and_amounts_in_one_sentence() -> None:
    text = (
        "It was only $8,000 U.S. dollars in 1966; in 1971 it was $59,000; in 1981 already $63 million; in 2008 over $4 billion."
    )
    assert [d.edtf for d in find(text)] == ["1966", "1971", "1981", "2008"]


def test_named_periods_count_only_where_they_tell_a_time() -> None:
    assert [(d.kind, d.edtf, d.text) for d in find("Soldiers were sent during the Korean War.")] == [
        ("PERIOD", "1950-06-25/1953-07-27", "the Korean War")
    ]
    assert not find("The Korean War memorial stands here.")
    assert not find("He wrote about the Korean War Museum.")


def test_every_named_period_is_edtf() -> None:
    names = periods.names()
    assert len(names) > 25
    assert all(edtf.is_valid(value) for value in names.values())


@given(
    st.lists(
        st.sampled_from(["May", "'98", "5", "20th", "K9", "a year", "A.D.", "_two_", ".", ",", " ", "’", "War", "12", "x"])
    )
)
def test_dates_begin_where_a_search_for_every_word_says(pieces: list[str]) -> None:
    text = "".join(pieces)
    wanted = [
        (match.end() - 1 if kind is NUM else match.start(), kind)
        for match in dates_starts._TOKEN.finditer(text)
        if (kind := dates_starts._kind(text, match)) is not None
    ]
    assert list(dates_starts.starts(text, 0, len(text), Runs.of(text))) == wanted


@pytest.mark.parametrize("name", sorted(name for name in periods.names() if not name[0].isdigit()))
def test_every_named_period_is_found(name: str) -> None:
    assert [d.kind for d in find(f"People were sent there during the {name}, they said.")] == ["PERIOD"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The two met on @.", -1),
        ("They will meet on @.", 1),
        ("Plans announced on @ were bold.", -1),
        ("The meeting scheduled for @ is the first.", 1),
        ("On @, the two met.", -1),
        ("It asked firms to hand in plans by @.", 1),
        ("The fair runs until @.", 1),
        ("The aid would have ended in @.", 1),
        ("Deliveries will begin soon and be completed by @.", 1),
        ("United front, @.", 0),
    ],
)
def test_tense_is_that_of_the_nearest_verb(text: str, wanted: int) -> None:
    at = text.index("@")
    assert tense(text, at, at + 1, 0, len(text)) == wanted


_OPENING = st.sampled_from(
    sorted({*SPOKEN, *(w.capitalize() for w in SPOKEN), *(str(n) for n in (1, 4, 12, 30, 480, 1950, 2024, 19500))})
)
_WORDS_BEHIND = """
    years year months days week weeks decade century centuries quarter half ago later earlier before after on from now of the to
    and or a an few couple dozen number time last next this that same following previous June May Friday spring winter year's
    19th 2nd BC A.D. B.C. 1950 2024 '52 12 5 morning night day today , . - ; 's first second Q2 H1 in at end months 월 년 일
"""
_BEHIND = st.sampled_from(_WORDS_BEHIND.split())


@given(_OPENING, st.lists(_BEHIND, max_size=7), st.sampled_from([" ", "", "-"]))
def test_no_row_is_kept_from_words_that_it_matches(opening: str, behind: list[str], joint: str) -> None:
    text = f"{opening}{joint}{' '.join(behind)}"
    for at in (0, 1):
        kind = start_at(text, at, len(text))
        if kind in (NUM, WORD):
            rows = {row for row in TABLE if kind in row.starts and row.regex.match(text, at)}
            assert rows <= set(rows_at(text, at, kind, counts_time(Runs.of(text).words)))


def test_no_row_of_the_table_matches_nothing() -> None:
    assert TABLE
    assert not [row.pattern for row in TABLE if row.regex.match("")], "an empty match would never move on"


WORDS = """
the a in on of to and by 5 12 13th 1950 2025 1950s 19th century May March June Friday last next this year month week day two
early mid late end beginning quarter half first second summer fall ago later earlier same following Jan. Dec. – - / , . ( )
2,023 $ AD BC since until between from before today Q3 FY 월 년 ' İ
"""


@given(st.lists(st.sampled_from([*WORDS.split(), "\u00a0"]), max_size=25).map(" ".join))
def test_any_words_give_ordered_disjoint_spans_with_valid_values(text: str) -> None:
    at = 0
    for date in find(text):
        assert at <= date.start < date.end <= len(text)
        assert date.text == text[date.start : date.end]
        assert date.edtf is None or edtf.is_valid(date.edtf)
        assert date.edtf is None or date.offset is None
        at = date.end


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    find(text)


NUMBERED = (
    "2024-03-12 2024/3/12 2024.3.12 12.3.1957 12/3/1957 12-3-1957 12/3/57 12.III.1957 1957년 3월 1950년대 3월 5일 12/1999",
    "12 March 1957, 12-March 1957, 3rd of March; 3-5 March 1957, 3, 5 March 1957, 3/5 March, 3rd to 5th of March; 12 March 57",
    "12 Mart 1957, 12 (Tue) March 1957; 5 (Mon) June 1999, 5th inst., 5 ult., 3rd of this month, 3rd, 3rd to 5th, 1Q 2024",
    "1957 spring, 1950s, 1950's, 50s, 80’s, 1957-58, 1957 – 1958, 1957/58, 1957–present, 20 BC, 20–10 B.C., 20 to 10 BC, 660BC",
    "5 years ago, 2 or 3 years ago, 2, 3 and 4 years later, 5-year later, 5 months earlier, 3 weeks from now, 5 straight years",
)


def test_a_row_is_tried_behind_every_character_that_it_can_have_behind_its_number() -> None:
    rows = [row for row in TABLE if row.behind]
    matched = set()
    for text in NUMBERED:
        for number in re.finditer(r"(?<!\d)\d{1,5}", text):
            for n, row in enumerate(rows):
                if len(number[0]) in row.digits and row.regex.match(text, number.start()):
                    matched.add(n)
                    behind = text[number.end() : number.end() + 1]
                    assert (" " if behind.isspace() else behind) in row.behind, (row.pattern, text[number.start() :])
    assert not [row.pattern for n, row in enumerate(rows) if n not in matched]
