"""What the last word of a query could become: fields, their closed values, and what one database holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kortui.model import Library
from kortui.search.fields import FIELDS, FLAGS
from kortui.text import fold_text


class Candidate(NamedTuple):
    """One way to go on.

    Attributes:
        text: What stands in place of the word being typed; a field, which wants a value, ends in a colon.
        help: What it is, a clause.
    """

    text: str
    help: str


def candidates(word: str, library: Library | None = None, saved: Mapping[str, str] | None = None) -> list[Candidate]:
    """All that a word of a query could become.

    Args:
        word: As typed so far; a ``-`` or ``(`` before it stays.
        library: Gives the values of open fields: actors, places, documents, currencies, ids; None leaves them out.
        saved: Texts of saved searches by name.

    Returns:
        Fields that begin so or, behind a colon, values that begin so, with whatever stands before the last comma kept.
    """
    bare = word.lstrip("-(")
    lead = word[: len(word) - len(bare)]
    name, colon, typed = bare.partition(":")
    if not colon:
        return [Candidate(f"{lead}{n}:", spec.help) for n, spec in FIELDS.items() if n.startswith(name.casefold())]
    if name not in FIELDS:
        return []
    done, comma, last = typed.rpartition(",")
    stem, wanted = f"{lead}{name}:{done}{comma}", fold_text(last)
    values = _values(name, library, saved or {}, wanted)
    return [Candidate(stem + value, words) for value, words in values if value != last]


def _values(name: str, library: Library | None, saved: Mapping[str, str], wanted: str) -> Iterator[tuple[str, str]]:
    spec = FIELDS[name]
    if spec.values:
        meant = FLAGS.get(name, {})
        return ((value, meant.get(value, "")) for value in spec.values if value.startswith(wanted))
    if spec.kind == "saved":
        return ((one, text) for one, text in saved.items() if fold_text(one).startswith(wanted))
    if library is None:
        return iter(())
    return _held(name, library, wanted)


def _held(name: str, library: Library, wanted: str) -> Iterator[tuple[str, str]]:
    """Values of an open field that the database holds and that begin so, by id or by any word of a name."""
    if name in ("actor", "who", "place", "country"):
        used = _used(name, library)
        for entity in library.entities:
            if entity.id in used and (_begins((entity.id, entity.name, *entity.aliases), wanted)):
                yield entity.id, entity.name
    elif name == "doc":
        yield from ((d.id, d.title) for d in library.documents if _begins((d.id, d.title), wanted))
    elif name == "id":
        yield from ((e.id, e.title) for e in library.events if e.id.startswith(wanted))
    elif name == "cur":
        units = sorted({a.unit for e in library.events for a in e.amounts if a.kind == "money" and a.unit})
        yield from ((unit, "") for unit in units if unit.casefold().startswith(wanted))


def _used(name: str, library: Library) -> set[str]:
    if name == "country":
        return {e.id for e in library.entities if e.kind == "country"}
    if name == "who":
        return {e.id for e in library.entities}
    if name == "place":
        return {place for event in library.events for place in event.places}
    return {actor.id for event in library.events for actor in event.actors}


def _begins(names: Iterable[str], wanted: str) -> bool:
    folded = [fold_text(name) for name in names]
    return any(name.startswith(wanted) or f" {wanted}" in name for name in folded)
