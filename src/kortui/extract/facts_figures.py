"""What the sums and counts of two records say of whether they tell one fact."""

from __future__ import annotations

from kortui.extract.features import same_value
from kortui.model import Event


def shared_sum(one: Event, other: Event) -> bool | None:
    """Whether two records share a sum; None where one of them names none."""
    mine = [a for a in one.amounts if a.kind == "money"]
    theirs = [a for a in other.amounts if a.kind == "money"]
    if not mine or not theirs:
        return None
    return any(same_value(a, b) for a in mine for b in theirs)


def counts_differ(one: Event, other: Event) -> bool:
    """Whether two records count things and share no count: 20 trainers are not 300 howitzers."""
    mine, theirs = ({a.value for a in event.amounts if a.kind == "count"} for event in (one, other))
    return bool(mine and theirs) and not mine & theirs


def numbers_differ(one: Event, other: Event) -> bool:
    """Whether two records count the same things and share no count: three ships are not five."""
    mine, theirs = ({(a.unit, a.value) for a in event.amounts if a.kind == "count"} for event in (one, other))
    return bool({u for u, _ in mine} & {u for u, _ in theirs}) and not mine & theirs


def shared_figure(one: Event, other: Event) -> bool:
    """Whether two records state one sum or one count of the same things."""
    return any(
        a.kind == b.kind and a.kind in ("money", "count") and same_value(a, b) for a in one.amounts for b in other.amounts
    )
