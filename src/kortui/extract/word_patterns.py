"""Patterns of words and phrases, and which of them can match in a text at all, told by its words alone.

The lexicons hold some five hundred such patterns. A search costs microseconds a clause, compiling all of them a second of
every start, and nearly every search finds nothing. So a pattern has a bit, a word the bits of the patterns that can begin with
it (looked up once and kept), and a text the bits of its words; only what these leave is compiled and searched.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from itertools import compress
from operator import or_
from typing import NamedTuple

from kortui.extract.remembering import Remembered
from kortui.extract.runs import Runs

_LITERAL = re.compile(r"[a-z0-9]*")
_GOES_ON = re.compile(r"[*?\w]|[^\x00-\x7f]")
CASELESS = str.maketrans("İıſ\u212a", "iisk")
"""Letters that a search without regard to case takes for one of ASCII."""


def _regex_of(word: str) -> str:
    escaped = re.escape(word).replace(r"\*", r"\w*").replace(r"\?", ".?").replace(r"\ ", r"[\s\-]+")
    return escaped


def _either(words: Sequence[str]) -> str:
    """An alternation of words, those with one first letter together: a search tries a branch a letter, not one a word.

    Words of different first letters never match in one place, so their order among each other says nothing; of those with the
    same letter it is kept. Letters beyond ASCII can be forms of each other and stay as they are.
    """
    if len(words) < 2 or not all(w[:1].isascii() and w[:1].isalnum() and w[0] == w[0].lower() for w in words):
        return "|".join(map(_regex_of, words))
    letters: dict[str, list[str]] = {}
    for word in words:
        letters.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{_either(rest)})" for letter, rest in letters.items())


@cache
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of words and phrases; ``*`` is any ending, ``?`` an optional letter."""
    edge = r"\b" if all(w[:1].isalnum() for w in words) else r"(?<!\w)"
    return re.compile(rf"{edge}(?:{_either(words)})(?!\w)", re.IGNORECASE)


class Cues:
    """What the words of a stretch of text say of the patterns of an index.

    Attributes:
        bits: Of all patterns that can match in it: a pattern without its bit does not.
        anywhere: Of those whose matches can begin with anything.
    """

    __slots__ = ("_of_runs", "_places", "_runs", "anywhere", "bits")

    def __init__(self, runs: Sequence[int], of_runs: Sequence[int], anywhere: int) -> None:
        self._runs, self._of_runs = runs, of_runs
        self.bits = reduce(or_, filter(None, of_runs), anywhere)  # most words begin no pattern
        self.anywhere = anywhere
        self._places: list[tuple[int, int]] | None = None

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where a word stands that a pattern begins with, in order, each with the bits of such patterns; made when asked."""
        if self._places is None:
            self._places = list(compress(zip(self._runs, self._of_runs, strict=True), self._of_runs))
        return self._places

    def inside(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those of the places in a part of the text."""
        places = self.places
        if places and not (start <= places[0][0] and places[-1][0] < end):
            return places[bisect_left(places, (start,)) : bisect_left(places, (end,))]
        return places

    def within(self, bits: int, start: int, end: int) -> bool:
        """Whether a pattern of some bits can match in a part of the text; it cuts no word, and none matches anywhere."""
        return bits & self.bits != 0 and any([bits & of_word for _, of_word in self.inside(start, end)])


class Stretch(NamedTuple):
    """A part of a text, with the cues of that part or of more around it; it cuts no word."""

    cues: Cues
    text: str
    start: int
    end: int


class WordPattern:
    """One pattern of an index, compiled when a text first has a word that it can begin with.

    Attributes:
        words: Words and phrases; ``*`` is any ending, ``?`` an optional letter.
        bit: What stands for it in the bits of a text.
    """

    __slots__ = ("_compiled", "bit", "words")

    def __init__(self, words: tuple[str, ...], bit: int) -> None:
        self.words, self.bit = words, bit
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression."""
        if self._compiled is None:
            self._compiled = words_pattern(self.words)
        return self._compiled

    def search(self, cues: Cues, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in a stretch of a text whose cues are given; the stretch cuts no word."""
        bit = self.bit
        if not bit & cues.bits:
            return None
        if bit & cues.anywhere:
            return self.compiled.search(text, start, end)
        for at, bits in cues.inside(start, end):
            if bits & bit and (match := (self._compiled or self.compiled).match(text, at, end)):
                return match
        return None


class WordPatterns:
    """Patterns that are searched in the same texts; all are added before the first text is looked at."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], WordPattern] = {}
        self._listed: list[WordPattern] = []
        self._always = 0
        self._whole: dict[str, int] = {}
        self._opening: dict[str, int] = {}
        self._longest = 0
        self._bits = Remembered(self._of_word)

    def add(self, words: Sequence[str]) -> WordPattern:
        """A pattern of words and phrases; equal words are one pattern."""
        key = tuple(words)
        if key not in self._known:
            self._known[key] = WordPattern(key, 1 << len(self._known))
            self._listed.append(self._known[key])
            for word in key:
                self._enter(word, self._known[key].bit)
            self._bits.clear()
        return self._known[key]

    def _enter(self, phrase: str, bit: int) -> None:
        """Note which words of a text a phrase can begin with: one word, all with a beginning, or any."""
        lower = phrase.lower()
        literal = _LITERAL.match(lower)
        opening = literal[0] if literal else ""
        if not opening:
            self._always |= bit
        elif _GOES_ON.match(lower, len(opening)):
            self._opening[opening] = self._opening.get(opening, 0) | bit
            self._longest = max(self._longest, len(opening))
        else:
            self._whole[opening] = self._whole.get(opening, 0) | bit

    def _of_word(self, word: str) -> int:
        lower = word.translate(CASELESS).lower()
        found = self._whole.get(lower, 0)
        for length in range(1, min(len(lower), self._longest) + 1):  # a word may be a whole document
            found |= self._opening.get(lower[:length], 0)
        return found & ~self._always  # those are searched everywhere

    def find(self, stretch: Stretch, some: int = -1) -> Iterator[tuple[WordPattern, re.Match[str]]]:
        """Every match of every pattern, those of one pattern disjoint and in order; one is tried where a word can begin it.

        Args:
            stretch: Where to look.
            some: Bits of the patterns that are meant; all unless given.
        """
        cues, text, start, end = stretch
        ends: dict[int, int] = {}
        for at, of_word in cues.inside(start, end):
            bits = of_word & some
            while bits:
                bit = bits & -bits
                bits ^= bit
                if at < ends.get(bit, 0):
                    continue
                pattern = self._listed[bit.bit_length() - 1]
                if match := pattern.compiled.match(text, at, end):
                    ends[bit] = match.end()
                    yield pattern, match
        if self._always & some:
            for pattern in self._listed:
                if pattern.bit & self._always & some:
                    yield from ((pattern, match) for match in pattern.compiled.finditer(text, start, end))

    def stretch(self, text: str) -> Stretch:
        """A text by itself."""
        return Stretch(self.cues(text), text, 0, len(text))

    def cues(self, text: str) -> Cues:
        """Which patterns can match in a text, and where those begin."""
        return self.cues_of(Runs.of(text))

    def cues_of(self, runs: Runs, start: int = 0, end: int = sys.maxsize) -> Cues:
        """Likewise in a stretch of a text of which the runs of letters and digits are known; it cuts no word."""
        inside = runs.within(start, end)
        return Cues(runs.starts[inside], list(map(self._bits.__getitem__, runs.words[inside])), self._always)
