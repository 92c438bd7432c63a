"""An agreement that ended is told as an ending, of the day it ended, and not as one that was made."""

from __future__ import annotations

import pytest

from tests.extract.made import kinds, records

Told = tuple[str, str | None, str | None]


def _told(text: str) -> list[Told]:
    return [(r.type, r.date.edtf, r.stage) for r in records(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya withdrew from the agreement in 2018.",
        "Kenya suspended the agreement with India in 2018.",
        "Kenya terminated its trade agreement with India in 2018.",
        "In 2018 Kenya abrogated the treaty with India.",
        "Kenya denounced the convention in 2018.",
        "Kenya pulled out of the pact with India in 2018.",
        "Kenya scrapped the tax treaty with India in 2018.",
        "Kenya and India ended their fisheries agreement in 2018.",
        "A court annulled the treaty between Kenya and India in 2018.",
        "The agreement expired in 2018.",
        "The trade agreement between Kenya and India lapsed in 2018.",
        "The treaty, signed in a hurry, was terminated in 2018.",
        "The memorandum between Kenya and India ran out in 2018.",
        "The expiry of the agreement between Kenya and India in 2018 went unnoticed.",
        "Kenya suspended the 2009 trade agreement with India in 2018.",
        "Kenya suspended in 2018 the trade agreement of 2009 with India.",
        "The free trade agreement of 2009 between Kenya and India expired in 2018.",
        "Greece left NATO in 2018.",
    ],
)
def test_an_end_is_no_beginning(text: str) -> None:
    found = records(text)
    ends = [r for r in found if r.type == "withdrawal"]
    assert [r.date.edtf for r in ends] == ["2018"]
    assert all(r.date.edtf != "2018" for r in found if r not in ends)
    assert not {a.role for r in ends for a in r.actors} & {"signatory", "member"}
    assert all(r.plover is not None and r.plover.event == "RETREAT" for r in ends)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya renewed the agreement with India in 2018.", "agreement"),
        ("Kenya extended the treaty with India in 2018.", "agreement"),
        ("The agreement between Kenya and India entered into force in 2018.", "agreement"),
        ("Kenya renegotiated the treaty with India in 2018.", "agreement"),
        ("Kenya joined NATO in 2018.", "membership"),
        ("Kenya and India ended a summit with a trade agreement in 2018.", "meeting"),
        ("Kenya withdrew its troops from India under the agreement in 2018.", "withdrawal"),
    ],
)
def test_what_goes_on_or_begins_is_no_end(text: str, kind: str) -> None:
    (record,) = records(text)
    assert (record.type, record.date.edtf) == (kind, "2018") and "agreement" not in record.rule.partition("withdrawal.")[2]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya did not withdraw from the treaty in 2018.",
        "Under the agreement the lease of the mill expired in 2018.",
        "Kenya threatened to leave the treaty in 2018.",
    ],
)
def test_no_end_is_told_where_none_is(text: str) -> None:
    assert [r for r in records(text) if r.type == "withdrawal"] == []


def test_a_deal_annulled_is_cancelled_and_not_of_the_day_it_was_signed() -> None:
    found = {r.stage: r for r in records("The court annulled the contract signed in 2016 by Hyundai and TCDD.")}
    assert found["cancelled"].date.edtf is None and found["cancelled"].title.startswith("Court annuls the contract")
    assert (found["ordered"].date.edtf, found["ordered"].title) == ("2016", "Contract signed by Hyundai and TCDD")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenya cancelled the 2014 contract with Doosan in 2019.", "2019"),
        ("Kenya cancelled the 2014 contract with Doosan.", None),
        ("In 2019 Kenya scrapped the order of 2014 for ten tanks.", "2019"),
        ("Kenya cancelled the contract with Doosan in 2019.", "2019"),
    ],
)
def test_the_year_of_a_deal_is_not_that_of_its_end(text: str, date: str | None) -> None:
    assert ("contract", date, "cancelled") in _told(text)


def test_a_deal_told_by_a_participle_has_a_title_of_its_own() -> None:
    found = records("Hanwha delivered 12 howitzers to Poland in 2023 under a contract signed in 2021 by Poland and Hanwha.")
    assert {r.type: r.title for r in found}["contract"] == "Contract signed by Poland and Hanwha"


BROKEN_OFF = (
    "Talks between Kenya and India on a free trade agreement broke off in 2012.",
    "Trade talks between Kenya and India were suspended in 2012.",
    "Trade talks between Kenya and India collapsed in 2012.",
    "Negotiations between Hyundai and Kenya broke down in 2012.",
    "Kenya broke off talks with India in 2012.",
    "Kenya suspended negotiations with India on a trade agreement in 2012.",
    "Kenya walked out of the talks with India on a maritime border in 2012.",
    "The collapse of talks between Kenya and India in 2012 led to a tariff war.",
)


@pytest.mark.parametrize("text", BROKEN_OFF)
def test_talks_broken_off_are_neither_a_meeting_nor_an_agreement(text: str) -> None:
    assert kinds(text) == [("withdrawal", "2012")]


def test_talks_that_collapse_and_resume_are_both_told() -> None:
    text = "The talks between Kenya and India collapsed in 2013 and resumed in 2016."
    assert kinds(text) == [("withdrawal", "2013"), ("meeting", "2016")]


GOES_ON = (
    ("Kenya and India held talks in Nairobi in 2012, which ended without a result.", "meeting"),
    ("Kenya and India began negotiations on a free trade agreement in 2012.", "agreement"),
    ("Kenya and India concluded negotiations on a trade agreement in 2012.", "agreement"),
    ("Kenya resumed talks with India in 2012.", "meeting"),
)


@pytest.mark.parametrize(("text", "type_"), GOES_ON)
def test_talks_that_were_held_stay_what_they_are(text: str, type_: str) -> None:
    assert kinds(text) == [(type_, "2012")]


NOT_DONE = (
    "Kenya has never broken off talks with India.",
    "Kenya threatened in 2012 to break off talks with India.",
    "Kenya declined last year to suspend talks with India.",
    "Kenya suspended the delivery of 12 trainers in 2012.",
    "The foreign minister suspended his visit to Kenya in 2012.",
    "Wage talks between Hyundai and its union collapsed in 2012.",
)


@pytest.mark.parametrize("text", NOT_DONE)
def test_what_is_threatened_denied_or_itself_suspended_makes_no_record(text: str) -> None:
    assert not {"withdrawal", "meeting", "visit", "delivery"} & {kind for kind, _ in kinds(text)}
