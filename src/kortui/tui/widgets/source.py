"""What a list shows: items in lines, in groups under a heading each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from typing import Protocol

from kortui.records import dataclass, field
from kortui.tui.paint import Piece


@dataclass(frozen=True, slots=True)
class Groups:
    """Runs of items under a heading each.

    Attributes:
        starts: Index of the first item of each group, rising, the first 0; empty when nothing is grouped.
        labels: Their headings.
        headings: Line of each heading in the list.
    """

    starts: Sequence[int] = ()
    labels: Sequence[str] = ()
    headings: Sequence[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "headings", [start + number for number, start in enumerate(self.starts)])

    def line(self, item: int) -> int:
        """Line of an item."""
        return item + bisect_right(self.starts, item) if self.starts else item

    def at(self, line: int) -> tuple[int, int]:
        """Item and group of a line; the item is -1 on a heading, the group -1 without groups."""
        if not self.starts:
            return line, -1
        group = bisect_right(self.headings, line) - 1
        return (-1 if self.headings[group] == line else line - group - 1), group


class Source(Protocol):
    """What a list shows."""

    @property
    def groups(self) -> Groups:
        """How the items are grouped."""

    @property
    def version(self) -> Hashable:
        """Changes whenever the pieces of an item may have changed."""

    def __len__(self) -> int:
        """Number of items."""

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """An item as one line for `width` cells."""


class Nothing:
    """A source without items."""

    groups = Groups()
    version = None

    def __len__(self) -> int:
        return 0

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """Never asked."""
        return ()
