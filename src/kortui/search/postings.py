"""The index of a library: which rows hold a word, a value, a day, a figure. One interface, in memory or from a derived file."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from kortui.model import Library
from kortui.search.taken import OF_LIBRARY, remember

if TYPE_CHECKING:
    from kortui.search.collect import AmountKey
    from kortui.search.ordered import Order
    from kortui.search.pieces import Pieces
    from kortui.search.spans import Spans

Space = Literal["title", "text", "fields"]
"""Tokens of titles, tokens of topics and evidence, and ``field:value`` keys."""

Range = tuple[float, float, int]
"""Low and high figure of an amount that states a range, and its row."""

Labels = tuple[str, Sequence[str], Sequence[str]]
"""Id of a document, the texts that ``doc:`` looks through, the ones of ``publisher:``."""


class Figures(Protocol):
    """A sorted column of figures, see `kortui.search.columns.Column`."""

    @property
    def values(self) -> Sequence[float]:
        """The figures, ascending."""

    def between(self, low: float, high: float) -> int:
        """The rows with a figure from `low` to `high`, both inclusive."""

    def below(self, value: float) -> int:
        """The rows with a figure less than `value`."""

    def above(self, value: float) -> int:
        """The rows with a figure greater than `value`."""

    def some(self, low: float, high: float, fits: Callable[[float, float], bool]) -> int:
        """The rows with a figure from `low` to `high` of which a test holds."""


class Postings(Protocol):
    """What the evaluation of a query asks of an index. Row sets are integers, see `kortui.rows`."""

    size: int
    """Events in the library."""

    orders: dict[str, Order]
    """What finds rows in orders of them, once made; see `kortui.search.ordered.order_of`."""

    def get(self, space: Space, key: str) -> int:
        """The rows of a key; 0 when there is none."""

    def union(self, space: Space, low: str, high: str) -> int:
        """The rows of all keys in ``[low, high)``."""

    def named(self, beginning: str) -> int | None:
        """The rows of the entities with a word in a name that begins so; None when they are not kept together."""

    def keys(self, space: Space, low: str = "", high: str = "") -> Sequence[str]:
        """The keys in ``[low, high)`` in order; an empty `high` is no limit."""

    def present(self, space: Space, keys: Sequence[str]) -> set[str]:
        """Those of some keys, a few hundred at most, that there are."""

    def single(self, low: str, high: str, shortest: int, longest: int) -> set[str]:
        """The single words in ``[low, high)`` of titles and texts, by their lengths in letters."""

    def counts(self, field: str, bits: int, at_most: int | None = None) -> Sequence[tuple[str, int]]:
        """The values of a field with how many of their rows are in a set.

        Args:
            field: The field.
            bits: The set.
            at_most: How many values are wanted; values may be left out of which so many others have more rows in the set.
        """

    def counting(self, field: str, bits: int, at_most: int | None = None) -> Pieces[Sequence[tuple[str, int]]]:
        """The same in pieces."""

    def of_values(self, field: str, values: Sequence[str], bits: int) -> Sequence[int]:
        """How many rows of a set have each of some values, a few hundred at most."""

    def frequent(self, field: str) -> Pieces[Sequence[str]]:
        """The values of a field of `kortui.search.forward.FORWARD` that take long to count one by one."""

    def phrase(self, space: Space, key: str) -> int | None:
        """The rows of a name of several words, of which a Hangul one may go on; None when it is no name."""

    def words(self, space: Space, rows: int) -> Iterator[tuple[int, str]]:
        """Each of the rows with its tokens as text, for phrases."""

    def ids(self, beginning: str) -> int:
        """The rows of the events whose id begins so."""

    def order(self, name: str) -> array[int]:
        """All rows in one of the orders of `kortui.search.order`, or their places in it."""

    @property
    def starts(self) -> Figures:
        """First days of dated events."""

    @property
    def ends(self) -> Figures:
        """Last days of dated events."""

    @property
    def spans(self) -> Spans:
        """The stretches of time events fall into."""

    @property
    def labels(self) -> Sequence[Labels]:
        """What documents are called and who published them."""

    @property
    def decades(self) -> Sequence[tuple[str, int]]:
        """Each decade in which an event begins, as a query writes it, with the rows that may lie in it; by date."""

    def amount_keys(self) -> Sequence[AmountKey]:
        """Kind, unit and hedge of the amounts there are."""

    def amounts(self, key: AmountKey) -> tuple[Figures, Sequence[Range]]:
        """The amounts of a kind, unit and hedge: plain figures and ranges."""


def postings_of(library: Library) -> Postings:
    """The index of a library, made in memory once unless one was taken in by `kortui.search.taken.remember`."""
    found = OF_LIBRARY.get(library.index)
    if found is None:
        from kortui.search.memory import MemoryPostings  # 1 ms that reading a derived file need not pay

        found = remember(library, MemoryPostings(library))
    return found
