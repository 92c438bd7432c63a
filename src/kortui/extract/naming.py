"""The documents of a build among each other: their order, an id for each, and the entities that all of them speak of."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

from kortui.extract import events
from kortui.extract.facts import Facts, is_public
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.members import NONE
from kortui.extract.packed import Card, verify
from kortui.extract.reading import Kept
from kortui.extract.report import Left
from kortui.extract.shelved import Documents, Shelf, Shelved
from kortui.extract.sorting import END, NUMBER, Sorter
from kortui.model import Entity
from kortui.records import replace
from kortui.schema import encode, to_row


def named(kept: Kept, names: Gazetteer, shelf: Shelf) -> tuple[Documents, array[int], list[Left]]:
    """Documents in order of id and content, each with an id of its own; a second copy of the same bytes is left out.

    Args:
        kept: What was read.
        names: The gazetteer.
        shelf: Where it stands.

    Returns:
        The documents, the place of each one's file, and the copies that were left out.
    """
    by_content, by_id = Sorter(shelf.rows), Sorter(shelf.rows)
    for place, number in enumerate(kept.numbers):
        if number != NONE:
            document = shelf.state(number)
            head = f"{document.id}\0{document.sha256}\0{kept.files[place].as_posix()}".encode(errors="surrogatepass")
            by_content.add(head + _numbers(place))
    left: list[Left] = []
    before: tuple[str, str] | None = None
    twin, count = NONE, 0
    for position, key in enumerate(by_content):
        place = int.from_bytes(key[-NUMBER:])
        number = kept.numbers[place]
        document = shelf.state(number)
        if before == (document.id, document.sha256):
            told = f"the same as {kept.files[twin]}; left out"
            left.append(Left(str(kept.files[place]), told, fault=False, named=True))
            continue
        count = count + 1 if before is not None and before[0] == document.id else 1
        before, twin = (document.id, document.sha256), place
        if count > 1:
            number = shelf.add(_renamed(shelf[number], f"{document.id}-{count}", names, shelf))
        by_id.add(shelf.state(number).id.encode() + END + _numbers(position, number, place))
    numbers, places = array("I"), array("I")
    for key in by_id:
        numbers.append(int.from_bytes(key[-2 * NUMBER : -NUMBER]))
        places.append(int.from_bytes(key[-NUMBER:]))
    return Documents(shelf, numbers), places, left


def _numbers(*given: int) -> bytes:
    return b"".join(number.to_bytes(NUMBER) for number in given)


def _renamed(known: Shelved, name: str, names: Gazetteer, shelf: Shelf) -> Shelved:
    """A document whose id another has under an id of its own: ids of its records follow the document's."""
    document = replace(known.document, id=name)
    facts = Facts({**{e.id: e for e in known.found}, **names.entities})
    made = events.rename([card.event for card in known.cards], name)
    for event in made:
        verify(event, {name: document})
    (row,) = shelf.rows.put([encode(to_row(document))])
    return replace(known, id=name, row=row, cards=shelf.cards.put(Card.of(event, facts) for event in made))


def registry(documents: Iterable[Shelved], names: Gazetteer) -> tuple[dict[str, Entity], frozenset[str]]:
    """Entities by id, and the ids of those that two documents take for different things."""
    found: dict[str, Entity] = {}
    doubtful = set()
    for document in documents:
        for entity in document.found:
            first = found.setdefault(entity.id, entity)
            if _kind(first) != _kind(entity):
                doubtful.add(entity.id)
    return {**found, **names.entities}, frozenset(doubtful - names.entities.keys())


def _kind(entity: Entity) -> tuple[str, str | None, bool]:
    """What of an entity the blocks of records depend on."""
    return entity.kind, entity.country, is_public(entity)


def sorted_anew(documents: Documents, entities: Mapping[str, Entity], doubtful: frozenset[str], shelf: Shelf) -> Documents:
    """Documents whose records stand in the blocks of all documents' entities, where those are not what one took them for."""
    if not doubtful:
        return documents
    facts = Facts(entities)
    numbers = array("I", documents.numbers)
    for place, document in enumerate(documents):
        if doubtful.isdisjoint(entity.id for entity in document.found):
            continue
        cards = (card if doubtful.isdisjoint(card.uses) else Card.of(card.event, facts) for card in document.cards)
        numbers[place] = shelf.add(replace(document, cards=shelf.cards.put(cards)))
    return Documents(shelf, numbers)
