"""Names by their head word: "Tatış Holding", "Ministry of …", "Galata Bridge", "Treaty of …", "Battle of …".

A run of capitalised words that ends or begins with a head of `heads.toml` is a name of that kind. The lexicons say which
words are heads and which words are never part of a name; this module says how far a run reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kortui.extract import lexicon
from kortui.extract.tokens import Token, folded
from kortui.records import dataclass
from kortui.vocabulary import EntityKind

_FUNCTION = lexicon.words("names", "function")
_OPENERS = lexicon.words("names", "openers")
_OWNERS = lexicon.words("names", "owners")
_OF_HEADS = lexicon.words("names", "of_heads")
_JOINING = lexicon.words("names", "joining")
_DIRECT = lexicon.words("names", "direct")
_JOINT = lexicon.words("names", "joint")
_FIELDS = frozenset(["defense", "defence", "enerji"])
"""Heads of firms that are portfolios too: "National Defense" is no firm."""
_TITLE_TAILS = lexicon.words("names", "title_tails")
_PORTFOLIOS = frozenset(w.lower() for w in lexicon.load("titles")["titles"]["modifiers"])

_INSIDE = frozenset([" ", "-", "&"])
"""What may stand between two words of one name."""

_LONGEST = 14
"""Words in the longest name read; it also bounds the work on a text that is all capitals."""

KINDS: tuple[EntityKind, ...] = ("organisation", "place", "event", "agreement", "country")
"""The kinds that heads make."""

_Heads = Mapping[str, tuple[tuple[tuple[str, ...], EntityKind], ...]]


@dataclass(frozen=True, slots=True)
class Heads:
    """Head words, the longest first: those that end a name by their last word, those that begin one by their first."""

    last: _Heads
    first: _Heads


@lru_cache(maxsize=1)
def heads() -> Heads:
    """The heads of the lexicon."""
    return Heads(_table("last", -1), _table("first", 0))


def _table(side: str, key: int) -> _Heads:
    found: dict[str, list[tuple[tuple[str, ...], EntityKind]]] = {}
    for kind in KINDS:
        for words in lexicon.load("heads")[kind][side]:
            parts = tuple(folded(word) for word in words.split())
            found.setdefault(parts[key], []).append((parts, kind))
    return {word: tuple(sorted(group, key=lambda g: -len(g[0]))) for word, group in found.items()}


def has_head(folds: frozenset[str]) -> bool:
    """Whether a sentence with these folded words has a head: without one there is no name by it."""
    table = heads()
    return not (table.last.keys().isdisjoint(folds) and table.first.keys().isdisjoint(folds))


def is_opener(token: Token) -> bool:
    """Whether a capitalised word is no part of a name: a function word, or any common word that opens the sentence."""
    return token.fold in _FUNCTION or (token.opening and token.fold in _OPENERS)


def run_left(row: Sequence[Token], at: int, known: frozenset[int] = frozenset()) -> int:
    """Where the run of capitalised words begins that ends with token `at`.

    Args:
        row: Tokens of a sentence.
        at: The last token of the run.
        known: Tokens of names the gazetteer knows; "and" joins two portfolios but no such names.
    """
    first = at
    while first > 0 and at - first < _LONGEST:
        step = _step_left(row, first, known)
        if step == 0 or is_opener(row[first - step]) or not _name_word(row, first - step):
            break
        first -= step
    while first < at and (row[first].text.isdigit() or row[first].join == "'"):
        first += 1
    return first


def _step_left(row: Sequence[Token], first: int, known: frozenset[int]) -> int:
    """How many tokens before `first` the next word of the run can stand; 0 when what stands between ends the run."""
    token, before = row[first], row[first - 1]
    if before.join == "'" and before.fold == "s" and token.join == " " and first >= 2:
        return 2 if row[first - 2].fold in _OWNERS else 0  # "People's Assembly"
    if token.join == "'" and before.fold in _OWNERS and before.fold.endswith("s"):
        return 1  # "Workers' Party"
    if before.fold == "and" and token.join == " " and before.join == " " and first >= 2:
        joins = first - 2 not in known and first not in known and (_portfolio(row[first - 2]) or _portfolio(token))
        return 2 if joins else 0  # "Economy and Finance Ministry"
    if token.join == "-" and before.text.isupper() and len(before.text) > 4:
        return 0  # "ANKARA-Anadolu Agency" is a dateline
    return 1 if token.join in _INSIDE else 0


def _name_word(row: Sequence[Token], at: int) -> bool:
    """Whether a word can stand in a name: capitalised, an ordinal in digits ("7th Division"), or a year inside the name."""
    token = row[at]
    if token.capital or (
        token.text[0].isdigit() and token.text[:-2].isdigit() and token.fold.endswith(("st", "nd", "rd", "th"))
    ):
        return True
    return token.text.isdigit() and at > 0 and token.join == " " and row[at - 1].capital and not is_opener(row[at - 1])


def _portfolio(token: Token) -> bool:
    """Whether a word is one of the portfolios that ministries join by commas and "and"."""
    return token.fold in _PORTFOLIOS


def last_heads(
    row: Sequence[Token], folds: frozenset[str], barred: frozenset[int], known: frozenset[int]
) -> Iterator[tuple[int, int, EntityKind]]:
    """Runs that end with a head: first token, last token, kind.

    Args:
        row: Tokens of a sentence.
        folds: Each of them folded, once.
        barred: Tokens that belong to a title or a person and so to no other name's run.
        known: Tokens of countries, places and organisations of the gazetteer.
    """
    table = heads().last
    if table.keys().isdisjoint(folds):
        return
    for i, token in enumerate(row):
        if token.fold not in table or i in barred or not (token.capital or _joint(row, i)):
            continue
        for parts, kind in table[token.fold]:
            if i + 1 < len(parts) or tuple(t.fold for t in row[i - len(parts) + 1 : i + 1]) != parts:
                continue
            first = run_left(row, i, known)
            first = max((j + 1 for j in range(first, i - len(parts) + 1) if j in barred), default=first)
            if kind != "organisation" and row[first].text[0].isdigit() and not row[first].text.isdigit():
                first += 1  # "17th Defence Fair" is one of a series, "7th Division" a name
            if token.fold in _FIELDS and all(j in known for j in range(first, i)) and _is_title_behind(row, i):
                break
            if i - first + 1 > len(parts) and not (token.fold in _FIELDS and _portfolio(row[i - 1])):
                yield first, _tail(row, i, known) if kind == "organisation" else i, kind
            break


_MINISTERIAL = frozenset(
    ("minister", "ministers", "secretary", "vice", "deputy", "undersecretary", "attache", "chief", "adviser")
)


def _is_title_behind(row: Sequence[Token], at: int) -> bool:
    """Whether a field goes on to a minister's title ("Turkish Defence Minister")."""
    return at + 1 < len(row) and row[at + 1].join == " " and row[at + 1].fold in _MINISTERIAL


def _joint(row: Sequence[Token], at: int) -> bool:
    """Whether a head in lower case ends the name of a joint body."""
    return row[at].fold in _JOINT and any(t.fold == "joint" and t.capital for t in row[max(0, at - 4) : at])


def _tail(row: Sequence[Token], last: int, known: frozenset[int]) -> int:
    """Where a name with its head last ends when "of …" belongs to it: "Export-Import Bank of Korea", "Press Trust of India"."""
    reached = _of(row, last, known)
    if reached is None:
        return last
    place = next((i for i in range(last + 1, reached + 1) if row[i].capital), reached)
    return reached if place in known or row[last].fold in _OF_HEADS else last


def _of(row: Sequence[Token], head: int, known: frozenset[int]) -> int | None:
    """The last token of "of X", "for X" or "on X" behind a head; None when there is none."""
    at = head + 1
    if at >= len(row) or row[at].fold not in {"of", "for", "on"} or row[at].join != " ":
        return None
    at += 1 + (at + 1 < len(row) and row[at + 1].fold == "the")
    if at >= len(row) or not row[at].capital or row[at].join != " " or is_opener(row[at]):
        return None
    while at - head < _LONGEST and (step := _step_right(row, head, at, known)) > 0:
        at += step
    return at


def _step_right(row: Sequence[Token], head: int, last: int, known: frozenset[int]) -> int:
    """How many tokens on the next word of an "of …" stands; 0 when the name ends."""

    def capital(steps: int, joins: frozenset[str] = _INSIDE) -> bool:
        token = row[last + steps] if last + steps < len(row) else None
        return token is not None and token.capital and token.join in joins and not is_opener(token)

    if capital(1):
        return 0 if row[last + 1].fold in _TITLE_TAILS else 1
    following = row[last + 1] if last + 1 < len(row) else None
    if following is None:
        return 0
    if following.join == "," and following.capital and _portfolio(following):
        return 1 if _listed(row, last + 1) else 0  # "of Trade, Industry and Energy"
    if following.join != " ":
        return 0
    if following.fold == "and" and capital(2) and not known & {last, last + 2}:
        return 2 if _portfolio(row[last + 2]) or row[head].fold in _JOINING else 0
    if following.fold == "of":
        if capital(2):
            return 0 if last + 2 in known and row[head].fold not in {"embassy", "army", "bank"} else 2
        return 3 if last + 2 < len(row) and row[last + 2].fold == "the" and capital(3) else 0
    return 0


def _listed(row: Sequence[Token], at: int) -> bool:
    """Whether a comma list of portfolios soon closes with "and X"."""
    return any(row[j].fold == "and" and j + 1 < len(row) and row[j + 1].capital for j in range(at + 1, min(at + 4, len(row))))


def first_heads(row: Sequence[Token], capitals: Sequence[int], known: frozenset[int]) -> Iterator[tuple[int, int, EntityKind]]:
    """Runs that begin with a head: first token, last token, kind.

    Args:
        row: Tokens of a sentence.
        capitals: Indices of those with a capital letter.
        known: Tokens of countries, places and organisations of the gazetteer.
    """
    table = heads().first
    for i in capitals:
        token = row[i]
        if token.fold not in table:
            continue
        for parts, kind in table[token.fold]:
            if tuple(t.fold for t in row[i : i + len(parts)]) != parts:
                continue
            head = i + len(parts) - 1
            last = _of(row, head, known)
            if last is None and token.fold in _DIRECT:
                last = _direct(row, head)
            if last is not None and kind == "country":  # "Republic of Korea–Türkiye talks" names two countries
                last = next((j - 1 for j in range(i + 1, last + 1) if row[j].join == "-"), last)
            if last is not None:
                named = kind == "organisation" or token.fold == "war"  # "Greek War of Independence"
                yield run_left(row, i, known) if named else i, last, kind
            break


def _direct(row: Sequence[Token], head: int) -> int | None:
    """The last token of a name of at most three words that follows its head without "of"; None when none does."""
    last = head
    while last + 1 < len(row) and row[last + 1].capital and row[last + 1].join in {" ", "-"} and last - head < 3:
        last += 1
    return last if last > head else None
