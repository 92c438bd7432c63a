"""Entities in a text: known names, names by head words, people, weapons, places; one span a mention.

Each sentence gives candidates (`candidates`). What only the whole document can tell is settled here: whom a surname alone
means, what an acronym introduced in brackets stands for, whose "Defense Ministry" it is. Nothing is carried from one
document to another, so two men called Lee in two documents stay two men.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from hashlib import sha256
from operator import attrgetter
from sys import intern

from kortui.extract import bodies, headwords, lexicon, lone_people
from kortui.extract.acronyms import is_introduced, match_initials
from kortui.extract.batching import batches
from kortui.extract.candidates import guess, read
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.parties import ANY_TRADE_AGREEMENT, Parties
from kortui.extract.repeated import Repeated, goes_on
from kortui.extract.rows import HEADED, Candidate, Row
from kortui.extract.runs import Runs
from kortui.extract.spans import EntitySpan, Sentence
from kortui.extract.surnames import Surnames
from kortui.extract.tokens import folded, tokens
from kortui.model import Entity, Office
from kortui.records import dataclass, replace
from kortui.text import slug
from kortui.vocabulary import EntityKind

_FIRMS = frozenset(folded(w) for w in lexicon.words("names", "firms"))
_NO_OFFICE = lexicon.words("names", "no_office")

WORDS_KEPT = 50_000
"""Words of a document that are kept while its names are looked for, ten long articles or 9 MB; those behind are cut again."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What `find` saw: spans in order, and the entities among them that the gazetteer does not know."""

    spans: tuple[EntitySpan, ...]
    found: tuple[Entity, ...]


def find(text: str, sentences: Iterable[Sentence], gazetteer: Gazetteer, runs: Runs | None = None) -> Mentions:
    """The entities of a document.

    Args:
        text: The document's text.
        sentences: Its sentences; nothing is found outside them.
        gazetteer: Known names.
        runs: The text's, where they are known.

    Returns:
        Disjoint spans in order, and the entities found that are not in the gazetteer.
    """
    rows: list[Row] = []
    common: set[str] = set()
    room = WORDS_KEPT
    for some in batches(sentences):
        cut = [(sentence, words) for sentence in some if (words := tokens(text, sentence.start, sentence.end))]
        for row, (sentence, words) in zip(read(text, [words for _, words in cut], gazetteer), cut, strict=True):
            row.put(sentence, lone_people.has_cue(row.folds))
            rows.append(row)
            common.update([word.fold for word in words if not word.capital])
            room -= len(words)
            if room < 0:
                row.let_go()
    return _Document(text, gazetteer, rows, common, runs if runs is not None else Runs.of(text)).mentions()


class _Document:
    """One document's mentions and what they teach: full names for surnames, acronyms, short names of firms."""

    def __init__(self, text: str, gazetteer: Gazetteer, rows: list[Row], common: Collection[str], runs: Runs) -> None:
        self.text, self.gazetteer, self.rows, self.common, self.runs = text, gazetteer, rows, common, runs
        self.plain = "_" not in text
        self.entities: dict[str, Entity] = {}
        self.surnames = Surnames(gazetteer)
        self.short: dict[str, tuple[str, EntityKind]] = {}
        self.parties = Parties.of(code for row in rows for code in row.countries.values())

    def mentions(self) -> Mentions:
        """Resolve every candidate and collect the result."""
        for row in self._cut(_names_bodies):
            row.chosen = [self._identified(row, c) for c in row.chosen]
        for row in self._cut(_teaches):
            self._learn(row)
        for row in self._cut(_has_surnames):
            self._learn_lone(row)
        self._repeat(people=True)
        for row in self._cut():
            self._resolve(row)
        for row in self._cut(_MEETS):
            row.chosen += self._lone(row)
        for row in self._cut():
            row.chosen += [self._identified(row, c) for c in guess(row, self.common)]
        self._repeat(people=False)
        spans: list[EntitySpan] = []
        for row in self.rows:
            for c in sorted(row.chosen, key=lambda c: c.start):
                office = "" if c.office.rpartition(" ")[2].lower() in _NO_OFFICE else c.office
                spans.append(EntitySpan(c.start, c.end, intern(self.text[c.start : c.end]), c.kind, c.id, c.demonym, office))
            row.chosen.clear()
        used = {s.id for s in spans}
        return Mentions(tuple(spans), tuple(e for i, e in sorted(self.entities.items()) if i in used))

    def _cut(self, needed: Callable[[Row], bool] | None = None) -> Iterator[Row]:
        """The sentences, with their words where they are needed: cut again where they were let go, and let go behind."""
        for row in self.rows:
            if row.tokens or (needed is not None and not needed(row)):
                yield row
                continue
            row.cut(tokens(self.text, row.sentence.start, row.sentence.end))
            yield row
            row.let_go()

    def _identified(self, row: Row, c: Candidate) -> Candidate:
        """A candidate with its entity, unless it is a surname; its office taken from the title before it."""
        if c.kind == "organisation" and (body := self._body(row, c)) is not None:
            return replace(c, id=body)
        if c.id == ANY_TRADE_AGREEMENT:
            return replace(c, id=self.parties.trade_agreement(self.gazetteer, row.countries.values()) or c.id)
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
        entity = bodies.entity_of(name, beside or self.parties.home, self.gazetteer.entities, self.gazetteer.countries)
        if entity.id not in self.gazetteer.entities:
            self.entities.setdefault(entity.id, entity)
        return entity.id

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
            if c.surname and (surname := row.tokens[c.first].fold) not in self.surnames:
                self.surnames.note_lone(
                    surname, self.surnames.office_holder(surname, c.office) or self._new(c), c.start, c.office
                )

    def _lone(self, row: Row) -> list[Candidate]:
        """People given by their surnames alone, as headlines do."""
        if not row.meets:
            return []
        taken: dict[int, EntityKind | None] = dict.fromkeys(row.titles)
        taken.update((i, c.kind) for c in row.chosen for i in c.tokens)
        found = []
        for at in dict.fromkeys(lone_people.find(row.tokens, taken, self.surnames.is_known, self.common)):
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
        for i in row.capitals:
            if i in covered:
                continue
            token = row.tokens[i]
            if token.text in self.short and not goes_on(row, i):
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
        repeated = Repeated()

        def is_meant(c: Candidate) -> bool:
            return (
                c.id in self.entities
                and (c.kind == "person") == people
                and c.kind != "country"
                and (c.last > c.first or not people)
            )

        for row in self._cut(lambda row: any(map(is_meant, row.chosen))):
            for c in filter(is_meant, row.chosen):
                repeated.add(row, c)
        if firsts := frozenset(repeated.firsts):
            for row in self._cut(lambda row: self._has_a_word_of(row, firsts)):
                repeated.mark(row)

    def _has_a_word_of(self, row: Row, words: frozenset[str]) -> bool:
        """Whether a sentence whose words were let go can have one of some words."""
        start, end = row.sentence.start, row.sentence.end
        whole = self.plain and not (self.text[start - 1 : start].isalnum() or self.text[end : end + 1].isalnum())
        return not (whole and words.isdisjoint(self.runs.words[self.runs.within(start, end)]))


def _names_bodies(row: Row) -> bool:
    return any(c.kind == "organisation" for c in row.chosen)


def _teaches(row: Row) -> bool:
    return any(c.id and c.kind in _TEACHING for c in row.chosen)


def _has_surnames(row: Row) -> bool:
    return any(c.surname for c in row.chosen)


_MEETS = attrgetter("meets")
_TEACHING = frozenset(("person", "organisation", "event", "agreement", "weapon"))
"""Kinds whose names teach shorter ones."""


def _beside(row: Row, c: Candidate) -> str | None:
    """The country that stands beside a body's name: "Poland's …", "Polish …", "… of Poland"; None when none does."""
    if c.first - 1 in row.countries and row.tokens[c.first].join == " ":
        return row.countries[c.first - 1]
    if c.first >= 2 and row.tokens[c.first - 1].fold == "s" and c.first - 2 in row.countries:
        return row.countries[c.first - 2]
    if c.last + 2 < len(row.tokens) and row.tokens[c.last + 1].fold == "of":
        return row.countries.get(c.last + 2 + (row.tokens[c.last + 2].fold == "the"))
    return None


def _inside_name(row: Row, at: int) -> bool:
    """Whether a capitalised word is joined by a hyphen to another one and so names something else."""
    after = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    return after is not None and after.join == "-" and after.capital
