"""What is typed to find a line in a list: parts of words, or of Hangul the first consonants of its syllables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kortui.text import choseong, fold, fold_text, is_choseong

_SYLLABLE = re.compile("[가-힣]")


class Typed:
    """One typed word.

    Args:
        word: As typed.

    Attributes:
        costs: Whether looking through a text for it takes some ten times as long as for others.
    """

    def __init__(self, word: str) -> None:
        self.folded = fold_text(word)
        self.costs = is_choseong(word)
        begins = r"(?<![^\s(])" + r"\s?".join(word)
        self._initials = re.compile(begins) if self.costs else None
        self._whole = re.compile(begins + "(?![ㄱ-ㅎ])") if self.costs else None

    def find(self, text: str) -> int:
        """Where a folded text has it; -1 where it does not. Consonants may go on from word to word, and begin with one."""
        if self._initials is None:
            return text.find(self.folded)
        found = self._initials.search(_initials(text)) if _SYLLABLE.search(text) else None
        return found.start() if found else -1

    def fit(self, text: str, others: str) -> int:
        """How well it fits the folded text of a line: at the beginning, at that of a word, inside, not.

        Args:
            text: What the line says.
            others: By what else it is found; of consonants those of a whole name count most, whichever it is.
        """
        if self._whole is not None:
            return 0 if any(_SYLLABLE.search(one) and self._whole.search(_initials(one)) for one in (text, others)) else 1
        if self.folded not in text:
            return 3
        return 0 if text.startswith(self.folded) else 1 if f" {self.folded}" in text else 2

    def span(self, text: str) -> tuple[int, int] | None:
        """The stretch of a text that it stands for; None where the text does not have it."""
        folded = fold(text)
        if self._initials is None:
            at = folded.text.find(self.folded)
            return None if at < 0 else folded.source(at, at + len(self.folded))
        found = self._initials.search(choseong(folded.text))
        return folded.source(*found.span()) if found else None


def typed_words(text: str) -> Sequence[Typed]:
    """The words of what is typed."""
    return [Typed(word) for word in text.split() if fold_text(word).strip()]


@lru_cache(maxsize=2048)
def _initials(text: str) -> str:
    """First consonants; kept, since the same lines are looked through for each letter."""
    return choseong(text)
