"""What is suggested in place of a wrong query, tried: what is itself wrong is not suggested."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kortui.records import replace
from kortui.search.syntax import Problem

MOST_TRIED = 1_600
"""Characters of suggestions of one query behind which no further one is tried and made: a key may take 10 ms."""

_HINT = "; did you mean "


def tried(problems: Sequence[Problem], faults: Callable[[str], Sequence[Problem]]) -> list[Problem]:
    """Problems with those suggestions only that are without a fault of their own.

    A suggestion is a query, or a part of one that is a query by itself. One that lacks something at its end is given that.
    The name of a field, which waits for its value, is as good as it can be.

    Args:
        problems: What is wrong with a query.
        faults: What is wrong with another.
    """
    left, kept, known = MOST_TRIED, list[Problem](), dict[str, str]()
    for problem in problems:
        meant = problem.suggestion
        if meant and not meant.endswith(":"):
            if meant not in known:  # stray brackets all suggest the same
                known[meant] = _mended(meant, faults) if left > 0 else ""
                left -= len(meant)
            meant = known[meant]
        if meant != problem.suggestion:
            told = problem.message.partition(_HINT)[0]
            problem = replace(problem, message=f"{told}{_HINT}{meant}?" if meant else told, suggestion=meant)
        kept.append(problem)
    return kept


def _mended(text: str, faults: Callable[[str], Sequence[Problem]]) -> str:
    """A text without a fault, such as it is or with what it lacks at its end; empty when there is none."""
    found = faults(text)
    if not found:
        return text
    return next((p.suggestion for p in found if p.unfinished and p.suggestion and not faults(p.suggestion)), "")
