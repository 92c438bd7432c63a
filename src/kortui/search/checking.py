"""What is wrong with a field term: no such field, no value, or a value that the field cannot take."""

from __future__ import annotations

from kortui.search.fields import FIELDS, ValueProblem, check, near_field, suggested
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
        some = f"{', '.join(spec.values[:_SHOWN])}{' …' if len(spec.values) > _SHOWN else ''}"
        return Problem(term.start, term.end, f"{spec.name}: wants a value: {some if spec.values else spec.help}")
    for value in term.values:
        try:
            check(spec, value)
        except ValueProblem as problem:
            suggestion = suggested(spec, value)
            message = str(problem)
            if suggestion:
                message = f"{spec.name}: has no {value!r}; did you mean {spec.name}:{suggestion}?"
            at = text.find(value, value_start, term.end)
            start, end = (at, at + len(value)) if at >= 0 else (value_start, term.end)
            return Problem(start, end, message, suggestion)
    return None
