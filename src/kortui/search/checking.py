"""What is wrong with a field term: no such field, no value, or a value that the field cannot take."""

from __future__ import annotations

import re

from kortui.search.fields import FIELDS, FieldSpec, ValueProblem, check, near_field
from kortui.search.syntax import Field, Problem
from kortui.text import fold_text

_SHOWN = 6
"""Values of a closed list that are shown where one is lacking."""


def fault_of(term: Field, text: str, value_start: int) -> Problem | None:
    """What is wrong with a field term; None when it can be meant as written.

    Args:
        term: The term, with its place in the text.
        text: The query text.
        value_start: Where its values begin there.
    """
    spec = FIELDS.get(term.name)
    if spec is None:
        meant = near_field(fold_text(term.name))
        hint = f"; did you mean {meant}:?" if meant else ""
        return Problem(term.start, value_start, f"there is no field {term.name}:{hint}", f"{meant}:" if meant else "")
    if not term.values:
        if apart := _apart(term, text):
            asked, end = apart
            return Problem(term.start, end, f"the values stand right behind {term.name}:; did you mean {asked}?", str(asked))
        some = f"{', '.join(spec.values[:_SHOWN])}{' …' if len(spec.values) > _SHOWN else ''}"
        return Problem(term.start, term.end, f"{spec.name}: wants a value: {some if spec.values else spec.help}")
    if spec.kind == "order" and len(term.values) > 1:
        meant = f"{term.name}:{term.values[-1]}"
        told = f"{term.name}: takes one value; did you mean {meant}?"
        return Problem(term.start, term.end, told, meant)
    for value in term.values:
        try:
            check(spec, value)
        except ValueProblem as problem:
            if value.strip("*") == "" and term.name in FIELDS["has"].values:
                meant = f"has:{term.name}"
                return Problem(term.start, term.end, f"{term}: wants a beginning before its *; did you mean {meant}?", meant)
            if spec.kind == "date" and (whole := _with_words(spec, value, text, term.end)):
                dated = str(Field(spec.name, (whole[0],)))
                told = f"{spec.name}: has no {value!r}; did you mean {dated}?"
                return Problem(term.end - len(value), whole[1], told, dated.partition(":")[2])
            from kortui.search.suggesting import suggested  # of slips alone

            suggestion = suggested(spec, value)
            message = str(problem)
            if suggestion:
                fault = message if "ends be" in message else f"{spec.name}: has no {value!r}"
                message = f"{fault}; did you mean {spec.name}:{suggestion}?"
            at = text.find(value, value_start, term.end)
            start, end = (at, at + len(value)) if at >= 0 else (value_start, term.end)
            return Problem(start, end, message, suggestion)
    return None


_WORDS_BEHIND = re.compile(r"(?:\s+[^\s\"“”„():]+){1,3}")
"""Words that may belong to a date before them."""


def _with_words(spec: FieldSpec, value: str, text: str, end: int) -> tuple[str, int] | None:
    """A date that a value is with the words behind it (``date:spring 1987``), as it is written, and where it ends."""
    match = _WORDS_BEHIND.match(text, end) if text[:end].endswith(value) else None
    if match is None:
        return None
    from kortui.search.suggesting import suggested

    words = list(re.finditer(r"\S+", match[0]))
    for word in reversed(words):
        typed = " ".join((value, *match[0][: word.end()].split()))
        try:
            check(spec, typed)
        except ValueProblem:
            typed = suggested(spec, typed)
        if typed:
            return typed, end + word.end()
    return None


_APART = re.compile(r"\s+([^\s\"“”„()]+)|\s*\(([^()\"“”„:]*)\)")
"""A word behind a blank, or words in brackets."""


def _apart(term: Field, text: str) -> tuple[Field, int] | None:
    """A field without a value that takes what stands apart from it (as in ``type:(a OR b)``), and where that ends."""
    match = _APART.match(text, term.end)
    if match is None or (match[1] and ":" in match[1]):
        return None
    values = [match[1].rstrip(",;.")] if match[1] else re.split(r"\s+OR\s+|[|,]", match[2].strip())
    asked = Field(term.name, tuple(dict.fromkeys(value.strip() for value in values)))
    if not all(asked.values) or {"OR", "AND", "NOT"} & set(asked.values) or any(v.startswith("-") for v in asked.values):
        return None
    return (asked, match.end()) if fault_of(asked, "", 0) is None else None
