"""Names of entities in every script, as queries use them: whole names widen a word, parts of names find their bearers."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

from kortui.model import Entity, Library, LibraryIndex
from kortui.search.spelling import spelled_on
from kortui.search.tokens import FEW_INITIALS, Pattern, goes_on, is_hangul, prefix_range, tokens
from kortui.text import choseong, fold_text

LONGEST_NAME = 8
"""Words of a query that are tried as one name."""

_KEPT = 256
"""Entities whose other names are kept: each of five walks over a query asks for the same."""

_TELLING = 3
"""Letters of a beginning from which on people are told what it finds by other names."""

_TOLD = 12
"""Entities that people are told of at most."""

Key = tuple[str, ...]


def finding_words(entity: Entity) -> set[str]:
    """The tokens that find an entity: the words of its name as records show it, and its other names of a single word."""
    aliases = [key for key in map(tokens, entity.aliases) if len(key) == 1]
    return {*tokens(entity.name), *(token for key in aliases for token in key)}


class Names:
    """Look-up of entities by their names."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._alternatives: dict[tuple[str, Key], tuple[Pattern, ...]] = {}
        self._behind: dict[Pattern, tuple[tuple[Entity, str], ...]] = {}

    @cached_property
    def _keys(self) -> tuple[tuple[Entity, tuple[Key, ...]], ...]:
        """Each entity with the tokens of its name and aliases."""
        return tuple(
            (e, tuple(dict.fromkeys(k for k in (tuple(tokens(n)) for n in (e.name, *e.aliases)) if k))) for e in self._entities
        )

    @cached_property
    def _whole(self) -> dict[Key, list[Entity]]:
        """Entities by whole name."""
        found: defaultdict[Key, list[Entity]] = defaultdict(list)
        for entity, keys in self._keys:
            for key in keys:
                found[key].append(entity)
        return dict(found)

    @cached_property
    def _bearers(self) -> dict[str, list[int]]:
        """Positions in `_keys` of the entities that a word finds, see `finding_words`, by the word's token."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, (entity, _) in enumerate(self._keys):
            for token in finding_words(entity):
                found[token].append(position)
        return dict(found)

    @cached_property
    def _tokens(self) -> list[str]:
        return sorted(self._bearers)

    @cached_property
    def _endings(self) -> dict[str, list[int]]:
        """Positions in `_keys` of the entities with a name of several words, by each word of it but the first."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, (_, keys) in enumerate(self._keys):
            for token in {token for key in keys for token in key[1:]}:
                found[token].append(position)
        return dict(found)

    @cached_property
    def _contained(self) -> dict[Key, set[tuple[str, str]]]:
        """Kind and id of the entities that have a longer name, by each part of that name."""
        found: defaultdict[Key, set[tuple[str, str]]] = defaultdict(set)
        for entity, keys in self._keys:
            for key in keys:
                for start in range(len(key)):
                    for end in range(start + 1, len(key) + 1):
                        if end - start < len(key):
                            found[key[start:end]].add((entity.kind, entity.id))
        return dict(found)

    def prepare(self) -> None:
        """Work out in a quiet moment what the first searches would wait for: some milliseconds for 1,000 names."""
        _ = (self._tokens, self._whole, self._contained)

    def has(self, token: str) -> bool:
        """Whether a token finds anybody by a name."""
        return token in self._bearers

    def tokens(self, low: str, high: str) -> list[str]:
        """Tokens in ``[low, high)`` that find somebody by a name, in order."""
        return self._tokens[bisect_left(self._tokens, low) : bisect_left(self._tokens, high)]

    def whole(self, key: Key) -> tuple[Entity, ...]:
        """The entities that have exactly this name."""
        return tuple(self._whole.get(key, ()))

    @property
    def countries(self) -> Sequence[Entity]:
        """The countries there are."""
        return [e for e in self._entities if e.kind == "country"]

    @cached_property
    def _codes(self) -> dict[str, Entity]:
        """Countries by code."""
        return {e.country: e for e in self._entities if e.kind == "country" and e.country}

    def coded(self, code: str) -> tuple[Entity, ...]:
        """The country of an ISO 3166-1 alpha-3 code, in any case; words of texts are never read as codes."""
        found = self._codes.get(code.upper()) if len(code) == 3 else None
        return (found,) if found else ()

    def named(self, pattern: Pattern) -> tuple[Entity, ...]:
        """The entities that a pattern finds.

        They are those in whose name, as records show it, the pattern stands; those of which it is another name from the first
        word to the last (a word of a longer one, as ``republic`` of ``Republic of Korea``, says too little, and nobody would
        see where it stands); and those whose Hangul name has these initial consonants.
        """
        if pattern.initials:
            return self._of_initials(pattern.tokens[0])
        forms = [*pattern.last]
        single = len(pattern.tokens) == 1
        bearers = self._bearers if single else self._endings
        if pattern.prefix:
            beginning = pattern.tokens[-1]
            low, high = prefix_range(beginning)
            forms += self.tokens(low, high) if single else [token for token in bearers if low <= token < high]
            forms += spelled_on(beginning) if pattern.loose else ()
        if len(pattern.tokens) == 2:
            forms += pattern.joined
        positions = {position for form in forms for position in bearers.get(form, ())}
        if len(pattern.tokens) == 2:
            positions.update(position for form in pattern.joined for position in self._bearers.get(form, ()))
        found = (self._keys[position][0] for position in sorted(positions))
        return tuple(e for e in found if single or self._found_as(e, pattern) is not None)

    def _found_as(self, entity: Entity, pattern: Pattern) -> str | None:
        """The name by which a pattern finds an entity, the one that records show before all others; None when it does not."""
        if pattern.initials:
            initials = pattern.tokens[0]
            named = [n for n in _hangul(entity) if any(run.startswith(initials) for run in _runs(n))]
            return min(named, key=lambda n: initials not in _runs(n), default=None)
        if pattern.within(tokens(entity.name)):
            return entity.name
        keys = ((name, tokens(name)) for name in entity.aliases)
        return next((name for name, key in keys if key and pattern.parts(key, 0) == len(key)), None)

    def behind(self, pattern: Pattern) -> tuple[tuple[Entity, str], ...]:
        """The entities that a pattern finds by a name records do not show, each with that name.

        Of a beginning that few letters make up, and where there are many, none: nobody could be told of all.
        """
        kept = self._behind.get(pattern)
        if kept is None:
            if len(self._behind) >= _KEPT:
                self._behind.clear()
            kept = self._behind[pattern] = self._other_than_shown(pattern)
        return kept

    def _other_than_shown(self, pattern: Pattern) -> tuple[tuple[Entity, str], ...]:
        word = pattern.tokens[-1]
        if pattern.prefix and not pattern.initials and len(word) < (2 if is_hangul(word) else _TELLING):
            return ()
        entities = self.named(pattern)
        if len(entities) > _TOLD:
            return ()
        found = ((entity, self._found_as(entity, pattern)) for entity in entities)
        return tuple((entity, name) for entity, name in found if name is not None and name != entity.name)

    def _of_initials(self, initials: str) -> tuple[Entity, ...]:
        """The bearers of a Hangul name that initial consonants mean; see `kortui.search.tokens.of_initials`."""
        found = [(e, [run for name in _hangul(e) for run in _runs(name) if run.startswith(initials)]) for e in self._entities]
        whole = [e for e, runs in found if initials in runs] if len(initials) <= FEW_INITIALS else []
        return tuple(whole or (e for e, runs in found if runs))

    def alternatives(self, entity: Entity, typed: Key) -> tuple[Pattern, ...]:
        """The other names under which texts may speak of an entity.

        Left out are names a text uses for other things too: of one or two Latin letters (folded, ``US`` is ``us``), parts of
        the typed name (``Cho`` for ``Cho Hyun``) and parts of another such entity's name (``Korea``, for ``North Korea``);
        and longer names that a shorter one, or the typed one, finds as well (``Republic of Türkiye``).
        """
        kept = self._alternatives.get((entity.id, typed))
        if kept is None:
            if len(self._alternatives) >= _KEPT:
                self._alternatives.clear()
            kept = self._alternatives[entity.id, typed] = self._others(entity, typed)
        return kept

    def _others(self, entity: Entity, typed: Key) -> tuple[Pattern, ...]:
        keys = dict.fromkeys(tuple(tokens(name)) for name in (entity.name, *entity.aliases))
        found = [Pattern(key, prefix=goes_on(key[-1])) for key in keys if key and not self._is_loose(entity, key, typed)]
        others = [*found, Pattern(typed)] if typed else found
        return tuple(p for p in found if p.tokens != typed and not any(o is not p and o.within(p.tokens) for o in others))

    def _is_loose(self, entity: Entity, key: Key, typed: Key) -> bool:
        if len(key) == 1 and len(key[0]) < (2 if is_hangul(key[0]) else 3):
            return True
        if any(typed[at : at + len(key)] == key for at in range(len(typed) - len(key) + 1)):
            return True
        others = {e.id for e in self._whole.get(key, ()) if e.id != entity.id and e.kind == entity.kind}
        longer = self._contained.get(key, ())
        return bool(others) or any(kind == entity.kind and other != entity.id for kind, other in longer)

    def also(self, entities: Iterable[Entity], typed: Key) -> tuple[str, ...]:
        """The other names to tell people of, one a spelling: what the search also looks for."""
        shown: dict[str, str] = {}
        for entity in entities:
            others = self.alternatives(entity, typed)
            searched = {p.tokens for p in others}
            for name in (entity.name, *entity.aliases):
                if tuple(tokens(name)) in searched or (name is entity.name and not _within(tokens(name), typed, others)):
                    shown.setdefault(fold_text(name), name)
        return tuple(shown.values())


def _within(key: Sequence[str], typed: Key, others: Iterable[Pattern]) -> bool:
    """Whether what was typed, or one of the other names, stands in a name."""
    return any(pattern.within(key) for pattern in (*((Pattern(typed),) if typed else ()), *others))


def _runs(name: str) -> list[str]:
    """The initial consonants of a Hangul name from each of its words on."""
    words = [choseong(word) for word in name.split()]
    return ["".join(words[at:]) for at in range(len(words))]


def _hangul(entity: Entity) -> list[str]:
    return [n for n in (entity.name, *entity.aliases) if is_hangul(n[-1:])]


_OF_LIBRARY: WeakKeyDictionary[LibraryIndex, Names] = WeakKeyDictionary()


def names_of(library: Library) -> Names:
    """The names of a library's entities, looked through once for as long as the library is held."""
    found = _OF_LIBRARY.get(library.index)
    if found is None:
        found = _OF_LIBRARY[library.index] = Names(library.entities)
    return found
