"""Whom a surname alone means, inside one document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from kortui.extract import names
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.tokens import folded, tokens
from kortui.model import Entity

_SURNAME_FIRST = frozenset(["KOR", "PRK", "CHN", "TWN", "VNM"])
"""Countries whose people write their family name first."""


class Surnames:
    """The bearers of each surname in a document, in the order of their full mentions, and their offices."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._bearers: dict[str, list[tuple[int, str]]] = {}
        self._offices: dict[str, str] = {}
        self._asked: dict[tuple[str, str], tuple[list[int], list[str]]] = {}

    def __contains__(self, surname: str) -> bool:
        return surname in self._bearers

    def note(self, words: Sequence[str], known: Entity | None, id_: str, position: int, office: str) -> None:
        """Note a person's mention.

        Args:
            words: The name; a single word gives no surname.
            known: The person's entity when the gazetteer has it.
            id_: Entity id.
            position: Where it stands.
            office: The title in front of it, empty when none.
        """
        self._asked.clear()
        if len(words) > 1:
            surname = surname_of(words, known)
            if len(surname) > 1 and not surname.isdigit():
                self._bearers.setdefault(folded(surname), []).append((position, id_))
        if office:
            self._offices.setdefault(id_, office.lower())

    def note_lone(self, surname: str, id_: str, position: int, office: str) -> None:
        """Note a person of whom the document gives only a title and a folded surname."""
        self._asked.clear()
        self._bearers[surname] = [(position, id_)]
        self._offices.setdefault(id_, office.lower())

    def bearer(self, surname: str, position: int, office: str) -> str | None:
        """Whom a surname means: the bearer of the title, else the nearest full mention before, else the first one after.

        Args:
            surname: Folded.
            position: Where it stands.
            office: The title in front of it, empty when none.
        """
        if surname not in self._bearers:
            return None
        key = (surname, office.lower())
        if key not in self._asked:
            self._asked[key] = self._listed(*key)
        latest, ids = self._asked[key]
        return ids[max(bisect_right(latest, position) - 1, 0)]

    def _listed(self, surname: str, office: str) -> tuple[list[int], list[str]]:
        """Where the bearers of a surname, and of an office if any of them holds it, are named, and their ids, in order."""
        bearers = self._bearers[surname]
        if office:
            bearers = [b for b in bearers if self._offices.get(b[1]) == office] or bearers
        ordered = sorted(bearers, key=lambda bearer: bearer[0])
        return [at for at, _ in ordered], [id_ for _, id_ in ordered]

    def is_known(self, surname: str) -> bool:
        """Whether a folded word is a family name of somebody in the gazetteer, or a Korean one."""
        return surname in _by_surname(self._gazetteer) or surname in _korean()

    def only_holder(self, surname: str) -> str | None:
        """The one office holder of the gazetteer with a folded surname, unless it is common; None when several or none."""
        held = [e.id for e in _by_surname(self._gazetteer).get(surname, ()) if e.offices]
        return held[0] if len(held) == 1 and surname not in _korean() else None

    def office_holder(self, surname: str, office: str) -> str | None:
        """The one person of the gazetteer of a folded surname and an office; None when there are several, or none."""
        title = _head(office)
        held = {e.id for e in _by_surname(self._gazetteer).get(surname, ()) if any(title == _head(o.title) for o in e.offices)}
        return held.pop() if len(held) == 1 else None


def surname_of(words: Sequence[str], known: Entity | None) -> str:
    """The family name in a full name: the first word of Korean and Chinese names, the last of others.

    Args:
        words: The name's words.
        known: The person's entity when the gazetteer has it; its country says which order is meant.
    """
    if known is not None and known.country is not None:
        korean = known.country == "KOR"
        first = known.country in _SURNAME_FIRST and (words[0] in names.KOREAN_SURNAMES or not korean)  # "Syngman Rhee"
    else:
        first = names.surname_first(words)
    return words[0] if first else words[-1]


def _head(title: str) -> str:
    """The word that says what an office is: "minister" of "Foreign Minister"."""
    return title.lower().partition(" of ")[0].rpartition(" ")[2]


@lru_cache(maxsize=1)
def _korean() -> frozenset[str]:
    """Korean family names, folded."""
    return frozenset(folded(name) for name in names.KOREAN_SURNAMES)


@lru_cache(maxsize=4)
def _by_surname(gazetteer: Gazetteer) -> dict[str, tuple[Entity, ...]]:
    """The gazetteer's people by folded surname."""
    found: dict[str, tuple[Entity, ...]] = {}
    for entity in gazetteer.entities.values():
        if entity.kind == "person":
            surname = folded(surname_of([t.text for t in tokens(entity.name, 0, len(entity.name))], entity))
            found[surname] = (*found.get(surname, ()), entity)
    return found
