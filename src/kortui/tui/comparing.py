"""Two records field by field: what each says, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from kortui.model import Event, Library
from kortui.overview.words import amount_words
from kortui.records import dataclass
from kortui.text import one_line
from kortui.tui.detail import BASIS, RELEVANCE, ROLE
from kortui.tui.paint import Spans
from kortui.vocabulary import DOMAIN_LABELS

EVIDENCE = 4
"""Sentences compared of each record, the first ones."""

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of two records.

    Attributes:
        name: What it is called.
        texts: What the two records say, empty for nothing.
        spans: The words of each that the other lacks.
    """

    name: str
    texts: tuple[str, str]
    spans: tuple[Spans, Spans] = ((), ())

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.texts[0] == self.texts[1]


def compared(library: Library, left: Event, right: Event, notes: tuple[str, str] = ("", "")) -> list[Field]:
    """The fields of which at least one of two records says something.

    Args:
        library: Gives names and documents.
        left: One record.
        right: The other.
        notes: What the reader noted on them.
    """
    found = []
    for (name, one), (_, other) in zip(_told(library, left), _told(library, right), strict=True):
        if one or other:
            found.append(Field(name, (one, other), differing(one, other)))
    if any(notes):
        found.append(Field("Note", (one_line(notes[0]), one_line(notes[1]))))
    return found


def differing(one: str, other: str) -> tuple[Spans, Spans]:
    """Where two texts differ: the words of each that the other has not, in the same order, as code point ranges."""
    if one == other or not one or not other:
        return (), ()
    words = [list(_WORD.finditer(text)) for text in (one, other)]
    blocks = SequenceMatcher(None, [w[0] for w in words[0]], [w[0] for w in words[1]], autojunk=False).get_opcodes()
    lit: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for what, *ends in blocks:
        if what != "equal":
            for side, (start, end) in enumerate((ends[:2], ends[2:])):
                if start < end:
                    lit[side].append((words[side][start].start(), words[side][end - 1].end()))
    return lit


def _told(library: Library, event: Event) -> Iterator[tuple[str, str]]:
    """Every field of a record in words, always the same ones in the same order."""
    name, date = library.index.name, event.date
    yield "Title", event.title
    yield "Date", date.display
    yield "As written", date.text if date.text != date.display else ""
    yield "Known", "; ".join(filter(None, (ROLE.get(date.role, ""), BASIS.get(date.basis, ""))))
    yield "Also dated", "; ".join(o.text for o in event.other_dates)
    yield "Type", event.type
    yield "Domains", ", ".join(DOMAIN_LABELS[d][0] for d in event.domains)
    yield "Actors", "; ".join(name(a.id) + ("" if a.role == "actor" else f" ({a.role})") for a in event.actors)
    yield "Places", ", ".join(name(p) for p in event.places)
    yield "Figures", "; ".join(dict.fromkeys(amount_words(a) for a in event.amounts))
    yield "Stage", event.stage or ""
    yield "Topic", event.topic or ""
    yield "Bearing", RELEVANCE.get(event.relevance, event.relevance)
    yield "Sureness", event.confidence + (", reviewed" if event.reviewed else "")
    known = library.index.document
    for number in range(EVIDENCE):
        cited = event.evidence[number] if number < len(event.evidence) else None
        document = known.get(cited.document) if cited else None
        yield "Source", "" if cited is None else document.attribution if document else cited.document
        yield "Sentence", one_line(cited.exact) if cited else ""
