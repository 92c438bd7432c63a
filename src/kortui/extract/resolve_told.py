"""A date that was told, as what later ones in its story refer to."""

from __future__ import annotations

from kortui.extract.resolve_ahead import When
from kortui.extract.resolve_counting import Reference
from kortui.extract.spans import Offset
from kortui.records import dataclass


def looks_back(offset: Offset | None) -> bool:
    """Whether an expression turns back from what was told last: "the previous year", "the June before"."""
    if offset is None or offset.reference != "previous":
        return False
    return offset.amount < (-1 if offset.unit in ("nearest", "weekday") else 0)


@dataclass(frozen=True, slots=True)
class Told:
    """A date that was told.

    Attributes:
        reference: The date.
        month: Its month, or about which month "late 1941" is; None of mere years.
        sentence: Index of its sentence.
        stated: Whether the words alone say it.
        planned: Whether it was only planned when the story had come there.
    """

    reference: Reference
    month: int | None
    sentence: int
    stated: bool
    planned: bool = False

    @property
    def when(self) -> When:
        """Its year and month."""
        return self.reference.year or 0, self.month
