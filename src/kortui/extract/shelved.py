"""A document in the memory of a build: where in the build's file its text, records and names stand."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Raw, json, msgpack

from kortui.extract.cards import CardFile, Cards, Stretch
from kortui.extract.filed import Line, Places, RowFile, line_of
from kortui.extract.packed import Packed, Seen, seen_of
from kortui.extract.picked import Picked
from kortui.made import Made, OneByOne
from kortui.model import Document, Entity
from kortui.records import dataclass
from kortui.schema import decode, to_row


@dataclass(frozen=True, slots=True)
class Shelved:
    """One document with its records; attributes as of `Packed`, those that are not fields are read when they are asked for.

    Attributes:
        names: Its `found` and `mentions`, encoded, or where they are kept.
    """

    id: str
    sha256: str
    published: str | None
    row: Line
    cards: Stretch
    names: Line
    told: Line
    name: str = ""

    @property
    def document(self) -> Document:
        """The document, decoded."""
        return decode(Document, line_of(self.row))

    @property
    def seen(self) -> Seen:
        """What a report says of it."""
        return seen_of(self.told)

    @property
    def found(self) -> tuple[Entity, ...]:
        """Entities outside the gazetteer."""
        rows, _ = json.decode(line_of(self.names), type=tuple[tuple[Raw, ...], Raw])
        return tuple(_entity(bytes(row)) for row in rows)

    @property
    def mentions(self) -> Mapping[str, int]:
        """Entity ids with how often the text names them."""
        found: dict[str, int] = json.decode(line_of(self.names))[1]
        return found


class State(NamedTuple):
    """What names a document and its state, and its records; attributes as of `Shelved`."""

    id: str
    sha256: str
    published: str | None
    name: str
    cards: Stretch


@lru_cache(maxsize=1_024)
def _entity(row: bytes) -> Entity:
    """An entity, decoded; of one corpus many documents speak of the same ones."""
    return decode(Entity, row)


class Shelf(OneByOne[Shelved]):
    """Where the documents of a build stand, in the order they come: some seventy bytes of memory each.

    Args:
        rows: The build's file.

    Attributes:
        rows: The build's file.
        cards: The records of all documents, and those that are made of them.
    """

    def __init__(self, rows: RowFile) -> None:
        self.rows = rows
        self.cards = CardFile(rows)
        self._heads, self._texts, self._told, self._names = (Places(rows) for _ in range(4))
        self._starts, self._sizes = array("I"), array("I")  # of a document's records
        shape = tuple[str, str, str | None, str]
        self._decode: Callable[[bytes], tuple[str, str, str | None, str]] = msgpack.Decoder(shape).decode

    def put(self, packed: Packed) -> int:
        """Keep a document; its number."""
        names = json.encode(([to_row(entity) for entity in packed.found], packed.mentions))
        lines = self.rows.put([_head_of(packed), line_of(packed.row), line_of(packed.told), names])
        return self._add(lines, self.cards.put(packed.cards))

    def add(self, document: Shelved) -> int:
        """Keep a document whose rows and records stand here already; its number."""
        (head,) = self.rows.put([_head_of(document)])
        return self._add((head, document.row, document.told, document.names), document.cards)

    def _add(self, lines: Iterable[Line], cards: Stretch) -> int:
        for places, line in zip((self._heads, self._texts, self._told, self._names), lines, strict=True):
            places.append(line)
        self._starts.append(cards.start)
        self._sizes.append(len(cards))
        return len(self._sizes) - 1

    def __len__(self) -> int:
        return len(self._sizes)

    def at(self, index: int) -> Shelved:
        """A document by its number."""
        id_, sha256, published, name, cards = self.state(index)
        return Shelved(id_, sha256, published, self._texts[index], cards, self._names[index], self._told[index], name)

    def state(self, index: int) -> State:
        """What names a document by its number: a quarter of the time of the document."""
        return State(*self._decode(self._heads.row(index)), self.cards_of(index))

    def cards_of(self, index: int) -> Stretch:
        """The records of a document by its number."""
        return Stretch(self.cards, self._starts[index], self._sizes[index])

    def row_of(self, index: int) -> Line:
        """A document, encoded, by its number, or where it is kept."""
        return self._texts[index]


def _head_of(document: Packed | Shelved) -> bytes:
    return msgpack.encode((document.id, document.sha256, document.published, document.name))


class Documents(OneByOne[Shelved]):
    """Documents of a shelf, in an order.

    Args:
        shelf: Where they stand.
        numbers: Which of them.
    """

    def __init__(self, shelf: Shelf, numbers: array[int]) -> None:
        self._shelf = shelf
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def at(self, index: int) -> Shelved:
        """A document."""
        return self._shelf.at(self.numbers[index])

    @property
    def states(self) -> Sequence[State]:
        """What names the documents."""
        return Made(self.numbers, self._shelf.state)

    @property
    def rows(self) -> Sequence[Line]:
        """The documents, encoded, or where they are kept."""
        return Made(self.numbers, self._shelf.row_of)

    @property
    def cards(self) -> Cards:
        """The records of all of them, in order."""
        numbers = array("I")
        for stretch in map(self._shelf.cards_of, self.numbers):
            numbers.extend(range(stretch.start, stretch.start + len(stretch)))
        return Picked(self._shelf.cards, numbers)
