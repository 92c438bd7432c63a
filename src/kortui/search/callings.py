"""By which name a query speaks of who takes part in a record, and of where it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kortui.search.evaluate import Context, Name, grouped, pattern_of
from kortui.search.filters import asked, entities_of, entity_rows
from kortui.search.highlight import runs
from kortui.search.names import Names
from kortui.search.syntax import Field, Phrase, Term, Word
from kortui.search.tokens import Pattern, of_name, tokens, word_pattern

if TYPE_CHECKING:
    from kortui.model import Entity
    from kortui.search.index import Searcher
    from kortui.search.query import Query

Calling = tuple[str, str]
"""Id of an entity and the name it is called by; empty where that is the one shown."""


def called(searcher: Searcher, query: Query, entities: Sequence[Entity], *, typing: bool = False) -> dict[str, str]:
    """By which names a query finds some entities.

    Args:
        searcher: Of the library.
        query: The query.
        entities: The entities of a record.
        typing: Whether the last word may go on.

    Returns:
        By id the other name of whom a word finds by one that records do not show, and the country of what is found as its;
        empty of whom a field finds by the name shown. Others, in whose shown name a word stands, are left out.
    """
    context = searcher.context(query, typing=typing)
    found: dict[str, str] = {}
    for run in runs(query.root, context.saved):
        for part in grouped(run, searcher.names):
            for one, name in _callings(context, part, entities):
                found.setdefault(one, name)
    return found


def _callings(context: Context, part: Term | Name, entities: Sequence[Entity]) -> Iterator[Calling]:
    if isinstance(part, Name):
        yield from _by_whole_name(context, part, entities)
    elif isinstance(part, Field):
        yield from _by_field(context, part, entities)
    for word in part.words if isinstance(part, Name) else (part,):
        pattern = pattern_of(word, context.typing) if isinstance(word, Word | Phrase) else None
        if pattern:
            yield from _by_word(context.names, pattern, entities)
        for name in context.names.hangul.meant(pattern.tokens[0]) if pattern and pattern.initials else ():
            for meant in grouped([Word(one) for one in name.split()], context.names):
                yield from _callings(context, meant, entities)


def _by_word(names: Names, pattern: Pattern, entities: Sequence[Entity]) -> Iterator[Calling]:
    behind = {entity.id: name for entity, name in names.behind(pattern)}
    for entity in entities:
        name = behind.get(entity.id) if behind else names.found_as(entity, pattern)
        if name is not None and name != entity.name:
            yield entity.id, name


def _by_whole_name(context: Context, name: Name, entities: Sequence[Entity]) -> Iterator[Calling]:
    """By the name of several words, however it is spaced; of a country that no record names, what is its."""
    written = "".join(name.key)
    meant = {entity.id for entity in name.entities}
    lands = [e for e in name.entities if e.kind == "country" and e.country and not entity_rows(context.postings, e.id)]
    for entity in entities:
        if entity.id in meant:
            if not of_name(name.key).in_names.within(tokens(entity.name)):
                other = next((n for n in entity.aliases if "".join(tokens(n)) == written), None)
                yield from () if other is None else ((entity.id, other),)
        else:
            yield from ((entity.id, land.name) for land in lands if land.country == entity.country)


def _by_field(context: Context, term: Field, entities: Sequence[Entity]) -> Iterator[Calling]:
    if term.name not in ("actor", "who", "place", "country"):
        return
    for value, prefix in (asked(context, term, value) for value in term.values):
        pattern = word_pattern(value, prefix=prefix)
        meant = {e.id: e for e in entities_of(context, value, prefix=prefix) if term.name != "country" or e.kind == "country"}
        for entity in entities:
            if entity.id in meant:
                name = context.names.found_as(entity, pattern) if pattern else None
                yield entity.id, "" if name is None or name == entity.name else name
            elif term.name == "country" and entity.country:
                lands = [one.name for one in meant.values() if one.country == entity.country]
                if lands or entity.country == value.upper():
                    yield entity.id, lands[0] if lands else entity.country
