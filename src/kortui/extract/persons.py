"""People by the way their names stand in a text: behind a title, with a known name, in a list, before or behind "said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kortui.extract import lexicon, names
from kortui.extract.headwords import is_opener
from kortui.extract.names import is_initial, is_syllable, is_title, name_end
from kortui.extract.tokens import Token
from kortui.records import dataclass

_SPEECH = lexicon.words("names", "speech")
_LISTING = lexicon.words("names", "listing")
_LOWER_MODIFIERS = frozenset(["and", "deputy", "vice", "foreign", "defense", "defence", "prime", "then", "former", "acting"])
_PARTICLES = frozenset(("von", "van"))
_APPOSITION_WITHIN = 6
"""How many words behind its comma the title of an apposition may end ("A B, the deputy chief of …")."""


@dataclass(frozen=True, slots=True)
class PersonRun:
    """Tokens ``[first, last]`` that name a person.

    Attributes:
        office: The title in front of the name, empty when none.
        title: First token of that title; equal to `first` when there is none.
    """

    first: int
    last: int
    office: str
    title: int


def _plain(first: int, last: int) -> PersonRun:
    """A name without a title."""
    return PersonRun(first, last, "", first)


def has_title(texts: frozenset[str]) -> bool:
    """Whether one of the words of a sentence can end a title: without one `titled` finds nobody."""
    return not names.TITLE_FORMS.isdisjoint(texts)


def has_korean(texts: frozenset[str]) -> bool:
    """Whether a sentence has a Korean family name or a word in Hangul: without one `korean` finds nobody."""
    return not names.KOREAN_SURNAMES.isdisjoint(texts) or max(texts) > "\u1100"


def has_list(folds: frozenset[str]) -> bool:
    """Whether a sentence has a word that leads to a list of people: without one `listed` finds nobody."""
    return not _LISTING.isdisjoint(folds)


def has_speech(texts: frozenset[str], folds: frozenset[str]) -> bool:
    """Whether a sentence has a verb of speech or a title: without one `speaking` finds nobody."""
    return not _SPEECH.isdisjoint(folds) or has_title(texts)


def titled(row: Sequence[Token], barred: frozenset[int], known: frozenset[int]) -> Iterator[PersonRun]:
    """People behind their titles: "Foreign Minister Cho Hyun", "Minister of Trade Ömer Bolat", "Gen. Douglas MacArthur".

    Args:
        row: Tokens of a sentence.
        barred: Tokens of names that are no people.
        known: Tokens of countries, places and organisations, which are no part of a title.
    """
    for i, token in enumerate(row[:-1]):
        if token.text not in names.TITLE_FORMS:
            continue
        at = _behind_field(row, i, known) if token.capital and row[i + 1].fold in {"of", "for", "to"} else i + 1
        if at is None or row[at].join not in {" ", "."} or _goes_on(row, at):
            continue
        last = name_end(row, at, barred)
        if last is None or (last == at and names.is_common(row[at])):
            continue
        first = _title_start(row, i, known)
        yield PersonRun(at, last, " ".join(t.text for t in row[first : i + 1]), first)


def _behind_field(row: Sequence[Token], title: int, known: frozenset[int]) -> int | None:
    """Where a name can begin behind "Minister of Trade, Industry and Energy" or "Ambassador to Peru"; None when nowhere."""
    at = title + 2
    while at < len(row) and row[at].join in {" ", ","}:
        if at not in known and row[at].fold not in names.TITLE_MODIFIERS and row[at].fold not in {"and", "the", "of"}:
            break
        at += 1
    return at if title + 2 < at < len(row) else None


def _goes_on(row: Sequence[Token], at: int) -> bool:
    """Whether the word behind a title is itself a title before a name ("Prime Minister …", "Vice Chairman …")."""
    behind = row[at + 1] if at + 1 < len(row) else None
    return is_title(row[at]) and row[at].capital and behind is not None and behind.capital and behind.join in {" ", "."}


def _title_start(row: Sequence[Token], at: int, known: frozenset[int]) -> int:
    """Where a title begins whose last word is token `at`."""
    first = at
    while first > 0 and row[first].join in {" ", "-", "&", "."} and first - 1 not in known:
        before = row[first - 1]
        upper = before.capital and (before.fold in names.TITLE_MODIFIERS or before.fold in names.TITLE_HEADS)
        if not upper and not (before.fold in _LOWER_MODIFIERS and (before.capital == row[at].capital or before.fold == "and")):
            break
        first -= 1
    while first < at and row[first].fold == "and":
        first += 1
    return first


def korean(row: Sequence[Token], barred: frozenset[int]) -> Iterator[PersonRun]:
    """Korean names without a title: "Lee Yong-cheol", "Lee Jae Myung", "Jae-in Moon"; in Hangul before a title."""
    for i, token in enumerate(row):
        if token.text in names.KOREAN_SURNAMES and i not in barred:
            if _given(row, i + 1, barred, {" "}):
                yield _plain(i, i + 2)
            elif (
                token.join == " "
                and i >= 2
                and row[i - 1].text.islower()
                and row[i - 1].join == "-"
                and _given(row, i - 2, barred)
            ):
                yield _plain(i - 2, i)
        elif len(token.text) == 3 and token.text[0] in names.HANGUL_SURNAMES and i + 1 < len(row):
            title = row[i + 1]
            if title.join == " " and title.text.startswith(names.HANGUL_TITLES):
                yield PersonRun(i, i, title.text, i)


def _given(row: Sequence[Token], at: int, barred: frozenset[int], joins: frozenset[str] | set[str] | None = None) -> bool:
    """Whether two syllables of a given name stand at `at`: "Yong-cheol", or "Jae Myung" with both in capitals."""
    if at + 1 >= len(row) or barred & {at, at + 1} or not (is_syllable(row[at]) and is_syllable(row[at + 1])):
        return False
    first, second = row[at], row[at + 1]
    if not first.capital or (joins is not None and first.join not in joins):
        return False
    if second.join == "-":
        return True
    return second.join == " " and second.capital and not is_opener(first) and not is_opener(second)


def known_given(row: Sequence[Token], capitals: Sequence[int], barred: frozenset[int]) -> Iterator[PersonRun]:
    """People whose given name the lexicon knows ("Ali Yerlikaya"), or with an initial or "von" inside ("Burton Y. Berry").

    Args:
        row: Tokens of a sentence.
        capitals: Indices of those with a capital letter.
        barred: Tokens of names that are no people.
    """
    particles = [i for i, token in enumerate(row) if token.text in _PARTICLES]
    for i in sorted({*capitals, *particles}) if particles else capitals:
        token = row[i]
        before = row[i - 1] if i else None
        if token.text in names.GIVEN:
            if before is not None and token.join in {" ", "-"} and before.text in names.GIVEN:
                continue
            last = name_end(row, i, barred)
            if last is not None and any(t.join != "-" for t in row[i + 1 : last + 1]):
                yield _plain(i - 1 if before and token.join == "." and is_initial(before) else i, last)
        elif before and token.join == " " and len(before.text) > 2 and (is_initial(token) or token.text in _PARTICLES):
            last = name_end(row, i - 1, barred)
            if last is not None and last > i:
                yield _plain(i - 1, last)


def listed(row: Sequence[Token], barred: frozenset[int]) -> Iterator[PersonRun]:
    """People in apposition: "his Greek and French counterparts, A, B and C, respectively", "his counterpart A B"."""
    for i, token in enumerate(row[:-1]):
        if token.fold not in _LISTING:
            continue
        at = i + 1
        while at < len(row) and row[at].join in {",", " "}:
            at += row[at].fold == "and"
            last = name_end(row, at, barred)
            if last is None or last == at:
                break
            yield _plain(at, last)
            at = last + 1
            if at < len(row) and row[at].fold != "and" and row[at].join != ",":
                break


def speaking(row: Sequence[Token], barred: frozenset[int]) -> Iterator[PersonRun]:
    """People by what they do: a few capitalised words before or behind "said", or before ", the minister of …"."""
    for i, token in enumerate(row):
        if token.fold in _SPEECH and not token.capital:
            last = name_end(row, i + 1, barred) if i + 1 < len(row) and row[i + 1].join == " " else None
            if last is not None and 1 <= last - i - 1 <= 2:
                yield _plain(i + 1, last)
            if token.join == " ":
                yield from _before(row, i, barred)
        elif token.text in names.TITLE_FORMS:
            comma = next((j for j in range(i, max(0, i - _APPOSITION_WITHIN), -1) if row[j].join == ","), None)
            if comma is not None and all(_in_title(row, j, barred) for j in range(comma, i)):
                yield from _before(row, comma, barred)


def _in_title(row: Sequence[Token], at: int, barred: frozenset[int]) -> bool:
    """Whether a word can stand in the title of an apposition."""
    return not row[at].capital or row[at].fold in names.TITLE_MODIFIERS or at in barred


def _before(row: Sequence[Token], at: int, barred: frozenset[int]) -> Iterator[PersonRun]:
    """The run of two to four capitalised words that ends before token `at`, when it is nothing but a name."""
    first = at
    while first > 0 and row[first - 1].capital and first - 1 not in barred:
        if first < at and row[first].join not in {" ", "-"} and not (row[first].join == "." and is_initial(row[first - 1])):
            break
        first -= 1
    while first < at and is_opener(row[first]):
        first += 1
    if first > 0 and row[first].join in {" ", "-"} and (first - 1 in barred or row[first - 1].fold in {"of", "for"}):
        return
    if 2 <= at - first <= 4 and name_end(row, first, barred) == at - 1 and not any(is_title(t) for t in row[first:at]):
        yield _plain(first, at - 1)
