"""The last word of a query: as a beginning while it is typed, whether it stays one, and what a whole word leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kortui.text import truncate
from kortui.tui.glyphs import glyphs

if TYPE_CHECKING:
    from kortui.search.query import Query
    from kortui.tui.finding import Finder

BEGUN = 12
"""Cells of a beginning that are repeated beside the count: a name, and few bytes for a letter."""


def kept(finder: Finder, text: str) -> str:
    """The query to keep of a typed one: its last word stays a beginning (``alt*``) where without it what was seen is gone.

    Typing shows what begins with the last word. A plain word and a country that find something, also by themselves, are
    taken for whole (`whole_word` tells what that leaves); the value of another field of names or words (``title:alt``) only
    where it finds the same. Behind a hyphen and in alternatives it is the same: of ``-kore`` nothing is left out but what
    begins so.

    Args:
        finder: What searches.
        text: The query as typed, without blanks around it.
    """
    from kortui.search.evaluate import Evaluation
    from kortui.search.fields import FIELDS
    from kortui.search.syntax import Field, Word

    def bits(text: str) -> int:
        """The rows of a query, which for that alone need not be ranked."""
        query = finder.query(text)
        return Evaluation(finder.searcher.context(query)).rows(query.root).possible

    query = finder.query(text)
    last = query.last_word
    if isinstance(last, Field):
        open_ended = FIELDS[last.name].kind in ("entity", "words") and not last.values[-1].endswith("*")
        whole = last.name == "country"
    else:
        open_ended = whole = isinstance(last, Word) and not last.prefix
    if finder.waits or not open_ended:
        return text
    beginning = f"{text}*"
    found = finder.find(text).bits
    if bits(beginning) == found or (whole and found and bits(str(last))):
        return text
    return beginning


def whole_word(finder: Finder, text: str) -> tuple[str, str]:
    """What a kept query finds otherwise than typing it did, its last word taken for whole; empty when that is the same.

    Args:
        finder: What searches.
        text: The query, as `kept` gives it.

    Returns:
        Both counts in a sentence, and that of the beginning alone for the search line.
    """
    from kortui.search.syntax import Phrase, Word

    query = finder.query(text)
    if finder.waits or (last := query.last_word) is None or (isinstance(last, Word) and last.prefix):
        return "", ""
    found, begun = (len(finder.searcher.search(query, typing=typing)) for typing in (False, True))
    if found == begun:
        return "", ""
    if isinstance(last, Phrase):
        told = f"The phrase as it stands: {found:,}; while typed its last word may go on: {begun:,}"
        return told, f"typed on: {begun:,}"
    return f"{last} as a whole word: {found:,}; as a beginning, {last}*: {begun:,}", f"{last}*: {begun:,}"


def begun_of(query: Query) -> str:
    """The word a query ends in as a beginning, ``kore…``; empty where it ends in none that may go on, or says so itself."""
    from kortui.search.fields import FIELDS
    from kortui.search.syntax import Field, Phrase, Word

    last, word = query.last_word, ""
    if isinstance(last, Word | Phrase) and not (isinstance(last, Word) and last.prefix):
        word = last.text
    elif isinstance(last, Field) and FIELDS[last.name].kind in ("entity", "words") and not last.values[-1].endswith("*"):
        word = last.values[-1]
    return truncate(word, BEGUN, "") + glyphs.ellipsis if word else ""
