"""Groups are passed over for what is known of their members, and only for that."""

from __future__ import annotations

import pytest

from kortui.extract.blocks import MARKS, OTHER, SUM
from kortui.extract.screens import Screens

BLOCK, STRONG = 7 << MARKS, 9 << MARKS
"""A block that all share, and one of those that share a sum."""


def near(**entries: list[int]) -> list[set[int]]:
    """What a record meets, by its marks on the block: ``plain``, ``sum`` or ``other``."""
    found = [set[int]() for _ in range(1 << MARKS)]
    for name, some in entries.items():
        found[{"plain": 0, "sum": SUM, "other": OTHER}[name]].update(some)
    return found


def test_a_mark_of_one_member_rules_out_those_that_do_not_share_what_it_asks_for() -> None:
    screens = Screens(9)
    first, *rest = [screens.add(n, 0, "2012", [BLOCK]) for n in range(4)]
    met = [first, *rest]
    assert [*screens.open("2012", near(sum=met))] == [0], "no member has a sum"
    last = screens.add(4, 0, "2012", [BLOCK | SUM, STRONG])
    assert [*screens.open("2012", near(sum=met))] == []
    assert [*screens.open("2012", near(sum=met, plain=[last]))] == [0], "it shares the sum"
    assert [*screens.open("2012", near(plain=met))] == [0], "it has no sum"
    assert [*screens.open("2012", near(other=met))] == [0], "it has something else"


def test_a_record_has_to_meet_each_of_the_first_members() -> None:
    screens = Screens(9)
    entries = [screens.add(n, 0, "2012", [BLOCK]) for n in range(5)]
    assert len(set(entries)) == 4, "the first three are told apart"
    assert [*screens.open("2012", near(plain=entries[:3]))] == [0]
    for n in range(3):
        assert [*screens.open("2012", near(plain=[e for e in entries if e != entries[n]]))] == []


def test_members_that_are_not_all_known_rule_nothing_out() -> None:
    screens = Screens(9)
    first, other = (screens.add(n, 0, "2012", [BLOCK], of_all=False) for n in range(2))
    assert [*screens.open("2012", near(plain=[first]))] == [0]
    assert [*screens.open("2012", near(plain=[other]))] == [], "but the one that founded the group"


@pytest.mark.parametrize(
    ("group", "record", "open_"),
    [
        ("2012-05-03", "2012-05-03", True), ("2012-05-03", "2012-05-06", True), ("2012-05-03", "2012-05-07", False),
        ("2012-05", "2012", True), ("2012-05-03/2012-05-09", "2012-06", False), ("2012", "2014", False),
        ("0987", "1453", True), ("2098", "2099", True), ("1950/..", "2012", True), ("1950", "2012/..", False),
        (None, None, True),
    ],
)  # fmt: skip
def test_days_within_which_one_report_is_carried_are_not_told_apart(group: str | None, record: str | None, open_: bool) -> None:
    screens = Screens(1)
    entry = screens.add(0, 0, group, [BLOCK])
    assert [*screens.open(record, near(plain=[entry]))] == [0] * open_


def test_the_days_of_all_members_count() -> None:
    screens = Screens(3)
    entries = [screens.add(n, 0, date, [BLOCK]) for n, date in enumerate(("2012", "2012-03", "2012-03-20/2012-04-20"))]
    assert [*screens.open("2012-03-25", near(plain=entries))] == [0]
    assert [*screens.open("2012-04-20", near(plain=entries))] == []


@pytest.mark.parametrize(
    ("group", "record"), [("1960", "1950/1990"), ("1950/1990", "1960"), ("1950/..", "1960/.."), ("1950/..", "1960")]
)
def test_dates_of_which_not_all_share_a_block_leave_it_to_any_member(group: str, record: str) -> None:
    """A span of decades stands in the blocks of its first and last year alone."""
    screens = Screens(9)
    entries = [screens.add(n, 0, group, [BLOCK | SUM]) for n in range(4)]
    assert [*screens.open(record, near(sum=entries[3:]))] == [0]


def test_dates_beyond_those_told_apart_pass_over_nothing() -> None:
    screens = Screens(400)
    for n in range(300):
        screens.add(n, n, f"1{n:03}/..", [BLOCK | SUM])
    entries = [screens.add(n, 300, "1900/..", [BLOCK | SUM]) for n in range(300, 303)]
    assert [*screens.open("1900/..", near(sum=entries[1:]))] == [300]


def test_groups_come_in_the_order_they_were_founded() -> None:
    screens = Screens(9)
    entries = [screens.add(n, n, "2012", [BLOCK]) for n in range(4)]
    assert [*screens.open("2012", near(plain=entries[::-1], other=entries))] == [0, 1, 2, 3]
