"""Answers about single words, worked out once: texts repeat their words, and a look into a dictionary is no call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

MOST = 50_000
"""Words kept; a bound on memory, far above the vocabulary of a corpus of news."""


class Remembered(dict[str, T]):
    """What a function says of the words it was asked about; forgotten when they are too many.

    ``map(remembered.__getitem__, words)`` asks about all words of a sentence without a turn of a Python loop.
    """

    def __init__(self, of_word: Callable[[str], T]) -> None:
        self._of_word = of_word

    def __missing__(self, word: str) -> T:
        if len(self) >= MOST:
            self.clear()
        self[word] = answer = self._of_word(word)
        return answer
