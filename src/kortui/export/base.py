"""What an exporter is given and what it gives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from kortui.export.passing import Chosen
from kortui.model import Document, Event, Library
from kortui.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Selection:
    """Some events of a library, in the order to write them.

    Attributes:
        library: Where they are from; gives names, documents and conflicts.
        events: The events.
        query: What they were found by; empty when by nothing.
        asked: The same in words, for a heading.
        notes: What the reader noted on them, by id; empty unless it was asked for.
    """

    library: Library
    events: Sequence[Event]
    query: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    asked: str = ""

    @classmethod
    def of_rows(
        cls, library: Library, rows: Sequence[int], query: str = "", notes: Mapping[str, str] | None = None, asked: str = ""
    ) -> Selection:
        """The events of some rows, read as they are written."""
        return cls(library, Chosen(library, rows), query, notes or {}, asked)

    def ids(self) -> Iterator[str]:
        """The ids of the events, for which a large library need not read them."""
        if isinstance(self.events, Chosen):
            return self.library.index.ids_of(self.events.rows)
        return (event.id for event in self.events)

    def documents(self) -> tuple[Document, ...]:
        """The documents behind the events, each once, in order of first use; documents the library lacks left out."""
        known = self.library.index.document
        ids = dict.fromkeys(evidence.document for event in self.events for evidence in event.evidence)
        return tuple(known[i] for i in ids if i in known)


class Exporter(ABC):
    """A format. Declare a subclass under the entry point group ``kortui.exporters`` to add one.

    Attributes:
        name: What ``--format`` calls it.
        suffix: File suffix with its dot, by which ``kortui export -o`` recognises it.
        label: What it is, for lists of formats.
        takes_notes: Whether it writes the notes of a selection.
        titled: Whether it has a heading that says what a selection was asked for.
    """

    name: ClassVar[str]
    suffix: ClassVar[str]
    label: ClassVar[str]
    takes_notes: ClassVar[bool] = False
    titled: ClassVar[bool] = False

    def omitted(self, selection: Selection) -> str:
        """What of a selection the format has no place for, as a clause to be told; empty when it has a place for all."""
        return ""

    def refused(self, selection: Selection) -> str:
        """Why nothing of a selection would be written, as a clause; empty when something would."""
        return ""

    @abstractmethod
    def pieces(self, selection: Selection) -> Iterator[str]:
        """The text of a selection in pieces, to be written one after another."""
