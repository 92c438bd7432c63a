"""People by the way their names stand in a text: behind a title, with a known given or family name, before "said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kortui.extract import lexicon
from kortui.extract.headwords import heads, is_opener
from kortui.extract.tokens import Token

# One Korean syllable as it is romanised in names ("Hyun", "Gyu", "jung", "yeol").
_SYLLABLE = re.compile(
    r"(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjhyw])?w?y?(?:eoi|yeo|yae|wae|you|ae|eo|eu|oe|oo|ou|ui|ue|uh|ah|ee|ai|ia|oi|ye|ya|yo|yu|wa|we|wi|wo|a|e|i|o|u|y)"
    r"(?:ng|[nmkglptbhrcw])?k?"
)
_SPEECH = frozenset(
    [
        "said", "says", "told", "added", "adds", "noted", "notes", "stressed", "stated", "states", "announced", "explained", "argued",
        "warned", "wrote", "writes", "remarked", "emphasized", "emphasised", "underlined", "underscored", "replied", "declared",
        "recalled", "commented", "claimed", "insisted", "pointed", "vowed", "asked", "urged",
    ]
)  # fmt: skip
_NO_SURNAME = frozenset(
    [
        "headquarters", "imperial", "admiralty", "report", "resolution", "bill", "amendment", "prize", "award", "line", "plan", "policy",
        "project", "programme", "program", "scholarship", "review", "street", "theory", "model", "effect", "series", "class", "residence",
        "meeting", "talks", "visit", "election", "elections", "speech", "address", "medal", "order", "cross", "team", "ministerial",
        "international", "united", "central", "southern", "northern", "western", "eastern", "european", "global", "world",
        "republic", "kingdom", "empire", "sejm", "bundestag", "knesset", "duma", "declaration", "dynasty", "language", "university", "studies", "history", "church", "rights", "affairs",
    ]
)  # fmt: skip
_LISTING = frozenset(
    ["counterparts", "ministers", "presidents", "premiers", "leaders", "ambassadors", "counterpart", "officials"]
)


@dataclass(frozen=True, slots=True)
class PersonRun:
    """Tokens ``[first, last]`` that name a person.

    Attributes:
        office: The title in front of the name, empty when none.
        title: First token of that title; equal to `first` when there is none.
        sure: Whether a full name was read; a surname alone is not.
    """

    first: int
    last: int
    office: str = ""
    title: int = -1
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Names:
    heads: frozenset[str]
    lower: frozenset[str]
    modifiers: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]
    particles: frozenset[str]
    hangul: frozenset[str]
    hangul_titles: tuple[str, ...]


@lru_cache(maxsize=1)
def _names() -> _Names:
    titles, people = lexicon.load("titles")["titles"], lexicon.load("surnames")
    last_words = {w.lower().split()[-1] for w in titles["heads"]}
    return _Names(
        frozenset(last_words),
        frozenset(w.lower().split()[-1] for w in titles["lower"]),
        frozenset(w.lower() for w in titles["modifiers"]),
        frozenset(people["korean"]["surnames"]),
        frozenset([*people["turkish"]["given"], *people["other"]["given"], *(_plain(g) for g in people["turkish"]["given"])]),
        frozenset(people["other"]["particles"]),
        frozenset(people["korean"]["hangul"]),
        tuple(people["korean"]["titles"]),
    )


def _plain(name: str) -> str:
    """A Turkish name as typed without Turkish letters."""
    return name.translate(str.maketrans("çğıİöşüâÇĞÖŞÜ", "cgiIosuaCGOSU"))


def is_title(token: Token) -> bool:
    """Whether a word can end a title."""
    names = _names()
    return token.fold in names.heads if token.capital else token.fold in names.lower


def korean_surname(word: str) -> bool:
    """Whether a word is a romanised Korean family name."""
    return word in _names().surnames


def surname_first(words: Sequence[str]) -> bool:
    """Whether a full name has its family name first, as Korean names do."""
    if not korean_surname(words[0]) or len(words) < 2:
        return False
    return all(_SYLLABLE.fullmatch(w.lower()) or len(w) > 5 for w in words[1:])


def _name_end(row: Sequence[Token], first: int, barred: frozenset[int]) -> int | None:
    """The last token of a name that begins at `first`; None when no name does."""
    names = _names()
    if first >= len(row) or first in barred:
        return None
    token = row[first]
    if not token.capital or is_opener(token) or token.text.isdigit() or _is_head(token):
        return None
    if len(token.text) > 1 and token.text.isupper() and len(token.text) <= 4:
        return None
    last, capitals = first, 1
    while last + 1 < len(row) and capitals < 5:
        after = row[last + 1]
        if after.join == "-" and after.text[0].isalpha() and last + 1 not in barred:
            last += 1
            continue
        if after.join == "'" and len(row[last].text) <= 2 and after.capital:
            last += 1
            continue
        if last + 1 in barred or _is_head(after) or (after.join == "." and len(row[last].text) > 2):
            break
        if after.join in {" ", "."} and after.capital and not is_opener(after) and not after.text[0].isdigit():
            if is_title(after) and after.fold not in {
                "park",
                "major",
                "king",
                "prince",
                "pope",
                "bishop",
                "justice",
                "marshal",
                "head",
            }:
                break
            last, capitals = last + 1, capitals + 1
            continue
        if after.join == " " and after.text in names.particles and last + 2 < len(row) and row[last + 2].capital:
            if row[last + 2].join in {" ", "-"} and last + 2 not in barred and after.text not in {"la", "le"}:
                last, capitals = last + 2, capitals + 1
                continue
        break
    return last


def _common(token: Token) -> bool:
    """Whether one word behind a title is no surname: part of an office, a body, a thing."""
    names = _names()
    return token.fold in names.modifiers or token.fold in names.heads or token.fold in _NO_SURNAME or len(token.text) < 2


def _is_head(token: Token) -> bool:
    """Whether a word is the head of an organisation, place, event or agreement and so ends no person's name."""
    return token.capital and (token.fold in heads().last or token.fold in _NO_SURNAME) and not korean_surname(token.text)


def titled(row: Sequence[Token], barred: frozenset[int], known: frozenset[int]) -> Iterator[PersonRun]:
    """People behind their titles: "Foreign Minister Cho Hyun", "Minister of Trade Ömer Bolat", "Gen. Douglas MacArthur".

    Args:
        row: Tokens of a sentence.
        barred: Tokens of names that are no people.
        known: Tokens of countries and organisations, which may stand inside a title.
    """
    names = _names()
    for i, token in enumerate(row):
        if not is_title(token) or i + 1 >= len(row):
            continue
        name = i + 1
        if row[name].join == " " and row[name].fold in {"of", "for"} and token.capital:
            name += 1
            while (
                name < len(row)
                and (row[name].fold in names.modifiers or row[name].fold in {"and", "the"})
                and row[name].join in {" ", ","}
            ):
                name += 1
            if name >= len(row) or name == i + 2 or row[name].join != " ":
                continue
        elif row[name].join not in {" ", "."}:
            continue
        if (
            is_title(row[name])
            and row[name].capital
            and name + 1 < len(row)
            and row[name + 1].capital
            and row[name + 1].join == " "
        ):
            continue
        last = _name_end(row, name, barred)
        if last is None or (last == name and _common(row[name])):
            continue
        first = _title_start(row, i, known)
        office = " ".join(t.text for t in row[first : i + 1]) if row[first].join != "-" else token.text
        yield PersonRun(name, last, office, first, last > name)


def _title_start(row: Sequence[Token], at: int, known: frozenset[int]) -> int:
    """Where a title begins whose last word is token `at`."""
    names = _names()
    first = at
    while first > 0 and row[first].join in {" ", "-", "&", "."}:
        before = row[first - 1]
        if before.capital and (before.fold in names.modifiers or before.fold in names.heads) and first - 1 not in known:
            first -= 1
        elif (
            before.fold in {"and", "deputy", "vice", "foreign", "defense", "defence", "prime", "then", "former", "acting"}
            and row[at].capital == before.capital
        ):
            first -= 1
        else:
            break
    while first < at and row[first].fold == "and":
        first += 1
    return first


def korean(row: Sequence[Token], barred: frozenset[int]) -> Iterator[PersonRun]:
    """Korean names without a title: "Lee Yong-cheol", "Lee Jae Myung", "Jae-in Moon"; in Hangul before a title."""
    names = _names()
    for i, token in enumerate(row):
        if token.text in names.surnames and i not in barred:
            if i + 2 < len(row) and row[i + 1].join == " " and row[i + 2].join == "-" and row[i + 1].capital:
                if all(_SYLLABLE.fullmatch(t.fold) for t in row[i + 1 : i + 3]) and i + 1 not in barred:
                    yield PersonRun(i, i + 2)
            elif (
                i + 2 < len(row)
                and row[i + 1].join == " "
                and row[i + 2].join == " "
                and row[i + 1].capital
                and row[i + 2].capital
            ):
                if (
                    all(_SYLLABLE.fullmatch(t.fold) and not is_opener(t) for t in row[i + 1 : i + 3])
                    and not {i + 1, i + 2} & barred
                ):
                    yield PersonRun(i, i + 2)
            elif i >= 2 and token.join == " " and row[i - 1].join == "-" and row[i - 1].text.islower() and row[i - 2].capital:
                if all(_SYLLABLE.fullmatch(t.fold) for t in row[i - 2 : i]) and i - 2 not in barred:
                    yield PersonRun(i - 2, i)
        elif 2 <= len(token.text) <= 4 and token.text[0] in names.hangul and i + 1 < len(row) and len(token.text) == 3:
            if row[i + 1].join == " " and row[i + 1].text.startswith(names.hangul_titles):
                yield PersonRun(i, i, row[i + 1].text)


def known_given(row: Sequence[Token], barred: frozenset[int]) -> Iterator[PersonRun]:
    """People whose given name the lexicon knows ("Ali Yerlikaya"), or who have a middle initial ("Burton Y. Berry")."""
    given = _names().given
    for i, token in enumerate(row):
        if token.text in given and i not in barred and not (i and row[i].join in {" ", "-"} and row[i - 1].text in given):
            last = _name_end(row, i, barred)
            if last is not None and any(t.join != "-" for t in row[i + 1 : last + 1]):
                initial = i and token.join == "." and len(row[i - 1].text) == 1 and row[i - 1].capital
                yield PersonRun(i - 1 if initial else i, last)
        elif len(token.text) == 1 and token.capital and 0 < i < len(row) - 1 and token.join == " " and row[i + 1].join == ".":
            if (
                len(row[i - 1].text) > 2
                and row[i - 1].capital
                and i - 1 not in barred
                and _name_end(row, i - 1, barred) not in {None, i, i - 1}
            ):
                yield PersonRun(i - 1, _name_end(row, i - 1, barred) or i)


def listed(row: Sequence[Token], barred: frozenset[int]) -> Iterator[PersonRun]:
    """People in apposition: "his Greek and French counterparts, A, B and C, respectively", "his counterpart A B"."""
    for i, token in enumerate(row):
        if token.fold not in _LISTING or i + 1 >= len(row):
            continue
        at = i + 1
        while at < len(row) and row[at].join in {",", " "}:
            if row[at].fold == "and" and at + 1 < len(row):
                at += 1
            last = _name_end(row, at, barred)
            if last is None or last == at:
                break
            yield PersonRun(at, last)
            at = last + 1
            if at < len(row) and row[at].fold != "and" and row[at].join != ",":
                break


def speaking(row: Sequence[Token], barred: frozenset[int]) -> Iterator[PersonRun]:
    """People by what they do: two or three capitalised words before or behind "said", or before ", the minister of …"."""
    for i, token in enumerate(row):
        if token.fold in _SPEECH and not token.capital:
            if i + 1 < len(row) and row[i + 1].join == " ":
                last = _name_end(row, i + 1, barred)
                if last is not None and 1 <= last - i - 1 <= 2:
                    yield PersonRun(i + 1, last)
            if token.join == " ":
                yield from _before(row, i, barred)
        elif is_title(token):
            at = next((j for j in range(i, max(0, i - 6), -1) if row[j].join == ","), None)
            if at is not None and all(
                not t.capital or t.fold in _names().modifiers or k in barred for k, t in enumerate(row[at:i], at)
            ):
                yield from _before(row, at, barred)


def _before(row: Sequence[Token], at: int, barred: frozenset[int]) -> Iterator[PersonRun]:
    """The run of two or three capitalised words that ends before token `at`, when it is nothing but a name."""
    first = at
    while first > 0 and row[first - 1].capital and first - 1 not in barred:
        if first < at and row[first].join not in {" ", "-"} and not (row[first].join == "." and len(row[first - 1].text) == 1):
            break
        first -= 1
    while first < at and is_opener(row[first]):
        first += 1
    if first > 0 and row[first].join in {" ", "-"} and (first - 1 in barred or row[first - 1].fold in {"of", "for"}):
        return
    if 2 <= at - first <= 4 and _name_end(row, first, barred) == at - 1 and not any(is_title(t) for t in row[first:at]):
        yield PersonRun(first, at - 1)
