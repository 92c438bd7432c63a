"""How far the stages are in one document, for who waits for a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from kortui.extract.spans import Sentence

Told = Callable[[float], None]
"""Takes the share of the work that is done, 0 to 1."""

EVERY = 250
"""Sentences between two words of it, some tenths of a second."""

ENTITIES, DATES, AMOUNTS, EVENTS = (0.0, 0.2), (0.2, 0.3), (0.3, 0.4), (0.4, 1.0)
"""Which part of the work each stage takes; measured on long texts, and the same to a tenth on others."""


def watched(sentences: Sequence[Sentence], told: Told | None, part: tuple[float, float]) -> Iterable[Sentence]:
    """The sentences of a document, once, with a word now and then on how far it is.

    Args:
        sentences: All of them.
        told: Takes the share that is done; None where nobody asks.
        part: The part of the work that going through them is.
    """
    return sentences if told is None else _watched(sentences, told, part)


def _watched(sentences: Sequence[Sentence], told: Told, part: tuple[float, float]) -> Iterator[Sentence]:
    begun, done = part
    rest = iter(sentences)
    for number in range(0, len(sentences), EVERY):
        told(begun + (done - begun) * number / len(sentences))
        yield from islice(rest, EVERY)
    told(done)
