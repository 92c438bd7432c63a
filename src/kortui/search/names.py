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

Key = tuple[str, ...]


class Names:
    """Look-up of entities by their names."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._alternatives: dict[tuple[str, Key], tuple[Pattern, ...]] = {}

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
        """Positions in `_keys` of the entities with a token in a name, by token."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, (_, keys) in enumerate(self._keys):
            for token in {token for key in keys for token in key}:
                found[token].append(position)
        return dict(found)

    @cached_property
    def _tokens(self) -> list[str]:
        return sorted(self._bearers)

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
        """Whether a token stands in any name."""
        return token in self._bearers

    def tokens(self, low: str, high: str) -> list[str]:
        """Tokens of names in ``[low, high)``, in order."""
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
        """The entities with a name in which the pattern stands, or whose Hangul name has these initial consonants."""
        if pattern.initials:
            return self._of_initials(pattern.tokens[0])
        forms = [*pattern.last]
        if pattern.prefix:
            beginning = pattern.tokens[-1]
            forms += self.tokens(*prefix_range(beginning))
            forms += spelled_on(beginning) if pattern.loose else ()
        positions = sorted({position for form in forms for position in self._bearers.get(form, ())})
        found = (self._keys[position] for position in positions)
        return tuple(e for e, keys in found if len(pattern.tokens) == 1 or any(pattern.within(key) for key in keys))

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
            searched = {p.tokens for p in self.alternatives(entity, typed)}
            for name in (entity.name, *entity.aliases):
                if tuple(tokens(name)) in searched:
                    shown.setdefault(fold_text(name), name)
        return tuple(shown.values())


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
