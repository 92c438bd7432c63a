"""The other names under which texts may speak of who or what a query names: they are searched for beside the words typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from kortui.model import Entity
from kortui.search.names import LONGEST_PART, Key
from kortui.search.tokens import Pattern, is_hangul, of_name, tokens
from kortui.text import fold_text

_KEPT = 256
"""Entities whose other names are kept: each of five walks over a query asks for the same."""


class OtherNames:
    """Other names of entities, as far as they say enough.

    Args:
        entities: All there are.
        keys: `kortui.search.names.keys_of` each of them.
        whole: Positions of entities by whole name.
    """

    def __init__(self, entities: Sequence[Entity], keys: Sequence[tuple[Key, ...]], whole: Mapping[Key, Sequence[int]]) -> None:
        self._entities = entities
        self._keys = keys
        self._whole = whole
        self._kept: dict[tuple[str, Key], tuple[Pattern, ...]] = {}

    @cached_property
    def contained(self) -> dict[Key, set[int]]:
        """Positions of the entities that have a longer name, by each part of that name: some milliseconds for 1,000 names."""
        found: defaultdict[Key, set[int]] = defaultdict(set)
        for position, keys in enumerate(self._keys):
            for key in keys:
                for start in range(len(key)):
                    for end in range(start + 1, len(key) + 1):
                        if end - start < len(key):
                            found[key[start:end]].add(position)
        return dict(found)

    def of(self, entity: Entity, typed: Key) -> tuple[Pattern, ...]:
        """The other names under which texts may speak of an entity: what records show it as, and what else it is called.

        Left out are names a text uses for other things too: of one or two Latin letters (folded, ``US`` is ``us``), and of
        what records do not show parts of the typed name of a person (``Cho`` for ``Cho Hyun``) and a single word of another
        such entity's name (``Korea``, for ``North Korea``); several words of one count where they stand by themselves
        (``Republic of China``, but for ``People's Republic of China``). Left out are also longer names that a shorter one, or
        the typed one, finds as well (``Republic of Türkiye``).
        """
        kept = self._kept.get((entity.id, typed))
        if kept is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            kept = self._kept[entity.id, typed] = self._found(entity, typed)
        return kept

    def _found(self, entity: Entity, typed: Key) -> tuple[Pattern, ...]:
        shown = tuple(tokens(entity.name))
        keys = dict.fromkeys((shown, *(tuple(tokens(name)) for name in entity.aliases)))
        found = []
        for key in filter(None, keys):
            longer = () if key == shown else self._longer(entity, key)
            if not self._is_loose(entity, key, typed, shown, longer):
                found.append(of_name(key, apart=longer))
        others = [*found, Pattern(typed)] if typed else found
        return tuple(p for p in found if p.tokens != typed and not any(o is not p and o.within(p.tokens) for o in others))

    def _is_loose(self, entity: Entity, key: Key, typed: Key, shown: Key, longer: Sequence[Key]) -> bool:
        """Whether a name says too little for texts to be searched for it."""
        if len(key) == 1 and len(key[0]) < (2 if is_hangul(key[0]) else 3):
            return True
        if key == shown:
            return False
        if entity.kind == "person" and any(typed[at : at + len(key)] == key for at in range(len(typed) - len(key) + 1)):
            return True
        others = map(self._entities.__getitem__, self._whole.get(key, ()))
        return (len(key) == 1 and bool(longer)) or any(o.kind == entity.kind and o.id != entity.id for o in others)

    def _longer(self, entity: Entity, key: Key) -> tuple[Key, ...]:
        """The names of other such entities in which a name stands, as far as rows are kept of parts of names."""
        found: dict[Key, None] = {}
        held = max(LONGEST_PART, len(key) + 1)
        for position in sorted(self.contained.get(key, ())):
            other = self._entities[position]
            if other.kind == entity.kind and other.id != entity.id:
                for name in (name for name in self._keys[position] if len(name) > len(key)):
                    for end in range(len(key), len(name) + 1):
                        if name[end - len(key) : end] == key:
                            start = max(0, end - held)
                            found[name[start : start + held]] = None
        return tuple(found)

    def also(self, entities: Iterable[Entity], typed: Key) -> tuple[str, ...]:
        """The other names to tell people of, one a spelling: what the search also looks for."""
        shown: dict[str, str] = {}
        for entity in entities:
            others = self.of(entity, typed)
            searched = {p.tokens for p in others}
            for name in (entity.name, *entity.aliases):
                if tuple(tokens(name)) in searched or (name is entity.name and not _within(tokens(name), typed, others)):
                    shown.setdefault(fold_text(name), name)
        return tuple(shown.values())


def _within(key: Sequence[str], typed: Key, others: Iterable[Pattern]) -> bool:
    """Whether what was typed, or one of the other names, stands in a name."""
    return any(pattern.within(key) for pattern in (*((Pattern(typed),) if typed else ()), *others))
