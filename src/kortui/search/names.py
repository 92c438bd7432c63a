"""Names of entities in every script, as queries use them: whole names widen a word, parts of names find their bearers."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kortui.model import Entity, Library, LibraryIndex
from kortui.search.spelling import spelled_on
from kortui.search.tokens import Pattern, goes_on, prefix_range, tokens

if TYPE_CHECKING:
    from kortui.search.initials import HangulNames
    from kortui.search.other_names import OtherNames

LONGEST_NAME = 8
"""Words of a query that are tried as one name."""

LONGEST_PART = 5
"""Words of a name that are indexed together."""

_KEPT = 256
"""Patterns of which is kept whom they find: each of five walks over a query asks for the same."""

_TELLING = 3
"""Letters of a beginning from which on people are told what it finds by other names."""

_TOLD = 12
"""Entities that people are told of at most."""

_LIT, _LOOKED_AT = 32, 64
"""Entities found by a name nobody sees whose shown names are lit at most, and those looked at for them: half a millisecond."""

_SYLLABLES = "\u2e80"
"""From here on a sign is a syllable or a word."""

Key = tuple[str, ...]


def finding_words(entity: Entity) -> set[str]:
    """The tokens that find an entity: the words of its name as records show it, and its other names of a single word."""
    return words_finding(keys_of(entity))


def words_finding(keys: Sequence[Key]) -> set[str]:
    """The same of the keys of an entity, see `keys_of`."""
    return {*keys[0], *(key[0] for key in keys[1:] if len(key) == 1)}


def keys_of(entity: Entity) -> tuple[Key, ...]:
    """The tokens of an entity's name, and of each other name that has any, each once."""
    shown, *others = (tuple(tokens(name)) for name in (entity.name, *entity.aliases))
    return tuple(dict.fromkeys((shown, *filter(None, others))))


class Names:
    """Look-up of entities by their names.

    Args:
        entities: All there are.
        keys: `keys_of` each of them, where an index has these.
    """

    def __init__(self, entities: Sequence[Entity], keys: Sequence[tuple[Key, ...]] | None = None) -> None:
        self._entities = entities
        if keys is not None:
            self._keys = keys
        self._behind: dict[Pattern, tuple[tuple[tuple[Entity, str], ...], int]] = {}

    @cached_property
    def _keys(self) -> Sequence[tuple[Key, ...]]:
        """The tokens of each entity's name and aliases."""
        return tuple(map(keys_of, self._entities))

    @property
    def keys(self) -> Sequence[tuple[Key, ...]]:
        """The tokens of each entity's name and aliases."""
        return self._keys

    @cached_property
    def _whole(self) -> dict[Key, list[int]]:
        """Positions of entities by whole name."""
        found: defaultdict[Key, list[int]] = defaultdict(list)
        for position, keys in enumerate(self._keys):
            for key in filter(None, keys):
                found[key].append(position)
        return dict(found)

    @cached_property
    def _together(self) -> dict[str, tuple[Key, ...]]:
        """The names that may be written with other blanks, dots or apostrophes, by what they are without.

        A single Latin word is none of them (``to go`` is not Togo), nor are two letters (``us`` is not said to be U.S.).
        """
        found: defaultdict[str, dict[Key, None]] = defaultdict(dict)
        for key in self._whole:
            written = "".join(key)
            if goes_on(written) or (len(key) > 1 and len(written) > 2):
                found[written][key] = None
        return {written: tuple(keys) for written, keys in found.items()}

    @cached_property
    def _bearers(self) -> dict[str, list[int]]:
        """Positions of the entities that a word finds, see `finding_words`, by the word's token."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, keys in enumerate(self._keys):
            for token in words_finding(keys):
                found[token].append(position)
        return dict(found)

    @cached_property
    def _tokens(self) -> list[str]:
        return sorted(self._bearers)

    @cached_property
    def _endings(self) -> dict[str, list[int]]:
        """Positions of the entities with a name of several words, by each word of it but the first."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, keys in enumerate(self._keys):
            for token in {token for key in keys for token in key[1:]}:
                found[token].append(position)
        return dict(found)

    def prepare(self) -> None:
        """Work out in a quiet moment what the first searches would wait for: some milliseconds for 1,000 names."""
        _ = (self._tokens, self._together, self.others.contained)

    def has(self, token: str) -> bool:
        """Whether a token finds anybody by a name."""
        return token in self._bearers

    def tokens(self, low: str, high: str) -> list[str]:
        """Tokens in ``[low, high)`` that find somebody by a name, in order."""
        return self._tokens[bisect_left(self._tokens, low) : bisect_left(self._tokens, high)]

    def whole(self, key: Key) -> tuple[Entity, ...]:
        """The entities that have exactly this name, or else one with the same letters: ``터키여단`` is ``터키 여단``."""
        found = self._whole.get(key)
        if found is None:
            written = self._together.get("".join(key), ())
            found = list(dict.fromkeys(position for one in written for position in self._whole[one]))
        return tuple(self._entities[position] for position in found)

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
            return self.hangul.bearers(pattern.tokens[0])
        pattern = pattern.in_names
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
        found = (self._entities[position] for position in sorted(positions))
        return tuple(e for e in found if single or self.found_as(e, pattern) is not None)

    def found_as(self, entity: Entity, pattern: Pattern) -> str | None:
        """The name by which a pattern finds an entity, the one that records show before all others; None when it does not."""
        if pattern.initials:
            from kortui.search.initials import name_with

            return name_with(entity, pattern.tokens[0])
        pattern = pattern.in_names
        if pattern.within(tokens(entity.name)):
            return entity.name
        keys = ((name, tokens(name)) for name in entity.aliases)
        return next((name for name, key in keys if key and pattern.parts(key, 0) == len(key)), None)

    def behind(self, pattern: Pattern) -> tuple[tuple[Entity, str], ...]:
        """The entities that a pattern finds by a name records do not show, each with that name; of very many none."""
        return self._looked_at(pattern)[0]

    def told(self, pattern: Pattern) -> tuple[tuple[Entity, str], ...]:
        """Those of them to tell people of.

        Of a beginning that few letters make up, and where there are many, none: nobody could be told of all. A sign of a
        script of syllables or words is letters enough.
        """
        word, pattern = pattern.tokens[-1], pattern.in_names
        if pattern.prefix and not pattern.initials and len(word) < _TELLING and word[-1] < _SYLLABLES:
            return ()
        found, looked_at = self._looked_at(pattern)
        return found if looked_at <= _TOLD else ()

    def _looked_at(self, pattern: Pattern) -> tuple[tuple[tuple[Entity, str], ...], int]:
        """The entities that a pattern finds by a name records do not show, and how many it finds in all."""
        kept = self._behind.get(pattern)
        if kept is None:
            entities = self.named(pattern)
            few = entities if len(entities) <= _LOOKED_AT else ()
            named = ((entity, self.found_as(entity, pattern)) for entity in few)
            found = tuple((entity, name) for entity, name in named if name is not None and name != entity.name)
            if len(self._behind) >= _KEPT:
                self._behind.clear()
            kept = self._behind[pattern] = (found if len(found) <= _LIT else (), len(entities))
        return kept

    @cached_property
    def hangul(self) -> HangulNames:
        """The Hangul names, by initial consonants."""
        from kortui.search.initials import HangulNames  # few searches are for them

        return HangulNames(self._entities)

    @cached_property
    def others(self) -> OtherNames:
        """Under which other names texts may speak of an entity."""
        from kortui.search.other_names import OtherNames  # for words that are somebody's name

        return OtherNames(self._entities, self._keys, self._whole)


_OF_LIBRARY: WeakKeyDictionary[LibraryIndex, Names] = WeakKeyDictionary()


def names_of(library: Library) -> Names:
    """The names of a library's entities, looked through once for as long as the library is held."""
    found = _OF_LIBRARY.get(library.index)
    if found is None:
        found = _OF_LIBRARY[library.index] = Names(library.entities, library.index.name_keys)
    return found
