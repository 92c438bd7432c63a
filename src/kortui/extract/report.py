"""What a build did: per document what it gave, and everything that went wrong, was left out or stayed unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kortui.model import Conflict
from kortui.text import one_line, sanitise
from kortui.vocabulary import BlockKind, EntityKind

MOST = 20
"""Lines of a list of names or words; the rest is counted."""

_HEADS = ("with", "without", "apart", "records", "undated", "dates", "unresolved")


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What one document gave.

    Attributes:
        id: Document id.
        path: The path it was read from.
        told: Sentences that made a record.
        silent: Sentences of the same kinds of blocks that made none.
        apart: Sentences of blocks that can make none (headings, captions, boilerplate …), by kind.
        events: Records with evidence in it.
        undated: Of these, records without a date.
        dates: Time expressions found.
        unresolved: Of these, expressions whose place in time is unknown, lengths of time apart.
        amounts: Quantities found.
        entities: Mentions found.
        rows_read: Rows of tables that made a record.
        rows_unread: Rows of tables that made none, headings apart.
    """

    id: str
    path: str
    told: int
    silent: int
    apart: tuple[tuple[BlockKind, int], ...]
    events: int
    undated: int
    dates: int
    unresolved: int
    amounts: int
    entities: int
    rows_read: int = 0
    rows_unread: int = 0

    @property
    def sentences(self) -> int:
        """All sentences, of whatever block."""
        return self.told + self.silent + sum(number for _, number in self.apart)

    @property
    def counts(self) -> tuple[int, ...]:
        """What the table of documents shows, in its order."""
        apart = sum(number for _, number in self.apart)
        return self.told, self.silent, apart, self.events, self.undated, self.dates, self.unresolved


@dataclass(frozen=True, slots=True)
class Left:
    """A path or a decision that did not make it into the library.

    Attributes:
        path: What it concerns.
        why: The reason.
        fault: Whether something is wrong, and not just no document.
        decision: Whether it is a review decision that found no record, and not a file.
        named: Whether it is told by its name though nothing is wrong: a copy, a database.
    """

    path: str
    why: str
    fault: bool = True
    decision: bool = False
    named: bool = False

    def line(self) -> str:
        """One line for people, safe for a terminal."""
        return _safe(f"{self.path}: {self.why}")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name found by rule that the gazetteer does not have, and how often."""

    id: str
    name: str
    kind: EntityKind
    mentions: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        documents: In order of id.
        left: Files skipped or failed, review decisions that found no record.
        conflicts: What was found to disagree.
        merged: How many records went into another.
        events: Records made.
        unknown: Names outside the gazetteer, the most frequent first.
        unresolved: Words of time without a place in time, with how often, the most frequent first.
    """

    documents: tuple[DocumentReport, ...] = ()
    left: tuple[Left, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    merged: int = 0
    events: int = 0
    unknown: tuple[Unknown, ...] = ()
    unresolved: tuple[tuple[str, int], ...] = ()

    def lines(self) -> Iterator[str]:
        """The whole report, a line at a time, its columns aligned; safe for a terminal."""
        yield from self._coverage()
        if self.merged:
            yield f"{_count(self.merged, 'record')} told elsewhere too, merged"
        yield from _listed("dates without a place in time", [(n, _safe(words)) for words, n in self.unresolved])
        yield from _listed("names outside the gazetteer", [(u.mentions, f"{_safe(u.name)} ({u.kind})") for u in self.unknown])
        yield from _section("conflicts", [f"{c.kind}: {_safe(c.subject)}: {_safe(c.note)}" for c in self.conflicts])
        yield from _section("decisions that found no record", [left.line() for left in self.left if left.decision])
        yield from _section("files left out", [left.line() for left in self.left if not left.decision])

    def problems(self) -> Iterator[str]:
        """Only what is wrong: files that failed and decisions that found no record."""
        return problems(self.left)

    def _coverage(self) -> Iterator[str]:
        """A table, a row a document and their sum below when there are several; under it what kinds of blocks stand apart."""
        if not self.documents:
            return
        rows = [(_safe(d.id), d.counts) for d in self.documents]
        if len(rows) > 1:
            sums = [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]
            sums[_HEADS.index("records")] = self.events  # a record told by two documents is one
            rows.append(("all", tuple(sums)))
        columns = [max(len(head), *(len(f"{row[n]:,}") for _, row in rows)) for n, head in enumerate(_HEADS)]
        yield "sentences with records, without, and apart (of blocks that can give none); records; dates"
        yield "  ".join([*(head.rjust(wide) for head, wide in zip(_HEADS, columns, strict=True)), "document"])
        for name, counts in rows:
            yield "  ".join([*(f"{n:,}".rjust(wide) for n, wide in zip(counts, columns, strict=True)), name])
        apart: Counter[str] = Counter()
        for document in self.documents:
            apart.update(dict(document.apart))
        if apart:
            yield f"apart: {', '.join(f'{number:,} {kind}' for kind, number in sorted(apart.items()))}"
        read, unread = sum(d.rows_read for d in self.documents), sum(d.rows_unread for d in self.documents)
        if read or unread:
            where = [f"{_safe(d.id)} {d.rows_unread:,}" for d in self.documents if d.rows_unread]
            more = [f"{len(where) - MOST:,} more documents"] if len(where) > MOST else []
            told = f" ({', '.join([*where[:MOST], *more])})" if where else ""
            yield f"rows of tables: {read:,} read, {unread:,} not{told}"


def problems(left: Iterable[Left]) -> Iterator[str]:
    """What is wrong among what was left out, a line each."""
    return (one.line() for one in left if one.fault)


def left_by_name(left: Iterable[Left]) -> Iterator[str]:
    """What was left out for a reason of its own though nothing is wrong, a line each, the first of them only."""
    lines = [one.line() for one in left if one.named]
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield f"and {len(lines) - MOST:,} more files like these; --report names them"


def other_kinds(left: Iterable[Left]) -> str:
    """What a folder holds that is nothing wrong and no document either, by how its names end; empty when there is nothing."""
    paths = (Path(one.path) for one in left if not (one.fault or one.decision or one.named))
    ends = Counter(path.suffix.lower() or "without an ending" for path in paths if not path.is_dir())  # which is a link's loop
    if not ends:
        return ""
    named = [f"{_safe(end)} {number:,}" for end, number in ends.most_common(MOST)]
    more = [f"{len(ends) - MOST:,} more kinds"] if len(ends) > MOST else []
    files = _count(sum(ends.values()), "file")
    return f"{files} left out that kortui does not read ({', '.join([*named, *more])}); --report names them"


def _listed(head: str, rows: Sequence[tuple[int, str]]) -> Iterator[str]:
    """A section of counted things, the first of them only."""
    if rows:
        wide = len(f"{rows[0][0]:,}")
        lines = [f"{number:>{wide},} {words}" for number, words in rows[:MOST]]
        more = len(rows) - MOST
        yield from _section(f"{head}: {len(rows):,}", lines + ([f"and {more:,} more"] if more > 0 else []))


def _section(head: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield head
        yield from (f"  {line}" for line in lines)


def _safe(words: str) -> str:
    return one_line(sanitise(words))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
