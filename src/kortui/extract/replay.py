"""Merging from one build to the next: which records were brought together, and what a few changed documents touch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kortui.extract.merge import NONE, Merged, Replay
from kortui.extract.packed import Card, Packed


@dataclass(frozen=True, slots=True)
class Homes:
    """Which records a build brought together.

    Attributes:
        documents: In their order, what names each document's state and id, with the number of its records.
        homes: Per record of all documents the number of the first record of its group.
        made: The record made of each group of several, by the number of its first.
    """

    documents: tuple[tuple[str, int], ...]
    homes: tuple[int, ...]
    made: Mapping[int, Card]


def dump(homes: Homes) -> bytes:
    """Groups as lines: which records, then the record made of each group of several."""
    made = [[first, c.id, c.date, c.uses, c.late] for first, c in homes.made.items()]
    head = json.dumps({"documents": homes.documents, "homes": homes.homes, "made": made}, separators=(",", ":")).encode()
    return b"\n".join([head, *(card.row for card in homes.made.values())])


def parse(text: bytes) -> Homes:
    """The groups that `dump` wrote.

    Raises:
        ValueError: When they are of another shape.
    """
    head, *rows = text.split(b"\n")
    try:
        known = json.loads(head)
        documents = tuple((str(name), int(count)) for name, count in known["documents"])
        made = {
            int(first): Card(id_, row, date, (), tuple(uses), late)
            for (first, id_, date, uses, late), row in zip(known["made"], rows, strict=True)
        }
        return Homes(documents, tuple(map(int, known["homes"])), made)
    except (KeyError, TypeError) as error:
        raise ValueError("of another shape") from error


def name_of(document: Packed) -> str:
    """What names a document's state and its id; empty when nothing does."""
    return f"{document.name} {document.id}" if document.name else ""


def homes_of(documents: Sequence[Packed], merged: Merged) -> Homes | None:
    """What to remember of a merging; None when the documents have no names to know them by."""
    names = tuple((name_of(d), len(d.cards)) for d in documents)
    if not all(name for name, _ in names):
        return None
    homes = [NONE] * sum(count for _, count in names)
    for group in merged.groups:
        for number in group:
            homes[number] = group[0]
    made = {g[0]: card for g, card in zip(merged.groups, merged.cards, strict=True) if len(g) > 1}
    return Homes(names, tuple(homes), made)


def replay(before: Homes, documents: Sequence[Packed]) -> Replay | None:
    """What merging can take from an earlier build.

    Args:
        before: What was brought together then.
        documents: Of this build, in their order.

    Returns:
        None when what is known of the earlier build does not fit together.
    """
    first_of: dict[str, int] = {}
    at = 0
    for name, count in before.documents:
        first_of[name] = at
        at += count
    if at != len(before.homes) or any(not 0 <= home <= n for n, home in enumerate(before.homes)):
        return None
    counts = dict(before.documents)
    now: dict[int, int] = {}
    number = 0
    for document in documents:
        old = first_of.get(name_of(document), NONE) if counts.get(name_of(document)) == len(document.cards) else NONE
        for n in range(len(document.cards)):
            if old != NONE:
                now[old + n] = number
            number += 1
    homes = [NONE] * number
    lost = set()
    for old, home in enumerate(before.homes):
        if old in now:
            homes[now[old]] = now.get(home, NONE)
        elif home in now:
            lost.add(now[home])
    return Replay(homes, frozenset(lost), _made(before, now))


def _made(before: Homes, now: Mapping[int, int]) -> dict[tuple[int, ...], Card]:
    """The records made of groups whose members are all still there, by the numbers the members have now."""
    members: dict[int, list[int]] = {}
    for old, home in enumerate(before.homes):
        if home in before.made:
            members.setdefault(home, []).append(now.get(old, NONE))
    return {tuple(group): before.made[home] for home, group in members.items() if NONE not in group}
