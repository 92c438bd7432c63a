"""Entities in a text: known names, names by head words, people, weapons, places; one span a mention.

Each sentence gives candidates (`candidates`). What only the whole document can tell is settled here: whom a surname alone
means, what an acronym introduced in brackets stands for, whose "Defense Ministry" it is. Nothing is carried from one
document to another, so two men called Lee in two documents stay two men.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from kortui.extract import bodies, headwords, lexicon, lone_people
from kortui.extract.candidates import guess, is_introduced, match_initials, read
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.names import is_title
from kortui.extract.rows import HEADED, Candidate, Row
from kortui.extract.spans import EntitySpan, Sentence
from kortui.extract.surnames import Surnames
from kortui.extract.tokens import Token, folded, tokens
from kortui.model import Entity, Office
from kortui.records import dataclass, replace
from kortui.text import slug
from kortui.vocabulary import EntityKind

_FIRMS = frozenset(folded(w) for w in lexicon.words("names", "firms"))
_NO_OFFICE = lexicon.words("names", "no_office")
_ANY_TRADE_AGREEMENT = "free-trade-agreement"

HOME_SHARE = 0.6
"""Share of a document's mentions of countries that makes one its home, whose bodies need no adjective."""


PAIR_SHARE = 0.8
"""Share of a document's mentions of countries that makes two of them the parties of "the free trade agreement"."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What `find` saw: spans in order, and the entities among them that the gazetteer does not know."""

    spans: tuple[EntitySpan, ...]
    found: tuple[Entity, ...]


def find(text: str, sentences: Iterable[Sentence], gazetteer: Gazetteer) -> Mentions:
    """The entities of a document.

    Args:
        text: The document's text.
        sentences: Its sentences; nothing is found outside them.
        gazetteer: Known names.

    Returns:
        Disjoint spans in order, and the entities found that are not in the gazetteer.
    """
    rows = [read(text, row, gazetteer) for s in sentences if (row := tokens(text, s.start, s.end))]
    return _Document(text, gazetteer, rows).mentions()


class _Document:
    """One document's mentions and what they teach: full names for surnames, acronyms, short names of firms."""

    def __init__(self, text: str, gazetteer: Gazetteer, rows: list[Row]) -> None:
        self.text, self.gazetteer, self.rows = text, gazetteer, rows
        self.entities: dict[str, Entity] = {}
        self.surnames = Surnames(gazetteer)
        self.short: dict[str, tuple[str, EntityKind]] = {}
        counts = Counter(code for row in rows for code in row.countries.values())
        home, most = max(counts.items(), key=lambda c: (c[1], c[0]), default=(None, 0))
        self.home = home if most >= HOME_SHARE * counts.total() and most > 1 else None
        first_two = [code for code, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:2]]
        self.pair = frozenset(first_two) if sum(counts[c] for c in first_two) >= PAIR_SHARE * counts.total() else frozenset()

    def mentions(self) -> Mentions:
        """Resolve every candidate and collect the result."""
        for row in self.rows:
            row.chosen = [self._identified(row, c) for c in row.chosen]
        for row in self.rows:
            self._learn(row)
        for row in self.rows:
            self._learn_lone(row)
        self._repeat(people=True)
        for row in self.rows:
            self._resolve(row)
        common = {t.fold for row in self.rows for t in row.tokens if not t.capital}
        for row in self.rows:
            row.chosen += self._lone(row, common)
        for row in self.rows:
            row.chosen += [self._identified(row, c) for c in guess(row, common)]
        self._repeat(people=False)
        spans: list[EntitySpan] = []
        for row in self.rows:
            for c in sorted(row.chosen, key=lambda c: c.start):
                office = "" if c.office.rpartition(" ")[2].lower() in _NO_OFFICE else c.office
                spans.append(EntitySpan(c.start, c.end, self.text[c.start : c.end], c.kind, c.id, c.demonym, office))
        used = {s.id for s in spans}
        return Mentions(tuple(spans), tuple(e for i, e in sorted(self.entities.items()) if i in used))

    def _identified(self, row: Row, c: Candidate) -> Candidate:
        """A candidate with its entity, unless it is a surname; its office taken from the title before it."""
        if c.kind == "organisation" and (body := self._body(row, c)) is not None:
            return replace(c, id=body)
        if c.id == _ANY_TRADE_AGREEMENT:
            return replace(c, id=self._trade_agreement(row) or c.id)
        if c.kind == "country" and not c.id and c.last in row.countries:
            return replace(c, id=self.gazetteer.countries[row.countries[c.last]].id)  # "Kingdom of Norway"
        if not c.id and not c.surname:
            c = replace(c, id=self._new(c))
        if c.kind == "person" and not c.office and c.first - 1 in row.titles:
            c = replace(c, office=row.titles[c.first - 1])
        return c

    def _body(self, row: Row, c: Candidate) -> str | None:
        """The id of a state's body, None when the name is of no such body."""
        function = bodies.function_of(row.tokens, c.first, c.last, row.countries)
        if function is None:
            return None
        name, inside = function
        beside = inside or _beside(row, c)
        known = self.gazetteer.entities.get(c.id)
        if known is not None and beside in {None, known.country}:
            return c.id
        entity = bodies.entity_of(name, beside or self.home, self.gazetteer.entities, self.gazetteer.countries)
        if entity.id not in self.gazetteer.entities:
            self.entities.setdefault(entity.id, entity)
        return entity.id

    def _trade_agreement(self, row: Row) -> str | None:
        """The gazetteer's free trade agreement of the two countries a document is about, when the sentence names no third."""
        if len(self.pair) != 2 or not self.pair >= set(row.countries.values()):
            return None
        ids = [self.gazetteer.countries[code].id for code in self.pair if code in self.gazetteer.countries]
        agreements = (f"{'-'.join(order)}-{_ANY_TRADE_AGREEMENT}" for order in (ids, ids[::-1]))
        return next((id_ for id_ in agreements if id_ in self.gazetteer.entities), None)

    def _new(self, c: Candidate) -> str:
        """The id of a name outside the gazetteer, its entity noted."""
        written = " ".join(self.text[c.start : c.end].split())
        if c.kind == "weapon" and re.search(r"\d[A-Z]*s$", written):
            written = written[:-1]
        id_ = slug(written) or "name-" + sha256(written.encode()).hexdigest()[:8]
        known = self.gazetteer.entities.get(id_)
        if known is not None and known.kind == c.kind:
            return id_
        if known is not None or (id_ in self.entities and self.entities[id_].kind != c.kind):
            id_ = f"{id_}-{c.kind}"
        offices = (Office(c.office),) if c.office and c.office.rpartition(" ")[2].lower() not in _NO_OFFICE else ()
        self.entities.setdefault(id_, Entity(id_, written, c.kind, offices=offices))
        return id_

    def _learn(self, row: Row) -> None:
        """Note full names under their surnames, acronyms and short names of firms."""
        for c in row.chosen:
            if c.kind == "person" and c.id:
                words = [t.text for t in row.tokens[c.first : c.last + 1]]
                self.surnames.note(words, self.gazetteer.entities.get(c.id), c.id, c.start, c.office)
            elif c.kind in {"organisation", "event", "agreement", "weapon"} and c.id:
                self._learn_acronym(row, c)
                head = row.tokens[c.last]
                if c.rank == HEADED and c.last - c.first == 1 and head.fold in _FIRMS:
                    name = row.tokens[c.first]
                    if not self.gazetteer.is_name(name.fold) and not headwords.is_opener(name):
                        self.short.setdefault(name.text, (c.id, c.kind))

    def _learn_lone(self, row: Row) -> None:
        """Note people named by title and surname alone ("General Franco"): a known office holder, else somebody new."""
        for c in row.chosen:
            surname = row.tokens[c.first].fold
            if c.surname and surname not in self.surnames:
                self.surnames.note_lone(
                    surname, self.surnames.office_holder(surname, c.office) or self._new(c), c.start, c.office
                )

    def _lone(self, row: Row, common: set[str]) -> list[Candidate]:
        """People given by their surnames alone, as headlines do."""
        if not lone_people.has_cue(row.folds):
            return []
        taken: dict[int, EntityKind | None] = dict.fromkeys(row.titles)
        taken.update((i, c.kind) for c in row.chosen for i in c.tokens)
        found = []
        for at in dict.fromkeys(lone_people.find(row.tokens, taken, self.surnames.is_known, common)):
            token = row.tokens[at]
            c = Candidate(at, at, token.start, token.end, "person", self.surnames.only_holder(token.fold) or "", HEADED)
            found.append(c if c.id else replace(c, id=self._new(c)))
        return found

    def _learn_acronym(self, row: Row, c: Candidate) -> None:
        """Note the acronym in brackets behind a name; of "Committee of the North Atlantic Council (NAC)" it names the end."""
        at = c.last + 1
        if at >= len(row.tokens) or not is_introduced(self.text, row.tokens, at) or self.gazetteer.is_name(row.tokens[at].fold):
            return
        acronym = row.tokens[at].text
        start = match_initials(row.tokens, c.last, acronym)
        part = c if start is None or start <= c.first else replace(c, first=start, start=row.tokens[start].start, id="")
        self.short.setdefault(acronym, (part.id or self._new(part), c.kind))

    def _resolve(self, row: Row) -> None:
        """Surnames and short names: those behind a title, and those standing alone."""
        kept = []
        for c in row.chosen:
            if c.kind == "person" and c.first == c.last:
                c = replace(c, id=self.surnames.bearer(row.tokens[c.first].fold, c.start, c.office) or c.id or self._new(c))
            kept.append(c)
        covered = {i for c in kept for i in c.tokens}
        for i, token in enumerate(row.tokens):
            if i in covered or not token.capital:
                continue
            if token.text in self.short and not _goes_on(row, i):
                id_, kind = self.short[token.text]
                kept.append(Candidate(i, i, token.start, token.end, kind, id_, HEADED))
            elif token.fold in self.surnames and not _inside_name(row, i):
                id_ = self.surnames.bearer(token.fold, token.start, "") or ""
                kept.append(Candidate(i, i, token.start, token.end, "person", id_, HEADED))
        row.chosen = kept

    def _repeat(self, people: bool) -> None:
        """Mark the names found outside the gazetteer wherever else the document has the same words.

        Args:
            people: Whether people's full names are meant, or the names of all but people and countries.
        """
        seen: dict[str, dict[tuple[str, ...], tuple[str, EntityKind]]] = {}
        for row in self.rows:
            for c in row.chosen:
                if (
                    c.id in self.entities
                    and (c.kind == "person") == people
                    and c.kind != "country"
                    and (c.last > c.first or not people)
                ):
                    words = tuple(t.text for t in row.tokens[c.first : c.last + 1])
                    seen.setdefault(words[0], {}).setdefault(words, (c.id, c.kind))
        for row in self.rows if seen else ():
            taken = {i for c in row.chosen for i in c.tokens}
            for i, token in enumerate(row.tokens):
                if token.text not in seen or i in taken:
                    continue
                for words, (id_, kind) in sorted(seen[token.text].items(), key=lambda s: -len(s[0])):
                    run = row.tokens[i : i + len(words)]
                    if len(words) == 1 and kind == "organisation" and i + 1 not in taken and _goes_on(row, i):
                        continue
                    if tuple(t.text for t in run) == words and taken.isdisjoint(range(i, i + len(words))) and _joined(run):
                        taken.update(range(i, i + len(words)))
                        row.chosen.append(Candidate(i, i + len(words) - 1, token.start, run[-1].end, kind, id_, HEADED))
                        break


def _beside(row: Row, c: Candidate) -> str | None:
    """The country that stands beside a body's name: "Poland's …", "Polish …", "… of Poland"; None when none does."""
    if c.first - 1 in row.countries and row.tokens[c.first].join == " ":
        return row.countries[c.first - 1]
    if c.first >= 2 and row.tokens[c.first - 1].fold == "s" and c.first - 2 in row.countries:
        return row.countries[c.first - 2]
    if c.last + 2 < len(row.tokens) and row.tokens[c.last + 1].fold == "of":
        return row.countries.get(c.last + 2 + (row.tokens[c.last + 2].fold == "the"))
    return None


def _joined(run: Sequence[Token]) -> bool:
    """Whether nothing stands between the words of a run that would part two names."""
    return all(t.join in {" ", "-", "&"} for t in run[1:])


def _goes_on(row: Row, at: int) -> bool:
    """Whether a short name has another name behind it and so is a part of a longer one ("Hanil Aero" is not Hanil Marine)."""
    after = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    return after is not None and after.join == " " and after.capital and not is_title(after) and not headwords.is_opener(after)


def _inside_name(row: Row, at: int) -> bool:
    """Whether a capitalised word is joined by a hyphen to another one and so names something else."""
    after = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    return after is not None and after.join == "-" and after.capital
