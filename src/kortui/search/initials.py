"""Hangul names by the initial consonants of their syllables, which people type for the whole: ``ㅎㄱㅈㅈ`` for 한국전쟁."""

from __future__ import annotations

from collections.abc import Iterable

from kortui.model import Entity
from kortui.search.tokens import FEW_INITIALS, is_hangul
from kortui.text import choseong

_MEANT = 12
"""Names that consonants mean at most; what would mean more means none."""


class HangulNames:
    """The Hangul names of entities.

    Args:
        entities: All there are.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        named = ((entity, [(name, _runs(name)) for name in _hangul(entity)]) for entity in entities)
        self._named = [(entity, names) for entity, names in named if names]

    def meant(self, initials: str) -> tuple[str, ...]:
        """The names that initial consonants mean; a single consonant means whole names alone, and many names are none."""
        runs = {name: runs[0] for _, names in self._named for name, runs in names}
        whole = [name for name, run in runs.items() if run == initials] if len(initials) <= FEW_INITIALS else []
        found = whole or [name for name, run in runs.items() if len(initials) > 1 and run.startswith(initials)]
        return tuple(found) if len(found) <= _MEANT else ()

    def bearers(self, initials: str) -> tuple[Entity, ...]:
        """The entities with a name that initial consonants mean; see `kortui.search.tokens.of_initials`."""
        found = [(e, [run for _, runs in names for run in runs if run.startswith(initials)]) for e, names in self._named]
        whole = [e for e, runs in found if initials in runs] if len(initials) <= FEW_INITIALS else []
        return tuple(whole or (e for e, runs in found if runs))


def name_with(entity: Entity, initials: str) -> str | None:
    """The name by which initial consonants find an entity, best one of which they are all to the end; None when they do not."""
    named = [name for name in _hangul(entity) if any(run.startswith(initials) for run in _runs(name))]
    return min(named, key=lambda name: initials not in _runs(name), default=None)


def _runs(name: str) -> list[str]:
    """The initial consonants of a Hangul name from each of its words on."""
    words = [choseong(word) for word in name.split()]
    return ["".join(words[at:]) for at in range(len(words))]


def _hangul(entity: Entity) -> list[str]:
    """The names of an entity that end in Hangul."""
    return [name for name in (entity.name, *entity.aliases) if is_hangul(name[-1:])]
