"""A conflict as statements side by side: what each says, in which sentence, and which words differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from kortui.model import Conflict, Event, Evidence, Library
from kortui.overview.words import counted
from kortui.records import dataclass, replace
from kortui.text import fold_text, one_line
from kortui.vocabulary import DISAGREEMENTS, ConflictKind

Spans = tuple[tuple[int, int], ...]

KINDS: dict[ConflictKind, tuple[str, str]] = {
    "date": ("dates differ", "The sentences speak of the same thing and date it differently; both cannot hold."),
    "value": (
        "figures differ",
        "The sentences give one measure at one time with different figures; both cannot hold.",
    ),
    "role": ("parts differ", "The sentences speak of the same thing at another stage, or give it another part; both may hold."),
    "refinement": ("one is finer", "One sentence is more exact and the other leaves room for it; both hold."),
    "derived-agreement": ("they agree", "Neither sentence writes it, but what each leads to is the same."),
}
"""Each kind in a few words, and what it means for a reader; contradictions first, agreements last."""


def ordered(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Conflicts as a reader wants them: contradictions first, agreements last."""
    rank = {kind: n for n, kind in enumerate(KINDS)}
    return sorted(conflicts, key=lambda conflict: rank[conflict.kind])


def heading(conflicts: Sequence[Conflict]) -> str:
    """How many conflicts there are and how many of them contradict: ``4 comparisons, none contradictory``."""
    hard = sum(conflict.kind in DISAGREEMENTS for conflict in conflicts)
    return f"{counted(len(conflicts), 'comparison')}, {f'{hard:,}' if hard else 'none'} contradictory"


@dataclass(frozen=True, slots=True)
class Statement:
    """One side of a conflict.

    Attributes:
        event: The record.
        evidence: Index of the evidence in the record; -1 when it is worked out and stands in no sentence, which the record's
            own evidence then leads to.
        says: What it says of what is disputed.
        sentence: The sentence on one line; empty when there is none.
        spans: The words of the sentence that differ.
    """

    event: Event
    evidence: int
    says: str
    sentence: str
    spans: Spans

    @property
    def grounds(self) -> tuple[Evidence, ...]:
        """The sentences behind the statement: the one that makes it, or all it is worked out from."""
        return (self.event.evidence[self.evidence],) if self.evidence >= 0 else self.event.evidence

    @property
    def source(self) -> Evidence | None:
        """The evidence, None when it is worked out."""
        return self.event.evidence[self.evidence] if self.evidence >= 0 else None


def statements(library: Library, conflict: Conflict) -> list[Statement]:
    """The sides of a conflict in order of date; what is worked out comes last.

    Args:
        library: The database.
        conflict: One of its conflicts.
    """
    events = [library.events[library.index.row[one]] for one in conflict.events if one in library.index.row]
    if len(events) == 1:
        sides = [_of_evidence(events[0], number) for number in range(len(events[0].evidence))]
    else:
        sides = [_of_event(event, conflict.kind) for event in events]
        sides.sort(key=lambda side: (side.evidence < 0, side.event.sort_key))
    told = [side for side in sides if side.evidence >= 0]
    if len(told) == 2 and not all(side.spans for side in told):
        first, second = _differing(told[0].sentence, told[1].sentence)
        lit = {id(told[0]): first, id(told[1]): second}
        sides = [replace(side, spans=side.spans or lit[id(side)]) if id(side) in lit else side for side in sides]
    return sides


def _of_event(event: Event, kind: ConflictKind) -> Statement:
    """What a record says: its figures where figures differ, else its date."""
    if kind == "value":
        amounts = [a for a in event.amounts if a.kind in ("money", "count", "percent", "length", "ordinal")]
        number = amounts[0].evidence if amounts else 0
        words = [a.text for a in amounts if a.evidence == number]
        return _statement(event, min(number, len(event.evidence) - 1), "; ".join(_restated(event)) or event.title, words)
    if event.date.basis == "derived":
        return Statement(event, -1, f"{event.date.display}, worked out and written nowhere", "", ())
    words = [event.date.text] if event.date.text else []
    if kind == "derived-agreement":
        words += [a.text for a in event.amounts if a.kind == "ordinal"]
    says = event.date.display if event.date.edtf else "no date"
    if event.date.role != "event":
        says += f" ({event.date.role})"
    number = next((n for n, e in enumerate(event.evidence) if words and words[0] in one_line(e.exact)), 0)
    return _statement(event, number, says, words)


def _restated(event: Event) -> Iterable[str]:
    """The figures of a record, each with what restates it in brackets."""
    for number, amount in enumerate(event.amounts):
        if amount.equivalent_to is None and amount.kind != "duration":
            twins = [a.text for a in event.amounts if a.equivalent_to == number]
            yield f"{amount.text} ({', '.join(twins)})" if twins else amount.text


def _of_evidence(event: Event, number: int) -> Statement:
    """What one of several sentences behind a record says: the date it gives."""
    other = next((o for o in event.other_dates if o.evidence == number), None)
    if other is not None:
        return _statement(event, number, other.text, [other.text])
    text = event.date.text
    if event.other_dates and text and text in one_line(event.evidence[number].exact):
        shown = event.date.display
        return _statement(event, number, shown if shown in text or text in shown else f"{shown}, in its words {text}", [text])
    return _statement(event, number, "", [])


def _statement(event: Event, number: int, says: str, words: Sequence[str]) -> Statement:
    sentence = one_line(event.evidence[number].exact)
    found = sorted((at, at + len(word)) for word in dict.fromkeys(words) if word and (at := sentence.find(word)) >= 0)
    return Statement(event, number, says, sentence, _disjoint(found))


def _disjoint(spans: Iterable[tuple[int, int]]) -> Spans:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


_WORD = re.compile(r"[^\W_]+(?:[.,'’–-][^\W_]+)*")
_LONGEST = 4_000
"""Characters of a sentence that are compared word by word; more would be felt."""


def _differing(one: str, other: str) -> tuple[Spans, Spans]:
    """The words of two sentences that the other has not, in the same order, neighbours joined."""
    words = [[(m.start(), m.end()) for m in _WORD.finditer(text[:_LONGEST])] for text in (one, other)]
    folded = [[fold_text(text[a:b]) for a, b in spans] for text, spans in zip((one, other), words, strict=True)]
    first: list[tuple[int, int]] = []
    second: list[tuple[int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes():
        if tag != "equal":
            if b > a:
                first.append((words[0][a][0], words[0][b - 1][1]))
            if d > c:
                second.append((words[1][c][0], words[1][d - 1][1]))
    return tuple(first), tuple(second)
