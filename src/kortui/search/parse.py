"""From query text to its parts; any text at all is a query.

    query = or
    or    = and { ("OR" | "|") and }
    and   = term { ["AND"] term }
    term  = ["-" | "NOT"] ( "(" query ")" | field ":" value { "," value } | ["="] '"' words '"' | ["="] word ["*"] )

Operators are written in capitals: in small letters they are words like others. ``-sort:title`` is ``sort:-title``.

An open quotation mark or bracket is closed at the end, a stray closing one is passed over, an operator without its term is
left out, as is what holds no letter and no digit; but for the quotation mark and punctuation each of these is a `Problem`. A
term that cannot be meant as written becomes a `Problem` and a `Faulty` part, and the rest of the query stands. Terms that
cannot hold together stay, with a `Problem`.
"""

from __future__ import annotations

import re

from kortui.search import syntax
from kortui.search.fields import FIELDS, near_field
from kortui.search.lexer import AND, OPERATORS, OR, QUOTES, Lexer, ended, past_bracket, runs, says_nothing, without
from kortui.search.syntax import Exact, Faulty, Field, Phrase, Problem, Term, Word
from kortui.search.tokens import word_pattern
from kortui.text import fold_text

LONGEST = 4000
"""Characters of a query that are read; of a longer one nothing else is told than that it is."""
DEEPEST = 40
"""Brackets inside brackets that are followed; deeper ones are left out with a problem."""

_FIELD = re.compile(r"([^\W\d_][\w-]*):(?!//)")
_MISWRITTEN = re.compile(r"([^\W\d_][\w-]*)([<>=≥≤]+)")
"""A field with another sign for its colon."""
_WORD = re.compile(rf"[^\s{QUOTES}()|]+")


class Parser(Lexer):
    """One pass over a query text.

    Attributes:
        sort: Value of the last ``sort:``, empty when none.
        group: Value of the last ``group:``, empty when none.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text[:LONGEST])
        self._depth = 0
        self._order = ""
        self._fields = 0
        self._open = 0
        self._strays: list[int] = []
        self.sort = ""
        self.group = ""
        self._length = len(text)

    def query(self) -> Term | None:
        """The whole text as one term; None when it asks for everything."""
        terms = []
        while self._at < len(self._text):
            term = self._or()
            if term is not None:
                terms.append(term)
            if self._take(")"):
                self._strays.append(self._at - 1)
        root = syntax.conjunction(terms, 0, len(self._text))
        for start, end in runs(self._strays, self._text):
            told = "this ) closes" if end - start == 1 else "these ) close"
            self._fault(start, end, f"{told} nothing", without(self._text, self._strays))
        if root is None and not (self.problems or self.sort or self.group):
            self._see_that_something_is_said()
        if self._fields > 1:
            from kortui.search.clashes import clashes  # of two fields or more

            self.problems += clashes(root, self._text)
        if self._length > LONGEST:  # where it is cut says nothing
            told = f"a query may have {LONGEST:,} characters at most, and this one has {self._length:,}"
            self.problems = [Problem(LONGEST, self._length, told)]
        return root

    def _or(self) -> Term | None:
        start = self._at
        items = [self._and()]
        while self._operator(*OR):
            sign = self._sign
            bare = self._blank(start, sign[0])
            items.append(self._and())
            if bare:
                self._lacks(sign, "before")
            elif self._blank(sign[1], self._at):
                self._lacks(sign, "behind")
        return syntax.disjunction([i for i in items if i is not None], start, self._at)

    def _lacks(self, sign: tuple[int, int], where: str) -> None:
        """Tell that an operator lacks a term before or behind it, and what the query is without, unless that lacks one too."""
        start, end = sign
        rest = f"{self._text[:start].rstrip()} {self._text[end:].lstrip()}".strip()
        if rest and {rest.split()[0], rest.split()[-1]} & OPERATORS:
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
            while self._operator(*AND):
                signs.append(self._sign)
            self._skip()
            here = self._at
            ends = here == len(self._text) or self._text[here] in ")|" or self._ahead(OR)
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

    def _ahead(self, *operators: tuple[str, str]) -> bool:
        """Whether one of some operators comes next; it is not taken."""
        here = self._at
        found = any(self._operator(*operator) for operator in operators)
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
        if signs and (self._at == len(self._text) or self._text[self._at] in ")|" or (spaced and self._ahead(OR, AND))):
            self._lacks(sign, "behind")
            return None
        here = self._at
        self._order = ""
        item = self._bracket() if self._text.startswith("(", here) else self._leaf()
        if item is None:
            self._see_what_was_left(here, sign if signs else None, negated)
        if item is None or not negated:
            return item
        return syntax.negation(item, start, self._at)

    def _see_what_was_left(self, start: int, sign: tuple[int, int] | None, negated: bool) -> None:
        """Turn an order round that a sign stands before, and tell of a sign that stands before nothing."""
        if self._order == "sort" and negated:
            self.sort = self.sort[1:] if self.sort.startswith("-") else f"-{self.sort}"
        elif self._order == "group" and negated and sign:
            self.group = ""
            self._fault(sign[0], self._at, "a grouping cannot be left out", "group:none")
            return
        left = self._text[start : self._at]
        if self._order or left.startswith("(") or not says_nothing(left):
            return
        if sign or (left.startswith("=") and left.strip("=")):  # a "=" between words is none
            self._unsaid(sign[0] if sign else start, self._at)

    def _bracket(self) -> Term | None:
        start = self._at
        if self._depth >= DEEPEST:
            self._at, lacking = past_bracket(self._text, start)
            self._open += lacking
            self._fault(start, self._at, f"more than {DEEPEST} brackets inside each other: what is in this one is left out")
            return None
        self._at += 1
        self._depth += 1
        item = self._or()
        self._depth -= 1
        inside = self._text[start + 1 : self._at].strip()
        if not self._take(")"):
            self._open += 1
            if self._depth == 0:  # the outermost stands for all inside it
                meant = without(self._text, self._strays) + ")" * self._open
                if says_nothing(inside):
                    meant = ended(without(self._text[:start], self._strays))
                self._fault(start, start + 1, "this ( is not closed", meant, unfinished=True)
        elif not inside:
            rest = f"{self._text[:start].rstrip()} {self._text[self._at :].lstrip()}".strip()
            self._fault(start, self._at, "nothing stands in these brackets", ended(rest))
        return item

    def _leaf(self) -> Term | None:
        start = self._at
        if match := _FIELD.match(self._text, start):
            self._at = match.end()
            return self._field(match[1], start)
        if (match := _MISWRITTEN.match(self._text, start)) and (miswritten := self._miswritten(match)):
            return miswritten
        exact = self._take("=")
        if self._at < len(self._text) and self._text[self._at] in QUOTES:
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
        excluded, ending = word.startswith("!"), word.startswith("*")
        word = word.rstrip("*").strip(",;:.!?=*-&")
        if word_pattern(word) is None:
            return None
        if excluded:
            self._fault(start, self._at, "! is no sign", f"-{word}")
            return Faulty(self._text[start : self._at], start=start, end=self._at)
        if ending:
            self._fault(start, self._at, "a star stands behind the beginning of a word, not before its end", f"{word}*")
            return Faulty(self._text[start : self._at], start=start, end=self._at)
        sign = _MISWRITTEN.match(word)
        if not syntax.is_bare(word) or (sign and fold_text(sign[1]) in FIELDS):  # printed bare it would be no word again
            return Phrase(word, start=start, end=self._at)
        return Word(word, prefix, start=start, end=self._at)

    def _miswritten(self, match: re.Match[str]) -> Faulty | None:
        """A field with another sign for its colon (``date=1987``), as a problem; None of other words."""
        start, name, sign = match.start(), fold_text(match[1]), match[2]
        compared = not {"<", ">", "≤", "≥"}.isdisjoint(sign)
        if name not in FIELDS or (compared and FIELDS[name].kind not in ("date", "amount")):
            return None
        self._at = match.end()
        typed = self._values(FIELDS[name].kind == "amount")
        values = tuple(dict.fromkeys(v.lstrip("<>=≥≤ ") for v in typed if not says_nothing(v)))
        if not values:
            self._at = start
            return None
        from kortui.search.checking import fault_of

        meant = Field(name, tuple(sign + value for value in values) if compared else values)
        suggestion = str(meant) if fault_of(meant, "", 0) is None else ""
        self._fault(start, self._at, f"a field has a colon behind it: {name}:", suggestion)
        return Faulty(f"{name}{sign}{str(Field(name, values)).partition(':')[2]}", start=start, end=self._at)

    def _see_comma(self, term: Field) -> None:
        """Tell of a comma with a blank behind it, where another value of the field was meant."""
        next_word = _WORD.match(self._text, self._at + 1) if self._text[self._at - 1] == "," else None
        if next_word and next_word[0] not in OPERATORS and self._text[self._at].isspace():
            from kortui.search.checking import fault_of

            value = next_word[0].strip(",;.")
            meant = Field(term.name, (*term.values, value))
            fits = value and fault_of(meant, "", 0) is None
            self._fault(self._at - 1, self._at, "no value stands right behind this comma", str(meant) if fits else "")

    def _field(self, typed: str, start: int) -> Term | None:
        """A field with its values; ``sort:`` and ``group:`` are no terms, and the order is noted."""
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
            self.sort, self._order = fold_text(term.values[-1]), name
            return None
        if name == "group":
            self.group, self._order = fold_text(term.values[-1]), name
            return None
        self._see_comma(term)
        return term
