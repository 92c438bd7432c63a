"""The tables of a library, of the records and documents of a build."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from kortui import edtf
from kortui.encoded import EncodedRows
from kortui.extract.cards import Cards
from kortui.extract.filed import Lines, RowFile
from kortui.extract.late import Late
from kortui.extract.packed import CONFLICTS, SERIES
from kortui.extract.picked import Picked
from kortui.extract.shelved import Documents, Shelved
from kortui.extract.sorting import NUMBER, Sorter
from kortui.model import Document, Entity, Event, Library, digest_of_inputs
from kortui.records import replace

_DIGEST = 8
"""Bytes of the digest of a record."""


def library(
    documents: Documents,
    cards: Cards,
    registry: Mapping[str, Entity],
    companions: Sequence[Path],
    late: Late,
    rows: RowFile,
) -> Library:
    """All tables; those of documents and events as the rows they are written as.

    Args:
        documents: In order of id.
        cards: The records, in any order.
        registry: Entities by id.
        companions: Files of decisions and of further entities.
        late: The last stages.
        rows: The build's file.
    """
    inputs = tuple(sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in companions))
    ordered, digests, used = _walked(cards, late, rows)
    return Library(
        documents=EncodedRows(Document, Lines(documents.rows)),
        events=EncodedRows(Event, ordered.rows),
        entities=_entities(used, registry, documents),
        series=late.series(ordered, digests),
        conflicts=late.conflicts(ordered, digests),
        sha256=digest_of_inputs(((d.id, d.sha256, d.published) for d in documents.states), inputs),
        companions=inputs,
    )


def _walked(cards: Cards, late: Late, rows: RowFile) -> tuple[Cards, array[int], set[str]]:
    """What is asked of every record, in one walk.

    Returns:
        The records in order, the digests of those of which a later stage asks for them, and what all of them name.
    """
    used: set[str] = set()
    sorter, asks = Sorter(rows), SERIES | CONFLICTS
    keys = lru_cache(maxsize=4096)(edtf.sort_bytes)
    for number, (id_, date, _, uses, stages, record) in enumerate(cards.heads()):
        used.update(uses)
        digest = late.digest(record, uses).to_bytes(_DIGEST) if stages & asks else b""
        sorter.add(b"%b%b\0%b%b" % (keys(date), id_.encode(), number.to_bytes(NUMBER), digest.rjust(_DIGEST, b"\0")))
    order, digests = array("I"), array("Q")
    for key in sorter:
        number = int.from_bytes(key[-NUMBER - _DIGEST : -_DIGEST])
        order.append(number)
        if cards.late(number) & asks:
            digests.append(int.from_bytes(key[-_DIGEST:]))
    return Picked(cards, order), digests, used


def _entities(used: Iterable[str], registry: Mapping[str, Entity], documents: Iterable[Shelved]) -> list[Entity]:
    """Entities the documents or the records name, with how often, and the countries they are of; in order of id."""
    mentions: dict[str, int] = {}
    for document in documents:
        for identifier, number in document.mentions.items():
            mentions[identifier] = mentions.get(identifier, 0) + number
    for identifier in used:
        mentions.setdefault(identifier, 0)
    countries: dict[str, str] = {}
    for entity in registry.values():
        if entity.kind == "country" and entity.country:
            countries.setdefault(entity.country, entity.id)
    for identifier in list(mentions):
        code = registry[identifier].country if identifier in registry else None
        if code is not None and code in countries:
            mentions.setdefault(countries[code], 0)
    return [replace(registry[i], mentions=mentions[i]) for i in sorted(mentions) if i in registry]
