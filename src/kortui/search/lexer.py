"""Passing over the text of a query bit by bit, and what stands in one without saying anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kortui.search.syntax import Problem

QUOTES = '"“”„'
OR, AND = ("OR", "|"), ("AND", "&")
OPERATORS = frozenset((*OR, *AND, "NOT", "-"))
_PIECE = re.compile(rf"[{QUOTES}][^{QUOTES}]*[{QUOTES}]?|[()]")
_WORD_CHARACTER = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s+")
_BARE_VALUE = re.compile(rf"[^\s{QUOTES}(),\[\]{{}}]+")
_WITHIN_FIGURE = re.compile(r"(?<=\d),(?:\d{3}(?!\d)|(?<![,.]\d,)(?<![,.]\d\d,)(?<![,.]\d\d\d,)\d{1,2}(?=[^\W\d_]))")
"""A comma that is no "or" in an amount: of thousands, or of decimals before a scale, which is pointed at."""
_BRACKETED = re.compile(rf"\[[^\]\s{QUOTES}]*\]?|\{{[^}}\s{QUOTES}]*\}}?|[\]}}]")


def past_bracket(text: str, at: int) -> tuple[int, int]:
    """Where a bracket ends.

    Args:
        text: The query text.
        at: Where the bracket opens.

    Returns:
        The place behind its closing bracket, and how many closing ones are lacking at the end of the text.
    """
    depth = 0
    for match in _PIECE.finditer(text, at):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if not depth:
            return match.end(), 0
    return len(text), depth


def runs(places: Sequence[int], text: str) -> list[tuple[int, int]]:
    """Stretches of a text that hold nothing but some of its characters, given in order, and blanks between them."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and not text[found[-1][1] : place].strip():
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def without(text: str, places: Sequence[int]) -> str:
    """A text without some of its characters."""
    left_out = frozenset(places)
    return "".join(char for at, char in enumerate(text) if at not in left_out).strip()


def ended(text: str) -> str:
    """A text without the operators it ends in."""
    words = text.split()
    while words and words[-1] in OPERATORS:
        words.pop()
    return " ".join(words)


def says_nothing(text: str) -> bool:
    """Whether a text has no letter and no digit, by which alone anything is found."""
    return not _WORD_CHARACTER.search(text)


def is_symbol(text: str) -> bool:
    """Whether a text holds a pictograph, which nobody types for punctuation."""
    return any(unicodedata.category(char) in ("So", "Sk", "Cs", "Co", "Cn") for char in text)


class Lexer:
    """A text and a place in it.

    Attributes:
        problems: What was found wrong, in order of position.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._sign = (0, 0)
        self.problems: list[Problem] = []

    def _fault(self, start: int, end: int, message: str, suggestion: str = "", *, unfinished: bool = False) -> None:
        suggestion = suggestion if re.search(r"\w", suggestion) else ""
        meant = f"; did you mean {suggestion}?" if suggestion else ""
        self.problems.append(Problem(start, end, message + meant, suggestion, unfinished))

    def _unsaid(self, start: int, end: int) -> None:
        told = "nothing to look for: no letter and no digit"
        self._fault(start, end, told, unfinished=end == len(self._text) and not is_symbol(self._text[start:end]))

    def _see_that_something_is_said(self) -> None:
        """Tell that a query has nothing to look for, unless it is empty or the ``*`` that stands for everything."""
        said = self._text.strip()
        if said and said != "*":
            start = self._text.index(said)
            self._unsaid(start, start + len(said))

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at)
        if match:
            self._at = match.end()

    def _take(self, char: str) -> bool:
        if self._text.startswith(char, self._at):
            self._at += len(char)
            return True
        return False

    def _operator(self, word: str, sign: str = "") -> bool:
        """Pass over an operator, written in capitals."""
        self._skip()
        start = self._at
        if sign and self._take(sign):
            self._take(sign)
            self._sign = (start, self._at)
            return True
        end = self._at + len(word)
        if self._text.startswith(word, self._at) and (end == len(self._text) or re.match(r"[\s()\"“”„]", self._text[end])):
            self._at = end
            self._sign = (start, end)
            return True
        return False

    def _blank(self, start: int, end: int) -> bool:
        """Whether nothing stands in a stretch of the text."""
        return not self._text[start:end].strip()

    def _quoted(self) -> tuple[str, bool]:
        """The words up to the closing quotation mark, and whether there is one."""
        self._at += 1
        begin = self._at
        while self._at < len(self._text) and self._text[self._at] not in QUOTES:
            self._at += 1
        words = self._text[begin : self._at].strip()
        closed = self._at < len(self._text)
        self._at += closed
        return " ".join(words.split()), closed

    def _values(self, figures: bool) -> tuple[str, ...]:
        """The values behind a field's colon.

        Args:
            figures: Whether they are amounts, in which commas part thousands.
        """
        values: list[str] = []
        part = ""
        while self._at < len(self._text):
            char = self._text[self._at]
            if char in QUOTES:
                part += self._quoted()[0]
            elif figures and (match := _WITHIN_FIGURE.match(self._text, self._at)):
                part += match[0]
                self._at = match.end()
            elif char == ",":
                self._at += 1
                values.append(part)
                part = ""
            elif match := _BARE_VALUE.match(self._text, self._at) or _BRACKETED.match(self._text, self._at):
                part += match[0]
                self._at = match.end()
            else:
                break
        values.append(part)
        return tuple(dict.fromkeys(v for v in (v.strip() for v in values) if v))
