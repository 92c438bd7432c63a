"""The way back: every place one jumped from, and forward again, as in a browser."""

from __future__ import annotations

from kortui.records import dataclass

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
