"""Dates that are told by less than they last: weeks, the year to a month, two decades, deeds since a year."""

from __future__ import annotations

import pytest

from kortui.extract.dates_stretches import stretched
from tests.extract.made import analysis, kinds, records

PUBLISHED = "2026-06-15"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("during the week of 12 May 2014", "2014-05-12/2014-05-18"),
        ("in the week of 14 May 2014", "2014-05-12/2014-05-18"),
        ("in the week of Sunday, 11 May 2014", "2014-05-11/2014-05-17"),
        ("in the week beginning 5 March 2012", "2012-03-05/2012-03-11"),
        ("in the week that began on 5 March 2012", "2012-03-05/2012-03-11"),
        ("in the week ending 9 June 2017", "2017-06-03/2017-06-09"),
        ("in the week ended Friday, 9 June 2017", "2017-06-03/2017-06-09"),
        ("in the week to 3 July 1990", "1990-06-27/1990-07-03"),
        ("in the fortnight to 9 June 2017", "2017-05-27/2017-06-09"),
        ("during the weekend of 12 May 2018", "2018-05-12/2018-05-13"),
        ("in the three months ending September 2013", "2013-07/2013-09"),
        ("in the year to March 2017", "2016-04/2017-03"),
        ("in the year ended 31 March 2017", "2016-04-01/2017-03-31"),
        ("in the twelve months to 28 February 2017", "2016-03-01/2017-02-28"),
        ("in the decade to 2020", "2011/2020"),
        ("in the week of April 15", "2026-04-13/2026-04-19"),
        ("on 12 May 2014", "2014-05-12"),
        ("in the second week of May 2014", "2014-05"),
        ("after a week of talks on 12 May 2011", "2011-05-12"),
        ("a week to the day, on 12 May 2011", "2011-05-12"),
    ],
)
def test_a_stretch_is_not_the_day_it_is_told_by(words: str, edtf: str) -> None:
    (record,) = records(f"LG opened a plant in Nairobi {words}.", PUBLISHED)
    assert record.date.edtf == edtf


def test_a_stretch_keeps_its_words_and_leaves_the_title() -> None:
    (record,) = records("During the week of 12 May 2014 a Kenyan delegation visited Busan.", PUBLISHED)
    assert (record.date.text, record.title) == ("the week of 12 May 2014", "Kenyan delegation visits Busan")


def test_a_day_to_come_is_counted_from_as_it_stands() -> None:
    text = "LG opened a plant in Nairobi in the week ending 9 June 2017. Two days later LG opened a plant in Lima."
    assert [e.date.edtf for e in records(text, PUBLISHED)] == ["2017-06-03/2017-06-09", "2017-06-11"]


@pytest.mark.parametrize(
    ("value", "role", "edtf"),
    [
        ("2014", "week", "2014"),
        ("2014-05", "1 week to", "2014-05"),
        ("2014-05-31", "1 month to", "2014-05-01/2014-05-31"),
        ("2014-05-12", "1 day from", "2014-05-12"),
        ("[2013-05-12,2014-05-12]", "1 week from", "[2013-05-12..2013-05-18,2014-05-12..2014-05-18]"),
        ("2014-05-14", "weekend", "2014-05-14"),
    ],
)
def test_a_stretch_is_counted_only_from_what_is_exact_enough(value: str, role: str, edtf: str) -> None:
    assert stretched(value, role) == edtf


@pytest.mark.parametrize(
    ("words", "edtf", "text"),
    [
        ("around 1957 or 1958", "[1957~,1958~]", "around 1957 or 1958"),
        ("around 1999 or 2000", "[1999~,2000~]", "around 1999 or 2000"),
        ("in or around 1999 or 2000", "[1999~,2000~]", "around 1999 or 2000"),
        ("in 1999 or 2000", "[1999,2000]", "1999 or 2000"),
        ("in the 1990s and 2000s", "199X/200X", "the 1990s and 2000s"),
        ("in the late 1990s and early 2000s", "1997~/2003~", "the late 1990s and early 2000s"),
        ("in the 1970s and 1990s", "{197X,199X}", "the 1970s and 1990s"),
        ("in the 1980s or 1990s", "[198X,199X]", "the 1980s or 1990s"),
    ],
)
def test_one_of_two_times_and_both_of_them_stay_so(words: str, edtf: str, text: str) -> None:
    (record,) = records(f"LG opened a plant in Nairobi {words}.", PUBLISHED)
    assert (record.date.edtf, record.date.text, record.title) == (edtf, text, "LG opens a plant in Nairobi")


def test_a_hedged_count_of_two_is_no_date() -> None:
    assert not analysis("The fleet lost around 1957 or 1958 ships.").dates
    assert not analysis("Around 1999 or 2000 ships left.").dates
    (record,) = records("Around 1999 or 2000 LG opened a plant in Nairobi.", PUBLISHED)
    assert record.date.edtf == "[1999~,2000~]"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Kenyan firms have opened 12 offices in Lima since 2015.", "2015/.."),
        ("Kenyan firms have opened offices in Lima since 2015.", "2015/.."),
        ("Since 2015, 12 offices have been opened in Lima by Kenyan firms.", "2015/.."),
        ("Kenya and India have signed 12 agreements since 2010.", "2010/.."),
        ("President Rao has visited Lima three times since 2015.", "2015/.."),
        ("Kenya has held four exhibitions in Lima since 2012.", "2012/.."),
        ("LG has produced cars in Lima since 1997.", "1997"),
        ("The embassy in Lima has been closed since 2018.", "2018"),
        ("Kenya has had an embassy in Lima since 1957.", "1957"),
        ("Trade between Kenya and India has grown to 9 billion dollars since 2013.", "2013/.."),
    ],
)
def test_deeds_done_since_a_year_are_of_the_years_since_and_a_state_began_then(text: str, edtf: str) -> None:
    found = {date for _, date in kinds(text, PUBLISHED)}
    assert found == {edtf}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The pact of '57 was renewed in '87.", ["1957", "1987"]),
        ("In ’57, Kenya opened an embassy in Lima.", ["1957"]),
        ("They met in '84 and '86 in Nairobi.", ["1984", "1986"]),
        ("The summit of '08 was held in Lima.", ["2008"]),
        ("He drives a '57 Chevrolet.", []),
        ("Kenya bought 20 of the '84 models.", []),
        ("The show 'in '60 minutes' ran.", []),
        ("Kenya won by '20 points' in Lima.", []),
    ],
)
def test_a_year_of_two_digits_is_read_where_nothing_is_counted(text: str, dates: list[str]) -> None:
    assert [d.edtf for d in analysis(text).dates] == dates
