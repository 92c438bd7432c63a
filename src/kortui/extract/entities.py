"""Entities in a text: the gazetteer's names, names by their head words, people, weapons by designation; one span a mention.

Candidates of all finders compete for a sentence: the longest wins, a known name before a guess. Surnames alone and
acronyms introduced in brackets are resolved afterwards, inside the document and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

from kortui.extract import headwords, lexicon, persons
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.spans import EntitySpan, Sentence
from kortui.extract.tokens import Token, tokens
from kortui.model import Entity, Office
from kortui.text import slug
from kortui.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Mentions:
    """What `find` saw: spans in order, and the entities among them that the gazetteer does not know."""

    spans: tuple[EntitySpan, ...]
    found: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A possible mention: tokens ``[first, last]`` of a sentence; `rank` breaks ties of length, lower first."""

    first: int
    last: int
    start: int
    end: int
    kind: EntityKind
    id: str
    rank: int
    demonym: bool = False
    office: str = ""
    surname: bool = False


@dataclass(slots=True)
class _Row:
    """A sentence in work."""

    tokens: list[Token]
    chosen: list[_Candidate] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)


def find(text: str, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Mentions:
    """The entities of a document.

    Args:
        text: The document's text.
        sentences: Its sentences; nothing is found outside them.
        gazetteer: Known names.

    Returns:
        Disjoint spans in order, and the entities found that are not in the gazetteer.
    """
    return _Document(text, gazetteer).find(sentences)


class _Document:
    """One document's mentions and what they teach: full names for surnames, acronyms, short names of firms."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.rows: list[_Row] = []
        self.entities: dict[str, Entity] = {}
        self.surnames: dict[str, list[tuple[int, str]]] = {}
        self.short: dict[str, tuple[str, EntityKind]] = {}
        self.offices: dict[str, str] = {}

    def find(self, sentences: Sequence[Sentence]) -> Mentions:
        for sentence in sentences:
            if sentence.kind in {"boilerplate", "byline"}:
                continue
            row = tokens(self.text, sentence.start, sentence.end)
            if row:
                self.rows.append(self._sentence(row))
        spans: list[EntitySpan] = []
        for row in self.rows:
            self._learn(row)
        for row in self.rows:
            self._resolve(row)
            for c in sorted(row.chosen, key=lambda c: c.start):
                spans.append(EntitySpan(c.start, c.end, self.text[c.start : c.end], c.kind, c.id, c.demonym, c.office))
        used = {s.id for s in spans}
        return Mentions(tuple(spans), tuple(e for i, e in sorted(self.entities.items()) if i in used))

    # -- candidates of one sentence

    def _sentence(self, tokens_: list[Token]) -> _Row:
        row = _Row(tokens_)
        if not any(t.capital or t.text[0] > "\u1100" for t in tokens_):
            known = self._known(tokens_) if any(t.fold in self.gazetteer.names for t in tokens_) else []
            row.chosen = _longest(known)
            return row
        known = self._known(tokens_)
        best = _longest(known)
        barred = frozenset(i for c in best if c.kind != "person" for i in range(c.first, c.last + 1))
        places = frozenset(i for c in best if c.kind in {"country", "place", "organisation"} for i in range(c.first, c.last + 1))
        people = list(self._people(tokens_, barred, places, row))
        held = frozenset(
            i for c in people for i in range(c.first, c.last + 1) if c.office or not c.surname
        ) | frozenset(i for i in row.titles)
        row.chosen = _longest(
            [*known, *people, *self._headed(tokens_, held, places), *self._weapons(tokens_, barred), *self._organs(tokens_)]
        )
        return row

    def _known(self, row: list[Token]) -> list[_Candidate]:
        found = []
        for i in range(len(row)):
            if row[i].fold not in self.gazetteer.names and row[i].text[0] < "\u1100":
                continue
            for m in self.gazetteer.matches(self.text, row, i):
                after = row[m.last + 1] if m.last + 1 < len(row) else None
                if self.text.startswith("$", m.end) or self.text.startswith(" $", m.end):
                    continue
                if m.name.kind == "country" and after is not None and after.join in {" ", "."} and after.fold in _currency_words():
                    continue
                found.append(_Candidate(m.first, m.last, row[m.first].start, m.end, m.name.kind, m.name.id, 0, m.name.demonym))
        return found

    def _people(self, row: list[Token], barred: frozenset[int], places: frozenset[int], out: _Row) -> Iterator[_Candidate]:
        for run in persons.titled(row, barred, places):
            out.titles.update(dict.fromkeys(range(run.title, run.first), run.office))
            yield self._person(row, run, 1)
        for finder, rank in ((persons.korean, 2), (persons.known_given, 3), (persons.listed, 3), (persons.speaking, 4)):
            for run in finder(row, barred):
                yield self._person(row, run, rank)

    def _person(self, row: list[Token], run: persons.PersonRun, rank: int) -> _Candidate:
        start, end = row[run.first].start, row[run.last].end
        alone = run.first == run.last and row[run.first].text[0] < "\u1100"
        return _Candidate(run.first, run.last, start, end, "person", "", rank, False, run.office, alone)

    def _headed(self, row: list[Token], held: frozenset[int], known: frozenset[int]) -> Iterator[_Candidate]:
        for first, last, kind in (*headwords.last_heads(row, held, known), *headwords.first_heads(row, known)):
            start, end = row[first].start, row[last].end
            if kind == "organisation" and row[last].fold in {"embassy", "consulate", "mission"}:
                after = row[last + 1] if last + 1 < len(row) else None
                if after is not None and after.join == "," and after.capital and last + 2 == len(row):
                    last, end = last + 1, after.end
            yield _Candidate(first, last, start, end, kind, "", 5)

    def _weapons(self, row: list[Token], barred: frozenset[int]) -> Iterator[_Candidate]:
        table = _weapon_words()
        for i, token in enumerate(row):
            if i + 1 < len(row) and row[i + 1].join == "-" and token.text in table.prefixes and _NUMBER.fullmatch(row[i + 1].text):
                yield _Candidate(i, i + 1, token.start, row[i + 1].end, "weapon", "", 4)
            if token.fold == "class" and token.join == "-" and i + 1 < len(row) and row[i + 1].fold in table.ships and row[i - 1].capital:
                first = headwords.run_left(row, i - 1)
                yield _Candidate(first, i, row[first].start, token.end, "weapon", "", 1)
            if not token.capital and i and token.join == " " and row[i - 1].capital and i - 1 not in barred and not row[i - 1].opening:
                two = tuple(t.fold for t in row[i : i + 3])
                if token.fold in table.nouns or two[:2] in table.phrases or two in table.phrases:
                    first = headwords.run_left(row, i - 1)
                    while first < i and first in barred:
                        first += 1
                    if first < i and i - first <= 3 and not headwords.is_opener(row[first]) and not _ordinary(row[first:i]):
                        yield _Candidate(first, i - 1, row[first].start, row[i - 1].end, "weapon", "", 6)

    def _organs(self, row: list[Token]) -> Iterator[_Candidate]:
        for i, token in enumerate(row):
            if token.text in _organ_words() and i:
                yield _Candidate(i, i, token.start, token.end, "organisation", "", 6)

    # -- what the document teaches

    def _learn(self, row: _Row) -> None:
        """Give every new name its entity, and note full names, acronyms and short names."""
        kept: list[_Candidate] = []
        for c in row.chosen:
            if not c.id and not c.surname:
                c = replace(c, id=self._found(c))
            if c.kind == "person" and c.id:
                c = self._full_name(row, c)
            kept.append(c)
        row.chosen = kept
        for c in kept:
            if c.kind == "organisation" and c.id and c.last + 1 < len(row.tokens):
                after = row.tokens[c.last + 1]
                if after.join == "(" and after.text.isupper() and 2 <= len(after.text) <= 8 and self.text[after.end : after.end + 1] == ")":
                    self.short.setdefault(after.text, (c.id, c.kind))
            if c.kind == "organisation" and c.rank == 5 and c.last - c.first == 1 and row.tokens[c.last].fold in _FIRM:
                name = row.tokens[c.first].text
                if row.tokens[c.first].fold not in self.gazetteer.names and not headwords.is_opener(row.tokens[c.first]):
                    self.short.setdefault(name, (c.id, c.kind))

    def _found(self, c: _Candidate) -> str:
        """The id of a name outside the gazetteer, its entity noted."""
        written = " ".join(self.text[c.start : c.end].split())
        if c.kind == "weapon" and re.search(r"\d[A-Z]*s$", written):
            written = written[:-1]
        id_ = slug(written) or "name-" + sha256(written.encode()).hexdigest()[:8]
        if id_ in self.gazetteer.entities and self.gazetteer.entities[id_].kind == c.kind:
            return id_
        if id_ in self.gazetteer.entities:
            id_ = f"{id_}-{c.kind}"
        if id_ not in self.entities:
            offices = (Office(c.office),) if c.office else ()
            self.entities[id_] = Entity(id_, written, c.kind, offices=offices)
        return id_

    def _full_name(self, row: _Row, c: _Candidate) -> _Candidate:
        """Note a full name under its surname; take the office a title in front of it gives."""
        words = [t.text for t in row.tokens[c.first : c.last + 1]]
        office = c.office or row.titles.get(c.first - 1, "")
        entity = self.gazetteer.entities.get(c.id)
        country = entity.country if entity else None
        if len(words) > 1:
            family_first = country in {"KOR", "PRK", "CHN", "TWN", "VNM"} if country else persons.surname_first(words)
            surname = words[0] if family_first and persons.korean_surname(words[0]) else words[-1]
            if len(surname) > 1 and not surname.isdigit():
                self.surnames.setdefault(surname, []).append((c.start, c.id))
        if office and c.id not in self.offices:
            self.offices[c.id] = office
        return replace(c, office=office)

    # -- what needs the whole document

    def _resolve(self, row: _Row) -> None:
        """Surnames and short names: those behind a title, and those standing alone."""
        kept = []
        for c in row.chosen:
            if not c.id:
                word = row.tokens[c.first].text
                c = replace(c, id=self._of_surname(word, c.start, c.office) or self._found(c))
            kept.append(c)
        covered = {i for c in kept for i in range(c.first, c.last + 1)}
        for i, token in enumerate(row.tokens):
            if i in covered or not token.capital:
                continue
            if token.text in self.short:
                id_, kind = self.short[token.text]
                kept.append(_Candidate(i, i, token.start, token.end, kind, id_, 7))
            elif token.text in self.surnames and not _inside_name(row.tokens, i):
                id_ = self._of_surname(token.text, token.start, "") or ""
                kept.append(_Candidate(i, i, token.start, token.end, "person", id_, 7))
        row.chosen = kept

    def _of_surname(self, surname: str, position: int, office: str) -> str | None:
        """Whom a surname means: the bearer of the title, else the nearest full mention before, else the first one after."""
        bearers = self.surnames.get(surname)
        if not bearers:
            return None
        if office:
            titled = [b for b in bearers if self.offices.get(b[1], "").lower() == office.lower()]
            bearers = titled or bearers
        before = [id_ for at, id_ in bearers if at <= position]
        return before[-1] if before else bearers[0][1]


_NUMBER = re.compile(r"\d{1,4}[A-Z]{0,3}\d?s?")
_FIRM = frozenset(["holding", "group", "corporation", "company", "industries", "construction", "technologies", "systems", "shipyard", "electronics", "motors"])


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """Disjoint candidates, the longest first and among equals the surest."""
    chosen: list[_Candidate] = []
    taken: set[int] = set()
    for c in sorted(candidates, key=lambda c: (c.first - c.last, c.rank, c.first)):
        tokens_ = range(c.first, c.last + 1)
        if not any(i in taken for i in tokens_):
            taken.update(tokens_)
            chosen.append(c)
    return chosen


def _inside_name(row: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word is only part of a longer run of capitals that nobody could name."""
    after = row[at + 1] if at + 1 < len(row) else None
    return after is not None and after.join == "-" and after.capital


@dataclass(frozen=True, slots=True)
class _WeaponWords:
    prefixes: frozenset[str]
    nouns: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    ships: frozenset[str]


@lru_cache(maxsize=1)
def _weapon_words() -> _WeaponWords:
    table = lexicon.load("heads")["weapon"]
    phrases = frozenset(tuple(p.split()) for p in table["phrases"])
    return _WeaponWords(frozenset(table["prefixes"]), frozenset(table["nouns"]), phrases, frozenset(table["ships"]))


@lru_cache(maxsize=1)
def _currency_words() -> frozenset[str]:
    """Currency nouns, singular and plural: "U.S. dollars" and "Turkish lira" are units, not mentions of a country."""
    names = {name.lower() for entry in lexicon.load("currencies").values() for name in entry.get("names", ())}
    words = {name.split()[-1] for name in names} - {"real", "mark", "crown", "leu", "lev"}
    return frozenset(words | {w + "s" for w in words})


@lru_cache(maxsize=1)
def _organ_words() -> frozenset[str]:
    return frozenset(lexicon.load("heads")["organs"]["words"])


def _ordinary(row: Sequence[Token]) -> bool:
    """Whether words in front of a weapon's class are no name: heads of bodies, acronyms of nothing."""
    table = headwords.heads().last
    return any(t.fold in table for t in row) or (len(row) == 1 and len(row[0].text) < 3)
