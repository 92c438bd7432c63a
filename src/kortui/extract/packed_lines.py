"""A packed document as lines, to be kept or sent, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict

from kortui.extract.cards import Kept, Loaded
from kortui.extract.filed import line_of
from kortui.extract.packed import Packed, compact
from kortui.model import Entity
from kortui.schema import SchemaError, from_row, to_row


def dump(packed: Packed) -> Iterator[bytes]:
    """A packed document as lines, in pieces: what is known of it, what a report says, the document, a record each."""
    yield b'{"document":%b,"cards":[' % compact([packed.id, packed.sha256, packed.published])
    for number, card in enumerate(packed.cards):
        head = compact([card.id, card.date, [*card.keys], card.uses, card.late, card.digest])
        yield b",%b" % head if number else head
    yield b'],"found":%b,"mentions":%b}' % (compact([to_row(e) for e in packed.found]), compact(packed.mentions))
    for line in (packed.told, packed.row):
        yield b"\n%b" % line_of(line)
    for card in packed.cards:
        yield b"\n%b" % line_of(card.row)


def parse(text: bytes, name: str = "") -> Packed:
    """The packed document that `dump` wrote.

    Args:
        text: Its lines.
        name: What names it.

    Raises:
        ValueError: When it is of another shape.
    """
    import msgspec  # a third of the time of `json` and of looking at each value

    head, told, row, *rows = text.split(b"\n")
    try:
        known = msgspec.json.decode(head, type=_Head)
        found = tuple(from_row(Entity, entity, "entity") for entity in known["found"])
    except (msgspec.MsgspecError, SchemaError) as error:
        raise ValueError("of another shape") from error
    if len(known["cards"]) != len(rows):
        raise ValueError("of another shape")
    cards = Loaded(known["cards"], rows)
    return Packed(*known["document"], row, cards, found, known["mentions"], told, name)


class _Head(TypedDict):
    """The first of those lines."""

    document: tuple[str, str, str | None]
    cards: list[Kept]
    found: list[dict[str, Any]]
    mentions: dict[str, int]
