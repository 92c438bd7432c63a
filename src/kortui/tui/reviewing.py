"""`Review`: going through the records nobody has looked at, each decision written to the file as it is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from kortui import review, review_file
from kortui.model import Event, EventDate, Library
from kortui.records import dataclass, replace
from kortui.review import Action, Decision

_SURENESS = {"inferred": 0, "derived": 1, "stated": 2}
DONE: Mapping[Action, str] = {"accept": "accepted", "reject": "rejected", "edit": "edited", "merge": "merged", "add": "added"}
"""What a decision made of its record."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A decision made, with what it took the place of."""

    event: Event
    before: Decision | None
    after: Decision


def doubt(library: Library, event: Event) -> tuple[object, ...]:
    """Sort key of a record: the least sure first.

    Inferred before derived before stated; among those undated ones first, then those another statement disagrees with, then
    the ones with the longest title, for long titles are where extraction ran on.
    """
    conflicted = event.id in library.index.conflicts_of
    sure = _SURENESS.get(event.confidence, 0)
    return (sure, event.date.edtf is not None, not conflicted, -len(event.title), event.sort_key)


def decided_in(library: Library, decisions: Iterable[Decision]) -> set[str]:
    """Ids of the records of a library that decisions are about.

    A decision finds its record by id, else by a quote that stands in one record alone, as in a build.
    """
    index = library.index
    found: set[str] = set()
    for decision in decisions:
        named = {decision.id, *decision.others} & index.row.keys()
        if not named and decision.action != "add" and decision.quote:
            rows = index.rows_of_document.get(decision.document, ())
            quoted = [e.id for e in map(library.events.__getitem__, rows) if any(v.exact == decision.quote for v in e.evidence)]
            named = set(quoted) if len(quoted) == 1 else set()
        found |= named
    return found


def edited(event: Event, changes: Mapping[str, Any]) -> Event:
    """A record as an edit of title, date, type and domains leaves it, but for its PLOVER code."""
    new: dict[str, Any] = {key: changes[key] for key in ("title", "type") if key in changes}
    if "domains" in changes:
        new["domains"] = tuple(changes["domains"])
    if "date" in changes:
        value, old = changes["date"] or None, event.date
        basis = old.basis if value == old.edtf else "stated" if value else "none"
        new["date"] = EventDate.of(value, basis, old.role, old.text)
    if "type" in changes or "domains" in changes:
        new["plover"] = None  # the build gives the new one
    return replace(event, **new, reviewed=True)


class Review:
    """The records to decide on, in order of doubt, and what was decided.

    Args of the constructor: the library and the file of decisions, which may be absent.

    Attributes:
        path: The file.
        queue: What is gone through: the records undecided when it was read, and those decided since.
        at: Place in the queue; its length when nothing is left.
        made: What was decided here, by record.
    """

    def __init__(self, library: Library, path: Path) -> None:
        self.library = library
        self.path = path
        self.queue: tuple[Event, ...] = ()
        self.at = 0
        self.made: dict[str, Decision] = {}
        self._steps: list[_Step] = []
        self._elsewhere: Collection[str] = ()

    def read(self) -> None:
        """Look at the file and queue what it does not decide; the place stays on its record if that is still to decide.

        Raises:
            ReviewError: When the file cannot be read or is damaged.
        """
        decisions = review.load(self.path) if self.path.exists() else ()
        decided = decided_in(self.library, decisions)
        for gone in self.made.keys() - decided:  # taken back by hand or from the shell meanwhile
            del self.made[gone]
        self._steps = [step for step in self._steps if step.event.id in self.made]
        self._elsewhere = decided - self.made.keys()
        current = self.event
        waiting = (e for e in self.library.events if not e.reviewed and e.id not in self._elsewhere)
        self.queue = tuple(sorted(waiting, key=lambda e: doubt(self.library, e)))
        ids = [e.id for e in self.queue]
        self.at = ids.index(current.id) if current and current.id in ids else len(ids)
        if self.event is None or self.event.id in self.made:
            self.onward()

    # Where one is

    @property
    def event(self) -> Event | None:
        """The record at hand as the database has it; None when nothing is left."""
        return self.queue[self.at] if self.at < len(self.queue) else None

    @property
    def shown(self) -> Event | None:
        """The record at hand with what was edited."""
        event = self.event
        if event is None or not (changes := self.changes):
            return event
        return edited(event, changes)

    @property
    def decision(self) -> Decision | None:
        """What was decided of the record at hand."""
        return self.made.get(self.event.id) if self.event else None

    @property
    def changes(self) -> Mapping[str, Any]:
        """What was edited of the record at hand."""
        return self.decision.changes if self.decision else {}

    @property
    def total(self) -> int:
        """Records of the database."""
        return len(self.library.events)

    @property
    def to_go(self) -> int:
        """Records still to decide."""
        return len(self.queue) - len(self.made)

    def move(self, way: int) -> bool:
        """Go to the next (1) or previous (-1) record of the queue, decided or not; False at either end."""
        to = self.at + way
        if not 0 <= to < len(self.queue):
            return False
        self.at = to
        return True

    def onward(self) -> None:
        """Go to the next undecided record, round the end to those passed over; behind the last when none is left."""
        order = [*range(self.at + 1, len(self.queue)), *range(min(self.at + 1, len(self.queue)))]
        left = (n for n in order if self.queue[n].id not in self.made)
        self.at = next(left, len(self.queue))

    # Deciding

    def decide(self, action: Action, changes: Mapping[str, Any] | None = None) -> None:
        """Write a decision on the record at hand.

        Args:
            action: ``accept``, ``reject`` or ``edit``.
            changes: With an edit, what is new; earlier edits of the record stay.

        Raises:
            ReviewError: When a value does not do or the file cannot be written; nothing has changed then.
        """
        event = self.event
        if event is None:
            return
        decision = self.checked(event, action, {**self.changes, **changes} if changes else {})
        review_file.decide(self.path, decision)
        self._steps.append(_Step(event, self.made.get(event.id), decision))
        self.made[event.id] = decision

    @staticmethod
    def checked(event: Event, action: Action, changes: Mapping[str, Any]) -> Decision:
        """A decision as the file's own reader takes it.

        Raises:
            ReviewError: When a value does not do, in one line.
        """
        evidence = event.evidence[0]
        row = {"id": event.id, "document": evidence.document, "quote": evidence.exact, **changes}
        return review.parse({action: [row]}, "")[0]

    @property
    def last(self) -> object:
        """Stands for the last decision, to tell later whether it still is the last; None when there is none."""
        return self._steps[-1] if self._steps else None

    def undo(self) -> Decision | None:
        """Take the last decision back and go to its record; returns it, None when there was none.

        Raises:
            ReviewError: When the file cannot be written; the decision stands then.
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        if step.before is None:
            review_file.forget(self.path, step.event.id)
            del self.made[step.event.id]
        else:
            review_file.decide(self.path, step.before)
            self.made[step.event.id] = step.before
        self._steps.pop()
        self.at = self.queue.index(step.event)
        return step.after

    def count(self, action: Action) -> int:
        """How many records were decided here in a way."""
        return sum(decision.action == action for decision in self.made.values())
