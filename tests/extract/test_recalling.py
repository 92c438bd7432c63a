"""Deeds that a sentence only looks back on have no part in its day."""

from __future__ import annotations

import pytest

from tests.extract.made import kinds, records


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("In 2021 the two ministries recalled the visit of President Rao to Kenya in 2005.", "2005"),
        ("The minister recalled in 2021 the visit of President Rao to Kenya in 2005.", "2005"),
        ("On 5 May 2022 the ministry remembered the visit of President Rao to Kenya.", None),
        ("On 5 May 2022 the minister mentioned the visit of President Rao to Kenya in 2005.", "2005"),
        ("The minister recalled the visit of President Rao to Kenya.", None),
        ("The minister discussed the visit of President Rao to Kenya on 5 May 2022.", "2022-05-05"),
        ("On 5 May 2022 the minister welcomed the visit of President Rao to Kenya.", "2022-05-05"),
    ],
)
def test_a_recalled_deed_is_not_of_the_day_of_recalling(told: str, wanted: str | None) -> None:
    assert ("visit", wanted) in kinds(told, "2024-06-15")
    assert {date for kind, date in kinds(told, "2024-06-15") if kind == "visit"} == {wanted}


def test_who_recalls_a_visit_has_not_made_it() -> None:
    (visit,) = records("On 5 May 2022 Recep Tayyip Erdoğan remembered the visit of Lee Jae-myung to Kenya in 2019.")
    assert "recep-tayyip-erdogan" not in {a.id for a in visit.actors}
    (own,) = records("On 5 May 2022 Recep Tayyip Erdoğan remembered his visit to Kenya in 2019.")
    assert {a.id: a.role for a in own.actors}["recep-tayyip-erdogan"] == "visitor"


@pytest.mark.parametrize(
    ("told", "kind", "wanted"),
    [
        ("Kenya and India signed a treaty on 3 May 2013, after talks with Poland had failed.", "meeting", None),
        ("After talks with Poland had failed, Kenya and India signed a treaty on 3 May 2013.", "meeting", None),
        ("Kenya turned to India in 2013, because the contract with KAI had been cancelled in 2012.", "contract", "2012"),
        ("Kenya opened a plant in 2015 after the contract with KAI had been cancelled.", "contract", None),
        ("After Kenya and India had held talks on 3 May 2013, Hanwha won the order.", "meeting", "2013-05-03"),
        ("Kenya and India signed a treaty on 3 May 2013 after talks in Nairobi.", "agreement", "2013-05-03"),
    ],
)
def test_what_had_come_before_is_not_of_the_day_of_what_came_after(told: str, kind: str, wanted: str | None) -> None:
    assert {date for type_, date in kinds(told, "2024-06-15") if type_ == kind} == {wanted}


def test_what_had_come_before_is_no_part_of_a_like_deed_that_came_after() -> None:
    told = "Kenya bought engines in 2015 after the contract with KAI had been cancelled."
    assert sorted(kinds(told, "2024-06-15"), key=str) == [("contract", "2015"), ("contract", None)]
