"""Help when nothing is found: what to leave out, what may have been meant, where else to look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from kortui.records import dataclass
from kortui.search import syntax
from kortui.search.fields import FIELDS, near, types_of
from kortui.search.index import Searcher
from kortui.search.near_amounts import figure, in_two_words, near_amounts
from kortui.search.near_dates import Near, meant_dates, near_dates
from kortui.search.near_words import begins, known, near_names, near_texts, near_words_in_pieces
from kortui.search.otherwise import with_scales, with_words
from kortui.search.pieces import Pieces, whole
from kortui.search.query import Query, of, parse
from kortui.search.syntax import Exact, Field, Not, Phrase, Term, Word, is_bare
from kortui.search.telling import telling
from kortui.search.tokens import is_hangul, tokens, word_pattern
from kortui.vocabulary import DOMAIN_LABELS

_YEAR = re.compile(r"[12]\d{3}")
_STAR = re.compile(r"(\w{2,})\*\w")
"""A star inside a word, where it is no sign."""
_WORDS = re.compile(r"[^\W_]+")
_OPERATORS = frozenset(("or", "and", "not"))
_SHORTEST = 3
"""Letters of a word that may be meant as the beginning of others or, one more, of an id."""
_SYLLABLES = 2
"""The same of Hangul."""
_LAST_CENTURY = "50"
"""Two digits from which a year is of the twentieth century alone."""
_SHOWN = 3
_TELLABLE = 60
"""Characters of a query that is told in full, since what is counted is what all of it finds."""
_DOCUMENTS_READ = 200
"""Documents whose text is looked through; reading more would be felt."""
_PARTS = 12
"""Parts of a query that are tried one by one; of a pasted paragraph no single word is the one too many."""


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
        if years := [f"{near.told} ({near.count:,})" for near in self.spellings if near.year]:
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
    documents = yield from _documents(searcher, query)
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
    found: dict[str, tuple[str, Near]] = {}
    together, words = query.root, []
    leaves = list(syntax.leaves(query.root))
    taken: list[Term] = []
    for parts, joined in with_words(query) if len(leaves) <= _PARTS else ():
        _try(searcher, joined, str(joined), found)
        taken += parts if str(joined) in found else ()
    for leaf, negated in leaves if len(leaves) <= _PARTS else ():
        if (
            negated
            or any(leaf is one for one in taken)
            or not isinstance(leaf, Word | Phrase | Field | Exact)
            or len(searcher.search(of([leaf])))
        ):
            continue
        for number, (word, replaced) in enumerate((yield from _replacements(searcher, leaf))):
            yield
            if number == 0:
                together = _replace(together, leaf, replaced)
                words.append(word)
            _try(searcher, Query(_replace(query.root, leaf, replaced), query.sort, query.group), word, found)
    dated = query if taken else meant_dates(query)
    if dated != query:
        said = " ".join(str(i) for i in dated.items if i not in query.items)
        _try(searcher, dated, said, found)
    for figures in in_two_words(query):
        _try(searcher, figures, str(figures), found)
    for figures in with_scales(query):
        _try(searcher, figures, str(figures), found)
        for leaf, _ in syntax.leaves(figures.root) if str(figures) not in found else ():
            if isinstance(leaf, Field) and leaf.name == "amount":
                for _, near in near_amounts(searcher.postings, leaf):
                    meant = Query(_replace(figures.root, leaf, near), query.sort, query.group)
                    _try(searcher, meant, str(meant), found)
    if begun := _begun(query):
        _try(searcher, begun, str(begun), found)
    if capitals := _in_capitals(query):
        _try(searcher, capitals, str(capitals), found)
    if len(words) > 1:
        _try(searcher, Query(together, query.sort, query.group), " ".join(words), found)
    best = sorted(found.values(), key=lambda one: (":" not in one[0], -one[1].count))[:_SHOWN]
    spelled = [one for _, one in best]
    if str(dated) in found or len(query.items) > _PARTS:
        return tuple(spelled)
    nearest = yield from near_dates(searcher, dated, _SHOWN)
    return (*spelled, *(one for one in nearest if one.text not in found))


def _begun(query: Query) -> Query | None:
    """The query of several words with each as the beginning of one (``export* vehicle*``); None of less or of more."""
    words = [item for item in query.items if isinstance(item, Word) and not item.prefix and len(item.text) >= _SHORTEST]
    if not 2 <= len(words) <= _PARTS:
        return None
    return of([Word(i.text, True) if i in words and isinstance(i, Word) else i for i in query.items], query.sort, query.group)


def _in_capitals(query: Query) -> Query | None:
    """The query with "or", "and" and "not" meant as operators; None when it holds no such word."""
    text = str(query)
    words = [leaf for leaf, _ in syntax.leaves(parse(text).root) if isinstance(leaf, Word) and leaf.text.lower() in _OPERATORS]
    for word in reversed(words):
        text = f"{text[: word.start]}{word.text.upper()}{text[word.end :]}"
    meant = parse(text)
    return meant if words and not meant.problems else None


def _try(searcher: Searcher, query: Query, term: str, found: dict[str, tuple[str, Near]]) -> None:
    """Note a query that finds something, with the part of it that is new; it is told in full where that is not too long."""
    text, said = str(query), str(Query(query.root))
    count = len(searcher.search(parse(text)))
    if count:
        found.setdefault(text, (term, Near(text, said if len(said) <= _TELLABLE else term, count)))


def _replacements(searcher: Searcher, leaf: Word | Phrase | Field | Exact) -> Pieces[list[tuple[str, Term]]]:
    """The leaf with near spellings, each with the words to show."""
    yield
    if isinstance(leaf, Exact):  # its letters may stand otherwise
        loose = parse(leaf.text if is_bare(leaf.text) else syntax.quoted(leaf.text)).root
        return [(str(loose), loose)] if loose else []
    found = list(_other_readings(searcher, leaf))
    if isinstance(leaf, Field) or re.fullmatch(r"\d\d", leaf.text):
        return found
    words = tokens(leaf.text)
    for position, word in enumerate(words):
        yield
        if known(searcher, word) or word.isdecimal():
            continue
        long = len(word) >= (_SYLLABLES if is_hangul(word) else _SHORTEST)
        if len(words) == 1 and long and isinstance(leaf, Word) and begins(searcher, word):
            found.append((f"{word}*", Word(word, True)))
        elif not (found and len(words) == 1):  # who writes a type, a publisher or a figure means no other word
            for spelling in (yield from near_words_in_pieces(searcher, word)):
                spelled = " ".join((*words[:position], spelling, *words[position + 1 :]))
                found.append((spelled, parse(syntax.quoted(spelled) if isinstance(leaf, Phrase) else spelled).root or leaf))
    return found


def _other_readings(searcher: Searcher, leaf: Word | Phrase | Field) -> Iterator[tuple[str, Term]]:
    """What else a part of a query may be meant for: another value of its field, a year, a type, a date."""
    if isinstance(leaf, Field):
        if FIELDS[leaf.name].kind in ("entity", "words"):
            alike_in = near_names if FIELDS[leaf.name].kind == "entity" else partial(near_texts, name=leaf.name)
            for value in leaf.values:
                bare = value.removeprefix("=")
                other = Field(leaf.name, (bare if bare != value else f"{value.rstrip('*')}*",))
                if not value.endswith("*") and len(searcher.search(of([other]))):  # who writes it otherwise means no other
                    yield str(other), other
                    continue
                for text in alike_in(searcher, value=bare):
                    asked = Field(leaf.name, (text,))
                    yield str(asked), asked
            if leaf.name in ("doc", "publisher"):
                asked = Field("publisher" if leaf.name == "doc" else "doc", leaf.values)
                yield str(asked), asked
        elif leaf.name == "saved":
            names = list(searcher.saved)
            alike = [n for value in leaf.values if (n := near(value.casefold(), names))]  # as the problem tells it
            for name in alike or names[:_SHOWN]:
                yield str(Field("saved", (name,))), Field("saved", (name,))
        elif leaf.name == "amount":
            yield from near_amounts(searcher.postings, leaf)
        return
    if head := _STAR.match(leaf.text):
        yield f"{head[1]}*", Word(head[1], True)
        return
    if re.fullmatch(r"\d\d", leaf.text):
        for century in ("19", "20") if leaf.text < _LAST_CENTURY else ("19",):
            yield f"date:{century}{leaf.text}", Field("date", (f"{century}{leaf.text}",))
        return
    if len(leaf.text) > _SHORTEST and leaf.text.isalnum() and searcher.postings.ids(leaf.text.casefold()):
        asked = Field("id", (leaf.text,))
        yield str(asked), asked
    pattern = word_pattern(leaf.text)
    if pattern and any(pattern.within(tokens(name)) for name in searcher.publishers):
        asked = Field("publisher", (leaf.text,))
        yield str(asked), asked
    if types := types_of(leaf.text):
        asked = Field("type", types)
        yield str(asked), asked
    if re.fullmatch(r"\d{3,}", leaf.text) and not _YEAR.fullmatch(leaf.text):
        asked = Field("amount", (leaf.text,))
        yield str(asked), asked
    if amount := figure(leaf.text):
        yield str(amount), amount
    words = leaf.text.split() if isinstance(leaf, Phrase) else _WORDS.findall(leaf.text)
    if len(words) > 1 and all(map(is_bare, words)) and not parse(" ".join(words)).problems:
        together = syntax.conjunction([Word(word) for word in words], 0, 0)  # wherever they stand
        if together:
            yield str(together), together


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


def _documents(searcher: Searcher, query: Query) -> Pieces[tuple[str, ...]]:
    """Ids of the documents that tell of what is asked for; of many documents, and of a pasted paragraph, none are read."""
    library = searcher.library
    if len(library.documents) > _DOCUMENTS_READ or sum(1 for _ in syntax.leaves(query.root)) > _PARTS:
        return ()
    told = yield from telling(library, query, searcher.names)
    return tuple(document.id for document in told)
