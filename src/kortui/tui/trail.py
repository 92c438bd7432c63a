"""The way back: every place one jumped from, and forward again, as in a browser."""

from __future__ import annotations

from typing import Generic, TypeVar

from kortui.records import dataclass

T = TypeVar("T")

LONGEST = 200
"""Places remembered."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the app: pane, query, the record of the cursor and the page over it (empty when there is none)."""

    pane: str
    query: str = ""
    event: str = ""
    page: str = ""


class Trail:
    """Places behind and ahead of the present one."""

    def __init__(self) -> None:
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []

    def leave(self, spot: Spot) -> None:
        """Remember a place before a jump; what lay ahead is forgotten."""
        if self._behind[-1:] != [spot]:
            self._behind = [*self._behind[1 - LONGEST :], spot]
        self._ahead.clear()

    def back(self, spot: Spot) -> Spot | None:
        """The place before `spot`, the present one; None at the beginning."""
        while self._behind:
            found = self._behind.pop()
            if found != spot:
                self._ahead.append(spot)
                return found
        return None

    def forward(self, spot: Spot) -> Spot | None:
        """The place after `spot`; None at the end."""
        if not self._ahead:
            return None
        self._behind.append(spot)
        return self._ahead.pop()


class Walk(Generic[T]):
    """Steps from page to page over the main screen; those behind are its breadcrumb."""

    def __init__(self, first: T) -> None:
        self._steps = [first]
        self._at = 0

    @property
    def here(self) -> T:
        """Where one is."""
        return self._steps[self._at]

    @property
    def path(self) -> list[T]:
        """The way here, the first step first."""
        return self._steps[: self._at + 1]

    def go(self, step: T) -> None:
        """Go on; what lay ahead is forgotten."""
        if step != self.here:
            self._steps = [*self.path[-LONGEST:], step]
            self._at = len(self._steps) - 1

    def back(self) -> bool:
        """Go back one step; False at the beginning."""
        further = self._at > 0
        self._at -= further
        return further

    def forward(self) -> bool:
        """Go forward one step; False at the end."""
        further = self._at + 1 < len(self._steps)
        self._at += further
        return further
