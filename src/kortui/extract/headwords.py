"""Names by their head word: "Tatış Holding", "Ministry of …", "Galata Bridge", "Treaty of …", "Battle of …".

A run of capitalised words that ends or begins with a head of `heads.toml` is a name of that kind. The lexicon says which
words are heads; this module says how far a run reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kortui.extract import lexicon
from kortui.extract.tokens import Token
from kortui.vocabulary import EntityKind

_INSIDE = frozenset([" ", "-", "&"])
"""What may stand between two words of one name."""

_FUNCTION = frozenset(
    [
        "the", "a", "an", "in", "at", "on", "of", "for", "from", "by", "as", "to", "and", "but", "with", "or", "nor", "than", "that",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
        "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep",
        "sept", "oct", "nov", "dec",
    ]
)  # fmt: skip
"""Words that are no part of a name even in capitals, wherever they stand."""

_OPENERS = frozenset(
    [
        "after", "before", "during", "since", "when", "while", "under", "both", "this", "these", "those", "its", "his", "her", "their",
        "our", "my", "each", "all", "some", "many", "most", "then", "now", "if", "although", "though", "however", "meanwhile", "also",
        "later", "following", "according", "last", "next", "new", "former", "late", "today", "yesterday", "another", "one", "two",
        "three", "four", "five", "six", "seven", "eight", "nine", "ten", "early", "first", "second", "third", "once", "not", "no",
        "into", "through", "between", "among", "over", "about", "what", "which", "who", "how", "why", "where", "there", "here", "it",
        "he", "she", "they", "we", "i", "you", "so", "yet", "such", "via", "per", "upon", "within", "without", "against", "despite",
        "because", "until", "several", "other", "any", "every", "like", "only", "even", "just", "still", "again", "earlier",
        "recently", "currently", "additionally", "moreover", "furthermore", "speaking", "citing", "said", "says", "see", "thus",
        "therefore", "your", "is", "was", "were", "are", "had", "has", "have", "did", "does", "do", "will", "would", "can", "could",
        "may", "might", "should", "must", "let", "yes", "very", "more", "much", "few", "either", "neither", "unlike", "including",
        "based", "given", "asked", "welcoming", "describing", "noting", "using", "being", "well", "together", "half", "around",
        "nearly", "almost", "across", "along", "behind", "beyond", "outside", "inside", "instead", "perhaps", "indeed", "never",
        "our", "same", "own", "joint", "local", "foreign", "domestic", "major", "key", "top", "senior", "photo", "image", "file",
    ]
)  # fmt: skip
"""Words that open a sentence in capitals and are then no part of a name."""

_PLURAL_OWNERS = frozenset(
    ["people", "peoples", "workers", "women", "heroes", "veterans", "children", "writers", "king", "queen", "nations", "farmers",
     "men", "world", "party", "students", "lawyers", "journalists", "st", "martyrs", "republican"]
)  # fmt: skip
"""Words whose possessive stands inside names ("Workers' Party", "People's Assembly"); other possessives end a run."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Head words by their folded tokens, the longest first."""

    last: dict[str, tuple[tuple[tuple[str, ...], EntityKind], ...]]
    first: dict[str, tuple[tuple[tuple[str, ...], EntityKind], ...]]


@lru_cache(maxsize=1)
def heads() -> Heads:
    """The heads of the lexicon; those that end a name keyed by their last word, those that begin one by their first."""
    last: dict[str, list[tuple[tuple[str, ...], EntityKind]]] = {}
    first: dict[str, list[tuple[tuple[str, ...], EntityKind]]] = {}
    kinds: tuple[EntityKind, ...] = ("organisation", "place", "event", "agreement")
    for kind in kinds:
        table = lexicon.load("heads")[kind]
        for words in table["last"]:
            parts = tuple(words.lower().split())
            last.setdefault(parts[-1], []).append((parts, kind))
        for words in table["first"]:
            parts = tuple(words.lower().split())
            first.setdefault(parts[0], []).append((parts, kind))

    def ordered(table: dict[str, list[tuple[tuple[str, ...], EntityKind]]]):  # type: ignore[no-untyped-def]
        return {word: tuple(sorted(group, key=lambda g: -len(g[0]))) for word, group in table.items()}

    return Heads(ordered(last), ordered(first))


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
    while first > 0:
        token, before = row[first], row[first - 1]
        step = 1
        if before.join == "'" and before.fold == "s" and token.join == " " and first >= 2:
            step, before = 2, row[first - 2]
            if before.fold not in _PLURAL_OWNERS:
                break
        elif token.join == "'" and before.fold in _PLURAL_OWNERS and before.fold.endswith("s"):
            pass  # "Workers' Party": the apostrophe stands alone
        elif before.fold == "and" and token.join == " " and before.join == " " and first >= 2:
            if first - 2 in known or first in known or not (_portfolio(row[first - 2]) or _portfolio(token)):
                break
            step, before = 2, row[first - 2]
        elif token.join not in _INSIDE or (token.join == "-" and before.text.isupper() and len(before.text) > 4):
            break  # "ANKARA-Anadolu Agency" is a dateline
        if is_opener(before) or not (before.capital or _ordinal(before) or _year(row, first - step)):
            break
        first -= step
    while first < at and (row[first].text.isdigit() or row[first].join == "'"):
        first += 1
    return first


def _ordinal(token: Token) -> bool:
    """Whether a word is an ordinal in digits ("7th Infantry Division")."""
    return token.text[0].isdigit() and token.fold.endswith(("st", "nd", "rd", "th")) and token.text[:-2].isdigit()


def _year(row: Sequence[Token], at: int) -> bool:
    """Whether a number stands inside a name ("Çanakkale 1915 Bridge")."""
    return row[at].text.isdigit() and at > 0 and row[at].join == " " and row[at - 1].capital and not is_opener(row[at - 1])


@lru_cache(maxsize=1)
def _portfolios() -> frozenset[str]:
    return frozenset(w.lower() for w in lexicon.load("titles")["titles"]["modifiers"])


def _portfolio(token: Token) -> bool:
    """Whether a word is one of the portfolios that ministries join by commas and "and"."""
    return token.fold in _portfolios()


def _ends_title(token: Token) -> bool:
    """Whether a word is a title that follows a body's name and is not part of it ("Joint Chiefs of Staff Chairman")."""
    return token.fold in {
        "chairman",
        "chief",
        "chairwoman",
        "spokesperson",
        "spokesman",
        "spokeswoman",
        "president",
        "director",
        "minister",
    }


def last_heads(row: Sequence[Token], barred: frozenset[int], known: frozenset[int]) -> Iterator[tuple[int, int, EntityKind]]:
    """Runs that end with a head: first token, last token, kind.

    Args:
        row: Tokens of a sentence.
        barred: Tokens that belong to a title or a person and so to no other name's run.
        known: Tokens of countries, places and organisations of the gazetteer.
    """
    table = heads().last
    for i, token in enumerate(row):
        group = table.get(token.fold)
        if group is None:
            continue
        lower = not token.capital
        if lower and not (
            token.fold in {"committee", "council", "commission"} and any(t.fold == "joint" for t in row[max(0, i - 4) : i])
        ):
            continue
        for parts, kind in group:
            size = len(parts)
            if i + 1 < size or tuple(t.fold for t in row[i - size + 1 : i + 1]) != parts:
                continue
            first = run_left(row, i, known)
            for j in range(i - size, first - 1, -1):
                if j in barred:
                    first = j + 1
                    break
            if i - first + 1 > size:
                yield first, _tail(row, i, known) if kind == "organisation" else i, kind
            break


def _tail(row: Sequence[Token], last: int, known: frozenset[int]) -> int:
    """Where a name with its head last ends when "of …" belongs to it: "Export-Import Bank of Korea", "Press Trust of India"."""
    reached = _of(row, last, known)
    if reached is None:
        return last
    place = next((i for i in range(last + 1, reached + 1) if row[i].capital), reached)
    return reached if place in known or row[last].fold in _OF_HEADS else last


_OF_HEADS = frozenset(
    ["bank", "office", "university", "institute", "council", "court", "party", "association", "union", "commission", "assembly",
     "committee", "organization", "organisation", "agency", "federation", "chamber", "society", "academy"]
)  # fmt: skip
"""Heads whose "of …" belongs to the name whatever it is of."""


def _of(row: Sequence[Token], head: int, known: frozenset[int]) -> int | None:
    """The last token of "of X" or "for X" behind a head; None when there is none."""
    i = head + 1
    if i >= len(row) or row[i].fold not in {"of", "for", "on"} or row[i].join != " ":
        return None
    i += 1
    if i < len(row) and row[i].fold == "the":
        i += 1
    if i >= len(row) or not row[i].capital or row[i].join != " " or is_opener(row[i]):
        return None
    last = i
    while last + 1 < len(row):
        following = row[last + 1]
        if following.capital and following.join in _INSIDE and not is_opener(following) and not _ends_title(following):
            last += 1
            continue
        beyond = row[last + 2] if last + 2 < len(row) else None
        if beyond is not None and beyond.capital and not is_opener(beyond) and beyond.join in _INSIDE:
            if following.fold == "and" and following.join == " " and last + 2 not in known and last not in known:
                if _portfolio(beyond) or row[head].fold in _JOINING:
                    last += 2
                    continue
            if following.fold == "of" and following.join == " ":
                last += 2
                continue
        if following.join == "," and following.capital and _portfolio(following) and _listed(row, last + 1):
            last += 1
            continue
        third = row[last + 3] if last + 3 < len(row) else None
        if third is not None and third.capital and following.fold == "of" and beyond is not None and beyond.fold == "the":
            last += 3
            continue
        break
    return last


_JOINING = frozenset(
    ["ministry", "department", "agency", "institute", "institution", "organization", "organisation", "committee", "commission",
     "bureau", "office", "directorate", "council", "faculty", "school", "chamber", "federation", "undersecretariat", "secretariat"]
)  # fmt: skip
"""Heads whose fields are joined by "and" ("Agency of Technology and Quality")."""


def _listed(row: Sequence[Token], at: int) -> bool:
    """Whether a comma list of portfolios closes with "and X" soon ("of Trade, Industry and Energy")."""
    return any(row[j].fold == "and" and j + 1 < len(row) and row[j + 1].capital for j in range(at + 1, min(at + 4, len(row))))


def first_heads(row: Sequence[Token], known: frozenset[int]) -> Iterator[tuple[int, int, EntityKind]]:
    """Runs that begin with a head: first token, last token, kind."""
    table = heads().first
    for i, token in enumerate(row):
        if not token.capital:
            continue
        for parts, kind in table.get(token.fold, ()):
            size = len(parts)
            if tuple(t.fold for t in row[i : i + size]) != parts:
                continue
            head = i + size - 1
            last = _of(row, head, known)
            if last is None and (kind == "place" or token.fold in {"operation", "exercise"}):
                last = _direct(row, head, token.fold)
            if last is not None:
                yield run_left(row, i, known) if kind == "organisation" else i, last, kind
            break


def _direct(row: Sequence[Token], head: int, word: str) -> int | None:
    """The last token of a name that follows its head without "of": "Mount Everest", "Operation Olive Branch"."""
    if word not in {"mount", "mt", "lake", "cape", "fort", "port", "camp", "operation", "exercise"}:
        return None
    last = head
    while last + 1 < len(row) and row[last + 1].capital and row[last + 1].join in {" ", "-"} and last - head < 3:
        last += 1
    return last if last > head else None
