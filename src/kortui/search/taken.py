"""Which libraries have an index; apart from the index itself, since the first frame asks and needs little of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kortui.model import Library, LibraryIndex

if TYPE_CHECKING:
    from kortui.search.postings import Postings

OF_LIBRARY: WeakKeyDictionary[LibraryIndex, Postings] = WeakKeyDictionary()
"""The index of each library that has one."""


def indexed(library: Library) -> bool:
    """Whether a library's index is there, so that asking `kortui.search.postings.postings_of` makes none."""
    return library.index in OF_LIBRARY


def index_of(library: Library) -> Postings:
    """The index of a library that is `indexed`."""
    return OF_LIBRARY[library.index]


def remember(library: Library, postings: Postings) -> Postings:
    """Take in the index of a library for as long as the library is held."""
    OF_LIBRARY[library.index] = postings
    return postings
