"""Merging from one build to the next: which records were brought together, and what a few changed documents touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kortui.extract.merge import NONE, Replay
from kortui.extract.packed import Packed


@dataclass(frozen=True, slots=True)
class Homes:
    """Which records a build brought together.

    Attributes:
        documents: In their order, what names each document's state and id, with the number of its records.
        homes: Per record of all documents the number of the first record of its group.
    """

    documents: tuple[tuple[str, int], ...]
    homes: tuple[int, ...]


def name_of(document: Packed) -> str:
    """What names a document's state and its id; empty when nothing does."""
    return f"{document.name} {document.id}" if document.name else ""


def homes_of(documents: Sequence[Packed], groups: Sequence[Sequence[int]]) -> Homes | None:
    """What to remember of a merging; None when the documents have no names to know them by."""
    names = tuple((name_of(d), len(d.cards)) for d in documents)
    if not all(name for name, _ in names):
        return None
    homes = [NONE] * sum(count for _, count in names)
    for group in groups:
        for number in group:
            homes[number] = group[0]
    return Homes(names, tuple(homes))


def replay(before: Homes, documents: Sequence[Packed], recall: Callable[[str], Packed | None]) -> Replay | None:
    """What merging can take from an earlier build.

    Args:
        before: What was brought together then.
        documents: Of this build, in their order.
        recall: Gives what a document of the earlier build gave, by its name; None when it is forgotten.

    Returns:
        None when too little is known, and all records have to be compared.
    """
    first_of: dict[str, int] = {}
    at = 0
    for name, count in before.documents:
        first_of[name] = at
        at += count
    if at != len(before.homes):
        return None
    counts = dict(before.documents)
    now: dict[int, int] = {}
    number = 0
    for document in documents:
        old = first_of.pop(name_of(document), NONE) if counts.get(name_of(document)) == len(document.cards) else NONE
        for n in range(len(document.cards)):
            if old != NONE:
                now[old + n] = number
            number += 1
    homes = [NONE] * number
    for old, new in now.items():
        homes[new] = now.get(before.homes[old], NONE)
    dirty = _left_behind(before, first_of, counts, recall)
    if dirty is None:
        return None
    keys, groups = dirty
    cards = [card for document in documents for card in document.cards]
    for old, new in now.items():
        if before.homes[old] in groups:
            keys.update(cards[new].keys)
    return Replay(homes, keys)


def _left_behind(
    before: Homes, gone: dict[str, int], counts: dict[str, int], recall: Callable[[str], Packed | None]
) -> tuple[set[int], set[int]] | None:
    """The blocks of records that are no more, and the first records of the groups they were in."""
    keys: set[int] = set()
    groups: set[int] = set()
    for name, first in gone.items():
        known, _, identifier = name.partition(" ")
        document = recall(known)
        if document is None or document.id != identifier or len(document.cards) != counts[name]:
            return None
        for n, card in enumerate(document.cards):
            keys.update(card.keys)
            groups.add(before.homes[first + n])
    return keys, groups
