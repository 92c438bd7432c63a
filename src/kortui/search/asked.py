"""What a selection was asked for, in words: a heading for people where the query language is for the search line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kortui import edtf, edtf_words
from kortui.model import Library
from kortui.search.query import parse
from kortui.search.syntax import And, Exact, Field, Not, Or, Phrase, Term, Word
from kortui.vocabulary import DOMAIN_LABELS

_RELATIONS = {"=": "certainly ", ">=": "since ", "<=": "until ", ">": "after ", "<": "before ", "": ""}
_LED = {
    "since": "since ",
    "until": "until ",
    "has": "with ",
    "cur": "in ",
    "amount": "figures ",
    "publisher": "from ",
    "id": "record ",
}
"""What stands before the values of a field; of others the values speak for themselves."""


def asked(text: str, library: Library) -> str:
    """A query in words: ``visit or meeting, 1980s, not KOTRA`` for ``type:visit,meeting date:1980s -actor:KOTRA``.

    Args:
        text: The query; its order and grouping say nothing of what is in the selection.
        library: Gives names and titles for ids.

    Returns:
        The words; empty when the query asks for nothing.
    """
    free: list[str] = []
    parts: list[str] = []
    for term in parse(text).items:
        (free if isinstance(term, Word | Phrase | Exact) else parts).append(_words(term, library))
    return ", ".join(([" ".join(free)] if free else []) + [part for part in parts if part])


def _words(term: Term, library: Library) -> str:
    if isinstance(term, Word | Exact):
        return term.text
    if isinstance(term, Phrase):
        return f"“{term.text}”"
    if isinstance(term, Not):
        return f"not {_words(term.item, library)}"
    if isinstance(term, Or | And):
        return f" {'or' if isinstance(term, Or) else 'and'} ".join(_words(item, library) for item in term.items)
    if isinstance(term, Field):
        return _LED.get(term.name, "") + " or ".join(_values(term, library))
    return ""


def _values(term: Field, library: Library) -> Iterator[str]:
    for value in term.values:
        if term.name == "domain":
            yield next((label for domain, (label, _) in DOMAIN_LABELS.items() if domain == value), value)
        elif term.name in ("date", "year", "since", "until"):
            yield _date(value)
        elif term.name == "doc" and (document := library.index.document.get(value)) is not None:
            yield (document.digest_of or document).title
        elif term.name in ("actor", "who", "place", "country"):
            yield library.index.name(value)
        elif term.name == "saved":
            yield value.replace("-", " ")
        else:
            yield value


def _date(value: str) -> str:
    relation, body = re.fullmatch(r"([<>=]*)(.*)", value, re.DOTALL).groups()  # type: ignore[union-attr]
    if ".." in body and body[:1] not in "[{":
        first, _, last = (_point(part) for part in body.partition(".."))
        words = f"{first}–{last}" if first and last else f"since {first}" if first else f"until {last}"
    else:
        words = "undated" if body in ("none", "unknown") else _point(body)
    return _RELATIONS.get(relation, "") + words


def _point(text: str) -> str:
    """A date of a query: EDTF, a decade, or the beginning of a year."""
    if edtf.is_valid(text):
        return edtf_words.display(text)
    return f"{text}0s" if re.fullmatch(r"\d{3}", text) else text
