"""From query text to its parts; any text at all is a query.

    query = or
    or    = and { ("OR" | "|") and }
    and   = term { ["AND"] term }
    term  = ["-" | "NOT"] ( "(" query ")" | field ":" value { "," value } | ["="] '"' words '"' | ["="] word ["*"] )

An open quotation mark or bracket is closed at the end, a stray closing one is passed over, an operator without its term is
left out; but for the quotation mark each of these is a `Problem`. A term that cannot be meant as written becomes a `Problem`
and a `Faulty` part, and the rest of the query stands. Terms that cannot hold together stay, with a `Problem`.
"""

from __future__ import annotations

import re

from kortui.search import syntax
from kortui.search.fields import FIELDS, near_field
from kortui.search.syntax import Exact, Faulty, Field, Phrase, Problem, Term, Word
from kortui.search.tokens import word_pattern
from kortui.text import fold_text

LONGEST = 4000
"""Characters of a query that are read; what lies behind them is left out with a problem."""
DEEPEST = 40
"""Brackets inside brackets that are followed; deeper ones are passed over."""

_OPERATORS = frozenset(("OR", "AND", "NOT", "|", "&", "-"))
_QUOTES = '"“”„'
_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"([^\W\d_][\w-]*):(?!//)")
_WORD = re.compile(rf"[^\s{_QUOTES}()|]+")
_BARE_VALUE = re.compile(rf"[^\s{_QUOTES}(),\[\]{{}}]+")
_WITHIN_FIGURE = re.compile(r"(?<=\d),(?:\d{3}(?!\d)|(?<![,.]\d,)(?<![,.]\d\d,)(?<![,.]\d\d\d,)\d{1,2}(?=[^\W\d_]))")
"""A comma that is no "or" in an amount: of thousands, or of decimals before a scale, which is pointed at."""
_BRACKETED = re.compile(rf"\[[^\]\s{_QUOTES}]*\]?|\{{[^}}\s{_QUOTES}]*\}}?|[\]}}]")


class Parser:
    """One pass over a query text.

    Attributes:
        problems: What was found wrong, in order of position.
        sort: Value of the last ``sort:``, empty when none.
        group: Value of the last ``group:``, empty when none.
    """

    def __init__(self, text: str) -> None:
        self._text = text[:LONGEST]
        self._at = 0
        self._depth = 0
        self._sign = (0, 0)
        self._fields = 0
        self.problems: list[Problem] = []
        self.sort = ""
        self.group = ""
        if len(text) > LONGEST:
            self.problems.append(Problem(LONGEST, len(text), f"only the first {LONGEST:,} characters are read"))

    def query(self) -> Term | None:
        """The whole text as one term; None when it asks for everything."""
        terms = []
        while self._at < len(self._text):
            term = self._or()
            if term is not None:
                terms.append(term)
            if self._take(")"):
                at = self._at - 1
                self._fault(at, self._at, "this ) closes nothing", f"{self._text[:at]}{self._text[at + 1 :]}".strip())
        root = syntax.conjunction(terms, 0, len(self._text))
        if self._fields > 1:
            from kortui.search.clashes import clashes  # of two fields or more

            self.problems += clashes(root, self._text)
        return root

    def _fault(self, start: int, end: int, message: str, suggestion: str = "", *, unfinished: bool = False) -> None:
        suggestion = suggestion if re.search(r"\w", suggestion) else ""
        meant = f"; did you mean {suggestion}?" if suggestion else ""
        self.problems.append(Problem(start, end, message + meant, suggestion, unfinished))

    # Lexing

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
        """Pass over an operator, written in capitals or not."""
        self._skip()
        start = self._at
        if sign and self._take(sign):
            self._take(sign)
            self._sign = (start, self._at)
            return True
        end = self._at + len(word)
        if self._text[self._at : end].upper() == word and (end == len(self._text) or re.match(r"[\s()\"“”„]", self._text[end])):
            self._at = end
            self._sign = (start, end)
            return True
        return False

    # Grammar

    def _or(self) -> Term | None:
        start = self._at
        items = [self._and()]
        while self._operator("OR", "|"):
            sign = self._sign
            bare = self._blank(start, sign[0])
            items.append(self._and())
            if bare:
                self._lacks(sign, "before")
            elif self._blank(sign[1], self._at):
                self._lacks(sign, "behind")
        return syntax.disjunction([i for i in items if i is not None], start, self._at)

    def _blank(self, start: int, end: int) -> bool:
        """Whether nothing stands in a stretch of the text."""
        return not self._text[start:end].strip()

    def _lacks(self, sign: tuple[int, int], where: str) -> None:
        """Tell that an operator lacks a term before or behind it, and what the query is without, unless that lacks one too."""
        start, end = sign
        rest = f"{self._text[:start].rstrip()} {self._text[end:].lstrip()}".strip()
        if rest and {rest.split()[0].upper(), rest.split()[-1].upper()} & _OPERATORS:
            rest = ""
        unfinished = where == "behind" and self._at == len(self._text)
        message = f"{self._text[start:end].strip()} wants a word {where} it"
        self._fault(start, end, message, rest, unfinished=unfinished)

    def _and(self) -> Term | None:
        start = self._at
        items: list[Term] = []
        while True:
            signs = []
            first = self._at
            while self._operator("AND", "&"):
                signs.append(self._sign)
            self._skip()
            here = self._at
            ends = here == len(self._text) or self._text[here] in ")|" or self._peek_or()
            if signs and self._blank(start, first):
                self._lacks(signs[0], "before")
            elif signs and (ends or len(signs) > 1):
                self._lacks(signs[-1] if ends else signs[0], "behind")
            if ends:
                break
            term = self._term()
            if term is not None:
                items.append(term)
            if self._at == here:
                self._at += 1
        return syntax.conjunction(items, start, self._at)

    def _peek_or(self) -> bool:
        here = self._at
        found = self._operator("OR", "|")
        self._at = here
        return found

    def _peek_operator(self) -> bool:
        here = self._at
        found = self._operator("OR", "|") or self._operator("AND", "&")
        self._at = here
        return found

    def _term(self) -> Term | None:
        start = self._at
        negated = False
        signs = 0
        while True:
            at = self._at
            if not signs and self._text.startswith("-", at) and self._text[at + 1 : at + 2].isspace():
                self._at += 1  # a dash between words is no sign
                return None
            if self._take("-"):
                self._sign = (at, self._at)
            elif not self._operator("NOT"):
                break
            signs += 1
            negated = not negated
            self._skip()
        sign = self._sign
        spaced = signs and self._text[self._at - 1].isspace()  # "-or" is a word left out
        if signs and (self._at == len(self._text) or self._text[self._at] in ")|" or (spaced and self._peek_operator())):
            self._lacks(sign, "behind")
            return None
        item = self._bracket() if self._text.startswith("(", self._at) else self._leaf()
        if item is None or not negated:
            return item
        return syntax.negation(item, start, self._at)

    def _bracket(self) -> Term | None:
        start = self._at
        self._at += 1
        if self._depth >= DEEPEST:
            return None
        self._depth += 1
        item = self._or()
        self._depth -= 1
        inside = self._text[start + 1 : self._at].strip()
        if not self._take(")"):
            if self._depth == 0:  # the outermost stands for all inside it
                lacking = ")" * (self._text.count("(", start) - self._text.count(")", start))
                self._fault(start, start + 1, "this ( is not closed", self._text.strip() + lacking, unfinished=True)
        elif not inside:
            self._fault(start, self._at, "nothing stands in these brackets")
        return item

    def _leaf(self) -> Term | None:
        start = self._at
        if match := _FIELD.match(self._text, start):
            self._at = match.end()
            return self._field(match[1], start)
        exact = self._take("=")
        if self._at < len(self._text) and self._text[self._at] in _QUOTES:
            words, closed = self._quoted()
            if word_pattern(words) is None:
                return None
            if exact:
                return Exact(words, start=start, end=self._at)
            return Phrase(words, closed, start=start, end=self._at)
        found = _WORD.match(self._text, self._at)
        if not found:
            return None
        self._at = found.end()
        if exact:
            return Exact(found[0], start=start, end=self._at) if word_pattern(found[0]) else None
        return self._plain(found[0], start)

    def _plain(self, word: str, start: int) -> Term | None:
        """A word as typed, without the punctuation around it; None when nothing is left."""
        prefix = word.endswith("*")
        word = word.rstrip("*").strip(",;:.!?=*-&")
        if word_pattern(word) is None:
            return None
        if not syntax.is_bare(word):
            return Phrase(word, start=start, end=self._at)
        return Word(word, prefix, start=start, end=self._at)

    def _quoted(self) -> tuple[str, bool]:
        """The words up to the closing quotation mark, and whether there is one."""
        self._at += 1
        begin = self._at
        while self._at < len(self._text) and self._text[self._at] not in _QUOTES:
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
            if char in _QUOTES:
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

    # Fields

    def _field(self, typed: str, start: int) -> Term | None:
        """A field with its values; ``sort:`` and ``group:`` are no terms."""
        from kortui.search.checking import fault_of  # of fields alone

        value_start = self._at
        self._fields += 1
        folded = fold_text(typed)
        name = folded if folded in FIELDS else typed
        figures = name in FIELDS and FIELDS[name].kind == "amount"
        term = Field(name, self._values(figures), start=start, end=self._at)
        if not term.values and name not in FIELDS and not near_field(folded):  # "Altay: a tank" is a title and no field
            return self._plain(typed, start)
        problem = fault_of(term, self._text, value_start)
        if problem is not None:
            self.problems.append(problem)
            return Faulty(str(term), start=term.start, end=term.end)
        if name == "sort":
            self.sort = fold_text(term.values[-1])
            return None
        if name == "group":
            self.group = fold_text(term.values[-1])
            return None
        return term
