"""What can be checked: a library, in memory or in a file, of which records are gone through one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeVar

from kortui.model import Conflict, Document, Entity, Event, Library, Series

T_co = TypeVar("T_co", covariant=True)


class Records(Protocol[T_co]):
    """Records that can be gone through more than once; they need not be held."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[T_co]: ...


class Source(Protocol):
    """A library to check; attributes as of `kortui.model.Library`."""

    @property
    def documents(self) -> Records[Document]:
        """In order of id."""

    @property
    def events(self) -> Records[Event]:
        """In order of `Event.sort_key`, stale evidence marked."""

    @property
    def entities(self) -> Records[Entity]:
        """In order of id."""

    @property
    def series(self) -> Records[Series]:
        """In order of the file."""

    @property
    def conflicts(self) -> Records[Conflict]:
        """In order of the file."""

    @property
    def sha256(self) -> str:
        """Of the inputs of the build."""

    @property
    def companions(self) -> tuple[str, ...] | None:
        """SHA-256 of the other inputs; None when they are not known."""

    @property
    def counted(self) -> tuple[int, int] | None:
        """How many documents and events the file says that it holds; None when it does not say."""

    def text_of(self, document: str) -> str | None:
        """The text of a document; None when there is none of that id."""

    def has_entity(self, entity: str) -> bool:
        """Whether there is an entity of an id."""


class Held:
    """A library in memory as a source."""

    def __init__(self, library: Library) -> None:
        self.documents, self.events, self.entities = library.documents, library.events, library.entities
        self.series, self.conflicts = library.series, library.conflicts
        self.sha256, self.companions, self.counted = library.sha256, library.companions, library.counted
        self._index = library.index

    def text_of(self, document: str) -> str | None:
        """As of `Source`."""
        found = self._index.document.get(document)
        return None if found is None else found.text

    def has_entity(self, entity: str) -> bool:
        """As of `Source`."""
        return entity in self._index.entity
