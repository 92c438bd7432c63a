"""The main line of a story: the date it has come to, which a date told in passing leaves for a moment."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.extract.resolve_ahead import Ahead
from kortui.extract.resolve_told import Told
from kortui.extract.spans import DateSpan, Sentence

OPENING = 25
"""Characters at the beginning of a sentence in which a mere year turns a story that is told by months to it."""

_BACK, _FORTH = 1, 3
"""Years that the main line may go back or on from one date to the next."""


class MainLine:
    """Where the main line of a story stands.

    Args:
        sentences: The document's sentences.
        ahead: The dates that are told next.

    Attributes:
        told: The date it has come to; None before the first.
    """

    def __init__(self, sentences: Sequence[Sentence], ahead: Ahead) -> None:
        self._sentences = sentences
        self._ahead = ahead
        self._aside: int | None = None
        self.told: Told | None = None

    @property
    def year(self) -> int | None:
        """The year it has come to."""
        return self.told.reference.year if self.told is not None else None

    def follow(self, span: DateSpan, told: Told) -> None:
        """Go on to a date; one far from the line is an aside until a second one, or a heading, confirms it."""
        year, main, sentence = told.reference.year, self.told, self._sentences[told.sentence]
        if year is None:
            return
        if main is None or main.reference.year is None or sentence.kind in ("heading", "headline") or self._opens_section(told):
            self.told, self._aside = told, None
            return
        mere_year = told.reference.precision == "year" and span.start - sentence.start > OPENING
        in_passing = mere_year and main.month is not None and (year < main.reference.year or told.planned)
        near = -_BACK <= year - main.reference.year <= _FORTH
        confirmed = self._aside is not None and abs(year - self._aside) <= 1
        if not in_passing and (near or confirmed) and not self.is_left_for(told):
            self.told, self._aside = told, None
        else:
            self._aside = year

    def _opens_section(self, told: Told) -> bool:
        """Whether a month or day is the first date of its section: there a story begins anew."""
        if self.told is None or not told.stated or told.reference.precision == "year":
            return False
        return self._ahead.section(self.told.sentence) != self._ahead.section(told.sentence)

    def is_left_for(self, told: Told) -> bool:
        """Whether a date is a detour, from which the story comes back to the line."""
        main = self.told
        return main is not None and self._ahead.is_detour((main.when, main.sentence), (told.when, told.sentence))
