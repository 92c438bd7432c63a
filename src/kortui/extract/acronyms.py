"""Acronyms alone in brackets, and the names before them that they stand for: "Huta Stalowa Wola (HSW)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kortui.extract.rows import HINTED, Candidate
from kortui.extract.tokens import Token


def introduced(text: str, row: Sequence[Token]) -> Iterator[Candidate]:
    """Organisations by the acronym behind them: "Huta Stalowa Wola (HSW)".

    Args:
        text: The document's text.
        row: A sentence.
    """
    for i, token in enumerate(row):
        if not is_introduced(text, row, i) or i < 2:
            continue
        start = match_initials(row, i - 1, token.text)
        if start is not None and start < i - 1:
            yield Candidate(start, i - 1, row[start].start, row[i - 1].end, "organisation", "", HINTED)


def is_introduced(text: str, row: Sequence[Token], at: int) -> bool:
    """Whether a token is an acronym alone in brackets."""
    token = row[at]
    return token.join == "(" and token.text.isupper() and 2 <= len(token.text) <= 8 and text[token.end : token.end + 1] == ")"


def match_initials(row: Sequence[Token], last: int, acronym: str) -> int | None:
    """Where the words begin, ending with token `last`, whose capitals spell an acronym; None when none do."""
    letters = len(acronym)
    for first in range(last, max(-1, last - 12), -1):
        token = row[first]
        if token.capital:
            letters -= 1
            if token.text[0] != acronym[letters]:
                return None
            if letters == 0:
                return first
        elif token.fold not in {"of", "the", "for", "and", "on", "in", "s"}:
            return None
        if token.join not in {" ", "-", "&", "'"}:
            return None
    return None
