"""Records named by their id, or by a beginning of it, of a name or of a word in them that fits only one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from kortui.errors import KortuiError, NotFoundError, UsageError
from kortui.model import Conflict, Document, Entity, Event, Library, Series
from kortui.text import fold_text, one_line, sanitise, truncate

T = TypeVar("T")
Named = Event | Entity | Document | Series | Conflict

_SHOWN = 60
"""Cells of a word that an error repeats; it may be a megabyte from a pipe."""
_TOLD = 20
"""How many of several mistakes are told besides the worst."""
_LISTED = 5
"""How many candidates an ambiguous word is answered with."""


_FINDERS = {"record": "ids are found with `kortui search` and `kortui list`", "series": "see `kortui list series`"}
"""What shows the names there are, by what is looked for."""


def pick(
    word: str,
    kind: str,
    items: Mapping[str, T],
    names: Mapping[str, Iterable[str]] | None = None,
    measures: Mapping[str, str] | None = None,
) -> T:
    """The one item a word means.

    Args:
        word: What a person typed.
        kind: What is looked for, for the error: ``series``.
        items: By id.
        names: Other names by id.
        measures: What series measure, by id. English says last what a thing is: ``trade`` means bilateral trade before a
            trade deficit, which only begins so.

    Raises:
        NotFoundError: When neither a name nor a word of one begins so.
        UsageError: When several do.
    """
    if word in items:
        return items[word]
    folded = fold_text(one_line(word))
    aliases = names or {}
    found = [i for i in items if folded in (fold_text(n) for n in aliases.get(i, ()))]
    known = {i: [fold_text(n) for n in (i, *aliases.get(i, ()))] for i in items} if not found and folded else {}
    found = found or [i for i, measure in (measures or {}).items() if fold_text(measure).split()[-1:] == [folded]]
    found = found or [i for i, called in known.items() if any(n.startswith(folded) for n in called)]
    found = found or [i for i, called in known.items() if any(w.startswith(folded) for n in called for w in _words(n))]
    if len(found) == 1:
        return items[found[0]]
    shown = truncate(one_line(sanitise(word)), _SHOWN)
    if found:
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        listed = ", ".join(found[:_LISTED]) + more
        raise UsageError(f"{shown!r} begins {len(found)} names of {kind}: {listed}", "", "type more of it")
    close = get_close_matches(folded, list(items), 1)
    raise NotFoundError(
        f"there is no {kind} {shown!r}",
        "",
        f"did you mean {close[0]}?" if close else _FINDERS.get(kind, "see `kortui list --help`"),
    )


def _words(name: str) -> list[str]:
    """The words of a name or id after its first, so that ``trade`` names ``bilateral-trade-kor-tur``."""
    return name.replace("-", " ").split()[1:]


def series(library: Library, word: str) -> Series:
    """A series by id or measure.

    Raises:
        NotFoundError: When nothing begins so.
        UsageError: When several do.
    """
    measures = {s.id: s.measure for s in library.series}
    return pick(word, "series", {s.id: s for s in library.series}, {i: (m,) for i, m in measures.items()}, measures)


def each(words: Iterable[str], find: Callable[[str], T]) -> tuple[list[T], list[KortuiError]]:
    """What several words name, and what is wrong with those that name nothing: one slip does not cost the others.

    Args:
        words: What a person typed.
        find: Finds the one item of a word.
    """
    found: list[T] = []
    wrong: list[KortuiError] = []
    for word in words:
        try:
            found.append(find(word))
        except (NotFoundError, UsageError) as error:
            wrong.append(error)
    return found, wrong


def tell(wrong: Sequence[KortuiError]) -> None:
    """Leave with what was wrong, if anything, once what was right has been printed; a line each.

    Raises:
        KortuiError: The worst of them, when there are any.
    """
    if not wrong:
        return
    from kortui.cli.output import note

    *others, worst = sorted(wrong, key=lambda error: error.exit_code)
    for error in others[:_TOLD]:
        note(f"kortui: {error.line()}")
    if len(others) > _TOLD:
        note(f"kortui: and {len(others) - _TOLD:,} more like these")
    raise worst


def record(library: Library, word: str) -> Named:
    """A record of any kind: events first, then documents, entities (also by name or alias), series, conflicts.

    Raises:
        NotFoundError: When nothing begins so.
        UsageError: When several do.
    """
    index = library.index
    if (row := index.row.get(word)) is not None:  # of a large library this reads one record, and what follows all of them
        return library.events[row]
    for table in (index.document, index.entity):
        if word in table:
            return table[word]
    conflicts, series = {c.id: c for c in library.conflicts}, {s.id: s for s in library.series}
    tables: tuple[Mapping[str, Named], ...] = (conflicts, series, index.entity, index.document)
    ids = dict.fromkeys([*(one for table in tables for one in table), *index.row])
    called = {e.id: (e.name, *e.aliases) for e in library.entities}
    found = pick(word, "record", {one: one for one in ids}, called, {s.id: s.measure for s in library.series})
    if (row := index.row.get(found)) is not None:
        return library.events[row]
    return next(table[found] for table in reversed(tables) if found in table)
