"""The way back through pages, and forward again."""

from __future__ import annotations

from kortui.plain.pages import Page
from kortui.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the history.

    Attributes:
        page: The page.
        first: The line it was left at, from 0.
        pane: The pane around it, and in `query` the search.
        query: See `pane`.
        origin: The list it was opened from, with the line there; None when it was opened from none.
    """

    page: Page
    first: int
    pane: str
    query: str
    origin: tuple[Page, int] | None


class History:
    """Places behind and ahead of the present one."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    @property
    def begun(self) -> bool:
        """Whether there is a way back."""
        return bool(self._behind)

    def leave(self, place: Place) -> None:
        """Keep a place that is left for a new one; what lay ahead is forgotten."""
        self._behind.append(place)
        self._ahead.clear()

    def back(self, place: Place) -> Place | None:
        """The place before `place`, the present one; None at the beginning."""
        return self._turn(place, self._behind, self._ahead)

    def forward(self, place: Place) -> Place | None:
        """The place that `back` left; None at the end."""
        return self._turn(place, self._ahead, self._behind)

    @staticmethod
    def _turn(place: Place, whence: list[Place], whither: list[Place]) -> Place | None:
        if not whence:
            return None
        whither.append(place)
        return whence.pop()
