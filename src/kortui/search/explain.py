"""Help when nothing is found: what to leave out, what may have been meant, where else to look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice

from kortui import edtf
from kortui.records import dataclass, replace
from kortui.search import syntax
from kortui.search.days import EARLIEST, LATEST, day_number
from kortui.search.fields import FIELDS, types_of
from kortui.search.index import Searcher
from kortui.search.keys import after
from kortui.search.pieces import Pieces, whole
from kortui.search.query import Query, of, parse
from kortui.search.syntax import Field, Not, Phrase, Term, Word
from kortui.search.telling import telling
from kortui.search.tokens import tokens
from kortui.search.values import amount_span, date_span
from kortui.vocabulary import DOMAIN_LABELS

_DATE = re.compile(r"\d{4}(?:s|-\d{2}){0,2}(?:\.\.(?:\d{4}(?:s|-\d{2}){0,2})?)?|\.\.\d{4}(?:s|-\d{2}){0,2}")
"""A word that may be meant as a date."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LAST_CENTURY = "50"
"""Two digits from which a year is of the twentieth century alone."""
_SHOWN = 3
_TOGETHER = 64
"""Words looked at in a piece: a millisecond."""
_DOCUMENTS_READ = 200
"""Documents whose text is looked through; reading more would be felt."""
_PARTS = 12
"""Parts of a query that are tried one by one; of a pasted paragraph no single word is the one too many."""


@dataclass(frozen=True, slots=True)
class Near:
    """A spelling that would find something.

    Attributes:
        text: The whole query with it.
        word: The spelling.
        count: Events the query then finds.
        year: The year, of a query that asks for another one than was typed; empty of a spelling.
    """

    text: str
    word: str
    count: int
    year: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try when nothing is found.

    Attributes:
        drop: Parts to leave out, each with what is found without it; the most promising first.
        near: Queries with a spelling that the library knows.
        spellings: The same with word and count; the nearest years come last, the nearest first.
        elsewhere: Other domains and the documents' own texts, with counts, where the rest of the query is found.
        documents: Ids of the documents whose own text holds all that is asked for.
    """

    drop: tuple[tuple[str, int], ...]
    near: tuple[str, ...]
    spellings: tuple[Near, ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()
    documents: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The advice for people, a line each."""
        found = [f"without {term}: {count:,}" for term, count in self.drop]
        found += [f"did you mean {near.word}? {near.count:,}" for near in self.spellings if not near.year]
        if years := [f"{near.year} ({near.count:,})" for near in self.spellings if near.year]:
            found.append(f"nearest: {', '.join(years)}")
        return (*found, *(f"in {place}: {count:,}" for place, count in self.elsewhere))


def nothing_found(searcher: Searcher, query: Query) -> Advice:
    """What to try in place of a query that finds nothing.

    Args:
        searcher: Of the library.
        query: The query.
    """
    return whole(advice(searcher, query))


def advice(searcher: Searcher, query: Query) -> Pieces[Advice]:
    """The same in pieces: some 30 ms in all, and of a million records more."""
    spellings = yield from _spellings(searcher, query)
    drops = yield from _drops(searcher, query)
    yield
    elsewhere = _domains(searcher, query)
    yield
    documents = _documents(searcher, query)
    if documents:
        elsewhere.append(("the text of documents", len(documents)))
    return Advice(drops, tuple(n.text for n in spellings), spellings, tuple(elsewhere), documents)


def _drops(searcher: Searcher, query: Query) -> Pieces[tuple[tuple[str, int], ...]]:
    chips = [c for c in query.chips() if c.field not in ("sort", "group") and not c.faulty]
    if not 2 <= len(chips) <= _PARTS:
        return ()
    found = []
    for chip in chips:
        yield
        found.append((chip.text, len(searcher.search(query.without(chip)))))
    return tuple(sorted((f for f in found if f[1]), key=lambda f: -f[1])[:_SHOWN])


def _spellings(searcher: Searcher, query: Query) -> Pieces[tuple[Near, ...]]:
    """The query with each misspelt part set right alone, and with all of them set right at once."""
    found: dict[str, Near] = {}
    together, words = query.root, []
    leaves = list(syntax.leaves(query.root))
    for leaf, negated in leaves if len(leaves) <= _PARTS else ():
        if negated or not isinstance(leaf, Word | Phrase | Field) or len(searcher.search(of([leaf]))):
            continue
        for number, (word, replaced) in enumerate((yield from _replacements(searcher, leaf))):
            yield
            if number == 0:
                together = _replace(together, leaf, replaced)
                words.append(word)
            _try(searcher, Query(_replace(query.root, leaf, replaced), query.sort, query.group), word, found)
    if len(words) > 1:
        _try(searcher, Query(together, query.sort, query.group), " ".join(words), found)
    spelled = sorted(found.values(), key=lambda n: (":" not in n.word, -n.count))[:_SHOWN]
    years: dict[str, Near] = {}
    for word, dated in near_dates(searcher, query):
        yield
        _try(searcher, dated, word, years)
    nearest = (replace(near, year=near.word.partition(":")[2]) for near in years.values() if near.text not in found)
    return (*spelled, *islice(nearest, _SHOWN))


def _try(searcher: Searcher, query: Query, word: str, found: dict[str, Near]) -> None:
    text = str(query)
    count = len(searcher.search(parse(text)))
    if count:
        found.setdefault(text, Near(text, word, count))


def _replacements(searcher: Searcher, leaf: Word | Phrase | Field) -> Pieces[list[tuple[str, Term]]]:
    """The leaf with near spellings, each with the words to show."""
    yield
    found = list(_other_readings(searcher, leaf))
    if isinstance(leaf, Field) or re.fullmatch(r"\d\d", leaf.text):
        return found
    words = tokens(leaf.text)
    for position, word in enumerate(words):
        yield
        if not _known(searcher, word):
            for spelling in (yield from _near_words(searcher, word)):
                spelled = " ".join((*words[:position], spelling, *words[position + 1 :]))
                found.append((spelled, parse(spelled if len(words) == 1 else syntax.quoted(spelled)).root or leaf))
    return found


def _other_readings(searcher: Searcher, leaf: Word | Phrase | Field) -> Iterator[tuple[str, Term]]:
    """What else a part of a query may be meant for: another value of its field, a year, a type, a date."""
    if isinstance(leaf, Field):
        if leaf.name in ("actor", "who", "place", "country"):
            for value in leaf.values:
                for name in near_names(searcher, value):
                    yield name, Field(leaf.name, (name,))
        elif leaf.name in ("doc", "publisher", "topic", "title"):
            for value in leaf.values:
                for text in _near_texts(searcher, leaf.name, value):
                    yield text, Field(leaf.name, (text,))
        elif leaf.name == "saved":
            names = list(searcher.saved)
            for name in [n for value in leaf.values for n in get_close_matches(value, names, n=_SHOWN)] or names[:_SHOWN]:
                yield str(Field("saved", (name,))), Field("saved", (name,))
        elif leaf.name == "amount":
            yield from _units(searcher, leaf)
        return
    if re.fullmatch(r"\d\d", leaf.text):
        for century in ("19", "20") if leaf.text < _LAST_CENTURY else ("19",):
            yield f"date:{century}{leaf.text}", Field("date", (f"{century}{leaf.text}",))
        return
    if types := types_of(leaf.text):
        asked = Field("type", types)
        yield str(asked), asked
    if _DATE.fullmatch(leaf.text) and (dated := parse(f"date:{leaf.text}")).root and not dated.problems:
        yield str(dated), dated.root


def _replace(term: Term | None, old: Term, new: Term) -> Term | None:
    if term is old:
        return new
    if isinstance(term, syntax.And):
        return syntax.conjunction([i for i in (_replace(i, old, new) for i in term.items) if i], 0, 0)
    if isinstance(term, syntax.Or):
        return syntax.disjunction([i for i in (_replace(i, old, new) for i in term.items) if i], 0, 0)
    if isinstance(term, Not):
        return syntax.negation(_replace(term.item, old, new) or term.item, 0, 0)
    return term


def _known(searcher: Searcher, word: str) -> bool:
    """Whether a word stands anywhere; its rows are not read, which would push out those of a search."""
    postings, behind = searcher.postings, f"{word}\0"
    return searcher.names.has(word) or bool(postings.keys("title", word, behind) or postings.keys("text", word, behind))


def near_words(searcher: Searcher, word: str) -> tuple[str, ...]:
    """Words of the library spelled much like one that it does not know, the likeliest first."""
    return whole(_near_words(searcher, word))


def _near_words(searcher: Searcher, word: str) -> Pieces[tuple[str, ...]]:
    if len(word) < 3:
        return ()
    once = []
    for number, edit in enumerate(_edits(word)):
        if number % _TOGETHER == 0:
            yield
        if _known(searcher, edit):
            once.append(edit)
    if once:
        return tuple(sorted(once, key=lambda w: (w[0] != word[0], -_frequency(searcher, w)))[:_SHOWN])
    low, high = word[0], after(word[0])
    candidates = {*searcher.postings.keys("title", low, high), *searcher.postings.keys("text", low, high)}
    candidates.update(searcher.names.tokens(low, high))
    alike = sorted(c for c in candidates if abs(len(c) - len(word)) <= 2 and " " not in c)
    best: list[str] = []
    for start in range(0, len(alike), _TOGETHER):
        yield
        best += get_close_matches(word, alike[start : start + _TOGETHER], n=_SHOWN, cutoff=0.7)
    return tuple(get_close_matches(word, best, n=_SHOWN, cutoff=0.7))


def _frequency(searcher: Searcher, word: str) -> int:
    return (searcher.postings.get("title", word) | searcher.postings.get("text", word)).bit_count()


def _edits(word: str) -> list[str]:
    """Every word one slip away: a letter dropped, doubled, exchanged, added or two swapped."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = [a + b[1:] for a, b in splits if b]
    found += [a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1]
    found += [a + c + b[1:] for a, b in splits if b for c in _LETTERS]
    found += [a + c + b for a, b in splits for c in _LETTERS]
    return [w for w in dict.fromkeys(found) if w != word and len(w) > 1]


def near_names(searcher: Searcher, value: str) -> tuple[str, ...]:
    """Names of entities, or words of names, spelled much like a value."""
    by_words: dict[str, str] = {}
    for entity in searcher.library.entities:
        for name in (entity.name, *entity.aliases):
            by_words.setdefault(" ".join(tokens(name)), name)
    words = " ".join(tokens(value))
    whole = tuple(by_words[key] for key in get_close_matches(words, by_words, n=_SHOWN, cutoff=0.7))
    if whole or not words:
        return whole
    return tuple(get_close_matches(words, searcher.names.tokens(words[0], after(words[0])), n=_SHOWN, cutoff=0.75))


def _units(searcher: Searcher, leaf: Field) -> Iterator[tuple[str, Term]]:
    """A figure with the unit that may be meant in place of one that no event has."""
    units = {unit for _, unit, _ in searcher.postings.amount_keys() if unit}
    for value in leaf.values:
        unit = amount_span(value).unit
        if unit and not units & {unit, unit.removesuffix("s")}:
            for near in get_close_matches(unit, sorted(units), n=_SHOWN):
                asked = Field("amount", (re.sub(rf"{re.escape(unit)}$", near, value, flags=re.IGNORECASE),))
                yield str(asked), asked


def _near_texts(searcher: Searcher, name: str, value: str) -> Sequence[str]:
    """Texts that a field of words looks through, or words of them, spelled much like a value."""
    words = tokens(value)
    if name == "title":
        return near_words(searcher, words[0]) if len(words) == 1 else ()
    texts = _texts(searcher, name)
    known = sorted({word for text in texts for word in tokens(text)}) if len(words) == 1 else ()
    return get_close_matches(value, texts, n=_SHOWN) or get_close_matches(words[0] if words else "", known, n=_SHOWN)


def _texts(searcher: Searcher, name: str) -> list[str]:
    """What a field of words looks through."""
    postings = searcher.postings
    if name == "topic":
        return [key.partition(":")[2] for key in postings.keys("fields", "topic:", after("topic:"))]
    return list(
        dict.fromkeys(t for _, titles, publishers in postings.labels for t in (titles if name == "doc" else publishers))
    )


def near_dates(searcher: Searcher, query: Query) -> Iterator[tuple[str, Query]]:
    """The query with the nearest years in which its rest is found before and behind the date it asks for; the nearest first."""
    found: list[tuple[int, str, Query]] = []
    for item in query.items if len(query.items) <= _PARTS else ():
        if isinstance(item, Word) and _DATE.fullmatch(item.text):
            value, name = item.text, "date"
        elif isinstance(item, Field) and FIELDS[item.name].kind == "date" and len(item.values) == 1:
            value, name = item.values[0], item.name
        else:
            continue
        span, starts = date_span(value, name), searcher.postings.starts
        rest = searcher.search(of([i for i in query.items if i is not item])).bits
        before, behind = rest & starts.between(EARLIEST + 1, span.low - 1), rest & starts.between(span.high + 1, LATEST - 1)
        for row in [*([before.bit_length() - 1] if before else []), *([(behind & -behind).bit_length() - 1] if behind else [])]:
            day = searcher.library.events[row].date.start
            if day is not None:
                near = Field("date", (day[: -len("-01-01")],))
                year = day_number(edtf.from_iso(day), 0) // 10_000
                gap = max(span.low // 10_000 - year, year - span.high // 10_000)
                found.append((gap, str(near), Query(_replace(query.root, item, near), query.sort, query.group)))
    for _, word, dated in sorted(found, key=lambda f: f[0]):
        yield word, dated


def _domains(searcher: Searcher, query: Query) -> list[tuple[str, int]]:
    """The domains in which the rest of a query is found that asks for others."""
    found: list[tuple[str, int]] = []
    if query.values("domain"):
        bits = searcher.search(query.without_field("domain")).bits
        for domain, (label, _) in DOMAIN_LABELS.items():
            count = (bits & searcher.postings.get("fields", f"domain:{domain}")).bit_count()
            if count and domain not in query.values("domain"):
                found.append((label, count))
    return found


def _documents(searcher: Searcher, query: Query) -> tuple[str, ...]:
    """Ids of the documents that tell of what is asked for; of many documents, and of a pasted paragraph, none are read."""
    library = searcher.library
    if len(library.documents) > _DOCUMENTS_READ or sum(1 for _ in syntax.leaves(query.root)) > _PARTS:
        return ()
    return tuple(document.id for document in telling(library, query, searcher.names))
