"""What a build did: per document what it gave, and everything that went wrong or was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kortui.model import Conflict
from kortui.text import one_line, sanitise


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What one document gave.

    Attributes:
        id: Document id.
        path: The path it was read from.
        sentences: Sentences read, boilerplate included.
        silent: Sentences of prose that made no record.
        events: Records with evidence in it.
        undated: Of these, records without a date.
        dates: Time expressions found.
        amounts: Quantities found.
        entities: Mentions found.
    """

    id: str
    path: str
    sentences: int
    silent: int
    events: int
    undated: int
    dates: int
    amounts: int
    entities: int

    def line(self) -> str:
        """One line for people."""
        parts = [
            _count(self.sentences, "sentence"),
            _count(self.events, "event") + (f" ({self.undated} undated)" if self.undated else ""),
            _count(self.dates, "date"), _count(self.amounts, "amount"), _count(self.entities, "mention"),
        ]  # fmt: skip
        return f"{self.id}: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Left:
    """A path or a decision that did not make it into the library.

    Attributes:
        path: What it concerns.
        why: The reason.
        fault: Whether something is wrong, and not just no document.
    """

    path: str
    why: str
    fault: bool = True

    def line(self) -> str:
        """One line for people, safe for a terminal."""
        return one_line(sanitise(f"{self.path}: {self.why}"))


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        documents: In order of id.
        left: Files skipped or failed, review decisions that found no record.
        conflicts: What was found to disagree.
        merged: How many records went into another.
    """

    documents: tuple[DocumentReport, ...] = ()
    left: tuple[Left, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    merged: int = 0
    events: int = field(default=0)

    def lines(self) -> Iterator[str]:
        """The whole report, a line at a time."""
        for document in self.documents:
            yield document.line()
        if self.merged:
            yield f"{_count(self.merged, 'record')} told elsewhere too, merged"
        for conflict in self.conflicts:
            yield f"{conflict.kind}: {one_line(conflict.subject)}: {one_line(conflict.note)}"
        for left in self.left:
            yield left.line()

    def problems(self) -> Iterator[str]:
        """Only what is wrong: files that failed and decisions that found no record."""
        return (left.line() for left in self.left if left.fault)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
