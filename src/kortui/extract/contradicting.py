"""What every kind of conflict is made with: pairs of a group, dates apart, sentences that tell both sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from kortui import edtf
from kortui.model import Conflict, Event
from kortui.text import slug
from kortui.vocabulary import ConflictKind


def conflict(kind: ConflictKind, subject: str, events: Sequence[Event], note: str) -> Conflict:
    """A conflict of some records, with an id of its own kind, subject and first record."""
    ids = tuple(e.id for e in events)
    return Conflict(f"{kind}-{slug(subject, 40)}-{ids[0][1:6]}", subject, ids, kind, note)


def key(*parts: object) -> str:
    """What records share that may contradict each other, as one word."""
    return "\0".join(map(str, parts))


ALL_PAIRS = 12
"""Members of a group up to which each pair that contradicts itself is told. In larger ones every member is told with one that
it contradicts, looked for among so many of the first: conflicts and the time to find them then grow with the records."""

T = TypeVar("T")


def pairs(members: Sequence[T], contradict: Callable[[T, T], bool]) -> Iterator[tuple[T, T]]:
    """Pairs of a group that contradict each other, in order."""
    if len(members) <= ALL_PAIRS:
        yield from (pair for pair in combinations(members, 2) if contradict(*pair))
        return
    for at, member in enumerate(members):
        first = next((m for m in members[: min(at, ALL_PAIRS)] if contradict(m, member)), None)
        if first is not None:
            yield first, member


def apart(one: Event, other: Event) -> bool:
    """Whether two records have dates without a day in common."""
    return not edtf.bounds(one.date.edtf).overlaps(edtf.bounds(other.date.edtf))


_DISPUTED = re.compile(r"\b(?:while|whereas|but|against|although|though|however|not)\b", re.I)
_SOURCED = re.compile(
    r"\b(?:according to|puts?|says?|said|claims?|claimed|data|figures?|statistics|estimat\w+|report\w*|disput\w+|differ\w*|"
    r"recorded|counted|gave|gives?)\b", re.I,
)  # fmt: skip


def of_one_breath(one: Event, other: Event) -> bool:
    """Whether two records are of one sentence that does not say that they differ ("Seoul put it at …, but Ankara at …")."""
    shared = {(e.document, e.start) for e in one.evidence} & {(e.document, e.start) for e in other.evidence}
    told = next((e.exact for e in one.evidence if (e.document, e.start) in shared), "")
    return bool(shared) and not (_DISPUTED.search(told) and _SOURCED.search(told))
